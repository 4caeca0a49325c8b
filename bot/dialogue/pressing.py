"""Buttons: what was pressed as a question. Their data comes from outside, so nothing in it is trusted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.answers.desk import Question
from bot.answers.spans import MORE, TAKE_ALONG, read_days, read_more
from bot.dialogue.state import ChatState
from bot.messages import Pressed
from content.catalogue import Catalogue
from intents.contract import OUT_OF_SCOPE
from intents.language import SPOKEN
from intents.model import Intent

VENUES = ("place", "hub", "lodging", "eatery")  # where events can be


@dataclass(frozen=True, slots=True)
class Menu:
    """What a button may speak of."""

    catalogue: Catalogue
    intents: Mapping[str, Intent]
    state: ChatState


def pressed_question(
    catalogue: Catalogue, intents: Mapping[str, Intent], pressed: Pressed, state: ChatState
) -> tuple[Question | None, str | None]:
    """The question behind a button, or the language it chooses; neither where the button is not of this menu."""
    if pressed.verb == "lang":
        return None, pressed.argument if pressed.argument in SPOKEN else None
    if pressed.id and pressed.id not in catalogue:
        return None, None
    return READERS.get(pressed.verb, _asked)(Menu(catalogue, intents, state), pressed), None


def _subjects(pressed: Pressed) -> tuple[str, ...]:
    return (pressed.id,) if pressed.id else ()


def _asked(menu: Menu, pressed: Pressed) -> Question | None:
    """The intent that the verb names, of the entry."""
    known = pressed.verb in menu.intents and pressed.verb != OUT_OF_SCOPE
    return Question(pressed.verb, _subjects(pressed)) if known else None


def _on_the_map(_: Menu, pressed: Pressed) -> Question | None:
    return Question("map", _subjects(pressed)) if pressed.id else None


def _to_take_along(menu: Menu, pressed: Pressed) -> Question | None:
    """The calendar file of an event, or of all that is on in some days, at a place where the button names one."""
    entry, days = menu.catalogue.get(pressed.id), read_days(pressed.argument)
    if entry and entry.kind == "event" and (days or not pressed.argument):
        return Question("save_plan", (entry.id,), {"when": days["when"]} if days else {})
    if days is None or (entry and entry.kind not in VENUES):
        return None
    return Question("calendar", (), days | ({"place": entry.id} if entry else {}))


def _more_events(menu: Menu, pressed: Pressed) -> Question | None:
    """What else is on in some days, at a place where the button names one."""
    found, entry = read_more(pressed.argument), menu.catalogue.get(pressed.id)
    if found is None or (entry and entry.kind not in VENUES):
        return None
    slots, offset = found
    return Question("list_events", (), slots | ({"place": pressed.id} if pressed.id else {}), offset=offset)


def _chosen(menu: Menu, pressed: Pressed) -> Question | None:
    """The choice of "did you mean"; with all that the question held, while the chat still remembers it."""
    intent, state = pressed.argument, menu.state
    if intent not in menu.intents or intent == OUT_OF_SCOPE:
        return None
    if intent in state.choices:
        return Question(
            intent,
            state.choice_subjects or _subjects(pressed),
            state.slots if not state.choice_text else {},
            state.choice_text,
        )
    return Question(intent, _subjects(pressed))


def _more(menu: Menu, pressed: Pressed) -> Question | None:
    """The facts that did not fit."""
    intent, _, offset = pressed.argument.partition(".")
    if intent not in menu.intents or not (offset.isascii() and offset.isdigit()) or int(offset) > 500:
        return None
    if menu.intents[intent].subject == "needed" and not pressed.id:
        return None
    route = menu.state.route
    if route and (intent, _subjects(pressed)) == (route.intent, route.subjects):
        return replace(route, offset=int(offset))  # more of the route as it was wished
    return Question(intent, _subjects(pressed), offset=int(offset))


READERS: Mapping[str, Callable[[Menu, Pressed], Question | None]] = {
    "as": _chosen,
    "more": _more,
    "map": _on_the_map,
    MORE: _more_events,
    TAKE_ALONG: _to_take_along,
}

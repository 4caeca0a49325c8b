"""Buttons: what was pressed as a question. Their data comes from outside, so nothing in it is trusted."""

from collections.abc import Mapping
from dataclasses import replace

from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.messages import Pressed
from content.catalogue import Catalogue
from intents.contract import OUT_OF_SCOPE
from intents.language import SPOKEN
from intents.model import Intent


def pressed_question(
    catalogue: Catalogue, intents: Mapping[str, Intent], pressed: Pressed, state: ChatState
) -> tuple[Question | None, str | None]:
    """The question behind a button, or the language it chooses; neither where the button is not of this menu."""
    if pressed.verb == "lang":
        return None, pressed.argument if pressed.argument in SPOKEN else None
    if pressed.id and pressed.id not in catalogue:
        return None, None
    subjects = (pressed.id,) if pressed.id else ()
    if pressed.verb == "as":
        return _chosen(intents, pressed, state, subjects), None
    if pressed.verb == "more":
        return _more(intents, pressed, subjects, state), None
    if pressed.verb == "map" and subjects:
        return Question("map", subjects), None
    if pressed.verb in intents and pressed.verb != OUT_OF_SCOPE:
        return Question(pressed.verb, subjects), None
    return None, None


def _chosen(
    intents: Mapping[str, Intent], pressed: Pressed, state: ChatState, subjects: tuple[str, ...]
) -> Question | None:
    """The choice of "did you mean"; with all that the question held, while the chat still remembers it."""
    intent = pressed.argument
    if intent not in intents or intent == OUT_OF_SCOPE:
        return None
    if intent in state.choices:
        return Question(
            intent,
            state.choice_subjects or subjects,
            state.slots if not state.choice_text else {},
            state.choice_text,
        )
    return Question(intent, subjects)


def _more(
    intents: Mapping[str, Intent], pressed: Pressed, subjects: tuple[str, ...], state: ChatState
) -> Question | None:
    intent, _, offset = pressed.argument.partition(".")
    if intent not in intents or not (offset.isascii() and offset.isdigit()) or int(offset) > 500:
        return None
    if intents[intent].subject == "needed" and not subjects:
        return None
    if state.route and (intent, subjects) == (state.route.intent, state.route.subjects):
        return replace(state.route, offset=int(offset))  # more of the route as it was wished
    return Question(intent, subjects, offset=int(offset))

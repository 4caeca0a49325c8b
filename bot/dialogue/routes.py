"""What a line wishes of a food route: of the one it names, or of the one just shown or listed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.answers.desk import Question
from bot.answers.route_wishes import VEGETARIAN
from bot.dialogue.route_picks import CHANGING, FEW_WORDS, FOOD, SHOWING, picked_route, route_of
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from content.model import FoodRoute
from intents.contract import OUT_OF_SCOPE
from intents.model import Understanding
from intents.slots.clock import clock_words, find_clock, find_minutes

# What a line that wishes something of a route may be taken for.
OF_A_ROUTE = ("legs", "overview", "diet", "change_plan", "plan_trip", "list_routes", "list_food", "duration")
OF_THE_LAST = ("diet", "change_plan", "plan_trip", "list_routes", "legs")
PLANNING = "plan_trip"
ASKED = {"duration": "length", "dates": "begin"}  # intents that ask one thing of a route
# What a line that asks something of the route itself may be taken for: not what asks for tickets at a stop.
OF_ITSELF = (
    *ASKED,
    *OF_A_ROUTE,
    "hours",
    "venue",
    "stop_reminders",
    "list_events",
    "about",
    "feedback",
    "contact",
    "best_time",
    "goodbye",
    "thanks",
    OUT_OF_SCOPE,
)
STARTS = ("hub", "lodging", "place", "eatery")
STILL = ("legs", "diet")  # asked of nothing else, the route is still what is spoken of
GOAL = "goal"  # of what is wished, the one that is no slot: where to be in the end
LOOKING = ("map", "overview", "venue", "getting_there")  # at a stop, from the buttons below a route


def of_a_route(guide: Guide, found: Understanding, state: ChatState, text: str) -> Question | None:
    """The question for the stops of a route with this line's wishes; None where the line wishes nothing of one."""
    named = next((i for i in found.subjects if route_of(guide, i)), None)
    if named:
        wished = _wished(guide, found, text)
        if asking := _asking(found, Question("legs", (named,)), wished, text):
            return asking
        sure = found.outcome == "answer" and found.intent not in OF_A_ROUTE
        if not (wished or found.marks.shorter) or sure:
            return None
        before = state.route if state.route and state.route.subjects == (named,) else None
        return _with(guide, found, before or Question("legs", (named,)), wished, text)
    if picked := picked_route(guide, found, state):
        wished = _wished(guide, found, text)
        if found.marks.act is None:  # "the Friday one" says which, and not when
            wished.pop("when", None)
        of_all = cleaned(state.slots) if state.intent == "list_routes" else {}
        kept = {name: value for name, value in of_all.items() if name in _taken(guide)}
        return replace(_with(guide, found, Question("legs", (picked,), kept), wished, text), missed=False)
    if found.marks.act and (state.choices or (found.marks.act.whole and not found.marks.asks)):
        return None
    at_hand = _at_hand(guide, found, state)
    if at_hand and _speaks_of(guide, found, at_hand):
        return _of_the_last(guide, found, state, at_hand, text)
    return _of_any(guide, found, text) if at_hand is None else None


def _of_any(guide: Guide, found: Understanding, text: str) -> Question | None:
    """The list of routes as wished, for a line that speaks of food routes and names none."""
    wished = _wished(guide, found, text)
    if found.marks.routes != FOOD or not (wished or found.marks.shorter) or not _only_topics(guide, found):
        return None
    return Question("list_routes", (), {name: value for name, value in wished.items() if name != GOAL}, text)


def _of_the_last(guide: Guide, found: Understanding, state: ChatState, at_hand: Question, text: str) -> Question | None:
    """What the line wishes or asks of the route just spoken of."""
    marks = found.marks
    if state.subjects == at_hand.subjects and state.intent in STILL:
        if asking := _asking(found, at_hand, _wished(guide, found, text), text):
            return asking
    elif marks.asks and marks.brief and state.intent == "list_routes":  # the list answers it for each
        return Question("list_routes", (), dict(state.slots), text)
    if marks.act and found.intent != CHANGING:
        return None
    wished = _wished(guide, found, text) | _dropped(found, state, route_of(guide, at_hand.subjects[0]))
    if marks.whole and marks.brief:
        slots = {name: value for name, value in wished.items() if name != GOAL}
        return Question("legs", at_hand.subjects, slots, text)
    if not (wished or marks.shorter) and (found.intent != CHANGING or found.outcome == "refuse"):
        return None
    return _with(guide, found, at_hand, wished, text) if _is_wish(found, wished) else None


def _only_topics(guide: Guide, found: Understanding) -> bool:
    return all(entry.kind == "topic" for i in found.subjects if (entry := guide.catalogue.get(i)))


def _asking(found: Understanding, route: Question, wished: Mapping[str, Any], text: str) -> Question | None:
    """What alone the line asks of the route: how long, since when, a stop, a day, whether it is official."""
    marks, when, sure = found.marks, found.all_slots.get("when", {}), found.outcome == "answer"
    whole = marks.act is not None and marks.act.whole
    if not whole and (found.intent == CHANGING or (found.intent not in OF_ITSELF and sure and marks.asks != "after")):
        return None
    if set(wished) - {"when"} or (marks.act and marks.left > FEW_WORDS and found.intent != "legs"):
        return None
    asks = marks.asks or (ASKED.get(found.intent) if sure else None)
    asks = asks or ("stop" if marks.act and found.intent == "legs" else None)
    if asks == "begin" and "start" in when and not marks.asks:
        asks = "day"
    if asks is None:
        return None
    stop = {"stop": _number(found), "after": route.stop + 1 if route.stop else 0}.get(asks, 0)
    slots = {**route.slots, **({"when": when} if "start" in when else {})}
    return replace(route, slots=slots, text=text, asks=asks, stop=stop, missed=False)


def _number(found: Understanding) -> int:
    """The number of the stop that is asked of; the first where none is said."""
    act = found.marks.act
    return 1 if act is None or act.kind != "pick" else act.place + (act.place >= 0)


def cleaned(slots: Mapping[str, Any]) -> dict[str, Any]:
    """The slots that mean something for a route: of the kinds only the vegetarian, of the times only dates."""
    return {
        name: value
        for name, value in slots.items()
        if (name != "kind" or value == VEGETARIAN)
        and (name != "when" or "start" in value)
        and (name != "amount" or find_minutes(str(value)) is not None)
    }


def _at_hand(guide: Guide, found: Understanding, state: ChatState) -> Question | None:
    """The route just shown, with what was wished of it so far; of those just listed, the first or the shortest."""
    if state.route and route_of(guide, state.route.subjects[0]):
        stops = _ids(guide, state.route)
        looking = state.intent in LOOKING and set(state.subjects) <= stops
        if looking or (state.intent in STILL and state.subjects == state.route.subjects):
            return state.route
    if state.intent in ("overview", "history") and state.subjects and route_of(guide, state.subjects[0]):
        return Question("legs", state.subjects[:1])
    last = guide.catalogue.get(state.subjects[0]) if state.subjects else None
    # Of the official ones nothing is public: what is wished can only be had of ours.
    official = state.intent in (*SHOWING, "overview") and isinstance(last, FoodRoute) and not last.stops
    ids = [e.id for e in guide.catalogue.of_kind("food_route")] if official else state.listed
    listed = [route for i in ids if (route := route_of(guide, i))] if official or state.intent in SHOWING else []
    if not listed:
        return None
    chosen = min(listed, key=_length) if found.marks.shorter else listed[0]
    # The shortest of a list is short enough.
    return Question("legs", (chosen.id,), shorter=-1 if found.marks.shorter else 0)


def _length(route: FoodRoute) -> int:
    return sum(stop.minutes for stop in route.stops)


def _ids(guide: Guide, question: Question) -> set[str]:
    """The route itself, its places, dishes and events."""
    route = route_of(guide, question.subjects[0])
    stops = route.stops if route else ()
    return {i for stop in stops for i in (stop.place, stop.dish, stop.event) if i} | set(question.subjects)


def _speaks_of(guide: Guide, found: Understanding, at_hand: Question) -> bool:
    """True where the line names nothing but stops of the route, where it begins, or a topic such as a diet."""
    if found.marks.speaks_of_town:
        return False
    own, said = _ids(guide, at_hand), "from" in found.all_slots or "start" in found.all_slots or found.marks.ending
    entries = [entry for i in found.subjects if (entry := guide.catalogue.get(i))]
    return all(e.id in own or e.kind == "topic" or (said and e.kind in ("hub", "lodging", "place")) for e in entries)


def _is_wish(found: Understanding, wished: Mapping[str, Any]) -> bool:
    """True where the line wishes something and asks nothing else."""
    marks = found.marks
    if marks.shorter and marks.brief:
        return True
    if found.intent == PLANNING and ("days" in found.all_slots or not (marks.brief or "start" in wished)):
        return False
    if set(wished) == {"when"} and marks.left:
        return found.intent in (CHANGING, "legs")
    if found.intent in OF_THE_LAST:
        return True
    few = (marks.brief or marks.shorter) and marks.left <= FEW_WORDS
    return marks.left <= 1 or (few and found.outcome != "refuse")


def _wished(guide: Guide, found: Understanding, text: str) -> dict[str, Any]:
    """What the line itself wishes of a route."""
    slots = cleaned({name: found.all_slots[name] for name in _taken(guide) if name in found.all_slots})
    topics = {entry.id for i in found.subjects if (entry := guide.catalogue.get(i)) and entry.kind == "topic"}
    named = {i for i in found.subjects if route_of(guide, i)} | topics
    avoid = [word for word in slots.pop("avoid", ()) if word not in named]
    avoid += [word for word in _ingredients(guide, found, text) if word not in avoid]
    start = slots.get("start") or found.all_slots.get("from") or (clock_words(text) if found.marks.brief else None)
    goal = _goal(guide, found, str(start or ""), text)
    wished = {"avoid": avoid, "start": start, GOAL: goal}
    return slots | {name: value for name, value in wished.items() if value}


def _goal(guide: Guide, found: Understanding, start: str, text: str) -> str | None:
    """The entry to come to in the end, or the line that tells it, where it says so."""
    if not found.marks.ending:
        return None
    begin = _named_start(guide, start) if start else None
    entries = [entry for i in guide.understander.named(text) if i != begin and (entry := guide.catalogue.get(i))]
    return next((entry.id for entry in entries if entry.kind in STARTS), None if found.marks.asks else text)


def _taken(guide: Guide) -> tuple[str, ...]:
    return guide.intents["legs"].slots


def _ingredients(guide: Guide, found: Understanding, text: str) -> list[str]:
    """Ingredients of the vocabulary that a line about a diet names, where no slot does: "I'm allergic to peanuts"."""
    if found.intent != "diet" or "avoid" in found.all_slots:
        return []
    lower = f" {text.lower()} "
    known = guide.catalogue.reference.vocabulary.contains.items()
    return [word for word, label in known if any(_says(lower, form) for form in label.forms)]


def _says(lower: str, form: str) -> bool:
    return f" {form}" in lower if form.isascii() else form in lower


def _dropped(found: Understanding, state: ChatState, route: FoodRoute | None) -> dict[str, Any]:
    """The stop that "drop the third stop" speaks of: by its place, or by its dish where the place comes twice."""
    act = found.marks.act
    if act is None or act.kind != "pick" or route is None:
        return {}
    if not -len(state.listed) <= act.place < len(state.listed):
        return {}
    place = state.listed[act.place]
    stops = [stop for stop in route.stops if stop.place == place]
    if not stops:
        return {}
    nth = state.listed[: act.place % len(state.listed)].count(place)
    stop = stops[min(nth, len(stops) - 1)]
    return {"avoid": [stop.dish if len(stops) > 1 and stop.dish else place]}


def _with(guide: Guide, found: Understanding, before: Question, wished: Mapping[str, Any], text: str) -> Question:
    """The route with the new wishes beside the old."""
    slots = {**before.slots, **{name: value for name, value in wished.items() if name != GOAL}}
    if avoid := list(dict.fromkeys((*before.slots.get("avoid", ()), *wished.get("avoid", ())))):
        slots["avoid"] = avoid
    origin = before.origin
    if "start" in wished:
        said = str(wished["start"])
        origin = _named_start(guide, said) or (before.origin if find_clock(said) else None)
        slots["start"] = _starts(str(before.slots.get("start", "")), said)
    missed = not wished and not found.marks.shorter
    shorter = before.shorter + found.marks.shorter
    goal = wished.get(GOAL, before.goal)
    meant = replace(before, slots=slots, text=text, origin=origin, goal=goal, shorter=shorter, missed=missed)
    return replace(meant, offset=0, asks=None, stop=0)


def _starts(before: str, said: str) -> str:
    """The place and the hour to begin: a new hour leaves the place, a new place the hour."""
    kept = [part for part in before.split(", ") if part and bool(find_clock(part)) != bool(find_clock(said))]
    return ", ".join((*kept, said))


def _named_start(guide: Guide, said: str) -> str | None:
    """The place, station or lodging that the words name."""
    entries = [guide.catalogue.get(i) for i in guide.understander.named(said)]
    return next((entry.id for entry in entries if entry and entry.kind in STARTS), None)

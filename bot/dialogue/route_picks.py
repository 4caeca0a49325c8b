"""Which food route a line picks: by its number in the list, by where it is, or by a word that it alone is called by."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from content.model import FoodRoute
from intents.model import Understanding

CHANGING = "change_plan"
SHOWING = ("legs", "list_routes")
FOOD, ANY = "food", "any"  # how a line speaks of routes
FEW_WORDS = 3  # besides names and slot words: "can you do it without fish"
HAN, LATIN = re.compile(r"(?:(?![路线条那])[\u4e00-\u9fff])+"), re.compile(r"[a-z]+")  # not: route, that one
SHORT = 3  # letters: "and", "the", "day" tell no route


def route_of(guide: Guide, entry_id: str) -> FoodRoute | None:
    """The entry where it is a route whose stops are known."""
    entry = guide.catalogue.get(entry_id)
    return entry if isinstance(entry, FoodRoute) and entry.stops else None


def picked_route(guide: Guide, found: Understanding, state: ChatState) -> str | None:
    """The one of our routes that the line tells by its number, by the place it is at or by a word of its name: "food
    route 2", "the one in the old town", "the Friday one"."""
    marks, routes = (
        found.marks,
        [route for e in guide.catalogue.of_kind("food_route") if (route := route_of(guide, e.id))],
    )
    listed = state.intent == "list_routes"
    spoken = listed or marks.routes == FOOD or (state.intent == "legs" and marks.routes is not None)
    if not spoken or (found.intent == CHANGING and not (marks.act and marks.act.whole)):
        return None
    if marks.act and marks.act.kind == "pick":
        # "The first one" of a plain list is asked what it is; as wished of the list it has to be walked through.
        numbered = (listed and bool(state.slots)) or (marks.routes in (FOOD, ANY) and (listed or marks.asks is None))
        return routes[marks.act.place].id if numbered and -len(routes) <= marks.act.place < len(routes) else None
    if marks.act:
        return None
    if listed and marks.bare and len(found.subjects) == 1:
        there = [route.id for route in routes if found.subjects[0] in route.where]
        return there[0] if len(there) == 1 else None
    short = marks.brief and marks.left <= FEW_WORDS
    return _by_a_word(found, routes) if marks.routes and short and state.intent in SHOWING else None


def _by_a_word(found: Understanding, routes: Sequence[FoodRoute]) -> str | None:
    """The route whose names alone hold a word of the line, or two characters of it."""
    said = _words(str(found.steps.get("folded", "")))
    names = {route.id: _words(" ".join((*_names(route), *route.tags))) for route in routes}
    own = {i: len(said & words - set().union(*(names[o] for o in names if o != i))) for i, words in names.items()}
    best = max(own, key=lambda i: own[i], default=None)
    return best if best and own[best] and list(own.values()).count(own[best]) == 1 else None


def _names(route: FoodRoute) -> tuple[str, ...]:
    return (route.names.en, route.names.zh, *route.names.aliases, *route.names.loose)


def _words(said: str) -> set[str]:
    """Latin words, and each two Han characters side by side."""
    pairs = {a + b for run in HAN.findall(said) for a, b in pairwise(run)}
    return {word for word in LATIN.findall(said.lower()) if len(word) > SHORT} | pairs

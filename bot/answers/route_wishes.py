"""What the slots of a question wish of a food route, and what of it the content cannot tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.answers.desk import Desk, Question
from content.catalogue import Catalogue
from content.fitting import Wishes, best_day
from content.model import Entry, FoodRoute
from content.walks import Walk, walk
from intents.slots.clock import find_clock, find_minutes

SAME = {"drink": "alcohol", "spicy": "chilli"}  # a kind of the lexicon, and the ingredient behind it
VEGETARIAN = "vegetarian"
LONGEST_SPAN = 31  # days asked for
DAYS_AHEAD = 6
PACES: dict[str, Literal["relaxed", "packed"]] = {"relaxed": "relaxed", "packed": "packed"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The wishes; the day and hour asked for; `untold`: words of what is to be avoided that the content knows nothing
    of; `nowhere`: the start as typed, where it is neither a place nor an hour; `end_unknown`:
    the end that is wished is none."""

    wishes: Wishes
    day: date | None = None
    clock: time | None = None
    untold: tuple[str, ...] = ()
    nowhere: str | None = None
    end_unknown: bool = False


def asked(question: Question, desk: Desk, route: FoodRoute) -> Asked:
    """What the question wishes of the route."""
    slots = question.slots
    words = [str(word) for word in slots.get("avoid", ())]
    ingredients = desk.catalogue.reference.vocabulary.contains
    told = [word for word in words if _is_told(desk.catalogue, word)]
    start = str(slots.get("start", ""))
    place = desk.catalogue.get(question.origin or "") or _nearest_hub(desk.catalogue, start, route.stops[0].place)
    clock = find_clock(start)
    without = {ingredient for word in words if (ingredient := SAME.get(word, word)) in ingredients}
    wishes = Wishes(
        without=frozenset(without - {"chilli"}),
        avoid=frozenset(set(told) - without - set(SAME)),
        vegetarian=slots.get("kind") == VEGETARIAN or VEGETARIAN in words,
        mild="chilli" in without,
        start=place.id if place else None,
        end=_goal(question, desk.catalogue, route),
        pace=PACES.get(str(slots.get("pace")), "normal"),
        longest_min=find_minutes(str(slots.get("amount", ""))),
        shorter=question.shorter,
    )
    untold = tuple(word for word in words if word not in told and SAME.get(word, word) not in ingredients)
    nowhere = start if start and not place and clock is None else None
    end_unknown = question.goal is not None and wishes.end is None
    return Asked(wishes, _day(question, desk, route), clock, untold, nowhere, end_unknown)


def walked(desk: Desk, route: FoodRoute, wished: Asked) -> Walk:
    """The route as wished: on the day asked for, else on the next that suits what there is to see."""
    now = desk.now.replace(tzinfo=None)
    day = wished.day or _next_day(desk, route, wished, now)
    not_before = now if day == now.date() else None
    return walk(desk.catalogue, route, day, wished.wishes, clock=wished.clock, not_before=not_before)


def _next_day(desk: Desk, route: FoodRoute, wished: Asked, now: datetime) -> date:
    """Today where nothing of it is missed by beginning now, else tomorrow; or the day of what there is to see."""
    today = walk(desk.catalogue, route, now.date(), wished.wishes, clock=wished.clock, not_before=now)
    missed = any(left.why == "late" for left in today.left_out)
    over = wished.clock is not None and wished.clock < now.time()
    first = now.date() + timedelta(days=missed or over)
    return best_day(desk.catalogue, route, first, (first + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1)))


def _is_told(catalogue: Catalogue, word: str) -> bool:
    """True where an entry or the tag of a dish or place has this word."""
    return word in catalogue or any(entry.kind != "event" for entry in catalogue.with_tag(word))


def _day(question: Question, desk: Desk, route: FoodRoute) -> date | None:
    """The day asked for; of several, the one that suits what there is to see, and none that is over."""
    when = question.slots.get("when")
    if not isinstance(when, dict) or "start" not in when:
        return None
    first, last = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
    first = desk.today if first <= desk.today <= last else first
    span = min((last - first).days, LONGEST_SPAN)
    return best_day(desk.catalogue, route, first, (first + timedelta(days=n) for n in range(1, span + 1)))


def _goal(question: Question, catalogue: Catalogue, route: FoodRoute) -> str | None:
    """Where to be in the end: an entry, or the station that a general word means."""
    if question.goal is None or question.goal in catalogue:
        return question.goal
    hub = _nearest_hub(catalogue, question.goal, route.stops[-1].place)
    return hub.id if hub else None


def _nearest_hub(catalogue: Catalogue, said: str, stop: str) -> Entry | None:
    """Of the stations that a general word may mean, the nearest to the stop; None where it is no such word."""
    words = {word for word in re.findall(r"\w+", said.lower()) if len(word) > 3}
    hubs = [e for e in catalogue.of_kind("hub") if words & {word for name in _names(e) for word in name.split()}]
    near = [(way.minutes, hub.id, hub) for hub in hubs if (way := catalogue.way(hub.id, stop))]
    return min(near)[2] if near else None


def _names(entry: Entry) -> Iterable[str]:
    names = entry.names
    return (name.lower() for name in (names.en, *names.aliases, *names.loose) if name.isascii())

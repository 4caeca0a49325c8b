"""Somewhere to eat: eateries that fit the party's needs, and around a place where one looks for oneself."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.planner.candidates import Candidate, Frame, Span, in_common
from bot.planner.model import MealName
from bot.planner.opening import spans
from bot.planner.rules import MEAL_MIN, MEALS, PACES, shared
from bot.planner.tastes import worth
from content.model import Dish, Eatery, Entry
from content.needs import judged

# Points: a table of which something is told is worth a short ride, one that is only hoped for is not.
KNOWN, AROUND = 40, -20
ALL_DAY = (0, 1440)
NO_MEAL = frozenset(("coffee",))


def tables(frame: Frame, around: Iterable[str], *, known: bool = True) -> Iterator[Candidate]:
    """The meals of the trip: at each eatery that fits, unless `known` is False, and around each of these entries."""
    for eatery in frame.catalogue.of_kind("eatery") if known else ():
        if isinstance(eatery, Eatery) and frame.at(eatery) and suits(frame, eatery):
            cost = _meal_cny(eatery, frame.wishes.heads)
            for meal in MEALS:
                yield _table(frame, eatery, meal, KNOWN + worth(eatery, frame.wishes) // 10, cost=cost)
    for entry_id in around:
        entry = frame.catalogue.get(entry_id)
        if entry and entry.kind != "eatery" and not {entry.id, entry.part_of} & set(frame.wishes.avoid):
            for meal in MEALS:
                yield _table(frame, entry, meal, AROUND, around=True)


def suits(frame: Frame, eatery: Eatery) -> bool:
    """True unless the eatery is ruled out, or all that is told of its dishes speaks against the party's needs."""
    if (frame.rules_out(eatery) or NO_MEAL & set(eatery.tags)) and eatery.id not in frame.asked_for:
        return False
    dishes = [dish for i in eatery.serves if isinstance(dish := frame.catalogue.get(i), Dish)]
    heat = [dish.diet.spicy[0] for dish in dishes if dish.diet]
    if "spicy" in frame.wishes.avoid and heat and min(heat) > 0:
        return False
    return not (frame.needs and dishes) or any(judged(dish, frame.needs).verdict != "not" for dish in dishes)


def _table(
    frame: Frame, entry: Entry, meal: MealName, value: int, *, cost: int | None = None, around: bool = False
) -> Candidate:
    rest = PACES[frame.wishes.pace].rest_min if meal == "lunch" else 0
    starts = tuple(_starts(frame, entry, meal, dates, around=around) for dates in frame.dates)
    group = "" if around else entry.id
    return Candidate(entry.id, "meal", entry.id, MEAL_MIN + rest, value, starts, cost, group, around, meal, 0, rest)


def _starts(frame: Frame, entry: Entry, meal: MealName, dates: tuple[date, ...], *, around: bool) -> tuple[Span, ...]:
    hours = ALL_DAY if around else None
    open_ = in_common([(hours,) if hours else spans(frame.catalogue, entry, day) for day in dates])
    inside = shared(list(open_), [MEALS[meal]])
    return tuple((first, last - MEAL_MIN) for first, last in inside if last - MEAL_MIN >= first)


def _meal_cny(eatery: Eatery, heads: int) -> int | None:
    price = eatery.meal_cny
    return round((price.low + price.high) / 2) * heads if price else None

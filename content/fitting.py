"""Which stops of a food route suit somebody's wishes on a day: as they are, with another dish, or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from content.calendar import occurrences
from content.catalogue import Catalogue
from content.model import Dish, Eatery, Event, FoodRoute, Place, Stop

Meal = Literal["lunch", "dinner"]
Why = Literal["season", "day", "unwanted", "dish", "late", "shorter"]

# Words of the vocabulary's `contains` that no vegetarian eats.
MEAT = frozenset(("fish", "beef", "offal", "pork", "mixed_meats", "goat", "duck", "blood", "chicken", "bile"))
NOT_ANNOUNCED = "announced"  # the calendar of an event whose dates are told each time anew


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a walk must respect.

    without: ingredients; avoid: ids and tags of places and dishes; start and end: the entries one sets out from
    and goes on to; longest_min: the time one has; shorter: how many times a shorter one was asked for.
    """

    without: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    vegetarian: bool = False
    mild: bool = False
    start: str | None = None
    end: str | None = None
    pace: Literal["relaxed", "normal", "packed"] = "normal"
    longest_min: int | None = None
    shorter: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """A stop with the dish that suits; `lost`: the dish of the route that does not, another standing in or none.

    moved_to: the meal it is taken for, where it is too late for its own.
    """

    stop: Stop
    dish: Dish | None = None
    lost: Dish | None = None
    moved_to: Meal | None = None

    @property
    def at(self) -> str | None:
        """The part of the day it is for; None where that does not matter."""
        return self.moved_to or self.stop.at


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stop that is not walked to, and why."""

    stop: Stop
    why: Why


def suits(dish: Dish, wishes: Wishes) -> bool:
    """True where nothing told of the dish speaks against it; where its ingredients are not told, a diet does."""
    if {dish.id, *dish.tags} & wishes.avoid:
        return False
    if dish.diet is None:
        return not (wishes.without or wishes.vegetarian or wishes.mild)
    contains = set(dish.diet.contains)
    if wishes.without & contains or ("mixed_meats" in contains and wishes.without & MEAT):
        return False
    if wishes.vegetarian and (dish.diet.vegetarian == "no" or contains & MEAT):
        return False
    return not wishes.mild or dish.diet.spicy[1] == 0


def fitted(catalogue: Catalogue, route: FoodRoute, wishes: Wishes, day: date) -> tuple[list[Fit], list[LeftOut]]:
    """The stops that can be walked to on `day`, in order, and those that cannot."""
    fits, left = [], []
    for stop in route.stops:
        found = _fit(catalogue, stop, wishes, day)
        if isinstance(found, Fit):
            fits.append(found)
        else:
            left.append(LeftOut(stop, found))
    return fits, left


def _fit(catalogue: Catalogue, stop: Stop, wishes: Wishes, day: date) -> Fit | Why:
    if stop.months and day.month not in stop.months:
        return "season"
    if is_on(catalogue, stop, day) is False:
        return "day"
    if {stop.place, *catalogue.tags(stop.place)} & wishes.avoid or stop.event in wishes.avoid:
        return "unwanted"
    dish = catalogue.get(stop.dish) if stop.dish else None
    if not isinstance(dish, Dish) or suits(dish, wishes):
        return Fit(stop, dish if isinstance(dish, Dish) else None)
    other = _instead(catalogue, stop, wishes)
    return Fit(stop, other, dish) if other or _is_sight(catalogue, stop) else "dish"


def is_on(catalogue: Catalogue, stop: Stop, day: date) -> bool | None:
    """Whether what the stop is there to see takes place on `day`; None where nobody knows, or it is for nothing."""
    event = catalogue.get(stop.event) if stop.event else None
    if not isinstance(event, Event):
        return None
    if occurrences(event, day, day):
        return True
    return None if event.recurrence is None or event.recurrence.calendar == NOT_ANNOUNCED else False


def best_day(catalogue: Catalogue, route: FoodRoute, first: date, days: Iterable[date]) -> date:
    """The day, `first` or one of `days`, on which most of what the stops are for takes place; the first of several."""
    return max((first, *days), key=lambda day: sum(is_on(catalogue, stop, day) is True for stop in route.stops))


def _instead(catalogue: Catalogue, stop: Stop, wishes: Wishes) -> Dish | None:
    """Another dish to be had at the stop; for vegetarians rather one that is vegetarian as described."""
    ids = dict.fromkeys((*stop.instead, *_served(catalogue, stop.place)))
    dishes = [d for i in ids if i != stop.dish and isinstance(d := catalogue.get(i), Dish) and d.is_eaten]
    fit = [dish for dish in dishes if suits(dish, wishes)]
    sure = [dish for dish in fit if dish.diet and dish.diet.vegetarian == "yes"] if wishes.vegetarian else []
    return next(iter((*sure, *fit)), None)


def _served(catalogue: Catalogue, place: str) -> Iterable[str]:
    """What the sources say is served at an eatery, or at those inside a place."""
    around = [e for e in catalogue.of_kind("eatery") if isinstance(e, Eatery)]
    inside = [e for e in around if place == e.id or (place != catalogue.town.id and place in (e.part_of, *e.where))]
    return (dish for eatery in inside for dish in eatery.serves)


def _is_sight(catalogue: Catalogue, stop: Stop) -> bool:
    """True where one would go without eating there."""
    place = catalogue.get(stop.place)
    return stop.event is not None or (stop.at is None and isinstance(place, Place) and place.visit_min is not None)

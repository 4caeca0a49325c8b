"""The words of a line about a plan, read but not yet weighed against the plan they speak of."""

from dataclasses import dataclass
from typing import Literal

Part = Literal["morning", "afternoon", "evening", "all"]
Meal = Literal["lunch", "dinner"]
LAST = -1  # the last day, the last stop
EVERY_DAY = 0
TOWN = "town"  # as a base: somewhere in the town, nowhere in particular


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour for setting out or being back: the minute of the day, or a shift from what it was ("later": 60).

    day: the day of the plan it is for, from 1, LAST, or EVERY_DAY where none is named.
    """

    minute: int | None = None
    shift_min: int = 0
    day: int = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Ride:
    """A train or flight in or out: the hub's id where one is named, `by` where only a kind is, and its minute."""

    id: str | None = None
    by: Literal["train", "plane", "coach"] | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class TableWish:
    """Where to eat: the entry's id, the meal, and the day (EVERY_DAY where none is named)."""

    id: str
    meal: Meal
    day: int = EVERY_DAY


@dataclass(frozen=True, slots=True)
class PlanWords:
    """All that a line says of a plan, beside its slots.

    days: days of the plan that it names, from 1, LAST for the last; more_days: so many more or less; stops: numbers of
    stops, from 1 or LAST; drops, adds: whether it takes something out or puts something in; keeps: what stays as it
    is; budget_each: the budget is for one person; asks: what it asks of the plan; show: in which form it wants it.
    """

    days: tuple[int, ...] = ()
    more_days: int = 0
    begin: Hour | None = None
    end: Hour | None = None
    arrive: Ride | None = None
    depart: Ride | None = None
    base: str | None = None
    people: int | None = None
    transport: Literal["car", "taxi", "bus"] | None = None
    pace: Literal["slower", "faster", "relaxed", "normal", "packed"] | None = None
    tables: tuple[TableWish, ...] = ()
    stops: tuple[int, ...] = ()
    drops: bool = False
    adds: bool = False
    swaps: bool = False
    undoes: bool = False
    again: bool = False
    cheaper: bool = False
    keeps: Part | None = None
    budget_cny: int | None = None
    budget_each: bool = False
    asks: Literal["why", "why_not", "cost", "linger", "rain", "other"] | None = None
    show: Literal["pdf", "picture", "ics", "gpx", "link", "plan"] | None = None

    @property
    def says_something(self) -> bool:
        """True where anything of it is said."""
        return self != PlanWords()

"""What all checks of a plan share: the fault they report, where a stop is, and how long the way between two takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from bot.planner.model import DayPlan, Leg, Mode, Plan, Stop, Wishes
from content.catalogue import Catalogue
from content.model import Eatery, Entry, Event
from content.travel import Way

Rule = Literal[
    "exists",
    "open",
    "occurs",
    "twice",
    "days",
    "time",
    "meals",
    "diet",
    "base",
    "cost",
    "budget",
    "must",
    "avoid",
    "pace",
    "order",
    "party",
    "kept",
    "fields",
    "waits",
    "stay",
    "reasons",
]

BUS_FACTOR_TENTHS = 16  # a bus stops on its way
BUS_STEP_MIN = 5
BUS_WAIT_MIN = 15
PLATFORM_MIN = 30  # before a train or flight leaves one is at its station
OUT_OF_HUB_MIN = 15  # from the platform to the street


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a plan: the rule broken, the day from 0, the entry, and a sentence that names the values."""

    rule: Rule
    day: int | None
    id: str | None
    said: str


@dataclass(frozen=True)
class Case:
    """A plan beside the wishes it must respect. week: a day from which the weekdays of a plan without date count."""

    catalogue: Catalogue
    wishes: Wishes
    plan: Plan
    week: date

    @cached_property
    def musts(self) -> frozenset[str]:
        """Everything asked for, on any day."""
        return frozenset(self.wishes.musts).union(*(day.musts for day in self.wishes.of_days))

    @property
    def last(self) -> int:
        """The number of the last day, from 0."""
        return len(self.plan.days) - 1

    def dates(self, day: DayPlan) -> list[date]:
        """The dates on which the day must hold: its own, or without one each weekday."""
        return [day.date] if day.date else [self.week + timedelta(days=number) for number in range(7)]

    def place_of(self, event: Event) -> str | None:
        """Where it is attended: the first of its places that is on the map."""
        return next((place for place in event.where if self.is_placed(place)), None)

    def is_placed(self, entry_id: str) -> bool:
        """True for an entry that is on the map."""
        entry = self.catalogue.get(entry_id)
        return entry is not None and self.catalogue.point(entry) is not None

    def is_hub(self, entry_id: str) -> bool:
        """True for a station or airport."""
        entry = self.catalogue.get(entry_id)
        return entry is not None and entry.kind == "hub"

    def spots(self, day: DayPlan) -> list[str]:
        """Where each of the day's stops is, by ids; a rest is where one is."""
        found: list[str] = []
        for stop in day.stops:
            found.append(self._spot(stop, found[-1] if found else day.origin))
        return found

    def _spot(self, stop: Stop, here: str) -> str:
        if stop.id is None:
            return here
        entry = self.catalogue.get(stop.id)
        place = self.place_of(entry) if isinstance(entry, Event) else None
        return place or stop.id

    def legs(self, day: DayPlan) -> Iterator[tuple[str, str, Leg | None, int]]:
        """From where to where, by which leg, to the stop of which number; the way back last, to the number after."""
        spots = [day.origin, *self.spots(day), day.goal]
        legs = [*(stop.leg for stop in day.stops), day.back]
        yield from zip(spots, spots[1:], legs, range(len(legs)), strict=False)

    def surroundings(self, entry: Entry) -> set[str]:
        """The entries it lies in, the town aside: that is no place one is at already."""
        of_eatery = entry.coordinates_of if isinstance(entry, Eatery) else None
        lies_in = {entry.part_of, of_eatery, *(() if isinstance(entry, Event) else entry.where)}
        return {place for place in lies_in if place and place != self.catalogue.town.id}

    def lies_in(self, inner: str, outer: str) -> bool:
        """True where one entry lies in the other."""
        entry = self.catalogue.get(inner)
        return entry is not None and outer in self.surroundings(entry)

    def is_there(self, start: str, end: str) -> bool:
        """True where no way leads from one to the other, as one is the other or a part of it."""
        return start == end or self.lies_in(start, end) or self.lies_in(end, start)

    def minutes_by(self, mode: Mode, way: Way) -> int | None:
        """Minutes along a way; None where it cannot be gone so."""
        if mode == "walk":
            return way.walk_min
        if mode != "bus":
            return way.drive_min
        # In whole numbers: 50 x 1.6 must not come to 80.00000000000001 and be rounded up to 85.
        steps = -(-way.drive_min * BUS_FACTOR_TENTHS // (10 * BUS_STEP_MIN))
        return steps * BUS_STEP_MIN + BUS_WAIT_MIN

    def travel(self, start: str, end: str) -> int | None:
        """Minutes from one to the other, on foot where that is near; None where no way is known."""
        if start == end:
            return 0
        way = self.catalogue.way(start, end)
        if way is None:
            return None
        walks = way.on_foot and "wheelchair" not in self.wishes.party
        return self.minutes_by("walk" if walks else self.wishes.transport, way)


def clock(minute: int) -> str:
    """A minute of the day as people write it: "09:05", "24:30" after midnight."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of(written: str) -> int:
    """The minute of the day of "19:30"."""
    hour, minute = written.split(":")
    return int(hour) * 60 + int(minute)


def listed(ids: Iterable[str]) -> str:
    """Ids in a row, for a sentence."""
    return ", ".join(sorted(ids))

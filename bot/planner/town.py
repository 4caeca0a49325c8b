"""A trip in a town as a problem for the engine: candidates to nodes, legs to a matrix, hours to windows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from bot.planner.candidates import Candidate, Frame, sights
from bot.planner.engine.problem import FREE, NEVER, Cap, Day, Matrix, Meal, Node, Problem, Window
from bot.planner.model import Anchor, Leg
from bot.planner.roads import Roads
from bot.planner.rules import (
    DINNER_IF_OUT_BY,
    HUB_ARRIVE_MIN,
    HUB_DEPART_MIN,
    LATE_BACK,
    LUNCH_IF_OUT_BY,
    MEAL_MIN,
    MEALS,
    PACES,
    PaceRule,
)
from bot.planner.shows import shows
from bot.planner.tables import tables
from content.model import Eatery

WAIT_COST = 1  # points for a minute of waiting
NEAR_TABLE_MIN, CHOICE = 20, 4
ALIKE_A_DAY = 2  # sights of one kind, such as villages; more of the same tires
MEAL_NAMES = tuple(MEALS)
Minutes = TypeVar("Minutes", int, Matrix)


def leg_cost(minutes: Minutes) -> Minutes:
    """The points that so many minutes on the way take: more than waiting does, as roads wind."""
    return minutes * 3 // 2


@dataclass(frozen=True, slots=True)
class Bounds:
    """A day's ends: where from and where to, not before and not after which minute, and the meals in it."""

    origin: str
    goal: str
    earliest: int
    latest: int
    meals: tuple[int, ...]


class Town:
    """All that may be in the days of these wishes, and the legs between them."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._bounds: dict[int, Bounds] = {}
        self._starts: dict[tuple[Candidate, int], tuple[Window, ...]] = {}
        wishes = frame.wishes
        self.pace: PaceRule = PACES[wishes.pace]
        self.roads = Roads(frame.catalogue, wishes.transport, on_foot="wheelchair" not in wishes.party)
        self.base = wishes.base or _usual_base(frame)
        seen = [*sights(frame), *shows(frame)]
        self.seen = tuple(_without_wholes(frame, _own_groups(frame, seen)))
        known = tuple(tables(frame, ()))
        wished = (place for day in wishes.of_days for place in (day.lunch, day.dinner) if place)
        lonely = (one.where for one in self.seen if not self._has_table_near(one.where, known))
        self.tables = (*known, *tables(frame, dict.fromkeys((*self.ends(), *wished, *lonely)), known=False))
        self.candidates: tuple[Candidate, ...] = (*self.seen, *self.tables)

    def _has_table_near(self, where: str, known: Sequence[Candidate]) -> bool:
        """True where there is a choice of eateries so near that nobody has to look for one."""
        legs = (self.leg(where, one.where) for one in known if one.meal == MEAL_NAMES[0])
        return sum(leg is None or leg.minutes <= NEAR_TABLE_MIN for leg in legs) >= CHOICE

    def holds_musts(self) -> bool:
        """True where everything asked for can be had on some day by itself, and no day ends before it begins."""
        days = range(self.frame.wishes.days)
        bounds = [self.bounds(number) for number in days]
        if any(one.earliest > one.latest or self.frame.catalogue.get(one.goal) is None for one in bounds):
            return False
        had = {one.id for one in self.candidates if not one.around and any(self.starts(one, day) for day in days)}
        return self.frame.asked_for <= had

    def least(self) -> list[Candidate]:
        """What any plan needs: all that is asked for, and meals there, where days begin and end, or as wished."""
        asked = [one for one in self.candidates if one.id in self.frame.asked_for and not one.around]
        wished = {place for day in self.frame.wishes.of_days for place in (day.lunch, day.dinner) if place}
        near = {*self.ends(), *(one.where for one in asked), *wished}
        return [*asked, *(one for one in self.tables if one not in asked and (one.where in near or wished))]

    def ends(self) -> tuple[str, ...]:
        """The entries at which days begin and end, the base first."""
        wishes = self.frame.wishes
        return tuple(dict.fromkeys((self.base, *(one.id for one in (wishes.arrive, wishes.depart) if one))))

    def bounds(self, number: int) -> Bounds:
        """The ends of a day."""
        if number not in self._bounds:
            self._bounds[number] = self._bounds_of(number)
        return self._bounds[number]

    def _bounds_of(self, number: int) -> Bounds:
        wishes, day = self.frame.wishes, self.frame.wishes.of_day(number)
        first, last = number == 0, number == wishes.days - 1
        arrive, depart = wishes.arrive if first else None, wishes.depart if last else None
        begin = day.begin if day.begin is not None else self.pace.begin
        end = day.end if day.end is not None else self._latest(number)
        if arrive and arrive.minute is not None:
            begin = max(day.begin or 0, arrive.minute + (HUB_ARRIVE_MIN if self._is_hub(arrive) else 0))
        if depart and depart.minute is not None:
            end = min(day.end or LATE_BACK, depart.minute - (HUB_DEPART_MIN if self._is_hub(depart) else 0))
        lunch = day.lunch or (begin <= LUNCH_IF_OUT_BY and end >= MEALS["lunch"][1])
        dinner = day.dinner or (begin <= DINNER_IF_OUT_BY and end >= MEALS["dinner"][1])
        meals = tuple(place for place, name in enumerate(MEAL_NAMES) if (lunch if name == "lunch" else dinner))
        goal, origin = depart.id if depart else self.base, arrive.id if arrive else self.base
        return Bounds(origin, goal, begin, end, meals)

    def leg(self, start: str, end: str) -> Leg | None:
        """The leg between two entries; None where there is none to make."""
        return self.roads.leg(start, end)

    def joined(self, start: str, end: str) -> bool:
        """True where one can get from one to the other, and it is not too far for the pace: to stations one goes
        however far they are, and to what was asked for."""
        leg = self.leg(start, end)
        if leg is None:
            return self.roads.joined(start, end)
        return leg.minutes <= self.pace.longest_leg_min or bool({start, end} & self._far)

    def starts(self, candidate: Candidate, number: int) -> tuple[Window, ...]:
        """When the candidate may begin on a day, by all that is wished of that day."""
        if (candidate, number) not in self._starts:
            self._starts[candidate, number] = self._starts_of(candidate, number)
        return self._starts[candidate, number]

    def _starts_of(self, candidate: Candidate, number: int) -> tuple[Window, ...]:
        wishes = self.frame.wishes
        if candidate.id in wishes.of_day(number).without or self._belongs_elsewhere(candidate, number):
            return ()
        if candidate.kind == "meal" and not self._is_table_for(candidate, number):
            return ()
        # What begins at a fixed hour is worth being out late for, and all else is not.
        if candidate.is_fixed:
            return candidate.starts[number]
        bounds = self.bounds(number)
        leg = self.leg(candidate.where, bounds.goal)
        last = min(bounds.latest, self.usual_end(number)) - candidate.minutes - (leg.minutes if leg else 0)
        return tuple((first, min(until, last)) for first, until in candidate.starts[number] if first <= last)

    def usual_end(self, number: int) -> int:
        """By when one is back on a day without a late show."""
        end = self.frame.wishes.of_day(number).end
        return self.pace.end if end is None else end

    def _belongs_elsewhere(self, candidate: Candidate, number: int) -> bool:
        pinned = [place for place, day in enumerate(self.frame.wishes.of_days) if candidate.id in day.musts]
        return bool(pinned) and number not in pinned

    def _is_table_for(self, candidate: Candidate, number: int) -> bool:
        day = self.frame.wishes.of_day(number)
        wanted = day.lunch if candidate.meal == "lunch" else day.dinner
        if wanted is None:
            return True
        entry = self.frame.catalogue.get(candidate.id)
        inside = (entry.coordinates_of, entry.part_of, *entry.where) if isinstance(entry, Eatery) else ()
        return candidate.id == wanted or wanted in inside

    def _latest(self, number: int) -> int:
        late = any(one.is_fixed and one.starts[number] for one in self.seen)
        return LATE_BACK if late else self.pace.end

    def _is_hub(self, anchor: Anchor) -> bool:
        entry = self.frame.catalogue.get(anchor.id)
        return entry is not None and entry.kind == "hub"

    def problem(
        self,
        chosen: Sequence[Candidate] | None = None,
        days: Sequence[int] | None = None,
        *,
        spent_cny: int = 0,
        also: frozenset[str] = frozenset(),
    ) -> Problem:
        """The problem of these candidates (all) on these days (all). Its first nodes are the ends of days.

        spent_cny: of the budget, for other days; also: ids that have to be in beside those asked for.
        """
        chosen = self.candidates if chosen is None else chosen
        days = range(self.frame.wishes.days) if days is None else days
        budget = self.frame.wishes.budget_cny
        ends = self.ends()
        groups = _numbered(one.group for one in chosen if one.group)
        nodes = [Node(0, 0) for _ in ends]
        for one in chosen:
            group = groups[one.group] if one.group else FREE
            nodes.append(Node(one.minutes, one.value, one.cost_cny or 0, group, one.kind == "meal"))
        travel = self._travel([*ends, *(one.where for one in chosen)])
        return Problem(
            tuple(nodes),
            self._meals(chosen, len(ends)),
            tuple(self._day(number, ends, chosen) for number in days),
            travel,
            np.where(travel >= NEVER, 0, leg_cost(travel)),
            self._musts(chosen, groups, also),
            tuple(self._caps(chosen, len(ends), len(days))),
            None if budget is None else max(0, budget - spent_cny),
            WAIT_COST,
        )

    def _day(self, number: int, ends: Sequence[str], chosen: Sequence[Candidate]) -> Day:
        bounds = self.bounds(number)
        windows = (((),) * len(ends)) + tuple(self.starts(one, number) for one in chosen)
        origin, goal = ends.index(bounds.origin), ends.index(bounds.goal)
        return Day(origin, goal, bounds.earliest, bounds.latest, windows, bounds.meals)

    def _meals(self, chosen: Sequence[Candidate], offset: int) -> tuple[Meal, ...]:
        found = []
        for name, (opens, closes) in MEALS.items():
            nodes = tuple(offset + place for place, one in enumerate(chosen) if one.meal == name)
            found.append(Meal(opens, closes - MEAL_MIN, MEAL_MIN, 0, nodes))
        return tuple(found)

    def _musts(self, chosen: Sequence[Candidate], groups: dict[str, int], also: frozenset[str]) -> frozenset[int]:
        asked = self.frame.asked_for | also
        return frozenset(groups[one.group] for one in chosen if one.id in asked and one.group)

    def _caps(self, chosen: Sequence[Candidate], offset: int, days: int) -> Iterable[Cap]:
        alike: dict[str, set[int]] = {}
        asked = self.frame.asked_for
        for place, one in enumerate(chosen):
            entry = self.frame.catalogue.get(one.id)
            if one.kind == "visit" and entry and entry.tags and one.id not in asked:
                alike.setdefault(entry.tags[0], set()).add(offset + place)
        return (Cap(frozenset(nodes), ALIKE_A_DAY * days) for nodes in alike.values() if len(nodes) > ALIKE_A_DAY)

    def _travel(self, wheres: Sequence[str]) -> Matrix:
        """Minutes from node to node; NEVER where there is no way, or one longer than the pace has it."""
        places = tuple(dict.fromkeys(wheres))
        table = np.full((len(places), len(places)), NEVER, dtype=np.int64)
        for row, start in enumerate(places):
            table[row, row] = 0
            for column in range(row + 1, len(places)):
                if self.joined(start, places[column]):
                    leg = self.leg(start, places[column])
                    table[row, column] = table[column, row] = leg.minutes if leg else 0
        index = np.array([places.index(where) for where in wheres])
        chosen: Matrix = table[np.ix_(index, index)]
        return chosen

    @cached_property
    def _far(self) -> frozenset[str]:
        """What may be further than the pace has it."""
        asked = {one.where for one in self.seen if one.id in self.frame.asked_for}
        return frozenset(asked | {hub.id for hub in self.frame.catalogue.of_kind("hub")})


def _numbered(groups: Iterable[str]) -> dict[str, int]:
    return {group: number for number, group in enumerate(dict.fromkeys(groups))}


def _own_groups(frame: Frame, seen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates so that what is asked for by name cannot be met by another of its group."""
    asked = frame.asked_for
    return [replace(one, group=one.id) if one.group in asked or one.id in asked else one for one in seen]


def _without_wholes(frame: Frame, seen: Sequence[Candidate]) -> list[Candidate]:
    """Without the whole where a part of it is asked for and the whole is not: nobody goes there twice."""
    asked = frame.asked_for
    parts = (frame.catalogue.get(entry_id) for entry_id in asked)
    wholes = {part.part_of for part in parts if part and part.part_of} - asked
    return [one for one in seen if one.kind != "visit" or one.id not in wholes]


def _usual_base(frame: Frame) -> str:
    """Where one sleeps if nothing is said: the area to stay in that is nearest to the middle of the town."""
    catalogue = frame.catalogue
    areas = (entry for entry in catalogue.of_kind("lodging") if getattr(entry, "form", "") == "area")
    base = catalogue.most_central(areas)
    return base.id if base else catalogue.town.id

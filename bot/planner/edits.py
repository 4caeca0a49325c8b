"""A plan after a change: only the days it touches are planned again, and of those as much stays as can."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.planner.candidates import Candidate, Frame
from bot.planner.engine.solve import solve
from bot.planner.left_out import told as why_out
from bot.planner.model import LeftOut, Plan, Stop, Wishes
from bot.planner.planning import Orders, orders_of, told
from bot.planner.timetable import points, travel_min
from bot.planner.town import Town
from content.catalogue import Catalogue
from content.model import Entry

# In points, beside those a stop is worth: what stays is preferred to what is as good, and to much that is better.
KEPT, SHUNNED = 250, -250
SECONDS = 0.08
OTHERS = 20  # sights beside those of the day


@dataclass(frozen=True, slots=True)
class Redo:
    """What of a plan is planned again: the days, counted from 0; what of each stays exactly as it is (`pinned`); ids
    not to come again if anything else will do (`shunned`); fresh: nothing of the old days is preferred."""

    days: frozenset[int]
    pinned: Mapping[int, tuple[Stop, ...]] = field(default_factory=dict)
    shunned: frozenset[str] = frozenset()
    fresh: bool = False


class Editor:
    """The plan at hand beside the wishes as they are now."""

    def __init__(self, catalogue: Catalogue, wishes: Wishes, plan: Plan, now: datetime) -> None:
        self.town = Town(Frame(catalogue, wishes, now))
        self.plan = plan
        stops = [day.stops for day in plan.days[: wishes.days]]
        # A trip that has grown has nothing yet on its new days.
        self.orders: Orders = [self._known(one) for one in stops] + [[] for _ in range(wishes.days - len(stops))]

    def redone(self, redo: Redo) -> Plan | None:
        """The plan with these days planned again; None where they cannot be, the other days staying as they are."""
        orders = self._orders_again(redo)
        return self._told(orders, redo) if orders else None

    def exchanged(self, one: int, other: int) -> Plan | None:
        """The plan with what can be moved of two days in each other's place, and each of them filled up again."""
        movable = {}
        for number, source in ((one, other), (other, one)):
            seen = [step for step in self.orders[source] if step.kind != "meal"]
            movable[number] = [step for step in seen if self.town.starts(step, number)]
        for number, steps in movable.items():
            self.orders[number] = steps
        for number, steps in movable.items():
            also = frozenset(step.id for step in steps)
            orders = self._orders_again(Redo(frozenset((number,))), also)
            if orders is None:
                return None
            self.orders = orders
        return self._told(self.orders, Redo(frozenset((one, other))))

    def _orders_again(self, redo: Redo, also: frozenset[str] = frozenset()) -> Orders | None:
        if not self.town.holds_musts():
            return None
        taken = {one.group for number, order in enumerate(self.orders) if number not in redo.days for one in order}
        chosen = [self._weighed(one, redo) for one in self._likely(self._free(taken, redo), redo, also)]
        spent = sum(one.cost_cny or 0 for n, order in enumerate(self.orders) if n not in redo.days for one in order)
        days = sorted(redo.days)
        also |= {stop.id for stops in redo.pinned.values() for stop in stops if stop.id and not stop.around}
        problem = self.town.problem(chosen, days, spent_cny=spent, also=also)
        solution = solve(problem, seconds=SECONDS)
        if solution is None:
            return None
        orders = list(self.orders)
        for number, order in zip(days, orders_of(self.town, solution, chosen), strict=True):
            orders[number] = [self._plain(one) for one in order]
        return orders

    def with_added(self, entry_id: str, days: Iterable[int]) -> tuple[Plan, int] | None:
        """The plan with one more stop put where it costs least travel, everything else in its order, and the day;
        None where no day has room."""
        tried = [
            (travel_min(self.town, number, order) - travel_min(self.town, number, self.orders[number]), number, order)
            for number in days
            for one in self.town.candidates
            if one.id == entry_id and not one.around and self.town.starts(one, number)
            for order in _insertions(self.orders[number], one)
            if self._fits(number, order)
        ]
        if not tried:
            return None
        _, number, order = min(tried, key=lambda found: found[:2])
        orders = [*self.orders[:number], order, *self.orders[number + 1 :]]
        put = self._told(orders, Redo(frozenset((number,))))
        return (put, number) if put else None

    def nearest_days(self, entry_id: str) -> list[int]:
        """The days on which the entry can be had, that first which it lengthens least."""
        found = [one for one in self.town.candidates if one.id == entry_id and not one.around]
        costs = []
        for number, order in enumerate(self.orders):
            tried = [day for one in found if self.town.starts(one, number) for day in _insertions(order, one)]
            costs += [(min(travel_min(self.town, number, day) for day in tried), number)] if tried else []
        least = {number: cost - travel_min(self.town, number, self.orders[number]) for cost, number in costs}
        return sorted(least, key=lambda number: least[number])

    def left_out(self, entry: Entry) -> LeftOut:
        """Why the entry is in no day, and what it would take."""
        return why_out(self.town, self.orders, entry)

    def as_ordered(self, orders: Mapping[int, Sequence[Candidate]]) -> Plan | None:
        """The plan with days in these orders, timed anew; None where one of them cannot be kept."""
        every = [list(orders.get(number, order)) for number, order in enumerate(self.orders)]
        return self._told(every, Redo(frozenset(orders)))

    def _fits(self, number: int, order: Sequence[Candidate]) -> bool:
        seen = sum(one.kind in ("visit", "show") for one in order)
        return seen <= self.town.pace.most_stops and points(self.town, number, order) is not None

    def _told(self, orders: Orders, redo: Redo) -> Plan | None:
        """The plan of the orders, the untouched days to the minute as they were; None where one cannot be kept now."""
        if any(points(self.town, number, order) is None for number, order in enumerate(orders)):
            return None
        found = told(self.town, orders, fresh=redo.days)
        days = list(found.days)
        for number, old in enumerate(self.plan.days[: len(days)]):
            if number not in redo.days and old.date == days[number].date:
                days[number] = old
        return replace(found, days=tuple(days))

    def _likely(self, free: list[Candidate], redo: Redo, also: frozenset[str]) -> list[Candidate]:
        """What a changed day may well hold: what it held, what is asked for, and of all else what is worth most and
        near; so small a problem is solved while one waits."""
        held = [one for number in redo.days for one in self.orders[number]]
        days = [self.town.frame.wishes.of_day(number) for number in redo.days]
        tables = [place for day in days for place in (day.lunch, day.dinner) if place]
        near = dict.fromkeys((*self.town.ends(), *tables, *(one.where for one in held)))
        asked = {*self.town.frame.asked_for, *also, *(one.id for one in held)}

        def worth(one: Candidate) -> int:
            legs = (self.town.leg(where, one.where) for where in near)
            return one.value - min((leg.minutes if leg else 0 for leg in legs), default=0)

        seen = [one for one in free if one.kind != "meal"]
        others = sorted((one for one in seen if one.id not in asked), key=worth, reverse=True)
        likely = [*(one for one in seen if one.id in asked), *others[: OTHERS * len(redo.days)]]
        where = {*near, *(one.where for one in likely)}
        return [*likely, *(one for one in free if one.kind == "meal" and (not one.around or one.where in where))]

    def _free(self, taken: set[str], redo: Redo) -> list[Candidate]:
        """What the days may hold: nothing that another day holds, and of pinned stops only their very hour."""
        pinned = {
            (stop.id, stop.meal, stop.around): (day, stop) for day, stops in redo.pinned.items() for stop in stops
        }
        meals = {(day, stop.meal) for day, stops in redo.pinned.items() for stop in stops if stop.meal}
        free = dict[tuple[str, str | None, bool, int], Candidate]()
        for one in self.town.candidates:
            if one.group and one.group in taken:
                continue
            held = pinned.get((one.id, one.meal, one.around))
            if held:
                free.setdefault((one.id, one.meal, one.around, 0), _pinned(one, *held))
            else:
                closed = {day for day, meal in meals if meal == one.meal}
                free[one.id, one.meal, one.around, one.minutes] = _not_on(one, closed)
        return list(free.values())

    def _weighed(self, one: Candidate, redo: Redo) -> Candidate:
        if one.id in redo.shunned:
            return replace(one, value=one.value + SHUNNED)
        before = {
            (old.id, old.meal) for number in redo.days if number < len(self.orders) for old in self.orders[number]
        }
        kept = not redo.fresh and (one.id, one.meal) in before
        return replace(one, value=one.value + KEPT) if kept else one

    def _plain(self, one: Candidate) -> Candidate:
        """The candidate without what weighed it."""
        return next(
            (same for same in self.town.candidates if _is_same(same, one) and same.minutes == one.minutes),
            one,
        )

    def _known(self, stops: Sequence[Stop]) -> list[Candidate]:
        """The stops as the candidates of today's wishes; what is none any more is left out."""
        found = list[Candidate]()
        for stop in stops:
            same = [one for one in self.town.candidates if (one.id, one.kind) == (stop.id, stop.kind)]
            same = [one for one in same if one.meal == stop.meal and one.around == stop.around]
            short = [one for one in same if one.minutes - one.rest_min <= stop.minutes]
            if same:
                found.append(max(short or same, key=lambda one: one.minutes if short else -one.minutes))
        return found


def _insertions(order: Sequence[Candidate], one: Candidate) -> Iterable[list[Candidate]]:
    return ([*order[:place], one, *order[place:]] for place in range(len(order) + 1))


def _is_same(one: Candidate, other: Candidate) -> bool:
    return (one.id, one.kind, one.meal, one.around) == (other.id, other.kind, other.meal, other.around)


def _not_on(one: Candidate, days: set[int]) -> Candidate:
    if not days:
        return one
    return replace(one, starts=tuple(() if day in days else spans for day, spans in enumerate(one.starts)))


def _pinned(one: Candidate, number: int, stop: Stop) -> Candidate:
    """The candidate at the very hour of the stop on that day, and at no other."""
    starts = tuple(((stop.arrive, stop.arrive),) if day == number else () for day in range(len(one.starts)))
    return replace(one, starts=starts, minutes=stop.minutes + one.rest_min)

"""The independent verifier: whether a plan holds, checked from the content alone, by no code that made it.

Its rules are written down here a second time on purpose; it reads the types of a plan and what is true, nothing else
of the planner.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from bot.planner.model import Plan, Wishes
from bot.planner.verifier import hours, kept, order, time, wishes
from bot.planner.verifier.case import Case, Fault
from bot.planner.verifier.order import DayMeasure, StopMeasure
from content.catalogue import Catalogue

__all__ = ["DayMeasure", "Fault", "StopMeasure", "measures", "verify"]

Check = Callable[[Case], Iterator[Fault]]
DayCheck = Callable[[Case, int], Iterator[Fault]]

OF_TRIP: tuple[Check, ...] = (
    time.days_present,
    time.one_home,
    kept.once,
    kept.honest,
    wishes.costs,
    wishes.musts,
)
OF_DAY: tuple[DayCheck, ...] = (
    time.fields,
    time.chronology,
    time.legs_right,
    time.waits,
    time.stays,
    time.ends,
    hours.open_then,
    hours.occurring,
    hours.meals,
    wishes.diets,
    wishes.avoided,
    wishes.pace,
    wishes.party,
)
# Any week will do for weekdays; this one has no public holiday in it.
SOME_MONDAY = date(2026, 11, 23)


def verify(
    catalogue: Catalogue,
    wishes: Wishes,
    plan: Plan,
    now: datetime,
    *,
    before: Plan | None = None,
    touched: frozenset[int] = frozenset(),
) -> list[Fault]:
    """All that is wrong with the plan; nothing where it holds.

    before: the plan that a change began from, and the days, from 0, that the change may touch. The order of a day and
    the numbers told of its stops are judged only where nothing else is wrong with that day.
    """
    case = Case(catalogue, wishes, plan, now.date())
    if unknown := list(kept.exists(case)):
        return unknown
    found = [fault for check in OF_TRIP for fault in check(case)]
    for number in range(len(plan.days)):
        of_day = [fault for check in OF_DAY for fault in check(case, number)]
        found += of_day or order.order(case, number)
    if before is not None:
        found += kept.kept(case, before, touched)
    return found


def measures(catalogue: Catalogue, wishes: Wishes, plan: Plan, now: datetime | None = None) -> tuple[DayMeasure, ...]:
    """The numbers of each day, worked out anew; they mean something only for a plan that holds.

    now: matters only where hours change with the season and the plan has no dates.
    """
    case = Case(catalogue, wishes, plan, now.date() if now else SOME_MONDAY)
    return tuple(order.measured(case, number) for number in range(len(plan.days)))

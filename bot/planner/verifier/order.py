"""The numbers of a plan, worked out anew: how long one could linger, what a stop costs in minutes, its order."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.planner.model import DayPlan, Stop
from bot.planner.verifier.case import Case, Fault
from bot.planner.verifier.tour import best_order
from bot.planner.verifier.windows import NEVER_OVER, arrivals, has_seats, last_end, windows

# Longer by so much than the shortest order is back and forth; a few minutes in town are not.
MOST_LONGER_PERCENT, FEW_MIN = 115, 10


@dataclass(frozen=True, slots=True)
class StopMeasure:
    """What model.Reason tells of a stop, worked out anew."""

    linger_min: int
    detour_min: int


@dataclass(frozen=True, slots=True)
class DayMeasure:
    """A day's minutes on the way, those of the best order of its stops, and the numbers of each stop."""

    travel_min: int
    best_min: int
    stops: tuple[StopMeasure, ...]


def measured(case: Case, number: int) -> DayMeasure:
    """The numbers of a day."""
    day = case.plan.days[number]
    lingers, detours = _lingers(case, number), _detours(case, day)
    stops = tuple(StopMeasure(*each) for each in zip(lingers, detours, strict=True))
    return DayMeasure(day.travel_min, best_order(case, number), stops)


def order(case: Case, number: int) -> Iterator[Fault]:
    """No back and forth, and numbers that hold."""
    found = measured(case, number)
    longer = found.travel_min - found.best_min
    if longer > FEW_MIN and found.travel_min * 100 > found.best_min * MOST_LONGER_PERCENT:
        said = f"{found.travel_min} minutes on the way, {found.best_min} in the best order of the same stops"
        yield Fault("order", number, None, said)
    for stop, true in zip(case.plan.days[number].stops, found.stops, strict=True):
        if not stop.reason:
            continue
        for name in ("linger_min", "detour_min"):
            told, right = getattr(stop.reason, name), getattr(true, name)
            # To linger less than one could is safe; to be told more is not.
            if told != right and not (name == "linger_min" and told < right):
                yield Fault("reasons", number, stop.id, f"{name} is told as {told} and is {right}")
        if stop.reason.must and not _is_asked_for(case, number, stop):
            yield Fault("reasons", number, stop.id, f"{stop.id} is told to be asked for and is not")


def _is_asked_for(case: Case, number: int, stop: Stop) -> bool:
    wish = case.wishes.of_day(number)
    asked_meal = {"lunch": wish.lunch, "dinner": wish.dinner}.get(stop.meal or "")
    return stop.id in case.musts or asked_meal is not None


def _lingers(case: Case, number: int) -> list[int]:
    """For each stop, how much later it could be left, all later ones as long as planned and in time."""
    day = case.plan.days[number]
    # Backwards: the latest minute to leave, so that what follows can still be.
    leave_by = last_end(case, number) - (day.back.minutes if day.back else 0)
    found: list[int] = []
    for stop in reversed(day.stops):
        allowed = windows(case, day, stop)
        here = [window for window in allowed if window.holds(stop.arrive, stop.leave)]
        latest = min(leave_by, max((window.closes for window in here), default=stop.leave))
        found.append(max(0, latest - stop.leave))
        bound = NEVER_OVER if has_seats(case, stop) else leave_by - stop.minutes
        starts = [(first, min(last, bound)) for first, last in arrivals(case, day, stop)]
        arrive_by = max((last for first, last in starts if last >= max(first, stop.arrive)), default=stop.arrive)
        leave_by = arrive_by - (stop.leg.minutes if stop.leg else 0)
    return found[::-1]


def _detours(case: Case, day: DayPlan) -> list[int]:
    """For each stop, the minutes on the way saved without it; one rests wherever one is."""
    spots = case.spots(day)
    moves = [index for index, stop in enumerate(day.stops) if stop.kind != "rest"]
    route = [day.origin, *(spots[index] for index in moves), day.goal]
    legs = [*(day.stops[index].leg for index in moves), day.back]
    minutes = [leg.minutes if leg else 0 for leg in legs]
    saved = [0] * len(day.stops)
    for move, index in enumerate(moves):
        straight = case.travel(route[move], route[move + 2])
        if straight is not None:
            saved[index] = max(0, minutes[move] + minutes[move + 1] - straight)
    return saved

"""One day by the clock: given what is done in which order, when one arrives, leaves, and how much time there is.

The same function times, checks and explains: what cannot be timed cannot be in a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.planner.candidates import Candidate
from bot.planner.engine.problem import Window
from bot.planner.model import Binding, DayPlan, Leg, Reason, Stop
from bot.planner.rules import STEP_MIN
from bot.planner.tastes import fits
from bot.planner.town import WAIT_COST, Town, leg_cost

ON_THE_WAY_MIN, SOON_SHUT_MIN = 15, 60
EVENING_FROM = 1080
IDLE_MIN = 45  # with so much time to wait one sits down somewhere


@dataclass(frozen=True, slots=True)
class Step:
    """A candidate in a day: its times, the leg to it, and the windows in which it may begin."""

    candidate: Candidate
    windows: tuple[Window, ...]
    leg: Leg | None
    start: int
    leave: int

    @property
    def leg_min(self) -> int:
        """Minutes of the leg."""
        return self.leg.minutes if self.leg else 0

    @property
    def window(self) -> Window:
        """The window that it begins in."""
        return next(window for window in self.windows if window[0] <= self.start <= window[1])


def schedule(town: Town, number: int, order: Sequence[Candidate]) -> DayPlan | None:
    """Day `number` with these candidates in this order; None where it cannot be kept."""
    steps, bounds = _earliest(town, number, order), town.bounds(number)
    if steps is None:
        return None
    back = town.leg(order[-1].where if order else bounds.origin, bounds.goal)
    filled = _filled(steps)
    end = (filled[-1].leave if filled else bounds.earliest) + (back.minutes if back else 0)
    start = filled[0].start - filled[0].leg_min if filled else bounds.earliest
    dates = town.frame.dates[number]
    day = dates[0] if len(dates) == 1 else None
    return DayPlan(day, start, end, bounds.origin, bounds.goal, tuple(_stops(town, number, filled, back)), back)


def points(town: Town, number: int, order: Sequence[Candidate]) -> int | None:
    """What the day is worth in the engine's count: its values, less travel and waiting; None where it cannot be."""
    steps = _earliest(town, number, order)
    if steps is None:
        return None
    value = sum(step.candidate.value for step in steps)
    legs = sum(leg_cost(_minutes(town, start, end)) for start, end in pairwise(_wheres(town, number, order)))
    return value - legs - WAIT_COST * _waiting(steps)


def _waiting(steps: Sequence[Step]) -> int:
    """Minutes without anything to do between the first stop and the last, having set out as late as that allows."""
    if not steps:
        return 0
    late = steps[-1].start
    for step, after in reversed(list(pairwise(steps))):
        reach = late - after.leg_min - step.candidate.minutes
        late = max(min(last, reach) for first, last in step.windows if first <= reach)
    busy = sum(step.candidate.minutes for step in steps) + sum(step.leg_min for step in steps[1:])
    return steps[-1].leave - late - busy


def travel_min(town: Town, number: int, order: Sequence[Candidate]) -> int:
    """Minutes on the way of a day in this order."""
    return sum(_minutes(town, start, end) for start, end in pairwise(_wheres(town, number, order)))


def detour_min(town: Town, number: int, order: Sequence[Candidate], place: int) -> int:
    """Minutes of travel that the day would save without the stop at `place`."""
    before, here, after = _wheres(town, number, order)[place : place + 3]
    return max(0, _minutes(town, before, here) + _minutes(town, here, after) - _minutes(town, before, after))


def _wheres(town: Town, number: int, order: Sequence[Candidate]) -> list[str]:
    bounds = town.bounds(number)
    return [bounds.origin, *(one.where for one in order), bounds.goal]


def _minutes(town: Town, start: str, end: str) -> int:
    leg = town.leg(start, end)
    return leg.minutes if leg else 0


def _earliest(town: Town, number: int, order: Sequence[Candidate]) -> list[Step] | None:
    """The steps of a day, each as early as it can be; None where one is too late, or one is back too late."""
    bounds = town.bounds(number)
    where, moment, steps = bounds.origin, bounds.earliest, list[Step]()
    for one in order:
        if not town.joined(where, one.where):
            return None
        leg, windows = town.leg(where, one.where), town.starts(one, number)
        arrive = moment + (leg.minutes if leg else 0)
        start = next((max(first, arrive) for first, last in windows if arrive <= last), None)
        if start is None:
            return None
        steps.append(Step(one, windows, leg, start, start + one.minutes))
        where, moment = one.where, start + one.minutes
    in_time = moment + _minutes(town, where, bounds.goal) <= bounds.latest
    return steps if in_time and town.joined(where, bounds.goal) else None


def _filled(steps: Sequence[Step]) -> list[Step]:
    """The steps with waiting turned into longer visits, and what is left of it into a later start."""
    done = list(steps)
    for place in range(len(done) - 1, 0, -1):
        step, after = done[place - 1], done[place]
        gap = max(0, after.start - after.leg_min - step.leave)
        longer = min(gap, _may_grow(step))
        step = replace(step, leave=step.leave + longer)
        later = min(gap - longer, _may_move(step))
        done[place - 1] = replace(step, start=step.start + later, leave=step.leave + later)
    return done


def _may_grow(step: Step) -> int:
    """Minutes by which the visit may be longer: by what there is to see, and until it shuts."""
    one = step.candidate
    shuts = step.window[1] + one.minutes
    most = min(one.most_min - one.minutes, shuts - step.leave)
    return max(0, most) // STEP_MIN * STEP_MIN


def _may_move(step: Step) -> int:
    grown = step.leave - step.start - step.candidate.minutes
    return max(0, step.window[1] - grown - step.start)


def _stops(town: Town, number: int, steps: Sequence[Step], back: Leg | None) -> list[Stop]:
    """The stops of the steps; where much time is left before the next, one rests."""
    found, lingers = list[Stop](), _lingers(town, number, steps, back)
    for place, step in enumerate(steps):
        one, leave = step.candidate, step.leave - step.candidate.rest_min
        reason = _reason(town, number, steps, place, lingers[place])
        found.append(Stop(one.id, one.kind, step.start, leave, step.leg, one.cost_cny, one.around, one.meal, reason))
        following = steps[place + 1] if place + 1 < len(steps) else None
        until = following.start - following.leg_min if following else step.leave
        until = until if until - step.leave >= IDLE_MIN else step.leave
        if until > leave:
            found.append(Stop(None, "rest", leave, until, reason=Reason("rest")))
    return found


def _lingers(town: Town, number: int, steps: Sequence[Step], back: Leg | None) -> list[int]:
    """For each step how much longer one could stay with all that follows still kept."""
    late = bool(steps) and steps[-1].candidate.is_fixed
    end = town.bounds(number).latest if late else min(town.bounds(number).latest, town.usual_end(number))
    limit, found = end - (back.minutes if back else 0), list[int]()
    for step in reversed(steps):
        one, stay = step.candidate, step.leave - step.start
        shuts = step.window[1] + one.minutes
        spare = min(limit, shuts, step.start + one.most_min) - step.leave
        found.append(0 if one.is_fixed or one.kind == "meal" else max(0, spare))
        latest = max(last for _, last in step.windows) - (stay - one.minutes)
        limit = min(latest, limit - stay) - step.leg_min
    return found[::-1]


def _reason(town: Town, number: int, steps: Sequence[Step], place: int, linger_min: int) -> Reason:
    one = steps[place].candidate
    entry = town.frame.catalogue.get(one.id)
    detour = detour_min(town, number, [step.candidate for step in steps], place)
    liked = fits(entry, town.frame.wishes) if entry and one.kind != "meal" else ()
    binding = _binding(town, number, steps, place, detour)
    asked = one.id in town.frame.asked_for and not one.around
    return Reason(binding, asked, liked, linger_min, detour)


def _binding(town: Town, number: int, steps: Sequence[Step], place: int, detour: int) -> Binding:
    """What holds the stop at its hour."""
    step, one = steps[place], steps[place].candidate
    first, last = step.window
    if one.kind == "meal":
        return "meal"
    if one.is_fixed:
        return "show"
    if place and step.start == first > steps[place - 1].leave + step.leg_min:
        return "opens"
    if step.start >= EVENING_FROM:
        return "night"
    if last - step.start < SOON_SHUT_MIN and last < EVENING_FROM:
        return "closes"
    return _by_place(town, number, len(steps), place, detour)


def _by_place(town: Town, number: int, count: int, place: int, detour: int) -> Binding:
    wishes = town.frame.wishes
    if place == 0:
        return "arrival" if number == 0 and wishes.arrive else "first"
    if place == count - 1 and number == wishes.days - 1 and wishes.depart:
        return "departure"
    return "on_the_way" if detour <= ON_THE_WAY_MIN else "free"

"""What a line does to the plan at hand: a new plan, a changed one, days swapped, done anew, taken back."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.dialogue.plans.wishing import Said, day_numbers, wished
from bot.dialogue.turn import Guide
from bot.planner.edits import Redo
from bot.planner.model import Impossible, Plan, Stop, Trip, Wishes
from bot.planner.planning import planned
from bot.planner.revising import Revised, renewed, revised, swapped
from bot.planner.verifier.verify import Fault, verify
from intents.planning.model import LAST

log = logging.getLogger(__name__)

MOST_KEPT = 8  # earlier plans to go back to
CHEAPER = 0.75  # of what is known to cost something
FIRST_SECONDS, AGAIN_SECONDS = 0.25, 0.15
WORTH_OFFERING = 3  # per cent that planning all anew would gain
NOON, EVENING = 13 * 60, 17 * 60
PARTS = {"morning": (0, NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, 48 * 60), "all": (0, 48 * 60)}


class UnsoundPlanError(Exception):
    """A plan that the verifier refuses: a defect, and never shown. It tells rules, ids and figures only."""

    def __init__(self, wishes: Wishes, faults: Sequence[Fault]) -> None:
        self.wishes = wishes
        super().__init__("; ".join(f"{fault.rule}: {fault.said}" for fault in faults))


def new_trip(guide: Guide, wishes: Wishes, now: datetime, before: Trip | None = None) -> Trip:
    """The trip of a new plan for these wishes. Raises UnsoundPlanError where the plan does not hold."""
    found = planned(guide.catalogue, wishes, now, seconds=FIRST_SECONDS)
    earlier = _earlier(before) if before else ()
    if isinstance(found, Impossible):
        return Trip(wishes, None, found, earlier=earlier)
    _hold(guide, wishes, found, now)
    return Trip(wishes, found, earlier=earlier)


def unsound(error: UnsoundPlanError, before: Trip | None) -> Trip:
    """The trip where the plan found does not hold: what was wished, without a plan, and the last one to go back to."""
    log.error("a plan did not hold and is not shown: %s", error)
    return Trip(error.wishes, None, done="unsound", earlier=_earlier(before) if before else ())


def changed_trip(guide: Guide, line: Said, trip: Trip) -> Trip:
    """The trip after the line. Raises UnsoundPlanError where the plan it comes to does not hold."""
    if line.words.undoes:
        return undone(trip)
    if trip.plan is None:
        wishes = wished(guide, line, trip.wishes, fresh=False)
        return new_trip(guide, wishes, line.now, trip)
    if line.words.swaps:
        return _swapped(guide, line, trip, trip.plan)
    if line.words.stops and not line.words.tables:
        return _without_stops(guide, line, trip, trip.plan)
    wishes = wished(guide, line, trip.wishes, fresh=False)
    if line.words.cheaper and wishes == trip.wishes:
        return cheaper(guide, trip, line.now)
    if wishes != trip.wishes:
        return with_wishes(guide, wishes, trip, line.now)
    if line.words.keeps or line.words.again:
        return _again(guide, line, trip, trip.plan)
    return trip.as_it_is


def undone(trip: Trip) -> Trip:
    """The trip as it was before the last change."""
    if not trip.earlier:
        return replace(trip, done="nothing_to_undo", touched=frozenset())
    wishes, plan = trip.earlier[-1]
    return Trip(wishes, plan, done="undone", earlier=trip.earlier[:-1])


def with_wishes(guide: Guide, wishes: Wishes, trip: Trip, now: datetime, about: Sequence[str] = ()) -> Trip:
    """The trip with its wishes changed, and as much of its plan as it was as will do."""
    if trip.plan is None:
        return new_trip(guide, wishes, now, trip)
    found = revised(guide.catalogue, trip.wishes, trip.plan, wishes, now)
    gone = [one for one in wishes.avoid if one not in trip.wishes.avoid]
    come = [one for one in wishes.musts if one not in trip.wishes.musts]
    return _kept(guide, wishes, trip, found, now, tuple(about) or (*gone, *come))


def cheaper(guide: Guide, trip: Trip, now: datetime) -> Trip:
    """The trip for less money, as far as prices are known."""
    cost = trip.plan.cost_cny if trip.plan else 0
    tried = replace(trip.wishes, budget_cny=int(cost * CHEAPER))
    found = with_wishes(guide, tried, trip, now) if cost else trip
    if found.plan is None or found is trip:
        return replace(trip, done="nothing_cheaper", touched=frozenset())
    return found


def again(guide: Guide, trip: Trip, days: frozenset[int], now: datetime, pinned: dict[int, tuple[Stop, ...]]) -> Trip:
    """The trip with something else on these days, but for what is pinned."""
    if trip.plan is None:
        return trip
    old = {stop.id for number in days for stop in trip.plan.days[number].stops if stop.id and stop.kind != "meal"}
    held = {stop.id for stops in pinned.values() for stop in stops}
    redo = Redo(days, pinned, frozenset(old - held - trip.wishes.asked_for), fresh=True)
    found = renewed(guide.catalogue, trip.wishes, trip.plan, redo, now)
    return _kept(guide, trip.wishes, trip, found, now, pinned=frozenset(pinned))


def _swapped(guide: Guide, line: Said, trip: Trip, plan: Plan) -> Trip:
    named = day_numbers(line, trip.wishes)
    pair = named if len(named) == 2 else (0, len(plan.days) - 1)
    return swap(guide, trip, (pair[0], pair[1]), line.now)


def swap(guide: Guide, trip: Trip, pair: tuple[int, int], now: datetime) -> Trip:
    """The trip with two of its days in each other's place."""
    if trip.plan is None or pair[0] == pair[1] or max(pair) >= len(trip.plan.days):
        return replace(trip, done="no_swap", touched=frozenset())
    found = swapped(guide.catalogue, trip.wishes, trip.plan, pair, now)
    if not found.touched:
        return replace(trip, done="no_swap", touched=frozenset(), about=())
    days = list(trip.wishes.of_days)
    if days:
        days[pair[0]], days[pair[1]] = days[pair[1]], days[pair[0]]
    lost = sorted({one for day in trip.plan.days for one in day.ids} - _ids(found.plan))
    wishes = replace(trip.wishes, of_days=tuple(days))
    return replace(_kept(guide, wishes, trip, found, now, tuple(lost)), done="swapped")


def _ids(plan: Plan | Impossible) -> set[str]:
    return {one for day in plan.days for one in day.ids} if isinstance(plan, Plan) else set()


def _without_stops(guide: Guide, line: Said, trip: Trip, plan: Plan) -> Trip:
    """The trip without the stops that the line names by number, of its day or of the first that has so many."""
    days = day_numbers(line, trip.wishes) or tuple(range(len(plan.days)))
    gone = []
    for nth in line.words.stops:
        ids = [plan.days[number].ids for number in (days[-1:] if nth == LAST else days)]
        gone += [found[nth - 1 if nth > 0 else -1] for found in ids if found and (nth < 0 or nth <= len(found))][:1]
    wishes = wished(guide, line, trip.wishes, fresh=False)
    return dropped(guide, trip, gone, line.now, wishes)


def dropped(guide: Guide, trip: Trip, gone: Sequence[str], now: datetime, wishes: Wishes | None = None) -> Trip:
    """The trip without these entries, whatever else is wished."""
    wishes = wishes or trip.wishes
    avoid = tuple(dict.fromkeys((*wishes.avoid, *gone)))
    return with_wishes(guide, replace(wishes.without_must(*gone), avoid=avoid), trip, now, gone)


def _again(guide: Guide, line: Said, trip: Trip, plan: Plan) -> Trip:
    """Something else, for what the line names or for all but what it keeps."""
    named, every = day_numbers(line, trip.wishes), frozenset(range(len(plan.days)))
    keeps = line.words.keeps
    if keeps == "all":
        return again(guide, trip, every - frozenset(named) or every, line.now, {})
    days = frozenset(named) or every
    if keeps is None:
        return again(guide, trip, days, line.now, {})
    return again(guide, trip, days, line.now, {number: _part(plan, number, keeps) for number in days})


def _part(plan: Plan, number: int, part: str) -> tuple[Stop, ...]:
    """The stops of a part of the day."""
    begin, end = PARTS[part]
    return tuple(stop for stop in plan.days[number].stops if begin <= stop.arrive < end and stop.id)


def _kept(
    guide: Guide,
    wishes: Wishes,
    trip: Trip,
    found: Revised,
    now: datetime,
    about: tuple[str, ...] = (),
    *,
    pinned: frozenset[int] = frozenset(),
) -> Trip:
    """The trip as revised, with what it was kept to go back to."""
    if isinstance(found.plan, Impossible):
        return Trip(wishes, None, found.plan, earlier=_earlier(trip), done="changed", about=about)
    _hold(guide, wishes, found.plan, now, pinned)
    done = "same" if trip.plan and found.plan.days == trip.plan.days else "changed"
    gain = _gain(guide, wishes, found, now)
    return Trip(wishes, found.plan, None, found.touched, done, about, gain, _earlier(trip))  # type: ignore[arg-type]


def _gain(guide: Guide, wishes: Wishes, found: Revised, now: datetime) -> int:
    """What planning all anew would gain, in per cent of the points; 0 where that is not worth saying."""
    if not isinstance(found.plan, Plan) or len(found.touched) == wishes.days:
        return 0
    best = planned(guide.catalogue, wishes, now, seconds=AGAIN_SECONDS)
    if isinstance(best, Impossible) or found.plan.score <= 0:
        return 0
    percent = round(100 * (best.score / found.plan.score - 1))
    return percent if percent > WORTH_OFFERING else 0


def _earlier(trip: Trip) -> tuple[tuple[Wishes, Plan], ...]:
    return (*trip.earlier, (trip.wishes, trip.plan))[-MOST_KEPT:] if trip.plan else trip.earlier


def _hold(guide: Guide, wishes: Wishes, plan: Plan, now: datetime, pinned: frozenset[int] = frozenset()) -> None:
    """Raises UnsoundPlanError where the plan does not hold; a longer way, for what was to stay where it is, is none."""
    faults = verify(guide.catalogue, wishes, plan, now)
    if faults := [fault for fault in faults if fault.rule != "order" or fault.day not in pinned]:
        raise UnsoundPlanError(wishes, faults)

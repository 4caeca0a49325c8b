"""Whether the days can be walked: all are there, one thing follows the other, each begins and ends where it must."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from bot.planner.model import Leg
from bot.planner.verifier.case import OUT_OF_HUB_MIN, Case, Fault, clock
from bot.planner.verifier.windows import deadline
from content.model import Place

MOST_WAIT_MIN = {"visit": 90, "rest": 90, "show": 150, "meal": 150}
# A visit is cut to this share of the usual, and no village needs more than three hours to have been seen.
LEAST_SHARE_TENTHS, MOST_SHARE_TENTHS, ENOUGH_MIN = 6, 16, 180
UNKNOWN_STAY = (20, 240)
SUREST_FIRST = ("sourced", "estimated", "area")
KM_SLIP = 0.05


def days_present(case: Case) -> Iterator[Fault]:
    """As many days as wished, one after the other from the first."""
    days, wishes = case.plan.days, case.wishes
    if len(days) != wishes.days:
        yield Fault("days", None, None, f"{len(days)} days are planned, {wishes.days} are wished")
    for number, day in enumerate(days):
        due = wishes.first + timedelta(days=number) if wishes.first else None
        if day.date != due:
            yield Fault("days", number, None, f"the day is dated {day.date}, not {due}")


def fields(case: Case, number: int) -> Iterator[Fault]:
    """Whole minutes, stays of some length, meals and only meals that say which."""
    day = case.plan.days[number]
    minutes = [day.start, day.end, *(m for stop in day.stops for m in (stop.arrive, stop.leave))]
    minutes += [leg.minutes for *_, leg, _ in case.legs(day) if leg]
    if odd := [minute for minute in minutes if type(minute) is not int or minute < 0]:
        yield Fault("fields", number, None, f"{odd[0]!r} is no whole minute of the day")
    for stop in day.stops:
        if stop.leave <= stop.arrive:
            yield Fault("fields", number, stop.id, f"left at {clock(stop.leave)}, reached at {clock(stop.arrive)}")
        if (stop.meal is not None) != (stop.kind == "meal"):
            yield Fault("fields", number, stop.id, f"a {stop.kind} with meal={stop.meal}")


def chronology(case: Case, number: int) -> Iterator[Fault]:
    """Nothing begins before one can be there, and one is back before the day ends."""
    day = case.plan.days[number]
    free = day.start
    for stop in day.stops:
        there = free + (stop.leg.minutes if stop.leg else 0)
        if stop.arrive < there:
            said = f"reached at {clock(stop.arrive)}, one can be there at {clock(there)}"
            yield Fault("time", number, stop.id, said)
        free = stop.leave
    back = free + (day.back.minutes if day.back else 0)
    if day.end < back:
        yield Fault("time", number, day.goal, f"the day ends at {clock(day.end)}, one is back at {clock(back)}")


def legs_right(case: Case, number: int) -> Iterator[Fault]:
    """Every leg as the map or a source gives it."""
    day = case.plan.days[number]
    for start, end, leg, index in case.legs(day):
        wrong = _leg_wrong(case, start, end, leg)
        if wrong:
            stop = day.stops[index].id if index < len(day.stops) else day.goal
            yield Fault("time", number, stop, f"{start} to {end}: {wrong}")


def _leg_wrong(case: Case, start: str, end: str, leg: Leg | None) -> str | None:
    if leg is None:
        return None if case.is_there(start, end) else "no leg is told"
    if start == end:
        return "a leg, though one is there"
    way = case.catalogue.way(start, end)
    if way is None:
        return "no way is known"
    if leg.mode not in ("walk", case.wishes.transport):
        return f"by {leg.mode}, though {case.wishes.transport} is wished"
    minutes = case.minutes_by(leg.mode, way)
    if leg.minutes != minutes:
        return f"{leg.minutes} minutes by {leg.mode}, the way takes {minutes}"
    if abs(leg.km - way.km) > KM_SLIP:
        return f"{leg.km} km, the way has {way.km}"
    sure = SUREST_FIRST.index(leg.basis) >= SUREST_FIRST.index(way.basis)
    return None if sure else f"told as {leg.basis}, known as {way.basis}"


def waits(case: Case, number: int) -> Iterator[Fault]:
    """Nobody stands about for long between two stops."""
    stops = case.plan.days[number].stops
    for before, stop in pairwise(stops):
        idle = stop.arrive - before.leave - (stop.leg.minutes if stop.leg else 0)
        if idle > MOST_WAIT_MIN[stop.kind]:
            said = f"{idle} idle minutes before a {stop.kind}, at most {MOST_WAIT_MIN[stop.kind]}"
            yield Fault("waits", number, stop.id, said)


def stays(case: Case, number: int) -> Iterator[Fault]:
    """Visits as long as a place deserves."""
    for stop in case.plan.days[number].stops:
        place = case.catalogue.get(stop.id) if stop.id and stop.kind == "visit" else None
        if not isinstance(place, Place):
            continue
        least, most = UNKNOWN_STAY
        if place.visit_min:
            usual = place.visit_min.minutes
            least = min(-(-usual * LEAST_SHARE_TENTHS // 10), ENOUGH_MIN)
            most = usual * MOST_SHARE_TENTHS // 10
        if not least <= stop.minutes <= most:
            yield Fault("stay", number, stop.id, f"a visit of {stop.minutes} minutes, not {least} to {most}")


def ends(case: Case, number: int) -> Iterator[Fault]:
    """Days from where one sleeps to where one sleeps; the trip from its train to its train."""
    day, arrive, depart = case.plan.days[number], case.wishes.arrive, case.wishes.depart
    home = _home(case)
    first = arrive.id if arrive and number == 0 and case.is_placed(arrive.id) else home
    last = depart.id if depart and number == case.wishes.days - 1 and case.is_placed(depart.id) else home
    if first and day.origin != first:
        yield Fault("base", number, day.origin, f"the day begins at {day.origin}, not at {first}")
    if last and day.goal != last:
        yield Fault("base", number, day.goal, f"the day ends at {day.goal}, not at {last}")
    due = deadline(case, number)
    if due is not None and day.end > due:
        yield Fault("base", number, day.goal, f"the day ends at {clock(day.end)}, one has to be there by {clock(due)}")
    if arrive and arrive.minute is not None and number == 0:
        yield from _arrival(case, arrive.id, arrive.minute)


def _arrival(case: Case, arrive_id: str, minute: int) -> Iterator[Fault]:
    """Nobody sets out before the train is in, and from the train one walks out first."""
    day = case.plan.days[0]
    if day.start < minute:
        yield Fault("base", 0, arrive_id, f"the day begins at {clock(day.start)}, one arrives at {clock(minute)}")
    out = minute + OUT_OF_HUB_MIN if case.is_hub(arrive_id) else minute
    leg = day.stops[0].leg if day.stops else day.back
    reached = day.stops[0].arrive if day.stops else day.end
    if leg and reached - leg.minutes < out:
        said = f"left at {clock(reached - leg.minutes)} to be there at {clock(reached)}, one is out at {clock(out)}"
        yield Fault("base", 0, arrive_id, said)


def _home(case: Case) -> str | None:
    """Where one sleeps, if that is said and on the map."""
    base = case.wishes.base
    return base if base and case.is_placed(base) else None


def one_home(case: Case) -> Iterator[Fault]:
    """Without a base that is on the map, the plan chooses one, and the same for all nights."""
    days, wishes = case.plan.days, case.wishes
    if _home(case):
        return
    begins = [day.origin for number, day in enumerate(days) if number or not wishes.arrive]
    goals = [day.goal for number, day in enumerate(days) if number != wishes.days - 1 or not wishes.depart]
    homes = dict.fromkeys(begins + goals)
    if len(homes) > 1:
        yield Fault("base", None, None, f"the nights are spent at {', '.join(homes)}, not at one place")

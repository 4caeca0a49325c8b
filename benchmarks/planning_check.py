"""Plans checked stop by stop, in plain Python and without the engine: what they break, and what they score."""

import math
from typing import Any

Plan = list[list[list[Any]]]


class BrokenPlanError(ValueError):
    """A plan breaks a rule; the message says which, and where."""


def need(kept: bool, rule: str, *where: object) -> None:
    """Raise BrokenPlanError unless the rule is kept."""
    if not kept:
        raise BrokenPlanError(f"{rule}: {where}")


def score_toptw(lines: list[str], plan: list[list[int]], *, places: int) -> int:
    """The profit of the routes; `places`: decimals to which travel times are rounded down."""
    rows = [[float(cell) for cell in line.split()] for line in lines[2:] if line.strip()]
    visited = [number for route in plan for number in route]
    need(len(visited) == len(set(visited)) and 0 not in visited, "each place at most once", plan)
    for route in plan:
        at, clock = 0, 0
        for number in route:
            opens, closes = (round(moment * 10**places) for moment in rows[number][-2:])
            clock = max(clock + _travel(rows[at], rows[number], places), opens)
            need(clock <= closes, "begun in its window", route, number)
            clock, at = clock + round(rows[number][3] * 10**places), number
        need(clock + _travel(rows[at], rows[0], places) <= round(rows[0][-1] * 10**places), "back in time", route)
    return round(sum(rows[number][4] for number in visited))


def _travel(one: list[float], other: list[float], places: int) -> int:
    return math.floor(math.dist(one[1:3], other[1:3]) * 10**places + 1e-9)


def score_trip(trip: dict[str, Any], plan: Plan) -> int:
    """Ten points an interest less the minutes of travel."""
    need(len(plan) == trip["days"], "a list a day", len(plan))
    seen = [number for day in plan for kind, number, _ in day if kind == "S"]
    need(len(seen) == len(set(seen)), "each sight at most once", seen)
    need(set(trip["must"]) <= set(seen), "every must", trip["must"], seen)
    travelled = sum(_day(trip, number, calls) for number, calls in enumerate(plan))
    return int(sum(10 * trip["places"][number]["interest"] for number in seen)) - travelled


def _day(trip: dict[str, Any], number: int, calls: list[list[Any]]) -> int:
    at, clock, spent, travelled = 0, trip["day_start"], 0, 0
    need([kind for kind, _, _ in calls if kind != "S"] == ["L", "D"], "one lunch, then one dinner", number)
    for kind, where, start in calls:
        place, leg = trip["places"][where], trip["travel"][at][where]
        need(start >= clock + leg, "time for the way", number, where)
        need(_allowed(trip, number, kind, place, start), "open", number, where, start)
        spent, travelled = spent + place["fee"], travelled + leg
        at, clock = where, start + place["minutes"]
    leg = trip["travel"][at][0]
    need(clock + leg <= trip["day_end"], "back by the end of the day", number)
    need(spent <= trip["purse_per_day"], "within the purse", number, spent)
    return int(travelled + leg)


def _allowed(trip: dict[str, Any], number: int, kind: str, place: dict[str, Any], start: int) -> bool:
    if kind == "S":
        windows = [] if place["kind"] != "sight" or number in place["closed_days"] else place["windows"]
    else:
        windows = [trip["lunch" if kind == "L" else "dinner"]] if place["kind"] == "eat" else []
    return any(first <= start <= last for first, last in windows)

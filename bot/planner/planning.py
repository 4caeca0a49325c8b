"""A whole trip: the best days for the wishes, or which wishes cannot be met together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations

from bot.planner.candidates import Candidate, Frame
from bot.planner.cautions import cautions
from bot.planner.engine.problem import Solution
from bot.planner.engine.solve import solve
from bot.planner.impossible import explained
from bot.planner.left_out import left_out
from bot.planner.model import DayPlan, Impossible, Plan, Wishes
from bot.planner.timetable import points, schedule, travel_min
from bot.planner.town import Town
from content.catalogue import Catalogue

Orders = list[list[Candidate]]
# Enough for the engine to end by its counts: a fraction of it is what a chat waits for.
SECONDS = 1.0
ORDER_SECONDS = 0.1
# So much further, and some minutes, is back and forth.
FURTHER, FEW_MIN = 1.1, 5


def planned(
    catalogue: Catalogue, wishes: Wishes, now: datetime, *, seconds: float = SECONDS, seed: int = 0
) -> Plan | Impossible:
    """The plan for these wishes within so many seconds, or the wishes that clash and what would help."""
    town = Town(Frame(catalogue, wishes, now))
    solution = solve(town.problem(), seconds=seconds, seed=seed) if town.holds_musts() else None
    if solution is None:
        return explained(catalogue, wishes, now)
    return told(town, orders_of(town, solution), solution.bound)


def orders_of(town: Town, solution: Solution, chosen: Sequence[Candidate] | None = None) -> Orders:
    """What is done each day, in order. chosen: the candidates that the problem was made of, where not all."""
    offset, known = len(town.ends()), town.candidates if chosen is None else chosen
    return [[known[call.node - offset] for call in route.calls] for route in solution.routes]


def told(town: Town, orders: Orders, bound: float | None = None, fresh: Collection[int] | None = None) -> Plan:
    """The plan of these days, with what to know before one goes and what is not in it.

    fresh: the days whose order may still be bettered, all where it is None.
    """
    kept = [
        list(order)
        if fresh is not None and number not in fresh
        else untangled(town, number, _trimmed(town, number, order))
        for number, order in enumerate(orders)
    ]
    days = tuple(_timed(town, number, order) for number, order in enumerate(kept))
    score = sum(points(town, number, order) or 0 for number, order in enumerate(kept))
    found = Plan(days, score, bound if bound is None else max(bound, score))
    return replace(found, left_out=left_out(town, kept), warnings=cautions(town, found))


def _timed(town: Town, number: int, order: Sequence[Candidate]) -> DayPlan:
    day = schedule(town, number, order)
    if day is None:
        names = [one.id for one in order]
        raise ValueError(f"day {number + 1} cannot be kept in this order: {names}; the engine and the clock disagree")
    return day


def untangled(town: Town, number: int, order: Sequence[Candidate]) -> list[Candidate]:
    """The same stops in a better order, where moving one of them or turning some of them round makes one; and never
    much further round than they can be visited, whatever waiting that saves."""
    best, most = list(order), points(town, number, order)
    while most is not None:
        worth = [(tried, found) for tried in _turns(best) if (found := points(town, number, tried)) is not None]
        better = max(worth, key=lambda pair: pair[1], default=None)
        if better is None or better[1] <= most:
            break
        best, most = better
    short = _shortest(town, number, best)
    if travel_min(town, number, best) > FURTHER * travel_min(town, number, short) + FEW_MIN:
        return short
    return best


def _shortest(town: Town, number: int, order: list[Candidate]) -> list[Candidate]:
    """The stops of a day in the order with the least travel; as they are where the engine finds none."""
    seen = frozenset(one.id for one in order if one.group)
    problem = town.problem(order, [number], also=seen)
    solution = solve(replace(problem, cost=problem.travel, wait_cost=0), seconds=ORDER_SECONDS)
    if solution is None or len(solution.routes[0].calls) != len(order):
        return order
    tried = orders_of(town, solution, order)[0]
    return order if points(town, number, tried) is None else tried


def _turns(order: list[Candidate]) -> Iterator[list[Candidate]]:
    """The orders with one stop moved, or a stretch of them the other way round."""
    for first, last in combinations(range(len(order)), 2):
        yield [*order[:first], *order[first : last + 1][::-1], *order[last + 1 :]]
        yield [*order[:first], *order[first + 1 : last + 1], order[first], *order[last + 1 :]]
        yield [*order[:first], order[last], *order[first:last], *order[last + 1 :]]


def _trimmed(town: Town, number: int, order: Sequence[Candidate]) -> list[Candidate]:
    """The day without the visits that are worth least where there are more than the pace allows."""
    kept, asked = list(order), town.frame.asked_for
    while len(seen := [one for one in kept if one.kind in ("visit", "show")]) > town.pace.most_stops:
        loose = [[other for other in kept if other is not one] for one in seen if one.id not in asked]
        worth = [(rest, found) for rest in loose if (found := points(town, number, rest)) is not None]
        if not worth:
            break
        kept = max(worth, key=lambda pair: pair[1])[0]
    return kept

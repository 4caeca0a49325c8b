"""The trip planner's engine: a pool of day routes, priced by a linear program, chosen by an integer one.

Every search is ruled by counts that follow from the seconds given, so that the same call gives the same plan; the
clock itself only stops what takes far longer than it should.
"""

import time

import numpy as np

from bot.planner.engine.labels import Limits
from bot.planner.engine.packing import Column, Packing
from bot.planner.engine.polish import dive, pairs
from bot.planner.engine.pool import among
from bot.planner.engine.pricing import generate, prove
from bot.planner.engine.problem import Matrix, Problem, Route, Solution
from bot.planner.engine.schedule import schedule
from bot.planner.engine.trip import Trip

SHARE, ROUNDS = 0.55, 20  # of the work for the first pricing, in so many searches at most
IDLE = 2
OPENING = Limits(width=2000, keep=600)
GREEDY = Limits(width=60, keep=100)


def solve(problem: Problem, *, seconds: float, seed: int = 0) -> Solution | None:
    """The best plan found in `seconds`; None where there is none, or none was found."""
    trip = Trip(problem, seconds)
    if _open(trip):
        return None
    _greedy(trip)
    if len(problem.days) == 1:
        _one_day(trip)
    else:
        _days(trip, np.random.default_rng(seed))
    return _solution(trip) if trip.plan else None


def _open(trip: Trip) -> bool:
    """Plan the musts and meals alone; say whether that proves that there is no plan."""
    whole = True
    for kind in trip.kinds:
        allowed = among(kind.options, trip.problem.musts)
        whole &= trip.search(kind, trip.worth(kind, trip.stock), OPENING, allowed).whole
    packing = Packing(trip.stock)
    packing.add(trip.pool)
    trip.pick(packing, packing.prices())
    return not trip.plan and whole and _metric(trip.problem)


def _metric(problem: Problem) -> bool:
    """Whether no way round, visits included, is shorter than the leg itself: then what is left out is never missed."""
    travel: Matrix = problem.travel
    for number, node in enumerate(problem.nodes):
        if (travel[:, number, None] + node.minutes + travel[None, number, :] < travel).any():
            return False
    return True


def _greedy(trip: Trip) -> None:
    """Fill one day after the other."""
    plan = list[Column]()
    for kind in trip.kinds:
        for _ in kind.days:
            column = trip.best_day(kind, trip.stock.less(plan, trip.stock.days), GREEDY)
            plan += [column] if column else []
    trip.take(plan)
    trip.greedy = True


def _one_day(trip: Trip) -> None:
    """Search the only day wider and wider, until nothing is cut."""
    kind, width = trip.kinds[0], 100
    bonus = trip.stock.fine * len(trip.stock.musts)
    trust = 0.7
    while not trip.over():
        kept, floor = len(trip.pool), trip.score + bonus - 0.5
        found = trip.search(kind, trip.worth(kind, trip.stock), Limits(width, 3, floor, trust))
        trip.rounds += 1
        for column in trip.pool[kept:]:
            trip.take([column])
        trip.bound = min(trip.bound, max(found.ceiling - bonus, trip.score))
        width, trust = width * 3, 1.0


def _days(trip: Trip, rng: np.random.Generator) -> None:
    """Price, pick, dive and plan pairs of days anew, wider and wider."""
    (rounds, width), skip = trip.effort(SHARE, ROUNDS), 0
    idle = 0  # cycles in which no route was new
    while not trip.over() and idle < IDLE:
        kept = len(trip.pool)
        packing, prices = generate(trip, trip.stock, width, rounds)
        if rounds >= 2 * len(trip.kinds):
            packing, prices = prove(trip, packing, 2 * width)
        trip.pick(packing, prices)
        dive(trip, packing, width, skip=skip)
        while len(trip.plan) > 2 and pairs(trip, width, rng):
            pass
        width, skip = width * 2, skip + 1
        idle = idle + 1 if len(trip.pool) == kept else 0


def _solution(trip: Trip) -> Solution:
    routes: list[Route | None] = [None] * len(trip.problem.days)
    days = [list(kind.days) for kind in trip.kinds]
    for column in trip.plan:
        kind = trip.kinds[column.kind]
        routes[days[column.kind].pop(0)] = schedule(trip.problem, kind.day, kind.options, column.route)
    whole = tuple(route for route in routes if route is not None)
    score = sum(route.score for route in whole)
    bound = None if np.isinf(trip.bound) else float(max(trip.bound, score))
    spent = time.perf_counter() - trip.started
    return Solution(whole, score, bound, trip.first, spent, trip.rounds, bound is not None and bound < score + 1)

"""Better plans from the plan in hand: diving, and two days planned anew while the others stay."""

from itertools import combinations

import numpy as np

from bot.planner.engine.labels import Limits
from bot.planner.engine.packing import Column, Packing
from bot.planner.engine.pricing import generate
from bot.planner.engine.trip import Trip


def dive(trip: Trip, packing: Packing, width: int, *, skip: int = 0) -> bool:
    """Fix the route that the relaxation likes most, plan the other days anew, and so on; say whether it gained."""
    stock, plan = trip.stock, list[Column]()
    while sum(stock.days) and not trip.over():
        if sum(stock.days) == 1:
            kind = trip.kinds[stock.days.index(1)]
            last = trip.best_day(kind, stock, Limits(width, 50)) or _old(trip, packing)
            return last is not None and trip.take([*plan, last])
        liked = packing.liked(skip)
        skip = 0
        if liked is None:
            return False
        plan.append(liked)
        stock = stock.less([liked], _without(stock.days, liked.kind))
        packing, prices = generate(trip, stock, width, 4, fixed=plan)
        trip.pick(packing, prices, plan)
    return False


def _old(trip: Trip, packing: Packing) -> Column | None:
    return max(packing.columns, key=lambda column: column.score, default=None)


def _without(days: tuple[int, ...], kind: int) -> tuple[int, ...]:
    return tuple(count - (number == kind) for number, count in enumerate(days))


def pairs(trip: Trip, width: int, rng: np.random.Generator) -> bool:
    """Plan every two days anew, the others fixed, as long as the work lasts; say whether it gained."""
    gained = False
    choices = list(combinations(range(len(trip.plan)), 2))
    for number in rng.permutation(len(choices)).tolist():
        if trip.over():
            break
        fixed = [column for place, column in enumerate(trip.plan) if place not in choices[number]]
        days = trip.stock.days
        for column in fixed:
            days = _without(days, column.kind)
        packing, prices = generate(trip, trip.stock.less(fixed, days), width, 5, fixed=fixed)
        gained |= trip.pick(packing, prices, fixed)
    return gained

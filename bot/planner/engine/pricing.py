"""Column generation: the relaxed trip prices the places, the days are searched under these prices, and so on."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.planner.engine.labels import Found, Limits
from bot.planner.engine.packing import Column, Packing, Prices, Supply
from bot.planner.engine.pool import Kind
from bot.planner.engine.trip import PACKING_CELLS, Trip

EXCHANGE = 5  # rounds after which the pool is looked through for a better plan
KEEP = 200  # routes of a search
# Routes are kept that fall short of their price by this share of the trip: they may still be part of the best plan.
GAP = 0.03
# Prices move only part of the way to the latest ones, or they swing: a place is dear in one round, free in the next.
INERTIA = 0.5


def generate(
    trip: Trip, stock: Supply, width: int, rounds: int, *, fixed: Sequence[Column] = (), share: float = 1.0
) -> tuple[Packing, Prices]:
    """The packing of the days in `stock` after some rounds, and its prices; new routes join the trip's pool."""
    packing = Packing(stock)
    packing.add(trip.pool)
    latest = prices = packing.prices()
    kinds = [kind for kind, count in zip(trip.kinds, stock.days, strict=True) if count]
    quiet = 0
    for number in range(rounds):
        if trip.over(share) or quiet == 2 * len(kinds):
            break
        kept = len(trip.pool)
        prices = latest.towards(prices, INERTIA) if number else latest
        least = trip.score - sum(column.score for column in fixed)
        gap = min(max(latest.value - least, GAP * abs(latest.value)), stock.fine)
        found = search(trip, stock, prices, kinds[number % len(kinds)], Limits(width, KEEP, -gap))
        if not fixed and len(kinds) == 1:
            trip.bound = min(trip.bound, prices.ceiling + stock.days[kinds[0].number] * found.ceiling)
        packing.add(trip.pool[kept:])
        before, latest = latest, packing.prices()
        trip.cells += PACKING_CELLS
        if number % EXCHANGE == EXCHANGE - 1:
            trip.pick(packing, latest, fixed, whole=False)
        quiet = 0 if len(trip.pool) > kept or latest.value > before.value else quiet + 1
    return packing, latest


def search(trip: Trip, stock: Supply, prices: Prices, kind: Kind, limits: Limits) -> Found:
    """Search one kind of day under the prices. limits.floor: counted from what a day has to pay."""
    trip.rounds += 1
    allowed = ~np.isin(kind.options.group, list(stock.closed))
    floor = float(prices.day[kind.number]) + limits.floor
    return trip.search(kind, prices.gains(kind.options, kind.tally), replace(limits, floor=floor), allowed)


def prove(trip: Trip, packing: Packing, width: int) -> tuple[Packing, Prices]:
    """Search every kind of day for what the prices do not pay yet: little is found, and the bound becomes close."""
    prices = packing.prices()
    kept, limit = len(trip.pool), prices.ceiling
    for kind, count in zip(trip.kinds, trip.stock.days, strict=True):
        if trip.over():
            return packing, prices
        limit += count * search(trip, trip.stock, prices, kind, Limits(width, KEEP, 0.0, trust=1.0)).ceiling
    trip.bound = min(trip.bound, limit)
    packing.add(trip.pool[kept:])
    return packing, packing.prices()

"""A trip while it is being planned: its kinds of days, the pool of routes, the plan in hand, the work done."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.planner.engine.exchange import exchange
from bot.planner.engine.graph import Points
from bot.planner.engine.labels import Found, Limits
from bot.planner.engine.options import Mask
from bot.planner.engine.packing import Column, Packing, Prices, Supply, supply
from bot.planner.engine.pool import SHORTLIST, Kind, kinds
from bot.planner.engine.problem import Problem

CELLS = 18e6  # of a search in a second of one core
EXCHANGE_CELLS = 60_000
PATIENCE = 10.0  # seconds for the integer program while there is no plan at all
COLUMN_CELLS = 800
PACKING_CELLS = 60_000
LAYERS = 12  # stops of a day, to guess what a search will cost
FIXED_CELLS = 150_000
NARROW = 100  # fewer rounds rather than a narrower search


class Trip:
    """What all steps share. bound: no plan scores more; greedy: the days were filled once; work is counted in cells."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        self.problem, self.seconds, self.started = problem, seconds, time.perf_counter()
        self.kinds: list[Kind] = kinds(problem)
        self.stock: Supply = supply(problem, tuple(len(kind.days) for kind in self.kinds))
        self.pool: list[Column] = []
        self.greedy = False
        self.plan: list[Column] = []
        self.score, self.bound, self.first = -np.inf, np.inf, seconds
        self.rounds, self.cells, self.total = 0, 0, seconds * CELLS

    def left(self) -> float:
        """Seconds until the clock stops everything."""
        return self.started + self.seconds * 0.94 - time.perf_counter()

    def over(self, share: float = 1.0) -> bool:
        """Whether this share of the work, or all of the time, is used up, or nothing is left to be found."""
        return self.cells >= share * self.total or self.left() <= 0 or self.score > self.bound - 1

    def effort(self, share: float, most: int) -> tuple[int, int]:
        """How many searches of a day, and how wide, take up this share of the work."""
        work = share * self.total
        sizes = [min(len(kind.options), SHORTLIST) for kind in self.kinds]
        sized = list(zip(sizes, self.kinds, strict=True))
        fixed = max(FIXED_CELLS + 20 * size * size * (len(kind.day.meals) + 1) for size, kind in sized)
        each = LAYERS * 3 * max(sizes) + 1
        rounds = int(np.clip(work / (fixed + NARROW * each), 2, most))
        return rounds, int(np.clip((work / rounds - fixed) / each, 20, 3000))

    def search(self, kind: Kind, gains: Points, limits: Limits, allowed: Mask | None = None) -> Found:
        """Search a day; what is new joins the pool."""
        # The first searches are never stopped: without them there is no plan worth showing.
        stop = self.started + 0.97 * self.seconds if self.greedy else np.inf
        found, columns = kind.search(gains, replace(limits, stop=stop), allowed)
        self.cells += found.cells + COLUMN_CELLS * len(columns)
        self.pool += columns
        for other in self.kinds:
            if other is not kind and columns:
                self.pool += other.adopt(kind, columns)
                self.cells += 2 * COLUMN_CELLS * len(columns)
        return found

    def best_day(self, kind: Kind, stock: Supply, limits: Limits) -> Column | None:
        """The best route for one more day of the kind, musts above all; None where the search finds none."""
        kept = len(self.pool)
        self.search(kind, self.worth(kind, stock), limits, ~np.isin(kind.options.group, list(stock.closed)))
        columns = [column for column in self.pool[kept:] if column.kind == kind.number and stock.admits(column)]
        return max(columns, key=lambda c: c.score + stock.fine * len(stock.musts.intersection(c.groups)), default=None)

    def worth(self, kind: Kind, stock: Supply) -> Points:
        """What the options are worth by themselves, the musts above all."""
        return kind.options.value + np.isin(kind.options.group, list(stock.musts)) * stock.fine

    def pick(self, packing: Packing, prices: Prices, fixed: Sequence[Column] = (), *, whole: bool = True) -> bool:
        """Take the best plan of the packing, beside what is fixed, if it beats the one in hand.

        whole: the integer program is solved too, where more than two days are open or exchanging routes found none.
        """
        part = exchange(packing, self._part(fixed))
        self.cells += PACKING_CELLS + EXCHANGE_CELLS * sum(packing.stock.days) ** 2
        gained = bool(part) and self.take([*fixed, *part])
        if not whole or (part and sum(packing.stock.days) <= 2):
            return gained
        least = self.score - sum(column.score for column in fixed)
        # The clock may cut improvements short, but never the first plan.
        found, tried = packing.plan(prices, least, self.left() if self.plan else PATIENCE)
        self.cells += PACKING_CELLS + tried * tried * 8
        return (found is not None and self.take([*fixed, *found])) or gained

    def _part(self, fixed: Sequence[Column]) -> list[Column]:
        """What the plan in hand holds beside the fixed routes, if it holds these."""
        part = list(self.plan)
        for column in fixed:
            if column not in part:
                return []
            part.remove(column)
        return part

    def take(self, plan: Sequence[Column]) -> bool:
        """Keep the plan if it is whole and beats the one in hand."""
        if sum(column.score for column in plan) <= self.score or not self._whole(plan):
            return False
        if not self.plan:
            self.first = time.perf_counter() - self.started
        self.plan, self.score = list(plan), sum(column.score for column in plan)
        return True

    def _whole(self, plan: Sequence[Column]) -> bool:
        rest = self.stock.less(plan, ())
        used = [group for column in plan for group in column.groups]
        enough = min(rest.caps, default=0) >= 0 and (rest.budget is None or rest.budget >= 0)
        return enough and len(plan) == len(self.problem.days) and not rest.musts and len(used) == len(set(used))

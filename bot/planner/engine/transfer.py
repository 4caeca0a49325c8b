"""Routes of one kind of day tried on another: what pays today mostly pays tomorrow, and needs no search of its own."""

from collections.abc import Sequence

import numpy as np

from bot.planner.engine.graph import Points
from bot.planner.engine.options import Mask, Options
from bot.planner.engine.problem import Day, Matrix, Problem

Key = tuple[int, ...]


def matches(theirs: Options, ours: Options) -> Matrix:
    """By [window][their option] our option for the same visit and meals, -1 for none."""
    found: dict[Key, list[int]] = {}
    for number, key in enumerate(_keys(ours)):
        found.setdefault(key, []).append(number)
    most = max((len(numbers) for numbers in found.values()), default=0)
    table = np.full((most, len(theirs) + 1), -1, dtype=np.int64)
    for number, key in enumerate(_keys(theirs)):
        for window, match in enumerate(found.get(key, ())):
            table[window, number] = match
    return table


def _keys(options: Options) -> list[Key]:
    columns = (options.node, options.before, options.eaten, options.spot)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def transfer(
    problem: Problem, day: Day, options: Options, table: Matrix, routes: Sequence[Sequence[int]]
) -> tuple[Matrix, Points]:
    """The routes that the day can hold, in its own options (-1 behind the last), and their scores."""
    theirs = np.full((len(routes), max(map(len, routes), default=0)), -1, dtype=np.int64)
    for number, route in enumerate(routes):
        theirs[number, : len(route)] = route
    walk = _Walk(problem, day, options, len(routes))
    ours = np.full(theirs.shape, -1, dtype=np.int64)
    for place in range(theirs.shape[1]):
        ours[:, place] = walk.step(table[:, theirs[:, place]], theirs[:, place] >= 0)
    good = walk.home()
    return ours[good], walk.score[good]


class _Walk:
    """Many routes walked at once, each stop as early as it can be."""

    def __init__(self, problem: Problem, day: Day, options: Options, count: int) -> None:
        self.problem, self.day, self.options = problem, day, options
        self.node = np.full(count, day.start)
        self.time, self.late = np.full(count, day.earliest), np.full(count, day.latest)
        self.fee = np.zeros(count, dtype=np.int64)
        self.score = np.zeros(count)
        self.fits = np.ones(count, dtype=bool)

    def step(self, candidates: Matrix, moving: Mask) -> Matrix:
        """The first of the candidates that each route can begin in time."""
        options = self.options
        taken = np.full(len(self.node), -1, dtype=np.int64)
        for option in candidates:
            node = options.node[option]
            start = np.maximum(self.time + self.problem.travel[self.node, node], options.lo[option])
            taken = np.where((taken < 0) & (option >= 0) & (start <= options.hi[option]), option, taken)
        self.fits &= (taken >= 0) | ~moving
        at = np.flatnonzero((taken >= 0) & moving)
        self._move(at, taken[at])
        return taken

    def _move(self, at: Matrix, option: Matrix) -> None:
        problem, options = self.problem, self.options
        node, stay, out = options.node[option], options.stay[option], options.out[option]
        leg = problem.travel[self.node[at], node]
        late = self.late[at] + leg
        start = np.maximum(self.time[at] + leg, options.lo[option])
        best = np.maximum(start, np.minimum(late, options.hi[option]))
        waits = np.maximum(start - late, 0) + np.maximum(out - best - stay, 0)
        self.score[at] += options.value[option] - problem.cost[self.node[at], node] - problem.wait_cost * waits
        self.fee[at] += options.fee[option]
        self.node[at], self.time[at] = node, np.maximum(start + stay, out)
        self.late[at] = np.maximum(best + stay, out)

    def home(self) -> Matrix:
        """Numbers of the routes that reach the day's end in time and within its purse; the last leg is scored."""
        self.fits &= self.time + self.problem.travel[self.node, self.day.end] <= self.day.latest
        if self.day.purse is not None:
            self.fits &= self.fee <= self.day.purse
        self.score -= self.problem.cost[self.node, self.day.end]
        return np.flatnonzero(self.fits)

"""One day as a graph: from every row (a node one may stand at) to every option, with what a step takes.

Rows are the nodes of the options and the day's start. A step is possible where it begins by `until`, which already
knows that the rest of the day's meals and the way to its end must fit behind it.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.planner.engine.options import ANY, Mask, Options
from bot.planner.engine.problem import FREE, Day, Matrix, Problem

LOST = -(10**7)  # a moment before which nothing begins
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DayGraph:
    """What the search needs to know of a day; the tables are by [row][option], `until` and `purse` by [meals][option].

    purse: fees that may have been spent before the option is taken (None: nothing limits them); clash: pairs of options
    that exclude each other; tally: what an option adds to each cap.
    """

    problem: Problem
    day: Day
    options: Options
    row: Matrix
    root: int
    travel: NDArray[np.int32]
    cost: Points
    home: NDArray[np.int32]
    home_cost: Points
    leave_by: Matrix
    until: NDArray[np.int32]
    purse: Matrix | None
    clash: Mask
    tally: Matrix
    most: Matrix
    again: tuple[tuple[int, int], ...]
    meals: int = field(default=0)

    @property
    def open(self) -> bool:
        """Whether any route can hold the day's meals and reach its end."""
        return bool(self.leave_by[0, self.root] >= self.day.earliest)


def distinct(values: NDArray[np.generic]) -> tuple[NDArray[Any], Matrix, Matrix]:
    """The different values in order, where each is first, and for every value its number.

    numpy.unique does the same but loads numpy.ma, 45 ms in the first plan of a process.
    """
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = ranked[1:] != ranked[:-1]
    number = np.empty(len(values), dtype=np.int64)
    number[order] = np.cumsum(fresh) - 1
    return ranked[fresh], order[fresh], number


def build(problem: Problem, day: Day, options: Options) -> DayGraph:
    """The graph of these options of the day."""
    nodes, _, row = distinct(np.append(options.node, day.start))
    root, row = int(row[-1]), row[:-1]
    travel = problem.travel[np.ix_(nodes, options.node)]
    home = problem.travel[nodes, day.end]
    leave_by = _leave_by(day, options, row, travel, home)
    clash = (options.group[:, None] == options.group[None, :]) & (options.group[:, None] != FREE)
    tally = np.array([np.isin(options.node, list(cap.nodes)) for cap in problem.caps], dtype=np.int64)
    return DayGraph(
        problem=problem,
        day=day,
        options=options,
        row=row,
        root=root,
        travel=travel.astype(np.int32),
        cost=problem.cost[np.ix_(nodes, options.node)].astype(np.float64),
        home=home.astype(np.int32),
        home_cost=problem.cost[nodes, day.end].astype(np.float64),
        leave_by=leave_by,
        until=_until(options, row, leave_by),
        purse=_purse(problem, day, options, len(day.meals)),
        clash=clash,
        tally=tally.reshape(len(problem.caps), len(options)).T,
        most=np.array([cap.most for cap in problem.caps], dtype=np.int64),
        again=() if problem.wait_cost else _again(options),
        meals=len(day.meals),
    )


def _leave_by(day: Day, options: Options, row: Matrix, travel: Matrix, home: Matrix) -> Matrix:
    """By [meals done][row] the last moment to leave from which the remaining meals and the end can be reached."""
    count = len(day.meals)
    table = np.full((count + 1, len(home)), LOST, dtype=np.int64)
    table[count] = day.latest - home
    for done in range(count, -1, -1):
        usable = np.flatnonzero((options.before == done) | (options.before == ANY))
        after = np.minimum(done + options.eaten[usable], count)
        while usable.size:
            last = _last_start(options, usable, table[after, row[usable]])
            better = np.maximum(table[done], (last[None, :] - travel[:, usable]).max(axis=1))
            # A second pass only where a way round is shorter than the leg itself.
            if (better == table[done]).all():
                break
            table[done] = better
    return np.maximum(table, LOST)


def _last_start(options: Options, usable: Matrix, leave_by: Matrix) -> Matrix:
    last = np.minimum(options.hi[usable], leave_by - options.stay[usable])
    return np.where((last >= options.lo[usable]) & (options.out[usable] <= leave_by), last, LOST)


def _until(options: Options, row: Matrix, leave_by: Matrix) -> NDArray[np.int32]:
    count = len(leave_by) - 1
    everything = np.arange(len(options))
    table = np.full((count + 1, len(options)), LOST, dtype=np.int64)
    for done in range(count + 1):
        fits = (options.before == ANY) | (options.before == done)
        last = _last_start(options, everything, leave_by[np.minimum(done + options.eaten, count), row])
        table[done] = np.where(fits, last, LOST)
    return table.astype(np.int32)


def _purse(problem: Problem, day: Day, options: Options, count: int) -> Matrix | None:
    limits = [limit for limit in (day.purse, problem.budget) if limit is not None]
    if not limits:
        return None
    rest = np.zeros(count + 1, dtype=np.int64)
    for done in range(count - 1, -1, -1):
        usable = options.before == done
        after = done + options.eaten[usable]
        rest[done] = (options.fee[usable] + rest[after]).min() if usable.any() else -LOST
    table = [min(limits) - options.fee - rest[np.minimum(done + options.eaten, count)] for done in range(count + 1)]
    return np.array(table)


def _again(options: Options) -> tuple[tuple[int, int], ...]:
    """Pairs of an option and the one of the same visit in the next window, which only waiting would choose."""
    seen: dict[tuple[int, ...], int] = {}
    pairs = []
    keys = zip(*(getattr(options, name).tolist() for name in ("node", "before", "eaten", "spot")), strict=True)
    for number, key in enumerate(keys):
        if key in seen:
            pairs.append((seen[key], number))
        seen[key] = number
    return tuple(pairs)

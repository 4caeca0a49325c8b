"""What the rest of a day can still be worth at most: bounds by which the search ranks and drops what it has begun.

Two relaxations, and the smaller counts. `Completion` plans the rest of the day on a coarse clock and may come back to
a place it has seen; `Knapsack` never comes back, but fills the time left in any order and in parts of visits.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.planner.engine.graph import DayGraph, Points, distinct
from bot.planner.engine.options import ANY, Mask
from bot.planner.engine.problem import FREE, NEVER, Matrix

GRAIN = 1024  # tolls are multiples of 1/1024: sums of them are exact
FIRST, AGAIN = 8, 1  # steps towards good tolls: when there are none yet, and from those of the last search
SLOTS = 64  # of the coarse clock: more are tighter, and cost as much more
MOST_SLOTS = 400  # where visits are so short that the clock would need more, it is left out
HOPELESS = -1e15
ROOM = 1e-3  # a little room for visits that take no time


class Clock:
    """The day in slots, and for each the place in the table of values that every step from it leads to."""

    def __init__(self, graph: DayGraph) -> None:
        self.graph = graph
        day, options = graph.day, graph.options
        step = self._step()
        self.length = max(1, min(step, -(-(day.latest - day.earliest) // SLOTS)))
        self.slots = (day.latest - day.earliest) // self.length + 1
        # A step must lead to a later slot, or the recursion has no order.
        self.usable = len(options) > 0 and step >= 1 and self.slots <= MOST_SLOTS
        if self.usable:
            self._index()

    def slot(self, moment: Matrix) -> Matrix:
        """The slot of a moment, rounded to the past: what is left of the day is never underestimated."""
        return (moment - self.graph.day.earliest) // self.length

    def _step(self) -> int:
        graph, options = self.graph, self.graph.options
        rows, _, _ = distinct(graph.row)
        same = (graph.row[None, :] == rows[:, None]) & (options.group != FREE)[None, :]
        takes = graph.travel[rows] + options.stay[None, :]
        return int(np.where(same, graph.day.latest, takes).min(initial=graph.day.latest))

    def _index(self) -> None:
        graph, options = self.graph, self.graph.options
        rows = len(graph.home)
        begins = graph.day.earliest + self.length * np.arange(self.slots)
        start = np.maximum(begins[:, None, None] + graph.travel[None], options.lo)
        leave = np.maximum(start + options.stay, options.out)
        slot = np.where(start <= graph.until.max(axis=0), self.slot(leave), self.slots)
        place = (options.eaten * (self.slots + 1) + np.minimum(slot, self.slots)) * rows + graph.row
        self.index = place.astype(np.int32)
        self.fits = (options.before == ANY) | (options.before == np.arange(graph.meals + 1)[:, None])
        same = (graph.row[None, :] == np.arange(rows)[:, None]) & (options.group != FREE)[None, :]
        self.cost = np.where(same, -HOPELESS, graph.cost)
        self.ends = np.where(begins[:, None] + graph.home[None] <= graph.day.latest, -graph.home_cost, HOPELESS)


@dataclass(frozen=True, slots=True)
class Completion:
    """Most points that the rest of the day adds, flat by [meals done][slot][row].

    toll: what a visit pays for each option's group, and `rebate`, the tolls of all groups, gives back: a place visited
    twice pays twice, and one that is visited already has nothing to give back any more.
    """

    clock: Clock
    values: Points | None
    toll: Points
    rebate: float
    group: Points
    tables: int = 1

    def of(self, meals: Matrix, moment: Matrix, row: Matrix) -> Points:
        """For each state the bound on all that comes after it, the leg to the end included; tolls paid come off."""
        if self.values is None:
            return np.full(len(row), -HOPELESS)
        clock = self.clock
        place = (meals * (clock.slots + 1) + clock.slot(moment)) * len(clock.graph.home) + row
        bound: Points = self.values[place] + self.rebate
        return bound


class Tolls:
    """Tolls by group that make the relaxed plan of the day come back to few places.

    group: the tolls in use, the last for options without a group; all days share them, and searches change them.
    """

    def __init__(self, clock: Clock, group: Points) -> None:
        self.clock, self.group = clock, group

    def completion(self, gains: Points, target: float) -> Completion:
        """The bound after some steps of the subgradient method towards `target`, which some route reaches."""
        steps = AGAIN if self.group.any() else FIRST
        if not self.group.any():
            self._start(gains)
        most = np.full(len(self.group), HOPELESS)
        np.maximum.at(most, self.clock.graph.options.group, gains)
        live = most > 0
        group, pace = np.round(np.clip(self.group, 0.0, np.where(live, most, 0.0)) * GRAIN) / GRAIN, 1.0
        best = self._bound(gains, group)
        for _ in range(steps if best.values is not None else 0):
            visits = self._visits(best, gains)
            slope = np.where((visits > 1) | (group > 0), visits - 1.0, 0.0)
            slope[-1] = 0.0
            excess = self._root(best) - target
            if not slope.any() or excess <= 0:
                break
            step = pace * excess / float(slope @ slope)
            new_group = np.maximum(0.0, np.round((group + step * slope) * GRAIN) / GRAIN)
            new = self._bound(gains, new_group)
            if self._root(new) < self._root(best):
                best, group = replace(new, tables=best.tables + 1), new_group
            else:
                best, pace = replace(best, tables=best.tables + 1), pace / 2
        self.group[live] = group[live]
        return best

    def _start(self, gains: Points) -> None:
        """Tolls that level what stands out, as musts do: a relaxed plan would do nothing else."""
        common = 3.0 * float(np.median(gains[gains > 0])) if (gains > 0).any() else 0.0
        group = self.clock.graph.options.group
        np.maximum.at(self.group, group, np.round(np.maximum(gains - common, 0.0) * GRAIN) / GRAIN)
        self.group[-1] = 0.0

    def _bound(self, gains: Points, group: Points) -> Completion:
        toll = group[self.clock.graph.options.group]
        return Completion(self.clock, _table(self.clock, gains - toll), toll, float(group.sum()), group)

    def _root(self, bound: Completion) -> float:
        graph, zero = self.clock.graph, np.zeros(1, dtype=np.int64)
        return float(bound.of(zero, zero + graph.day.earliest, zero + graph.root)[0])

    def _visits(self, bound: Completion, gains: Points) -> Points:
        """How often each group is visited by the best relaxed plan."""
        clock, graph = self.clock, self.clock.graph
        visits = np.zeros(len(self.group))
        meals, slot, row = 0, 0, graph.root
        values = np.zeros(0) if bound.values is None else bound.values
        net = gains - bound.toll
        while True:
            worth = np.where(clock.fits[meals], net, HOPELESS) - clock.cost[row]
            worth = worth + values.take(clock.index[slot][row] + meals * (clock.slots + 1) * len(graph.home))
            option = int(np.argmax(worth))
            if worth[option] < -1e12 or (meals == graph.meals and worth[option] <= clock.ends[slot][row]):
                return visits
            visits[graph.options.group[option]] += 1
            place = int(clock.index[slot][row, option]) // len(graph.home)
            slot = place % (clock.slots + 1)
            meals, row = meals + int(graph.options.eaten[option]), int(graph.row[option])


def _table(clock: Clock, gains: Points) -> Points | None:
    """The relaxed plan's points when each option is worth so much."""
    if not clock.usable:
        return None
    graph = clock.graph
    meals, rows = graph.meals + 1, len(graph.home)
    table = np.full((2 * meals, clock.slots + 1, rows), HOPELESS)
    flat = table.reshape(-1)
    net = np.where(clock.fits, gains, HOPELESS)[:, None, :] - clock.cost[None]
    later = (np.arange(meals, dtype=np.int32) * ((clock.slots + 1) * rows))[:, None, None]
    for slot in range(clock.slots - 1, -1, -1):
        best = (flat.take(clock.index[slot][None] + later) + net).max(axis=2)
        best[-1] = np.maximum(best[-1], clock.ends[slot])
        table[:meals, slot] = best
    return flat


@dataclass(frozen=True, slots=True)
class Knapsack:
    """Visits in order of points per unit of time; `spare` and `extra` (room, points) by meals done.

    column: an option that stands for each visit; last: when one must have left for it; toll: what it gives back.
    """

    column: Matrix
    value: Points
    weight: Points
    last: Matrix
    toll: Points
    spare: Points
    extra: Points

    def free(self, barred: Mask, moment: Matrix) -> Mask:
        """Which of the visits each state may still make."""
        free: Mask = ~barred[:, self.column] & (moment[:, None] <= self.last)
        return free

    def of(self, free: Mask, meals: Matrix, moment: Matrix) -> Points:
        """For each state the bound on all that comes after it, the leg to the end included."""
        weight = np.where(free, self.weight, 0.0)
        before = np.cumsum(weight, axis=1) - weight
        room = np.maximum(self.spare[meals] - moment, 0.0) + ROOM
        share = np.clip((room[:, None] - before) / self.weight, 0.0, 1.0)
        filled: Points = (share * np.where(free, self.value, 0.0)).sum(axis=1) + self.extra[meals]
        return filled


class Sizes:
    """What a visit takes at least, whatever is priced: its minutes and the shortest leg into it."""

    def __init__(self, graph: DayGraph) -> None:
        options = graph.options
        rows, _, _ = distinct(graph.row)
        away = (rows[:, None] != graph.row[None, :]) | (options.group == FREE)[None, :]
        near = np.where(away, graph.travel[rows], NEVER).min(axis=0, initial=NEVER)
        self.cheap = np.where(away, graph.cost[rows], np.inf).min(axis=0, initial=np.inf)
        self.cheap[~np.isfinite(self.cheap)] = 0.0
        minutes = np.array([node.minutes for node in graph.problem.nodes], dtype=np.int64)[options.node]
        self.visit = np.flatnonzero((options.before == ANY) | (options.spot == 1))
        lone = options.group[self.visit] == FREE
        names = np.where(lone, -1 - options.node[self.visit], options.group[self.visit])
        self.names, _, self.item = distinct(names)
        span = graph.day.latest - graph.day.earliest
        self.weight = _least(len(self.names), self.item, (minutes + near)[self.visit].astype(np.float64))
        self.weight = np.maximum(self.weight, ROOM / 1000)
        # A visit that may be repeated is one large item of which any part may be taken.
        self.times = np.where(self.names < 0, np.ceil(span / self.weight), 1.0)
        self.last = -_least(len(self.names), self.item, (near - options.hi)[self.visit])
        self._meals(graph, near, int(graph.home[rows].min(initial=NEVER)))
        self.home_cost = float(graph.home_cost[rows].min(initial=np.inf))

    def _meals(self, graph: DayGraph, near: Matrix, home: int) -> None:
        options, meals = graph.options, graph.problem.meals
        self.spare = np.full(graph.meals + 1, float(graph.day.latest - home))
        for done in range(graph.meals - 1, -1, -1):
            stop = (options.before == done) & (options.spot == 0)
            least = int((options.stay + near)[stop].min(initial=NEVER))
            meal = meals[graph.day.meals[done]]
            self.spare[done] = self.spare[done + 1] - (min(least, meal.minutes) if meal.here else least)


def _least(size: int, place: Matrix, values: NDArray[np.generic]) -> NDArray[np.float64]:
    table = np.full(size, np.inf)
    np.minimum.at(table, place, values)
    return table


def knapsack(graph: DayGraph, sizes: Sizes, gains: Points, allowed: Mask, tolls: Points) -> Knapsack:
    """The bound when each option is worth so much and only those allowed may be taken."""
    options = graph.options
    net = np.where(allowed, gains - sizes.cheap, HOPELESS)
    value = -_least(len(sizes.names), sizes.item, -net[sizes.visit]) * sizes.times
    weight = sizes.weight * sizes.times
    value = np.maximum(value, 0.0)
    toll = np.where(sizes.names >= 0, tolls[sizes.names], 0.0)
    order = np.argsort(-value / weight, kind="stable")
    index = np.where(allowed[sizes.visit], sizes.visit, len(options))
    first = _least(len(sizes.names), sizes.item, index)
    # Only what is allowed stands for its group: the rest counts as taken from the outset.
    order = order[((value[order] > 0) | (toll[order] > 0)) & (first[order] < len(options))]
    extra = np.full(graph.meals + 1, -sizes.home_cost)
    for done in range(graph.meals - 1, -1, -1):
        stop = (options.before == done) & (options.spot == 0)
        best = float(net[stop].max(initial=HOPELESS))
        here = bool(graph.problem.meals[graph.day.meals[done]].here)
        extra[done] = extra[done + 1] + (max(best, 0.0) if here else best)
    column = first[order].astype(np.int64)
    return Knapsack(
        column, value[order], weight[order], sizes.last[order].astype(np.int64), toll[order], sizes.spare, extra
    )

"""The routes of one day that are worth most under given prices: a labelling search, kept narrow by a beam.

A label is a route begun: where and when it stands, what it has won, visited and eaten. All labels of as many stops are
one layer and grow together, as arrays. A label gives way to another at the same place with the same visits that is
there no later with no fewer points. Beyond `width` the labels with the smallest bound are cut; what the best of those
could still have won stays known, so that even a cut search says what no route exceeds.
"""

import time
from dataclasses import dataclass

import numpy as np

from bot.planner.engine.bounds import HOPELESS, Clock, Completion, Knapsack, Sizes, Tolls, knapsack
from bot.planner.engine.graph import DayGraph, Points
from bot.planner.engine.labels import Ends, Found, Keys, Limits
from bot.planner.engine.options import Mask
from bot.planner.engine.problem import FREE, Matrix

LAYER_CELLS = 6000  # what a layer costs besides its cells
SIFT = 2  # labels that are compared in full, for each that is kept
MOST_STOPS = 200


@dataclass(frozen=True, slots=True)
class _Layer:
    """Labels with equally many stops. late: the moment until which the route could have been put off at no cost."""

    row: Matrix
    time: Matrix
    late: Matrix
    meals: Matrix
    points: Points
    fee: Matrix
    tolls: Points
    visits: Keys
    barred: Mask
    tally: Matrix


@dataclass(frozen=True, slots=True)
class _Steps:
    """Labels that a layer grows into, before the cut; parent: the label it grows from."""

    parent: Matrix
    option: Matrix
    time: Matrix
    late: Matrix
    meals: Matrix
    points: Points
    fee: Matrix
    tolls: Points
    bound: Points

    def take(self, chosen: Mask | Matrix) -> "_Steps":
        return _Steps(*(getattr(self, name)[chosen] for name in _Steps.__slots__))


class Board:
    """A day made ready to be searched again and again under different prices."""

    def __init__(self, graph: DayGraph, tolls: Points) -> None:
        self.graph = graph
        self.clock = Clock(graph)
        self.sizes = Sizes(graph)
        self.tolls = Tolls(self.clock, tolls)
        rng = np.random.default_rng(1)  # names for sets: the same in every run
        options = graph.options
        groups = int(options.group.max(initial=0)) + 1
        self.group_key = np.where(options.group != FREE, _draw(rng, groups)[options.group], np.uint64(0))
        self.place_key = _draw(rng, len(graph.home) * (graph.meals + 1))
        self.tally_key = _draw(rng, len(graph.most))
        self.lo = options.lo.astype(np.int32)

    def search(self, gains: Points, limits: Limits, allowed: Mask) -> Found:
        """The best routes when each option is worth its gain and only those allowed may be taken."""
        if not self.graph.open:
            return Found(np.zeros((0, 0), dtype=np.int64), np.zeros(0), HOPELESS, True, True, LAYER_CELLS)
        return _Search(self, gains, limits, allowed).run()


def _draw(rng: np.random.Generator, count: int) -> Keys:
    return rng.integers(0, 2**64, size=count, dtype=np.uint64)


class _Search:
    def __init__(self, board: Board, gains: Points, limits: Limits, allowed: Mask) -> None:
        self.board, self.graph, self.limits = board, board.graph, limits
        self.gains = np.where(allowed, gains, HOPELESS)
        self.rest: Completion = board.tolls.completion(self.gains, max(limits.floor, 0.0))
        self.pack: Knapsack = knapsack(board.graph, board.sizes, gains, allowed, self.rest.group)
        self.allowed = allowed
        self.cut, self.floor, self.cells = HOPELESS, limits.floor, 0
        self.parents: list[Matrix] = []
        self.taken: list[Matrix] = []
        none = np.zeros(0, dtype=np.int64)
        self.ends = Ends(none, none, none, np.zeros(0), none.astype(np.uint64))
        if not board.graph.meals:
            self._stay_away()
        if board.clock.usable:
            self.cells += board.clock.index.size * (board.graph.meals + 1) * self.rest.tables // 6

    def run(self) -> Found:
        layer = self._root()
        for depth in range(MOST_STOPS):
            steps = self._grow(layer)
            if steps is None:
                break
            self._finish(depth, layer, steps)
            if time.perf_counter() > self.limits.stop:
                self.cut = max(self.cut, float(steps.bound.max()))
                break
            steps, barred = self._select(layer, steps)
            if not steps.parent.size:
                break
            self.parents.append(steps.parent)
            self.taken.append(steps.option)
            layer = self._follow(layer, steps, barred)
        else:
            self.cut = -HOPELESS
        return self._found()

    def _stay_away(self) -> None:
        """The route without any stop, where the start reaches the end by itself."""
        graph, one = self.graph, np.zeros(1, dtype=np.int64)
        if graph.day.earliest + graph.home[graph.root] <= graph.day.latest:
            points = -graph.home_cost[[graph.root]]
            self.ends = Ends(one, one, one - 1, points, one.astype(np.uint64))

    def _root(self) -> _Layer:
        graph, zero = self.graph, np.zeros(1, dtype=np.int64)
        earliest = zero + graph.day.earliest
        late = zero + graph.day.latest
        tally = np.zeros((1, len(graph.most)), dtype=np.int64)
        barred = ~self.allowed[None, :]
        none = np.zeros(1)
        visits = zero.astype(np.uint64)
        return _Layer(zero + graph.root, earliest, late, zero, none, zero, none, visits, barred, tally)

    def _grow(self, layer: _Layer) -> _Steps | None:
        graph, options = self.graph, self.graph.options
        start = np.maximum(layer.time.astype(np.int32)[:, None] + graph.travel[layer.row], self.board.lo)
        fits = start <= graph.until[layer.meals]
        fits &= ~layer.barred
        if graph.purse is not None:
            fits &= layer.fee[:, None] <= graph.purse[layer.meals]
        for cap, most in enumerate(graph.most.tolist()):
            fits &= layer.tally[:, cap, None] + graph.tally[:, cap] <= most
        for earlier, later in graph.again:
            fits[:, later] &= ~fits[:, earlier]
        self.cells += fits.size + LAYER_CELLS
        parent, option = np.nonzero(fits)
        if not parent.size:
            return None
        begin = start[parent, option].astype(np.int64)
        over = begin + options.stay[option]
        leave = np.maximum(over, options.out[option])
        points = layer.points[parent] + self.gains[option] - graph.cost[layer.row[parent], option]
        late = leave
        if graph.problem.wait_cost:
            late = layer.late[parent] + graph.travel[layer.row[parent], option]
            late, paid = self._waiting(late, option, begin)
            points -= paid
        meals = layer.meals[parent] + options.eaten[option]
        tolls = layer.tolls[parent] + self.rest.toll[option]
        bound = points - tolls + self.rest.of(meals, leave, graph.row[option])
        return _Steps(parent, option, leave, late, meals, points, layer.fee[parent] + options.fee[option], tolls, bound)

    def _waiting(self, late: Matrix, option: Matrix, begin: Matrix) -> tuple[Matrix, Points]:
        """Until when the grown label could be put off, and the points that its waiting takes away."""
        options, stay = self.graph.options, self.graph.options.stay[option]
        best = np.maximum(begin, np.minimum(late, options.hi[option]))
        waits = np.maximum(begin - late, 0) + np.maximum(options.out[option] - best - stay, 0)
        return np.maximum(best + stay, options.out[option]), waits * float(self.graph.problem.wait_cost)

    def _finish(self, depth: int, layer: _Layer, steps: _Steps) -> None:
        """Keep the routes that end here, best first, each set of visits once, and ask more of those to come."""
        graph = self.graph
        points = steps.points - graph.home_cost[graph.row[steps.option]]
        good = np.flatnonzero((steps.meals == graph.meals) & (points > self.floor))
        good = _largest(points[good], good, 2 * self.limits.keep)
        keys = layer.visits[steps.parent[good]] + self.board.group_key[steps.option[good]]
        if graph.problem.budget is not None:
            keys = keys + steps.fee[good].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        new = Ends(np.full(len(good), depth), steps.parent[good], steps.option[good], points[good], keys)
        self.ends = self.ends.merge(new, self.limits.keep)
        if len(self.ends.points) == self.limits.keep:
            self.floor = max(self.floor, float(self.ends.points[-1]))

    def _select(self, layer: _Layer, steps: _Steps) -> tuple[_Steps, Mask]:
        """The labels that go on, and what is barred to each."""
        steps = self._best(steps.take(steps.bound > self.floor), SIFT * self.limits.width)
        steps = steps.take(self._undominated(layer, steps))
        barred = layer.barred[steps.parent] | self.graph.clash[steps.option]
        free = self.pack.free(barred, steps.time)
        if self.rest.values is None:
            steps.bound[:] = steps.points + self.pack.of(free, steps.meals, steps.time)
        else:
            # Of the tolls only those of visits that are still open come back.
            steps.bound[:] += steps.tolls - self.rest.rebate + free @ self.pack.toll
        self.cells += barred.size
        chosen = np.flatnonzero(steps.bound > self.floor)
        if len(chosen) > self.limits.width:
            rank = steps.points + self.limits.trust * (steps.bound - steps.points)
            order = np.argsort(-rank[chosen], kind="stable")
            self.cut = max(self.cut, float(steps.bound[chosen[order[self.limits.width :]]].max()))
            chosen = np.sort(chosen[order[: self.limits.width]])
        return steps.take(chosen), barred[chosen]

    def _best(self, steps: _Steps, most: int) -> _Steps:
        if len(steps.bound) <= most:
            return steps
        rank = steps.points + self.limits.trust * (steps.bound - steps.points)
        order = np.argpartition(-rank, most)
        self.cut = max(self.cut, float(steps.bound[order[most:]].max()))
        return steps.take(np.sort(order[:most]))

    def _undominated(self, layer: _Layer, steps: _Steps) -> Matrix:
        """Numbers of the labels that no other makes useless."""
        graph = self.graph
        keys = layer.visits[steps.parent] + self.board.group_key[steps.option]
        keys = keys + self.board.place_key[steps.meals * len(graph.home) + graph.row[steps.option]]
        if len(graph.most):
            tally = layer.tally[steps.parent] + graph.tally[steps.option]
            keys = keys + tally.astype(np.uint64) @ self.board.tally_key
        order = np.lexsort((-steps.points, steps.time, keys))
        while True:
            first, second = order[:-1], order[1:]
            worse = (keys[first] == keys[second]) & self._no_better(steps, first, second)
            if not worse.any():
                return np.sort(order)
            order = order[np.append(True, ~worse)]

    def _no_better(self, steps: _Steps, first: Matrix, second: Matrix) -> Mask:
        """Whether the second label, there no earlier than the first, has nothing over it."""
        worse: Mask = steps.points[second] <= steps.points[first]
        if self.graph.purse is not None:
            worse = worse & (steps.fee[second] >= steps.fee[first])
        wait_cost = float(self.graph.problem.wait_cost)
        if wait_cost:
            put_off = steps.points + wait_cost * steps.late
            worse = worse & (put_off[second] <= put_off[first])
        return worse

    def _follow(self, layer: _Layer, steps: _Steps, barred: Mask) -> _Layer:
        graph, parent, option = self.graph, steps.parent, steps.option
        visits = layer.visits[parent] + self.board.group_key[option]
        tally = layer.tally[parent] + graph.tally[option]
        fee, row = steps.fee, graph.row[option]
        return _Layer(row, steps.time, steps.late, steps.meals, steps.points, fee, steps.tolls, visits, barred, tally)

    def _found(self) -> Found:
        ends = self.ends
        routes = np.full((len(ends.points), len(self.parents) + 1), -1, dtype=np.int64)
        routes[np.arange(len(routes)), ends.depth] = ends.option
        label = ends.parent.copy()
        for depth in range(len(self.parents) - 1, -1, -1):
            inside = np.flatnonzero(ends.depth > depth)
            routes[inside, depth] = self.taken[depth][label[inside]]
            label[inside] = self.parents[depth][label[inside]]
        best = float(ends.points[0]) if len(ends.points) else HOPELESS
        ceiling = max(best, self.cut, self.limits.floor)
        whole = self.cut == HOPELESS and len(ends.points) < self.limits.keep
        return Found(routes, ends.points, ceiling, self.cut <= best, whole, self.cells)


def _largest(values: Points, numbers: Matrix, most: int) -> Matrix:
    return numbers if len(values) <= most else numbers[np.argpartition(-values, most)[:most]]

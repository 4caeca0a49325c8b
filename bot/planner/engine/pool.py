"""The routes found so far, by kind of day: days that offer the same share one pool."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.planner.engine.beam import Board
from bot.planner.engine.graph import Points, build
from bot.planner.engine.labels import Found, Limits
from bot.planner.engine.options import Mask, Options, offer
from bot.planner.engine.packing import Column
from bot.planner.engine.problem import FREE, Day, Matrix, Problem
from bot.planner.engine.transfer import matches, transfer

SHORTLIST = 220  # options that a search looks at: of more, those that promise most for their time
MEALS = 60  # of them for meals


@dataclass(slots=True)
class Kind:
    """Days that offer the same: `days` are their places in the trip. routes: score by visits (and fee) already held."""

    number: int
    problem: Problem
    days: list[int]
    options: Options
    tally: Matrix
    near: Matrix
    tolls: Points
    board: Board | None = None
    seen: dict[tuple[int, ...], int] = field(default_factory=dict)
    tables: dict[int, Matrix] = field(default_factory=dict)

    @property
    def day(self) -> Day:
        """The day that stands for all of them."""
        return self.problem.days[self.days[0]]

    def search(self, gains: Points, limits: Limits, allowed: Mask | None = None) -> tuple[Found, list[Column]]:
        """What the beam finds where each option is worth its gain, and the routes that the pool did not hold yet."""
        chosen = np.ones(len(self.options), dtype=bool) if allowed is None else allowed
        if len(self.options) <= SHORTLIST and 2 * chosen.sum() > len(self.options):
            self.board = self.board or Board(build(self.problem, self.day, self.options), self.tolls)
            found = self.board.search(gains, limits, chosen)
            return found, self._columns(found.routes, found.points, gains)
        names, whole = self._shortlist(gains, chosen)
        board = Board(build(self.problem, self.day, self.options.take(names)), self.tolls)
        found = board.search(gains[names], limits, np.ones(len(names), dtype=bool))
        routes = np.append(names, -1)[found.routes]
        if not whole:
            found = Found(routes, found.points, np.inf, complete=False, whole=False, cells=found.cells)
        return found, self._columns(routes, found.points, gains)

    def adopt(self, other: "Kind", columns: Sequence[Column]) -> list[Column]:
        """Routes of another kind of day that this one can hold as well and the pool did not hold yet."""
        if not columns or self.day.meals != other.day.meals:
            return []
        if other.number not in self.tables:
            self.tables[other.number] = matches(other.options, self.options)
        table = self.tables[other.number]
        routes, scores = transfer(self.problem, self.day, self.options, table, [column.route for column in columns])
        return self._columns(routes, scores, self.options.value.astype(np.float64))

    def _shortlist(self, gains: Points, allowed: Mask) -> tuple[Matrix, bool]:
        """Numbers of the options to look at, and whether these are all that are allowed."""
        names = np.flatnonzero(allowed)
        if len(names) <= SHORTLIST:
            return names, True
        options = self.options
        meal = (options.eaten[names] > 0) & (options.spot[names] == 0)
        visits = names[~meal]
        dense = gains[visits] / (options.stay[visits] + self.near[options.node[visits]] + 1)
        visits = visits[np.argsort(-dense, kind="stable")[: SHORTLIST - MEALS]]
        return np.sort(np.concatenate([visits, self._meals(names[meal], visits)])), False

    def _meals(self, names: Matrix, visits: Matrix) -> Matrix:
        """Of these meals some that are nearest to many of the visits, and some that cost least."""
        options, travel, number = self.options, self.problem.travel, len(self.day.meals)
        stops = np.append(options.node[visits], self.day.start)
        chosen: list[int] = []
        for done in range(number):
            here = names[options.before[names] == done]
            if not len(here):
                continue
            nearest = travel[np.ix_(stops, options.node[here])].argmin(axis=1)
            votes = np.bincount(nearest, minlength=len(here))
            most = MEALS // number
            chosen += here[np.argsort(-votes, kind="stable")[: most - most // 4]].tolist()
            chosen += here[np.argsort(options.fee[here], kind="stable")[: most // 4]].tolist()
        return np.array(sorted(set(chosen)), dtype=np.int64)

    def _columns(self, routes: Matrix, points: Points, gains: Points) -> list[Column]:
        if not len(points):
            return []
        options, count = self.options, len(routes)
        # One more entry, of nothing: -1, which fills routes behind their end, finds it.
        extra, fee = np.append(options.value - gains, 0.0), np.append(options.fee, 0)
        scores = np.rint(points + extra[routes].sum(axis=1)).astype(np.int64).tolist()
        fees = fee[routes].sum(axis=1).tolist()
        tally = np.vstack([self.tally, np.zeros((1, self.tally.shape[1]), dtype=np.int64)])
        tallies = tally[routes].sum(axis=1).reshape(count, -1).tolist()
        groups = np.append(options.group, FREE)[routes].tolist()
        made = zip(routes.tolist(), scores, fees, tallies, groups, strict=True)
        columns = (
            Column(
                self.number,
                tuple(option for option in route if option >= 0),
                score,
                fee,
                tuple(sorted(group for group in used if group >= 0)),
                tuple(tally),
            )
            for route, score, fee, tally, used in made
        )
        return [column for column in columns if self._is_new(column)]

    def _is_new(self, column: Column) -> bool:
        key = (*column.groups, -1, *column.tally, *((column.fee,) if self.problem.budget is not None else ()))
        if self.seen.get(key, column.score - 1) >= column.score:
            return False
        self.seen[key] = column.score
        return True


def kinds(problem: Problem) -> list[Kind]:
    """The different days of the trip."""
    alike: dict[Day, list[int]] = {}
    for number, day in enumerate(problem.days):
        alike.setdefault(day, []).append(number)
    near = _near(problem)
    tolls = np.zeros(max((node.group for node in problem.nodes), default=FREE) + 2)
    return [_kind(problem, number, days, near, tolls) for number, days in enumerate(alike.values())]


def _kind(problem: Problem, number: int, days: Sequence[int], near: Matrix, tolls: Points) -> Kind:
    options = offer(problem, problem.days[days[0]])
    tally = np.array([np.isin(options.node, list(cap.nodes)) for cap in problem.caps], dtype=np.int64)
    return Kind(number, problem, list(days), options, tally.reshape(len(problem.caps), len(options)).T, near, tolls)


def _near(problem: Problem) -> Matrix:
    """For each node the way to its neighbourhood: to the fifth of the nearest nodes."""
    fifth = min(5, len(problem.nodes) - 1)
    near: Matrix = np.partition(problem.travel, fifth, axis=0)[fifth]
    return near


def among(options: Options, groups: Iterable[int]) -> Mask:
    """Which options belong to these groups or hold a meal."""
    return np.isin(options.group, list(groups)) | (options.eaten > 0)

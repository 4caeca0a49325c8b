"""The trip as set packing: from a pool of routes one for every day, each group at most once, within caps and budget.

The linear relaxation prices groups, caps and money for the next search; the integer program picks the plan.
"""

import ctypes
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.planner.engine.graph import Points
from bot.planner.engine.options import Options
from bot.planner.engine.problem import FREE, Matrix, Problem

if TYPE_CHECKING:
    from highspy import Highs

MOST_COLUMNS = 600  # that the integer program chooses from
GRAIN = 1024  # prices are multiples of 1/1024: sums of them are exact, whatever their order


class Column(NamedTuple):
    """A route in the pool of its kind of day: its options, what it scores, and what it uses up."""

    kind: int
    route: tuple[int, ...]
    score: int
    fee: int
    groups: tuple[int, ...]
    tally: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prices:
    """What a route pays for using a group, adding to a cap, spending a unit, and for a day of its kind.

    value: of the relaxation; ceiling: what the prices alone concede, which with the best route of each day under
    them makes a bound of the trip.
    """

    group: Points
    cap: Points
    money: float
    day: Points
    value: float
    ceiling: float

    def towards(self, other: "Prices", share: float) -> "Prices":
        """Prices between these and the others."""
        keep = 1.0 - share
        return Prices(
            group=keep * self.group + share * other.group,
            cap=keep * self.cap + share * other.cap,
            money=keep * self.money + share * other.money,
            day=keep * self.day + share * other.day,
            value=self.value,
            # The ceiling is linear in the prices; with a half as share all of this is exact.
            ceiling=keep * self.ceiling + share * other.ceiling,
        )

    def gains(self, options: Options, tally: Matrix) -> Points:
        """What each option is worth under the prices."""
        group = np.append(self.group, 0.0)[options.group]  # no group: -1, the last
        net: Points = options.value - group - self.money * options.fee - tally @ self.cap
        return net


@dataclass(frozen=True, slots=True)
class Supply:
    """What is left for the days to be planned: how many of each kind, groups not yet used, caps, budget.

    fine: points lost by a day without a route or a must that is not visited, so large that it is always avoided.
    """

    days: tuple[int, ...]
    closed: frozenset[int]
    musts: frozenset[int]
    caps: tuple[int, ...]
    budget: int | None
    groups: int
    fine: float

    def less(self, columns: Iterable[Column], days: tuple[int, ...]) -> "Supply":
        """What is left for `days` when these columns are fixed."""
        fixed = list(columns)
        used = frozenset(group for column in fixed for group in column.groups)
        caps = tuple(most - sum(column.tally[cap] for column in fixed) for cap, most in enumerate(self.caps))
        budget = None if self.budget is None else self.budget - sum(column.fee for column in fixed)
        return Supply(days, self.closed | used, self.musts - used, caps, budget, self.groups, self.fine)

    def admits(self, column: Column) -> bool:
        """Whether a day of the trip may look like this."""
        if not self.days[column.kind] or (self.budget is not None and column.fee > self.budget):
            return False
        within = all(count <= most for count, most in zip(column.tally, self.caps, strict=True))
        return within and self.closed.isdisjoint(column.groups)


def supply(problem: Problem, days: tuple[int, ...]) -> Supply:
    """Everything that the whole trip may use."""
    groups = max((node.group for node in problem.nodes), default=FREE) + 1
    most = sorted((node.value for node in problem.nodes), reverse=True)[: 20 * sum(days)]
    fine = 10.0 * (1000 + sum(value for value in most if value > 0))
    caps = tuple(cap.most for cap in problem.caps)
    return Supply(days, frozenset(), problem.musts, caps, problem.budget, groups, fine)


class Packing:
    """The relaxation over the columns added so far, solved again from where it stood."""

    def __init__(self, stock: Supply) -> None:
        self.stock = stock
        self.columns: list[Column] = []
        self.model = _model()
        self.days, self.caps = stock.groups, stock.groups + len(stock.days)
        self.money = self.caps + len(stock.caps)
        self._rows()
        self._fines()

    def _rows(self) -> None:
        stock = self.stock
        upper = [1.0] * stock.groups + [float(n) for n in (*stock.days, *stock.caps)]
        lower = [1.0 if group in stock.musts else -np.inf for group in range(stock.groups)]
        lower += [float(n) for n in stock.days] + [-np.inf] * len(stock.caps)
        if stock.budget is not None:
            lower, upper = [*lower, -np.inf], [*upper, float(stock.budget)]
        none = np.zeros(0, dtype=np.int32)
        starts = np.zeros(len(upper), dtype=np.int32)
        self.upper = np.array(upper)
        self.model.addRows(len(upper), np.array(lower), self.upper, 0, starts, none, np.zeros(0))

    def _fines(self) -> None:
        rows = [*sorted(self.stock.musts), *range(self.days, self.caps)]
        self.fined = len(rows)
        costs = np.full(len(rows), -self.stock.fine)
        _add(self.model, costs, np.full(len(rows), np.inf), [[(row, 1.0)] for row in rows])

    def add(self, columns: Sequence[Column]) -> None:
        """Put those columns in that the stock admits."""
        new = [column for column in columns if self.stock.admits(column)]
        self.columns += new
        _add(self.model, [column.score for column in new], self._most(new), [self._entries(column) for column in new])

    def _most(self, columns: Sequence[Column]) -> list[float]:
        return [1.0 if column.groups else float(self.stock.days[column.kind]) for column in columns]

    def _entries(self, column: Column) -> list[tuple[int, float]]:
        rows = [(group, 1.0) for group in column.groups]
        rows.append((self.days + column.kind, 1.0))
        rows += [(self.caps + cap, float(count)) for cap, count in enumerate(column.tally) if count]
        if self.stock.budget is not None and column.fee:
            rows.append((self.money, float(column.fee)))
        return rows

    def prices(self) -> Prices:
        """The dual values of the relaxation."""
        self.model.run()
        dual = np.round(np.array(self.model.getSolution().row_dual) * GRAIN) / GRAIN
        free = np.isin(np.arange(len(dual)), [*self.stock.musts, *range(self.days, self.caps)])
        dual = np.where(free, dual, np.maximum(dual, 0.0))
        money = float(dual[self.money]) if self.stock.budget is not None else 0.0
        day, cap = dual[self.days : self.caps], dual[self.caps : self.money]
        ceiling = float(dual @ self.upper - day @ np.array(self.stock.days))
        return Prices(dual[: self.days], cap, money, day, self.model.getObjectiveValue(), ceiling)

    def liked(self, skip: int) -> Column | None:
        """The column with the largest share in the relaxation, or one of the next."""
        used = np.array(self.model.getSolution().col_value)[self.fined :]
        order = [number for number in np.argsort(-used, kind="stable")[: skip + 1].tolist() if used[number] > 1e-6]
        return self.columns[order[-1]] if order else None

    def plan(self, prices: Prices, least: float, seconds: float) -> tuple[list[Column] | None, int]:
        """The best columns, one a day, that score more than `least` (None: none such), and among how many."""
        hopeful = self._hopeful(prices, least)
        if not hopeful or seconds <= 0:
            return None, 0
        model = _model()
        model.setOptionValue("time_limit", max(seconds, 0.01))
        model.setOptionValue("mip_rel_gap", 0.0)
        model.setOptionValue("mip_max_nodes", 500)
        lower, upper = self._limits()
        none = np.zeros(0, dtype=np.int32)
        model.addRows(len(upper), lower, upper, 0, np.zeros(len(upper), dtype=np.int32), none, np.zeros(0))
        _add(model, [c.score for c in hopeful], self._most(hopeful), [self._entries(column) for column in hopeful])
        _whole(model, len(hopeful))
        model.run()
        return self._chosen(model, hopeful, least), len(hopeful)

    def ranked(self) -> list[Column]:
        """All columns: those that the relaxation uses first, by their share, then those with the smallest losses."""
        order, _ = self._losses()
        return [self.columns[number] for number in order]

    def _losses(self) -> tuple[list[int], Points]:
        solution = self.model.getSolution()
        used, losses = np.array(solution.col_value)[self.fined :], -np.array(solution.col_dual)[self.fined :]
        order: list[int] = np.lexsort((losses, -used)).tolist()
        return order, losses

    def _hopeful(self, prices: Prices, least: float) -> list[Column]:
        """The columns of the smallest losses, of those not ruled out by theirs from every plan better than `least`."""
        order, losses = self._losses()
        hopeful = [number for number in order[:MOST_COLUMNS] if prices.value - losses[number] > least + 1e-6]
        return [self.columns[number] for number in hopeful]

    def _limits(self) -> tuple[Points, Points]:
        lower = np.full(len(self.upper), -np.inf)
        lower[[*self.stock.musts, *range(self.days, self.caps)]] = 1.0
        lower[self.days : self.caps] = self.stock.days
        return lower, self.upper

    def _chosen(self, model: "Highs", columns: list[Column], least: float) -> list[Column] | None:
        values = model.getSolution().col_value
        if len(values) != len(columns) or model.getInfo().primal_solution_status != 2:
            return None
        chosen = [column for column, value in zip(columns, values, strict=True) for _ in range(round(value))]
        if len(chosen) != sum(self.stock.days) or sum(column.score for column in chosen) <= least:
            return None
        return chosen


@cache
def _introduce() -> None:
    """Lets HiGHS say its name where nobody reads it.

    The first model of a process prints two lines to standard output whatever its options say (1.16; HiGHS issue 2749
    is open), which would spoil JSON there. They stand in the C library's buffer, so that is emptied too.
    """
    import highspy

    shown, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    libc = ctypes.CDLL(None)
    libc.fflush(None)
    os.dup2(nowhere, 1)
    try:
        highspy.Highs()  # type: ignore[no-untyped-call]
        libc.fflush(None)
    finally:
        os.dup2(shown, 1)
        os.close(shown)
        os.close(nowhere)


def _model() -> "Highs":
    import highspy

    _introduce()
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("parallel", "off")
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return model


def _whole(model: "Highs", count: int) -> None:
    import highspy

    kinds = np.full(count, highspy.HighsVarType.kInteger)
    model.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)


def _add(model: "Highs", costs: Iterable[float], most: Iterable[float], rows: list[list[tuple[int, float]]]) -> None:
    if not rows:
        return
    starts = np.cumsum([0, *(len(entries) for entries in rows)], dtype=np.int32)
    index = np.array([row for entries in rows for row, _ in entries], dtype=np.int32)
    value = np.array([weight for entries in rows for _, weight in entries])
    upper = np.array(list(most), dtype=np.float64)
    costs = np.array(list(costs), dtype=np.float64)
    model.addCols(len(rows), costs, np.zeros(len(rows)), upper, len(index), starts[:-1], index, value)

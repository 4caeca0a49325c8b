"""Plans from the pool alone: days filled one after the other, then every two of them exchanged for the best two."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.planner.engine.graph import Points
from bot.planner.engine.options import Mask
from bot.planner.engine.packing import Column, Packing, Supply
from bot.planner.engine.problem import Matrix

MOST = 300  # columns of a kind of day that are looked at: those with the smallest losses
STARTS = 4


class _Kind:
    """The columns of one kind of day as arrays; uses: by column and group."""

    def __init__(self, columns: list[Column], stock: Supply) -> None:
        self.columns = columns
        self.score = np.array([column.score for column in columns], dtype=np.float64)
        self.fee = np.array([column.fee for column in columns], dtype=np.int64)
        tally = np.array([column.tally for column in columns], dtype=np.int64)
        self.tally = tally.reshape(len(columns), len(stock.caps))
        self.uses = np.zeros((len(columns), stock.groups), dtype=np.float32)
        for number, column in enumerate(columns):
            self.uses[number, list(column.groups)] = 1.0


def exchange(packing: Packing, plan: Sequence[Column]) -> list[Column]:
    """The best plan for the packing's days reached from `plan` and from the routes that the relaxation likes most.

    Empty where none is found; `plan` may be empty.
    """
    stock = packing.stock
    ranked = packing.ranked()
    tables = [_table(ranked, kind, stock, plan) for kind in range(len(stock.days))]
    starts = [list(plan)] if plan else []
    starts += [[column] for column in ranked[:STARTS]]
    best: list[Column] = []
    for start in starts:
        filled = _fill(tables, stock, start)
        if filled and (not best or _total(filled) > _total(best) - 0.1 * abs(_total(best))):
            filled = _improve(tables, stock, filled)
            best = filled if not best or _total(filled) > _total(best) else best
    return best


def _total(plan: Sequence[Column]) -> int:
    return sum(column.score for column in plan)


def _table(ranked: list[Column], kind: int, stock: Supply, plan: Sequence[Column]) -> _Kind:
    columns = [column for column in ranked if column.kind == kind][:MOST]
    columns += [column for column in plan if column.kind == kind and column not in columns]
    return _Kind(columns, stock)


def _fill(tables: list[_Kind], stock: Supply, start: list[Column]) -> list[Column]:
    """The start with a route for every other day, the best that fits each time; empty where a day finds none."""
    plan = list(start)
    for kind, count in enumerate(stock.days):
        table = tables[kind]
        for _ in range(count - sum(column.kind == kind for column in start)):
            rest = stock.less(plan, stock.days)
            fits = np.flatnonzero(_fits(table, rest))
            if not len(fits):
                return []
            worth = table.score[fits]
            if rest.musts:
                worth = worth + stock.fine * table.uses[fits][:, sorted(rest.musts)].sum(axis=1)
            plan.append(table.columns[fits[int(np.argmax(worth))]])
    return [] if stock.less(plan, stock.days).musts else plan


def _fits(table: _Kind, rest: Supply) -> Mask:
    fits: Mask = table.uses[:, sorted(rest.closed)].sum(axis=1) == 0
    fits &= (table.tally <= np.array(rest.caps, dtype=np.int64)).all(axis=1)
    if rest.budget is not None:
        fits &= table.fee <= rest.budget
    return fits


def _improve(tables: list[_Kind], stock: Supply, plan: list[Column]) -> list[Column]:
    """Exchange every two routes for the best two that fit beside the others, until nothing is gained."""
    if len(plan) < 2:
        return plan
    quiet, choices = 0, list(combinations(range(len(plan)), 2))
    while quiet < len(choices):
        one, other = pair = choices.pop(0)
        choices.append(pair)
        fixed = [column for place, column in enumerate(plan) if place not in pair]
        better = _best_two(tables[plan[one].kind], tables[plan[other].kind], stock.less(fixed, stock.days))
        quiet += 1
        if better and _total(better) > plan[one].score + plan[other].score:
            plan[one], plan[other] = better
            quiet = 0
    return plan


def _best_two(one: _Kind, other: _Kind, rest: Supply) -> list[Column]:
    first, second = np.flatnonzero(_fits(one, rest)), np.flatnonzero(_fits(other, rest))
    if not len(first) or not len(second):
        return []
    clash = one.uses[first] @ other.uses[second].T
    score = np.where(clash > 0, -np.inf, one.score[first][:, None] + other.score[second])
    for must in sorted(rest.musts):
        score[_outer(one.uses[first, must], other.uses[second, must]) == 0] = -np.inf
    for cap, most in enumerate(rest.caps):
        score[_outer(one.tally[first, cap], other.tally[second, cap]) > most] = -np.inf
    if rest.budget is not None:
        score[_outer(one.fee[first], other.fee[second]) > rest.budget] = -np.inf
    return _chosen(one, other, first, second, score)


def _outer(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    total: NDArray[Any] = np.add.outer(one, other)
    return total


def _chosen(one: _Kind, other: _Kind, first: Matrix, second: Matrix, score: Points) -> list[Column]:
    place = int(np.argmax(score))
    row, column = divmod(place, len(second))
    if not np.isfinite(score[row, column]):
        return []
    return [one.columns[first[row]], other.columns[second[column]]]

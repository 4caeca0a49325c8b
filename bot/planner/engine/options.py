"""What a day offers: every stop that may come next, as arrays.

An option is one visit in one window, one meal at a place, or one visit with the meals that are had on the spot. It is
begun from `lo` to `hi`, lasts `stay`, and is left at `out` at the earliest. So the search needs to know no meals.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bot.planner.engine.problem import Call, Day, Matrix, Meal, Problem

ANY = -1  # `before` of an option that may be taken whatever meals are done
Mask = NDArray[np.bool_]
Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """Columns of equal length, one entry an option.

    value and fee: of the visit, meals on the spot included; group: -1 where there is none; before: meals that must be
    done when it is taken (ANY: no matter); eaten: meals it holds; spot: these are had during or after a visit.
    """

    node: Matrix
    lo: Matrix
    hi: Matrix
    stay: Matrix
    out: Matrix
    value: Matrix
    fee: Matrix
    group: Matrix
    before: Matrix
    eaten: Matrix
    spot: Matrix

    def __len__(self) -> int:
        return len(self.node)

    def take(self, chosen: Mask | Matrix) -> "Options":
        """Only the options that are chosen."""
        return Options(*(getattr(self, column.name)[chosen] for column in fields(self)))


def offer(problem: Problem, day: Day) -> Options:
    """All options of the day, those of one node and the same meals in order of their windows."""
    meals = tuple(problem.meals[number] for number in day.meals)
    rows = [*_visits(problem, day), *_stops(problem, day, meals), *_on_the_spot(problem, day, meals)]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(fields(Options)))
    return Options(*np.ascontiguousarray(table.T))


def _visits(problem: Problem, day: Day) -> Iterator[Row]:
    for number, node in enumerate(problem.nodes):
        if node.eats:
            continue
        for opens, closes in day.windows[number]:
            lo, hi = max(opens, day.earliest), min(closes, day.latest - node.minutes)
            if lo <= hi:
                yield number, lo, hi, node.minutes, 0, node.value, node.fee, node.group, ANY, 0, 0


def _stops(problem: Problem, day: Day, meals: tuple[Meal, ...]) -> Iterator[Row]:
    for done, meal in enumerate(meals):
        for number in meal.nodes:
            node = problem.nodes[number]
            for opens, closes in day.windows[number]:
                lo, hi = max(opens, meal.opens, day.earliest), min(closes, meal.closes, day.latest)
                if lo <= hi:
                    yield number, lo, hi, node.minutes, 0, node.value, node.fee, node.group, done, 1, 0


def _on_the_spot(problem: Problem, day: Day, meals: tuple[Meal, ...]) -> Iterator[Row]:
    for done in range(len(meals)):
        for eaten in range(1, len(meals) - done + 1):
            held = meals[done : done + eaten]
            for number in sorted(frozenset.intersection(*(meal.here for meal in held))):
                node = problem.nodes[number]
                fee = node.fee + sum(meal.fee for meal in held)
                for window in () if node.eats else day.windows[number]:
                    for lo, hi, stay, out in _spans(day, window, node.minutes, held):
                        yield number, lo, hi, stay, out, node.value, fee, node.group, done, eaten, 1


def pause(start: Matrix, minutes: int, held: tuple[Meal, ...]) -> tuple[Matrix, Matrix, list[Matrix], Mask]:
    """When visits begun at `start` are over, when one leaves, when each meal begins, and whether all begin in time."""
    over, ready, in_time = start + minutes, start, np.ones(start.shape, dtype=bool)
    begun: list[Matrix] = []
    for meal in held:
        begins = np.maximum(ready, meal.opens)
        in_time &= begins <= meal.closes
        over = np.where(begins < over, over + meal.minutes, over)
        ready = begins + meal.minutes
        begun.append(begins)
    return over, np.maximum(over, ready), begun, in_time


def _spans(day: Day, window: tuple[int, int], minutes: int, held: tuple[Meal, ...]) -> Iterator[Row]:
    """The stretches of starts that share a stay without waiting, or one moment of leaving: lo, hi, stay, out."""
    lo, hi = max(window[0], day.earliest), min(window[1], day.latest, held[0].closes)
    if lo > hi:
        return
    start = np.arange(lo, hi + 1, dtype=np.int64)
    over, leave, _, in_time = pause(start, minutes, held)
    stay = minutes + sum(meal.minutes for meal in held)
    fits = in_time & (over <= window[1] + minutes) & (leave <= day.latest)
    mode = np.where(fits, np.where(leave == start + stay, 0, leave), -1)
    edges = np.flatnonzero(np.diff(mode)) + 1
    for first, after in zip([0, *edges.tolist()], [*edges.tolist(), len(mode)], strict=True):
        if mode[first] >= 0:
            yield int(start[first]), int(start[after - 1]), stay, int(mode[first])


def calls(problem: Problem, day: Day, options: Options, option: int, start: int, done: int) -> list[Call]:
    """The calls of an option that begins at `start` when `done` meals of the day are over."""
    node, eaten = int(options.node[option]), int(options.eaten[option])
    minutes = problem.nodes[node].minutes
    if not options.spot[option]:
        return [Call(node, start, start + minutes, day.meals[done] if eaten else -1)]
    numbers = day.meals[done : done + eaten]
    held = tuple(problem.meals[number] for number in numbers)
    over, _, begun, _ = pause(np.array([start]), minutes, held)
    spans = [(int(begins[0]), int(begins[0]) + meal.minutes) for begins, meal in zip(begun, held, strict=True)]
    return [Call(node, start, int(over[0])), *(Call(node, *span, n) for span, n in zip(spans, numbers, strict=True))]

"""What the engine solves: nodes worth points, hours in which a visit may begin, days with two ends. Knows no town.

Times are whole units from the day's midnight (minutes, or tenths of one for the public instances); all is integer.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

NEVER = 10**6  # travel between nodes that no leg joins
FREE = -1  # group of a node that may be used any number of times

Window = tuple[int, int]  # first and last moment at which a visit may begin
Matrix = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Node:
    """Somewhere to be: how long, worth what, at what price for the whole party.

    group: at most one node of a group is visited in a trip (FREE: no limit); eats: the node is there for meals only,
    and is entered only to take one.
    """

    minutes: int
    value: int
    fee: int = 0
    group: int = FREE
    eats: bool = False


@dataclass(frozen=True, slots=True)
class Meal:
    """Something that a day which names it holds exactly once: lunch, dinner, a rest.

    It begins from `opens` to `closes`. nodes: where it can be had as a stop of its own, for the node's minutes and fee
    and inside the node's windows too; here: nodes during or right after whose visit it can be had on the spot, for
    `minutes` and `fee`. On the spot the meal begins at the first moment from `opens` on after the visit began (and
    after the meal before), the visit pauses for it; where the visit is over before `opens`, one waits.
    """

    opens: int
    closes: int
    minutes: int
    fee: int = 0
    nodes: tuple[int, ...] = ()
    here: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """One route: from `start`, not before `earliest`, to `end`, not after `latest`.

    windows: for every node the moments at which a visit may begin that day; none where it is closed. A visit paused by
    meals must end by the end of its window + minutes. meals: numbers of the meals that the day holds, in their order.
    """

    start: int
    end: int
    earliest: int
    latest: int
    windows: tuple[tuple[Window, ...], ...]
    meals: tuple[int, ...] = ()
    purse: int | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many visits to these nodes in the whole trip."""

    nodes: frozenset[int]
    most: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A trip to plan.

    travel: units from node to node (NEVER: no way); cost: points that the leg takes away. musts: groups of which
    exactly one node is visited. budget: all fees of the trip together. wait_cost: points a unit of waiting takes away
    (before the first visit of a day one waits for nothing: one sets out later).
    The score of a plan: values of its visits - cost of its legs - wait_cost x waiting.
    """

    nodes: tuple[Node, ...]
    meals: tuple[Meal, ...]
    days: tuple[Day, ...]
    travel: Matrix
    cost: Matrix
    musts: frozenset[int] = frozenset()
    caps: tuple[Cap, ...] = ()
    budget: int | None = None
    wait_cost: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One stop of a route: from `start` to `end` at `node`; meal: its number where one eats, else -1.

    A visit with meals on the spot is a call for the visit (its whole span, meals included) followed by a call for each
    of the meals inside or after that span.
    """

    node: int
    start: int
    end: int
    meal: int = -1


@dataclass(frozen=True, slots=True)
class Route:
    """A day's calls in order, the points they give, and their fees."""

    calls: tuple[Call, ...]
    score: int
    fee: int = 0


@dataclass(frozen=True, slots=True)
class Solution:
    """The routes of all days, their points, a bound that no plan exceeds (None where none is proven).

    first_seconds: when there was a plan to show; seconds: all of it; rounds: of pricing; exact: no better plan exists.
    """

    routes: tuple[Route, ...]
    score: int
    bound: float | None
    first_seconds: float
    seconds: float
    rounds: int = 0
    exact: bool = field(default=False)

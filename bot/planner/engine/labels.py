"""What a search of a day is asked for, what it finds, and the routes that it has brought home so far."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.planner.engine.bounds import HOPELESS
from bot.planner.engine.graph import Points, distinct
from bot.planner.engine.problem import Matrix

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Limits:
    """How wide a search is, how many routes it keeps, and how many points a route needs to be of any interest.

    trust: the share of its bound by which a label is ranked; 1 proves most, less finds good routes sooner.
    stop: the moment of time.perf_counter at which no more layers are grown.
    """

    width: int
    keep: int
    floor: float = HOPELESS
    trust: float = 0.7
    stop: float = np.inf


@dataclass(frozen=True, slots=True)
class Found:
    """Routes as rows of options (-1 behind the last), best first, their priced points, and what none exceeds.

    complete: no route is better than the best; whole: these are all routes there are; cells: how much was computed.
    """

    routes: Matrix
    points: Points
    ceiling: float
    complete: bool
    whole: bool
    cells: int


@dataclass(frozen=True, slots=True)
class Ends:
    """Routes that are whole, best first: the label they end in is the `option` behind the `parent` in layer `depth`."""

    depth: Matrix
    parent: Matrix
    option: Matrix
    points: Points
    keys: Keys

    def merge(self, other: "Ends", keep: int) -> "Ends":
        """The best of both, each set of visits once."""
        names = Ends.__slots__
        both = Ends(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in names))
        order = np.argsort(-both.points, kind="stable")
        _, first, _ = distinct(both.keys[order])
        order = order[np.sort(first)[:keep]]
        return Ends(*(getattr(both, name)[order] for name in names))

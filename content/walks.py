"""A food route as it can be walked on a day: the stops that suit, when one arrives, and what a shorter one drops."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations

from content.catalogue import Catalogue
from content.fitting import Fit, LeftOut, Wishes, fitted
from content.halts import Halt, Walker
from content.meals import timely
from content.model import FoodRoute
from content.travel import Way

NO_WISHES = Wishes()
SHORTER = 2 / 3  # of the time: "about 60 %" by whole stops
WORTH = {"dish": 3, "menu": 3, "snack": 2, "drink": 1, "condiment": 1}  # by the form of the dish; what one came for


@dataclass(frozen=True, slots=True)
class Walk:
    """The stops in order, what was left out, and whether it is as short as it gets; `onward`: the way to its end."""

    halts: tuple[Halt, ...]
    left_out: tuple[LeftOut, ...] = ()
    shortest: bool = False
    onward: Way | None = None

    @property
    def minutes(self) -> int:
        """Stops and ways together, without waiting."""
        ways = [*(halt.way for halt in self.halts), self.onward]
        return sum(halt.minutes for halt in self.halts) + sum(way.minutes for way in ways if way)

    @property
    def wait_min(self) -> int:
        """Minutes of waiting for the next stop's hour."""
        return sum(halt.wait_min for halt in self.halts)

    @property
    def begin(self) -> datetime:
        """When one sets out; only of a walk that has stops."""
        first = self.halts[0]
        return first.arrive - timedelta(minutes=first.wait_min + (first.way.minutes if first.way else 0))

    @property
    def end(self) -> datetime:
        """When one leaves the last stop, or has come where one wants to be then; only of a walk that has stops."""
        return self.halts[-1].leave + timedelta(minutes=self.onward.minutes if self.onward else 0)


def walk(
    catalogue: Catalogue,
    route: FoodRoute,
    day: date,
    wishes: Wishes = NO_WISHES,
    *,
    clock: time | None = None,
    not_before: datetime | None = None,
) -> Walk:
    """The walk on `day`, in the town's time. `clock`: when one sets out; without it, when the first meal is usual, but
    never before `not_before`."""
    fits, left = fitted(catalogue, route, wishes, day)
    walker = Walker(catalogue, day, wishes, clock, not_before)
    kept, late = timely(walker, walker.turned(fits))
    return _shortened(walker, kept, [*left, *late])


def _shortened(walker: Walker, fits: Sequence[Fit], left: Sequence[LeftOut]) -> Walk:
    """The walk within the time there is, without the stops that cost least to drop."""
    whole = Walk(tuple(walker.halts(fits)), tuple(left), onward=walker.onward(fits))
    if not walker.wishes.shorter and walker.wishes.longest_min is None:
        return whole
    sizes = range(len(fits), 0, -1)
    tried = [_without(walker, fits, kept, left) for size in sizes for kept in combinations(fits, size)]
    if found := min((one for one in tried if _within(one, whole, walker.wishes)), key=_cost, default=None):
        return found
    if walker.wishes.longest_min is not None:
        return Walk((), (*left, *(LeftOut(fit.stop, "shorter") for fit in fits)))
    return replace(min((one for one in tried if len(one.halts) == 1), key=_cost, default=whole), shortest=True)


def _without(walker: Walker, fits: Sequence[Fit], kept: Sequence[Fit], left: Sequence[LeftOut]) -> Walk:
    dropped = tuple(LeftOut(fit.stop, "shorter") for fit in _others(fits, kept))
    return Walk(tuple(walker.halts(kept)), (*left, *dropped), onward=walker.onward(kept))


def _others(fits: Sequence[Fit], kept: Sequence[Fit]) -> Iterator[Fit]:
    return (fit for fit in fits if not any(fit is one for one in kept))


def _within(one: Walk, whole: Walk, wishes: Wishes) -> bool:
    if wishes.longest_min is not None and (one.end - one.begin) > timedelta(minutes=wishes.longest_min):
        return False
    return one.minutes <= whole.minutes * SHORTER**wishes.shorter


def _cost(one: Walk) -> tuple[float, int]:
    """What is lost: each stop with its worth, and an hour of waiting like a stop. Of the same, the longest walk."""
    kept = sum(1 + _worth(halt.fit) for halt in one.halts)
    return one.wait_min / 60 - kept, -one.minutes


def _worth(fit: Fit) -> int:
    return (WORTH[fit.dish.form] if fit.dish else 0) + (fit.stop.event is not None)

"""Stops one would reach too late: a meal is eaten earlier on the way or as the next meal, anything else is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from content.fitting import Fit, LeftOut, Meal
from content.halts import Walker, in_order

# What a meal may be taken for, once it is too late for itself.
NEXT: dict[str, tuple[Meal | None, ...]] = {"breakfast": (None, "lunch"), "lunch": (None, "dinner"), "dinner": (None,)}


def timely(walker: Walker, fits: Sequence[Fit]) -> tuple[list[Fit], list[LeftOut]]:
    """The stops in an order that keeps their hours, and those whose hour is past."""
    kept, missed = list(fits), list[Fit]()
    while late := walker.late(kept):
        kept.remove(late[0])
        missed.append(late[0])
    out = []
    for fit in reversed(missed):  # a late breakfast is worth less than lunch
        moved = min(_elsewhere(walker, kept, fit), key=lambda tried: _cost(walker, tried), default=None)
        if moved:
            kept = moved
        else:
            out.append(LeftOut(fit.stop, "late"))
    return kept, out[::-1]


def _elsewhere(walker: Walker, kept: Sequence[Fit], fit: Fit) -> Iterator[list[Fit]]:
    """The walks on which the meal comes in time, as itself or as the next one, where no other stands for that."""
    taken = {other.at for other in kept}
    for meal in NEXT.get(fit.stop.at or "", ()):
        moved = replace(fit, moved_to=meal)
        for place in range(len(kept) + 1) if moved.at not in taken else ():
            tried = [*kept[:place], moved, *kept[place:]]
            if in_order(tried) and not walker.late(tried):
                yield tried


def _cost(walker: Walker, fits: Sequence[Fit]) -> tuple[bool, int, datetime, int]:
    """Rather the meal itself, then as much of everything as can be had, then the earliest end and meals."""
    halts = walker.halts(fits)
    as_another = any(fit.moved_to for fit in fits)
    late = sum(halt.arrive.hour for halt in halts if halt.fit.stop.at and not halt.fit.stop.event)
    return as_another, -sum(halt.minutes for halt in halts), halts[-1].leave, late

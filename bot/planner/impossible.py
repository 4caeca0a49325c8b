"""Wishes that cannot be met: a smallest set of them that clashes, and the smallest changes that would help."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from bot.planner.candidates import Frame
from bot.planner.engine.solve import solve
from bot.planner.model import Anchor, Impossible, Relaxation, Wish, Wishes
from bot.planner.opening import clock, known_hours
from bot.planner.rules import FASTER, LATE_BACK, MOST_DAYS
from bot.planner.town import Town
from content.catalogue import Catalogue

DAYS_AHEAD = 14
CHECK_SECONDS = 0.3
EARLIEST, LATEST, HOUR = 480, LATE_BACK, 60
Change = Callable[[Wishes], Wishes]


@dataclass(frozen=True, slots=True)
class Term:
    """One wish; how to give it up; and what it could be changed to instead, the smallest change first."""

    wish: Wish
    give_up: Change
    milder: tuple[tuple[str | None, Change], ...]


def explained(catalogue: Catalogue, wishes: Wishes, now: datetime) -> Impossible:
    """The clash in wishes that no plan meets, and what would work; of each wish the smallest change."""
    every = list(terms(catalogue, wishes, now))
    clash, left = list(every), wishes
    for term in every:
        tried = term.give_up(left)
        if not feasible(catalogue, tried, now):  # the others clash without it
            clash.remove(term)
            left = tried
    told = tuple(term.wish for term in clash)
    helped = tuple(found for term in clash if (found := _relaxed(catalogue, term, wishes, now)))
    return Impossible(told, helped) if helped else Impossible(told, _all_needed(catalogue, every, wishes, now), True)


def _all_needed(catalogue: Catalogue, every: list[Term], wishes: Wishes, now: datetime) -> tuple[Relaxation, ...]:
    """Wishes that have to be given up together, where giving up one of them does not help; none where that does not
    either."""
    given, left = list[Term](), wishes
    for term in every[::-1]:
        given.append(term)
        left = term.give_up(left)
        if feasible(catalogue, left, now):
            break
    else:
        return ()
    for term in tuple(given):
        tried = wishes
        for other in given:
            tried = tried if other is term else other.give_up(tried)
        if feasible(catalogue, tried, now):
            given.remove(term)
    return tuple(Relaxation(term.wish.option, term.wish.value, given_up(term, wishes)) for term in given)


def given_up(term: Term, wishes: Wishes) -> str | None:
    """What the wish becomes where it is given up: another number, day or pace; None where it is simply gone."""
    left = term.give_up(wishes)
    if term.wish.option in ("days", "pace", "transport"):
        return str(getattr(left, term.wish.option))
    return left.first.isoformat() if term.wish.option == "date" and left.first else None


def feasible(catalogue: Catalogue, wishes: Wishes, now: datetime) -> bool:
    """True where some plan meets the wishes: only what is asked for and the meals have to fit in it."""
    town = Town(Frame(catalogue, wishes, now))
    if not town.holds_musts():
        return False
    return solve(town.problem(town.least()), seconds=CHECK_SECONDS) is not None


def _relaxed(catalogue: Catalogue, term: Term, wishes: Wishes, now: datetime) -> Relaxation | None:
    for to, change in term.milder:
        if feasible(catalogue, change(wishes), now):
            return Relaxation(term.wish.option, term.wish.value, to)
    return None


def terms(catalogue: Catalogue, wishes: Wishes, now: datetime) -> Iterator[Term]:
    """The wishes that could clash; those tried first are cleared of it first, so what visitors give up most gladly
    comes last and is what is named."""
    yield from _listed(wishes, "diet", "needs")
    yield from _listed(wishes, "party", "party")
    yield from _listed(wishes, "avoid", "avoid")
    if wishes.of_days:
        yield _simple("day", "", "of_days", ())
    if wishes.base:
        yield _simple("base", wishes.base, "base", None)
    if wishes.transport == "bus":
        yield Term(Wish("transport", "bus"), _set("transport", "car"), (("car", _set("transport", "car")),))
    if wishes.pace != "packed":
        yield _pace(wishes)
    if wishes.budget_cny is not None:
        yield _budget(catalogue, wishes, now)
    yield from (_anchor(option, one) for option, one in _anchors(wishes))
    if wishes.first and _depends_on_dates(catalogue, wishes):
        yield _date(catalogue, wishes, wishes.first, now)
    yield from _days(wishes)
    for must in sorted(wishes.asked_for):
        yield Term(Wish("must", must), partial(_without_must, must), ((None, partial(_without_must, must)),))


def _without_must(must: str, wishes: Wishes) -> Wishes:
    return wishes.without_must(must)


def _set(name: str, value: Any) -> Change:
    return lambda wishes: replace(wishes, **{name: value})


def _simple(option: str, value: str, name: str, nothing: Any) -> Term:
    return Term(Wish(option, value), _set(name, nothing), ((None, _set(name, nothing)),))


def _listed(wishes: Wishes, option: str, name: str) -> Iterator[Term]:
    """A term for each word of a list of wishes."""
    for value in getattr(wishes, name):
        yield Term(Wish(option, value), _less(name, value), ((None, _less(name, value)),))


def _less(name: str, value: str) -> Change:
    def without(wishes: Wishes) -> Wishes:
        return _set(name, tuple(one for one in getattr(wishes, name) if one != value))(wishes)

    return without


def _pace(wishes: Wishes) -> Term:
    faster = tuple(dict.fromkeys((FASTER[wishes.pace], FASTER[FASTER[wishes.pace]])))
    return Term(Wish("pace", wishes.pace), _set("pace", "packed"), tuple((one, _set("pace", one)) for one in faster))


def _budget(catalogue: Catalogue, wishes: Wishes, now: datetime) -> Term:
    """The budget; instead of it, what all that is asked for costs by the known prices."""
    town = Town(Frame(catalogue, wishes, now))
    prices: dict[str, int] = {}
    for one in town.candidates:
        if one.id in town.frame.asked_for and not one.around:
            prices[one.id] = min(one.cost_cny or 0, prices.get(one.id, one.cost_cny or 0))
    needed = sum(prices.values())
    change = _set("budget_cny", needed)
    return Term(Wish("budget", str(wishes.budget_cny)), _set("budget_cny", None), ((str(needed), change),))


def _anchors(wishes: Wishes) -> Iterator[tuple[str, Anchor]]:
    if wishes.arrive:
        yield "arrive", wishes.arrive
    if wishes.depart:
        yield "depart", wishes.depart


def _anchor(option: str, anchor: Anchor) -> Term:
    """A train, or an earlier one to come by, a later one to leave by, hour by hour."""
    if anchor.minute is None:
        return _simple(option, anchor.id, option, None)
    hours = (
        range(anchor.minute - HOUR, EARLIEST - HOUR, -HOUR)
        if option == "arrive"
        else range(anchor.minute + HOUR, LATEST + HOUR, HOUR)
    )
    moved = [replace(anchor, minute=min(max(minute, EARLIEST), LATEST)) for minute in hours]
    milder = [(written(one), _set(option, one)) for one in moved]
    return Term(Wish(option, written(anchor)), _set(option, None), (*milder, (None, _set(option, None))))


def written(anchor: Anchor) -> str:
    """The anchor as the command line takes it: "id@HH:MM"."""
    return anchor.id if anchor.minute is None else f"{anchor.id}@{clock(anchor.minute)}"


def _date(catalogue: Catalogue, wishes: Wishes, first: date, now: datetime) -> Term:
    """The first day. Having none would ask for every weekday, which is more; so the nearest day that works stands for
    giving it up."""
    days = [first + timedelta(days=number) for number in range(1, DAYS_AHEAD + 1)]

    def nearest(tried: Wishes) -> Wishes:
        moved = (replace(tried, first=day) for day in days)
        return next((one for one in moved if feasible(catalogue, one, now)), tried)

    return Term(Wish("date", first.isoformat()), nearest, tuple((day.isoformat(), _set("first", day)) for day in days))


def _depends_on_dates(catalogue: Catalogue, wishes: Wishes) -> bool:
    """True where something asked for is not to be had on every day."""
    asked = (catalogue.get(entry_id) for entry_id in wishes.asked_for)
    return any(entry and (entry.kind == "event" or known_hours(entry)) for entry in asked)


def _days(wishes: Wishes) -> Iterator[Term]:
    more = [(str(days), _set("days", days)) for days in range(wishes.days + 1, MOST_DAYS + 1)]
    if more:
        yield Term(Wish("days", str(wishes.days)), more[-1][1], tuple(more))

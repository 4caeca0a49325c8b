"""What could be in the days of a trip, each with when and for how long; and the sights among it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.planner.model import MealName, StopKind, Wishes
from bot.planner.opening import last_entry, spans
from bot.planner.rules import LONG_STAY, PACES, SHORTEST_STAY, STEP_MIN, rounded, shared
from bot.planner.tastes import NOT_FOR_VISITORS, OLD, avoided, unfit, worth
from content.catalogue import Catalogue
from content.model import Entry, Event, Place
from content.needs import Needed, as_needed

Span = tuple[int, int]
Starts = tuple[tuple[Span, ...], ...]
WEEK = range(7)
LESS_SEEN = 0.7  # of a sight's worth, where one stays for less than its sources advise
LONGEST, MOST_OF_ADVISED = 420, 1.6
UNTOLD_MIN = 60  # a visit where no source says how long it takes


@dataclass(frozen=True, eq=False)  # each is itself: two that look alike may still be weighed apart
class Candidate:
    """Something a day may hold. where: the entry one has to be at; starts: for each day, when it may begin.

    minutes: how long it takes; most_min: how long it may be made; cost_cny: for everybody, None unknown; group: what
    may be in a trip once; meal: which it is; rest_min: a break after it, counted in.
    """

    id: str
    kind: StopKind
    where: str
    minutes: int
    value: int
    starts: Starts
    cost_cny: int | None = None
    group: str = ""
    around: bool = False
    meal: MealName | None = None
    most_min: int = 0
    rest_min: int = 0

    @cached_property
    def is_fixed(self) -> bool:
        """True for a show that begins at an hour of its own, and not when one comes."""
        return self.kind == "show" and any(first == last for spans in self.starts for first, last in spans)


@dataclass(frozen=True)
class Frame:
    """What all candidates are looked at with. Where no dates were said, a day of the trip must suit any weekday."""

    catalogue: Catalogue
    wishes: Wishes
    now: datetime

    @cached_property
    def dates(self) -> tuple[tuple[date, ...], ...]:
        """For each day of the trip the dates it may be."""
        first = self.wishes.first
        if first:
            return tuple((first + timedelta(days=number),) for number in range(self.wishes.days))
        week = tuple(self.now.date() + timedelta(days=1 + number) for number in WEEK)
        return (week,) * self.wishes.days

    @cached_property
    def needs(self) -> tuple[Needed, ...]:
        """What the party needs of its food."""
        return as_needed(self.wishes.needs, self.catalogue)

    @cached_property
    def asked_for(self) -> frozenset[str]:
        """The ids that have to be in, whatever day."""
        return self.wishes.asked_for

    def at(self, entry: Entry) -> str | None:
        """The entry to be at for it: itself, or where an event is held; None where that is on no map."""
        if isinstance(entry, Event):
            held = (self.catalogue.get(place) for place in entry.where)
            return next((place.id for place in held if place and self.catalogue.point(place)), None)
        return entry.id if self.catalogue.point(entry) else None

    def held_at(self, entry: Entry) -> Entry | None:
        """The place of an event; None for all else."""
        return self.catalogue.get(self.at(entry) or "") if isinstance(entry, Event) else None

    def forbids(self, entry: Entry) -> bool:
        """True for what must not be in even if it is asked for: the wishes contradict each other then."""
        place, asked = self.held_at(entry), entry.id in self.asked_for
        return avoided(entry, self.wishes.avoid, place) or unfit(entry, self.wishes, place, asked=asked)

    def rules_out(self, entry: Entry) -> bool:
        """True for what is not for visitors, not for this party, or to be avoided."""
        place = self.held_at(entry)
        hidden = {NOT_FOR_VISITORS, OLD} & set(entry.tags)
        return bool(hidden) or avoided(entry, self.wishes.avoid, place) or unfit(entry, self.wishes, place)


def in_common(of_dates: list[tuple[Span, ...]]) -> tuple[Span, ...]:
    """The spans that all of the lists share."""
    found = list(of_dates[0])
    for others in of_dates[1:]:
        found = shared(found, list(others))
    return tuple(found)


def sights(frame: Frame) -> Iterator[Candidate]:
    """The visits to places: those of their own, parts of others only where asked for; long ones also in short."""
    for place in frame.catalogue.of_kind("place"):
        if isinstance(place, Place) and _is_wanted(frame, place):
            yield from _visits(frame, place)


def _visits(frame: Frame, place: Place) -> Iterator[Candidate]:
    advised = place.visit_min.minutes if place.visit_min else UNTOLD_MIN
    most = int(min(advised * MOST_OF_ADVISED, LONGEST)) // STEP_MIN * STEP_MIN
    cost = _ticket(place, frame.wishes.heads)
    for stay, part in _stays(rounded(advised * PACES[frame.wishes.pace].stay)):
        starts = tuple(_starts(frame, place, dates, stay) for dates in frame.dates)
        value = round(worth(place, frame.wishes, advised) * part)
        yield Candidate(place.id, "visit", place.id, stay, value, starts, cost, place.id, most_min=max(stay, most))


def _stays(usual: int) -> Iterator[tuple[int, float]]:
    """How long one may stay, and the part of the worth seen then: as usual, and in short where that fills a day."""
    yield min(usual, LONG_STAY), 1.0 if usual <= LONG_STAY else 0.9
    if usual > SHORTEST_STAY:
        yield max(SHORTEST_STAY, rounded(min(usual, LONG_STAY) * 0.6)), LESS_SEEN


def _starts(frame: Frame, place: Place, dates: tuple[date, ...], stay: int) -> tuple[Span, ...]:
    """When a visit of this length may begin, whichever of the dates it is."""
    latest = last_entry(place)
    open_ = in_common([spans(frame.catalogue, place, day) for day in dates])
    begin = [(first, last - stay if latest is None else min(last - stay, latest)) for first, last in open_]
    return tuple(span for span in begin if span[0] <= span[1])


def _is_wanted(frame: Frame, place: Place) -> bool:
    """True for sights that are on a map and for this party; parts of others only where asked for."""
    if frame.at(place) is None or frame.forbids(place):
        return False
    if place.id in frame.asked_for:
        return True
    own = place.part_of in (None, frame.catalogue.town.id)
    return own and place.visit_min is not None and not frame.rules_out(place)


def _ticket(place: Place, heads: int) -> int | None:
    if place.tickets_cny is not None:
        return place.tickets_cny.adult * heads
    return 0 if "free" in place.tags else None

"""The read-only index of everything that is true: by id, kind and tag, near a point, on a date, open at a moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from content.agenda import Agenda
from content.calendar import Dated
from content.checks import checked
from content.closed import Sourced
from content.figures import Coordinates
from content.load import load_folder
from content.model import Eatery, Entry, Event, Fact, Leg, Names
from content.names import Name
from content.reference import Reference
from content.travel import Way, by_road, distance_km, estimated, next_door, to_an_area


@dataclass(frozen=True, slots=True)
class Near:
    """An entry and how far it lies from a point, in kilometres as the crow flies."""

    entry: Entry
    distance_km: float


class Catalogue:
    """Entries by id, and what can be asked across them."""

    def __init__(self, entries: Mapping[str, Entry], reference: Reference) -> None:
        self._entries = dict(entries)
        self.reference = reference
        self.town = reference.town
        self._hidden = {s.source for entry in entries.values() for s in sourced_of(entry) if not s.link_ok or s.mirror}
        self._legs = {frozenset((leg.start, leg.end)): leg for leg in reference.travel.legs}

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this id, or None."""
        return self._entries.get(entry_id)

    def of_kind(self, *kinds: str) -> list[Entry]:
        """Entries of these kinds, in the order of their ids."""
        return [entry for entry in self if entry.kind in kinds]

    def with_tag(self, *tags: str) -> list[Entry]:
        """Entries that carry any of these tags."""
        return [entry for entry in self if set(tags) & set(entry.tags)]

    def link(self, sourced: Sourced) -> str | None:
        """The page to show for it; None where it has none, or any entry says that this page must not be shown."""
        return None if sourced.source in self._hidden else sourced.link

    def tags(self, entry_id: str) -> tuple[str, ...]:
        """The tags of an entry; none where there is no such entry."""
        entry = self.get(entry_id)
        return entry.tags if entry else ()

    @cached_property
    def events(self) -> list[Event]:
        """All events."""
        return [entry for entry in self if isinstance(entry, Event)]

    def facts(self, entry_id: str, *about: str) -> list[Fact]:
        """The entry's facts about these aspects, in the order of the aspects, then of the file, plain advice last."""
        entry = self.get(entry_id)
        found = [fact for fact in entry.facts if fact.about in about] if entry else []
        return sorted(found, key=lambda fact: (about.index(fact.about), fact.is_advice))

    def parts_of(self, entry_id: str) -> list[Entry]:
        """Entries that lie inside this one."""
        return [entry for entry in self if entry.part_of == entry_id]

    def events_at(self, entry_id: str) -> list[Event]:
        """Events that take place at the entry or at a part of it."""
        ids = {entry_id, *(part.id for part in self.parts_of(entry_id))}
        found = {event.id: event for place in ids for event in self._events_by_place.get(place, ())}
        return sorted(found.values(), key=lambda event: event.id)

    def events_between(self, first: date, last: date) -> list[Dated]:
        """Every dated instance that touches the range, in order."""
        return self.agenda.between(first, last)

    @cached_property
    def _events_by_place(self) -> dict[str, list[Event]]:
        places: dict[str, list[Event]] = {}
        for event in self.events:
            for place in event.where:
                places.setdefault(place, []).append(event)
        return places

    @cached_property
    def events_by_tag(self) -> dict[str, frozenset[str]]:
        """The ids of the events that carry a tag, or are of a form, by that word."""
        tagged: dict[str, set[str]] = {}
        for event in self.events:
            for tag in (*event.tags, event.form):
                tagged.setdefault(tag, set()).add(event.id)
        return {tag: frozenset(ids) for tag, ids in tagged.items()}

    @cached_property
    def local_events(self) -> frozenset[str]:
        """The ids of the events that take place in the town itself."""
        ids = {entry.id for entry in self if entry.id == self.town.id or self.town.id in entry.county}
        return frozenset(event.id for event in self.events if ids & set(event.where))

    @cached_property
    def agenda(self) -> Agenda:
        """All events by their dates."""
        return Agenda(self.events)

    def point(self, entry: Entry) -> Coordinates | None:
        """Where the entry is: its own point, else that of the place it belongs to, marked as an area."""
        return self._point(entry, frozenset())

    def _point(self, entry: Entry, seen: frozenset[str]) -> Coordinates | None:
        if entry.coordinates:
            return entry.coordinates
        around = entry.coordinates_of if isinstance(entry, Eatery) else None
        for entry_id in (around, entry.part_of, *entry.where):
            other = self.get(entry_id) if entry_id else None
            # Two entries may each name the other as their whereabouts.
            if other and other.id not in seen | {entry.id}:
                point = self._point(other, seen | {entry.id})
                if point:
                    return point.model_copy(update={"precision": "area"})
        return None

    @cached_property
    def centre(self) -> Coordinates | None:
        """Where the town is; None where it is on no map."""
        town = self.get(self.town.id)
        return self.point(town) if town else None

    def most_central(self, entries: Iterable[Entry]) -> Entry | None:
        """Of these entries the one nearest to the middle of the town; None where none is on the map."""
        centre = self.centre
        placed = [(point, entry) for entry in entries if (point := self.point(entry))]
        if centre is None or not placed:
            return None
        return min(placed, key=lambda pair: distance_km(centre.lat, centre.lon, pair[0].lat, pair[0].lon))[1]

    def near(self, lat: float, lon: float, *kinds: str, within_km: float = 30.0) -> list[Near]:
        """Entries of these kinds around a WGS-84 point, nearest first."""
        found = []
        for entry in self.of_kind(*kinds):
            point = self.point(entry)
            if point:
                distance = distance_km(lat, lon, point.lat, point.lon)
                if distance <= within_km:
                    found.append(Near(entry, distance))
        return sorted(found, key=lambda near: near.distance_km)

    def leg(self, start: str, end: str) -> Leg | None:
        """The drive between two entries, or between the places they belong to; None where it is not known."""
        for first in self._whereabouts(start):
            for second in self._whereabouts(end):
                found = self._legs.get(frozenset((first, second)))
                if found:
                    return found
        return None

    def way(self, start: str, end: str) -> Way | None:
        """The way between two entries: a known drive, else an estimate; None where one of them is on no map."""
        leg = self.leg(start, end)
        if leg:
            guessed = leg.is_estimate
            return by_road(leg.km, leg.drive_min, "estimated" if guessed else "sourced", leg.minutes_source)
        first = self.get(start)
        point = self.point(first) if first else None
        if point is None or end not in self:
            return None
        if set(self._whereabouts(start)) & set(self._whereabouts(end)) - {self.town.id}:
            return next_door()
        return self.way_from(point.lat, point.lon, end, exact=point.precision != "area")

    def way_from(self, lat: float, lon: float, end: str, *, exact: bool = True) -> Way | None:
        """The way from a WGS-84 point to an entry, estimated; `exact` is False where the point is but an area."""
        entry = self.get(end)
        point = self.point(entry) if entry else None
        if point is None:
            return None
        straight = distance_km(lat, lon, point.lat, point.lon)
        return estimated(straight) if exact and point.precision != "area" else to_an_area(straight)

    def _whereabouts(self, entry_id: str) -> list[str]:
        entry = self.get(entry_id)
        return [
            entry_id,
            *([entry.part_of] if entry and entry.part_of else []),
            *(entry.where if entry else ()),
        ]

    def names(self) -> list[Name]:
        """What everything is called, for the understanding of questions."""
        found = [name for entry in self if entry.id != self.town.id for name in _names(entry)]
        for text in (self.town.names.en, self.town.names.zh, *self.town.aliases):
            found.append(Name(self.town.id, "town", (), _language(text), text))
        for language, text in _others(self.town.names):
            found.append(Name(self.town.id, "town", (), language, text))
        return found + [Name("", "outside", (), _language(text), text) for text in self.town.outside]


def sourced_of(entry: Entry) -> Iterator[Sourced]:
    """Everything of an entry that names a source with its flags."""
    yield from entry.facts
    for value in (getattr(entry, name, None) for name in ("hours", "tickets_cny", "recurrence")):
        if isinstance(value, Sourced):
            yield value


def open_catalogue(folder: Path, traditional: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue of a content folder. Raises ContentError naming every problem."""
    loaded = checked(load_folder(folder, traditional))
    if loaded.reference is None:  # checked() has raised by then
        raise ValueError(f"{folder} has no reference files")
    return Catalogue(loaded.entries, loaded.reference)


def _language(text: str) -> str:
    return "zh" if any("\u3400" <= char <= "\u9fff" for char in text) else "en"


def _others(names: Names) -> Iterator[tuple[str, str]]:
    return ((language, text) for language, texts in names.other.items() for text in texts)


def _names(entry: Entry) -> Iterator[Name]:
    names = entry.names
    if entry.kind == "topic" and not names.generic:
        return  # a topic is what is asked, not what it is asked of
    own = (names.en, names.zh, names.hant)
    for number, text in enumerate((*own, *names.aliases)):
        if text:
            main = number < len(own)
            yield Name(entry.id, entry.kind, entry.tags, _language(text), text, entry.part_of, names.generic, main)
    if names.pinyin and not names.generic:
        yield Name(entry.id, entry.kind, entry.tags, "pinyin", names.pinyin, entry.part_of)
    for language, text in () if names.generic else _others(names):
        yield Name(entry.id, entry.kind, entry.tags, language, text, entry.part_of)
    for text in names.loose:
        yield Name(entry.id, entry.kind, entry.tags, _language(text), text, entry.part_of, loose=True)

"""How far things are from a point: told no finer than the map knows them, with the way there and whether it is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.desk import Desk
from bot.answers.hours import in_short
from content.figures import Hours
from content.hours import is_open
from content.model import Entry
from content.travel import Way, distance_km

FARTHEST_KM = 60.0
CLOSE_KM = 2.0  # within the error of a point that is not exact
METRES_BELOW_KM = 0.95
STEP_M = 100


@dataclass(frozen=True, slots=True)
class Here:
    """Where distances start. `anchor`: the entry there, None for the visitor's own position; `exact`: of the point."""

    lat: float
    lon: float
    anchor: Entry | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry with a point of its own: kilometres as the crow flies, and the way to it."""

    entry: Entry
    distance_km: float
    way: Way
    exact: bool

    @property
    def close(self) -> bool:
        """True where the points are too coarse to tell the distance."""
        return not self.exact and self.distance_km < CLOSE_KM

    @property
    def told_km(self) -> float:
        """The distance as it is told, so that a list is in order to the reader too."""
        if self.close:
            return self.distance_km
        return round(self.distance_km, 1) if self.exact else float(round(self.distance_km))


@dataclass(frozen=True, slots=True)
class Area:
    """A place with what is somewhere in it, nobody knows where."""

    spot: Spot
    entries: tuple[Entry, ...]
    way: Way


def spots(desk: Desk, here: Here, entries: Sequence[Entry]) -> list[Spot]:
    """The entries with a point of their own within reach, nearest first."""
    found = [spot for entry in entries if (spot := _spot(desk, here, entry)) and spot.distance_km <= FARTHEST_KM]
    return sorted(found, key=lambda spot: (spot.told_km, spot.distance_km))


def areas(desk: Desk, here: Here, entries: Sequence[Entry]) -> list[Area]:
    """The entries of which only the surroundings are known, by these, nearest first."""
    inside: dict[str, list[Entry]] = {}
    for entry in entries:
        if surroundings := area_of(desk, entry):
            inside.setdefault(surroundings.id, []).append(entry)
    within = spots(desk, here, [around for i in inside if (around := desk.catalogue.get(i))])
    ways = ((spot, _way(desk, here, inside[spot.entry.id][0])) for spot in within)
    return [Area(spot, tuple(inside[spot.entry.id]), way) for spot, way in ways if way]


def area_of(desk: Desk, entry: Entry, seen: frozenset[str] = frozenset()) -> Entry | None:
    """The surroundings whose point the entry borrows; None where it has its own or none. `seen`: looked at."""
    point = desk.catalogue.point(entry)
    if point is None or point.precision != "area":
        return None
    for entry_id in (getattr(entry, "coordinates_of", None), entry.part_of, *entry.where):
        around = desk.catalogue.get(entry_id) if entry_id else None
        # Two entries may each name the other as their whereabouts.
        if around and around.id not in seen | {entry.id} and desk.catalogue.point(around):
            return area_of(desk, around, seen | {entry.id}) or around
    return None


def _spot(desk: Desk, here: Here, entry: Entry) -> Spot | None:
    point = desk.catalogue.point(entry)
    if point is None or point.precision == "area":
        return None
    way = _way(desk, here, entry)
    exact = here.exact and point.precision == "exact"
    distance = distance_km(here.lat, here.lon, point.lat, point.lon)
    return Spot(entry, distance, way, exact) if way else None


def _way(desk: Desk, here: Here, entry: Entry) -> Way | None:
    if here.anchor:
        return desk.catalogue.way(here.anchor.id, entry.id)
    return desk.catalogue.way_from(here.lat, here.lon, entry.id)


def line(desk: Desk, spot: Spot) -> str:
    """The entry's name, how far it is, the way there, and whether it is open where its hours are known."""
    parts = [far(desk, spot), _on_the_way(desk, spot)]
    if given := opening(desk, spot.entry):
        parts.append(given)
    joined = desk.words.say("nearby.join").join(parts)
    return desk.words.say("nearby.line", name=desk.name(spot.entry), parts=joined)


def far(desk: Desk, spot: Spot) -> str:
    """The distance: metres and tenths only between exact points."""
    words = desk.words
    if spot.close:
        return words.say("nearby.close")
    if not spot.exact:
        return words.say("nearby.about", km=round(spot.distance_km))
    if spot.distance_km < METRES_BELOW_KM:
        metres = max(STEP_M, round(spot.distance_km * 1000 / STEP_M) * STEP_M)
        return words.say("nearby.metres", metres=metres)
    return words.say("nearby.km", km=f"{spot.distance_km:.1f}")


def _on_the_way(desk: Desk, spot: Spot) -> str:
    """Minutes; on foot only from an exact point to another, as a coarse one may be half an hour's walk off."""
    if spot.exact and spot.way.walk_min is not None:
        return desk.words.say("nearby.walk", time=desk.words.duration(spot.way.walk_min))
    return ride(desk, spot.way, walkable=spot.close)


def ride(desk: Desk, way: Way, *, walkable: bool = False) -> str:
    """Minutes by car, marked where a page gives them."""
    words = desk.words
    sure = words.say("nearby.published") if way.basis == "sourced" else ""
    key = "nearby.ride_or_walk" if walkable else "nearby.ride"
    return words.say(key, time=words.duration(way.drive_min), sure=sure)


def hours_of(entry: Entry) -> Hours | None:
    """The entry's opening hours; None where its kind has none or none are known."""
    given: Hours | None = getattr(entry, "hours", None)
    return given


def opening(desk: Desk, entry: Entry) -> str | None:
    """Whether it is open, in a few words; None where its hours are not known."""
    given = hours_of(entry)
    return in_short(desk, given.open) if given and given.open else None


def openness(desk: Desk, entry: Entry) -> int:
    """0 for open now, 1 for not known, 2 for closed."""
    given = hours_of(entry)
    if given is None or given.open is None:
        return 1
    return 0 if is_open(given.open, desk.now) else 2

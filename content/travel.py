"""How long it takes to get from one point to another: a known drive, else an estimate from the map, marked as one.

The estimate is the one by which content/travel.yaml was filled where no source gives a figure (its `method`).
"""

import math
from dataclasses import dataclass
from typing import Literal

Basis = Literal["sourced", "estimated", "area"]

EARTH_KM = 6371.0
WALK_KM_H = 4.5
WALKABLE_KM = 1.5  # of road; farther, people ride
# Up to so many kilometres: the road is so many times the straight line; mountain roads wind more than motorways.
DETOURS = ((6.0, 1.35), (40.0, 1.5), (float("inf"), 1.4))
# Up to so many kilometres of road: so fast, in km/h.
SPEEDS = ((6.0, 24), (10.0, 32), (30.0, 38), (70.0, 50), (130.0, 62), (float("inf"), 72))
START_MIN = 5  # to get in and out
ACROSS_MIN = 15  # by car from somewhere in a town to somewhere else in it
STEP_MIN = 5  # no estimate is finer


@dataclass(frozen=True, slots=True)
class Way:
    """The way between two points: kilometres of road, minutes by car and, where it is near enough, on foot.

    basis: `sourced`, a page gives the minutes by car; `estimated`, from the map; `area`, one of the points is only
    that of its surroundings, so the figures tell no more than the neighbourhood.
    """

    km: float
    drive_min: int
    walk_min: int | None
    basis: Basis
    source: str = "estimate"

    @property
    def on_foot(self) -> bool:
        """True where one walks rather than rides."""
        return self.walk_min is not None

    @property
    def minutes(self) -> int:
        """Minutes in the way one would choose."""
        return self.drive_min if self.walk_min is None else self.walk_min


def estimated(straight_km: float) -> Way:
    """The way over a distance as the crow flies."""
    return by_road(_road_km(straight_km), None, "estimated")


def to_an_area(straight_km: float) -> Way:
    """The way where one of the points stands for a whole town: by car, as nobody knows whether it can be walked."""
    km = _road_km(straight_km)
    return Way(round(km, 1), max(ACROSS_MIN, drive_minutes(km)), None, "area")


def next_door() -> Way:
    """The way between two entries within one small place, such as a café and the garden it stands in."""
    return Way(0.0, STEP_MIN, STEP_MIN, "area")


def _road_km(straight_km: float) -> float:
    return straight_km * next(factor for most, factor in DETOURS if straight_km <= most)


def by_road(km: float, drive_min: int | None, basis: Basis, source: str = "estimate") -> Way:
    """The way along so many kilometres of road; minutes by car are estimated where none are given."""
    drive = drive_minutes(km) if drive_min is None else drive_min
    return Way(round(km, 1), drive, walk_minutes(km) if km <= WALKABLE_KM else None, basis, source)


def drive_minutes(km: float) -> int:
    """Minutes by car along so many kilometres of road, in steps of five."""
    speed = next(speed for most, speed in SPEEDS if km <= most)
    return max(STEP_MIN, round((START_MIN + km / speed * 60) / STEP_MIN) * STEP_MIN)


def walk_minutes(km: float) -> int:
    """Minutes on foot along so many kilometres, in steps of five."""
    return max(STEP_MIN, round(km / WALK_KM_H * 60 / STEP_MIN) * STEP_MIN)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points along a great circle."""
    half = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    chord = (
        math.sin(half[0]) ** 2
        + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(half[1]) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))

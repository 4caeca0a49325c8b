"""The frame of a sketch map: how degrees become points of the page, and what is drawn there.

All lengths are in points of the page (1/72 inch); x grows to the right, y downwards.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bot.export.outlines import Points

KM_PER_DEGREE = 111.2
LEAST_KM = 8.0  # a map of one point shows its surroundings
MARGIN = 0.13  # of the width and height, left free around the points
RADIUS = 7.0  # of a mark
ROUNDS = 200  # of pushing marks apart
Course = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the plan. day: counted from 0, -1 where a day begins or ends; exact: known to about a kilometre."""

    day: int
    label: str
    name: str
    lat: float
    lon: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a spot is drawn (x, y), moved aside where others are too near, and where it is (at_x, at_y)."""

    day: int
    label: str
    exact: bool
    x: float
    y: float
    at_x: float
    at_y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """True where the two overlap."""
        beside = self.left >= other.right or other.left >= self.right
        return not (beside or self.top >= other.bottom or other.top >= self.bottom)


@dataclass(frozen=True, slots=True)
class Frame:
    """The piece of the world that is drawn."""

    west: float
    north: float
    across: float  # points of the page for a degree of longitude
    down: float
    width: float
    height: float

    def of(self, degrees: Points) -> Points:
        """Longitudes and latitudes on the page."""
        moved: Points = (degrees - (self.west, self.north)) * (self.across, -self.down)
        return moved

    def line(self, course: Course) -> Course:
        """Latitudes and longitudes on the page."""
        return rounded(self.of(np.array([(lon, lat) for lat, lon in course], dtype=float).reshape(-1, 2)))

    def length(self, km: float) -> float:
        """How long so many kilometres are."""
        return round(km / KM_PER_DEGREE * self.down, 1)

    def holds(self, box: Box) -> bool:
        """True where the rectangle lies inside, not at the edge."""
        return box.left >= 3 and box.top >= 3 and box.right <= self.width - 3 and box.bottom <= self.height - 3

    def shows(self, ring: Points) -> bool:
        """True where the ring's rectangle and the frame overlap."""
        left, top = ring.min(axis=0)
        right, bottom = ring.max(axis=0)
        return bool(left < self.width and right > 0 and top < self.height and bottom > 0)


def around(x: float, y: float, half_width: float, half_height: float) -> Box:
    """The rectangle with this middle."""
    return Box(x - half_width, y - half_height, x + half_width, y + half_height)


def rounded(points: Points) -> Course:
    """The points to a tenth, as JSON writes them."""
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def frame_of(spots: list[Spot], width: float, height: float) -> Frame:
    """The frame that shows all spots with a margin, the same scale in both directions."""
    lats, lons = [spot.lat for spot in spots], [spot.lon for spot in spots]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = math.cos(math.radians(lat))
    wide = max((max(lons) - min(lons)) * KM_PER_DEGREE * shrink, LEAST_KM)
    high = max((max(lats) - min(lats)) * KM_PER_DEGREE, LEAST_KM)
    per_km = min(width * (1 - 2 * MARGIN) / wide, height * (1 - 2 * MARGIN) / high)
    down, across = per_km * KM_PER_DEGREE, per_km * KM_PER_DEGREE * shrink
    return Frame(lon - width / 2 / across, lat + height / 2 / down, across, down, width, height)


def marks_of(spots: list[Spot], frame: Frame) -> list[Mark]:
    """The marks of the spots, pushed apart until none covers another, and held inside the frame."""
    own = frame.of(np.array([(spot.lon, spot.lat) for spot in spots], dtype=float))
    drawn = _apart(own, frame)
    alone = np.hypot(*(drawn - own).T) < 1.0  # what nothing pushed stays where it is
    drawn[alone] = own[alone]
    pairs: Iterable[tuple[Spot, tuple[float, float], tuple[float, float]]]
    pairs = zip(spots, rounded(drawn), rounded(own), strict=True)
    return [Mark(spot.day, spot.label, spot.exact, *at, *real) for spot, at, real in pairs]


def _apart(own: Points, frame: Frame) -> Points:
    # Marks of one point start around it, each in a direction of its own, or nothing could part them.
    turns = np.arange(len(own)) * 2.399963  # the golden angle: no two directions are alike
    drawn: Points = own + np.stack([np.cos(turns), np.sin(turns)], axis=1) * 0.5
    least, edge = 2 * RADIUS + 2, RADIUS + 3
    for _ in range(ROUNDS):
        between = drawn[:, None] - drawn[None, :]
        far = np.hypot(between[..., 0], between[..., 1]) + np.eye(len(own)) * 1e9
        if far.min() >= least:
            break
        push = np.clip(least + 0.2 - far, 0, None) / 2
        drawn = drawn + (between / np.maximum(far, 1e-6)[..., None] * push[..., None]).sum(axis=1)
        drawn = np.clip(drawn, edge, (frame.width - edge, frame.height - edge))
    return drawn

"""Names on a sketch map: of places beside their marks, of counties in their midst, only where they cover nothing."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from bot.export.outlines import County, Points, inside
from bot.export.sketch_frame import RADIUS, Box, Course, Frame, Mark, Spot, around

SIZE, COUNTY_SIZE = 7.0, 8.0
LONGEST = 30  # Latin characters; a Chinese one is as wide as two
GRID = 26
STEPS = 60  # in which a leg is looked at
Side = Literal["left", "right", "center"]
Seen = list[tuple[County, list[Points]]]


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map. side: which edge of the text stands at x."""

    text: str
    x: float
    y: float
    side: Side
    county: bool = False


def place_labels(
    spots: list[Spot], marks: list[Mark], lines: list[Course], frame: Frame, taken: list[Box]
) -> Iterator[Label]:
    """The names of places, each once, where there is room beside a mark; `taken` grows by what they cover."""
    told: set[str] = set()
    paths = _along(lines)
    for spot, mark in zip(spots, marks, strict=True):
        text = _short(spot.name)
        choices = _choices(text, mark) if spot.name not in told else []
        free = [(label, box) for label, box in choices if is_free(box, taken, frame)]
        if free:
            label, box = min(free, key=lambda choice: _crossed(choice[1], paths))  # of equals, the first
            taken.append(box)
            told.add(spot.name)
            yield label


def county_labels(seen: Seen, names: Mapping[str, str], frame: Frame, taken: list[Box]) -> Iterator[Label]:
    """The names of counties, each in the roomiest part of what is seen of it."""
    across, down = np.meshgrid(np.linspace(0, frame.width, GRID), np.linspace(0, frame.height, GRID // 2))
    grid = np.stack([across.ravel(), down.ravel()], axis=1)
    for county, rings in seen:
        name = names.get(county.name)
        if name is None:
            continue
        ring = max(rings, key=len)
        half, half_height = _width(name, COUNTY_SIZE) / 2 + 2, COUNTY_SIZE * 0.7
        within = np.all([inside(ring, grid + np.array([aside, 0.0])) for aside in (-half, 0.0, half)], axis=0)
        boxes = [(spot, around(spot[0], spot[1], half, half_height)) for spot in grid[within]]
        free = [(spot, box) for spot, box in boxes if is_free(box, taken, frame)]
        if free:
            (x, y), box = max(free, key=lambda pair: _room(pair[0], ring, taken))
            taken.append(box)
            yield Label(name, round(float(x), 1), round(float(y), 1), "center", county=True)


def is_free(box: Box, taken: list[Box], frame: Frame) -> bool:
    """True where the rectangle lies inside the frame and covers nothing."""
    return frame.holds(box) and not any(box.touches(other) for other in taken)


def _choices(text: str, mark: Mark) -> list[tuple[Label, Box]]:
    """Where the name could stand, the best first."""
    half, beside, above = _width(text, SIZE) / 2, RADIUS + 2.5, RADIUS + SIZE * 0.75
    places: list[tuple[Side, float, float, float]] = [
        ("left", beside, 0.0, half),
        ("right", -beside, 0.0, -half),
        ("center", 0.0, -above, 0.0),
        ("center", 0.0, above, 0.0),
        ("left", beside - 3, -above + 3, half),
        ("left", beside - 3, above - 3, half),
        ("right", 3 - beside, -above + 3, -half),
        ("right", 3 - beside, above - 3, -half),
    ]
    return [
        (
            Label(text, round(mark.x + dx, 1), round(mark.y + dy, 1), side),
            around(mark.x + dx + middle, mark.y + dy, half + 1, SIZE * 0.6),
        )
        for side, dx, dy, middle in places
    ]


def _along(lines: list[Course]) -> Points:
    """Many points along all legs."""
    ends = [(line[number], line[number + 1]) for line in lines for number in range(len(line) - 1)]
    if not ends:
        return np.zeros((0, 2))
    pairs, steps = np.array(ends, dtype=float), np.linspace(0, 1, STEPS)[None, :, None]
    points: Points = (pairs[:, None, 0] * (1 - steps) + pairs[:, None, 1] * steps).reshape(-1, 2)
    return points


def _crossed(box: Box, paths: Points) -> int:
    """How much of the legs the rectangle covers."""
    x, y = paths[:, 0], paths[:, 1]
    return int(((x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)).sum())


def _short(name: str) -> str:
    kept, wide = "", 0
    for char in name:
        wide += 2 if char > "\u2e7f" else 1
        if wide > LONGEST:
            whole = kept.rpartition(" ")[0] if char.isascii() else kept  # no word is cut
            return (whole or kept).rstrip(" ,-") + "…"
        kept += char
    return kept


def _width(text: str, size: float) -> float:
    """The width of a text, rather too much: the font's widest words have 0.6 of their size a letter."""
    return sum(size if char > "\u2e7f" else size * 0.6 for char in text)


def _room(spot: Points, ring: Points, taken: list[Box]) -> float:
    """How far the nearest border or mark is."""
    border = float(np.hypot(*(ring - spot).T).min())
    return min(border, *(math.hypot((b.left + b.right) / 2 - spot[0], (b.top + b.bottom) / 2 - spot[1]) for b in taken))

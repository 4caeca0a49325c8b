"""A schematic map of a plan: county outlines, numbered points by day, straight legs, a scale; north is up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from bot.export.outlines import County, Points, inside, thinned
from bot.export.sketch_frame import RADIUS, Course, Frame, Mark, Spot, around, frame_of, marks_of
from bot.export.sketch_labels import Label, county_labels, place_labels

NICE_KM = (0.5, 1, 2, 5, 10, 20, 50, 100)
LONGEST_SCALE = 0.2  # of the width


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is drawn, in points of the page.

    rings: of counties, True where the plan has a point inside; lines: each day's course; scale_length: how long
    scale_km kilometres are.
    """

    width: float
    height: float
    rings: tuple[tuple[bool, Course], ...]
    lines: tuple[tuple[int, Course], ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    scale_km: float
    scale_length: float


@dataclass(frozen=True, slots=True)
class Land:
    """What lies under the points: counties, and their names in the visitor's language by that of their outline."""

    counties: tuple[County, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def sketch(spots: list[Spot], courses: list[Course], land: Land, width: float, height: float) -> Sketch | None:
    """The map of the spots; None where there are none. courses: latitudes and longitudes of each day in order."""
    if not spots:
        return None
    frame = frame_of(spots, width, height)
    marks, lines = marks_of(spots, frame), [frame.line(course) for course in courses]
    shapes = [(county, [frame.of(ring) for ring in county.rings]) for county in land.counties]
    seen = [(county, rings) for county, rings in shapes if any(frame.shows(ring) for ring in rings)]
    taken = [around(mark.x, mark.y, RADIUS + 0.5, RADIUS + 0.5) for mark in marks]
    labels = list(place_labels(spots, marks, lines, frame, taken))
    labels += county_labels(seen, land.names, frame, taken)
    rings = _rings([ring for _, found in seen for ring in found], marks, frame)
    scale_km = max(km for km in NICE_KM if km == NICE_KM[0] or frame.length(km) <= width * LONGEST_SCALE)
    drawn = tuple(enumerate(lines))
    return Sketch(width, height, rings, drawn, tuple(marks), tuple(labels), scale_km, frame.length(scale_km))


def _rings(rings: list[Points], marks: list[Mark], frame: Frame) -> tuple[tuple[bool, Course], ...]:
    """The rings that are seen, each with whether a point of the plan lies inside; those without first."""
    points = np.array([(mark.at_x, mark.at_y) for mark in marks], dtype=float)
    shown = [(bool(inside(ring, points).any()), thinned(ring, 0.8)) for ring in rings if frame.shows(ring)]
    return tuple(sorted(shown, key=lambda pair: pair[0]))

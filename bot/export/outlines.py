"""The outlines of the counties around, as far as a sketch of a few kilometres needs them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # rows of x and y, or of longitude and latitude


@dataclass(frozen=True, slots=True)
class County:
    """A county's name as its file writes it, and its rings of longitudes and latitudes, islands and all."""

    name: str
    rings: tuple[Points, ...]


@lru_cache(maxsize=2)
def counties(outlines: Path | None) -> tuple[County, ...]:
    """Every county in the file of outlines (GeoJSON); none where there is no file."""
    written = json.loads(outlines.read_bytes()) if outlines else {"features": []}
    return tuple(_county(feature) for feature in written["features"])


def _county(feature: dict[str, dict[str, object]]) -> County:
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = tuple(np.asarray(ring, dtype=float) for part in parts for ring in part)  # type: ignore[attr-defined]
    return County(str(feature["properties"]["name"]), rings)


def inside(ring: Points, spots: Points) -> NDArray[np.bool_]:
    """For each of the spots whether it lies inside the ring, by counting the edges a ray to the right crosses."""
    x, y = spots[:, 0, None], spots[:, 1, None]
    ax, ay = ring[:-1, 0], ring[:-1, 1]
    bx, by = ring[1:, 0], ring[1:, 1]
    rises = np.where(by == ay, 1e-12, by - ay)
    crosses = ((ay > y) != (by > y)) & (x < ax + (y - ay) * (bx - ax) / rises)
    odd: NDArray[np.bool_] = crosses.sum(axis=1) % 2 == 1
    return odd


def thinned(ring: Points, least: float) -> list[tuple[float, float]]:
    """The ring without points that lie nearer than `least` to the one before, rounded to a tenth."""
    kept = [ring[0]]
    for point in ring[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in kept]

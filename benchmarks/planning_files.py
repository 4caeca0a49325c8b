"""Problems to plan: the public instances, the trips, and generated towns in the trips' format."""

import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np

from bot.planner.engine.problem import FREE, Day, Meal, Node, Problem

WHOLE_DAY = ((0, 1440),)


def read_toptw(file: Path, routes: int) -> Problem:
    """A public instance: times in tenths, for Cordeau's (pr*) in hundredths, as its travel times are rounded."""
    units = 100 if file.name.startswith("pr") else 10
    rows = [[float(cell) for cell in line.split()] for line in file.read_text().splitlines()[2:] if line.strip()]
    places = [(row[1], row[2], row[3], int(row[4]), row[-2], row[-1]) for row in rows]
    # The start has no list and no window but its closing time.
    places[0] = (*places[0][:4], 0.0, rows[0][-1])
    # A grain of sand: a distance of exactly 5.1 must not become 5.0 on its way through binary.
    travel = [[math.floor(math.dist(one[:2], other[:2]) * units + 1e-9) for other in places] for one in places]
    nodes = [Node(round(p[2] * units), p[3], group=number or FREE, eats=not number) for number, p in enumerate(places)]
    windows = tuple(((round(p[4] * units), round(p[5] * units)),) for p in places)
    day = Day(0, 0, 0, windows[0][0][1], windows)
    table = np.array(travel, dtype=np.int64)
    return Problem(tuple(nodes), (), (day,) * routes, table, np.zeros_like(table))


def read_trip(trip: dict[str, Any]) -> Problem:
    """A trip as a problem: ten points an interest, one less a minute of travel."""
    places = trip["places"]
    sights = [place["kind"] == "sight" for place in places]
    nodes = tuple(
        Node(place["minutes"], 10 * place["interest"], place["fee"], group=number, eats=False)
        if sight
        else Node(place["minutes"], 0, place["fee"], eats=True)
        for number, (place, sight) in enumerate(zip(places, sights, strict=True))
    )
    eating = tuple(number for number, place in enumerate(places) if place["kind"] == "eat")
    meals = tuple(Meal(*trip[name], minutes=0, nodes=eating) for name in ("lunch", "dinner"))
    days = tuple(_day(trip, number) for number in range(trip["days"]))
    travel = np.array(trip["travel"], dtype=np.int64)
    return Problem(nodes, meals, days, travel, travel, musts=frozenset(trip["must"]))


def _day(trip: dict[str, Any], number: int) -> Day:
    windows = tuple(
        () if number in place["closed_days"] else tuple((a, b) for a, b in place["windows"]) or WHOLE_DAY
        for place in trip["places"]
    )
    return Day(0, 0, trip["day_start"], trip["day_end"], windows, (0, 1), trip["purse_per_day"])


def load_trip(file: Path) -> dict[str, Any]:
    """The trip of a file, as it stands there."""
    trip: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return trip


def make_town(places: int, days: int, seed: int) -> dict[str, Any]:
    """A town of so many places, four in five of them sights, and a trip there: the same for the same seed."""
    rng = random.Random(f"{places} {days} {seed}")
    eating = max(3, round(places * 0.19))
    sights = places - eating
    centres = [(0.0, 0.0, 12.0)] + [(*_away(rng, 35, 120), 9.0) for _ in range(max(3, places // 60))]
    spots = [(0.0, 0.0)]
    for number in range(places):
        x, y, wide = centres[0] if rng.random() < (0.5 if number < sights else 0.6) else rng.choice(centres)
        spots.append((rng.gauss(x, wide), rng.gauss(y, wide)))
    travel = [[0 if a == b else 10 + round(1.1 * math.dist(a, b)) for b in spots] for a in spots]
    base = {"id": 0, "kind": "base", "minutes": 0, "interest": 0, "fee": 0, "windows": [[0, 1440]], "closed_days": []}
    made = [_sight(rng, number, days) for number in range(1, sights + 1)]
    made += [_eatery(rng, number) for number in range(sights + 1, places + 1)]
    easy = [place["id"] for place in made[:sights] if place["minutes"] <= 90 and not place["closed_days"]]
    return {
        "days": days,
        "day_start": 540,
        "day_end": 1260,
        "lunch": [660, 810],
        "dinner": [1020, 1170],
        "purse_per_day": 260,
        "must": sorted(rng.sample([number for number in easy if travel[0][number] <= 90], min(2, days))),
        "travel": travel,
        "places": [base, *made],
    }


def _away(rng: random.Random, least: float, most: float) -> tuple[float, float]:
    angle, far = rng.random() * 2 * math.pi, rng.uniform(least, most)
    return far * math.cos(angle), far * math.sin(angle)


def _sight(rng: random.Random, number: int, days: int) -> dict[str, Any]:
    minutes = rng.choice([30, 45, 60, 90, 120, 150])
    windows = rng.choices(
        [
            [[0, 1440 - minutes]],
            [[540, rng.choice([840, 900, 960, 1020]) - minutes + 60]],
            [[540, 690], [840, 1020]],
            [[1050, rng.choice([1230, 1290])]],
            [[660, 670], [900, 910], [1140, 1150]],
        ],
        weights=[40, 25, 12, 13, 10],
    )[0]
    closed = [rng.randrange(days)] if days > 1 and rng.random() < 0.2 else []
    interest, fee = rng.randint(12, 70), rng.choice([0, 0, 20, 40, 60, 90])
    return {
        "id": number,
        "kind": "sight",
        "minutes": minutes,
        "interest": interest,
        "fee": fee,
        "windows": windows,
        "closed_days": closed,
    }


def _eatery(rng: random.Random, number: int) -> dict[str, Any]:
    fee = rng.choice([25, 35, 50, 70])
    return {"id": number, "kind": "eat", "minutes": 60, "interest": 0, "fee": fee, "windows": [], "closed_days": []}

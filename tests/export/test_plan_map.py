"""The sketch map: nothing covers anything, the scale is true, and points lie in their counties."""

import math
from itertools import combinations

import numpy as np
import pytest
from conftest import at
from export.plan_samples import PLANS, WISHES

from bot.export.calendar_text import Writer
from bot.export.outlines import counties, inside
from bot.export.plan_sheet import sheet_data
from bot.export.plan_text import Teller
from bot.export.sketch_frame import RADIUS, Spot, around, frame_of
from bot.export.sketch_map import Land, sketch
from content.travel import distance_km


def spot(lat, lon, day=0, label="1", name="Somewhere"):
    return Spot(day, label, name, lat, lon, exact=True)


@pytest.fixture
def drawn(guide):
    """A function: the map on a plan's sheet."""

    def draw(name, language="en", medium="page"):
        writer = Writer(guide.catalogue, guide.words[language], at("2026-11-24 10:00"))
        return sheet_data(Teller(writer, PLANS[name], WISHES), medium)["map"]

    return draw


@pytest.mark.parametrize("medium", ["page", "picture"])
@pytest.mark.parametrize("name", PLANS)
def test_no_mark_covers_another_or_leaves_the_map(drawn, name, medium):
    drawing = drawn(name, medium=medium)
    marks = [(mark["x"], mark["y"]) for mark in drawing["marks"]]

    assert all(math.dist(one, other) >= 2 * RADIUS for one, other in combinations(marks, 2))
    assert all(RADIUS <= x <= drawing["width"] - RADIUS and RADIUS <= y <= drawing["height"] - RADIUS for x, y in marks)


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
@pytest.mark.parametrize("name", PLANS)
def test_no_name_covers_a_mark(drawn, name, language):
    drawing = drawn(name, language)
    boxes = [around(mark["x"], mark["y"], RADIUS, RADIUS) for mark in drawing["marks"]]
    for label in drawing["labels"]:
        assert not any(around(label["x"], label["y"], 1, 1).touches(box) for box in boxes), label


def test_marks_of_one_point_are_parted_and_keep_where_they_are():
    drawing = sketch([spot(26.5, 108.0, day) for day in range(7)], [], Land(), 400, 200)
    places = {(mark.at_x, mark.at_y) for mark in drawing.marks}

    assert places == {(200.0, 100.0)}
    assert all(math.dist((a.x, a.y), (b.x, b.y)) >= 2 * RADIUS for a, b in combinations(drawing.marks, 2))


def test_the_scale_is_that_of_the_points():
    one, other = spot(26.5, 107.8), spot(26.6, 108.2, label="2", name="Elsewhere")
    drawing = sketch([one, other], [], Land(), 400, 200)
    first, second = ((mark.at_x, mark.at_y) for mark in drawing.marks)
    km = distance_km(one.lat, one.lon, other.lat, other.lon)

    assert math.dist(first, second) == pytest.approx(km * drawing.scale_length / drawing.scale_km, rel=0.02)


def test_north_is_up_and_east_is_right():
    frame = frame_of([spot(26.0, 108.0), spot(27.0, 109.0)], 400, 200)
    (south_west, north_east) = frame.of(np.array([(108.0, 26.0), (109.0, 27.0)]))

    assert south_west[0] < north_east[0]
    assert south_west[1] > north_east[1]


def test_places_lie_in_the_county_that_their_entry_names(guide):
    labels = guide.catalogue.reference.vocabulary.counties
    rings = {county.name: county.rings for county in counties(guide.catalogue.reference.outlines)}
    wrong = [
        entry.id
        for entry in guide.catalogue.of_kind("place")
        if entry.coordinates
        and entry.coordinates.precision in ("exact", "village")
        and (names := [labels[one].zh for one in entry.county if one in labels])
        and not any(
            inside(ring, np.array([(entry.coordinates.lon, entry.coordinates.lat)])).any()
            for name in names
            for ring in rings[name]
        )
    ]

    assert wrong == []


def test_no_spots_give_no_map():
    assert sketch([], [], Land(), 400, 200) is None

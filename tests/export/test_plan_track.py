"""Plans as GPX, read back by gpxpy."""

import gpxpy
import pytest
from export.plan_samples import PLANS, WISHES

from bot.export.calendar_text import Writer
from bot.export.plan_track import plan_track


@pytest.fixture(scope="module")
def track(guide):
    """A function: a plan's track, read back."""
    from conftest import at

    def read(name, language="en"):
        writer = Writer(guide.catalogue, guide.words[language], at("2026-11-24 10:00"))
        file = plan_track(writer, PLANS[name], WISHES, "plan.gpx")
        assert (file.name, file.mime) == ("plan.gpx", "application/gpx+xml")
        return gpxpy.parse(file.content.decode())

    return read


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
@pytest.mark.parametrize("name", PLANS)
def test_there_is_a_route_a_day(track, name, language):
    assert len(track(name, language).routes) == len(PLANS[name].days)


def test_a_route_runs_from_where_the_day_begins_to_where_it_ends(track):
    names = [point.name for point in track("one way").routes[0].points]

    assert names[0].startswith("Stay downtown")
    assert names[1] == "Xianglu Mountain (香炉山)"
    assert names[-1] == "Kaili South Railway Station (凯里南站)"


def test_a_place_is_one_waypoint_with_its_own_coordinates(track, guide):
    points = [one for one in track("two days").waypoints if one.name.startswith("Xijiang")]
    own = guide.catalogue.get("xijiang").coordinates

    assert [(one.latitude, one.longitude) for one in points] == [(own.lat, own.lon)]


def test_a_waypoint_says_how_exact_it_is(track):
    told = {one.name.split(" (")[0]: one.description for one in track("two days").waypoints}

    assert told["Xijiang Thousand-Household Miao Village"] == "The point is exact."
    assert "approximate" in told["Upper Langde Miao Village"]


def test_the_file_says_that_its_lines_are_no_roads(track):
    assert "straight, not roads" in track("one day").description
    assert "直线，不是道路" in track("one day", "zh").description


def test_an_undated_plan_has_a_track_too(track):
    assert track("any day").routes[0].name == "Day 1"

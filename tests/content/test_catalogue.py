import math
from datetime import date

import pytest
from broken.examples import write_examples
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import ROOT
from content.catalogue import open_catalogue
from content.load import ContentError
from content.travel import distance_km


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The catalogue of the README's examples."""
    return open_catalogue(write_examples(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def real():
    return open_catalogue(ROOT / "content")


def test_entries_are_found_by_id_kind_and_tag(small):
    assert small.get("lantern_bridge").names.zh == "灯笼桥"
    assert small.get("nowhere") is None
    assert "nowhere" not in small
    assert [entry.id for entry in small.of_kind("dish")] == ["five_soups", "pear_soup"]
    assert {entry.id for entry in small.with_tag("sweet", "bridge")} == {"lantern_bridge", "pear_soup", "pear_walk"}


def test_an_entry_is_also_called_by_its_names_in_languages_that_the_guide_does_not_speak(small):
    called = [(name.language, name.text) for name in small.names() if name.id == "lantern_bridge"]

    assert ("ja", "提灯橋") in called
    assert ("ru", "Фонарный мост") in called


def test_entries_can_be_kept_in_a_set(small):
    assert len(set(small)) == len(list(small))


@pytest.mark.parametrize("kinds", [("place",), ("eatery", "lodging"), ("place", "hub")])
def test_what_is_near_is_sorted_by_distance_and_stays_within_reach(real, kinds):
    found = real.near(26.58, 107.98, *kinds, within_km=12)

    distances = [near.distance_km for near in found]
    assert len(found) > 2
    assert distances == sorted(distances)
    assert max(distances) <= 12
    assert {near.entry.kind for near in found} <= set(kinds)


def test_an_entry_with_a_point_keeps_its_precision(small):
    assert small.point(small.get("lantern_bridge")).precision == "exact"


@pytest.mark.parametrize("entry_id", ["copper_ladle", "heron_inn", "pear_fair"])
def test_an_entry_without_a_point_takes_that_of_its_place_marked_as_an_area(small, entry_id):
    point, wharf = small.point(small.get(entry_id)), small.point(small.get("old_wharf"))

    assert (point.lat, point.lon, point.precision) == (wharf.lat, wharf.lon, "area")
    assert wharf.precision == "approximate"


def test_an_entry_that_belongs_nowhere_has_no_point(small):
    assert small.point(small.get("taxi")) is None


def test_places_that_name_each_other_as_their_whereabouts_have_no_point(tmp_path):
    folder = write_examples(tmp_path)
    for name, other in (("mill", "weir"), ("weir", "mill")):
        text = f"names: {{en: {name}, zh: 磨坊}}\nwhere: [{other}]\nfacts: []\n"
        (folder / f"places/{name}.yaml").write_text(text, encoding="utf-8")

    catalogue = open_catalogue(folder)

    assert catalogue.point(catalogue.get("mill")) is None


def test_a_drive_is_the_same_both_ways_and_holds_for_what_lies_inside(small):
    there = small.leg("lanternford_station", "old_wharf")

    assert there.drive_min == 15
    assert small.leg("old_wharf", "lanternford_station") is there
    assert small.leg("lantern_bridge", "lanternford_station") is there
    assert small.leg("lanternford_station", "copper_ladle") is there
    assert small.leg("lanternford_station", "taxi") is None


def test_every_drive_of_the_real_content_is_found_both_ways(real):
    for leg in real.reference.travel.legs:
        assert real.leg(leg.start, leg.end) is real.leg(leg.end, leg.start) is leg


def test_names_say_whether_they_are_loose_main_or_generic(small):
    names = {name.text: name for name in small.names()}

    assert (names["Lantern Bridge"].loose, names["Lantern Bridge"].main) == (False, True)
    assert (names["灯桥"].loose, names["灯桥"].main, names["灯桥"].language) == (False, False, "zh")
    assert (names["the bridge"].loose, names["the bridge"].main) == (True, False)
    assert names["Dēnglóng Qiáo"].language == "pinyin"
    assert names["Taxi"].loose is True
    assert names["打车"].loose is True
    assert names["灯渡镇"].kind == "town"
    assert names["Pagoda City"].kind == "outside"


def test_topics_and_the_towns_own_entry_give_no_names(small):
    assert {name.kind for name in small.names()} & {"topic"} == set()
    assert {name.kind for name in small.names() if name.id == "lanternford"} == {"town"}


def test_facts_come_in_the_order_asked_for_with_advice_last(tmp_path):
    folder = write_examples(tmp_path)
    fact = "  - {{about: {0}, en: {1}, zh: {1}山, source: '{2}', as_of: 2026, confidence: single}}\n"
    text = "names: {en: Mill, zh: 磨坊}\nfacts:\n" + "".join(
        fact.format(*row)
        for row in [
            ("hours", "One", "Notice"),
            ("tickets", "Two", "advice: editorial"),
            ("tickets", "Three", "Notice"),
            ("tickets", "Four", "Notice"),
        ]
    )
    (folder / "places/mill.yaml").write_text(text, encoding="utf-8")

    found = open_catalogue(folder).facts("mill", "tickets", "hours")

    assert [said.en for said in found] == ["Three", "Four", "Two", "One"]


def test_events_at_a_place_include_those_at_its_parts(small):
    assert {event.id for event in small.events_at("old_wharf")} == {
        "lantern_night",
        "pear_fair",
        "raft_race",
        "bridge_market",
        "wharf_market",
    }


def test_events_between_two_days_come_in_order_of_their_dates(small):
    found = small.events_between(date(2026, 7, 20), date(2026, 8, 2))

    assert [(item.event, item.start.day) for item in found if not item.event.endswith("_market")] == [
        ("founding_day", 23),
        ("lantern_night", 24),
        ("lantern_night", 25),
        ("lantern_night", 31),
        ("lantern_night", 1),
        ("pear_fair", 1),
    ]


def test_broken_content_is_refused_with_every_problem(tmp_path):
    folder = write_examples(tmp_path)
    for name in ("one", "two_"):
        (folder / f"places/{name}.yaml").write_text("names: {en: Mill}\nfacts: []\n", encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        open_catalogue(folder)

    assert [problem.file for problem in refused.value.problems] == [
        "content/places/one.yaml",
        "content/places/two_.yaml",
    ]


LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


@settings(deadline=None)
@given(LAT, LON, LAT, LON)
def test_distance_is_the_same_both_ways_and_at_most_half_the_earth(lat, lon, other_lat, other_lon):
    there = distance_km(lat, lon, other_lat, other_lon)

    assert 0 <= there <= 20016
    assert math.isclose(there, distance_km(other_lat, other_lon, lat, lon), abs_tol=1e-6)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    assert distance_km(26, 108, 27, 108) == pytest.approx(111.2, abs=0.1)

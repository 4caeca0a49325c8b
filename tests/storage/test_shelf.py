from datetime import timedelta

import pytest
from conftest import at

from bot.planner.model import Anchor, DayPlan, DayWish, Leg, Plan, Reason, Stop, Trip, Wishes
from bot.planner.stored import read, token, written
from bot.storage.shelf import MOST_BYTES, Shelf, ShelfError

NOW = at("2026-11-25 10:00")
DAY = NOW.date() + timedelta(days=3)
TRIP = Trip(
    Wishes(days=1, first=DAY, arrive=Anchor("kaili_south_station", 845), of_days=(DayWish(lunch="xiasi"),)),
    Plan(
        (
            DayPlan(
                DAY,
                540,
                800,
                "stay_downtown",
                "stay_downtown",
                (
                    Stop(
                        "xiasi",
                        "visit",
                        600,
                        780,
                        Leg(35, 25.0, "car", "estimated"),
                        0,
                        reason=Reason("first", must=True),
                    ),
                ),
            ),
        ),
        321,
        340.5,
    ),
)


@pytest.fixture
def shelf(tmp_path):
    opened = Shelf(tmp_path)
    yield opened
    opened.close()


def test_a_trip_comes_back_as_it_was():
    assert read(written(TRIP)) == TRIP


@pytest.mark.parametrize("text", ["", "{}", "[]", "not json", '{"wishes": {"days": "many"}}'])
def test_what_is_no_trip_is_none(text):
    assert read(text) is None


def test_the_same_trip_has_the_same_token_and_another_another():
    other = Trip(Wishes(days=2))

    assert token(written(TRIP)) == token(written(TRIP)) != token(written(other))
    assert token(written(TRIP)).isalnum()


def test_what_is_kept_is_found_after_a_restart(tmp_path):
    first = Shelf(tmp_path)
    first.keep("abc", "the trip", NOW)
    first.close()
    second = Shelf(tmp_path)

    assert second.find("abc") == "the trip"
    second.close()


def test_a_token_nobody_kept_finds_nothing(shelf):
    assert shelf.find("nothing' OR '1'='1") is None


def test_keeping_twice_changes_nothing(shelf):
    shelf.keep("abc", "the trip", NOW)
    shelf.keep("abc", "another", NOW)

    assert shelf.find("abc") == "the trip"


def test_what_is_too_large_is_refused(shelf):
    with pytest.raises(ShelfError, match="too large"):
        shelf.keep("abc", "x" * (MOST_BYTES + 1), NOW)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(ShelfError, match="DATA_DIR"):
        Shelf(tmp_path / "file")

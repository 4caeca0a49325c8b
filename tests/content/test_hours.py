from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from content.hours import check_hours, is_open, next_change

ZONE = ZoneInfo("Asia/Shanghai")


def moment(written):
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("clock", "open_then"), [("08:59", False), ("09:00", True), ("16:59", True), ("17:00", False), ("23:00", False)]
)
def test_opens_and_shuts_on_the_minute(clock, open_then):
    assert is_open("Tu-Su 09:00-17:00", moment(f"2026-11-24 {clock}")) is open_then


@pytest.mark.parametrize(
    ("written", "when", "open_then"),
    [
        ("Tu-Su 09:00-17:00", "2026-11-23 10:00", False),  # a Monday
        ("Mo-Fr 08:30-12:00,14:00-17:30; Sa-Su 09:00-18:00", "2026-11-24 13:00", False),
        ("Mo-Fr 08:30-12:00,14:00-17:30; Sa-Su 09:00-18:00", "2026-11-28 13:00", True),
        ("Apr-Oct 08:00-18:30; Nov-Mar 09:00-17:00", "2026-10-31 18:00", True),
        ("Apr-Oct 08:00-18:30; Nov-Mar 09:00-17:00", "2026-11-01 18:00", False),
        ("Fr-Su 19:00-01:00", "2026-11-30 00:30", True),  # Sunday's night runs into Monday
        ("Fr-Su 19:00-01:00", "2026-11-30 01:00", False),
        ("24/7", "2026-11-24 03:00", True),
    ],
)
def test_hours_hold_on_their_days_and_in_their_months(written, when, open_then):
    assert is_open(written, moment(when)) is open_then


def test_the_clock_of_the_town_counts_whatever_zone_the_machine_has():
    assert is_open("Mo-Su 09:00-17:00", moment("2026-11-24 09:30")) is True


@pytest.mark.parametrize(
    ("when", "change"),
    [
        ("2026-11-24 10:00", "2026-11-24 17:00"),
        ("2026-11-24 18:00", "2026-11-25 09:00"),
        ("2026-11-29 17:00", "2026-12-01 09:00"),  # Monday is skipped
    ],
)
def test_the_next_change_is_when_it_shuts_or_opens(when, change):
    assert next_change("Tu-Su 09:00-17:00", moment(when)) == moment(change)


def test_what_never_shuts_never_changes():
    assert next_change("24/7", moment("2026-11-24 10:00")) is None


@pytest.mark.parametrize("written", ["", "9点到5点", "9am-5pm", "Tuesday 9-5", "Mo-Su 25:00-26:00", "every day"])
def test_what_is_no_hours_is_refused_with_an_example(written):
    with pytest.raises(ValueError, match="write for example 'Tu-Su 09:00-17:00'"):
        check_hours(written)

from datetime import date, timedelta

import lunardate
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.almanac import ANIMALS, animal_day, day_animal, lunar_chinese, lunar_date, lunar_day

# The earthly branches in the order of the animals, as an almanac prints them.
PRINTED = {"2006-11-10": "rabbit", "2010-02-16": "rooster", "2013-11-10": "dragon", "2016-11-04": "tiger",
           "2018-07-22": "rabbit", "2023-05-03": "rooster", "2024-04-21": "rabbit", "2026-11-23": "ox"}  # fmt: skip


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2024, 1, 1, "2024-02-10"),
        (2025, 1, 1, "2025-01-29"),
        (2026, 1, 1, "2026-02-17"),
        (2027, 1, 1, "2027-02-06"),
        (2025, 5, 5, "2025-05-31"),
        (2026, 5, 5, "2026-06-19"),
        (2026, 8, 15, "2026-09-25"),
        (2025, 6, 1, "2025-06-25"),  # 2025 repeats the sixth month: the first is meant
        (2025, -6, 1, "2025-07-25"),
        (2025, 7, 1, "2025-08-23"),
        (2023, -2, 1, "2023-03-22"),
        (2028, -5, 1, "2028-06-23"),
    ],
)
def test_lunar_dates_fall_where_the_almanac_has_them(year, month, day, expected):
    found = lunar_date(year, month, day)

    assert found == date.fromisoformat(expected)
    assert lunar_day(found) == (month, day)


@pytest.mark.parametrize(("year", "month", "day"), [(2026, -6, 1), (2025, 12, 30), (2026, 1, 31)])
def test_a_lunar_day_that_a_year_does_not_have_is_none(year, month, day):
    assert lunar_date(year, month, day) is None


@settings(deadline=None)
@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)))
def test_every_day_has_one_lunar_date_that_leads_back_to_it(day):
    month, number = lunar_day(day)

    assert day in (lunar_date(day.year, month, number), lunar_date(day.year - 1, month, number))


@pytest.mark.parametrize("year", range(2020, 2036))
def test_every_day_has_the_lunar_date_that_another_library_gives_it(year):
    for number in range(366):
        day = date(year, 1, 1) + timedelta(number)
        other = lunardate.LunarDate.from_solar_date(day.year, day.month, day.day)

        assert lunar_day(day) == (-other.month if other.is_leap_month else other.month, other.day), day


@pytest.mark.parametrize(("day", "animal"), PRINTED.items())
def test_a_day_has_the_animal_that_almanacs_print(day, animal):
    assert day_animal(date.fromisoformat(day)) == animal


@given(st.sampled_from(ANIMALS), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_the_next_day_of_an_animal_lies_within_twelve_days(animal, day):
    found = animal_day(animal, day)

    assert 0 <= (found - day).days < 12
    assert day_animal(found) == animal


@pytest.mark.parametrize(
    ("day", "chinese"), [("2027-02-21", "正月十六"), ("2025-07-25", "闰六月初一"), ("2026-12-09", "冬月初一")]
)
def test_a_lunar_day_is_named_as_chinese_does(day, chinese):
    assert lunar_chinese(date.fromisoformat(day)) == chinese

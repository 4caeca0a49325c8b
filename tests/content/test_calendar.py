from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.calendar import WEEKDAYS, last_occurrence, lunar_date, lunar_day, next_occurrence, occurrences
from content.model import Event

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def event(rule=None, reported=()):
    data = {
        "id": "mill_day",
        "kind": "event",
        "form": "event",
        "names": {"en": "Mill Day", "zh": "磨坊日"},
        "facts": [],
        "occurrences": [{"source": "Notice", **item} for item in reported],
    }
    if rule:
        data["recurrence"] = {"source": "Notice", "as_of": "2026", **rule}
    return Event.model_validate(data)


def starts(found):
    return [item.start.isoformat() for item in found]


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


def test_a_lunar_festival_lasts_its_days_and_is_computed():
    found = occurrences(event({"calendar": "lunar", "month": "6", "day": "19", "days": "3"}), *YEAR)

    assert [(item.start, item.end, item.certainty) for item in found] == [
        (date(2026, 8, 1), date(2026, 8, 3), "computed")
    ]


@pytest.mark.parametrize(("leap", "expected"), [("skip", ["2025-07-13"]), ("repeat", ["2025-07-13", "2025-08-12"])])
def test_a_leap_month_brings_a_festival_again_only_where_the_rule_says_so(leap, expected):
    rule = {"calendar": "lunar", "month": "6", "day": "19", "leap_month": leap}

    assert starts(occurrences(event(rule), date(2025, 1, 1), date(2025, 12, 31))) == expected


def test_a_weekly_event_comes_only_in_its_months():
    rule = {"calendar": "weekly", "weekdays": ["sat", "sun"], "months": ["9", "10"]}

    found = occurrences(event(rule), date(2026, 8, 28), date(2026, 9, 13))

    assert starts(found) == ["2026-09-05", "2026-09-06", "2026-09-12", "2026-09-13"]
    assert all(item.weekly for item in found)


@pytest.mark.parametrize("weekday", WEEKDAYS)
def test_a_weekly_event_falls_on_its_weekday(weekday):
    found = occurrences(event({"calendar": "weekly", "weekdays": [weekday]}), *YEAR)

    assert len(found) in (52, 53)
    assert {item.start.strftime("%a").lower() for item in found} == {weekday}


def test_a_day_in_february_that_most_years_lack_comes_in_leap_years():
    rule = {"calendar": "gregorian", "month": "2", "day": "29"}

    assert starts(occurrences(event(rule), date(2025, 1, 1), date(2029, 1, 1))) == ["2028-02-29"]


def test_a_festival_over_new_year_is_found_from_either_side():
    new_year = event({"calendar": "gregorian", "month": "12", "day": "30", "days": "4"})

    assert starts(occurrences(new_year, date(2027, 1, 2), date(2027, 1, 3))) == ["2026-12-30"]


@pytest.mark.parametrize("flag", ["approximate", "inferred"])
def test_a_rule_that_nobody_states_gives_estimates(flag):
    found = occurrences(event({"calendar": "gregorian", "month": "7", "day": "23", flag: "true"}), *YEAR)

    assert [item.certainty for item in found] == ["estimated"]


def test_reckoned_animal_days_are_estimates():
    rule = {"calendar": "miao", "estimates": ["2026-11-12", "2027-11-07"], "days": "2"}

    assert [(item.start, item.end, item.certainty) for item in occurrences(event(rule), *YEAR)] == [
        (date(2026, 11, 12), date(2026, 11, 13), "estimated")
    ]


def test_what_is_only_announced_has_no_date_of_its_own():
    announced = event({"calendar": "announced", "around": "07-21", "cycle_days": "5"})

    assert occurrences(announced, *YEAR) == []
    assert next_occurrence(announced, date(2026, 1, 1)) is None
    assert last_occurrence(announced, date(2026, 1, 1)) is None


def test_a_reported_date_replaces_the_computed_one_of_its_season_only():
    rule = {"calendar": "gregorian", "month": "7", "day": "23"}

    found = occurrences(event(rule, [{"start": "2026-07-10", "end": "2026-07-12"}]), *YEAR[:1], date(2027, 12, 31))

    assert [(item.start.isoformat(), item.certainty) for item in found] == [
        ("2026-07-10", "announced"),
        ("2027-07-23", "computed"),
    ]


def test_a_report_outside_the_range_still_replaces_the_rule():
    moved = event({"calendar": "gregorian", "month": "7", "day": "23"}, [{"start": "2026-08-20"}])

    assert occurrences(moved, date(2026, 7, 1), date(2026, 7, 31)) == []


def test_a_reported_day_of_a_weekly_event_is_not_told_twice():
    weekly = event({"calendar": "weekly", "weekdays": ["fri"]}, [{"start": "2026-11-06"}])

    found = occurrences(weekly, date(2026, 11, 1), date(2026, 11, 14))

    assert [(item.start.isoformat(), item.certainty) for item in found] == [
        ("2026-11-06", "announced"),
        ("2026-11-13", "computed"),
    ]


def test_what_happened_once_is_past_and_does_not_come_again():
    once = event({"calendar": "once", "start": "2024-09-26", "end": "2024-09-28"})
    today = date(2026, 11, 24)

    assert next_occurrence(once, today) is None
    assert last_occurrence(once, today).end == date(2024, 9, 28)
    assert last_occurrence(once, date(2024, 9, 28)) is None
    assert next_occurrence(once, date(2024, 9, 28)).start == date(2024, 9, 26)


def test_the_last_occurrence_is_the_latest_report_that_is_over():
    reported = [{"start": "2025-01-22", "end": "2025-01-23"}, {"start": "2022-07-12"}, {"start": "2027-01-01"}]

    assert last_occurrence(event(None, reported), date(2026, 11, 24)).start == date(2025, 1, 22)


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
RULES = st.one_of(
    st.fixed_dictionaries(
        {
            "calendar": st.just("weekly"),
            "weekdays": st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
            "months": st.lists(st.integers(1, 12), unique=True),
        }
    ),
    st.fixed_dictionaries(
        {
            "calendar": st.just("lunar"),
            "month": st.integers(1, 12),
            "day": st.integers(1, 30),
            "days": st.integers(1, 15),
            "leap_month": st.sampled_from(["skip", "repeat"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "calendar": st.just("gregorian"),
            "month": st.integers(1, 12),
            "day": st.integers(1, 29),
            "days": st.integers(1, 60),
        }
    ),
    st.builds(
        lambda start, days: {"calendar": "once", "start": start, "end": start + timedelta(days)},
        DAYS,
        st.integers(0, 300),
    ),
)


@settings(deadline=None)
@given(RULES, st.lists(DAYS, max_size=3), DAYS, st.integers(0, 200))
def test_occurrences_are_in_order_touch_the_range_and_never_repeat_a_start(rule, reported, first, days):
    last = first + timedelta(days)

    found = occurrences(event(rule, [{"start": day} for day in set(reported)]), first, last)

    assert found == sorted(found)
    assert all(item.start <= item.end and item.start <= last and item.end >= first for item in found)
    assert len({item.start for item in found}) == len(found)

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.almanac import ANIMALS, day_animal
from content.calendar import WEEKDAYS, first_occurrence, next_occurrence, occurrences, past_occurrences
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


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"month": 10}, "2026-11-12"),  # the tenth month begins on 9 November, a pig day
        ({"month": 10, "nth": 2}, "2026-11-24"),
        ({"month": 6, "from_day": 16}, "2026-08-09"),  # its sixteenth is 29 July, the day after a rabbit day
    ],
)
def test_a_miao_rule_finds_the_animal_day_of_its_lunar_month(rule, expected):
    animal = "tiger" if rule["month"] == 10 else "rabbit"

    found = occurrences(event({"calendar": "miao", "animal": animal, **rule}), *YEAR)

    assert starts(found) == [expected]
    assert day_animal(found[0].start) == animal


@pytest.mark.parametrize(("leap", "expected"), [("skip", "2014-11-27"), ("first", "2014-11-03")])
def test_a_leap_month_may_count_as_the_beginning_of_the_month_after_it(leap, expected):
    # 2014 repeated the ninth month from 24 October on.
    rule = {"calendar": "miao", "animal": "tiger", "month": 10, "leap_month": leap}

    assert starts(occurrences(event(rule), date(2014, 9, 1), date(2014, 12, 31))) == [expected]


def test_a_miao_rule_without_an_animal_has_no_dates_of_its_own():
    assert occurrences(event({"calendar": "miao"}), *YEAR) == []


def test_a_cycle_of_years_comes_in_its_turn_and_for_as_long_as_a_round_takes():
    rule = {
        "calendar": "gregorian", "month": 3, "day": 1, "every_years": 12, "run_years": 3, "since": 2022, "inferred": True
    }  # fmt: skip
    round_ = event(rule)

    found = occurrences(round_, date(2010, 1, 1), date(2050, 12, 31))

    assert [item.start.year for item in found] == [2022, 2023, 2024, 2034, 2035, 2036, 2046, 2047, 2048]
    assert next_occurrence(round_, date(2026, 11, 24)).start == date(2034, 3, 1)


def test_a_range_of_the_ordinary_year_may_go_on_over_the_new_year():
    rule = {"calendar": "gregorian", "month": 11, "day": 15, "end_month": 2, "end_day": 28}

    found = occurrences(event(rule), date(2027, 1, 10), date(2027, 1, 10))

    assert [(item.start, item.end) for item in found] == [(date(2026, 11, 15), date(2027, 2, 28))]


def test_a_market_on_animal_days_comes_on_each_of_them():
    found = occurrences(event({"calendar": "animal_days", "animals": ["rat", "horse"]}), *YEAR)

    assert {day_animal(item.start) for item in found} == {"rat", "horse"}
    assert {(b.start - a.start).days for a, b in pairwise(found)} == {6}
    assert all(item.weekly for item in found)


@pytest.mark.parametrize("known", ["2026-06-03", "2020-01-05", "2030-12-30"])
def test_a_market_every_five_days_is_counted_from_a_known_day_both_ways(known):
    found = occurrences(event({"calendar": "cycle", "cycle_days": 5, "start": known}), *YEAR)

    assert len(found) == 73
    assert {(item.start - date.fromisoformat(known)).days % 5 for item in found} == {0}


def test_something_weekly_is_computed_for_a_year_after_it_was_last_seen_to_hold():
    weekly = event({"calendar": "weekly", "weekdays": ["fri"], "confirmed": "2025-12"})

    found = occurrences(weekly, date(2026, 12, 20), date(2027, 1, 10))

    assert [(item.start.isoformat(), item.certainty) for item in found] == [
        ("2026-12-25", "computed"),
        ("2027-01-01", "estimated"),
        ("2027-01-08", "estimated"),
    ]


def test_something_weekly_that_nobody_confirmed_is_an_estimate():
    found = occurrences(event({"calendar": "weekly", "weekdays": ["fri"]}), *YEAR)

    assert {item.certainty for item in found} == {"estimated"}


def test_a_rule_that_missed_what_happened_gives_estimates():
    rule = {"calendar": "lunar", "month": "3", "day": "15", "missed": [2021]}

    assert {item.certainty for item in occurrences(event(rule), *YEAR)} == {"estimated"}


@pytest.mark.parametrize("calendar", ["weekly", "lunar", "gregorian", "miao", "cycle", "animal_days"])
def test_nothing_comes_before_the_first_year(calendar):
    rule = {
        "calendar": calendar, "month": 6, "day": 1, "weekdays": ["mon"], "since": 2026, "animal": "ox", "animals": ["ox"],
        "cycle_days": 7, "start": "2026-05-01",
    }  # fmt: skip

    found = occurrences(event(rule), date(2023, 1, 1), date(2028, 12, 31))

    assert found
    assert min(item.start for item in found).year == 2026


def test_each_date_says_which_rule_it_comes_from():
    rule = {"calendar": "lunar", "month": "6", "day": "19"}

    found = occurrences(event(rule, [{"start": "2025-07-20"}]), date(2025, 1, 1), date(2026, 12, 31))

    assert [item.rule for item in found] == ["reported", "lunar"]


def test_what_is_only_announced_has_no_date_of_its_own():
    announced = event({"calendar": "announced", "around": "07-21", "cycle_days": "5", "months": [7]})

    assert occurrences(announced, *YEAR) == []
    assert next_occurrence(announced, date(2026, 1, 1)) is None
    assert past_occurrences(announced, date(2026, 1, 1)) == []


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
    weekly = event({"calendar": "weekly", "weekdays": ["fri"], "confirmed": "2026-10"}, [{"start": "2026-11-06"}])

    found = occurrences(weekly, date(2026, 11, 1), date(2026, 11, 14))

    assert [(item.start.isoformat(), item.certainty) for item in found] == [
        ("2026-11-06", "announced"),
        ("2026-11-13", "computed"),
    ]


def test_what_happened_once_is_past_and_does_not_come_again():
    once = event({"calendar": "once", "start": "2024-09-26", "end": "2024-09-28"})
    today = date(2026, 11, 24)

    assert next_occurrence(once, today) is None
    assert [item.end for item in past_occurrences(once, today)] == [date(2024, 9, 28)]
    assert past_occurrences(once, date(2024, 9, 28)) == []
    assert next_occurrence(once, date(2024, 9, 28)).start == date(2024, 9, 26)


def test_what_is_over_comes_the_latest_first():
    reported = [{"start": "2025-01-22", "end": "2025-01-23"}, {"start": "2022-07-12"}, {"start": "2027-01-01"}]

    assert starts(past_occurrences(event(None, reported), date(2026, 11, 24))) == ["2025-01-22", "2022-07-12"]


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
    st.fixed_dictionaries(
        {
            "calendar": st.just("miao"),
            "animal": st.sampled_from(ANIMALS),
            "month": st.integers(1, 12),
            "nth": st.integers(1, 2),
            "from_day": st.integers(1, 29),
            "days": st.integers(1, 5),
            "leap_month": st.sampled_from(["skip", "first"]),
        }
    ),
    st.fixed_dictionaries(
        {"calendar": st.just("animal_days"), "animals": st.lists(st.sampled_from(ANIMALS), min_size=1, unique=True)}
    ),
    st.fixed_dictionaries({"calendar": st.just("cycle"), "cycle_days": st.integers(2, 30), "start": DAYS}),
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


@settings(deadline=None)
@given(RULES, st.lists(DAYS, max_size=3), DAYS, st.integers(0, 60))
def test_a_range_holds_what_its_days_hold(rule, reported, first, days):
    some = event(rule, [{"start": day} for day in set(reported)])
    each = [first + timedelta(number) for number in range(days + 1)]

    by_day = {item for day in each for item in occurrences(some, day, day)}

    assert set(occurrences(some, each[0], each[-1])) == by_day


@settings(deadline=None)
@given(RULES, st.lists(DAYS, max_size=3), DAYS, st.integers(0, 400))
def test_the_first_of_a_range_is_the_first_of_all_in_it(rule, reported, first, days):
    some, last = event(rule, [{"start": day} for day in set(reported)]), first + timedelta(days)

    assert first_occurrence(some, first, last) == next(iter(occurrences(some, first, last)), None)


@settings(deadline=None)
@given(RULES, st.integers(2000, 2060), DAYS, st.integers(0, 2000))
def test_no_rule_reaches_back_before_its_first_year(rule, since, first, days):
    if rule["calendar"] == "once":
        return

    found = occurrences(event({**rule, "since": since}), first, first + timedelta(days))

    # A lunar year begins in the ordinary year of its number.
    assert all(item.start.year >= since for item in found)

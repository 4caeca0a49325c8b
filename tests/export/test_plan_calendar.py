"""Plans as calendar files, read back by another library (`ical`)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from conftest import at
from export.plan_samples import FRIDAY, PLANS, SATURDAY, WISHES, plan_of
from ical.calendar_stream import IcsCalendarStream

from bot.app import ZONE
from bot.export.calendar_text import Writer
from bot.export.plan_calendar import plan_calendar

LANGUAGES = ("en", "zh", "zh-Hant")


@pytest.fixture(scope="module")
def written(guide):
    """A function: the entries of a plan's calendar file, in order."""

    def write(plan, language="en", now="2026-11-24 10:00"):
        file = plan_calendar(Writer(guide.catalogue, guide.words[language], at(now)), plan, WISHES, "plan.ics")
        assert (file.kind, file.name, file.mime) == ("document", "plan.ics", "text/calendar")
        return sorted(IcsCalendarStream.calendar_from_ics(file.content.decode()).events, key=lambda one: one.dtstart)

    return write


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["one day", "two days", "four days", "one way"])
def test_each_stop_but_rests_is_an_entry_at_its_times(written, name, language):
    plan = PLANS[name]
    midnights = {day.date: datetime.combine(day.date, datetime.min.time(), ZONE) for day in plan.days}
    expected = [
        (midnights[day.date] + timedelta(minutes=stop.arrive), midnights[day.date] + timedelta(minutes=stop.leave))
        for day in plan.days
        for stop in day.stops
        if stop.kind != "rest"
    ]

    assert [(one.dtstart, one.dtend) for one in written(plan, language)] == expected


def test_a_stop_past_midnight_ends_on_the_next_day(written):
    last = written(plan_of(SATURDAY))[-1]

    assert last.dtend == datetime(2026, 12, 6, 0, 20, tzinfo=ZONE)


def test_a_plan_without_dates_gives_no_file(guide, now):
    writer = Writer(guide.catalogue, guide.words["en"], now)

    assert plan_calendar(writer, PLANS["any day"], WISHES, "plan.ics") is None


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("en", "Upper Langde Miao Village (郎德上寨)"),
        ("zh", "郎德上寨"),
        ("zh-Hant", "郎德上寨"),
    ],
)
def test_the_chinese_name_stands_beside_that_in_another_language(written, language, summary):
    first = written(plan_of(SATURDAY), language)[0]

    assert first.summary == summary
    assert "郎德上寨" in first.location


def test_a_meal_without_an_eatery_says_around_what_to_eat(written):
    lunch = written(plan_of(FRIDAY))[1]

    assert lunch.summary == "Lunch: eat around Dashizi, Xiaoshizi and the pedestrian street (大十字、小十字和步行街)"


def test_the_description_tells_the_way_the_cost_and_what_to_know(written):
    village = written(plan_of(SATURDAY))[0].description

    assert "50 min by car, 28 km, estimated" in village
    assert "price not known" in village
    assert "Opening hours not known." in village
    assert "published figure" in written(plan_of(SATURDAY))[2].description


def test_what_is_known_only_roughly_says_so_beside_its_point(written):
    village, _, exact, *_ = written(plan_of(SATURDAY))

    assert village.geo is not None
    assert "approximate" in village.description
    assert "approximate" not in exact.description


def test_an_event_that_nobody_confirmed_is_tentative(written):
    museum, *_, show = written(plan_of(FRIDAY))

    assert (museum.status.value, show.status.value) == ("CONFIRMED", "TENTATIVE")


def test_a_plan_made_anew_replaces_the_entries_of_the_same_stops(written):
    first, later = (written(plan_of(FRIDAY), now=now) for now in ("2026-11-24 10:00", "2026-11-24 10:05"))

    assert [one.uid for one in first] == [one.uid for one in later]
    assert all(one.sequence < other.sequence for one, other in zip(first, later, strict=True))
    assert len({one.uid for one in first}) == len(first)


def test_the_same_stop_on_two_days_is_two_entries(written):
    other = replace(FRIDAY, date=date(2026, 12, 11))

    assert len({one.uid for one in written(plan_of(FRIDAY, other))}) == 10


def test_the_same_plan_gives_the_same_bytes(guide, now):
    writer = Writer(guide.catalogue, guide.words["en"], now)
    one, other = (plan_calendar(writer, PLANS["two days"], WISHES, "plan.ics") for _ in range(2))

    assert one == other

"""Calendar files, read back by another library (`ical`) and held against the calendar they were made from."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from conftest import at
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from bot.app import ZONE
from bot.export.calendar_file import calendar_file, file_name
from bot.export.calendar_text import Writer
from bot.wording import without_brackets
from content.almanac import ANIMALS
from content.calendar import WEEKDAYS, occurrences
from content.model import Event

LANGUAGES = ("en", "zh", "zh-Hant")
MOMENTS = ("2025-11-24 10:00", "2026-11-24 10:00", "2027-11-24 23:30")
AHEAD = timedelta(days=400)
HALF_A_YEAR = timedelta(days=183)
DAY = timedelta(days=1)
MONTHS = [date(year, month, 1) for year in (2026, 2027, 2028) for month in range(1, 13)]
FEBRUARY = date(2027, 2, 1), date(2027, 2, 28)


def month_of(first):
    return first, (first + 31 * DAY).replace(day=1) - DAY


def read(file):
    """The file's calendar as the other library sees it."""
    return IcsCalendarStream.calendar_from_ics(file.content.decode())


def days_in(file):
    """(event id, first day, last day) of every instance that a calendar would show, in order."""
    shown = []
    for found in read(file).timeline_tz(ZONE):
        timed = isinstance(found.dtstart, datetime)
        first = found.dtstart.astimezone(ZONE).date() if timed else found.dtstart
        last = first if timed else found.dtend - DAY
        shown.append((found.uid.split("-")[0], first, last))
    return sorted(shown)


def expected(event, first, last):
    """The same from the calendar itself; a weekly series runs half a year at most."""
    found = occurrences(event, first, last)
    begins = next((item.start for item in found if item.weekly), None)
    return [(event.id, item.start, item.end) for item in found if not item.weekly or item.start < begins + HALF_A_YEAR]


def made_up(**fields):
    """An event that no content folder holds."""
    names = {"en": "Lantern Walk", "zh": "灯笼巡游"}
    return Event.model_validate(
        {"id": "lantern_walk", "kind": "event", "form": "event", "names": names, "facts": ()} | fields
    )


def rule(calendar="weekly", **fields):
    given_fields = {"weekdays": ("fri", "sat")} if calendar == "weekly" else {}
    return {"calendar": calendar, "source": "Notice at the gate", "as_of": "2026-06"} | given_fields | fields


def report(start, **fields):
    return {"start": start, "source": "Town paper"} | fields


@pytest.fixture(scope="module")
def written(guide):
    """A function: the file of some events in some days."""

    def write(events, first, last, *, language="en", now="2026-11-24 10:00", name="some.ics"):
        return calendar_file(Writer(guide.catalogue, guide.words[language], at(now)), events, first, last, name)

    return write


@pytest.fixture
def entry(written):
    """A function: the single entry of the file of one event in the year from November 2026."""

    def only(event, **options):
        (found,) = read(written([event], date(2026, 11, 24), date(2027, 12, 24), **options)).events
        return found

    return only


# The real content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("now", MOMENTS)
def test_the_file_of_each_event_shows_the_days_of_the_calendar(guide, written, now, language):
    today = at(now).date()
    wrong, made = [], 0
    for event in guide.catalogue.events:
        file = written([event], today, today + AHEAD, now=now, language=language)
        made += file is not None
        if (days_in(file) if file else []) != expected(event, today, today + AHEAD):
            wrong.append(event.id)

    assert wrong == []
    assert made > 15, "too few events have dates to come for this to prove anything"


@pytest.mark.parametrize("first", MONTHS, ids=lambda first: f"{first:%Y-%m}")
def test_the_file_of_a_month_shows_all_that_is_on(guide, written, first):
    days = month_of(first)
    file = written(guide.catalogue.events, *days)

    assert days_in(file) == sorted((item.event, item.start, item.end) for item in guide.catalogue.events_between(*days))


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_at_most_75_octets_and_end_as_the_standard_says(guide, written, language):
    content = written(guide.catalogue.events, date(2026, 1, 1), date(2026, 12, 31), language=language).content

    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for line in content.split(b"\r\n"):
        line.decode()  # no character is cut in two


def test_no_two_entries_of_a_file_have_the_same_uid(guide, written):
    entries = read(written(guide.catalogue.events, date(2026, 1, 1), date(2027, 1, 1))).events

    assert len({found.uid for found in entries}) == len(entries) > 20


def test_an_occurrence_keeps_its_uid_in_every_file_at_every_time_in_every_language(guide, written):
    uids = {}
    spans = [month_of(first) for first in MONTHS] + [(date(2026, 3, 15), date(2027, 3, 15))]
    for number, span in enumerate(spans):
        file = written(
            guide.catalogue.events, *span, now=MOMENTS[number % len(MOMENTS)], language=LANGUAGES[number % 3]
        )
        for found in read(file).events:
            instance = "weekly" if found.rrule else found.dtstart
            uids.setdefault((found.uid.split("-")[0], instance), set()).add(found.uid)

    assert {key: found for key, found in uids.items() if len(found) != 1} == {}
    every = [uid for found in uids.values() for uid in found]
    assert len(set(every)) == len(every) > 50


@pytest.mark.parametrize("now", MOMENTS)
def test_only_what_was_announced_is_confirmed_and_only_what_may_be_wrong_is_marked(guide, written, now):
    told, span = {}, (date(2023, 1, 1), date(2028, 12, 31))
    for event in guide.catalogue.events:
        file = written([event], *span, now=now)
        certainty = {item.start: item.certainty for item in occurrences(event, *span)}
        for found in read(file).events if file else ():
            if not found.rrule:
                marked = found.summary.endswith("(to be confirmed)")
                told.setdefault(certainty[found.dtstart], set()).add((found.status.value, marked))

    assert told == {
        "announced": {("CONFIRMED", False)},
        "computed": {("TENTATIVE", False)},
        "estimated": {("TENTATIVE", True)},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_says_who_says_so_and_as_of_when(guide, written, language):
    words = guide.words[language]
    entries = read(written(guide.catalogue.events, date(2026, 1, 1), date(2026, 12, 31), language=language)).events
    events = {event.id: event for event in guide.catalogue.events}
    computed = [found for found in entries if found.status.value == "TENTATIVE"]

    assert computed
    assert [found.uid for found in entries if words.say("cite.label") not in found.description] == []
    for found in computed:
        said = events[found.uid.split("-")[0]].recurrence
        assert words.as_of(said.as_of) in found.description
        assert guide.catalogue.reference.sources.name(said, guide.catalogue.link(said)).say(language) in (
            found.description
        )


def test_a_page_that_must_not_be_shown_is_in_no_file(guide, written):
    hidden = {event.recurrence.source for event in guide.catalogue.events if event.recurrence}
    hidden = {source for source in hidden if source.startswith("http")}
    shown = {e.recurrence.source for e in guide.catalogue.events if e.recurrence and guide.catalogue.link(e.recurrence)}
    entries = read(written(guide.catalogue.events, date(2020, 1, 1), date(2028, 12, 31))).events
    texts = "\n".join(f"{found.description} {found.url}" for found in entries)

    assert hidden - shown
    assert shown & {str(found.url) for found in entries}
    assert [source for source in hidden - shown if source in texts] == []


# Made-up events


def test_a_day_with_a_clock_time_has_it_in_the_time_of_the_town(entry):
    found = entry(made_up(recurrence=rule(start_time="19:00", end_time="21:30")))

    assert found.dtstart == at("2026-11-27 19:00")
    assert found.dtstart.tzinfo.key == "Asia/Shanghai"
    assert found.dtend == at("2026-11-27 21:30")
    assert found.transparency is None


def test_a_show_past_midnight_ends_on_the_next_day(entry):
    assert entry(made_up(recurrence=rule(start_time="22:00", end_time="01:00"))).dtend == at("2026-11-28 01:00")


def test_no_end_is_made_up_where_only_the_start_is_known(entry):
    assert entry(made_up(recurrence=rule(start_time="08:00"))).dtend is None


def test_whole_days_end_on_the_day_after_and_leave_the_visitor_free(entry):
    found = entry(made_up(occurrences=(report(date(2027, 2, 5), end=date(2027, 2, 7)),)))

    assert (found.dtstart, found.dtend) == (date(2027, 2, 5), date(2027, 2, 8))
    assert found.transparency == "TRANSPARENT"
    assert found.status.value == "CONFIRMED"


def test_a_weekly_series_ends_after_half_a_year(entry):
    found = entry(made_up(recurrence=rule(months=(11, 12, 1, 2, 3, 4, 5, 6, 7))))

    assert found.rrule.until == date(2027, 5, 28)
    assert [weekday.weekday.value for weekday in found.rrule.by_weekday] == ["FR", "SA"]
    assert sorted(found.rrule.by_month) == [1, 2, 3, 4, 5, 6, 7, 11, 12]


def test_a_reported_day_leaves_the_series_and_stands_alone(written):
    event = made_up(
        recurrence=rule(start_time="19:00"), occurrences=(report(date(2026, 12, 4), end=date(2026, 12, 5)),)
    )
    file = written([event], date(2026, 11, 24), date(2026, 12, 31))
    single, series = sorted(read(file).events, key=lambda found: bool(found.rrule))

    assert (single.dtstart, single.status.value) == (date(2026, 12, 4), "CONFIRMED")
    assert series.exdate == [at("2026-12-04 19:00"), at("2026-12-05 19:00")]


@pytest.mark.parametrize(
    ("confirmed", "marked"), [(None, True), ("2025-06", True), ("2026-04", True), ("2026-06", False)]
)
def test_a_series_not_confirmed_in_the_year_before_it_ends_is_marked(entry, confirmed, marked):
    assert ("to be confirmed" in entry(made_up(recurrence=rule(confirmed=confirmed))).summary) is marked


def test_an_announced_date_takes_the_place_of_the_estimate(entry):
    estimates = rule("miao", animal="tiger", month=10, inferred=True)
    before = entry(made_up(recurrence=estimates))
    after = entry(
        made_up(recurrence=estimates, occurrences=(report(date(2027, 11, 19)),)), now="2027-09-01 08:00", language="zh"
    )

    assert before.uid == after.uid
    assert (before.status.value, after.status.value) == ("TENTATIVE", "CONFIRMED")
    assert after.sequence > before.sequence
    assert after.dtstart == date(2027, 11, 19)


def test_occurrences_are_counted_in_the_year_they_begin_in(written):
    over_new_year = report(date(2026, 12, 30), end=date(2027, 1, 2))
    event = made_up(occurrences=(over_new_year, report(date(2027, 5, 1)), report(date(2027, 9, 1))))
    uids = [found.uid for found in read(written([event], date(2027, 1, 1), date(2027, 12, 31))).events]

    assert [uid.split("@")[0] for uid in uids] == ["lantern_walk-2026-1", "lantern_walk-2027-1", "lantern_walk-2027-2"]


def test_the_moment_of_writing_is_told_in_universal_time(entry):
    assert entry(made_up(recurrence=rule()), now="2026-11-24 06:00").dtstamp == datetime(2026, 11, 23, 22, tzinfo=UTC)


def test_sources_that_disagree_are_told(entry, guide):
    said = entry(made_up(recurrence=rule(confidence="conflicting"))).description

    assert guide.words["en"].say("remark.conflicting") in said
    assert "Notice at the gate, June 2026" in said


@pytest.mark.parametrize(
    ("start", "dated"), [(date(2026, 11, 20), "November 2026"), (date(2027, 3, 1), "date unknown")]
)
def test_a_report_of_days_to_come_is_not_dated_by_them(written, start, dated):
    event = made_up(occurrences=(report(start),))
    (found,) = read(written([event], date(2026, 11, 1), date(2027, 12, 1))).events

    assert f"Town paper, {dated}" in found.description


@pytest.fixture
def reported():
    """A function: an event on 5 February 2027, with more of its own fields."""
    return lambda **fields: made_up(occurrences=(report(date(2027, 2, 5)),), **fields)


def test_the_place_is_told_in_chinese_too(guide, entry, reported):
    place = next(place for place in guide.catalogue.of_kind("place") if "(" not in place.names.en)

    assert entry(reported(where=(place.id,))).location == f"{place.names.en} ({place.names.zh})"
    assert entry(reported(where=(place.id,)), language="zh").location == place.names.zh
    assert entry(reported()).location is None


@pytest.mark.parametrize("precision", ["exact", "village", "approximate"])
def test_the_point_is_the_events_own_or_that_of_its_only_place(guide, entry, reported, precision):
    point = {"lat": 26.5, "lon": 107.9, "precision": precision, "source": "survey", "as_of": "2026"}
    places = [e for e in guide.catalogue.of_kind("place") if e.coordinates and e.id != guide.catalogue.town.id]
    own, first = entry(reported(coordinates=point)).geo, places[0].coordinates

    assert (own.lat, own.lng) == (26.5, 107.9)
    placed = entry(reported(where=(places[0].id,))).geo
    assert (placed.lat, placed.lng) == (first.lat, first.lon)


def test_no_point_is_given_where_only_the_area_is_known(guide, entry, reported):
    point = {"lat": 26.5, "lon": 107.9, "precision": "area", "source": "survey", "as_of": "2026"}
    places = guide.catalogue.of_kind("place")
    one, other = [place.id for place in places if place.coordinates][:2]
    nowhere = next(place.id for place in places if not place.coordinates)

    assert entry(reported(coordinates=point)).geo is None
    for where in ((nowhere,), (one, other), (guide.catalogue.town.id,), ()):
        assert entry(reported(where=where)).geo is None


def test_nothing_to_enter_is_no_file(written):
    assert written([made_up()], *FEBRUARY) is None
    assert written([], *FEBRUARY) is None


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (*FEBRUARY, "events-2027-02.ics"),
        (date(2027, 2, 2), date(2027, 2, 28), "events-2027-02-02-2027-02-28.ics"),
        (date(2027, 2, 5), date(2027, 2, 5), "events-2027-02-05.ics"),
        (date(2027, 2, 1), date(2027, 3, 31), "events-2027-02-01-2027-03-31.ics"),
        (date(2028, 2, 1), date(2028, 2, 29), "events-2028-02.ics"),
    ],
)
def test_a_file_is_called_by_its_days(first, last, name):
    assert file_name(first, last) == name


CLOCKS = st.sampled_from(["00:00", "00:30", "09:05", "12:00", "19:00", "23:59"])
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=60).map(
    lambda text: f"a{text}z"
)
RULES = st.one_of(
    st.none(),
    st.builds(
        lambda weekdays, months, start, end, confirmed: rule(
            weekdays=tuple(weekdays),
            months=tuple(months),
            start_time=start,
            end_time=end if start else None,
            confirmed=confirmed,
        ),
        st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
        st.lists(st.integers(1, 12), unique=True),
        st.none() | CLOCKS,
        st.none() | CLOCKS,
        st.sampled_from([None, "2024", "2026-05", "2026-11-01"]),
    ),
    st.builds(
        lambda calendar, month, day, days, leap: rule(calendar, month=month, day=day, days=days, leap_month=leap),
        st.sampled_from(["lunar", "gregorian"]),
        st.integers(1, 12),
        st.integers(1, 28),
        st.integers(1, 9),
        st.sampled_from(["skip", "repeat"]),
    ),
    st.builds(
        lambda animal, month, days: rule("miao", animal=animal, month=month, days=days, inferred=True),
        st.sampled_from(ANIMALS),
        st.integers(1, 12),
        st.integers(1, 5),
    ),
    st.builds(
        lambda animals, start: rule("animal_days", animals=tuple(animals), start_time=start),
        st.lists(st.sampled_from(ANIMALS), min_size=1, max_size=2, unique=True),
        st.none() | CLOCKS,
    ),
    st.builds(lambda days, start: rule("cycle", cycle_days=days, start=start), st.integers(3, 12), DAYS),
    st.builds(
        lambda start, days, roughly: rule("once", start=start, end=start + days * DAY, approximate=roughly),
        DAYS,
        st.integers(0, 40),
        st.booleans(),
    ),
)
EVENTS = st.builds(
    lambda name, recurrence, reported: made_up(
        names={"en": name, "zh": f"灯笼，“{name}”；节"}, recurrence=recurrence, occurrences=tuple(reported)
    ),
    TEXT,
    RULES,
    st.lists(st.builds(lambda start, days: report(start, end=start + days * DAY), DAYS, st.integers(0, 5)), max_size=4),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVENTS, DAYS, st.integers(0, 400), st.sampled_from(LANGUAGES))
def test_any_event_is_read_back_as_the_calendar_has_it(guide, event, first, length, language):
    last = first + length * DAY
    writer = Writer(guide.catalogue, guide.words[language], at("2026-11-24 10:00"))
    file = calendar_file(writer, [event], first, last, "some.ics")

    assert (days_in(file) if file else []) == sorted(expected(event, first, last))
    if file:
        entries = read(file).events
        assert len({found.uid for found in entries}) == len(entries)
        name = without_brackets(event.names.text.say(language))
        assert [found.summary for found in entries if not found.summary.startswith(name)] == []
        assert max(len(line) for line in file.content.split(b"\r\n")) <= 75
        starts = [found.dtstart for found in entries if not isinstance(found.dtstart, datetime)]
        assert all(one <= other for one, other in pairwise(starts))

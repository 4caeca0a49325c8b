from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from content.agenda import Agenda
from content.calendar import next_occurrence
from content.model import Event

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 12, 31))
RULES = (
    {"calendar": "weekly", "weekdays": ["fri", "sun"], "months": [1, 2, 11, 12]},
    {"calendar": "weekly", "weekdays": ["mon"], "confirmed": "2025-12"},
    {"calendar": "lunar", "month": 12, "day": 23, "days": 20},
    {"calendar": "lunar", "month": 6, "day": 6, "leap_month": "repeat"},
    {"calendar": "gregorian", "month": 12, "day": 28, "days": 9},
    {"calendar": "miao", "animal": "tiger", "month": 10, "leap_month": "first"},
    {"calendar": "cycle", "cycle_days": 5, "start": "2026-06-03"},
    {"calendar": "once", "start": "2024-10-01", "end": "2026-06-30"},
    {"calendar": "announced"},
    None,
)
REPORTS = {
    1: [("2026-03-02", None)],
    2: [("2025-01-20", "2025-02-11")],
    8: [("2024-09-22", None), ("2027-02-01", "2027-02-03")],
}


def made(number, rule):
    reports = [{"start": a, "end": b or a, "source": "Notice"} for a, b in REPORTS.get(number, ())]
    rule = {"source": "Notice", "as_of": "2026", **rule} if rule else None
    return Event.model_validate(
        {
            "id": f"event_{number}", "kind": "event", "form": "event", "names": {"en": f"Event {number}", "zh": f"活动{number}"},
            "facts": [], "occurrences": reports, "recurrence": rule,
        }
    )  # fmt: skip


EVENTS = [made(number, rule) for number, rule in enumerate(RULES)]
AGENDA = Agenda(EVENTS)


@settings(deadline=None)
@given(DAYS, st.integers(0, 120))
def test_a_span_holds_what_its_days_hold(first, days):
    each = [first + timedelta(number) for number in range(days + 1)]

    assert set(AGENDA.between(first, each[-1])) == {item for day in each for item in AGENDA.between(day, day)}


@settings(deadline=None)
@given(DAYS, st.integers(0, 500))
def test_each_event_is_told_once_by_its_first_date_in_the_span(first, days):
    last = first + timedelta(days)
    firsts = {}
    for item in AGENDA.between(first, last):
        firsts.setdefault(item.event, item)

    assert AGENDA.each(first, last) == sorted(firsts.values(), key=lambda item: (item.start, item.event))


@settings(deadline=None)
@given(DAYS)
def test_what_is_coming_is_each_events_next_date_the_nearest_first(day):
    coming = AGENDA.coming(day, 3)

    after = [found for event in EVENTS if (found := next_occurrence(event, day + timedelta(1)))]
    later = sorted(
        item for item in after if item.start > day and item.start <= day + timedelta(400) and not item.weekly
    )
    assert [item.start for item in coming] == [item.start for item in later[:3]]


def test_only_what_is_wanted_is_told():
    span = date(2026, 12, 1), date(2027, 2, 28)

    assert {item.event for item in AGENDA.each(*span, lambda event: event.id == "event_0")} == {"event_0"}
    assert AGENDA.each(*span, lambda _: False) == []
    assert AGENDA.coming(span[0], 3, lambda _: False) == []


def test_weekly_things_are_coming_only_where_there_is_nothing_else():
    weekly = Agenda(EVENTS[:2]).coming(date(2026, 11, 24), 3)

    assert [item.start for item in weekly] == [date(2026, 11, 27), date(2026, 11, 30)]


def test_years_beyond_the_almanac_are_no_fault():
    assert Agenda(EVENTS[2:3]).each(date(2200, 1, 1), date(2300, 1, 1)) == []
    assert Agenda(EVENTS[2:3]).each(date(1, 1, 1), date(1900, 1, 1)) == []


def test_working_a_year_out_ahead_changes_nothing():
    ready = Agenda(EVENTS)
    ready.prepare(date(2026, 3, 1))

    assert ready.each(date(2026, 1, 1), date(2026, 12, 31)) == AGENDA.each(date(2026, 1, 1), date(2026, 12, 31))

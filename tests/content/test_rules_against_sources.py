"""Every rule of the content beside what sources report: run with -s to read the table."""

from datetime import date, timedelta
from pathlib import Path

import lunardate
import pytest

from content.calendar import next_occurrence, rule_spans
from content.compared import compared, missed_years
from content.load import load_folder
from content.model import Event

ROOT = Path(__file__).parents[2]
EVENTS = {e.id: e for e in load_folder(ROOT / "content").entries.values() if isinstance(e, Event)}
TESTABLE = ("weekly", "lunar", "gregorian", "miao", "cycle", "animal_days")
RULED = [e for e in EVENTS.values() if e.recurrence and e.recurrence.calendar in TESTABLE]
LUNAR = [e for e in RULED if e.recurrence.calendar == "lunar"]


def days(span):
    return "nothing" if span is None else f"{span[0]}" if span[0] == span[1] else f"{span[0]} to {span[1]}"


def _verdict(row):
    if row.agrees:
        return ""
    return "extra day" if EVENTS[row.event].recurrence.regular else "missed"


def test_the_table_of_rule_against_source_is_complete():
    rows = [row for event in EVENTS.values() for row in compared(event)]

    print(f"\n{'event':24} {'year':5} {'rule says':26} {'source says':26} {'days off':>8}")
    for row in rows:
        print(
            f"{row.event:24} {row.year:<5} {days(row.rule):26} {days(row.said):26} {row.days_off!s:>8} {_verdict(row)}"
        )
    told = {(row.event, row.said[0]) for row in rows}
    speaking = [e for e in RULED if e.recurrence.calendar != "miao" or e.recurrence.animal]
    assert told == {
        (event.id, item.start)
        for event in speaking
        for item in event.occurrences
        if item.start.year >= (event.recurrence.since or 0)
    }
    assert len(rows) >= 60


@pytest.mark.parametrize("event", [e for e in EVENTS.values() if list(compared(e))], ids=lambda e: e.id)
def test_a_rule_that_missed_a_sourced_date_says_so_and_gives_estimates_only(event):
    assert event.recurrence.missed == missed_years(event)
    if event.recurrence.missed:
        coming = next_occurrence(event, date(2026, 11, 24))
        assert coming is None or coming.certainty == "estimated"


@pytest.mark.parametrize(
    ("event", "year", "off"),
    [
        ("miao_new_year", 2006, -11), ("miao_new_year", 2013, 2), ("miao_new_year", 2014, 1), ("miao_new_year", 2024, 0),
        ("guzang_festival", 2023, 0), ("leishan_new_rice", 2018, 0), ("zhouxi_lusheng", 2025, -1),
    ],
)  # fmt: skip
def test_the_table_shows_how_far_a_rule_was_off(event, year, off):
    assert off in [row.days_off for row in compared(EVENTS[event]) if row.year == year]


@pytest.mark.parametrize(("year", "day"), [(2025, "2025-11-29"), (2026, "2026-11-12"), (2027, "2027-11-07")])
def test_the_miao_new_year_is_reckoned_as_the_researchers_did(year, day):
    rule = EVENTS["miao_new_year"].recurrence

    assert rule_spans(rule, date(year, 9, 1), date(year, 12, 31)) == [(date.fromisoformat(day),) * 2]


@pytest.mark.parametrize("event", LUNAR, ids=lambda e: e.id)
def test_another_library_gives_a_lunar_festival_the_same_dates(event):
    rule = event.recurrence
    spans = rule_spans(rule, date(2020, 1, 1), date(2035, 12, 31))

    others = [lunardate.LunarDate(year, rule.month, rule.day).to_solar_date() for year in range(2019, 2036)]
    expected = [(day, day + timedelta(rule.days - 1)) for day in others]
    assert spans == [span for span in expected if span[1] >= date(2020, 1, 1) and span[0] <= date(2035, 12, 31)]


@pytest.mark.parametrize("event", ["village_t", "xiasi_lights", "village_super"])
def test_what_nobody_confirmed_for_a_year_is_no_longer_sure(event):
    assert not EVENTS[event].recurrence.confirmed_on(date(2026, 11, 24))

"""What is on and when, as a visitor asks it: every date says how sure it is, and what is over is told as over."""

import re
from datetime import date, timedelta

import pytest
from conftest import at
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import answer
from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.text import text

LANGUAGES = ("en", "zh", "zh-Hant")
UNSURE = {"en": "not announced|nobody has announced", "zh": "公布", "zh-Hant": "公佈|公布"}


@pytest.fixture
def told(guide):
    """A function: the text of the answer to a line said at a moment."""

    def said(line, moment="2026-11-24 10:00", language=None):
        return text(take_turn(guide, Incoming("c", text=line), ChatState(language=language), at(moment)).reply)

    return said


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("When is Liping Dong New Year?", ("Wednesday, 9 December 2026", "lunar 11/1", "not announced yet", "Liping")),
        ("黎平侗年是哪天", ("2026年12月9日星期三", "农历冬月初一", "还没有公布", "黎平县")),
        ("黎平侗年係邊日", ("2026年12月9日星期三", "農曆冬月初一", "還沒有公佈", "黎平")),
        (
            "When is the Zhouxi lusheng festival?",
            ("Sunday, 21 February 2027", "lunar 1/16", "2024 was 6 days off", "35 min"),
        ),
        ("舟溪芦笙会哪天", ("2027年2月21日星期日", "农历正月十六", "没有人公布过", "35分钟")),
    ],
)
def test_the_next_date_stands_in_both_calendars_with_how_sure_it_is_and_where(told, line, expected):
    found = told(line)

    assert [word for word in expected if word not in found] == []


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        ("2026-11-24 10:00", "was every Friday to Sunday 19:00–21:30 as of July 2025; not confirmed since"),
        ("2025-09-01 10:00", "is every Friday to Sunday 19:00–21:30 (as of July 2025)"),
    ],
)
def test_something_weekly_is_told_as_past_a_year_after_it_was_confirmed(told, moment, first):
    assert first in told("When is Village T?", moment)


def test_a_reckoning_that_has_just_passed_is_told_before_the_next(told):
    found = told("When is the Miao New Year?")

    assert "12 November 2026" in found
    assert "which is over" in found
    assert "7 November 2027" in found
    assert "2006, 2013, 2014 was 1–11 days off" in found


def test_a_guess_that_is_years_away_gives_no_day(told):
    head = told("When is the Guzang festival?").splitlines()[0]

    assert "November 2034" in head
    assert not re.search(r"\d+ November 2034", head)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "When is the sour soup conference?",
            ("no announced date yet", "18 October 2025", "22 September 2024", "12345"),
        ),
        ("酸汤大会什么时候办", ("还没有公布日期", "2025年10月18日", "2024年9月22日", "12345")),
    ],
)
def test_what_is_not_announced_says_when_it_was_and_whom_to_ask(told, line, expected):
    found = told(line)

    assert [word for word in expected if word not in found] == []


def test_a_one_off_is_told_as_over(told):
    found = told("When is the Village T National Day special at Xianglu Mountain?")

    assert "over" in found
    assert "2024" in found
    assert "no repeat" in found


def test_a_market_without_a_known_day_gives_its_rhythm_and_no_date(told):
    found = told("When is Chongan market?")

    assert "every 5 days" in found
    assert "not on a fixed weekday" in found
    assert not re.search(r"20(2[6-9]|3)", found.splitlines()[0])


@pytest.mark.parametrize(
    ("moment", "over"), [("2026-11-29 13:59", False), ("2026-11-29 14:00", True), ("2026-11-29 20:00", True)]
)
def test_what_has_ended_today_says_so_and_stands_last(told, moment, over):
    lines = [line for line in told("What's on today?", moment).splitlines() if line.startswith("•")]
    market = next(line for line in lines if "Kaili Sunday market" in line)

    assert ("over for today" in market) is over
    assert (lines.index(market) >= len(lines) - 2) is over


def test_a_span_that_is_over_is_told_as_past(told):
    found = told("What was on in October 2024?")

    assert "What was on" in found
    assert "Village T National Day special" in found
    assert "2024" in found
    assert "(over)" in found or "over" in found


def test_nothing_on_gives_the_next_three(told):
    lines = told("Any festivals this week?").splitlines()

    assert lines[0].startswith("Nothing that I know of")
    assert len([line for line in lines if line.startswith("•")]) == 3


def test_what_was_held_around_that_time_is_told_as_not_announced(told):
    found = told("What's on in October 2027?")

    assert "no date announced now" in found
    assert "Sour Soup" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_claims_a_date_that_nobody_announced(guide, language):
    desk = guide.desk(language, at("2026-11-24 10:00"))
    for month in range(1, 13):
        first = date(2027, month, 1)
        when = {"start": str(first), "end": str(first + timedelta(27)), "text": ""}
        for line in answer(Question("list_events", (), {"when": when}), desk).lines:
            # Nothing of 2027 is announced in the content.
            if line.startswith("•") and re.search(r"2027", line):
                assert re.search(UNSURE[language], line), line


def test_more_of_a_list_goes_on_where_it_ended(guide):
    now = at("2026-11-24 10:00")
    turn = take_turn(guide, Incoming("c", text="What's on next year?"), ChatState(), now)
    seen = []
    for _ in range(12):
        lines = [line for line in turn.reply.lines if line.startswith("•")]
        assert not set(lines) & set(seen)
        seen += lines
        more = [button for button in turn.reply.buttons if button.label == "More"]
        if not more:
            break
        turn = take_turn(guide, Incoming("c", button=more[0].data), turn.state, now)
    events = guide.catalogue.agenda.each(date(2027, 1, 1), date(2027, 12, 31))
    assert len(seen) == len(events)


@pytest.mark.parametrize(
    ("line", "there"), [("What's on at Xiasi this weekend?", "Xiasi"), ("下司这周末有什么活动", "下司")]
)
def test_a_list_for_a_place_names_it_and_holds_nothing_else(told, line, there):
    lines = told(line).splitlines()

    assert there in lines[0]
    assert all(there in found for found in lines if found.startswith("•"))


def test_a_place_where_nothing_ever_is_gets_what_is_on_elsewhere(told):
    found = told("What's on at the prefecture museum tomorrow?")

    assert "Elsewhere then" in found
    assert "•" in found


DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, st.integers(0, 23), st.integers(0, 23), st.sampled_from(LANGUAGES))
def test_the_hour_of_the_day_changes_no_date(guide, day, one, other, language):
    def heads(hour):
        desk = guide.desk(language, at(f"{day} {hour:02}:10"))
        return [answer(Question("dates", (event.id,)), desk) for event in guide.catalogue.events[::5]]

    assert heads(one) == heads(other)


@pytest.mark.parametrize(
    ("moment", "line", "first", "last"),
    [
        ("2026-11-24 10:00", "events from 20 November to 30 November", "24", "30 November 2026"),
        ("2026-11-24 10:00", "what was on in October", "1", "31 October 2026"),
        ("2027-01-05 10:00", "what was on in December", "1", "31 December 2026"),
        ("2025-07-01 10:00", "闰六月十五有什么活动", "2025年8月8日", ""),
    ],
)
def test_days_without_a_year_are_those_that_are_meant(told, moment, line, first, last):
    head = told(line, moment).splitlines()[0]

    assert first in head
    assert last in head


def test_a_day_that_does_not_exist_is_said_not_to_be_read(told):
    assert "can't read “30 February”" in told("what is on 30 February")


def test_a_date_is_told_by_who_reported_it(guide):
    desk = guide.desk("en", at("2025-08-01 10:00"))
    when = {"start": "2025-08-09", "end": "2025-08-09", "text": ""}

    reply = answer(Question("list_events", (), {"when": when, "kind": "basketball"}), desk)

    event = guide.catalogue.get("village_ba")
    said = next(item for item in event.occurrences if str(item.start) == "2025-08-09")
    used = [fact for fact in reply.facts if fact.subject == "village_ba"]
    assert len(used) == 1
    assert used[0].as_of != event.recurrence.as_of or said.source == event.recurrence.source


@pytest.mark.parametrize("lines", [("坝那有什么店值得", "yes"), ("in 1 hour", "the second one"), ("in 1 hour", "no")])
def test_a_choice_that_needs_a_subject_asks_for_it(guide, now, lines):
    state = ChatState()
    for line in lines:
        turn = take_turn(guide, Incoming("c", text=line), state, now)
        state = turn.state

    assert turn.outcome in ("ask", "answer", "refuse")
    assert turn.reply.head

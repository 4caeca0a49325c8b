"""Dates to take along: what the buttons and the words for it bring, in a conversation."""

import re
from datetime import date
from io import StringIO

import pytest
from conftest import at
from ical.calendar_stream import IcsCalendarStream
from rich.console import Console

from bot.answers import spans
from bot.channels.console import show
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import BUTTON_BYTES, Incoming
from bot.render.text import text
from content.calendar import next_occurrence

LANGUAGES = ("en", "zh", "zh-Hant")


@pytest.fixture
def talk(guide, now):
    """A function: the last turn of a conversation; a line of it is said, a label in brackets pressed."""

    def last(*lines, moment=None):
        state, buttons, turn = ChatState(), {}, None
        for line in lines:
            label = re.fullmatch(r"\[(.+)\]", line)
            incoming = Incoming("c", button=buttons[label[1]]) if label else Incoming("c", text=line)
            turn = take_turn(guide, incoming, state, moment or now)
            state, buttons = turn.state, {button.label: button.data for button in turn.reply.buttons}
        return turn

    return last


@pytest.fixture
def press(guide, now):
    """A function: the turn that a button's data brings."""
    return lambda data, language="en", moment=None: take_turn(
        guide, Incoming("c", button=data), ChatState(language=language), moment or now
    )


def entries(turn):
    """The entries of the one file that the turn sends."""
    (file,) = turn.reply.extras
    return IcsCalendarStream.calendar_from_ics(file.content.decode()).events


def files(turn):
    return [file.name for file in turn.reply.extras]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("When is Village T?", "Add to calendar"),
        ("村T什么时候有？", "加到日历"),
        ("村T什麼時候有？", "加到日曆"),
    ],
)
def test_the_dates_of_an_event_can_be_pressed_into_a_calendar(talk, question, label):
    turn = talk(question, f"[{label}]")

    assert (turn.intent, turn.subjects, turn.outcome) == ("save_plan", ("village_t",), "answer")
    assert files(turn) == ["village_t.ics"]
    assert turn.reply.extras[0].mime == "text/calendar"
    assert entries(turn)[0].dtstart == at("2026-11-27 19:00")
    assert turn.reply.citations
    assert turn.reply.facts[0].subject == "village_t"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What's on in February?", "Add to calendar"),
        ("二月有什么活动？", "加到日历"),
        ("二月有什麼活動？", "加到日曆"),
    ],
)
def test_a_list_of_what_is_on_can_be_pressed_into_a_calendar(guide, talk, question, label):
    turn = talk(question, f"[{label}]")
    on = {item.event for item in guide.catalogue.events_between(date(2027, 2, 1), date(2027, 2, 28))}

    assert (turn.intent, turn.subjects) == ("save_plan", ())
    assert files(turn) == ["events-2027-02.ics"]
    assert {entry.uid.split("-")[0] for entry in entries(turn)} == on
    assert len(turn.reply.lines) <= 8


@pytest.mark.parametrize(
    "question", ["Any festivals in February?", "What's on in Xiasi in February?", "二月下司有什么活动"]
)
def test_a_list_of_a_kind_or_at_a_place_is_taken_along_as_it_was(talk, question):
    listed = talk(question).reply.listed
    for ask in ("export", "[Add to calendar]" if question.isascii() else "[加到日历]"):
        assert {entry.uid.split("-")[0] for entry in entries(talk(question, ask))} == set(listed)


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("put Village T in my calendar", "village_t"),
        ("add the Sisters Festival to my google calendar", "sisters_festival"),
        ("save the date for the Sisters Festival", "sisters_festival"),
        ("把侗年加到日历", "liping_dong_new_year"),
        ("苗年导出到日历", "miao_new_year"),
        ("把苗年加到行事曆", "miao_new_year"),
        ("幫我把姊妹節加落日曆", "sisters_festival"),
    ],
)
def test_an_event_named_is_taken_along(talk, line, event):
    turn = talk(line)

    assert (turn.intent, turn.subjects, files(turn)) == ("save_plan", (event,), [f"{event}.ics"])


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("When is Village T?", "add this to my calendar"),
        ("When is Village T?", "export"),
        ("村T什么时候有？", "加到日历"),
        ("村T什么时候有？", "导出"),
        ("村T什麼時候有？", "加到行事曆"),
    ],
)
def test_the_event_just_spoken_of_is_taken_along(talk, question, line):
    turn = talk(question, line)

    assert (turn.intent, turn.subjects, files(turn)) == ("save_plan", ("village_t",), ["village_t.ics"])


@pytest.mark.parametrize(
    ("question", "line", "name"),
    [
        ("What's on in March?", "export", "events-2027-03.ics"),
        ("What's on in March?", "add all these events to my phone calendar", "events-2027-03.ics"),
        ("What's on in March?", "send me the calendar for February", "events-2027-02.ics"),
        ("三月有什么活动？", "把这些活动都加到日历里", "events-2027-03.ics"),
        ("三月有什麼活動？", "匯出", "events-2027-03.ics"),
        ("What's on?", "export", "events-2026-11-24-2026-12-24.ics"),
    ],
)
def test_the_list_just_given_is_taken_along(talk, question, line, name):
    turn = talk(question, line)

    assert (turn.intent, turn.subjects, files(turn)) == ("save_plan", (), [name])


def test_one_of_a_list_is_taken_along(talk):
    listed = talk("What's on in March?").reply.listed
    turn = talk("What's on in March?", "add the second one to my calendar")

    assert (turn.subjects, files(turn)) == (listed[1:2], [f"{listed[1]}.ics"])


def test_an_event_of_before_the_list_is_not_meant(talk):
    assert files(talk("When is Village T?", "What's on in March?", "export")) == ["events-2027-03.ics"]


@pytest.mark.parametrize("line", ["export", "add this to my calendar", "send me the plan", "加到日历", "加到行事曆"])
def test_with_nothing_to_take_along_there_is_no_plan_yet(guide, talk, line):
    turn = talk(line)

    assert (turn.intent, turn.subjects, files(turn)) == ("save_plan", (), [])
    assert turn.reply.head == guide.words[turn.language].say("later.save_plan")


def test_a_place_is_not_taken_along(talk):
    assert files(talk("How much is Xiasi?", "add this to my calendar")) == []


def test_days_named_with_an_event_bound_its_file(talk):
    (entry,) = entries(talk("add next Friday's Village T to my calendar"))

    assert entry.dtstart == at("2026-12-04 19:00")
    assert entry.rrule is None


def test_a_file_of_some_days_leaves_a_series_that_was_taken_before_whole(press):
    (series,) = entries(press("v1|ics|village_t|"))
    days = entries(press("v1|ics||20261127-20261206"))
    again = entries(press("v1|ics|village_t|20261127-20261127"))

    assert series.rrule is not None
    assert series.uid not in {entry.uid for entry in (*days, *again)}
    assert {entry.uid for entry in again} <= {entry.uid for entry in days}


def test_a_button_for_some_days_of_an_event_brings_those(press):
    turn = press("v1|ics|village_t|20270201-20270228")

    assert (turn.subjects, entries(turn)[0].dtstart) == (("village_t",), at("2027-02-05 19:00"))


def test_the_second_of_two_questions_brings_its_file_too(talk):
    turn = talk("When is Village T? Can you add it to my calendar?")

    assert files(turn) == ["village_t.ics"]
    assert "every Friday" in turn.reply.head


def test_whoever_wants_a_reminder_is_offered_the_calendar(talk):
    assert files(talk("Remind me of the Sisters Festival", "[Add to calendar]")) == ["sisters_festival.ics"]


def test_two_events_come_in_one_file(talk):
    turn = talk("put Village T and the Sisters Festival in my calendar")

    assert files(turn) == ["events.ics"]
    assert {entry.uid.split("-")[0] for entry in entries(turn)} == {"village_t", "sisters_festival"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_that_is_over_makes_no_file_and_says_when_it_was(guide, press, language):
    turn = press("v1|ics|sour_soup_contest_2024|", language)

    assert files(turn) == []
    assert turn.reply.head == guide.words[language].say(
        "calendar.no_date", name=guide.desk(language, None).name(guide.catalogue.get("sour_soup_contest_2024"))
    )
    assert "2024" in turn.reply.lines[0]
    assert turn.reply.citations


def test_no_button_offers_what_cannot_be_made(guide, talk, now):
    over = guide.catalogue.get("sour_soup_contest_2024")

    assert next_occurrence(over, now.date()) is None
    assert not any(
        "|ics|" in (button.data or "") for button in talk("When was the sour soup contest 2024?").reply.buttons
    )
    assert spans.event_button(guide.desk("en", now), over) == ()


def test_days_that_are_over_make_no_file(press):
    turn = press("v1|ics||20260201-20260228")

    assert (turn.intent, files(turn)) == ("save_plan", [])


def test_an_old_button_brings_only_what_is_still_to_come(press):
    assert min(entry.dtstart for entry in entries(press("v1|ics|village_t|"))) == at("2026-11-27 19:00")
    assert files(press("v1|ics||20261101-20261130")) == ["events-2026-11-24-2026-11-30.ics"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_says_how_sure_its_file_is_on_one_screen(guide, press, language):
    long, unsourced = [], []
    for event in guide.catalogue.events:
        turn = press(f"v1|ics|{event.id}|", language)
        if len(text(turn.reply)) >= 700 or len(turn.reply.lines) > 3:
            long.append(event.id)
        if files(turn) and not turn.reply.citations:
            unsourced.append(event.id)

    assert (long, unsourced) == ([], [])


@pytest.mark.parametrize("place", [None, "a" * 24])
@pytest.mark.parametrize("kind", [None, "once_in_13_years", "k" * 60])
def test_a_button_fits_or_is_not_there(guide, now, place, kind):
    buttons = spans.days_button(guide.desk("en", now), spans.Search(date(2027, 2, 1), date(2028, 1, 31), place, kind))

    assert all(len(button.data.encode()) <= BUTTON_BYTES for button in buttons)
    assert bool(buttons) is (kind is None or (place is None and len(kind) < 24))


def test_the_terminal_names_the_file_and_what_is_in_it_and_writes_none(talk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = StringIO()
    show(talk("put Village T in my calendar"), Console(file=out, width=200))

    assert "village_t.ics" in out.getvalue()
    assert "every Friday to Sunday" in out.getvalue()
    assert list(tmp_path.iterdir()) == []

"""Opening hours: what the source gives, whether it is open at the time asked for, and how sure that is."""

import re
from datetime import date, datetime, time, timedelta

from bot.answers.aspects import aspect
from bot.answers.compose import backed, facts_about, with_name
from bot.answers.desk import Desk, Question
from bot.answers.event import dates
from bot.answers.figures import add
from bot.answers.ranking import Held, ranked
from bot.messages import Reply
from content.closed import Bilingual
from content.figures import Hours
from content.hours import is_open, next_change
from content.model import Entry, Event

ALWAYS = "24/7"
NOW = re.compile(r"\bnow\b|still|现在|現在|还开|還開|开着|開著", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}:\d{2}")
LONG_FACT = 60  # characters; a shorter one that gives no new time only repeats the note


def hours(question: Question, desk: Desk) -> Reply:
    """When the subject is open, and whether it is now or on the day asked for."""
    entry = desk.entries(question)[0]
    given: Hours | None = getattr(entry, "hours", None)
    if given is None:
        held = facts_about(desk, entry, "hours")
        return dates(question, desk) if isinstance(entry, Event) and not held else aspect(question, desk)
    head, lines = _told(question, desk, entry, given)
    held = _new(desk, ranked(facts_about(desk, entry, "hours"), question), " ".join((head, *lines)))
    room = 3 - len(lines)
    reply = backed(desk, head, (*lines, *(fact.text.say(desk.language) for _, fact in held[:room])), held[:room])
    return add(reply, desk, entry, given, "hours").with_buttons(*desk.aspect_buttons(entry, but="hours"))


def _told(question: Question, desk: Desk, entry: Entry, given: Hours) -> tuple[str, list[str]]:
    """The first line and those from the hours themselves: the times, then whether that means open."""
    note = given.note.text.say(desk.language) if isinstance(given.note, Bilingual) else ""
    last = given.last_entry or ""
    entry_ends = [desk.words.say("hours.last_entry", clock=last)] if last and last not in note else []
    day = _day(question, desk)
    if not note:
        return status(desk, entry, given, day), entry_ends
    if given.open in (None, ALWAYS) or day or NOW.search(question.text):
        return status(desk, entry, given, day), [_sentence(desk, note), *entry_ends]
    named = _sentence(desk, with_name(desk, entry, note))
    return named, [status(desk, entry, given, day, name=desk.words.say("hours.it")), *entry_ends]


def _sentence(desk: Desk, note: str) -> str:
    return desk.words.say("hours.note", note=note[:1].upper() + note[1:])


def _new(desk: Desk, held: list[Held], told: str) -> list[Held]:
    """The facts that say more than what is told: a new time, or more than a short line."""
    known = {clock.zfill(5) for clock in CLOCK.findall(told)}
    fresh = []
    for entry, fact in held:
        spoken = fact.text.say(desk.language)
        clocks = {clock.zfill(5) for clock in CLOCK.findall(spoken)}
        if not clocks or not clocks <= known or len(spoken) > LONG_FACT:
            fresh.append((entry, fact))
    return fresh


def _day(question: Question, desk: Desk) -> date | None:
    """The single day asked for, where it is not today."""
    when = question.slots.get("when")
    if not isinstance(when, dict) or "start" not in when or when["start"] != when.get("end"):
        return None
    day = date.fromisoformat(when["start"])
    return day if day != desk.today else None


def status(desk: Desk, entry: Entry, given: Hours, day: date | None, *, name: str | None = None) -> str:
    """Open or closed, now with the time of the next change or on `day`; or what is known short of that."""
    words = desk.words
    name = desk.name(entry) if name is None else name
    if given.open is None:
        return words.say("hours.no_times", name=name)
    if given.open == ALWAYS:
        return words.say("hours.always", name=name)
    if not CLOCK.search(given.open):  # the days are told, the times are not
        open_then = bool(_spans(given.open, desk, day or desk.today))
        told = words.day(day or desk.today)
        return words.say("hours.open_that_day" if open_then else "hours.closed_on", name=name, day=told)
    if day:
        spans = words.say("list.join").join(_spans(given.open, desk, day))
        key = "hours.open_on" if spans else "hours.closed_on"
        return words.say(key, name=name, day=words.day(day), spans=spans)
    open_now, change = is_open(given.open, desk.now), next_change(given.open, desk.now)
    if change is None:
        return words.say("hours.open" if open_now else "hours.closed", name=name, now=f"{desk.now:%H:%M}")
    key = "hours.open_until" if open_now else "hours.closed_until"
    return words.say(key, name=name, clock=_clock(desk, change), now=f"{desk.now:%H:%M}")


def in_short(desk: Desk, written: str) -> str:
    """Open or closed now, with the next change, for a line of a list. Hours that name days only tell no time."""
    if written == ALWAYS:
        return desk.words.say("nearby.always")
    open_now, change = is_open(written, desk.now), next_change(written, desk.now)
    state = "open" if open_now else "closed"
    if change is None or (open_now and not CLOCK.search(written)):
        return desk.words.say(f"nearby.{state}")
    return desk.words.say(f"nearby.{state}_until", clock=_clock(desk, change))


def _clock(desk: Desk, change: datetime) -> str:
    if change.date() == desk.today:
        return f"{change:%H:%M}"
    weekday = desk.words.weekday(change.weekday())
    return weekday if f"{change:%H:%M}" == "00:00" else f"{weekday} {change:%H:%M}"


def _spans(written: str, desk: Desk, day: date) -> list[str]:
    """The times between which it is open on a day."""
    moment = datetime.combine(day, time(0), desk.now.tzinfo)
    end = moment + timedelta(days=1)
    spans = []
    while moment < end:
        change = next_change(written, moment)
        until = min(change, end) if change else end
        if is_open(written, moment):
            spans.append(f"{moment:%H:%M}–{'24:00' if until == end else f'{until:%H:%M}'}")
        moment = until
    return spans

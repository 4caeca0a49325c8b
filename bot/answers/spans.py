"""Buttons to take dates along: of an event, or of all that is on in some days, at a place, of a kind."""

import re
from datetime import date
from typing import Any

from bot.answers.desk import Desk
from bot.messages import BUTTON_BYTES, Button, button_data
from content.calendar import next_occurrence
from content.model import Event

TAKE_ALONG = "ics"
WRITTEN = re.compile(r"([0-9]{8})-([0-9]{8})(?:\.([a-z][a-z0-9_]{1,23}))?")
LONGEST_DAYS = 366
YEARS = range(1900, 2101)  # the lunar tables reach no further


def event_button(desk: Desk, event: Event) -> tuple[Button, ...]:
    """A button for the event's calendar file; none where it has no date to come."""
    return (desk.button(TAKE_ALONG, event),) if next_occurrence(event, desk.today) else ()


def days_button(
    desk: Desk, first: date, last: date, place: str | None = None, kind: str | None = None
) -> tuple[Button, ...]:
    """A button for the calendar file of these days; none where it would not fit or not be understood."""
    argument = f"{first:%Y%m%d}-{last:%Y%m%d}" + (f".{kind}" if kind else "")
    fits = len(f"v1|{TAKE_ALONG}|{place or ''}|{argument}") <= BUTTON_BYTES
    if not fits or read_days(argument) is None:
        return ()
    return (Button(desk.words.say(f"button.{TAKE_ALONG}"), button_data(TAKE_ALONG, place or "", argument)),)


def read_days(argument: str) -> dict[str, Any] | None:
    """The slots that a button's argument stands for; None where it names no days, or more than a year of them."""
    found = WRITTEN.fullmatch(argument)
    if found is None:
        return None
    try:
        first, last = (date.fromisoformat(written) for written in found.groups()[:2])
    except ValueError:  # no such day
        return None
    if first.year not in YEARS or last.year not in YEARS or not 0 <= (last - first).days <= LONGEST_DAYS:
        return None
    when = {"start": first.isoformat(), "end": last.isoformat()}
    return {"when": when, **({"kind": found[3]} if found[3] else {})}

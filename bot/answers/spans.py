"""What is looked for among the events, and the buttons that carry it: more of a list, dates to take along."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answers.desk import Desk
from bot.messages import BUTTON_BYTES, BUTTON_VERSION, Button
from content.calendar import next_occurrence
from content.model import Event

TAKE_ALONG = "ics"
MORE = "on"
WRITTEN = re.compile(r"([0-9]{8})-([0-9]{8})(?:\.([a-z][a-z0-9_]{1,23}))?")
OFFSET = re.compile(r"[0-9]{1,3}")
LONGEST_DAYS = 731
YEARS = range(1900, 2101)  # the lunar tables reach no further


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for among the events: the days, and where given the place and the kind."""

    first: date
    last: date
    place: str | None = None
    kind: str | None = None
    children: bool = False

    @property
    def argument(self) -> str:
        """The days and the kind as a button writes them."""
        return f"{self.first:%Y%m%d}-{self.last:%Y%m%d}" + (f".{self.kind}" if self.kind else "")


def event_button(desk: Desk, event: Event) -> tuple[Button, ...]:
    """A button for the event's calendar file; none where it has no date to come."""
    return (desk.button(TAKE_ALONG, event),) if next_occurrence(event, desk.today) else ()


def days_button(desk: Desk, search: Search) -> tuple[Button, ...]:
    """A button for the calendar file of these days; none where it would not fit or not be understood."""
    return _button(desk, TAKE_ALONG, f"button.{TAKE_ALONG}", search, "")


def more_button(desk: Desk, search: Search, offset: int) -> tuple[Button, ...]:
    """A button for the events after so many; none where it would not fit or not be understood."""
    return _button(desk, MORE, "button.more", search, f"+{offset}")


def _button(desk: Desk, verb: str, label: str, search: Search, after: str) -> tuple[Button, ...]:
    data = f"{BUTTON_VERSION}|{verb}|{search.place or ''}|{search.argument}{after}"
    if len(data.encode()) > BUTTON_BYTES or read_days(search.argument) is None:
        return ()
    return (Button(desk.words.say(label), data),)


def read_more(argument: str) -> tuple[dict[str, Any], int] | None:
    """The slots and the offset that a button for more stands for; None where it names none."""
    days, _, offset = argument.partition("+")
    slots = read_days(days)
    return (slots, int(offset)) if slots and OFFSET.fullmatch(offset) else None


def read_days(argument: str) -> dict[str, Any] | None:
    """The slots that a button's argument stands for; None where it names no days, or more than two years of them."""
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

"""What an English date comes to, counted from today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from intents.slots.numbers import english_number
from intents.slots.spans import (
    coming_day,
    coming_month,
    coming_nth,
    coming_weekday,
    lunar_to_date,
    month_range,
    weekend,
)

Range = tuple[date, date] | None
Match = re.Match[str]
_MONTHS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
    "november nov|december dec"
)
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
_DAYS = "monday mon|tuesday tues tue|wednesday weds wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun"
DAYS = {name: number for number, names in enumerate(_DAYS.split("|")) for name in names.split()}
UNITS = {"day": 1, "week": 7, "month": 30}


_ARRIVES = re.compile(
    r"arriv|com(?:e|ing)|there|here|leav|fly|time|land|weather|rain|\bon\b|start|happen|now|later|remind|^in "
)


def ahead(days: int) -> Callable[[Match, date], Range]:
    """A rule for the day so many days from today."""
    return lambda match, today: one(today + timedelta(days=days))


def one(day: date | None) -> Range:
    """The range of a single day."""
    return (day, day) if day else None


def month(match: Match, today: date) -> Range:
    """A month or a third or half of it."""
    number = MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + 1 if match["next"] else coming_month(number, today)
    if match["past"]:
        year = today.year - (number >= today.month)
    first, last = month_range(year, number)
    part = match["part"] or ""
    if part in ("early", "beginning of", "start of"):
        return first, first.replace(day=10)
    if part in ("mid", "mid-", "middle of"):
        return first.replace(day=11), first.replace(day=20)
    if part == "first half of":
        return first, first.replace(day=15)
    return (first.replace(day=16 if part.startswith("second") else 21), last) if part else (first, last)


def months(match: Match, today: date) -> Range:
    """From one month to another."""
    first, last = MONTHS[match["month"]], MONTHS[match["month2"]]
    begin = month_range(coming_month(first, today), first)[0]
    return begin, month_range(begin.year + (last < first), last)[1]


def day_of_month(match: Match, today: date) -> Range:
    """A day and month, and until when."""
    number, day = MONTHS[match["month"]], int(match["day"])
    try:
        year = int(match["year"]) if match["year"] else today.year + 1 if match["next"] else None
        first = date(year, number, day) if year else coming_day(number, day, today)
    except ValueError:
        return None
    if first is None or not match["until"]:
        return one(first)
    until = int(match["until"])
    if match["month2"]:
        second = coming_day(MONTHS[match["month2"]], until, first)
        return (first, second) if second else one(first)
    if day < until <= 31:
        return first, min(month_range(first.year, number)[1], first + timedelta(days=until - day))
    return first, first


def nth(match: Match, today: date) -> Range:
    """ "The 5th", and until which."""
    first = coming_nth(int(match["day"]), today)
    last = coming_nth(int(match["until"]), first) if first and match["until"] else first
    return (first, last) if first and last else one(first)


def weekday(match: Match, today: date) -> Range:
    """A weekday of this week, the next or the last."""
    which, number = match["which"] or "", DAYS[match["weekday"]]
    if which == "last":
        return one(coming_weekday(number, today) - timedelta(days=7))
    return one(coming_weekday(number, today, 1 if which.startswith("next") else 0))


def weekday_nth(match: Match, today: date) -> Range:
    """ "Sunday 13", where the next 13th is a Sunday."""
    day = coming_nth(int(match["day"]), today)
    return one(day) if day and day.weekday() == DAYS[match["weekday"]] else None


def nth_weekday(match: Match, today: date) -> Range:
    """The first weekend of a month, its last Friday."""
    number = MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + 1 if match["next"] else coming_month(number, today)
    first, last = month_range(year, number)
    wanted = 5 if match["we"] else DAYS[match["weekday"]]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() == wanted]
    place = {"f": 0, "1": 0, "s": 1, "2": 1, "t": 2, "3": 2, "4": 3, "l": -1}
    day = days[3 if match["nth"] == "fourth" else place[match["nth"][0]]]
    return day, day + timedelta(days=1 if match["we"] else 0)


def within(match: Match, today: date) -> Range:
    """The day so many days or weeks from today."""
    number = english_number(match["number"]) or 0
    return one(today + timedelta(days=int(number * UNITS[match["unit"]])))


def is_length(match: Match) -> bool:
    """True for "see it all in 2 days", which is no date."""
    return match["unit"] == "day" and match[0].startswith("in ") and not _ARRIVES.search(match.string)


def coming(match: Match, today: date) -> Range:
    """The next two weeks."""
    number = english_number(match["number"] or "one") or 1
    return today, today + timedelta(days=int(number * UNITS[match["unit"]]))


def iso(match: Match, today: date) -> Range:
    """2026-12-24."""
    return exact(int(match[1]), int(match[2]), int(match[3]))


def exact(year: int, number: int, day: int) -> Range:
    """That day; None where there is none."""
    try:
        return one(date(year, number, day))
    except ValueError:
        return None


def slashed(match: Match, today: date) -> Range:
    """24/12 and 12/24, but not 5/12, which is May to some and December to others."""
    first, second = int(match[1]), int(match[2])
    if (first > 12) == (second > 12):
        return None
    number, day = (second, first) if first > 12 else (first, second)
    if match[3]:
        return exact(int(match[3]) % 100 + 2000, number, day)
    return one(coming_day(number, day, today))


def week(match: Match, today: date) -> Range:
    """What is left of this week, the next week or the last."""
    monday = today - timedelta(days=today.weekday())
    if match["which"] in ("next", "the following"):
        return monday + timedelta(days=7), monday + timedelta(days=13)
    if match["which"] == "last":
        return monday - timedelta(days=7), monday - timedelta(days=1)
    return today, monday + timedelta(days=6)


def this_month(match: Match, today: date) -> Range:
    """What is left of this month, the next month or the last."""
    if match["which"] == "next":
        return month_range(today.year + today.month // 12, today.month % 12 + 1)
    if match["which"] == "last":
        return month_range(today.year - (today.month == 1), (today.month - 2) % 12 + 1)
    return today, month_range(today.year, today.month)[1]


def lunar(match: Match, today: date) -> Range:
    """A day of the lunar calendar."""
    return one(lunar_to_date(int(match["month"]), int(match["day"]), today))


def whole(match: Match, today: date) -> Range:
    """A year by its number."""
    year = int(match[1])
    return max(today, date(year, 1, 1)) if year == today.year else date(year, 1, 1), date(year, 12, 31)


def year(match: Match, today: date) -> Range:
    """What is left of this year, the next year or the last."""
    number = today.year + {"next": 1, "last": -1}.get(match[1], 0)
    return (today if match[1] == "this" else date(number, 1, 1)), date(number, 12, 31)


def any_weekend(match: Match, today: date) -> Range:
    """The weekend meant."""
    return weekend(today, {"next": 1, "last": -1}.get(match["which"] or "", 0))

"""Date spans and the calendar sums that both languages share."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from content.almanac import lunar_date


class Told(Enum):
    """How a line tells a date: by the number of a day, by the day of the week, as a weekend, or by another word."""

    NUMBER = "number"
    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Characters `at` to `until` of a line mean the days `first` to `last`; None: a time that cannot be resolved.

    joined: the line says from when until when.
    """

    at: int
    until: int
    first: date | None
    last: date | None
    joined: bool = False
    told: Told = Told.WORD


def month_range(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def coming_month(month: int, today: date) -> int:
    """The year in which `month` is, or comes next."""
    return today.year + (month < today.month)


def coming_day(month: int, day: int, today: date) -> date | None:
    """The next date with this month and day, today included; None for the 31st of April."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def coming_nth(day: int, today: date) -> date | None:
    """The next day of a month with this number, today included; None for the 32nd."""
    for ahead in range(3):
        month = today.month + ahead
        try:
            found = date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def coming_weekday(weekday: int, today: date, weeks: int = 0) -> date:
    """The next such weekday, today included; `weeks` later counts from Monday of this week."""
    if weeks:
        return today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def weekend(today: date, weeks: int = 0) -> tuple[date, date]:
    """Saturday and Sunday of this week or another; of this one, on a Sunday, what is left of it."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5 + 7 * weeks)
    return saturday if weeks < 0 else max(saturday, today), saturday + timedelta(days=1)


def lunar_to_date(month: int, day: int, today: date) -> date | None:
    """The next Gregorian date of a lunar month and day; None where no near year has it. A leap month is negative."""
    running = today.year - (today.month < 3)  # a lunar year begins in January or February
    dates = (lunar_date(year, month, day) for year in range(running, today.year + 2))
    return next((found for found in dates if found and found >= today), None)


def spring_festival(today: date) -> tuple[date, date] | None:
    """The next Spring Festival: New Year's Eve to the seventh day."""
    first = lunar_to_date(1, 1, today - timedelta(days=15))
    if first is None:
        return None
    # Who asks between the eighth and the Lantern Festival means what is left of this one.
    return (first - timedelta(days=1), first + timedelta(days=6 if today <= first + timedelta(days=6) else 14))


def moon_feast(month: int, day: int, days: int, today: date) -> tuple[date, date] | None:
    """The next feast of the lunar calendar, which lasts so many days; the current one while it lasts."""
    first = lunar_to_date(month, day, today - timedelta(days=days - 1))
    return (first, first + timedelta(days=days - 1)) if first else None


def fixed_holiday(month: int, day: int, days: int, today: date) -> tuple[date, date] | None:
    """The next run of a holiday that begins on the same date every year; the current one while it lasts."""
    first = coming_day(month, day, today - timedelta(days=days - 1))
    return (first, first + timedelta(days=days - 1)) if first else None


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


def season(name: str, today: date, *, past: bool = False) -> tuple[date, date]:
    """The current or next spring, summer, autumn or winter by calendar months; or the `past` one, which is over."""
    first, last = SEASONS[name]
    years = range(today.year - 2, today.year + 2)
    spans = [(date(year, first, 1), month_range(year + (last < first), last)[1]) for year in years]
    if past:
        return [span for span in spans if span[1] < today][-1]
    return next(span for span in spans if span[1] >= today)

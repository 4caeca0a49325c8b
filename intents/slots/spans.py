"""Date spans and the calendar sums that both languages share."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Characters `at` to `until` of a line mean the days `first` to `last`; None: a time that cannot be resolved."""

    at: int
    until: int
    first: date | None
    last: date | None


def month_range(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def coming_month(month: int, today: date) -> int:
    """The year in which `month` is, or comes next."""
    return today.year + (month < today.month)


def coming_day(month: int, day: int, today: date) -> date | None:
    """The next date with this month and day, today included; None for the 31st of April."""
    for year in (today.year, today.year + 1, today.year + 4):
        try:
            found = date(year, month, day)
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
    """Saturday and Sunday of this week or later ones; on a Sunday, what is left of it."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5 + 7 * weeks)
    return max(saturday, today), saturday + timedelta(days=1)


def lunar_to_date(month: int, day: int, today: date) -> date | None:
    """The next Gregorian date of a lunar month and day; None where the month has no such day."""
    from lunar_python import Lunar, LunarMonth

    for year in (today.year - 1, today.year, today.year + 1):
        found = LunarMonth.fromYm(year, month)
        if found is None or not 1 <= day <= found.getDayCount():
            continue
        solar = Lunar.fromYmd(year, month, day).getSolar()
        that = date(solar.getYear(), solar.getMonth(), solar.getDay())
        if that >= today:
            return that
    return None


def spring_festival(today: date) -> tuple[date, date] | None:
    """The next Spring Festival: New Year's Eve to the seventh day."""
    first = lunar_to_date(1, 1, today - timedelta(days=7))
    return (first - timedelta(days=1), first + timedelta(days=6)) if first else None


def fixed_holiday(month: int, day: int, days: int, today: date) -> tuple[date, date] | None:
    """The next run of a holiday that begins on the same date every year; the current one while it lasts."""
    first = coming_day(month, day, today - timedelta(days=days - 1))
    return (first, first + timedelta(days=days - 1)) if first else None


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


def season(name: str, today: date) -> tuple[date, date]:
    """The current or next spring, summer, autumn or winter by calendar months."""
    first, last = SEASONS[name]
    for year in (today.year - 1, today.year, today.year + 1):
        start, end = date(year, first, 1), month_range(year + (last < first), last)[1]
        if end >= today:
            return start, end
    return start, end

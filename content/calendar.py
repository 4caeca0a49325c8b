"""Recurrence rules to dated occurrences, each saying how sure it is."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from content.model import Event
from content.recurrence import Recurrence

Certainty = Literal["announced", "computed", "estimated"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON_DAYS = 400


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """An event on its dates, inclusive. computed: from a rule that holds; estimated: nobody announced it."""

    start: date
    end: date
    event: str
    certainty: Certainty
    weekly: bool = False


def occurrences(event: Event, first: date, last: date) -> list[Dated]:
    """The event's dated instances that touch `first` to `last`, in order, one a span."""
    reported = [Dated(item.start, item.end or item.start, event.id, "announced") for item in event.occurrences]
    rule = event.recurrence
    by_rule = list(_by_rule(event.id, rule, first, last)) if rule else []
    # A date that a source reports replaces what the rule gives, even where the report lies outside the range.
    kept = [item for item in by_rule if not any(_replaces(said, item) for said in reported)]
    return sorted({*(said for said in reported if said.start <= last and said.end >= first), *kept})


def next_occurrence(event: Event, today: date) -> Dated | None:
    """The first instance that is not over on `today`, within the next thirteen months."""
    return next(iter(occurrences(event, today, today + timedelta(days=HORIZON_DAYS))), None)


def last_occurrence(event: Event, today: date) -> Dated | None:
    """The latest instance that a source reports and that is over on `today`."""
    over = [item for item in event.occurrences if (item.end or item.start) < today]
    if over:
        latest = max(over, key=lambda item: item.start)
        return Dated(latest.start, latest.end or latest.start, event.id, "announced")
    rule = event.recurrence
    if rule and rule.calendar == "once" and rule.start and rule.end and rule.end < today:
        return Dated(rule.start, rule.end, event.id, "estimated" if rule.approximate else "announced")
    return None


def _replaces(said: Dated, item: Dated) -> bool:
    # A weekly day gives way only to a report of that very day, any other to a report for the same season.
    return said.start <= item.start <= said.end if item.weekly else abs((item.start - said.start).days) <= 60


def _by_rule(event: str, rule: Recurrence, first: date, last: date) -> Iterator[Dated]:
    for start, days, certainty in _starts(rule, first, last):
        end = start + timedelta(days=days - 1)
        if start <= last and end >= first:
            yield Dated(start, end, event, certainty, weekly=rule.calendar == "weekly")


def _starts(rule: Recurrence, first: date, last: date) -> Iterator[tuple[date, int, Certainty]]:
    sure: Certainty = "estimated" if rule.approximate or rule.inferred else "computed"
    if rule.calendar == "weekly":
        day = first
        while day <= last:
            if WEEKDAYS[day.weekday()] in rule.weekdays and (not rule.months or day.month in rule.months):
                yield day, 1, sure
            day += timedelta(days=1)
    elif rule.calendar == "once" and rule.start and rule.end:
        certainty: Certainty = "estimated" if rule.approximate else "announced"
        yield rule.start, (rule.end - rule.start).days + 1, certainty
    elif rule.calendar == "miao":
        yield from ((start, rule.days, "estimated") for start in rule.estimates)
    elif rule.calendar in ("lunar", "gregorian") and rule.month and rule.day:
        for year in range(first.year - 1, last.year + 2):
            yield from ((start, rule.days, sure) for start in _in_year(rule, year, rule.month, rule.day) if start)


def _in_year(rule: Recurrence, year: int, month: int, day: int) -> tuple[date | None, ...]:
    if rule.calendar == "lunar":
        again = lunar_date(year, -month, day) if rule.leap_month == "repeat" else None
        return lunar_date(year, month, day), again
    # 29 February has no date in most years.
    return (date(year, month, day) if day <= monthrange(year, month)[1] else None,)


@lru_cache(maxsize=4096)
def lunar_date(year: int, month: int, day: int) -> date | None:
    """The date of a lunar month and day in the lunar `year`; None if there is no such day.

    A leap month is written negative, as in `lunar_day`: -6 is the month that repeats the sixth.
    """
    from lunar_python import Lunar, LunarMonth

    found = LunarMonth.fromYm(year, month)
    if found is None or day > found.getDayCount():
        return None
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=4096)
def lunar_chinese(day: date) -> str:
    """The lunar month and day as Chinese says them: 正月十六."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


@lru_cache(maxsize=4096)
def lunar_day(day: date) -> tuple[int, int]:
    """The lunar month and day of a Gregorian date; a leap month is negative."""
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return lunar.getMonth(), lunar.getDay()

"""The days as the Chinese lunar calendar and the Miao count of animal days name them."""

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

Animal = Literal["rat", "ox", "tiger", "rabbit", "dragon", "snake", "horse", "goat", "monkey", "rooster", "dog", "pig"]
ANIMALS: tuple[Animal, ...] = get_args(Animal)
BEFORE_THE_FIRST = 1721425  # the Julian day number, at noon, of the day before 1 January of the year 1
RAT_DAY = date(2026, 11, 22).toordinal()  # a rat day; the twelve animals follow one another without a break


@lru_cache(maxsize=256)
def _months(year: int) -> tuple[tuple[date, int, int], ...]:
    """The lunar year's months in order: first day, number (a leap month negative) and days."""
    from lunar_python import LunarYear

    return tuple(
        (date.fromordinal(int(month.getFirstJulianDay()) - BEFORE_THE_FIRST), month.getMonth(), month.getDayCount())
        for month in LunarYear.fromYear(year).getMonths()
        if month.getYear() == year
    )


def lunar_date(year: int, month: int, day: int) -> date | None:
    """The date of a lunar month and day in the lunar `year`; None if there is no such day.

    A leap month is written negative, as in `lunar_day`: -6 is the month that repeats the sixth.
    """
    found = lunar_month(year, month)
    if found is None or day > found[1]:
        return None
    return date.fromordinal(found[0].toordinal() + day - 1)


def lunar_month(year: int, month: int) -> tuple[date, int] | None:
    """The first day of a lunar month and how many it has; None where the lunar `year` has no such month."""
    return next(((first, days) for first, number, days in _months(year) if number == month), None)


def lunar_year(day: date) -> int:
    """The lunar year of a date: it begins in January or February, and before that it is still the last one."""
    return day.year if day >= _months(day.year)[0][0] else day.year - 1


def lunar_day(day: date) -> tuple[int, int]:
    """The lunar month and day of a date; a leap month is negative."""
    months = _months(lunar_year(day))
    first, number, _ = months[bisect_right(months, day, key=lambda month: month[0]) - 1]
    return number, (day - first).days + 1


def lunar_chinese(day: date) -> str:
    """The lunar month and day as Chinese says them: 正月十六."""
    from lunar_python.util import LunarUtil

    month, number = lunar_day(day)
    return f"{'闰' if month < 0 else ''}{LunarUtil.MONTH[abs(month)]}月{LunarUtil.DAY[number]}"


def day_animal(day: date) -> Animal:
    """The animal of the day."""
    return ANIMALS[(day.toordinal() - RAT_DAY) % len(ANIMALS)]


def animal_day(animal: Animal, earliest: date) -> date:
    """The first day of this animal on or after `earliest`."""
    ahead = (ANIMALS.index(animal) - ANIMALS.index(day_animal(earliest))) % len(ANIMALS)
    return date.fromordinal(earliest.toordinal() + ahead)

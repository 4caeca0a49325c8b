"""What a Chinese date comes to, counted from today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from intents.slots.numbers import chinese_number
from intents.slots.reckon_en import Range, one
from intents.slots.spans import (
    coming_day,
    coming_month,
    coming_nth,
    coming_weekday,
    lunar_to_date,
    month_range,
    weekend,
)

Match = re.Match[str]
_WEEKDAYS = {
    char: number for number, chars in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for char in chars
}
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
YEARS = {"明年": 1, "来年": 1, "出年": 1, "今年": 0, "后年": 2, "去年": -1, "旧年": -1, "前年": -2}
_LATER = {"下": 1, "下个": 1, "下下": 2, "下下个": 2, "上": -1, "上个": -1}


def month(match: Match, today: date) -> Range:
    """A month or a third of it."""
    number = 1 if match["month"] == "元" else chinese_number(match["month"])
    if not number or not 1 <= number <= 12:
        return None
    first, last = month_range(_year_of(match, today) or coming_month(number, today), number)
    part = match["part"]
    if part in ("初", "上旬", "头"):
        return first, first.replace(day=10)
    if part in ("中", "中旬"):
        return first.replace(day=11), first.replace(day=20)
    if part in ("上半月", "下半月"):
        return (first, first.replace(day=15)) if part == "上半月" else (first.replace(day=16), last)
    return (first.replace(day=21), last) if part else (first, last)


def months(match: Match, today: date) -> Range:
    """From one month to another."""
    first, last = chinese_number(match["month"]) or 0, chinese_number(match["month2"]) or 0
    if not 1 <= first <= 12 or not 1 <= last <= 12:
        return None
    begin = month_range(_year_of(match, today) or coming_month(first, today), first)[0]
    return begin, month_range(begin.year + (last < first), last)[1]


def _year_of(match: Match, today: date) -> int | None:
    written = match.groupdict().get("year")
    if not written:
        return None
    return today.year + YEARS[written] if written in YEARS else int(written[:4])


def day_of_month(match: Match, today: date) -> Range:
    """A day and month, and until when."""
    number = chinese_number(match["month"])
    day, until = _from_until(match)
    if not number or not day or number > 12 or day > 31:
        return None
    try:
        year = _year_of(match, today)
        first = date(year, number, day) if year else coming_day(number, day, today)
    except ValueError:
        return None
    if first is None or not until or _is_apart(match, day, until):
        return one(first)
    if match["month2"]:
        second = coming_day(chinese_number(match["month2"]) or number, until, first)
        return (first, second) if second else one(first)
    if day < until <= 31:
        return first, min(month_range(first.year, number)[1], first + timedelta(days=until - day))
    return first, first


def nth(match: Match, today: date) -> Range:
    """5号, and until which."""
    day, until = _from_until(match)
    first = coming_nth(day, today) if day else None
    if day and until and _is_apart(match, day, until):
        return one(first)
    last = coming_nth(until, first) if first and until else first
    return (first, last) if first and last else one(first)


def _from_until(match: Match) -> tuple[int | None, int | None]:
    """The day and until which; 五六号 are two."""
    told, until = match["day"], match["until"]
    day, next_day = (chinese_number(told[0]), chinese_number(told[-1])) if len(told) == 2 else (None, None)
    if day and next_day == day + 1 < 10 and not until and not told.isdigit():
        return day, next_day
    return chinese_number(told), chinese_number(until) if until else None


def _is_apart(match: Match, day: int, until: int) -> bool:
    """True where the two are told one by one and are not neighbours."""
    return bool(match.groupdict().get("list")) and until != day + 1 and not match.groupdict().get("month2")


def so_many_days(match: Match, today: date) -> Range:
    """27、28两天: the days of the month, where they are as many as said."""
    first, number = coming_nth(int(match["day"]), today), chinese_number(match["so_many"][0])
    last = coming_nth(int(match["until"]), first) if first else None
    return (first, last) if first and last and (last - first).days + 1 == number else None


def weekday(match: Match, today: date) -> Range:
    """A weekday of this week or another, and until which."""
    which = match["which"] or ""
    first = coming_weekday(_WEEKDAYS[match["weekday"]], today, _LATER.get(which, 0))
    if told := match.groupdict().get("list"):
        days = [_WEEKDAYS[char] for char in told if char in _WEEKDAYS]
        days_on = [first.weekday() + n for n in range(1, len(days) + 1)]
        return (first, first + timedelta(days=len(days))) if days == days_on else one(first)
    last = coming_weekday(_WEEKDAYS[match["until"]], first) if match["until"] else first
    return first, last


def any_weekend(match: Match, today: date) -> Range:
    """The weekend meant."""
    return weekend(today, _LATER.get(match["which"] or "", 0))


def week(match: Match, today: date) -> Range:
    """What is left of this week, or another."""
    monday = today - timedelta(days=today.weekday())
    weeks = _LATER.get(match["which"], 0)
    if weeks:
        return monday + timedelta(days=7 * weeks), monday + timedelta(days=7 * weeks + 6)
    return today, monday + timedelta(days=6)


def this_month(match: Match, today: date) -> Range:
    """What is left of this month, or another."""
    later = _LATER.get(match["which"], 0)
    if not later:
        return today, month_range(today.year, today.month)[1]
    number = today.year * 12 + today.month - 1 + later
    return month_range(number // 12, number % 12 + 1)


def lunar(match: Match, today: date) -> Range:
    """A month or day of the lunar calendar."""
    number = LUNAR_MONTHS.get(match["month"]) or chinese_number(match["month"])
    day = chinese_number(match["day"].removeprefix("初").replace("廿", "二十")) if match["day"] else None
    if not number or number > 12:
        return None
    first = lunar_to_date(-number if match["leap"] else number, day or 1, today)
    if first is None:
        return None
    return (first, first) if day else (first, first + timedelta(days=29))


def new_year_day(match: Match, today: date) -> Range:
    """初六 and 大年初六: a day of the first lunar month."""
    return one(lunar_to_date(1, chinese_number(match["day"]) or 1, today))


def new_year_eve(match: Match, today: date) -> Range:
    """The day before the lunar year."""
    first = lunar_to_date(1, 1, today + timedelta(days=1))
    return one(first - timedelta(days=1)) if first else None


def whole_year(match: Match, today: date) -> Range:
    """What is left of this year, or another year."""
    later = YEARS[match[0]]
    return (date(today.year + later, 1, 1) if later else today), date(today.year + later, 12, 31)


def later(match: Match, today: date) -> Range:
    """The day so many days or weeks from today."""
    number = chinese_number(match["n"]) or 0
    return one(today + timedelta(days=number * (7 if match["week"] else 1))) if number <= 400 else None


def coming(match: Match, today: date) -> Range:
    """The coming days, weeks or months, by their number."""
    number = chinese_number(match["n"] or "一") or 1
    days = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}[match["unit"]]
    return (today, today + timedelta(days=number * days)) if number <= 60 else None


def ahead(days: int, until: int | None = None) -> Callable[[Match, date], Range]:
    """A rule for the day so many days from today, and until which."""
    last = days if until is None else until
    return lambda match, today: (today + timedelta(days=days), today + timedelta(days=last))

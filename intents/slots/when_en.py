"""Dates in English."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from intents.slots.numbers import NUMBER_EN, english_number
from intents.slots.spans import (
    DateSpan,
    coming_day,
    coming_month,
    coming_weekday,
    fixed_holiday,
    lunar_to_date,
    month_range,
    season,
    spring_festival,
    weekend,
)

Range = tuple[date, date] | None
MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
DAYS = {
    name: number
    for number, names in enumerate(
        [
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ]
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_DAY = "(?P<weekday>" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>20\d\d)| (?P<next>next year))?"


def _one(day: date) -> Range:
    return day, day


def _month(match: re.Match[str], today: date) -> Range:
    number = MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + 1 if match["next"] else coming_month(number, today)
    first, last = month_range(year, number)
    part = match.groupdict().get("part")
    if part in ("early", "beginning of", "start of"):
        return first, first.replace(day=10)
    if part in ("mid", "mid-", "middle of"):
        return first.replace(day=11), first.replace(day=20)
    return (first.replace(day=21), last) if part else (first, last)


def _date(match: re.Match[str], today: date) -> Range:
    month, day = MONTHS[match["month"]], int(match["day"])
    try:
        first = date(int(match["year"]), month, day) if match["year"] else coming_day(month, day, today)
    except ValueError:
        return None
    if first is None:
        return None
    until = match.groupdict().get("until")
    if until and day < int(until) <= 31:
        return first, min(month_range(first.year, month)[1], first + timedelta(days=int(until) - day))
    return first, first


def _weekday(match: re.Match[str], today: date) -> Range:
    return _one(coming_weekday(DAYS[match["weekday"]], today, 1 if match["which"] == "next" else 0))


def _within(match: re.Match[str], today: date) -> Range:
    number = english_number(match["number"]) or 0
    unit = {"day": 1, "week": 7, "month": 30}[match["unit"]]
    return _one(today + timedelta(days=int(number * unit)))


def _iso(match: re.Match[str], today: date) -> Range:
    try:
        return _one(date(int(match[1]), int(match[2]), int(match[3])))
    except ValueError:
        return None


def _week(match: re.Match[str], today: date) -> Range:
    monday = today - timedelta(days=today.weekday())
    if match["which"] == "next":
        return monday + timedelta(days=7), monday + timedelta(days=13)
    return today, monday + timedelta(days=6)


def _this_month(match: re.Match[str], today: date) -> Range:
    if match["which"] == "next":
        return month_range(today.year + today.month // 12, today.month % 12 + 1)
    return today, month_range(today.year, today.month)[1]


def _lunar(match: re.Match[str], today: date) -> Range:
    found = lunar_to_date(int(match["month"]), int(match["day"]), today)
    return (found, found) if found else None


def _whole(year: int, today: date) -> Range:
    return max(today, date(year, 1, 1)) if year == today.year else date(year, 1, 1), date(year, 12, 31)


def _year(match: re.Match[str], today: date) -> Range:
    year = today.year + (match[1] == "next")
    return (today if match[1] == "this" else date(year, 1, 1)), date(year, 12, 31)


_RULES: list[tuple[str, Callable[[re.Match[str], date], Range]]] = [
    (r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b", _iso),
    (rf"\b{_MONTH} {_NTH}(?: ?(?:-|–|to|until) ?(?P<until>\d{{1,2}})(?:st|nd|rd|th)?)?\b{_YEAR}", _date),
    (
        rf"\b(?:the )?{_NTH}(?: ?(?:-|–|to|until) ?(?P<until>\d{{1,2}})(?:st|nd|rd|th)?)?(?: of)? {_MONTH}\b{_YEAR}",
        _date,
    ),
    (rf"\b(?:(?P<part>early|mid-|mid|late|beginning of|start of|middle of|end of) ?)?{_MONTH}\b{_YEAR}", _month),
    (r"\blunar (?P<month>\d{1,2})[/-](?P<day>\d{1,2})", _lunar),
    (r"\bday after tomorrow\b", lambda m, t: _one(t + timedelta(days=2))),
    (
        r"\b(?:tomorrow|tmrw|tomorow|tmr)(?: (?:morning|afternoon|evening|night))?\b",
        lambda m, t: _one(t + timedelta(days=1)),
    ),
    (r"\b(?:today|tonight|this (?:morning|afternoon|evening)|right now)\b", lambda m, t: _one(t)),
    (r"\byesterday\b", lambda m, t: _one(t - timedelta(days=1))),
    (
        r"\b(?:(?P<which>this|next|the|coming) )?week-?ends?\b",
        lambda m, t: weekend(t, 1 if m["which"] == "next" else 0),
    ),
    (rf"\b(?:(?P<which>this|next|on|coming) )?{_DAY}s?\b(?: (?:morning|afternoon|evening|night))?", _weekday),
    (r"\b(?P<which>this|next) week\b", _week),
    (r"\b(?P<which>this|next) month\b", _this_month),
    (r"\b(?:in |for )?(20[2-4]\d)\b(?!-)(?! yuan| rmb)", lambda m, t: _whole(int(m[1]), t)),
    (r"\b(this|next) year\b(?!')", _year),
    (rf"\bin (?P<number>{NUMBER_EN}) (?P<unit>day|week|month)s?(?:'? time)?\b", _within),
    (r"\b(?:chinese|lunar|spring) (?:new year|festival)\b|\bcny\b", lambda m, t: spring_festival(t)),
    (
        r"\bnational day(?: holiday| week)?\b|\bgolden week\b|\boctober holiday\b",
        lambda m, t: fixed_holiday(10, 1, 7, t),
    ),
    (r"\b(?:may day|labou?r day)(?: holiday)?\b", lambda m, t: fixed_holiday(5, 1, 5, t)),
    (r"\bnew year'?s(?: day| eve)?\b", lambda m, t: fixed_holiday(1, 1, 3, t)),
    (r"\b(?:christmas|xmas)\b", lambda m, t: fixed_holiday(12, 24, 3, t)),
    (
        r"\b(?:in |this |next |during )?(?:the )?(?P<season>spring|summer|autumn|winter|fall)\b(?! festival)",
        lambda m, t: season("autumn" if m["season"] == "fall" else m["season"], t),
    ),
]
RULES = [(re.compile(pattern), handler) for pattern, handler in _RULES]
# "may" and "march" are also plain words: a month only after a word that goes before months, or with a day or year.
_PLAIN = re.compile(
    r"(?:\b(?:in|of|early|mid|late|next|this|until|by|for|during|and|or|from|to|about|over|mid-|end of|be)\s)$"
)


def spans(folded: str, today: date) -> Iterator[DateSpan]:
    """Every date in an English line."""
    for pattern, handler in RULES:
        for match in pattern.finditer(folded):
            if match[0] in (
                "may",
                "march",
                "mar",
                "sat",
                "sun",
                "wed",
                "fall",
                "spring",
            ) and not _PLAIN.search(folded[: match.start()]):
                continue
            found = handler(match, today)
            yield DateSpan(match.start(), match.end(), *(found or (None, None)))

"""Dates in Chinese, in folded (Simplified) text."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from intents.slots.numbers import NUMBER_ZH, chinese_number
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
_N = NUMBER_ZH
_WEEKDAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "1": 0,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _one(day: date) -> Range:
    return day, day


def _ahead(days: int) -> Callable[[re.Match[str], date], Range]:
    return lambda match, today: _one(today + timedelta(days=days))


def _month(match: re.Match[str], today: date) -> Range:
    number = chinese_number(match["month"])
    if not number or not 1 <= number <= 12:
        return None
    year = _year_of(match, today) or coming_month(number, today)
    first, last = month_range(year, number)
    part = match.groupdict().get("part")
    if part in ("初", "上旬"):
        return first, first.replace(day=10)
    if part in ("中", "中旬"):
        return first.replace(day=11), first.replace(day=20)
    return (first.replace(day=21), last) if part else (first, last)


def _year_of(match: re.Match[str], today: date) -> int | None:
    written = match.groupdict().get("year")
    if not written:
        return None
    return {"明年": today.year + 1, "今年": today.year, "后年": today.year + 2}.get(written) or int(written[:4])


def _date(match: re.Match[str], today: date) -> Range:
    month, day = chinese_number(match["month"]), chinese_number(match["day"])
    if not month or not day or month > 12 or day > 31:
        return None
    try:
        year = _year_of(match, today)
        first = date(year, month, day) if year else coming_day(month, day, today)
    except ValueError:
        return None
    if first is None:
        return None
    until = chinese_number(match["until"]) if match["until"] else None
    if until and match["month2"]:
        second = coming_day(chinese_number(match["month2"]) or month, until, first)
        return (first, second) if second else (first, first)
    if until and day < until <= 31:
        return first, min(month_range(first.year, month)[1], first + timedelta(days=until - day))
    return first, first


def _weekday(match: re.Match[str], today: date) -> Range:
    weeks = 1 if match["which"] in ("下", "下个") else 2 if match["which"] == "下下" else 0
    first = coming_weekday(_WEEKDAYS[match["weekday"]], today, weeks)
    if match["until"]:
        last = coming_weekday(_WEEKDAYS[match["until"]], first)
        return first, last
    return first, first


def _weekend(match: re.Match[str], today: date) -> Range:
    return weekend(today, {"下": 1, "下个": 1, "下下": 2}.get(match["which"] or "", 0))


def _week(match: re.Match[str], today: date) -> Range:
    monday = today - timedelta(days=today.weekday())
    if match["which"].startswith("下"):
        return monday + timedelta(days=7), monday + timedelta(days=13)
    return today, monday + timedelta(days=6)


def _this_month(match: re.Match[str], today: date) -> Range:
    if match["which"].startswith("下"):
        return month_range(today.year + today.month // 12, today.month % 12 + 1)
    return today, month_range(today.year, today.month)[1]


def _lunar(match: re.Match[str], today: date) -> Range:
    month = _LUNAR_MONTHS.get(match["month"]) or chinese_number(match["month"])
    day = chinese_number(match["day"].removeprefix("初").replace("廿", "二十")) if match["day"] else None
    if not month or month > 12:
        return None
    first = lunar_to_date(month, day or 1, today)
    if first is None:
        return None
    return (first, first) if day else (first, first + timedelta(days=29))


def _whole_year(match: re.Match[str], today: date) -> Range:
    year = today.year + (match[0] == "明年")
    return (today if match[0] == "今年" else date(year, 1, 1)), date(year, 12, 31)


def _moon_feast(month: int, day: int, days: int) -> Callable[[re.Match[str], date], Range]:
    def resolve(match: re.Match[str], today: date) -> Range:
        first = lunar_to_date(month, day, today)
        return (first, first + timedelta(days=days - 1)) if first else None

    return resolve


_YEAR = r"(?P<year>20\d\d年|明年|今年|后年)?的?"
_LUNAR_DAY = r"(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[一二三]?十[一二三四五六七八九]?|\d{1,2})?"
_RULES: list[tuple[str, Callable[[re.Match[str], date], Range]]] = [
    (r"20\d\d[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?P<until>$^)?(?P<month2>$^)?(?P<year>$^)?", _date),
    (rf"(?:农历|阴历|旧历)(?P<month>{_N}|正|冬|腊)月{_LUNAR_DAY}", _lunar),
    (rf"(?P<month>正|腊|冬)月{_LUNAR_DAY}", _lunar),
    (
        rf"{_YEAR}(?P<month>{_N})月(?:份)?(?P<day>{_N})[日号]?(?:[到至\-—~](?:(?P<month2>{_N})月)?(?P<until>{_N})[日号]?)?",
        _date,
    ),
    (rf"{_YEAR}(?P<month>{_N})月(?:份|(?P<part>初|上旬|中旬|中|底|下旬|末))?", _month),
    (r"大后天", _ahead(3)),
    (r"后天|後日", _ahead(2)),
    (r"明天|明日|明晚|听日|听晚|明早", _ahead(1)),
    (r"今天|今日|今晚|今夜|现在|而家|当天", _ahead(0)),
    (r"昨天|昨日|琴日", _ahead(-1)),
    (r"(?P<which>下下|下个|下|这个|这|本|呢个)?(?:周末|星期末|礼拜末|双休日)", _weekend),
    (
        r"(?P<which>下下|下个|下|这个|这|本|呢个|今个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])(?:[到至\-—~](?:周|星期|礼拜)?(?P<until>[一二三四五六日天]))?",
        _weekday,
    ),
    (r"(?P<which>下个|下|这个|这|本|呢个)(?:周|星期|礼拜)(?![一二三四五六日天末])", _week),
    (r"(?P<which>下个|下|这个|这|本|呢个)月", _this_month),
    (
        r"国庆(?:节|黄金周|假期|长假)?|十一(?:黄金周|假期|长假|期间)|十一(?=去|来|玩|放假|那)|黄金周",
        lambda m, t: fixed_holiday(10, 1, 7, t),
    ),
    (r"五一(?:节|假期|劳动节)?|劳动节", lambda m, t: fixed_holiday(5, 1, 5, t)),
    (r"元旦(?:节|假期)?|跨年", lambda m, t: fixed_holiday(1, 1, 3, t)),
    (r"圣诞(?:节)?", lambda m, t: fixed_holiday(12, 24, 3, t)),
    (r"春节(?:期间|假期)?|过年|农历新年|大年初[一二三四五六七]", lambda m, t: spring_festival(t)),
    (r"元宵(?:节)?", _moon_feast(1, 15, 1)),
    (r"端午(?:节|假期)?", _moon_feast(5, 5, 3)),
    (r"中秋(?:节|假期)?", _moon_feast(8, 15, 3)),
    (r"清明(?:节|假期)?", lambda m, t: fixed_holiday(4, 4, 3, t)),
    (r"暑假|暑期", lambda m, t: (date(t.year + (t.month > 8), 7, 1), date(t.year + (t.month > 8), 8, 31))),
    (r"寒假", lambda m, t: (date(t.year + (t.month > 2), 1, 15), date(t.year + (t.month > 2), 2, 25))),
    (r"年底", lambda m, t: (max(t, date(t.year, 12, 1)), date(t.year, 12, 31))),
    (
        r"(20[2-4]\d)年(?!\d|的?[一二三四五六七八九十\d]+月)",
        lambda m, t: (date(int(m[1]), 1, 1), date(int(m[1]), 12, 31)),
    ),
    (r"(?:明年|今年)(?!\d|的?[一二三四五六七八九十\d]+月)", _whole_year),
    (r"(?P<season>[春夏秋冬])(?:天|季)", lambda m, t: season(_SEASONS[m["season"]], t)),
]
RULES = [(re.compile(pattern), handler) for pattern, handler in _RULES]
# "六月六", "四月八" and "三月三" are festivals; as dates they would need 日, 号 or a lunar word.
_FESTIVE = re.compile(r"三月三|四月八|六月六|九月?二十?七")


def spans(folded: str, today: date) -> Iterator[DateSpan]:
    """Every date in a Chinese line."""
    for pattern, handler in RULES:
        for match in pattern.finditer(folded):
            if _FESTIVE.match(folded, match.start()):
                continue
            found = handler(match, today)
            yield DateSpan(match.start(), match.end(), *(found or (None, None)))

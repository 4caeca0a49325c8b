"""Dates in a question, resolved in the town's time zone from `today`: a range of days, inclusive."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from intents.slots import when_en, when_zh
from intents.slots.numbers import chinese_number
from intents.slots.spans import DateSpan
from intents.slots.when_words import words_of_time

Rules = Callable[[str, date], Iterator[DateSpan]]
LATIN = re.compile(r"[a-z0-9]")
_RANGE = re.compile(
    r"\d(?:st|nd|rd|th)? ?(?:-|–|—|~|to|till|until|through|and) ?(?:the )?\d|[一二三四五六七八九十日天号\d](?:到|"
    r"至|-|–|—|~)"
)
_FRAME = re.compile(
    r"(?:明年|来年|今年|后年|去年|旧年|20\d\d年)|(?:下|这个?|上)个?(?:月|周|星期|礼拜)|(?:this|next|last) (?:year|"
    r"yr|month|week)"
)
_BESIDE = re.compile(r"[\s,]*(?:的|on|in|of|'s|over|for)?\s*(?:the )?")
_BEFORE_ZH = re.compile(r"(?:之|以)?前(?P<n>[一两二三四五\d])个?(?P<unit>天|日|周|星期|礼拜)")
_BEFORE_EN = re.compile(r"(?:the |a |one )(?P<unit>day|week) before (?:the )?$")
_LEAVE_EN = re.compile(
    r"(?: (?:at )?\d{1,2}(?::\d\d)? ?(?:am|pm)?| noon| morning| evening| night)?,? ?"
    r"(?:and|then|,|(?=leaving|departing|flying out))(?: we| i)? ?"
    r"(?:leave|leaving|depart|departing|fly out|flying out|go|going|head|heading|back|out)"
    r"(?: (?:on|home|out|back))*\s?"
)
_UP_TO_CLAUSE = re.compile(r"[^。?!\d]{0,14}")
_LEAVE_ZH = re.compile(r"[\d一二三四五六七八九十点半早晚上下午中]{0,5}(?:回|走|离开|返|撤|飞|嘅机走)")
_WAS = re.compile(r"\b(?:was|were|did|happened|took place|been held)\b|(?:办|辦|有|搞|举行|舉行)过|都[有办搞]了|错过")
_WITH_YEAR = re.compile(
    r"\d{4}|next|coming|this|tomorrow|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|明|后|下|来|出年|听日|周|星期|礼拜|今"
)
_JOINING = frozenset(("to", "-", "–", "till", "until", "through", "thru", "and", "到", "至", "~", "—", "->"))
LONGEST_JOINED = 60  # days; two dates farther apart are two questions


@dataclass(frozen=True, slots=True)
class When:
    """The days meant, both None where the words are a time that cannot be resolved; `text` as typed."""

    start: date | None
    end: date | None
    text: str

    def as_slot(self) -> dict[str, str]:
        """The slot's value as the contract writes it."""
        slot = {"text": self.text}
        if self.start and self.end:
            slot = {"start": self.start.isoformat(), "end": self.end.isoformat(), **slot}
        return slot


def find_when(folded: str, typed: str, today: date) -> When | None:
    """The first time span in the line, the longest where several start together; None where there is none.

    `folded` and `typed` have the same length.
    """
    best = find_span(folded, today)
    return When(best.first, best.last, typed[best.at : best.until].strip()) if best else None


def span_slot(span: DateSpan, typed: str) -> dict[str, str]:
    """The slot's value for a span whose words are `typed`."""
    return When(span.first, span.last, typed).as_slot()


def find_span(folded: str, today: date) -> DateSpan | None:
    """The first date, the longest where several start together; else the first time that is no date."""
    found = sorted((span for rule in _rules(folded) for span in rule(folded, today)), key=_order)
    dated = [span for span in found if span.first and not _within_longer(span, found)]
    if dated:
        framed = _framed(dated, folded, today)
        meant = _trimmed(_shifted(framed or _joined(dated[0], dated, folded), folded), folded)
        return _meant_year(meant, folded, today)
    timed = found or sorted(words_of_time(folded), key=_order)
    return _trimmed(timed[0], folded) if timed else None


def _meant_year(span: DateSpan, folded: str, today: date) -> DateSpan:
    """The span a year earlier, where a date without a year was taken for the next although that one is meant.

    So where the days run already, and where the line speaks of what was.
    """
    if not (span.first and span.last and span.first > today) or _WITH_YEAR.search(folded[span.at : span.until]):
        return span
    try:
        first, last = (day.replace(year=day.year - 1) for day in (span.first, span.last))
    except ValueError:  # 29 February
        return span
    return replace(span, first=first, last=last) if first <= today <= last or _WAS.search(folded) else span


def _framed(dated: list[DateSpan], folded: str, today: date) -> DateSpan | None:
    """The feast of that year, the weekday of that week: 明年五一, "Friday next week"."""
    for one, other in pairwise(dated):
        if not _BESIDE.fullmatch(folded[one.until : other.at]):
            continue
        for frame, inner in ((one, other), (other, one)):
            if frame.first and _FRAME.fullmatch(folded[frame.at : frame.until].strip()):
                begin = frame.first if frame.first > today else _begin(folded[frame.at : frame.until], frame.first)
                exact = (span for rule in _rules(folded) for span in rule(folded, begin))
                found = next((span for span in exact if (span.at, span.until) == (inner.at, inner.until)), None)
                return replace(found, at=one.at, until=other.until) if found and found.first else None
    return None


def _begin(frame: str, first: date) -> date:
    """Where a year or month that has begun begins."""
    if "年" in frame or "year" in frame or "yr" in frame:
        return first.replace(month=1, day=1)
    return first.replace(day=1) if "月" in frame or "month" in frame else first


def _shifted(span: DateSpan, folded: str) -> DateSpan:
    """The days before a date: 国庆前一周, "the day before Christmas"."""
    if span.first is None:
        return span
    last = span.first - timedelta(days=1)
    if behind := _BEFORE_ZH.match(folded, span.until):
        days = (chinese_number(behind["n"]) or 1) * (1 if behind["unit"] in "天日" else 7)
        return DateSpan(span.at, behind.end(), span.first - timedelta(days=days), last)
    if before := _BEFORE_EN.search(folded[: span.at]):
        days = 1 if before["unit"] == "day" else 7
        return DateSpan(before.start(), span.until, span.first - timedelta(days=days), last)
    return span


def _order(span: DateSpan) -> tuple[int, int]:
    return span.at, -span.until


def _within_longer(span: DateSpan, found: list[DateSpan]) -> bool:
    """True where the date is part of a longer one: the month of a day, even of a day that is none."""
    longer = (other for other in found if other.until - other.at > span.until - span.at)
    return any(other.at <= span.at < other.until or other.at < span.until <= other.until for other in longer)


def _trimmed(span: DateSpan, folded: str) -> DateSpan:
    """The span without spaces at its ends."""
    written = folded[span.at : span.until]
    at = span.at + len(written) - len(written.lstrip())
    return replace(span, at=at, until=at + len(written.strip()))


def _rules(folded: str) -> Iterator[Rules]:
    if not folded.isascii():
        yield when_zh.spans
    if LATIN.search(folded):
        yield when_en.spans


def _is_joined(folded: str, until: int, other: DateSpan) -> bool:
    """True where "to" stands between, or the second date is when they leave."""
    between = folded[until : other.at]
    if between.strip() in _JOINING or _LEAVE_EN.fullmatch(between):
        return True
    return bool(_UP_TO_CLAUSE.fullmatch(between) and _LEAVE_ZH.match(folded, other.until))


def _joined(first: DateSpan, found: list[DateSpan], folded: str) -> DateSpan:
    """`first` carried on to a second date where only a joining word stands between: "Friday to Sunday"."""
    for other in found:
        if other.at < first.until or not _is_joined(folded, first.until, other):
            continue
        if first.first and other.last:
            last = other.last if other.last >= first.first else other.last + timedelta(days=7)
            if timedelta(0) <= last - first.first <= timedelta(days=LONGEST_JOINED):
                return DateSpan(first.at, other.until, first.first, last, joined=True)
    written = _RANGE.search(folded, first.at, first.until)
    return replace(first, joined=True) if written and first.first != first.last else first

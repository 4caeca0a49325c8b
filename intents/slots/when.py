"""Dates in a question, resolved in the town's time zone from `today`: a range of days, inclusive."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from intents.slots import when_en, when_zh
from intents.slots.numbers import chinese_number
from intents.slots.spans import DateSpan, Told
from intents.slots.when_beside import enumerated, merged
from intents.slots.when_joined import joined
from intents.slots.when_words import words_of_time

Rules = Callable[[str, date], Iterator[DateSpan]]
LATIN = re.compile(r"[a-z0-9]")
_FRAME = re.compile(
    r"(?:明年|来年|今年|后年|去年|旧年|20\d\d年)|(?:下|这个?|上)个?(?:月|周|星期|礼拜)|(?:this|next|last) (?:year|"
    r"yr|month|week)"
)
MOST_DATES = 8  # that a line is read for; each may be read again from the one before
BESIDE = 6  # characters between days of one week
_BESIDE = re.compile(r"[\s,]*(?:的|on|in|of|'s|over|for)?\s*(?:the )?")
_BEFORE_ZH = re.compile(r"(?:之|以)?前(?P<n>[一两二三四五\d])个?(?P<unit>天|日|周|星期|礼拜)")
_BEFORE_EN = re.compile(r"(?:the |a |one )(?P<unit>day|week) before (?:the )?$")
_WAS = re.compile(r"\b(?:was|were|did|happened|took place|been held)\b|(?:办|辦|有|搞|举行|舉行)过|都[有办搞]了|错过")
_WITH_YEAR = re.compile(
    r"\d{4}|next|coming|this|tomorrow|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|明|后|下|来|出年|听日|周|星期|礼拜|今"
)


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
    longest = [span for span in found if span.first and not _within_longer(span, found)]
    dated = list({(span.at, span.until): span for span in reversed(longest)}.values())[::-1][:MOST_DATES]
    if dated:
        again = partial(_again, folded)
        told = _framed(merged(dated, folded), folded, today)
        meant = joined(merged(enumerated(told, folded, again), folded), folded, again)
        return _meant_year(_trimmed(_shifted(meant, folded), folded), folded, today)
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


def _framed(dated: list[DateSpan], folded: str, today: date) -> list[DateSpan]:
    """The dates, the first with its frame: the feast of that year, the weekday of that week: 明年五一."""
    for place, (one, other) in enumerate(pairwise(dated)):
        if not _BESIDE.fullmatch(folded[one.until : other.at]):
            continue
        for frame, inner in ((one, other), (other, one)):
            if frame.first and _FRAME.fullmatch(folded[frame.at : frame.until].strip()):
                begin = frame.first if frame.first > today else _begin(folded[frame.at : frame.until], frame.first)
                found = _again(folded, inner, begin)
                if found and found.first:
                    before = [
                        _again(folded, span, begin) or span for span in dated[:place] if span.told is Told.WEEKDAY
                    ]
                    close = [span for span in before if inner.at - span.until <= BESIDE]  # "wed to fri next week"
                    return [*close, replace(found, at=one.at, until=other.until), *dated[place + 2 :]]
                return dated
    return dated


def _again(folded: str, span: DateSpan, today: date) -> DateSpan | None:
    """What the same words mean counted from another day; of a weekday beside its date, the date."""
    found = [read for rule in _rules(folded) for read in rule(folded, today) if read.told is span.told]
    within = [read for read in found if span.at <= read.at and read.until <= span.until]
    return max(within, key=lambda read: read.until - read.at, default=None)


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

"""Dates that stand side by side: a weekday and its date are one, neighbouring days are one run of days."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from intents.slots.spans import DateSpan, Told

Again = Callable[[DateSpan, date], DateSpan | None]
DAY = timedelta(days=1)
_ONE_DATE = re.compile(r"[\s,(的]*(?:of |the |on |是|就是|即)?(?:the )?")
TILL = re.compile(r"(?:on |the )?(?:till|until|til)\b")  # where a date's own words begin so
_LISTED = re.compile(r"[\s,、/&+]*(?:and |plus |和|跟|与|同|及|加)?\s*")
# Days that a line weighs against each other are no run of days.
_WEIGHED = re.compile(
    r"\b(?:compar\w+|versus|vs|difference|differ\w*|which|better|cheaper|busier|quieter)\b|比较|对比|相比|哪"
)


def merged(dated: Sequence[DateSpan], folded: str) -> list[DateSpan]:
    """The dates, a weekday or weekend beside a date taken for that date: "Saturday the 5th", 周六(5号)."""
    found: list[DateSpan] = []
    for span in dated:
        one = _one_date(found[-1], span, folded) if found else None
        found[-1:] = [one] if one else [*found[-1:], span]
    return found


def _one_date(one: DateSpan, other: DateSpan, folded: str) -> DateSpan | None:
    beside = other.at >= one.until and _ONE_DATE.fullmatch(folded, one.until, other.at)
    if not beside or TILL.match(folded, other.at):
        return None
    until = other.until + folded.startswith(")", other.until)
    if one.told in (Told.WEEKDAY, Told.WEEKEND) and other.told is Told.NUMBER:
        meant = _whole_weekend(other) if one.told is Told.WEEKEND else other
        return replace(meant, at=one.at, until=until)
    # After the date only the weekday that it is: "4 Dec, Sat 5 Dec" are two.
    if one.told is Told.NUMBER and other.told is Told.WEEKDAY and _same_weekdays(one, other):
        return replace(one, until=until)
    return None


def _same_weekdays(one: DateSpan, other: DateSpan) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first.weekday() == other.first.weekday() and one.last - one.first == other.last - other.first


def _whole_weekend(date_in_it: DateSpan) -> DateSpan:
    """ "The weekend of the 5th": that Saturday and Sunday."""
    day = date_in_it.first
    if day is None or day != date_in_it.last or day.weekday() < 5:
        return date_in_it
    return replace(date_in_it, first=day - DAY * (day.weekday() - 5), last=day + DAY * (6 - day.weekday()))


def enumerated(dated: Sequence[DateSpan], folded: str, again: Again) -> list[DateSpan]:
    """The dates, neighbouring days told one after the other taken for one run: 12/4、12/5, "Saturday and Sunday"."""
    if _WEIGHED.search(folded):
        return list(dated)
    found: list[DateSpan] = []
    for span in dated:
        run = _run(found[-1], span, folded, again) if found else None
        found[-1:] = [run] if run else [*found[-1:], span]
    return found


def _run(one: DateSpan, other: DateSpan, folded: str, again: Again) -> DateSpan | None:
    if other.at < one.until or not one.last or not _LISTED.fullmatch(folded, one.until, other.at):
        return None
    for read in (other, again(other, one.last)):
        if read and read.first == one.last + DAY and read.last and read.last - read.first < DAY * 7:
            return replace(one, until=other.until, last=read.last, joined=True)
    return None

"""Recurrence rules to dated occurrences, each saying how sure it is and from which rule it comes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from content.almanac import animal_day, lunar_date, lunar_month
from content.closed import Sourced
from content.model import Event
from content.recurrence import MONTH_DAYS, Calendar, Occurrence, Recurrence

Certainty = Literal["announced", "computed", "estimated"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON = timedelta(days=400)
ANIMAL_CYCLE = timedelta(days=12)
DAY = timedelta(days=1)
RARE_YEARS = 8  # 29 February may be so far away
SAME_SEASON = timedelta(days=60)
Span = tuple[date, date]


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """An event on its dates, inclusive. computed: from a rule that holds; estimated: nobody announced it."""

    start: date
    end: date
    event: str
    certainty: Certainty
    rule: Calendar | Literal["reported"] = "reported"
    weekly: bool = False  # comes round within a few weeks


def occurrences(event: Event, first: date, last: date) -> list[Dated]:
    """The event's dated instances that touch `first` to `last`, in order, one a span."""
    return sorted({*_said(event, first, last), *_ruled(event, first, last)})


def first_occurrence(event: Event, first: date, last: date) -> Dated | None:
    """The event's first dated instance that touches the range; None where none does."""
    ruled = next(_ruled(event, first, last), None)
    said = _said(event, first, last) if event.occurrences else []
    # Both in order by themselves, so the earlier of their first ones is the first of all.
    return min(said[0], ruled) if said and ruled else said[0] if said else ruled


def next_occurrence(event: Event, today: date) -> Dated | None:
    """The first instance that is not over on `today`: within thirteen months, of a yearly event within its cycle."""
    rule = event.recurrence
    years = (rule.every_years or RARE_YEARS) if rule and rule.calendar in ("lunar", "gregorian", "miao") else 0
    last = min(today.toordinal() + HORIZON.days + years * 366, date.max.toordinal())
    return first_occurrence(event, today, date.fromordinal(last))


def past_occurrences(event: Event, today: date) -> list[Dated]:
    """The instances that a source reports and that are over on `today`, the latest first."""
    over = [_reported(event, item) for item in event.occurrences if item.last < today]
    rule = event.recurrence
    if not over and rule and rule.calendar == "once" and rule.end and rule.end < today:
        over = list(_ruled(event, date.min, today))
    return sorted(over, reverse=True)


def source_of(event: Event, item: Dated, today: date) -> Sourced | None:
    """Who says that the event is on these days: the report of them, else its rule; None for an event with neither."""
    reported = next((said for said in event.occurrences if said.start == item.start), None)
    if item.rule != "reported" or reported is None:
        return event.recurrence
    known: tuple[Sourced, ...] = (*([event.recurrence] if event.recurrence else []), *event.facts)
    # A report speaks of the days it reports; when one of days to come was written is not known.
    written = "undated" if item.start > today else f"{item.start:%Y-%m}"
    found = next((said for said in known if said.source == reported.source), None)
    return found or Sourced(source=reported.source, as_of=written)


def _said(event: Event, first: date, last: date) -> list[Dated]:
    """What sources report."""
    return sorted(_reported(event, item) for item in event.occurrences if item.start <= last and item.last >= first)


def _ruled(event: Event, first: date, last: date) -> Iterator[Dated]:
    """What the rule gives, in order; a date that a source reports replaces it, also where that lies out of range."""
    rule = event.recurrence
    if rule is None:
        return
    for start, end in SPANS[rule.calendar](rule, first, last):
        replaced = any(_replaces(said, rule, start) for said in event.occurrences) if event.occurrences else False
        if start <= last and end >= first and not replaced:
            yield Dated(start, end, event.id, _certainty(rule, start), rule.calendar, rule.regular)


def _reported(event: Event, item: Occurrence) -> Dated:
    return Dated(item.start, item.last, event.id, "announced")


def _replaces(said: Occurrence, rule: Recurrence, start: date) -> bool:
    # A weekly day gives way only to a report of that very day, any other to a report for the same season.
    return said.start <= start <= said.last if rule.regular else abs(start - said.start) <= SAME_SEASON


def _certainty(rule: Recurrence, start: date) -> Certainty:
    if rule.calendar == "once" and not rule.approximate:
        return "announced"
    return "estimated" if rule.estimated or (rule.regular and not rule.confirmed_on(start)) else "computed"


def rule_spans(rule: Recurrence, first: date, last: date) -> list[Span]:
    """What the rule alone says for `first` to `last`, whatever sources report."""
    return [span for span in SPANS[rule.calendar](rule, first, last) if span[0] <= last and span[1] >= first]


def _weekly(rule: Recurrence, first: date, last: date) -> Iterator[Span]:
    day = max(first, date(rule.since, 1, 1)) if rule.since else first
    while day <= last:
        if rule.months and day.month not in rule.months:
            day = first_of_next(day)
            continue
        if WEEKDAYS[day.weekday()] in rule.weekdays:
            yield day, day
        day += DAY


def first_of_next(day: date) -> date:
    """The first day of the month after this one."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _cycle(rule: Recurrence, first: date, last: date) -> Iterator[Span]:
    """Every so many days, counted both ways from a day that is known."""
    if not rule.start or not rule.cycle_days:
        return
    day = first + timedelta(days=(rule.start - first).days % rule.cycle_days)
    while day <= last:
        if _in_season(rule, day):
            yield day, day
        day += timedelta(days=rule.cycle_days)


def _animal_days(rule: Recurrence, first: date, last: date) -> Iterator[Span]:
    day = _next_animal(rule, first)
    while day <= last:
        if _in_season(rule, day):
            yield day, day
        day = _next_animal(rule, day + DAY)


def _in_season(rule: Recurrence, day: date) -> bool:
    return (not rule.since or day.year >= rule.since) and (not rule.months or day.month in rule.months)


def _next_animal(rule: Recurrence, earliest: date) -> date:
    return min(animal_day(animal, earliest) for animal in rule.animals)


def _once(rule: Recurrence, _first: date, _last: date) -> Iterator[Span]:
    if rule.start and rule.end:
        yield rule.start, rule.end


def _yearly(in_year: Callable[[Recurrence, int], Iterator[date]]) -> Callable[[Recurrence, date, date], Iterator[Span]]:
    def spans(rule: Recurrence, first: date, last: date) -> Iterator[Span]:
        # A lunar year reaches into the next ordinary one, and a festival may go on over the new year.
        for year in range(max(first.year - 1, 1), min(last.year + 1, 9998) + 1):
            if _keeps(rule, year):
                yield from ((start, _end(rule, start)) for start in in_year(rule, year))

    return spans


def _keeps(rule: Recurrence, year: int) -> bool:
    """True where the rule runs in the year: not before its first, and of a cycle of years only in its turn."""
    if rule.since is None:
        return True
    return year >= rule.since and (not rule.every_years or (year - rule.since) % rule.every_years < rule.run_years)


def _end(rule: Recurrence, start: date) -> date:
    if rule.end_month and rule.end_day:
        year = start.year + ((rule.end_month, rule.end_day) < (start.month, start.day))
        return date(year, rule.end_month, min(rule.end_day, _month_days(year, rule.end_month)))
    return start + timedelta(days=rule.days - 1)


def _month_days(year: int, month: int) -> int:
    return (first_of_next(date(year, month, 1)) - date(year, month, 1)).days if month == 2 else MONTH_DAYS[month - 1]


def _gregorian(rule: Recurrence, year: int) -> Iterator[date]:
    # 29 February has no date in most years.
    if rule.month and rule.day and rule.day <= _month_days(year, rule.month):
        yield date(year, rule.month, rule.day)


def _lunar(rule: Recurrence, year: int) -> Iterator[date]:
    months = (rule.month, -rule.month) if rule.month and rule.leap_month == "repeat" else (rule.month,)
    for month in months:
        # The last day of the year is its thirtieth, or in a short year the day before.
        days = (30, 29) if (month, rule.day) == (12, 30) else (rule.day,)
        found = next((day for number in days if month and number and (day := lunar_date(year, month, number))), None)
        if found:
            yield found


def _miao(rule: Recurrence, year: int) -> Iterator[date]:
    """The first, second or third day of the animal in a lunar month, counted from one of its days."""
    if not rule.animal or not rule.month:
        return
    # Some count a leap month as the beginning of the month after it.
    leap = lunar_month(year, -(rule.month - 1)) if rule.leap_month == "first" and rule.month > 1 else None
    found = leap or lunar_month(year, rule.month)
    if found:
        yield animal_day(rule.animal, found[0] + timedelta(days=rule.from_day - 1)) + ANIMAL_CYCLE * (rule.nth - 1)


def _never(_rule: Recurrence, _first: date, _last: date) -> Iterator[Span]:
    return iter(())


SPANS: dict[Calendar, Callable[[Recurrence, date, date], Iterator[Span]]] = {
    "weekly": _weekly,
    "cycle": _cycle,
    "animal_days": _animal_days,
    "once": _once,
    "gregorian": _yearly(_gregorian),
    "lunar": _yearly(_lunar),
    "miao": _yearly(_miao),
    "announced": _never,
}

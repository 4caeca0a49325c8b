"""All events by their dates: what is on in a span of days, and what comes next, however many events there are."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

from content.almanac import lunar_day
from content.calendar import HORIZON, Dated, first_of_next, occurrences
from content.model import Event

# The tables of the almanac reach no further.
FIRST_YEAR, LAST_YEAR = 1950, 2100
LUNAR_STEP = 10  # days; no lunar month is shorter than 29
MOST_KEPT = 40  # years, and months
Key = TypeVar("Key")
Value = TypeVar("Value")
Wanted = Callable[[Event], bool]


class Agenda:
    """The dated instances of events, worked out once for each year, and of what comes round more often, each month."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = {event.id: event for event in events}
        self._regular = [event for event in self._events.values() if _is_regular(event)]
        self._yearly = [event for event in self._events.values() if not _is_regular(event)]
        self._seasons = [(event, usual) for event in self._yearly if (usual := _seasons(event))]
        self._by_year: dict[int, list[Dated]] = {}
        self._by_month: dict[date, dict[str, list[Dated]]] = {}
        longest = max((_days(event) for event in self._events.values()), default=1)
        self._years_back = longest // 365 + 1

    def between(self, first: date, last: date) -> list[Dated]:
        """Every dated instance that touches the range, in order."""
        return sorted(item for event in self._events.values() for item in occurrences(event, first, last))

    def each(self, first: date, last: date, wanted: Wanted | None = None) -> list[Dated]:
        """The first instance of each event that touches the range, in order; `wanted` chooses among the events."""
        return self._firsts(first, last, wanted, date.min)

    def coming(self, after: date, count: int, wanted: Wanted | None = None) -> list[Dated]:
        """The first instances that begin after a day, one an event, within thirteen months.

        Those that come round every few weeks only where there is nothing else.
        """
        later = self._firsts(after, after + HORIZON, wanted, after + timedelta(days=1))
        return ([item for item in later if not item.weekly] or later)[:count]

    def _firsts(self, first: date, last: date, wanted: Wanted | None, begins: date) -> list[Dated]:
        """The first of each event's instances in the range that does not begin before `begins`."""
        found: dict[str, Dated] = {}
        for event, item in chain(self._yearly_within(first, last), self._regular_within(max(first, begins), last)):
            if event not in found and item.start >= begins and (wanted is None or wanted(self._events[event])):
                found[event] = item
        return sorted(found.values(), key=_when)

    def usual(self, first: date, last: date, wanted: Wanted | None = None) -> list[Event]:
        """Yearly events that usually fall in the range, by their months or roughly their day, and have no date in it.

        For ranges of some weeks: in a whole season half of what there is may be.
        """
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        seasons = {day.month for day in days} | {f"{day:%m-%d}" for day in days}
        seasons |= {f"lunar {lunar_day(day)[0]}" for day in days[::LUNAR_STEP] + days[-1:]}
        dated = {event for event, _ in self._yearly_within(first, last)}
        return [
            event
            for event, usual in self._seasons
            if usual & seasons and event.id not in dated and (wanted is None or wanted(event))
        ]

    def prepare(self, day: date) -> None:
        """Works the next thirteen months out ahead, so that the first question need not wait for it."""
        self.each(day, day + HORIZON)

    def _yearly_within(self, first: date, last: date) -> Iterator[tuple[str, Dated]]:
        for year in range(max(first.year - self._years_back, FIRST_YEAR), min(last.year, LAST_YEAR) + 1):
            for item in self._starting_in(year):
                if item.start <= last and item.end >= first:
                    yield item.event, item

    def _starting_in(self, year: int) -> list[Dated]:
        if year not in self._by_year:
            first, last = date(year, 1, 1), date(year, 12, 31)
            found = (item for event in self._yearly for item in occurrences(event, first, last))
            _keep(self._by_year, year, sorted(item for item in found if item.start.year == year))
        return self._by_year[year]

    def _regular_within(self, first: date, last: date) -> Iterator[tuple[str, Dated]]:
        month = max(first, date(FIRST_YEAR, 1, 1)).replace(day=1)
        missing = {event.id for event in self._regular}
        while missing and month <= min(last, date(LAST_YEAR, 12, 31)):
            touching = self._touching(month)
            for event in missing & touching.keys():
                item = next((item for item in touching[event] if item.end >= first), None)
                if item and item.start <= last:
                    missing.discard(event)
                    yield event, item
            month = first_of_next(month)

    def _touching(self, month: date) -> dict[str, list[Dated]]:
        """What comes round every few weeks in the month that begins on this day, by event."""
        if month not in self._by_month:
            last = first_of_next(month) - timedelta(days=1)
            found = {event.id: occurrences(event, month, last) for event in self._regular}
            _keep(self._by_month, month, {event: items for event, items in found.items() if items})
        return self._by_month[month]


def _seasons(event: Event) -> set[int | str]:
    """When a yearly event usually is, where its rule gives no date: months, "07-23", or "lunar 10"."""
    rule = event.recurrence
    if rule is None or rule.calendar == "once":
        return set()
    by_village = [f"lunar {rule.month}"] if rule.calendar == "miao" and rule.month and not rule.animal else []
    return {*rule.months, *([rule.around] if rule.around else []), *by_village}


def _keep(kept: dict[Key, Value], key: Key, value: Value) -> None:
    if len(kept) >= MOST_KEPT:  # by then somebody asks for all the years there are
        kept.clear()
    kept[key] = value


def _when(item: Dated) -> tuple[date, str]:
    # What sorts whole instances does the same at ten times the cost.
    return item.start, item.event


def _is_regular(event: Event) -> bool:
    return event.recurrence is not None and event.recurrence.regular


def _days(event: Event) -> int:
    """Days of its longest instance."""
    spans = [(item.start, item.last) for item in event.occurrences]
    rule = event.recurrence
    if rule and rule.start and rule.end:
        spans.append((rule.start, rule.end))
    return max(((end - start).days + 1 for start, end in spans), default=1)

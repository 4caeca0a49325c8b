"""All events by their dates: what is on in a span of days, and what comes next, however many events there are."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from content.calendar import HORIZON, Dated, first_occurrence, occurrences
from content.model import Event

# The tables of the almanac reach no further.
FIRST_YEAR, LAST_YEAR = 1950, 2100
Wanted = Callable[[Event], bool]


class Agenda:
    """The dated instances of events; those that come round once a year are worked out once for each year."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = {event.id: event for event in events}
        self._regular = [event for event in self._events.values() if _is_regular(event)]
        self._yearly = [event for event in self._events.values() if not _is_regular(event)]
        self._by_year: dict[int, list[Dated]] = {}
        longest = max((_days(event) for event in self._events.values()), default=1)
        self._years_back = longest // 365 + 1

    def between(self, first: date, last: date) -> list[Dated]:
        """Every dated instance that touches the range, in order."""
        return sorted(item for event in self._events.values() for item in occurrences(event, first, last))

    def each(self, first: date, last: date, wanted: Wanted | None = None) -> list[Dated]:
        """The first instance of each event that touches the range, in order; `wanted` chooses among the events."""
        found: dict[str, Dated] = {}
        for item in self._of_the_years(first, last):
            if item.event not in found and (wanted is None or wanted(self._events[item.event])):
                found[item.event] = item
        for event in self._regular:
            if wanted is None or wanted(event):
                regular = first_occurrence(event, first, last)
                found |= {event.id: regular} if regular else {}
        return sorted(found.values())

    def coming(self, after: date, count: int, wanted: Wanted | None = None) -> list[Dated]:
        """The first instances that begin after a day, one an event, within thirteen months.

        Those that come round every few weeks only where there is nothing else.
        """
        later = [item for item in self.each(after, after + HORIZON, wanted) if item.start > after]
        return ([item for item in later if not item.weekly] or later)[:count]

    def prepare(self, year: int) -> None:
        """Works the year and the next out ahead, so that the first question need not wait for it."""
        for near in range(year - self._years_back, year + 2):
            self._starting_in(near)

    def _of_the_years(self, first: date, last: date) -> Iterator[Dated]:
        """The instances of the events that are not regular, year by year."""
        for year in range(max(first.year - self._years_back, FIRST_YEAR), min(last.year, LAST_YEAR) + 1):
            for item in self._starting_in(year):
                if item.start <= last and item.end >= first:
                    yield item

    def _starting_in(self, year: int) -> list[Dated]:
        if year not in self._by_year:
            first, last = date(year, 1, 1), date(year, 12, 31)
            found = (item for event in self._yearly for item in occurrences(event, first, last))
            self._by_year[year] = sorted(item for item in found if item.start.year == year)
        return self._by_year[year]


def _is_regular(event: Event) -> bool:
    return event.recurrence is not None and event.recurrence.regular


def _days(event: Event) -> int:
    """Days of its longest instance."""
    spans = [(item.start, item.last) for item in event.occurrences]
    rule = event.recurrence
    if rule and rule.start and rule.end:
        spans.append((rule.start, rule.end))
    return max(((end - start).days + 1 for start, end in spans), default=1)

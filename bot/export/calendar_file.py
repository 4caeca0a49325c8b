"""Events as an iCalendar file (RFC 5545), which phones and desktop calendars open."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.export.calendar_text import Writer
from bot.messages import File
from content.almanac import lunar_year
from content.calendar import WEEKDAYS, Dated, occurrences
from content.model import Event
from content.recurrence import Recurrence

if TYPE_CHECKING:  # the library is loaded only where a file is made: it takes 10 MB
    from icalendar import Calendar, Timezone
    from icalendar import Event as Component

SERIES_DAYS = 182  # half a year: what nobody has confirmed must not fill a calendar for ever
DAY = timedelta(days=1)
Group = list[Dated]


def calendar_file(writer: Writer, events: Iterable[Event], first: date, last: date, name: str) -> File | None:
    """The file `name` of what these events do from `first` to `last`; None where they do nothing then."""
    return _file(writer, [(group, event) for event in events for group in _groups(entered(event, first, last))], name)


def days_file(writer: Writer, events: Iterable[Event], first: date, last: date, name: str) -> File | None:
    """The same with each day of a series for itself: taken twice, a file of some days must not cut the series short."""
    pairs = [([item], event) for event in events for item in entered(event, first, last)]
    return _file(writer, pairs, name)


def _file(writer: Writer, groups: list[tuple[Group, Event]], name: str) -> File | None:
    if not groups:
        return None
    groups.sort(key=lambda pair: pair[0])
    calendar = empty_calendar(writer)
    for group, event in groups:
        calendar.add_component(_component(writer, event, group))
    if calendar.get_missing_tzids():
        calendar.subcomponents.insert(0, timezone_of(str(writer.now.tzinfo)))
    return File("document", name, "text/calendar", calendar.to_ical())


@lru_cache(maxsize=4)
def timezone_of(name: str) -> "Timezone":
    """The time zone as the file explains it. The library takes 40 ms to work it out, so once is enough."""
    from icalendar import Timezone

    return Timezone.from_tzid(name, first_date=date(2020, 1, 1), last_date=date(2040, 1, 1))


def file_name(first: date, last: date) -> str:
    """What a file of all that is on in these days is called: `events-2027-02.ics` for a month."""
    month = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
    days = f"{first:%Y-%m}" if month else f"{first}" if first == last else f"{first}-{last}"
    return f"events-{days}.ics"


def entered(event: Event, first: date, last: date) -> list[Dated]:
    """What a file holds of the event: its instances in these days, of a series half a year of them at most."""
    found = occurrences(event, first, last)
    begins = next((item.start for item in found if item.weekly), last)
    return [item for item in found if not item.weekly or (item.start - begins).days <= SERIES_DAYS]


def in_series(item: Dated) -> bool:
    """True for a day of a weekly series, which a file holds as one entry that repeats."""
    return item.rule == "weekly"


def _groups(items: list[Dated]) -> list[Group]:
    """The instances by the entry of the file that holds them: a series together, others each for itself."""
    series = [item for item in items if in_series(item)]
    return [*([item] for item in items if not in_series(item)), *([series] if series else [])]


def empty_calendar(writer: Writer) -> "Calendar":
    """A calendar of this guide without any entries."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{writer.catalogue.town.id}//visitor guide//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _component(writer: Writer, event: Event, group: Group) -> "Component":
    from icalendar import Event as Component

    item, made = group[0], Component()
    made.add("uid", f"{event.id}-{_identity(event, group)}@{writer.catalogue.town.id}.visitor-guide")
    made.add("dtstamp", writer.now.astimezone(UTC))
    # Calendars keep the entry they have unless the new one has a higher number, so each day has its own.
    made.add("sequence", writer.now.toordinal())
    made.add("status", "CONFIRMED" if item.certainty == "announced" else "TENTATIVE")
    made.add("summary", writer.title(event, group[-1]))
    _add_times(made, writer, event, group)
    _add_place(made, writer, event)
    made.add("description", writer.description(event, item))
    if link := writer.link(event, item):
        made.add("url", link)
    return made


def _identity(event: Event, group: Group) -> str:
    """Which of the event's instances it is, told so that a date announced later takes the place of its estimate."""
    item = group[0]
    if len(group) > 1:
        return "weekly"
    if item.weekly or (event.recurrence and event.recurrence.regular):
        same_day = [other for other in occurrences(event, item.start, item.start) if other.start == item.start]
        place = same_day.index(item)
        return f"{item.start:%Y%m%d}" + (f"-{place + 1}" if place else "")
    year = _counted_year(event, item.start)
    near = occurrences(event, date(year, 1, 1), date(year + 1, 12, 31))
    of_year = [other for other in near if _counted_year(event, other.start) == year]
    return f"{year}-{of_year.index(item) + 1}"


def _counted_year(event: Event, day: date) -> int:
    """The year an instance counts for: the moon's where the moon sets it, as a date near New Year may yet move."""
    by_moon = event.recurrence is not None and event.recurrence.calendar in ("lunar", "miao")
    return lunar_year(day) if by_moon else day.year


def _add_place(made: "Component", writer: Writer, event: Event) -> None:
    if location := writer.location(event):
        made.add("location", location)
    if point := writer.point(event):
        made.add("geo", (point.lat, point.lon))


def _add_times(made: "Component", writer: Writer, event: Event, group: Group) -> None:
    """When it begins and ends, whole days where no clock time is known, and for a series how it repeats."""
    item, rule = group[0], event.recurrence
    clock = rule if rule and rule.start_time and item.start == item.end and _is_by_rule(item, rule) else None
    made.add("dtstart", _at(item.start, clock.start_time if clock else None, writer))
    if clock is None:
        made.add("dtend", item.end + DAY)  # exclusive
        made.add("transp", "TRANSPARENT")
    elif clock.end_time:
        past_midnight = clock.end_time <= (clock.start_time or "")
        made.add("dtend", _at(item.end + DAY if past_midnight else item.end, clock.end_time, writer))
    if rule and len(group) > 1:
        begins = {day: _at(day, clock.start_time if clock else None, writer) for day in _days_by_rule(rule, group)}
        _add_repeats(made, rule, begins, {one.start for one in group})


def _is_by_rule(item: Dated, rule: Recurrence) -> bool:
    """True where the rule's clock times hold: a reported day may keep others."""
    return item.certainty != "announced" or rule.calendar == "once"


def _at(day: date, clock: str | None, writer: Writer) -> date:
    return datetime.combine(day, time.fromisoformat(clock), writer.now.tzinfo) if clock else day


def _days_by_rule(rule: Recurrence, group: Group) -> list[date]:
    """Every day that the weekly rule gives from the first to the last of the series."""
    first, last = group[0].start, group[-1].start
    days = (first + DAY * number for number in range((last - first).days + 1))
    return [d for d in days if WEEKDAYS[d.weekday()] in rule.weekdays and (not rule.months or d.month in rule.months)]


def _add_repeats(made: "Component", rule: Recurrence, begins: dict[date, date], kept: set[date]) -> None:
    """The rule until the last day, without the days that a report has taken out of the series."""
    until = begins[max(kept)]
    repeats = {
        "freq": "weekly",
        "byday": [day[:2].upper() for day in rule.weekdays],
        # RFC 5545: UTC where the start has a clock time, else a date like the start.
        "until": until.astimezone(UTC) if isinstance(until, datetime) else until,
    }
    made.add("rrule", repeats | ({"bymonth": list(rule.months)} if rule.months else {}))
    if without := [start for day, start in begins.items() if day not in kept]:
        made.add("exdate", without)

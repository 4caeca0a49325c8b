"""When one may be at a place on a day: its hours where they are known, else by daylight."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.planner.rules import DAYLIGHT, EVENING, LIVELY, STEP_MIN
from content.catalogue import Catalogue
from content.hours import is_open, next_change, sunset
from content.model import Eatery, Entry, Place

MINUTES = 24 * 60
Spans = tuple[tuple[int, int], ...]


def spans(catalogue: Catalogue, entry: Entry, day: date) -> Spans:
    """The spans of the day, in minutes, in which one may be there; none where it is closed."""
    lively = LIVELY & set(entry.tags) or entry.kind == "eatery"
    usual = EVENING if lively else (DAYLIGHT[0], min(DAYLIGHT[1], sunset_minute(catalogue, day)))
    written = known_hours(entry)
    if written is None:
        return (usual,)
    found = [(max(first, usual[0]), min(last, usual[1])) for first, last in _open_spans(written, day)]
    return tuple((first, last) for first, last in found if first < last)


def sunset_minute(catalogue: Catalogue, day: date) -> int:
    """The minute of the day at which the sun sets in the town, rounded down."""
    point = catalogue.centre
    if point is None:
        return DAYLIGHT[1]
    down = sunset(day, point.lat, point.lon)
    return (down.hour * 60 + down.minute) // STEP_MIN * STEP_MIN


def known_hours(entry: Entry) -> str | None:
    """Its hours as written; None where no source gives any."""
    hours = entry.hours if isinstance(entry, Place | Eatery) else None
    return hours.open if hours else None


def last_entry(entry: Entry) -> int | None:
    """The last minute of the day at which it lets people in; None where that is not known."""
    hours = entry.hours if isinstance(entry, Place | Eatery) else None
    return minute_of(hours.last_entry) if hours and hours.last_entry else None


def minute_of(clock: str) -> int:
    """The minute of the day of "HH:MM"."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock(minute: int) -> str:
    """ "HH:MM" of a minute of the day; after midnight it begins anew."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


@lru_cache(maxsize=4096)
def _open_spans(written: str, day: date) -> Spans:
    begin, found = datetime.combine(day, time(0)), []
    moment, last = begin, begin + timedelta(days=1)
    while moment < last:
        change = next_change(written, moment)
        until = min(change, last) if change else last
        if is_open(written, moment):
            found.append((_minutes(moment - begin), _minutes(until - begin)))
        moment = until if until > moment else last
    return tuple(found)


def _minutes(since: timedelta) -> int:
    return int(since.total_seconds()) // 60

"""Opening hours in OpenStreetMap's syntax: whether a string can be read, and what is open at a moment."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any


def check_hours(written: str) -> None:
    """Nothing where `written` is readable; raises ValueError saying how to write it."""
    try:
        _rule(written)
    except Exception as error:  # the parser's own error types are not public
        raise ValueError(f"not OSM opening hours: {written!r}; write for example 'Tu-Su 09:00-17:00'") from error


def is_open(written: str, moment: datetime) -> bool:
    """True when the hours say open at `moment`, taken as local time."""
    return bool(_rule(written).is_open(moment.replace(tzinfo=None)))


def next_change(written: str, moment: datetime) -> datetime | None:
    """When open turns to closed or closed to open after `moment`; None where it never does."""
    change: datetime | None = _rule(written).next_change(moment.replace(tzinfo=None))
    return change.replace(tzinfo=moment.tzinfo) if change else None


@lru_cache(maxsize=512)
def sunset(day: date, lat: float, lon: float) -> datetime:
    """When the sun sets at a WGS-84 point, in the local time there, without a zone."""
    from opening_hours import OpeningHours

    noon = datetime.combine(day, time(12))
    change = OpeningHours("sunset-24:00", coords=(lat, lon)).next_change(noon)
    return noon.replace(hour=18) if change is None else change.replace(tzinfo=None)


@lru_cache(maxsize=512)
def _rule(written: str) -> Any:
    from opening_hours import OpeningHours

    return OpeningHours(written)

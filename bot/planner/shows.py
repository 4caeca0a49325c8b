"""What is on in the days of a trip: shows, markets, matches and festivals, at the place where one sees them."""

from collections.abc import Iterator
from datetime import date

from bot.planner.candidates import Candidate, Frame, Span, Starts
from bot.planner.opening import minute_of, sunset_minute
from bot.planner.rules import DAYLIGHT
from bot.planner.tastes import worth
from content.calendar import Dated, occurrences
from content.model import Event
from content.recurrence import Recurrence

FESTIVAL_MIN, SHOW_MIN, MARKET_MIN, LIGHTS_MIN = 180, 120, 90, 60
MOST_FESTIVAL_MIN = 300
DAY_LAST = 1290  # by then what is to be seen in the dark has to begin
BIG_DAY, SOME_DAYS = 160, 50  # points for what is on once a year, and for what is on some days a week
AFTER_DARK = frozenset(("night", "light_show", "evening"))
DAILY = 7
NOON = 720
MORNING = 540  # what has no hour of its own is hardly on before


def shows(frame: Frame) -> Iterator[Candidate]:
    """Every event that is on on a day of the trip, where that is on a map; on any weekday where no dates were said."""
    for event in frame.catalogue.events:
        where = frame.at(event)
        wanted = not (frame.forbids(event) if event.id in frame.asked_for else frame.rules_out(event))
        if where is None or event.recurrence is None or not wanted:
            continue
        starts = tuple(_starts(frame, event, dates) for dates in frame.dates)
        if any(starts):
            yield _show(frame, event, event.recurrence, where, starts)


def _show(frame: Frame, event: Event, rule: Recurrence, where: str, starts: Starts) -> Candidate:
    own_time = rule.start_time is not None or bool(AFTER_DARK & set(event.tags))
    minutes = _minutes(event, rule)
    daily = len(rule.weekdays) == DAILY
    value = worth(event, frame.wishes) + (0 if daily else SOME_DAYS if rule.regular else BIG_DAY)
    # Who comes for a day-long feast sees the place by that; what has an hour of its own leaves the day for the place.
    group = event.id if own_time else where
    cost = 0 if "free" in event.tags else None
    most = minutes if own_time else MOST_FESTIVAL_MIN
    return Candidate(event.id, "show", where, minutes, value, starts, cost, group, most_min=most)


def _minutes(event: Event, rule: Recurrence) -> int:
    """How long one stays."""
    if rule.start_time and rule.end_time:
        whole = (minute_of(rule.end_time) - minute_of(rule.start_time)) % 1440
        return min(whole, MARKET_MIN) if "market" in event.tags else min(whole, FESTIVAL_MIN)
    if AFTER_DARK & set(event.tags):
        return LIGHTS_MIN
    return SHOW_MIN if rule.start_time else FESTIVAL_MIN


def _starts(frame: Frame, event: Event, dates: tuple[date, ...]) -> tuple[Span, ...]:
    """When one comes for the event; never where it is not on on each of the dates."""
    items = [occurrences(event, day, day) for day in dates]
    rule = event.recurrence
    if rule is None or not all(items):
        return ()
    stay = _minutes(event, rule)
    if rule.start_time and not _has_other_times(items):
        begins = minute_of(rule.start_time)
        if "market" in event.tags:  # a market is strolled through, not seen from the beginning
            ends = minute_of(rule.end_time) if rule.end_time else max(begins + 2 * stay, NOON)
            return ((begins, max(begins, ends - stay)),)
        return ((begins, begins),)
    if AFTER_DARK & set(event.tags):
        # Of days of no known season it is surely dark only once it is on the longest.
        longest = [dates[0].replace(month=6, day=21)] if frame.wishes.first is None else []
        dark = max(sunset_minute(frame.catalogue, day) for day in (*dates, *longest))
        return ((dark, DAY_LAST),)
    return ((MORNING, DAYLIGHT[1] - stay),)


def _has_other_times(items: list[list[Dated]]) -> bool:
    """True where a report of several days stands for one of the dates: it may keep other hours than the rule."""
    return any(item.rule == "reported" and item.start != item.end for found in items for item in found)

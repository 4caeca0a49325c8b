"""When a stop can be: opening hours, shows, meals, and the hours of the day, each as minutes of the day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.planner.model import DayPlan, MealName, Pace, Stop
from bot.planner.verifier.case import OUT_OF_HUB_MIN, PLATFORM_MIN, Case, clock, minute_of
from content.hours import is_open, next_change, sunset
from content.model import Eatery, Entry, Event, Place

NEVER_OVER = 48 * 60
DAYLIGHT = (7 * 60, 18 * 60 + 30)  # a village or a mountain is seen by day, and until the sun sets
EVENING_END = 22 * 60 + 30
MARKET_END = 14 * 60  # where nobody tells when a market is over
LATE_TAGS = frozenset(("night", "street", "food", "square"))
LATE_EVENT_TAGS = LATE_TAGS | {"evening", "night_market", "light_show"}
MEALS: dict[MealName, tuple[int, int]] = {"lunch": (11 * 60, 14 * 60), "dinner": (17 * 60, 20 * 60)}
# A day out from the first to the second holds that meal.
NEEDS_MEAL: dict[MealName, tuple[int, int]] = {"lunch": (690, 840), "dinner": (1050, 1200)}
SPANS: dict[Pace, tuple[int, int]] = {"relaxed": (570, 1290), "normal": (510, 1320), "packed": (420, 1350)}
SHOW_DAY_END = 23 * 60 + 30  # home from a show
SEAT_MIN = 60  # nobody takes a seat earlier
LATEST_SUNSET = 20 * 60  # of the year, for plans without date


@dataclass(frozen=True, slots=True)
class Window:
    """One may arrive from `opens` to `last_arrival`, and leave from `first_leave` to `closes`."""

    opens: int = 0
    closes: int = NEVER_OVER
    last_arrival: int = NEVER_OVER
    first_leave: int = 0

    def holds(self, arrive: int, leave: int) -> bool:
        """True where a stay lies in it."""
        return self.opens <= arrive <= self.last_arrival and self.first_leave <= leave <= self.closes

    def arrivals(self, stay: int) -> tuple[int, int]:
        """The first and the last minute to arrive for so long a stay; the last may come before the first."""
        return max(self.opens, self.first_leave - stay), min(self.last_arrival, self.closes - stay)

    def within(self, other: "Window") -> "Window":
        """What lies in both."""
        return Window(
            max(self.opens, other.opens),
            min(self.closes, other.closes),
            min(self.last_arrival, other.last_arrival),
            max(self.first_leave, other.first_leave),
        )


Windows = tuple[Window, ...]
ALWAYS: Windows = (Window(),)


def windows(case: Case, day: DayPlan, stop: Stop) -> Windows:
    """When the stop can be on its day; none where it cannot."""
    entry = case.catalogue.get(stop.id) if stop.id else None
    if entry is None:
        return ALWAYS
    if isinstance(entry, Event):
        return show_windows(case, day, entry)
    at_place = ALWAYS if stop.around else opening(case, day, entry)
    return both(at_place, (Window(*MEALS[stop.meal]),)) if stop.meal else at_place


def both(first: Windows, second: Windows) -> Windows:
    """What lies in a window of each."""
    found = (one.within(other) for one in first for other in second)
    return tuple(window for window in found if window.opens < window.closes)


def opening(case: Case, day: DayPlan, entry: Entry) -> Windows:
    """When a place or an eatery is open on the day, or on every weekday where it has no date."""
    hours = entry.hours if isinstance(entry, Place | Eatery) else None
    if hours is None or hours.open is None:
        return _usual(case, day, entry) if isinstance(entry, Place) else ALWAYS
    found = _usual(case, day, entry)
    for each in case.dates(day):
        found = both(found, tuple(Window(*span) for span in _spans(hours.open, each)))
    entered = Window(last_arrival=minute_of(hours.last_entry)) if hours.last_entry else Window()
    return both(found, (entered,))


def _usual(case: Case, day: DayPlan, entry: Entry) -> Windows:
    """By day, or into the evening where there is life then."""
    if LATE_TAGS & set(entry.tags) or isinstance(entry, Eatery):
        return (Window(DAYLIGHT[0], EVENING_END),)
    return (Window(DAYLIGHT[0], min(DAYLIGHT[1], *(_sunset(case, each) for each in case.dates(day)))),)


def _sunset(case: Case, day: date) -> int:
    """When the sun sets in the town, to the five minutes before."""
    town = case.catalogue.get(case.catalogue.town.id)
    point = case.catalogue.point(town) if town else None
    if point is None:
        return DAYLIGHT[1]
    moment = sunset(day, point.lat, point.lon)
    return (moment.hour * 60 + moment.minute) // 5 * 5


@lru_cache(maxsize=2048)
def _spans(written: str, day: date) -> tuple[tuple[int, int], ...]:
    """When the hours say open, from midnight to midnight, and on into the night where that began before."""
    midnight = datetime.combine(day, time())
    found: list[tuple[int, int]] = []
    moment: datetime | None = midnight
    while moment and moment < midnight + timedelta(days=1):
        change = next_change(written, moment)
        if is_open(written, moment):
            found.append((_minute(moment, midnight), _minute(change, midnight) if change else NEVER_OVER))
        moment = change
    return tuple(found)


def _minute(moment: datetime, midnight: datetime) -> int:
    return min(NEVER_OVER, int((moment - midnight).total_seconds()) // 60)


def show_windows(case: Case, day: DayPlan, event: Event) -> Windows:
    """When an event can be attended: a market while it is on, anything else from before it begins."""
    rule = event.recurrence
    late = bool(LATE_EVENT_TAGS & set(event.tags))
    begins = minute_of(rule.start_time) if rule and rule.start_time else None
    late = late or (begins is not None and begins >= MEALS["dinner"][0])
    untold = MARKET_END if "market" in event.tags else EVENING_END if late else DAYLIGHT[1]
    ends = minute_of(rule.end_time) if rule and rule.end_time else untold
    if begins is not None and ends <= begins:
        ends += 24 * 60
    dark = _dark(case, day, event) if "light_show" in event.tags else 0
    if begins is None:
        ends = EVENING_END if late else DAYLIGHT[1]
        return (Window(DAYLIGHT[0], ends, first_leave=dark),)
    if "market" in event.tags:
        return (Window(begins, ends, first_leave=dark),)
    return (Window(begins - SEAT_MIN, ends, begins, max(begins + 1, dark)),)


def has_seats(case: Case, stop: Stop) -> bool:
    """True for what begins for all at once: who comes later leaves no later."""
    event = case.catalogue.get(stop.id or "")
    rule = event.recurrence if isinstance(event, Event) else None
    return event is not None and rule is not None and rule.start_time is not None and "market" not in event.tags


def arrivals(case: Case, day: DayPlan, stop: Stop) -> list[tuple[int, int]]:
    """First and last minutes to arrive for a stay as planned, or for a show to its planned end."""
    found = windows(case, day, stop)
    if has_seats(case, stop):
        return [(window.opens, window.last_arrival) for window in found]
    return [window.arrivals(stop.minutes) for window in found]


def _dark(case: Case, day: DayPlan, event: Event) -> int:
    """When it is dark, as nobody sees lights by day."""
    place = case.catalogue.get(case.place_of(event) or "")
    point = case.catalogue.point(place) if place else None
    if day.date is None or point is None:
        return LATEST_SUNSET
    moment = sunset(day.date, point.lat, point.lon)
    return moment.hour * 60 + moment.minute


def earliest(case: Case, number: int) -> int:
    """The minute from which one may be out: as wished, else by the pace, but for a train that comes or goes earlier."""
    wished = case.wishes.of_day(number).begin
    begin = SPANS[case.wishes.pace][0] if wished is None else wished
    arrive = case.wishes.arrive
    if number == 0 and arrive and arrive.minute is not None and wished is None:
        begin = min(begin, arrive.minute)
    due = deadline(case, number)
    return begin if due is None else min(begin, due - _straight(case, number) - PLATFORM_MIN)


def latest(case: Case, number: int) -> int:
    """The minute to which one may be out: as wished, else by the pace, but for a late train or a show before."""
    day, wished = case.plan.days[number], case.wishes.of_day(number).end
    end = SPANS[case.wishes.pace][1] if wished is None else wished
    stops = [stop for stop in day.stops if stop.kind != "rest"]
    if wished is None and stops and stops[-1].kind == "show":
        end = max(end, SHOW_DAY_END)
    arrive = case.wishes.arrive
    if number == 0 and arrive and arrive.minute is not None:
        end = max(end, arrive.minute + OUT_OF_HUB_MIN + _straight(case, number) + PLATFORM_MIN)
    due = deadline(case, number)
    return end if due is None or wished is not None else max(end, due)


def _straight(case: Case, number: int) -> int:
    """Minutes from where the day begins to where it ends."""
    day = case.plan.days[number]
    return case.travel(day.origin, day.goal) or 0


def deadline(case: Case, number: int) -> int | None:
    """The minute to be where the trip ends; None on other days, and where no hour was said."""
    depart = case.wishes.depart
    if depart is None or depart.minute is None or number != case.wishes.days - 1:
        return None
    return depart.minute - (PLATFORM_MIN if case.is_hub(depart.id) else 0)


def last_end(case: Case, number: int) -> int:
    """The minute to which the day could go on as it is planned: no longer than it can without one more meal."""
    day, end, due = case.plan.days[number], latest(case, number), deadline(case, number)
    end = end if due is None else min(end, due)
    for meal, (out_from, out_to) in NEEDS_MEAL.items():
        if day.start <= out_from and day.end < out_to and not any(stop.meal == meal for stop in day.stops):
            end = min(end, out_to - 1)
    return end


def told(found: Windows) -> str:
    """Windows in a row, for a sentence."""
    return " and ".join(f"{clock(w.opens)}-{clock(w.closes)}" for w in found) or "at no time"

"""Whether all is open and on when one is there, and meals are eaten at their hours."""

from collections.abc import Iterator

from bot.planner.model import DayPlan, MealName, Stop
from bot.planner.verifier.case import Case, Fault, clock, listed
from bot.planner.verifier.windows import ALWAYS, MEALS, NEEDS_MEAL, NEVER_OVER, opening, show_windows, told
from content.calendar import WEEKDAYS, occurrences
from content.model import Event

SHORTEST_MEAL_MIN = 30


def open_then(case: Case, number: int) -> Iterator[Fault]:
    """Places and eateries open from arriving to leaving, entered before the last entry."""
    day = case.plan.days[number]
    for stop in day.stops:
        entry = case.catalogue.get(stop.id) if stop.id and stop.kind != "show" and not stop.around else None
        found = opening(case, day, entry) if entry else ALWAYS
        if not any(window.holds(stop.arrive, stop.leave) for window in found):
            entered = {clock(w.last_arrival) for w in found if w.last_arrival < w.closes}
            last = f", last entry {entered.pop()}" if entered else ""
            yield Fault("open", number, stop.id, f"there {_stay(stop)}, open {told(found)}{last}")


def occurring(case: Case, number: int) -> Iterator[Fault]:
    """Shows on that date, seen from their beginning and not beyond their end."""
    day = case.plan.days[number]
    for stop in day.stops:
        event = case.catalogue.get(stop.id) if stop.id and stop.kind == "show" else None
        if not isinstance(event, Event):
            continue
        if not _is_on(event, day):
            yield Fault("occurs", number, stop.id, f"it is not on on {day.date or 'every weekday'}")
            continue
        found = show_windows(case, day, event)
        if not any(window.holds(stop.arrive, stop.leave) for window in found):
            begins = f", to be reached by {clock(found[0].last_arrival)}" if found[0].last_arrival < NEVER_OVER else ""
            dark = f", to be seen after {clock(found[0].first_leave)}" if found[0].first_leave else ""
            yield Fault("occurs", number, stop.id, f"there {_stay(stop)}, on {told(found)}{begins}{dark}")


def _is_on(event: Event, day: DayPlan) -> bool:
    if day.date:
        return bool(occurrences(event, day.date, day.date))
    rule = event.recurrence
    return rule is not None and set(rule.weekdays) == set(WEEKDAYS) and not rule.months


def meals(case: Case, number: int) -> Iterator[Fault]:
    """Each meal at its hour, once where one is out at that hour, and where it is wished."""
    day, wish = case.plan.days[number], case.wishes.of_day(number)
    wished: dict[MealName, str | None] = {"lunch": wish.lunch, "dinner": wish.dinner}
    for name, wanted in wished.items():
        eaten = [stop for stop in day.stops if stop.meal == name]
        yield from (fault for stop in eaten for fault in _at_its_hour(number, name, stop))
        out_from, out_to = NEEDS_MEAL[name]
        if len(eaten) > 1:
            yield Fault("meals", number, eaten[1].id, f"{name} is eaten {len(eaten)} times")
        if not eaten and day.start <= out_from and day.end >= out_to:
            yield Fault("meals", number, None, f"out {clock(day.start)}-{clock(day.end)} without {name}")
        if wanted and not any(_is_at(case, stop, wanted) for stop in eaten):
            had = listed(stop.id for stop in eaten if stop.id) or "nowhere"
            yield Fault("meals", number, wanted, f"{name} is wished at {wanted} and eaten at {had}")


def _at_its_hour(number: int, name: MealName, stop: Stop) -> Iterator[Fault]:
    begins, ends = MEALS[name]
    if not begins <= stop.arrive <= stop.leave <= ends:
        said = f"{name} {_stay(stop)}, not within {clock(begins)}-{clock(ends)}"
        yield Fault("meals", number, stop.id, said)
    if stop.minutes < SHORTEST_MEAL_MIN:
        yield Fault("meals", number, stop.id, f"{name} takes {stop.minutes} minutes, not {SHORTEST_MEAL_MIN}")


def _is_at(case: Case, stop: Stop, wanted: str) -> bool:
    """True where one eats at the entry that is wished, in it or around it."""
    if stop.id is None:
        return False
    entry, other = case.catalogue.get(stop.id), case.catalogue.get(wanted)
    # Asked to eat in the town itself, any eatery of it will do.
    inside = entry is not None and wanted in {*case.surroundings(entry), *entry.where}
    around = stop.around and other is not None and stop.id in case.surroundings(other)
    return stop.id == wanted or inside or around


def _stay(stop: Stop) -> str:
    return f"{clock(stop.arrive)}-{clock(stop.leave)}"

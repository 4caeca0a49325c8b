"""A plan as an iCalendar file: a visit, a show or a meal an entry each, at the times planned."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.export.calendar_file import empty_calendar, timezone_of
from bot.export.calendar_text import Writer
from bot.export.plan_text import DAY_MIN, Teller
from bot.messages import File
from bot.planner.model import Plan, Stop, Wishes
from content.model import Event

if TYPE_CHECKING:  # loaded only where a file is made
    from icalendar import Event as Component

UNSURE = ("estimated", "unconfirmed")


def plan_calendar(writer: Writer, plan: Plan, wishes: Wishes, name: str) -> File | None:
    """The file `name` of the plan's stops, rests left out; None where its days have no dates."""
    teller, calendar, seen = Teller(writer, plan, wishes), empty_calendar(writer), Counter[str]()
    for day in plan.days:
        for stop in day.stops if day.date else ():
            if day.date and stop.kind != "rest":
                calendar.add_component(_component(teller, stop, day.date, seen))
    if not seen:
        return None
    if calendar.get_missing_tzids():
        calendar.subcomponents.insert(0, timezone_of(str(writer.now.tzinfo)))
    return File("document", name, "text/calendar", calendar.to_ical())


def _component(teller: Teller, stop: Stop, day: date, seen: Counter[str]) -> "Component":
    from icalendar import Event as Component

    made, now = Component(), teller.writer.now
    made.add("uid", _uid(teller, stop, day, seen))
    made.add("dtstamp", now.astimezone(UTC))
    # A plan may change several times a day, and calendars keep the entry they have unless the number is higher.
    made.add("sequence", now.toordinal() * DAY_MIN + now.hour * 60 + now.minute)
    unsure = any(stop.id in caution.ids for caution in teller.plan.warnings if caution.code in UNSURE)
    made.add("status", "TENTATIVE" if unsure else "CONFIRMED")
    made.add("summary", teller.summary(stop))
    midnight = datetime.combine(day, time(), now.tzinfo)
    made.add("dtstart", midnight + timedelta(minutes=stop.arrive))
    made.add("dtend", midnight + timedelta(minutes=stop.leave))
    _add_place(made, teller, stop)
    made.add("description", "\n".join(_lines(teller, stop)))
    return made


def _uid(teller: Teller, stop: Stop, day: date, seen: Counter[str]) -> str:
    """The same for the same stop of the same date, whenever it is planned anew."""
    named = "-".join(part for part in (f"{day:%Y%m%d}", stop.id, stop.meal or (stop.kind == "meal" and "meal")) if part)
    seen[named] += 1
    again = f"-{seen[named]}" if seen[named] > 1 else ""
    return f"plan-{named}{again}@{teller.catalogue.town.id}.visitor-guide"


def _add_place(made: "Component", teller: Teller, stop: Stop) -> None:
    entry, point = teller.entry(stop.id), teller.point(stop.id)
    location = teller.writer.location(entry) if isinstance(entry, Event) else teller.both(stop.id)
    if location:
        made.add("location", location)
    if point and point.precision != "area":
        made.add("geo", (point.lat, point.lon))


def _lines(teller: Teller, stop: Stop) -> list[str]:
    """How one gets there, what it costs, whom to call, how exact the point is, what to know before; a line each."""
    words, point = teller.words, teller.point(stop.id)
    lines = [words.say("sheet.way_there", way=teller.way(stop.leg))] if stop.leg else []
    if cost := teller.cost(stop):
        lines.append(words.say("sheet.cost_here", cost=cost))
    if (numbers := teller.phones(stop.id)) and not stop.around:
        lines.append(words.say("sheet.phone", numbers=words.say("sheet.phone_join").join(numbers)))
    if point and point.precision == "approximate":
        lines.append(words.say("map.approximate"))
    return [*lines, *teller.cautions(stop), words.say("calendar.made", day=words.day(teller.writer.now.date()))]

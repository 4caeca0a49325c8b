"""The parts of a plan in words: a stop, a day, a cost, a way."""

from collections.abc import Iterable
from itertools import count

from bot.answers.desk import Desk
from bot.planner.model import DayPlan, Leg, Plan, Stop
from bot.planner.opening import clock


def named(desk: Desk, entry_id: str | None) -> str:
    """What the entry is called; empty where there is none."""
    entry = desk.catalogue.get(entry_id or "")
    return desk.name(entry) if entry else ""


def joined(desk: Desk, ids: Iterable[str | None], most: int = 99) -> str:
    """The names of entries, each once, as a list."""
    found = list(dict.fromkeys(name for i in ids if (name := named(desk, i))))
    return desk.words.say("list.join").join(found[:most]) + ("…" if len(found) > most else "")


def dates(desk: Desk, plan: Plan) -> str | None:
    """The days of the plan in words; None where they are any days."""
    first, last = plan.days[0].date, plan.days[-1].date
    return desk.words.days(first, last) if first and last else None


def money(desk: Desk, yuan: int) -> str:
    """A sum; "free" for nothing."""
    return desk.words.say("sheet.yuan", yuan=yuan) if yuan else desk.words.say("sheet.free")


def way(desk: Desk, leg: Leg | None) -> str | None:
    """How one gets there: "25 min by car"; None where one is there already."""
    return desk.words.say(f"sheet.leg.{leg.mode}", time=desk.words.duration(leg.minutes)) if leg else None


def day_lines(desk: Desk, number: int, day: DayPlan) -> list[str]:
    """A day by the clock: its heading, a line each stop with its number, and where it ends."""
    places = count(1)
    lines = [_heading(desk, number, day)]
    for stop in day.stops:
        lines.append(_line(desk, stop, next(places) if stop.kind in ("visit", "show") else 0))
    notes = _notes(desk, [way(desk, day.back)])
    name = named(desk, day.goal)
    return [*lines, desk.words.say("trip.back", time=clock(day.end), name=name, notes=notes)]


def short_line(desk: Desk, number: int, day: DayPlan) -> str:
    """A day in one line: what is seen on it."""
    names = joined(desk, day.ids) or desk.words.say("trip.nothing")
    if day.date is None:
        return desk.words.say("trip.short_day_undated", number=number + 1, names=names)
    return desk.words.say("trip.short_day", number=number + 1, day=desk.words.short_day(day.date), names=names)


def _heading(desk: Desk, number: int, day: DayPlan) -> str:
    told = {
        "number": number + 1,
        "begin": clock(day.start),
        "end": clock(day.end),
        "travel": desk.words.duration(day.travel_min),
    }
    if day.date is None:
        return desk.words.say("trip.day_undated", **told)
    return desk.words.say("trip.day", day=desk.words.short_day(day.date), **told)


def _line(desk: Desk, stop: Stop, place: int) -> str:
    words, time = desk.words, clock(stop.arrive)
    if stop.kind == "rest":
        return words.say("trip.rest", time=time, until=clock(stop.leave))
    until = words.say("trip.until", time=clock(stop.leave))
    price = money(desk, stop.cost_cny) if stop.cost_cny is not None else None
    notes = _notes(desk, [way(desk, stop.leg), until if stop.kind != "meal" else None, price])
    if stop.kind == "meal":
        name = words.say("trip.around", name=named(desk, stop.id)) if stop.around else named(desk, stop.id)
        return words.say("trip.meal", time=time, meal=words.say(f"trip.{stop.meal}"), name=name, notes=notes)
    return words.say("trip.stop", number=place, time=time, name=named(desk, stop.id), notes=notes)


def _notes(desk: Desk, parts: list[str | None]) -> str:
    said = desk.words.say("list.join").join(part for part in parts if part)
    return desk.words.say("list.noted", text="", note=said) if said else ""

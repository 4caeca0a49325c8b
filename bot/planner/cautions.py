"""What to know before one sets out: what no source tells, what nobody has confirmed, what is only estimated."""

from collections.abc import Iterator

from bot.planner.model import Caution, Plan, Stop
from bot.planner.opening import known_hours
from bot.planner.town import Town
from content.calendar import occurrences
from content.model import Event, Place


def cautions(town: Town, plan: Plan) -> tuple[Caution, ...]:
    """The cautions of a plan, each once, with the entries it is about."""
    stops = [stop for day in plan.days for stop in day.stops]
    found = {
        "any_weekday": _any_weekday(town),
        "hours_unknown": [stop.id for stop in stops if _is_visit(stop) and _no_hours(town, stop)],
        "price_unknown": [stop.id for stop in stops if stop.kind in ("visit", "show") and stop.cost_cny is None],
        "estimated": list(_events(town, plan, "estimated")),
        "shorter": [stop.id for stop in stops if _is_visit(stop) and _is_short(town, stop)],
        "no_eatery": [stop.id for stop in stops if stop.around],
        "ask_first": [stop.id for stop in stops if stop.kind == "meal" and town.frame.wishes.needs],
        "travel_estimated": _estimated_legs(plan),
    }
    return tuple(
        Caution(code, tuple(dict.fromkeys(i for i in ids if i)))  # type: ignore[arg-type]
        for code, ids in found.items()
        if ids is not None and (ids or code == "any_weekday")
    )


def _any_weekday(town: Town) -> list[str | None] | None:
    return [] if town.frame.wishes.first is None else None


def _is_visit(stop: Stop) -> bool:
    return stop.kind == "visit"


def _no_hours(town: Town, stop: Stop) -> bool:
    entry = town.frame.catalogue.get(stop.id or "")
    return entry is not None and known_hours(entry) is None


def _is_short(town: Town, stop: Stop) -> bool:
    """True where one stays for much less than the sources advise."""
    entry = town.frame.catalogue.get(stop.id or "")
    advised = entry.visit_min.minutes if isinstance(entry, Place) and entry.visit_min else 0
    return stop.minutes < advised * 0.75


def _events(town: Town, plan: Plan, certainty: str) -> Iterator[str | None]:
    for day in plan.days:
        for stop in day.stops:
            event = town.frame.catalogue.get(stop.id or "")
            if isinstance(event, Event):
                dates = [day.date] if day.date else town.frame.dates[0]
                if any(item.certainty == certainty for date in dates for item in occurrences(event, date, date)):
                    yield event.id


def _estimated_legs(plan: Plan) -> list[str | None] | None:
    legs = [leg for day in plan.days for leg in (*(stop.leg for stop in day.stops), day.back) if leg]
    return ["", *()] if any(leg.basis != "sourced" for leg in legs) else None

"""Who says so: the sources of the hours, prices, dates and numbers that a plan uses, each told once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.export.plan_text import Teller
from bot.planner.model import Stop
from content.calendar import occurrences, source_of
from content.closed import Sourced
from content.model import Eatery, Entry, Event, Place


@dataclass(frozen=True, slots=True)
class Used:
    """A source as a visitor reads it, what it is used for, and its page where that may be shown."""

    label: str
    dated: str
    about: str
    link: str | None


def sources_used(teller: Teller) -> tuple[Used, ...]:
    """The sources of the plan in the order of its stops."""
    found: dict[tuple[str, str, str | None], dict[str, list[str]]] = {}
    for entry_id, what, sourced in _of_plan(teller):
        if not sourced.is_advice:
            told = found.setdefault(_named(teller, sourced), {}).setdefault(entry_id, [])
            told += [what] if what not in told else []
    return tuple(Used(label, dated, _about(teller, of), link) for (label, dated, link), of in found.items())


def _named(teller: Teller, sourced: Sourced) -> tuple[str, str, str | None]:
    link = teller.catalogue.link(sourced)
    label = teller.catalogue.reference.sources.name(sourced, link).say(teller.words.language)
    return label, teller.words.as_of(sourced.as_of), link


def _about(teller: Teller, of: dict[str, list[str]]) -> str:
    """What a source is used for: "Lantern Bridge (hours, price)"."""
    say = teller.words.say
    told = []
    for entry_id, whats in of.items():
        what = say("sheet.used_join").join(say(f"sheet.used.{word}") for word in whats)
        told.append(say("sheet.used_of", name=teller.name(entry_id), what=what))
    return say("list.join").join(told)


def _of_plan(teller: Teller) -> Iterator[tuple[str, str, Sourced]]:
    for day in teller.plan.days:
        for stop in day.stops:
            entry = teller.entry(stop.id)
            if entry and not stop.around:
                for what, sourced in _of_stop(teller, stop, entry, day.date):
                    yield entry.id, what, sourced


def _of_stop(teller: Teller, stop: Stop, entry: Entry, day: date | None) -> Iterator[tuple[str, Sourced]]:
    """What is told of a stop and has a source of its own."""
    if isinstance(entry, Event) and (said := _of_date(teller, entry, day)):
        yield "dates", said
    if isinstance(entry, Place | Eatery) and entry.hours and entry.hours.open:
        yield "hours", entry.hours
    if stop.cost_cny is not None and isinstance(entry, Place) and entry.tickets_cny:
        yield "price", entry.tickets_cny
    if stop.cost_cny is not None and isinstance(entry, Eatery) and entry.meal_cny:
        yield "price", Sourced(source=entry.meal_cny.source, as_of=entry.meal_cny.as_of)
    for fact in teller.contacts(entry.id):
        yield "contact", fact


def _of_date(teller: Teller, event: Event, day: date | None) -> Sourced | None:
    """Who says that the event is on that day; who gives its rule where the plan has no date."""
    found = occurrences(event, day, day) if day else []
    return source_of(event, found[0], teller.writer.now.date()) if found else event.recurrence

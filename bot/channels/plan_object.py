"""A plan for a program: the options of the command line to wishes, and the plan or the clash as a JSON object."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from bot.answers.desk import Desk, Question
from bot.answers.plans.cautioning import caution
from bot.answers.plans.reasons import left_text, reasons
from bot.answers.plans.views import planned
from bot.dialogue.plans.wishing import PARTY_OF
from bot.planner.model import Anchor, DayPlan, Impossible, Pace, Plan, Stop, Transport, Trip, Wishes
from bot.planner.opening import clock, minute_of
from bot.planner.rules import MOST_DAYS, VISITED
from bot.planner.tastes import AVOIDED, INTEREST_TAGS
from bot.render.text import text
from content.catalogue import Catalogue

ENDS = ("place", "hub", "lodging", "eatery")
KINDS = ("place", "event", "eatery", "spicy")


class OptionError(Exception):
    """An option that names something unknown or makes no sense."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line, as they are written."""

    days: int = 1
    date: str | None = None
    arrive: str | None = None
    depart: str | None = None
    base: str | None = None
    must: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    interest: list[str] = field(default_factory=list)
    party: list[str] = field(default_factory=list)
    people: int | None = None
    pace: str = "normal"
    budget: int | None = None
    diet: list[str] = field(default_factory=list)
    transport: str = "car"


def read_wishes(catalogue: Catalogue, options: Options) -> Wishes:
    """The wishes. Raises OptionError naming the option, the value and what could stand there."""
    words = catalogue.reference.vocabulary
    needs = {*words.diets, *words.contains}
    _within("--days", options.days, 1, MOST_DAYS)
    for name, number in (("--people", options.people), ("--budget", options.budget)):
        if number is not None:
            _within(name, number, 1 if name == "--people" else 0, 1_000_000)
    return Wishes(
        days=options.days,
        first=_date(options.date),
        arrive=_anchor(catalogue, "--arrive", options.arrive),
        depart=_anchor(catalogue, "--depart", options.depart),
        base=_entry(catalogue, "--base", options.base, ENDS) if options.base else None,
        party=_words("--party", options.party, PARTY_OF),
        people=options.people,
        interests=_words("--interest", options.interest, tuple(INTEREST_TAGS)),
        pace=_words("--pace", [options.pace], get_args(Pace))[0],  # type: ignore[arg-type]
        budget_cny=options.budget,
        musts=tuple(_entry(catalogue, "--must", one, VISITED) for one in dict.fromkeys(options.must)),
        avoid=tuple(_avoided(catalogue, one) for one in dict.fromkeys(options.avoid)),
        needs=_words("--diet", options.diet, tuple(sorted(needs))),
        transport=_words("--transport", [options.transport], get_args(Transport))[0],  # type: ignore[arg-type]
    )


def _within(option: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise OptionError(f"{option}: {number} is not between {least} and {most}")


def _date(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise OptionError(f"--date: {written!r} is no date; write for example 2026-12-05") from error


def _anchor(catalogue: Catalogue, option: str, written: str | None) -> Anchor | None:
    if written is None:
        return None
    entry, at, hour = written.partition("@")
    if not at:
        return Anchor(_entry(catalogue, option, entry, ENDS))
    shape = len(hour) == 5 and hour[2] == ":" and (hour[:2] + hour[3:]).isascii() and (hour[:2] + hour[3:]).isdigit()
    if not shape or int(hour[:2]) > 23 or int(hour[3:]) > 59:
        raise OptionError(f"{option}: {written!r} is no place and hour; write for example ID@14:05")
    return Anchor(_entry(catalogue, option, entry, ENDS), minute_of(hour))


def _entry(catalogue: Catalogue, option: str, entry_id: str, kinds: tuple[str, ...]) -> str:
    entry = catalogue.get(entry_id)
    if entry is None:
        raise OptionError(f"{option}: {entry_id!r} is not in the content; ids are the names of its files")
    if entry.kind not in kinds:
        raise OptionError(f"{option}: {entry_id!r} is a {entry.kind}; it takes a {', '.join(kinds)}")
    if option in ("--base", "--arrive", "--depart") and catalogue.point(entry) is None:
        raise OptionError(f"{option}: {entry_id!r} is on no map, so no day can begin or end there")
    return entry_id


def _avoided(catalogue: Catalogue, word: str) -> str:
    known = word in catalogue or word in catalogue.reference.vocabulary.tags or word in (*KINDS, *AVOIDED)
    if not known:
        raise OptionError(f"--avoid: {word!r} is no id, kind or tag; the tags stand in vocabulary.yaml")
    return word


def _words(option: str, said: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    for word in said:
        if word not in known:
            raise OptionError(f"{option}: {word!r} is unknown; it takes {', '.join(known)}")
    return tuple(dict.fromkeys(said))


def plan_object(found: Plan | Impossible, desk: Desk) -> dict[str, Any]:
    """The plan, or the wishes that clash, in the form of the contract."""
    if isinstance(found, Impossible):
        clash = [{"option": wish.option, "value": wish.value} for wish in found.clash]
        relax = [{"option": one.option, "value": one.value, "to": one.to} for one in found.relax]
        return {"impossible": {"clash": clash, "relax": relax} | ({"together": True} if found.together else {})}
    return {
        "days": [_day(day, desk) for day in found.days],
        "score": found.score,
        "bound": found.bound,
        "left_out": [{"id": one.id, "why": left_text(desk, one)} for one in found.left_out],
        "warnings": [caution(desk, one) for one in found.warnings],
    }


def _day(day: DayPlan, desk: Desk) -> dict[str, Any]:
    return {
        "date": day.date.isoformat() if day.date else None,
        "start": clock(day.start),
        "end": clock(day.end),
        "stops": [_stop(stop, desk) for stop in day.stops],
    }


def _stop(stop: Stop, desk: Desk) -> dict[str, Any]:
    return {
        "id": stop.id,
        "kind": stop.kind,
        "arrive": clock(stop.arrive),
        "leave": clock(stop.leave),
        "travel_min": stop.leg.minutes if stop.leg else 0,
        "mode": stop.leg.mode if stop.leg else None,
        "cost_cny": stop.cost_cny,
        "why": desk.words.say("trip.why.join").join(reasons(desk, stop)),
    }


def plan_text(found: Plan | Impossible, wishes: Wishes, desk: Desk) -> str:
    """The same for a person to read, as the chat shows it."""
    trip = Trip(wishes, None, found) if isinstance(found, Impossible) else Trip(wishes, found)
    reply = planned(Question("plan_trip", trip=trip), desk)
    return text(reply)

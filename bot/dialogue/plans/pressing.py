"""Buttons of a plan: what was pressed, done to the plan at hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.answers.desk import Question
from bot.answers.plans.clashing import EVERY
from bot.dialogue.plans import changing
from bot.dialogue.plans.wishing import is_placed
from bot.dialogue.turn import Guide
from bot.messages import Pressed
from bot.planner.model import Anchor, Trip, Wishes
from bot.planner.opening import minute_of
from bot.planner.rules import FASTER, MOST_DAYS, SLOWER

CHANGE, SAVE = "change_plan", "save_plan"
FILES = ("pdf", "picture", "ics", "gpx", "link")


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button of the plan at hand."""

    guide: Guide
    pressed: Pressed
    trip: Trip
    now: datetime

    @property
    def number(self) -> int | None:
        """The day that the button names, from 0; None where it names none that the plan has."""
        said = self.pressed.argument
        days = len(self.trip.plan.days) if self.trip.plan else 0
        return int(said) - 1 if said.isascii() and said.isdigit() and 1 <= int(said) <= days else None


def pressed_plan(guide: Guide, pressed: Pressed, trip: Trip | None, now: datetime) -> Question | None:
    """The question behind a plan's button; None where it is none, or there is no plan it could speak of."""
    reader = READERS.get(pressed.verb)
    if reader is None or trip is None or (pressed.id and pressed.id not in guide.catalogue):
        return None
    try:
        return reader(Press(guide, pressed, trip, now))
    except changing.UnsoundPlanError as error:
        return _done(changing.unsound(error, trip))


def _day(press: Press) -> Question | None:
    if press.number is None:
        return None
    return Question(CHANGE, trip=press.trip.as_it_is, view="day", number=press.number)


def _why(press: Press) -> Question | None:
    return Question(CHANGE, trip=press.trip.as_it_is, view="why", number=-1)


def _file(press: Press) -> Question | None:
    form = press.pressed.argument
    return Question(SAVE, trip=press.trip.as_it_is, view="file", form=form) if form in FILES else None


def _drop(press: Press) -> Question | None:
    gone = press.pressed.id
    return _done(changing.dropped(press.guide, press.trip, [gone], press.now)) if gone else None


def _add(press: Press) -> Question | None:
    wishes, entry = press.trip.wishes, press.pressed.id
    if not entry or press.guide.catalogue.get(entry) is None:
        return None
    musts = tuple(dict.fromkeys((*wishes.musts, entry)))
    avoid = tuple(one for one in wishes.avoid if one != entry)
    return _done(changing.with_wishes(press.guide, replace(wishes, musts=musts, avoid=avoid), press.trip, press.now))


def _redo(press: Press) -> Question | None:
    plan, number = press.trip.plan, press.number
    if plan is None or (press.pressed.argument and number is None):
        return None
    days = frozenset(range(len(plan.days)) if number is None else (number,))
    return _done(changing.again(press.guide, press.trip, days, press.now, {}))


def _pace(press: Press) -> Question | None:
    wishes, word = press.trip.wishes, press.pressed.argument
    if word not in ("slower", "faster"):
        return None
    pace = SLOWER[wishes.pace] if word == "slower" else FASTER[wishes.pace]
    return _done(changing.with_wishes(press.guide, replace(wishes, pace=pace), press.trip, press.now))


def _undo(press: Press) -> Question | None:
    return _done(changing.undone(press.trip))


def _anew(press: Press) -> Question | None:
    return _done(changing.new_trip(press.guide, press.trip.wishes, press.now, press.trip))


def _cheaper(press: Press) -> Question | None:
    return _done(changing.cheaper(press.guide, press.trip, press.now))


def _relax(press: Press) -> Question | None:
    if press.pressed.argument == EVERY:
        return _relax_all(press)
    option, _, to = press.pressed.argument.partition("~")
    wishes = relaxed(press.trip.wishes, option, press.pressed.id or to, to if press.pressed.argument else "")
    if wishes is None or not all(is_placed(press.guide.catalogue, one.id) for one in _anchors(wishes)):
        return None
    return _done(changing.with_wishes(press.guide, wishes, press.trip, press.now))


def _anchors(wishes: Wishes) -> list[Anchor]:
    return [one for one in (wishes.arrive, wishes.depart) if one]


def _relax_all(press: Press) -> Question | None:
    """All the changes that were told to be needed together."""
    wishes: Wishes | None = press.trip.wishes
    for one in press.trip.impossible.relax if press.trip.impossible else ():
        wishes = relaxed(wishes, one.option, one.value, one.to or "") if wishes else None
    if wishes is None or wishes == press.trip.wishes:
        return None
    return _done(changing.with_wishes(press.guide, wishes, press.trip, press.now))


def relaxed(wishes: Wishes, option: str, value: str, to: str) -> Wishes | None:
    """The wishes with one of them changed to `to`, or given up; None where the change makes no sense."""
    if option == "must":
        return wishes.without_must(value)
    lists = {"avoid": "avoid", "party": "party", "diet": "needs"}
    if option in lists:
        return _with(wishes, lists[option], tuple(one for one in getattr(wishes, lists[option]) if one != value))
    if option == "budget" and not to:
        return _with(wishes, "budget_cny", None)
    if option in ("days", "budget") and to.isascii() and to.isdigit():
        if option == "days" and not 1 <= int(to) <= MOST_DAYS:
            return None
        return _with(wishes, "days" if option == "days" else "budget_cny", int(to))
    if option == "pace" and to in SLOWER:
        return _with(wishes, "pace", to)
    if option in ("arrive", "depart"):
        anchor = _anchor(to)
        return _with(wishes, option, anchor) if anchor or not to else None
    given_up = {"base": ("base", None), "transport": ("transport", "car"), "day": ("of_days", ())}
    if option in given_up:
        return _with(wishes, *given_up[option])
    return _from_day(wishes, to) if option == "date" else None


def _from_day(wishes: Wishes, to: str) -> Wishes | None:
    try:
        return replace(wishes, first=date.fromisoformat(to))
    except ValueError:
        return None


def _anchor(to: str) -> Anchor | None:
    entry, _, time = to.partition("@")
    known = len(time) == 5 and time[2] == ":" and time.isascii() and (time[:2] + time[3:]).isdigit()
    return Anchor(entry, minute_of(time)) if known and time < "24:00" and time[3:] < "60" else None


def _with(wishes: Wishes, name: str, value: Any) -> Wishes:
    return replace(wishes, **{name: value})


def _done(trip: Trip) -> Question:
    return Question(CHANGE, trip=trip)


READERS: Mapping[str, Callable[[Press], Question | None]] = {
    "day": _day,
    "why": _why,
    "file": _file,
    "drop": _drop,
    "add": _add,
    "redo": _redo,
    "pace": _pace,
    "undo": _undo,
    "anew": _anew,
    "cheaper": _cheaper,
    "relax": _relax,
}

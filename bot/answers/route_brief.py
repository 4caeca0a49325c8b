"""One question about a food route, answered alone: how long, when it begins, a stop, a day, whether it is official."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.answers.compose import backed, facts_about, with_name
from bot.answers.desk import Desk, Question
from bot.answers.figures import add
from bot.answers.route_lines import (
    between,
    chain,
    free,
    hour_marks,
    left_out_lines,
    onward_line,
    stop_lines,
    stops_told,
)
from bot.answers.route_wishes import DAYS_AHEAD, Asked
from bot.answers.ways import map_button
from bot.messages import Button, Reply, button_data
from content.fitting import best_day
from content.halts import Halt
from content.model import Event, FoodRoute
from content.walks import Walk


@dataclass(frozen=True, slots=True)
class Told:
    """What the answers are made from."""

    desk: Desk
    route: FoodRoute
    asked: Asked
    done: Walk
    stop: int

    @property
    def day(self) -> str:
        """The day of the walk in words."""
        return self.desk.words.short_day(self.done.begin.date())


def brief(question: Question, desk: Desk, route: FoodRoute, asked: Asked, done: Walk) -> Reply:
    """The answer to what alone is asked, with a button for the whole route as wished."""
    told = Told(desk, route, asked, done, question.stop)
    head, *lines = ANSWERS[question.asks or "length"](told)
    reply = backed(desk, head, lines, facts_about(desk, route, "overview"))
    for halt in done.halts if question.asks in ("day", "stop", "after") else ():
        event = desk.catalogue.get(halt.fit.stop.event or "")
        if isinstance(event, Event) and event.recurrence:
            reply = add(reply, desk, event, event.recurrence, "dates")
    whole = Button(desk.words.say("routes.button_whole"), button_data("more", route.id, "legs.0"))
    listed = tuple(halt.fit.stop.place for halt in done.halts)
    return replace(reply, listed=listed, citations=reply.citations[:2]).with_buttons(whole, *_stop_map(question, told))


def _stop_map(question: Question, told: Told) -> tuple[Button, ...]:
    number = _number(told)
    if question.asks not in ("stop", "after") or number is None:
        return ()
    place = told.desk.catalogue.get(told.done.halts[number - 1].fit.stop.place)
    return map_button(told.desk, place) if place else ()


def _length(told: Told) -> list[str]:
    words, done = told.desk.words, told.done
    whole = words.duration(int((done.end - done.begin).total_seconds()) // 60)
    time, spare = between(told.desk, done), free(told.desk, done)
    return [words.say("routes.asked_length", whole=whole, day=told.day, time=time, free=spare), chain(told.desk, done)]


def _begin(told: Told) -> list[str]:
    desk, done = told.desk, told.done
    first = desk.catalogue.get(told.asked.wishes.start or done.halts[0].fit.stop.place)
    name = desk.name(first) if first else ""
    clock = f"{done.begin:%H:%M}"
    return [desk.words.say("routes.asked_begin", day=told.day, clock=clock, place=name), chain(desk, done)]


def _number(told: Told) -> int | None:
    """The number of the stop that is asked of; None where the route has not so many."""
    count = len(told.done.halts)
    number = count if told.stop < 0 else told.stop
    return number if 1 <= number <= count else None


def _stop(told: Told) -> list[str]:
    number = _number(told)
    if number is None:
        stops = stops_told(told.desk, len(told.done.halts))
        return [told.desk.words.say("routes.asked_no_stop", stops=stops), chain(told.desk, told.done)]
    return [stop_lines(told.desk, told.done, told.asked.wishes)[number - 1]]


def _after(told: Told) -> list[str]:
    """The stop after the one told last; that it is over, where all of them were."""
    if _number(told):
        return _stop(told)
    desk, last = told.desk, told.done.halts[-1]
    place = desk.catalogue.get(last.fit.stop.place)
    name = desk.name(place) if place else ""
    over = desk.words.say("routes.asked_end", place=name, clock=f"{last.leave:%H:%M}")
    return [over, *onward_line(desk, told.asked, told.done)]


def _day(told: Told) -> list[str]:
    """Whether all of it can be walked on the day, what is not on then, and how sure what is on is."""
    desk, words, done = told.desk, told.desk.words, told.done
    kept, time, spare = len(done.halts), between(desk, done), free(desk, done)
    missing = [left for left in done.left_out if left.why in ("day", "season", "late")]
    stops = stops_told(desk, kept)
    if not missing:
        head = words.say("routes.asked_day_all", day=told.day, stops=stops, time=time, free=spare)
    else:
        part = words.say("routes.of_stops", kept=kept, stops=kept + len(missing))
        head = words.say("routes.asked_day_some", day=told.day, stops=part, time=time, free=spare)
    marks = [mark for halt in done.halts for mark in _sureness(desk, halt)]
    return [head, *left_out_lines(desk, missing), *dict.fromkeys(marks), *_better(told, bool(missing))]


def _sureness(desk: Desk, halt: Halt) -> list[str]:
    """What is on at the stop, or why to ask first."""
    place, marks = desk.catalogue.get(halt.fit.stop.place), hour_marks(desk, halt)[halt.open is not None :]
    if halt.fit.stop.event or place is None:
        return marks
    return [with_name(desk, place, mark) for mark in marks]


def _better(told: Told, wanted: bool) -> list[str]:
    """The next day on which more of it is on."""
    first = told.done.begin.date()
    days = [first + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1)]
    best = best_day(told.desk.catalogue, told.route, first, days)
    if not wanted or best == first:
        return []
    return [told.desk.words.say("routes.asked_better", day=told.desk.words.short_day(best))]


def _official(told: Told) -> list[str]:
    words = told.desk.words
    return [words.say(f"routes.asked_{told.route.origin}"), words.say("routes.asked_basis", ask=told.desk.ask)]


ANSWERS: Mapping[str, Callable[[Told], list[str]]] = {
    "length": _length,
    "begin": _begin,
    "stop": _stop,
    "after": _after,
    "day": _day,
    "official": _official,
}

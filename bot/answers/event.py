"""One event: when it is next and how sure that is, where it takes place, whether one can join."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.aspects import aspect
from bot.answers.comparing import short
from bot.answers.compose import LONGEST, SUPPORT, compose, facts_about
from bot.answers.dating import in_the_days, next_line, past_line, regular_on
from bot.answers.desk import Desk, Question
from bot.answers.figures import add, from_centre
from bot.answers.happenings import at_place, date_sources, searched
from bot.answers.ranking import Held, ranked
from bot.answers.spans import event_button
from bot.messages import Button, Reply
from bot.render.text import text as written
from content.model import Entry, Event

JOINING = 90  # characters


def dates(question: Question, desk: Desk) -> Reply:
    """When the event is next, how sure that is, where, how to get there, and when it last was."""
    entry = desk.entries(question)[0]
    if not isinstance(entry, Event):
        return at_place(question, desk)
    lead = next_line(desk, entry)
    if "when" in question.slots and "start" in question.slots["when"]:
        search = searched(question, desk)
        lead = regular_on(desk, entry, search.first, search.last) or in_the_days(desk, entry, search.first, search.last)
    reply = _fitted(desk, entry, lead, question)
    return reply.with_buttons(*desk.aspect_buttons(entry, but="dates"), *event_button(desk, entry))


def _fitted(desk: Desk, entry: Event, lead: str, question: Question) -> Reply:
    """The reply with as many facts as fit under LONGEST beside where it is and whether one can join."""
    held = ranked(facts_about(desk, entry, "dates") or facts_about(desk, entry, "overview")[:1], question)
    extra = [line for line in (_where_line(desk, entry), past_line(desk, entry), _joining(desk, entry)) if line]
    sources = date_sources(desk, entry)
    for told, lines in _choices(held, extra):
        reply = compose(desk, told, lead=lead) if told else Reply(lead)
        for rule in sources:
            reply = add(reply, desk, entry, rule, "dates")
        reply = replace(reply, lines=(*reply.lines, *lines))
        if len(written(reply)) <= LONGEST:
            break
    return reply


def _choices(held: Sequence[Held], extra: Sequence[str]) -> Iterator[tuple[Sequence[Held], Sequence[str]]]:
    """What may stand below the first line, the fullest first: two facts are worth more than lines of our own."""
    for facts in (2, 1, 0):
        told = held[:facts]
        for lines in range(SUPPORT - len(told), -1, -1):
            yield told, extra[:lines]


def _where_line(desk: Desk, event: Event) -> str | None:
    """Where it takes place and how far that is from the centre; None where no place is known."""
    if not event.where:
        return None
    leg = from_centre(desk, event)
    if leg is None or len(event.where) > 1:  # or nobody knows to which of the places it is so far
        return desk.words.say("events.where", places=desk.names(event.where))
    sure = "ride.estimate" if leg.is_estimate else "ride.sourced"
    return desk.words.say(
        "events.where_by_car",
        places=desk.names(event.where),
        time=desk.words.duration(leg.drive_min),
        sure=desk.words.say(sure),
    )


def _joining(desk: Desk, event: Event) -> str | None:
    held = desk.catalogue.facts(event.id, "taking_part")
    if not held:
        return None
    return desk.words.say("events.joining", text=short(held[0].text.say(desk.language), desk.language, JOINING))


def venue(question: Question, desk: Desk) -> Reply:
    """Where an event takes place and how far that is, or where a dish comes from."""
    entry = desk.entries(question)[0]
    held = facts_about(desk, entry, "venue", "where_to_eat") or facts_about(desk, entry, "overview")[:1]
    if not entry.where:
        return aspect(question, desk)
    key = "venue.event" if isinstance(entry, Event) else "venue.dish"
    lead = desk.words.say(key, name=desk.name(entry), places=desk.names(entry.where))
    reply = compose(desk, held, lead=lead, support=2)
    return reply.with_buttons(*_ways(desk, entry), *desk.aspect_buttons(entry, but="venue"))


def _ways(desk: Desk, entry: Entry) -> list[Button]:
    places = [place for i in entry.where if (place := desk.catalogue.get(i)) and i != desk.catalogue.town.id]
    return [desk.open_button(place) for place in places[:2]]

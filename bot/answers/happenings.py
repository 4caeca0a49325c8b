"""When events are and what is on: every date says whether it was announced, computed or guessed."""

from dataclasses import replace
from datetime import date, timedelta

from bot.answers.aspects import aspect
from bot.answers.compose import LONGEST, SUPPORT, compose, facts_about
from bot.answers.dating import dated_line, next_line, past_line, weekly_on, when_line
from bot.answers.desk import Desk, Question
from bot.answers.figures import add
from bot.answers.provenance import citations, may_have_changed, used
from bot.answers.ranking import ranked
from bot.answers.spans import days_button, event_button
from bot.messages import Reply
from bot.render.text import text as written
from content.calendar import Dated, last_occurrence
from content.closed import Sourced
from content.model import Event

SHOWN = 8
AHEAD_DAYS = 30
KINDS = {"show": {"show", "light_show", "performance"}, "night": {"night", "evening", "light_show"}}
FOR_CHILDREN = {"family", "market", "light_show", "show"}


def dates(question: Question, desk: Desk) -> Reply:
    """When the event is next, how sure that is, and when it last was."""
    entry = desk.entries(question)[0]
    if not isinstance(entry, Event):
        return _at_place(question, desk)
    held = ranked(facts_about(desk, entry, "dates"), question)
    past = past_line(desk, entry)
    lead = next_line(desk, entry)
    if "when" in question.slots and "start" in question.slots["when"]:
        lead = weekly_on(desk, entry, *span_of(question, desk)) or lead
    pasts = (past,) if past else ()
    for support in range(SUPPORT - len(pasts), -1, -1):
        told = held[:support]
        reply = compose(desk, told, lead=lead) if told else Reply(lead)
        for rule in (*([entry.recurrence] if entry.recurrence else []), *_reported(desk, entry)):
            reply = add(reply, desk, entry, rule, "dates")
        reply = replace(reply, lines=(*reply.lines, *pasts))
        if len(written(reply)) <= LONGEST:
            break
    return reply.with_buttons(*desk.aspect_buttons(entry, but="dates"), *event_button(desk, entry))


def _reported(desk: Desk, event: Event) -> list[Sourced]:
    """The source of the latest report, where no rule stands behind the answer."""
    last = last_occurrence(event, desk.today)
    said = [item for item in event.occurrences if last and item.start == last.start]
    if event.recurrence or not said:
        return []
    return [Sourced(source=said[0].source, as_of=f"{said[0].start:%Y-%m}")]


def _at_place(question: Question, desk: Desk) -> Reply:
    """Dates asked of a place: what happens there."""
    entry = desk.entries(question)[0]
    events = desk.catalogue.events_at(entry.id)
    if not events:
        return aspect(question, desk)
    lines = [
        desk.words.say("list.line", name=desk.name(event), text=when_line(desk, event)) for event in events[:SHOWN]
    ]
    reply = Reply(
        desk.words.say("events.at", place=desk.name(entry)),
        tuple(lines),
        listed=tuple(e.id for e in events[:SHOWN]),
    )
    return _cited(desk, reply, events[:SHOWN]).with_buttons(*(desk.open_button(event) for event in events[:6]))


def list_events(question: Question, desk: Desk) -> Reply:
    """What is on in the days asked for, weekly things included; with nothing on, that and the next three."""
    first, last = span_of(question, desk)
    place, kind = question.slots.get("place"), question.slots.get("kind")
    found = _chosen(desk, desk.catalogue.events_between(first, last), place, kind)
    if "children" in question.slots.get("party", ()):
        found = [item for item in found if set(desk.catalogue.tags(item.event)) & FOR_CHILDREN] or found
    period = desk.words.days(first, last)
    if not found:
        later = _chosen(desk, desk.catalogue.events_between(last, last + timedelta(days=365)), place, kind)
        upcoming = [item for item in later if not item.weekly][:3] or later[:3]
        return _listing(desk, desk.words.say("events.none", period=period), upcoming, first)
    listing = _listing(desk, desk.words.say("events.on", period=period, town=desk.town), found[:SHOWN], first)
    return listing.with_buttons(*days_button(desk, first, last, place, kind))


def span_of(question: Question, desk: Desk) -> tuple[date, date]:
    """The days asked for; the coming month where none are, and never past days when today is among them."""
    when = question.slots.get("when")
    if isinstance(when, dict) and "start" in when:
        first, last = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
        return (max(first, desk.today), last) if first <= desk.today <= last else (first, last)
    return desk.today, desk.today + timedelta(days=AHEAD_DAYS)


def _chosen(desk: Desk, found: list[Dated], place: str | None, kind: str | None) -> list[Dated]:
    """One line an event, of the place and kind asked for; festivals before weekly things."""
    chosen: dict[str, Dated] = {}
    at = {event.id for event in desk.catalogue.events_at(place)} if place else None
    wanted = KINDS.get(kind or "", {kind})
    if not any(
        wanted & {*event.tags, event.form} for event in desk.catalogue.of_kind("event") if isinstance(event, Event)
    ):
        kind = None  # no event is of this kind: "what is on in the old towns" asks for all
    for item in found:
        event = desk.catalogue.get(item.event)
        if not isinstance(event, Event) or (at is not None and item.event not in at):
            continue
        if not kind or wanted & {*event.tags, event.form}:
            chosen.setdefault(item.event, item)
    return sorted(chosen.values(), key=lambda item: (item.weekly, item.start))


def _listing(desk: Desk, head: str, found: list[Dated], first: date) -> Reply:
    events = [event for item in found if isinstance(event := desk.catalogue.get(item.event), Event)]
    lines = []
    for item, event in zip(found, events, strict=True):
        when = when_line(desk, event) if item.weekly else dated_line(desk, item)
        lines.append(desk.words.say("events.line", name=desk.name(event), when=when, places=desk.names(event.where)))
    reply = Reply(head, tuple(lines), listed=tuple(event.id for event in events))
    return _cited(desk, reply, events).with_buttons(*(desk.open_button(event) for event in events[:6]))


def _cited(desk: Desk, reply: Reply, events: list[Event]) -> Reply:
    rules = [(event, event.recurrence) for event in events if event.recurrence]
    stale = any(may_have_changed(rule, "dates", desk.today) for _, rule in rules)
    opened = (desk.words.say("remark.opened"),) if len(rules) > 3 else ()
    return replace(
        reply,
        citations=citations(desk, [rule for _, rule in rules]),
        remarks=(*opened, desk.words.say("remark.check_dates")) if stale else opened,
        facts=used(desk, [(event, rule, "dates") for event, rule in rules]),
        cite_marks=desk.cite_marks,
    )


def venue(question: Question, desk: Desk) -> Reply:
    """Where an event takes place, or where a dish comes from."""
    entry = desk.entries(question)[0]
    held = facts_about(desk, entry, "venue", "where_to_eat") or facts_about(desk, entry, "overview")[:1]
    if not entry.where:
        return aspect(question, desk)
    lead = desk.words.say(
        "venue.event" if isinstance(entry, Event) else "venue.dish",
        name=desk.name(entry),
        places=desk.names(entry.where),
    )
    reply = compose(desk, held, lead=lead, support=2)
    places = [place for i in entry.where if (place := desk.catalogue.get(i)) and i != desk.catalogue.town.id]
    return reply.with_buttons(
        *(desk.open_button(place) for place in places[:2]), *desk.aspect_buttons(entry, but="venue")
    )

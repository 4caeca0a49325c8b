"""When events are and what is on: every date says whether it was announced, computed or guessed."""

from dataclasses import replace
from datetime import date, timedelta

from bot.answers.aspects import aspect
from bot.answers.compose import compose, facts_about, ranked
from bot.answers.desk import Desk, Question
from bot.answers.provenance import citations, may_have_changed, remarks, used
from bot.messages import Reply
from content.calendar import WEEKDAYS, Dated, last_occurrence, lunar_day, next_occurrence, occurrences
from content.model import Event

SHOWN = 8
AHEAD_DAYS = 30


def dates(question: Question, desk: Desk) -> Reply:
    """When the event is next, how sure that is, and when it last was."""
    entry = desk.entries(question)[0]
    if not isinstance(entry, Event):
        return _at_place(question, desk)
    held = ranked(facts_about(desk, entry, "dates"), question)
    reply = compose(desk, held, lead=next_line(desk, entry), support=2)
    rule = [entry.recurrence] if entry.recurrence else []
    stale = (desk.words.say("remark.stale"),) if any(may_have_changed(r, "dates", desk.today) for r in rule) else ()
    past = past_line(desk, entry)
    return replace(
        reply,
        lines=(*reply.lines, *([past] if past else []))[:3],
        citations=reply.citations or citations(desk, rule),
        remarks=tuple(dict.fromkeys((*reply.remarks, *stale))),
        facts=reply.facts or used(desk, [(entry, r, "dates") for r in rule]),
    ).with_buttons(*desk.aspect_buttons(entry, but="dates"))


def _at_place(question: Question, desk: Desk) -> Reply:
    """Dates asked of a place: what happens there."""
    entry = desk.entries(question)[0]
    events = desk.catalogue.events_at(entry.id)
    if not events:
        return aspect(question, desk)
    lines = [f"• {desk.name(event)} — {when_line(desk, event)}" for event in events[:SHOWN]]
    reply = Reply(
        desk.words.say("events.at", place=desk.name(entry)),
        tuple(lines),
        listed=tuple(e.id for e in events[:SHOWN]),
    )
    return _cited(desk, reply, events[:SHOWN]).with_buttons(*(desk.open_button(event) for event in events[:6]))


def next_line(desk: Desk, event: Event) -> str:
    """The next occurrence in a sentence; for a one-off that is over, that it is past."""
    words, name = desk.words, desk.name(event)
    rule = event.recurrence
    if rule and rule.calendar == "weekly":
        return words.say("dates.weekly", name=name, when=when_line(desk, event), status=_confirmed(desk, event))
    found = next_occurrence(event, desk.today)
    if found:
        key = "dates.on_now" if found.start <= desk.today else f"dates.{found.certainty}"
        return words.say(key, name=name, days=words.days(found.start, found.end), lunar=_lunar(desk, event, found))
    last = last_occurrence(event, desk.today)
    if rule and rule.calendar == "once" and last:
        return words.say("dates.past_once", name=name, days=_span(desk, event, last))
    if rule and rule.months:
        return words.say(
            "dates.usual_months",
            name=name,
            months=words.say("list.join").join(words.month(m) for m in rule.months),
        )
    if last:
        return words.say("dates.not_announced_last", name=name, days=words.days(last.start, last.end))
    return words.say("dates.not_announced", name=name)


def past_line(desk: Desk, event: Event) -> str | None:
    """When a source last reported it, where the first line does not say so."""
    rule, last = event.recurrence, last_occurrence(event, desk.today)
    if last is None or (rule and rule.calendar in ("once", "weekly")):
        return None
    if next_occurrence(event, desk.today) is None and not (rule and rule.months):
        return None
    return desk.words.say("dates.last", days=desk.words.days(last.start, last.end))


def when_line(desk: Desk, event: Event) -> str:
    """The event's time in a few words, for a line of a list."""
    words, rule = desk.words, event.recurrence
    if rule and rule.calendar == "weekly":
        days = words.say("list.join").join(words.weekday(WEEKDAYS.index(day)) for day in rule.weekdays)
        if len(rule.weekdays) == len(WEEKDAYS):
            days = words.say("dates.daily")
        clock = (
            rule.times.text.say(desk.language)
            if rule.times
            else "–".join(t for t in (rule.start_time, rule.end_time) if t)
        )
        return words.say("dates.every", days=days, clock=clock).strip()
    found = next_occurrence(event, desk.today)
    if found:
        sure = words.say(f"certainty.{found.certainty}")
        return (
            f"{words.days(found.start, found.end)} ({sure})"
            if desk.language == "en"
            else f"{words.days(found.start, found.end)}（{sure}）"
        )
    last = last_occurrence(event, desk.today)
    return words.say("dates.was", days=_span(desk, event, last)) if last else words.say("dates.unannounced")


def _span(desk: Desk, event: Event, last: Dated) -> str:
    rule = event.recurrence
    days = desk.words.days(last.start, last.end)
    return desk.words.say("dates.roughly", days=days) if rule and rule.approximate else days


def _lunar(desk: Desk, event: Event, found: Dated) -> str:
    if not event.recurrence or event.recurrence.calendar != "lunar":
        return ""
    month, day = lunar_day(found.start)
    return desk.words.say("dates.lunar", month=month, day=day)


def _confirmed(desk: Desk, event: Event) -> str:
    rule = event.recurrence
    if not rule or not rule.confirmed:
        return desk.words.say("dates.unconfirmed")
    return desk.words.say("dates.confirmed", date=desk.words.as_of(rule.confirmed))


def list_events(question: Question, desk: Desk) -> Reply:
    """What is on in the days asked for, weekly things included; with nothing on, that and the next three."""
    first, last = span_of(question, desk)
    place, kind = question.slots.get("place"), question.slots.get("kind")
    found = _chosen(desk, desk.catalogue.events_between(first, last), place, kind)
    period = desk.words.days(first, last)
    if not found:
        later = _chosen(desk, desk.catalogue.events_between(last, last + timedelta(days=365)), place, kind)
        upcoming = [item for item in later if not item.weekly][:3] or later[:3]
        return _listing(desk, desk.words.say("events.none", period=period), upcoming, first)
    return _listing(desk, desk.words.say("events.on", period=period, town=desk.town), found[:SHOWN], first)


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
    for item in found:
        event = desk.catalogue.get(item.event)
        if event and (at is None or item.event in at) and (not kind or kind in event.tags or kind == event.form):  # type: ignore[attr-defined]
            chosen.setdefault(item.event, item)
    return sorted(chosen.values(), key=lambda item: (item.weekly, item.start))


def _listing(desk: Desk, head: str, found: list[Dated], first: date) -> Reply:
    events = [event for item in found if isinstance(event := desk.catalogue.get(item.event), Event)]
    lines = []
    for item, event in zip(found, events, strict=True):
        when = when_line(desk, event) if item.weekly else _dated(desk, item)
        lines.append(
            f"• {desk.name(event)} — {when}; {desk.names(event.where)}"
            if desk.language == "en"
            else f"• {desk.name(event)}：{when}；{desk.names(event.where)}"
        )
    reply = Reply(head, tuple(lines), listed=tuple(event.id for event in events))
    return _cited(desk, reply, events).with_buttons(*(desk.open_button(event) for event in events[:6]))


def _dated(desk: Desk, item: Dated) -> str:
    sure = desk.words.say(f"certainty.{item.certainty}")
    days = desk.words.days(item.start, item.end)
    return f"{days} ({sure})" if desk.language == "en" else f"{days}（{sure}）"


def _cited(desk: Desk, reply: Reply, events: list[Event]) -> Reply:
    rules = [(event, event.recurrence) for event in events if event.recurrence]
    stale = any(may_have_changed(rule, "dates", desk.today) for _, rule in rules)
    return replace(
        reply,
        citations=citations(desk, [rule for _, rule in rules]),
        remarks=(desk.words.say("remark.check_dates"),) if stale else (),
        facts=used(desk, [(event, rule, "dates") for event, rule in rules]),
        cite_marks=desk.cite_marks,
    )


def venue(question: Question, desk: Desk) -> Reply:
    """Where an event takes place, or where a dish comes from."""
    entry = desk.entries(question)[0]
    held = facts_about(desk, entry, "venue") or facts_about(desk, entry, "overview")[:1]
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


def is_on(event: Event, first: date, last: date) -> bool:
    """True where the event has an occurrence in the range."""
    return bool(occurrences(event, first, last))


__all__ = ["dates", "is_on", "list_events", "next_line", "remarks", "venue", "when_line"]

"""What is on: every date says whether it was announced, computed or guessed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.answers import rules
from bot.answers.aspects import aspect
from bot.answers.dating import item_line, when_line
from bot.answers.desk import Desk, Question
from bot.answers.provenance import citations, may_have_changed, used
from bot.answers.spans import Search, days_button, more_button
from bot.messages import Reply
from content.agenda import Wanted
from content.calendar import Dated, next_occurrence, past_occurrences, source_of
from content.closed import Sourced
from content.model import Event

SHOWN = 8
AHEAD_DAYS = 30
CITED = 3  # of more, each names its own when opened
NEXT = 3  # shown where nothing is on in the days asked for
LONGEST_ASKED = timedelta(days=730)  # a wider span is no question about a visit
LONGEST_USUAL = 45  # days; in a whole season half of what there is may be
MOST_USUAL = 4
FOR_CHILDREN = {"family", "children", "market", "light_show", "show", "parade"}
NOT_FOR_CHILDREN = {"bullfight"}
KINDS = {
    "family": FOR_CHILDREN,
    "show": {"show", "light_show", "performance"},
    "night": {"night", "evening", "light_show"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a list: the event, its time in words, and who says so."""

    event: Event
    when: str
    source: Sourced | None


def date_sources(desk: Desk, event: Event) -> list[Sourced]:
    """Who gives the rule and the next date; without either, who reported the last."""
    found = next_occurrence(event, desk.today) or next(iter(past_occurrences(event, desk.today)), None)
    said = source_of(event, found, desk.today) if found else None
    return list(dict.fromkeys(source for source in (event.recurrence, said) if source))


def at_place(question: Question, desk: Desk) -> Reply:
    """Dates asked of a place: what happens there."""
    entry = desk.entries(question)[0]
    events = desk.catalogue.events_at(entry.id)[:SHOWN]
    if not events:
        return aspect(question, desk)
    told = _undated(desk, events)
    lines = [desk.words.say("list.line", name=desk.name(one.event), text=one.when) for one in told]
    return _opening(desk, Reply(desk.words.say("events.at", place=desk.name(entry)), tuple(lines)), told)


def _undated(desk: Desk, events: Sequence[Event]) -> list[Told]:
    """The events with when each is next or was last, whatever days are asked for."""
    return [Told(event, when_line(desk, event), next(iter(date_sources(desk, event)), None)) for event in events]


def list_events(question: Question, desk: Desk) -> Reply:
    """What is on in the days asked for, weekly things included; with nothing on, that and the next three."""
    reply = listed(searched(question, desk), desk, question.offset)
    when = question.slots.get("when")
    if isinstance(when, dict) and "start" not in when and any(char.isdigit() for char in when["text"]):
        unread = desk.words.say("events.no_such_day", text=when["text"])
        return replace(reply, head=unread, lines=(reply.head, *reply.lines))
    return reply


def listed(search: Search, desk: Desk, offset: int = 0) -> Reply:
    """What is on, from the one at `offset` on."""
    items, past = found(desk, search), search.last < desk.today
    place = desk.catalogue.get(search.place or "")
    told = {
        "period": desk.words.days(search.first, search.last),
        "where": desk.words.say("events.there", place=desk.name(place)) if place else "",
    }
    if not items:
        return _none_then(desk, search, told)
    past_the_end = offset >= len(items)  # a button of a longer list: from the start then, and no further
    start = 0 if past_the_end else offset
    shown = items[start : start + SHOWN]
    today = search.first == search.last == desk.today
    over = {item.event for item in shown if today and _over_today(desk, item)}
    head = desk.words.say("events.was_on" if past else "events.on", **told)
    reply = _listing(desk, head, _told(desk, shown, over))
    if len(items) > start + SHOWN and not past_the_end:
        reply = reply.with_buttons(*more_button(desk, search, start + SHOWN))
    if past:
        return reply
    reply = reply if offset else _with_usual(desk, search, reply)
    return reply.with_buttons(*days_button(desk, search))


def _none_then(desk: Desk, search: Search, told: Mapping[str, str]) -> Reply:
    """That nothing is on and what is on next; without any such, what has no date, or what is on elsewhere."""
    past = search.last < desk.today
    after = max(search.last, desk.today - timedelta(days=1))
    wanted = _wanted(desk, search)
    pairs = _told(desk, desk.catalogue.agenda.coming(after, NEXT, wanted))
    if not pairs:
        pairs = _undated(desk, [event for event in desk.catalogue.events if wanted is None or wanted(event)][:SHOWN])
    if not pairs and search.place:
        head = desk.words.say("events.none_there", **told)
        return replace(listed(replace(search, place=None), desk), head=head)
    reply = _listing(desk, desk.words.say("events.none_past" if past else "events.none", **told), pairs)
    return reply if past else _with_usual(desk, search, reply)


def _with_usual(desk: Desk, search: Search, reply: Reply) -> Reply:
    usual = _usual_then(desk, search)
    return replace(reply, lines=(*reply.lines, usual)) if usual else reply


def _told(desk: Desk, items: Sequence[Dated], over: Collection[str] = ()) -> list[Told]:
    """The events of these instances with their time in words and who says so; `over` are over for today."""
    told = []
    for item in items:
        event = desk.catalogue.get(item.event)
        if isinstance(event, Event):
            when = item_line(desk, event, item)
            note = desk.words.say("events.over_today")
            when = desk.words.say("list.noted", text=when, note=note) if event.id in over else when
            told.append(Told(event, when, source_of(event, item, desk.today)))
    return told


def _usual_then(desk: Desk, search: Search) -> str | None:
    """The events that usually are at this time of the year and for which no date is announced; None without any."""
    if (search.last - search.first).days > LONGEST_USUAL:
        return None
    usual = desk.catalogue.agenda.usual(search.first, search.last, _wanted(desk, search))[:MOST_USUAL]
    names = desk.words.say("list.join").join(desk.name(event) for event in usual)
    return desk.words.say("events.usual", names=names) if names else None


def searched(question: Question, desk: Desk) -> Search:
    """The days, place and kind asked for: the coming month without days, and no past days where today is among them."""
    first, last = desk.today, desk.today + timedelta(days=AHEAD_DAYS)
    when = question.slots.get("when")
    if isinstance(when, dict) and "start" in when:
        first, last = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
        first = max(first, desk.today) if first <= desk.today <= last else first
    children = "children" in question.slots.get("party", ())
    place, kind = question.slots.get("place"), question.slots.get("kind")
    if not place or str(place) not in desk.catalogue or place == desk.catalogue.town.id:  # all is in the town
        place = None
    return Search(first, min(last, first + LONGEST_ASKED), place, kind, children)


def found(desk: Desk, search: Search) -> list[Dated]:
    """One instance an event; festivals before weekly things, and what is over for today last."""
    items = desk.catalogue.agenda.each(search.first, search.last, _wanted(desk, search))
    if search.children:
        items = [item for item in items if _for_children(desk, item)] or items
    today, local = search.first == search.last == desk.today, desk.catalogue.local_events

    def order(item: Dated) -> tuple[bool, bool, date, bool]:
        return today and _over_today(desk, item), item.weekly, item.start, item.event not in local

    return sorted(items, key=order)


def _for_children(desk: Desk, item: Dated) -> bool:
    tags = set(desk.catalogue.tags(item.event))
    return bool(tags & FOR_CHILDREN) and not tags & NOT_FOR_CHILDREN


def _over_today(desk: Desk, item: Dated) -> bool:
    event = desk.catalogue.get(item.event)
    return isinstance(event, Event) and rules.is_over(desk, event)


def _wanted(desk: Desk, search: Search) -> Wanted | None:
    """Tells the events at the place and of the kind asked for; None where all are wanted."""
    tagged = desk.catalogue.events_by_tag
    kinds = KINDS.get(search.kind or "", {search.kind})
    of_kind = {event for kind in kinds for event in tagged.get(kind or "", ())}
    there = {event.id for event in desk.catalogue.events_at(search.place)} if search.place else None
    # No event at all is of this kind: "what is on in the old towns" asks for all.
    if there is None and not of_kind:
        return None
    chosen = there & of_kind if there is not None and of_kind else of_kind if there is None else there
    return lambda event: event.id in chosen


def _listing(desk: Desk, head: str, told: Sequence[Told]) -> Reply:
    lines = [
        desk.words.say("events.line", name=desk.name(one.event), when=one.when, places=desk.names(one.event.where))
        for one in told
    ]
    return _opening(desk, Reply(head, tuple(lines)), told)


def _opening(desk: Desk, reply: Reply, told: Sequence[Told]) -> Reply:
    """The list with who says so, and a button for each of its first events."""
    said = [(one.event, one.source) for one in told if one.source]
    reply = dated_by(desk, replace(reply, listed=tuple(one.event.id for one in told)), said)
    if len(said) > CITED:
        reply = replace(reply, remarks=(desk.words.say("remark.opened"), *reply.remarks))
    return reply.with_buttons(*(desk.open_button(one.event) for one in told[:6]))


def dated_by(desk: Desk, reply: Reply, said: Sequence[tuple[Event, Sourced]]) -> Reply:
    """The reply with who gives the dates of its events, and whether these may have changed."""
    sources = list(dict.fromkeys(said))
    stale = any(may_have_changed(source, "dates", desk.today) for _, source in sources)
    doubt = "remark.stale" if len({event.id for event, _ in said}) == 1 else "remark.check_dates"
    return replace(
        reply,
        citations=citations(desk, [source for _, source in sources]),
        remarks=(desk.words.say(doubt),) if stale else (),
        facts=used(desk, [(event, source, "dates") for event, source in sources]),
        cite_marks=desk.cite_marks,
    )

"""What can be taken along: the dates of an event, or all that is on in some days, as a file for a calendar."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.answers.dating import dated_line, item_line, next_line
from bot.answers.desk import Desk, Question
from bot.answers.happenings import SHOWN, dated_by, found, searched
from bot.answers.plans.views import planned
from bot.answers.spans import days_button
from bot.answers.talk import later
from bot.export.calendar_file import calendar_file, days_file, entered, file_name, in_series
from bot.export.calendar_text import Writer
from bot.messages import File, Reply
from content.calendar import HORIZON, Dated, past_occurrences, source_of
from content.model import Event

FEW = 3  # so many days of a series are named one by one
Maker = Callable[[Writer, Sequence[Event], date, date, str], File | None]
Pairs = Sequence[tuple[Event, Dated]]


def save_plan(question: Question, desk: Desk) -> Reply:
    """The calendar file of the events meant; that there is no plan yet, where none is."""
    events = [entry for entry in desk.entries(question) if isinstance(entry, Event)]
    if events:
        return _of_events(question, desk, events)
    if question.trip:
        return planned(question, desk)
    reply = later(question, desk)
    return reply.with_buttons(*days_button(desk, searched(question, desk))) if "when" in question.slots else reply


def calendar(question: Question, desk: Desk) -> Reply:
    """The calendar file of all that is on in the days asked for, at a place or of a kind where that is said."""
    search = searched(question, desk)
    first, last = search.first, search.last
    if last < desk.today:
        head = desk.words.say("calendar.over", period=desk.words.days(first, last))
        return Reply(head).with_buttons(desk.button("list_events"))
    pairs = [
        (event, item) for item in found(desk, search) if isinstance(event := desk.catalogue.get(item.event), Event)
    ]
    period = desk.words.days(first, last)
    file = days_file(_writer(desk), [event for event, _ in pairs], first, last, file_name(first, last))
    if file is None:
        head = desk.words.say("calendar.nothing", period=period)
        return Reply(head).with_buttons(desk.button("list_events"))
    lines = [_line(desk, event, item) for event, item in pairs[:SHOWN]]
    if len(pairs) > SHOWN:
        lines[-1] = desk.words.say("calendar.more", number=len(pairs) - SHOWN + 1)
    head = desk.words.say("calendar.days", period=period)
    reply = Reply(head, tuple(lines), extras=(file,), listed=tuple(event.id for event, _ in pairs[:SHOWN]))
    return _standing_on(desk, reply, pairs).with_buttons(desk.button("list_events"))


def _of_events(question: Question, desk: Desk, events: Sequence[Event]) -> Reply:
    """The file of these events: in the days asked for where they are on then, else their next dates."""
    choices: list[tuple[Maker, date, date]] = [(calendar_file, desk.today, desk.today + HORIZON)]
    if "when" in question.slots:
        search = searched(question, desk)
        choices.insert(0, (days_file, search.first, search.last))
    name = f"{events[0].id}.ics" if len(events) == 1 else "events.ics"
    for make, first, last in choices:
        if file := make(_writer(desk), events, first, last, name):
            pairs = [(event, item) for event in events for item in entered(event, first, last)]
            reply = Reply(_head(desk, events), _what_is_in_it(desk, events, pairs), extras=(file,))
            reply = _standing_on(desk, reply, pairs)
            if len(events) > 1:
                return reply.with_buttons(*(desk.open_button(event) for event in events[:SHOWN]))
            return reply.with_buttons(desk.button("dates", events[0]))
    return _nothing(desk, events[0])


def _head(desk: Desk, events: Sequence[Event]) -> str:
    return desk.words.say("calendar.event", names=desk.names(tuple(event.id for event in events)))


def _what_is_in_it(desk: Desk, events: Sequence[Event], pairs: Pairs) -> tuple[str, ...]:
    """How sure the dates are, and which were entered."""
    words = desk.words
    if len(events) > 1:
        firsts = {event.id: item for event, item in reversed(pairs)}
        return tuple(_line(desk, event, firsts[event.id]) for event in events[:SHOWN] if event.id in firsts)
    event, items = events[0], [item for _, item in pairs]
    series = [item for item in items if in_series(item)]
    told = [dated_line(desk, event, item) for item in items if not in_series(item)]
    if len(series) <= FEW:
        told += [words.day(item.start) for item in series]
    lines = [next_line(desk, event)]
    if len(told) > 1 or (series and told):
        lines.append(words.say("calendar.holds", days=words.say("list.join").join(told[:SHOWN])))
    if len(series) > FEW:
        lines.append(words.say("calendar.until", day=words.day(series[-1].start, weekday=False)))
    return tuple(lines)


def _line(desk: Desk, event: Event, item: Dated) -> str:
    return desk.words.say("list.line", name=desk.name(event), text=item_line(desk, event, item))


def _nothing(desk: Desk, event: Event) -> Reply:
    """That the event has no date to come, and when it was last."""
    reply = Reply(desk.words.say("calendar.no_date", name=desk.name(event)), (next_line(desk, event),))
    past = past_occurrences(event, desk.today)
    return _standing_on(desk, reply, [(event, past[0])] if past else []).with_buttons(desk.button("dates", event))


def _standing_on(desk: Desk, reply: Reply, pairs: Pairs) -> Reply:
    """The reply with who says so of every date."""
    said = [(event, source) for event, item in pairs if (source := source_of(event, item, desk.today))]
    return dated_by(desk, reply, said)


def _writer(desk: Desk) -> Writer:
    return Writer(desk.catalogue, desk.words, desk.now)

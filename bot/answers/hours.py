"""Opening hours: what the source gives, whether it is open now, and how sure that is."""

from dataclasses import replace

from bot.answers.aspects import aspect
from bot.answers.compose import compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.provenance import citations, may_have_changed, used
from bot.messages import Reply
from content.closed import Bilingual
from content.hours import is_open, next_change
from content.model import Entry, Hours

ALWAYS = "24/7"


def hours(question: Question, desk: Desk) -> Reply:
    """When the subject is open, and whether it is now."""
    entry = desk.entries(question)[0]
    given: Hours | None = getattr(entry, "hours", None)
    if given is None:
        return aspect(question, desk)
    lines = [given.note.text.say(desk.language)] if isinstance(given.note, Bilingual) else []
    if given.last_entry:
        lines.append(desk.words.say("hours.last_entry", clock=given.last_entry))
    held = facts_about(desk, entry, "hours")
    reply = compose(desk, held, lead=status(desk, entry, given), support=2)
    stale = (desk.words.say("remark.stale"),) if may_have_changed(given, "hours", desk.today) else ()
    return replace(
        reply,
        lines=(*lines, *reply.lines)[:3],
        citations=tuple(dict.fromkeys((*citations(desk, [given]), *reply.citations)))[:3],
        remarks=tuple(dict.fromkeys((*reply.remarks, *stale))),
        facts=(*used(desk, [(entry, given, "hours")]), *reply.facts),
    ).with_buttons(*desk.aspect_buttons(entry, but="hours"))


def status(desk: Desk, entry: Entry, given: Hours) -> str:
    """The first line: open or closed now with the time of the next change, or what is known short of that."""
    words, name = desk.words, desk.name(entry)
    if given.open is None:
        return words.say("hours.no_times", name=name)
    if given.open == ALWAYS:
        return words.say("hours.always", name=name)
    open_now = is_open(given.open, desk.now)
    change = next_change(given.open, desk.now)
    if change is None:
        return words.say("hours.open" if open_now else "hours.closed", name=name, now=f"{desk.now:%H:%M}")
    clock = f"{change:%H:%M}" if change.date() == desk.today else f"{words.weekday(change.weekday())} {change:%H:%M}"
    if f"{change:%H:%M}" == "00:00":
        clock = words.weekday(change.weekday())
    key = "hours.open_until" if open_now else "hours.closed_until"
    return words.say(key, name=name, clock=clock, now=f"{desk.now:%H:%M}")

"""Facts to a reply: the first answers, three support, one line says where it all comes from."""

from collections.abc import Sequence

from bot.answers.desk import Desk
from bot.answers.provenance import citations, remarks, used
from bot.answers.ranking import Held, all_names
from bot.messages import Button, Reply, button_data
from bot.render.text import text as written
from content.model import Entry

SUPPORT = 3
LONGEST = 699  # characters of an answer to one question, its provenance included


def compose(desk: Desk, held: Sequence[Held], *, lead: str | None = None, support: int = SUPPORT) -> Reply:
    """A reply of the facts in order. `lead`, where given, is the first line and the facts all support it.

    As many supporting facts as fit under LONGEST, at least one under a lead.
    """
    most = support + (lead is None)
    for count in range(min(most, len(held)), 1, -1):
        reply = _arranged(desk, held[:count], lead)
        if len(written(reply)) <= LONGEST:
            return reply
    return _arranged(desk, held[:1], lead)


def _arranged(desk: Desk, held: Sequence[Held], lead: str | None) -> Reply:
    texts = titled(desk, held, first_titled=lead is None)
    head, lines = (lead, texts) if lead is not None else (texts[0], texts[1:])
    return backed(desk, head, lines, held)


def titled(desk: Desk, held: Sequence[Held], *, first_titled: bool = True) -> list[str]:
    """The facts' texts; one that does not say whom it speaks of, where that changes, has the name before it."""
    before: Entry | None = None if first_titled else (held[0][0] if held else None)
    texts = []
    for entry, fact in held:
        spoken = fact.text.say(desk.language)
        texts.append(spoken if entry is before else with_name(desk, entry, spoken))
        before = entry
    return texts


def with_name(desk: Desk, entry: Entry, spoken: str) -> str:
    """`spoken` with the entry's name before it, unless it holds one of its names; topics have none to say."""
    if entry.kind == "topic" or entry.names.generic or mentions(spoken, entry):
        return spoken
    return desk.words.say("list.titled", name=desk.name(entry), text=spoken)


def mentions(spoken: str, entry: Entry) -> bool:
    """True where the text holds a name of the entry."""
    lower = spoken.lower()
    return any(name.lower() in lower for name in all_names(entry))


def backed(desk: Desk, head: str, lines: Sequence[str], held: Sequence[Held], *, listed: Sequence[Entry] = ()) -> Reply:
    """A reply in the guide's own arrangement of these facts, with who says so."""
    facts = [fact for _, fact in held]
    return Reply(
        head=head,
        lines=tuple(lines),
        citations=citations(desk, facts),
        remarks=remarks(desk, facts),
        facts=used(desk, [(entry, fact, fact.about) for entry, fact in held]),
        cite_marks=desk.cite_marks,
        listed=tuple(entry.id for entry in listed),
    )


def more_button(desk: Desk, entry: Entry, about: str, shown: int, total: int) -> tuple[Button, ...]:
    """A button for the facts that did not fit; none where all did."""
    if shown >= total:
        return ()
    return (Button(desk.words.say("button.more"), button_data("more", entry.id, f"{about}.{shown}")),)


def facts_about(desk: Desk, entry: Entry, *about: str) -> list[Held]:
    """The entry's facts about these aspects with the entry itself."""
    return [(entry, fact) for fact in desk.catalogue.facts(entry.id, *about)]

"""Who says so, as of when, and how far to trust it: the last line of every answer."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.answers.desk import Desk
from bot.messages import Citation, FactUsed
from content.closed import Sourced
from content.model import Entry, Fact

# Days after which a fact of this kind may no longer hold; what is not here (history, recipes) does not age.
KEEPS_DAYS = {
    "tickets": 365,
    "hours": 365,
    "price": 365,
    "dates": 365,
    "getting_there": 730,
    "contact": 730,
    "taking_part": 365,
    "facilities": 1095,
    "local_transport": 730,
    "arriving": 730,
    "money": 730,
    "connectivity": 730,
    "entry_rules": 365,
    "budget": 730,
    "where_to_eat": 1095,
    "highlights": 1825,
    "venue": 730,
    "find_lodging": 1095,
    "diet": 1825,
    "legs": 730,
}
MOST_CITED = 4  # an answer has at most four facts


def may_have_changed(sourced: Sourced, about: str, today: date) -> bool:
    """True where the fact is of a kind that changes and is older than such facts keep, or has no date."""
    keeps = KEEPS_DAYS.get(about)
    if keeps is None or sourced.is_advice:
        return False
    age = sourced.dated.age_days(today)
    return age is None or age > keeps


def source_name(desk: Desk, sourced: Sourced) -> str:
    """Who says so, as the visitor reads it."""
    return desk.catalogue.reference.sources.name(sourced, desk.catalogue.link(sourced)).say(desk.language)


def citations(desk: Desk, sourced: Iterable[Sourced]) -> tuple[Citation, ...]:
    """Who says so and as of when, each once, at most as many as an answer has facts."""
    found = [
        Citation(source_name(desk, item), desk.words.as_of(item.as_of), desk.catalogue.link(item))
        for item in sourced
        if not item.is_advice
    ]
    unique = {(item.label, item.dated): item for item in reversed(found)}
    return tuple(reversed(unique.values()))[:MOST_CITED]


def remarks(desk: Desk, facts: Sequence[Fact]) -> tuple[str, ...]:
    """What to doubt: sources that disagree, a single source, an age at which such facts change, plain advice."""
    said = []
    if any(fact.confidence == "conflicting" for fact in facts):
        said.append(desk.words.say("remark.conflicting"))
    elif facts and all(fact.confidence == "single" and not fact.is_advice for fact in facts):
        said.append(desk.words.say("remark.single"))
    if any(may_have_changed(fact, fact.about, desk.today) for fact in facts):
        said.append(desk.words.say("remark.stale"))
    if any(fact.is_advice for fact in facts):
        said.append(desk.words.say("remark.advice_only" if all(f.is_advice for f in facts) else "remark.advice"))
    return tuple(said)


def used(desk: Desk, pairs: Iterable[tuple[Entry, Sourced, str]]) -> tuple[FactUsed, ...]:
    """The facts an answer stands on, with a source that may be shown."""
    return tuple(
        dict.fromkeys(
            FactUsed(entry.id, about, desk.catalogue.link(item) or source_name(desk, item), item.as_of)
            for entry, item, about in pairs
        )
    )

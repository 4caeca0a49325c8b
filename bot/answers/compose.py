"""Facts to a reply: the first answers, three support, one line says where it all comes from."""

import re
from collections.abc import Iterable, Sequence

from bot.answers.desk import Desk, Question
from bot.answers.provenance import citations, remarks, used
from bot.messages import Button, Reply, button_data
from content.model import Entry, Fact

SUPPORT = 3
ROOM = 560  # characters for head and support, so that with its provenance an answer stays under 700
PLAIN = frozenset(
    [
        "what",
        "when",
        "where",
        "which",
        "that",
        "this",
        "with",
        "from",
        "have",
        "does",
        "there",
        "about",
        "they",
        "your",
        "will",
        "would",
        "could",
        "should",
        "how",
        "the",
        "and",
        "for",
        "are",
        "can",
        "you",
        "get",
        "much",
        "many",
        "some",
        "any",
        "into",
        "than",
        "then",
        "them",
        "take",
        "need",
        "want",
        "like",
        "know",
        "tell",
        "please",
        "best",
        "good",
        "going",
        "one",
        "two",
    ]
)

Held = tuple[Entry, Fact]


def compose(desk: Desk, held: Sequence[Held], *, lead: str | None = None, support: int = SUPPORT) -> Reply:
    """A reply of the facts in order. `lead`, where given, is the first line and the facts all support it."""
    texts = [fact.text.say(desk.language) for _, fact in held]
    head, rest = (lead, texts) if lead is not None else (texts[0], texts[1:])
    lines: list[str] = []
    for text in rest[:support]:
        if len(head) + sum(map(len, lines)) + len(text) > ROOM and (lines or lead is None):
            break
        lines.append(text)
    shown = held[: len(lines) + (lead is None)]
    return backed(desk, head, lines, shown)


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


def ranked(held: Iterable[Held], question: Question) -> list[Held]:
    """The facts with those that speak of the question's own words first; otherwise in their order."""
    items = list(held)
    wanted = _words(question.text)
    if not wanted or len(items) < 2:
        return items
    weights = _weights(wanted, items)
    scored = [
        (sum(weights[word] for word in wanted if word in _bag(fact)), -place) for place, (_, fact) in enumerate(items)
    ]
    order = sorted(range(len(items)), key=lambda index: scored[index], reverse=True)
    return [items[index] for index in order]


def relevance(fact: Fact, question: Question) -> int:
    """How many of the question's own words the fact holds."""
    bag = _bag(fact)
    return sum(word in bag for word in _words(question.text))


def _weights(wanted: set[str], items: Sequence[Held]) -> dict[str, float]:
    counts = {word: sum(word in _bag(fact) for _, fact in items) for word in wanted}
    # A word that every fact holds (the name of the place) tells nothing.
    return {word: 1 / count if count and count < len(items) else 0.0 for word, count in counts.items()}


def _bag(fact: Fact) -> str:
    return f"{fact.en} {fact.zh} {fact.hant or ''}".lower()


def _words(text: str) -> set[str]:
    lower = text.lower()
    latin = {word.rstrip("s") for word in re.findall(r"[a-z]{3,}", lower) if word not in PLAIN}
    han = re.findall(r"[\u3400-\u9fff]+", lower)
    return latin | {run[index : index + 2] for run in han for index in range(len(run) - 1)}

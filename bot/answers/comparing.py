"""Two subjects side by side: price, way, stay, what for. No verdict that the facts do not carry."""

from bot.answers.aspects import ASPECTS
from bot.answers.compose import Held, backed, facts_about, ranked
from bot.answers.desk import Desk, Question
from bot.messages import Reply
from content.model import Entry, Place

MOST = 3
SIDE_BY_SIDE = ("tickets", "getting_there", "duration", "overview")
LONGEST = 150


def compare(question: Question, desk: Desk) -> Reply:
    """Each subject with the aspect asked for, or with all that helps to choose."""
    entries = desk.entries(question)[:MOST]
    overall = question.intent in ("overview", "facilities", "highlights", "best_time")
    about = (
        ("overview", "duration", "facilities")
        if question.intent == "facilities"
        else SIDE_BY_SIDE
        if overall
        else ASPECTS.get(question.intent, (question.intent,))[:1]
    )
    lines: list[str] = []
    held: list[Held] = []
    for entry in entries:
        mine = [pair for aspect in about for pair in ranked(facts_about(desk, entry, aspect), question)[:1]]
        held += mine
        lines.append(_paragraph(desk, entry, mine, about))
    head = desk.words.say(
        "compare.head", names=desk.words.say("compare.join").join(desk.name(entry) for entry in entries)
    )
    return backed(desk, head, lines, held).with_buttons(*(desk.open_button(entry) for entry in entries))


def _paragraph(desk: Desk, entry: Entry, held: list[Held], about: tuple[str, ...]) -> str:
    parts = [_short(fact.text.say(desk.language), desk.language) for _, fact in held]
    if (
        "duration" in about
        and isinstance(entry, Place)
        and entry.visit_min
        and not any(f.about == "duration" for _, f in held)
    ):
        parts.insert(
            min(2, len(parts)),
            desk.words.say("compare.stay", time=desk.words.duration(entry.visit_min.minutes)),
        )
    if not parts:
        parts = [desk.words.say("compare.unknown")]
    separator = " " if desk.language == "en" else ""
    return desk.words.say("compare.line", name=desk.name(entry), text=separator.join(parts))


def _short(text: str, language: str) -> str:
    """The first sentence of a long fact."""
    if len(text) <= LONGEST:
        return text
    for mark in (". ", "; ") if language == "en" else ("。", "；"):
        head, found, _ = text.partition(mark)
        if found and len(head) <= LONGEST:
            return head + mark.strip()
    return text

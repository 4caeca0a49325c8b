"""Two subjects side by side: price, time there, stay, what for. No verdict that the facts do not carry."""

from bot.answers.aspects import ASPECTS
from bot.answers.compose import LONGEST, backed, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.figures import add, admission, from_centre
from bot.answers.ranking import Held, ranked
from bot.messages import Reply
from bot.render.text import text as written
from content.closed import Sourced
from content.model import Entry, Place

MOST = 3
# Asked in these, a visitor chooses between the two, and needs all that helps to choose.
CHOOSING = ("overview", "facilities", "highlights", "best_time")
ROOMS = (430, 320, 230, 150)  # characters for the facts of all subjects together, the first that fits


def compare(question: Question, desk: Desk) -> Reply:
    """Each subject with the aspect asked for, or with all that helps to choose."""
    reply = _within(question, desk, ROOMS[0])
    for room in ROOMS[1:]:
        if len(written(reply)) > LONGEST:
            reply = _within(question, desk, room)
    return reply


def _within(question: Question, desk: Desk, room: int) -> Reply:
    entries = desk.entries(question)[:MOST]
    names = desk.words.say("compare.join").join(desk.name(entry) for entry in entries)
    chosen = {entry.id: _facts(question, desk, entry) for entry in entries}
    longest = room // max(1, sum(map(len, chosen.values())))
    lines = []
    for entry in entries:
        told = [short(fact.text.say(desk.language), desk.language, longest) for _, fact in chosen[entry.id]]
        parts = [*_figures(question, desk, entry), *told] or [desk.words.say("compare.unknown")]
        lines.append(desk.words.say("compare.line", name=desk.name(entry), text=_joined(desk, parts)))
    held = [pair for pairs in chosen.values() for pair in pairs]
    reply = backed(desk, desk.words.say("compare.head", names=names), lines, held)
    for entry in reversed(entries):
        reply = _standing_on_figures(question, desk, entry, reply)
    return reply.with_buttons(*(desk.open_button(entry) for entry in entries))


def _facts(question: Question, desk: Desk, entry: Entry) -> list[Held]:
    """The facts of one subject: of the aspect asked for, and what it is where the visitor chooses."""
    if question.intent not in CHOOSING:
        for about in ASPECTS.get(question.intent, (question.intent,)):
            if found := ranked(facts_about(desk, entry, about), question):
                return found[:1]
        return facts_about(desk, entry, *ASPECTS["overview"])[:1]
    price = [] if admission(desk, entry) else facts_about(desk, entry, "tickets", "price")[:1]
    asked = [] if question.intent == "overview" else ranked(facts_about(desk, entry, question.intent), question)[:1]
    stay = facts_about(desk, entry, "duration")[:1]
    return [*asked, *price, *stay, *facts_about(desk, entry, *ASPECTS["overview"])[:1]]


def _figures(question: Question, desk: Desk, entry: Entry) -> list[str]:
    """Entrance, the drive and the time to allow, in a few words each."""
    if question.intent not in CHOOSING and question.intent != "duration":
        return []
    words, parts = desk.words, []
    if question.intent in CHOOSING:
        parts += [price] if (price := admission(desk, entry)) else []
        if leg := from_centre(desk, entry):
            sure = words.say("compare.estimated") if leg.is_estimate else ""
            parts.append(words.say("compare.drive", time=words.duration(leg.drive_min), sure=sure))
    if isinstance(entry, Place) and entry.visit_min and not facts_about(desk, entry, "duration"):
        parts.append(words.say("compare.stay", time=words.duration(entry.visit_min.minutes)))
    return parts


def _standing_on_figures(question: Question, desk: Desk, entry: Entry, reply: Reply) -> Reply:
    if question.intent not in CHOOSING:
        return reply
    if (leg := from_centre(desk, entry)) and not leg.is_estimate:
        reply = add(reply, desk, entry, Sourced(source=leg.minutes_source, as_of="undated"), "getting_there")
    if isinstance(entry, Place) and entry.tickets_cny:
        reply = add(reply, desk, entry, entry.tickets_cny, "tickets")
    return reply


def _joined(desk: Desk, parts: list[str]) -> str:
    stop = "." if desk.language == "en" else "。"
    return desk.words.say("compare.join_parts").join(part.rstrip(".。") for part in parts) + stop


def short(text: str, language: str, longest: int) -> str:
    """The first sentence of a long fact, or its first clause where that is still long."""
    if len(text) <= longest:
        return text
    for mark in (". ", "; ", ": ", ", ") if language == "en" else ("。", "；", "：", "，"):
        head, found, _ = text.partition(mark)
        if found and len(head) <= longest:
            return head
    return text[: longest - 1].rstrip() + "…"

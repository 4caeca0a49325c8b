"""One aspect of one subject: price, way, history, what is in it; unknown is said, with whom to ask."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.compose import backed, compose, facts_about, more_button
from bot.answers.desk import Desk, Question
from bot.answers.figures import add, diet_line, priced
from bot.answers.ranking import Held, ranked, speaks_to
from bot.messages import Reply
from bot.planner.tastes import NOT_FOR_VISITORS
from content.closed import Sourced
from content.model import Dish, Entry, Event, Place

# Where facts for an intent stand: its own aspect first, then those that also answer it.
ASPECTS = {
    "overview": ("overview", "highlights", "history", "ingredients", "local_transport", "arriving", "getting_there"),
    "tickets": ("tickets", "price"),
    "duration": ("duration",),
    "highlights": ("highlights", "overview"),
    "history": ("history",),
    "best_time": ("best_time", "dates", "weather"),
    "facilities": ("facilities",),
    "contact": ("contact",),
    "taking_part": ("taking_part",),
    "price": ("price", "tickets", "local_transport"),
    "getting_there": ("getting_there", "arriving", "local_transport", "venue"),
    "hours": ("hours", "local_transport"),
    "venue": ("venue",),
    "dates": ("dates",),
    "ingredients": ("ingredients",),
    "legs": ("legs",),
    "nearby": ("nearby",),
    "where_to_eat": ("where_to_eat",),
    "shopping": ("shopping",),
    "diet": ("diet", "ingredients"),
    "safety": ("safety",),
    "etiquette": ("etiquette",),
    "weather": ("weather", "best_time"),
}
PRICED = ("tickets", "price")
PRICE = re.compile(r"\d yuan")  # in the English wording of facts
PARTICULAR = ("facilities",)  # "toilets?" must not be answered with car parks as if that were it
IN_ORDER = ("overview", "tickets")
OF_THE_SURROUNDINGS = ("getting_there", "facilities", "contact", "best_time", "tickets", "duration")


def aspect(question: Question, desk: Desk) -> Reply:
    """What the content says of the subject under the question's intent."""
    entry = desk.entries(question)[0]
    held, whose = held_facts(question, desk, entry)
    if not held:
        figure = priced(desk, entry) if question.intent in PRICED else None
        buttons = desk.aspect_buttons(entry, but=question.intent)
        return figure.with_buttons(*buttons) if figure else unknown(question, desk, entry)
    if question.intent not in IN_ORDER:
        held = ranked(held, question)
    rest = held[question.offset :] or held
    passed = question.offset if rest is not held else 0
    lead = None if passed else _lead(question, desk, entry, whose)
    if lead is None and not passed and question.intent in PARTICULAR and not speaks_to(held, question):
        lead = desk.words.say(
            "aspect.not_exactly", name=desk.name(entry), about=desk.words.say(f"about.{question.intent}")
        )
    reply = compose(desk, rest, lead=lead)
    if lead and question.intent == "ingredients":
        reply = with_diet(desk, entry, reply)
    shown = passed + len(reply.lines) + (lead is None)
    more = more_button(desk, entry, question.intent, shown, len(held))
    items = [item for i in (entry.items if isinstance(entry, Dish) else ()) if (item := desk.catalogue.get(i))]
    reply = replace(reply, listed=tuple(item.id for item in items)) if items else reply
    opened = (desk.open_button(item) for item in items[:6])
    return reply.with_buttons(*more, *desk.aspect_buttons(entry, but=question.intent), *opened)


def held_facts(question: Question, desk: Desk, entry: Entry) -> tuple[list[Held], Entry]:
    """The facts for the intent and whose they are: the entry's own, or for its way and comforts its surroundings'."""
    about = ASPECTS.get(question.intent, (question.intent,))
    if question.intent == "price" and isinstance(entry, Place):
        about = ("tickets", "price")  # what a place costs is its entrance, then what else is paid there
        return facts_about(desk, entry, *about), entry
    around = _around(desk, entry, about[0]) if question.intent in OF_THE_SURROUNDINGS else None
    # To an event one goes as to its place; where that is does not tell the way.
    to_an_event = question.intent == "getting_there" and isinstance(entry, Event)
    own = facts_about(desk, entry, *about[:1]) if to_an_event and around else _own(question, desk, entry, about)
    return around if around and not own else (own, entry)


def _own(question: Question, desk: Desk, entry: Entry, about: Sequence[str]) -> list[Held]:
    """The entry's facts: of the first aspect, else of those that also answer."""
    own = facts_about(desk, entry, *about[:1])
    if not own and len(about) > 1:
        own = facts_about(desk, entry, *about[1:])
    elif question.intent in ("overview", "highlights"):
        own += facts_about(desk, entry, *about[1:])
    if not own and question.intent in PRICED:
        own = [(entry, fact) for fact in entry.facts if PRICE.search(fact.en)]
    if not own and isinstance(entry, Dish) and entry.form == "menu":
        own = facts_about(desk, entry, "overview")  # what is on a menu is what it is
    return own


def _around(desk: Desk, entry: Entry, about: str) -> tuple[list[Held], Entry] | None:
    """What is known of the place that the entry lies in or takes place at, but not of the whole town."""
    ids = (i for i in (entry.part_of, *entry.where) if i and i != desk.catalogue.town.id)
    places = (place for i in ids if (place := desk.catalogue.get(i)))
    return next(((held, place) for place in places if (held := facts_about(desk, place, about))), None)


def _lead(question: Question, desk: Desk, entry: Entry, whose: Entry) -> str | None:
    words = desk.words
    if whose is not entry:
        return words.say("aspect.of_surroundings", name=desk.name(entry), place=desk.name(whose))
    if question.intent == "ingredients" and isinstance(entry, Dish) and entry.diet:
        return diet_line(desk, entry)
    return None


def with_request(question: Question, desk: Desk, reply: Reply) -> Reply:
    """The reply with what visitors are asked not to do, where its one subject is not for visitors."""
    entries = desk.entries(question)
    if len(entries) != 1 or NOT_FOR_VISITORS not in entries[0].tags:
        return reply
    held = facts_about(desk, entries[0], "etiquette")[:1]
    request = backed(desk, "", [fact.text.say(desk.language) for _, fact in held], held)
    return replace(
        reply,
        lines=tuple(dict.fromkeys((*reply.lines, *request.lines))),
        citations=tuple(dict.fromkeys((*reply.citations, *request.citations))),
        facts=tuple(dict.fromkeys((*reply.facts, *request.facts))),
        cite_marks=desk.cite_marks,
    )


def with_diet(desk: Desk, entry: Entry, reply: Reply) -> Reply:
    """The reply standing on the dish's diet figures too."""
    figures = entry.diet if isinstance(entry, Dish) else None
    return add(reply, desk, entry, Sourced(source=figures.source, as_of=figures.as_of), "diet") if figures else reply


def unknown(question: Question, desk: Desk, entry: Entry) -> Reply:
    """What is not known is said to be, with an estimate marked as such where there is one, and whom to ask."""
    words, name = desk.words, desk.name(entry)
    if question.intent == "duration" and isinstance(entry, Place) and entry.visit_min:
        head = words.say("duration.estimate", name=name, time=words.duration(entry.visit_min.minutes))
        return Reply(head, (words.say("duration.only_estimate"),)).with_buttons(
            *desk.aspect_buttons(entry, but="duration")
        )
    about = words.say(f"about.{question.intent}")
    overview = [] if question.intent == "overview" else facts_about(desk, entry, *ASPECTS["overview"])[:1]
    if overview:
        reply = compose(desk, overview, lead=words.say("unknown.aspect", about=about, name=name, ask=desk.ask))
    else:
        happens = desk.catalogue.events_at(entry.id)[:4]
        reply = Reply(words.say("unknown.aspect", about=about, name=name, ask=desk.ask))
        reply = reply.with_buttons(*(desk.open_button(event) for event in happens))
    return reply.with_buttons(*desk.aspect_buttons(entry, but=question.intent))

"""One aspect of one subject: price, way, history, what is in it; unknown is said, with whom to ask."""

from bot.answers.compose import Held, compose, facts_about, more_button, ranked
from bot.answers.desk import Desk, Question
from bot.messages import Reply
from content.model import Dish, Entry, Place

# Where facts for an intent stand: its own aspect first, then those that also answer it.
ASPECTS = {
    "overview": ("overview", "highlights", "history", "ingredients"),
    "tickets": ("tickets", "price"),
    "duration": ("duration",),
    "highlights": ("highlights", "overview"),
    "history": ("history",),
    "best_time": ("best_time", "dates", "weather"),
    "facilities": ("facilities",),
    "contact": ("contact",),
    "taking_part": ("taking_part",),
    "price": ("price", "tickets"),
    "getting_there": ("getting_there", "arriving", "venue", "local_transport"),
    "hours": ("hours",),
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
OF_THE_SURROUNDINGS = ("getting_there", "facilities", "contact", "best_time", "tickets", "duration")


def aspect(question: Question, desk: Desk) -> Reply:
    """What the content says of the subject under the question's intent."""
    entry = desk.entries(question)[0]
    held, whose = held_facts(question, desk, entry)
    if question.offset:
        held = held[question.offset :] or held
    elif question.intent in ("overview", "tickets", "price", "hours", "dates"):
        held = [*held]
    if not held:
        return unknown(question, desk, entry)
    held = ranked(held, question) if not question.offset and question.intent not in ("overview", "tickets") else held
    reply = compose(desk, held, lead=_lead(question, desk, entry, whose))
    shown = len(reply.lines) + (whose is entry and _lead(question, desk, entry, whose) is None)
    more = more_button(desk, entry, question.intent, question.offset + shown, question.offset + len(held))
    return reply.with_buttons(*more, *desk.aspect_buttons(entry, but=question.intent))


def held_facts(question: Question, desk: Desk, entry: Entry) -> tuple[list[Held], Entry]:
    """The facts for the intent and whose they are: the entry's own, or for its way and comforts its surroundings'."""
    about = ASPECTS.get(question.intent, (question.intent,))
    own = facts_about(desk, entry, *about[:1])
    if not own and len(about) > 1:
        own = facts_about(desk, entry, *about[1:])
    elif question.intent in ("overview", "highlights"):
        own += facts_about(desk, entry, *about[1:])
    if own or question.intent not in OF_THE_SURROUNDINGS:
        return own, entry
    for entry_id in (entry.part_of, *entry.where):
        around = desk.catalogue.get(entry_id) if entry_id and entry_id != desk.catalogue.town.id else None
        if around:
            found = facts_about(desk, around, about[0])
            if found:
                return found, around
    return [], entry


def _lead(question: Question, desk: Desk, entry: Entry, whose: Entry) -> str | None:
    words = desk.words
    if whose is not entry:
        return words.say("aspect.of_surroundings", name=desk.name(entry), place=desk.name(whose))
    if question.intent == "duration" and isinstance(entry, Place) and entry.visit_min:
        return words.say("duration.estimate", name=desk.name(entry), time=words.duration(entry.visit_min.minutes))
    if question.intent == "ingredients" and isinstance(entry, Dish) and entry.diet:
        return diet_line(desk, entry)
    return None


def diet_line(desk: Desk, dish: Dish) -> str:
    """The dish's heat, what it contains, and whether it is vegetarian, in one line."""
    words, diet = desk.words, dish.diet
    if diet is None:
        return desk.name(dish)
    labels = desk.catalogue.reference.vocabulary.contains
    contains = words.say("list.join").join(labels[word].text.say(desk.language) for word in diet.contains)
    low, high = diet.spicy
    heat = words.say(f"diet.spicy_{high}") if low == high else words.say("diet.spicy_range", low=low, high=high)
    line = (
        words.say("diet.contains", name=desk.name(dish), contains=contains)
        if contains
        else words.say("diet.name", name=desk.name(dish))
    )
    return line + words.say("diet.rest", heat=heat, vegetarian=words.say(f"diet.vegetarian_{diet.vegetarian}"))


def unknown(question: Question, desk: Desk, entry: Entry) -> Reply:
    """What is not known is said to be, with an estimate marked as such where there is one, and whom to ask."""
    words, name = desk.words, desk.name(entry)
    if question.intent == "duration" and isinstance(entry, Place) and entry.visit_min:
        head = words.say("duration.estimate", name=name, time=words.duration(entry.visit_min.minutes))
        return Reply(head, (words.say("duration.only_estimate"),)).with_buttons(
            *desk.aspect_buttons(entry, but="duration")
        )
    about = words.say(f"about.{question.intent}")
    overview = [] if question.intent == "overview" else facts_about(desk, entry, "overview")[:1]
    if overview:
        reply = compose(desk, overview, lead=words.say("unknown.aspect", about=about, name=name, ask=desk.ask))
    else:
        happens = desk.catalogue.events_at(entry.id)[:4]
        reply = Reply(words.say("unknown.aspect", about=about, name=name, ask=desk.ask))
        reply = reply.with_buttons(*(desk.open_button(event) for event in happens))
    return reply.with_buttons(*desk.aspect_buttons(entry, but=question.intent))

"""What someone can eat: vegetarian, halal, an allergy. Never surer than the data."""

import re
from collections.abc import Sequence

from bot.answers.aspects import aspect, with_diet
from bot.answers.compose import compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.figures import diet_line
from bot.answers.ranking import bag, ranked, relevance
from bot.messages import Reply
from content.model import Dish, Entry

MEATLESS = re.compile(r"vegetar|vegan|meat|\b(kid|child)|素|斋|齋|荤|葷|肉", re.IGNORECASE)
MOST_DISHES = 8


def diet(question: Question, desk: Desk) -> Reply:
    """What is in the dish named, else what the topic that fits the question says."""
    dish = next((entry for entry in desk.entries(question) if isinstance(entry, Dish)), None)
    if dish:
        return _of_dish(question, desk, dish)
    topics = _topics(question, desk)
    held = ranked([pair for topic in topics for pair in facts_about(desk, topic, "diet")], question)
    lead, containing = containing_line(question, desk)
    if not held and lead is None:
        head = desk.words.say("unknown.topic", about=desk.words.say("about.diet"), ask=desk.ask)
        return Reply(head).with_buttons(desk.button("list_food"))
    reply = compose(desk, held, lead=lead, support=2) if held else Reply(lead or "")
    for entry in containing:
        reply = with_diet(desk, entry, reply)
    offered = _meatless(desk) if MEATLESS.search(question.text) or not question.text else []
    return reply.with_buttons(*(desk.open_button(entry) for entry in offered[:4]), desk.button("list_food"))


def _of_dish(question: Question, desk: Desk, dish: Dish) -> Reply:
    held = ranked(facts_about(desk, dish, "diet", "ingredients"), question)
    if dish.diet is None:
        return aspect(question, desk)
    lead = diet_line(desk, dish)
    reply = compose(desk, held, lead=lead) if held else Reply(lead)
    return with_diet(desk, dish, reply).with_buttons(*desk.aspect_buttons(dish, but="diet"))


def _topics(question: Question, desk: Desk) -> list[Entry]:
    """The topics on eating that fit the question best; all where none does."""
    topics = [entry for entry in desk.catalogue.of_kind("topic") if "diet" in entry.tags]
    scores = {topic.id: relevance(_searched(topic), question) for topic in topics}
    best = max(scores.values(), default=0)
    return [topic for topic in topics if scores[topic.id] == best]


def _searched(topic: Entry) -> str:
    names = (topic.names.en, topic.names.zh, topic.names.hant or "", *topic.names.aliases)
    return " ".join((*names, *(bag(fact) for fact in topic.facts)))


def containing_line(question: Question, desk: Desk) -> tuple[str | None, Sequence[Dish]]:
    """The dishes known to contain what the question names, for an allergy; None where it names nothing."""
    asked = question.text.lower()
    for word, label in desk.catalogue.reference.vocabulary.contains.items():
        forms = {label.en.lower().removesuffix("s"), label.zh, label.text.say("zh-Hant")}
        if any(form in asked for form in forms):
            dishes = [d for d in desk.catalogue.of_kind("dish") if isinstance(d, Dish) and d.diet]
            found = [dish for dish in dishes if dish.diet and word in dish.diet.contains]
            named = desk.words.say("list.join").join(desk.name(dish) for dish in found[:MOST_DISHES])
            what = label.text.say(desk.language)
            return (desk.words.say("diet.with", what=what, names=named), found[:MOST_DISHES]) if found else (None, ())
    return None, ()


def _meatless(desk: Desk) -> list[Dish]:
    dishes = [dish for dish in desk.catalogue.of_kind("dish") if isinstance(dish, Dish)]
    return [d for d in dishes if d.diet and d.diet.vegetarian == "yes" and d.form in ("dish", "snack")]

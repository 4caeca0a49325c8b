"""What someone can eat: vegetarian, halal, an allergy. Never surer than the data."""

import re
from collections.abc import Sequence

from bot.answers.aspects import aspect, with_diet
from bot.answers.compose import compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.figures import diet_line
from bot.answers.ranking import all_names, bag, ranked, relevance
from bot.messages import Reply
from content.model import Dish, Entry

MEATLESS = re.compile(r"veg[ae]|meat|素|斋|齋|荤|葷|佛", re.IGNORECASE)
MILD = re.compile(r"spic|chil|hot\b|辣", re.IGNORECASE)
EATEN = ("dish", "snack")
MOST_DISHES = 8


def diet(question: Question, desk: Desk) -> Reply:
    """What is in the dish named, else the dishes that fit or do not, and what the fitting topic says."""
    dish = next((entry for entry in desk.entries(question) if isinstance(entry, Dish)), None)
    if dish:
        return _of_dish(question, desk, dish)
    lead, shown = _dishes_line(question, desk)
    topics = _topics(question, desk, dishes_named=lead is not None)
    held = ranked([pair for topic in topics for pair in facts_about(desk, topic, "diet")], question)
    if not held and lead is None:
        head = desk.words.say("unknown.topic", about=desk.words.say("about.diet"), ask=desk.ask)
        return Reply(head).with_buttons(desk.button("list_food"))
    reply = compose(desk, held, lead=lead, support=2) if held else Reply(lead or "")
    for entry in shown:
        reply = with_diet(desk, entry, reply)
    # What holds the allergen is told, and never offered.
    offered = () if _asked_for(question, desk) else shown[:4]
    return reply.with_buttons(*(desk.open_button(entry) for entry in offered), desk.button("list_food"))


def _dishes_line(question: Question, desk: Desk) -> tuple[str | None, Sequence[Dish]]:
    """The dishes to avoid for an allergy, else those that fit a diet; None where the question names neither."""
    lead, containing = containing_line(question, desk)
    if lead is not None:
        return lead, containing
    eaten = [d for d in desk.catalogue.of_kind("dish") if isinstance(d, Dish) and d.diet and d.form in EATEN]
    if MEATLESS.search(question.text):
        return _named(desk, "diet.meatless", [d for d in eaten if d.diet and d.diet.vegetarian == "yes"])
    if MILD.search(question.text) or "children" in question.slots.get("party", ()):
        return _named(desk, "diet.mild", [d for d in eaten if d.diet and d.diet.spicy[1] == 0])
    return None, ()


def _named(desk: Desk, key: str, dishes: Sequence[Dish]) -> tuple[str | None, Sequence[Dish]]:
    names = desk.words.say("list.join").join(desk.name(dish) for dish in dishes[:MOST_DISHES])
    return (desk.words.say(key, names=names), dishes[:MOST_DISHES]) if names else (None, ())


def _of_dish(question: Question, desk: Desk, dish: Dish) -> Reply:
    held = ranked(facts_about(desk, dish, "diet", "ingredients"), question)
    if dish.diet is None:
        return aspect(question, desk)
    asked = _asked_for(question, desk)
    lead = diet_line(desk, dish)
    if asked:
        what = desk.words.say("list.join").join(label for _, label in asked)
        inside = any(word in dish.diet.contains for word, _ in asked)
        lead = desk.words.say("diet.yes" if inside else "diet.not_listed", what=what, name=desk.name(dish))
    reply = compose(desk, held, lead=lead) if held else Reply(lead)
    return with_diet(desk, dish, reply).with_buttons(*desk.aspect_buttons(dish, but="diet"))


def _asked_for(question: Question, desk: Desk) -> list[tuple[str, str]]:
    """The ingredients that the question names outside the dish's own name, with their labels."""
    asked = question.text.lower()
    for entry in desk.entries(question):
        for name in sorted(all_names(entry) if isinstance(entry, Dish) else (), key=len, reverse=True):
            asked = asked.replace(name.lower(), " ")
    known = desk.catalogue.reference.vocabulary.contains.items()
    return [(word, label.text.say(desk.language)) for word, label in known if any(_says(asked, f) for f in label.forms)]


def _says(asked: str, form: str) -> bool:
    return re.search(rf"\b{re.escape(form)}s?\b", asked) is not None if form.isascii() else form in asked


def _topics(question: Question, desk: Desk, *, dishes_named: bool) -> list[Entry]:
    """The topics on eating that fit the question best; all where none does."""
    topics = [entry for entry in desk.catalogue.of_kind("topic") if "diet" in entry.tags]
    named = [topic for topic in topics if topic.id in question.subjects]
    if named or _asked_for(question, desk):
        return named  # a list for vegetarians must not follow a question about nuts
    scores = {topic.id: relevance(_searched(topic), question) for topic in topics}
    best = max(scores.values(), default=0)
    if not best and dishes_named:
        return []  # the dishes answer; a topic on something else would only follow by accident
    return [topic for topic in topics if scores[topic.id] == best]


def _searched(topic: Entry) -> str:
    names = (topic.names.en, topic.names.zh, topic.names.hant or "", *topic.names.aliases)
    return " ".join((*names, *(bag(fact) for fact in topic.facts)))


def containing_line(question: Question, desk: Desk) -> tuple[str | None, Sequence[Dish]]:
    """The dishes known to contain what the question names, for an allergy; None where it names nothing."""
    asked = _asked_for(question, desk)
    if not asked:
        return None, ()
    words = {word for word, _ in asked}
    dishes = [d for d in desk.catalogue.of_kind("dish") if isinstance(d, Dish) and d.diet]
    found = [dish for dish in dishes if dish.diet and words & set(dish.diet.contains)][:MOST_DISHES]
    what = desk.words.say("list.join").join(label for _, label in asked)
    names = desk.words.say("list.join").join(desk.name(dish) for dish in found)
    return desk.words.say("diet.with" if found else "diet.none_with", what=what, names=names), found

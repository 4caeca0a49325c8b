"""What someone can eat: vegetarian, halal, an allergy, all at once. Never surer than the data."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answers.aspects import aspect, with_diet
from bot.answers.compose import LONGEST, backed, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.eater import in_general, known, needed, remembered, said
from bot.answers.figures import diet_line
from bot.answers.ranking import Held, ranked, speaks_to
from bot.answers.verdicts import (
    card,
    cautions,
    classes,
    in_short,
    joined,
    known_to_contain,
    sentences,
    told,
    untold,
    verdict,
)
from bot.messages import Reply
from bot.render.text import text as written
from content.model import Dish, Eatery, Entry, FoodRoute
from content.needs import Judged, Needed, judged

MOST_KNOWN = 8
CARD = 180  # characters of a card with its pinyin
LAST = {"souvenir", "banquet", "challenge", "strong_taste", "divisive", "adventurous"}  # for few visitors, or no meal
# How many fitting dishes, how many others and how many facts are tried, until the answer fits one screen.
SIZES = ((6, 4, 1), (6, 2, 1), (4, 2, 1), (4, 1, 1), (3, 1, 1), (2, 1, 1), (4, 1, 0), (2, 1, 0), (1, 0, 0))


def diet(question: Question, desk: Desk) -> Reply:
    """Whether the dish named, or what is eaten at the place or on the route named, fits; else which dishes do."""
    needs = needed(question, desk.catalogue)
    if question.wants == "card" and needs:
        return _card_alone(desk, needs)
    reply = _judging(question, desk, needs)
    if question.wants == "kept" and not needs:
        return replace(reply, head=f"{desk.words.say('diet.cleared')} {reply.head}".strip())
    now = known(question, desk.catalogue)
    before = [each for each in remembered(question, desk.catalogue) if each.word not in now]
    if not question.apart or not before:
        return reply
    apart = desk.words.say("diet.apart", needs=told(desk, needs), kept=told(desk, before))
    return replace(reply, lines=(apart, *reply.lines))


def _judging(question: Question, desk: Desk, needs: Sequence[Needed]) -> Reply:
    named = [entry for entry in desk.entries(question) if isinstance(entry, Dish | Eatery | FoodRoute)]
    if len(named) == 1 and isinstance(named[0], Dish) and not named[0].items:
        return _of_dish(question, desk, named[0], needs)
    if named:
        return _of_group(question, desk, named, needs or in_general(desk.catalogue))
    return _of_all(question, desk, needs) if needs else _asked_back(desk)


def ingredients(question: Question, desk: Desk) -> Reply:
    """What is in the dish; whether a food named is, as someone asks who must not eat it."""
    dish = next(iter(desk.entries(question)), None)
    own = said(question, desk.catalogue)
    foods = [each for each in needed(question, desk.catalogue) if each.is_food or each.word in question.needs]
    asked = any(each.is_food and each.word in own for each in foods)
    return _of_dish(question, desk, dish, foods) if isinstance(dish, Dish) and asked else aspect(question, desk)


def for_the_eater(question: Question, desk: Desk, reply: Reply) -> Reply:
    """The answer about a dish under a line that says whether it fits what the eater was said to need."""
    entries, needs = desk.entries(question), remembered(question, desk.catalogue)
    if len(entries) != 1 or not isinstance(entries[0], Dish) or entries[0].items or not needs:
        return reply
    line = in_short(desk, judged(entries[0], needs), needs)
    return with_diet(
        desk, entries[0], replace(reply, head=line, lines=(reply.head[:1].upper() + reply.head[1:], *reply.lines))
    )


def _card_alone(desk: Desk, needs: Sequence[Needed]) -> Reply:
    """The sentences for the cook, and below them what they say."""
    lines = (desk.words.say("diet.card_says", needs=told(desk, needs)),)
    return Reply(sentences(desk, needs), lines).with_buttons(desk.button("list_food"))


def _of_dish(question: Question, desk: Desk, dish: Dish, needs: Sequence[Needed]) -> Reply:
    if dish.diet is None and not needs:
        return aspect(question, desk)
    lead = _verdicts(question, desk, dish, needs) if needs else [diet_line(desk, dish)]
    cards = [card(desk, needs)] if needs else []
    held = ranked(facts_about(desk, dish, "diet", "ingredients"), question)[:2]
    for count in range(len(held), -1, -1):
        reply = with_diet(desk, dish, _backed(desk, lead, cards, held[:count]))
        if len(written(reply)) <= _room(needs):
            break
    return reply.with_buttons(*desk.aspect_buttons(dish, but="diet"))


def _verdicts(question: Question, desk: Desk, dish: Dish, needs: Sequence[Needed]) -> list[str]:
    """One verdict on all needs; one more on those the question names, where only what was said before rules it out."""
    asked, own = question.wants == "fits", said(question, desk.catalogue)
    new, before = [n for n in needs if n.word in own], [n for n in needs if n.word not in own]
    if new and before and judged(dish, before).verdict == "not" != judged(dish, new).verdict:
        parts = (before, new)
        return [verdict(desk, judged(dish, part), part, asked=asked) for part in parts]
    return [verdict(desk, judged(dish, needs), needs, asked=asked)]


def _of_group(question: Question, desk: Desk, named: Sequence[Entry], needs: Sequence[Needed]) -> Reply:
    """The dishes of a route, an eatery or a menu, or several dishes, each in its class."""
    dishes = list({dish.id: dish for entry in named for dish in _dishes_of(desk, entry)}.values())
    names = desk.words.say("list.join").join(desk.name(entry) for entry in named)
    head = desk.words.say("diet.group" if dishes else "diet.served_unknown", names=names)
    told_of = [judged(dish, needs) for dish in dishes]
    facts = [pair for entry in named for pair in facts_about(desk, entry, "diet")]
    if any(each.is_food for each in needs):
        facts = [pair for pair in facts if speaks_to([pair], question)]
    for fits, others, count in SIZES:
        judgements, shown = classes(desk, told_of, needs, fits, others)
        lead = [head, *judgements, *untold(desk, needs), *cautions(desk, needs)]
        reply = _standing_on(desk, _backed(desk, lead, [card(desk, needs)], facts[:count]), shown)
        if len(written(reply)) <= _room(needs):
            break
    return reply.with_buttons(*(desk.open_button(found.dish) for found in shown[:4]), desk.button("list_food"))


def _dishes_of(desk: Desk, entry: Entry) -> list[Dish]:
    if isinstance(entry, FoodRoute):
        ids = [i for stop in entry.stops for i in ([stop.dish] if stop.dish else _served(desk, stop.place))]
    elif isinstance(entry, Dish):
        ids = list(entry.items or (entry.id,))
    else:
        ids = _served(desk, entry.id)
    return [dish for i in ids if isinstance(dish := desk.catalogue.get(i), Dish)]


def _served(desk: Desk, place: str) -> list[str]:
    entry = desk.catalogue.get(place)
    return list(entry.serves) if isinstance(entry, Eatery) else []


def _of_all(question: Question, desk: Desk, needs: Sequence[Needed]) -> Reply:
    """All dishes: what holds a food to avoid comes first, else what fits the ways of eating."""
    dishes = [dish for dish in desk.catalogue.of_kind("dish") if isinstance(dish, Dish) and dish.form != "menu"]
    found = [judged(dish, needs) for dish in sorted(dishes, key=_last)]
    foods = [each for each in needs if each.is_food]
    known = [each for each in found if _holds(each.dish, foods)]
    rest = [each for each in found if each not in known and each.dish.is_eaten]
    held = [] if foods else _topic_facts(desk, needs)  # a list for vegetarians must not follow a question about nuts
    for fits, others, count in SIZES:
        first = [*known_to_contain(desk, known[:MOST_KNOWN], foods), *untold(desk, foods)]
        judgements, shown = classes(desk, rest, needs, fits, others)
        if not foods:
            first, judgements = judgements[:1], judgements[1:]
        lines = [*filter(None, [joined(desk, judgements)]), card(desk, needs)]
        reply = _backed(desk, [*first, *cautions(desk, needs)], lines, held[:count])
        reply = _standing_on(desk, reply, [*known[:MOST_KNOWN], *shown])
        if len(written(reply)) <= _room(needs, held[:count]):
            break
    offered = [each.dish for each in shown if each.verdict == "fits"]
    reply = replace(reply, listed=tuple(dish.id for dish in offered))
    return reply.with_buttons(*(desk.open_button(dish) for dish in offered[:4]), desk.button("list_food"))


def _holds(dish: Dish, foods: Sequence[Needed]) -> bool:
    return dish.diet is not None and any(word in each.without for word in dish.diet.contains for each in foods)


def _last(dish: Dish) -> tuple[bool, bool, int]:
    """What few visitors want comes last, and what nobody describes after what somebody does."""
    return bool(LAST & set(dish.tags)), not any(fact.about == "ingredients" for fact in dish.facts), -len(dish.facts)


def _topic_facts(desk: Desk, needs: Sequence[Needed]) -> list[Held]:
    """What the topics of these ways of eating say first."""
    ids = dict.fromkeys(getattr(each.need, "topic", None) for each in needs)
    topics = [topic for i in ids if i and (topic := desk.catalogue.get(i))]
    return [pair for topic in topics for pair in facts_about(desk, topic, "diet")[:1]]


def _asked_back(desk: Desk) -> Reply:
    """What to tell the guide, where the question names no need that it knows; with the card for any."""
    needs = in_general(desk.catalogue)
    lines = [card(desk, needs)] if needs else []
    reply = _backed(desk, [desk.words.say("diet.tell")], lines, _topic_facts(desk, needs))
    return reply.with_buttons(desk.button("list_food"))


def _backed(desk: Desk, lead: Sequence[str], lines: Sequence[str], held: Sequence[Held]) -> Reply:
    """A reply of the guide's own lines, then the facts."""
    facts = [fact.text.say(desk.language) for _, fact in held]
    return backed(desk, joined(desk, lead), [*lines, *facts], held)


def _room(needs: Sequence[Needed], held: Sequence[Held] = ()) -> int:
    """How many characters the answer may have: its first card counts beside nothing but a topic's fact."""
    return LONGEST + CARD * (max(0, len(needs) - 1) + bool(held))


def _standing_on(desk: Desk, reply: Reply, found: Iterable[Judged]) -> Reply:
    for each in found:
        reply = with_diet(desk, each.dish, reply)
    return reply

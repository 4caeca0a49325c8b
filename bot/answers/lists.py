"""Lists: sights, food, lodging, souvenirs, what is near; each line opens with a button."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.comparing import short
from bot.answers.compose import backed, compose, facts_about, mentions
from bot.answers.desk import Desk, Question
from bot.answers.eater import remembered
from bot.answers.ranking import bag, ranked
from bot.answers.sorting_out import dishes_for, places_for
from bot.messages import Button, Reply, button_data
from bot.planner.tastes import INTEREST_TAGS, NOT_FOR_VISITORS, OLD, PARTY_TAGS
from content.model import Dish, Eatery, Entry, Place

SHOWN = 8
LINE = 110
CITED = 3
NO_FILTER = ("sights", "food")  # lists of sights and of dishes hold nothing else
FITTING, PLACES = 6, 4  # for an eater of known needs, as notes stand beside them
EATING = re.compile(r"snack|noodles|restaurant|eater|food stall", re.IGNORECASE)  # in facts' English wording


def list_places(question: Question, desk: Desk) -> Reply:
    """Sights, of the kind, interest or company asked for, those inside the town first."""
    sights = [entry for entry in desk.catalogue.of_kind("place") if isinstance(entry, Place) and entry.visit_min]
    tags = _tags(question)
    chosen = (
        [entry for entry in sights if set(tags) & set(entry.tags)]
        if tags
        else [entry for entry in sights if not entry.part_of]
    )
    head_key = "places.kind" if tags and chosen else "places.none_of_kind" if tags else "places.all"
    chosen = chosen or [entry for entry in sights if not entry.part_of]
    label = _label(desk, tags)
    head = desk.words.say(head_key, town=desk.town, kind=label)
    ordered = _by_distance(desk, chosen)
    rest = ordered[question.offset :] or ordered
    if question.offset and rest is not ordered:
        head = desk.words.say("places.more", town=desk.town)
    reply = listing(desk, head, rest, "overview")
    if tags or len(rest) <= SHOWN:  # a button holds no kind, so only the list of all goes on
        return reply
    following = question.offset + SHOWN if rest is not ordered else SHOWN
    return reply.with_buttons(
        Button(desk.words.say("button.more"), button_data("more", "", f"list_places.{following}"))
    )


def _tags(question: Question) -> tuple[str, ...]:
    kind = question.slots.get("kind")
    if kind and kind not in NO_FILTER:
        return (str(kind),)
    for name, table in (("interests", INTEREST_TAGS), ("party", PARTY_TAGS)):
        for word in question.slots.get(name, ()):
            if word in table:
                return table[word]
    return ()


def _label(desk: Desk, tags: Sequence[str]) -> str:
    known = desk.catalogue.reference.vocabulary.tags
    return next((known[tag].text.say(desk.language) for tag in tags if tag in known), "")


def _by_distance(desk: Desk, entries: Sequence[Entry]) -> list[Entry]:
    """Official and much described sights of the town itself first, then the rest outwards."""
    return sorted(entries, key=lambda entry: (desk.catalogue.town.id not in entry.county, -len(entry.facts)))


def listing(
    desk: Desk, head: str, entries: Sequence[Entry], about: str, *, names: Mapping[str, str] | None = None
) -> Reply:
    """The entries with a line each from their first fact about `about`; `names`: other names for some, by id."""
    called = names or {}
    shown = list(entries)[:SHOWN]
    first = {entry.id: facts_about(desk, entry, about, "overview")[:1] for entry in shown}
    lines = [
        _line(
            desk,
            called.get(entry.id) or desk.name(entry),
            "".join(fact.text.say(desk.language) for _, fact in first[entry.id]),
        )
        for entry in shown
    ]
    held = [pair for pairs in first.values() for pair in pairs]
    return _opened(desk, backed(desk, head, lines, held, listed=shown)).with_buttons(
        *(desk.open_button(entry) for entry in shown[:6])
    )


def _opened(desk: Desk, reply: Reply) -> Reply:
    """The list with a short provenance: three sources, and that each entry names its own when opened.

    One doubtful entry among eight does not make the list doubtful; opened, each entry says so itself.
    """
    advice = desk.words.say("remark.advice_only") in reply.remarks
    kept = (desk.words.say("remark.advice_only"),) if advice else ()
    more = (desk.words.say("remark.opened"),) if len(reply.citations) > CITED else ()
    return replace(reply, citations=reply.citations[:CITED], remarks=(*kept, *more))


def _line(desk: Desk, name: str, text: str) -> str:
    name = name[:1].upper() + name[1:]
    if not text:
        return f"• {name}"
    return desk.words.say("list.line", name=name, text=short(text, desk.language, LINE).rstrip(".。;；,，"))


def list_food(question: Question, desk: Desk) -> Reply:
    """Dishes of the kind asked for, the signature ones first."""
    kind = question.slots.get("kind")
    kind = None if kind in NO_FILTER else kind
    dishes = [entry for entry in desk.catalogue.of_kind("dish") if isinstance(entry, Dish)]
    chosen = [dish for dish in dishes if kind in dish.tags or kind == dish.form] if kind else []
    menus = [dish for dish in dishes if dish.form == "menu"]
    if not chosen:
        signature = [dish for dish in dishes if "signature" in dish.tags]
        items = [item for menu in menus for i in menu.items if (item := desk.catalogue.get(i))]
        famous = [dish for dish in dishes if dish in items and dish.form == "dish"][:3]
        others = [dish for dish in dishes if {"local", "festival_food", "summer"} & set(dish.tags) and dish.is_eaten][
            :2
        ]
        chosen = [*signature, *famous, *menus[:3], *others]
    head = desk.words.say(
        "food.kind" if kind and kind in _kinds(dishes) else "food.all",
        town=desk.town,
        kind=_label(desk, (str(kind),)),
    )
    chosen = list(dict.fromkeys(chosen))
    needs = remembered(question, desk.catalogue)
    if not needs:
        return listing(desk, head, chosen, "overview")
    more = [] if kind else [dish for dish in dishes if dish.is_eaten and dish not in chosen]
    found = dishes_for(desk, head, [*chosen, *more], needs)
    return found.told(listing(desk, found.head, found.entries[:FITTING], "overview", names=found.names))


def _kinds(dishes: Sequence[Dish]) -> set[str]:
    return {tag for dish in dishes for tag in (*dish.tags, dish.form)}


def find_lodging(question: Question, desk: Desk) -> Reply:
    """Where to stay: in the place named, or the areas side by side."""
    place = question.slots.get("place") or next(iter(question.subjects), None)
    lodgings = desk.catalogue.of_kind("lodging")
    if place:
        there = [e for e in lodgings if place in (e.id, e.part_of, *e.where) or place in e.id]
        entry = desk.catalogue.get(str(place))
        if entry and not there:
            lead = desk.words.say("lodging.none_at", place=desk.name(entry))
            return listing(desk, lead, _areas(lodgings), "overview")
        if entry:
            return listing(desk, desk.words.say("lodging.at", place=desk.name(entry)), there, "overview")
    topics = ranked(
        [
            pair
            for topic in desk.catalogue.of_kind("topic")
            if facts_about(desk, topic, "find_lodging")
            for pair in facts_about(desk, topic, "overview", "find_lodging")
        ],
        question,
    )
    reply = listing(desk, desk.words.say("lodging.all", town=desk.town), _areas(lodgings), "overview")
    if not topics:
        return reply
    advice = backed(desk, topics[0][1].text.say(desk.language), (), topics[:1])
    return replace(
        reply,
        lines=(*reply.lines, advice.head),
        remarks=(*reply.remarks, desk.words.say("remark.advice")) if topics[0][1].is_advice else reply.remarks,
        facts=(*reply.facts, *advice.facts),
    )


def _areas(lodgings: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in lodgings if getattr(entry, "form", "") == "area"] or list(lodgings)


def where_to_eat(question: Question, desk: Desk) -> Reply:
    """Eateries that serve the dish or lie in the place; else those known, said to be what is known."""
    entries = desk.entries(question)
    eateries = _eateries(desk)
    if not entries:
        return _places(question, desk, desk.words.say("eat.all", town=desk.town), eateries)
    entry = entries[0]
    held = ranked(facts_about(desk, entry, "where_to_eat"), question)
    if not held and entry.kind == "place":
        held = [(entry, fact) for fact in entry.facts if EATING.search(fact.en)]
    serving = [e for e in eateries if entry.id in e.serves or entry.id in (e.id, e.part_of, e.coordinates_of, *e.where)]
    if held or (entry.kind == "eatery"):
        told = held or facts_about(desk, entry, "overview")
        reply = _with_the_card(question, desk, compose(desk, told))
        serving = [e for e in eateries if any(mentions(bag(fact), e) for _, fact in told)] + serving
        return reply.with_buttons(*(desk.open_button(e) for e in serving[:4] if e.id != entry.id))
    if serving:
        return _places(question, desk, desk.words.say("eat.for", name=desk.name(entry)), serving)
    key = "eat.unknown" if entry.kind == "dish" else "eat.none_at"
    return _places(question, desk, desk.words.say(key, name=desk.name(entry), ask=desk.ask), eateries[:5])


def _with_the_card(question: Question, desk: Desk, reply: Reply) -> Reply:
    """The reply; for an eater of known needs with the way to the card, as nobody tells what the kitchens use."""
    if not question.needs:
        return reply
    return replace(reply, lines=(*reply.lines, desk.words.say("diet.places"))).with_buttons(desk.button("diet"))


def _places(question: Question, desk: Desk, head: str, eateries: Sequence[Eatery]) -> Reply:
    """The eateries; for an eater of known needs those that suit nothing of it last, and the card."""
    needs = remembered(question, desk.catalogue)
    if not needs:
        return listing(desk, head, eateries, "overview")
    found = places_for(desk, head, eateries, needs)
    reply = listing(desk, found.head, found.entries[:PLACES], "overview", names=found.names)
    return found.told(reply).with_buttons(desk.button("diet"))


def _eateries(desk: Desk) -> list[Eatery]:
    """Those for visitors: restaurants before streets, the best described first; what only old pages know last."""
    every = [entry for entry in desk.catalogue.of_kind("eatery") if isinstance(entry, Eatery)]
    found = [entry for entry in every if NOT_FOR_VISITORS not in entry.tags]
    return sorted(found, key=lambda e: (OLD in e.tags, "coffee" in e.tags, e.form != "restaurant", -len(e.facts)))


def shopping(question: Question, desk: Desk) -> Reply:
    """What to buy and where."""
    pairs = [pair for e in desk.catalogue for pair in facts_about(desk, e, "shopping")]
    named = [pair for pair in pairs if pair[0].id in question.subjects]
    held = named + [pair for pair in ranked(pairs, question) if pair not in named]
    if not held:
        return Reply(desk.words.say("unknown.topic", about=desk.words.say("about.shopping"), ask=desk.ask))
    goods = [entry for entry in desk.catalogue.with_tag("souvenir", "shopping") if entry.kind in ("dish", "place")]
    return compose(desk, held).with_buttons(*(desk.open_button(entry) for entry in goods[:5]))

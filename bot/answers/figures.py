"""Figures that the content holds beside its prose: admission, a meal, a drive from the centre."""

from collections import Counter
from dataclasses import replace

from bot.answers.desk import Desk
from bot.answers.provenance import citations, may_have_changed, used
from bot.messages import Reply
from content.closed import Sourced
from content.model import Dish, Eatery, Entry, Leg, Place


def priced(desk: Desk, entry: Entry) -> Reply | None:
    """What a meal or entrance costs, where only a figure is known; None where none is."""
    figure = _figure(entry)
    if figure is None:
        return None
    text, about = _price_text(desk, entry), "price" if isinstance(entry, Eatery) else "tickets"
    stale = may_have_changed(figure, about, desk.today)
    return Reply(
        desk.words.say("list.titled", name=desk.name(entry), text=text),
        citations=citations(desk, [figure]),
        remarks=(desk.words.say("remark.stale"),) if stale else (),
        facts=used(desk, [(entry, figure, about)]),
        cite_marks=desk.cite_marks,
    )


def _figure(entry: Entry) -> Sourced | None:
    if isinstance(entry, Eatery) and entry.meal_cny:
        return Sourced(source=entry.meal_cny.source, as_of=entry.meal_cny.as_of)
    return entry.tickets_cny if isinstance(entry, Place) else None


def _price_text(desk: Desk, entry: Entry) -> str:
    if isinstance(entry, Eatery) and entry.meal_cny:
        low, high = entry.meal_cny.low, entry.meal_cny.high
        return desk.words.say("price.meal", price=str(low) if low == high else f"{low}–{high}")
    return admission(desk, entry) or ""


def admission(desk: Desk, entry: Entry) -> str | None:
    """Entrance in a few words; None where no figure is known."""
    if not isinstance(entry, Place) or entry.tickets_cny is None:
        return None
    adult = entry.tickets_cny.adult
    return desk.words.say("price.entry", price=adult) if adult else desk.words.say("price.free")


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


def from_centre(desk: Desk, entry: Entry) -> Leg | None:
    """The drive to the entry from the town's centre."""
    middle = centre(desk)
    return desk.catalogue.leg(middle.id, entry.id) if middle and middle.id != entry.id else None


def centre(desk: Desk) -> Entry | None:
    """The town's centre: the point that most known drives start from."""
    ends = Counter(end for leg in desk.catalogue.reference.travel.legs for end in (leg.start, leg.end))
    return desk.catalogue.get(ends.most_common(1)[0][0]) if ends else None


def add(reply: Reply, desk: Desk, entry: Entry, sourced: Sourced, about: str) -> Reply:
    """The reply standing on one more figure, cited first."""
    stale = (desk.words.say("remark.stale"),) if may_have_changed(sourced, about, desk.today) else ()
    return replace(
        reply,
        citations=tuple(dict.fromkeys((*citations(desk, [sourced]), *reply.citations))),
        remarks=tuple(dict.fromkeys((*reply.remarks, *stale))),
        facts=tuple(dict.fromkeys((*used(desk, [(entry, sourced, about)]), *reply.facts))),
        cite_marks=desk.cite_marks,
    )

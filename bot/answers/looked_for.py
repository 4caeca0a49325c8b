"""What a visitor looks for near a point: the entries of a kind, or that the guide knows none and where to search."""

import re
from collections.abc import Iterator

from bot.answers.compose import backed
from bot.answers.desk import Desk
from bot.answers.maplinks import search_link
from bot.answers.ranking import Held
from bot.answers.reach import Here, far, spots
from bot.messages import Button, Reply
from bot.planner.tastes import NOT_FOR_VISITORS
from content.model import Dish, Eatery, Entry

EVERYTHING = ("place", "eatery", "hub")
ON_A_MAP = (*EVERYTHING, "lodging")
# Words for a whole kind of entries rather than for one of its tags.
WHOLE = {"sights": ("place",), "food": ("eatery",), "snack": ("eatery",), "hotel": ("lodging",)}
MENTIONED_WITHIN_KM = 10.0
MENTIONS = 2


def kind_label(desk: Desk, kind: object) -> str | None:
    """What the kind is called in the visitor's language; None where the content has no word for it."""
    label = desk.catalogue.reference.vocabulary.tags.get(str(kind))
    return label.text.say(desk.language) if label else None


def of_kind(desk: Desk, kind: str | None) -> list[Entry]:
    """Entries for visitors that something is known of, of this kind: by what they are, their tags, what they serve."""
    known = [e for e in desk.catalogue.of_kind(*ON_A_MAP) if e.facts and NOT_FOR_VISITORS not in e.tags]
    if kind is None:
        return [entry for entry in known if entry.kind in EVERYTHING]
    return [entry for entry in known if entry.kind in WHOLE.get(kind, ()) or kind in _words(desk, entry)]


def _words(desk: Desk, entry: Entry) -> set[str]:
    served = entry.serves if isinstance(entry, Eatery) else ()
    dishes = [dish for i in served if isinstance(dish := desk.catalogue.get(i), Dish)]
    return {*entry.tags, getattr(entry, "form", ""), *(word for dish in dishes for word in (*dish.tags, dish.form))}


def search_button(desk: Desk, kind: str | None, near: Entry | None) -> tuple[Button, ...]:
    """A button that searches a map for the kind, near the place named where one is; none without a word for it."""
    label = kind_label(desk, kind)
    if label is None:
        return ()
    place = near.names.zh.split("（", maxsplit=1)[0] if near else ""
    keyword = place + desk.catalogue.reference.vocabulary.tags[str(kind)].zh
    return (search_link(desk.words.say("nearby.search", kind=label), keyword),)


def unknown_kind(desk: Desk, here: Here | None, kind: str, near: Entry | None) -> Reply:
    """That the nearest of the kind is not known, what the facts about places within reach say of it, and a search."""
    label = kind_label(desk, kind) or ""
    head = desk.words.say("nearby.unknown_kind", kind=label[:1].upper() + label[1:])
    unplaced = [entry for entry in of_kind(desk, kind) if desk.catalogue.point(entry) is None]
    told = list(_mentions(desk, here, kind))[:MENTIONS] if here and not unplaced else []
    lines = [line for line, _ in told]
    if unplaced:
        names = desk.words.say("list.join").join(desk.name(entry) for entry in unplaced)
        lines.append(desk.words.say("nearby.unplaced", names=names))
    found = [*(entry for _, (entry, _) in told), *unplaced]
    return backed(desk, head, lines, [held for _, held in told], listed=found).with_buttons(
        *search_button(desk, kind, near),
        *(desk.open_button(entry) for entry in found),
        *([desk.button("list_events")] if any(kind in event.tags for event in desk.catalogue.events) else []),
    )


def _mentions(desk: Desk, here: Here, kind: str) -> Iterator[tuple[str, Held]]:
    """The first fact of each place within reach that speaks of the kind, nearest place first."""
    label = desk.catalogue.reference.vocabulary.tags[kind]
    english = re.compile(rf"\b{re.escape(label.en.removesuffix('s'))}", re.IGNORECASE)
    places = [entry for entry in desk.catalogue.of_kind("place", "hub") if entry.facts]
    for spot in spots(desk, here, places):
        said = next((fact for fact in spot.entry.facts if english.search(fact.en) or label.zh in fact.zh), None)
        if said and spot.distance_km <= MENTIONED_WITHIN_KM:
            name = desk.words.say("list.noted", text=desk.name(spot.entry), note=far(desk, spot))
            line = desk.words.say("list.titled", name=name, text=said.text.say(desk.language))
            yield line, (spot.entry, said)

"""What is near a point: nearest first, the distance no finer than the coordinates allow."""

from dataclasses import replace

from bot.answers.compose import compose, facts_about
from bot.answers.desk import Desk, Question
from bot.messages import Reply
from content.catalogue import Near
from content.model import Entry

SHOWN = 6
WALKABLE_KM = 2.0
FARTHEST_KM = 60.0
NEAR_KINDS: dict[str, tuple[str, ...]] = {"food": ("eatery",), "snack": ("eatery",), "sights": ("place",)}


def nearby(question: Question, desk: Desk) -> Reply:
    """What lies near the subject: what sources say, what is inside it, then the nearest entries."""
    entry = desk.entries(question)[0]
    held = facts_about(desk, entry, "nearby")
    inside = desk.catalogue.parts_of(entry.id)
    point = desk.catalogue.point(entry)
    near = (
        [
            n
            for n in desk.catalogue.near(point.lat, point.lon, "place", "eatery", within_km=FARTHEST_KM)
            if _other(n.entry, entry)
        ]
        if point
        else []
    )
    near = [n for n in near if n.entry not in inside][:SHOWN]
    if not near and not held and not inside:
        return Reply(
            desk.words.say("unknown.aspect", about=desk.words.say("about.nearby"), name=desk.name(entry), ask=desk.ask)
        )
    head = desk.words.say("nearby.head", name=desk.name(entry))
    lines = (
        [desk.words.say("nearby.inside", names=desk.words.say("list.join").join(desk.name(e) for e in inside[:SHOWN]))]
        if inside
        else []
    )
    lines += [_line(desk, n) for n in near]
    reply = compose(desk, held, lead=head, support=1)
    lines = [*reply.lines, *lines, desk.words.say("nearby.straight")]
    return replace(reply, lines=tuple(lines), listed=tuple(n.entry.id for n in near)).with_buttons(
        *(desk.open_button(n.entry) for n in near)
    )


def find_nearby(question: Question, desk: Desk) -> Reply:
    """What is near the visitor; without a position, how to share it."""
    if question.position is None:
        return Reply(
            desk.words.say("nearby.share"), (desk.words.say("nearby.promise"),), asks_position=True
        ).with_buttons(desk.button("list_places"), desk.button("where_to_eat"), desk.button("list_events"))
    lat, lon = question.position
    kinds = NEAR_KINDS.get(str(question.slots.get("kind")), ("place", "eatery", "hub"))
    near = [n for n in desk.catalogue.near(lat, lon, *kinds, within_km=FARTHEST_KM) if n.entry.facts][:SHOWN]
    if not near:
        return Reply(desk.words.say("nearby.nothing", town=desk.town)).with_buttons(
            desk.button("arriving"), desk.button("list_places")
        )
    return Reply(
        desk.words.say("nearby.you"),
        (*(_line(desk, n) for n in near), desk.words.say("nearby.straight")),
        listed=tuple(n.entry.id for n in near),
    ).with_buttons(*(desk.open_button(n.entry) for n in near))


def _other(entry: Entry, this: Entry) -> bool:
    return entry.id not in (this.id, this.part_of) and bool(entry.facts)


def _line(desk: Desk, near: Near) -> str:
    """The entry with its distance, rounded to what its point is good for."""
    point = desk.catalogue.point(near.entry)
    if point is not None and point.precision == "area":
        return desk.words.say("nearby.area", name=desk.name(near.entry))
    exact = point is not None and point.precision == "exact"
    distance = near.distance_km
    if not exact:
        key = "nearby.close" if distance < WALKABLE_KM else "nearby.about"
        return desk.words.say(key, name=desk.name(near.entry), km=round(distance))
    return desk.words.say("nearby.exact", name=desk.name(near.entry), km=f"{distance:.1f}")

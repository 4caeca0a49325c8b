"""What is near a point: nearest first, no distance finer than the map knows it, with what is open and what is on."""

import re
from dataclasses import dataclass, replace

from bot.answers.compose import compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.happenings import list_events
from bot.answers.looked_for import kind_label, of_kind, search_button, unknown_kind
from bot.answers.on_today import OnToday, on_today
from bot.answers.provenance import citations, may_have_changed, used
from bot.answers.ranking import Held
from bot.answers.reach import Area, Here, Spot, area_of, areas, hours_of, line, opening, openness, ride, spots
from bot.answers.ways import map_button
from bot.messages import Button, Reply
from bot.planner.tastes import OLD
from content.closed import Sourced
from content.model import Entry

SHOWN = 6
LINES = 8
NEAR_KM = 25.0  # what is farther is near only where nothing else is
FAR_KM = 10.0  # farther than this nothing is near
AREAS = 2
NAMED = 3  # of an area, where they are not what is looked for
EATING = ("food", "snack")
IN_THE_AREA_KM = 5.0  # so near its middle a visitor may well be in it
OPEN_WITHIN_KM = 15.0  # nobody asks what is open now to ride for an hour
CITED = 3
OPEN = re.compile(r"\bopen\b|营业|營業|[还還正][开開]|[开開][着著门門放緊]|没关|沒關|未收", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What is near: entries with a point, areas with what is somewhere in them, and what is on today."""

    spots: tuple[Spot, ...]
    areas: tuple[Area, ...]
    events: tuple[OnToday, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that opens, in the order shown."""
        inside = [entry for area in self.areas for entry in area.entries]
        return (*(spot.entry for spot in self.spots), *inside, *(item.event for item in self.events))


def nearby(question: Question, desk: Desk) -> Reply:
    """What lies near the subject: what sources say, what is inside it, then the nearest entries."""
    entry = desk.entries(question)[0]
    kind = _kind(question, desk)
    anchor = area_of(desk, entry) or entry
    point = desk.catalogue.point(anchor)
    here = Here(point.lat, point.lon, anchor, point.precision == "exact") if point else None
    inside = [] if kind else desk.catalogue.parts_of(entry.id)
    held = _told_there(desk, entry, kind)
    others = [e for e in of_kind(desk, kind) if e not in inside and e.id not in (entry.id, anchor.id, entry.part_of)]
    others = [e for e in others if kind or e.kind != "hub"]
    found = _around(desk, question, here, others, kind) if here else Around((), (), ())
    found = replace(found, spots=found.spots[: SHOWN - bool(held) - bool(inside)])
    if kind and here and not found.entries:
        return unknown_kind(desk, here, kind, anchor)
    if not found.entries and not held and not inside:
        about = desk.words.say("about.nearby")
        return Reply(desk.words.say("unknown.aspect", about=about, name=desk.name(entry), ask=desk.ask))
    found = replace(found, events=tuple(item for item in found.events if item.event != entry))
    key = "nearby.head" if anchor is entry else "nearby.head_event" if entry.kind == "event" else "nearby.head_area"
    head = desk.words.say(key, name=desk.name(entry), area=desk.name(anchor))
    reply = compose(desk, held, lead=head, support=1) if held else Reply(head)
    if inside:
        names = desk.words.say("list.join").join(desk.name(part) for part in inside[:SHOWN])
        reply = replace(reply, lines=(*reply.lines, desk.words.say("nearby.inside", names=names)))
    return _told(desk, reply, found).with_buttons(
        *search_button(desk, kind, anchor), *_eating(desk, anchor, kind), *map_button(desk, entry)
    )


def _told_there(desk: Desk, entry: Entry, kind: str | None) -> list[Held]:
    """What the sources say of what is near the entry; of food, where one eats there."""
    if kind is None:
        return facts_about(desk, entry, "nearby")
    return facts_about(desk, entry, "where_to_eat") if kind in EATING else []


def _eating(desk: Desk, place: Entry | None, kind: str | None) -> tuple[Button, ...]:
    """A button for all that is known of eating at the place."""
    return (desk.button("where_to_eat", place),) if place and place.kind == "place" and kind in EATING else ()


def find_nearby(question: Question, desk: Desk) -> Reply:
    """What is near the visitor; without a position, near the place named, else how to share the position."""
    if question.position is None:
        return nearby(question, desk) if question.subjects else _asking(question, desk)
    lat, lon = question.position
    here, kind = Here(lat, lon), _kind(question, desk)
    # Comparing so lets no NaN through.
    if not (abs(lat) <= 90 and abs(lon) <= 180) or not spots(desk, here, of_kind(desk, None)):
        return Reply(desk.words.say("nearby.nothing", town=desk.town)).with_buttons(
            desk.button("arriving"), desk.button("list_places")
        )
    found = _around(desk, question, here, of_kind(desk, kind), kind)
    if kind and not of_kind(desk, kind) and kind in desk.catalogue.events_by_tag:
        return list_events(replace(question, position=None), desk)
    if kind and not found.entries:
        return unknown_kind(desk, here, kind, None)
    reply = _told(desk, Reply(_head(desk, question, found)), found)
    return reply.with_buttons(*search_button(desk, kind, None), *_eating(desk, _where_one_is(desk, here), kind))


def _where_one_is(desk: Desk, here: Here) -> Entry | None:
    """The place that the visitor seems to be in."""
    return next((spot.entry for spot in spots(desk, here, of_kind(desk, "sights")) if spot.close), None)


def _asking(question: Question, desk: Desk) -> Reply:
    """Asks for the position; a kind that the guide knows nothing of is told and searched for at once."""
    kind = _kind(question, desk)
    if kind and not of_kind(desk, kind):
        lines = (desk.words.say("nearby.share"), desk.words.say("nearby.promise"))
        return replace(unknown_kind(desk, None, kind, None), lines=lines)
    return Reply(desk.words.say("nearby.share"), (desk.words.say("nearby.promise"),), asks_position=True).with_buttons(
        desk.button("list_places"), desk.button("where_to_eat"), desk.button("list_events")
    )


def _head(desk: Desk, question: Question, found: Around) -> str:
    if not OPEN.search(question.text):
        far = found.spots and found.spots[0].distance_km > FAR_KM
        return desk.words.say("nearby.you_far" if far else "nearby.you")
    any_open = any(openness(desk, spot.entry) == 0 for spot in found.spots)
    return desk.words.say("nearby.you_open" if any_open else "nearby.none_open")


def _kind(question: Question, desk: Desk) -> str | None:
    """The kind asked for; None where all is, or where the content has no word for it."""
    kind = question.slots.get("kind")
    return str(kind) if kind_label(desk, kind) else None


def _around(desk: Desk, question: Question, here: Here, entries: list[Entry], kind: str | None) -> Around:
    """The nearest of the entries, the old ones last, and what is on today; the open ones first where that is asked."""
    entries = sorted(entries, key=lambda entry: OLD in entry.tags)
    near = spots(desk, here, entries)
    near = [spot for spot in near if spot.distance_km <= NEAR_KM] or near
    if OPEN.search(question.text):
        near = [spot for spot in near if spot.distance_km <= OPEN_WITHIN_KM] or near
        near.sort(key=lambda spot: openness(desk, spot.entry))
    near.sort(key=lambda spot: OLD in spot.entry.tags)
    far_too = kind not in (None, "sights")
    within = [area for area in areas(desk, here, entries) if far_too or area.spot.distance_km <= IN_THE_AREA_KM]
    within = [area for area in within if area.spot.distance_km <= NEAR_KM] or within
    named = SHOWN if kind else NAMED
    within = [replace(area, entries=area.entries[:named]) for area in within[:AREAS]]
    events = on_today(desk, here, kind)
    shown = min(SHOWN, LINES - len(within) - bool(events))
    return Around(tuple(near[:shown]), tuple(within), tuple(events))


def _told(desk: Desk, reply: Reply, found: Around) -> Reply:
    """The reply with a line each, what they stand on, and buttons that open them."""
    words = desk.words
    lines = [line(desk, spot) for spot in found.spots]
    lines += [_area_line(desk, area) for area in found.areas]
    if found.events:
        lines.append(words.say("nearby.today", events=words.say("list.join").join(item.told for item in found.events)))
    if found.spots:
        unknown = any(opening(desk, spot.entry) is None for spot in found.spots)
        lines.append(words.say("nearby.straight_and_hours" if unknown else "nearby.straight"))
    told = replace(reply, lines=(*reply.lines, *lines), listed=tuple(entry.id for entry in found.entries))
    return _backed(desk, told, found).with_buttons(*(desk.open_button(entry) for entry in found.entries[:SHOWN]))


def _area_line(desk: Desk, area: Area) -> str:
    """What is somewhere in the area; with the ride to it, unless the point may lie in it."""
    name = desk.name(area.spot.entry)
    names = desk.words.say("list.join").join(desk.name(entry) for entry in area.entries)
    key = "nearby.somewhere_far" if area.spot.distance_km > IN_THE_AREA_KM else "nearby.somewhere"
    return desk.words.say(key, area=name, names=names, ride=ride(desk, area.way))


def _backed(desk: Desk, reply: Reply, found: Around) -> Reply:
    """The reply with the sources of the hours, the published rides and the dates in it."""
    stands: list[tuple[Entry, Sourced, str]] = []
    for spot in found.spots:
        if (given := hours_of(spot.entry)) and given.open:
            stands.append((spot.entry, given, "hours"))
    ways = [*((s.entry, s.way) for s in found.spots), *((area.spot.entry, area.way) for area in found.areas)]
    for entry, way in ways:
        if way.basis == "sourced":
            stands.append((entry, Sourced(source=way.source, as_of="undated"), "getting_there"))
    stands += [(item.event, item.source, "dates") for item in found.events if item.source]
    if not stands:
        return reply
    cited = tuple(dict.fromkeys((*reply.citations, *citations(desk, [item for _, item, _ in stands]))))
    stale = any(may_have_changed(item, about, desk.today) for _, item, about in stands)
    remarks = [*reply.remarks, *([desk.words.say("remark.stale")] if stale else [])]
    if len(cited) > CITED:
        remarks.append(desk.words.say("remark.opened"))
    return replace(
        reply,
        citations=cited[:CITED],
        remarks=tuple(dict.fromkeys(remarks)),
        facts=tuple(dict.fromkeys((*reply.facts, *used(desk, stands)))),
        cite_marks=desk.cite_marks,
    )

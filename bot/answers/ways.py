"""How to get somewhere: the ride between two named points where it is known, then what the sources say of the way."""

import re
from collections.abc import Sequence

from bot.answers.aspects import aspect, held_facts, unknown
from bot.answers.compose import compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.figures import add, centre
from bot.answers.maplinks import map_links
from bot.answers.ranking import Held, all_names, ranked
from bot.messages import Button, Reply, Venue, button_data
from content.closed import Sourced
from content.model import Entry, Event

LAST = re.compile(r"last (bus|one|coach|train|minibus)", re.IGNORECASE)  # in the English wording of facts
FAR = re.compile(r"how (far|long)|distance|多远|多久|几公里|多遠|幾公里|幾遠|幾耐", re.IGNORECASE)
MAP = re.compile(
    r"\b(?:on (?:the|a|my) map|map (?:link|of)|in \w+ maps?|pin (?:for|of)|coordinates|gps)\b"
    r"|定位|[坐座][标標]|打[开開].*地[图圖]|[在喺]地[图圖]|地[图圖]上?(?:[在打哪边邊]|$)",
    re.IGNORECASE,
)
BACK = re.compile(r"\b(last|latest|back|return)\b|末班|最后一班|最晚|回|尾班", re.IGNORECASE)


def getting_there(question: Question, desk: Desk) -> Reply:
    """The way to the subject, from the other place named where one is."""
    origin, target = ends(question, desk)
    if origin is None and MAP.search(question.text) and not FAR.search(question.text):
        return show_on_map(question, desk)
    held, _ = held_facts(Question("getting_there"), desk, target)
    if origin and origin.kind in ("hub", "place", "lodging"):
        between = [pair for pair in held if _speaks_of(pair[1].en + pair[1].zh, origin)]
        held = between + [pair for pair in held if pair not in between]
    else:
        held = ranked(held, question)
    buttons = (*map_button(desk, target), *desk.aspect_buttons(target, but="getting_there", most=3))
    if BACK.search(question.text):
        return _back(desk, target, held).with_buttons(*buttons)
    if origin is None and FAR.search(question.text):
        origin = centre(desk)
    lead = ride_line(desk, origin, target) or _venue_line(desk, target)
    if not held and lead is None:
        return unknown(Question("getting_there", (target.id,)), desk, target).with_buttons(*buttons)
    reply = compose(desk, held, lead=lead) if held else Reply(lead or "")
    leg = desk.catalogue.leg(origin.id, target.id) if origin else None
    if leg and not leg.is_estimate:
        reply = add(reply, desk, target, Sourced(source=leg.minutes_source, as_of="undated"), "getting_there")
    return reply.with_buttons(*buttons)


def _venue_line(desk: Desk, target: Entry) -> str | None:
    """Where an event takes place, before the way there; None for what has a place of its own."""
    if not isinstance(target, Event) or not target.where:
        return None
    return desk.words.say("venue.event", name=desk.name(target), places=desk.names(target.where))


def _back(desk: Desk, target: Entry, held: Sequence[Held]) -> Reply:
    """The last ride back where a source gives it, else that none does and what to do; then the ways there."""
    known = facts_about(desk, target, "hours", "getting_there", "local_transport")
    last = [pair for pair in known if LAST.search(pair[1].en)]
    if last:
        rest = [pair for pair in held if pair[1] is not last[0][1]]
        return compose(desk, [last[0], *rest])
    lead = desk.words.say("ride.last_unknown", name=desk.name(target), ask=desk.ask)
    return compose(desk, held, lead=lead) if held else Reply(lead)


def ends(question: Question, desk: Desk) -> tuple[Entry | None, Entry]:
    """Where the ride starts, if named, and where it goes."""
    entries = desk.entries(question)
    if len(entries) < 2:
        return None, entries[0]
    spoken = str(question.slots.get("from", "")).lower()
    first, second = entries[:2]
    if spoken and _speaks_of(spoken, second) and not _speaks_of(spoken, first):
        return second, first
    if spoken and _speaks_of(spoken, first):
        return first, second
    return (second, first) if second.kind == "hub" and first.kind != "hub" else (first, second)


def _speaks_of(text: str, entry: Entry) -> bool:
    lower = text.lower()
    return any(name.lower() in lower for name in all_names(entry))


def ride_line(desk: Desk, origin: Entry | None, target: Entry) -> str | None:
    """The drive in minutes and kilometres, marked as an estimate where it is one; None where it is not known."""
    leg = desk.catalogue.leg(origin.id, target.id) if origin else None
    if leg is None or origin is None:
        return None
    sure = "ride.estimate" if leg.is_estimate else "ride.sourced"
    return desk.words.say(
        "ride.line",
        start=desk.name(origin),
        end=desk.name(target),
        time=desk.words.duration(leg.drive_min),
        km=f"{leg.km:g}",
        sure=desk.words.say(sure),
    )


def map_button(desk: Desk, entry: Entry) -> tuple[Button, ...]:
    """A button that sends the place as a point on the map; none where no point is known."""
    if desk.catalogue.point(entry) is None:
        return ()
    return (Button(desk.words.say("button.map"), button_data("map", entry.id)),)


def show_on_map(question: Question, desk: Desk) -> Reply:
    """The subject as a venue, saying how exact its point is."""
    entry = desk.entries(question)[0]
    point = desk.catalogue.point(entry)
    if point is None:
        return aspect(Question("getting_there", question.subjects), desk)
    words = desk.words
    exact = words.say(f"map.{point.precision}")
    chinese = entry.names.zh.split("（", maxsplit=1)[0]
    # To a reader of Chinese the name says it all; the second line of the venue then tells the county.
    address = chinese if desk.language == "en" else _county(desk, entry)
    venue = Venue(entry.id, desk.name(entry), address, point.lat, point.lon)
    # The driver reads Chinese.
    name = words.say("list.noted", text=desk.name(entry), note=chinese) if desk.language == "en" else desk.name(entry)
    return Reply(words.say("map.head", name=name), (exact,), extras=(venue,)).with_buttons(
        *map_links(words, point, chinese, address), *desk.aspect_buttons(entry, but="map", most=3)
    )


def _county(desk: Desk, entry: Entry) -> str:
    labels = desk.catalogue.reference.vocabulary.counties
    found = [labels[county].text.say(desk.language) for county in entry.county if county in labels]
    return desk.words.say("list.join").join(found) or desk.town

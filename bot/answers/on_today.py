"""What is on today within reach of a point."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers import rules
from bot.answers.dating import standing_note
from bot.answers.desk import Desk
from bot.answers.reach import Here, Spot, far, spots
from content.calendar import Dated, source_of
from content.closed import Sourced
from content.model import Event

WITHIN_KM = 20.0
SHOWN = 2
SHORT = 20  # characters of an hour in words: "after dark"


@dataclass(frozen=True, slots=True)
class OnToday:
    """An event of today, how it is told, and who says when it is."""

    event: Event
    told: str
    source: Sourced | None


def on_today(desk: Desk, here: Here, kind: str | None) -> list[OnToday]:
    """At most two events of the kind that are on today near the point and not over, the nearest first."""
    found = sorted(_found(desk, here, kind), key=lambda pair: (pair[0].told_km, pair[1].start, pair[1].event))
    told: dict[str, OnToday] = {}
    for spot, dated in found:
        event = desk.catalogue.get(dated.event)
        if isinstance(event, Event):
            told.setdefault(
                event.id, OnToday(event, _told(desk, event, dated, spot), source_of(event, dated, desk.today))
            )
    return list(told.values())[:SHOWN]


def _found(desk: Desk, here: Here, kind: str | None) -> Iterator[tuple[Spot, Dated]]:
    for dated in desk.catalogue.agenda.each(desk.today, desk.today):
        event = desk.catalogue.get(dated.event)
        if (
            not isinstance(event, Event)
            or (kind and kind not in (*event.tags, event.form))
            or rules.is_over(desk, event)
        ):
            continue
        venues = [place for i in event.where if (place := desk.catalogue.get(i))]
        yield from ((spot, dated) for spot in spots(desk, here, venues)[:1] if spot.distance_km <= WITHIN_KM)


def _told(desk: Desk, event: Event, dated: Dated, spot: Spot) -> str:
    name = " ".join(part for part in (desk.name(event), _clock(desk, event)) if part)
    notes = [desk.name(spot.entry), far(desk, spot)]
    rule = event.recurrence
    if rule and rule.regular:
        notes.append(standing_note(desk, rule))
    elif dated.certainty != "announced":
        notes.append(desk.words.say(f"certainty.{dated.certainty}"))
    return desk.words.say("list.noted", text=name, note=desk.words.say("nearby.join").join(notes))


def _clock(desk: Desk, event: Event) -> str:
    rule = event.recurrence
    times = rule.times.text.say(desk.language) if rule and rule.times else ""
    return (rule.start_time if rule else None) or (times if len(times) <= SHORT else "")

"""What a plan stands on: the sources of its hours, prices and dates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.desk import Desk
from bot.answers.provenance import citations, used
from bot.messages import Reply
from bot.planner.model import Plan, Stop
from content.closed import Sourced
from content.model import Eatery, Entry, Event, Place

Held = tuple[Entry, Sourced, str]


def standing_on(desk: Desk, reply: Reply, plan: Plan, numbers: Sequence[int]) -> Reply:
    """The reply with who says so of the stops on these days."""
    stops = [stop for number in numbers for stop in plan.days[number].stops]
    held = [one for stop in stops for one in _of_stop(desk, stop)]
    return replace(
        reply,
        citations=citations(desk, [sourced for _, sourced, _ in held]),
        facts=used(desk, held),
        cite_marks=desk.cite_marks,
    )


def _of_stop(desk: Desk, stop: Stop) -> Iterator[Held]:
    entry = desk.catalogue.get(stop.id or "")
    if entry is None or stop.around:
        return
    if isinstance(entry, Event) and entry.recurrence:
        yield entry, entry.recurrence, "dates"
    if isinstance(entry, Place | Eatery) and entry.hours and entry.hours.open:
        yield entry, entry.hours, "hours"
    if isinstance(entry, Place) and entry.tickets_cny and stop.cost_cny is not None:
        yield entry, entry.tickets_cny, "tickets"

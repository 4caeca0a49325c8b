"""What is in no day of a plan, why, and what it would take to have it in."""

from collections.abc import Sequence

from bot.planner.candidates import Candidate
from bot.planner.engine.problem import NEVER
from bot.planner.model import LeftOut, LeftWhy
from bot.planner.tastes import avoided, unfit, worth
from bot.planner.timetable import detour_min
from bot.planner.town import Town
from content.model import Entry, Place

MOST = 8  # the best known; nobody asks after the others


def left_out(town: Town, orders: Sequence[Sequence[Candidate]], most: int = MOST) -> tuple[LeftOut, ...]:
    """The sights worth most among those left out, best first."""
    inside = {one.id for order in orders for one in order} | {one.where for order in orders for one in order}
    wishes = town.frame.wishes
    sights = [e for e in town.frame.catalogue.of_kind("place") if isinstance(e, Place) and e.visit_min]
    missing = [entry for entry in sights if entry.id not in inside and not entry.part_of]
    best = sorted(missing, key=lambda entry: (-worth(entry, wishes), entry.id))[:most]
    return tuple(told(town, orders, entry) for entry in best)


def told(town: Town, orders: Sequence[Sequence[Candidate]], entry: Entry) -> LeftOut:
    """Why an entry is in no day; where there is only no time, the minutes it would take on the day it fits best."""
    found = [one for one in town.seen if one.id == entry.id]
    if why := _ruled_out(town, entry, found):
        return LeftOut(entry.id, why)
    needs = [
        one.minutes + _added(town, number, order, one)
        for one in found
        for number, order in enumerate(orders)
        if town.starts(one, number)
    ]
    spent = sum(one.cost_cny or 0 for order in orders for one in order)
    budget = town.frame.wishes.budget_cny
    dear = budget is not None and min(one.cost_cny or 0 for one in found) + spent > budget
    return LeftOut(entry.id, "budget" if dear else "no_time", min(needs))


def _ruled_out(town: Town, entry: Entry, found: Sequence[Candidate]) -> LeftWhy | None:
    wishes = town.frame.wishes
    if avoided(entry, wishes.avoid):
        return "avoid"
    if unfit(entry, wishes):
        return "party"
    if not found:
        return "unplaced" if town.frame.at(entry) is None else "not_on"
    if not any(town.starts(one, number) for one in found for number in range(wishes.days)):
        return "not_on" if found[0].kind == "show" else "closed"
    reach = [town.leg(end, found[0].where) for end in town.ends()]
    if all(leg is None or leg.minutes > town.pace.longest_leg_min for leg in reach):
        return "too_far"
    return None


def _added(town: Town, number: int, order: Sequence[Candidate], one: Candidate) -> int:
    """Minutes of travel that the day would take more with it, in the best place for it."""
    tried = [[*order[:place], one, *order[place:]] for place in range(len(order) + 1)]
    return min((detour_min(town, number, day, place) for place, day in enumerate(tried)), default=NEVER)

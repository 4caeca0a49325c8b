"""From wishes to changed wishes: what of the plan at hand they touch, and the least that has to be planned again."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.planner.edits import Editor, Redo
from bot.planner.model import Impossible, LeftOut, Plan, Wishes
from bot.planner.planning import planned
from content.catalogue import Catalogue
from content.model import Entry

SECONDS = 0.3
# Wishes that change prices, dates or hours, but not what one would like to see: the order is kept where it can be.
KEEPS_ORDER = ("people", "first", "arrive", "depart", "transport", "base", "of_days")


@dataclass(frozen=True, slots=True)
class Revised:
    """The plan for the changed wishes, or why there is none, and the days that are not as they were."""

    plan: Plan | Impossible
    touched: frozenset[int]


def revised(catalogue: Catalogue, before: Wishes, plan: Plan, wishes: Wishes, now: datetime) -> Revised:
    """The plan at hand made to meet the changed wishes, with as little of it planned again as will do."""
    every = frozenset(range(wishes.days))
    editor = Editor(catalogue, wishes, plan, now)
    touched = _touched(editor, before, wishes)
    added = [entry for entry in wishes.musts if entry not in before.musts]
    if added and not touched:
        return _with_added(editor, added, every)
    if _only(before, wishes, KEEPS_ORDER) and len(plan.days) == wishes.days:
        kept = editor.as_ordered({number: editor.orders[number] for number in touched})
        if kept and _holds_all(kept, plan, wishes):
            return Revised(kept, touched)
    return _redone(editor, touched, every)


def why_out(catalogue: Catalogue, wishes: Wishes, plan: Plan, entry: Entry, now: datetime) -> LeftOut:
    """Why an entry is in no day of the plan, and the minutes it would take where there is only no time for it."""
    # Parts of a place are looked at only where they are asked for.
    asking = replace(wishes, musts=(*wishes.musts, entry.id))
    return Editor(catalogue, asking, plan, now).left_out(entry)


def renewed(catalogue: Catalogue, wishes: Wishes, plan: Plan, redo: Redo, now: datetime) -> Revised:
    """The plan with some of its days planned again as asked for, the wishes being the same."""
    found = Editor(catalogue, wishes, plan, now).redone(redo)
    return Revised(plan if found is None else found, redo.days)


def swapped(catalogue: Catalogue, wishes: Wishes, plan: Plan, pair: tuple[int, int], now: datetime) -> Revised:
    """The plan with two of its days in each other's place; where that breaks something, these are planned again."""
    one, other = pair
    editor = Editor(catalogue, wishes, plan, now)
    turned = editor.as_ordered({one: editor.orders[other], other: editor.orders[one]})
    if turned:
        return Revised(turned, frozenset(pair))
    found = editor.exchanged(one, other)
    return Revised(found, frozenset(pair)) if found else Revised(plan, frozenset())


def _touched(editor: Editor, before: Wishes, wishes: Wishes) -> frozenset[int]:
    """The days that do not meet the changed wishes as they are."""
    every = frozenset(range(wishes.days))
    if wishes.days < before.days or not _only(before, wishes, (*KEEPS_ORDER, "musts", "avoid", "days")):
        return every
    if any(getattr(before, name) != getattr(wishes, name) for name in ("first", "transport", "base", "people")):
        return every
    touched = set(range(before.days, wishes.days))
    touched |= {0} if before.arrive != wishes.arrive else set()
    if before.depart != wishes.depart or (wishes.depart and wishes.days != before.days):
        touched |= {wishes.days - 1, before.days - 1} & every
    touched |= {number for number in every if before.of_day(number) != wishes.of_day(number)}
    for number, day in enumerate(editor.plan.days[: wishes.days]):
        known = [stop for stop in day.stops if stop.id]
        if len(known) != len(editor.orders[number]):  # something of it is avoided now
            touched.add(number)
    return frozenset(touched)


def _only(before: Wishes, wishes: Wishes, names: tuple[str, ...]) -> bool:
    """True where nothing but these wishes has changed."""
    return replace(before, **{name: getattr(wishes, name) for name in names}) == wishes


def _holds_all(found: Plan, plan: Plan, wishes: Wishes) -> bool:
    """True where everything asked for is in, and within the budget."""
    ids = {stop.id for day in found.days for stop in day.stops}
    return wishes.asked_for <= ids and (wishes.budget_cny is None or found.cost_cny <= wishes.budget_cny)


def _with_added(editor: Editor, added: list[str], every: frozenset[int]) -> Revised:
    """The plan with what is asked for now: in the order it has, else with one day planned again, else with all."""
    if len(added) == 1:
        if put := editor.with_added(added[0], every):
            return Revised(put[0], frozenset((put[1],)))
        for number in editor.nearest_days(added[0]):
            found = editor.redone(Redo(frozenset((number,))))
            if found and added[0] in found.days[number].ids:
                return Revised(found, frozenset((number,)))
    return _redone(editor, every, every)


def _redone(editor: Editor, touched: frozenset[int], every: frozenset[int]) -> Revised:
    """The plan with the touched days planned again, else all days, else a new plan altogether."""
    if not touched and (same := editor.as_ordered({})):
        return Revised(same, touched)
    for days in dict.fromkeys((touched, every)):
        if days and (found := editor.redone(Redo(days))):
            return Revised(found, days)
    frame = editor.town.frame
    return Revised(planned(frame.catalogue, frame.wishes, frame.now, seconds=SECONDS), every)

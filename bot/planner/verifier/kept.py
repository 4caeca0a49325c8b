"""Whether everything in a plan exists, comes but once, and stayed where a change had nothing to do with it."""

from collections import Counter
from collections.abc import Iterator

from bot.planner.model import DayPlan, Plan, Stop
from bot.planner.verifier.case import Case, Fault, clock
from bot.planner.verifier.windows import earliest, last_end, latest
from bot.planner.verifier.wishes import MOST_SEEN, avoided, serves_something
from content.model import Eatery

KINDS = {"visit": ("place",), "show": ("event",), "meal": ("eatery",)}
AROUND = ("place", "hub", "lodging")
HIDDEN = "not_for_visitors"
CUT_MIN = 60
KEPT_TENTHS = 8


def exists(case: Case) -> Iterator[Fault]:
    """Every entry there, of the right kind, on the map, and open to visitors."""
    for number, day in enumerate(case.plan.days):
        for end in (day.origin, day.goal):
            if end not in case.catalogue:
                yield Fault("exists", number, end, f"there is no entry {end}")
        for stop in day.stops:
            if wrong := _wrong(case, stop):
                yield Fault("exists", number, stop.id, wrong)


def _wrong(case: Case, stop: Stop) -> str | None:
    if (stop.id is None) != (stop.kind == "rest"):
        return f"a {stop.kind} with id={stop.id}"
    if stop.id is None:
        return None
    entry = case.catalogue.get(stop.id)
    if entry is None:
        return f"there is no entry {stop.id}"
    kinds = AROUND if stop.around else KINDS[stop.kind]
    if entry.kind not in kinds or (stop.around and stop.kind != "meal"):
        return f"{stop.id} is a {entry.kind}, no {stop.kind}{' around it' if stop.around else ''}"
    if HIDDEN in entry.tags:
        return f"{stop.id} is {HIDDEN}"
    return None if case.is_placed(stop.id) else f"{stop.id} is on no map"


def once(case: Case) -> Iterator[Fault]:
    """Nothing seen twice, no place with a part of it unless both were asked for, and no restaurant twice."""
    seen = [(number, stop) for number, day in enumerate(case.plan.days) for stop in day.stops if stop.id]
    visits = {stop.id for _, stop in seen if stop.kind == "visit"}
    counted: Counter[str | None] = Counter()
    for number, stop in seen:
        if stop.kind == "meal":
            continue
        counted[stop.id] += 1
        if counted[stop.id] > 1:
            yield Fault("twice", number, stop.id, f"{stop.id} is visited twice")
        entry = case.catalogue.get(stop.id or "")
        whole = entry.part_of if entry and stop.kind == "visit" else None
        if whole in visits and not {whole, stop.id} <= case.musts:
            yield Fault("twice", number, stop.id, f"{stop.id} is a part of {whole}, and both are visited")
    yield from _restaurants(case)


def _restaurants(case: Case) -> Iterator[Fault]:
    eaten: set[str] = set()
    for number, day in enumerate(case.plan.days):
        wish = case.wishes.of_day(number)
        for stop in day.stops:
            eatery = case.catalogue.get(stop.id or "")
            if not isinstance(eatery, Eatery) or eatery.form != "restaurant":
                continue
            again = eatery.id in eaten and eatery.id not in (wish.lunch, wish.dinner)
            if again and not _is_only_one(case, eatery):
                yield Fault("twice", number, stop.id, f"{stop.id} is eaten at twice")
            eaten.add(eatery.id)


def _is_only_one(case: Case, eatery: Eatery) -> bool:
    """True where the needs of the eaters leave no other eatery."""
    others = [entry for entry in case.catalogue.of_kind("eatery") if entry.id != eatery.id and HIDDEN not in entry.tags]
    fit = (case.is_placed(e.id) and serves_something(case, e) for e in others if isinstance(e, Eatery))
    return bool(case.wishes.needs) and not any(fit)


def kept(case: Case, before: Plan, touched: frozenset[int]) -> Iterator[Fault]:
    """Days that a change does not touch as they were, and most of what was on those it touches."""
    for number, (old, new) in enumerate(zip(before.days, case.plan.days, strict=False)):
        if number not in touched and old != new:
            yield Fault("kept", number, None, f"the day was {_told(old)} and is {_told(new)}, though none touched it")
    both = min(len(before.days), len(case.plan.days))
    # A day that has become much shorter holds what it can.
    numbers = [number for number in sorted(touched) if number < both and not _is_cut(case, before, number)]
    had = [stop.id for number in numbers for stop in _still_wished(case, before, number)]
    now = {entry for number in numbers for entry in case.plan.days[number].ids}
    if not had:
        return
    # What is newly asked for may push out as many others.
    pushed = len(now & case.musts - {entry for day in before.days for entry in day.ids})
    lost = [entry for entry in had if entry not in now]
    room = MOST_SEEN[case.wishes.pace] * len(numbers)
    if (len(had) - len(lost) + pushed) * 10 < KEPT_TENTHS * min(len(had), room):
        said = f"of {len(had)} stops that could stay {len(lost)} are gone: {', '.join(map(str, lost))}"
        yield Fault("kept", numbers[0], lost[0], said)


def _is_cut(case: Case, before: Plan, number: int) -> bool:
    """True where the wishes leave the day an hour less than it had."""
    day = before.days[number]
    cut = max(0, earliest(case, number) - day.start) + max(0, day.end - last_end(case, number))
    return cut >= CUT_MIN


def _told(day: DayPlan) -> str:
    return f"{clock(day.start)}-{clock(day.end)} {', '.join(day.ids) or 'empty'}"


def _still_wished(case: Case, before: Plan, number: int) -> Iterator[Stop]:
    """What an earlier day held, but what is now to be left out, lies outside the hours, or costs too much."""
    earlier = Case(case.catalogue, case.wishes, before, case.week)
    barred = {fault.id for fault in avoided(earlier, number)} | set(case.wishes.of_day(number).without)
    begin, end = earliest(case, number), latest(case, number)
    budget = case.wishes.budget_cny
    too_dear = budget is not None and before.cost_cny > budget
    for stop in before.days[number].stops:
        if stop.kind not in ("visit", "show") or stop.id in barred or (too_dear and stop.cost_cny):
            continue
        if begin <= stop.arrive and stop.leave <= end:
            yield stop


def honest(case: Case) -> Iterator[Fault]:
    """Nothing left out that is in, and no score above what is said to be the most."""
    plan, ids = case.plan, {stop.id for day in case.plan.days for stop in day.stops if not stop.around}
    for left in plan.left_out:
        if left.id in ids:
            yield Fault("fields", None, left.id, f"{left.id} is told to be left out and is in")
    if plan.bound is not None and plan.score > plan.bound:
        yield Fault("fields", None, None, f"the score {plan.score} is above its bound {plan.bound}")

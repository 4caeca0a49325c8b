"""Whether the days are what was wished: what is in and what is not, for whom, at what pace, for how much."""

from collections.abc import Iterator

from bot.planner.model import Pace, Stop
from bot.planner.verifier.case import Case, Fault, clock, minute_of
from bot.planner.verifier.windows import earliest, latest
from content.model import Dish, Eatery, Event, Place

STEEP = frozenset(("mountain", "hiking"))
STEPS = STEEP | {"stairs", "terraces"}
# What words that are no tags keep out.
WORDS = {
    "mountains": STEEP,
    "stairs": STEPS | {"viewpoint"},
    "crowds": frozenset(("busy", "big_festival")),
    "spicy": frozenset[str](),  # of what is eaten, not of what is seen
}
NO_WHEELS = STEPS | {"rafting"}
CHILDREN_UP_UNTIL = 21 * 60
LONGEST_LEG_MIN: dict[Pace, int] = {"relaxed": 90, "normal": 120, "packed": 180}
MOST_SEEN: dict[Pace, int] = {"relaxed": 4, "normal": 6, "packed": 9}
LONG_DAY_MIN, REST_MIN = 8 * 60, 30


def costs(case: Case) -> Iterator[Fault]:
    """Every price as the content gives it for all heads, and all of them within the budget."""
    for number, day in enumerate(case.plan.days):
        for stop, spot in zip(day.stops, case.spots(day), strict=True):
            right = _prices(case, stop, spot)
            if stop.cost_cny not in right:
                said = f"told to cost {stop.cost_cny}, known to cost {' or '.join(map(str, right))}"
                yield Fault("cost", number, stop.id, said)
    total, budget = case.plan.cost_cny, case.wishes.budget_cny
    if budget is not None and total > budget:
        yield Fault("budget", None, None, f"all costs {total} yuan, {budget} are there")


def _prices(case: Case, stop: Stop, spot: str) -> list[int | None]:
    """What a stop may be said to cost: of several where the content leaves it open."""
    entry, place = case.catalogue.get(stop.id or ""), case.catalogue.get(spot)
    heads = case.wishes.heads
    if entry is None:
        return [None, 0]
    if isinstance(entry, Eatery) and entry.meal_cny and not stop.around:
        return [round((entry.meal_cny.low + entry.meal_cny.high) / 2) * heads]
    if stop.kind == "meal":
        return [None]
    at_gate = [place.tickets_cny.adult * heads] if isinstance(place, Place) and place.tickets_cny else []
    if isinstance(entry, Place) and at_gate:
        return [*at_gate]
    # Free by its tag alone: no source names a price. A show may take place behind a gate or beside it.
    return [None, *([0] if "free" in entry.tags else []), *at_gate]


def musts(case: Case) -> Iterator[Fault]:
    """All that was asked for, and on its day."""
    days = [{stop.id for stop in day.stops if stop.id and not stop.around} for day in case.plan.days]
    for must in case.wishes.musts:
        if not any(must in ids for ids in days):
            yield Fault("must", None, must, f"{must} was asked for and is on no day")
    for number, ids in enumerate(days):
        wish = case.wishes.of_day(number)
        for must in wish.musts:
            if must not in ids:
                yield Fault("must", number, must, f"{must} was asked for on this day and is not on it")
        for unwanted in wish.without:
            if unwanted in ids:
                yield Fault("avoid", number, unwanted, f"{unwanted} was not to be on this day")


def avoided(case: Case, number: int) -> Iterator[Fault]:
    """Nothing that was to be left out, by its id, what it lies in, its kind, its form or a tag."""
    day, avoid = case.plan.days[number], set(case.wishes.avoid)
    words = WORDS.keys() & avoid
    tags = frozenset[str]().union(*(WORDS[word] for word in words))
    for stop, spot in zip(day.stops, case.spots(day), strict=True):
        found = (avoid - words) & _told_of(case, stop, spot) or (tags & _tags(case, stop, spot))
        if found:
            yield Fault("avoid", number, stop.id, f"{stop.id} is {min(found)}, which was to be left out")
        if "spicy" in words and _all_spicy(case, stop):
            yield Fault("avoid", number, stop.id, f"all that {stop.id} serves is spicy")


def _told_of(case: Case, stop: Stop, spot: str) -> set[str]:
    """Every word by which a visitor may have kept the stop out."""
    entry, place = case.catalogue.get(stop.id or ""), case.catalogue.get(spot)
    if entry is None or place is None:
        return set()
    if isinstance(entry, Event):  # who leaves out a place for itself may well come for what is on there
        return {entry.id, *entry.tags, *place.tags, entry.kind, entry.form}
    ids = {entry.id, *case.surroundings(entry)}
    if stop.around:
        return ids
    form = entry.form if isinstance(entry, Eatery | Event) else entry.kind
    return {*ids, *entry.tags, entry.kind, form}


def _tags(case: Case, stop: Stop, spot: str) -> set[str]:
    """What one meets there: an event on a mountain is on a mountain. To eat near by leads to nothing of it."""
    if stop.id is None or stop.around:
        return set()
    return {*case.catalogue.tags(stop.id), *case.catalogue.tags(spot)}


def _served(case: Case, stop: Stop) -> list[Dish]:
    entry = case.catalogue.get(stop.id or "")
    dishes = [case.catalogue.get(dish) for dish in entry.serves] if isinstance(entry, Eatery) else []
    return [dish for dish in dishes if isinstance(dish, Dish) and dish.is_eaten]


def _all_spicy(case: Case, stop: Stop) -> bool:
    served = _served(case, stop)
    return bool(served) and all(dish.diet is not None and dish.diet.spicy[0] > 0 for dish in served)


def diets(case: Case, number: int) -> Iterator[Fault]:
    """No eatery of which all that is known to be served is ruled out by what somebody does not eat."""
    for stop in case.plan.days[number].stops:
        served = _served(case, stop)
        if served and not any(may_be_eaten(case, dish) for dish in served):
            what = ", ".join(dish.id for dish in served)
            said = f"{stop.id} serves {what}, and none of it fits {', '.join(case.wishes.needs)}"
            yield Fault("diet", number, stop.id, said)


def may_be_eaten(case: Case, dish: Dish) -> bool:
    """True where nothing described of the dish rules it out; what is not described can be asked."""
    words, diet = case.catalogue.reference.vocabulary, dish.diet
    if diet is None:
        return True
    for need in case.wishes.needs:
        if need in words.contains:
            without, meatless, hottest = {need}, False, words.contains[need].spicy
        elif need in words.diets:
            way = words.diets[need]
            without, meatless, hottest = set(way.without), way.meatless, way.spicy
        else:
            continue
        too_hot = hottest is not None and diet.spicy[0] > hottest
        if without & set(diet.contains) or (meatless and diet.vegetarian == "no") or too_hot:
            return False
    return True


def serves_something(case: Case, eatery: Eatery) -> bool:
    """True where an eatery serves something that may be eaten, or nobody tells what it serves."""
    dishes = [dish for i in eatery.serves if isinstance(dish := case.catalogue.get(i), Dish) and dish.is_eaten]
    return not dishes or any(may_be_eaten(case, dish) for dish in dishes)


def pace(case: Case, number: int) -> Iterator[Fault]:
    """The hours out, the longest leg, how much is seen and how much rest there is."""
    day, how = case.plan.days[number], case.wishes.pace
    if day.start < (begin := earliest(case, number)):
        yield Fault("pace", number, None, f"the day begins at {clock(day.start)}, before {clock(begin)}")
    if day.end > (end := latest(case, number)):
        yield Fault("pace", number, None, f"the day ends at {clock(day.end)}, after {clock(end)}")
    if len(day.ids) > MOST_SEEN[how]:
        yield Fault("pace", number, None, f"{len(day.ids)} visits and shows, at most {MOST_SEEN[how]} when {how}")
    rest = sum(stop.minutes for stop in day.stops if stop.kind == "rest")
    lunch = any(stop.meal == "lunch" for stop in day.stops)  # who arrives after lunch has sat enough
    if how == "relaxed" and lunch and day.end - day.start > LONG_DAY_MIN and rest < REST_MIN:
        yield Fault("pace", number, None, f"{rest} minutes of rest on a long day, at least {REST_MIN} when {how}")
    for start, end_id, leg, _ in case.legs(day):
        if leg and leg.minutes > LONGEST_LEG_MIN[how] and not _leg_is_needed(case, number, start, end_id):
            said = f"{leg.minutes} minutes from {start} to {end_id}, at most {LONGEST_LEG_MIN[how]} when {how}"
            yield Fault("pace", number, None, said)


def _leg_is_needed(case: Case, number: int, start: str, end: str) -> bool:
    """True where one end is a station, or the place of what was asked for."""
    day, wish = case.plan.days[number], case.wishes.of_day(number)
    wanted = {*case.musts, wish.lunch, wish.dinner}
    asked = {spot for stop, spot in zip(day.stops, case.spots(day), strict=True) if stop.id in wanted}
    return bool({start, end} & (asked | case.musts)) or case.is_hub(start) or case.is_hub(end)


def party(case: Case, number: int) -> Iterator[Fault]:
    """Nothing that somebody of the party cannot take part in."""
    day, who = case.plan.days[number], case.wishes.party
    for stop, spot in zip(day.stops, case.spots(day), strict=True):
        tags = _tags(case, stop, spot) if stop.kind in ("visit", "show") else set()
        barred = NO_WHEELS & tags if "wheelchair" in who else set()
        if "elderly" in who:
            barred |= {"rafting", *(("hiking",) if not {stop.id, spot} & case.musts else ())} & tags
        if barred:
            yield Fault("party", number, stop.id, f"{stop.id} is {min(barred)}: not for {', '.join(who)}")
        if "children" in who and stop.kind == "show" and (begins := _begins(case, stop)) > CHILDREN_UP_UNTIL:
            said = f"{stop.id} begins at {clock(begins)}, children are up until {clock(CHILDREN_UP_UNTIL)}"
            yield Fault("party", number, stop.id, said)


def _begins(case: Case, stop: Stop) -> int:
    event = case.catalogue.get(stop.id or "")
    rule = event.recurrence if isinstance(event, Event) else None
    return minute_of(rule.start_time) if rule and rule.start_time else stop.arrive

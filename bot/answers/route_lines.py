"""The lines of a food route: a stop with its time, dish and the way on; what was left out; what it costs."""

from collections.abc import Sequence
from itertools import groupby
from textwrap import shorten

from bot.answers.dating import when_line
from bot.answers.desk import Desk
from bot.answers.route_wishes import VEGETARIAN, Asked
from content.calendar import WEEKDAYS
from content.fitting import MEAT, Fit, LeftOut, is_on
from content.halts import Halt
from content.model import Eatery, Entry, Event, Stop
from content.travel import Way
from content.walks import Walk

TOLD_BY_HEAT = "chilli"
MOST_INSIDE = 3  # ingredients in a line of a route; opened, the dish tells all
EATEN = ("dish", "snack")
SHORT_NAME = 24  # characters


def stop_lines(desk: Desk, walk: Walk, *, brief: bool = False) -> list[str]:
    """A line a stop: when, where, what, how long, and how one goes on. `brief`: long names cut, as few marks as do."""
    following = [*walk.halts[1:], None]
    return [
        _stop_line(desk, number, halt, brief) + _onward(desk, halt, after)
        for number, (halt, after) in enumerate(zip(walk.halts, following, strict=True), 1)
    ]


def _stop_line(desk: Desk, number: int, halt: Halt, brief: bool) -> str:
    """The stop with what is known of its dish and its hours."""
    words, place = desk.words, desk.catalogue.get(halt.fit.stop.place)
    name = _name(desk, place, brief)
    said = words.say("routes.stop", number=number, clock=f"{halt.arrive:%H:%M}", place=name, minutes=halt.minutes)
    if dish := _dish(desk, halt, brief):
        said = words.say("routes.eating", stop=said, dish=dish)
    marks = words.say("routes.mark_join").join([*_diet_marks(desk, halt.fit, brief), *_hour_marks(desk, halt, brief)])
    return words.say("list.noted", text=said, note=marks) if marks else said


def _name(desk: Desk, entry: Entry | None, brief: bool = False) -> str:
    """The entry's name with a capital, cut where the whole would be too long."""
    name = _as_called(desk, entry, brief) if entry else ""
    return name[:1].upper() + name[1:]


def _as_called(desk: Desk, entry: Entry, brief: bool) -> str:
    name = desk.name(entry)
    return shorten(name, SHORT_NAME, placeholder="…") if brief and " " in name else name


def _dish(desk: Desk, halt: Halt, brief: bool) -> str:
    words, dish, lost = desk.words, halt.fit.dish, halt.fit.lost
    name = _as_called(desk, dish, brief) if dish else ""
    if lost is None:
        return name
    return words.say("routes.instead" if dish else "routes.without", dish=name, lost=desk.name(lost))


def _diet_marks(desk: Desk, fit: Fit, brief: bool) -> list[str]:
    """How hot it is, what is in it, and whether a vegetarian can have it; all as described."""
    words, dish = desk.words, fit.dish
    if dish is None:
        return []
    if dish.diet is None:
        return [words.say("routes.diet_unknown")]
    labels, contains = desk.catalogue.reference.vocabulary.contains, set(dish.diet.contains)
    every = (labels[word].text.say(desk.language) for word in dish.diet.contains if word != TOLD_BY_HEAT)
    inside = [label for label in every if label not in desk.name(dish)]
    more = ["…"] if len(inside) > MOST_INSIDE else []
    marks = [words.say("list.join").join([*inside[:MOST_INSIDE], *more])] if inside else []
    if dish.form not in EATEN:
        return marks
    low, high = dish.diet.spicy
    heat = words.say(f"diet.spicy_{high}" if low == high else "routes.heat_varies")
    sure = "" if contains & MEAT or dish.diet.vegetarian == "no" else words.say(f"routes.meat_{dish.diet.vegetarian}")
    # Unless a vegetarian asked, and lost a dish by it, "ask" may be left to asking.
    spared = brief and dish.diet.vegetarian == "ask" and fit.lost is None
    return [heat, *marks, *([sure] if sure and not spared else [])]


def _hour_marks(desk: Desk, halt: Halt, brief: bool) -> list[str]:
    """Whether it is open then, and when what one comes for takes place."""
    event = desk.catalogue.get(halt.fit.stop.event or "")
    marks = [] if halt.open is None else [desk.words.say("routes.open" if halt.open else "routes.shut")]
    if isinstance(event, Event):
        sure, name = is_on(desk.catalogue, halt.fit.stop, halt.arrive.date()), _name(desk, event, brief)
        told = event_days(desk, event) if sure else when_line(desk, event)
        marks.append(desk.words.say("routes.on" if sure else "routes.not_known", name=name, when=told))
    return marks


def event_days(desk: Desk, event: Event) -> str:
    """The weekdays of a weekly event in short, with its hours; the dates of any other."""
    rule, words = event.recurrence, desk.words
    if rule is None or rule.calendar != "weekly" or len(rule.weekdays) == len(WEEKDAYS):
        return when_line(desk, event)
    days = words.say("list.join").join(words.weekday(WEEKDAYS.index(day), short=True) for day in rule.weekdays)
    if rule.start_time is None:
        return days
    if rule.end_time is None:
        return words.say("routes.days_from", days=days, clock=rule.start_time)
    return words.say("routes.days", days=days, first=rule.start_time, last=rule.end_time)


def _onward(desk: Desk, halt: Halt, following: Halt | None) -> str:
    """How one gets to the next stop, and until when one is free before it."""
    if following is None:
        return ""
    words, steps = desk.words, []
    if following.way:
        steps.append(way_words(desk, following.way))
    elif following.fit.stop.place != halt.fit.stop.place:
        steps.append(words.say("routes.way_unknown"))
    if following.wait_min:
        steps.append(words.say("routes.free", clock=f"{following.arrive:%H:%M}"))
    return words.say("routes.onward", way=words.say("routes.then").join(steps)) if steps else ""


def way_words(desk: Desk, way: Way) -> str:
    """The way in a few words, marked where it is an estimate."""
    key = ("walk" if way.on_foot else "ride") + ("" if way.basis == "sourced" else "_about")
    return desk.words.say(f"routes.{key}", minutes=way.minutes)


def left_out_lines(desk: Desk, left: Sequence[LeftOut], *, brief: bool = False) -> list[str]:
    """What is not walked to, by the reasons."""
    lines = []
    for why, group in groupby(sorted(left, key=lambda one: one.why), key=lambda one: one.why):
        names = desk.words.say("list.join").join(_left_name(desk, one.stop, why, brief) for one in group)
        lines.append(desk.words.say(f"routes.left_{why}", names=names))
    return lines


def _left_name(desk: Desk, stop: Stop, why: str, brief: bool) -> str:
    """The stop by what tells it best: what one goes there for, or where it is and what one eats there."""
    words, event = desk.words, desk.catalogue.get(stop.event or "")
    dish = desk.catalogue.get(stop.dish or "")
    if why == "day" and isinstance(event, Event):
        return words.say("list.noted", text=desk.name(event), note=event_days(desk, event))
    if why == "season" and dish:
        months = words.say("list.join").join(words.month(month) for month in stop.months)
        return words.say("list.noted", text=desk.name(dish), note=months)
    told = dish if dish and stop.at != "night" else event or dish
    place = _name(desk, desk.catalogue.get(stop.place), brief)
    return words.say("list.noted", text=place, note=_as_called(desk, told, brief)) if told else place


def unknown_line(desk: Desk, walk: Walk) -> str:
    """What a head costs, of how many stops that is known, and that hours or prices are not."""
    words = desk.words
    eateries = [desk.catalogue.get(halt.fit.stop.place) for halt in walk.halts]
    known = [e.meal_cny for e in eateries if isinstance(e, Eatery) and e.meal_cny]
    unknown = [] if known else [words.say("routes.prices")]
    if hidden := sum(halt.open is None for halt in walk.halts):
        unknown.append(words.say("routes.hours_all" if hidden == len(walk.halts) else "routes.hours_others"))
    told = words.say("routes.unknown", what=words.say("list.join").join(unknown)) if unknown else ""
    if not known:
        return told
    low, high = sum(meal.low for meal in known), sum(meal.high for meal in known)
    price = str(low) if low == high else f"{low}–{high}"
    cost = words.say("routes.cost", price=price, known=len(known), stops=len(walk.halts))
    return words.say("routes.join", first=cost, second=told).strip()


def wish_words(desk: Desk, asked: Asked) -> list[str]:
    """The wishes that this walk respects, each in a few words."""
    words, wishes = desk.words, asked.wishes
    contains, tags = (getattr(desk.catalogue.reference.vocabulary, name) for name in ("contains", "tags"))
    said, left = [], []
    for word in sorted((wishes.without | wishes.avoid) - {VEGETARIAN}):
        entry, label = desk.catalogue.get(word), contains.get(word) or tags.get(word)
        left.append(desk.name(entry) if entry else label.text.say(desk.language) if label else word)
    said += [words.say("routes.wish_without", what=words.say("list.or").join(left))] if left else []
    said += [words.say("routes.wish_vegetarian")] * wishes.vegetarian + [words.say("routes.wish_mild")] * wishes.mild
    if wishes.longest_min is not None:
        said.append(words.say("routes.wish_longest", time=words.duration(wishes.longest_min)))
    said += [words.say("routes.wish_shorter")] * bool(wishes.shorter)
    if wishes.pace != "normal":
        said.append(words.say(f"routes.wish_{wishes.pace}"))
    return said

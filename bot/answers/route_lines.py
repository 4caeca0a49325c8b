"""The lines of a food route: a stop with its time, dish and the way on; what was left out; what it costs."""

from collections.abc import Sequence
from itertools import groupby
from textwrap import shorten

from bot.answers.dating import standing_note, when_line
from bot.answers.desk import Desk
from bot.answers.route_wishes import VEGETARIAN, Asked
from content.calendar import WEEKDAYS
from content.fitting import MEAT, Fit, LeftOut, Wishes, is_on
from content.halts import Halt
from content.model import Dish, Eatery, Entry, Event, FoodRoute, Stop
from content.recurrence import Recurrence
from content.travel import Way
from content.walks import Walk

TOLD_BY_HEAT = "chilli"
MOST_INSIDE, FEWEST_INSIDE = 3, 1  # ingredients in a line of a route; opened, the dish tells all
ALLERGENS = ("peanuts", "fish", "shellfish", "egg", "soy", "wheat", "alcohol")  # never left for later
SEASONS = ("winter", "spring", "summer", "autumn")  # each from the month before the quarter of the year
RUN = 4  # so many weekdays in a row are told as "Wed–Sat"
SHORT_NAME = 20  # characters


def head_line(desk: Desk, route: FoodRoute, done: Walk) -> str:
    """The route's name, when it begins and ends and how much of that is free, the number of stops, and whose it is."""
    return desk.words.say(
        f"routes.head_{route.origin}",
        name=desk.name(route),
        day=desk.words.short_day(done.begin.date()),
        time=between(desk, done),
        free=free(desk, done),
        stops=stops_told(desk, len(done.halts)),
    )


def between(desk: Desk, done: Walk) -> str:
    """When one sets out and when it is over."""
    return desk.words.say("routes.between", first=f"{done.begin:%H:%M}", last=f"{done.end:%H:%M}")


def free(desk: Desk, done: Walk) -> str:
    """How much of the walk's time is waiting, to follow its hours; empty where there is none."""
    return desk.words.say("routes.free_of_it", time=desk.words.duration(done.wait_min)) if done.wait_min else ""


def stops_told(desk: Desk, count: int) -> str:
    """So many stops."""
    return desk.words.say("routes.one_stop") if count == 1 else desk.words.say("routes.stops", stops=count)


def chain(desk: Desk, done: Walk) -> str:
    """The names of the stops in order."""
    places = [place for halt in done.halts if (place := desk.catalogue.get(halt.fit.stop.place))]
    return desk.words.say("routes.arrow").join(_name(desk, place) for place in places)


def stop_lines(desk: Desk, walk: Walk, wishes: Wishes, *, brief: bool = False) -> list[str]:
    """A line a stop: when, where, what, how long, and how one goes on. `brief`: long names cut, as few marks as do."""
    following = [*walk.halts[1:], None]
    return [
        _stop_line(desk, number, halt, wishes, brief) + _onward(desk, halt, after)
        for number, (halt, after) in enumerate(zip(walk.halts, following, strict=True), 1)
    ]


def _stop_line(desk: Desk, number: int, halt: Halt, wishes: Wishes, brief: bool) -> str:
    """The stop with what is known of its dish and its hours."""
    words, place = desk.words, desk.catalogue.get(halt.fit.stop.place)
    name = _name(desk, place, brief)
    said = words.say("routes.stop", number=number, clock=f"{halt.arrive:%H:%M}", place=name, minutes=halt.minutes)
    if dish := _dish(desk, halt, brief):
        said = words.say("routes.eating", stop=said, dish=dish)
    every = [*_meal(desk, halt.fit), *_diet_marks(desk, halt.fit, wishes, brief), *hour_marks(desk, halt, brief)]
    marks = words.say("routes.mark_join").join(every)
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


def _meal(desk: Desk, fit: Fit) -> list[str]:
    """Which meal it is, where it is too late for its own."""
    return [desk.words.say(f"routes.as_{fit.moved_to}")] if fit.moved_to else []


def _inside(desk: Desk, dish: Dish, wishes: Wishes, brief: bool) -> list[str]:
    """What is in the dish but chilli: first what may hold what is not wanted, then allergens, then meat.

    Cut where there is more than fits; never before the last allergen.
    """
    if dish.diet is None:
        return []
    labels = desk.catalogue.reference.vocabulary.contains
    close = {one for word in wishes.without if word in labels for one in (word, *labels[word].perhaps)}
    first = (close, set(ALLERGENS), MEAT)
    words = [word for word in dish.diet.contains if word != TOLD_BY_HEAT]
    words = [word for word in words if labels[word].text.say(desk.language) not in desk.name(dish)]
    words.sort(key=lambda word: next((rank for rank, group in enumerate(first) if word in group), len(first)))
    most = max(FEWEST_INSIDE if brief else MOST_INSIDE, sum(word in close or word in ALLERGENS for word in words))
    return [labels[word].text.say(desk.language) for word in words[:most]] + ["…"] * (len(words) > most)


def _diet_marks(desk: Desk, fit: Fit, wishes: Wishes, brief: bool) -> list[str]:
    """How hot it is, what is in it, and whether a vegetarian can have it; all as described."""
    words, dish = desk.words, fit.dish
    if dish is None:
        return []
    if dish.diet is None:
        return [words.say("routes.diet_unknown")]
    inside, contains = _inside(desk, dish, wishes, brief), set(dish.diet.contains)
    marks = [words.say("list.join").join(inside)] if inside else []
    if wishes.without and dish.diet.partly:  # what was refused may be in what is not told
        marks.append(words.say("routes.diet_partly"))
    if not dish.is_eaten:
        return marks
    low, high = dish.diet.spicy
    heat = words.say(f"diet.spicy_{high}" if low == high else "routes.heat_varies")
    sure = "" if contains & MEAT or dish.diet.vegetarian == "no" else words.say(f"routes.meat_{dish.diet.vegetarian}")
    spared = brief and dish.diet.vegetarian == "ask" and not wishes.vegetarian
    return [heat, *marks, *([sure] if sure and not spared else [])]


def hour_marks(desk: Desk, halt: Halt, brief: bool = False) -> list[str]:
    """Whether it is open then, when what one comes for takes place, and whether it is only known from one season."""
    event = desk.catalogue.get(halt.fit.stop.event or "")
    marks = [] if halt.open is None else [desk.words.say("routes.open" if halt.open else "routes.shut")]
    if isinstance(event, Event):
        sure, name = is_on(desk.catalogue, halt.fit.stop, halt.arrive.date()), _name(desk, event, brief)
        told = event_days(desk, event) if sure else when_line(desk, event)
        marks.append(desk.words.say("routes.on" if sure else "routes.not_known", name=name, when=told))
    season = halt.fit.stop.reported_in
    if season and season != SEASONS[halt.arrive.month % 12 // 3]:
        marks.append(desk.words.say("routes.reported", season=desk.words.say(f"routes.{season}")))
    return marks


def event_days(desk: Desk, event: Event, *, dated: bool = True) -> str:
    """The weekdays of a weekly event in short, with its hours and as of when that was so (`dated`); the dates of any
    other."""
    rule = event.recurrence
    if rule is None or rule.calendar != "weekly" or len(rule.weekdays) == len(WEEKDAYS):
        return when_line(desk, event)
    days = _weekly(desk, rule)
    return desk.words.say("routes.dated", when=days, note=standing_note(desk, rule)) if dated else days


def _weekly(desk: Desk, rule: Recurrence) -> str:
    words = desk.words
    numbers = sorted(WEEKDAYS.index(day) for day in rule.weekdays)
    names = [words.weekday(number, short=True) for number in numbers]
    runs = len(names) >= RUN and numbers[-1] - numbers[0] == len(names) - 1
    days = words.say("routes.weekdays", first=names[0], last=names[-1]) if runs else words.say("list.join").join(names)
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


def onward_line(desk: Desk, asked: Asked, done: Walk) -> list[str]:
    """The way from the last stop to where one wants to be in the end."""
    end = desk.catalogue.get(asked.wishes.end or "")
    if end is None or end.id == done.halts[-1].fit.stop.place:
        return []
    if done.onward is None:
        return [desk.words.say("routes.end_unknown", place=desk.name(end))]
    way, clock = way_words(desk, done.onward), f"{done.end:%H:%M}"
    return [desk.words.say("routes.end", place=desk.name(end), way=way, clock=clock)]


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
        return words.say("list.noted", text=desk.name(event), note=event_days(desk, event, dated=False))
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

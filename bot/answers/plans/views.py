"""A plan in chat: all its days or one of them, what to know before one goes, and what can be pressed to change it."""

from bot.answers.desk import Desk, Question
from bot.answers.plans.cautioning import caution
from bot.answers.plans.clashing import impossible
from bot.answers.plans.files import taken_along
from bot.answers.plans.reasons import rainy, why, why_not
from bot.answers.plans.standing import standing_on
from bot.answers.plans.wording import dates, day_lines, joined, money, named, short_line
from bot.answers.talk import later
from bot.messages import Button, Reply, button_data
from bot.planner.model import Plan, Trip
from bot.planner.rules import FASTER, SLOWER

IN_FULL = 2  # so many days are told stop by stop; of more, one by one as asked for
TOLD = ("any_weekday", "hours_unknown", "price_unknown", "estimated", "shorter", "ask_first")
NAMES = 3  # entries named in a caution
LABEL = 24


def planned(question: Question, desk: Desk) -> Reply:
    """The reply to all that is asked of a plan: the plan, a change of it, a part of it, or why it is so."""
    trip = question.trip
    if trip is None or (trip.plan is None and trip.impossible is None and trip.done != "unsound"):
        return _none(question, desk)
    if trip.done == "unsound":
        return Reply(desk.words.say("trip.unsound")).with_buttons(desk.button("list_places"))
    if trip.plan is None:
        return impossible(trip, desk)
    if question.view == "file":
        return taken_along(question, desk, trip, trip.plan)
    if question.view == "why":
        return why(trip.plan, question.number, desk).with_buttons(*_ways_on(desk, trip.plan))
    if question.view == "why_not":
        return why_not(question, trip.plan, desk).with_buttons(*_ways_on(desk, trip.plan))
    if question.view == "rain":
        return rainy(trip.plan, desk).with_buttons(redo_button(desk), *_ways_on(desk, trip.plan))
    if question.view == "cost":
        return _cost(desk, trip, trip.plan)
    return _shown(question, desk, trip, trip.plan)


def _none(question: Question, desk: Desk) -> Reply:
    if question.intent == "save_plan" and question.trip is None:
        return later(question, desk)
    return Reply(desk.words.say("trip.none_yet")).with_buttons(desk.button("list_places"), desk.button("list_routes"))


def _shown(question: Question, desk: Desk, trip: Trip, plan: Plan) -> Reply:
    numbers = _numbers(question, trip, plan)
    lines = [line for number in numbers for line in day_lines(desk, number, plan.days[number])]
    if not numbers:
        lines = [short_line(desk, number, day) for number, day in enumerate(plan.days)]
    if trip.gain_percent:
        lines.append(desk.words.say("trip.gain", percent=trip.gain_percent))
    if question.view != "day" and trip.done == "new":
        lines += _to_know(desk, trip, plan)
    reply = Reply(_head(desk, trip, plan), tuple(lines))
    whole = numbers == list(range(len(plan.days)))
    buttons = _buttons(desk, trip, plan, numbers, whole=whole)
    return standing_on(desk, reply, plan, numbers or list(range(len(plan.days)))).with_buttons(*buttons)


def _numbers(question: Question, trip: Trip, plan: Plan) -> list[int]:
    """The days to tell stop by stop."""
    if 0 <= question.number < len(plan.days):
        return [question.number]
    if len(plan.days) <= IN_FULL:
        return list(range(len(plan.days)))
    return sorted(trip.touched) if 0 < len(trip.touched) <= IN_FULL else []


def _head(desk: Desk, trip: Trip, plan: Plan) -> str:
    words, days = desk.words, dates(desk, plan)
    if trip.done == "new":
        names = joined(desk, (one for day in plan.days for one in day.ids), 3) or words.say("trip.nothing")
        title = words.say("sheet.title_one" if len(plan.days) == 1 else "sheet.title_more", **_of_title(desk, plan))
        return (
            words.say("trip.head", title=title, days=days, names=names)
            if days
            else (words.say("trip.head_undated", title=title, names=names))
        )
    if trip.done == "shown":
        return words.say("trip.shown", days=days) if days else words.say("trip.shown_undated")
    return _of_change(desk, trip, plan)


def _of_title(desk: Desk, plan: Plan) -> dict[str, object]:
    return {"town": desk.town} if len(plan.days) == 1 else {"town": desk.town, "number": len(plan.days)}


def _of_change(desk: Desk, trip: Trip, plan: Plan) -> str:
    words, names = desk.words, joined(desk, trip.about)
    if trip.done == "changed":
        what = _what(desk, trip, plan)
        gone = trip.about and not set(trip.about) & {one for day in plan.days for one in day.ids}
        key = "trip.changed" if not names else "trip.changed_without" if gone else "trip.changed_with"
        return words.say(key, what=what, **({"names": names} if names else {}))
    if trip.done == "swapped":
        return words.say("trip.swapped_without", names=names) if names else words.say("trip.swapped")
    if trip.done == "nothing_cheaper":
        return words.say("trip.nothing_cheaper", cost=money(desk, plan.cost_cny))
    return words.say(f"trip.{trip.done}")


def _what(desk: Desk, trip: Trip, plan: Plan) -> str:
    if len(trip.touched) >= len(plan.days) or not trip.touched:
        return desk.words.say("trip.new_all")
    days = [desk.words.say("trip.one_day", number=number + 1) for number in sorted(trip.touched)]
    return desk.words.say("trip.new_days", days=desk.words.say("list.join").join(days))


def _to_know(desk: Desk, trip: Trip, plan: Plan) -> list[str]:
    """What it costs, and what to look to before one goes."""
    cautions = {one.code: one for one in plan.warnings}
    told = [caution(desk, cautions[code]) for code in TOLD if code in cautions]
    lines = [_money(desk, trip, plan)]
    if told:
        lines.append(desk.words.say("trip.check", text=desk.words.say("trip.why.join").join(told)))
    return [*lines, desk.words.say("trip.travel")] if "travel_estimated" in cautions else lines


def _money(desk: Desk, trip: Trip, plan: Plan) -> str:
    """The known prices together, and what is not in the sum."""
    stops = [stop for day in plan.days for stop in day.stops if stop.kind != "rest"]
    if all(stop.cost_cny is None for stop in stops):
        return desk.words.say("trip.money_none")
    unknown = [stop.id for stop in stops if stop.cost_cny is None and not stop.around]
    names = joined(desk, unknown, NAMES)
    left = desk.words.say("trip.not_counted_also", names=names) if names else desk.words.say("trip.not_counted")
    heads = trip.wishes.heads
    cost = money(desk, plan.cost_cny)
    if heads > 1 and plan.cost_cny:
        people = desk.words.say("sheet.people", number=heads)
        cost = desk.words.say("sheet.yuan_for", yuan=plan.cost_cny, people=people)
    return desk.words.say("trip.money", cost=cost, left=left)


def _cost(desk: Desk, trip: Trip, plan: Plan) -> Reply:
    known = [(number, sum(stop.cost_cny or 0 for stop in day.stops)) for number, day in enumerate(plan.days)]
    lines = [desk.words.say("trip.cost_line", number=n + 1, cost=money(desk, cost)) for n, cost in known]
    reply = Reply(_money(desk, trip, plan), tuple(lines) if len(lines) > 1 else ())
    cheaper = Button(desk.words.say("trip.button.cheaper"), button_data("cheaper"))
    return standing_on(desk, reply, plan, list(range(len(plan.days)))).with_buttons(cheaper, *_ways_on(desk, plan))


def redo_button(desk: Desk, number: int | None = None) -> Button:
    """A button for something else, on a day or on all."""
    argument = "" if number is None else str(number + 1)
    return Button(desk.words.say("trip.button.redo"), button_data("redo", "", argument))


def _buttons(desk: Desk, trip: Trip, plan: Plan, numbers: list[int], *, whole: bool) -> list[Button]:
    """Each day not told, each stop of the one told, and the usual changes."""
    days = [] if whole else [number for number in range(len(plan.days)) if number not in numbers]
    found = [Button(desk.words.say("trip.button.day", number=n + 1), button_data("day", "", str(n + 1))) for n in days]
    if trip.gain_percent:
        found.append(Button(desk.words.say("trip.button.anew"), button_data("anew")))
    told = numbers if len(numbers) == 1 or whole else []
    for entry in dict.fromkeys(one for number in told for one in plan.days[number].ids):
        found.append(_drop_button(desk, entry))
    only = numbers[0] if len(numbers) == 1 and len(plan.days) > 1 else None
    found.append(redo_button(desk, only))
    return [*found, *_ways_on(desk, plan, trip)]


def _drop_button(desk: Desk, entry: str) -> Button:
    name = named(desk, entry)
    name = name if len(name) <= LABEL else name[: LABEL - 1] + "…"
    return Button(desk.words.say("trip.button.drop", name=name), button_data("drop", entry))


def _ways_on(desk: Desk, plan: Plan, trip: Trip | None = None) -> list[Button]:
    """What can be asked of any plan; for a plan just changed, to take that back."""
    say = desk.words.say
    back = [Button(say("trip.button.undo"), button_data("undo"))] if trip and trip.earlier else []
    paces = (("slower", SLOWER), ("faster", FASTER))
    found = [
        Button(say(f"trip.button.{word}"), button_data("pace", "", word))
        for word, other in paces
        if trip and other[trip.wishes.pace] != trip.wishes.pace
    ]
    files = ["pdf", "picture", "ics"] if plan.days[0].date else ["pdf", "picture"]
    why_button = Button(say("trip.button.why"), button_data("why"))
    return [
        *back,
        *found,
        why_button,
        *(Button(say(f"trip.button.{one}"), button_data("file", "", one)) for one in files),
    ]

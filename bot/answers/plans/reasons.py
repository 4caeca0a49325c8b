"""Why a plan is so: for each stop why it is in and why then, for what is left out what it would take."""

from bot.answers.desk import Desk, Question
from bot.answers.plans.wording import joined, named
from bot.messages import Button, Reply, button_data
from bot.planner.model import LeftOut, Plan, Stop, Wishes
from bot.planner.opening import clock
from bot.planner.revising import why_out
from bot.planner.rules import MEALS

LINGER_WORTH_SAYING, DETOUR_WORTH_SAYING = 10, 30  # minutes
ROOFS = frozenset(("museum", "mall", "rainy_day", "hot_spring", "guildhall", "ethnic_culture"))
MOST_LEFT = 4
QUOTED = 10  # per cent; a bound further off says nothing


def why(plan: Plan, number: int, desk: Desk) -> Reply:
    """Why the stops of a day, or of all days, are in and stand where they do; and what a better plan could gain."""
    numbers = [number] if 0 <= number < len(plan.days) else list(range(len(plan.days)))
    key = "trip.why.head_day" if len(numbers) == 1 and len(plan.days) > 1 else "trip.why.head"
    head = desk.words.say(key, number=numbers[0] + 1) if key.endswith("day") else desk.words.say(key)
    lines = [line_of(desk, stop) for n in numbers for stop in plan.days[n].stops if stop.kind != "rest"]
    if left := [_left(desk, one) for one in plan.left_out[:MOST_LEFT]]:
        lines.append(desk.words.say("trip.why.left", texts=desk.words.say("list.join").join(left)))
    if bound := _bound(desk, plan):
        lines.append(bound)
    return Reply(head, tuple(lines))


def line_of(desk: Desk, stop: Stop) -> str:
    """Why one stop is in, why then, and how long one could stay."""
    name = named(desk, stop.id)
    if stop.around:
        name = desk.words.say("trip.around", name=name)
    text = desk.words.say("trip.why.join").join(reasons(desk, stop))
    return desk.words.say("trip.why.line", time=clock(stop.arrive), name=name, text=text)


def reasons(desk: Desk, stop: Stop) -> list[str]:
    """The reasons of a stop as clauses."""
    words, reason = desk.words, stop.reason
    if reason is None:
        return []
    said = [words.say("trip.why.must")] if reason.must else []
    if reason.fits:
        said.append(words.say("trip.why.fits", words=words.say("list.join").join(_label(desk, w) for w in reason.fits)))
    if stop.meal and stop.kind == "meal":
        opens, closes = MEALS[stop.meal]
        meal = words.say(f"trip.{stop.meal}")
        return [*said, words.say("trip.why.binding.meal", meal=meal, begin=clock(opens), end=clock(closes))]
    said.append(words.say(f"trip.why.binding.{reason.binding}"))
    if reason.detour_min >= DETOUR_WORTH_SAYING:
        said.append(words.say("trip.why.detour", time=words.duration(reason.detour_min)))
    if reason.linger_min >= LINGER_WORTH_SAYING:
        said.append(words.say("trip.why.linger", time=words.duration(reason.linger_min)))
    return said


def why_not(question: Question, plan: Plan, desk: Desk) -> Reply:
    """Why an entry is in no day, and a button to have it in; where it is in, when."""
    entry = next(iter(desk.entries(question)), None)
    if entry is None:
        return why(plan, -1, desk)
    for number, day in enumerate(plan.days):
        for stop in day.stops:
            if stop.id == entry.id:
                time = clock(stop.arrive)
                return Reply(desk.words.say("trip.why.is_in", name=desk.name(entry), number=number + 1, time=time))
    wishes = question.trip.wishes if question.trip else Wishes(days=len(plan.days))
    left = why_out(desk.catalogue, wishes, plan, entry, desk.now)
    head = desk.words.say("trip.why.not_in_head", name=desk.name(entry), why=left_text(desk, left))
    button = Button(desk.words.say("trip.why.add", name=desk.name(entry)), button_data("add", entry.id))
    return Reply(head).with_buttons(button)


def left_text(desk: Desk, one: LeftOut) -> str:
    """Why an entry is in no day."""
    if one.why == "no_time":
        time = desk.words.duration(one.need_min or 0)
        return desk.words.say("trip.why.not_in.no_time", time=time)
    return desk.words.say(f"trip.why.not_in.{one.why}")


def rainy(plan: Plan, desk: Desk) -> Reply:
    """What of the plan has a roof, as far as its tags tell."""
    ids = [one for day in plan.days for one in day.ids if ROOFS & set(desk.catalogue.tags(one))]
    line = desk.words.say("trip.rain_roof", names=joined(desk, ids)) if ids else desk.words.say("trip.rain_none")
    return Reply(desk.words.say("trip.rain"), (line,)).with_buttons(desk.button("weather"))


def _left(desk: Desk, one: LeftOut) -> str:
    return desk.words.say("trip.why.left_one", name=named(desk, one.id), why=left_text(desk, one))


def _bound(desk: Desk, plan: Plan) -> str | None:
    """How much better a plan could be, where that is proven and says something."""
    if plan.bound is None or plan.score <= 0:
        return None
    percent = -int(-100 * (plan.bound / plan.score - 1) // 1)
    if percent > QUOTED:
        return None
    return desk.words.say("trip.why.bound", percent=percent) if percent else desk.words.say("trip.why.best")


def _label(desk: Desk, word: str) -> str:
    """A word of interest or a tag in the visitor's language."""
    if f"trip.interest.{word}" in desk.words:
        return desk.words.say(f"trip.interest.{word}")
    tag = desk.catalogue.reference.vocabulary.tags.get(word)
    return tag.text.say(desk.language) if tag else named(desk, word) or word

"""Whether a line is about a plan, and the question it asks of it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers.desk import Question, View
from bot.answers.eater import said
from bot.dialogue.plans.changing import UnsoundPlanError, changed_trip, new_trip, unsound
from bot.dialogue.plans.wishing import Said, day_numbers, wished
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from bot.planner.model import Trip, Wishes
from intents.contract import OUT_OF_SCOPE
from intents.model import Understanding
from intents.planning.model import PlanWords, Ride

PLAN, CHANGE, SAVE = "plan_trip", "change_plan", "save_plan"
OF_PLANS = (PLAN, CHANGE, SAVE)
# What a few words after a plan may be taken for though they speak of it.
TAKEN_FOR = (
    *OF_PLANS,
    OUT_OF_SCOPE,
    "remind_me",
    "stop_reminders",
    "legs",
    "duration",
    "budget",
    "list_places",
    "list_food",
    "list_events",
    "list_routes",
    "find_lodging",
    "diet",
    "local_transport",
    "overview",
    "where_to_eat",
    "set_language",
    "feedback",
    "thanks",
    "help",
    "about",
    "arriving",
    "getting_there",
    "dates",
    "hours",
    "facilities",
    "highlights",
    "contact",
    "goodbye",
    "map",
    "shopping",
    "weather",
    "season",
    "history",
    "greet",
    "human",
    "price",
    "calendar",
    "safety",
    "etiquette",
    "best_time",
)
# So many things told of a trip make a line one that asks for a plan, whatever its words; so many make sure of one
# that may ask for it.
A_TRIP, HALF_A_TRIP = 3, 2
# What a statement after a plan may be taken for though it is a wish; what else it is taken for is a question.
WISHED_AS = (
    *OF_PLANS, OUT_OF_SCOPE, "list_places", "list_food", "list_events", "diet", "facilities", "find_lodging",
    "local_transport", "overview", "highlights", "where_to_eat", "feedback", "goodbye", "thanks", "shopping",
    "taking_part", "nearby", "dates", "hours", "set_language", "remind_me", "stop_reminders", "legs", "list_routes",
    "budget",
)  # fmt: skip
OF_THEMSELVES = ("dates", "list_events", "budget", "duration")  # asked with days in them that are no trip
MOST_LONG = timedelta(days=10)
SURE = 0.9  # from here a question of its own is one
ASKED: dict[str, View] = {
    "why": "why",
    "why_not": "why_not",
    "cost": "cost",
    "linger": "why",
    "rain": "rain",
    "other": "why",
}


def of_a_plan(guide: Guide, found: Understanding, state: ChatState, text: str, now: datetime) -> Question | None:
    """The question that the line asks of a plan, with the trip as it is after it; None where it is about none."""
    words = guide.understander.plan_words(text)
    line = Said(found, words, text, now, state.subjects)
    if state.trip is None:
        asks = found.intent == PLAN and (found.outcome == "answer" or _told(line) >= HALF_A_TRIP)
        return _new(guide, line, state) if asks or _tells_a_trip(line) else None
    if found.intent not in (CHANGE, SAVE) and not _changes(words) and _tells_a_trip(line):
        return _new(guide, line, state)
    if not _is_of_it(guide, line, state):
        return None
    if words.show or (found.intent == SAVE and not found.subjects and not _says_a_wish(guide, line)):
        return Question(SAVE, text=text, trip=state.trip.as_it_is, view="file", form=words.show or "plan")
    if words.asks and not _changes(words):
        return _asked(guide, line, state.trip)
    try:
        trip = changed_trip(guide, line, state.trip)
    except UnsoundPlanError as error:
        trip = unsound(error, state.trip)
    intent = found.intent if found.intent in (PLAN, CHANGE) else CHANGE
    return Question(intent, found.subjects, dict(found.all_slots), text, trip=trip)


def _new(guide: Guide, line: Said, state: ChatState) -> Question:
    """A new plan for what the line says and for what was told before of who travels and what they eat."""
    before = state.trip.wishes if state.trip else Wishes()
    kept = Wishes(party=before.party, people=before.people, needs=tuple(dict.fromkeys((*before.needs, *state.needs))))
    wishes = wished(guide, line, kept, fresh=True)
    if line.found.marks.refers_back and not wishes.musts:
        wishes = replace(wishes, musts=tuple(one for one in state.subjects if _can_be_visited(guide, one)))
    try:
        trip = new_trip(guide, wishes, line.now, state.trip)
    except UnsoundPlanError as error:
        trip = unsound(error, state.trip)
    return Question(PLAN, line.found.subjects, dict(line.found.all_slots), line.text, trip=trip)


def _can_be_visited(guide: Guide, entry_id: str) -> bool:
    entry = guide.catalogue.get(entry_id)
    return entry is not None and entry.kind in ("place", "event") and guide.catalogue.point(entry) is not None


def _is_of_it(guide: Guide, line: Said, state: ChatState) -> bool:
    """True where the line speaks of the plan at hand rather than asks something else."""
    found, words = line.found, line.words
    if found.intent in OF_PLANS and found.outcome != "refuse" and not (found.intent == SAVE and found.subjects):
        return True
    if (found.marks.act and not _changes(words)) or found.intent not in TAKEN_FOR:
        return False
    asks_itself = found.outcome == "answer" and found.marks.wonders and found.score >= SURE
    if _changes(words) or words.show or words.asks or (words.transport and not found.marks.wonders):
        # Other things may have been asked since; then only what cannot be meant for them is meant for the plan.
        return state.intent in OF_PLANS or found.outcome != "answer" or bool(words.asks and words.asks != "linger")
    if state.intent not in OF_PLANS or asks_itself or (found.outcome == "answer" and found.intent not in WISHED_AS):
        return False
    return words.says_something or _says_a_wish(guide, line)


def _changes(words: PlanWords) -> bool:
    """True where the words alone say to change something."""
    told = (
        words.swaps,
        words.undoes,
        words.again,
        words.keeps,
        words.more_days,
        words.cheaper,
        words.stops and words.drops,
        words.tables,
        words.adds,
        _has_hour(words.arrive),
        _has_hour(words.depart),
        words.begin,
        words.end,
        words.pace,
    )
    return any(told)


def _is_told(ride: Ride | None) -> bool:
    """True where a train or flight is told by its hour or its station."""
    return ride is not None and (ride.minute is not None or ride.id is not None)


def _has_hour(ride: Ride | None) -> bool:
    return ride is not None and ride.minute is not None


def _says_a_wish(guide: Guide, line: Said) -> bool:
    """True where the line states something that a plan can respect."""
    names = ("days", "when", "party", "interests", "pace", "budget", "must_see", "avoid")
    if any(name in line.slots for name in names):
        return True
    return bool(said(Question("diet", (), line.slots, line.text), guide.catalogue))


def may_tell_a_trip(found: Understanding) -> bool:
    """True where the line says how long, or when and where somebody comes: it may be a plan that is asked for."""
    slots = found.all_slots
    days = slots.get("when", {})
    return "days" in slots or "start" in slots or days.get("start") != days.get("end")


def _tells_a_trip(line: Said) -> bool:
    """True where the line tells so much of a trip that it asks for a plan, whatever its words."""
    words, found = line.words, line.found
    both_ways = _is_told(words.arrive) and _is_told(words.depart)
    travels = both_ways or bool(words.people or words.base or words.transport or words.budget_cny)
    long = "days" in line.slots or (_few_days(line) and travels)
    if found.intent not in TAKEN_FOR or not (long or both_ways):
        return False
    if found.outcome == "answer" and found.intent in OF_THEMSELVES and not travels:
        return False
    # "What's on on Friday and Saturday?" is answered as it is asked, however much it tells.
    asks = found.outcome == "answer" and found.marks.wonders
    return _told(line) >= A_TRIP + (2 if asks and found.intent in OF_THEMSELVES else 1 if asks else 0)


def _few_days(line: Said) -> bool:
    """True where the line names some days, and no month or season."""
    return line.first is not None and line.last is not None and timedelta() < line.last - line.first < MOST_LONG


def _told(line: Said) -> int:
    """How much of a trip the line tells: how long, when, who, from where, what to see, and how."""
    words, slots, found = line.words, line.slots, line.found
    return sum(
        (
            "days" in slots or _few_days(line),
            line.first is not None,
            bool(words.people or slots.get("party")),
            bool(words.arrive or words.depart or words.base),
            bool(slots.get("must_see") or slots.get("interests") or slots.get("avoid") or found.subjects),
            bool(words.budget_cny or words.transport or words.pace),
            bool(words.begin or words.end),
            len(found.subjects) > 1,
        )
    )


def _asked(guide: Guide, line: Said, trip: Trip) -> Question:
    days = day_numbers(line, trip.wishes)
    number = days[0] if days else -1
    view = ASKED[line.words.asks or "other"]
    return Question(CHANGE, line.found.subjects, {}, line.text, trip=trip.as_it_is, view=view, number=number)

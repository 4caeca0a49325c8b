"""What a line asks or takes back of the needs that its eater told before, and what of them a chat keeps."""

from dataclasses import replace

from bot.answers.desk import Question
from bot.answers.eater import known, said, taken_back
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from content.model import Dish
from intents.contract import OUT_OF_SCOPE
from intents.model import Understanding

DIET, STOPS = "diet", "legs"
# What "is that dish ok?" may be taken for, beside a question about a diet.
OF_A_DISH = ("overview", "highlights", "ingredients", "list_food", "where_to_eat", "taking_part", "best_time")
UNSURE = ("ask", "refuse")
OF_A_CARD = (DIET, "phrases", "set_language", "ingredients", "list_food")
LISTING = ("list_food", "where_to_eat")
STRAY_WORDS = 1  # besides the need: "egg allergy too"
WITHOUT_MEAT = "vegetarian"  # the kind of food that is also a need


def of_an_eater(guide: Guide, found: Understanding, state: ChatState, text: str) -> Question | None:
    """The question for the card, or for what is left of the needs; None where the line asks neither."""
    marks = found.marks
    if _takes_back(guide, found, state):
        kept = taken_back(state.needs, str(marks.takes_back), text, guide.catalogue)
        return Question(DIET, needs=kept, wants="kept")
    wants = marks.card == "sure" or (marks.card == "after" and state.intent == DIET)
    if not (wants and marks.brief):
        return None
    things = [i for i in found.subjects if (entry := guide.catalogue.get(i)) and entry.kind != "topic"]
    named = state.needs or _named(guide, found, text)
    if named and not things and not _asks_something_else(found):
        return Question(DIET, text=text, wants="card")
    return None


def _asks_something_else(found: Understanding) -> bool:
    """True where a card is none for the cook: "can I pay by card"."""
    return found.outcome == "answer" and found.intent not in OF_A_CARD and found.marks.left > STRAY_WORDS


def _takes_back(guide: Guide, found: Understanding, state: ChatState) -> bool:
    """True where the line takes back a need; on a route "start over" speaks of its stops."""
    how = found.marks.takes_back
    if not state.needs or how is None or state.intent == STOPS:
        return False
    return how == "all" or found.marks.loosely or _dish(guide, found) is None


def as_of_a_diet(guide: Guide, found: Understanding, state: ChatState, text: str) -> Understanding:
    """The line as a question about a diet, where what was said before makes it one, or where it names a need."""
    if found.intent == DIET and found.outcome == "answer":
        return found
    follows = _asks_whether_it_fits(guide, found, state) or _asks_what_fits(found, state)
    if follows or _adds(guide, found, state, text):
        slots = {name: value for name, value in found.all_slots.items() if name in guide.intents[DIET].slots}
        marks = replace(found.marks, bare=None)
        return replace(found, intent=DIET, outcome="answer", slots=slots, marks=marks)
    kind = found.all_slots.get("kind")
    if state.needs and not found.subjects and not found.marks.left and _is_of_food(guide, kind):
        return replace(found, intent=LISTING[0], outcome="answer", slots={"kind": kind})
    return found


def for_the_eater(guide: Guide, question: Question, found: Understanding, state: ChatState) -> Question:
    """The question with what it asks of the needs, and for whom."""
    if question.wants != "which" or question.intent != DIET:
        return question
    follows = bool(state.needs and found.marks.carries) and _dish(guide, found) is not None
    fits = found.marks.fits or follows
    alone = found.marks.somebody and not found.marks.carries
    return replace(question, wants="fits" if fits else "which", apart=alone)


def _only_asks(found: Understanding) -> bool:
    """True for "can I eat fish?", which is a question and not one more thing that may not be eaten."""
    return found.marks.fits and found.marks.wonders and not found.marks.allergic


def needs_after(guide: Guide, question: Question, found: Understanding | None) -> tuple[str, ...]:
    """What the chat knows of its eater after the question; what somebody else needs is kept beside it."""
    if question.intent == DIET and question.needs and found and _only_asks(found):
        return question.needs
    if question.intent == DIET:
        own = known(replace(question, apart=False), guide.catalogue)
        return question.needs if question.wants == "kept" else own
    if found is None or question.intent not in LISTING:
        return question.needs
    tells = found.marks.allergic or question.slots.get("kind") == WITHOUT_MEAT
    own = said(replace(question, subjects=found.subjects), guide.catalogue) if tells else ()
    return tuple(dict.fromkeys((*question.needs, *own)))


def _is_of_food(guide: Guide, kind: object) -> bool:
    dishes = (entry for entry in guide.catalogue.of_kind("dish") if isinstance(entry, Dish))
    return any(kind in dish.tags or kind == dish.form for dish in dishes)


def _asks_what_fits(found: Understanding, state: ChatState) -> bool:
    """True where a line that may be about food, of nothing named, follows on what its eater needs."""
    likely = (found.intent, *(name for name, _ in found.runners_up[:1]))
    of_food = bool({DIET, *LISTING} & {*likely}) and "kind" not in found.all_slots
    return bool(state.needs) and found.outcome == "ask" and not found.subjects and of_food


def _asks_whether_it_fits(guide: Guide, found: Understanding, state: ChatState) -> bool:
    """True where the line asks of a dish whether the eater may have it: "is that dish ok?"."""
    if not (state.needs and found.marks.fits) or (found.outcome == "answer" and found.intent not in OF_A_DISH):
        return False
    if found.subjects:
        return _dish(guide, found) is not None
    spoken_of = guide.catalogue.get(state.subjects[0]) if state.subjects else None
    return isinstance(spoken_of, Dish) and found.marks.refers_back and found.marks.brief


def _adds(guide: Guide, found: Understanding, state: ChatState, text: str) -> bool:
    """True where the line names a need and little else after one was told, or names one and may be about a diet."""
    near = found.outcome in UNSURE and DIET in (found.intent, *(name for name, _ in found.runners_up[:2]))
    if found.marks.takes_back or not (near or state.intent == DIET) or not _named(guide, found, text):
        return False
    if any(entry.kind not in ("topic", "dish") for i in found.subjects if (entry := guide.catalogue.get(i))):
        return False
    if near:
        return True
    short = found.marks.brief and (found.marks.left <= STRAY_WORDS or found.marks.carries)
    return (
        state.intent == DIET and short and (not found.subjects or found.marks.loosely or found.intent == OUT_OF_SCOPE)
    )


def _named(guide: Guide, found: Understanding, text: str) -> tuple[str, ...]:
    """The needs that the line names."""
    topics = tuple(i for i in found.subjects if (entry := guide.catalogue.get(i)) and entry.kind != "topic")
    return said(Question(DIET, topics, found.all_slots, text), guide.catalogue)


def _dish(guide: Guide, found: Understanding) -> Dish | None:
    """The one thing that the line names, where it is a dish."""
    things = [entry for i in found.subjects if (entry := guide.catalogue.get(i)) and entry.kind != "topic"]
    return things[0] if len(things) == 1 and isinstance(things[0], Dish) else None

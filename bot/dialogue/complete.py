"""An Understanding made complete from the conversation: its subject, its intent, its place in a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.answers.desk import Question
from bot.dialogue.acts import acted
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from intents.contract import OUT_OF_SCOPE
from intents.model import Intent, Understanding

STRAY = 0.1  # under this a line is nonsense or about something else, also in the middle of a conversation


@dataclass(frozen=True, slots=True)
class Completed:
    """A question ready to answer, or what has to be asked back."""

    question: Question
    outcome: Literal["answer", "ask", "refuse"] = "answer"
    ask_which: bool = False
    choices: tuple[str, ...] = ()
    language: str | None = None


def complete(
    guide: Guide, found: Understanding, state: ChatState, text: str, position: tuple[float, float] | None
) -> Completed:
    """The question that `found` asks in this conversation."""
    if found.marks.act and (meant := acted(found, found.marks.act, state, text)):
        return Completed(meant)
    intent, outcome = found.intent, found.outcome
    carried = _carried(guide.intents, found, state)
    if carried:
        intent, outcome = carried, "answer"
    elif outcome == "refuse" and _goes_on(found, state):
        intent, outcome = found.runners_up[0][0], "ask"
    if intent == OUT_OF_SCOPE or outcome == "refuse":
        return Completed(Question(OUT_OF_SCOPE, (), {}, text), "refuse")
    intent = _about_the_last(guide, intent, found, state, position)
    contract = guide.intents[intent]
    subjects = found.subjects or _filled_in(guide, contract, state, found)
    slots = {**(state.slots if carried and intent == state.intent else {}), **found.all_slots}
    if subjects and not found.subjects and "place" in contract.slots:
        slots.setdefault("place", subjects[0])
    question = Question(intent, subjects, {k: v for k, v in slots.items() if k in contract.slots}, text, position)
    if outcome == "ask":
        return _two_choices(guide.intents, question, found)
    if contract.subject == "needed" and not subjects:
        return Completed(question, ask_which=True)
    return Completed(question, language=found.marks.language)


def _carried(intents: Mapping[str, Intent], found: Understanding, state: ChatState) -> str | None:
    """The intent of the last question, where this line only changes its subject or its time."""
    if found.marks.bare and found.subjects and state.wanting:
        return state.wanting
    if state.intent is None or state.intent not in intents:
        return None
    before = intents[state.intent]
    if found.marks.bare and found.subjects and found.marks.carries and before.kinds:
        return state.intent
    only_time = "when" in found.all_slots and found.marks.brief and found.outcome != "answer"
    if only_time and "when" not in before.slots and state.about_event:
        return "dates"
    return state.intent if only_time and "when" in before.slots else None


def _goes_on(found: Understanding, state: ChatState) -> bool:
    """True where a few words after an answer, hard to read alone, are rather a follow-up than out of scope."""
    return bool(found.marks.brief and state.subjects and found.score >= STRAY and found.runners_up)


def _about_the_last(
    guide: Guide, intent: str, found: Understanding, state: ChatState, position: tuple[float, float] | None
) -> str:
    """What a line that names nothing means of the place just spoken of: near it, the way back from it, eating there."""
    marks = found.marks
    if found.subjects or not state.subjects:
        return intent
    if intent == "find_nearby" and position is None and not marks.speaks_of_me:
        meant = "nearby"
    elif (intent in ("arriving", "local_transport") and marks.returns) or (
        intent == "venue" and not _recalled(guide, guide.intents["venue"], state, found)
    ):
        meant = "getting_there"
    elif intent == "list_food" and marks.refers_back:
        meant = "where_to_eat"
    else:
        return intent
    return meant if _recalled(guide, guide.intents[meant], state, found) else intent


def _filled_in(guide: Guide, contract: Intent, state: ChatState, found: Understanding) -> tuple[str, ...]:
    """The subject that the line leaves out: always where one is needed, else where the line leans on the last one."""
    if contract.subject == "needed":
        return _recalled(guide, contract, state, found)
    leans = found.marks.refers_back or found.marks.carries or (found.marks.brief and not found.marks.speaks_of_town)
    return _recalled(guide, contract, state, found) if contract.subject == "optional" and leans else ()


def _recalled(guide: Guide, contract: Intent, state: ChatState, found: Understanding) -> tuple[str, ...]:
    """The last subject that the intent can take."""
    for subjects in (state.subjects, state.before):
        fit = tuple(i for i in subjects if (entry := guide.catalogue.get(i)) and entry.kind in contract.kinds)
        if fit:
            return fit[:1] if len(subjects) > 1 and not found.marks.refers_back else fit
    return ()


def _two_choices(intents: Mapping[str, Intent], question: Question, found: Understanding) -> Completed:
    """The best guess and the likeliest other; where no other is near, what can always be asked of the subject."""
    likely = [name for name, _ in found.runners_up if name != question.intent and intents[name].outside != "fine"]
    usual = ["overview", "highlights"] if question.subjects else ["list_places", "help"]
    other = next(name for name in (*likely[:1], *usual) if name != question.intent)
    return Completed(question, "ask", choices=(question.intent, other))

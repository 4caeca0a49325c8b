"""An Understanding made complete from the conversation: its subject, its intent, its place in a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.answers.desk import Question
from bot.dialogue.acts import acted
from bot.dialogue.state import ChatState
from content.catalogue import Catalogue
from intents.contract import OUT_OF_SCOPE
from intents.model import Intent, Understanding


@dataclass(frozen=True, slots=True)
class Completed:
    """A question ready to answer, or what has to be asked back."""

    question: Question
    outcome: Literal["answer", "ask", "refuse"] = "answer"
    ask_which: bool = False
    choices: tuple[str, ...] = ()
    language: str | None = None


class Known(Protocol):
    """What completing needs of the guide."""

    @property
    def catalogue(self) -> Catalogue:
        """Everything that is true."""

    @property
    def intents(self) -> dict[str, Intent]:
        """The contract of every intent."""


def complete(
    guide: Known, found: Understanding, state: ChatState, text: str, position: tuple[float, float] | None
) -> Completed:
    """The question that `found` asks in this conversation."""
    if found.act and (meant := acted(found, found.act, state, text)):
        return Completed(meant)
    intent, subjects, outcome = found.intent, found.subjects, found.outcome
    carried = _carried(guide.intents, found, state)
    if carried:
        intent, outcome = carried, "answer"
    if intent == OUT_OF_SCOPE or outcome == "refuse":
        return Completed(Question(OUT_OF_SCOPE, (), {}, text), "refuse")
    contract = guide.intents[intent]
    if (not subjects and contract.subject == "needed") or (
        not subjects and contract.subject == "optional" and (found.refers_back or found.carries)
    ):
        subjects = _recalled(guide, contract, state, found)
    slots = {**(state.slots if carried and intent == state.intent else {}), **found.slots}
    question = Question(intent, subjects, {k: v for k, v in slots.items() if k in contract.slots}, text, position)
    if outcome == "ask":
        return _two_choices(guide.intents, question, found)
    if contract.subject == "needed" and not subjects:
        return Completed(question, ask_which=True)
    return Completed(question, language=found.wants_language)


def _carried(intents: Mapping[str, Intent], found: Understanding, state: ChatState) -> str | None:
    """The intent of the last question, where this line only changes its subject or its time."""
    if found.bare and found.subjects and state.wanting:
        return state.wanting
    if state.intent is None or state.intent not in intents:
        return None
    before = intents[state.intent]
    if found.bare and found.subjects and found.carries and before.kinds:
        return state.intent
    only_time = "when" in found.slots and found.carries and found.outcome != "answer" and "when" in before.slots
    return state.intent if only_time else None


def _recalled(guide: Known, contract: Intent, state: ChatState, found: Understanding) -> tuple[str, ...]:
    """The last subject that the intent can take."""
    for subjects in (state.subjects, state.before):
        fit = tuple(i for i in subjects if (entry := guide.catalogue.get(i)) and entry.kind in contract.kinds)
        if fit:
            return fit[:1] if len(subjects) > 1 and not found.refers_back else fit
    return ()


def _two_choices(intents: Mapping[str, Intent], question: Question, found: Understanding) -> Completed:
    runner = next((name for name, _ in found.runners_up if name != question.intent and name in intents), "help")
    return Completed(question, "ask", choices=(question.intent, runner))

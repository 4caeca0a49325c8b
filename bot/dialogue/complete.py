"""An Understanding made complete from the conversation: its subject, its intent, its place in a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.desk import Question
from bot.dialogue.acts import acted
from bot.dialogue.eating import as_of_a_diet, for_the_eater, of_an_eater
from bot.dialogue.route_picks import SHOWING
from bot.dialogue.routes import cleaned, of_a_route
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from intents.contract import OUT_OF_SCOPE
from intents.model import Intent, Outcome, Understanding

OF_THE_LAST = ("contact", "where_to_eat", "diet")  # asked in a few words, they are about what was just spoken of
# Asks which dishes there are, and not of the one just spoken of.
WHICH = re.compile(r"\b(?:what can|what is|what's|which|options?|dishes|food)\b|什[么麼]|哪些|啥|[有食]咩")
STRAY_WORDS = 2  # "no no, that one, with a J"
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
    found = as_of_a_diet(guide, found, state, text)
    done = _complete(guide, found, state, text, position)
    return replace(done, question=for_the_eater(guide, done.question, found, state))


def _complete(
    guide: Guide, found: Understanding, state: ChatState, text: str, position: tuple[float, float] | None
) -> Completed:
    meant = of_an_eater(guide, found, state, text) or of_a_route(guide, found, state, text)
    meant = meant or (found.marks.act and acted(found, found.marks.act, state, text)) or None
    if meant:
        return Completed(meant, ask_which=not meant.subjects and guide.intents[meant.intent].subject == "needed")
    carried = _carried(guide, found, state)
    intent, outcome = _in_this_conversation(guide, found, state, carried, position)
    if outcome == "refuse":
        return Completed(Question(OUT_OF_SCOPE, (), {}, text), "refuse")
    contract = guide.intents[intent]
    if _set_beside(found, state):
        return Completed(Question("overview", (state.subjects[0], found.subjects[0]), {}, text))
    subjects = _named_or_left_out(guide, contract, found, state)
    slots = {**(state.slots if carried and intent == state.intent else {}), **found.all_slots}
    if subjects and not found.subjects and "place" in contract.slots:
        slots.setdefault("place", subjects[0])
    taken = {name: value for name, value in slots.items() if name in contract.slots}
    question = Question(intent, subjects, cleaned(taken) if intent in SHOWING else taken, text, position)
    if outcome == "ask":
        return _two_choices(guide.intents, question, found)
    if contract.subject == "needed" and not subjects:
        return Completed(question, ask_which=True)
    return Completed(question, language=found.marks.language)


def _in_this_conversation(
    guide: Guide, found: Understanding, state: ChatState, carried: str | None, position: tuple[float, float] | None
) -> tuple[str, Outcome]:
    """The intent after what was spoken of last, and whether that is sure."""
    intent, outcome = found.intent, found.outcome
    if carried:
        intent, outcome = carried, "answer"
    elif outcome == "refuse" and _goes_on(found, state):
        intent, outcome = found.runners_up[0][0], "ask"
    if intent == OUT_OF_SCOPE or outcome == "refuse":
        return OUT_OF_SCOPE, "refuse"
    turned = _about_the_last(guide, intent, found, state, position)
    if outcome == "ask" and found.runners_up and turned != intent:
        other = _about_the_last(guide, found.runners_up[0][0], found, state, position)
        outcome = "answer" if turned in (found.runners_up[0][0], other) else outcome
    return turned, outcome


def _carried(guide: Guide, found: Understanding, state: ChatState) -> str | None:
    """The intent of the last question, where this line only changes its subject, its time or another slot."""
    if found.marks.bare and found.subjects and state.wanting:
        return state.wanting
    # With an eater's needs known "drinks?" lists what suits, and changes nothing of a question on one dish.
    lists = bool(state.needs) and found.intent == "list_food" and found.outcome == "answer"
    if state.intent is None or state.intent not in guide.intents or lists:
        return None
    before, marks = guide.intents[state.intent], found.marks
    if state.intent == "getting_there" and _is_only_the_start(guide, found, state) and marks.left <= STRAY_WORDS:
        return state.intent
    if marks.corrects and found.subjects and found.intent == "feedback":
        return state.intent if before.kinds else "overview"
    if found.subjects and before.kinds:
        kinds = {entry.kind for i in found.subjects if (entry := guide.catalogue.get(i))}
        goes_on = marks.bare and marks.carries and kinds & set(before.kinds)
        return state.intent if goes_on or (marks.corrects and marks.left <= STRAY_WORDS) else None
    if state.intent == "phrases" and found.intent in ("greet", "thanks", "goodbye") and marks.carries:
        return state.intent  # "and thank you?": another expression
    if marks.left or found.subjects:
        return None
    if "when" in found.all_slots and "when" not in before.slots and state.about_event:
        return "dates"
    return state.intent if set(found.all_slots) & set(before.slots) else None


def _meant(guide: Guide, contract: Intent, found: Understanding, state: ChatState) -> tuple[str, ...]:
    """The subjects that the line itself names for its intent."""
    if contract.name == "getting_there" and _is_only_the_start(guide, found, state):
        return ()
    return _same_kind_of_thing(guide, found, state) or found.subjects


def _named_or_left_out(guide: Guide, contract: Intent, found: Understanding, state: ChatState) -> tuple[str, ...]:
    """The subjects that the line names, else the one it leaves out; "is it halal?" names a topic and means a dish."""
    named = _meant(guide, contract, found, state)
    if named and not (contract.subject == "optional" and _only_topics(guide, named)):
        return named
    return _filled_in(guide, contract, state, found) or named


def _only_topics(guide: Guide, subjects: tuple[str, ...]) -> bool:
    return all(entry.kind == "topic" for i in subjects if (entry := guide.catalogue.get(i)))


def _set_beside(found: Understanding, state: ChatState) -> bool:
    """True where one place is weighed against the last one: "vs that other town"."""
    one = len(found.subjects) == 1 and len(state.subjects) == 1 and found.subjects != state.subjects
    return one and found.marks.compares and found.intent in ("overview", "highlights", "facilities")


def _is_only_the_start(guide: Guide, found: Understanding, state: ChatState) -> bool:
    """True where the only name says where the way begins ("from the station"): the goal is what was just spoken of."""
    leans = found.marks.refers_back or found.marks.left <= STRAY_WORDS
    said = str(found.all_slots.get("from", "")).lower()
    if not said or len(found.subjects) != 1 or not state.subjects or not leans:
        return False
    entry = guide.catalogue.get(found.subjects[0])
    names = entry.names if entry else None
    if names is None:
        return False
    return any(name and (name.lower() in said or said in name.lower()) for name in (names.en, names.zh, *names.aliases))


def _same_kind_of_thing(guide: Guide, found: Understanding, state: ChatState) -> tuple[str, ...]:
    """The last subject, where a general word could mean it too: "the old town", after another old town."""
    if not found.marks.loosely or not state.subjects:
        return ()
    meant, last = guide.catalogue.get(found.subjects[0]), guide.catalogue.get(state.subjects[0])
    alike = meant and last and meant.kind == last.kind and set(meant.tags[:1]) & set(last.tags[:1])
    return state.subjects[:1] if alike else ()


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
    marks = found.marks
    of_it = contract.name in OF_THE_LAST and marks.brief and not marks.speaks_of_town
    if contract.name == "diet" and not marks.refers_back and WHICH.search(str(found.steps.get("folded", ""))):
        return ()
    leans = contract.name == "remind_me" or marks.refers_back or marks.carries or of_it
    return _recalled(guide, contract, state, found) if contract.subject == "optional" and leans else ()


def _recalled(guide: Guide, contract: Intent, state: ChatState, found: Understanding) -> tuple[str, ...]:
    """The last subject that the intent can take."""
    for subjects in (state.subjects, state.before):
        fit = tuple(i for i in subjects if (entry := guide.catalogue.get(i)) and entry.kind in contract.kinds)
        fit = tuple(i for i in fit if not _only_topics(guide, (i,))) or fit  # a topic comes after a thing
        if fit:
            return fit[:1] if len(subjects) > 1 and not found.marks.refers_back else fit
    return ()


def _two_choices(intents: Mapping[str, Intent], question: Question, found: Understanding) -> Completed:
    """The best guess and the likeliest other; where no other is near, what can always be asked of the subject."""
    likely = [name for name, _ in found.runners_up if name != question.intent and intents[name].outside != "fine"]
    usual = ["overview", "highlights"] if question.subjects else ["list_places", "help"]
    other = next(name for name in (*likely[:1], *usual) if name != question.intent)
    return Completed(question, "ask", choices=(question.intent, other))

"""Yes, no, "the second one", "the other one": what they mean after what was just said."""

from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from intents.contract import OUT_OF_SCOPE
from intents.model import Act, Understanding


def acted(found: Understanding, act: Act, state: ChatState, text: str) -> Question | None:
    """The question meant; None where nothing was asked, listed or compared that the act could speak of."""
    if state.choices:
        return _choice(act, state, text)
    if act.kind == "pick":
        return _picked(found, act, state, text)
    if act.kind == "other":
        return _other(found, act, state, text)
    if act.kind == "yes":
        return _agreed(state, text)
    return Question("help", text=text)


def _choice(act: Act, state: ChatState, text: str) -> Question:
    """The answer to "did you mean A or B?"."""
    place = {"yes": 0, "no": 1, "other": 1}.get(act.kind, act.place)
    if -len(state.choices) <= place < len(state.choices):
        return Question(state.choices[place], state.choice_subjects, {}, state.choice_text)
    return Question("help", text=text)


def _picked(found: Understanding, act: Act, state: ChatState, text: str) -> Question | None:
    """The place in the last list, else among the subjects just set side by side."""
    said = found.outcome == "answer" and found.intent != OUT_OF_SCOPE and not act.whole
    intent = found.intent if said else state.wanting or "overview"
    for ids in (state.listed, state.subjects):
        if -len(ids) <= act.place < len(ids):
            return Question(intent, (ids[act.place],), dict(found.slots) if said else {}, text)
    return None


def _other(found: Understanding, act: Act, state: ChatState, text: str) -> Question | None:
    """The subject before the last one, or the second of two."""
    others = state.before or state.subjects[1:]
    if not others:
        return None
    if state.intent and (act.whole or found.outcome != "answer"):
        return Question(state.intent, others[:1], {}, text)
    return Question(found.intent, others[:1], dict(found.slots), text) if found.outcome == "answer" else None


def _agreed(state: ChatState, text: str) -> Question:
    """Yes to the first that was offered; after an answer, more about its subject."""
    if state.wanting and state.listed:
        return Question(state.wanting, state.listed[:1], {}, text)
    if state.subjects and state.intent:
        return Question("highlights" if state.intent == "overview" else "overview", state.subjects[:1], {}, text)
    return Question("help", text=text)

"""What "put it in my calendar" means after an answer: the event it was about, or the days whose events it listed."""

from dataclasses import replace

from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from intents.model import Understanding

LISTED = ("list_events", "calendar")  # the last answer was of days rather than of one thing


def to_save(guide: Guide, question: Question, found: Understanding, state: ChatState) -> Question:
    """The question with what it leaves out: the days of the last list, else the last event; as it was for a plan."""
    if question.intent != "save_plan" or found.subjects or found.marks.act:
        return question
    if state.intent in LISTED:
        return replace(question, intent="calendar", subjects=(), slots={**state.slots, **question.slots})
    if question.subjects or not found.marks.brief:
        return question
    last = next((ids for ids in (state.subjects, state.before) if ids), ())
    events = tuple(one for one in last if (entry := guide.catalogue.get(one)) and entry.kind == "event")
    return replace(question, subjects=events)

"""Asking back: which subject is meant, or which of two intents."""

from dataclasses import replace
from datetime import datetime

from bot.answers import talk
from bot.answers.desk import Desk, Question
from bot.dialogue.complete import Completed
from bot.dialogue.reporting import reported_slots, reported_subjects
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide, Turn
from bot.messages import Button, Reply, button_data
from intents.model import Understanding


def which_subject(guide: Guide, done: Completed, understanding: Understanding, state: ChatState, now: datetime) -> Turn:
    """Asks what the question is about, offering what was just listed, else what is described best."""
    desk = guide.desk(understanding.language, now)
    intent = done.question.intent
    kinds = guide.intents[intent].kinds
    shown = [entry for i in state.listed if (entry := guide.catalogue.get(i)) and entry.kind in kinds]
    likely = shown[:4] or sorted(guide.catalogue.of_kind(*kinds[:1]), key=lambda entry: -len(entry.facts))[:3]
    offers = tuple(Button(desk.open_button(entry).label, button_data(intent, entry.id)) for entry in likely)
    reply = talk.which_subject(done.question, desk)
    reply = replace(reply, buttons=(*offers, *reply.buttons))
    kept = replace(
        state, language=desk.language, wanting=intent, choices=(), listed=tuple(entry.id for entry in likely)
    )
    return _asked(guide, replace(done.question, subjects=()), understanding, reply, kept)


def unsure(
    guide: Guide, done: Completed, understanding: Understanding, state: ChatState, text: str, now: datetime
) -> Turn:
    """Asks which of two intents was meant; the first two buttons are the choices."""
    desk = guide.desk(understanding.language, now)
    subjects = done.question.subjects
    choices = done.choices
    buttons = tuple(
        Button(
            _choice_label(desk, guide, intent, subjects),
            button_data("as", subjects[0] if subjects else "", intent),
        )
        for intent in choices
    )
    reply = Reply(desk.words.say("ask.unsure"), buttons=buttons).with_buttons(desk.button("help"))
    kept = replace(
        state,
        language=desk.language,
        choices=choices,
        choice_subjects=subjects,
        choice_text=text[:300],
        wanting=None,
        subjects=subjects or state.subjects,
        before=state.subjects if subjects and subjects != state.subjects else state.before,
    )
    return _asked(guide, done.question, understanding, reply, kept)


def _asked(guide: Guide, question: Question, understanding: Understanding, reply: Reply, kept: ChatState) -> Turn:
    """The turn that asks instead of answering."""
    return Turn(
        understanding.language,
        "ask",
        question.intent,
        reported_subjects(guide, question),
        reported_slots(question, understanding.all_slots),
        understanding.score,
        understanding.runners_up,
        reply,
        kept,
        understanding,
    )


def _choice_label(desk: Desk, guide: Guide, intent: str, subjects: tuple[str, ...]) -> str:
    about = desk.words.say(f"about.{intent}")
    if subjects and guide.intents[intent].kinds:
        return desk.words.say("ask.choice", about=about, names=desk.names(subjects[:2]))
    return about[:1].upper() + about[1:]

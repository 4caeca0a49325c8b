"""One turn: an incoming message and the chat's state in; a reply, what was understood, and the new state out."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.answers import answer, talk
from bot.answers.desk import Question
from bot.dialogue.asking import unsure, which_subject
from bot.dialogue.complete import Completed, complete
from bot.dialogue.eating import needs_after
from bot.dialogue.plans.pressing import pressed_plan
from bot.dialogue.plans.talking import OF_PLANS, may_tell_a_trip, of_a_plan
from bot.dialogue.pressing import pressed_question
from bot.dialogue.reporting import SMALL_TALK, reported_intent, reported_slots, reported_subjects
from bot.dialogue.route_picks import SHOWING
from bot.dialogue.saving import to_save
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide, Turn
from bot.messages import Incoming, Reply, read_button
from bot.planner import stored as stored_trip
from intents.contract import OUT_OF_SCOPE
from intents.language import SPOKEN
from intents.model import Understanding

LONGEST = 2000  # characters; what is longer is no question, and is answered by asking for a shorter one


def take_turn(guide: Guide, incoming: Incoming, state: ChatState, now: datetime) -> Turn:
    """The turn that answers `incoming`; in a language that the guide does not speak, one line says so."""
    turn = _turn(guide, incoming, state, now)
    if turn.language in SPOKEN:
        return turn
    return replace(turn, reply=replace(turn.reply, lines=(*turn.reply.lines, guide.notice(turn.language))))


def _turn(guide: Guide, incoming: Incoming, state: ChatState, now: datetime) -> Turn:
    if incoming.opens is not None:
        return _opened(guide, incoming.opens, incoming, state, now)
    if incoming.button is not None:
        return _button_turn(guide, incoming, state, now)
    if incoming.position is not None and not (incoming.text or "").strip():
        language = state.language or spoken(incoming.language_hint)
        question = _from_here(state, incoming.position)
        return _answered(guide, question, state, now, Completed(question), _certain(language, question))
    return _text_turn(guide, incoming, state, now)


def _opened(guide: Guide, stored: str, incoming: Incoming, state: ChatState, now: datetime) -> Turn:
    """The plan of a link, as it was handed on; that it is gone, where it is."""
    language = state.language or spoken(incoming.language_hint)
    trip = stored_trip.read(stored)
    question = Question(OF_PLANS[0], trip=trip.as_it_is if trip else None)
    return _answered(guide, question, state, now, Completed(question), _certain(language, question))


def _from_here(state: ChatState, position: tuple[float, float]) -> Question:
    """What is near the position: of what was just asked for, where the guide then asked for the position."""
    if state.wanting != "find_nearby":
        return Question("find_nearby", position=position)
    return Question("find_nearby", slots=dict(state.slots), text=state.choice_text, position=position)


def spoken(hint: str | None) -> str:
    """The guide's language for a client's language tag such as `zh-TW` or `de`."""
    tag = (hint or "en").lower()
    if tag.startswith("zh"):
        return "zh-Hant" if any(part in tag for part in ("hant", "tw", "hk", "mo")) else "zh"
    return "en"


def _text_turn(guide: Guide, incoming: Incoming, state: ChatState, now: datetime) -> Turn:
    text = incoming.text or ""
    previous = state.language or (spoken(incoming.language_hint) if incoming.language_hint else None)
    if not text.strip() or len(text) > LONGEST:
        return _no_question(guide, text, previous, state, now)
    if text.strip().startswith("/") and " " not in text.strip():
        # A command of another channel: each of them is a way of asking what can be asked.
        question = Question("greet" if text.strip().lower() == "/start" else "help")
        state = replace(state, needs=()) if question.intent == "greet" else state
        return _answered(guide, question, state, now, Completed(question), _certain(previous or "en", question))
    about = next((entry.kind for i in state.subjects if (entry := guide.catalogue.get(i))), None)
    understanding = guide.understander.understand(text, now.date(), previous, about, state.intent)
    done = complete(guide, understanding, state, text, incoming.position)
    if _may_be_of_a_plan(done, understanding, state) and (meant := of_a_plan(guide, understanding, state, text, now)):
        said = replace(understanding, language=_written(understanding, done, state))
        return replace(_answered(guide, meant, state, now, Completed(meant), said), understanding=said)
    done = _near(guide, done, understanding, state)
    language = _written(understanding, done, state)
    understanding = replace(understanding, language=language)
    if _doubts(understanding, state) and done.question.intent not in SHOWING:
        if not (understanding.marks.asks_sure and state.about_event):
            return _sources_turn(guide, understanding, state, now)
        done = Completed(Question("dates", state.subjects[:1], {}, text))  # the dates say how sure they are
    if done.ask_which:
        return which_subject(guide, done, understanding, state, now)
    if done.outcome == "ask":
        return unsure(guide, done, understanding, state, text, now)
    question = to_save(guide, done.question, understanding, state)
    turn = _answered(guide, question, state, now, done, understanding)
    return replace(_with_second(guide, turn, understanding, state, text, now), understanding=understanding)


def _may_be_of_a_plan(done: Completed, found: Understanding, state: ChatState) -> bool:
    """True where a plan is asked for or at hand, or a whole trip may be told."""
    of_a_route = state.trip is None or state.intent in SHOWING or bool(found.subjects)
    if done.question.intent in SHOWING and of_a_route:
        return False
    return done.question.intent in OF_PLANS or state.trip is not None or may_tell_a_trip(found)


def _no_question(guide: Guide, text: str, previous: str | None, state: ChatState, now: datetime) -> Turn:
    """What is empty, or too long to be a question, is answered by asking for one."""
    language, key = previous or "en", "ask.empty"
    if text.strip():  # the beginning still tells the language
        language, key = guide.understander.understand(text[:200], now.date(), previous).language, "ask.too_long"
    desk = guide.desk(language, now)
    reply = Reply(desk.words.say(key)).with_buttons(*(desk.button(verb) for verb in talk.START))
    kept = replace(state, language=language if language in SPOKEN else "en")
    return Turn(language, "refuse", OUT_OF_SCOPE, (), {}, 0.0, (), reply, kept)


def _near(guide: Guide, done: Completed, found: Understanding, state: ChatState) -> Completed:
    """Near nothing named is near the visitor; a place named instead of the position that was asked for, near that."""
    question = done.question
    if question.intent == "nearby" and (done.ask_which or _is_the_kind(guide, question, found)):
        return Completed(replace(question, intent="find_nearby", subjects=()))
    if state.wanting != "find_nearby" or not question.subjects or question.position:
        return done
    only_says_where = found.marks.speaks_of_me and found.marks.left <= 1  # "I'm at ..."
    if question.intent == "find_nearby" or only_says_where or done.outcome == "ask":
        return Completed(Question("nearby", question.subjects, {**state.slots, **question.slots}, question.text))
    return done


def _is_the_kind(guide: Guide, question: Question, found: Understanding) -> bool:
    """True where what is looked for was taken for a name: "a museum near here"."""
    kind = question.slots.get("kind")
    return found.marks.loosely and any(kind in guide.catalogue.tags(one) for one in question.subjects)


def _doubts(found: Understanding, state: ChatState) -> bool:
    """True where a few words after an answer ask who says so, or whether it is certain."""
    marks = found.marks
    return bool((marks.asks_source or marks.asks_sure) and marks.brief and state.intent and not found.subjects)


def _written(understanding: Understanding, done: Completed, state: ChatState) -> str:
    """The language to answer in: as asked for, else the line's own; a script once chosen holds for all Chinese."""
    if understanding.intent == "set_language" and done.language:
        return done.language
    chinese = understanding.language in ("zh", "zh-Hant") and state.chosen in ("zh", "zh-Hant")
    return state.chosen if chinese and state.chosen else understanding.language


def _answered(
    guide: Guide, question: Question, state: ChatState, now: datetime, done: Completed, said: Understanding
) -> Turn:
    """The turn that answers `question`. `said`: what it was understood from, in the language to answer."""
    language = said.language
    desk = guide.desk(language, now)
    question = question if question.wants == "kept" else replace(question, needs=state.needs)
    reply = answer(question, desk)
    if question.intent == "set_language" and done.language:
        reply = Reply(desk.words.say("language.set")).with_buttons(*(desk.button(verb) for verb in talk.START))
    outcome: Literal["answer", "refuse"] = "refuse" if question.intent == OUT_OF_SCOPE else "answer"
    kept = _remember(state, question, reply, language)
    first = guide.catalogue.get(kept.subjects[0]) if kept.subjects else None
    kept = replace(
        kept,
        about_event=first is not None and first.kind == "event",
        needs=needs_after(guide, question, said),
    )
    if question.intent == "set_language" and done.language:
        kept = replace(kept, chosen=done.language)
    return Turn(
        language,
        outcome,
        reported_intent(question),
        reported_subjects(guide, question),
        reported_slots(question, said.all_slots),
        said.score,
        said.runners_up,
        reply,
        kept,
    )


def _sources_turn(guide: Guide, understanding: Understanding, state: ChatState, now: datetime) -> Turn:
    """Who said what was last answered, as of when, and where to read it."""
    desk = guide.desk(understanding.language, now)
    reply = talk.sources(state.cited, state.doubts, desk)
    kept = replace(state, language=desk.language)
    return Turn(understanding.language, "answer", "about", (), {}, understanding.score, (), reply, kept, understanding)


def _remember(state: ChatState, question: Question, reply: Reply, language: str) -> ChatState:
    chatter = question.intent in SMALL_TALK
    language = language if language in SPOKEN else "en"
    if chatter:
        return replace(state, language=language, choices=(), choice_subjects=(), wanting=None)
    subjects = question.subjects or state.subjects
    before = state.subjects if subjects != state.subjects else state.before
    # What was asked without a position is answered when it comes.
    asks = question.intent == "find_nearby" and question.position is None and not question.subjects
    return ChatState(
        language=language,
        intent=question.intent,
        subjects=subjects,
        slots=dict(question.slots),
        listed=() if asks else reply.listed or (question.subjects if len(question.subjects) > 1 else state.listed),
        before=before,
        wanting=question.intent if asks else None,
        choice_text=question.text[:300] if asks else "",
        chosen=state.chosen,
        cited=reply.citations,
        doubts=reply.remarks,
        route=_as_wished(question) if question.intent == "legs" else state.route,
        trip=question.trip or state.trip,
    )


def _as_wished(question: Question) -> Question:
    """What was wished of a route so far, without the line that said it last; `stop` stays, for "and then"."""
    return replace(question, text="", position=None, offset=0, missed=False, asks=None)


def _with_second(
    guide: Guide, turn: Turn, understanding: Understanding, state: ChatState, text: str, now: datetime
) -> Turn:
    """The answer to the other question of the line, where it can be completed, under the first."""
    second = understanding.second
    if second is None or turn.outcome != "answer":
        return turn
    done = complete(guide, second, replace(state, subjects=turn.subjects or state.subjects), text, None)
    if done.ask_which or done.outcome != "answer":
        return turn
    question = replace(done.question, needs=turn.state.needs)
    more = answer(question, guide.desk(turn.language, now))
    reply = turn.reply
    joined = replace(
        reply,
        lines=(*reply.lines[:2], more.head, *more.lines[:1]),
        citations=tuple(dict.fromkeys((*reply.citations, *more.citations))),
        remarks=tuple(dict.fromkeys((*reply.remarks, *more.remarks))),
        facts=tuple(dict.fromkeys((*reply.facts[:3], *more.facts[:2]))),
        extras=(*reply.extras, *more.extras),
        cite_marks=reply.cite_marks or more.cite_marks,
    )
    subjects = tuple(dict.fromkeys((*turn.subjects, *done.question.subjects)))
    kept = replace(turn.state, needs=needs_after(guide, question, second))
    return replace(turn, reply=joined, subjects=subjects, state=kept)


def _button_turn(guide: Guide, incoming: Incoming, state: ChatState, now: datetime) -> Turn:
    language = state.language or spoken(incoming.language_hint)
    pressed = read_button(incoming.button or "")
    if pressed and (meant := pressed_plan(guide, pressed, state.trip, now)):
        return _answered(guide, meant, state, now, Completed(meant), _certain(language, meant))
    question, chosen_language = (
        pressed_question(guide.catalogue, guide.intents, pressed, state) if pressed else (None, None)
    )
    if chosen_language:
        language = chosen_language
        question = Question("set_language")
        done = Completed(question, language=language)
        return _answered(guide, question, state, now, done, _certain(language, question))
    if question is None:
        desk = guide.desk(language, now)
        return Turn(
            language,
            "refuse",
            OUT_OF_SCOPE,
            (),
            {},
            0.0,
            (),
            talk.outdated(desk),
            replace(state, language=desk.language),
        )
    if (
        guide.intents.get(question.intent)
        and guide.intents[question.intent].subject == "needed"
        and not question.subjects
    ):
        understanding = _certain(language, question)
        return which_subject(guide, Completed(question, ask_which=True), understanding, state, now)
    return _answered(guide, question, state, now, Completed(question), _certain(language, question))


def _certain(language: str, question: Question) -> Understanding:
    """What a button or a command says: its question, and no more."""
    return Understanding(language, question.intent, "answer", 1.0)

"""The conversation itself: greetings, help, privacy, a person to talk to, and what is none of the guide's business."""

from collections.abc import Sequence

from bot.answers.desk import Desk, Question
from bot.answers.spans import event_button
from bot.messages import Button, Citation, Reply, button_data
from content.model import Event

START = ("plan_trip", "list_places", "list_events", "list_food", "list_routes", "arriving", "find_lodging")
LANGUAGE_NAMES = (("en", "English"), ("zh", "简体中文"), ("zh-Hant", "繁體中文"))
OFFERS = {
    "save_plan": ("plan_trip", "list_events"),
    "remind_me": ("list_events",),
    "stop_reminders": ("list_events", "help"),
}


def talk(question: Question, desk: Desk) -> Reply:
    """The guide's own words for the intent, with ways to go on."""
    key = f"talk.{question.intent}"
    lines = tuple(
        desk.words.say(f"{key}.{n}", town=desk.town, ask=desk.ask) for n in "123" if f"{key}.{n}" in desk.words
    )
    head = desk.words.say(f"{key}.head", town=desk.town, ask=desk.ask)
    verbs = (
        START
        if question.intent in ("greet", "help", "out_of_scope")
        else ("safety", "help")
        if question.intent == "human"
        else ("help",)
    )
    return Reply(head, lines).with_buttons(*(desk.button(verb) for verb in verbs))


def later(question: Question, desk: Desk) -> Reply:
    """That a task cannot be done yet, and what there is instead."""
    head = desk.words.say(f"later.{question.intent}", town=desk.town)
    events = [entry for entry in desk.entries(question)[:2] if isinstance(entry, Event)]
    buttons = [button for event in events for button in (desk.button("dates", event), *event_button(desk, event))]
    return Reply(head, (desk.words.say("later.meanwhile"),)).with_buttons(
        *buttons, *(desk.button(verb) for verb in OFFERS[question.intent])
    )


def set_language(question: Question, desk: Desk) -> Reply:
    """The languages to choose from; the choice itself is made by the dialogue."""
    return Reply(desk.words.say("talk.set_language.head")).with_buttons(
        *(Button(name, button_data("lang", "", code)) for code, name in LANGUAGE_NAMES)
    )


def which_subject(question: Question, desk: Desk) -> Reply:
    """Asks what the question is about, where neither it nor the conversation says so."""
    about = desk.words.say(f"about.{question.intent}")
    verb = (
        "list_events"
        if question.intent in ("dates", "venue", "taking_part")
        else "list_routes"
        if question.intent == "legs"
        else "list_food"
        if question.intent == "ingredients"
        else "list_places"
    )
    return Reply(desk.words.say("ask.subject", about=about)).with_buttons(desk.button(verb))


def sources(cited: Sequence[Citation], doubts: Sequence[str], desk: Desk) -> Reply:
    """Who said what was last answered; what the guide is, where that answer stated no fact."""
    if not cited:
        return talk(Question("about"), desk)
    comma = desk.cite_marks[1]
    lines = tuple(f"• {c.label}{comma}{c.dated}" + (f"{comma}{c.url}" if c.url else "") for c in cited)
    return Reply(desk.words.say("talk.sources.head"), (*lines, *doubts), citations=tuple(cited)).with_buttons(
        desk.button("help")
    )


def outdated(desk: Desk) -> Reply:
    """That a button is of an older menu, with a fresh one."""
    return Reply(desk.words.say("button.outdated")).with_buttons(*(desk.button(verb) for verb in START))

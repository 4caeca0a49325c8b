"""Answers: one function an intent, pure: a question and a desk in, a reply out."""

from collections.abc import Callable
from dataclasses import replace

from bot.answers import (
    around,
    aspects,
    comparing,
    dietary,
    event,
    happenings,
    hours,
    lists,
    practical,
    routes,
    takealong,
    talk,
    ways,
)
from bot.answers.desk import Desk, Question
from bot.answers.plans import views
from bot.messages import Reply

Answer = Callable[[Question, Desk], Reply]

ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(
        (
            "tickets",
            "duration",
            "highlights",
            "history",
            "best_time",
            "facilities",
            "taking_part",
            "price",
        ),
        aspects.aspect,
    ),
    "overview": routes.overview,
    "hours": hours.hours,
    "getting_there": ways.getting_there,
    "map": ways.show_on_map,
    "contact": practical.contact,
    "nearby": around.nearby,
    "dates": event.dates,
    "venue": event.venue,
    "where_to_eat": lists.where_to_eat,
    "legs": routes.legs,
    "list_places": lists.list_places,
    "list_events": happenings.list_events,
    "list_food": lists.list_food,
    "list_routes": routes.list_routes,
    "find_lodging": lists.find_lodging,
    "find_nearby": around.find_nearby,
    "shopping": lists.shopping,
    "diet": dietary.diet,
    "ingredients": dietary.ingredients,
    "weather": practical.weather,
    "phrases": practical.phrases,
    **dict.fromkeys(
        (
            "arriving",
            "local_transport",
            "season",
            "budget",
            "safety",
            "money",
            "connectivity",
            "etiquette",
            "entry_rules",
            "city_facts",
        ),
        practical.practical,
    ),
    **dict.fromkeys(("plan_trip", "change_plan"), views.planned),
    **dict.fromkeys(("remind_me", "stop_reminders"), talk.later),
    "save_plan": takealong.save_plan,
    "calendar": takealong.calendar,
    **dict.fromkeys(
        ("greet", "thanks", "goodbye", "help", "about", "human", "privacy", "feedback", "out_of_scope"),
        talk.talk,
    ),
    "set_language": talk.set_language,
}
TOLD_TO_THE_EATER = ("overview", "highlights", "ingredients", "where_to_eat", "price")
COMPARED = (
    "overview",
    "tickets",
    "hours",
    "duration",
    "highlights",
    "history",
    "best_time",
    "facilities",
    "price",
    "ingredients",
)


def answer(question: Question, desk: Desk) -> Reply:
    """The reply to a complete question. Two subjects are set side by side."""
    if question.intent in COMPARED and len(desk.entries(question)) > 1:
        reply = comparing.compare(question, desk)
    else:
        reply = ANSWERS[question.intent](question, desk)
    if question.intent in TOLD_TO_THE_EATER:
        reply = dietary.for_the_eater(question, desk, reply)
    reply = aspects.with_request(question, desk, reply)
    # Some names begin with a small letter; an answer does not.
    return replace(reply, head=reply.head[:1].upper() + reply.head[1:])

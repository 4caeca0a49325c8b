"""Practical matters of the town as a whole: weather, money, manners, arriving and getting about."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answers.aspects import aspect
from bot.answers.compose import SUPPORT, compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.figures import add
from bot.answers.provenance import citations, source_name
from bot.answers.ranking import PLAIN, Held, ranked
from bot.messages import Button, FactUsed, Reply, button_data
from content.closed import Sourced
from content.model import Entry, Expression, Month, Topic

FORECAST_DAYS = 14
CLOSE = 0.5  # half of an expression's words; less is chance
# What visitors call the Miao language; it names the tongue, not what to say in it.
MIAO = ("苗语", "苗語", "苗话", "苗話", "hmong", "hmu", "miao")
# Entries whose own facts also answer an intent that no fact is filed under.
ALSO = {"arriving": ("rail", "air", "high_speed", "coach"), "local_transport": ()}
LINKED = {
    "arriving": ("local_transport", "find_lodging"),
    "local_transport": ("arriving", "money"),
    "weather": ("season", "list_places"),
    "season": ("weather", "list_events"),
    "budget": ("find_lodging", "list_food"),
    "safety": ("contact", "weather"),
    "money": ("connectivity", "budget"),
    "connectivity": ("money", "phrases"),
    "phrases": ("etiquette", "diet"),
    "etiquette": ("phrases", "list_events"),
    "entry_rules": ("find_lodging", "money"),
    "city_facts": ("list_places", "arriving"),
    "contact": ("safety", "list_places"),
}


def practical(question: Question, desk: Desk) -> Reply:
    """What the content says under this heading, with what speaks of the question's words first."""
    return _told(question, desk, ())


def _told(question: Question, desk: Desk, leads: Sequence[str]) -> Reply:
    """The facts under the heading, after `leads` where there are some."""
    held = ranked(_held(question, desk), question)
    if not held:
        head = desk.words.say("unknown.topic", about=desk.words.say(f"about.{question.intent}"), ask=desk.ask)
        return Reply(head).with_buttons(*_links(desk, question.intent))
    rest = held[question.offset :] or held
    reply = compose(desk, rest, support=SUPPORT - len(leads))
    shown = (question.offset if rest is not held else 0) + 1 + len(reply.lines)
    more: tuple[Button, ...] = ()
    if shown < len(held):
        more = (Button(desk.words.say("button.more"), button_data("more", "", f"{question.intent}.{shown}")),)
    told = (*leads, reply.head, *reply.lines)
    return replace(reply, head=told[0], lines=told[1:]).with_buttons(*more, *_links(desk, question.intent))


def _held(question: Question, desk: Desk) -> list[Held]:
    named = list(desk.entries(question))
    own = [pair for e in named for pair in facts_about(desk, e, question.intent)]
    topics = [
        *desk.catalogue.of_kind("topic"),
        *desk.catalogue.of_kind("hub", "ride"),
        *desk.catalogue.of_kind("lodging"),
    ]
    by_entry = [facts_about(desk, e, question.intent) for e in topics]
    # An entry that is all about it comes before one that touches on it.
    filed = [pair for pairs in sorted(by_entry, key=len, reverse=True) for pair in pairs]
    also = [pair for e in _also(question, desk) for pair in facts_about(desk, e, "overview", "getting_there", "price")]
    own += [
        pair
        for e in named
        if e.kind in ("ride", "hub")
        for pair in facts_about(desk, e, "overview", "price", "getting_there")
    ]
    rest = [] if filed or also else [pair for e in desk.catalogue for pair in facts_about(desk, e, question.intent)]
    return list({id(fact): (e, fact) for e, fact in [*own, *filed, *also, *rest]}.values())


def _also(question: Question, desk: Desk) -> list[Entry]:
    tags = ALSO.get(question.intent, ())
    return [e for e in desk.catalogue.with_tag(*tags) if e.kind in ("hub", "ride")] if tags else []


def _links(desk: Desk, intent: str) -> tuple[Button, ...]:
    return tuple(desk.button(verb) for verb in LINKED.get(intent, ("help",)))


def weather(question: Question, desk: Desk) -> Reply:
    """The climate of the month asked for; first that there is no forecast, where one was asked for."""
    when = question.slots.get("when")
    if not isinstance(when, dict) or "start" not in when:
        return practical(question, desk)
    start = date.fromisoformat(when["start"])
    days = (date.fromisoformat(when["end"]) - start).days
    soon = 0 <= (start - desk.today).days <= FORECAST_DAYS and days <= FORECAST_DAYS
    leads = [desk.words.say("weather.no_forecast")] if soon else []
    named = replace(question, text=f"{question.text} {searched_month(start.month)}")
    found = _month(desk, start.month)
    if found is None:
        return _told(named, desk, leads)
    topic, month = found
    leads.append(desk.words.say("weather.month", month=desk.words.month(month.month), text=_climate(desk, month)))
    reply = _told(named, desk, leads)
    for source in topic.months_sources:
        reply = add(reply, desk, topic, Sourced(source=source, as_of="undated"), "weather")
    return reply


def searched_month(number: int) -> str:
    """The month as facts in either language write it."""
    return f"{date(2024, number, 1):%B} {number}月"


def _month(desk: Desk, number: int) -> tuple[Topic, Month] | None:
    topics = [topic for topic in desk.catalogue.of_kind("topic") if isinstance(topic, Topic)]
    return next(((topic, month) for topic in topics for month in topic.months if month.month == number), None)


def _climate(desk: Desk, month: Month) -> str:
    """The month in figures where there are some; its description where that adds to them."""
    words = desk.words
    figures = [words.say("weather.mean", degrees=f"{month.mean_c:g}")] if month.mean_c is not None else []
    if month.rainy_days:
        over = month.rainy_days.startswith(">")
        figures.append(words.say("weather.days_over" if over else "weather.days", days=month.rainy_days.lstrip(">")))
    described = [] if month.rainy_days else [month.text.say(desk.language)]
    return words.say("list.join").join((*described, *figures))


def contact(question: Question, desk: Desk) -> Reply:
    """A number for the subject, else for the town."""
    if question.subjects and desk.entries(question):
        return aspect(question, desk)
    return practical(question, desk)


def phrases(question: Question, desk: Desk) -> Reply:
    """How to say it: the expressions that match, with their pronunciation."""
    topics = [t for t in desk.catalogue.of_kind("topic") if isinstance(t, Topic) and t.expressions]
    said = [(t, e) for t in topics for e in t.expressions]
    if not said:
        return practical(question, desk)
    wanted = question.text.lower()
    scores = [(_matches(pair[1], wanted), pair) for pair in said]
    top = max(score for score, _ in scores)
    best = [pair for score, pair in scores if score >= max(top, CLOSE)][:3]
    shown = best or [pair for pair in said if pair[1].language == "zh"][:6]
    head = desk.words.say("phrases.found" if best else "phrases.some")
    lines = [_expression(desk, e) for _, e in shown]
    sources = dict.fromkeys((e.source, e.as_of) for _, e in shown)
    cited = [Sourced(source=source, as_of=as_of) for source, as_of in sources]
    return Reply(
        head,
        tuple(lines),
        citations=citations(desk, cited),
        cite_marks=desk.cite_marks,
        facts=tuple(
            FactUsed(topics[0].id, "phrases", desk.catalogue.link(c) or source_name(desk, c), c.as_of) for c in cited
        ),
    ).with_buttons(*_links(desk, "phrases"))


def _matches(expression: Expression, wanted: str) -> float:
    """How much of the expression the question asks for, from 0 to 1; a little more in the tongue it names."""
    miao = any(word in wanted for word in MIAO)
    for word in MIAO:
        wanted = wanted.replace(word, " ")
    asked = set(re.findall(r"[a-z]+", wanted)) - PLAIN
    english = set(re.findall(r"[a-z]+", expression.en.lower())) - PLAIN
    score = len(english & asked) / len(english) if english else 0.0
    written = (expression.zh, expression.saying, expression.hant or "")
    if any(text.strip("？") and text.strip("？") in wanted for text in written):
        score = 1.0
    return score + (0.1 if score and (expression.language == "hmu") == miao else 0.0)


def _expression(desk: Desk, expression: Expression) -> str:
    meaning = expression.text.say(desk.language)
    if expression.language == "zh":
        saying = meaning if desk.language == "zh-Hant" else expression.saying
        return (
            f"{expression.saying} ({expression.pinyin}) — {meaning}"
            if desk.language == "en"
            else f"{saying}（{expression.pinyin}）"
        )
    return desk.words.say("phrases.hmu", saying=expression.saying, meaning=meaning)

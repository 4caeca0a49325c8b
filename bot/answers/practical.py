"""Practical matters of the town as a whole: weather, money, manners, arriving and getting about."""

from dataclasses import replace
from datetime import date

from bot.answers.aspects import aspect
from bot.answers.compose import Held, compose, facts_about, ranked
from bot.answers.desk import Desk, Question
from bot.answers.provenance import citations
from bot.messages import Button, FactUsed, Reply, button_data
from content.closed import Sourced
from content.model import Entry, Expression, Topic

FORECAST_DAYS = 14
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
    held = ranked(_held(question, desk), question)
    held = held[question.offset :] or held
    if not held:
        head = desk.words.say("unknown.topic", about=desk.words.say(f"about.{question.intent}"), ask=desk.ask)
        return Reply(head).with_buttons(*_links(desk, question.intent))
    reply = compose(desk, held)
    shown = 1 + len(reply.lines)
    more: tuple[Button, ...] = ()
    if shown < len(held):
        more = (
            Button(
                desk.words.say("button.more"),
                button_data("more", "", f"{question.intent}.{question.offset + shown}"),
            ),
        )
    return reply.with_buttons(*more, *_links(desk, question.intent))


def _held(question: Question, desk: Desk) -> list[Held]:
    named = list(desk.entries(question))
    own = [pair for e in named for pair in facts_about(desk, e, question.intent)]
    topics = [
        *desk.catalogue.of_kind("topic"),
        *desk.catalogue.of_kind("hub", "ride"),
        *desk.catalogue.of_kind("lodging"),
    ]
    filed = [pair for e in topics for pair in facts_about(desk, e, question.intent)]
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
    """The climate of the month asked for; that there is no forecast, where one was asked for."""
    reply = practical(question, desk)
    when = question.slots.get("when")
    if not isinstance(when, dict) or "start" not in when:
        return reply
    start = date.fromisoformat(when["start"])
    lines = [desk.words.say("weather.no_forecast")] if 0 <= (start - desk.today).days <= FORECAST_DAYS else []
    month = _month(desk, start.month)
    head = month or (lines.pop() if lines else reply.head)
    body = (*lines, *([reply.head] if head != reply.head else []), *reply.lines)[:3]
    return replace(reply, head=head, lines=body)


def _month(desk: Desk, number: int) -> str | None:
    words = desk.words
    for topic in desk.catalogue.of_kind("topic"):
        for month in topic.months if isinstance(topic, Topic) else ():
            if month.month == number:
                parts = [month.text.say(desk.language)]
                parts += [words.say("weather.mean", degrees=f"{month.mean_c:g}")] if month.mean_c is not None else []
                parts += [words.say("weather.days", days=month.rainy_days)] if month.rainy_days else []
                return words.say("weather.month", month=words.month(number), text=words.say("list.join").join(parts))
    return None


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
    scored = sorted(said, key=lambda pair: -_matches(pair[1], wanted))
    best = [pair for pair in scored if _matches(pair[1], wanted) > 0][:3]
    shown = best or [pair for pair in said if pair[1].language == "zh"][:6]
    head = desk.words.say("phrases.found" if best else "phrases.some")
    lines = [_expression(desk, e) for _, e in shown]
    sources = dict.fromkeys((e.source, e.as_of) for _, e in shown)
    names = desk.catalogue.reference.sources
    cited = [Sourced(source=source, as_of=as_of) for source, as_of in sources]
    return Reply(
        head,
        tuple(lines),
        citations=citations(desk, cited),
        cite_marks=desk.cite_marks,
        facts=tuple(
            FactUsed(topics[0].id, "phrases", c.link or names.name(c).say(desk.language), c.as_of) for c in cited
        ),
    ).with_buttons(*_links(desk, "phrases"))


def _matches(expression: Expression, wanted: str) -> float:
    english = [word for word in expression.en.lower().replace("?", "").replace(",", "").split() if len(word) > 2]
    hits = sum(word in wanted for word in english)
    score = hits / max(1, len(english)) if english else 0.0
    if (
        expression.zh.strip("？") in wanted
        or expression.saying.strip("？") in wanted
        or (expression.hant or "-") in wanted
    ):
        score += 1
    miao = "苗" in wanted or "hmong" in wanted or "hmu" in wanted or "miao" in wanted
    return score + (0.2 if (expression.language == "hmu") == miao and score else 0)


def _expression(desk: Desk, expression: Expression) -> str:
    meaning = expression.text.say(desk.language)
    if expression.language == "zh":
        meaning = expression.en if desk.language == "en" else expression.zh
        return (
            f"{expression.saying} ({expression.pinyin}) — {meaning}"
            if desk.language == "en"
            else f"{expression.saying}（{expression.pinyin}）"
        )
    return desk.words.say("phrases.hmu", saying=expression.saying, meaning=meaning)

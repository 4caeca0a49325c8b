"""One line to an Understanding: names first, then the intent of what is left, then how far to trust it."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from content.names import Name
from intents.built import Built
from intents.contract import OUT_OF_SCOPE
from intents.features import generic
from intents.language import Scripts, detect
from intents.languages import load_languages
from intents.lexicon import Lexicon
from intents.marks import Marker
from intents.match import Scored
from intents.model import Intent, Marks, Outcome, Slots, Span, Understanding
from intents.normalise import blanked
from intents.planning.model import PlanWords
from intents.planning.reading import read_plan_words
from intents.reading import Read, Reader
from intents.slots.every import find_slots
from intents.slots.origin import find_origin

# tests/questions, written by another hand than the phrases: see benchmarks/matching.py for what these cost and gain.
ANSWER_FROM = 0.60
ASK_FROM = 0.36
FOUNDED, FAR = 0.2, 0.5  # a margin and a lead that need no more trust: short lines that are quite clear
VERY_CLOSE = 0.08  # the same where the better one is well founded
CLOSE = 0.20  # margins so close that either intent may be meant
WRONG_KIND = -0.45  # an intent that cannot take the kind of subject that is named
SHOWN_RUNNERS = 3
BY_OWN_NAME = ("overview", "highlights", "history", "contact")
PRICE_OF_A_PLACE = -0.5  # of a place, "how much" is its ticket
PLANNING = ("plan_trip", "change_plan", "save_plan")
AFTER_A_PLAN = {"change_plan": 0.25, "save_plan": 0.1}  # "slower please", said of the plan at hand
COURTESIES = ("greet", "thanks", "goodbye")
FROM_ONLY = ("plan_trip", "price")  # a place elsewhere may only be where these start
# Two places weighed against each other stay two, though one is part of the other.
SIDE_BY_SIDE = re.compile(r"\b(?:or|vs|versus|than|between|compared)\b|还是|或者|和|跟|与|比|同")
ASIDE = re.compile(r"\b(?:from|than|like|unlike|compared (?:to|with)|vs)(?: the)? $|(?:来自|比|像)$")
SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]*")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a line is taken to ask, how sure that is, and what it rests on."""

    intent: str
    score: float
    outcome: Outcome
    exact: str | None
    trust: float


class Understander:
    """Reads lines. Built once from what training left, the names of content, and the lexicon."""

    def __init__(self, built: Built, names: Iterable[Name], intents: Mapping[str, Intent], lexicon: Lexicon) -> None:
        self._built = built
        self._intents = intents
        self._lexicon = lexicon
        self._reader = Reader(built, names, lexicon)
        self._marker = Marker(lexicon, frozenset(built.tables.traditional))
        self._scripts = Scripts(
            frozenset(built.tables.traditional), frozenset(built.tables.simplified), load_languages()
        )

    def understand(
        self,
        text: str,
        today: date,
        previous: str | None = None,
        about: str | None = None,
        after: str | None = None,
    ) -> Understanding:
        """What the line asks.

        previous: the chat's last language; about: the kind of its last subject; after: the intent of its last question.
        """
        read = self._reader.read(text)
        language = detect(read.normal.typed, self._scripts, previous=previous, pinyin=read.pinyin)
        if not any(token.text.isalnum() or token.text[0] == "<" for token in read.tokens):
            return Understanding(language, "help", "answer", 0.0)
        found = self._judge(read, language, today, about, after)
        if found.marks.act and not found.marks.act.whole:
            found = self._besides_the_pick(found, read, language, today, about)
        return self._with_second_question(found, read, language, today)

    def named(self, text: str) -> tuple[str, ...]:
        """The entries that a few words name, sure ones before those that are only hinted at."""
        read = self._reader.read(text)
        return tuple(span.ids[0] for span in (*read.strict, *read.loose))

    def plan_words(self, text: str) -> PlanWords:
        """All that the line says of a plan."""
        read = self._reader.read(text)
        return read_plan_words(read.normal.folded, read.spans)

    def _besides_the_pick(
        self, found: Understanding, read: Read, language: str, today: date, about: str | None
    ) -> Understanding:
        """What "tickets for the second one" asks, read without "the second one"."""
        hits = [hit for name in ("picks", "other") for hit in self._lexicon.hits(name, read.normal.folded)]
        rest = blanked(read.normal.typed, hits)
        again = self._judge(self._reader.read(rest), language, today, about)
        marks = found.marks
        return replace(again, marks=replace(again.marks, act=marks.act, routes=marks.routes, asks=marks.asks))

    def _judge(
        self, read: Read, language: str, today: date, about: str | None = None, after: str | None = None
    ) -> Understanding:
        marks = self._marker.marks(read)
        read, scored = self._score(read, about, after)
        meant = self._meant(read, scored, marks, goes_on=about is not None)
        subjects, places = self._subjects(read, meant.intent)
        slots = find_slots(read.line, places, self._lexicon, today)
        left = self._marker.left(read, slots)
        if not left and meant.exact is None and meant.outcome != "refuse" and _asks_the_day(read, slots):
            meant = replace(meant, intent="dates", score=1.0, outcome="answer")
        wanted = self._intents[meant.intent].slots if meant.intent in self._intents else ()
        others = (pair for pair in scored.ranked[: SHOWN_RUNNERS + 1] if pair[0] != meant.intent)
        return Understanding(
            language=language,
            intent=meant.intent,
            outcome=meant.outcome,
            score=round(meant.score, 3),
            subjects=tuple(subjects),
            slots={name: value for name, value in slots.items() if name in wanted},
            all_slots=slots,
            runners_up=tuple((name, _share(margin)) for name, margin in others)[:SHOWN_RUNNERS],
            marks=replace(marks, left=left, loosely=bool(subjects) and not read.strict),
            steps=_steps(read, scored, meant),
        )

    def _meant(self, read: Read, scored: Scored, marks: Marks, *, goes_on: bool) -> Meant:
        """The intent of the line: that of bare names, of the very phrase, or the likeliest; out of scope elsewhere."""
        exact = self._built.exact.get(" ".join(map(generic, read.masked)))
        trust = self._built.head.trust(scored, read.masked, goes_on=goes_on)
        meant = Meant(scored.best, trust, _outcome(scored, trust), exact, trust)
        if marks.bare is not None:
            meant = replace(meant, intent=marks.bare, score=1.0, outcome="answer")
        elif exact is not None and (exact == scored.best or not read.strict or self._takes(exact, read)):
            outcome: Outcome = "refuse" if exact == OUT_OF_SCOPE else "answer"
            meant = replace(meant, intent=exact, score=max(0.97, trust), outcome=outcome)
        if meant.outcome == "refuse" or self._is_elsewhere(read, meant.intent):
            return replace(meant, intent=OUT_OF_SCOPE, outcome="refuse")
        return meant

    def _score(self, read: Read, about: str | None, after: str | None = None) -> tuple[Read, Scored]:
        """The margins, and the line as it was read for them: a loose name counts as a name where that fits better."""
        kinds = {span.kind for span in read.strict} or ({about} if about else set())
        if any(span.kind == "ride" for span in read.loose):
            kinds = {*kinds, "ride"}
        if kinds and self._reader.index.route(read.tokens, sure=True):
            kinds = {*kinds, "food_route"}
        plain = self._margins(read.masked, kinds, after, named=bool(read.strict))
        if read.whole != read.masked and not read.strict:
            # Thanks with a reason are thanks still; "hi" before a question is nothing.
            whole = self._margins(read.whole, kinds)
            if whole.best in COURTESIES and whole.ranked[0][1] > plain.ranked[0][1]:
                return replace(read, masked=read.whole), whole
        loose = [span for span in read.loose if span.kind != "topic"][:1]
        if read.strict or not loose:
            return read, plain
        masked, _ = self._reader.masked(
            read.tokens, [*(s for s in read.spans if s.how != "loose"), replace(loose[0], how="exact")]
        )
        named = self._margins(masked, {loose[0].kind})
        fits = loose[0].kind in self._intents[named.best].kinds
        if fits and named.ranked[0][1] > plain.ranked[0][1]:
            return replace(read, masked=tuple(masked)), named
        return read, plain

    def _margins(
        self, masked: Sequence[str], kinds: set[str], after: str | None = None, *, named: bool = False
    ) -> Scored:
        boost = defaultdict(float, AFTER_A_PLAN if after in PLANNING else {})
        for name, intent in self._intents.items():
            if kinds and intent.subject == "needed" and not kinds & set(intent.kinds):
                boost[name] += WRONG_KIND
        for name in COURTESIES if named else ():
            boost[name] += WRONG_KIND
        if not kinds - {"place", "event"}:
            boost["price"] += PRICE_OF_A_PLACE
        return self._built.linear.score(masked, self._built.tables.pinyin, boost)

    def _takes(self, intent: str, read: Read) -> bool:
        return not self._intents[intent].kinds or any(span.kind in self._intents[intent].kinds for span in read.strict)

    def _is_elsewhere(self, read: Read, intent: str) -> bool:
        """True where the question is about a place that is none of the town's: weather somewhere else."""
        outside = [span for span in read.spans if span.kind == "outside" and not _aside(read.normal.folded, span)]
        here = read.strict or any(span.kind == "town" for span in read.spans)
        meant = self._intents[intent].outside if intent in self._intents else "fine"
        if not outside or here or meant == "fine":
            return False
        if meant == "refuse":
            return True
        origin = find_origin(read.line)
        there = next((span for span in read.line.spans if span.kind == "outside"), None)
        from_there = origin is not None and there is not None and origin.meets(there.start, there.end)
        return len(outside) > 1 or (intent in FROM_ONLY and not from_there)

    def _subjects(self, read: Read, intent: str) -> tuple[list[str], list[tuple[str, int]]]:
        kinds = self._intents[intent].kinds if intent in self._intents else ()
        spans = self._reader.index.without_areas(_without_venues(read.strict, read.normal.folded))
        if not spans or "topic" in kinds:  # "peanut allergy" and a dish: both are meant
            taken = [span for span in read.loose if span.kind in kinds and (not spans or span.kind == "topic")]
            spans = sorted([*spans, *taken[:2]], key=lambda span: span.start)
        chosen: list[tuple[str, int]] = []
        for span in map(partial(self._as_meant, intent=intent), spans):
            entry = self._reader.index.choose(span, kinds, by_kind=intent not in BY_OWN_NAME)
            if entry and entry not in [one for one, _ in chosen]:
                chosen.append((entry, read.line.place(span.start)))
        if tuple(kinds) == ("food_route",) and (route := self._reader.index.route(read.tokens)):
            return [route], [(route, 0)]
        if SIDE_BY_SIDE.search(read.line.text):
            return [entry for entry, _ in chosen], chosen
        kept = self._reader.index.without_parents([entry for entry, _ in chosen])
        return kept, [pair for pair in chosen if pair[0] in kept]

    def _as_meant(self, span: Span, intent: str) -> Span:
        """A thing told by its place, or that place where the intent is about it: "rooms in that town"."""
        contract = self._intents.get(intent)
        to_go_there = span.kind == "ride" and intent == "getting_there"
        fits = contract and span.kind in contract.kinds and span.kind != "lodging" and not to_go_there
        return span if fits or not span.place else replace(span, ids=span.place, main=frozenset(span.place))

    def _with_its_question(self, found: Understanding, asked: Understanding) -> Understanding:
        """The one question of a line that also tells something, where it is clearer alone than in the whole."""
        if asked.outcome != "answer" or asked.score <= found.score:
            return found
        subjects = asked.subjects or found.subjects
        every = found.all_slots | asked.all_slots
        wanted = self._intents[asked.intent].slots
        slots = {name: value for name, value in every.items() if name in wanted}
        return replace(asked, subjects=subjects, slots=slots, all_slots=every, steps=found.steps)

    def _with_second_question(self, found: Understanding, read: Read, language: str, today: date) -> Understanding:
        """The first of two questions in one line, with the other as the first runner-up."""
        sentences = [part for part in SENTENCE.findall(read.normal.typed) if len(part) > 3]
        parts = [part for part in sentences if part[-1] in "?？"]
        if len(parts) == 1 and len(sentences) > 1 and not found.marks.bare:
            return self._with_its_question(found, self._judge(self._reader.read(parts[0]), language, today))
        if len(parts) != 2 or found.marks.bare:
            return found
        first, second = (self._judge(self._reader.read(part), language, today) for part in parts)
        if first.outcome != "answer" or second.outcome != "answer" or first.intent == second.intent:
            return found
        runners = (
            (second.intent, second.score),
            *(r for r in found.runners_up if r[0] not in (first.intent, second.intent)),
        )
        return replace(first, runners_up=runners[:SHOWN_RUNNERS], second=second)


def _steps(read: Read, scored: Scored, meant: Meant) -> dict[str, object]:
    """How it came to that, for `ask --explain`."""
    return {
        "folded": read.normal.folded,
        "names": read.spans,
        "masked": " ".join(read.masked),
        "exact": meant.exact,
        "margins": scored.ranked[:4],
        "trust": round(meant.trust, 3),
    }


def _asks_the_day(read: Read, slots: Slots) -> bool:
    """True where a line names events and a time, with nothing beside: "the boat races today?"."""
    return "when" in slots and bool(read.strict) and all(span.kind == "event" for span in read.strict)


def _aside(folded: str, span: Span) -> bool:
    """True where a place elsewhere is only where someone comes from, or what the town is compared with."""
    return bool(ASIDE.search(folded[: span.start]))


def _without_venues(spans: Sequence[Span], folded: str) -> list[Span]:
    """The names without the place that an event is said to be in: "the show in that town" is the show."""
    kept: list[Span] = []
    for span in spans:
        between = folded[kept[-1].end : span.start].strip() if kept else ""
        if not (kept and kept[-1].kind == "event" and span.kind == "place" and between in ("in", "at")):
            kept.append(span)
    return kept


def _share(margin: float) -> float:
    """A margin as a figure between 0 and 1, for showing beside a score; 0.5 where the model is undecided."""
    return round(1 / (1 + math.exp(-3 * margin)), 3)


def _outcome(scored: Scored, trust: float) -> Outcome:
    if trust < ASK_FROM:
        return "refuse"
    gap = scored.ranked[0][1] - scored.ranked[1][1]
    best = scored.ranked[0][1]
    if best > FOUNDED and gap > FAR:
        return "answer"
    return "ask" if trust < ANSWER_FROM or gap < (CLOSE if best < 0 else VERY_CLOSE) else "answer"

"""One line to an Understanding: names first, then the intent of what is left, then how far to trust it."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from content.names import Name
from intents.built import Built
from intents.contract import OUT_OF_SCOPE
from intents.features import generic
from intents.language import Scripts, detect
from intents.lexicon import Lexicon
from intents.marks import Marker
from intents.match import Scored
from intents.model import Intent, Outcome, Slots, Understanding
from intents.reading import Read, Reader
from intents.slots.when import find_when
from intents.slots.wishes import wish_slots
from intents.slots.words import find_list, find_origin, word_slots

# tests/questions, written by another hand than the phrases: see benchmarks/matching.py for what these cost and gain.
ANSWER_FROM = 0.50
ASK_FROM = 0.30
CLOSE = 0.08  # margins so close that either intent may be meant
WRONG_KIND = -0.45  # an intent that cannot take the kind of subject that is named
SHOWN_RUNNERS = 3
FROM_ONLY = ("plan_trip", "price")  # a place elsewhere may only be where these start


class Understander:
    """Reads lines. Built once from what training left, the names of content, and the lexicon."""

    def __init__(self, built: Built, names: Iterable[Name], intents: Mapping[str, Intent], lexicon: Lexicon) -> None:
        self._built = built
        self._intents = intents
        self._lexicon = lexicon
        self._reader = Reader(built, names, lexicon)
        self._marker = Marker(lexicon, frozenset(built.tables.traditional))
        self._scripts = Scripts(
            frozenset(built.tables.traditional), frozenset(built.tables.simplified), lexicon.foreign
        )

    def understand(
        self, text: str, today: date, previous: str | None = None, about: str | None = None
    ) -> Understanding:
        """What the line asks. `previous` is the chat's last language, `about` the kind of its last subject."""
        read = self._reader.read(text)
        language = detect(read.normal.typed, self._scripts, previous=previous, pinyin=read.pinyin)
        if not any(token.text.isalnum() or token.text[0] == "<" for token in read.tokens):
            return Understanding(language, "help", "answer", 0.0)
        found = self._judge(read, language, today, about)
        if found.marks.act and not found.marks.act.whole:
            found = self._besides_the_pick(found, read, language, today, about)
        return self._with_second_question(found, read, language, today)

    def _besides_the_pick(
        self, found: Understanding, read: Read, language: str, today: date, about: str | None
    ) -> Understanding:
        """What "tickets for the second one" asks, read without "the second one"."""
        rest = read.normal.typed
        for word in (*self._lexicon.picks, *self._lexicon.other):
            rest = re.sub(re.escape(word), " ", rest, flags=re.IGNORECASE)
        again = self._judge(self._reader.read(rest), language, today, about)
        return replace(again, marks=replace(again.marks, act=found.marks.act))

    def _judge(self, read: Read, language: str, today: date, about: str | None = None) -> Understanding:
        marks = self._marker.marks(read)
        read, scored = self._score(read, about)
        exact = self._built.exact.get(" ".join(map(generic, read.masked)))
        trust = self._built.head.trust(scored, read.masked)
        intent, score, outcome = scored.best, trust, _outcome(scored, trust)
        if marks.bare is not None:
            intent, score, outcome = marks.bare, 1.0, "answer"
        elif exact is not None and (exact == scored.best or not read.strict or self._takes(exact, read)):
            intent, score = exact, max(0.97, trust)
            outcome = "refuse" if exact == OUT_OF_SCOPE else "answer"
        if outcome == "refuse" or self._is_elsewhere(read, intent):
            intent, outcome = OUT_OF_SCOPE, "refuse"
        subjects, places = self._subjects(read, intent)
        wanted = self._intents[intent].slots if intent in self._intents else ()
        slots = self._slots(read, wanted, places, today)
        runners = tuple((name, _share(margin)) for name, margin in scored.ranked[: SHOWN_RUNNERS + 1] if name != intent)
        return Understanding(
            language=language,
            intent=intent,
            outcome=outcome,
            score=round(score, 3),
            subjects=tuple(subjects),
            slots={name: value for name, value in slots.items() if name in wanted},
            all_slots=slots,
            runners_up=runners[:SHOWN_RUNNERS],
            marks=marks,
            steps={
                "folded": read.normal.folded,
                "names": read.spans,
                "masked": " ".join(read.masked),
                "exact": exact,
                "margins": scored.ranked[:4],
                "trust": round(trust, 3),
            },
        )

    def _score(self, read: Read, about: str | None) -> tuple[Read, Scored]:
        """The margins, and the line as it was read for them: a loose name counts as a name where that fits better."""
        plain = self._margins(read.masked, {span.kind for span in read.strict} or ({about} if about else set()))
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

    def _margins(self, masked: Sequence[str], kinds: set[str]) -> Scored:
        boost: dict[str, float] = {}
        if kinds:
            needing = {name: intent for name, intent in self._intents.items() if intent.subject == "needed"}
            boost = {name: WRONG_KIND for name, intent in needing.items() if not kinds & set(intent.kinds)}
        return self._built.linear.score(masked, self._built.tables.pinyin, boost)

    def _takes(self, intent: str, read: Read) -> bool:
        return not self._intents[intent].kinds or any(span.kind in self._intents[intent].kinds for span in read.strict)

    def _is_elsewhere(self, read: Read, intent: str) -> bool:
        """True where the question is about a place that is none of the town's: weather somewhere else."""
        outside = [span for span in read.spans if span.kind == "outside"]
        here = read.strict or any(span.kind == "town" for span in read.spans)
        meant = self._intents[intent].outside if intent in self._intents else "fine"
        if not outside or here or meant == "fine":
            return False
        if meant == "refuse":
            return True
        origin = find_origin(read.normal.folded, read.normal.folded) or ""
        names = [read.normal.folded[span.start : span.end] for span in outside]
        return len(names) > 1 or (intent in FROM_ONLY and names[0] not in origin)

    def _subjects(self, read: Read, intent: str) -> tuple[list[str], list[tuple[str, int]]]:
        kinds = self._intents[intent].kinds if intent in self._intents else ()
        spans = self._reader.index.without_areas(read.strict)
        if not spans or "topic" in kinds:  # "peanut allergy" and a dish: both are meant
            taken = [span for span in read.loose if span.kind in kinds and (not spans or span.kind == "topic")]
            spans = sorted([*spans, *taken[:2]], key=lambda span: span.start)
        chosen: list[tuple[str, int]] = []
        for span in spans:
            entry = self._reader.index.choose(span, kinds, by_kind=intent not in ("overview", "highlights", "history"))
            if entry and entry not in [one for one, _ in chosen]:
                chosen.append((entry, span.start))
        return [entry for entry, _ in chosen], chosen

    def _slots(self, read: Read, wanted: Sequence[str], named: Sequence[tuple[str, int]], today: date) -> Slots:
        folded, typed = read.blanked(read.strict), read.normal.typed
        slots: dict[str, Any] = word_slots(read.normal.folded, typed, self._lexicon)
        when = find_when(folded, typed, today)
        if when:
            slots["when"] = when.as_slot()
        kind = next(iter(find_list(read.normal.folded, self._lexicon.lists["kinds"])), None)
        slots |= {"kind": kind} if kind else {}
        slots |= {"place": named[0][0]} if named else {}
        slots |= {"start": slots["from"]} if "from" in slots else {}
        return slots | (wish_slots(read.normal.folded, named, self._lexicon) if "must_see" in wanted else {})

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


SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]*")


def _share(margin: float) -> float:
    """A margin as a figure between 0 and 1, for showing beside a score; 0.5 where the model is undecided."""
    return round(1 / (1 + math.exp(-3 * margin)), 3)


def _outcome(scored: Scored, trust: float) -> Outcome:
    if trust < ASK_FROM:
        return "refuse"
    gap = scored.ranked[0][1] - scored.ranked[1][1]
    return "ask" if trust < ANSWER_FROM or gap < CLOSE else "answer"

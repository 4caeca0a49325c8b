"""One line to an Understanding: names first, then the intent of what is left, then how far to trust it."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from content.names import Name
from intents.built import Built
from intents.contract import OUT_OF_SCOPE
from intents.features import feature_tokens, generic, mask
from intents.language import SPOKEN, Scripts, detect
from intents.lexicon import Lexicon
from intents.match import Scored
from intents.model import Act, Intent, Outcome, Slots, Span, Understanding
from intents.normalise import Normal, Token, normalise, tokenise
from intents.pinyin import cut
from intents.repair import Repair
from intents.slots.when import find_when
from intents.slots.wishes import wish_slots
from intents.slots.words import find_list, find_origin, word_slots
from intents.subjects import NameIndex

# tests/questions, written by another hand than the phrases: see benchmarks/matching.py for what these cost and gain.
ANSWER_FROM = 0.50
ASK_FROM = 0.30
CLOSE = 0.08  # margins so close that either intent may be meant
WRONG_KIND = -0.45  # an intent that cannot take the kind of subject that is named
SHOWN_RUNNERS = 3
FROM_ONLY = ("plan_trip", "price")  # a place elsewhere may only be where these start
BRIEF = 7  # tokens: "what about parking", 停车方便吗
PAUSES = frozenset(",，.。!！?？、;；~～…")


@dataclass(frozen=True, slots=True)
class _Read:
    """A line on its way: its names, its masked tokens, and whether it was pinyin."""

    normal: Normal
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]
    masked: tuple[str, ...]
    pinyin: bool

    @property
    def strict(self) -> list[Span]:
        """Names of entries that are sure to be meant."""
        return [span for span in self.spans if span.how != "loose" and span.kind not in ("town", "outside")]

    @property
    def loose(self) -> list[Span]:
        """Words that mean an entry only where no other is named."""
        return [span for span in self.spans if span.how == "loose" and span.kind not in ("town", "outside")]


class Understander:
    """Reads lines. Built once from what training left, the names of content, and the lexicon."""

    def __init__(self, built: Built, names: Iterable[Name], intents: Mapping[str, Intent], lexicon: Lexicon) -> None:
        self._built = built
        self._intents = intents
        self._lexicon = lexicon
        self._index = NameIndex(names, built.tables.fold, built.tables.pinyin, built.sounds)
        self._repair = Repair(built.words)
        fillers = {*lexicon.filler, *lexicon.carrying}
        self._han_fillers = sorted((word for word in fillers if not word.isascii()), key=len, reverse=True)
        self._pairs = built.pairs
        self._syllables = frozenset(built.tables.pinyin.values())
        self._scripts = Scripts(
            frozenset(built.tables.traditional), frozenset(built.tables.simplified), lexicon.foreign
        )

    def understand(
        self, text: str, today: date, previous: str | None = None, about: str | None = None
    ) -> Understanding:
        """What the line asks. `previous` is the chat's last language, `about` the kind of its last subject."""
        read = self._read(text)
        language = detect(read.normal.typed, self._scripts, previous=previous, pinyin=read.pinyin)
        if not any(token.text.isalnum() or token.text[0] == "<" for token in read.tokens):
            return Understanding(language, "help", "answer", 0.0)
        found = self._judge(read, language, today, about)
        if found.act and not found.act.whole:
            found = self._besides_the_pick(found, read, language, today, about)
        return self._with_second_question(found, read, language, today)

    def _besides_the_pick(
        self, found: Understanding, read: _Read, language: str, today: date, about: str | None
    ) -> Understanding:
        """What "tickets for the second one" asks, read without "the second one"."""
        words = {"pick": (*self._lexicon.picks, *self._lexicon.other)}
        rest = read.normal.typed
        for word in words["pick"]:
            rest = re.sub(re.escape(word), " ", rest, flags=re.IGNORECASE)
        return replace(self._judge(self._read(rest), language, today, about), act=found.act)

    def _read(self, text: str) -> _Read:
        normal = normalise(text, self._built.tables.fold)
        tokens = tokenise(normal.folded)
        spans = self._index.find(tokens, self._built.words, self._pairs)
        spans = [self._with_trailing(span, normal.folded, spans) for span in spans]
        masked, pinyin = self._masked(tokens, spans)
        masked = self._without_polite(masked)
        return _Read(normal, tuple(tokens), tuple(spans), tuple(masked), pinyin)

    def _without_polite(self, masked: list[str]) -> list[str]:
        """The tokens without a greeting in front and thanks behind, where there is a question besides."""
        rest = masked
        for phrase in self._lexicon.polite:
            words = phrase.split() if phrase.isascii() else list(phrase)
            if rest[: len(words)] == words:
                rest = rest[len(words) :]
            if rest[-len(words) :] == words:
                rest = rest[: -len(words)]
            while rest and rest[0] in PAUSES:
                rest = rest[1:]
            while rest and rest[-1] in PAUSES:
                rest = rest[:-1]
        return rest if sum(token not in PAUSES for token in rest) >= 3 else masked

    def _with_trailing(self, span: Span, folded: str, spans: Sequence[Span]) -> Span:
        """The span with the noun that trails the name: a name and "village" are one name."""
        if span.how == "loose" or span.kind == "outside":
            return span
        rest = folded[span.end :]
        gap = len(rest) - len(rest.lstrip())
        for noun in self._lexicon.trailing:
            if rest[gap:].startswith(noun) and (
                not noun.isascii() or (gap and not rest[gap + len(noun) :][:1].isalnum())
            ):
                end = span.end + gap + len(noun)
                if not any(other.start < end and other.end > span.end for other in spans if other.how != "loose"):
                    return Span(span.start, end, span.ids, span.kind, span.score, span.how, span.main)
        return span

    def _masked(self, tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[list[str], bool]:
        strict = [span for span in spans if span.how != "loose"]
        words = [token for token in tokens if token.is_word and not any(s.start <= token.start < s.end for s in strict)]
        sounds = self._sounds(words, has_han=any(token.is_han for token in tokens))
        masked: list[str] = []
        done: set[int] = set()
        for token in tokens:
            span = next((s for s in strict if s.start <= token.start < s.end), None)
            if span:
                if id(span) not in done:
                    masked.append(mask(span.kind))
                    done.add(id(span))
            elif token in sounds:
                masked += [f"'{syllable}" for syllable in sounds[token]]
            elif token.is_word:
                masked += self._repair.mend(token.text, self._built.words)
            else:
                masked += feature_tokens([token])
        return masked, bool(sounds) and not any(token.is_han for token in tokens)

    def _sounds(self, words: Sequence[Token], *, has_han: bool) -> dict[Token, Sequence[str]]:
        """The words that are pinyin, with their syllables; pinyin is never read into a line of English."""
        cuts = {word: syllables for word in words if (syllables := cut(word.text, self._syllables))}
        strange = [word for word in cuts if word.text not in self._built.words and len(word.text) > 2]
        if strange and (len(cuts) == len(words) or has_han):
            return cuts if len(cuts) == len(words) else {word: cuts[word] for word in strange}
        return {word: cuts[word] for word in strange if len(cuts[word]) > 1 and len(cuts) * 2 > len(words)}

    def _judge(self, read: _Read, language: str, today: date, about: str | None = None) -> Understanding:
        bare = self._bare(read)
        read, scored = self._score(read, about)
        exact = self._built.exact.get(" ".join(map(generic, read.masked)))
        trust = self._built.head.trust(scored, read.masked)
        intent, score, outcome = scored.best, trust, _outcome(scored, trust)
        if bare is not None:
            intent, score, outcome = bare, 1.0, "answer"
        elif exact is not None and (exact == scored.best or not read.strict or self._takes(exact, read)):
            intent, score = exact, max(0.97, trust)
            outcome = "refuse" if exact == OUT_OF_SCOPE else "answer"
        if outcome == "refuse" or self._is_elsewhere(read, intent):
            intent, outcome = OUT_OF_SCOPE, "refuse"
        subjects, places = self._subjects(read, intent)
        wanted = self._intents[intent].slots if intent in self._intents else ()
        slots = self._slots(read, wanted, places, today)
        runners = tuple(
            (name, round(margin, 3)) for name, margin in scored.ranked[: SHOWN_RUNNERS + 1] if name != intent
        )
        return Understanding(
            language=language,
            intent=intent,
            outcome=outcome,
            score=round(score, 3),
            subjects=tuple(subjects),
            slots={name: value for name, value in slots.items() if name in wanted},
            all_slots=slots,
            brief=len(read.masked) <= BRIEF,
            asks_source=bool(find_list(read.normal.folded, {"source": self._lexicon.sources})),
            speaks_of_me=bool(find_list(read.normal.folded, {"me": self._lexicon.me})),
            runners_up=runners[:SHOWN_RUNNERS],
            bare=bare is not None,
            speaks_of_town=any(span.kind == "town" for span in read.spans),
            carries=self._carries(read),
            refers_back=self._refers_back(read),
            act=self._act(read),
            wants_language=self._wants_language(read) if intent == "set_language" else None,
            steps={
                "folded": read.normal.folded,
                "names": read.spans,
                "masked": " ".join(read.masked),
                "exact": exact,
                "margins": scored.ranked[:4],
                "trust": round(trust, 3),
            },
        )

    def _score(self, read: _Read, about: str | None) -> tuple[_Read, Scored]:
        """The margins, and the line as it was read for them: a loose name counts as a name where that fits better."""
        plain = self._margins(read.masked, {span.kind for span in read.strict} or ({about} if about else set()))
        loose = [span for span in read.loose if span.kind != "topic"][:1]
        if read.strict or not loose:
            return read, plain
        masked, _ = self._masked(
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

    def _takes(self, intent: str, read: _Read) -> bool:
        return not self._intents[intent].kinds or any(span.kind in self._intents[intent].kinds for span in read.strict)

    def _bare(self, read: _Read) -> str | None:
        """The intent of a line that is nothing but a name and fillers, or nothing but the town's name."""
        strict = [span for span in read.spans if span.how != "loose"]
        rest = self._without_fillers(_blanked(read, strict))
        named = {span.kind for span in strict}
        if rest:
            loose = [span for span in read.loose if span.kind != "topic"]
            only = loose and not named and not self._without_fillers(_blanked(read, loose))
            return "overview" if only else None
        if named - {"town", "outside"}:
            return "overview"
        return "city_facts" if "town" in named else None

    def _without_fillers(self, folded: str) -> str:
        """What is left of a line without polite words, the words that carry on or correct, and signs."""
        line = " ".join(re.findall(r"[^\W_]+(?:'[a-z]+)?", folded))
        for phrase in self._lexicon.carrying:
            if phrase.isascii() and (line == phrase or line.startswith(f"{phrase} ")):
                line = line[len(phrase) :].strip()
        kept = [word for word in line.split() if word not in self._lexicon.filler]
        han = "".join(word for word in kept if not word.isascii())
        for filler in self._han_fillers:
            han = han.replace(filler, "")
        return "".join(word for word in kept if word.isascii()) + han

    def _wants_language(self, read: _Read) -> str | None:
        """The language that is asked for; Chinese asked for in Traditional characters means those."""
        wanted = next(iter(find_list(read.normal.folded, self._lexicon.languages)), None)
        in_traditional = any(char in self._scripts.traditional for char in read.normal.typed)
        return "zh-Hant" if wanted == "zh" and in_traditional and "简" not in read.normal.folded else wanted

    def _is_elsewhere(self, read: _Read, intent: str) -> bool:
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

    def _carries(self, read: _Read) -> bool:
        line = " ".join(re.findall(r"[^\W_]+(?:'[a-z]+)?", read.normal.folded))
        return any(
            line.startswith(f"{word} " if word.isascii() else word) or (not word.isascii() and line.endswith(word))
            for word in self._lexicon.carrying
        )

    def _act(self, read: _Read) -> Act | None:
        line = read.normal.folded.strip(" ?？!！.。,，")
        if line in self._lexicon.yes:
            return Act("yes")
        if line in self._lexicon.no:
            return Act("no")
        if read.strict:
            return None
        for word, place in self._lexicon.picks.items():
            if find_list(line, {"pick": (word,)}):
                return Act("pick", place, whole=not self._without_fillers(line.replace(word, " ")))
        for word in self._lexicon.other:
            if find_list(line, {"other": (word,)}):
                return Act("other", whole=not self._without_fillers(line.replace(word, " ")))
        return None

    def _refers_back(self, read: _Read) -> bool:
        return bool(find_list(read.normal.folded, {"back": self._lexicon.back}))

    def _subjects(self, read: _Read, intent: str) -> tuple[list[str], list[tuple[str, int]]]:
        kinds = self._intents[intent].kinds if intent in self._intents else ()
        spans = self._index.without_areas(read.strict)
        if not spans or "topic" in kinds:  # "peanut allergy" and a dish: both are meant
            taken = [span for span in read.loose if span.kind in kinds and (not spans or span.kind == "topic")]
            spans = sorted([*spans, *taken[:2]], key=lambda span: span.start)
        chosen: list[tuple[str, int]] = []
        for span in spans:
            entry = self._index.choose(span, kinds, by_kind=intent not in ("overview", "highlights", "history"))
            if entry and entry not in [one for one, _ in chosen]:
                chosen.append((entry, span.start))
        return [entry for entry, _ in chosen], chosen

    def _slots(self, read: _Read, wanted: Sequence[str], named: Sequence[tuple[str, int]], today: date) -> Slots:
        folded, typed = _blanked(read, read.strict), read.normal.typed
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

    def _with_second_question(self, found: Understanding, read: _Read, language: str, today: date) -> Understanding:
        """The first of two questions in one line, with the other as the first runner-up."""
        sentences = [part for part in SENTENCE.findall(read.normal.typed) if len(part) > 3]
        parts = [part for part in sentences if part[-1] in "?？"]
        if len(parts) == 1 and len(sentences) > 1 and not found.bare:
            return self._with_its_question(found, self._judge(self._read(parts[0]), language, today))
        if len(parts) != 2 or found.bare:
            return found
        first, second = (self._judge(self._read(part), language, today) for part in parts)
        if first.outcome != "answer" or second.outcome != "answer" or first.intent == second.intent:
            return found
        runners = (
            (second.intent, second.score),
            *(r for r in found.runners_up if r[0] not in (first.intent, second.intent)),
        )
        return replace(first, runners_up=runners[:SHOWN_RUNNERS], second=second)


def _blanked(read: _Read, spans: Sequence[Span]) -> str:
    """The folded line with its names blanked, so that a weekday in a name is no date; the length stays."""
    folded = read.normal.folded
    for span in spans:
        folded = folded[: span.start] + " " * (span.end - span.start) + folded[span.end :]
    return folded


SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]*")


def _share(margin: float) -> float:
    """A margin as a figure between 0 and 1, for showing beside a score; 0.5 where the model is undecided."""
    return round(1 / (1 + math.exp(-3 * margin)), 3)


def _outcome(scored: Scored, trust: float) -> Outcome:
    if trust < ASK_FROM:
        return "refuse"
    gap = scored.ranked[0][1] - scored.ranked[1][1]
    return "ask" if trust < ANSWER_FROM or gap < CLOSE else "answer"


__all__ = ["SPOKEN", "Understander"]

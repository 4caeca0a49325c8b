"""Names in a line: exact, by sound, or misspelt; the longest wins, and no two overlap."""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz, process

from content.names import Name
from intents.described import NEARLY, Descriptions, InParts
from intents.model import Span
from intents.normalise import HAN, Token, normalise, tokenise
from intents.pinyin import blur, cut, toneless

SHORTEST_FUZZY = 5
SHORTEST_SOUND = 2
LONGEST_SOUND = 8
LONGEST_NAME = 30  # tokens
LONGEST_WINDOW = 5  # words
# On misspelt names of this content: 80 finds 9 of 10, 75 starts to take plain words for names.
FUZZY_CUT = 82
PINYIN_CUT = 93
FARTHEST_LENGTH = 3
START = 3  # characters of a name that are looked at first
_SIDE = re.compile(r"[(（].*?[)）]")
_SPLIT = re.compile(r"[,，:：]\s*")


@dataclass(frozen=True, slots=True)
class _Key:
    ids: tuple[str, ...]
    kind: str
    loose: bool
    main: frozenset[str]


class NameIndex:
    """Every name and its variants, ready to be found in a tokenised line."""

    def __init__(
        self,
        names: Iterable[Name],
        fold: Mapping[str, str],
        pinyin: Mapping[str, str],
        sounds: Mapping[str, Sequence[str]],
        trailing: Collection[str] = (),
        spelt: Container[str] = (),
    ) -> None:
        """`trailing`: nouns that visitors leave out of a name; `spelt`: words that are right as they stand."""
        names = list(names)
        names += _shortened(names, trailing, spelt)
        self._pinyin = pinyin
        self._syllables = frozenset(pinyin.values())
        self._kinds = {name.id: name.kind for name in names}
        self._areas = {name.id for name in names if name.kind == "place" and "area" in name.tags}
        self._keys = _group(names, fold)
        self._inside = {name.id: name.part_of for name in names if name.part_of}
        self._in_parts = InParts(names, fold)
        self._routes = Descriptions(names, "food_route", fold)
        self._by_sound = self._index_sounds(sounds)
        self._longest = max(map(len, self._keys), default=0)
        self._starts = {key[:size] for key in self._keys for size in range(1, START + 1)}
        self._latin: dict[int, list[str]] = defaultdict(list)
        for key, found in self._keys.items():
            if key.isascii() and len(key) >= SHORTEST_FUZZY and not found.loose:
                self._latin[len(key)].append(key)

    def find(
        self,
        tokens: Sequence[Token],
        folded: str,
        known_words: Collection[str],
        known_pairs: Collection[str],
        spelt: Container[str] = (),
    ) -> list[Span]:
        """Names in the line, left to right.

        `known_words` and `known_pairs`: words and Han pairs of phrases, never taken for a name written otherwise;
        `spelt`: words that are right as they stand, and no name misspelt unless beside another.
        """
        spans = self._whole(tokens, known_pairs)
        spans += self._misspelt([token for token in tokens if not _inside(token, spans)], known_words, spelt)
        strict = [span for span in spans if span.kind == "place" and span.how != "loose"]
        more = {id(span): self._in_parts.find(span, tokens, folded) for span in strict}
        return sorted((more.get(id(span)) or span for span in spans), key=lambda span: span.start)

    def route(self, tokens: Sequence[Token], *, sure: bool = False) -> str | None:
        """The food route that the line describes without its name; `sure`: by two traits of it at least."""
        return self._routes.find(tokens, 2 * NEARLY if sure else NEARLY)

    def without_parents(self, entries: Sequence[str]) -> list[str]:
        """The entries without those that another of them is part of: "the boats in that town" are the boats."""
        parents = {self._inside.get(entry) for entry in entries}
        return [entry for entry in entries if entry not in parents]

    def without_areas(self, spans: Sequence[Span]) -> list[Span]:
        """The spans without plain areas, where anything else is named: "the parade in that county" is the parade."""
        sights = [span for span in spans if not self._areas.issuperset(span.ids)]
        return sights or list(spans)

    def choose(self, span: Span, kinds: Sequence[str], *, by_kind: bool) -> str | None:
        """Which entry a shared name means: of a kind the intent takes, and the one whose own name it is.

        `by_kind`: the intent's first kind goes before the own name.
        """

        def rank(entry: str) -> tuple[int, int]:
            kind = self._kinds[entry]
            place = kinds.index(kind) if kind in kinds else len(kinds) + 1
            own = int(entry not in span.main)
            return (place, own) if by_kind else (own if place <= len(kinds) else 2, place)

        return min(span.ids, key=rank, default=None)

    def _index_sounds(self, sounds: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], str]:
        """Blurred syllables to the name's key; and the name in plain pinyin becomes a key of its own."""
        index: dict[tuple[str, ...], str] = {}
        for key, syllables in sounds.items():
            found = self._keys.get(key)
            if found is None or found.loose or found.kind in ("outside", "town") or len(key) < SHORTEST_SOUND:
                continue
            index.setdefault(tuple(map(blur, syllables)), key)
            if len("".join(syllables)) >= SHORTEST_FUZZY:
                self._keys.setdefault("".join(syllables), found)
        return index

    def _whole(self, tokens: Sequence[Token], known_pairs: Collection[str]) -> list[Span]:
        """Names written out or by sound: the longest first, then strict before loose, then exact before sound."""
        found = [*self._exact(tokens), *self._sounding(tokens, known_pairs)]
        chosen: list[Span] = []
        order = ("exact", "sound", "loose")
        for span in sorted(found, key=lambda s: (s.how == "loose", s.start - s.end, order.index(s.how), s.start)):
            if not any(span.start < other.end and other.start < span.end for other in chosen):
                chosen.append(span)
        return chosen

    def _exact(self, tokens: Sequence[Token]) -> Iterator[Span]:
        parts = [_compact(token.text) for token in tokens]
        for first, start in enumerate(tokens):
            joined = ""
            for token, part in zip(tokens[first : first + LONGEST_NAME], parts[first:], strict=False):
                joined += part
                if len(joined) > self._longest or joined[:START] not in self._starts:
                    break
                key = self._keys.get(joined) or self._keys.get(joined.removesuffix("s") if joined.isascii() else "")
                if key and joined:
                    how: Literal["loose", "exact"] = "loose" if key.loose else "exact"
                    yield Span(start.start, token.end, key.ids, key.kind, 100.0, how, key.main)

    def _sounding(self, tokens: Sequence[Token], known_pairs: Collection[str]) -> Iterator[Span]:
        """Names in other characters of the same sound or partly in pinyin: of two characters one must be the same."""
        sounds = [self._sound(token) for token in tokens]
        for size in range(2, LONGEST_SOUND + 1):
            for first in range(len(tokens) - size + 1):
                window = tokens[first : first + size]
                key = self._by_sound.get(tuple(sounds[first : first + size]))
                if key is None or not _adjacent(window) or not any(token.is_han for token in window):
                    continue
                text = "".join(token.text for token in window)
                if size > SHORTEST_SOUND or (
                    text not in known_pairs
                    and any(token.text in key for token in window)
                    and not _across(tokens, window, known_pairs)
                ):
                    found = self._keys[key]
                    yield Span(window[0].start, window[-1].end, found.ids, found.kind, 90.0, "sound", found.main)

    def _sound(self, token: Token) -> str:
        return blur(self._pinyin.get(token.text, token.text if token.text in self._syllables else ""))

    def _misspelt(self, tokens: Sequence[Token], known_words: Collection[str], spelt: Container[str]) -> Iterator[Span]:
        words = [token for token in tokens if token.is_word]
        found: list[tuple[float, int, int, str]] = []
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST_WINDOW, len(words))):
                window = words[first : last + 1]
                if all(token.text in known_words for token in window) or not _near(window):
                    continue
                if len(window) == 1 and window[0].text in spelt:
                    continue
                # A window may not begin or end with a plain word, or "to" and "is" stick to the name.
                if len(window) > 1 and (window[0].text in known_words and window[-1].text in known_words):
                    continue
                match = self._by_pinyin(window) or self._closest(window)
                if match:
                    found.append((match[1], first, last, match[0]))
        taken: set[int] = set()
        for score, first, last, key in sorted(found, key=lambda item: (-item[0], item[1] - item[2])):
            if not taken & set(range(first, last + 1)):
                taken |= set(range(first, last + 1))
                named = self._keys[key]
                yield Span(words[first].start, words[last].end, named.ids, named.kind, score, "fuzzy", named.main)

    def _by_pinyin(self, window: Sequence[Token]) -> tuple[str, float] | None:
        """The name that pinyin words sound like, with sounds that are often mixed up made one."""
        syllables = self._cut(window)
        key = self._by_sound.get(tuple(map(blur, syllables))) if syllables and len(syllables) > 1 else None
        return (key, 95.0) if key else None

    def _cut(self, window: Sequence[Token]) -> list[str] | None:
        """The syllables of the words together; None where one of them is not pinyin."""
        parts = [cut(token.text, self._syllables) for token in window]
        return [syllable for part in parts if part for syllable in part] if all(parts) else None

    def _closest(self, window: Sequence[Token]) -> tuple[str, float] | None:
        joined = "".join(_compact(token.text) for token in window)
        if len(joined) < SHORTEST_FUZZY - 1:
            return None
        lengths = range(len(joined) - FARTHEST_LENGTH, len(joined) + FARTHEST_LENGTH + 1)
        likely = [key for length in lengths for key in self._latin.get(length, ())]
        # Pinyin words look alike: "jidian" (what time) is one letter from a village.
        cut_at = PINYIN_CUT if self._cut(window) else FUZZY_CUT if len(joined) > 6 else FUZZY_CUT - 3
        best = process.extractOne(joined, likely, scorer=fuzz.ratio, score_cutoff=cut_at)
        return (best[0], best[1]) if best else None


def keys_of(name: Name, fold: Mapping[str, str]) -> list[str]:
    """The name and its variants as the index holds them: folded, without spaces and signs."""
    keys = []
    for text in _variants(name.text):
        plain = toneless(text) if name.language == "pinyin" else text
        key = "".join(_compact(token.text) for token in tokenise(normalise(plain, fold).folded))
        keys += [key] if len(key) > 1 else []
    return keys


def _group(names: Iterable[Name], fold: Mapping[str, str]) -> dict[str, _Key]:
    grouped: dict[str, list[tuple[Name, bool]]] = defaultdict(list)
    for name in names:
        for number, key in enumerate(keys_of(name, fold)):
            grouped[key].append((name, number > 0))
    return {key: _key(named) for key, named in grouped.items()}


def _key(named: list[tuple[Name, bool]]) -> _Key:
    # The town's own name is no variant of an entry's: "Kaili: ..." is not the bus line.
    elsewhere = any(name.kind in ("town", "outside") for name, _ in named)
    named = [
        (name, variant) for name, variant in named if not elsewhere or not variant or name.kind in ("town", "outside")
    ]
    strict = [name for name, _ in named if not name.loose]
    chosen = strict or [name for name, _ in named]
    ids = tuple(dict.fromkeys(name.id for name in chosen))
    town = [name.kind for name in chosen if name.kind in ("town", "outside")]
    entries = [name for name in chosen if name.kind not in ("town", "outside")]
    kind = entries[0].kind if entries else town[0]
    main = frozenset(name.id for name in entries if name.main)
    return _Key(tuple(i for i in ids if i) if entries else ids, kind, not strict, main)


def _variants(text: str) -> list[str]:
    """The name itself, without its bracketed part, its first part before a comma, and without quotes or 'the'."""
    bare = _SIDE.sub("", text).strip()
    first = _SPLIT.split(bare)[0]
    found = [text, bare, *([first] if len(first) > 3 or HAN.search(first) else [])]
    found += [part.removeprefix("the ").removeprefix("The ") for part in found]
    return list(dict.fromkeys(part for part in found if part))


def _compact(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans if span.how != "loose")


def _adjacent(window: Sequence[Token]) -> bool:
    return all(first.end == second.start for first, second in pairwise(window))


def _across(tokens: Sequence[Token], window: Sequence[Token], known_pairs: Collection[str]) -> bool:
    """True where the window cuts a common word in two: a name that two half words sound like is none."""
    at = tokens.index(window[0])
    before = tokens[at - 1].text + window[0].text if at else ""
    after = window[-1].text + tokens[at + len(window)].text if at + len(window) < len(tokens) else ""
    return before in known_pairs and after in known_pairs


def _shortened(names: Sequence[Name], trailing: Collection[str], spelt: Container[str]) -> list[Name]:
    """Latin names without the noun that trails them, where what is left is no plain word and nobody else's name."""
    taken = {_compact(name.text.lower()) for name in names}
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for text in _variants(name.text) if name.main and name.text.isascii() and not name.loose else ():
            words = text.lower().split()
            while len(words) > 1 and words[-1] in trailing:
                words.pop()
            short = " ".join(words)
            if len(short) >= SHORTEST_FUZZY and len(words) < len(text.split()) and _compact(short) not in taken:
                found[short].append(name)
    return [
        replace(named[0], text=short, main=False)
        for short, named in found.items()
        if len({name.id for name in named}) == 1 and not all(word in spelt for word in short.split())
    ]


def _near(window: Sequence[Token]) -> bool:
    return all(second.start - first.end <= 1 for first, second in itertools.pairwise(window))

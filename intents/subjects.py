"""Names in a line: exact, by sound, or misspelt; the longest wins, and no two overlap."""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from content.names import Name
from intents.described import NEARLY, Descriptions, InParts
from intents.misspelt import SHORTEST_FUZZY, Misspelt, compact
from intents.model import Span
from intents.normalise import HAN, Token, blanked, normalise, tokenise
from intents.pinyin import blur, toneless

SHORTEST_SOUND = 2
OUTSIDE_CUT = 88
MOST_PLACES = 6  # in one line, that a name in pieces is looked for at
LONGEST_SOUND = 8
LONGEST_NAME = 30  # tokens
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
        latin = (k for k, found in self._keys.items() if k.isascii() and len(k) >= SHORTEST_FUZZY and not found.loose)
        self._misspelt = Misspelt(latin, self._by_sound, self._syllables)

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
        words = [token for token in tokens if token.is_word and not _inside(token, spans)]
        for first, last, key, score in self._misspelt.find(words, known_words, spelt):
            named = self._keys[key]
            if named.kind == "outside" and score < OUTSIDE_CUT:
                continue  # there are a thousand of them, and many look like a local name
            spans.append(Span(first.start, last.end, named.ids, named.kind, score, "fuzzy", named.main))
        strict = [span for span in spans if span.kind == "place" and span.how != "loose"][:MOST_PLACES]
        sure = [span for span in spans if span.how != "loose"]
        more = {
            id(span): self._in_parts.find(span, tokens, blanked(folded, (other for other in sure if other is not span)))
            for span in strict
        }
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
        parts = [compact(token.text) for token in tokens]
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
                    and not _across(tokens, first, size, known_pairs)
                ):
                    found = self._keys[key]
                    yield Span(window[0].start, window[-1].end, found.ids, found.kind, 90.0, "sound", found.main)

    def _sound(self, token: Token) -> str:
        return blur(self._pinyin.get(token.text, token.text if token.text in self._syllables else ""))


def keys_of(name: Name, fold: Mapping[str, str]) -> list[str]:
    """The name and its variants as the index holds them: folded, without spaces and signs."""
    keys = []
    for text in _variants(name.text):
        plain = toneless(text) if name.language == "pinyin" else text
        key = "".join(compact(token.text) for token in tokenise(normalise(plain, fold).folded))
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


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans if span.how != "loose")


def _adjacent(window: Sequence[Token]) -> bool:
    return all(first.end == second.start for first, second in pairwise(window))


def _across(tokens: Sequence[Token], first: int, size: int, known_pairs: Collection[str]) -> bool:
    """True where the window cuts a common word in two: a name that two half words sound like is none."""
    before = tokens[first - 1].text + tokens[first].text if first else ""
    after = "".join(token.text for token in tokens[first + size - 1 : first + size + 1])
    return before in known_pairs and after in known_pairs


def _shortened(names: Sequence[Name], trailing: Collection[str], spelt: Container[str]) -> list[Name]:
    """Latin names without the noun that trails them, where what is left is no plain word and nobody else's name."""
    taken = {compact(name.text.lower()) for name in names}
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for text in _variants(name.text) if name.main and name.text.isascii() and not name.loose else ():
            words = text.lower().split()
            while len(words) > 1 and words[-1] in trailing:
                words.pop()
            short = " ".join(words)
            if len(short) >= SHORTEST_FUZZY and len(words) < len(text.split()) and compact(short) not in taken:
                found[short].append(name)
    return [
        replace(named[0], text=short, main=False)
        for short, named in found.items()
        if len({name.id for name in named}) == 1 and not all(word in spelt for word in short.split())
    ]

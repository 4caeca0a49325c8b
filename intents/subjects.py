"""Names in a line: exact, by sound, or misspelt; the longest wins, and no two overlap."""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from content.names import Name
from intents.model import Span
from intents.normalise import HAN, Token, normalise, tokenise
from intents.pinyin import blur, toneless

SHORTEST_FUZZY = 5
LONGEST_WINDOW = 5  # words
# On misspelt names of this content: 80 finds 9 of 10, 75 starts to take plain words for names.
FUZZY_CUT = 82
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

    def __init__(self, names: Iterable[Name], fold: Mapping[str, str], pinyin: Mapping[str, str]) -> None:
        names = list(names)
        self._pinyin = pinyin
        self._kinds = {name.id: name.kind for name in names}
        self._areas = {name.id for name in names if name.kind == "place" and "area" in name.tags}
        self._keys = _group(names, fold)
        self._longest = max(map(len, self._keys), default=0)
        self._by_sound = self._sounds()
        self._latin = [
            key for key, found in self._keys.items() if key.isascii() and len(key) >= SHORTEST_FUZZY and not found.loose
        ]
        self._grams = _gram_index(self._latin)

    def find(self, tokens: Sequence[Token], known_words: Collection[str], known_pairs: Collection[str]) -> list[Span]:
        """Names in the line, left to right.

        `known_words` and `known_pairs`: words and Han pairs of phrases, never taken for a name written otherwise.
        """
        spans = list(self._exact(tokens))
        spans += self._sounding([token for token in tokens if not _inside(token, spans)], known_pairs)
        spans += self._misspelt([token for token in tokens if not _inside(token, spans)], known_words)
        return sorted(spans, key=lambda span: span.start)

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

    def _exact(self, tokens: Sequence[Token]) -> Iterator[Span]:
        found: list[tuple[int, int, _Key]] = []
        for first in range(len(tokens)):
            joined = ""
            for last in range(first, len(tokens)):
                joined += _compact(tokens[last].text)
                if len(joined) > self._longest:
                    break
                key = self._keys.get(joined) or self._keys.get(joined.removesuffix("s") if joined.isascii() else "")
                if key and joined:
                    found.append((first, last, key))
        taken: set[int] = set()
        # Longest name first, strict before loose: "the Langde village inn" must not be read as the village.
        for first, last, key in sorted(found, key=lambda item: (item[2].loose, item[0] - item[1] - 1, item[0])):
            place = set(range(first, last + 1))
            if not place & taken:
                taken |= place
                how = "loose" if key.loose else "exact"
                yield Span(tokens[first].start, tokens[last].end, key.ids, key.kind, 100.0, how, key.main)  # type: ignore[arg-type]

    def _sounds(self) -> dict[tuple[str, ...], str]:
        sounds: dict[tuple[str, ...], str] = {}
        for key, found in self._keys.items():
            syllables = [blur(self._pinyin[char]) for char in key if char in self._pinyin]
            if len(syllables) == len(key) >= 2 and not found.loose and found.kind not in ("outside", "town"):
                sounds.setdefault(tuple(syllables), key)
        return sounds

    def _sounding(self, tokens: Sequence[Token], known_pairs: Collection[str]) -> Iterator[Span]:
        """Names written with other characters of the same sound: all of three and more, or half of two."""
        taken: set[int] = set()
        for size in range(min(8, len(tokens)), 1, -1):
            for first in range(len(tokens) - size + 1):
                window = tokens[first : first + size]
                if taken & set(range(first, first + size)) or not _adjacent(window):
                    continue
                key = self._by_sound.get(tuple(blur(self._pinyin.get(token.text, "")) for token in window))
                text = "".join(token.text for token in window)
                if key and (size > 2 or (text not in known_pairs and _half_the_same(text, key))):
                    taken |= set(range(first, first + size))
                    found = self._keys[key]
                    yield Span(window[0].start, window[-1].end, found.ids, found.kind, 90.0, "sound", found.main)

    def _misspelt(self, tokens: Sequence[Token], known_words: Collection[str]) -> Iterator[Span]:
        words = [token for token in tokens if token.is_word]
        found: list[tuple[float, int, int, str]] = []
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST_WINDOW, len(words))):
                window = words[first : last + 1]
                if all(token.text in known_words for token in window) or not _near(window):
                    continue
                # A window may not begin or end with a plain word, or "to" and "is" stick to the name.
                if len(window) > 1 and (window[0].text in known_words and window[-1].text in known_words):
                    continue
                match = self._closest("".join(_compact(token.text) for token in window))
                if match:
                    found.append((match[1], first, last, match[0]))
        taken: set[int] = set()
        for score, first, last, key in sorted(found, key=lambda item: (-item[0], item[1] - item[2])):
            if not taken & set(range(first, last + 1)):
                taken |= set(range(first, last + 1))
                named = self._keys[key]
                yield Span(words[first].start, words[last].end, named.ids, named.kind, score, "fuzzy", named.main)

    def _closest(self, joined: str) -> tuple[str, float] | None:
        if len(joined) < SHORTEST_FUZZY - 1:
            return None
        grams = _grams(joined)
        counts: dict[int, int] = defaultdict(int)
        for gram in grams:
            for number in self._grams.get(gram, ()):
                counts[number] += 1
        likely = [
            self._latin[n]
            for n, c in counts.items()
            if c * 5 >= len(grams) * 2 and abs(len(self._latin[n]) - len(joined)) <= 3
        ]
        cut = FUZZY_CUT if len(joined) > 6 else FUZZY_CUT - 3
        best = process.extractOne(joined, likely, scorer=fuzz.ratio, score_cutoff=cut)
        return (best[0], best[1]) if best else None


def _group(names: Iterable[Name], fold: Mapping[str, str]) -> dict[str, _Key]:
    grouped: dict[str, list[tuple[Name, bool]]] = defaultdict(list)
    for name in names:
        for number, text in enumerate(_variants(name.text)):
            plain = toneless(text) if name.language == "pinyin" else text
            key = "".join(_compact(token.text) for token in tokenise(normalise(plain, fold).folded))
            if len(key) > 1:
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


def _half_the_same(text: str, key: str) -> bool:
    return any(first == second for first, second in zip(text, key, strict=True))


def _compact(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _grams(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}


def _gram_index(keys: Sequence[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        for gram in _grams(key):
            index[gram].append(number)
    return index


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans if span.how != "loose")


def _adjacent(window: Sequence[Token]) -> bool:
    return (
        all(first.end == second.start and second.is_han for first, second in itertools.pairwise(window))
        and window[0].is_han
    )


def _near(window: Sequence[Token]) -> bool:
    return all(second.start - first.end <= 1 for first, second in itertools.pairwise(window))

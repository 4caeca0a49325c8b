"""Names that stand in a line in pieces: "the boats at that town", "the route with the market"."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.names import Name
from intents.model import Span
from intents.normalise import Token, normalise, tokenise
from intents.pinyin import toneless

JOINING = frozenset({"at", "of", "the", "in", "and", "to", "a"})
SHORTEST_HEAD_HAN, SHORTEST_HEAD_LATIN = 2, 4
NEAR = 4  # words: "boats in that town", not "show me how to get to that town"
NEARLY = 1.3  # pieces weigh up to ln(entries of the kind); one piece that only this entry has is enough among four
CLEARLY = 1.25  # how much more than the next entry


@dataclass(frozen=True, slots=True)
class _Head:
    """What a name adds to the name of the place it is in. `words`: Latin words, or one run of Han."""

    words: tuple[str, ...]
    name: Name


class InParts:
    """Entries called after a place, found where the place and the rest of the name both stand in the line."""

    def __init__(self, names: Iterable[Name], fold: Mapping[str, str]) -> None:
        named = [(name, _words(name, fold)) for name in names if not name.loose and name.kind != "outside"]
        town = {word for name, words in named if name.kind == "town" for word in words if word.isascii()}
        split = [(name, [word for word in words if word not in town]) for name, words in named if name.kind != "town"]
        places = {tuple(words): name.id for name, words in split if name.kind == "place" and words}
        self._heads: dict[str, list[_Head]] = defaultdict(list)
        for name, words in split:
            for size in range(1, len(words)):
                place = places.get(tuple(words[:size]))
                if place and place != name.id:
                    self._add(place, words[size:], name)

    def _add(self, place: str, rest: Sequence[str], name: Name) -> None:
        words = tuple(_stem(word) for word in rest if word not in JOINING)
        han = "".join(rest)
        if han and not han.isascii():
            words = (han,)
        length = sum(map(len, words))
        if length >= (SHORTEST_HEAD_LATIN if han.isascii() else SHORTEST_HEAD_HAN):
            self._heads[place].append(_Head(words, name))

    def find(self, span: Span, tokens: Sequence[Token], folded: str) -> Span | None:
        """`span` as the entry that is called after its place, where the rest of that name stands elsewhere.

        `folded`: the line with the other names blanked.
        """
        here = folded[: span.start] + "\n" + folded[span.end :]
        inside = [i for i, token in enumerate(tokens) if span.start <= token.start < span.end]
        near = range(inside[0] - NEAR, inside[-1] + NEAR + 1)
        words = {
            _stem(token.text)
            for i, token in enumerate(tokens)
            if i in near and i not in inside and folded[token.start] != " "
        }
        fits = [
            head
            for place in span.ids
            for head in self._heads.get(place, ())
            if all(word in words if word.isascii() else word in here for word in head.words)
        ]
        if not fits:
            return None
        best = max(fits, key=lambda head: sum(map(len, head.words))).name
        return replace(span, ids=(best.id,), kind=best.kind, main=frozenset({best.id}), place=span.ids)


class Descriptions:
    """Entries of one kind, told apart by the words and pairs of characters that their names have and others lack."""

    def __init__(self, names: Iterable[Name], kind: str, fold: Mapping[str, str]) -> None:
        self._parts: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if name.kind == kind:
                self._parts[name.id] |= set(_parts(tokenise(normalise(toneless(name.text), fold).folded)))
        held = Counter(part for parts in self._parts.values() for part in parts)
        self._weight = {part: math.log(len(self._parts) / count) for part, count in held.items()}

    def find(self, tokens: Sequence[Token], least: float = NEARLY) -> str | None:
        """The entry that the line describes better than any other; None where none is meant or two are alike."""
        said = set(_parts(tokens))
        scores = {entry: sum(self._weight[part] for part in parts & said) for entry, parts in self._parts.items()}
        ranked = sorted(scores, key=lambda entry: -scores[entry])
        if not ranked or scores[ranked[0]] < least:
            return None
        clear = len(ranked) == 1 or scores[ranked[0]] > CLEARLY * scores[ranked[1]]
        return ranked[0] if clear else None


def _words(name: Name, fold: Mapping[str, str]) -> list[str]:
    text = toneless(name.text) if name.language == "pinyin" else name.text
    return [token.text for token in tokenise(normalise(text, fold).folded) if token.text[0].isalnum()]


def _stem(word: str) -> str:
    return word[:-1] if word.isascii() and len(word) > SHORTEST_HEAD_LATIN and word[-1] == "s" else word


def _parts(tokens: Sequence[Token]) -> Iterator[str]:
    for first, second in pairwise([*tokens, Token("", 0, 0)]):
        if first.text.isascii() and first.text[:1].isalnum() and first.text not in JOINING:
            yield _stem(first.text)
        elif first.is_han and second.is_han:
            yield first.text + second.text

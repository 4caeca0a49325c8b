"""Spelling repair of Latin words against the words of the phrases: one slip in a short word, two in a long one."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST = 5
SHORTEST_SWAPPED = 3
LONG = 7


class Repair:
    """The phrases' own words, found again from a misspelling by the deletions that both share.

    `spelt`: words that are right as they stand, though no phrase holds them.
    """

    def __init__(self, words: Iterable[str], spelt: Container[str] = ()) -> None:
        self._known = frozenset(words)
        self._spelt = spelt
        self._words = {word for word in self._known if len(word) >= SHORTEST_SWAPPED}
        self._deletes: dict[str, list[str]] = defaultdict(list)
        for word in sorted(word for word in self._words if len(word) >= SHORTEST - 1):
            for shorter in {word, *_deletions(word)}:
                self._deletes[shorter].append(word)

    def mend(self, word: str) -> list[str]:
        """`word` itself where it is known, else the closest known word, or the two known words it runs together."""
        if word in self._known or len(word) < SHORTEST_SWAPPED or word in self._spelt:
            return [word]
        if len(word) < SHORTEST:
            return [self._swapped(word)]
        near = {other for shorter in {word, *_deletions(word)} for other in self._deletes.get(shorter, ())}
        most = 2 if len(word) >= LONG else 1
        best = min(((OSA.distance(word, other), other) for other in near), default=None)
        if best and best[0] <= most:
            return [best[1]]
        for cut in range(3, len(word) - 2):
            if word[:cut] in self._words and word[cut:] in self._words:
                return [word[:cut], word[cut:]]
        return [word]

    def _swapped(self, word: str) -> str:
        """A short word with two neighbouring letters swapped back: "hwo" is "how"; other slips say too little."""
        for index in range(len(word) - 1):
            other = word[:index] + word[index + 1] + word[index] + word[index + 2 :]
            if other in self._words:
                return other
        return word


def _deletions(word: str) -> Iterator[str]:
    return (word[:index] + word[index + 1 :] for index in range(len(word)))

"""Latin names with slips, and names in plain pinyin with sounds that are often mixed up."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from intents.normalise import Token
from intents.pinyin import blur, cut

SHORTEST_FUZZY = 5
LONGEST_WINDOW = 5  # words
# On misspelt names of this content: 80 finds 9 of 10, 75 starts to take plain words for names.
FUZZY_CUT = 82
PINYIN_CUT = 93
FARTHEST_LENGTH = 3
MOST_LOOKUPS = 60  # windows of one line: a question has fewer, and 400 characters of short words took 0.1 s


class Misspelt:
    """Finds the key of a name that a window of words comes close to."""

    def __init__(self, keys: Iterable[str], by_sound: Mapping[tuple[str, ...], str], syllables: frozenset[str]) -> None:
        """`keys`: names in Latin letters without spaces; `by_sound`: blurred syllables to a name's key."""
        self._by_sound = by_sound
        self._syllables = syllables
        self._near: dict[tuple[int, str], list[str]] = defaultdict(list)
        for key in keys:
            for size in range(len(key) - FARTHEST_LENGTH, len(key) + FARTHEST_LENGTH + 1):
                self._near[size, key[0]].append(key)

    def find(
        self, words: Sequence[Token], known_words: Collection[str], spelt: Container[str]
    ) -> Iterator[tuple[Token, Token, str, float]]:
        """First and last word, key and likeness (0 to 100) of each name, the likeliest first; no two overlap."""
        found: list[tuple[float, int, int, str]] = []
        seen: dict[str, tuple[str, float] | None] = {}
        for first, last in self._windows(words, known_words, spelt):
            joined = "".join(compact(word.text) for word in words[first : last + 1])
            if joined not in seen:
                if len(seen) == MOST_LOOKUPS:
                    break
                seen[joined] = self._match(joined, words[first : last + 1])
            if match := seen[joined]:
                found.append((match[1], first, last, match[0]))
        taken: set[int] = set()
        for score, first, last, key in sorted(found, key=lambda item: (-item[0], item[1] - item[2])):
            if not taken & set(range(first, last + 1)):
                taken |= set(range(first, last + 1))
                yield words[first], words[last], key, score

    def _windows(
        self, words: Sequence[Token], known_words: Collection[str], spelt: Container[str]
    ) -> Iterator[tuple[int, int]]:
        for first, size in itertools.product(range(len(words)), range(LONGEST_WINDOW)):
            last = first + size
            if last >= len(words):
                continue
            window = words[first : last + 1]
            if all(word.text in known_words for word in window) or not _near(window):
                continue
            if size == 0 and window[0].text in spelt:
                continue
            # A window may not begin and end with a plain word, or "to" and "is" stick to the name.
            if size and window[0].text in known_words and window[-1].text in known_words:
                continue
            yield first, last

    def _match(self, joined: str, window: Sequence[Token]) -> tuple[str, float] | None:
        parts = [cut(word.text, self._syllables) for word in window]
        syllables = [syllable for part in parts if part for syllable in part] if all(parts) else None
        key = self._by_sound.get(tuple(map(blur, syllables))) if syllables and len(syllables) > 1 else None
        if key:
            return key, 95.0
        if len(joined) < SHORTEST_FUZZY - 1:
            return None
        # Few slips change the first letter; one may have dropped it or put the second before it.
        likely = [key for letter in {joined[0], joined[1]} for key in self._near.get((len(joined), letter), ())]
        # Pinyin words look alike: "jidian" (what time) is one letter from a village.
        cut_at = PINYIN_CUT if syllables else FUZZY_CUT if len(joined) > 6 else FUZZY_CUT - 3
        best = process.extractOne(joined, likely, scorer=fuzz.ratio, score_cutoff=cut_at)
        return (best[0], best[1]) if best else None


def compact(text: str) -> str:
    """The letters and figures of a text."""
    return "".join(char for char in text if char.isalnum())


def _near(window: Sequence[Token]) -> bool:
    return all(second.start - first.end <= 1 for first, second in itertools.pairwise(window))

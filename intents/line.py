"""A line as slots are read from it: slips mended, pinyin written out where it sounds like a word of the lexicon."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from intents.model import Span
from intents.normalise import Normal, Token, blanked

LONGEST_HEARD = 6  # syllables


@dataclass(frozen=True, slots=True)
class Line:
    """`text`: the line to read; `typed`: what the visitor typed; `starts`, `ends`: where each character of text stands
    in it; `spans`: the names, by their places in text."""

    text: str
    typed: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spans: tuple[Span, ...] = ()

    def as_typed(self, start: int, end: int) -> str:
        """The visitor's own words for characters `start` to `end` of the text."""
        return self.typed[self.starts[start] : self.ends[end - 1]].strip() if end > start else ""

    def place(self, typed: int) -> int:
        """Where in the text the character `typed` of the visitor's line stands."""
        return bisect_right(self.ends, typed)

    def blanked(self, spans: Iterable[Span]) -> str:
        """The text with these names blanked, so that a weekday in a name is no date; the length stays."""
        return blanked(self.text, spans)


def plain_line(typed: str, folded: str, spans: Sequence[Span] = ()) -> Line:
    """The line as it is: `folded` has the length of `typed`."""
    return Line(folded, typed, tuple(range(len(folded))), tuple(range(1, len(folded) + 1)), tuple(spans))


class LineBuilder:
    """Puts a line together from pieces that each stand for some characters of what was typed."""

    def __init__(self, normal: Normal) -> None:
        self._normal = normal
        self._text: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._done = 0

    def keep(self, until: int) -> None:
        """Takes over what was typed up to here, character by character."""
        for place in range(self._done, until):
            self._put(self._normal.folded[place], place, place + 1)
        self._done = max(self._done, until)

    def write(self, text: str, start: int, end: int) -> None:
        """Writes `text` for what was typed from `start` to `end`."""
        self.keep(start)
        for char in text:
            self._put(char, start, end)
        self._done = max(self._done, end)

    def line(self, spans: Iterable[Span]) -> Line:
        """The whole line, its names moved to where they stand in it."""
        self.keep(len(self._normal.typed))
        moved = [self._moved(span) for span in spans]
        return Line(
            "".join(self._text), self._normal.typed, tuple(self._starts), tuple(self._ends), tuple(filter(None, moved))
        )

    def _put(self, char: str, start: int, end: int) -> None:
        self._text.append(char)
        self._starts.append(start)
        self._ends.append(end)

    def _moved(self, span: Span) -> Span | None:
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end) - 1
        return replace(span, start=first, end=last + 1) if first <= last else None


class Hearing:
    """Words of the lexicon by their syllables: `jin tian` is written out as 今天."""

    def __init__(self, words: Iterable[str], pinyin: Mapping[str, str]) -> None:
        self._words: dict[tuple[str, ...], str] = {}
        for word in words:
            if word and all(char in pinyin for char in word):
                self._words.setdefault(tuple(pinyin[char] for char in word), word)

    def write_out(self, syllables: Sequence[tuple[str, Token]], builder: LineBuilder) -> None:
        """Writes a run of pinyin: the longest words heard in Han, the rest as typed. Each syllable with its token."""
        place = 0
        while place < len(syllables):
            size = next(
                (
                    n
                    for n in range(min(LONGEST_HEARD, len(syllables) - place), 0, -1)
                    if self._heard(syllables, place, n)
                ),
                0,
            )
            if size:
                first, last = syllables[place][1], syllables[place + size - 1][1]
                builder.write(self._words[tuple(s for s, _ in syllables[place : place + size])], first.start, last.end)
            place += max(size, 1)

    def _heard(self, syllables: Sequence[tuple[str, Token]], place: int, size: int) -> bool:
        return tuple(s for s, _ in syllables[place : place + size]) in self._words


def syllable_tokens(word: Token, syllables: Sequence[str]) -> list[tuple[str, Token]]:
    """The syllables of a word, each as a token of its own place."""
    found, start = [], word.start
    for syllable in syllables:
        found.append((syllable, Token(syllable, start, start + len(syllable))))
        start += len(syllable)
    return found

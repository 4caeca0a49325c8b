"""A line made ready to be judged: its names found, its names masked, its pinyin cut, its slips mended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.names import Name
from intents.built import Built
from intents.dictionary import Dictionary
from intents.features import feature_tokens, mask
from intents.lexicon import Lexicon
from intents.line import Hearing, Line, LineBuilder, plain_line, syllable_tokens
from intents.model import Span
from intents.normalise import Normal, Token, blanked, normalise, tokenise
from intents.pinyin import cut
from intents.repair import Repair
from intents.subjects import NameIndex

PAUSES = frozenset(",，.。!！?？、;；~～…")


@dataclass(frozen=True, slots=True)
class Read:
    """A line on its way: its names, its masked tokens, and whether it was pinyin.

    masked: without a greeting in front and thanks behind; whole: with them; line: as slots are read from it.
    """

    normal: Normal
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]
    masked: tuple[str, ...]
    whole: tuple[str, ...]
    pinyin: bool
    line: Line

    @property
    def strict(self) -> list[Span]:
        """Names of entries that are sure to be meant."""
        return [span for span in self.spans if span.how != "loose" and span.kind not in ("town", "outside")]

    @property
    def loose(self) -> list[Span]:
        """Words that mean an entry only where no other is named."""
        return [span for span in self.spans if span.how == "loose" and span.kind not in ("town", "outside")]

    def blanked(self, spans: Sequence[Span]) -> str:
        """The folded line with these names blanked."""
        return blanked(self.normal.folded, spans)


@dataclass(frozen=True, slots=True)
class _Right:
    """Words that are no name misspelt: right as they stand, or a slip of a word of the phrases."""

    dictionary: Dictionary
    repair: Repair

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in self.dictionary or self.repair.mend(word) != [word])


class Reader:
    """Reads lines with the names of content and the words of phrases."""

    def __init__(self, built: Built, names: Iterable[Name], lexicon: Lexicon) -> None:
        self._built = built
        self._lexicon = lexicon
        self.index = NameIndex(
            names, built.tables.fold, built.tables.pinyin, built.sounds, lexicon.trailing, built.dictionary
        )
        self._repair = Repair(built.words, built.dictionary)
        self._right = _Right(built.dictionary, self._repair)
        self._syllables = frozenset(built.tables.pinyin.values())
        self._hearing = Hearing(lexicon.heard, built.tables.pinyin)
        self._polite = [phrase.split() if phrase.isascii() else list(phrase) for phrase in lexicon.polite]

    def read(self, text: str) -> Read:
        """The line as the judge takes it."""
        normal = normalise(text, self._built.tables.fold)
        tokens = tokenise(normal.folded)
        spans = self.index.find(tokens, normal.folded, self._built.words, self._built.pairs, self._right)
        spans = [self._with_trailing(span, normal.folded, spans) for span in spans]
        whole, pinyin = self.masked(tokens, spans)
        masked = self._without_polite(whole)
        line = self._line(normal, tokens, spans)
        return Read(normal, tuple(tokens), tuple(spans), tuple(masked), tuple(whole), pinyin, line)

    def _without_polite(self, masked: list[str]) -> list[str]:
        """The tokens without a greeting in front and thanks behind, where there is a question besides."""
        rest = masked
        for words in self._polite:
            if words[0] not in masked:
                continue
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

    def masked(self, tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[list[str], bool]:
        """The tokens with a mask for each of the names, and whether the line is pinyin."""
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
                masked += self._repair.mend(token.text)
            else:
                masked += feature_tokens([token])
        return masked, bool(sounds) and not any(token.is_han for token in tokens)

    def _line(self, normal: Normal, tokens: Sequence[Token], spans: Sequence[Span]) -> Line:
        """The line with its slips mended and its pinyin written out; names stay as they are."""
        strict = [span for span in spans if span.how != "loose"]
        words = [token for token in tokens if token.is_word and not any(s.start <= token.start < s.end for s in strict)]
        sounds = self._sounds(words, has_han=any(token.is_han for token in tokens))
        if not sounds and all(self._repair.mend(word.text) == [word.text] for word in words):
            return plain_line(normal.typed, normal.folded, spans)
        builder = LineBuilder(normal)
        run: list[tuple[str, Token]] = []
        for token in [*tokens, None]:
            if token in sounds:
                run += syllable_tokens(token, sounds[token])
                continue
            self._hearing.write_out(run, builder)
            run = []
            mended = self._repair.mend(token.text) if token in words else None
            if token and mended and mended != [token.text]:
                builder.write(" ".join(mended), token.start, token.end)
        return builder.line(spans)

    def _sounds(self, words: Sequence[Token], *, has_han: bool) -> dict[Token, Sequence[str]]:
        """The words that are pinyin, with their syllables; pinyin is never read into a line of English."""
        cuts = {word: syllables for word in words if (syllables := cut(word.text, self._syllables))}
        strange = [
            word
            for word in cuts
            if word.text not in self._built.words and word.text not in self._built.dictionary and len(word.text) > 2
        ]
        if strange and (len(cuts) == len(words) or has_han):
            return cuts if len(cuts) == len(words) else {word: cuts[word] for word in strange}
        return {word: cuts[word] for word in strange if len(cuts[word]) > 1 and len(cuts) * 2 > len(words)}

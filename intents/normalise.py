"""A line as the matcher reads it: one width, case and script, no accents, no control characters, of a sane length."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

LONGEST = 400  # characters; a visitor's question has under 200, and no step may take longer than 50 ms

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
# Hangul by syllable and, under the last \w, Thai by character: neither parts a name from what follows it.
TOKEN = re.compile(
    r"[a-zà-ɏ\u1e00-\u1eff]+(?:'[a-z]+)?|\d+(?:[.:]\d+)?|[\u3400-\u9fff]"
    r"|[\u3041-\u309f]+|[\u30a0-\u30ff]+|[\uac00-\ud7af]|[\u0400-\u04ff]+|[^\s\w]|\w",
    re.IGNORECASE,
)
HAN = re.compile(r"[\u3400-\u9fff]")

_ACCENTED = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
_PLAIN: dict[int, str] = {
    code: base for code in _ACCENTED if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
}
_PLAIN |= {ord(char): base for char, base in zip("đĐёЁ¿¡", "dDеЕ  ", strict=True)}


@dataclass(frozen=True, slots=True)
class Normal:
    """`typed`: the cleaned line; `folded`: the same length, lower case, Simplified."""

    typed: str
    folded: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a Han character, a number or a sign, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def is_han(self) -> bool:
        """True for a single Han character."""
        return bool(HAN.fullmatch(self.text))

    @property
    def is_word(self) -> bool:
        """True for a word in Latin letters."""
        return self.text[:1].isalpha() and (self.text[:1] < "\u0250" or "\u1e00" <= self.text[:1] <= "\u1eff")


class Place(Protocol):
    """Anything that stands somewhere in a line."""

    @property
    def start(self) -> int:
        """Its first character."""
        ...

    @property
    def end(self) -> int:
        """The character after its last."""
        ...


def blanked(line: str, places: Iterable[Place]) -> str:
    """The line with these places blanked; the length stays."""
    for place in places:
        line = line[: place.start] + " " * (place.end - place.start) + line[place.end :]
    return line


def normalise(text: str, fold: Mapping[str, str]) -> Normal:
    """The line cleaned and folded. `fold`: Traditional characters to Simplified."""
    cleaned = unicodedata.normalize("NFKC", text[: LONGEST * 2]).translate(_APOSTROPHES)
    kept = cleaned
    if not cleaned.isprintable():
        kept = "".join(" " if char in "\n\t\r" else char for char in cleaned if char in "\n\t\r" or _visible(char))
    typed = re.sub(r"\s+", " ", kept).strip()[:LONGEST]
    folded = "".join(char if "a" <= char <= "z" else fold.get(char, plain_letters(_lower(char))) for char in typed)
    return Normal(typed, folded)


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in _INVISIBLE


def plain_letters(text: str) -> str:
    """The text without what visitors leave out: accents, the points of ё, signs that open a question; same length."""
    return text if text.isascii() else text.translate(_PLAIN)


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def tokenise(folded: str) -> list[Token]:
    """The tokens of a folded line, left to right; Han by character."""
    return [Token(match[0], match.start(), match.end()) for match in TOKEN.finditer(folded)]

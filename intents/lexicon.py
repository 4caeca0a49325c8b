"""Words that are not phrases: what trails a name, fillers, words that refer back, and slot words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.strict_yaml import read
from intents.wordindex import Hit, WordIndex

HERE = Path(__file__).parent
VALUED = (
    "party",
    "interests",
    "pace",
    "kinds",
    "avoid",
    "languages",
    "picks",
    "routes",
    "asks",
    "takes_back",
    "card",
)  # words that stand for a value
PLAIN = (
    "back",
    "negation",
    "me",
    "sources",
    "sure",
    "returning",
    "other",
    "correcting",
    "comparing",
    "shorter",
    "whole",
    "ending",
    "fits",
    "holds",
    "where",
    "somebody",
    "allergies",
    "asking",
    "denying",
)  # words that stand for themselves


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicons of all languages as one: their scripts keep them apart.

    heard: Han words to look for in pinyin.
    """

    trailing: tuple[str, ...]
    filler: frozenset[str]
    carrying: tuple[str, ...]
    polite: tuple[str, ...]
    yes: frozenset[str]
    no: frozenset[str]
    heard: tuple[str, ...]
    index: WordIndex

    def hits(self, name: str, line: str) -> list[Hit]:
        """Words of one list in a folded line, in the list's order."""
        return self.index.find(line).get(name, [])

    def values(self, name: str, line: str) -> list[str]:
        """The values whose words stand in a folded line, in the list's order, each once."""
        return list(dict.fromkeys(hit.value for hit in self.hits(name, line)))

    def has(self, name: str, line: str) -> bool:
        """True where a word of the list stands in a folded line."""
        return bool(self.hits(name, line))


def load_lexicon(folder: Path = HERE / "lexicon") -> Lexicon:
    """The words of every file in `folder`. Raises ValueError naming the file where one cannot be read."""
    files = [read(path, f"intents/lexicon/{path.name}") for path in sorted(folder.glob("*.yaml"))]
    faults = [str(problem) for file in files for problem in file.problems]
    if faults:
        raise ValueError("\n".join(faults))
    data = [file.data for file in files]

    def words(name: str) -> Iterator[str]:
        return (word for file in data for word in file.get(name, ()))

    return Lexicon(
        trailing=tuple(sorted(set(words("trailing")), key=len, reverse=True)),
        filler=frozenset(words("filler")),
        carrying=tuple(words("carrying")),
        polite=tuple(sorted(words("polite"), key=len, reverse=True)),
        yes=frozenset(words("yes")),
        no=frozenset(words("no")),
        heard=tuple(_heard(data)),
        index=WordIndex(entry for file in data for entry in _entries(file)),
    )


def _heard(data: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Words of two and more Han characters that fill slots, and the written numbers before each unit."""
    for file in data:
        for name in ("party", "interests", "pace", "kinds", "avoid", "negation"):
            listed = file.get(name, {})
            words = listed if isinstance(listed, list) else [word for each in listed.values() for word in each]
            yield from (word for word in words if len(word) > 1 and not word.isascii())
        spoken = file.get("spoken", {})
        yield from spoken.get("words", ())
        yield from (number + unit for number in spoken.get("numbers", ()) for unit in spoken.get("units", ()))


def _entries(file: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List, value and word of every word in a file."""
    for name in VALUED:
        for value, words in file.get(name, {}).items():
            yield from ((name, str(value), word) for word in words)
    for name in PLAIN:
        yield from ((name, word, word) for word in file.get(name, ()))

"""Words that are not phrases: what trails a name, fillers, words that refer back, and slot words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content.strict_yaml import read

HERE = Path(__file__).parent
SLOT_LISTS = ("party", "interests", "pace", "kinds", "avoid")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicons of all languages as one: their scripts keep them apart."""

    trailing: tuple[str, ...]
    filler: frozenset[str]
    back: tuple[str, ...]
    negation: tuple[str, ...]
    lists: Mapping[str, Mapping[str, tuple[str, ...]]]
    foreign: Mapping[str, frozenset[str]]
    yes: frozenset[str]
    no: frozenset[str]
    picks: Mapping[str, int]
    other: tuple[str, ...]
    carrying: tuple[str, ...]
    polite: tuple[str, ...]
    me: tuple[str, ...]
    sources: tuple[str, ...]
    returning: tuple[str, ...]
    languages: Mapping[str, tuple[str, ...]]


def load_lexicon(folder: Path = HERE / "lexicon") -> Lexicon:
    """The words of every file in `folder`. Raises ValueError naming the file where one cannot be read."""
    files = [read(path, f"intents/lexicon/{path.name}") for path in sorted(folder.glob("*.yaml"))]
    faults = [str(problem) for file in files for problem in file.problems]
    if faults:
        raise ValueError("\n".join(faults))
    data = [file.data for file in files]
    lists = {
        name: {
            value: tuple(word for file in data for word in file[name].get(value, ()))
            for value in dict.fromkeys(key for file in data for key in file[name])
        }
        for name in SLOT_LISTS
    }
    return Lexicon(
        trailing=tuple(sorted({word for file in data for word in file["trailing"]}, key=len, reverse=True)),
        filler=frozenset(word for file in data for word in file["filler"]),
        back=tuple(sorted({word for file in data for word in file["back"]}, key=len, reverse=True)),
        negation=tuple(word for file in data for word in file["negation"]),
        lists=lists,
        yes=frozenset(word for file in data for word in file["yes"]),
        no=frozenset(word for file in data for word in file["no"]),
        picks={word: int(place) for file in data for word, place in file["picks"].items()},
        other=tuple(word for file in data for word in file["other"]),
        carrying=tuple(word for file in data for word in file["carrying"]),
        polite=tuple(sorted((w for file in data for w in file["polite"]), key=len, reverse=True)),
        me=tuple(word for file in data for word in file["me"]),
        sources=tuple(word for file in data for word in file["sources"]),
        returning=tuple(word for file in data for word in file["returning"]),
        languages={code: tuple(w for file in data for w in file["languages"][code]) for code in data[0]["languages"]},
        foreign={code: frozenset(words) for file in data for code, words in file["foreign"].items()},
    )

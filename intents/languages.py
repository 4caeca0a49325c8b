"""Languages that visitors write in and the guide does not speak yet: one folder each under phrases/."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from content.strict_yaml import read
from intents.normalise import plain_letters

FILE = "language.yaml"
FOLDER = Path(__file__).parent / "phrases"
KEYS = {"name", "script", "telling", "also", "notice"}
# Names fill up to half of a short question, and belong to no language.
TOLD_BY = 0.33  # share of a line's words that are the language's at all
TELLING = 0.1  # share of them that are neither English nor pinyin


@dataclass(frozen=True, slots=True)
class Language:
    """One of them. `script`: characters that only this language has; `telling`: words that are neither English nor
    pinyin; `also`: its commonest words that are; `notice`: one line in it, saying that the answer is in English.

    A word written without accents stands for those that a visitor types with them too."""

    code: str
    name: str
    script: re.Pattern[str] | None
    telling: frozenset[str]
    also: frozenset[str]
    notice: str

    def told(self, words: Sequence[str]) -> float:
        """The share of a line's words that speak for this language; 0 where they are too few to tell."""
        telling = sum(not self.telling.isdisjoint((word, plain_letters(word))) for word in words)
        share = (telling + sum(plain_letters(word) in self.also for word in words)) / max(len(words), 1)
        return share if share >= TOLD_BY and telling / max(len(words), 1) >= TELLING else 0.0


@dataclass(frozen=True, slots=True)
class Languages:
    """All of them, in the order of their codes."""

    known: tuple[Language, ...]
    telling: frozenset[str]

    def of(self, typed: str) -> str | None:
        """The code of the language that a line is in, by its script or its words; None where it is none of these."""
        for language in self.known:
            if language.script and language.script.search(typed):
                return language.code
        words = re.findall(r"[^\W\d_]+", typed.lower())
        if not any(word in self.telling or plain_letters(word) in self.telling for word in words):
            return None
        best = max(self.known, key=lambda language: language.told(words), default=None)
        return best.code if best and best.told(words) else None

    def notice(self, code: str) -> str | None:
        """The line that says in this language that the answer is in English; None for a language without a folder."""
        return next((language.notice for language in self.known if language.code == code), None)


@lru_cache
def load_languages(folder: Path = FOLDER) -> Languages:
    """Every language with a language.yaml in `folder`. Raises ValueError naming each fault of the files."""
    found, faults = [], []
    for path in sorted(folder.glob(f"*/{FILE}")):
        document = read(path, f"intents/phrases/{path.parent.name}/{FILE}")
        problem = "; ".join(map(str, document.problems)) or _fault(document.data)
        if problem:
            faults.append(f"intents/phrases/{path.parent.name}/{FILE}: {problem}")
            continue
        data = document.data
        words = {key: frozenset(map(str, data.get(key, ()))) for key in ("telling", "also")}
        script = re.compile(data["script"]) if "script" in data else None
        found.append(Language(path.parent.name, data["name"], script, words["telling"], words["also"], data["notice"]))
    if faults:
        raise ValueError("\n".join(faults))
    return Languages(tuple(found), frozenset().union(*(language.telling for language in found)))


def _fault(data: object) -> str:
    """What is wrong with a language.yaml; empty where nothing is."""
    if not isinstance(data, dict) or not all(isinstance(data.get(key), str) for key in ("name", "notice")):
        return "write the language's own 'name' and a 'notice' in it"
    if strange := sorted(set(map(str, data)) - KEYS):
        return f"unknown key {strange[0]!r}; use {', '.join(sorted(KEYS))}"
    if not {"script", "telling"} & set(data):
        return "write a 'script' or 'telling' words, or no line is ever taken for this language"
    try:
        re.compile(str(data.get("script", "")))
    except re.error as error:
        return f"script: {error}; write characters in brackets such as '[а-яё]'"
    return ""

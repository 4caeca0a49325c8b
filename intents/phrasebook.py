"""Training phrases: their files, the alternatives they spell out, and what may not stand in them."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from content.strict_yaml import Problem, read
from intents.languages import FILE

HERE = Path(__file__).parent
PLACEHOLDERS = ("{subject}", "{town}", "{outside}")
MOST_VARIANTS = 12
_GROUP = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of a phrase file."""

    language: str
    intent: str
    text: str
    file: str
    line: int


def load_phrases(folder: Path = HERE / "phrases") -> tuple[list[Phrase], list[Problem]]:
    """Every phrase under `folder`/<language>/<intent>.yaml, and every problem in the files."""
    phrases: list[Phrase] = []
    problems: list[Problem] = []
    for path in sorted(path for path in folder.glob("*/*.yaml") if path.name != FILE):
        file = f"intents/phrases/{path.parent.name}/{path.name}"
        document = read(path, file)
        problems += document.problems
        data = document.data if isinstance(document.data, dict) else {}
        if data.get("intent") != path.stem or not isinstance(data.get("phrases"), list):
            problems.append(Problem(file, 1, f"write 'intent: {path.stem}' and a list under 'phrases:'"))
            continue
        for index, text in enumerate(data["phrases"]):
            line = document.line(("phrases", index))
            phrases.append(Phrase(path.parent.name, path.stem, str(text), file, line))
    return phrases, problems + list(_faults(phrases))


def _faults(phrases: list[Phrase]) -> Iterator[Problem]:
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        bare = phrase.text
        for placeholder in PLACEHOLDERS:
            bare = bare.replace(placeholder, "")
        if "{" in bare or "}" in bare:
            yield Problem(
                phrase.file,
                phrase.line,
                f"unknown placeholder in '{phrase.text}'; use {' '.join(PLACEHOLDERS)}",
            )
        if re.search(r"\[[^\]]*\{subject\}[^\]]*\]", phrase.text):
            yield Problem(phrase.file, phrase.line, "{subject} may not stand inside [ ]; write two phrases")
        if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
            yield Problem(phrase.file, phrase.line, f"a bracket is not closed in '{phrase.text}'")
        for variant in variants(phrase.text):
            other = seen.setdefault(variant, phrase)
            if other.intent != phrase.intent:
                yield Problem(
                    phrase.file,
                    phrase.line,
                    f"'{variant}' is also under intent '{other.intent}' ({other.file}:{other.line}); keep it in one",
                )


def variants(text: str, most: int = MOST_VARIANTS) -> list[str]:
    """The sentences that a phrase stands for: `(a|b)` either, `[a]` with or without; at most `most`, spread evenly."""
    pieces: list[list[str]] = []
    start = 0
    for group in _GROUP.finditer(text):
        pieces.append([text[start : group.start()]])
        choices = group[1].split("|") if group[1] is not None else [*group[2].split("|"), ""]
        pieces.append(choices)
        start = group.end()
    pieces.append([text[start:]])
    every = [" ".join("".join(choice).split()) for choice in itertools.product(*pieces)]
    step = max(1, -(-len(every) // most))
    return list(dict.fromkeys(every[::step]))

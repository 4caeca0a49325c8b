"""Traditional Chinese for every Simplified wording, derived once when content is built.

OpenCC with Taiwan's characters and words (s2twp) serves for prose; names keep the Traditional form their entry gives,
and content/traditional.yaml corrects what the converter misleads. Loaded it costs 43 MB, so serving never imports it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from content.strict_yaml import read

GLOSSARY = "traditional.yaml"


# As Taiwan and Hong Kong write: their own quotation marks, and 台 as everybody types it.
AS_WRITTEN = str.maketrans({"“": "「", "”": "」", "‘": "『", "’": "』", "臺": "台"})


def wordings(data: Any) -> Iterator[str]:
    """Every Simplified wording (`zh` beside `en`) in what a file says."""
    if isinstance(data, dict):
        if "en" in data and isinstance(data.get("zh"), str) and "zh-Hant" not in data:
            yield data["zh"]
        for value in data.values():
            yield from wordings(value)
    elif isinstance(data, list):
        for item in data:
            yield from wordings(item)


def folder_data(folder: Path) -> list[Any]:
    """What every YAML file of a content folder says, unchecked."""
    return [read(path, path.name).data for path in sorted(folder.rglob("*.yaml")) if path.name != GLOSSARY]


def derive(texts: Iterable[str], keep: dict[str, str]) -> dict[str, str]:
    """The Traditional form of each text. `keep`: pieces that have a form of their own, such as names."""
    from opencc import OpenCC

    converter = OpenCC("s2twp")
    pieces = re.compile("|".join(sorted(map(re.escape, keep), key=len, reverse=True))) if keep else None
    return {text: _convert(text, converter, pieces, keep) for text in texts}


def _convert(text: str, converter: Any, pieces: re.Pattern[str] | None, keep: dict[str, str]) -> str:
    converted, start = "", 0
    for match in pieces.finditer(text) if pieces else ():
        converted += converter.convert(text[start : match.start()]).translate(AS_WRITTEN) + keep[match[0]]
        start = match.end()
    return converted + str(converter.convert(text[start:])).translate(AS_WRITTEN)


def glossary(folder: Path) -> dict[str, str]:
    """Pieces with a Traditional form of their own: the glossary's, and the names that entries give."""
    keep: dict[str, str] = {}
    for data in folder_data(folder):
        names = data.get("names") if isinstance(data, dict) else None
        if isinstance(names, dict) and isinstance(names.get("zh-Hant"), str) and isinstance(names.get("zh"), str):
            keep[names["zh"]] = names["zh-Hant"]
    path = folder / GLOSSARY
    pieces = read(path, GLOSSARY).data if path.is_file() else None
    given = pieces.items() if isinstance(pieces, dict) else ()  # anything else is a problem that the check names
    return keep | {piece: form for piece, form in given if isinstance(form, str)}

"""Which language a line is in, by its script and a few habits; never guessed from short statistics."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from intents.normalise import HAN

CANTONESE = re.compile(
    r"[喺嘅咗冇嚟唔咁嗰啲哋咩乜佢嘢嗌㗎㖖俾畀瞓攞睇揾搵啱]|係咪|點樣|點去|邊度|幾錢|幾時|有冇|而家|聽日|琴日"
)
JAPANESE = re.compile(r"[\u3040-\u30ff]")
KOREAN = re.compile(r"[\uac00-\ud7af]")
OTHER_SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
SPOKEN = ("en", "zh", "zh-Hant")


@dataclass(frozen=True, slots=True)
class Scripts:
    """Characters that only one of the two Chinese scripts has, and telling words of languages in Latin letters."""

    traditional: frozenset[str]
    simplified: frozenset[str]
    foreign: Mapping[str, Collection[str]]


def detect(typed: str, scripts: Scripts, *, previous: str | None, pinyin: bool) -> str:
    """The code of the line's language: one of SPOKEN, or the own code of one the guide does not speak yet.

    `previous` is the chat's last language, kept where the line could be either script or has no words.
    `pinyin`: the line was read as Chinese in Latin letters.
    """
    if JAPANESE.search(typed):
        return "ja"
    if KOREAN.search(typed):
        return "ko"
    for code, script in OTHER_SCRIPTS.items():
        if script.search(typed):
            return code
    if HAN.search(typed):
        return _chinese(typed, scripts, previous)
    if pinyin:
        return "zh"
    words = re.findall(r"[^\W\d_]+", typed.lower())
    if not words:
        return previous or "en"
    for code, telling in scripts.foreign.items():
        if sum(word in telling for word in words) * 5 >= len(words) * 2:
            return code
    return "en"


def _chinese(typed: str, scripts: Scripts, previous: str | None) -> str:
    if CANTONESE.search(typed):
        return "zh-Hant"
    traditional = sum(char in scripts.traditional for char in typed)
    simplified = sum(char in scripts.simplified for char in typed)
    if traditional != simplified:
        return "zh-Hant" if traditional > simplified else "zh"
    latin = len(re.findall(r"[a-zA-Z]{2,}", typed))
    if latin >= 2 * len(HAN.findall(typed)):
        return "en"
    return previous if previous in ("zh", "zh-Hant") else "zh"

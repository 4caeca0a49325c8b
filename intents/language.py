"""Which language a line is in, by its script and a few habits; never guessed from short statistics."""

import re
from dataclasses import dataclass

from intents.languages import Languages
from intents.normalise import HAN

CANTONESE = re.compile(
    r"[喺嘅咗冇嚟唔咁嗰啲哋咩乜佢嘢嗌㗎㖖俾畀瞓攞睇揾搵啱]|係咪|點樣|點去|邊度|幾錢|幾時|有冇|而家|聽日|琴日"
)
ARABIC = re.compile(r"[\u0600-\u06ff]")
SPOKEN = ("en", "zh", "zh-Hant")


@dataclass(frozen=True, slots=True)
class Scripts:
    """Characters that only one of the two Chinese scripts has, and the languages that the guide does not speak."""

    traditional: frozenset[str]
    simplified: frozenset[str]
    foreign: Languages


def detect(typed: str, scripts: Scripts, *, previous: str | None, pinyin: bool) -> str:
    """The code of the line's language: one of SPOKEN, or the own code of one the guide does not speak yet.

    `previous` is the chat's last language, kept where the line could be either script or has no words.
    `pinyin`: the line was read as Chinese in Latin letters.
    """
    foreign = scripts.foreign.of(typed)
    if foreign:
        return foreign
    if ARABIC.search(typed):
        return "ar"
    if HAN.search(typed):
        return _chinese(typed, scripts, previous)
    if pinyin:
        return "zh"
    return "en" if re.search(r"[^\W\d_]", typed) else previous or "en"


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

"""Pinyin in Latin letters: without tones, blurred as southern speech blurs it, and cut into syllables."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
LONGEST_SYLLABLE = 6
LONGEST_WORD = 40  # letters without a space; longer is a hand on the keyboard


def toneless(pinyin: str) -> str:
    """Pinyin without its tone marks: `nǐ hǎo` to `ni hao`."""
    return "".join(char for char in unicodedata.normalize("NFD", pinyin) if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def blur(syllable: str) -> str:
    """The syllable with sounds that are often mixed up made one: zh/z, ch/c, sh/s, l/n, -ng/-n."""
    for sharp, soft in _INITIALS:
        if syllable.startswith(sharp):
            syllable = soft + syllable[len(sharp) :]
            break
    return re.sub(r"(?<=[aei])ng$", "n", syllable)


@lru_cache(maxsize=4096)
def cut(word: str, syllables: frozenset[str]) -> Sequence[str] | None:
    """The syllables a word of Latin letters is made of, fewest first; None where it is not pinyin."""
    if len(word) > LONGEST_WORD:
        return None
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            before = best[start]
            if (
                before is not None
                and word[start:end] in syllables
                and (best[end] is None or len(before) + 1 < len(best[end] or ()))
            ):
                best[end] = [*before, word[start:end]]
    return best[-1]

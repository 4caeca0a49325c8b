"""Words that are spelt right: a visitor's word that stands here is meant as typed, and is never "mended"."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RAREST = 50  # uses in the dictionary's own count; below it common slips are listed as words


def word_keys(words: Iterable[str]) -> list[int]:
    """A 32-bit number for each word: a sorted array of them takes a tenth of the memory of a set of strings."""
    return [zlib.crc32(word.encode()) for word in words]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A sorted array of word keys. One word in 30,000 that is not in it passes for one that is."""

    keys: NDArray[np.uint32]

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        key = np.uint32(zlib.crc32(word.encode()))
        place = int(np.searchsorted(self.keys, key))
        return place < len(self.keys) and bool(self.keys[place] == key)


def make_dictionary(words: Iterable[str]) -> Dictionary:
    """The dictionary of these words."""
    return Dictionary(np.unique(np.array(word_keys(words), dtype=np.uint32)))


def derive_dictionary(more: Iterable[str] = ()) -> Dictionary:
    """English words, from pyspellchecker's list, about 150,000; and `more`."""
    from spellchecker import SpellChecker

    counted = SpellChecker(language="en").word_frequency.dictionary
    return make_dictionary([*more, *(word for word, count in counted.items() if count >= RAREST)])

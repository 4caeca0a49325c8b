"""Whole phrases, by a hash of their masked tokens: tens of thousands of strings would take ten megabytes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Exact:
    """Sorted 64-bit keys of phrases, and for each the place of its intent in `intents`."""

    keys: NDArray[np.uint64]
    places: NDArray[np.uint8]
    intents: Sequence[str]

    def get(self, phrase: str) -> str | None:
        """The intent that this phrase is written for; None where it is none of the phrases."""
        key = np.uint64(_key(phrase))
        place = int(np.searchsorted(self.keys, key))
        found = place < len(self.keys) and self.keys[place] == key
        return self.intents[self.places[place]] if found else None


def make_exact(phrases: Mapping[str, str]) -> Exact:
    """The table of phrases and their intents."""
    intents = sorted(set(phrases.values()))
    pairs = sorted((_key(phrase), intents.index(intent)) for phrase, intent in phrases.items())
    keys = np.array([key for key, _ in pairs], dtype=np.uint64)
    return Exact(keys, np.array([place for _, place in pairs], dtype=np.uint8), intents)


def _key(phrase: str) -> int:
    return int.from_bytes(hashlib.blake2b(phrase.encode(), digest_size=8).digest(), "big")

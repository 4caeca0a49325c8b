"""The linear model as it serves: one-vs-rest margins from numpy, and the head that says how far to trust the best."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.contract import OUT_OF_SCOPE
from intents.dictionary import word_keys
from intents.features import MASKS, features


@dataclass(frozen=True, slots=True)
class Scored:
    """Margins of the guide's intents, best first, and what speaks for and against the line being any of them.

    outside: margin of the out-of-scope class; known: share of the line's feature weight that training has seen.
    """

    ranked: tuple[tuple[str, float], ...]
    outside: float
    known: float

    @property
    def best(self) -> str:
        """The intent with the largest margin."""
        return self.ranked[0][0]


@dataclass(frozen=True, slots=True)
class Linear:
    """A sorted array of feature keys, their inverse document frequencies, and a weight for each and every intent."""

    keys: NDArray[np.uint32]
    idf: NDArray[np.float32]
    weights: NDArray[np.float16]
    bias: NDArray[np.float32]
    labels: tuple[str, ...]

    def score(
        self, tokens: Sequence[str], pinyin: Mapping[str, str], boost: Mapping[str, float] | None = None
    ) -> Scored:
        """Margins of a masked line. `boost` is added to the margins of the intents it names."""
        counts = Counter(features(tokens, pinyin))
        indices, number = self._found(counts)
        if not len(indices):
            return self._scored(self.bias.copy(), boost, 0.0)
        values = self.idf[indices] * (1 + np.log(number))
        unknown = (len(counts) - len(indices)) * float(self.idf.max()) ** 2
        total = float((values**2).sum())
        margins = (values / math.sqrt(total)) @ self.weights[indices].astype(np.float32) + self.bias
        return self._scored(margins, boost, total / (total + unknown))

    def _found(self, counts: Mapping[str, int]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Places of the known features, and how often each stands in the line."""
        wanted = np.array(word_keys(counts), dtype=np.uint32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[places] == wanted
        return places[known], np.fromiter(counts.values(), dtype=np.float32, count=len(counts))[known]

    def _scored(self, margins: NDArray[np.float32], boost: Mapping[str, float] | None, known: float) -> Scored:
        for intent, more in (boost or {}).items():
            margins[self.labels.index(intent)] += more
        ranked = sorted(zip(self.labels, margins.tolist(), strict=True), key=lambda pair: -pair[1])
        outside = next((margin for intent, margin in ranked if intent == OUT_OF_SCOPE), -1.0)
        return Scored(tuple(pair for pair in ranked if pair[0] != OUT_OF_SCOPE), outside, known)


HALF_NAMED = 0.5  # a line in the middle of a conversation is rather about what was just named


@dataclass(frozen=True, slots=True)
class RejectHead:
    """A logistic over the evidence that a line is any of the guide's business."""

    weights: tuple[float, ...]
    bias: float

    def trust(self, scored: Scored, tokens: Sequence[str], *, goes_on: bool = False) -> float:
        """How likely the line is in scope, 0 to 1. `goes_on`: something was spoken of just before."""
        seen = evidence(scored, tokens, goes_on=goes_on)
        total = self.bias + sum(w * e for w, e in zip(self.weights, seen, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def evidence(scored: Scored, tokens: Sequence[str], *, goes_on: bool = False) -> list[float]:
    """What the head looks at: the best margin and its leads, what is known, the length, and who is named."""
    best, second = scored.ranked[0][1], scored.ranked[1][1]
    named = any(token[0] == "<" and token[1:-1] in MASKS for token in tokens)
    return [
        best,
        best - second,
        best - scored.outside,
        scored.outside,
        scored.known,
        math.log1p(len(tokens)),
        1.0 if named else HALF_NAMED if goes_on else 0.0,
        float("<town>" in tokens),
    ]

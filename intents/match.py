"""The linear model as it serves: one-vs-rest margins from numpy, and the head that says how far to trust the best."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.features import features


@dataclass(frozen=True, slots=True)
class Scored:
    """Margins by intent, best first, and the share of the line's feature weight that training has seen."""

    ranked: tuple[tuple[str, float], ...]
    known: float

    @property
    def best(self) -> str:
        """The intent with the largest margin."""
        return self.ranked[0][0]


@dataclass(frozen=True, slots=True)
class Linear:
    """A vocabulary, its inverse document frequencies, and a weight for every feature and intent."""

    vocabulary: dict[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    labels: tuple[str, ...]

    def score(
        self, tokens: Sequence[str], pinyin: Mapping[str, str], boost: Mapping[str, float] | None = None
    ) -> Scored:
        """Margins of a masked line. `boost` is added to the margins of the intents it names."""
        counts = Counter(features(tokens, pinyin))
        found = [(index, count) for name, count in counts.items() if (index := self.vocabulary.get(name)) is not None]
        if not found:
            return Scored(self._ranked(self.bias.copy(), boost), 0.0)
        indices = np.array([index for index, _ in found])
        values = self.idf[indices] * (1 + np.log(np.array([count for _, count in found], dtype=np.float32)))
        unknown = (len(counts) - len(found)) * float(self.idf.max()) ** 2
        total = float((values**2).sum())
        margins = (values / math.sqrt(total)) @ self.weights[indices] + self.bias
        return Scored(self._ranked(margins, boost), total / (total + unknown))

    def _ranked(self, margins: NDArray[np.float32], boost: Mapping[str, float] | None) -> tuple[tuple[str, float], ...]:
        for intent, more in (boost or {}).items():
            if intent in self.labels:
                margins[self.labels.index(intent)] += more
        order = np.argsort(-margins)
        return tuple((self.labels[index], float(margins[index])) for index in order)


@dataclass(frozen=True, slots=True)
class RejectHead:
    """A logistic over the evidence that the best guess is right."""

    weights: tuple[float, ...]
    bias: float

    def trust(self, scored: Scored, length: int) -> float:
        """How likely the best intent is right, 0 to 1."""
        total = self.bias + sum(w * e for w, e in zip(self.weights, evidence(scored, length), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def evidence(scored: Scored, length: int) -> list[float]:
    """What the head looks at: best margin, gap to the second, share of known features, log of the length."""
    best, second = scored.ranked[0][1], scored.ranked[1][1]
    return [best, best - second, scored.known, math.log1p(length)]

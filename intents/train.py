"""Training: phrases to the linear model and its reject head, in a child process: serving never loads scikit-learn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import compress, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from content.names import Name
from intents.built import Built
from intents.contract import OUT_OF_SCOPE
from intents.dictionary import derive_dictionary, word_keys
from intents.exact import make_exact
from intents.features import MASKS, feature_tokens, features, generic, mask
from intents.language import SPOKEN
from intents.match import Linear, RejectHead, evidence
from intents.model import Intent
from intents.normalise import normalise, tokenise
from intents.phrasebook import PLACEHOLDERS, Phrase, variants
from intents.subjects import keys_of
from intents.tables import derive_tables, is_han, name_sounds

FOLDS = 3
MOST_TEXTS = 4  # spellings of one phrase
RAREST = 2  # features of a single row: half of all, and worth nothing on questions by another hand (benchmarks/)
# What visitors ask that is out of scope is like the lines written for that class, not like an intent held out: counted
# in full, held-out intents take .015 off the area under the curve on questions by other hands.
HELD_WEIGHT = 0.1
WORKERS = 2  # fits side by side; a machine with one core takes twice as long
C = 1.5
SEED = 20261124
NAMED = frozenset(map(mask, MASKS))


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
        texts = variants(phrase.text, MOST_TEXTS)
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
    data = _counted(made, pinyin)
    first = np.array([i == 0 or made[i - 1].phrase != row.phrase for i, row in enumerate(made)])
    shown = data.only(first)
    with ThreadPoolExecutor(WORKERS) as pool:  # liblinear lets go of the interpreter's lock
        whole = pool.submit(fit, data)
        folds = [pool.submit(_fold, turn, shown, pinyin) for turn in range(FOLDS)]
        return whole.result(), _head([item for fold in folds for item in fold.result()])


@dataclass(frozen=True, slots=True)
class Data:
    """Rows as counts of features. `counts`: a row for each, a column for each of `names`, which are sorted."""

    made: Sequence[Row]
    counts: csr_matrix
    names: Sequence[str]

    def only(self, keep: NDArray[np.bool_]) -> "Data":
        """The rows for which `keep` is true."""
        return Data(list(compress(self.made, keep)), self.counts[keep], self.names)


def _counted(made: Sequence[Row], pinyin: Mapping[str, str]) -> Data:
    counted = [Counter(features(row.tokens, pinyin)) for row in made]
    names = sorted({name for counts in counted for name in counts})
    column = {name: index for index, name in enumerate(names)}
    indices = [column[name] for counts in counted for name in counts]
    values = np.array([number for counts in counted for number in counts.values()], dtype=np.float64)
    starts = np.cumsum([0, *map(len, counted)])
    return Data(made, csr_matrix((values, indices, starts), shape=(len(made), len(names))), names)


def fit(data: Data) -> Linear:
    """One-vs-rest margins over weighted features."""
    known = np.bincount(data.counts.indices, minlength=len(data.names))
    kept = np.flatnonzero(known >= RAREST)
    idf = (np.log((1 + len(data.made)) / (1 + known[kept])) + 1).astype(np.float32)
    labels = sorted({row.intent for row in data.made})
    numbers = np.array([labels.index(row.intent) for row in data.made])
    model = LinearSVC(C=C, random_state=SEED, max_iter=300, tol=1e-2)
    model.fit(normalize(_weighted(data.counts[:, kept], idf)), numbers)
    keys = np.array(word_keys(data.names[index] for index in kept.tolist()), dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    weights, bias = model.coef_.T[order].astype(np.float16), model.intercept_.astype(np.float32)
    return Linear(keys[order], idf[order], weights, bias, tuple(labels))


def _weighted(counts: csr_matrix, idf: NDArray[np.float32]) -> csr_matrix:
    weighted = counts.copy()
    weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
    return weighted


def _fold(turn: int, data: Data, pinyin: Mapping[str, str]) -> list[tuple[list[float], bool, float]]:
    """What the head would look at on rows a model has not seen, whether each is the guide's business, and its weight.

    In scope: held-out phrases. Out of scope: held-out phrases of that class, and whole intents held out in turn, but
    of those only lines that name nothing: a line about a known place is the guide's business, whatever it asks.
    """
    intents = sorted({row.intent for row in data.made} - {OUT_OF_SCOPE})
    held = set(intents[turn :: FOLDS * 3])
    away = np.array([row.intent in held or row.phrase % FOLDS == turn for row in data.made])
    linear = fit(data.only(~away))
    found = []
    for row in compress(data.made, away):
        if row.intent not in held or not NAMED & set(row.tokens):
            inside = row.intent not in held and row.intent != OUT_OF_SCOPE
            weight = HELD_WEIGHT if row.intent in held and OUT_OF_SCOPE in linear.labels else 1.0
            found.append((evidence(linear.score(row.tokens, pinyin), row.tokens), inside, weight))
    return found


def _head(found: Sequence[tuple[list[float], bool, float]]) -> RejectHead:
    """A logistic that tells the guide's business from what is not, by what was seen on held-out rows."""
    seen, inside = np.array([each for each, _, _ in found]), [int(is_inside) for _, is_inside, _ in found]
    weight = [each for _, _, each in found]
    mean, scale = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    head = LogisticRegression(C=1.0, class_weight="balanced", max_iter=500)
    head.fit((seen - mean) / scale, inside, sample_weight=weight)
    weights = head.coef_[0] / scale
    return RejectHead(tuple(map(float, weights)), float(head.intercept_[0] - (weights * mean).sum()))


def build(phrases: Sequence[Phrase], intents: Mapping[str, Intent], names: Iterable[Name]) -> Built:
    """Everything that understanding serves from, made of the phrases, the intents' contract and the names."""
    tables = derive_tables()
    made = list(rows(phrases, intents, tables.fold, tables.pinyin))
    linear, head = train(made, tables.pinyin)
    exact = make_exact({" ".join(map(generic, row.tokens)): row.intent for row in made})
    latin = [(token, row.phrase) for row in made for token in row.tokens if token[0].isalpha() and token.isascii()]
    held = Counter(token for token, number in set(latin) if phrases[number].language in SPOKEN)
    words = frozenset(token for token, count in held.items() if count >= RAREST)  # the model knows no others
    pairs = frozenset(a + b for row in made for a, b in pairwise(row.tokens) if is_han(a) and is_han(b))
    sounds = name_sounds(names, lambda name: keys_of(name, tables.fold), frozenset(tables.pinyin.values()))
    return Built(tables, linear, head, exact, words, pairs, sounds, derive_dictionary({token for token, _ in latin}))

"""A masked line as the features of the linear model: words, pieces of words, Han pairs, and the sound of Han."""

import itertools
from collections.abc import Iterable, Mapping, Sequence

from intents.normalise import Token

MASKS = {"place", "eatery", "event", "dish", "food_route", "lodging", "hub", "ride"}


def mask(kind: str) -> str:
    """The token that stands for a name of this kind."""
    return f"<{kind}>"


def feature_tokens(tokens: Sequence[Token]) -> list[str]:
    """The tokens as the model sees them: numbers lose their value."""
    return ["<n>" if token.text[:1].isdigit() else token.text for token in tokens]


def features(tokens: Sequence[str], pinyin: Mapping[str, str]) -> list[str]:
    """Every feature of the line, with repeats."""
    found: list[str] = []
    plain = ["<s>", *map(generic, tokens), "</s>"]
    found += [token for token in tokens if token.startswith("<") and token != generic(token)]
    found += plain[1:-1]
    found += [f"{first} {second}" for first, second in itertools.pairwise(plain)]
    found += _triples(plain)
    for token in tokens:
        if len(token) > 1 and token[0] != "<" and token[0].isalpha():
            found += _pieces(token)
    found += _sounds(tokens, pinyin)
    return found


def generic(token: str) -> str:
    """The token, with the kind taken off a name's mask."""
    return "<name>" if token[0] == "<" and token[1:-1] in MASKS else token


def _triples(plain: Sequence[str]) -> Iterable[str]:
    # Longer Han n-grams cost 14 points across data sets; three words help in English.
    for triple in zip(plain, plain[1:], plain[2:], strict=False):
        if sum(len(token) > 1 for token in triple) == len(triple):
            yield " ".join(triple)


def _pieces(word: str) -> Iterable[str]:
    padded = f"_{word}_"
    for size in (2, 3, 4, 5):
        yield from (f"~{padded[start : start + size]}" for start in range(len(padded) - size + 1))


def _sounds(tokens: Sequence[str], pinyin: Mapping[str, str]) -> Iterable[str]:
    # Pairs of syllables, so that pinyin in Latin letters and homophones meet the phrases they sound like.
    syllables = [pinyin.get(token, token[1:] if token[0] == "'" else "") for token in tokens]
    for first, second in itertools.pairwise(syllables):
        if first and second:
            yield f"p:{first} {second}"

"""A masked line as the features of the linear model: words, pieces of words, Han pairs, and the sound of Han."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from intents.normalise import Token

MASKS = {"place", "eatery", "event", "dish", "food_route", "lodging", "hub", "ride"}


# Longer pieces, three words and three Han characters together were measured to add nothing (benchmarks/matching.py).
LONGEST_PIECE = 4
SIGNS = frozenset(',，.。!！?？、;；~～…-–—:："“”()（）')


def mask(kind: str) -> str:
    """The token that stands for a name of this kind."""
    return f"<{kind}>"


def feature_tokens(tokens: Sequence[Token]) -> list[str]:
    """The tokens as the model sees them: numbers lose their value."""
    return ["<n>" if token.text[:1].isdigit() else token.text for token in tokens]


def features(tokens: Sequence[str], pinyin: Mapping[str, str]) -> list[str]:
    """Every feature of the line, with repeats; signs between words are none."""
    tokens = [token for token in tokens if token not in SIGNS]
    found: list[str] = []
    plain = ["<s>", *map(generic, tokens), "</s>"]
    found += [token for token in tokens if token.startswith("<") and token != generic(token)]
    found += plain[1:-1]
    found += [f"{first} {second}" for first, second in itertools.pairwise(plain)]
    for token in tokens:
        if len(token) > 1 and token[0] != "<" and token[0].isalpha():
            found += _pieces(token)
    found += _sounds(tokens, pinyin)
    return found


def generic(token: str) -> str:
    """The token, with the kind taken off a name's mask."""
    return "<name>" if token[0] == "<" and token[1:-1] in MASKS else token


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    padded = f"_{word}_"
    sizes = range(2, min(LONGEST_PIECE, len(padded)) + 1)
    return tuple(f"~{padded[start : start + size]}" for size in sizes for start in range(len(padded) - size + 1))


def _sounds(tokens: Sequence[str], pinyin: Mapping[str, str]) -> Iterable[str]:
    # Pairs of syllables, so that pinyin in Latin letters and homophones meet the phrases they sound like.
    syllables = [pinyin.get(token, token[1:] if token[0] == "'" else "") for token in tokens]
    for first, second in itertools.pairwise(syllables):
        if first and second:
            yield f"p:{first} {second}"

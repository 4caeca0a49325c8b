"""What a plan must hold and must leave out: named subjects and words of the lexicon, told apart by negation."""

import re
from collections.abc import Sequence
from typing import Any

from intents.lexicon import Lexicon
from intents.slots.words import find_list

REACH = 14  # characters before a word in which a negation still speaks of it


def wish_slots(folded: str, named: Sequence[tuple[str, int]], lexicon: Lexicon) -> dict[str, Any]:
    """`must_see` and `avoid`. `named`: ids with the place in the line where each stands."""
    denied = [entry for entry, start in named if is_denied(folded, start, lexicon)]
    avoid = denied + [word for word in _avoid_words(folded, lexicon) if word not in denied]
    wanted = [entry for entry, _ in named if entry not in denied]
    return {name: value for name, value in (("must_see", wanted), ("avoid", avoid)) if value}


def is_denied(folded: str, start: int, lexicon: Lexicon) -> bool:
    """True where a negation stands shortly before `start`, with no comma between."""
    before = re.split(r"[,，。;；.!?！？]", folded[max(0, start - REACH) : start])[-1]
    return bool(find_list(before, {"no": lexicon.negation}))


def _avoid_words(folded: str, lexicon: Lexicon) -> list[str]:
    found = []
    for value, words in lexicon.lists["avoid"].items():
        places = [match.start() for word in words for match in re.finditer(re.escape(word), folded)]
        if any(is_denied(folded, place, lexicon) for place in places):
            found.append(value)
    kinds = lexicon.lists["kinds"]
    for value, words in kinds.items():
        places = [match.start() for word in words for match in re.finditer(re.escape(word), folded)]
        if any(is_denied(folded, place, lexicon) for place in places) and value not in found:
            found.append(value)
    return found

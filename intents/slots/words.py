"""The slots of a bare string, for callers that have no line yet."""

from typing import Any

from intents.lexicon import Lexicon
from intents.line import plain_line
from intents.slots import days, money, origin
from intents.slots.pace import find_pace
from intents.slots.party import find_party


def find_days(folded: str) -> float | int | None:
    """How many days a wish speaks of, 0.5 for half a day; None where it does not say."""
    found = days.find_days(folded)
    return found.value if found else None


def find_budget(folded: str, typed: str) -> str | None:
    """The amount or level of money, as typed."""
    found = money.find_budget(folded)
    return typed[found.start : found.end].strip() if found else None


def find_origin(folded: str, typed: str) -> str | None:
    """Where a ride starts, as typed."""
    found = origin.find_origin(plain_line(typed, folded))
    return found.value if found else None


def word_slots(folded: str, typed: str, lexicon: Lexicon) -> dict[str, Any]:
    """Every slot of this module that the line fills."""
    slots: dict[str, Any] = {
        "days": find_days(folded),
        "budget": find_budget(folded, typed),
        "from": find_origin(folded, typed),
        "party": find_party(folded, lexicon)[0],
        "interests": lexicon.values("interests", folded),
        "pace": find_pace(folded, lexicon),
    }
    return {name: value for name, value in slots.items() if value}

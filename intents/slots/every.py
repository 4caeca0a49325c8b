"""Every slot a line fills."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from intents.lexicon import Lexicon
from intents.line import Line
from intents.model import Slots
from intents.slots.amount import find_amount
from intents.slots.days import find_days
from intents.slots.denial import Denial
from intents.slots.found import Found
from intents.slots.kinds import find_interests, find_kind
from intents.slots.money import find_budget
from intents.slots.origin import find_origin
from intents.slots.pace import find_pace
from intents.slots.party import find_party
from intents.slots.spans import DateSpan
from intents.slots.start import find_start
from intents.slots.when import find_span, span_slot
from intents.slots.wishes import wish_slots

PLACES = ("place", "hub", "lodging", "eatery")
_FROM = re.compile(r"(?:from|从|由|在|喺|cong|住)\s?(?:the )?$")  # of two names with "to" between, both may be goals
_PLAN = re.compile(r"\bplan|itinerary|行程|路线|xingcheng|安排|规划")
LONGEST_STAY = 14  # days from one date to another that are the length of a visit


def find_slots(line: Line, named: Sequence[tuple[str, int]], lexicon: Lexicon, today: date) -> Slots:
    """Each slot the line fills, by name, whatever its intent; `named`: the chosen subjects with their places."""
    text = line.text
    origin, start, denial = find_origin(line), find_start(line), Denial(text, lexicon)
    party, people = find_party(text, lexicon)
    days, money = find_days(text), find_budget(text)
    when = _when(line, start if days or _PLAN.search(text) else None, today)
    taken = [found for found in (days, money, origin, start) if found] + people
    taken += [Found(None, when.at, when.until)] if when else []
    amount = find_amount(text, taken, [found for found in (days, money) if found and found.value != "level"])
    aside = [found for found in (start, origin) if found and (found is start or _FROM.search(text[: found.start]))]
    slots: dict[str, Any] = {
        "when": span_slot(when, line.as_typed(when.at, when.until)) if when else None,
        "days": days.value if days else _days_between(when),
        "start": start.value if start else None,
        "from": origin.value if origin else None,
        "party": party,
        "interests": find_interests(line, lexicon, denial),
        "pace": find_pace(text, lexicon),
        "budget": _typed(line, money),
        "amount": _typed(line, amount),
        "kind": find_kind(line, lexicon, denial, when),
        "place": _place(line, named),
        **wish_slots(text, named, lexicon, spans=line.spans, aside=aside, denial=denial),
    }
    return {name: value for name, value in slots.items() if value}


def _typed(line: Line, found: Found | None) -> str | None:
    return line.as_typed(found.start, found.end) if found else None


def _when(line: Line, start: Found | None, today: date) -> DateSpan | None:
    """The time meant; the hour at which a plan starts is no date."""
    names = [span for span in line.spans if span.how != "loose" and span.kind not in ("town", "outside")]
    found = find_span(line.blanked(names), today)
    if found and found.first is None and start and start.meets(found.at, found.until):
        return None
    return found


def _days_between(when: DateSpan | None) -> int | None:
    """How long a visit from one date to another is: "from Friday to Sunday" is three days."""
    if when is None or when.first is None or when.last is None or not when.joined:
        return None
    days = (when.last - when.first).days + 1
    return days if 1 < days <= LONGEST_STAY else None


def _place(line: Line, named: Sequence[tuple[str, int]]) -> str | None:
    """The first place among the subjects, else the first of them."""
    kinds = {span.start: span.kind for span in line.spans}
    places = (entry for entry, at in named if kinds.get(at) in PLACES)
    return next(places, named[0][0] if named else None)

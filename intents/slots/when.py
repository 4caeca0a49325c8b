"""Dates in a question, resolved in the town's time zone from `today`: a range of days, inclusive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from intents.slots import when_en, when_zh
from intents.slots.spans import DateSpan

Rules = Callable[[str, date], Iterator[DateSpan]]
RULES: tuple[Rules, ...] = (when_zh.spans, when_en.spans)


@dataclass(frozen=True, slots=True)
class When:
    """The days meant, both None where the words are a time that cannot be resolved; `text` as typed."""

    start: date | None
    end: date | None
    text: str

    def as_slot(self) -> dict[str, str]:
        """The slot's value as the contract writes it."""
        slot = {"text": self.text}
        if self.start and self.end:
            slot = {"start": self.start.isoformat(), "end": self.end.isoformat(), **slot}
        return slot


def find_when(folded: str, typed: str, today: date) -> When | None:
    """The first time span in the line, the longest where several start together; None where there is none.

    `folded` and `typed` have the same length.
    """
    found = sorted((span for rule in RULES for span in rule(folded, today)), key=lambda s: (s.at, -s.until))
    if not found:
        return None
    best = _joined(found[0], found, folded)
    return When(best.first, best.last, typed[best.at : best.until].strip())


def _joined(first: DateSpan, found: list[DateSpan], folded: str) -> DateSpan:
    """`first` carried on to a second date where only a joining word stands between: "Friday to Sunday"."""
    for other in found:
        between = folded[first.until : other.at].strip() if other.at >= first.until else "x"
        if (
            between in ("to", "-", "–", "till", "until", "through", "and", "到", "至", "~", "—")
            and first.first
            and other.last
        ):
            last = other.last if other.last >= first.first else other.last + timedelta(days=7)
            return DateSpan(first.at, other.until, first.first, last)
    return first

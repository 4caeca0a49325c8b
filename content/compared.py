"""Rules against what happened: every date that a source reports beside the date that the rule gives for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from content.calendar import Span, rule_spans
from content.model import Event

AROUND = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a source says and what the rule says nearest to it; None where the rule has nothing within half a year."""

    event: str
    said: Span
    rule: Span | None

    @property
    def year(self) -> int:
        """The year of the source's date."""
        return self.said[0].year

    @property
    def days_off(self) -> int | None:
        """Days from the rule's beginning to that in the source."""
        return (self.said[0] - self.rule[0]).days if self.rule else None

    @property
    def agrees(self) -> bool:
        """True where the two have a day in common."""
        return self.rule is not None and self.said[0] <= self.rule[1] and self.rule[0] <= self.said[1]


def compared(event: Event) -> Iterator[Compared]:
    """Every reported date of an event whose rule speaks of that year."""
    rule = event.recurrence
    if rule is None or rule.calendar in ("announced", "once") or (rule.calendar == "miao" and not rule.animal):
        return
    for item in event.occurrences:
        if rule.since and item.start.year < rule.since:
            continue
        said = (item.start, item.last)
        spans = rule_spans(rule, item.start - AROUND, item.last + AROUND)
        together = [span for span in spans if Compared(event.id, said, span).agrees]
        nearest = min(together or spans, key=lambda span: abs(span[0] - item.start), default=None)
        yield Compared(event.id, said, nearest)


def missed_years(event: Event) -> tuple[int, ...]:
    """The years in which a source's date does not meet the rule; a day beside a weekly rule is an extra, not a miss."""
    if event.recurrence is None or event.recurrence.regular:
        return ()
    return tuple(sorted({item.year for item in compared(event) if not item.agrees}))

"""When an event comes round: the rule as written in an entry, and the occurrences that sources report."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.closed import Bilingual, Closed, Provenance, Sourced, fault

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Month = Annotated[int, Field(ge=1, le=12)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]

NEEDS = {
    "weekly": ("weekdays",),
    "lunar": ("month", "day"),
    "gregorian": ("month", "day"),
    "once": ("start", "end"),
    "miao": (),
    "announced": (),
}
LUNAR_DAYS = 30
# February may have 29: a rule for that day holds in leap years.
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Occurrence(Closed):
    """One dated instance that a source reports."""

    start: date
    end: date | None = None
    source: Provenance
    note: str | None = None
    lunar: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.start, self.end)
        return self


def _check_order(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise fault("end", f"{end} is before start {start}; swap them")


class Recurrence(Sourced):
    """The rule of an event's dates; which fields it needs depends on its calendar."""

    calendar: Literal["weekly", "lunar", "gregorian", "miao", "announced", "once"]
    month: Month | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    days: Annotated[int, Field(ge=1, le=60)] = 1
    leap_month: Literal["skip", "repeat"] = "skip"
    weekdays: tuple[Weekday, ...] = ()
    start_time: Clock | None = None
    end_time: Clock | None = None
    times: Bilingual | None = None
    season: Bilingual | None = None
    confirmed: str | None = None
    months: tuple[Month, ...] = ()
    cycle_days: Annotated[int, Field(ge=2, le=60)] | None = None
    around: str | None = None
    start: date | None = None
    end: date | None = None
    approximate: bool = False
    inferred: bool = False
    estimates: tuple[date, ...] = ()
    past_opening_days: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [name for name in NEEDS[self.calendar] if not getattr(self, name)]
        if missing:
            raise ValueError(f"a {self.calendar} rule needs {' and '.join(missing)}; add what is missing")
        longest = LUNAR_DAYS if self.calendar == "lunar" else MONTH_DAYS[self.month - 1] if self.month else 31
        if self.day and self.day > longest:
            raise fault(
                "day", f"{self.day} is too high: this {self.calendar} month has at most {longest} days; correct it"
            )
        _check_order(self.start, self.end)
        return self

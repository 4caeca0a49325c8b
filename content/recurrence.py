"""When an event comes round: the rule as written in an entry, and the occurrences that sources report."""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.almanac import Animal
from content.closed import Bilingual, Closed, Dated, Provenance, Sourced, fault
from content.dates import parse_as_of

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Month = Annotated[int, Field(ge=1, le=12)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Calendar = Literal["weekly", "lunar", "gregorian", "miao", "animal_days", "cycle", "announced", "once"]

NEEDS: dict[Calendar, tuple[str, ...]] = {
    "weekly": ("weekdays",),
    "lunar": ("month", "day"),
    "gregorian": ("month", "day"),
    "once": ("start", "end"),
    "miao": (),
    "animal_days": ("animals",),
    "cycle": ("cycle_days", "start"),
    "announced": (),
}
# Keys that only mean something together.
PAIRS = (("animal", "month"), ("end_month", "end_day"), ("every_years", "since"))
LUNAR_DAYS = 30
# February may have 29: a rule for that day holds in leap years.
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# After a year without a word, whoever runs something every week may have stopped.
CONFIRMED_FOR = timedelta(days=365)


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

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end or self.start


def _check_order(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise fault("end", f"{end} is before start {start}; swap them")


class Recurrence(Sourced):
    """The rule of an event's dates; which fields it needs depends on its calendar.

    missed: the years in which a source's date does not meet the rule; such a rule gives estimates only.
    """

    calendar: Calendar
    month: Month | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    days: Annotated[int, Field(ge=1, le=60)] = 1
    end_month: Month | None = None
    end_day: Annotated[int, Field(ge=1, le=31)] | None = None
    leap_month: Literal["skip", "repeat", "first"] = "skip"
    animal: Animal | None = None
    animals: tuple[Animal, ...] = ()
    nth: Annotated[int, Field(ge=1, le=3)] = 1
    from_day: Annotated[int, Field(ge=1, le=30)] = 1
    weekdays: tuple[Weekday, ...] = ()
    start_time: Clock | None = None
    end_time: Clock | None = None
    times: Bilingual | None = None
    season: Bilingual | None = None
    confirmed: Dated | None = None
    months: tuple[Month, ...] = ()
    cycle_days: Annotated[int, Field(ge=2, le=60)] | None = None
    every_years: Annotated[int, Field(ge=2, le=60)] | None = None
    run_years: Annotated[int, Field(ge=1, le=10)] = 1
    since: Annotated[int, Field(ge=1900, le=2100)] | None = None
    around: str | None = None
    start: date | None = None
    end: date | None = None
    approximate: bool = False
    inferred: bool = False
    missed: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [name for name in NEEDS[self.calendar] if not getattr(self, name)]
        if missing:
            raise ValueError(f"a {self.calendar} rule needs {' and '.join(missing)}; add what is missing")
        for one, other in PAIRS:
            if getattr(self, one) and not getattr(self, other):
                raise fault(one, f"means nothing without {other}; add it")
        self._check_day("day", self.month, self.day)
        self._check_day("end_day", self.end_month, self.end_day)
        _check_order(self.start, self.end)
        return self

    def _check_day(self, name: str, month: int | None, day: int | None) -> None:
        longest = LUNAR_DAYS if self.calendar == "lunar" else MONTH_DAYS[month - 1] if month else 31
        if day and day > longest:
            what = f"{day} is too high: this {self.calendar} month has at most {longest} days; correct it"
            raise fault(name, what)

    @property
    def regular(self) -> bool:
        """True where it comes round within a few weeks."""
        return self.calendar in ("weekly", "animal_days", "cycle")

    @property
    def estimated(self) -> bool:
        """True where its dates are guesses: roughly known, our own reading, or missed by what happened."""
        return self.approximate or self.inferred or bool(self.missed)

    def standing(self, day: date) -> Literal["now", "was", "undated"]:
        """On `day`, whether it was seen to hold within a year, longer ago, or at no known date."""
        if not self.confirmed:
            return "undated"
        return "now" if self.confirmed_on(day) else "was"

    def confirmed_on(self, day: date) -> bool:
        """True where the rule was seen to hold within the year before `day`."""
        latest = parse_as_of(self.confirmed).latest if self.confirmed else None
        return latest is not None and day <= latest + CONFIRMED_FOR

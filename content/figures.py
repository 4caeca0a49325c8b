"""The figures that stand beside the prose, each with its own source: points, hours, prices, what is in a dish."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from content.closed import Bilingual, Closed, Dated, Provenance, Sourced, fault
from content.hours import check_hours
from content.recurrence import Clock


class Coordinates(Closed):
    """A point on the map: degrees, and how far it can be trusted. `area`: the point is its surroundings'."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    datum: Literal["wgs84"] = "wgs84"
    precision: Literal["exact", "village", "approximate", "area"]
    source: Provenance
    as_of: Dated


class VisitMinutes(Closed):
    """How long a visit takes, in minutes."""

    minutes: Annotated[int, Field(ge=5, le=2880)]
    source: Provenance
    as_of: Dated


class Hours(Sourced):
    """Opening hours in the syntax of OpenStreetMap's `opening_hours`, as far as a source gives them."""

    open: str | None = None
    last_entry: Clock | None = None
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if self.open:
            try:
                check_hours(self.open)
            except ValueError as error:
                raise fault("open", str(error)) from error
        return self


class OldPrice(Closed):
    """A price that no longer holds, so that a visitor who read it elsewhere can be told."""

    adult: Annotated[int, Field(ge=0, le=10000)]
    until: Dated


class Tickets(Sourced):
    """Admission in yuan; 0 is free."""

    adult: Annotated[int, Field(ge=0, le=10000)]
    child: Annotated[int, Field(ge=0, le=10000)] | None = None
    was: tuple[OldPrice, ...] = ()


class MealPrice(Closed):
    """What a meal costs a head, in yuan."""

    low: Annotated[int, Field(ge=0, le=10000)]
    high: Annotated[int, Field(ge=0, le=10000)]
    source: Provenance
    as_of: Dated

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high < self.low:
            raise fault("high", f"{self.high} is less than low {self.low}; swap them")
        return self


def _spice(value: object) -> object:
    low, _, high = str(value).partition("-")
    return (low, high or low)


class Diet(Closed):
    """Who can eat a dish: heat from 0 to 3 (lowest and highest version), what it contains, vegetarian or not.

    partly: its facts do not list its ingredients, so `contains` is not all that may be in it.
    """

    spicy: Annotated[
        tuple[Annotated[int, Field(ge=0, le=3)], Annotated[int, Field(ge=0, le=3)]], BeforeValidator(_spice)
    ]
    contains: tuple[str, ...] = ()
    vegetarian: Literal["yes", "no", "ask"]
    partly: bool = False
    source: Provenance
    as_of: Dated

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.spicy[1] < self.spicy[0]:
            raise fault("spicy", "runs from hot to mild; write the lower number first, such as 1-3")
        return self

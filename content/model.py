"""Entries as they stand in content/: closed, frozen models, so that a slip of the pen is a problem and never a fact."""

from typing import Annotated, Literal

from pydantic import Field

from content.closed import Bilingual, Closed, Dated, Id, Provenance, Sourced
from content.figures import Coordinates, Diet, Hours, MealPrice, Tickets, VisitMinutes
from content.recurrence import Occurrence, Recurrence
from content.text import Text

Kind = Literal["place", "eatery", "event", "dish", "food_route", "lodging", "hub", "ride", "topic"]

ASPECTS = (
    "overview",
    "tickets",
    "hours",
    "getting_there",
    "duration",
    "highlights",
    "history",
    "best_time",
    "facilities",
    "contact",
    "nearby",
    "dates",
    "venue",
    "taking_part",
    "ingredients",
    "where_to_eat",
    "price",
    "legs",
    "list_food",
    "find_lodging",
    "shopping",
    "diet",
    "arriving",
    "local_transport",
    "weather",
    "season",
    "budget",
    "safety",
    "money",
    "connectivity",
    "phrases",
    "etiquette",
    "entry_rules",
    "city_facts",
)
Aspect = Literal[ASPECTS]  # type: ignore[valid-type]


class Names(Closed):
    """What an entry is called. `aliases` may be in any language. `loose`: words that mean this entry only where no
    other is named ("the museum"); `generic`: all its names are such words ("taxi"); `other`: names in languages that
    the guide does not speak, by their codes."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)
    hant: str | None = Field(default=None, alias="zh-Hant")
    pinyin: str | None = None
    aliases: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    generic: bool = False
    other: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def __hash__(self) -> int:
        """Of the two names that all entries have: `other` cannot be hashed, and entries are kept in sets."""
        return hash((self.en, self.zh))

    @property
    def text(self) -> Text:
        """The entry's name as a Text."""
        return Text(self.en, self.zh, self.hant)


class Fact(Sourced):
    """One sourced statement about one aspect of an entry."""

    about: Aspect
    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)
    hant: str | None = Field(default=None, alias="zh-Hant")
    confidence: Literal["official", "reported", "single", "conflicting"]

    @property
    def text(self) -> Text:
        """The statement as a Text."""
        return Text(self.en, self.zh, self.hant)


class Stop(Bilingual):
    """A stop of a food route: where, what to eat, and how many minutes.

    at: the part of the day it is meant for; event: what it is there to see; months: those it is good in, all where
    none is named; reported_in: the only season that sources report it from; instead: dishes that may be had there in
    place of `dish`.
    """

    place: Id
    dish: Id | None = None
    minutes: Annotated[int, Field(ge=5, le=600)]
    at: Literal["breakfast", "lunch", "dinner", "night"] | None = None
    event: Id | None = None
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    reported_in: Literal["spring", "summer", "autumn", "winter"] | None = None
    instead: tuple[Id, ...] = ()


class Month(Bilingual):
    """What the sources say of one month's weather; degrees Celsius."""

    month: Annotated[int, Field(ge=1, le=12)]
    mean_c: float | None = None
    mean_low_c: float | None = None
    mean_high_c: str | None = None
    rainy_days: str | None = None


class Expression(Bilingual):
    """Something to say: in Mandarin (`zh`) or in the Miao language of the region (`hmu`)."""

    language: Literal["zh", "hmu"]
    saying: str = Field(alias="text", min_length=1)
    pinyin: str | None = None
    source: Provenance
    as_of: Dated


class Entry(Closed):
    """A YAML record someone may ask about; `id` is its file's name and `kind` its folder's."""

    id: Id
    kind: Kind
    names: Names
    tags: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    part_of: Id | None = None
    where: tuple[Id, ...] = ()
    coordinates: Coordinates | None = None
    facts: tuple[Fact, ...]

    @property
    def name(self) -> Text:
        """What the entry is called."""
        return self.names.text


class Place(Entry):
    """A sight, village, street, square or town."""

    kind: Literal["place"]
    visit_min: VisitMinutes | None = None
    hours: Hours | None = None
    tickets_cny: Tickets | None = None


class Eatery(Entry):
    """A restaurant or food street; without a point of its own it takes that of the area it lies in."""

    kind: Literal["eatery"]
    form: Literal["restaurant", "food_street"]
    coordinates_of: Id | None = None
    serves: tuple[Id, ...] = ()
    meal_cny: MealPrice | None = None
    hours: Hours | None = None


class Event(Entry):
    """A festival, show, market, match or other happening, with the rule of its dates."""

    kind: Literal["event"]
    form: Literal["event", "festival", "series"]
    recurrence: Recurrence | None = None
    occurrences: tuple[Occurrence, ...] = ()
    parts: tuple[Id, ...] = ()


class Dish(Entry):
    """Something to eat or drink, or a list of such."""

    kind: Literal["dish"]
    form: Literal["dish", "snack", "condiment", "drink", "menu"]
    diet: Diet | None = None
    items: tuple[Id, ...] = ()

    @property
    def is_eaten(self) -> bool:
        """True for what is a bite of its own: no drink, no condiment and no list of dishes."""
        return self.form in ("dish", "snack")


class FoodRoute(Entry):
    """A walk from bite to bite: official, or ours and said to be ours."""

    kind: Literal["food_route"]
    origin: Literal["official", "ours"]
    duration_min: Annotated[int, Field(ge=10, le=2880)] | None = None
    note: str | None = None
    # A shorter walk is looked for among all choices of stops; of eight these are few enough.
    stops: Annotated[tuple[Stop, ...], Field(max_length=8)] = ()


class Lodging(Entry):
    """A hotel, a guesthouse, or an area to stay in."""

    kind: Literal["lodging"]
    form: Literal["area", "hotel"]


class Hub(Entry):
    """A station or airport."""

    kind: Literal["hub"]
    form: Literal["hub"] = "hub"


class Ride(Entry):
    """A bus line, a train, or another way to get about."""

    kind: Literal["ride"]
    form: Literal["ride"] = "ride"


class Topic(Entry):
    """Practical matters that belong to no single place: money, weather, manners."""

    kind: Literal["topic"]
    months: tuple[Month, ...] = ()
    months_sources: tuple[str, ...] = ()
    expressions: tuple[Expression, ...] = ()


class Leg(Closed):
    """A drive between two entries, the same both ways; minutes and kilometres each name their source."""

    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    drive_min: Annotated[int, Field(ge=0, le=2000)]
    km: Annotated[float, Field(ge=0, le=2000)]
    minutes_source: Provenance
    km_source: Provenance

    @property
    def is_estimate(self) -> bool:
        """True where no source tells the minutes."""
        return self.minutes_source.startswith("estimate")


FOLDERS: dict[str, tuple[type[Entry], ...]] = {
    "places": (Place,),
    "eateries": (Eatery,),
    "events": (Event,),
    "dishes": (Dish,),
    "food_routes": (FoodRoute,),
    "lodging": (Lodging,),
    "transport": (Hub, Ride),
    "topics": (Topic,),
}

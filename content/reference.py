"""The files beside the entries: the town itself, the closed vocabulary, names of sources, the Traditional glossary."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from content.closed import Bilingual, Closed, Dated, Id, Sourced
from content.model import Leg, Names
from content.text import Text


class Town(Closed):
    """The town a content folder is about, whom to ask there, and the places elsewhere that visitors name."""

    id: Id
    names: Names
    aliases: tuple[str, ...] = ()
    ask: Bilingual
    outside: tuple[str, ...] = ()


class Card(Closed):
    """A sentence to show the cook: Simplified characters, as cooks there read them, and how they are spoken."""

    text: str = Field(min_length=1)
    pinyin: str = Field(min_length=1)


class Need(Bilingual):
    """What someone does not eat: what else visitors call it, the card for the cook, and what it leaves to be asked.

    perhaps: ingredients that may hold it, so that such a dish is asked about; spicy: the hottest version it allows;
    by_figures: a dish's heat and `vegetarian` decide, so it may fit though its ingredients are told only partly.
    """

    said: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    spicy: Annotated[int, Field(ge=0, le=3)] | None = None
    by_figures: bool = False
    caution: Bilingual | None = None
    show: Card

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Every word for it, in lower case."""
        names = (self.en.lower().removesuffix("s"), self.zh, self.text.say("zh-Hant"))
        return (*names, *(word.lower() for word in self.said))


class Ingredient(Need):
    """Something a dish may contain, and the need of those who do not eat it."""


class WayOfEating(Need):
    """A diet: the ingredients it rules out. Where the sources do not tell (`listed`), no dish is said to fit it.

    general: told where nothing more exact is named; topic: the entry that says more.
    """

    without: tuple[str, ...] = ()
    meatless: bool = False
    listed: bool = True
    general: bool = False
    topic: Id | None = None


class Vocabulary(Closed):
    """The closed lists, each word with its label."""

    tags: dict[str, Bilingual]
    contains: dict[str, Ingredient]
    diets: dict[str, WayOfEating]
    counties: dict[str, Bilingual]


class Travel(Closed):
    """Driving times between entries and the method of those that are estimated."""

    as_of: Dated
    method: str
    legs: tuple[Leg, ...]


class SourceNames(Closed):
    """How sources are named to a visitor."""

    unnamed: Bilingual
    kinds: dict[str, Bilingual] = Field(default_factory=dict)
    publishers: dict[str, Bilingual] = Field(default_factory=dict)

    def name(self, sourced: Sourced, link: str | None) -> Text:
        """Who says so: the publisher, else the kind of source, else the page's host where `link` may be shown."""
        if sourced.publisher:
            for part, label in self.publishers.items():
                if part in sourced.publisher:
                    return label.text
        for start, label in self.kinds.items():
            if sourced.source.startswith(start):
                return label.text
        if link:
            host = link.split("/")[2].removeprefix("www.")
            return Text(host, host, host)
        # A notice or a paper that is named in words is told as it is written; a page that may not be shown is not.
        return self.unnamed.text if sourced.source.startswith("http") else Text(sourced.source, sourced.source)


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that stands beside the entries. outlines: the file of county outlines; None where there is none."""

    town: Town
    vocabulary: Vocabulary
    travel: Travel
    sources: SourceNames
    outlines: Path | None = None

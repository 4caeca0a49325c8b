"""The files beside the entries: the town itself, the closed vocabulary, names of sources, the Traditional glossary."""

from dataclasses import dataclass

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


class Ingredient(Bilingual):
    """A label, and what else a visitor calls it: nuts for peanuts."""

    said: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every word for it, in lower case."""
        return (self.en.lower().removesuffix("s"), self.zh, self.text.say("zh-Hant"), *self.said)


class Vocabulary(Closed):
    """The closed lists, each word with its label."""

    tags: dict[str, Bilingual]
    contains: dict[str, Ingredient]
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
    """Everything that stands beside the entries."""

    town: Town
    vocabulary: Vocabulary
    travel: Travel
    sources: SourceNames

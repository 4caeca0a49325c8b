"""What an answer is made from: the question, the catalogue, the words and the moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.messages import NO_LINKS, Button, Links, button_data
from bot.planner.model import Trip
from bot.wording import Words, without_brackets
from content.catalogue import Catalogue
from content.model import Entry

View = Literal["plan", "day", "why", "why_not", "cost", "rain", "file"]
DEFAULT_ASPECTS = {
    "place": ("tickets", "hours", "getting_there", "highlights", "nearby", "facilities"),
    "event": ("dates", "venue", "taking_part", "getting_there", "highlights"),
    "dish": ("ingredients", "where_to_eat", "price", "diet"),
    "eatery": ("where_to_eat", "getting_there", "price"),
    "food_route": ("legs", "overview"),
    "lodging": ("price", "nearby", "getting_there"),
    "hub": ("getting_there", "nearby", "facilities"),
    "ride": ("price", "getting_there"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A complete question: the intent, its subjects and slots, the words it came in, and where the visitor stands.

    origin: the entry that the slot `start` names; goal: where to be in the end, an entry or as typed; shorter: how many
    times less of the same was asked for; missed: a change was asked for that is not understood; asks: what alone is
    asked of a food route, by the words of the lexicon; stop: the number of the stop asked of or told last, -1 the last;
    needs: what its eater is known to need, words of the vocabulary; wants: what a question on food wants of them,
    "kept" where some were just taken back; apart: it asks for somebody else.
    """

    intent: str
    subjects: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    position: tuple[float, float] | None = None
    offset: int = 0
    origin: str | None = None
    shorter: int = 0
    missed: bool = False
    goal: str | None = None
    asks: str | None = None
    stop: int = 0
    needs: tuple[str, ...] = ()
    wants: Literal["which", "fits", "card", "kept"] = "which"
    apart: bool = False
    trip: Trip | None = None
    view: View = "plan"
    number: int = -1
    form: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The catalogue, the words of the visitor's language, and the moment in the town's time."""

    catalogue: Catalogue
    words: Words
    now: datetime
    links: Links = NO_LINKS

    @property
    def language(self) -> str:
        """The language the answer is written in."""
        return self.words.language

    @property
    def today(self) -> date:
        """The day in the town."""
        return self.now.date()

    @property
    def ask(self) -> str:
        """Whom to ask about what the guide does not know."""
        return self.catalogue.town.ask.text.say(self.language)

    @property
    def town(self) -> str:
        """The town's name."""
        return self.catalogue.town.names.text.say(self.language)

    @property
    def cite_marks(self) -> tuple[str, ...]:
        """How this language writes a provenance line."""
        return tuple(self.words.say(f"cite.{mark}") for mark in ("label", "comma", "between", "stop"))

    def entries(self, question: Question) -> list[Entry]:
        """The question's subjects as entries."""
        return [entry for entry_id in question.subjects if (entry := self.catalogue.get(entry_id))]

    def name(self, entry: Entry) -> str:
        """What the entry is called in the visitor's language, without the part in brackets."""
        return without_brackets(entry.name.say(self.language))

    def names(self, ids: tuple[str, ...]) -> str:
        """Names of entries, joined as a list."""
        joined = self.words.say("list.join").join(self.name(e) for i in ids if (e := self.catalogue.get(i)))
        return joined or self.town

    def button(self, verb: str, entry: Entry | None = None, argument: str = "") -> Button:
        """A button that asks `verb` of the entry."""
        return Button(self.words.say(f"button.{verb}"), button_data(verb, entry.id if entry else "", argument))

    def open_button(self, entry: Entry) -> Button:
        """A button with the entry's name that opens it."""
        name = self.name(entry)
        name = name[:1].upper() + name[1:]
        return Button(name if len(name) <= 32 else name[:31] + "…", button_data("overview", entry.id))

    def aspect_buttons(self, entry: Entry, *, but: str, most: int = 4) -> tuple[Button, ...]:
        """Buttons for what else can be answered about the entry from what the content holds."""
        verbs = [verb for verb in DEFAULT_ASPECTS.get(entry.kind, ()) if verb != but and self._answers(entry, verb)]
        return tuple(self.button(verb, entry) for verb in verbs[:most])

    def _answers(self, entry: Entry, verb: str) -> bool:
        if verb == "nearby":
            return self.catalogue.point(entry) is not None
        if verb in ("dates", "venue", "legs", "diet"):
            return True
        if verb == "where_to_eat" and entry.kind == "dish":
            return True
        return any(fact.about == verb for fact in entry.facts)

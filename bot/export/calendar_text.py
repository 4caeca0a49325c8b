"""What an entry of a calendar says: its title, where it is, how sure it is, and who says so."""

from dataclasses import dataclass
from datetime import datetime

from bot.wording import Words, without_brackets
from content.calendar import Dated, past_occurrences, source_of
from content.catalogue import Catalogue
from content.figures import Coordinates
from content.model import Entry, Event


@dataclass(frozen=True, slots=True)
class Writer:
    """What the entries are written from; `now` is in the town's time zone."""

    catalogue: Catalogue
    words: Words
    now: datetime

    def title(self, event: Event, item: Dated) -> str:
        """The event's name, marked where the date may be wrong."""
        name = self._name(event)
        return self.words.say("calendar.doubtful", name=name) if item.certainty == "estimated" else name

    def location(self, event: Event) -> str:
        """Where it takes place, with the Chinese names for drivers and signs; empty where that is not known."""
        places = [place for one in event.where if (place := self.catalogue.get(one))]
        join = self.words.say("list.join")
        told = join.join(self._name(place) for place in places)
        chinese = "、".join(without_brackets(place.names.zh) for place in places)
        return told if told == chinese else self.words.say("list.noted", text=told, note=chinese)

    def point(self, event: Event) -> Coordinates | None:
        """The event's own point, else that of the one place it is at; None where only an area or the town is known."""
        town = self.catalogue.town.id
        places = [place for one in event.where if (place := self.catalogue.get(one)) and one != town]
        own = event.coordinates or (places[0].coordinates if len(places) == len(event.where) == 1 else None)
        return own if own and own.precision != "area" else None

    def link(self, event: Event, item: Dated) -> str | None:
        """The page that says so, where it may be shown."""
        said = source_of(event, item, self.now.date())
        return self.catalogue.link(said) if said else None

    def description(self, event: Event, item: Dated) -> str:
        """How sure the dates are, when they were last confirmed, who says so and as of when; a line each."""
        words, rule = self.words, event.recurrence
        lines = [self._sureness(event, item)]
        if rule and rule.times and item.weekly:
            lines.append(rule.times.text.say(words.language))
        past = past_occurrences(event, self.now.date())
        if past and past[0].start != item.start and not item.weekly:
            lines.append(words.say("dates.last", days=words.span(past[0].start, past[0].end)))
        lines += self._source(event, item)
        return "\n".join((*lines, words.say("calendar.made", day=words.day(self.now.date(), weekday=False))))

    def _sureness(self, event: Event, item: Dated) -> str:
        words, rule = self.words, event.recurrence
        if not item.weekly or rule is None:
            return words.say("calendar.sureness", sure=words.say(f"certainty.{item.certainty}"))
        told = words.as_of(rule.confirmed) if rule.confirmed else ""
        return words.say(f"dates.status_{rule.standing(self.now.date())}", date=told)

    def _source(self, event: Event, item: Dated) -> list[str]:
        said = source_of(event, item, self.now.date())
        if said is None or said.is_advice:
            return []
        words, link = self.words, self.catalogue.link(said)
        name = self.catalogue.reference.sources.name(said, link).say(words.language)
        line = f"{words.say('cite.label')}{name}{words.say('cite.comma')}{words.as_of(said.as_of)}"
        if said.confidence in ("conflicting", "single"):
            line += words.say("cite.between") + words.say(f"remark.{said.confidence}")
        return [line, link] if link else [line]

    def _name(self, entry: Entry) -> str:
        return without_brackets(entry.name.say(self.words.language))

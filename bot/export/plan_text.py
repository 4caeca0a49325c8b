"""What a plan says wherever it is taken along: names in two scripts, ways, costs, cautions, points; no file format."""

import re
from dataclasses import dataclass, replace

from bot.export.calendar_text import Writer
from bot.planner.model import Caution, DayPlan, Leg, Plan, Stop, Wishes
from bot.wording import Words, without_brackets
from content.catalogue import Catalogue
from content.figures import Coordinates
from content.model import Entry, Event, Fact

DAY_MIN = 1440
# A number with its area code, a mobile number or a 400 line; years, prices and short numbers are none.
PHONE = re.compile(r"(?<![\d-])(?:\+?86[- ]?)?(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?![\d-])")
MOST_NUMBERS = 2
OF_MEALS = ("no_eatery", "ask_first")  # cautions about eating; of a place where one eats nearby, all that matters
Located = tuple[str, Coordinates]


@dataclass(frozen=True, slots=True)
class Teller:
    """A plan in the visitor's language."""

    writer: Writer
    plan: Plan
    wishes: Wishes

    @property
    def words(self) -> Words:
        """The words of the visitor's language."""
        return self.writer.words

    @property
    def catalogue(self) -> Catalogue:
        """What is true."""
        return self.writer.catalogue

    @property
    def in_chinese(self) -> bool:
        """True where the visitor reads the names as drivers and signs write them."""
        return self.words.language.startswith("zh")

    @property
    def plan_title(self) -> str:
        """What the plan is called."""
        town, days = self.catalogue.town.names.text.say(self.words.language), len(self.plan.days)
        key = "sheet.title_one" if days == 1 else "sheet.title_more"
        return self.words.say(key, town=town, number=days)

    def entry(self, entry_id: str | None) -> Entry | None:
        """The entry, None where there is none."""
        return self.catalogue.get(entry_id) if entry_id else None

    def name(self, entry_id: str | None) -> str:
        """What it is called in the visitor's language; its id where it is no entry."""
        entry = self.entry(entry_id)
        return without_brackets(entry.name.say(self.words.language)) if entry else entry_id or ""

    def chinese(self, entry_id: str | None) -> str:
        """The name to show a driver, beside that in the visitor's language; empty where that is Chinese already."""
        entry = self.entry(entry_id)
        return "" if entry is None or self.in_chinese else without_brackets(entry.names.zh)

    def pinyin(self, entry_id: str | None) -> str:
        """How a Chinese name is spoken, for a visitor who reads it; else empty."""
        entry = self.entry(entry_id)
        return entry.names.pinyin or "" if entry and self.in_chinese else ""

    def simplified(self, entry_id: str | None) -> str:
        """The name as drivers read it, for a visitor who reads Traditional Chinese; empty where it is the same."""
        entry = self.entry(entry_id)
        simple = without_brackets(entry.names.zh) if entry and self.words.language == "zh-Hant" else ""
        return "" if simple == self.name(entry_id) else simple

    def both(self, entry_id: str | None) -> str:
        """The name with the Chinese one behind it."""
        name, chinese = self.name(entry_id), self.chinese(entry_id)
        return self.words.say("list.noted", text=name, note=chinese) if chinese and chinese != name else name

    def kind(self, stop: Stop) -> str:
        """What one does there: "Lunch"."""
        return self.words.say(f"sheet.kind.{stop.meal or stop.kind}")

    def title(self, stop: Stop) -> str:
        """The stop under its kind: the name, "Eat around ..." where no eatery is named."""
        if stop.id is None:
            return self.words.say("sheet.rest") if stop.kind == "rest" else self.kind(stop)
        name = self.name(stop.id)
        return self.words.say("sheet.around", name=name) if stop.around else name

    def summary(self, stop: Stop) -> str:
        """The stop in one line, the Chinese name behind it."""
        if stop.id is None:
            return self.title(stop)
        key = "sheet.around_meal" if stop.around else "sheet.titled"
        plain = stop.kind in ("visit", "show")
        return self.both(stop.id) if plain else self.words.say(key, kind=self.kind(stop), name=self.both(stop.id))

    def way(self, leg: Leg) -> str:
        """How one gets there: "25 min by car, 12 km, estimated"."""
        parts = [self.words.say(f"sheet.leg.{leg.mode}", time=self.words.duration(leg.minutes))]
        if leg.km >= 1:
            parts.append(self.words.say("sheet.km", km=f"{leg.km:.0f}"))
        return self.words.say("cite.comma").join((*parts, self.words.say(f"sheet.basis.{leg.basis}")))

    def people(self) -> str:
        """How many the costs are for."""
        heads = self.wishes.heads
        return self.words.say("sheet.one") if heads == 1 else self.words.say("sheet.people", number=heads)

    def yuan(self, amount: int) -> str:
        """An amount for the whole party."""
        return self.words.say("sheet.yuan_for", yuan=amount, people=self.people())

    def cost(self, stop: Stop) -> str:
        """What the stop costs; empty where there is nothing to say, as for a rest."""
        if stop.kind == "rest":
            return ""
        if stop.cost_cny is None:
            return "" if stop.around else self.words.say("sheet.no_price")
        return self.words.say("sheet.free") if stop.cost_cny == 0 else self.yuan(stop.cost_cny)

    def phones(self, entry_id: str | None) -> tuple[str, ...]:
        """The numbers to call there, as far as a source gives some."""
        numbers = (number for fact in self.contacts(entry_id) for number in PHONE.findall(fact.zh))
        return tuple(dict.fromkeys(numbers))[:MOST_NUMBERS]

    def contacts(self, entry_id: str | None) -> list[Fact]:
        """The facts that give a number to call."""
        facts = self.catalogue.facts(entry_id, "contact") if entry_id else []
        return [fact for fact in facts if PHONE.search(fact.zh)]

    def cautions(self, stop: Stop) -> tuple[str, ...]:
        """What to know before one goes there."""
        codes = [code for code in self._codes(stop) if code != "price_unknown" or self.cost(stop) == ""]
        return tuple(self.words.say(f"sheet.caution.{code}") for code in codes)

    def _codes(self, stop: Stop) -> list[str]:
        found = [caution.code for caution in self.plan.warnings if stop.id in caution.ids]
        return [code for code in dict.fromkeys(found) if (code in OF_MEALS or not stop.around) and _fits(code, stop)]

    def other_cautions(self) -> tuple[str, ...]:
        """What to know of the plan as a whole, and of what no stop tells."""
        told = {(code, stop.id) for day in self.plan.days for stop in day.stops for code in self._codes(stop)}
        lines = [self._other(caution, told) for caution in self.plan.warnings]
        return tuple(dict.fromkeys(line for line in lines if line))

    def _other(self, caution: Caution, told: set[tuple[str, str | None]]) -> str:
        text = self.words.say(f"sheet.caution.{caution.code}")
        if not caution.ids or caution.code == "travel_estimated":
            return text
        untold = [one for one in caution.ids if (caution.code, one) not in told]
        names = self.words.say("list.join").join(self.name(one) for one in untold)
        return self.words.say("list.titled", name=names, text=text) if untold else ""

    def point(self, entry_id: str | None) -> Coordinates | None:
        """Where it is: of an event, the place it is held at; with precision `area` where only that is known."""
        entry = self.entry(entry_id)
        if entry is None:
            return None
        own = self.writer.point(entry) if isinstance(entry, Event) else None
        return own or self.catalogue.point(entry)

    def course(self, day: DayPlan) -> list[Located]:
        """The points of the day in order, from where it begins to where it ends; staying put is told once."""
        ids = (day.origin, *(stop.id for stop in day.stops if stop.id), day.goal)
        points = [(one, point) for one in ids if (point := self.point(one))]
        return [pair for number, pair in enumerate(points) if number == 0 or not _same(points[number - 1][1], pair[1])]

    def numbers(self, day: DayPlan) -> dict[str, int]:
        """The number of each stop on the map of its day; what lies at one point has one number."""
        spots: dict[tuple[float, float], int] = {}
        found: dict[str, int] = {}
        for stop in day.stops:
            if stop.id and (point := self.point(stop.id)):
                found[stop.id] = spots.setdefault((point.lat, point.lon), len(spots) + 1)
        return found


def shortened(teller: Teller) -> Teller:
    """The same with nothing but what is visited or seen: no meals, no rests, no ways."""
    return replace(teller, plan=replace(teller.plan, days=tuple(_short(day) for day in teller.plan.days)))


def _short(day: DayPlan) -> DayPlan:
    seen = [replace(stop, leg=None) for stop in day.stops if stop.kind in ("visit", "show")]
    return replace(day, stops=tuple(seen), back=None)


def _same(one: Coordinates, other: Coordinates) -> bool:
    return (one.lat, one.lon) == (other.lat, other.lon)


def _fits(code: str, stop: Stop) -> bool:
    """True where the caution is about what one does at the stop, not about another stop at the same entry."""
    return stop.kind == "meal" or code not in OF_MEALS

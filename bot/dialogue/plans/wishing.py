"""The wishes of a plan after a line: those it had, and what the line adds to them or puts in their place."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, get_args

from bot.answers.desk import Question
from bot.answers.eater import said
from bot.dialogue.turn import Guide
from bot.planner.model import Anchor, DayWish, Pace, Wishes
from bot.planner.rules import FASTER, LATE_BACK, MOST_DAYS, PACES, SLOWER, VISITED, rounded
from content.catalogue import Catalogue
from content.model import Entry
from intents.model import Understanding
from intents.planning.model import EVERY_DAY, LAST, TOWN, Hour, PlanWords, Ride

PARTY_OF = ("alone", "couple", "children", "elderly", "group", "wheelchair")
SET_OUT_IN_MIN = 30  # who plans today is not at the door yet
RIDES = {"train": "high_speed", "plane": "air", "coach": "coach"}


@dataclass(frozen=True, slots=True)
class Said:
    """A line about a plan: what was understood of it, the plan's words in it, and the line itself.

    it: the entries last spoken of, which "it" means.
    """

    found: Understanding
    words: PlanWords
    text: str
    now: datetime
    it: tuple[str, ...] = ()

    @property
    def slots(self) -> dict[str, Any]:
        """All slots of the line."""
        return self.found.all_slots

    @property
    def first(self) -> date | None:
        """The first day of the time that the line names; None where it names none."""
        start = self.slots.get("when", {}).get("start")
        return date.fromisoformat(start) if start else None

    @property
    def last(self) -> date | None:
        """The last day of that time."""
        end = self.slots.get("when", {}).get("end")
        return date.fromisoformat(end) if end else None


def wished(guide: Guide, line: Said, wishes: Wishes, *, fresh: bool) -> Wishes:
    """The wishes with all that the line says. fresh: it asks for a new plan, and days are set by it alone."""
    found = _in_time(line, wishes, fresh=fresh)
    found = _travelling(guide, line, found)
    found = _company(guide, line, found)
    found = _tastes(guide, line, found)
    return _by_day(guide, line, found, fresh=fresh)


def _in_time(line: Said, wishes: Wishes, *, fresh: bool) -> Wishes:
    days, first, last = line.slots.get("days"), line.first, line.last
    if line.words.more_days:  # "one day less" is no single day
        days = None
    of_one_day = _of_one_day(line, wishes) and not fresh
    if days is not None:
        days = math.ceil(days)
    elif first and last and not of_one_day and (fresh or last > first):
        days = (last - first).days + 1
    days = (days or wishes.days) + line.words.more_days
    says_now = not fresh and wishes.first is not None and first == line.now.date() and not line.found.subjects
    if first is None or of_one_day or first < line.now.date() or says_now:  # "we're four now" is no day
        first = wishes.first
    return replace(wishes, days=min(max(days, 1), MOST_DAYS), first=first, of_days=wishes.of_days[:days])


def _of_one_day(line: Said, wishes: Wishes) -> bool:
    """True where the time that the line names is a day of the plan at hand, of which it wishes something."""
    words, first = line.words, line.first
    if first is None or wishes.first is None or line.last != first:
        return False
    inside = wishes.first <= first < wishes.first + timedelta(days=wishes.days)
    hours = [one for one in (words.begin, words.end) if one]
    rides = (words.arrive, words.depart)
    of_it = hours or words.tables or words.stops or words.keeps or words.again or any(rides) or line.found.subjects
    return inside and bool(of_it) and wishes.days > 1


def day_numbers(line: Said, wishes: Wishes) -> tuple[int, ...]:
    """The days of the plan, from 0, that the line names by number or by date."""
    numbers = [wishes.days if day == LAST else day for day in line.words.days]
    if not numbers and _of_one_day(line, wishes) and wishes.first and line.first:
        numbers = [(line.first - wishes.first).days + 1]
    return tuple(dict.fromkeys(day - 1 for day in numbers if 1 <= day <= wishes.days))


def _travelling(guide: Guide, line: Said, wishes: Wishes) -> Wishes:
    words, catalogue = line.words, guide.catalogue
    arrive = _anchor(catalogue, words.arrive, wishes.arrive)
    depart = _anchor(catalogue, words.depart, wishes.depart or (arrive if words.depart else None))
    base = None if words.base == TOWN else wishes.base
    if words.base and is_placed(catalogue, words.base):
        base = words.base
    transport = words.transport or wishes.transport
    return replace(wishes, arrive=arrive, depart=depart, base=base, transport=transport)


def _anchor(catalogue: Catalogue, ride: Ride | None, before: Anchor | None) -> Anchor | None:
    """The hub and hour that the line names; what it leaves out is as before, else the hub most people use."""
    if ride is None:
        return before
    hub = ride.id or (before.id if before else None) or usual_hub(catalogue, RIDES.get(ride.by or "train", ""))
    minute = ride.minute if ride.minute is not None else before.minute if before else None
    return Anchor(hub, minute) if hub and is_placed(catalogue, hub) else before


def usual_hub(catalogue: Catalogue, tag: str) -> str | None:
    """The hub of this kind that is nearest to the town; None where there is none."""
    hub = catalogue.most_central(entry for entry in catalogue.with_tag(tag) if entry.kind == "hub")
    return hub.id if hub else None


def is_placed(catalogue: Catalogue, entry_id: str) -> bool:
    """True for an entry that is on the map."""
    entry = catalogue.get(entry_id)
    return entry is not None and catalogue.point(entry) is not None


def _company(guide: Guide, line: Said, wishes: Wishes) -> Wishes:
    party = tuple(dict.fromkeys((*wishes.party, *(word for word in line.slots.get("party", ()) if word in PARTY_OF))))
    people = line.words.people or wishes.people
    if people and people > 1:
        party = tuple(word for word in party if word != "alone")
    budget = line.words.budget_cny
    heads = replace(wishes, people=people, party=party).heads
    budget = wishes.budget_cny if budget is None else budget * (heads if line.words.budget_each else 1)
    needs = said(Question("diet", (), line.slots, line.text), guide.catalogue)
    every = tuple(dict.fromkeys((*wishes.needs, *(word for word in needs if word != "children"))))
    return replace(wishes, party=party, people=people, budget_cny=budget, needs=every)


def _tastes(guide: Guide, line: Said, wishes: Wishes) -> Wishes:
    pace = _pace(line, wishes)
    interests = tuple(dict.fromkeys((*wishes.interests, *line.slots.get("interests", ()))))
    wanted, unwanted = _wanted(guide, line), _unwanted(guide, line)
    ids = tuple(one for one in wanted if (e := guide.catalogue.get(one)) and e.kind in VISITED)
    words = guide.catalogue.reference.vocabulary.tags
    tags = tuple(one for one in wanted if one in words and one not in guide.catalogue)
    avoid = tuple(dict.fromkeys((*(one for one in wishes.avoid if one not in wanted), *unwanted)))
    wishes = wishes.without_must(*unwanted, *_of_tags(guide, unwanted))
    musts = tuple(dict.fromkeys((*wishes.musts, *ids)))
    likes = tuple(one for one in dict.fromkeys((*wishes.likes, *tags)) if one not in unwanted)
    return replace(wishes, pace=pace, interests=interests, musts=musts, likes=likes, avoid=avoid)


def _of_tags(guide: Guide, words: Iterable[str]) -> set[str]:
    """The ids of the entries that a word names by a tag: what is avoided so is asked for no more."""
    return {entry.id for word in words for entry in guide.catalogue.with_tag(word)}


def _pace(line: Said, wishes: Wishes) -> Pace:
    said_pace = line.words.pace or line.slots.get("pace")
    if said_pace == "slower":
        return SLOWER[wishes.pace]
    if said_pace == "faster":
        return FASTER[wishes.pace]
    return next((pace for pace in get_args(Pace) if pace == said_pace), wishes.pace)


def _wanted(guide: Guide, line: Said) -> list[str]:
    """What the line asks for: what it says must be seen, else what it names, but for where it sleeps, eats or rides."""
    words, named = line.words, line.slots.get("must_see", ())
    if _only_drops(line):
        return []
    if not named and not words.asks and not words.stops and not (words.drops and not words.adds and not words.days):
        named = line.found.subjects or (line.it if line.found.marks.refers_back and words.days else ())
    taken = {one for one in _elsewhere(words) if _times_named(line, one) < 2}
    unwanted = set(_unwanted(guide, line))
    return [one for one in dict.fromkeys(named) if one not in taken and one not in unwanted]


def _elsewhere(words: PlanWords) -> Iterator[str]:
    """What the line names as where one sleeps, eats or rides from and to."""
    yield from (table.id for table in words.tables)
    yield from (one for one in (words.base, *(ride.id for ride in (words.arrive, words.depart) if ride)) if one)


def _times_named(line: Said, entry_id: str) -> int:
    return sum(entry_id in span.ids for span in line.found.steps.get("names", ()))


def _unwanted(guide: Guide, line: Said) -> tuple[str, ...]:
    """What the line wants out: its slot, and where it only drops, all that it names, or the kind."""
    slot = tuple(dict.fromkeys(line.slots.get("avoid", ())))
    if slot or not _only_drops(line):
        return slot
    kind = line.slots.get("kind")
    kinds = (kind,) if kind in guide.catalogue.reference.vocabulary.tags else ()
    return line.found.subjects or (line.it if line.found.marks.refers_back else ()) or kinds


def _only_drops(line: Said) -> bool:
    """True where the line takes something out and puts nothing in."""
    words = line.words
    both = bool(line.slots.get("avoid")) and bool(line.slots.get("must_see"))
    return words.drops and not words.adds and not words.stops and not both


def _by_day(guide: Guide, line: Said, wishes: Wishes, *, fresh: bool) -> Wishes:
    days = [wishes.of_day(number) for number in range(wishes.days)]
    for hour, name in ((line.words.begin, "begin"), (line.words.end, "end")):
        for number in _numbers(hour.day, line, wishes) if hour else ():
            minute = _minute(hour, name, days[number], wishes.pace)
            days[number] = replace(days[number], **_of(name, minute))
    for table in line.words.tables:
        for number in _numbers(table.day, line, wishes) if is_placed(guide.catalogue, table.id) else ():
            days[number] = replace(days[number], **_of(table.meal, table.id))
    if fresh or wishes.first == line.now.date():
        days[0] = _from_now(line, wishes, days[0])
    if not fresh or line.words.days:
        days = _put_on_days(guide, line, wishes, days)
    return replace(wishes, of_days=tuple(days) if any(day != DayWish() for day in days) else ())


def _of(name: str, value: object) -> dict[str, Any]:
    return {name: value}


def _numbers(day: int, line: Said, wishes: Wishes) -> tuple[int, ...]:
    """The days, from 0, that a wish is for: that of its number, the one the line names, else all."""
    if day != EVERY_DAY:
        number = wishes.days if day == LAST else day
        return (number - 1,) if 1 <= number <= wishes.days else ()
    return day_numbers(line, wishes) or tuple(range(wishes.days))


def _minute(hour: Hour | None, name: str, day: DayWish, pace: Pace) -> int | None:
    """The hour said, or so much earlier or later than it was."""
    if hour is None or hour.minute is not None:
        return hour.minute if hour else None
    usual = PACES[pace].begin if name == "begin" else PACES[pace].end
    before = day.begin if name == "begin" else day.end
    return min(max((before if before is not None else usual) + hour.shift_min, 300), LATE_BACK)


def _from_now(line: Said, wishes: Wishes, day: DayWish) -> DayWish:
    """Today begins when one can set out."""
    if wishes.first != line.now.date():
        return day
    soon = rounded(line.now.hour * 60 + line.now.minute + SET_OUT_IN_MIN)
    begin = day.begin if day.begin is not None else PACES[wishes.pace].begin
    return replace(day, begin=max(begin, soon)) if soon > begin else day


def _put_on_days(guide: Guide, line: Said, wishes: Wishes, days: list[DayWish]) -> list[DayWish]:
    """What the line asks for belongs to the day that it names with it."""
    numbers = day_numbers(line, wishes)
    wanted = [one for one in _wanted(guide, line) if _is_visited(guide.catalogue.get(one))]
    if len(numbers) != 1 or not wanted or line.words.swaps:
        return days
    kept = [replace(day, musts=tuple(one for one in day.musts if one not in wanted)) for day in days]
    there = kept[numbers[0]]
    kept[numbers[0]] = replace(there, musts=(*there.musts, *wanted))
    return kept


def _is_visited(entry: Entry | None) -> bool:
    return entry is not None and entry.kind in VISITED

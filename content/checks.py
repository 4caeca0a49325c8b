"""Checks across entries: references, closed words, facts fit for showing, dates that are in order."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from content.closed import Bilingual
from content.compared import Compared, compared, missed_years
from content.dates import parse_as_of
from content.load import ContentError, Loaded
from content.model import Dish, Eatery, Entry, Event, FoodRoute
from content.reference import Reference
from content.strict_yaml import Document, Path_, Problem
from content.wrong import did_you_mean

References = Iterator[tuple[Path_, str]]


def check(loaded: Loaded, today: date | None = None) -> list[Problem]:
    """Every problem in the folder, sorted by file and line. `today`: facts may not be dated after it."""
    problems = list(loaded.problems)
    for entry in loaded.entries.values():
        problems += _entry_problems(entry, loaded, today)
    if loaded.reference:
        problems += _reference_problems(loaded.reference, loaded)
    return sorted(set(problems))


def checked(loaded: Loaded) -> Loaded:
    """`loaded` itself where it has no problem; raises ContentError naming all of them otherwise."""
    problems = check(loaded)
    if problems:
        raise ContentError(problems)
    return loaded


def _entry_problems(entry: Entry, loaded: Loaded, today: date | None) -> Iterator[Problem]:
    document = loaded.documents[entry.id]
    for path, target in _targets(entry):
        if target not in loaded.documents:
            yield document.problem(path, _dangling(target, loaded))
        elif target == entry.id:
            yield document.problem(path, f"'{target}' is this entry itself; remove it")
    if loaded.reference:
        for path, word, known in _words(entry, loaded.reference):
            if word not in known:
                near = did_you_mean(word, known) or " use one of its words or add it there"
                yield document.problem(path, f"'{word}' is not in content/vocabulary.yaml;{near}")
    faults = [*_fact_faults(entry), *_event_faults(entry), *_circle_faults(entry, loaded)]
    faults += _rule_faults(entry) if today else ()  # not at every start: it works out many lunar years
    yield from (document.problem(path, message) for path, message in faults)
    yield from (document.problem(*fault) for fault in _group_faults(document.data, (), today))


def _dangling(target: str, loaded: Loaded) -> str:
    return f"no entry has the id '{target}';{did_you_mean(target, loaded.documents) or ' add it or correct the id'}"


def _circle_faults(entry: Entry, loaded: Loaded) -> References:
    way = [entry.id]
    while (inner := loaded.entries.get(way[-1])) and inner.part_of and inner.part_of not in way[1:]:
        way.append(inner.part_of)
        # Told once, at the entry that comes first by its id.
        if way[-1] == entry.id and len(way) > 2 and entry.id == min(way):
            yield ("part_of",), f"goes in a circle ({', '.join(way)}); remove one of these part_of"
            return


def _targets(entry: Entry) -> References:
    if entry.part_of:
        yield ("part_of",), entry.part_of
    lists: dict[str, tuple[str, ...]] = {"where": entry.where}
    if isinstance(entry, Event):
        lists["parts"] = entry.parts
    if isinstance(entry, Dish):
        lists["items"] = entry.items
    if isinstance(entry, Eatery):
        lists["serves"] = entry.serves
        if entry.coordinates_of:
            yield ("coordinates_of",), entry.coordinates_of
    for name, ids in lists.items():
        yield from (((name, index), target) for index, target in enumerate(ids))
    if isinstance(entry, FoodRoute):
        for index, stop in enumerate(entry.stops):
            named = ((name, getattr(stop, name)) for name in ("place", "dish", "event"))
            yield from ((("stops", index, name), target) for name, target in named if target)
            yield from ((("stops", index, "instead", number), dish) for number, dish in enumerate(stop.instead))


def _words(entry: Entry, reference: Reference) -> Iterator[tuple[Path_, str, Mapping[str, Bilingual]]]:
    vocabulary = reference.vocabulary
    yield from ((("tags", index), tag, vocabulary.tags) for index, tag in enumerate(entry.tags))
    yield from ((("county", index), county, vocabulary.counties) for index, county in enumerate(entry.county))
    if isinstance(entry, Dish) and entry.diet:
        for index, word in enumerate(entry.diet.contains):
            yield ("diet", "contains", index), word, vocabulary.contains


def _fact_faults(entry: Entry) -> References:
    seen: dict[str, int] = {}
    for index, fact in enumerate(entry.facts):
        for language, said in (("en", fact.en), ("zh", fact.zh)):
            if said in seen:
                yield ("facts", index, language), f"the same words as fact {seen[said] + 1} of this entry; keep one"
                break  # the same fact twice is one fault, not one a language
        for said in (fact.en, fact.zh):
            seen.setdefault(said, index)


def _group_faults(data: Any, path: Path_, today: date | None) -> References:
    """What is wrong with any group of keys of a file, whatever it is about: its languages, its date, its mirror."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _group_faults(item, (*path, index), today)
    elif isinstance(data, dict):
        yield from _wording_faults(data, path)
        begins = parse_as_of(data["as_of"]).begins if "as_of" in data else None
        if today and begins and begins > today:
            yield (*path, "as_of"), f"{data['as_of']} lies in the future; write the date the source speaks of"
        if str(data.get("mirror")).lower() == "true" and "publisher" not in data:
            yield (*path, "mirror"), "a mirror needs the publisher it copies; add publisher"
        for key, value in data.items():
            yield from _group_faults(value, (*path, key), today)


def _wording_faults(data: dict[str, Any], path: Path_) -> References:
    if "en" not in data or "zh" not in data:
        return
    if not _han(data["zh"]):
        yield (*path, "zh"), "has no Chinese; write it in Chinese here"
    if _han(data["en"]) * 2 > len(data["en"]):
        yield (*path, "en"), "is in Chinese; write it in English here"


def _han(text: str) -> int:
    return sum("\u3400" <= char <= "\u9fff" for char in text)


def _event_faults(entry: Entry) -> Iterator[tuple[Path_, str]]:
    if not isinstance(entry, Event):
        return
    rule = entry.recurrence
    if rule is None and not entry.facts:
        yield (), "an event needs a recurrence or at least one fact"


def _rule_faults(entry: Entry) -> Iterator[tuple[Path_, str]]:
    """Where the rule does not say in which years it missed what was reported."""
    if not isinstance(entry, Event) or entry.recurrence is None:
        return
    missed, said = missed_years(entry), entry.recurrence.missed
    if missed != said:
        at = ("recurrence", "missed") if said else ("recurrence",)
        right = f"write missed: [{', '.join(map(str, missed))}]" if missed else "remove missed"
        off = "; ".join(_off(item) for item in compared(entry) if not item.agrees)
        yield at, f"the reported dates and the rule differ in other years than `missed` says; {right} ({off or 'none'})"


def _off(item: Compared) -> str:
    return f"reported {item.said[0]}, by the rule {item.rule[0] if item.rule else 'nothing'}"


def _reference_problems(reference: Reference, loaded: Loaded) -> Iterator[Problem]:
    travel, town, words = (loaded.reference_documents[name] for name in ("travel", "town", "vocabulary"))
    yield from _need_problems(reference, loaded, words)
    yield from _leg_problems(reference, loaded, travel)
    if reference.town.id not in loaded.documents:
        yield town.problem(("id",), _dangling(reference.town.id, loaded))


def _need_problems(reference: Reference, loaded: Loaded, document: Document) -> Iterator[Problem]:
    """Ingredients that a need names and nobody lists, and topics that are no entry."""
    known = reference.vocabulary.contains
    for group, needs in (("contains", known), ("diets", reference.vocabulary.diets)):
        for name, need in needs.items():
            for key in ("without", "perhaps"):
                for index, word in enumerate(getattr(need, key, ())):
                    if word not in known:
                        near = did_you_mean(word, known) or " add it to contains"
                        yield document.problem((group, name, key, index), f"'{word}' is no ingredient;{near}")
            topic = getattr(need, "topic", None)
            if topic and topic not in loaded.documents:
                yield document.problem((group, name, "topic"), _dangling(topic, loaded))


def _leg_problems(reference: Reference, loaded: Loaded, document: Document) -> Iterator[Problem]:
    pairs: dict[frozenset[str], int] = {}
    for index, leg in enumerate(reference.travel.legs):
        path: Path_ = ("legs", index)
        for key, target in (("from", leg.start), ("to", leg.end)):
            if target not in loaded.documents:
                yield document.problem((*path, key), _dangling(target, loaded))
        pair = frozenset((leg.start, leg.end))
        if leg.start == leg.end:
            yield document.problem(path, f"leads from {leg.start} to itself; remove it")
        elif pair in pairs:
            first = document.line(("legs", pairs[pair]))
            yield document.problem(path, f"{leg.start} and {leg.end} stand twice (first on line {first}); keep one")
        pairs.setdefault(pair, index)

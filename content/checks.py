"""Checks across entries: references, closed words, facts fit for showing, dates that are in order."""

from collections.abc import Iterator, Mapping
from datetime import date

from content.closed import Bilingual
from content.load import ContentError, Loaded, load_folder
from content.model import Dish, Eatery, Entry, Event, FoodRoute
from content.reference import Reference
from content.strict_yaml import Path_, Problem

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
            yield document.problem(path, f"no entry has the id '{target}'; add it or correct the id")
        elif target == entry.id:
            yield document.problem(path, f"'{target}' is this entry itself; remove it")
    if loaded.reference:
        for path, word, known in _words(entry, loaded.reference):
            if word not in known:
                yield document.problem(
                    path, f"'{word}' is not in content/vocabulary.yaml; use one of its words or add it there"
                )
    yield from (document.problem(path, message) for path, message in _fact_faults(entry, today))
    yield from (document.problem(path, message) for path, message in _event_faults(entry))


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
            yield ("stops", index, "place"), stop.place
            if stop.dish:
                yield ("stops", index, "dish"), stop.dish


def _words(entry: Entry, reference: Reference) -> Iterator[tuple[Path_, str, Mapping[str, Bilingual]]]:
    vocabulary = reference.vocabulary
    yield from ((("tags", index), tag, vocabulary.tags) for index, tag in enumerate(entry.tags))
    yield from ((("county", index), county, vocabulary.counties) for index, county in enumerate(entry.county))
    if isinstance(entry, Dish) and entry.diet:
        for index, word in enumerate(entry.diet.contains):
            yield ("diet", "contains", index), word, vocabulary.contains


def _fact_faults(entry: Entry, today: date | None) -> Iterator[tuple[Path_, str]]:
    seen: dict[str, int] = {}
    for index, fact in enumerate(entry.facts):
        path: Path_ = ("facts", index)
        if fact.en in seen:
            yield (*path, "en"), f"the same words as fact {seen[fact.en] + 1} of this entry; keep one"
        seen.setdefault(fact.en, index)
        if not any("\u3400" <= char <= "\u9fff" for char in fact.zh):
            yield (*path, "zh"), "has no Chinese; write the fact in Chinese here"
        if _mostly_han(fact.en):
            yield (*path, "en"), "is in Chinese; write the fact in English here"
        age = fact.dated.age_days(today) if today else None
        # A source that names only a year reaches to its end, so a year of slack is right for it.
        if age is not None and age < (-31 if "-" in fact.as_of else -366):
            yield (*path, "as_of"), f"{fact.as_of} lies in the future; write the date the source speaks of"
        if fact.mirror and not fact.publisher:
            yield path, "a mirror needs the publisher it copies; add publisher"


def _mostly_han(text: str) -> bool:
    return sum("\u3400" <= char <= "\u9fff" for char in text) * 2 > len(text)


def _event_faults(entry: Entry) -> Iterator[tuple[Path_, str]]:
    if not isinstance(entry, Event):
        return
    rule = entry.recurrence
    if rule and tuple(sorted(rule.estimates)) != rule.estimates:
        yield ("recurrence", "estimates"), "dates are not in order; sort them"
    if rule is None and not entry.facts:
        yield (), "an event needs a recurrence or at least one fact"


def _reference_problems(reference: Reference, loaded: Loaded) -> Iterator[Problem]:
    file = "content/travel.yaml"
    pairs: set[frozenset[str]] = set()
    for number, leg in enumerate(reference.travel.legs, 1):
        for target in (leg.start, leg.end):
            if target not in loaded.documents:
                yield Problem(file, 1, f"legs.{number}: no entry has the id '{target}'; correct the id")
        pair = frozenset((leg.start, leg.end))
        if pair in pairs:
            yield Problem(file, 1, f"legs.{number}: {leg.start} and {leg.end} stand twice; keep one")
        pairs.add(pair)
    if reference.town.id not in loaded.documents:
        yield Problem(
            "content/town.yaml", 1, f"id: no entry has the id '{reference.town.id}'; add it or correct the id"
        )


__all__ = ["check", "checked", "load_folder"]

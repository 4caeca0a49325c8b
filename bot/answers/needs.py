"""What the eater needs, read from the question's words, and whether a dish fits all of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answers.desk import Desk, Question
from bot.answers.ranking import all_names
from bot.wording import without_brackets
from content.model import Diet, Dish
from content.reference import Ingredient, Need, WayOfEating

PARTY = "children"  # the company that is also a way of eating, under the same word
HOTTEST = 3
NO_DATA = "diet.why_no_data"


@dataclass(frozen=True, slots=True)
class Needed:
    """One need of the eater: its word in the vocabulary, and the ingredients it rules out."""

    word: str
    need: Need
    without: frozenset[str]

    @property
    def is_food(self) -> bool:
        """True where what is known to contain it comes first: an ingredient, or what no source tells."""
        return isinstance(self.need, Ingredient) or not self.is_listed

    @property
    def is_listed(self) -> bool:
        """False where the sources do not tell which dishes fit."""
        return not isinstance(self.need, WayOfEating) or self.need.listed

    @property
    def is_meatless(self) -> bool:
        """True where only a dish told as vegetarian fits."""
        return isinstance(self.need, WayOfEating) and self.need.meatless


@dataclass(frozen=True, slots=True)
class Judged:
    """A dish against all needs. `against`: the ingredients or keys of words that speak, or may speak, against it."""

    dish: Dish
    verdict: Literal["fits", "ask", "not"]
    against: tuple[str, ...] = ()


def needed(question: Question, desk: Desk) -> tuple[Needed, ...]:
    """All that the question says its eater needs, each once; those that another implies are left out."""
    words = desk.catalogue.reference.vocabulary
    every: dict[str, Need] = {**words.contains, **words.diets}
    said = _said(_without_names(question, desk), every)
    said |= {PARTY} & set(question.slots.get("party", ())) & set(words.diets)
    if not said:
        said = {word for word, diet in words.diets.items() if diet.topic in question.subjects}
    general = {word for word in said if word in words.diets and words.diets[word].general}
    said = said - general or general
    found = [_needed(word, need) for word, need in every.items() if word in said]
    return tuple(each for each in found if not any(_implies(other, each) for other in found))


def in_general(desk: Desk) -> tuple[Needed, ...]:
    """The need told where the question names none."""
    return tuple(_needed(w, n) for w, n in desk.catalogue.reference.vocabulary.diets.items() if n.general)[:1]


def judged(dish: Dish, needs: Sequence[Needed]) -> Judged:
    """Whether the dish, as described, fits all of `needs`; one without figures is never said to."""
    if dish.diet is None:
        return Judged(dish, "ask", ("diet.why_unknown",))
    if firm := tuple(_firm(dish.diet, needs)):
        return Judged(dish, "not", firm)
    unsure = tuple(_unsure(dish.diet, needs))
    telling = tuple(reason for reason in unsure if reason != NO_DATA) or unsure
    return Judged(dish, "ask", telling) if unsure else Judged(dish, "fits")


def _firm(diet: Diet, needs: Sequence[Needed]) -> Iterator[str]:
    """What is described that a need rules out."""
    holds = [word for word in diet.contains if any(word in each.without for each in needs)]
    yield from holds
    if not holds and diet.vegetarian == "no" and any(each.is_meatless for each in needs):
        yield "diet.why_meat"
    if diet.spicy[0] > _limit(needs):
        yield f"diet.spicy_{diet.spicy[1]}"


def _unsure(diet: Diet, needs: Sequence[Needed]) -> Iterator[str]:
    """What may be ruled out and has to be asked."""
    yield from (word for word in diet.contains if any(word in each.need.perhaps for each in needs))
    if diet.vegetarian != "yes" and any(each.is_meatless for each in needs):
        yield "diet.why_perhaps_meat"
    if diet.spicy[1] > _limit(needs):
        yield f"diet.spicy_{diet.spicy[1]}"
    if not diet.contains and any(each.without for each in needs):
        yield "diet.why_unknown"
    if not all(each.is_listed for each in needs):
        yield NO_DATA


def _needed(word: str, need: Need) -> Needed:
    return Needed(word, need, frozenset(need.without if isinstance(need, WayOfEating) else (word,)))


def _implies(other: Needed, each: Needed) -> bool:
    """True where `other` is stricter in all: a vegan needs no second line about eggs."""
    if other is each or isinstance(other.need, Ingredient) or not (other.is_listed and each.is_listed):
        return False
    wider = other.without > each.without or (other.without == each.without and isinstance(each.need, Ingredient))
    return wider and other.is_meatless >= each.is_meatless and _limit([other]) <= _limit([each])


def _limit(needs: Iterable[Needed]) -> int:
    """The hottest version, from 0 to 3, that all of them allow."""
    return min((each.need.spicy for each in needs if each.need.spicy is not None), default=HOTTEST)


def _said(text: str, every: Mapping[str, Need]) -> set[str]:
    """The words of the needs that `text` names; the longest first, as it may hold a shorter."""
    owners: dict[str, set[str]] = {}
    for word, need in every.items():
        for form in need.forms:
            owners.setdefault(form, set()).add(word)
    found: set[str] = set()
    for form in sorted((form for form in owners if form in text), key=len, reverse=True):
        rest = _blanked(text, form)
        if rest != text:
            text, found = rest, found | owners[form]
    return found


def _blanked(text: str, form: str) -> str:
    if not form.isascii():
        return text.replace(form, " ")
    return re.sub(rf"(?<![a-z]){re.escape(form)}s?(?![a-z])", " ", text)


def _without_names(question: Question, desk: Desk) -> str:
    """The question without the names of what it asks about, which say nothing of its eater."""
    text = _plain(question.text)
    entries = [entry for entry in desk.entries(question) if entry.kind != "topic"]
    names = {_plain(without_brackets(name)) for entry in entries for name in all_names(entry)} - {""}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _plain(text: str) -> str:
    return text.lower().replace("-", " ").replace("’", "'").strip()

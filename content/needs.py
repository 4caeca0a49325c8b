"""What an eater needs, and whether a dish fits all of it; never surer than what is described of the dish."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from content.catalogue import Catalogue
from content.figures import Diet
from content.model import Dish
from content.reference import Ingredient, Need, WayOfEating

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


def limit(needs: Iterable[Needed]) -> int:
    """The hottest version, from 0 to 3, that all of them allow."""
    return min((each.need.spicy for each in needs if each.need.spicy is not None), default=HOTTEST)


def every_need(catalogue: Catalogue) -> dict[str, Need]:
    """All ingredients and ways of eating of the vocabulary, by their words."""
    words = catalogue.reference.vocabulary
    return {**words.contains, **words.diets}


def as_needed(words: Iterable[str], catalogue: Catalogue, *, implied: bool = False) -> tuple[Needed, ...]:
    """The needs that these words name; those that another implies are left out unless `implied`."""
    chosen = set(words)
    found = [as_need(word, need) for word, need in every_need(catalogue).items() if word in chosen]
    return tuple(each for each in found if implied or not any(_implies(other, each) for other in found))


def as_need(word: str, need: Need) -> Needed:
    """The need with what it rules out."""
    return Needed(word, need, frozenset(need.without if isinstance(need, WayOfEating) else (word,)))


def _implies(other: Needed, each: Needed) -> bool:
    """True where `other` is stricter in all: a vegan needs no second line about eggs."""
    if other is each or isinstance(other.need, Ingredient) or not (other.is_listed and each.is_listed):
        return False
    if other.need.by_figures and not each.need.by_figures:
        return False
    wider = other.without > each.without or (other.without == each.without and isinstance(each.need, Ingredient))
    return wider and other.is_meatless >= each.is_meatless and limit([other]) <= limit([each])


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
    if diet.spicy[0] > limit(needs):
        yield f"diet.spicy_{diet.spicy[1]}"


def _unsure(diet: Diet, needs: Sequence[Needed]) -> Iterator[str]:
    """What may be ruled out and has to be asked."""
    yield from (word for word in diet.contains if any(word in each.need.perhaps for each in needs))
    if diet.vegetarian != "yes" and any(each.is_meatless for each in needs):
        yield "diet.why_perhaps_meat"
    if diet.spicy[1] > limit(needs):
        yield "diet.why_heat"
    if not diet.contains and any(each.without for each in needs):
        yield "diet.why_unknown"
    elif diet.partly and any(each.is_listed and not each.need.by_figures for each in needs):
        yield "diet.why_partly"
    if not all(each.is_listed for each in needs):
        yield NO_DATA

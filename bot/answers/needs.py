"""Whether a dish fits all that its eater needs; never surer than what is described of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answers.eater import Needed, limit
from content.figures import Diet
from content.model import Dish

NO_DATA = "diet.why_no_data"


@dataclass(frozen=True, slots=True)
class Judged:
    """A dish against all needs. `against`: the ingredients or keys of words that speak, or may speak, against it."""

    dish: Dish
    verdict: Literal["fits", "ask", "not"]
    against: tuple[str, ...] = ()


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

"""What the eater needs: read from the question's words, kept from what was said before, taken back when said so."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.answers.desk import Question
from bot.answers.ranking import all_names
from bot.wording import without_brackets
from content.catalogue import Catalogue
from content.needs import Needed, as_need, as_needed, every_need
from content.reference import Ingredient, Need

PARTY = "children"  # the company that is also a way of eating, under the same word


def needed(question: Question, catalogue: Catalogue) -> tuple[Needed, ...]:
    """All that the eater needs, each once; those that another implies are left out."""
    return as_needed(known(question, catalogue), catalogue)


def remembered(question: Question, catalogue: Catalogue) -> tuple[Needed, ...]:
    """The needs that were said before the question, as `needed` gives them."""
    return as_needed(question.needs, catalogue)


def known(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    """The words of all needs: those said before, unless the question is about somebody else, and its own."""
    own = said(question, catalogue)
    before = () if question.apart and own else question.needs
    words = tuple(dict.fromkeys((*before, *own)))
    general = [word for word in words if _is_general(catalogue, word)]
    return tuple(word for word in words if word not in general) or tuple(general)


def said(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    """The words of the needs that the question itself names."""
    every = every_need(catalogue)
    found = _named(_without_names(question, catalogue), every)
    diets = catalogue.reference.vocabulary.diets
    found |= {PARTY} & set(question.slots.get("party", ())) & set(diets)
    if not found and not question.needs:
        found = {word for word, diet in diets.items() if diet.topic in question.subjects}
    return tuple(word for word in every if word in found)


def in_general(catalogue: Catalogue) -> tuple[Needed, ...]:
    """The need told where the question names none."""
    diets = catalogue.reference.vocabulary.diets
    return tuple(as_need(word, need) for word, need in diets.items() if need.general)[:1]


def taken_back(needs: Sequence[str], how: str, text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What is left of `needs` when `text` takes some back.

    how: `all`; `way`, the ways of eating it names; `allergy`, the foods it names, or all of them; `food`, the foods it
    names, so that a way of eating that rules one out gives way to the strictest that allows it.
    """
    if how == "all":
        return ()
    every = every_need(catalogue)
    plain = _plain(text)
    named = {word for word, need in every.items() if any(_blanked(plain, form) != plain for form in need.forms)}
    held = as_needed(needs, catalogue, implied=True)
    if how == "way":
        return tuple(each.word for each in held if each.word not in named or isinstance(each.need, Ingredient))
    if how == "allergy" and not named & set(needs):
        return tuple(each.word for each in held if not each.is_food)
    kept = [each for each in held if each.word not in named]
    allowed = named & set(catalogue.reference.vocabulary.contains) if how == "food" else set()
    return tuple(dict.fromkeys(word for each in kept for word in _allowing(each, allowed, catalogue)))


def _allowing(each: Needed, allowed: set[str], catalogue: Catalogue) -> Iterator[str]:
    """The need as it is, or, where a meatless one rules out what is now allowed, what it still rules out."""
    if not each.is_meatless or not each.without & allowed:
        yield each.word
        return
    left = each.without - allowed
    diets = (as_need(word, need) for word, need in catalogue.reference.vocabulary.diets.items())
    laxer = [diet for diet in diets if diet.is_listed and diet.without and diet.without <= left]
    widest = max(laxer, key=lambda diet: (len(diet.without), diet.is_meatless), default=None)
    if widest:
        yield widest.word
        left -= widest.without
    yield from sorted(left)


def _is_general(catalogue: Catalogue, word: str) -> bool:
    diet = catalogue.reference.vocabulary.diets.get(word)
    return diet is not None and diet.general


def _named(text: str, every: Mapping[str, Need]) -> set[str]:
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


def _without_names(question: Question, catalogue: Catalogue) -> str:
    """The question without the names of what it asks about, which say nothing of its eater."""
    text = _plain(question.text)
    entries = [entry for i in question.subjects if (entry := catalogue.get(i)) and entry.kind != "topic"]
    names = {_plain(without_brackets(name)) for entry in entries for name in all_names(entry)} - {""}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _plain(text: str) -> str:
    return text.lower().replace("-", " ").replace("’", "'").strip()

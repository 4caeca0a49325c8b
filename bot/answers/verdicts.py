"""Sentences on what someone can eat: what a dish holds, which fit, which to ask about, and the card for the cook."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answers.desk import Desk
from bot.answers.figures import diet_line
from content.needs import NO_DATA, Judged, Needed
from content.reference import Ingredient

MOST_SPOKEN = 4  # with more cards than this the characters alone fill the screen


def verdict(desk: Desk, found: Judged, needs: Sequence[Needed], *, asked: bool = False) -> str:
    """What is known of one dish: what it holds of the foods named, then whether it fits the ways of eating.

    asked: whether it may be eaten, so that what may not begins with a plain no.
    """
    name, words = desk.name(found.dish), desk.words
    foods, ways = [each for each in needs if each.is_food], [each for each in needs if not each.is_food]
    held = [word for word in found.against if any(word in each.without for each in foods)]
    other = [word for word in found.against if word not in held]
    said = [words.say("diet.no")] if asked and found.verdict == "not" else []
    said += (
        [words.say("diet.dish_holds", name=name, what=labels(desk, held))] if held and found.verdict == "not" else []
    )
    if found.verdict == "not" and other:
        said.append(words.say("diet.dish_not", name=name, needs=told(desk, ways or needs), why=labels(desk, other)))
    elif found.verdict == "ask":
        said.append(words.say("diet.dish_ask", name=name, needs=told(desk, needs), why=labels(desk, found.against)))
        said += [diet_line(desk, found.dish)] if found.dish.diet and found.dish.diet.contains else []
    elif found.verdict == "fits":
        key = "diet.dish_nothing" if any(each.need.caution for each in ways) else "diet.dish_fits"
        said += [words.say(key, name=name, needs=told(desk, ways))] if ways else []
        what = labels(desk, (word for each in foods for word in sorted(each.without)))
        said += [words.say("diet.not_listed", name=name, what=what)] if foods else []
    return joined(desk, [*said, *cautions(desk, needs)])


def in_short(desk: Desk, found: Judged, needs: Sequence[Needed]) -> str:
    """For whom, and whether the dish fits, in one line."""
    doubtful = any(each.is_food or each.need.caution for each in needs)
    key = f"diet.you_{found.verdict}" + ("_listed" if doubtful and found.verdict == "fits" else "")
    return desk.words.say(key, needs=told(desk, needs), why=labels(desk, found.against))


def known_to_contain(desk: Desk, found: Sequence[Judged], foods: Sequence[Needed]) -> list[str]:
    """What is known to contain the foods named."""
    words = [word for each in foods for word in sorted(each.without)]
    named = [replace(each, against=tuple(word for word in each.against if word in words)) for each in found]
    what, names = labels(desk, words), _names(desk, named, why=len(set(words)) > 1)
    return [desk.words.say("diet.with" if found else "diet.none_with", what=what, names=names)] if words else []


def untold(desk: Desk, needs: Sequence[Needed]) -> list[str]:
    """For which needs the sources do not tell what fits."""
    silent = [each for each in needs if not each.is_listed]
    return [desk.words.say("diet.no_data", what=told(desk, silent))] if silent else []


def classes(
    desk: Desk, found: Sequence[Judged], needs: Sequence[Needed], fits: int, others: int
) -> tuple[list[str], list[Judged]]:
    """The dishes that fit, that have to be asked about, and that do not fit, a sentence each; and those named."""
    telling = [each for each in found if each.against != (NO_DATA,)]
    by = {kind: [each for each in telling if each.verdict == kind] for kind in ("fits", "ask", "not")}
    doubtful = any(each.is_food or each.need.caution for each in needs)
    key = "diet.not_listed_in" if doubtful else "diet.fits"
    said, shown = [], by["fits"][:fits]
    if shown:
        said.append(desk.words.say(key, needs=told(desk, needs), names=_names(desk, shown)))
    elif found and all(each.is_listed for each in needs):
        said.append(desk.words.say("diet.none_fit", needs=told(desk, needs)))
    for unfit in ("ask", "not"):
        some = by[unfit][:others]
        shown = [*shown, *some]
        said += [desk.words.say(f"diet.{unfit}", names=_names(desk, some, why=True))] if some else []
    return said, shown


def _names(desk: Desk, found: Iterable[Judged], *, why: bool = False) -> str:
    """The dishes' names; `why`: each with what speaks against it."""
    told_of = [
        desk.words.say("diet.reason", name=desk.name(each.dish), why=labels(desk, each.against))
        if why and each.against
        else desk.name(each.dish)
        for each in found
    ]
    return desk.words.say("list.join").join(told_of)


def cautions(desk: Desk, needs: Sequence[Needed]) -> list[str]:
    """What is said with every answer on these needs."""
    return [each.need.caution.text.say(desk.language) for each in needs if each.need.caution]


def labels(desk: Desk, words: Iterable[str]) -> str:
    """Ingredients, and what else speaks against a dish, as a list."""
    known = desk.catalogue.reference.vocabulary.contains
    return desk.words.say("list.join").join(
        known[word].text.say(desk.language) if word in known else desk.words.say(word) for word in dict.fromkeys(words)
    )


def told(desk: Desk, needs: Iterable[Needed]) -> str:
    """The needs as a list: "vegetarian, no peanuts"."""
    return desk.words.say("list.join").join(_told(desk, each) for each in needs)


def _told(desk: Desk, each: Needed) -> str:
    label = each.need.text.say(desk.language)
    return desk.words.say("diet.without", what=label) if isinstance(each.need, Ingredient) else label


def card(desk: Desk, needs: Collection[Needed]) -> str:
    """The sentences for the cook under a line that says so."""
    return desk.words.say("diet.card", card=sentences(desk, needs))


def sentences(desk: Desk, needs: Collection[Needed]) -> str:
    """The sentences for the cook, one below the other; a few with pinyin for readers of English."""
    return "\n".join(_sentences(desk, needs))


def _sentences(desk: Desk, needs: Collection[Needed]) -> Iterator[str]:
    for each in needs:
        yield each.need.show.text
        if desk.language == "en" and len(needs) <= MOST_SPOKEN:
            yield f"({each.need.show.pinyin})"


def joined(desk: Desk, sentences: Iterable[str]) -> str:
    """Sentences one after the other, each with a capital: some names begin with a small letter."""
    return (" " if desk.language == "en" else "").join(said[:1].upper() + said[1:] for said in sentences)

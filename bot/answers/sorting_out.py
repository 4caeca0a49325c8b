"""Lists for an eater whose needs are known: what does not fit is left out or comes last, what is doubtful is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answers.aspects import with_diet
from bot.answers.desk import Desk
from bot.answers.verdicts import labels, told
from bot.messages import Reply
from content.model import Dish, Eatery, Entry
from content.needs import Judged, Needed, judged

LEFT_OUT = 5  # named


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What is listed: entries by how well they suit, how some are called, what is said below, what that stands on."""

    desk: Desk
    head: str
    entries: Sequence[Entry]
    names: Mapping[str, str] = field(default_factory=dict)
    below: tuple[str, ...] = ()
    found: tuple[Judged, ...] = ()

    def told(self, reply: Reply) -> Reply:
        """The list with what is said below it, standing on the dishes' figures too."""
        listed = {*reply.listed, *self.names}
        cited = reply.citations
        for each in self.found:
            if each.dish.id in listed or each.verdict == "not":
                reply = with_diet(self.desk, each.dish, reply)
        new = tuple(one for one in reply.citations if one not in cited)
        return replace(reply, lines=(*reply.lines, *self.below), citations=(*new[:1], *cited))


def dishes_for(desk: Desk, head: str, dishes: Sequence[Dish], needs: Sequence[Needed]) -> SortedOut:
    """The dishes that fit, then those to ask about; those that do not are only named as left out."""
    found = [judged(dish, needs) for dish in dishes if dish.form != "menu"]
    by = {kind: [each for each in found if each.verdict == kind] for kind in ("fits", "ask", "not")}
    kept = [each.dish for each in (*by["fits"], *by["ask"])]
    names = {
        each.dish.id: desk.words.say("diet.to_ask", name=desk.name(each.dish), why=labels(desk, each.against))
        for each in by["ask"]
    }
    out = desk.words.say("list.join").join(desk.name(each.dish) for each in by["not"][:LEFT_OUT])
    below = (desk.words.say("diet.left_out", names=out),) if out else ()
    return SortedOut(desk, _head(desk, head if kept else None, needs), kept, names, below, tuple(found))


def places_for(desk: Desk, head: str, eateries: Sequence[Eatery], needs: Sequence[Needed]) -> SortedOut:
    """The eateries, those whose known food does not fit last and marked, as no kitchen is sure."""
    served = {eatery.id: _served(desk, eatery, needs) for eatery in eateries}
    unfit = {i: found for i, found in served.items() if found and all(each.verdict == "not" for each in found)}
    names = {
        eatery.id: desk.words.say(
            "diet.place_unfit",
            name=desk.name(eatery),
            why=labels(desk, [reason for each in unfit[eatery.id] for reason in each.against]),
        )
        for eatery in eateries
        if eatery.id in unfit
    }
    entries = sorted(eateries, key=lambda eatery: eatery.id in unfit)
    below = (desk.words.say("diet.places"),)
    found = tuple(each for some in unfit.values() for each in some)
    return SortedOut(desk, _head(desk, head, needs), entries, names, below, found)


def _served(desk: Desk, eatery: Eatery, needs: Sequence[Needed]) -> list[Judged]:
    dishes = [dish for i in eatery.serves if isinstance(dish := desk.catalogue.get(i), Dish)]
    return [judged(dish, needs) for dish in dishes]


def _head(desk: Desk, head: str | None, needs: Sequence[Needed]) -> str:
    if head is None:
        return desk.words.say("diet.none_left", needs=told(desk, needs))
    return desk.words.say("diet.list", head=head.rstrip(":："), needs=told(desk, needs))

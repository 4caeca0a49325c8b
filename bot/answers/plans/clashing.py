"""Wishes that cannot all be met: which clash, and a button for each change that works."""

from datetime import date

from bot.answers.desk import Desk
from bot.answers.plans.wording import named
from bot.messages import BUTTON_BYTES, Button, Reply, button_data
from bot.planner.model import Relaxation, Trip, Wish

NAMED = ("must", "base")
NO_VALUE = ("transport", "day")
BY_VALUE = ("pace",)
EVERY = "all"  # the argument of the button that makes all changes told


def impossible(trip: Trip, desk: Desk) -> Reply:
    """That the wishes clash, and what to change."""
    if trip.impossible is None:
        raise ValueError("no clash to tell: the trip has a plan")
    wishes = desk.words.say("list.join").join(told(desk, wish) for wish in trip.impossible.clash)
    head = desk.words.say("trip.impossible", wishes=wishes)
    changes = trip.impossible.relax
    if trip.impossible.together and changes:
        labels = desk.words.say("list.join").join(label(desk, one) for one in changes)
        all_of_them = Button(desk.words.say("trip.button.all"), button_data("relax", "", EVERY))
        return Reply(head, (desk.words.say("trip.together", changes=labels),)).with_buttons(all_of_them)
    buttons = [button for one in changes if (button := _button(desk, one))]
    return Reply(head, (desk.words.say("trip.would_work" if buttons else "trip.no_way"),)).with_buttons(*buttons)


def told(desk: Desk, wish: Wish) -> str:
    """A wish in words."""
    option, value = wish.option, wish.value
    say = desk.words.say
    if option == "days":
        return say("trip.wish.days_one") if value == "1" else say("trip.wish.days", value=value)
    if option == "date":
        return say("trip.wish.date", value=desk.words.day(date.fromisoformat(value)))
    if option in ("arrive", "depart"):
        entry, _, time = value.partition("@")
        return say(f"trip.wish.{option}", name=named(desk, entry), time=time).rstrip(" ,")
    if option in BY_VALUE:
        return say(f"trip.wish.{option}_{value}")
    if option in NO_VALUE:
        return say(f"trip.wish.{option}")
    if option == "budget":
        return say("trip.wish.budget", value=value)
    return say(f"trip.wish.{option}", name=_word(desk, value))


def label(desk: Desk, change: Relaxation) -> str:
    """What a change comes to, as the label of its button."""
    option, to = change.option, change.to
    say = desk.words.say
    if to is None and option in ("arrive", "depart", "budget"):
        return say(f"trip.relax.{option}_none")
    if option in ("arrive", "depart"):
        return say(f"trip.relax.{option}", time=(to or "").partition("@")[2])
    if option == "date" and to:
        return say("trip.relax.date", value=desk.words.short_day(date.fromisoformat(to)))
    if option in BY_VALUE:
        return say(f"trip.relax.{option}_{to}")
    if option in (*NO_VALUE, "base"):
        return say(f"trip.relax.{option}")
    if option in ("days", "budget"):
        return say(f"trip.relax.{option}", value=to)
    return say(f"trip.relax.{option}", name=_word(desk, change.value))


def _button(desk: Desk, change: Relaxation) -> Button | None:
    """The button of a change; its data holds the whole change, so that it means the same whatever came after."""
    entry = change.value if change.option in NAMED or change.value in desk.catalogue else ""
    given_up = change.to is None and change.option in ("arrive", "depart", "budget")
    argument = (
        change.option if given_up or (entry and not change.to) else f"{change.option}~{change.to or change.value}"
    )
    if len(f"v1|relax|{entry}|{argument}".encode()) > BUTTON_BYTES:
        return None
    return Button(label(desk, change), button_data("relax", entry, argument))


def _word(desk: Desk, value: str) -> str:
    """An entry's name, or a word of the vocabulary or the taxonomy, in the visitor's language."""
    words = desk.catalogue.reference.vocabulary
    if name := named(desk, value):
        return name
    for known in (words.diets, words.contains, words.tags):
        if value in known:
            return known[value].text.say(desk.language)
    for key in (f"trip.interest.{value}", f"routes.wish_{value}", f"trip.party.{value}"):
        if key in desk.words:
            return desk.words.say(key)
    return value

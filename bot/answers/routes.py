"""Food routes: which there are, and one of them stop by stop, as it would be walked with the visitor's wishes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.answers.aspects import aspect
from bot.answers.compose import backed, compose, facts_about
from bot.answers.desk import Desk, Question
from bot.answers.figures import add
from bot.answers.route_brief import brief
from bot.answers.route_lines import (
    between,
    chain,
    free,
    head_line,
    left_out_lines,
    onward_line,
    stop_lines,
    stops_told,
    unknown_line,
    way_words,
    wish_words,
)
from bot.answers.route_wishes import Asked, asked, walked
from bot.answers.ways import map_button
from bot.messages import Button, Reply, button_data
from bot.render.text import text as written
from content.closed import Sourced
from content.fitting import Wishes
from content.model import Eatery, Event, FoodRoute, Place
from content.walks import Walk

CITED = 2
LONGEST = 1200  # characters: two phone screens at most


def list_routes(question: Question, desk: Desk) -> Reply:
    """The food routes: that the official ones have no public stops, and ours as ours."""
    routes = [entry for entry in desk.catalogue.of_kind("food_route") if isinstance(entry, FoodRoute)]
    ours = [route for route in routes if route.stops]
    held = [pair for route in routes if not route.stops for pair in facts_about(desk, route, "overview", "legs")]
    reply = compose(desk, held, support=2) if held else Reply(desk.words.say("routes.none"))
    said = wish_words(desk, asked(question, desk, ours[0])) if ours else []
    wishes = [desk.words.say("routes.wishes", wishes=desk.words.say("list.join").join(said))] if said else []
    lines = [
        *reply.lines,
        desk.words.say("routes.ours"),
        *wishes,
        *(_list_line(question, desk, route) for route in ours),
    ]
    return replace(reply, lines=tuple(lines), listed=tuple(route.id for route in ours)).with_buttons(
        *(Button(desk.open_button(route).label, button_data("legs", route.id)) for route in ours)
    )


def _list_line(question: Question, desk: Desk, route: FoodRoute) -> str:
    done = walked(desk, route, asked(question, desk, route))
    words = desk.words
    if not done.halts:
        return words.say("routes.line_nothing", name=desk.name(route))
    kept = words.say("routes.of_stops", kept=len(done.halts), stops=len(route.stops))
    stops = kept if len(done.halts) < len(route.stops) else words.say("routes.stops", stops=len(route.stops))
    return words.say("routes.line", name=desk.name(route), stops=stops, time=between(desk, done), free=free(desk, done))


def overview(question: Question, desk: Desk) -> Reply:
    """A route in two lines: how long, whose, and where it leads; of anything else, what it is."""
    entry = desk.entries(question)[0]
    if not isinstance(entry, FoodRoute) or not entry.stops:
        return aspect(question, desk)
    done = walked(desk, entry, asked(question, desk, entry))
    if not done.halts:
        return aspect(question, desk)
    reply = backed(desk, head_line(desk, entry, done), [chain(desk, done)], facts_about(desk, entry, "overview"))
    return reply.with_buttons(*desk.aspect_buttons(entry, but="overview"))


def legs(question: Question, desk: Desk) -> Reply:
    """The stops of a route in order; for the official ones, that their stops are not public."""
    entry = desk.entries(question)[0]
    if not isinstance(entry, FoodRoute) or not entry.stops:
        return list_routes(question, desk)
    wished = asked(question, desk, entry)
    done = walked(desk, entry, wished)
    if not done.halts:
        return _nothing(desk, entry, wished)
    if question.offset:
        return _notes(desk, entry, done)
    if question.asks:
        return brief(question, desk, entry, wished, done)
    reply = _told(desk, entry, wished, done)
    return replace(reply, lines=(desk.words.say("routes.missed"), *reply.lines)) if question.missed else reply


def _told(desk: Desk, route: FoodRoute, wished: Asked, done: Walk) -> Reply:
    reply = _written(desk, route, wished, done, brief=False)
    if len(written(reply)) > LONGEST:
        reply = _written(desk, route, wished, done, brief=True)
    notes = Button(desk.words.say("routes.button_notes"), button_data("more", route.id, "legs.1"))
    return reply.with_buttons(notes, *_map_buttons(desk, done))


def _written(desk: Desk, route: FoodRoute, wished: Asked, done: Walk, *, brief: bool) -> Reply:
    head = head_line(desk, route, done)
    lines = [*_as_wished(desk, wished, done), *_set_out(desk, wished, done)]
    lines += [*stop_lines(desk, done, wished.wishes, brief=brief), *onward_line(desk, wished, done)]
    lines += left_out_lines(desk, done.left_out, brief=brief)
    lines += _unknown(desk, wished, done)
    reply = _sourced(desk, backed(desk, head, lines, facts_about(desk, route, "overview", "legs")), done)
    return replace(reply, listed=tuple(halt.fit.stop.place for halt in done.halts))


def _map_buttons(desk: Desk, done: Walk) -> Iterable[Button]:
    """A button a place that sends it as a point on the map, with the number of its first stop."""
    numbers: dict[str, int] = {}
    for number, halt in enumerate(done.halts, 1):
        numbers.setdefault(halt.fit.stop.place, number)
    for entry_id, number in numbers.items():
        place = desk.catalogue.get(entry_id)
        for button in map_button(desk, place) if place else ():
            name = desk.open_button(place).label if place else ""
            yield replace(button, label=desk.words.say("routes.button_map", number=number, name=name))


def _as_wished(desk: Desk, wished: Asked, done: Walk) -> Iterable[str]:
    said = wish_words(desk, wished)
    if said:
        yield desk.words.say("routes.wishes", wishes=desk.words.say("list.join").join(said))
    if done.shortest:
        yield desk.words.say("routes.shortest")


def _set_out(desk: Desk, wished: Asked, done: Walk) -> Iterable[str]:
    """The way from where one sets out to the first stop, or the time until that one's hour comes."""
    first = done.halts[0]
    start, way = desk.catalogue.get(wished.wishes.start or ""), first.way
    if start is None or start.id == first.fit.stop.place:
        if first.wait_min:
            yield desk.words.say("routes.free_first", clock=f"{first.arrive:%H:%M}")
        return
    told = way_words(desk, way) if way else desk.words.say("routes.way_unknown")
    begin = f"{done.begin:%H:%M}"
    yield desk.words.say("routes.from", clock=begin, place=desk.name(start)) + desk.words.say("routes.onward", way=told)


def _unknown(desk: Desk, wished: Asked, done: Walk) -> Iterable[str]:
    """What nobody told: hours, prices, what is in the stock, and wishes that the content knows nothing of."""
    words, line = desk.words, unknown_line(desk, done)
    if line:
        yield line
    if any(halt.fit.dish for halt in done.halts):
        yield words.say("routes.as_described")
    if wished.untold:
        labels = words.say("list.join").join(_label(desk, word) for word in wished.untold)
        yield words.say("routes.untold", wishes=labels)
    if wished.end_unknown:
        yield words.say("routes.end_nowhere")
    if wished.nowhere:
        yield words.say("routes.nowhere", said=wished.nowhere)


def _label(desk: Desk, word: str) -> str:
    return desk.words.say(f"routes.wish_{word}") if f"routes.wish_{word}" in desk.words else word


def _sourced(desk: Desk, reply: Reply, done: Walk) -> Reply:
    """The reply standing on the hours, prices, dates, dishes and ways that it tells as well."""
    for halt in reversed(done.halts):
        place, event = (desk.catalogue.get(i or "") for i in (halt.fit.stop.place, halt.fit.stop.event))
        if halt.way and halt.way.basis == "sourced" and place:
            reply = add(reply, desk, place, Sourced(source=halt.way.source, as_of="undated"), "getting_there")
        if isinstance(place, Place | Eatery) and place.hours and halt.open is not None:
            reply = add(reply, desk, place, place.hours, "hours")
        if isinstance(place, Eatery) and place.meal_cny:
            price = Sourced(source=place.meal_cny.source, as_of=place.meal_cny.as_of)
            reply = add(reply, desk, place, price, "price")
        if isinstance(event, Event) and event.recurrence:
            reply = add(reply, desk, event, event.recurrence, "dates")
        if halt.fit.dish and (diet := halt.fit.dish.diet):
            reply = add(reply, desk, halt.fit.dish, Sourced(source=diet.source, as_of=diet.as_of), "diet")
    more = (desk.words.say("remark.opened"),) if len(reply.citations) > CITED else ()
    stale = tuple(remark for remark in reply.remarks if remark == desk.words.say("remark.stale"))
    return replace(reply, citations=reply.citations[:CITED], remarks=(*stale, *more))


def _notes(desk: Desk, route: FoodRoute, done: Walk) -> Reply:
    """What there is to know of each stop, with buttons that open its place and its dish."""
    held = facts_about(desk, route, "overview", "legs")
    lines = [
        desk.words.say("routes.note", number=number, note=halt.fit.stop.text.say(desk.language))
        for number, halt in enumerate(done.halts, 1)
    ]
    head = desk.words.say("routes.notes", name=desk.name(route))
    opened = [
        entry
        for halt in done.halts
        for entry in (desk.catalogue.get(halt.fit.stop.place), halt.fit.dish)
        if entry is not None
    ]
    return backed(desk, head, lines, held).with_buttons(*(desk.open_button(entry) for entry in dict.fromkeys(opened)))


def _nothing(desk: Desk, route: FoodRoute, wished: Asked) -> Reply:
    """That no stop is left, what each wish costs, and the whole route to go back to."""
    words = desk.words
    said = words.say("list.join").join(wish_words(desk, wished)) or words.say("routes.wish_time")
    head = words.say("routes.nothing", name=desk.name(route), wishes=said)
    lines = [
        words.say("routes.relax", wish=wish_words(desk, replace(wished, wishes=only))[0], stops=stops_told(desk, left))
        for only, others in _one_by_one(wished.wishes)
        if (left := len(walked(desk, route, replace(wished, wishes=others)).halts))
    ]
    held = facts_about(desk, route, "overview")
    whole = Button(words.say("routes.button_whole"), button_data("legs", route.id))
    return backed(desk, head, lines or [words.say("routes.relax_all")], held).with_buttons(
        whole, desk.button("list_routes")
    )


def _one_by_one(wishes: Wishes) -> Iterable[tuple[Wishes, Wishes]]:
    """Each wish: it alone, and all the others."""
    none = Wishes()
    for name in ("vegetarian", "mild", "longest_min", "shorter"):
        alone: dict[str, Any] = {name: getattr(wishes, name)}
        without: dict[str, Any] = {name: getattr(none, name)}
        if alone != without:
            yield replace(none, **alone), replace(wishes, **without)
    for name in ("without", "avoid"):
        words: frozenset[str] = getattr(wishes, name)
        for word in sorted(words):
            one: dict[str, Any] = {name: frozenset((word,))}
            others: dict[str, Any] = {name: words - {word}}
            yield replace(none, **one), replace(wishes, **others)

"""Walks over a made-up town: four stalls in a row, a mill, and a fair in the evening."""

from datetime import date, datetime, time

import pytest
from broken.examples import write_examples

from content.catalogue import Catalogue, open_catalogue
from content.fitting import Wishes, best_day
from content.model import Dish, Eatery, Event, FoodRoute, Hub, Place
from content.walks import walk

WEDNESDAY, FRIDAY = date(2026, 12, 2), date(2026, 12, 4)
SAID = {"source": "made up", "as_of": "2026-11"}


def named(model, entry_id, kind, **values):
    return model(id=entry_id, kind=kind, names={"en": entry_id, "zh": "某"}, facts=(), **values)


def place(entry_id, lat, **values):
    point = {"lat": lat, "lon": 108.0, "precision": "exact", **SAID}
    return named(Place, entry_id, "place", coordinates=point, **values)


def dish(entry_id, *contains, spicy="0", vegetarian="no", form="dish", tags=()):
    diet = {"spicy": spicy, "contains": contains, "vegetarian": vegetarian, **SAID}
    return named(Dish, entry_id, "dish", form=form, diet=diet, tags=tags)


ENTRIES = [
    place("stall_a", 26.500),
    place("stall_b", 26.503),
    place("mill", 26.506, hours={"open": "Mo-Su 09:00-12:00", **SAID}, tags=["mill"]),
    place("fair_ground", 26.520),
    named(
        Eatery, "carp_house", "eatery", form="restaurant", coordinates_of="stall_b", part_of="stall_b",
        serves=["carp", "cabbage", "stew"],
    ),
    named(Hub, "halt", "hub", coordinates={"lat": 26.519, "lon": 108.0, "precision": "exact", **SAID}),
    dish("porridge", "rice", vegetarian="yes", form="snack"),
    dish("carp", "fish", spicy="1"),
    dish("stew", "beef", "offal", spicy="2"),
    dish("cabbage", vegetarian="yes", tags=["sour"]),
    dish("riddle", vegetarian="ask", form="snack"),
    named(Dish, "untold", "dish", form="snack"),
    dish("cider", "alcohol", vegetarian="yes", form="drink"),
    named(
        Event, "fair", "event", form="event", where=["fair_ground"],
        recurrence={"calendar": "weekly", "weekdays": ["fri"], "start_time": "20:00", "end_time": "22:00", **SAID},
    ),
    named(
        Event, "late_fair", "event", form="event", where=["fair_ground"],
        recurrence={"calendar": "weekly", "weekdays": ["fri"], "start_time": "21:00", "end_time": "00:30", **SAID},
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    reference = open_catalogue(write_examples(tmp_path_factory.mktemp("walks"))).reference
    return Catalogue({entry.id: entry for entry in ENTRIES}, reference)


def stop(where, minutes, dish=None, **values):
    return {"place": where, "dish": dish, "minutes": minutes, "en": "Here.", "zh": "这里。", **values}


def route(*stops):
    return named(FoodRoute, "round", "food_route", origin="ours", stops=stops)


DAY = route(
    stop("stall_a", 30, "porridge", at="breakfast"),
    stop("mill", 60),
    stop("carp_house", 90, "carp", at="lunch"),
    stop("fair_ground", 60, "cider", event="fair"),
)


def shown(found):
    return [halt.fit.stop.place for halt in found.halts]


def left(found):
    return {(out.stop.place, out.why) for out in found.left_out}


def times(found):
    return [f"{halt.arrive:%H:%M}" for halt in found.halts]


def test_breakfast_is_at_nine_and_what_begins_later_is_waited_for(town):
    found = walk(town, DAY, FRIDAY)

    assert times(found) == ["09:00", "09:40", "11:00", "20:00"]
    assert [halt.wait_min > 0 for halt in found.halts] == [False, False, True, True]


def test_the_whole_time_is_stops_and_ways_without_waiting(town):
    found = walk(town, DAY, FRIDAY)
    ways = sum(halt.way.minutes for halt in found.halts if halt.way)

    assert ways > 0
    assert found.minutes == 30 + 60 + 90 + 60 + ways
    assert (found.end - found.begin).total_seconds() / 60 == found.minutes + found.wait_min


def test_two_stops_at_one_place_have_no_way_between_them(town):
    found = walk(town, route(stop("stall_a", 10), stop("stall_a", 10)), FRIDAY)

    assert (found.halts[1].way, found.minutes) == (None, 20)


def test_what_is_not_on_that_day_is_left_out(town):
    found = walk(town, DAY, WEDNESDAY)

    assert ("fair_ground", "day") in left(found)
    assert best_day(town, DAY, WEDNESDAY, [FRIDAY]) == FRIDAY


def test_what_goes_on_after_midnight_is_walked_to_as_what_ends_before(town):
    late = route(stop("stall_a", 60, "carp", at="dinner"), stop("fair_ground", 90, event="late_fair"))

    found = walk(town, late, FRIDAY)

    assert left(found) == set()
    assert found.halts[1].arrive.hour >= 21
    assert (found.halts[1].leave - found.halts[1].arrive).seconds == 90 * 60


def test_what_is_out_of_season_is_left_out(town):
    summer = route(stop("stall_a", 30, "porridge", months=[6, 7]), stop("stall_b", 30))

    assert left(walk(town, summer, FRIDAY)) == {("stall_a", "season")}
    assert left(walk(town, summer, date(2026, 7, 3))) == set()


def test_it_is_said_what_is_shut_on_arrival(town):
    early, late = (walk(town, route(stop("mill", 60)), FRIDAY, clock=time(hour)) for hour in (9, 11))
    past = walk(town, route(stop("mill", 60)), FRIDAY, clock=time(11, 30))

    assert (early.halts[0].open, late.halts[0].open, past.halts[0].open) == (True, True, False)
    assert walk(town, route(stop("stall_a", 60)), FRIDAY).halts[0].open is None


def test_a_dish_that_does_not_fit_is_swapped_for_another_served_there(town):
    found = walk(town, DAY, FRIDAY, Wishes(without=frozenset(["fish"])))

    lunch = next(halt.fit for halt in found.halts if halt.fit.stop.place == "carp_house")
    assert (lunch.dish.id, lunch.lost.id) == ("cabbage", "carp")


def test_a_dish_that_may_be_had_instead_comes_first(town):
    choice = route(stop("carp_house", 60, "carp", instead=["stew"]))
    found = walk(town, choice, FRIDAY, Wishes(without=frozenset(["fish"])))

    assert found.halts[0].fit.dish.id == "stew"


def test_a_meal_with_nothing_that_fits_is_left_out(town):
    only = route(stop("stall_a", 30, "stew", at="dinner"), stop("stall_b", 30, "porridge"))
    found = walk(town, only, FRIDAY, Wishes(vegetarian=True))

    assert (shown(found), left(found)) == (["stall_b"], {("stall_a", "dish")})


def test_what_one_comes_to_see_stays_without_its_dish(town):
    found = walk(town, DAY, FRIDAY, Wishes(without=frozenset(["alcohol"])))

    assert shown(found)[-1] == "fair_ground"
    assert (found.halts[-1].fit.dish, found.halts[-1].fit.lost.id) == (None, "cider")


@pytest.mark.parametrize(
    ("wishes", "kept"),
    [
        (Wishes(vegetarian=True), {"porridge", "cabbage", "riddle"}),
        (Wishes(mild=True), {"porridge", "cabbage", "riddle"}),
        (Wishes(without=frozenset(["beef"])), {"porridge", "carp", "cabbage", "riddle"}),
        (Wishes(avoid=frozenset(["sour"])), {"porridge", "carp", "stew", "riddle", "untold"}),
        (Wishes(), {"porridge", "carp", "stew", "cabbage", "riddle", "untold"}),
    ],
)
def test_only_dishes_known_to_fit_are_kept(town, wishes, kept):
    dishes = ("porridge", "carp", "stew", "cabbage", "riddle", "untold")
    found = walk(town, route(*(stop("stall_a", 20, each) for each in dishes)), FRIDAY, wishes)

    assert {halt.fit.dish.id for halt in found.halts} == kept


def test_a_place_that_is_not_wanted_is_left_out_by_its_id_or_tag(town):
    for word in ("mill", "stall_a"):
        found = walk(town, DAY, FRIDAY, Wishes(avoid=frozenset([word])))
        assert {why for _, why in left(found)} == {"unwanted"}
        assert word not in shown(found)


def test_nothing_may_be_left(town):
    found = walk(town, route(stop("stall_a", 30, "stew", at="dinner")), FRIDAY, Wishes(vegetarian=True))

    assert found.halts == ()


def test_a_shorter_one_drops_few_stops_and_saves_a_third(town):
    whole, found = walk(town, DAY, FRIDAY), walk(town, DAY, FRIDAY, Wishes(shorter=1))

    assert found.minutes <= whole.minutes * 2 / 3
    assert {why for _, why in left(found)} == {"shorter"}
    assert shown(found) == [at for at in shown(whole) if at in shown(found)]
    assert "carp_house" in shown(found)


def test_it_gets_no_shorter_than_one_stop(town):
    found = walk(town, DAY, FRIDAY, Wishes(shorter=9))

    assert (len(found.halts), found.shortest) == (1, True)


def test_the_time_there_is_holds_waiting_too(town):
    found = walk(town, DAY, FRIDAY, Wishes(longest_min=120))

    assert found.halts
    assert (found.end - found.begin).total_seconds() <= 120 * 60
    assert walk(town, DAY, FRIDAY, Wishes(longest_min=5)).halts == ()


def test_an_hour_that_is_asked_for_is_kept_and_meals_that_are_over_are_left_out(town):
    found = walk(town, DAY, FRIDAY, clock=time(13))

    assert found.begin == datetime(2026, 12, 4, 13)
    assert left(found) == {("stall_a", "late")}


def test_a_late_meal_is_eaten_before_what_comes_first(town):
    late = route(stop("mill", 150), stop("carp_house", 60, "carp", at="lunch"), stop("fair_ground", 60))
    found = walk(town, late, FRIDAY, clock=time(14))

    assert shown(found) == ["carp_house", "mill", "fair_ground"]
    assert found.left_out == ()


def test_a_late_lunch_becomes_dinner_unless_there_is_one(town):
    lunch = stop("carp_house", 60, "carp", at="lunch")
    alone = walk(town, route(lunch, stop("stall_a", 30)), FRIDAY, clock=time(16))
    beside = walk(town, route(lunch, stop("stall_a", 30, "porridge", at="dinner")), FRIDAY, clock=time(16))

    assert {halt.fit.stop.place: halt.fit.at for halt in alone.halts} == {"carp_house": "dinner", "stall_a": None}
    assert (shown(beside), left(beside)) == (["stall_a"], {("carp_house", "late")})


def test_the_way_to_the_end_belongs_to_the_walk(town):
    plain, found = walk(town, DAY, WEDNESDAY), walk(town, DAY, WEDNESDAY, Wishes(end="halt"))

    assert found.onward.minutes > 0
    assert found.minutes == plain.minutes + found.onward.minutes
    assert (found.end - found.begin).total_seconds() / 60 == found.minutes + found.wait_min


def test_the_time_there_is_holds_the_way_to_the_end_too(town):
    found = walk(town, DAY, WEDNESDAY, Wishes(end="halt", longest_min=60))

    assert found.halts
    assert (found.end - found.begin).total_seconds() <= 60 * 60


def test_a_walk_today_does_not_begin_in_the_past(town):
    found = walk(town, DAY, FRIDAY, not_before=datetime(2026, 12, 4, 9, 42))

    assert f"{found.begin:%H:%M}" == "09:45"


def test_the_way_from_the_start_comes_first(town):
    plain, found = walk(town, DAY, FRIDAY), walk(town, DAY, FRIDAY, Wishes(start="halt"))

    assert found.halts[0].way.minutes > 0
    assert found.minutes == plain.minutes + found.halts[0].way.minutes
    assert shown(found) == shown(plain), "breakfast stays first"


def test_a_round_without_meals_begins_near_the_start(town):
    row = route(stop("stall_a", 20), stop("fair_ground", 20), stop("mill", 20))
    ways = {start: walk(town, row, WEDNESDAY, Wishes(start=start)) for start in (None, "halt")}

    assert shown(ways[None]) == ["stall_a", "fair_ground", "mill"]
    assert shown(ways["halt"]) == ["fair_ground", "mill", "stall_a"]


def test_a_slower_pace_stays_longer_and_a_faster_one_less(town):
    slow, plain, fast = (walk(town, DAY, WEDNESDAY, Wishes(pace=pace)) for pace in ("relaxed", "normal", "packed"))

    assert fast.minutes < plain.minutes < slow.minutes
    assert len(fast.halts) == len(plain.halts) == len(slow.halts)

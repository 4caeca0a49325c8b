from dataclasses import replace
from datetime import date

import pytest
from planner.conftest import FRIDAY, NOW, SATURDAY, TUESDAY

from bot.planner.model import Anchor, DayWish, Plan, Wishes
from bot.planner.planning import planned

STATION = "kaili_south_station"


def stops(plan: Plan) -> list[str | None]:
    return [stop.id for day in plan.days for stop in day.stops]


def seen(plan: Plan) -> set[str]:
    return {one for day in plan.days for one in day.ids}


def test_what_must_be_seen_is_in(plan):
    found = plan(Wishes(days=2, first=SATURDAY, musts=("xijiang", "village_t")))

    assert {"xijiang", "village_t"} <= seen(found)


@pytest.mark.parametrize(("first", "is_on"), [(FRIDAY, True), (TUESDAY, False)])
def test_a_show_is_only_on_its_days(plan, first, is_on):
    found = plan(Wishes(first=first, interests=("festivals", "night")))

    assert ("village_t" in seen(found)) is (is_on and "village_t" in seen(found))
    assert is_on or "village_t" not in seen(found)


def test_the_museum_is_left_out_on_the_day_it_shuts(clash):
    found = clash(Wishes(first=date(2026, 11, 30), musts=("qiandongnan_museum",)))

    assert {"must", "date"} <= {wish.option for wish in found.clash}


def test_a_day_begins_after_the_train_and_ends_before_the_next(plan):
    wishes = Wishes(days=2, first=FRIDAY, arrive=Anchor(STATION, 845), depart=Anchor(STATION, 1110))
    found = plan(wishes)

    assert found.days[0].start >= 860
    assert found.days[0].origin == found.days[1].goal == STATION
    assert found.days[1].end <= 1080


def test_every_whole_day_has_lunch_and_dinner_in_their_hours(plan):
    found = plan(Wishes(days=3, first=FRIDAY))

    for day in found.days:
        meals = {stop.meal: (stop.arrive, stop.leave) for stop in day.stops if stop.kind == "meal"}
        assert meals["lunch"][0] >= 660
        assert meals["lunch"][1] <= 840
        assert meals["dinner"][0] >= 1020
        assert meals["dinner"][1] <= 1200


def test_without_dates_nothing_is_in_that_is_shut_on_some_weekday(plan):
    found = plan(Wishes(days=2))

    assert "qiandongnan_museum" not in seen(found)
    assert "village_t" not in seen(found)
    assert "any_weekday" in {one.code for one in found.warnings}


@pytest.mark.parametrize("avoid", ["xiasi", "mountain", "mountains", "museum"])
def test_what_is_to_be_avoided_is_not_in(plan, catalogue, avoid):
    found = plan(Wishes(days=2, first=SATURDAY, avoid=(avoid,)))

    tags = {tag for entry in seen(found) for tag in (entry, *catalogue.tags(entry))}
    assert avoid not in tags
    assert avoid != "mountains" or not {"mountain", "hiking"} & tags


def test_a_slower_pace_means_fewer_stops_and_rest(plan):
    normal, relaxed = (plan(Wishes(first=SATURDAY, pace=pace)) for pace in ("packed", "relaxed"))

    assert len(relaxed.days[0].ids) < len(normal.days[0].ids)
    assert any(stop.kind == "rest" for stop in relaxed.days[0].stops)


def test_known_prices_stay_within_the_budget(plan):
    found = plan(Wishes(days=2, first=SATURDAY, people=4, budget_cny=100))

    assert found.cost_cny <= 100


def test_lunch_is_where_it_is_wished(plan):
    wishes = Wishes(days=2, first=SATURDAY, of_days=(DayWish(), DayWish(lunch="xiasi")))
    lunch = next(stop for stop in plan(wishes).days[1].stops if stop.meal == "lunch")

    assert lunch.id == "xiasi"
    assert lunch.around


def test_the_bound_is_never_under_the_score(plan):
    found = plan(Wishes(first=SATURDAY), seconds=2.0)

    assert found.bound is not None
    assert found.bound >= found.score


def test_a_show_on_a_day_it_is_not_on_clashes_with_the_date(clash):
    found = clash(Wishes(first=TUESDAY, musts=("village_t",)))

    assert {(wish.option, wish.value) for wish in found.clash} >= {("date", "2026-12-01"), ("must", "village_t")}
    assert ("date", "2026-12-04") in {(one.option, one.to) for one in found.relax}


def test_three_far_towns_in_a_day_clash(clash):
    found = clash(Wishes(first=FRIDAY, musts=("xijiang", "zhaoxing", "zhenyuan")))

    assert {"must"} < {wish.option for wish in found.clash} | {"must", "days"}
    assert found.relax


def test_a_sum_too_small_for_a_ticket_is_named_with_the_sum_that_does(clash):
    found = clash(Wishes(first=FRIDAY, people=2, musts=("xijiang",), budget_cny=100))

    assert ("budget", "180") in {(one.option, one.to) for one in found.relax}


def test_what_is_asked_for_and_to_be_avoided_at_once_clashes(clash):
    found = clash(Wishes(first=FRIDAY, musts=("xianglu",), avoid=("mountains",)))

    assert {(wish.option, wish.value) for wish in found.clash} == {("must", "xianglu"), ("avoid", "mountains")}


def test_the_plan_does_not_depend_on_the_order_of_wishes(catalogue):
    one = Wishes(days=2, first=SATURDAY, musts=("xijiang", "xiasi"))

    plans = [planned(catalogue, replace(one, musts=musts), NOW, seconds=0.3) for musts in (one.musts, one.musts[::-1])]

    assert [day.ids for day in plans[0].days] == [day.ids for day in plans[1].days]

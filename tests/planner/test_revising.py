"""A change touches the days it must, and leaves the others to the minute as they were."""

from dataclasses import replace

import pytest
from planner.conftest import FRIDAY, NOW

from bot.planner.edits import Redo
from bot.planner.model import Anchor, DayWish, Plan, Wishes
from bot.planner.revising import renewed, revised, swapped
from bot.planner.verifier.verify import verify

WISHES = Wishes(days=3, first=FRIDAY)
NONE = DayWish()


@pytest.fixture(scope="module")
def before():
    from bot.planner.planning import planned
    from bot.settings import ROOT
    from content.catalogue import open_catalogue

    found = planned(open_catalogue(ROOT / "content"), WISHES, NOW, seconds=0.5)
    assert isinstance(found, Plan)
    return found


def checked(catalogue, wishes, before, found):
    assert isinstance(found.plan, Plan), found.plan
    faults = verify(catalogue, wishes, found.plan, NOW, before=before, touched=found.touched)
    assert faults == []
    return found.plan


def test_a_dropped_stop_leaves_the_other_days_alone(catalogue, before):
    gone = before.days[1].ids[0]
    wishes = replace(WISHES, avoid=(gone,))

    found = revised(catalogue, WISHES, before, wishes, NOW)

    plan = checked(catalogue, wishes, before, found)
    assert gone not in {one for day in plan.days for one in day.ids}
    assert (plan.days[0], plan.days[2]) == (before.days[0], before.days[2])


@pytest.mark.parametrize("added", ["shiqiao", "langde", "jidao"])
def test_an_added_stop_changes_one_day(catalogue, before, added):
    wishes = replace(WISHES, musts=(added,))

    found = revised(catalogue, WISHES, before, wishes, NOW)

    plan = checked(catalogue, wishes, before, found)
    assert added in {one for day in plan.days for one in day.ids}
    assert sum(one != other for one, other in zip(plan.days, before.days, strict=True)) <= 1


def test_a_later_start_changes_that_day(catalogue, before):
    wishes = replace(WISHES, of_days=(NONE, DayWish(begin=630), NONE))

    found = revised(catalogue, WISHES, before, wishes, NOW)

    plan = checked(catalogue, wishes, before, found)
    assert plan.days[1].start >= 630
    assert plan.days[0] == before.days[0]


def test_another_day_leaves_those_there_are(catalogue, before):
    wishes = replace(WISHES, days=4)

    found = revised(catalogue, WISHES, before, wishes, NOW)

    assert checked(catalogue, wishes, before, found).days[:3] == before.days


def test_an_earlier_train_changes_the_last_day(catalogue, before):
    wishes = replace(WISHES, depart=Anchor("kaili_south_station", 960))

    found = revised(catalogue, WISHES, before, wishes, NOW)

    plan = checked(catalogue, wishes, before, found)
    assert plan.days[:2] == before.days[:2]
    assert plan.days[2].end <= 930


def test_what_is_not_in_the_plan_can_be_avoided_without_a_change(catalogue, before):
    wishes = replace(WISHES, avoid=("basha",))

    found = revised(catalogue, WISHES, before, wishes, NOW)

    assert checked(catalogue, wishes, before, found).days == before.days


def test_days_change_places_as_far_as_their_dates_allow(catalogue, before):
    found = swapped(catalogue, WISHES, before, (0, 1), NOW)

    plan = checked(catalogue, WISHES, before, found)
    movable = [one for one in before.days[0].ids if one in plan.days[1].ids]
    assert movable
    assert plan.days[2] == before.days[2]


def test_something_else_keeps_what_is_pinned(catalogue, before):
    kept = before.days[1].stops[:1]
    shunned = frozenset(before.days[1].ids) - {kept[0].id}

    found = renewed(catalogue, WISHES, before, Redo(frozenset((1,)), {1: kept}, shunned, fresh=True), NOW)

    plan = found.plan
    assert verify(catalogue, WISHES, plan, NOW) == []
    stop = plan.days[1].stops[0]
    assert (stop.id, stop.arrive) == (kept[0].id, kept[0].arrive)
    assert plan.days[1].ids != before.days[1].ids


def test_what_cannot_be_any_more_is_said(catalogue, before):
    wishes = replace(WISHES, avoid=("village_t",), musts=("village_t",))

    assert not isinstance(revised(catalogue, WISHES, before, wishes, NOW).plan, Plan)

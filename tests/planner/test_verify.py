from dataclasses import replace
from datetime import date

import pytest
from conftest import at

from bot.planner.model import Anchor, DayPlan, DayWish, LeftOut, Leg, Plan, Reason, Stop, Wishes
from bot.planner.verifier.case import minute_of
from bot.planner.verifier.verify import measures, verify
from bot.settings import ROOT
from content.catalogue import open_catalogue

NOW = at("2026-11-25 10:00")
BASE, STATION = "stay_downtown", "kaili_south_station"
WISHES = Wishes(
    days=2,
    first=date(2026, 11, 28),  # a Saturday, with the evening show
    arrive=Anchor(STATION, 9 * 60),
    depart=Anchor(STATION, 19 * 60),
    base=BASE,
    people=2,
    party=("couple",),
    budget_cny=400,
    musts=("village_t", "qiandongnan_museum"),
    avoid=("xijiang", "hiking"),
    needs=("peanuts",),
)
FIRST = (
    "09:15 kaili_south_station > 09:35-11:35 visit xiasi 0; 11:40-12:20 lunch xiasi around; 13:20-15:20 visit langde; "
    "17:00-18:00 dinner miaowanggu 130; 18:45-21:30 show village_t 0 > 21:45 stay_downtown"
)
SECOND = (
    "09:00 stay_downtown > 09:15-10:45 visit qiandongnan_museum 0; 10:55-11:55 visit kaili_old_street; "
    "12:00-12:40 visit dageshan_park; 12:55-13:40 lunch longdatou; 13:55-14:55 visit jinquan_lake; "
    "15:05-16:05 visit donghu_wetland; 16:05-16:35 rest; > 17:00 kaili_south_station"
)


@pytest.fixture(scope="session")
def real():
    return open_catalogue(ROOT / "content")


@pytest.fixture(scope="session")
def plan(real):
    """Two days on which nothing is wrong."""
    return made(real, FIRST, SECOND)


def made(real, *days, transport="car", first=WISHES.first):
    """A plan from days as people write them; costs stand after the id, none where nobody tells one."""
    dates = [first and first.replace(day=first.day + number) for number in range(len(days))]
    return Plan(tuple(day_of(real, text, day, transport) for text, day in zip(days, dates, strict=True)), 100, 120.0)


def day_of(real, text, on, transport="car"):
    begins, middle, ends = text.split(">")
    (start, origin), (end, goal) = begins.split(), ends.split()
    stops, here = [], origin
    for part in filter(None, map(str.strip, middle.split(";"))):
        hours, kind, name, *more = [*part.split(), None][:5]
        there, meal = spot(real, name, here), kind if kind in ("lunch", "dinner") else None
        cost = next((int(word) for word in more if word and word.isdigit()), None)
        way = leg(real, here, there, transport)
        arrive, leave = map(minute_of, hours.split("-"))
        stops.append(Stop(name, "meal" if meal else kind, arrive, leave, way, cost, "around" in more, meal))
        here = there
    return DayPlan(on, minute_of(start), minute_of(end), origin, goal, tuple(stops), leg(real, here, goal, transport))


def spot(real, name, here):
    if name is None:
        return here
    entry = real.get(name)
    return next((p for p in entry.where if real.point(real.get(p))), name) if entry and entry.kind == "event" else name


def leg(real, start, end, transport):
    way = real.way(start, end) if start != end else None
    if way is None:
        return None
    if way.on_foot or transport != "bus":
        return Leg(way.minutes, way.km, "walk" if way.on_foot else transport, way.basis)
    return Leg(
        -(-way.drive_min * 8 // 25) * 5 + 15, way.km, "bus", "estimated" if way.basis == "sourced" else way.basis
    )


def changed(plan, day, number=None, /, **values):
    """The plan with other values for a day, or for one of its stops."""
    old = plan.days[day]
    if number is None:
        new = replace(old, **values)
    else:
        new = replace(old, stops=(*old.stops[:number], replace(old.stops[number], **values), *old.stops[number + 1 :]))
    return replace(plan, days=(*plan.days[:day], new, *plan.days[day + 1 :]))


def text_changed(real, plan, day, old, new):
    """The plan with some words of a day written otherwise, ways and all."""
    text = (FIRST, SECOND)[day]
    assert old in text
    days = list(plan.days)
    days[day] = day_of(real, text.replace(old, new), days[day].date)
    return replace(plan, days=tuple(days))


def rules(faults):
    return {fault.rule for fault in faults}


def test_a_plan_that_holds_has_no_faults(real, plan):
    assert verify(real, WISHES, plan, NOW) == []


@pytest.mark.parametrize(
    ("rule", "day", "old", "new"),
    [
        ("exists", 0, "visit xiasi", "visit no_such_place"),
        ("exists", 0, "visit langde", "visit kaili_market"),
        ("exists", 0, "dinner miaowanggu 130", "dinner xiasi"),
        ("exists", 0, "dinner miaowanggu 130", "dinner erlong_funeral_noodles 20"),
        ("exists", 0, "lunch xiasi around", "lunch kaili_market around"),
        ("exists", 1, "visit jinquan_lake", "visit kaixuan_outlets"),
        ("open", 1, "09:00 stay_downtown > 09:15", "08:35 stay_downtown > 08:50"),
        ("occurs", 0, "18:45-21:30 show", "19:05-21:30 show"),
        ("occurs", 0, "18:45-21:30 show village_t 0 > 21:45", "18:45-21:35 show village_t 0 > 21:50"),
        ("twice", 1, "visit donghu_wetland", "visit jinquan_lake"),
        ("twice", 1, "lunch longdatou", "lunch miaowanggu 130"),
        (
            "twice",
            0,
            "11:35 visit xiasi 0; 11:40-12:20 lunch xiasi around; 13:20-15:20",
            "11:24 visit xiasi 0; 11:29-11:47 visit xiasi_wharf; 11:52-12:25 lunch xiasi around; 13:25-15:20",
        ),
        ("time", 1, "10:55-11:55", "10:54-11:55"),
        ("time", 1, "> 17:00", "> 16:59"),
        ("meals", 0, "17:00-18:00 dinner", "16:50-18:00 dinner"),
        ("meals", 0, "11:40-12:20 lunch", "11:40-12:05 lunch"),
        ("meals", 0, "11:40-12:20 lunch xiasi around", "11:40-12:20 rest"),
        ("meals", 1, "12:55-13:40 lunch longdatou", "12:45-13:30 rest"),
        ("meals", 1, "16:05-16:35 rest", "16:05-16:35 lunch donghu_wetland around"),
        ("base", 0, "21:45 stay_downtown", "21:50 kaili_old_street"),
        ("base", 0, "09:15 kaili_south_station > 09:35", "08:55 kaili_south_station > 09:35"),
        ("base", 0, "09:15 kaili_south_station > 09:35", "09:00 kaili_south_station > 09:34"),
        ("cost", 0, "miaowanggu 130", "miaowanggu 65"),
        ("cost", 0, "visit langde", "visit langde 100"),
        ("avoid", 0, "13:20-15:20 visit langde", "13:20-16:00 visit xianglu"),
        ("pace", 0, "> 21:45", "> 23:40"),
        ("stay", 0, "13:20-15:20", "13:20-15:05"),
        ("stay", 1, "13:55-14:55", "13:55-14:30"),
        ("waits", 0, "13:20-15:20 visit langde; 17:00-18:00", "14:55-17:00 visit langde; 17:40-18:20"),
    ],
)
def test_a_day_written_otherwise_breaks_one_rule(real, plan, rule, day, old, new):
    other = text_changed(real, plan, day, old, new)
    found = verify(real, WISHES, other, NOW)

    assert rules(found) == {rule}, found


@pytest.mark.parametrize(
    ("rule", "wished"),
    [
        ("days", {"first": None}),
        ("time", {"transport": "taxi"}),
        ("base", {"base": "stay_xiasi"}),
        ("base", {"arrive": Anchor(STATION, 9 * 60 + 10)}),
        ("base", {"depart": Anchor(STATION, 17 * 60 + 20)}),
        ("base", {"depart": Anchor("kaili_station", 19 * 60)}),
        ("budget", {"budget_cny": 129}),
        ("cost", {"people": 3}),
        ("must", {"musts": ("zhenyuan",)}),
        ("must", {"of_days": (DayWish(), DayWish(musts=("langde",)))}),
        ("avoid", {"of_days": (DayWish(without=("langde",)),)}),
        ("avoid", {"avoid": ("langde",)}),
        ("avoid", {"avoid": ("homestay",)}),
        ("avoid", {"avoid": ("event",)}),
        ("avoid", {"avoid": ("stairs",)}),
        ("avoid", {"avoid": ("crowds",)}),
        ("avoid", {"avoid": ("spicy",)}),
        ("pace", {"pace": "relaxed"}),
        ("pace", {"of_days": (DayWish(), DayWish(begin=10 * 60))}),
        ("pace", {"of_days": (DayWish(end=21 * 60),)}),
        ("meals", {"of_days": (DayWish(lunch="langde"),)}),
        ("diet", {"needs": ("beef", "pork")}),
    ],
)
def test_a_plan_that_misses_a_wish_breaks_one_rule(real, plan, rule, wished):
    found = verify(real, replace(WISHES, **wished), plan, NOW)

    assert rules(found) == {rule}, found


@pytest.mark.parametrize(
    "wished",
    [
        {"of_days": (DayWish(lunch="xiasi", dinner="kaili"),)},
        {"of_days": (DayWish(musts=("langde",), begin=9 * 60, end=22 * 60), DayWish(without=("langde",)))},
        {"base": None},
        {"base": "hotel_kailai"},  # on no map
        {"pace": "packed"},
        {"avoid": ("mountains", "kaili")},
        {"avoid": ("miao_dong_garden",)},  # the show there is another thing than the place
        {"depart": Anchor(STATION)},
        {"party": ("elderly", "wheelchair", "children")},
    ],
)
def test_a_plan_that_meets_other_wishes_too_has_no_faults(real, plan, wished):
    assert verify(real, replace(WISHES, **wished), plan, NOW) == []


def of_leg(plan, **values):
    return changed(plan, 0, 0, leg=replace(plan.days[0].stops[0].leg, **values))


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("days", lambda plan: replace(plan, days=plan.days[:1])),
        ("days", lambda plan: changed(plan, 1, date=date(2026, 12, 6))),
        ("time", lambda plan: of_leg(plan, minutes=15)),
        ("time", lambda plan: of_leg(plan, km=3.0)),
        ("time", lambda plan: of_leg(plan, mode="walk")),
        ("time", lambda plan: changed(plan, 0, 2, leg=None)),
        ("time", lambda plan: changed(plan, 1, 2, leg=replace(plan.days[1].stops[2].leg, basis="sourced"))),
        ("time", lambda plan: changed(plan, 0, back=None)),
        ("time", lambda plan: changed(plan, 0, 1, leg=Leg(5, 0.0, "walk", "area"))),
        ("cost", lambda plan: changed(plan, 0, 3, cost_cny=None)),
        ("fields", lambda plan: changed(plan, 0, start=555.0)),
        ("fields", lambda plan: changed(plan, 1, 6, meal="lunch")),
        ("fields", lambda plan: replace(plan, left_out=(LeftOut("langde", "no_time"),))),
        ("fields", lambda plan: replace(plan, bound=99.0)),
        ("reasons", lambda plan: changed(plan, 1, 2, reason=Reason("free", linger_min=999))),
        ("reasons", lambda plan: changed(plan, 0, 2, reason=Reason("free", must=True, linger_min=100, detour_min=55))),
    ],
)
def test_a_value_that_is_wrong_is_found(real, plan, rule, spoil):
    found = verify(real, WISHES, spoil(plan), NOW)

    assert rule in rules(found), found
    assert rules(found) <= {rule, "meals", "must"}


def test_the_same_stops_to_and_fro_are_in_a_wrong_order(real, plan):
    back_and_forth = (
        "09:00 stay_downtown > 09:15-10:45 visit qiandongnan_museum 0; 11:00-12:00 visit jinquan_lake; "
        "12:20-13:00 visit dageshan_park; 13:15-14:00 lunch longdatou; 14:20-15:20 visit donghu_wetland; "
        "15:40-16:40 visit kaili_old_street > 17:10 kaili_south_station"
    )
    other = replace(plan, days=(plan.days[0], day_of(real, back_and_forth, plan.days[1].date)))

    found = verify(real, WISHES, other, NOW)

    assert rules(found) == {"order"}
    assert "135 minutes" in found[0].said
    assert measures(real, WISHES, other)[1].best_min <= measures(real, WISHES, plan)[1].travel_min


SATURDAY, SUNDAY = WISHES.first, date(2026, 11, 29)
EMPTY_PARTY = Wishes(days=1, base=BASE)
HIKE = "10:00 stay_downtown > 10:30-13:20 visit xianglu > 13:50 stay_downtown"
LIGHTS = "17:35 stay_downtown > 18:20-19:20 show xiasi_lights 0 > 19:55 stay_downtown"


@pytest.mark.parametrize(
    ("rule", "on", "wished", "text"),
    [
        ("open", SATURDAY, {}, "17:35 stay_downtown > 18:20-20:10 visit langde > 20:55 stay_downtown"),
        (None, SATURDAY, {}, "17:35 stay_downtown > 18:00-20:00 visit kaili_centre_night > 20:05 stay_downtown"),
        ("open", None, {}, "09:00 stay_downtown > 09:15-10:45 visit qiandongnan_museum 0 > 11:00 stay_downtown"),
        (None, SUNDAY, {}, "09:00 stay_downtown > 09:15-10:45 visit qiandongnan_museum 0 > 11:00 stay_downtown"),
        (None, SUNDAY, {}, "09:00 stay_downtown > 10:15-11:45 show kaili_market > 12:00 stay_downtown"),
        ("occurs", SATURDAY, {}, "09:00 stay_downtown > 10:15-11:45 show kaili_market > 12:00 stay_downtown"),
        ("occurs", None, {}, "09:00 stay_downtown > 10:15-11:45 show kaili_market > 12:00 stay_downtown"),
        (None, None, {"transport": "bus"}, "18:00 stay_downtown > 19:15-20:15 show xiasi_lights > 21:30 stay_downtown"),
        (None, SATURDAY, {}, LIGHTS),
        ("occurs", SATURDAY, {}, "15:00 stay_downtown > 16:00-17:00 show xiasi_lights > 17:35 stay_downtown"),
        ("party", SATURDAY, {"party": ("wheelchair",)}, HIKE),
        ("party", SATURDAY, {"party": ("elderly",)}, HIKE),
        (None, SATURDAY, {"party": ("elderly",), "musts": ("xianglu",)}, HIKE),
        (
            "party",
            SATURDAY,
            {"party": ("children",)},
            "20:00 stay_downtown > 21:05-21:35 show xiasi_lights > 22:10 stay_downtown",
        ),
        ("pace", SATURDAY, {}, "11:40 stay_downtown > 14:30-17:30 visit zhaoxing > 20:20 stay_downtown"),
        (
            None,
            SATURDAY,
            {"musts": ("zhaoxing",)},
            "11:40 stay_downtown > 14:30-17:30 visit zhaoxing > 20:20 stay_downtown",
        ),
    ],
)
def test_single_days(real, rule, on, wished, text):
    wishes = replace(EMPTY_PARTY, first=on, **wished)
    day = day_of(real, text, on, wishes.transport)
    found = verify(real, wishes, Plan((day,), 0), NOW)

    assert rules(found) - {"meals"} == ({rule} if rule else set()), found


def test_nobody_comes_after_the_last_entry(real):
    late = "16:20 stay_downtown > 16:35-17:00 visit qiandongnan_museum 0 > 17:15 stay_downtown"
    found = verify(real, replace(EMPTY_PARTY, first=SUNDAY), Plan((day_of(real, late, SUNDAY),), 0), NOW)

    told = {fault.rule: fault.said for fault in found}
    assert told["open"] == "there 16:35-17:00, open 09:00-17:00, last entry 16:30"


def test_what_no_change_touched_stays(real, plan):
    later = changed(plan, 0, end=plan.days[0].end + 5)

    assert verify(real, WISHES, plan, NOW, before=plan) == []
    assert rules(verify(real, WISHES, later, NOW, before=plan, touched=frozenset({1}))) == {"kept"}
    assert verify(real, WISHES, later, NOW, before=plan, touched=frozenset({0})) == []


PARK_1, PARK_2 = "12:00-12:40 visit dageshan_park; ", "15:05-16:05 visit donghu_wetland; 16:05-16:35 rest; > 17:00"
NO_PARKS = (
    "09:00 stay_downtown > 09:15-10:45 visit qiandongnan_museum 0; 10:55-11:55 visit kaili_old_street; "
    "12:10-12:55 lunch longdatou > 13:25 kaili_south_station"
)


@pytest.mark.parametrize(
    ("found", "wished", "text"),
    [
        (set(), {}, SECOND.replace(PARK_1, "")),  # four of five
        ({"kept"}, {}, SECOND.replace(PARK_1, "").replace(PARK_2, "> 15:20")),
        ({"kept"}, {}, NO_PARKS),
        (set(), {"avoid": ("park",)}, NO_PARKS),
    ],
)
def test_what_a_change_touched_stays_for_the_most_part(real, plan, found, wished, text):
    other = replace(plan, days=(plan.days[0], day_of(real, text, SUNDAY)))

    assert rules(verify(real, replace(WISHES, **wished), other, NOW, before=plan, touched=frozenset({1}))) == found


def test_lingering_is_bounded_by_what_comes_next(real, plan):
    first, second = measures(real, WISHES, plan)

    # xiasi, lunch, langde, dinner, show: the show begins at 19:00, 20 minutes from dinner, and ends at 21:30.
    assert [stop.linger_min for stop in first.stops] == [105, 100, 100, 40, 0]
    assert first.travel_min == 155
    assert second.stops[0].linger_min == 20  # lunch, which ends at 14:00, comes three stops later
    assert second.stops[-1].linger_min == 90  # the train leaves at 19:00


def test_numbers_told_rightly_are_no_fault(real, plan):
    for number, day in enumerate(measures(real, WISHES, plan)):
        for index, stop in enumerate(day.stops):
            reason = Reason("free", linger_min=stop.linger_min, detour_min=stop.detour_min)
            plan = changed(plan, number, index, reason=reason)

    assert verify(real, WISHES, plan, NOW) == []

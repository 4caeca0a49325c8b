"""Plans made by hand of real entries, as the planner would make them."""

from dataclasses import replace
from datetime import date

from bot.planner.model import Caution, DayPlan, Leg, Plan, Stop, Wishes

FRIDAY = DayPlan(
    date(2026, 12, 4),
    540,
    1330,
    "stay_downtown",
    "stay_downtown",
    (
        Stop("qiandongnan_museum", "visit", 550, 640, Leg(10, 1.0, "walk", "estimated"), 0),
        Stop("kaili_centre_night", "meal", 690, 750, Leg(15, 1.2, "walk", "area"), 120, around=True, meal="lunch"),
        Stop(None, "rest", 750, 810),
        Stop("miao_dong_garden", "visit", 840, 990, Leg(25, 5.0, "car", "sourced"), 0),
        Stop("miao_dong_garden", "meal", 1080, 1130, around=True, meal="dinner"),
        Stop("village_t", "show", 1140, 1290, None, 0),
    ),
    Leg(20, 5.0, "car", "estimated"),
)
SATURDAY = DayPlan(
    date(2026, 12, 5),
    510,
    1480,
    "stay_downtown",
    "stay_downtown",
    (
        Stop("langde", "visit", 560, 740, Leg(50, 28.4, "car", "estimated")),
        Stop("langde", "meal", 740, 800, around=True, meal="lunch"),
        Stop("xijiang", "visit", 840, 1200, Leg(40, 18.0, "car", "sourced"), 180),
        Stop("xijiang", "meal", 1200, 1260, None, 100, around=True, meal="dinner"),
        Stop("kaili_centre_night", "visit", 1325, 1460, Leg(65, 42.0, "car", "estimated")),
    ),
    Leg(10, 0.6, "walk", "estimated"),
)
SUNDAY = DayPlan(
    date(2026, 12, 6),
    540,
    1200,
    "stay_downtown",
    "stay_downtown",
    (
        Stop("xiasi", "visit", 575, 755, Leg(35, 25.0, "car", "estimated"), 0),
        Stop("xiasi", "meal", 755, 815, around=True, meal="lunch"),
        Stop("xiasi_yangming_academy", "visit", 820, 880, Leg(5, 0.4, "walk", "area"), 60),
        Stop("matang", "visit", 930, 1020, Leg(40, 22.0, "taxi", "estimated")),
        Stop("yongle_night_market", "meal", 1090, 1160, Leg(40, 19.0, "bus", "estimated"), 110, meal="dinner"),
    ),
    Leg(10, 1.0, "walk", "estimated"),
)
MONDAY = DayPlan(
    date(2026, 12, 7),
    540,
    930,
    "stay_downtown",
    "kaili_south_station",
    (
        Stop("xianglu", "visit", 575, 755, Leg(35, 15.0, "car", "sourced"), 100),
        Stop("dongalao", "meal", 800, 860, Leg(40, 16.0, "car", "estimated"), 150, meal="lunch"),
    ),
    Leg(30, 13.0, "car", "estimated"),
)
CAUTIONS = (
    Caution("unconfirmed", ("village_t",)),
    Caution("price_unknown", ("langde", "matang")),
    Caution("no_eatery", ("langde", "miao_dong_garden")),
    Caution("hours_unknown", ("langde", "matang")),
    Caution("travel_estimated"),
    Caution("shorter", ("xijiang",)),
)
WISHES = Wishes(days=4, first=date(2026, 12, 4), base="stay_downtown", people=2)


def plan_of(*days):
    """A plan with the cautions that its days call for."""
    ids = {stop.id for day in days for stop in day.stops}
    asked = [replace(one, ids=tuple(i for i in one.ids if i in ids)) for one in CAUTIONS]
    return Plan(days, 100, 120.0, (), tuple(one for one in asked if one.ids or one.code == "travel_estimated"))


PLANS = {
    "one day": plan_of(FRIDAY),
    "two days": plan_of(FRIDAY, SATURDAY),
    "four days": plan_of(FRIDAY, SATURDAY, SUNDAY, MONDAY),
    "seven days": plan_of(
        FRIDAY,
        SATURDAY,
        SUNDAY,
        *(
            replace(day, date=date(2026, 12, 7 + number))
            for number, day in enumerate((FRIDAY, SATURDAY, SUNDAY, MONDAY))
        ),
    ),
    "one way": plan_of(MONDAY),
    "any day": plan_of(replace(SUNDAY, date=None)),
}

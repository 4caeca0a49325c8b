from datetime import date

import pytest

from intents.lexicon import load_lexicon
from intents.line import plain_line
from intents.slots import days, money, origin
from intents.slots.when import find_when
from intents.slots.wishes import wish_slots

TUESDAY = date(2026, 11, 24)


def find_budget(folded, typed):
    found = money.find_budget(folded)
    return typed[found.start : found.end].strip() if found else None


def find_days(folded):
    found = days.find_days(folded)
    return found.value if found else None


def find_origin(folded, typed):
    found = origin.find_origin(plain_line(typed, folded))
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("what's on today", "2026-11-24", "2026-11-24"),
        ("tonight", "2026-11-24", "2026-11-24"),
        ("tomorrow evening", "2026-11-25", "2026-11-25"),
        ("this weekend", "2026-11-28", "2026-11-29"),
        ("next weekend", "2026-12-05", "2026-12-06"),
        ("on friday", "2026-11-27", "2026-11-27"),
        ("next friday", "2026-12-04", "2026-12-04"),
        ("friday to sunday", "2026-11-27", "2026-11-29"),
        ("in march", "2027-03-01", "2027-03-31"),
        ("in early march", "2027-03-01", "2027-03-10"),
        ("on 21 february 2027", "2027-02-21", "2027-02-21"),
        ("february 21st", "2027-02-21", "2027-02-21"),
        ("2 to 5 december", "2026-12-02", "2026-12-05"),
        ("2026-12-24", "2026-12-24", "2026-12-24"),
        ("in two weeks", "2026-12-08", "2026-12-08"),
        ("chinese new year", "2027-02-05", "2027-02-12"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("next year", "2027-01-01", "2027-12-31"),
        ("今天", "2026-11-24", "2026-11-24"),
        ("明天", "2026-11-25", "2026-11-25"),
        ("后天", "2026-11-26", "2026-11-26"),
        ("这周末", "2026-11-28", "2026-11-29"),
        ("下周五", "2026-12-04", "2026-12-04"),
        ("星期六", "2026-11-28", "2026-11-28"),
        ("周五到周日", "2026-11-27", "2026-11-29"),
        ("三月", "2027-03-01", "2027-03-31"),
        ("12月1日到3日", "2026-12-01", "2026-12-03"),
        ("十二月二十四号", "2026-12-24", "2026-12-24"),
        ("明年5月", "2027-05-01", "2027-05-31"),
        ("国庆", "2027-10-01", "2027-10-07"),
        ("五一", "2027-05-01", "2027-05-05"),
        ("元旦", "2027-01-01", "2027-01-03"),
        ("春节", "2027-02-05", "2027-02-12"),
        ("农历六月十九", "2027-07-22", "2027-07-22"),
        ("正月十六", "2027-02-21", "2027-02-21"),
        ("中秋", "2027-09-15", "2027-09-17"),
        ("暑假", "2027-07-01", "2027-08-31"),
        ("冬天", "2026-12-01", "2027-02-28"),
    ],
)  # fmt: skip
def test_dates_are_resolved_from_today(text, start, end):
    found = find_when(text, text, TUESDAY)

    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "text", ["may i take photos", "we sat down", "how much is it", "三月三", "六月六", "天气怎么样", "march on"]
)
def test_words_that_only_look_like_dates_are_none(text):
    assert find_when(text, text, TUESDAY) is None


def test_a_date_that_cannot_be_is_said_as_typed_only():
    found = find_when("on february 30", "on February 30", TUESDAY)

    assert found is not None
    assert found.as_slot() == {"text": "February 30"}


def test_on_a_sunday_this_weekend_is_what_is_left_of_it():
    found = find_when("this weekend", "this weekend", date(2026, 11, 29))

    assert found is not None
    assert (found.start, found.end) == (date(2026, 11, 29), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("plan 3 days", 3), ("two days please", 2), ("a weekend trip", 2), ("half a day", 0.5), ("one week", 7), ("two nights", 3),
        ("a three-day trip", 3), ("2.5 days", 2.5), ("两天一夜", 2), ("三日游", 3), ("玩半天", 0.5), ("五天四晚", 5), ("一个星期", 7),
        ("2天半", 2.5), ("3天", 3), ("how much is it", None), ("星期三去", None), ("12月3日到", None), ("三天后", None),
        ("three easy-going days", 3), ("2 nice slow days", 2), ("four lazy days", 4), ("5 jam-packed days", 5), ("one lazy day", 1), ("two nights three days", 3), ("3-4 slow days", 4), ("3 days more or less", 3),
        ("two old friends for days", None), ("300 a day", None), ("a rainy day", None), ("one sunny day", None), ("the 2 kids need slow days", None), ("two more lazy days", None),
        ("可以玩下礼拜二、三两天", 2), ("周五六两天", 2), ("三两天", 3), ("两三天", 3), ("三五天", 5), ("2、3日游", 3), ("11月28、29日", None), ("28日和29日", None), ("好吧那三天", 3), ("一天不够,改两天", 2), ("一天不够吗", 1),
        ("one day less", None), ("can we lose a day", None), ("5 days longer", None), ("3 days less walking", 3), ("swap the two days round", None), ("两天对调一下", None), ("减一日", None), ("加返一日啦", None), ("玩三天再加一天", 3),
    ],
)  # fmt: skip
def test_days_of_a_wish(text, days):
    assert find_days(text) == days


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("how do I get there from Guiyang?", "Guiyang"), ("from the south station to Xiasi", "south station"),
        ("从贵阳怎么去凯里", "贵阳"), ("從高鐵站到下司", "從高鐵站"[1:]), ("广州出发", "广州"), ("how much is it", None),
    ],
)  # fmt: skip
def test_origin_is_as_typed(text, origin):
    folded = text.lower().replace("從", "从").replace("鐵", "铁")

    assert find_origin(folded, text) == origin


@pytest.mark.parametrize(
    ("text", "budget"),
    [("budget of 2000 yuan", "2000 yuan"), ("we have 500 rmb per person", "500 rmb per person"), ("预算3000元", "3000元"), ("穷游", "穷游"), ("hello", None)],
)  # fmt: skip
def test_budget_is_as_typed(text, budget):
    assert find_budget(text, text) == budget


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("with my parents and two kids", ["children", "elderly"]), ("solo", ["alone"]), ("带爸妈和孩子", ["children", "elderly"]),
        ("my wife uses a wheelchair", ["couple", "wheelchair"]), ("一个人", ["alone"]), ("skids", []),
    ],
)  # fmt: skip
def test_party(text, party):
    assert load_lexicon().values("party", text) == party


@pytest.mark.parametrize(
    ("text", "named", "slots"),
    [
        ("xijiang without museums", [("xijiang", 0)], {"must_see": ["xijiang"], "avoid": ["museum"]}),
        ("不去西江", [("xijiang", 2)], {"avoid": ["xijiang"]}),
        ("不想爬山", [], {"avoid": ["mountains"]}),
        ("drop xiasi, add langde", [("xiasi", 5), ("langde", 16)], {"must_see": ["langde"], "avoid": ["xiasi"]}),
    ],
)
def test_wishes_are_told_from_what_is_not_wanted(text, named, slots):
    assert wish_slots(text, named, load_lexicon()) == slots

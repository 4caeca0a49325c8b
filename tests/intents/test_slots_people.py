import pytest

from intents.lexicon import load_lexicon
from intents.slots import days
from intents.slots.money import find_budget
from intents.slots.party import find_party

LEXICON = load_lexicon()


def find_days(folded):
    found = days.find_days(folded)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("four hungry nurses", "group"), ("we're 2 couples", "couple group"), ("a dance troupe of nine", "group"), ("just three of us", "group"), ("6 of us", "group"), ("party of 8", "group"),
        ("two people", "couple"), ("2 adults", "couple"), ("i'm 68 and have no phone", "elderly"), ("a 5yo and a 9yo", "children"), ("four mates", "group"), ("wife and i", "couple"),
        ("my gran", "elderly"), ("two oldies", "elderly"), ("toddlers in tow", "children"), ("solo female", "alone"), ("retirees", "elderly"), ("with our 8 month old", "children"),
        ("a hiking club of twenty", "group"), ("just the two of us", "couple"), ("my mum is 71", "elderly"), ("i'm in a wheelchair", "wheelchair"), ("we are six", "group"), ("for 2", "couple"),
        ("两个人玩四天", "couple"), ("俩人要多少", "couple"), ("我俩退休了", "couple elderly"), ("一家四口", "children group"), ("一家三口", "children"), ("一行八人", "group"), ("拢共二十二人", "group"),
        ("十来个人", "group"), ("我们十几个人", "group"), ("我妈68了", "elderly"), ("我爸72岁", "elderly"), ("俺们两个六十多的", "elderly"), ("三岁小孩", "children"), ("七十多岁的外婆", "elderly"),
        ("两公婆", "couple"), ("同条女过去", "couple"), ("带住两个bb", "children"), ("阿婆跟唔上", "elderly"), ("老豆老母", "elderly"), ("仔女", "children"), ("背包客一枚", "alone"), ("独自一人", "alone"),
        ("单位组织退休职工", "elderly group"), ("老年大学二十多号人", "elderly group"), ("驴友", "group"), ("闺蜜", "group"), ("同事成廿个人", "group"), ("一对情侣", "couple"), ("一个人去", "alone"),
        ("摄影协会", "group"), ("公司团建", "group"), ("坐轮椅", "wheelchair"), ("全家老小六口", "group"), ("我们三个", "group"), ("两大一小", "children"), ("学生两人三天", "couple"), ("gf and me", "couple"), ("3ppl", "group"),
    ],
)  # fmt: skip
def test_who_travels(text, party):
    found = " ".join(find_party(text, LEXICON)[0])

    assert found == party or (text == "全家老小六口" and "group" in found)


@pytest.mark.parametrize(
    "text",
    [
        "second class on the train", "how many people live here", "一个人多少钱", "每人多少", "18岁", "39度", "第三个人", "一个人少的苗寨", "多少人口", "外国人", "有8个苗寨", "leave me alone", "28路多久一班",
        "which ethnic groups live here", "a 300 year old temple", "哪家公司做的", "15 minutes walk", "it's 30 km", "650 years of history", "40 yuan", "8 villages", "2 nights", "成年人", "a miao family", "十二道酸味",
    ],
)  # fmt: skip
def test_numbers_that_are_no_travellers(text):
    assert find_party(text, LEXICON)[0] == []


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("up to 600 a night", "600 a night"), ("we want to splurge a bit", "splurge a bit"), ("nothing fancy", "nothing fancy"), ("$100 a day", "$100 a day"), ("under 300", "300"), ("two thousand yuan", "two thousand yuan"),
        ("100 rmb a head", "100 rmb a head"), ("budget: 5k", "5k"), ("300 yuan a day", "300 yuan a day"), ("cheap hostel", "cheap"), ("on a shoestring", "on a shoestring"), ("money is no object", "money is no object"),
        ("1000快钱能玩几天", "1000快钱"), ("两千块够不够", "两千块"), ("一万蚊够唔够使", "一万蚊"), ("我们不差钱", "不差钱"), ("两百以内的酒店", "两百以内"), ("穷学生,八百块钱", "八百块钱"),
        ("预算一个人两千人民币", "一个人两千人民币"), ("唔想太贵", "唔想太贵"), ("预算三百", "三百"), ("一千够不够", "一千"), ("预算一千五", "一千五"), ("穷游", "穷游"), ("平啲嘅", "平啲"), ("再省一点", "再省一点"),
        ("人均200", "人均200"), ("不超过五百", "五百"), ("豪华一点", "豪华"),
    ],
)  # fmt: skip
def test_money_as_typed(text, budget):
    found = find_budget(text)

    assert found is not None
    assert text[found.start : found.end] == budget


@pytest.mark.parametrize(
    "text",
    ["under 30 minutes", "两个人三天", "西江千户苗寨", "二十多号人", "budget for 3 days", "500米以内", "十分钟以内", "250公里左右", "without a hundred steps", "平时开吗", "路平不平", "in 2027", "百年老店", "two thousand years old"],
)  # fmt: skip
def test_numbers_that_are_no_money(text):
    assert find_budget(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("a long weekend", 3), ("3 days 2 nights", 3), ("3d2n", 3), ("三天两夜", 3), ("一整周的深度游", 7), ("half a day", 0.5), ("1day", 1), ("3days", 3), ("周末两天", 2), ("一日游", 1), ("day trip", 1),
        ("plan a day for me", 1), ("day and a half", 1.5), ("two-and-a-half days", 2.5), ("make it 4 days instead of 3", 4), ("三天改成两天", 2), ("san tian xingcheng", 3), ("liang tian pls", 2), ("48 hours in town", 2),
        ("十天", 10), ("四日行程", 4), ("得半日空档", 0.5), ("2日1夜", 2), ("三ri两夜", 3), ("玩一个礼拜", 7), ("a fortnight", 14), ("for 4 nights", 5), ("住三晚", 4), ("3-4 days", 4), ("国庆七天", 7), ("an afternoon free", 0.5),
        ("kids, four days, no rush", 4), ("weeklong trip", 7), ("两个星期", 14), ("一天半", 1.5), ("cut it down to two days", 2), ("in 2 days", 2), ("只有周六一天", 1), ("three full days", 3), ("a couple of days", 2), ("we have one week", 7),
    ],
)  # fmt: skip
def test_length_of_a_visit(text, days):
    assert find_days(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "300 yuan a day", "how many trains a day", "一天有几班车", "第二天去哪", "这两天下雨吗", "add one more day", "多玩一天", "再多排一天", "di er tian", "一天三百够不够", "a week before the festival", "前一周提醒我",
        "提前三天提醒", "running over my 30 days by one", "240 hour transit", "day two add a village", "一周几班", "12月3日到", "5日到7日", "move it to the weekend", "预算每天三百", "一天多少钱", "一晚多少钱", "the other day",
        "day after tomorrow", "plan my days", "day 3 needs a museum", "fish two nights running", "a night market", "a two-day-old baby", "下周去", "周边游", "上一周",
    ],
)  # fmt: skip
def test_days_that_are_no_length(text):
    assert find_days(text) is None

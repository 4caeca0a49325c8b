import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.lexicon import load_lexicon
from intents.line import Line, plain_line
from intents.model import Span
from intents.slots.every import find_slots

TODAY = date(2026, 11, 24)
LEXICON = load_lexicon()
MARK = re.compile(r"\{([^:{}]+):([a-z_]+)\}")


def marked(text: str) -> Line:
    """The line in which `{xijiang:place}` is a name of that kind; an id is the name itself."""
    plain, spans, done = "", [], 0
    for match in MARK.finditer(text):
        plain += text[done : match.start()]
        ids = () if match[2] in ("town", "outside") else (match[1].lower(),)
        spans.append(Span(len(plain), len(plain) + len(match[1]), ids, match[2], 100.0, "exact"))
        plain += match[1]
        done = match.end()
    plain += text[done:]
    return plain_line(plain, plain.lower(), spans)


def slots(text: str):
    line = marked(text)
    named = [(span.ids[0], span.start) for span in line.spans if span.ids]
    return find_slots(line, named, LEXICON, TODAY)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("how do I get to {Kaili:town} from {Guiyang:outside}?", "Guiyang"), ("{Chongqing:outside} to {kaili:town} train", "Chongqing"),
        ("{guiyang:outside} 2 {kaili:town} how", "guiyang"), ("{Wuhan:outside} {kaili:town} gaotie how long", "Wuhan"),
        ("{changsha:outside} 到 {kaili:town} gaotie duojiu", "changsha"), ("zenme 从 {guiyang:outside} 到 {basha:place}", "guiyang"),
        ("wo zai {guiyang:outside} bei, 到 {xiasi:place} 怎么转车", "guiyang bei"), ("coach {Guilin:outside} -> {Kaili:town}", "Guilin"),
        ("Second class on the {Guiyang:outside} to {Kaili:town} high-speed train", "Guiyang"),
        ("We're in {Hong Kong:outside} till the 5th, then {Kaili:town}. Best connection by rail?", "Hong Kong"),
        ("We land at {Longdongbao:hub} around noon and want to go straight to {Xijiang:place}", "Longdongbao"),
        ("I'm staying in {Zhenyuan:place} and want to get over to {Yuntai Mountain:place}", "Zhenyuan"),
        ("{kaili south station:hub} to the {Miao-Dong garden:place}, best way?", "kaili south station"),
        ("bus to {zhenyuan:place} from the train station?", "train station"), ("from the airport to {Xiasi:place} by taxi", "airport"),
        ("taxi from my hotel to {Xiasi:place}", "my hotel"), ("flights from {Guiyang:outside} airport", "Guiyang airport"),
        ("last bus back from {Langde:place}?", "Langde"), ("train station to {xiasi:place} how far", "train station"),
        ("{贵阳:outside}到{凯里:town}怎么走", "贵阳"), ("{台北:outside}去{凯里:town}要怎么搭飞机", "台北"), ("{西安:outside}飞{凯里:town}有没有航班", "西安"),
        ("{台盘村:place}离{凯里:town}城远吗", "台盘村"), ("{西江:place}回{凯里:town}的末班车是几点", "西江"), ("{广州:outside}揸车去{凯里:town}要几耐", "广州"),
        ("我们人在{桂林:outside},后天想过去{凯里:town}", "桂林"), ("早上在{都匀:outside},下午想到{丹寨万达小镇:place}", "都匀"),
        ("我住{大十字:place}附近,过去{石桥:place}揸车要几耐", "大十字附近"), ("{黄平机场:hub}出来怎么上市里", "黄平机场"),
        ("{深圳:outside}过来有直达的动车吗", "深圳"), ("{贵阳:outside}坐高铁到{凯里南:hub}票价多少", "贵阳"), ("{重庆:outside}有没有直达{凯里:town}的火车", "重庆"),
        ("从高铁站到{下司:place}怎么走", "高铁站"), ("高铁站打车去{西江:place}多少钱", "高铁站"), ("从{贵阳:outside}北直接去{西江:place}怎么坐车", "贵阳北"),
        ("初六回{广州:outside},{凯里:town}出发的火车好买票不", "凯里"), ("{成都:outside}自己开车到{凯里:town}要多久", "成都"), ("贵杨到{凯里:town}怎么去最快", "贵杨"),
        ("{changsha:outside}过嚟{kaili:town}有冇train", "changsha"), ("{西江:ride}到{郎德:place}有班车吗", "西江"), ("{怀化:outside}至{凯里:town}的长途客运", "怀化"), ("我喺{深圳:outside}出发,点去{凯里:town}", "深圳"),
    ],
)  # fmt: skip
def test_a_ride_starts_where_the_line_says(text, origin):
    assert slots(text).get("from") == origin


@pytest.mark.parametrize(
    "text",
    [
        "how do I get to {Kaili:town}?", "{西江:place}怎么去", "remove {Xijiang:place} from my plan", "what souvenirs are there apart from silver",
        "how much is {Xiasi:place}", "trip from friday to sunday", "from 3 to 5 december", "how far is it from here", "{凯里:town}有飞机场吗",
        "去{贵阳:outside}的高铁", "帮我排一个五天的{东京:outside}行程", "{加拿大:outside}护照过境免签可以去{凯里:town}吗", "我是{美国:outside}人,能坐高铁吗",
        "please leave out spicy food stops", "notify {us a:outside} week ahead", "{从江:place}好玩吗", "自驾去{西江:place}方便吗", "喺{凯里:town}用唔用到滴滴", "有没有自由行攻略",
        "{东站班车:ride}到{西江:place}的时间", "删掉{镇远:place},加返{肇兴:place}", "do I have to leave by noon", "{kailli:town} good in february {or nto:outside}",
    ],
)  # fmt: skip
def test_no_ride_or_no_start_of_one_is_no_origin(text):
    assert "from" not in slots(text)


@pytest.mark.parametrize(
    ("text", "must_see", "avoid"),
    [
        ("swap {Xijiang:place} for {Langde:place} on the plan", ["langde"], ["xijiang"]), ("replace {Xijiang:place} with {Langde:place}", ["langde"], ["xijiang"]),
        ("{Langde:place} instead of {Xijiang:place}", ["langde"], ["xijiang"]), ("drop {Xiasi:place}, add {Langde:place}", ["langde"], ["xiasi"]),
        ("take {Xijiang:place} out of the plan", None, ["xijiang"]), ("{Xijiang:place} isn't needed", None, ["xijiang"]),
        ("skip {Xijiang:place} and {Langde:place}", None, ["xijiang", "langde"]), ("don't drop {Xijiang:place}... no, remove {Langde:place}", None, None),
        ("we don't want to miss {Xijiang:place}", ["xijiang"], None), ("never been to {Xijiang:place}, plan a day there", ["xijiang"], None),
        ("把{镇远:place}从行程拿掉,换成{郎德:place}", ["郎德"], ["镇远"]), ("第二天{西江:place}换成{郎德:place}行不行", ["郎德"], ["西江"]),
        ("{西江:place}就不去了人太多", None, ["西江", "crowds"]), ("行程里把{镇远:place}删了吧,太绕", None, ["镇远"]), ("{肇兴:place}不要了", None, ["肇兴"]),
        ("{西江:place}和{镇远:place}都不去了", None, ["西江", "镇远"]), ("不去{西江:place}去{郎德:place}", ["郎德"], ["西江"]), ("把{雷公山:place}换做{石桥:place}", ["石桥"], ["雷公山"]),
        ("不能错过{西江:place}", ["西江"], None), ("有没有包含{西江:place}的行程", ["西江"], None), ("{西江:place}一定要去,{镇远:place}要不要去随便", ["西江", "镇远"], None),
        ("除了{西江:place}还想去{郎德:place}", ["西江", "郎德"], None), ("唔去{西江:place}", None, ["西江"]), ("第二天加上{郎德上寨:place}", ["郎德上寨"], None),
        ("bu yao {xijiang:place}", None, ["xijiang"]), ("xijiang without museums", None, ["museum"]),
    ],
)  # fmt: skip
def test_what_is_wanted_is_told_from_what_is_not(text, must_see, avoid):
    found = slots(text)

    if must_see is not None or avoid is not None:
        assert (found.get("must_see"), found.get("avoid")) == (must_see, avoid)


@pytest.mark.parametrize(
    ("text", "avoid"),
    [
        ("plan 2 days, no big staircases", ["stairs"]), ("change plan: no mountains", ["mountains"]), ("my knees are bad, plan a day", ["stairs"]),
        ("two days without crowds or stairs", ["crowds", "stairs"]), ("Take out anything with stairs", ["stairs"]), ("a plan with zero crowds", ["crowds"]),
        ("nothing spicy please", ["spicy"]), ("a place that isn't spicy", ["spicy"]), ("no temples", ["religious"]), ("别给我排爬山的项目啦,膝盖不行", ["mountains", "stairs"]),
        ("走不了太多台阶,安排四天", ["stairs"]), ("唔好排太多楼梯", ["stairs"]), ("个行程唔好要行山part,我扭亲脚", ["mountains", "stairs"]), ("不要辣的餐厅", ["spicy"]),
        ("可以把行程里的爬山都删掉吗", ["mountains"]), ("不想去博物馆", ["museum"]), ("我唔食得辣", ["spicy"]), ("没有台阶的地方", ["stairs"]), ("西江太挤了,换个地方", ["crowds"]),
    ],
)  # fmt: skip
def test_words_that_are_not_wanted(text, avoid):
    assert slots(text).get("avoid") == avoid


@pytest.mark.parametrize(
    "text",
    ["有没有台阶", "辣不辣", "are there stairs", "多少台阶要爬", "有无障碍设施吗,要爬山吗", "why not a museum", "特别多博物馆", "not far from the mountains", "is it spicy"],
)  # fmt: skip
def test_a_question_is_no_refusal(text):
    assert "avoid" not in slots(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("need a bed tonight, dorm is fine", "guesthouse"), ("cheap hostel {kaili:town}", "guesthouse"), ("今晚没地儿睡了,有青旅床位吗", "guesthouse"),
        ("找个村里的农家住三晚", "homestay"), ("which sights are close by", "sights"), ("anything good to eat near me", "food"), ("closest toilet to me", "toilet"),
        ("wo fujin you shenme chi de", "food"), ("我附近哪有停车场", "parking"), ("旁边有药店没", "pharmacy"), ("最近的取款机", "atm"), ("离我最近的公厕在哪", "toilet"),
        ("any horse racing or wrestling", "horse_race"), ("is there live music tomorrow", "music"), ("听日有边度趁墟", "market"), ("what other hotpots exist", "hotpot"),
        ("侗家特色菜推荐几道", "dong"), ("夜宵都吃些什么", "snack"), ("甜点有哪些", "sweet"), ("黑暗料理有没有,越猎奇越好", "adventurous"), ("waterfalls, gorges, that sort of thing", "nature"),
        ("dong villages list", "dong_village"), ("不用钱的景点清单", "free"), ("where to buy batik scarfs", "batik"), ("真银镯子上哪买", "silver"), ("想买一小块老绣片", "embroidery"),
        ("民族手工艺品哪里扫", "crafts"), ("土特产超市在哪", "mall"), ("museums in {kaili:town}", "museum"), ("停车方便的酒店", "hotel"), ("rainy day with kids", "rainy_day"), ("free attractions", "free"),
        ("nature rather than villages", "nature"), ("hotels near the museum", "hotel"), ("{酸汤:dish}系列有哪些", "sour"), ("what to do in {xiasi old town:place}", None),
        ("下面怎么走", None), ("里面有什么", None), ("is there free wifi", None), ("how do I get to {xijiang:place}", None),
    ],
)  # fmt: skip
def test_kind_is_a_tag(text, kind):
    assert slots(text).get("kind") == kind


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("one day between trains arriving {Kaili South:hub} 9am, what's the best use of it", "Kaili South 9am"),
        ("plan a day starting at the high-speed station at 9 am", "high-speed station at 9 am"), ("start later each morning, we're not up before ten", "later each morning"),
        ("plan 2 days, we set off from {Xiasi:place}", "Xiasi"), ("早上七点高铁到,一天行程", "早上七点高铁到"), ("得一日,朝早八点喺{大十字:place}出发", "朝早八点喺大十字"),
        ("每天改晚一点出发啦", "晚一点"), ("从{凯里:town}南站出发玩两天", "凯里南站"), ("plan three days", None), ("什么时候开始报名", None),
    ],
)  # fmt: skip
def test_start_is_place_and_hour_as_typed(text, start):
    assert slots(text).get("start") == start


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("in 45 minutes or do I need longer", "45 minutes"), ("does it fit in an hour", "an hour"), ("does the 240 hour transit cover kaili", "240 hour"),
        ("running over my 30 days by one", "30 days"), ("within a ten minute walk", "ten minute"), ("走路十分钟能到的小吃", "走路十分钟"), ("身边五百米内能逛的", "五百米内"),
        ("name me three dishes", "three dishes"), ("is 300 kuai too much for a room", "300 kuai"), ("how much is it", None), ("现在几点", None), ("plan 3 days and 2 hours of hiking", "2 hours"),
    ],
)  # fmt: skip
def test_amount_is_a_number_that_no_other_slot_took(text, amount):
    assert slots(text).get("amount") == amount


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("a lazy 2 day trip", "relaxed"), ("4 days w my gran slow pace", "relaxed"), ("slower please its too rushed", "relaxed"), ("not too packed", "relaxed"),
        ("刚才那个安排太赶了,松快点儿", "relaxed"), ("太赶了 满一点", "relaxed"), ("别太赶", "relaxed"), ("三天两夜,不要太操", "relaxed"), ("同条女过去hea两日", "relaxed"), ("唔好咁赶", "relaxed"), ("唔要咁赶,每日行少啲", "relaxed"),
        ("想行到尽", "packed"), ("特种兵打法,一天刷完", "packed"), ("see as much as possible", "packed"), ("the plan is too slow", "packed"), ("想塞满满", "packed"),
        ("normal pace", "normal"), ("is there a slow train", None), ("three full days", None), ("赶集去哪里", None), ("fast train to kaili", None),
    ],
)  # fmt: skip
def test_pace(text, pace):
    assert slots(text).get("pace") == pace


def test_one_line_fills_many_slots():
    found = slots(
        "Plan 3 days for two adults from friday, budget 2000 yuan, relaxed, {Xijiang:place} but no museums, we love food"
    )

    assert found["days"] == 3
    assert found["party"] == ["couple"]
    assert found["budget"] == "2000 yuan"
    assert found["pace"] == "relaxed"
    assert found["must_see"] == ["xijiang"]
    assert found["avoid"] == ["museum"]
    assert found["interests"] == ["food"]
    assert found["when"]["start"] == "2026-11-27"


def test_add_names_a_kind_that_the_plan_shall_hold():
    assert slots("Add a spot of night life to the plan")["must_see"] == ["night"]


def test_a_weekday_in_a_name_is_no_date():
    assert "when" not in slots("when is the {Kaili Sunday market:event}")


def test_from_friday_to_sunday_is_three_days():
    assert slots("plan from friday to sunday")["days"] == 3


def test_a_place_comes_before_a_dish():
    assert slots("where to eat {sour soup fish:dish} in {Xijiang:place}")["place"] == "xijiang"


def test_slots_are_in_the_visitors_own_script():
    line = plain_line(
        "從貴陽到凱里,預算三千塊",
        "从贵阳到凯里,预算三千块",
        [Span(1, 3, (), "outside", 100.0, "exact"), Span(4, 6, (), "town", 100.0, "exact")],
    )
    found = find_slots(line, [], LEXICON, TODAY)

    assert (found["from"], found["budget"]) == ("貴陽", "三千塊")


PIECES = [
    "a",
    "the",
    "to",
    "2",
    "day",
    "三",
    "天",
    "十",
    "百",
    "从",
    "到",
    "去",
    "人",
    "点",
    "岁",
    "不",
    "去",
    "一",
    "个",
    "-",
    ".",
    ",",
    "from",
    "plan",
    "and",
    "yuan",
    "块",
    "月",
    "号",
    "start",
    "not",
    "with",
    "在",
    "周",
    "1",
    "99",
    "people",
    "of",
    "us",
    "till",
    "半",
]


@settings(max_examples=150, deadline=200)
@given(st.lists(st.sampled_from(PIECES), max_size=200), st.booleans())
def test_any_line_is_read_quickly_and_without_an_error(pieces, spaced):
    text = (" " if spaced else "").join(pieces)[:400]

    assert isinstance(find_slots(plain_line(text, text), [], LEXICON, TODAY), dict)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "十",
        "a ",
        "3 days ",
        "from ",
        "不",
        "从a",
        "two ",
        "12/",
        "三月",
        "号",
        "start ",
        "and ",
        "一个人",
        "to ",
        "很",
        "百",
        " ",
    ],
)
def test_repeated_words_take_no_time(unit):
    text = (unit * 400)[:400]
    began = time.process_time()
    find_slots(plain_line(text, text), [], LEXICON, TODAY)

    assert (time.process_time() - began) * 1000 < 60

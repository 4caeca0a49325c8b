from datetime import date

import pytest

from bot.dialogue.turn import Guide

TODAY = date(2026, 11, 24)


def subjects(guide: Guide, text: str) -> list[str]:
    return list(guide.understander.understand(text, TODAY).subjects)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("How much is Xiasi?", ["xiasi"]),
        ("下司古镇门票多少钱", ["xiasi"]),
        ("下司古鎮門票多少錢", ["xiasi"]),
        ("how do i get to xia si", ["xiasi"]),
        ("xiasi guzhen zenme qu", ["xiasi"]),
        ("tickets for xijang", ["xijiang"]),
        ("西將千户苗寨怎么去", ["xijiang"]),
        ("酸湯漁是用什麼做的", ["sour_soup_fish"]),
        ("when is sisters festival", ["sisters_festival"]),
        ("miao年什么时候", ["miao_new_year"]),
        ("is the museum free", ["qiandongnan_museum"]),
        ("how do i get to the high speed station", ["kaili_south_station"]),
        ("what is bus 28's fare", ["ride_bus_28"]),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(guide, text, ids):
    assert subjects(guide, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Xiasi or Xijiang, which is better?", ["xiasi", "xijiang"]),
        ("从凯里南站到下司怎么走", ["kaili_south_station", "xiasi"]),
        ("镇远和肇兴哪个好玩", ["zhenyuan", "zhaoxing"]),
    ],
)
def test_two_names_are_found_in_their_order(guide, text, ids):
    assert subjects(guide, text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "三岁小孩吃什么好", "凯里报警打什么电话", "凯里哪里有取款机", "什么季节去最好", "museums in Kaili", "what should I eat here",
        "is there a taxi app", "凯里那边开销大不大", "how is the weather in march", "你好",
    ],
)  # fmt: skip
def test_plain_words_are_no_names(guide, text):
    assert [one for one in subjects(guide, text) if not one.startswith("ride_")] == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [("村BA什么时候打", ["village_ba"]), ("绣里淘几点开门", ["xiulitao"]), ("绣里淘下次是哪天", ["xiulitao_market"])],
)
def test_a_shared_name_gives_the_entry_the_intent_is_about(guide, text, ids):
    assert subjects(guide, text) == ids


def test_a_county_beside_an_event_is_no_subject(guide):
    assert subjects(guide, "when is the Miao New Year in Leishan") == ["miao_new_year"]


def test_the_town_and_practical_topics_never_count(guide):
    assert subjects(guide, "what is the weather like in Kaili") == []

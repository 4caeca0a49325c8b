"""What is near: in order, no finer than the map knows it, with what is open; and positions are forgotten."""

import json
import re
from dataclasses import asdict

import pytest
from conftest import at
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import answer
from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.jsonl import reply_object
from bot.render.text import text
from content.travel import distance_km

LANGUAGES = ("en", "zh", "zh-Hant")
CENTRE = (26.58, 107.98)
OLD_TOWN = (26.5170, 107.7830)
EVENING = at("2026-11-27 18:00")  # a Friday: the show is on, the museum is shut
TOLD_KM = re.compile(r"([\d.]+) ?(?:km|公里)")
TOLD_METRES = re.compile(r"\d+ (?:m\b(?!in))|\d+米")
DIRECTION = re.compile(r"\b(?:north|south|east|west)\b|[东東]边|西边|南边|北边|以[东東南西北]", re.IGNORECASE)


@pytest.fixture
def near_me(guide):
    """A function: the reply to "near me" at a point."""

    def reply(point, *, language="en", said="", now=EVENING, **slots):
        return answer(Question("find_nearby", (), slots, said, point), guide.desk(language, now))

    return reply


def entries_of(reply):
    return [line for line in reply.lines if line.startswith("•")]


def told_distances(reply):
    return [float(found[1]) for line in entries_of(reply) if (found := TOLD_KM.search(line))]


around_the_town = st.tuples(
    st.floats(26.0, 27.1, allow_nan=False), st.floats(107.4, 108.6, allow_nan=False), st.sampled_from(LANGUAGES)
)


@given(around_the_town)
@settings(max_examples=60, deadline=None)
def test_lines_are_in_the_order_of_the_distances_they_tell(guide, where):
    lat, lon, language = where
    reply = answer(Question("find_nearby", position=(lat, lon)), guide.desk(language, EVENING))

    assert told_distances(reply) == sorted(told_distances(reply))


@given(around_the_town)
@settings(max_examples=60, deadline=None)
def test_only_an_exact_point_is_told_in_metres_or_tenths(guide, where):
    lat, lon, language = where
    desk = guide.desk(language, EVENING)
    reply = answer(Question("find_nearby", position=(lat, lon)), desk)

    coarse = [
        desk.name(entry)
        for entry in guide.catalogue
        if (point := guide.catalogue.point(entry)) and point.precision != "exact"
    ]
    for line in entries_of(reply):
        if any(line.startswith((f"• {name}: ", f"• {name}：")) for name in coarse):
            assert not TOLD_METRES.search(line)
            assert not re.search(r"\d\.\d", line)


@given(around_the_town)
@settings(max_examples=40, deadline=None)
def test_what_has_but_an_area_is_told_in_its_area_and_without_a_distance(guide, where):
    lat, lon, language = where
    desk = guide.desk(language, EVENING)
    reply = answer(Question("find_nearby", (), {"kind": "food"}, "", (lat, lon)), desk)

    areas = [
        desk.name(entry)
        for entry in guide.catalogue.of_kind("eatery")
        if (point := guide.catalogue.point(entry)) and point.precision == "area"
    ]
    lines = [line for line in entries_of(reply) if any(name in line for name in areas)]
    assert all(not TOLD_KM.search(line) and not TOLD_METRES.search(line) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_direction_is_told(guide, near_me, language):
    told = "\n".join(entries_of(near_me(CENTRE, language=language)))
    for entry in guide.catalogue:
        told = told.replace(guide.desk(language, EVENING).name(entry), "")

    assert not DIRECTION.search(told)


def test_an_exact_point_nearby_is_told_in_steps_of_a_hundred_metres_and_minutes_on_foot(guide, near_me):
    point = guide.catalogue.point(guide.catalogue.get("xijiang"))
    reply = near_me((point.lat + 0.003, point.lon))

    assert distance_km(point.lat + 0.003, point.lon, point.lat, point.lon) == pytest.approx(0.33, abs=0.01)
    assert "about 300 m, about 5 min on foot" in reply.lines[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_says_whether_it_is_open_and_until_when(guide, near_me, language):
    morning = near_me(CENTRE, language=language, now=at("2026-11-27 10:00"), kind="museum")
    evening = near_me(CENTRE, language=language, kind="museum")

    assert "17:00" in morning.lines[0]
    assert "09:00" in evening.lines[0]
    assert {fact.about for fact in morning.facts} == {"hours"}
    assert morning.citations


def test_unknown_hours_are_said_once(guide, near_me):
    reply = near_me(OLD_TOWN)

    assert text(reply).count("I don't know") == 1


@pytest.mark.parametrize(
    ("said", "language"),
    [("what is open near me now", "en"), ("附近现在还有什么开着", "zh"), ("附近有咩開緊", "zh-Hant")],
)
def test_open_now_puts_what_is_open_first(guide, near_me, said, language):
    words = guide.words[language]
    plain, asked = near_me(CENTRE, language=language), near_me(CENTRE, language=language, said=said)
    always = words.say("nearby.always")

    assert always not in plain.lines[0]
    assert always in asked.lines[0]
    assert asked.head == words.say("nearby.you_open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_show_of_this_evening_is_near_with_its_hour(guide, near_me, language):
    name = guide.desk(language, EVENING).name(guide.catalogue.get("village_t"))
    told = next(line for line in near_me(CENTRE, language=language).lines if name in line)

    assert "19:00" in told
    assert not any(name in line for line in near_me(CENTRE, language=language, now=at("2026-11-27 23:30")).lines), (
        "it is over"
    )
    assert not any(name in line for line in near_me(CENTRE, language=language, now=at("2026-11-24 18:00")).lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["toilet", "parking", "pharmacy", "atm"])
def test_what_the_guide_has_no_list_of_is_said_so_and_searched_for(guide, near_me, kind, language):
    reply = near_me(OLD_TOWN, language=language, kind=kind)
    searched = [button.url for button in reply.buttons if button.url]

    assert entries_of(reply) == []
    assert guide.catalogue.reference.vocabulary.tags[kind].text.say(language) in reply.head.lower()
    assert len(searched) == 1
    assert searched[0].startswith("https://uri.amap.com/search?keyword=%")


def test_what_sources_say_of_parking_at_the_nearest_place_is_told(near_me):
    reply = near_me(OLD_TOWN, kind="parking")

    assert "car parks" in reply.lines[0]
    assert reply.citations
    assert [fact.subject for fact in reply.facts] == ["xiasi"]


@pytest.mark.parametrize("kind", ["museum", "night_market", "hotel", "food", "sights", "miao_village"])
def test_a_kind_leaves_out_all_others(guide, near_me, kind):
    whole = {"hotel": "lodging", "food": "eatery", "sights": "place"}
    reply = near_me(CENTRE, kind=kind)

    assert reply.listed
    for one in reply.listed:
        entry = guide.catalogue.get(one)
        assert entry.kind == whole.get(kind) or kind in entry.tags


@pytest.mark.parametrize(
    "point",
    [
        (0.0, 0.0),
        (90.0, 0.0),
        (-90.0, 180.0),
        (31.2, 121.4),
        (float("nan"), 107.98),
        (float("inf"), 1e300),
        (999.0, 107.98),
        (-26.58, -72.02),
    ],
)
@pytest.mark.parametrize("kind", [None, "toilet", "food"])
def test_far_away_or_nowhere_is_told_friendly(guide, near_me, point, kind):
    slots = {"kind": kind} if kind else {}

    assert near_me(point, **slots).head == guide.words["en"].say("nearby.nothing", town="Kaili")


@given(around_the_town, st.data())
@settings(max_examples=60, deadline=None)
def test_every_kind_is_answered_everywhere_with_a_first_line_and_sources(guide, where, data):
    lat, lon, language = where
    kind = data.draw(st.sampled_from([*guide.catalogue.reference.vocabulary.tags, "no_such_kind"]))
    desk = guide.desk(language, EVENING)
    reply = answer(Question("find_nearby", (), {"kind": kind}, "open now", (lat, lon)), desk)

    assert reply.head.strip()
    assert len(entries_of(reply)) <= 8
    assert not reply.facts or reply.citations or reply.remarks


def test_only_a_station_within_reach_is_no_sight(near_me, guide):
    airport = guide.catalogue.point(guide.catalogue.get("guiyang_airport"))

    assert "don't know where the nearest is" in near_me((airport.lat, airport.lon), kind="sights").head


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_an_eatery_is_near_its_area_and_says_so(guide, language):
    desk = guide.desk(language, EVENING)
    reply = answer(Question("nearby", ("dongalao",)), desk)

    assert desk.name(guide.catalogue.get("kaili")) in reply.head


def test_a_published_drive_is_cited_and_marked(guide):
    reply = answer(Question("nearby", ("kaili_centre_night",), {"kind": "miao_village"}), guide.desk("en", EVENING))
    marked = [line for line in reply.lines if "published" in line]

    assert marked
    assert "getting_there" in {fact.about for fact in reply.facts}


def test_what_is_near_a_place_with_its_own_event_does_not_list_that_event(guide):
    reply = answer(Question("nearby", ("village_t",)), guide.desk("en", EVENING))

    assert not any("19:00" in line for line in reply.lines)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("where is the nearest car park?", "parking"), ("离我最近的停车场在哪", "parking"), ("最近嘅廁所喺邊", "toilet")],
)
def test_a_position_sent_after_the_question_answers_that_question(guide, asked, kind):
    first = take_turn(guide, Incoming("c", text=asked), ChatState(), EVENING)
    second = take_turn(guide, Incoming("c", position=OLD_TOWN), first.state, EVENING)
    third = take_turn(guide, Incoming("c", position=OLD_TOWN), second.state, EVENING)

    assert second.slots == {"kind": kind}
    assert second.language == first.language
    assert entries_of(second.reply) == []
    assert third.slots == {}, "what was asked is answered once"


def test_open_now_is_remembered_until_the_position_comes(guide):
    first = take_turn(guide, Incoming("c", text="what's open near me?"), ChatState(), EVENING)
    second = take_turn(guide, Incoming("c", position=CENTRE), first.state, EVENING)

    assert second.reply.head == guide.words["en"].say("nearby.you_open")
    assert second.state.choice_text == ""


@pytest.mark.parametrize(
    ("asked", "place"),
    [("what is near me?", "Xiasi"), ("nearest parking", "I'm at Xiasi"), ("附近有停车场吗", "我在下司")],
)
def test_a_place_named_in_place_of_the_position_will_do(guide, asked, place):
    first = take_turn(guide, Incoming("c", text=asked), ChatState(), EVENING)
    second = take_turn(guide, Incoming("c", text=place), first.state, EVENING)

    assert (second.intent, second.subjects) == ("nearby", ("xiasi",))


def test_other_questions_after_it_are_answered_as_asked(guide):
    first = take_turn(guide, Incoming("c", text="what is near me?"), ChatState(), EVENING)
    second = take_turn(guide, Incoming("c", text="how much is Xiasi?"), first.state, EVENING)

    assert second.intent == "tickets"


@pytest.mark.parametrize(
    "asked", ["what's near me?", "nearest toilet", "food near me", "附近还有什么开着", "附近有酒店嗎"]
)
def test_nothing_of_a_position_is_left_after_its_answer(guide, asked):
    point = (26.58173, 107.98341)
    state = take_turn(guide, Incoming("c", text=asked), ChatState(), EVENING).state
    turn = take_turn(guide, Incoming("c", position=point), state, EVENING)

    left = json.dumps([asdict(turn.state), reply_object(turn.reply), asdict(turn.reply), turn.slots], default=str)
    assert not re.search(r"26\.58|107\.98|58173|98341", left)


@pytest.mark.parametrize("kind", ["food", "noodles", "night_market", "viral"])
def test_what_is_not_for_visitors_is_near_nobody_and_what_only_old_pages_know_comes_last(guide, near_me, kind):
    listed = [guide.catalogue.get(i) for i in near_me(CENTRE, kind=kind).listed]
    old = ["old" in entry.tags for entry in listed if entry.kind == "eatery"]

    assert all("not_for_visitors" not in entry.tags for entry in listed)
    assert old == sorted(old)

"""Food routes of the real guide, stop by stop: what a visitor reads and can press."""

import re

import pytest
from conftest import at

from bot.answers import answer
from bot.answers.desk import Question
from bot.render.text import text
from content.fitting import Wishes
from content.walks import walk

LANGUAGES = ("en", "zh", "zh-Hant")
LONGEST = 1200
ALLERGENS = ("peanuts", "fish", "egg", "soy", "wheat", "alcohol")


@pytest.fixture(scope="module")
def routes(guide):
    return [entry for entry in guide.catalogue.of_kind("food_route") if entry.stops]


@pytest.fixture
def shown(guide):
    def show(route, language="en", now="2026-11-24 10:00", **question):
        slots = question.pop("slots", {})
        return answer(Question("legs", (route,), slots, **question), guide.desk(language, at(now)))

    return show


def on(day):
    return {"when": {"start": day, "end": day, "text": "then"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_route_fits_a_phone(routes, shown, language):
    lengths = {route.id: len(text(shown(route.id, language))) for route in routes}

    assert {route: length for route, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_line_says_whose_it_is_and_the_whole_time(guide, routes, shown, language):
    words = guide.words[language]
    for route in routes:
        reply = shown(route.id, language, slots=on("2026-11-27"))
        done = walk(guide.catalogue, route, at("2026-11-27 00:00").date())

        assert f"{done.begin:%H:%M}–{done.end:%H:%M}" in reply.head
        assert (words.duration(done.wait_min) in reply.head) is (done.wait_min > 0)
        assert str(len(done.halts)) in reply.head
        assert ("not official" if language == "en" else "不是官方") in reply.head


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_tells_of_each_route_the_same_hours_as_its_first_line(guide, routes, shown, language):
    lines = answer(Question("list_routes"), guide.desk(language, at("2026-11-24 10:00"))).lines
    for route in routes:
        told = re.search(r"\d\d:\d\d–\d\d:\d\d", shown(route.id, language).head)[0]

        assert [line for line in lines if route.names.text.say(language) in line and told in line]


@pytest.mark.parametrize("now", ["2026-11-27 12:00", "2026-11-28 12:00", "2026-11-28 14:40"])
def test_lunch_is_eaten_where_the_afternoon_is_free(shown, now):
    told = text(shown("friday_craft_catwalk", now=now, slots=on(now[:10])))

    assert re.search(r"\d\. 1[2-4]:\d\d Lianghuanzhai", told)
    assert "Lianghuanzhai" not in told[told.find("Too late for") :]


def test_from_the_late_afternoon_on_lunch_becomes_dinner(shown):
    told = text(shown("xiasi_river", slots={"start": "5pm"}))

    assert re.search(r"17:\d\d Xiasi Great Wharf.*for dinner", told)


def test_what_is_on_says_as_of_when_and_what_is_known_from_summer_that_one_should_ask(shown):
    winter, summer = (text(shown("friday_craft_catwalk", slots=on(day))) for day in ("2026-11-27", "2026-07-03"))

    assert "Village T is on: Fri, Sat, Sun 19:00–21:30, as of July 2025; check" in winter
    assert "reported in summer; ask" in winter
    assert "reported in summer" not in summer


@pytest.mark.parametrize(
    ("language", "asks"), [("en", "vegetarian: ask"), ("zh", "荤素请先问"), ("zh-Hant", "葷素請先問")]
)
def test_vegetarians_are_told_to_ask_at_the_sweets_and_pastries(shown, language, asks):
    lines = shown("city_sour_day", language, slots={"kind": "vegetarian"}).lines
    sweets = [line for line in lines if line[:2] in ("3.", "5.")]

    assert len(sweets) == 2
    assert all(asks in line for line in sweets)


def test_no_allergen_is_cut_from_a_line(guide, routes, shown):
    labels = guide.catalogue.reference.vocabulary.contains
    for route in routes:
        done = walk(guide.catalogue, route, at("2026-11-27 00:00").date())
        lines = [line for line in shown(route.id, slots=on("2026-11-27")).lines if line[:1].isdigit()]
        for halt, line in zip(done.halts, lines, strict=True):
            inside = halt.fit.dish.diet.contains if halt.fit.dish else ()
            told = [word for word in inside if word in ALLERGENS and labels[word].en not in halt.fit.dish.names.en]

            assert [word for word in told if labels[word].en not in line] == []


@pytest.mark.parametrize("wished", [{"kind": "vegetarian"}, {"avoid": ["fish", "pork"]}, {"start": "15:30"}])
def test_a_route_as_wished_fits_a_phone(routes, shown, wished):
    lengths = {route.id: len(text(shown(route.id, now="2026-11-28 12:00", slots=wished))) for route in routes}

    assert {route: length for route, length in lengths.items() if length > LONGEST} == {}


def test_the_way_to_where_one_wants_to_be_in_the_end_counts(shown):
    plain, onward = (shown("xiasi_river", goal=goal) for goal in (None, "xijiang"))
    end = {reply: re.search(r"–(\d\d:\d\d)", reply.head)[1] for reply in (plain, onward)}

    assert end[onward] > end[plain]
    assert f"there about {end[onward]}" in text(onward)


@pytest.mark.parametrize("asks", ["length", "begin", "day", "official", "after", "stop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_question_gets_a_short_answer_and_a_button_for_the_whole(routes, shown, language, asks):
    for route in routes:
        short, whole = shown(route.id, language, asks=asks, stop=1), shown(route.id, language)

        assert len(short.lines) < 6
        assert len(text(short)) < len(text(whole)) * 2 / 3
        assert any(button.data == f"v1|more|{route.id}|legs.0" for button in short.buttons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stop_has_a_line_in_order_and_opens_on_the_map(guide, routes, shown, language):
    for route in routes:
        reply = shown(route.id, language)
        numbers = [line.split(".")[0] for line in reply.lines if line.split(".")[0].isdigit()]
        mapped = {button.data.split("|")[2] for button in reply.buttons if button.data.startswith("v1|map|")}

        assert numbers == [str(number) for number in range(1, len(reply.listed) + 1)]
        assert mapped == {i for i in reply.listed if guide.catalogue.point(guide.catalogue.get(i))}


def test_no_stop_serves_what_was_not_wanted(guide, routes):
    for route in routes:
        for ingredient in guide.catalogue.reference.vocabulary.contains:
            wishes = Wishes(without=frozenset([ingredient]))
            halts = walk(guide.catalogue, route, at("2026-07-03 00:00").date(), wishes).halts
            served = [halt.fit.dish for halt in halts if halt.fit.dish]

            assert [dish.id for dish in served if ingredient in dish.diet.contains] == []


def test_nothing_offered_to_vegetarians_is_known_not_to_be_and_nothing_mild_is_hot(guide, routes):
    for route in routes:
        day = at("2026-07-03 00:00").date()
        meatless = walk(guide.catalogue, route, day, Wishes(vegetarian=True)).halts
        mild = walk(guide.catalogue, route, day, Wishes(mild=True)).halts

        assert [h.fit.dish.id for h in meatless if h.fit.dish and h.fit.dish.diet.vegetarian == "no"] == []
        assert [h.fit.dish.id for h in mild if h.fit.dish and h.fit.dish.diet.spicy[1] > 0] == []


def test_a_museum_that_is_shut_on_mondays_is_said_to_be(shown):
    monday, tuesday = (text(shown("city_sour_day", slots=on(day))) for day in ("2026-11-30", "2026-12-01"))

    assert "closed then" in monday
    assert "closed then" not in tuesday


def test_without_a_day_the_route_waits_for_what_there_is_to_see(shown):
    told = text(shown("friday_craft_catwalk"))

    assert "Fri 27 Nov" in told
    assert "Village T is on: Fri, Sat, Sun 19:00–21:30" in told
    assert "free until 19:00" in told


def test_a_show_on_another_day_is_left_out_with_its_days(shown):
    told = text(shown("friday_craft_catwalk", slots=on("2026-11-25")))

    assert "left out: Village T (Fri, Sat, Sun 19:00–21:30)" in told


def test_plums_are_for_the_summer(shown):
    winter, summer = (text(shown("xiasi_river", slots=on(day))) for day in ("2026-11-28", "2026-07-04"))

    assert "Only in season, so left out: Shuli honey plums" in winter
    assert "Only in season" not in summer
    assert "Shuli honey plums" in summer


def test_what_a_head_costs_says_of_how_many_stops(shown):
    assert "60–70 yuan, known for 1 of 6 stops" in text(shown("city_sour_day"))
    assert "Not known: meal prices" in text(shown("xiasi_river"))


def test_in_the_evening_breakfast_is_for_tomorrow(shown):
    assert "Wed 25 Nov" in text(shown("city_sour_day", now="2026-11-24 18:00"))
    assert "Too late for" in text(shown("city_sour_day", now="2026-11-24 18:00", slots=on("2026-11-24")))


def test_what_the_content_cannot_tell_is_said(shown):
    told = text(shown("city_sour_day", slots={"avoid": ["crowds"], "start": "my aunt's"}))

    assert "no data on this at the stops: crowds" in told
    assert "“my aunt's”" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_routes_keeps_the_official_ones_apart(guide, language):
    reply = answer(Question("list_routes", (), {"kind": "vegetarian"}), guide.desk(language, at("2026-11-24 10:00")))
    told = text(reply)

    assert len(reply.listed) == 3
    assert "2024" in told
    assert "not official" in told or "不是官方" in told
    assert ("5 of 6" if language == "en" else "6站留5站") in told

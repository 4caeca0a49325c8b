"""What a demanding visitor reads: the first line answers, old is old, unknown is unknown."""

import pytest
from conftest import at

from bot.answers import answer
from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.text import text


@pytest.fixture
def told(guide, now):
    """A function: the reply to an intent on some subjects in a language."""

    def reply(intent, *subjects, language="en", said="", **slots):
        return answer(Question(intent, subjects, slots, said), guide.desk(language, now))

    return reply


@pytest.mark.parametrize(
    ("language", "free", "old"), [("en", "free since April 2024", "out of date"), ("zh", "2024年4月起", "过时")]
)
def test_a_price_that_was_dropped_is_told_as_free_first_and_the_old_one_as_old(told, language, free, old):
    reply = told("tickets", "xiasi", language=language)

    assert free in reply.head
    assert "60" not in reply.head
    assert all(old in line for line in reply.lines if "60" in line)


@pytest.mark.parametrize(
    ("day", "written"),
    [("2026-11-30", "should be closed on Monday, 30 November 2026"), ("2026-12-01", "09:00–17:00")],
)
def test_hours_of_a_day_say_first_whether_it_is_open_then(told, day, written):
    reply = told("hours", "qiandongnan_museum", when={"start": day, "end": day, "text": "that day"})

    assert written in reply.head


def test_hours_say_the_last_entry_once(told):
    assert text(told("hours", "qiandongnan_museum")).count("16:30") == 1


@pytest.mark.parametrize(("moment", "state"), [("2026-11-24 08:59", "closed"), ("2026-11-24 09:00", "open now")])
def test_hours_say_whether_it_is_open_now(guide, moment, state):
    reply = answer(Question("hours", ("qiandongnan_museum",)), guide.desk("en", at(moment)))

    assert state in reply.lines[0]


def test_the_last_ride_back_comes_first_where_a_source_gives_it(told):
    reply = told("getting_there", "xijiang", said="Will I get back in the evening?")

    assert "15:00" in reply.head


def test_that_the_last_ride_back_is_not_known_comes_first(told, guide, now):
    reply = told("getting_there", "langde", said="when is the last bus back?")

    assert "not in my sources" in reply.head
    assert guide.desk("en", now).ask in reply.head


@pytest.mark.parametrize(("event", "written"), [("sour_soup_contest_2024", "over"), ("moto_carnival", "December 2024")])
def test_what_was_once_is_told_as_past(told, event, written):
    assert written in told("dates", event).head


@pytest.mark.parametrize(
    ("event", "written"),
    [
        ("zhouxi_lusheng", "nobody has announced it"),
        ("miao_new_year", "only an estimate; what was reported in 2006, 2013, 2014 was 1–11 days off"),
        ("village_t", "not confirmed since"),
    ],
)
def test_a_date_says_how_sure_it_is(told, event, written):
    assert written in told("dates", event).head


def test_a_weekly_event_out_of_season_says_so(told):
    head = told("dates", "village_super").head

    assert "January to August" in head
    assert "out of season" in head


@pytest.mark.parametrize("pair", [("xiasi", "xijiang"), ("xiasi", "zhenyuan"), ("xianglu", "leigongshan")])
@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_two_places_stand_side_by_side_in_a_line_each(told, guide, pair, language, now):
    reply = told("overview", *pair, language=language)
    desk = guide.desk(language, now)

    assert [desk.name(guide.catalogue.get(i)) in line for i, line in zip(pair, reply.lines, strict=True)] == [
        True,
        True,
    ]
    assert len(text(reply)) < 700


def test_an_allergy_is_answered_with_the_dishes_known_to_contain_it(told):
    reply = told("diet", said="I am allergic to peanuts")

    assert "rice tofu" in reply.head
    assert "ask" in reply.head


def test_a_vegetarian_is_not_told_about_other_diets(told):
    assert "halal" not in text(told("diet", said="I'm vegetarian, what can I eat?"))


def test_the_name_of_the_subject_does_not_decide_which_fact_comes_first(told):
    plain, named = told("getting_there", "xijiang"), told("getting_there", "xijiang", said="How do I get to Xijiang?")

    assert named.head == plain.head


@pytest.mark.parametrize(
    ("said", "written"),
    [("how do I say thank you?", "谢谢"), ("no chilli please", "不要辣"), ("How do you say hello?", "你好")],
)
def test_a_phrase_asked_for_is_the_first_given(told, said, written):
    assert written in told("phrases", said=said).lines[0]


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [("en", "How many people live here?", "729,000"), ("zh", "这里有多少人口", "72.9万")],
)
def test_the_question_finds_its_fact_by_other_words(told, language, said, written):
    assert written in told("city_facts", language=language, said=said).head


def test_a_forecast_is_refused_before_the_climate_is_given(told):
    tomorrow = {"start": "2026-11-25", "end": "2026-11-25", "text": "tomorrow"}
    reply = told("weather", said="will it rain tomorrow?", when=tomorrow)

    assert "no forecast" in reply.head
    assert "November" in reply.lines[0]


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_official_routes_have_no_known_stops_and_ours_are_ours(told, guide, language):
    reply = told("list_routes", language=language)

    assert guide.words[language].say("routes.ours") in reply.lines
    assert len(reply.listed) == 3


def test_what_is_unknown_says_whom_to_ask(told, guide, now):
    reply = told("tickets", "yatang")

    assert guide.desk("en", now).ask in reply.head
    assert reply.facts == () or reply.citations


def test_a_meal_of_which_only_a_figure_is_known_is_priced(told):
    reply = told("price", "erlong_funeral_noodles")

    assert "10 yuan a head" in reply.head
    assert reply.citations


def test_an_eatery_that_an_answer_names_has_a_button(told):
    labels = [button.label for button in told("where_to_eat", "sour_soup_fish").buttons]

    assert "Lianghuanzhai sour-soup fish" in labels


def test_the_venue_of_a_place_does_not_say_its_name_twice(guide, now):
    turn = take_turn(guide, Incoming("map", button="v1|map|xiasi|"), ChatState(language="zh"), now)
    venue = turn.reply.extras[0]

    assert venue.title != venue.address

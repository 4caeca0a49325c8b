"""Plans in chat: what is said, what can be pressed, what can be taken along."""

from dataclasses import replace

import pytest
from conftest import at

from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import File, Incoming, Links
from bot.planner.stored import read

NOW = at("2026-11-25 10:00")


class Chat:
    """A conversation with the real guide."""

    def __init__(self, guide):
        self.guide, self.state, self.reply = guide, ChatState(), None

    def say(self, text):
        return self._take(Incoming("c", text=text))

    def press(self, label):
        button = next(button for button in self.reply.buttons if label in button.label)
        return self._take(Incoming("c", button=button.data))

    def data(self, data):
        return self._take(Incoming("c", button=data))

    def _take(self, incoming):
        turn = take_turn(self.guide, incoming, self.state, NOW)
        self.state, self.reply = turn.state, turn.reply
        return turn

    @property
    def text(self):
        return "\n".join((self.reply.head, *self.reply.lines))

    @property
    def ids(self):
        return [day.ids for day in self.state.trip.plan.days]


@pytest.fixture
def chat(guide):
    return Chat(guide)


@pytest.fixture
def planned(chat):
    chat.say("plan two days for two of us from Friday, we must see Xiasi")
    return chat


def test_a_plan_tells_its_days_stops_ways_and_sources(planned):
    assert planned.reply.head.startswith("2 days in and around Kaili, 27–28 November 2026:")
    assert "Day 1 · Fri 27 Nov" in planned.text
    assert "Xiasi Ancient Town" in planned.text
    assert "by car" in planned.text
    assert planned.reply.citations
    assert any(fact.subject == "xiasi" for fact in planned.reply.facts)


def test_a_button_drops_a_stop_and_undo_brings_it_back(planned):
    before = planned.ids
    gone = before[0][0]
    planned.press("Without " + planned.guide.catalogue.get(gone).names.en[:10])

    assert gone not in {one for ids in planned.ids for one in ids}
    assert "Done, without" in planned.reply.head
    planned.press("Undo")
    assert planned.ids == before


def test_why_tells_a_reason_for_each_stop(planned):
    planned.press("Why so?")

    assert "Xiasi Ancient Town: you asked for it" in planned.text
    assert "Lunch is from 11:00 to 14:00" in planned.text


def test_why_not_tells_what_it_would_take_and_offers_it(planned):
    planned.say("why not Leigong Mountain?")

    assert "Leigong Mountain" in planned.reply.head
    assert "is not in it" in planned.reply.head
    planned.press("Add ")
    assert "leigongshan" in {one for ids in planned.ids for one in ids} or planned.state.trip.impossible


@pytest.mark.parametrize("name", ["Leigong Mountain", "Donghu Wetland Park", "the Great Wharf in Xiasi", "Zhaoxing"])
def test_why_not_never_says_that_it_would_take_no_time(planned, name):
    planned.say(f"why not {name}?")

    assert "would take 0 min" not in planned.text


@pytest.mark.parametrize(
    ("form", "mime"), [("pdf", "application/pdf"), ("ics", "text/calendar"), ("gpx", "application/gpx+xml")]
)
def test_the_plan_comes_as_a_file(planned, form, mime):
    planned.data(f"v1|file||{form}")

    (file,) = planned.reply.extras
    assert isinstance(file, File)
    assert file.mime == mime
    assert file.content


def test_the_link_holds_the_plan_and_opens_it_elsewhere(guide):
    chat = Chat(replace(guide, links=Links(bot="a_bot")))
    chat.say("plan two days for two of us from Friday")
    plan = chat.state.trip.plan
    chat.say("give me a link to share")

    (effect,) = chat.reply.effects
    assert f"https://t.me/a_bot?start=plan_{effect.token}" in chat.text
    assert read(effect.trip).plan == plan
    other = take_turn(guide, Incoming("d", opens=effect.trip, language_hint="zh"), ChatState(), NOW)
    assert other.state.trip.plan == plan
    assert other.reply.head.startswith("你的行程")


def test_a_link_to_a_plan_that_is_gone_says_so(guide):
    turn = take_turn(guide, Incoming("d", opens=""), ChatState(), NOW)

    assert "no plan yet" in turn.reply.head


def test_what_cannot_be_is_said_with_buttons_that_work(chat):
    chat.say("plan Tuesday 1 December for us, we have to see Village T")

    assert chat.state.trip.plan is None
    assert "cannot be done together" in chat.reply.head
    chat.press("Without Village T")
    assert chat.state.trip.plan is not None


@pytest.mark.parametrize(
    "data",
    [
        "v1|day||99", "v1|day||x", "v1|drop||", "v1|drop|nowhere|", "v1|file||exe", "v1|pace||warp", "v1|relax||days~0",
        "v1|relax||days~900", "v1|relax||date~yesterday", "v1|relax||depart~nowhere@25:99", "v1|redo||7", "v1|relax||",
    ],
)  # fmt: skip
def test_a_forged_button_does_nothing_to_the_plan(planned, data):
    before = planned.state.trip.plan
    planned.data(data)

    assert planned.state.trip.plan == before


def test_a_plans_button_without_a_plan_is_out_of_date(chat):
    chat.data("v1|undo||")

    assert "out of date" in chat.reply.head


def test_the_same_in_chinese(chat):
    chat.say("周五开始两天，两个人，想去下司，坐车")

    assert "第1天" in chat.text
    chat.say("第一天十点再出发")
    assert chat.state.trip.wishes.of_day(0).begin == 600
    chat.say("撤销")
    assert chat.reply.head == "已恢复到上一版。"
    chat.say("把下司去掉")
    assert "xiasi" not in {one for ids in chat.ids for one in ids}


def test_other_questions_are_answered_in_between(planned):
    turn = planned.say("how much is Xijiang?")

    assert turn.intent == "tickets"
    planned.say("make it slower")
    assert planned.state.trip.wishes.pace == "relaxed"

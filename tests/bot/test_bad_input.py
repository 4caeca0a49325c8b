"""Whatever is sent, something kind or clear comes back, in the right language."""

import pytest

from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.jsonl import reply_object

SENT = {
    "empty": "",
    "spaces": " \t\n　",
    "newlines": "\n" * 5000,
    "100 kB of words": "how much is it " * 7000,
    "100 kB of one word": "a" * 100_000,
    "100 kB of Han": "门票多少钱" * 20_000,
    "long single word": "x" * 1999,
    "long Han": "下司" * 999,
    "emoji": "🦆🔥🎉👨‍👩‍👧‍👦🏳️‍🌈",
    "punctuation": "?!…——。，、；：（）",
    "digits": "12345678901234567890",
    "control": "\x00\x01\x02\x1b[31mred\x07\x7f",
    "bidi": "\u202ehello\u202c\u2066x\u2069\u200f",
    "zero width": "\u200b\u200c\u200d\ufeff\u2060",
    "combining": "e" + "\u0301" * 500,
    "html": "<b>hi</b><script>alert(1)</script>&amp;<a href='x'>",
    "sql": "'; DROP TABLE chats; --",
    "format": "{name} %s {0} {town!r} {subject}",
    "template": "{{7*7}} ${jndi:ldap://x}",
    "lone surrogate": "hello \ud83d there",
    "only surrogates": "\ud83d\ude00\udc00",
    "mixed scripts": "How much 是 下司 กี่บาท сколько كم ticket?",
    "Japanese": "入場料はいくらですか",
    "Korean": "입장료가 얼마예요?",
    "Thai": "ค่าเข้าเท่าไหร่",
    "Arabic": "كم سعر التذكرة؟",
    "Russian": "Сколько стоит билет?",
    "private use": "\ue000\uf8ff\U000f0000",
    "rare Han": "𠀀𠀁𪚥",
    "braces": "{" * 500,
    "backslashes": "\\" * 500,
    "newline injection": 'x"}\n{"id": 1}',
    "button as text": "v1|overview|xiasi|",
    "command": "/start",
    "a URL": "https://example.org/?q=<x>",
    "NUL": "\x00",
}
BUTTONS = [
    "",
    "v1",
    "v1|",
    "v1|||",
    "v1|overview||",
    "v1|overview|no_such|",
    "v1|overview|../../etc|",
    "v1|no_such_verb|xiasi|",
    "v1|out_of_scope||",
    "v1|lang||",
    "v1|lang||xx",
    "v1|lang||../en",
    "v1|more|xiasi|overview.-1",
    "v1|more|xiasi|overview.99999",
    "v1|more|xiasi|overview.²",
    "v1|more|xiasi|no_such.1",
    "v1|more||overview.1",
    "v1|more|xiasi|",
    "v1|as|xiasi|no_such",
    "v1|as||overview",
    "v1|map||",
    "v1|map|no_such|",
    "v1|ics||",
    "v1|ics|no_such|",
    "v1|ics|village_t|20270201",
    "v1|ics|xiasi|",
    "v1|ics|xiasi|20270228-20270201",
    "v1|ics||20270230-20270301",
    "v1|ics||99990101-99991231",
    "v1|ics||00010101-00010102",
    "v1|ics||00000000-00000000",
    "v1|ics||20270201-20290301",
    "v1|ics||20270201-20270228.",
    "v1|ics||20270201-20270228.{name}",
    "v1|ics||２０２７0201-20270228",
    "v1|ics||2027-02-01-2027-02-28",
    "v0|overview|xiasi|",
    "v2|overview|xiasi|",
    "v1|overview|xiasi|extra|parts",
    "v1|legs|sour_soup|",
    "v1|tickets|ride_taxi|",
    "v1|ingredients|xiasi|",
    "v1|dates|sour_soup|",
    "v1|hours|weather|",
    "x" * 10_000,
    "门票",
    "\ud83d",
    "v1|overview|xiasi\x00|",
]


@pytest.mark.parametrize("hint", [None, "zh-CN", "zh-TW", "de"])
@pytest.mark.parametrize("name", SENT)
def test_any_text_is_answered(guide, now, name, hint):
    turn = take_turn(guide, Incoming("bad", text=SENT[name], language_hint=hint), ChatState(), now)

    assert turn.reply.head.strip()
    assert turn.outcome in ("answer", "ask", "refuse")
    assert turn.state.language in guide.words


@pytest.mark.parametrize("name", SENT)
def test_any_text_is_answered_in_the_middle_of_a_conversation(guide, now, name):
    first = take_turn(guide, Incoming("bad", text="How much is Xiasi?"), ChatState(), now)
    turn = take_turn(guide, Incoming("bad", text=SENT[name]), first.state, now)

    assert turn.reply.head.strip()


@pytest.mark.parametrize("name", SENT)
def test_what_was_sent_does_not_come_back(guide, now, name):
    turn = take_turn(guide, Incoming("bad", text=SENT[name]), ChatState(), now)
    shown = reply_object(turn.reply)["text"]

    assert all(mark not in shown for mark in ("<script>", "DROP TABLE", "\x00", "\x1b", "\u202e", "{", "}"))


@pytest.mark.parametrize(
    ("hint", "language"), [(None, "en"), ("en", "en"), ("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("fr", "en")]
)
@pytest.mark.parametrize("name", ["empty", "spaces"])
def test_an_empty_message_is_answered_in_the_language_of_the_client(guide, now, name, hint, language):
    turn = take_turn(guide, Incoming("bad", text=SENT[name], language_hint=hint), ChatState(), now)

    assert turn.reply.head == guide.words[language].say("ask.empty")


@pytest.mark.parametrize(("name", "language"), [("100 kB of words", "en"), ("100 kB of Han", "zh")])
def test_a_text_too_long_to_be_a_question_is_answered_in_its_own_language(guide, now, name, language):
    turn = take_turn(guide, Incoming("bad", text=SENT[name]), ChatState(), now)

    assert turn.reply.head == guide.words[language].say("ask.too_long")
    assert turn.reply.buttons


@pytest.mark.parametrize(("name", "code"), [("Japanese", "ja"), ("Korean", "ko"), ("Thai", "th"), ("Arabic", "ar")])
def test_a_language_not_spoken_keeps_its_code_and_is_answered_in_english(guide, now, name, code):
    turn = take_turn(guide, Incoming("bad", text=SENT[name]), ChatState(), now)

    assert turn.language == code
    assert not any("\u3400" <= char <= "\u9fff" for char in turn.reply.head)


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
@pytest.mark.parametrize("data", BUTTONS)
def test_any_button_is_answered_in_the_language_of_the_chat(guide, now, data, language):
    turn = take_turn(guide, Incoming("bad", button=data), ChatState(language=language), now)

    assert turn.reply.head.strip()
    assert turn.language == language


@pytest.mark.parametrize("data", ["", "v1", "v1|||", "v0|overview|xiasi|", "v1|overview|no_such|", "x" * 10_000])
@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_a_button_of_no_menu_gets_a_fresh_one(guide, now, data, language):
    turn = take_turn(guide, Incoming("bad", button=data), ChatState(language=language), now)

    assert turn.reply.head == guide.words[language].say("button.outdated")
    assert turn.reply.buttons


@pytest.mark.parametrize("data", [data for data in BUTTONS if data.startswith("v1|ics|")])
def test_forged_days_get_a_fresh_menu_and_no_file(guide, now, data):
    reply = take_turn(guide, Incoming("bad", button=data), ChatState(language="en"), now).reply

    assert (reply.head, reply.extras) == (guide.words["en"].say("button.outdated"), ())


@pytest.mark.parametrize("point", [(0.0, 0.0), (90.0, 180.0), (-90.0, -180.0), (26.58, 107.98)])
@pytest.mark.parametrize("text", [None, "", "what is near me", "附近"])
def test_any_position_is_answered(guide, now, point, text):
    turn = take_turn(guide, Incoming("bad", text=text, position=point), ChatState(), now)

    assert turn.reply.head.strip()

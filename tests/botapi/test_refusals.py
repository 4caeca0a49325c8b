"""What the server refuses, in the real server's words, and what it takes."""

import pytest

from .conftest import Ask, refusal
from .server import BotApi

pytestmark = pytest.mark.asyncio


def inline(**button: object) -> dict:
    return {"inline_keyboard": [[{"text": "Press", **button}]]}


PARSE_ERRORS = [
    ("a <b>c", 'Can\'t find end tag corresponding to start tag "b"'),
    ("a </b>", "Unexpected end tag at byte offset 2"),
    ("价 <b>c</i>", 'Unmatched end tag at byte offset 8, expected "</b>", found "</i>"'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("if a<b", "Unclosed start tag at byte offset 4"),
    ("你好 <p>x</p>", 'Unsupported start tag "p" at byte offset 7'),
    ("x<br>y", 'Unsupported start tag "br" at byte offset 1'),
    ("x<br/>y", 'Unsupported start tag "br/" at byte offset 1'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ('<a href="http://a.b', "Unclosed start tag at byte offset 0"),
    ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
]


@pytest.mark.parametrize(("html", "words"), PARSE_ERRORS)
async def test_html_that_does_not_parse(api: BotApi, ask: Ask, html: str, words: str):
    ada = api.person(known=True)
    said = await refusal(ask, "sendMessage", chat_id=ada.id, text=html, parse_mode="HTML")
    assert said == f"Bad Request: can't parse entities: {words}"


PARSED = [
    ("a &amp; b &lt;c&gt; &quot;d&quot;", 'a & b <c> "d"', []),
    ("AT&T &nbsp; & &#8364; &#x4f60;", "AT&T &nbsp; & € 你", []),
    ("&lt no semicolon", "< no semicolon", []),
    ("1 > 0", "1 > 0", []),
    ("😀 <B>x</B>", "😀 x", [("bold", 3, 1)]),
    ("<u>a<s>b</s></u>", "ab", [("underline", 0, 2), ("strikethrough", 1, 1)]),
    ("<b></b>x", "x", []),
    ("  <b> x </b>  ", " x", [("bold", 0, 2)]),
    ("\n\n x \n", "x", []),
    ("a\r\nb\tc", "a\nb c", []),
    ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ("<a href='https://e.org'>x</a> <a href='nowhere'>y</a>", "x y", [("text_link", 0, 1)]),
    (
        '<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span>',
        "xy",
        [("spoiler", 0, 1), ("spoiler", 1, 1)],
    ),
    ('<tg-time unix="1764547200" format="wDT">x</tg-time>', "x", [("date_time", 0, 1)]),
    ("<b>x</>", "x", [("bold", 0, 1)]),
    ("/help or @some_bot", "/help or @some_bot", [("bot_command", 0, 5), ("mention", 9, 9)]),
]


@pytest.mark.parametrize(("html", "plain", "entities"), PARSED)
async def test_html_that_parses(api: BotApi, ask: Ask, html: str, plain: str, entities: list):
    ada = api.person(known=True)
    answer = await ask("sendMessage", chat_id=ada.id, text=html, parse_mode="HTML")
    assert answer["result"]["text"] == plain
    found = answer["result"].get("entities", [])
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities
    reply = await ada.next_reply()
    assert (reply.text, reply.html) == (plain, html)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("x" * 40_000, "text is too long"),
    ],
)
async def test_text_of_a_wrong_length(api: BotApi, ask: Ask, text: str, words: str):
    ada = api.person(known=True)
    assert await refusal(ask, "sendMessage", chat_id=ada.id, text=text, parse_mode="HTML") == f"Bad Request: {words}"


async def test_length_counts_after_parsing(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    text = "<b>" + "&amp;" * 4096 + "</b>"
    assert (await ask("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML"))["ok"]
    sent = await ask("sendMessage", chat_id=ada.id, text="x")
    words = await refusal(
        ask, "editMessageText", chat_id=ada.id, message_id=sent["result"]["message_id"], text="y" * 4097
    )
    assert words == "Bad Request: MESSAGE_TOO_LONG"


async def test_a_long_caption(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    words = await refusal(ask, "sendPhoto", chat_id=ada.id, photo="x", caption="y" * 1025)
    assert words == "Bad Request: message caption is too long"


BAD_BUTTONS = [
    (inline(callback_data="三" * 22), "BUTTON_DATA_INVALID"),
    (inline(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    (
        inline(callback_data=""),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        inline(callback_data="a", url="https://e.org"),
        "can't parse inline keyboard button: exactly one action is allowed, got url, callback_data",
    ),
    (inline(url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    (
        inline(url="http://localhost/x"),
        "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
    ),
    (
        inline(url="ftp://e.org"),
        "inline keyboard button URL 'ftp://e.org' is invalid: Unsupported URL protocol",
    ),
    (
        inline(url="tel:110"),
        "inline keyboard button URL 'tel:110' is invalid: Wrong HTTP URL",
    ),
    (inline(url="https://e.org/" + "x" * 2048), "BUTTON_URL_INVALID"),
    (
        {"inline_keyboard": [{"text": "x"}]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ("no json", "can't parse reply keyboard markup JSON object"),
    (
        {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] for _ in range(101)]},
        "reply markup is too long",
    ),
]


@pytest.mark.parametrize(("markup", "words"), BAD_BUTTONS)
async def test_bad_buttons(api: BotApi, ask: Ask, markup: object, words: str):
    ada = api.person(known=True)
    assert await refusal(ask, "sendMessage", chat_id=ada.id, text="x", reply_markup=markup) == f"Bad Request: {words}"


async def test_data_of_64_bytes_is_taken(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    assert (await ask("sendMessage", chat_id=ada.id, text="x", reply_markup=inline(callback_data="三" * 21 + "x")))[
        "ok"
    ]
    assert (await ada.next_reply()).buttons == ((("Press", "三" * 21 + "x"),),)


async def test_edits(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    sent = (
        await ask(
            "sendMessage",
            chat_id=ada.id,
            text="<i>x</i>",
            parse_mode="HTML",
            reply_markup=inline(url="e.org"),
        )
    )["result"]
    this = {"chat_id": ada.id, "message_id": sent["message_id"]}
    same = {"text": "<em>x</em>", "parse_mode": "HTML", "reply_markup": inline(url="http://e.org/")}
    assert (await refusal(ask, "editMessageText", **this, **same)).startswith("Bad Request: message is not modified: ")
    assert (await ask("editMessageText", **this, text="x"))["result"].keys() & {
        "entities",
        "reply_markup",
    } == set()
    assert (await refusal(ask, "editMessageReplyMarkup", **this)).startswith("Bad Request: message is not modified")


async def test_messages_that_cannot_be_edited(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    other = {"chat_id": ada.id, "message_id": 99}
    assert await refusal(ask, "editMessageText", **other, text="y") == "Bad Request: message to edit not found"
    own = {"chat_id": ada.id, "message_id": ada.say("mine")}
    assert await refusal(ask, "editMessageText", **own, text="y") == "Bad Request: message can't be edited"
    place = (await ask("sendLocation", chat_id=ada.id, latitude=1, longitude=2))["result"]["message_id"]
    words = await refusal(ask, "editMessageText", chat_id=ada.id, message_id=place, text="y")
    assert words == "Bad Request: there is no text in the message to edit"


async def test_deleting(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    this = {
        "chat_id": ada.id,
        "message_id": (await ask("sendMessage", chat_id=ada.id, text="x"))["result"]["message_id"],
    }
    assert await ask("deleteMessage", **this) == {"ok": True, "result": True}
    assert await refusal(ask, "deleteMessage", **this) == "Bad Request: message to delete not found"
    assert ada.screen() == []
    await ask("sendMessage", chat_id=ada.id, text="old")
    api.pass_time(49 * 3600)
    old = {"chat_id": ada.id, "message_id": this["message_id"] + 1}
    assert await refusal(ask, "deleteMessage", **old) == "Bad Request: message can't be deleted"


async def test_chats_that_cannot_be_written_to(api: BotApi, ask: Ask):
    ada, ben = api.person(known=True), api.person(1002)
    ada.block()
    assert await refusal(ask, "sendMessage", chat_id=ada.id, text="x") == "Forbidden: bot was blocked by the user"
    assert await refusal(ask, "sendMessage", chat_id=ben.id, text="x") == "Bad Request: chat not found"
    assert await refusal(ask, "sendMessage", text="x") == "Bad Request: chat_id is empty"
    ben.in_group().say("/start")
    words = await refusal(ask, "sendMessage", chat_id=ben.id, text="x")
    assert words == "Forbidden: bot can't initiate conversation with a user"
    ada.unblock()
    assert (await ask("sendMessage", chat_id=ada.id, text="x"))["ok"]


async def test_places(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    venue = {"chat_id": ada.id, "latitude": 26.6, "longitude": 107.95, "title": "Bridge"}
    assert await refusal(ask, "sendVenue", **venue) == 'Bad Request: parameter "address" is required'
    assert (await ask("sendVenue", **venue, address="Old town"))["ok"]
    reply = await ada.next_reply()
    assert (reply.kind, reply.text, reply.json["location"]["latitude"]) == ("venue", "Bridge", 26.6)
    words = await refusal(ask, "sendLocation", chat_id=ada.id, latitude=126, longitude=1)
    assert words == "Bad Request: invalid location specified"
    assert await refusal(ask, "sendLocation", chat_id=ada.id) == "Bad Request: latitude is empty"


async def test_a_press_is_answered_once(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    await ask("sendMessage", chat_id=ada.id, text="x", reply_markup=inline(callback_data="a"))
    press = ada.press("Press")
    assert (await ask("answerCallbackQuery", callback_query_id=press.id, text="done", show_alert=True))["ok"]
    assert await press.answer() == (await press.answer())
    assert ((await press.answer()).text, (await press.answer()).alert) == ("done", True)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refusal(ask, "answerCallbackQuery", callback_query_id=press.id) == old
    assert await refusal(ask, "answerCallbackQuery", callback_query_id="5") == old
    late = ada.press("a")
    api.pass_time(20)
    assert await refusal(ask, "answerCallbackQuery", callback_query_id=late.id) == old

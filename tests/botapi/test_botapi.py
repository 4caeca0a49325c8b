"""The server in general: the envelope, getUpdates, files, flood control, faults."""

import asyncio
import time

import aiohttp
import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from .conftest import Ask, asking, until
from .limits import Rates
from .pictures import ONE_PIXEL_PNG
from .server import BotApi

pytestmark = pytest.mark.asyncio


def ids(answer: dict) -> list[int]:
    return [update["update_id"] for update in answer["result"]]


# The envelope


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_parameters_may_come_in_four_ways(api: BotApi, how: str):
    ada = api.person(known=True)
    fields = {"chat_id": "1001", "text": "hello & <b>"}
    multipart = aiohttp.FormData(fields, default_to_multipart=True)
    kind = {"query": {"params": fields}, "form": {"data": fields}, "json": {"json": fields}}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.base_url}{api.token}/sendmessage", **kind.get(how, {"data": multipart})) as answer,
    ):
        assert (await answer.json())["result"]["text"] == "hello & <b>"
    assert (await ada.next_reply()).text == "hello & <b>"
    assert api.called("sendMessage")[0].params == fields


async def test_get_works_like_post(api: BotApi):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{api.base_url}{api.token}/getMe") as answer,
    ):
        assert (await answer.json())["result"]["username"] == api.username


async def test_wrong_token_and_unknown_method_are_told_apart(api: BotApi, ask: Ask):
    with pytest.raises(InvalidToken):
        async with Bot("987654321:another_token_of_no_bot_at_all_00000", base_url=api.base_url):
            pass
    answer = await ask("sendTelegram")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


# getUpdates


async def test_offset_confirms_everything_lower(api: BotApi, ask: Ask):
    ada = api.person()
    for text in ("one", "two", "three"):
        ada.say(text)
    first, second, third = ids(await ask("getUpdates"))
    assert ids(await ask("getUpdates", offset=second)) == [second, third]
    assert ids(await ask("getUpdates", offset=first)) == [second, third]
    assert ids(await ask("getUpdates", offset=third + 1)) == []


async def test_negative_offset_keeps_only_the_last(api: BotApi, ask: Ask):
    ada = api.person()
    for text in ("one", "two", "three"):
        ada.say(text)
    (last,) = ids(await ask("getUpdates", offset=-1))
    assert ids(await ask("getUpdates", limit=5)) == [last]


async def test_limit_and_the_same_offset_at_once(api: BotApi, ask: Ask):
    ada = api.person()
    numbers = [ada.say(str(i)) for i in range(4)]
    assert len(ids(await ask("getUpdates", limit=2))) == 2
    await asyncio.sleep(0.01)  # past the half second in which the same offset gives one update only
    assert len(ids(await ask("getUpdates"))) == len(numbers)


async def test_a_poll_waits_for_news():
    async with BotApi(time_scale=1) as api, asking(api) as ask:
        poll = asyncio.ensure_future(ask("getUpdates", timeout=50))
        await asyncio.sleep(0.02)
        api.person().say("good morning")
        answer = await asyncio.wait_for(poll, 5)
        assert answer["result"][0]["message"]["text"] == "good morning"


async def test_a_poll_ends_empty_after_its_time(ask: Ask):
    before = time.monotonic()
    assert (await ask("getUpdates", timeout=5))["result"] == []
    assert time.monotonic() - before >= 0.05


async def test_allowed_updates_stick_until_changed(api: BotApi, ask: Ask):
    ada = api.person()
    await ask("getUpdates", allowed_updates=["callback_query"])
    ada.say("unheard")
    assert (await ask("getUpdates"))["result"] == []
    await ask("getUpdates", allowed_updates=[])
    ada.say("heard")
    assert [u["message"]["text"] for u in (await ask("getUpdates"))["result"]] == ["heard"]


async def test_a_second_poller_ends_the_first():
    async with BotApi(time_scale=1) as api, asking(api) as ask, Bot(api.token, base_url=api.base_url) as bot:
        first = asyncio.ensure_future(bot.get_updates(timeout=50))
        await until(lambda: api.called("getUpdates") != [])
        second = asyncio.ensure_future(ask("getUpdates", timeout=50))
        with pytest.raises(Conflict, match=r"(?i)terminated by other getUpdates request"):
            await first
        api.person().say("hello")
        assert [update["message"]["text"] for update in (await second)["result"]] == ["hello"]


async def test_updates_and_presses_grow_old(api: BotApi, ask: Ask):
    ada = api.person(known=True)
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await ask("sendMessage", chat_id=ada.id, text="?", reply_markup=keyboard)
    ada.press("Go")
    ada.say("still here")
    api.pass_time(200)
    assert ["message" in update for update in (await ask("getUpdates"))["result"]] == [True]
    api.pass_time(86_400)
    assert (await ask("getUpdates", offset=1))["result"] == []


# Files


async def test_a_document_goes_out_and_comes_back_by_its_id(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    sent = await bot.send_document(
        ada.id, InputFile(b"BEGIN:VCALENDAR", "event.ics"), caption="<b>When</b>", parse_mode="HTML"
    )
    reply = await ada.next_reply()
    assert (reply.kind, reply.file, reply.text, reply.html) == (
        "document",
        b"BEGIN:VCALENDAR",
        "When",
        "<b>When</b>",
    )
    assert sent.document.file_name == "event.ics"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    await bot.send_document(ada.id, sent.document.file_id)
    assert (await ada.next_reply()).file == b"BEGIN:VCALENDAR"


async def test_a_photo_needs_a_picture_and_keeps_its_kind(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    sent = await bot.send_photo(ada.id, ONE_PIXEL_PNG)
    assert [(size.width, size.height) for size in sent.photo] == [(1, 1)]
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(ada.id, b"no picture")
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type photo as document"):
        await bot.send_document(ada.id, sent.photo[-1].file_id)


async def test_what_a_person_sends_can_be_fetched(api: BotApi, bot: Bot):
    api.person().send_voice(b"OggS and so on")
    (update,) = await bot.get_updates()
    file = await update.message.voice.get_file()
    assert bytes(await file.download_as_bytearray()) == b"OggS and so on"
    with pytest.raises(BadRequest, match=r"(?i)invalid file_id"):
        await bot.get_file("nonsense")


# Flood control


async def test_a_send_too_many_is_told_to_wait_and_one_inside_the_penalty_is_noted(api: BotApi, bot: Bot):
    ada, ben = api.person(known=True), api.person(1002, known=True)
    api.limits.switch_on(Rates(per_chat=1, retry_after=2, second=60))  # so slow that no machine can be late
    await bot.send_message(ada.id, "one")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ada.id, "two")
    assert refused.value._retry_after.total_seconds() == 2
    assert api.limits.violations == []
    with pytest.raises(RetryAfter):
        await bot.send_message(ada.id, "two, impatient")
    assert [(v.method, v.chat_id) for v in api.limits.violations] == [("sendMessage", ada.id)]
    await bot.send_message(ben.id, "another chat")
    api.pass_time(120)
    await bot.send_message(ada.id, "two, patient")


async def test_the_global_limit_stops_all_chats(api: BotApi, ask: Ask):
    people = [api.person(2000 + i, known=True) for i in range(4)]
    api.limits.switch_on(Rates(in_all=3, retry_after=7))
    answers = [await ask("sendMessage", chat_id=person.id, text="hi") for person in people]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[-1] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


# Faults


async def test_errors_of_the_server_have_no_effect(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    api.faults.error_500("sendMessage")
    api.faults.html_502("sendMessage")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ada.id, "hello")
    assert ada.unread() == []
    await bot.send_message(ada.id, "hello")
    assert [call.code for call in api.called("sendMessage")] == [500, 502, 200]


@pytest.mark.parametrize(("fault", "arrives"), [("drop_before", False), ("drop_after", True)])
async def test_a_cut_line_leaves_the_outcome_open(api: BotApi, bot: Bot, fault: str, arrives: bool):
    ada = api.person(known=True)
    getattr(api.faults, fault)("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "hello")
    assert len(ada.unread()) == arrives


async def test_a_call_can_take_long(api: BotApi, bot: Bot):
    api.faults.delay("getMe", 0.1)
    before = time.monotonic()
    await bot.get_me()
    assert time.monotonic() - before >= 0.1


async def test_a_lost_getupdates_answer_is_given_again(api: BotApi, bot: Bot):
    api.faults.lose_updates()
    api.person().say("hello")
    with pytest.raises(NetworkError):
        await bot.get_updates()
    assert [update.message.text for update in await bot.get_updates()] == ["hello"]


async def test_a_batch_can_come_twice(api: BotApi, ask: Ask):
    api.deliver_twice()
    api.person().say("hello")
    (first,) = ids(await ask("getUpdates"))
    assert ids(await ask("getUpdates", offset=first + 1)) == [first]
    assert ids(await ask("getUpdates", offset=first + 1)) == []


async def test_the_server_can_be_out_of_reach_and_come_back(api: BotApi, bot: Bot):
    async with api.offline():
        with pytest.raises(NetworkError):
            await bot.get_me()
    assert (await bot.get_me()).username == api.username

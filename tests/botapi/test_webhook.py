"""The webhook: settings, secret, order, retries, methods in the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict, RetryAfter

from .conftest import Ask, Hook, Json, asking, until
from .server import BotApi
from .webhook import SECRET_HEADER

pytestmark = pytest.mark.asyncio


def answer(status: int = 200, **headers: str) -> Callable[[Json], Awaitable[web.Response]]:
    async def give(update: Json) -> web.Response:
        return web.Response(status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return give


async def test_updates_come_with_the_secret(api: BotApi, bot: Bot, hook: Hook):
    await bot.set_webhook(hook.url, secret_token="s3cret_-", max_connections=7, allowed_updates=["message"])
    api.person().say("hello")
    await until(lambda: not api.world.updates.pending)
    assert hook.came[0]["message"]["text"] == "hello"
    assert hook.headers[0][SECRET_HEADER] == "s3cret_-"
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (hook.url, 7, 0)
    assert info.allowed_updates == ("message",)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"secret_token": "with space"}, "Secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "Secret token is too long"),
        ({"url": "ftp://127.0.0.1/"}, "Invalid webhook url specified"),
        ({"url": "https://bot.example/"}, "Bad webhook: failed to resolve host"),
    ],
)
async def test_bad_settings(bot: Bot, hook: Hook, settings: dict, words: str):
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(**{"url": hook.url, **settings})


async def test_a_new_webhook_ends_a_poll(hook: Hook):
    async with BotApi(time_scale=1) as api, asking(api) as ask:
        poll = asyncio.ensure_future(ask("getUpdates", timeout=50))
        await until(lambda: api.called("getUpdates") != [])
        await ask("setWebhook", url=hook.url)
        assert (await poll)["description"] == "Conflict: terminated by setWebhook request"


async def test_polling_and_webhook_exclude_each_other(api: BotApi, bot: Bot, hook: Hook):
    await bot.set_webhook(hook.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    hook.answers = [answer(503)]
    api.person().say("kept")
    await until(lambda: len(hook.came) > 0)
    await bot.delete_webhook()
    assert [update.message.text for update in await bot.get_updates()] == ["kept"]


async def test_pending_updates_go_to_a_new_webhook_unless_dropped(api: BotApi, bot: Bot, hook: Hook):
    ada = api.person()
    ada.say("dropped")
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    await bot.delete_webhook()
    ada.say("waiting")
    await asyncio.sleep(0.011)
    await bot.set_webhook(hook.url)
    await until(lambda: not api.world.updates.pending)
    assert [update["message"]["text"] for update in hook.came] == ["waiting"]


async def test_set_again_within_a_second_is_too_much(hook: Hook):
    async with BotApi(time_scale=60) as api, Bot(api.token, base_url=api.base_url) as bot:
        await bot.set_webhook(hook.url)
        with pytest.raises(RetryAfter):
            await bot.set_webhook(hook.url)


async def test_a_failed_update_comes_again_with_growing_pauses(api: BotApi, bot: Bot, hook: Hook):
    hook.answers = [answer(500), answer(302), answer(404), answer()]
    await bot.set_webhook(hook.url)
    api.person().say("hello")
    await until(lambda: not api.world.updates.pending)
    assert len({update["update_id"] for update in hook.came}) == 1
    at = [delivery.at for delivery in api.webhook.deliveries]
    pauses = [later - earlier for earlier, later in pairwise(at)]
    assert pauses[1] >= 2
    assert pauses[2] >= 4
    assert (await bot.get_webhook_info()).last_error_message == "Wrong response from the webhook: 404 Not Found"


async def test_retry_after_is_obeyed(api: BotApi, bot: Bot, hook: Hook):
    hook.answers = [answer(503, Retry_After="9"), answer()]
    await bot.set_webhook(hook.url)
    api.person().say("hello")
    await until(lambda: not api.world.updates.pending)
    first, second = (delivery.at for delivery in api.webhook.deliveries)
    assert second - first >= 9


async def test_no_answer_counts_as_failure(hook: Hook):
    async def hang(update: Json) -> web.Response:
        await asyncio.sleep(0.2)
        return web.Response()

    hook.answers = [hang, answer()]
    async with (
        BotApi(time_scale=0.01, webhook_answer_s=0.05) as api,
        Bot(api.token, base_url=api.base_url) as bot,
    ):
        await bot.set_webhook(hook.url)
        api.person().say("hello")
        await until(lambda: not api.world.updates.pending)
        errors = [delivery.error for delivery in api.webhook.deliveries]
        assert (errors[0], errors[-1]) == ("Read timeout expired", "")


async def test_an_old_update_is_given_up(api: BotApi, bot: Bot, hook: Hook):
    hook.answers = [answer(500)]
    await bot.set_webhook(hook.url)
    api.person().say("hello")
    await until(lambda: len(hook.came) > 1)
    api.pass_time(86_400)
    await until(lambda: not api.world.updates.pending)


async def test_one_chat_in_order_presses_on_their_own(api: BotApi, bot: Bot, hook: Hook, ask: Ask):
    ada, ben = api.person(known=True), api.person(1002)
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await ask("sendMessage", chat_id=ada.id, text="?", reply_markup=keyboard)
    released = asyncio.Event()

    async def hold_ada(update: Json) -> web.Response:
        if update.get("message", {}).get("text") == "one":
            await released.wait()
        return web.Response()

    hook.answers = [hold_ada]
    await bot.set_webhook(hook.url)
    ada.say("one")
    ada.say("two")
    ada.press("Go")
    ben.say("three")
    await until(lambda: len(hook.came) == 3)
    texts = {update.get("message", {}).get("text", "press") for update in hook.came}
    assert texts == {"one", "three", "press"}
    released.set()
    await until(lambda: not api.world.updates.pending)
    assert hook.came[-1]["message"]["text"] == "two"


async def test_no_more_than_max_connections_at_once(api: BotApi, bot: Bot, hook: Hook):
    async def slow(update: Json) -> web.Response:
        await asyncio.sleep(0.01)
        return web.Response()

    hook.answers = [slow]
    await bot.set_webhook(hook.url, max_connections=2)
    for user_id in range(5):
        api.person(3000 + user_id).say("hello")
    await until(lambda: not api.world.updates.pending)
    assert api.webhook.most_at_once == 2


async def test_a_method_in_the_answer_is_carried_out(api: BotApi, bot: Bot, hook: Hook):
    async def reply(update: Json) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "hi"})

    hook.answers = [reply]
    await bot.set_webhook(hook.url)
    ada = api.person()
    ada.say("hello")
    assert (await ada.next_reply()).text == "hi"
    assert [call.by_webhook for call in api.called("sendMessage")] == [True]


async def test_an_update_can_come_twice(api: BotApi, bot: Bot, hook: Hook):
    await bot.set_webhook(hook.url)
    api.deliver_twice()
    api.person().say("hello")
    await until(lambda: len(hook.came) == 2)
    assert hook.came[0] == hook.came[1]

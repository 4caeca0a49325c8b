"""How the guide starts and stops, as an operator sees it."""

import signal

import pytest
from botapi.params import Params
from botapi.server import BotApi
from channels.guide_process import running, until

from bot.channels.telegram import prepared
from bot.settings import Settings, SettingsError

ANSWER = "free since April 2024"


@pytest.fixture
async def own_api():
    """A server of the test's own."""
    async with BotApi() as server:
        yield server


def answers(api):
    return [call for call in api.called("sendMessage") if call.code == 200]


async def test_finishes_an_answer_before_it_ends_and_does_not_repeat_it(own_api, folder):
    ada = own_api.person()
    async with running(own_api, folder) as process:
        own_api.faults.delay("sendMessage", 1.0)
        ada.say("How much is Xiasi?")
        await until(lambda: own_api.called("sendMessage"))

        assert await process.stop() == 0
    assert ANSWER in (await ada.next_reply(timeout=0)).text

    async with running(own_api, folder) as process:
        ada.say("/language")
        assert (await ada.next_reply()).button("v1|lang||en")
        await process.stop()
    assert len(answers(own_api)) == 2


async def test_what_could_not_be_answered_before_the_end_is_answered_after_the_next_start(own_api, folder):
    ada, ming = own_api.person(1), own_api.person(2)
    async with running(own_api, folder) as process:
        own_api.limits.penalise(60, ada.chat_id)
        ada.say("How much is Xiasi?")
        ming.say("How much is Xiasi?")
        assert ANSWER in (await ming.next_reply()).text

        assert await process.stop() == 0
    own_api.limits.switch_off()

    async with running(own_api, folder) as process:
        assert ANSWER in (await ada.next_reply()).text
        await process.stop()


async def test_after_a_kill_everything_is_answered_but_nothing_that_was_confirmed(own_api, folder):
    ada = own_api.person()
    async with running(own_api, folder) as process:
        ada.say("How much is Xiasi?")
        await ada.next_reply()
        last = max(own_api.world.updates.pending)
        await until(lambda: last not in own_api.world.updates.pending)
        process.kill()
        await process.ended()
    ada.say("/about")

    async with running(own_api, folder) as process:
        ada.say("/language")
        about, language = await ada.replies(2)
        assert about.button("v1|help||")
        assert language.button("v1|lang||en")
        await process.stop()
    assert len(answers(own_api)) == 3


async def test_a_token_that_telegram_refuses_is_told_in_one_line(own_api, folder):
    token = "123456789:wrong_token_of_no_real_bot_0000000000"
    async with running(own_api, folder, ready=False, TELEGRAM_BOT_TOKEN=token, LOG_LEVEL="WARNING") as process:
        assert await process.ended() == 1

        (line,) = process.output.splitlines()
        assert "TELEGRAM_BOT_TOKEN" in line
        assert token not in line


@pytest.mark.parametrize("token", ["hello", "123456789", "123456789:", ":abc", "1:a b", "1:a\n", "１:abc", "1:ä"])
def test_what_is_no_token_is_refused_without_asking_telegram(token):
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN") as told:
        prepared(Settings(telegram_bot_token=token))
    assert token not in str(told.value)


def test_an_unknown_log_level_is_refused():
    with pytest.raises(SettingsError, match="LOG_LEVEL"):
        prepared(Settings(telegram_bot_token="1:a", log_level="LOUD"))


async def test_starts_over_a_bad_line(own_api, folder):
    own_api.faults.html_502("getMe")
    own_api.faults.error_500("setMyCommands")
    own_api.faults.drop_before("getUpdates")
    ada = own_api.person()
    ada.say("How much is Xiasi?")
    async with running(own_api, folder, LOG_LEVEL="DEBUG") as process:
        assert ANSWER in (await ada.next_reply()).text
        await until(lambda: len([call for call in own_api.called("setMyCommands") if call.code == 200]) == 2)
        await process.stop()
        assert own_api.token not in process.output
        assert "Traceback" not in process.output


async def test_waits_for_telegram_serves_when_it_appears_and_ends_when_it_is_gone_again(own_api, folder):
    ada = own_api.person()
    ada.say("How much is Xiasi?")
    async with running(own_api, folder, ready=False, LOG_LEVEL="DEBUG") as process:
        async with own_api.offline():
            await process.told("cannot be reached")
        assert ANSWER in (await ada.next_reply(timeout=10)).text
        async with own_api.offline():
            await process.told("fetching updates failed")
            assert await process.stop() == 0
        assert own_api.token not in process.output


async def test_ends_while_it_still_waits_for_telegram(own_api, folder):
    async with own_api.offline(), running(own_api, folder, ready=False) as process:
        await process.told("cannot be reached")
        process.signal(signal.SIGINT)

        assert await process.ended(within=5) == 0
        assert "Traceback" not in process.output


async def test_a_webhook_that_was_left_behind_does_not_keep_it_from_polling(own_api, folder):
    await own_api.world.webhook.set_webhook(Params({"url": "http://127.0.0.1:9/hook"}))
    ada = own_api.person()
    ada.say("How much is Xiasi?")
    async with running(own_api, folder) as process:
        assert ANSWER in (await ada.next_reply()).text
        await process.stop()

"""How the guide starts and stops, as an operator sees it."""

import signal

import pytest
from botapi.params import Params
from botapi.server import BotApi
from channels.guide_process import running, until

ANSWER = "free since April 2024"


@pytest.fixture
async def own_api():
    """A server of the test's own."""
    async with BotApi() as server:
        yield server


def answers(api):
    return [call for call in api.called("sendMessage") if call.code == 200]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_ends_cleanly_when_told_to(own_api, folder, number):
    async with running(own_api, folder) as guide:
        guide.signal(number)

        assert await guide.ended(within=5) == 0
        assert "Traceback" not in guide.output


async def test_finishes_an_answer_before_it_ends_and_does_not_repeat_it(own_api, folder):
    ada = own_api.person()
    async with running(own_api, folder) as guide:
        own_api.faults.delay("sendMessage", 1.0)
        ada.say("How much is Xiasi?")
        await until(lambda: own_api.called("sendMessage"))

        assert await guide.stop() == 0
    assert ANSWER in (await ada.next_reply(timeout=0)).text

    async with running(own_api, folder) as guide:
        ada.say("/language")
        assert (await ada.next_reply()).button("v1|lang||en")
        await guide.stop()
    assert len(answers(own_api)) == 2


async def test_what_could_not_be_answered_before_the_end_is_answered_after_the_next_start(own_api, folder):
    ada, ming = own_api.person(1), own_api.person(2)
    async with running(own_api, folder) as guide:
        own_api.limits.penalise(60, ada.chat_id)
        ada.say("How much is Xiasi?")
        ming.say("How much is Xiasi?")
        assert ANSWER in (await ming.next_reply()).text

        assert await guide.stop() == 0
    own_api.limits.switch_off()

    async with running(own_api, folder) as guide:
        assert ANSWER in (await ada.next_reply()).text
        await guide.stop()


async def test_after_a_kill_everything_is_answered_but_nothing_that_was_confirmed(own_api, folder):
    ada = own_api.person()
    async with running(own_api, folder) as guide:
        ada.say("How much is Xiasi?")
        await ada.next_reply()
        last = max(own_api.world.updates.pending)
        await until(lambda: last not in own_api.world.updates.pending)
        guide.kill()
        await guide.ended()
    ada.say("/about")

    async with running(own_api, folder) as guide:
        ada.say("/language")
        about, language = await ada.replies(2)
        assert about.button("v1|help||")
        assert language.button("v1|lang||en")
        await guide.stop()
    assert len(answers(own_api)) == 3


@pytest.mark.parametrize(
    "token", ["123456789:wrong_token_of_no_real_bot_0000000000", "hello", "123456789", ": ", "1:a b"]
)
async def test_a_wrong_token_is_told_in_one_line(own_api, folder, token):
    async with running(own_api, folder, ready=False, TELEGRAM_BOT_TOKEN=token, LOG_LEVEL="WARNING") as guide:
        assert await guide.ended() == 1

        (line,) = guide.output.splitlines()
        assert "TELEGRAM_BOT_TOKEN" in line
        assert token not in line


async def test_a_wrong_log_level_is_told_in_one_line(own_api, folder):
    async with running(own_api, folder, ready=False, LOG_LEVEL="LOUD") as guide:
        assert await guide.ended() == 1

        (line,) = guide.output.splitlines()
        assert "LOG_LEVEL" in line


@pytest.mark.parametrize("fault", ["error_500", "html_502", "drop_before"])
async def test_starts_over_a_bad_line(own_api, folder, fault):
    getattr(own_api.faults, fault)("*", times=2)
    ada = own_api.person()
    ada.say("How much is Xiasi?")
    async with running(own_api, folder, LOG_LEVEL="DEBUG") as guide:
        assert ANSWER in (await ada.next_reply()).text
        await guide.stop()
        assert own_api.token not in guide.output
        assert "Traceback" not in guide.output


async def test_waits_for_telegram_and_serves_when_it_appears(own_api, folder):
    ada = own_api.person()
    ada.say("How much is Xiasi?")
    async with own_api.offline(), running(own_api, folder, ready=False, LOG_LEVEL="DEBUG") as waiting:
        await until(lambda: "cannot be reached" in waiting.output, 180)
        assert await waiting.stop() == 0

    async with running(own_api, folder, ready=False, LOG_LEVEL="DEBUG") as guide:
        async with own_api.offline():
            await until(lambda: guide.output.count("cannot be reached") > 1, 180)
        assert ANSWER in (await ada.next_reply(timeout=10)).text
        await guide.stop()
        assert own_api.token not in guide.output


async def test_a_webhook_that_was_left_behind_does_not_keep_it_from_polling(own_api, folder):
    await own_api.world.webhook.set_webhook(Params({"url": "http://127.0.0.1:9/hook"}))
    ada = own_api.person()
    ada.say("How much is Xiasi?")
    async with running(own_api, folder) as guide:
        assert ANSWER in (await ada.next_reply()).text
        await guide.stop()

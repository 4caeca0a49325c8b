"""A bad network, a bad server and bad updates: the running guide answers all the same, and once."""

import aiohttp
import pytest
import pytest_asyncio
from botapi.limits import Rates
from channels.guide_process import until

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANSWER = "free since April 2024"
EXPECTED_REFUSALS = ("bot was blocked by the user", "message is not modified", "group chat was upgraded")


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def _nothing_is_refused_and_no_token_told(api, served):
    yield
    assert [call for call in api.refused if not any(words in call.error for words in EXPECTED_REFUSALS)] == []
    assert api.token not in served.output
    assert api.token.partition(":")[2] not in served.output
    assert "Traceback" not in served.output


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _no_fault_is_left(api):
    yield
    api.faults.clear()
    api.limits.switch_off()


async def settled(person):
    """What else came, once a command sent now has been answered: the talk is in order, so nothing is under way."""
    person.say("/language")
    *before, languages = await _until_languages(person)
    assert languages.button("v1|lang||en")
    return [reply.text for reply in before]


async def _until_languages(person):
    found = []
    while not found or "v1|lang||en" not in [button.value for row in found[-1].buttons for button in row]:
        found.append(await person.next_reply(timeout=10))
    return found


@pytest.mark.parametrize("fault", ["error_500", "html_502", "drop_before"])
@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
async def test_a_call_that_fails_is_made_again(api, visitor, fault, method):
    ada = visitor()
    getattr(api.faults, fault)(method)
    ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply(timeout=10)).text
    assert await settled(ada) == []


@pytest.mark.parametrize("fault", ["error_500", "html_502"])
async def test_a_server_that_is_ill_for_longer_is_waited_for(api, visitor, fault):
    ada = visitor()
    getattr(api.faults, fault)("sendMessage", times=2)
    ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply(timeout=10)).text
    assert await settled(ada) == []


async def test_an_answer_that_may_have_arrived_is_repeated_once_at_most(api, visitor):
    ada = visitor()
    api.faults.drop_after("sendMessage", times=3)
    ada.say("How much is Xiasi?")
    both = await ada.replies(2)
    api.faults.clear()

    assert all(ANSWER in reply.text for reply in both)
    assert await settled(ada) == []


@pytest.mark.parametrize("fault", ["error_500", "html_502", "drop_before", "drop_after"])
@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
async def test_a_press_is_answered_over_a_bad_line(api, visitor, fault, method):
    ada = visitor()
    ada.start("xiasi")
    first = await ada.next_reply()
    if (method, fault) != ("answerCallbackQuery", "drop_after"):
        getattr(api.faults, fault)(method)
    press = ada.press("v1|tickets|xiasi|", first)

    reply = await ada.next_reply(timeout=10)
    assert ANSWER in reply.text
    assert reply.message_id == first.message_id
    await press.answer()
    assert await settled(ada) == []


async def test_a_press_too_old_to_acknowledge_is_still_answered(api, visitor):
    ada = visitor()
    ada.start("xiasi")
    await ada.next_reply()
    api.faults.error_500("answerCallbackQuery", times=2)
    ada.press("v1|tickets|xiasi|")

    assert ANSWER in (await ada.next_reply()).text


async def test_a_batch_that_got_lost_is_fetched_again(api, visitor):
    ada = visitor()
    api.faults.lose_updates()
    ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply(timeout=10)).text
    assert await settled(ada) == []


async def test_a_batch_that_comes_twice_is_answered_once(api, visitor):
    ada = visitor()
    api.deliver_twice()
    ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply()).text
    assert await settled(ada) == []


async def test_a_flood_limit_is_obeyed_and_the_answers_arrive(api, visitor):
    ada = visitor()
    api.limits.switch_on(Rates(per_chat=1, second=0.5, retry_after=1))
    before = api.limits.penalties
    for _ in range(3):
        ada.say("How much is Xiasi?")

    assert all(ANSWER in reply.text for reply in await ada.replies(3, timeout=15))
    assert api.limits.penalties > before
    assert api.limits.violations == []


async def test_a_visitor_under_a_flood_limit_holds_up_no_other(api, visitor):
    ada, ming = visitor(), visitor()
    api.limits.penalise(20, ada.chat_id)
    ada.say("How much is Xiasi?")
    await until(lambda: [c for c in api.called("sendMessage") if c.params["chat_id"] == str(ada.chat_id)])
    for _ in range(20):  # at most one of them waits with ada
        ming.say("How much is Xiasi?")
        assert ANSWER in (await ming.next_reply(timeout=10)).text

    assert ada.unread() == []
    api.limits.violations.clear()  # the first send, before the guide could know


async def test_a_visitor_who_blocks_the_guide_disturbs_nobody(api, visitor):
    ada, ming = visitor(), visitor()
    ada.say("How much is Xiasi?")
    await ada.next_reply()
    ada.say("/help")
    ada.block()
    ming.say("How much is Xiasi?")

    assert ANSWER in (await ming.next_reply()).text
    ada.unblock()
    ada.unread()
    assert await settled(ada) == []


async def test_a_group_that_moved_disturbs_nobody(api, visitor):
    ada = visitor()
    group = ada.in_group(kind="group")
    group.say("/help")
    new = group.upgrade_group()
    new.say("/help")

    assert (await new.next_reply()).button("v1|list_places||")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message_id": "seven"},
        {"message_id": 1, "date": "yesterday", "chat": 5},
        {"message_id": 1, "date": 0, "chat": {"id": 5}, "text": "no type"},
        {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "entities": [{"type": "bold"}]},
        {"message_id": 1, "date": 10**30, "chat": {"id": 5, "type": "private"}, "text": "far future"},
        [],
        "text",
        None,
    ],
)
@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query"])
async def test_an_update_that_cannot_be_read_stops_no_other(api, visitor, kind, body):
    ada = visitor()
    api.world.updates.add(kind, body, 0)
    ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply()).text


async def test_another_program_that_polls_is_outlasted(api, visitor):
    ada = visitor()
    async with aiohttp.ClientSession() as other:
        while not [c for c in api.called("getUpdates") if c.code == 409 and "allowed_updates" in c.params]:
            await other.post(f"{api.base_url}{api.token}/getUpdates", json={"timeout": 1})
    ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply(timeout=10)).text


async def test_a_server_that_goes_away_for_a_while_is_waited_for(api, visitor):
    ada = visitor()
    async with api.offline():
        ada.say("How much is Xiasi?")

    assert ANSWER in (await ada.next_reply(timeout=15)).text
    assert await settled(ada) == []


async def test_faults_of_every_kind_at_once_lose_nothing(api, visitor):
    people = [visitor() for _ in range(10)]
    for fault in (api.faults.error_500, api.faults.html_502):
        fault("sendMessage", times=3)
    api.faults.drop_after("sendMessage")
    api.faults.lose_updates()
    api.faults.delay("sendMessage", 0.3, times=3)
    for person in people:
        person.say("How much is Xiasi?")

    for person in people:
        assert ANSWER in (await person.next_reply(timeout=20)).text
    repeated = [text for person in people for text in await settled(person)]
    assert len(repeated) <= 1

"""What visitors do in Telegram and what they see, at the running guide."""

import json

import pytest
import pytest_asyncio
from channels.guide_process import until
from ical.calendar_stream import IcsCalendarStream

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Refusals that are no fault: a button pressed twice, and one under a message that is gone.
EXPECTED_REFUSALS = ("message is not modified", "message to edit not found")
APP_LANGUAGES = [("en", "en"), ("zh-hans", "zh"), ("zh-hant", "zh-Hant"), ("de", "en"), (None, "en")]
POINT = (26.58, 107.98)


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def _nothing_is_refused(api, served):
    yield
    assert [call for call in api.refused if not any(words in call.error for words in EXPECTED_REFUSALS)] == []
    assert api.token not in served.output
    assert "Traceback" not in served.output
    assert "Warning" not in served.output


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("How much is Xiasi?", "free since April 2024"),
        ("下司要门票吗？", "不收门票"),
        ("下司要門票嗎？", "不收門票"),
    ],
)
async def test_answers_in_the_language_of_the_question(visitor, text, answer):
    ada = visitor()
    ada.say(text)

    assert answer in (await ada.next_reply()).text


@pytest.mark.parametrize(("app_language", "language"), APP_LANGUAGES)
async def test_greets_in_the_language_of_the_app(visitor, guide, app_language, language):
    ada = visitor(app_language)
    ada.start()

    reply = await ada.next_reply()
    assert guide.words[language].say("talk.greet.1") in reply.text
    assert guide.words[language].say("button.list_places") in reply.labels


async def test_a_deep_link_opens_its_entry(visitor):
    ada = visitor()
    ada.start("xiasi")

    reply = await ada.next_reply()
    assert reply.button("v1|tickets|xiasi|")


@pytest.mark.parametrize("payload", ["nowhere", "../../etc/passwd", "v1|tickets|xiasi|", "x" * 64, "下司", "<b>"])
async def test_an_unknown_deep_link_is_greeted(visitor, guide, payload):
    ada = visitor()
    ada.start(payload)

    assert guide.words["en"].say("talk.greet.1") in (await ada.next_reply()).text


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("/help", "talk.help.1"),
        ("/HELP", "talk.help.1"),
        ("/places", "places.all"),
        ("/food", "food.all"),
        ("/routes", "routes.ours"),
        ("/language", "talk.set_language.head"),
        ("/about", "talk.about.1"),
        ("/privacy", "talk.privacy.1"),
        ("/nonsense", "talk.help.1"),
        ("/route66 please", "talk.help.1"),
        ("/help@test_guide_bot", "talk.help.1"),
    ],
)
async def test_a_command_is_answered(visitor, guide, command, key):
    ada = visitor("zh-hans")
    ada.say(command)

    town = guide.desk("zh", None).town
    assert guide.words["zh"].say(key, town=town) in (await ada.next_reply()).text


async def test_the_events_command_gives_dates_with_their_events(visitor):
    ada = visitor()
    ada.say("/events")

    reply = await ada.next_reply()
    assert len(reply.text.splitlines()) > 2
    assert any(button.value.startswith("v1|overview|") for row in reply.buttons for button in row)


async def test_the_command_menu_is_set_in_two_languages(api, served, guide):
    await until(lambda: len([call for call in api.called("setMyCommands") if call.code == 200]) == 2)

    everybody, chinese = api.called("setMyCommands")
    assert "language_code" not in everybody.params
    assert chinese.params["language_code"] == "zh"
    for call, language in ((everybody, "en"), (chinese, "zh")):
        menu = {command["command"]: command["description"] for command in json.loads(call.params["commands"])}
        assert list(menu) == ["start", "help", "plan", "places", "events", "food", "routes", "language", "about"]
        assert menu["places"] == guide.words[language].say("command.places")


async def test_a_button_changes_the_message_in_place_and_is_acknowledged_once(api, visitor):
    ada = visitor()
    ada.start("xiasi")
    first = await ada.next_reply()
    press = ada.press("v1|tickets|xiasi|", first)

    reply = await ada.next_reply()
    assert (reply.edited, reply.message_id) == (True, first.message_id)
    assert "free since April 2024" in reply.text
    assert (await press.answer()).text == ""
    assert [c.code for c in api.called("answerCallbackQuery") if c.params["callback_query_id"] == press.id] == [200]


async def test_the_same_button_twice_is_no_error(visitor, api):
    ada = visitor()
    ada.start()
    first = await ada.next_reply()
    ada.press("v1|list_places||", first)
    shown = await ada.next_reply()
    press = ada.forge("v1|list_places||", shown)
    await press.answer()
    ada.say("/help")  # the next thing that comes is the answer to this, so the press brought nothing

    assert (await ada.next_reply()).button("v1|arriving||")
    assert len(ada.screen()) == 2


@pytest.mark.parametrize("app_language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize(
    "data",
    ["v0|tickets|xiasi|", "v1|no_such_verb||", "v1|tickets|nowhere|", "v1|" + "x" * 200, "", "|||", "v1|lang||xx"],
)
async def test_a_stale_or_forged_button_gets_a_fresh_menu(visitor, guide, data, app_language):
    ada = visitor(app_language)
    ada.start()
    await ada.next_reply()
    press = ada.forge(data)

    reply = await ada.next_reply()
    language = {"en": "en", "zh-hans": "zh", "zh-hant": "zh-Hant"}[app_language]
    assert reply.text == guide.words[language].say("button.outdated")
    assert reply.button("v1|list_places||")
    await press.answer()


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("When is Village T?", "Add to calendar"),
        ("村T什么时候有？", "加到日历"),
        ("村T什麼時候有？", "加到日曆"),
    ],
)
async def test_a_calendar_file_arrives_under_its_name_and_can_be_read(visitor, question, label):
    ada = visitor("zh-hans")
    ada.say(question)
    first = await ada.next_reply()
    ada.press(label, first)

    said = await ada.next_reply()
    assert not said.edited
    sent = await ada.next_reply()
    assert sent.json["document"]["file_name"] == "village_t.ics"
    assert sent.json["document"]["mime_type"] == "text/calendar"
    (entry,) = IcsCalendarStream.calendar_from_ics(sent.file.decode()).events
    assert (entry.dtstart.hour, entry.dtend.hour) == (19, 21)


async def test_a_button_under_a_deleted_message_is_answered_in_a_new_one(visitor):
    ada = visitor()
    ada.start()
    await ada.next_reply()
    ada.forge("v1|tickets|xiasi|", 987_654)

    reply = await ada.next_reply()
    assert not reply.edited
    assert "free since April 2024" in reply.text


async def test_a_language_button_changes_the_language(visitor, guide):
    ada = visitor()
    ada.say("/language")
    await ada.next_reply()
    ada.press("v1|lang||zh-Hant")

    assert (await ada.next_reply()).text == guide.words["zh-Hant"].say("language.set")
    ada.say("/help")
    assert guide.words["zh-Hant"].say("talk.help.1") in (await ada.next_reply()).text


async def test_near_me_offers_a_keyboard_that_sends_the_position(visitor, guide):
    ada = visitor("zh-hans")
    ada.say("我附近有什么")

    reply = await ada.next_reply()
    assert reply.keyboard == ((guide.words["zh"].say("button.share_location"),),)
    assert ada.keyboard.rows[0][0]["request_location"] is True


@pytest.mark.parametrize(("app_language", "language"), [("en", "en"), ("zh-hans", "zh"), ("zh-hant", "zh-Hant")])
async def test_a_position_is_answered_with_what_is_near(visitor, guide, app_language, language):
    ada = visitor(app_language)
    ada.share_location(*POINT)

    reply = await ada.next_reply()
    assert reply.text.startswith(guide.words[language].say("nearby.you"))
    assert reply.labels


async def test_a_position_far_away_is_told_so(visitor, guide):
    ada = visitor()
    ada.share_location(0.0, 0.0)

    assert (await ada.next_reply()).text == guide.words["en"].say("nearby.nothing", town="Kaili")


async def test_the_map_button_sends_a_venue(visitor):
    ada = visitor()
    ada.say("How do I get to Xiasi?")
    await ada.next_reply()
    ada.press("v1|map|xiasi|")

    text, venue = await ada.replies(2)
    assert "下司" in text.text
    assert venue.kind == "venue"
    assert venue.json["location"]["latitude"] == pytest.approx(26.5, abs=0.2)
    assert venue.json["location"]["longitude"] == pytest.approx(107.8, abs=0.2)


@pytest.mark.parametrize(("app_language", "language"), [("en", "en"), ("zh-hans", "zh"), ("zh-hant", "zh-Hant")])
@pytest.mark.parametrize("kind", ["photo", "caption", "voice", "sticker"])
async def test_what_cannot_be_read_gets_a_kind_word(visitor, guide, kind, app_language, language):
    ada = visitor(app_language)
    {
        "photo": ada.send_photo,
        "caption": lambda: ada.send_photo(caption="what is this?"),
        "voice": ada.send_voice,
        "sticker": ada.send_sticker,
    }[kind]()

    reply = await ada.next_reply()
    assert reply.text == guide.words[language].say("ask.shown_kind")
    assert reply.button("v1|help||")


async def test_an_edited_message_gets_a_kind_word_in_the_language_of_the_talk(visitor, guide):
    ada = visitor("en")
    number = ada.say("下司门票")
    await ada.next_reply()
    ada.edit(number, "下司几点开门")

    assert (await ada.next_reply()).text == guide.words["zh"].say("ask.edited")


async def test_a_live_position_that_moves_is_not_commented(api, visitor, guide):
    ada = visitor()
    number = ada.share_location(*POINT)
    await ada.next_reply()
    _deliver(api, ada, "edited_message", message_id=number, location={"latitude": 26.59, "longitude": 107.98})
    ada.say("/help")

    assert guide.words["en"].say("talk.help.1") in (await ada.next_reply()).text


async def test_an_album_gets_one_kind_word(api, visitor, guide):
    ada = visitor()
    number = ada.send_photo()
    for further in (1, 2, 3):
        photo = [{"file_id": "f", "file_unique_id": f"u{further}", "width": 1, "height": 1}]
        _deliver(api, ada, "message", message_id=number + further, photo=photo, media_group_id=f"album {ada.id}")
    ada.say("/help")

    word = guide.words["en"].say("ask.shown_kind")
    first, second, third = (reply.text for reply in await ada.replies(3))
    assert (first, second) == (word, word)  # the single photo, then the album
    assert guide.words["en"].say("talk.help.1") in third


async def test_a_notice_of_the_chat_gets_no_answer(api, visitor, guide):
    ada = visitor()
    number = ada.say("hello")
    await ada.next_reply()
    _deliver(
        api, ada, "message", message_id=number + 1, message_auto_delete_timer_changed={"message_auto_delete_time": 1}
    )
    ada.say("/help")

    assert guide.words["en"].say("talk.help.1") in (await ada.next_reply()).text


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b> & <script>alert(1)</script>",
        "how much is <i>Xiasi</i> &amp; <a href='x'>more",
        "</b></i>",
        "&lt;&#0;",
        "x" * 4096,
        "下司门票" * 1000,
        "🎉" * 2000,
        "😀",
        "👨‍👩‍👧‍👦🇨🇳",
        "\u202eisaiX\u202c \u200b\u200d\ufeff",
        "\x00\x01\x02\x1b[31m",
        "\u202e\u202d\u2066",
        "?",
        "/",
        "//",
        "/ help",
        "@",
        "@test_guide_bot",
        "%s {town} {0} $x",
        "'; DROP TABLE chats; --",
        "12345",
        "Z̸̢̛a̵l̴g̷o̶",
    ],
)
async def test_any_text_gets_one_answer(visitor, guide, text):
    ada = visitor()
    ada.say(text)
    ada.say("/language")

    answer, languages = await ada.replies(2)
    assert answer.text not in [words.say("ask.failed") for words in guide.words.values()]
    assert languages.button("v1|lang||en")


async def test_one_visitors_messages_are_answered_in_order(visitor, guide):
    ada = visitor()
    commands = ["/privacy", "/language", "/about", "/help"] * 3
    for command in commands:
        ada.say(command)

    heads = [reply.text.splitlines()[0] for reply in await ada.replies(len(commands))]
    words = guide.words["en"]
    wanted = [words.say(f"talk.{name}.head", town="Kaili") for name in ("privacy", "set_language", "about", "help")]
    assert heads == wanted * 3


async def test_visitors_at_the_same_time_keep_their_own_conversations(visitor):
    ada, ming = visitor(), visitor("zh-hans")
    ada.say("Tell me about Xiasi")
    ming.say("西江千户苗寨")
    await ada.next_reply()
    await ming.next_reply()
    ada.say("how much is it?")
    ming.say("门票多少钱")

    assert "Xiasi" in (await ada.next_reply()).text
    assert "西江" in (await ming.next_reply()).text


async def test_many_visitors_at_once_are_all_answered(visitor):
    people = [visitor() for _ in range(40)]
    for person in people:
        person.say("How much is Xiasi?")

    for person in people:
        assert "free since April 2024" in (await person.next_reply(timeout=20)).text


# Groups


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_ordinary_talk_in_a_group_is_left_alone(visitor, guide, kind):
    ada = visitor().in_group(kind=kind)
    for text in (
        "How much is Xiasi?",
        "hello everybody",
        "mail me at a@test_guide_bots.org",
        "/help@other_bot",
        "/weather",
    ):
        ada.say(text)
    ada.share_location(*POINT)
    ada.send_sticker()
    ada.edit(ada.say("hm"), "hmm")
    asked = ada.say("/about")

    reply = await ada.next_reply()
    assert guide.words["en"].say("talk.about.1") in reply.text
    assert reply.json["reply_to_message"]["message_id"] == asked
    assert ada.unread() == []


@pytest.mark.parametrize("text", ["/places", "/places@test_guide_bot", "/PLACES@Test_Guide_Bot"])
async def test_a_command_in_a_group_is_answered_as_a_reply(visitor, guide, text):
    ada = visitor().in_group()
    asked = ada.say(text)

    reply = await ada.next_reply()
    assert reply.text.startswith(guide.words["en"].say("places.all", town="Kaili"))
    assert reply.json["reply_to_message"]["message_id"] == asked


@pytest.mark.parametrize(
    "text",
    ["@test_guide_bot how much is Xiasi?", "how much is Xiasi @Test_Guide_Bot", "Xiasi tickets,@test_guide_bot?"],
)
async def test_a_mention_in_a_group_is_answered_as_a_reply(visitor, text):
    ada = visitor().in_group()
    asked = ada.say(text)

    reply = await ada.next_reply()
    assert "free since April 2024" in reply.text
    assert reply.json["reply_to_message"]["message_id"] == asked


async def test_a_reply_to_the_guide_in_a_group_is_answered(visitor):
    ada = visitor().in_group()
    ada.say("/start@test_guide_bot xiasi")
    first = await ada.next_reply()
    asked = ada.say("how much is it?", reply_to=first)

    reply = await ada.next_reply()
    assert "free since April 2024" in reply.text
    assert reply.json["reply_to_message"]["message_id"] == asked


async def test_a_group_that_asks_what_is_near_gets_no_position_keyboard(visitor, guide):
    ada = visitor().in_group()
    ada.say("@test_guide_bot what is near me?")

    reply = await ada.next_reply()
    assert guide.words["en"].say("nearby.share") in reply.text
    assert reply.keyboard == ()
    assert reply.labels


async def test_a_button_in_a_group_changes_the_message_in_place(visitor):
    ada = visitor().in_group()
    ada.say("/start@test_guide_bot xiasi")
    first = await ada.next_reply()
    press = ada.press("v1|tickets|xiasi|")

    assert (await ada.next_reply()).message_id == first.message_id
    await press.answer()


async def test_a_question_in_a_topic_is_answered_in_that_topic(api, visitor):
    ada = visitor().in_group()
    number = ada.say("hm")
    _deliver(api, ada, "message", message_id=number + 1, text="/help", message_thread_id=77, is_topic_message=True)

    await ada.next_reply()
    assert api.called("sendMessage")[-1].params["message_thread_id"] == "77"


def _deliver(api, person, kind, **fields):
    """Hands the guide a message of a kind that the people of this server do not send."""
    head = {"date": api.world.clock.date(), "chat": person._chat.json, "from": person.user}
    api.world.updates.add(kind, {**head, **fields}, person.chat_id)

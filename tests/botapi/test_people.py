"""People: what they do reaches the bot, what the bot does reaches them."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)

from .server import BotApi

pytestmark = pytest.mark.asyncio


async def news(api: BotApi, bot: Bot) -> list[Update]:
    """All updates that wait, confirmed."""
    found: list[Update] = []
    offset = min(api.world.updates.pending, default=0)
    while batch := await bot.get_updates(offset=offset):
        found += batch
        offset = batch[-1].update_id + 1
    return found


async def test_what_a_person_does_arrives(api: BotApi, bot: Bot):
    ada = api.person(user_id=42, language_code="zh-hans", first_name="小明")
    ada.start("poster_7")
    ada.share_location(26.58, 107.98)
    ada.send_photo(caption="here")
    ada.send_sticker()
    ada.edit(ada.say("hello"), "hello again")
    start, place, photo, sticker, said, edited = await news(api, bot)
    assert (start.message.text, start.message.entities[0].type) == ("/start poster_7", "bot_command")
    assert (start.effective_user.id, start.effective_user.language_code) == (42, "zh-hans")
    assert (place.message.location.latitude, place.message.location.longitude) == (26.58, 107.98)
    assert photo.message.caption == "here"
    assert sticker.message.sticker.emoji
    assert edited.edited_message.text == "hello again"
    assert edited.edited_message.message_id == said.message.message_id


async def test_pressing_and_editing_in_place(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    rows = [
        [
            InlineKeyboardButton("Near me", callback_data="v1|near"),
            InlineKeyboardButton("Map", url="https://e.org/m"),
        ]
    ]
    await bot.send_message(ada.id, "<b>Where</b>?", parse_mode="HTML", reply_markup=InlineKeyboardMarkup(rows))
    reply = await ada.next_reply()
    assert reply.buttons == ((("Near me", "v1|near"), ("Map", "https://e.org/m")),)
    press = ada.press("Near me")
    (update,) = await news(api, bot)
    assert (update.callback_query.data, update.callback_query.message.text) == ("v1|near", "Where?")
    await update.callback_query.answer("one moment")
    assert (await press.answer()).text == "one moment"
    await update.callback_query.edit_message_text("Here.")
    edited = await ada.next_reply()
    assert (edited.text, edited.edited, edited.buttons) == ("Here.", True, ())
    assert [shown.text for shown in ada.screen()] == ["Here."]
    with pytest.raises(LookupError):
        ada.press("Near me")


async def test_a_link_cannot_be_pressed_and_forged_data_can(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    button = InlineKeyboardButton("Map", url="https://e.org/m")
    sent = await bot.send_message(ada.id, "x", reply_markup=InlineKeyboardMarkup([[button]]))
    with pytest.raises(LookupError, match="sends nothing"):
        ada.press("Map")
    await sent.delete()
    ada.forge("v1|drop|tables", sent.message_id)
    (update,) = await news(api, bot)
    assert update.callback_query.data == "v1|drop|tables"
    assert not update.callback_query.message.is_accessible


async def test_the_reply_keyboard_stays(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    keys = ReplyKeyboardMarkup([[KeyboardButton("Send my place", request_location=True)]], resize_keyboard=True)
    await bot.send_message(ada.id, "x", reply_markup=keys)
    assert (await ada.next_reply()).keyboard == (("Send my place",),)
    await bot.send_message(ada.id, "y")
    assert ada.keyboard is not None


async def test_privacy_mode_in_groups(api: BotApi, bot: Bot):
    ada = api.person().in_group()
    ben = api.person(1002, first_name="Ben").in_group(ada)
    assert (await news(api, bot))[0].my_chat_member.new_chat_member.status == "member"
    ada.say("just talking")
    ada.say("/events@another_bot")
    ada.share_location(26.58, 107.98)
    assert await news(api, bot) == []
    ada.say("/events")
    ada.say(f"@{api.username} what is on?")
    (command, mention) = await news(api, bot)
    assert command.effective_chat.type == "supergroup"
    await command.message.reply_text("A lot.", do_quote=True)
    answer = await ben.next_reply()
    assert (await ada.next_reply()).json["reply_to_message"]["text"] == "/events"
    ben.say("when?", reply_to=answer)
    (answered,) = await news(api, bot)
    assert answered.message.reply_to_message.message_id == answer.message_id
    assert mention.message.message_id > command.message.message_id


async def test_leaving_and_moving(api: BotApi, bot: Bot):
    ada = api.person()
    ada.say("hello")
    ada.block()
    assert (await news(api, bot))[-1].my_chat_member.new_chat_member.status == "kicked"
    group = ada.in_group(kind="group")
    moved = group.upgrade_group()
    answer = api.calls
    with pytest.raises(Exception, match=str(moved.chat_id)):
        await bot.send_message(group.chat_id, "x")
    assert answer[-1].error == "Bad Request: group chat was upgraded to a supergroup chat"
    moved.block()
    with pytest.raises(Exception, match="bot was kicked from the supergroup chat"):
        await bot.send_message(moved.chat_id, "x")


async def test_waiting_says_what_came_instead(api: BotApi, bot: Bot):
    ada = api.person(known=True)
    await ada.no_reply(within=0.01)
    await bot.send_message(ada.id, "only this")
    with pytest.raises(TimeoutError, match="only this"):
        await ada.replies(2, timeout=0.01)
    with pytest.raises(AssertionError, match="only this"):
        await ada.no_reply()
    assert api.refused == []

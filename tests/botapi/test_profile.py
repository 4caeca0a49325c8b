"""Commands, names, descriptions and the menu button."""

import json

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, BotCommandScopeDefault, MenuButtonCommands

from .conftest import Ask, refusal
from .server import BotApi

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("command", "description", "words"),
    [
        ("Help", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "command must be non-empty"),
        ("h" * 33, "x", "command length must not exceed 32"),
        ("help", "", "command description must be non-empty"),
        ("help", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_bad_commands(ask: Ask, command: str, description: str, words: str):
    commands = json.dumps([{"command": command, "description": description}])
    assert await refusal(ask, "setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_the_profile_by_language_and_scope(api: BotApi, bot: Bot, ask: Ask):
    ada = api.person(known=True)
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.set_my_commands([BotCommand("help", "能做什么")], language_code="zh")
    await bot.set_my_commands([BotCommand("stats", "Numbers")], scope=BotCommandScopeChat(ada.id))
    assert [c.description for c in await bot.get_my_commands(language_code="zh")] == ["能做什么"]
    assert [c.command for c in await bot.get_my_commands(scope=BotCommandScopeChat(ada.id))] == ["stats"]
    await bot.delete_my_commands(scope=BotCommandScopeDefault())
    assert await bot.get_my_commands() == ()
    await bot.set_my_name("Guide")
    await bot.set_my_name("导游", language_code="zh")
    assert [(await bot.get_my_name(code)).name for code in ("zh", "en", None)] == ["导游", "Guide", "Guide"]
    await bot.set_my_description("Long")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_description("fr")).description == "Long"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat(ada.id)).first_name == "Ada"
    assert await refusal(ask, "setMyName", name="x" * 65) == "Bad Request: NAME_TOO_LONG"
    assert await refusal(ask, "getMyName", language_code="zh-Hant") == "Bad Request: invalid language code specified"

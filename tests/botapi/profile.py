"""What the bot says of itself: commands, names, descriptions, menu button; and getMe, getChat."""

import json
import re
from typing import Any

from .errors import bad_request
from .links import LinkError, check_link
from .params import Params
from .world import World

Json = dict[str, Any]
_MAX_COMMANDS, _MAX_COMMAND_CHARS, _MAX_DESCRIPTION_CHARS = 100, 32, 256
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def get_me(world: World, params: Params) -> Json:
    """The bot as a User object with its rights."""
    return {
        **world.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": world.bot.reads_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    """The ChatFullInfo object."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    extra = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    return {**world.book.chat(params).json, **extra}


def set_my_commands(world: World, params: Params) -> bool:
    """True."""
    commands = params.json("commands", "commands") or []
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    key = ("commands", _scope(world, params))
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile[key] = [_command(command) for command in commands]
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """The commands of exactly this scope and language, [] when none were set."""
    commands: list[Json] = world.profile.get(("commands", _scope(world, params)), [])
    return commands


def delete_my_commands(world: World, params: Params) -> bool:
    """True."""
    world.profile.pop(("commands", _scope(world, params)), None)
    return True


def set_my_name(world: World, params: Params) -> bool:
    """True."""
    return _set_words(world, params, "name", 64)


def get_my_name(world: World, params: Params) -> Json:
    """The name in a language, or the default one."""
    return {"name": _words(world, params, "name") or world.bot.first_name}


def set_my_description(world: World, params: Params) -> bool:
    """True."""
    return _set_words(world, params, "description", 512)


def get_my_description(world: World, params: Params) -> Json:
    """The description in a language, or the default one."""
    return {"description": _words(world, params, "description")}


def set_my_short_description(world: World, params: Params) -> bool:
    """True."""
    return _set_words(world, params, "short_description", 120)


def get_my_short_description(world: World, params: Params) -> Json:
    """The short description in a language, or the default one."""
    return {"short_description": _words(world, params, "short_description")}


def set_chat_menu_button(world: World, params: Params) -> bool:
    """True."""
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    if button["type"] == "web_app":
        _check_web_app(button)
    world.profile["menu", _menu_chat(world, params)] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """The menu button of a chat, or the default one."""
    default = world.profile.get(("menu", ""), {"type": "commands"})
    button: Json = world.profile.get(("menu", _menu_chat(world, params)), default)
    return default if button["type"] == "default" else button


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("Invalid language code specified")
    return language


def _set_words(world: World, params: Params, what: str, most: int) -> bool:
    language = _language(params)
    if len(params.text(what)) > most:  # the real words are not known, the limit is
        raise bad_request(f"{what.upper()}_TOO_LONG")
    world.profile[what, language] = params.text(what)
    return True


def _words(world: World, params: Params, what: str) -> str:
    words: str = world.profile.get((what, _language(params))) or world.profile.get((what, ""), "")
    return words


def _scope(world: World, params: Params) -> str:
    scope = params.json("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("Can't parse BotCommandScope: BotCommandScope must be an Object")
    if scope.get("type") not in (*_PLAIN_SCOPES, *_CHAT_SCOPES):
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    if scope["type"] in _CHAT_SCOPES:
        world.book.chat(Params({"chat_id": str(scope.get("chat_id", ""))}))
    if scope["type"] == "chat_member" and not scope.get("user_id"):
        raise bad_request("Can't parse BotCommandScope: Invalid user_id specified")
    return json.dumps(scope, sort_keys=True) + _language(params)


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("Can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(given.get(name), str):
            raise bad_request(f"Can't parse BotCommand: Can't find field \"{name}\"")
    command, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    if not command:
        raise bad_request("Command must be non-empty")
    if len(command) > _MAX_COMMAND_CHARS:
        raise bad_request(f"Command length must not exceed {_MAX_COMMAND_CHARS}")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > _MAX_DESCRIPTION_CHARS:
        raise bad_request(f"Command description length must not exceed {_MAX_DESCRIPTION_CHARS}")
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _menu_chat(world: World, params: Params) -> str:
    return str(world.book.chat(params).id) if params.text("chat_id") else ""


def _check_web_app(button: Json) -> None:
    url = (button.get("web_app") or {}).get("url", "")
    if not button.get("text"):
        raise bad_request("Can't parse menu button: Can't find field \"text\"")
    try:
        check_link(url, https_only=True)
    except LinkError as problem:
        raise bad_request(f"menu button Web App URL '{url}' is invalid: {problem}") from None

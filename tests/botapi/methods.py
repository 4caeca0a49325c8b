"""The methods of the Bot API that this server knows, and running one of them."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import media, messages, profile
from .errors import ApiError
from .params import Params
from .world import World

Method = Callable[[World, Params], Any]


@dataclass(frozen=True)
class Told:
    """A result with a description beside it, as setWebhook gives."""

    result: Any
    description: str


def _get_updates(world: World, params: Params) -> Any:
    return world.updates.get_updates(params)


async def _set_webhook(world: World, params: Params) -> Told:
    return Told(*await world.webhook.set_webhook(params))


async def _delete_webhook(world: World, params: Params) -> Told:
    return Told(*await world.webhook.delete_webhook(params))


def _get_webhook_info(world: World, params: Params) -> Any:
    return world.webhook.info()


METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": _get_updates,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "sendMessage": messages.send_message,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendVenue": media.send_venue,
    "sendLocation": media.send_location,
    "sendChatAction": messages.send_chat_action,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": messages.answer_callback_query,
    "getFile": media.get_file,
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
_BY_LOWER = {name.lower(): name for name in METHODS}


def proper_name(method: str) -> str:
    """The method's name as the Bot API writes it; an unknown one as it came."""
    return _BY_LOWER.get(method.lower(), method)


async def run(world: World, method: str, params: Params) -> Any:
    """The method's result. Raises ApiError, 404 for an unknown method."""
    found = METHODS.get(proper_name(method))
    if found is None:
        raise ApiError(404, "Not Found: method not found")
    result = found(world, params)
    return await result if inspect.isawaitable(result) else result

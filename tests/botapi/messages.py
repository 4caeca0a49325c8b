"""Sending, editing and deleting messages, and answering presses."""

from dataclasses import dataclass, replace
from typing import Any

from .chats import Chat, Stored
from .errors import bad_request
from .keyboards import Markup, read_markup
from .params import Params
from .text import MAX_CAPTION_UNITS, MAX_TEXT_UNITS, Text, read_text, units
from .world import Toast, World

Json = dict[str, Any]
PRESS_ANSWER_S = 15  # how long a press can be answered
_DELETABLE_S = 48 * 3600
_MAX_TOAST_CHARS = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_ACTIONS = frozenset((
    "cancel", "typing", "record_video", "upload_video", "record_audio", "record_voice", "upload_audio",
    "upload_voice", "upload_photo", "upload_document", "choose_sticker", "pick_up_location", "find_location",
    "record_video_note", "upload_video_note",
))  # fmt: skip


@dataclass(frozen=True)
class Content:
    """What a new message carries beside its head."""

    fields: Json
    source: str = ""  # the text or caption as the bot wrote it
    file: bytes | None = None


def send(world: World, method: str, params: Params, content: Content) -> Json:
    """The message as it was sent. Raises ApiError."""
    chat = world.book.writable(params)
    markup = read_markup(params, private=chat.private)
    reply = _reply_fields(world, chat, params)
    world.limits.check(method, chat.id)
    message = {**world.stamp(chat, world.bot.user()), **reply, **content.fields}
    if params.flag("protect_content"):
        message["has_protected_content"] = True
    message |= _markup_fields(markup)
    world.show(chat, Stored(message, True, True, content.source, markup, content.file))
    return message


def caption(params: Params) -> tuple[Json, str]:
    """The fields of a caption and its source. Raises ApiError."""
    text = read_text(
        params.text("caption"), params.text("parse_mode"), params.text("caption_entities"), may_be_empty=True
    )
    if units(text.plain) > MAX_CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return _text_fields(text, "caption", "caption_entities"), text.source


def send_message(world: World, params: Params) -> Json:
    """The sent message."""
    text = _message_text(params)
    if units(text.plain) > MAX_TEXT_UNITS:
        world.book.writable(params)
        raise bad_request("message is too long")
    fields = _text_fields(text, "text", "entities")
    preview = params.json("link_preview_options", "link preview options")
    if preview:
        fields["link_preview_options"] = preview
    return send(world, "sendMessage", params, Content(fields, text.source))


def edit_message_text(world: World, params: Params) -> Json:
    """The edited message."""
    text = _message_text(params)
    chat, stored = _to_edit(world, params)
    if "text" not in stored.json:
        raise bad_request("there is no text in the message to edit")
    if units(text.plain) > MAX_TEXT_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    fields = _text_fields(text, "text", "entities")
    preview = params.json("link_preview_options", "link preview options")
    if preview:
        fields["link_preview_options"] = preview
    dropped = ("text", "entities", "link_preview_options")
    return _edit(world, "editMessageText", chat, stored, _changed(stored, params, dropped, fields, text.source))


def edit_message_caption(world: World, params: Params) -> Json:
    """The edited message."""
    fields, source = caption(params)
    chat, stored = _to_edit(world, params)
    if "photo" not in stored.json and "document" not in stored.json:
        raise bad_request("there is no caption in the message to edit")
    changed = _changed(stored, params, ("caption", "caption_entities"), fields, source)
    return _edit(world, "editMessageCaption", chat, stored, changed)


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """The edited message."""
    chat, stored = _to_edit(world, params)
    changed = _changed(stored, params, (), {}, stored.html)
    return _edit(world, "editMessageReplyMarkup", chat, stored, changed)


def delete_message(world: World, params: Params) -> bool:
    """True."""
    if not params.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    if params.number("message_id") <= 0:
        raise bad_request("Message identifier is not specified")
    chat = world.book.writable(params)
    stored = world.book.message(chat, params.number("message_id"), "message to delete")
    too_old = world.clock.now() - stored.json["date"] > _DELETABLE_S
    if too_old or not (stored.mine or chat.private):
        raise bad_request("message can't be deleted")
    del chat.messages[stored.json["message_id"]]
    return True


def send_chat_action(world: World, params: Params) -> bool:
    """True."""
    if params.text("action").lower() not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    world.book.writable(params)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """True; the person who pressed sees the text."""
    press = world.presses.get(params.text("callback_query_id"))
    if press is None or press.toast.done() or world.clock.now() - press.made_at > PRESS_ANSWER_S:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.text("text")) > _MAX_TOAST_CHARS:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url"):
        raise bad_request("URL_INVALID")  # allowed for games only
    press.toast.set_result(Toast(params.text("text"), params.flag("show_alert")))
    return True


def _message_text(params: Params) -> Text:
    if not params.text("text"):
        raise bad_request("Message text is empty")
    return read_text(params.text("text"), params.text("parse_mode"), params.text("entities"))


def _text_fields(text: Text, name: str, entities: str) -> Json:
    fields: Json = {name: text.plain} if text.plain else {}
    if text.entities:
        fields[entities] = text.json()
    return fields


def _markup_fields(markup: Markup | None) -> Json:
    return {"reply_markup": markup.body} if markup and markup.kind == "inline" else {}


def _reply_fields(world: World, chat: Chat, params: Params) -> Json:
    given = params.json("reply_parameters", "reply parameters") or {"message_id": params.number("reply_to_message_id")}
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply parameters")
    if not isinstance(given.get("message_id"), int):
        raise bad_request("Can't parse reply parameters: Can't find field \"message_id\"")
    if not given["message_id"]:
        return {}
    stored = chat.messages.get(given["message_id"])
    if stored is None or not stored.visible:
        if given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in stored.json.items() if k != "reply_to_message"}}


def _to_edit(world: World, params: Params) -> tuple[Chat, Stored]:
    if not params.text("chat_id") and params.number("message_id") <= 0:
        raise bad_request(
            "MESSAGE_ID_INVALID" if params.text("inline_message_id") else "Message identifier is not specified"
        )
    chat = world.book.writable(params)
    stored = world.book.message(chat, params.number("message_id"), "message to edit")
    if not stored.mine:
        raise bad_request("message can't be edited")
    return chat, stored


def _changed(stored: Stored, params: Params, dropped: tuple[str, ...], fields: Json, source: str) -> Stored:
    # An edit without a keyboard takes the old one away
    markup = read_markup(params, only_inline=True)
    body = {k: v for k, v in stored.json.items() if k not in (*dropped, "reply_markup")}
    return replace(stored, json={**body, **fields, **_markup_fields(markup)}, html=source, markup=markup)


def _edit(world: World, method: str, chat: Chat, old: Stored, new: Stored) -> Json:
    if new.json == old.json:
        raise bad_request(_NOT_MODIFIED)
    world.limits.check(method, chat.id)
    new = replace(new, json={**new.json, "edit_date": world.clock.date()})
    world.show(chat, new, edited=True)
    return new.json

"""Keyboards under messages: read, checked and refused as the real server does.

Stricter than there: a button with several actions, where the real server silently takes the first; an unknown
`style`; more than 8 buttons in a row or 100 in all, where it drops some.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .errors import ApiError, bad_request
from .links import LinkError, check_link
from .params import Params

Json = dict[str, Any]
_ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
_MAX_DATA_BYTES, _MAX_COPY_CHARS, _MAX_URL_CHARS, _MAX_BUTTONS, _MAX_ROW = 64, 256, 2048, 100, 8
_MAX_MARKUP_BYTES = 10_000
_REQUESTS = {
    "request_contact": "Phone number", "request_location": "Location", "request_poll": "Poll",
    "request_users": "Users", "request_chat": "Chats",
}  # fmt: skip


@dataclass(frozen=True)
class Markup:
    """A keyboard: `kind` is inline, reply, remove or force."""

    kind: str
    body: Json

    @property
    def rows(self) -> list[list[Json]]:
        """Rows of buttons as the Bot API shows them; none for remove and force."""
        rows: list[list[Json]] = self.body.get("inline_keyboard") or self.body.get("keyboard") or []
        return rows


def read_markup(params: Params, *, private: bool = True, only_inline: bool = False) -> Markup | None:
    """The keyboard of a request, or None. Raises ApiError."""
    value = params.json("reply_markup", "reply keyboard markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("Object expected as reply markup")
    markup = _markup(value, private)
    if markup and only_inline and markup.kind != "inline":
        raise bad_request("Inline keyboard expected")
    if markup and len(json.dumps(markup.body, ensure_ascii=False).encode("utf-8", "replace")) > _MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return markup


def _markup(value: Json, private: bool) -> Markup | None:
    keyboard = _rows(
        value, "keyboard", 'Field "keyboard" must be an Array of Arrays', lambda b: _reply_button(b, private)
    )
    inline = _rows(
        value,
        "inline_keyboard",
        'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        _inline_button,
    )
    if keyboard:
        return Markup("reply", {**value, "keyboard": keyboard})
    if inline:
        return Markup("inline", {"inline_keyboard": inline})
    if value.get("remove_keyboard"):
        return Markup("remove", {"remove_keyboard": True})
    return Markup("force", {"force_reply": True}) if value.get("force_reply") else None


def _rows(value: Json, name: str, wrong: str, read: Callable[[Any], Json | None]) -> list[list[Json]]:
    given = value.get(name, [])
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request(wrong)
    read_rows = [[button for item in row if (button := read(item))] for row in given]
    rows = [row for row in read_rows if row]
    if sum(map(len, rows)) > _MAX_BUTTONS or any(len(row) > _MAX_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _text_of(item: Any, what: str, kind: str) -> str:
    if not isinstance(item, dict):
        raise bad_request(f"Can't parse {what}: {kind} must be an Object")
    if not isinstance(item.get("text"), str):
        raise bad_request(f"Can't parse {what}: Can't find field \"text\"")
    text: str = item["text"]
    return text


def _reply_button(item: Any, private: bool) -> Json | None:
    button = {"text": item} if isinstance(item, str) else item
    if not _text_of(button, "keyboard button", "KeyboardButton"):
        return None  # buttons without a label are dropped, rows without buttons too
    for name, what in _REQUESTS.items():
        if button.get(name) and not private:
            raise bad_request(f"{what} can be requested in private chats only")
    return {name: field for name, field in button.items() if field is not None and field is not False}


def _inline_button(item: Any) -> Json | None:
    text = _text_of(item, "inline keyboard button", "InlineKeyboardButton")
    actions = [name for name in _ACTIONS if name in item and not (name in ("url", "callback_data") and not item[name])]
    if not actions:
        raise bad_request("Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(
            f"Can't parse inline keyboard button: exactly one action is allowed, got {', '.join(actions)}"
        )
    if item.get("style") not in (None, "primary", "success", "danger"):
        raise bad_request("Can't parse inline keyboard button: Unsupported button style specified")
    if not text:
        return None
    action, value = actions[0], item[actions[0]]
    check = {"callback_data": _data, "url": _url, "web_app": _web_app, "copy_text": _copy}.get(action)
    decoration = {name: item[name] for name in ("icon_custom_emoji_id", "style") if item.get(name)}
    return {"text": text, action: check(value) if check else value, **decoration}


def _data(value: Any) -> str:
    if not isinstance(value, str):
        raise bad_request('Can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if len(value.encode("utf-8", "replace")) > _MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _url(value: Any) -> str:
    if not isinstance(value, str):
        raise bad_request('Can\'t parse inline keyboard button: Field "url" must be of type String')
    if len(value) > _MAX_URL_CHARS:
        raise bad_request("BUTTON_URL_INVALID")
    return _checked(value, "Inline keyboard button URL")


def _web_app(value: Any) -> Json:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str):
        raise bad_request("Can't parse inline keyboard button: Can't find field \"url\"")
    return {"url": _checked(url, "Inline keyboard button Web App URL", https_only=True)}


def _copy(value: Any) -> Json:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= _MAX_COPY_CHARS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _checked(url: str, what: str, *, https_only: bool = False) -> str:
    try:
        return check_link(url, https_only=https_only)
    except LinkError as problem:
        raise _bad_url(what, url, problem) from None


def _bad_url(what: str, url: str, problem: LinkError) -> ApiError:
    return bad_request(f"{what} '{url}' is invalid: {problem}")

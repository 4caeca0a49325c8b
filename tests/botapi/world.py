"""The state of one server: what its methods, its people and its webhook share."""

import asyncio
from dataclasses import dataclass
from typing import Any

from .chats import Chat, ChatBook, Stored
from .clock import Clock
from .faults import Faults
from .files import FileStore
from .limits import Limits
from .replies import Reply, buttons_of, labels_of
from .updates import PRESS_LIFE_S, UpdateQueue
from .webhook import Webhook

Json = dict[str, Any]
_KINDS = (
    "venue",
    "location",
    "photo",
    "document",
    "voice",
    "sticker",
    "text",
)  # a venue carries a location too
_PRESS_LANE = 3 << 33  # the webhook queue of a person's presses, as the real server numbers it


@dataclass(frozen=True)
class Bot:
    """The bot that the server belongs to."""

    token: str
    username: str
    first_name: str
    reads_groups: bool  # privacy mode off

    @property
    def id(self) -> int:
        """The user id, which is the token's first part."""
        return int(self.token.partition(":")[0])

    def user(self) -> Json:
        """The bot as a User object."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(frozen=True)
class Toast:
    """What a person saw after pressing a button."""

    text: str
    alert: bool


@dataclass(frozen=True)
class Press:
    """A button that was pressed; `toast` is set when the bot answers it."""

    id: str
    made_at: float
    toast: asyncio.Future[Toast]

    async def answer(self, timeout: float = 5.0) -> Toast:
        """What the person saw. Raises TimeoutError when the bot never answers the press."""
        return await asyncio.wait_for(asyncio.shield(self.toast), timeout)


class World:
    """Everything a server knows."""

    def __init__(self, bot: Bot, time_scale: float, webhook_answer_s: float) -> None:
        self.bot = bot
        self.clock = Clock(time_scale)
        self.book = ChatBook()
        self.updates = UpdateQueue(self.clock, first_id=700_000_001)
        self.faults = Faults()
        self.files = FileStore()
        self.limits = Limits(self.clock)
        self.webhook = Webhook(self.clock, self.updates, self.faults, webhook_answer_s)
        self.presses: dict[str, Press] = {}
        self.profile: dict[tuple[str, str], Any] = {}  # (what, language or scope) -> value
        self.closing = asyncio.Event()

    def stamp(self, chat: Chat, sender: Json) -> Json:
        """The head of a new message: number, sender, chat, date."""
        number = self.book.next_message_id(chat)
        return {"message_id": number, "from": sender, "chat": chat.json, "date": self.clock.date()}

    def show(self, chat: Chat, stored: Stored, *, edited: bool = False) -> None:
        """Nothing; the bot's message stands in the chat and people see it."""
        chat.messages[stored.json["message_id"]] = stored
        if not edited and stored.markup and stored.markup.kind in ("reply", "remove"):
            chat.keyboard = stored.markup if stored.markup.kind == "reply" else None
        chat.feed.put(as_reply(stored, edited=edited))

    def hear(self, chat: Chat, stored: Stored, kind: str = "message") -> int:
        """The number of a person's message; the bot gets an update when it may see it."""
        number: int = stored.json["message_id"]
        chat.messages[number] = stored
        if stored.visible:
            self.updates.add(kind, stored.json, chat.id)
        return number

    def press(self, person: Json, message: Json, data: str) -> Press:
        """The press of a button with this data under `message`; the bot gets a callback query."""
        number = str(4_000_000_000_000 + len(self.presses))
        press = Press(number, self.clock.now(), asyncio.get_running_loop().create_future())
        self.presses[number] = press
        body = {"id": number, "from": person, "message": message, "data": data}
        body["chat_instance"] = str(-(message["chat"]["id"] * 7919 + 1))
        self.updates.add("callback_query", body, person["id"] + _PRESS_LANE, PRESS_LIFE_S)
        return press


def kind_of(message: Json) -> str:
    """The message's kind: text, photo, document, venue, location, voice, sticker; "other" for the rest."""
    return next((kind for kind in _KINDS if kind in message), "other")


def as_reply(stored: Stored, *, edited: bool = False) -> Reply:
    """A message as a person sees it."""
    message = stored.json
    text = message.get("text") or message.get("caption") or message.get("venue", {}).get("title", "")
    return Reply(
        message_id=message["message_id"],
        chat_id=message["chat"]["id"],
        kind=kind_of(message),
        text=text,
        html=stored.html,
        buttons=buttons_of(stored.markup),
        keyboard=labels_of(stored.markup),
        file=stored.file,
        edited=edited,
        json=message,
    )

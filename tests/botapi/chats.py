"""Chats, the people in them and the messages that stand there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError, bad_request, forbidden
from .keyboards import Markup
from .params import Params
from .replies import Feed

Json = dict[str, Any]


@dataclass(frozen=True)
class Stored:
    """A message that stands in a chat."""

    json: Json  # as the Bot API shows it
    mine: bool  # sent by the bot
    visible: bool = True  # to the bot, in its privacy mode
    html: str = ""
    markup: Markup | None = None
    file: bytes | None = None


@dataclass
class Chat:
    """A chat. `opened` means that the bot may write: the person wrote first, or the bot was added."""

    json: Json
    opened: bool = False
    blocked: bool = False
    kicked: bool = False
    migrated_to: int = 0
    messages: dict[int, Stored] = field(default_factory=dict)
    feed: Feed = field(default_factory=Feed)
    keyboard: Markup | None = None  # the reply keyboard that people see now
    last_id: int = 0

    @property
    def id(self) -> int:
        """The chat's number: the person's own in private, negative for groups."""
        number: int = self.json["id"]
        return number

    @property
    def private(self) -> bool:
        """True for a chat with one person."""
        return bool(self.json["type"] == "private")

    def check_writable(self) -> None:
        """Nothing. Raises ApiError when the bot may not write here."""
        if self.migrated_to:
            words = "group chat was upgraded to a supergroup chat"
            raise ApiError(400, f"Bad Request: {words}", {"migrate_to_chat_id": self.migrated_to})
        if self.kicked:
            raise forbidden(f"bot was kicked from the {self.json['type']} chat")
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.opened:
            raise forbidden("bot can't initiate conversation with a user")


class ChatBook:
    """All chats and people of one server."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Json] = {}  # those the bot has met
        self._last_private_id = 0

    def __iter__(self) -> Iterator[Chat]:
        return iter(self.chats.values())

    def add(self, json: Json, *, opened: bool) -> Chat:
        """The chat with this id, made when it is new."""
        chat: Chat = self.chats.setdefault(json["id"], Chat(json))
        chat.opened = chat.opened or opened
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """A fresh number: private chats share one row of numbers, every group has its own."""
        if chat.private:
            self._last_private_id += 1
            return self._last_private_id
        chat.last_id += 1
        return chat.last_id

    def chat(self, params: Params, name: str = "chat_id") -> Chat:
        """The chat that a request names. Raises ApiError when the bot cannot know it."""
        given = params.text(name)
        if not given:
            raise bad_request(f"{name} is empty")
        chat = self.chats.get(params.number(name))
        if chat is None or not (chat.opened or chat.id in self.people):
            raise bad_request("chat not found")
        return chat

    def writable(self, params: Params) -> Chat:
        """The chat that a request wants to write to. Raises ApiError."""
        chat = self.chat(params)
        chat.check_writable()
        return chat

    def message(self, chat: Chat, message_id: int, what: str) -> Stored:
        """A message the bot can see. Raises ApiError "<what> not found"."""
        stored = chat.messages.get(message_id)
        if stored is None or not stored.visible:
            raise bad_request(f"{what} not found")
        return stored

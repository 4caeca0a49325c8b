"""People who talk to the bot: what they do, and what they see."""

import re
from typing import Any

from .chats import Chat, Stored
from .keyboards import Markup
from .media import photo_sizes
from .pictures import ONE_PIXEL_PNG
from .replies import Button, Reply
from .text import Text, typed
from .world import Press, World, as_reply

Json = dict[str, Any]
_QUIET_S = 0.05


def meet(world: World, user_id: int, language_code: str | None, first_name: str, *, known: bool = False) -> "Person":
    """The person in a private chat with the bot."""
    user = {"id": user_id, "is_bot": False, "first_name": first_name}
    if language_code:
        user["language_code"] = language_code
    chat = world.book.add({"id": user_id, "type": "private", "first_name": first_name}, opened=known)
    if known:
        world.book.people[user_id] = user
    return Person(world, user, chat)


class Person:
    """One person in one chat. What they do happens at once; what they see is waited for."""

    def __init__(self, world: World, user: Json, chat: Chat) -> None:
        self._world, self.user, self._chat = world, user, chat
        self._read = len(chat.feed.items)

    @property
    def id(self) -> int:
        """The user id."""
        number: int = self.user["id"]
        return number

    @property
    def chat_id(self) -> int:
        """The chat's id: the user id in private, negative in a group."""
        return self._chat.id

    # What they do

    def say(self, text: str, reply_to: "Reply | int | None" = None) -> int:
        """The number of the message. In a group the bot gets it only when it is meant for it."""
        content = typed(text)
        fields: Json = {"text": text}
        if content.entities:
            fields["entities"] = content.json()
        return self._send(fields, content, reply_to)

    def start(self, payload: str = "") -> int:
        """The number of the /start message, as a deep link sends it."""
        command = "/start" if self._chat.private else f"/start@{self._world.bot.username}"
        return self.say(f"{command} {payload}".strip())

    def press(self, wanted: str, message: "Reply | int | None" = None) -> Press:
        """The press of the button with this label or data, under the newest message that has it or `message`.

        Keys of a reply keyboard are not pressed but said. Raises LookupError.
        """
        for stored in self._own_messages(message):
            for row in as_reply(stored).buttons:
                for button in row:
                    if wanted in button:
                        return self._world.press(self.user, stored.json, _data(stored.markup, button))
        raise LookupError(f"no button {wanted!r} in this chat; there are {self._all_labels()}")

    def forge(self, data: str, message: "Reply | int | None" = None) -> Press:
        """The press of a button that never was: any data, under the newest message or a deleted one."""
        own = [stored.json["message_id"] for stored in self._own_messages(None)]
        number = _number(message) or max(own, default=0)
        if not number:
            raise LookupError("the bot has written nothing here that could carry a button")
        stored = self._chat.messages.get(number)
        gone = {"message_id": number, "chat": self._chat.json, "date": 0}
        return self._world.press(self.user, stored.json if stored else gone, data)

    def share_location(self, lat: float, lon: float, reply_to: "Reply | int | None" = None) -> int:
        """The number of the message with the place."""
        return self._send({"location": {"latitude": lat, "longitude": lon}}, Text(""), reply_to)

    def send_photo(self, data: bytes = ONE_PIXEL_PNG, caption: str = "") -> int:
        """The number of the message with the picture."""
        fields: Json = {"photo": photo_sizes(self._world.files.add("photo", data, "photo.jpg"))}
        return self._send(fields | ({"caption": caption} if caption else {}), typed(caption), None)

    def send_voice(self, data: bytes = b"OggS", seconds: int = 2) -> int:
        """The number of the message with the recording."""
        file = self._world.files.add("voice", data, "voice.oga", "audio/ogg")
        return self._send({"voice": {"duration": seconds, "mime_type": "audio/ogg", **file.json()}}, Text(""), None)

    def send_sticker(self, emoji: str = "\U0001f44d") -> int:
        """The number of the message with the sticker."""
        file = self._world.files.add("sticker", b"RIFF", "sticker.webp")
        sticker = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._send({"sticker": {**sticker, "emoji": emoji, **file.json()}}, Text(""), None)

    def edit(self, message_id: int, text: str) -> None:
        """Nothing; their own message says something else now. Raises LookupError."""
        stored = self._chat.messages.get(message_id)
        if stored is None or stored.json["from"]["id"] != self.id or "text" not in stored.json:
            raise LookupError(f"no text of theirs has the number {message_id}")
        content = typed(text)
        body = {k: v for k, v in stored.json.items() if k != "entities"}
        body |= {"text": text, "edit_date": self._world.clock.date()}
        if content.entities:
            body["entities"] = content.json()
        seen = stored.visible or self._meant_for_bot(body, content)
        self._world.hear(self._chat, Stored(body, False, seen), "edited_message")

    def block(self) -> None:
        """Nothing; the bot cannot write any more, and is told so. In a group: it is thrown out."""
        if self._chat.private:
            self._chat.blocked = True
        else:
            self._chat.kicked = True
        self._membership("member", "kicked")

    def unblock(self) -> None:
        """Nothing; the bot may write again. In a group: it is added again."""
        self._chat.blocked = self._chat.kicked = False
        self._membership("kicked", "member")

    def in_group(
        self, other: "Person | None" = None, *, title: str = "Travel mates", kind: str = "supergroup"
    ) -> "Person":
        """The same person in a group: that of `other`, or a new one the bot has just been added to."""
        if other is not None:
            return Person(self._world, self.user, other._chat)
        number = sum(1 for chat in self._world.book if not chat.private) + 1
        chat_id = (-1_001_000_000_000 if kind == "supergroup" else -1_000_000) - number
        chat = self._world.book.add({"id": chat_id, "type": kind, "title": title}, opened=True)
        person = Person(self._world, self.user, chat)
        person._membership("left", "member")
        return person

    def upgrade_group(self) -> "Person":
        """The person in the supergroup that their group has become; the old chat's number is dead."""
        person = self.in_group(title=self._chat.json["title"])
        self._chat.migrated_to = person.chat_id
        return person

    # What they see

    async def replies(self, n: int = 1, timeout: float = 5.0) -> list[Reply]:
        """The next `n` messages of the bot in this chat, sent or edited. Raises TimeoutError."""
        feed = self._chat.feed
        try:
            await feed.reach(self._read + n, timeout)
        except TimeoutError:
            came = [reply.text for reply in feed.items[self._read :]]
            raise TimeoutError(f"expected {n} messages within {timeout} s, got {len(came)}: {came}") from None
        found = feed.items[self._read : self._read + n]
        self._read += n
        return found

    async def next_reply(self, timeout: float = 5.0) -> Reply:
        """The next message of the bot in this chat. Raises TimeoutError."""
        return (await self.replies(1, timeout))[0]

    async def no_reply(self, within: float = _QUIET_S) -> None:
        """Nothing, when nothing comes. Raises AssertionError."""
        try:
            reply = await self.next_reply(within)
        except TimeoutError:
            return
        raise AssertionError(f"expected silence, got {reply.text!r}")

    def unread(self) -> list[Reply]:
        """What has come and was not asked for yet; it counts as read now."""
        found = self._chat.feed.items[self._read :]
        self._read = len(self._chat.feed.items)
        return found

    def screen(self) -> list[Reply]:
        """The bot's messages as they stand in the chat now, oldest first."""
        return [as_reply(stored) for stored in reversed(self._own_messages(None))]

    @property
    def keyboard(self) -> Markup | None:
        """The reply keyboard that is shown instead of their own, if any."""
        return self._chat.keyboard

    # How it works

    def _send(self, fields: Json, content: Text, reply_to: "Reply | int | None") -> int:
        if self._chat.blocked:
            raise RuntimeError("they blocked the bot; unblock() first")
        if self._chat.private:
            self._chat.opened = True
        body = {**self._world.stamp(self._chat, self.user), **fields}
        answered = self._chat.messages.get(_number(reply_to))
        if answered:
            body["reply_to_message"] = {k: v for k, v in answered.json.items() if k != "reply_to_message"}
        visible = self._meant_for_bot(body, content)
        if visible:
            self._world.book.people.setdefault(self.id, self.user)
        return self._world.hear(self._chat, Stored(body, False, visible))

    def _meant_for_bot(self, body: Json, content: Text) -> bool:
        bot = self._world.bot
        if self._chat.kicked or self._chat.migrated_to:
            return False
        if self._chat.private or bot.reads_groups:
            return True
        answered = self._chat.messages.get(body.get("reply_to_message", {}).get("message_id", 0))
        if answered and answered.visible:
            return True
        for entity in content.entities:
            words = content.plain.encode("utf-16-le")[2 * entity.offset : 2 * (entity.offset + entity.length)]
            word = words.decode("utf-16-le").lower()
            if entity.kind == "mention" and word == "@" + bot.username.lower():
                return True
            if entity.kind == "bot_command" and re.fullmatch(rf"/\w+(@{bot.username.lower()})?", word):
                return True
        return False

    def _membership(self, before: str, after: str) -> None:
        bot, date = self._world.bot.user(), self._world.clock.date()
        old: Json = {"user": bot, "status": before}
        new: Json = {"user": bot, "status": after}
        for member in (old, new):
            member.update({"until_date": 0} if member["status"] == "kicked" else {})
        body = {
            "chat": self._chat.json,
            "from": self.user,
            "date": date,
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._world.updates.add("my_chat_member", body, self._chat.id + (5 << 33))

    def _own_messages(self, message: "Reply | int | None") -> list[Stored]:
        number = _number(message)
        newest_first = sorted(self._chat.messages.items(), reverse=True)
        return [stored for i, stored in newest_first if stored.mine and number in (0, i)]

    def _all_labels(self) -> list[str]:
        return [label for reply in self.screen() for label in reply.labels]


def _number(message: "Reply | int | None") -> int:
    return message.message_id if isinstance(message, Reply) else message or 0


def _data(markup: Markup | None, button: Button) -> str:
    for row in markup.rows if markup else []:
        for raw in row:
            if raw["text"] == button.label and raw.get("callback_data") == button.value:
                data: str = raw["callback_data"]
                return data
    raise LookupError(f"the button {button.label!r} sends nothing to the bot: {button.value!r}")

"""One Telegram update to one answer: what it says, whether it is meant for the guide, and what it is answered with."""

import asyncio
import logging
import re
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime

from telegram import Bot, BotCommand, CallbackQuery, Chat, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.telegram_sending import Sender, Target, target
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide, Turn
from bot.dialogue.turns import spoken, take_turn
from bot.messages import PLAN_PAYLOAD, Incoming, Reply, button_data
from bot.storage.shelf import Shelf

log = logging.getLogger(__name__)

COMMANDS = {
    "help": "help",
    "plan": "plan_trip",
    "places": "list_places",
    "events": "list_events",
    "food": "list_food",
    "routes": "list_routes",
    "language": "set_language",
    "about": "about",
    "privacy": "privacy",
}
MENU = ("start", "help", "plan", "places", "events", "food", "routes", "language", "about")
MENU_LANGUAGES = {"en": None, "zh": "zh"}  # Telegram knows two-letter codes only
WAYS_ON = ("help", "list_places", "list_events", "list_food")
REMEMBERED_CHATS = 10_000
COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL | re.ASCII)
# What a visitor sends, unlike the notices of a chat such as a new member.
CONTENT = (
    "photo", "voice", "audio", "video", "video_note", "sticker", "document", "animation", "contact", "poll", "dice",
    "venue", "story", "game", "paid_media", "checklist",
)  # fmt: skip


class Answerer:
    """Answers updates; remembers of each chat only its conversation's state."""

    def __init__(
        self, bot: Bot, sender: Sender, guide: Guide, clock: Callable[[], datetime], shelf: Shelf | None = None
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._guide = guide
        self._shelf = shelf
        self._clock = clock
        self._states: OrderedDict[int, ChatState] = OrderedDict()
        self._albums: deque[str] = deque(maxlen=100)

    async def set_menus(self) -> None:
        """Sets the command menu in each language."""
        for language, code in MENU_LANGUAGES.items():
            words = self._guide.words[language]
            commands = [BotCommand(name, words.say(f"command.{name}")) for name in MENU]
            await self._sender.set_commands(commands, code)

    async def answer(self, update: Update) -> None:
        """Answers the update; whatever fails is logged by its id and told to the visitor."""
        try:
            if update.callback_query:
                await self._pressed(update.callback_query)
            elif update.edited_message:
                await self._edited(update.edited_message)
            elif update.message:
                await self._message(update.message)
        except (Forbidden, ChatMigrated) as error:
            log.info("update %s: the chat takes no messages (%s)", update.update_id, type(error).__name__)
        except TelegramError as error:
            log.warning("update %s: the answer could not be sent (%.120s)", update.update_id, error)
            if isinstance(error, BadRequest):  # else the line is bad, and regrets would only come after the answer
                await self._apologise(update)
        except Exception:
            log.exception("update %s could not be answered", update.update_id)
            await self._apologise(update)

    async def _apologise(self, update: Update) -> None:
        chat = update.effective_chat
        if chat is None:
            return
        hint = update.effective_user.language_code if update.effective_user else None
        words = self._guide.desk(self._language(chat, hint), self._clock()).words
        try:
            await self._sender.send(Target(chat.id, chat.type == ChatType.PRIVATE), Reply(words.say("ask.failed")))
        except TelegramError as error:
            log.warning("update %s: no apology either (%s)", update.update_id, type(error).__name__)

    async def _message(self, message: Message) -> None:
        text = message.text
        if message.chat.type != ChatType.PRIVATE:
            text = self._addressed(message)
            if text is None:
                return
        if message.location:
            position = (message.location.latitude, message.location.longitude)
            await self._turn(message, Incoming(_key(message.chat), position=position, language_hint=_hint(message)))
        elif text is None:
            await self._shown(message)
        elif command := COMMAND.fullmatch(text.strip()):
            await self._command(message, command)
        else:
            await self._turn(message, Incoming(_key(message.chat), text=text, language_hint=_hint(message)))

    def _addressed(self, message: Message) -> str | None:
        """The text where a group's message is meant for the guide: a command, a reply to it, a mention."""
        text, name = message.text, self._bot.username
        if text is None:
            return None
        if command := COMMAND.fullmatch(text.strip()):
            # A command without a name goes to every bot of the group, so only the guide's own are taken.
            ours = command[1].lower() in (*COMMANDS, "start") if command[2] is None else _same(command[2], name)
            return text if ours else None
        mention = re.compile(rf"(?<!\w)@{re.escape(name)}(?!\w)", re.IGNORECASE)
        if mention.search(text):
            return mention.sub(" ", text).strip()
        answered = message.reply_to_message
        return text if answered and answered.from_user and answered.from_user.id == self._bot.id else None

    async def _command(self, message: Message, command: re.Match[str]) -> None:
        name, payload = command[1].lower(), (command[3] or "").strip()
        verb, entry_id = COMMANDS.get(name, "help"), ""
        if name == "start":
            self._states.pop(message.chat.id, None)
            if payload.startswith(PLAN_PAYLOAD):
                stored = self._shelf.find(payload.removeprefix(PLAN_PAYLOAD)) if self._shelf else None
                await self._turn(
                    message, Incoming(_key(message.chat), opens=stored or "", language_hint=_hint(message))
                )
                return
            entry_id = payload if payload in self._guide.catalogue else ""
            verb = "overview" if entry_id else "greet"
        button = button_data(verb, entry_id)
        await self._turn(message, Incoming(_key(message.chat), button=button, language_hint=_hint(message)))

    async def _open(self, message: Message, token: str) -> None:
        """The plan of a link that was handed on."""
        stored = self._shelf.find(token) if self._shelf else None
        await self._turn(message, Incoming(_key(message.chat), opens=stored or "", language_hint=_hint(message)))

    async def _turn(self, message: Message, incoming: Incoming) -> None:
        turn = await self._take(message.chat, incoming)
        await self._send(target(message), turn)

    async def _send(self, to: Target, turn: Turn) -> None:
        asks = turn.reply.asks_position and to.private  # Telegram takes the question for a position there only
        words = self._guide.desk(turn.language, self._clock()).words
        await self._sender.send(to, turn.reply, share_label=words.say("button.share_location") if asks else "")

    async def _take(self, chat: Chat, incoming: Incoming) -> Turn:
        state, now = self._states.get(chat.id, ChatState()), self._clock()
        # A plan takes some tenths of a second, in which the other chats must not stand still.
        turn = await asyncio.to_thread(take_turn, self._guide, incoming, state, now)
        if self._shelf:
            for kept in turn.reply.effects:
                self._shelf.keep(kept.token, kept.trip, now)
        self._states[chat.id] = turn.state
        self._states.move_to_end(chat.id)
        while len(self._states) > REMEMBERED_CHATS:
            self._states.popitem(last=False)
        return turn

    def _language(self, chat: Chat, hint: str | None) -> str:
        state = self._states.get(chat.id)
        return state.language if state and state.language else spoken(hint)

    async def _shown(self, message: Message) -> None:
        """A kind word for what the guide cannot read; one for a whole album, none for a chat's notices."""
        if not any(getattr(message, kind, None) for kind in CONTENT):
            return
        album = message.media_group_id
        if album and album in self._albums:
            return
        if album:
            self._albums.append(album)
        await self._say(message, "ask.shown_kind")

    async def _edited(self, message: Message) -> None:
        """A kind word in private; none for a live location, which changes by itself."""
        if message.chat.type == ChatType.PRIVATE and not message.location:
            await self._say(message, "ask.edited")

    async def _say(self, message: Message, key: str) -> None:
        """A kind word, and what the guide can do."""
        desk = self._guide.desk(self._language(message.chat, _hint(message)), self._clock())
        reply = Reply(desk.words.say(key)).with_buttons(*(desk.button(verb) for verb in WAYS_ON))
        await self._sender.send(target(message), reply)

    async def _pressed(self, query: CallbackQuery) -> None:
        await self._sender.acknowledge(query.id)
        message = query.message
        if message is None:
            return
        hint = query.from_user.language_code
        turn = await self._take(message.chat, Incoming(_key(message.chat), button=query.data or "", language_hint=hint))
        if isinstance(message, Message) and not turn.reply.extras and not turn.reply.asks_position:
            await self._sender.show_in(message, turn.reply)
        else:
            await self._send(Target(message.chat.id, message.chat.type == ChatType.PRIVATE), turn)


def _key(chat: Chat) -> str:
    return f"telegram:{chat.id}"


def _hint(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user else None


def _same(name: str, other: str) -> bool:
    return name.lower() == other.lower()

"""One Telegram update to one answer: what it says, whether it is meant for the guide, and how the reply is shown."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from telegram import (
    Bot,
    BotCommand,
    CallbackQuery,
    Chat,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.dialogue.state import ChatState
from bot.dialogue.turns import Guide, Turn, spoken, take_turn
from bot.messages import File, Incoming, Reply, Venue, button_data
from bot.render.telegram import keyboard, messages, position_keyboard

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | None

COMMANDS = {
    "help": "help",
    "places": "list_places",
    "events": "list_events",
    "food": "list_food",
    "routes": "list_routes",
    "language": "set_language",
    "about": "about",
    "privacy": "privacy",
}
MENU = ("start", "help", "places", "events", "food", "routes", "language", "about")
MENU_LANGUAGES = {"en": None, "zh": "zh"}  # Telegram knows two-letter codes only
REMEMBERED_CHATS = 10_000
TRIES = 4
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
COMMAND = re.compile(r"/([a-z_]+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)


class Answerer:
    """Answers updates; remembers of each chat only its conversation's state."""

    def __init__(self, bot: Bot, guide: Guide, clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._guide = guide
        self._clock = clock
        self._states: OrderedDict[int, ChatState] = OrderedDict()

    async def set_menus(self) -> None:
        """Sets the command menu in each language."""
        for language, code in MENU_LANGUAGES.items():
            words = self._guide.words[language]
            commands = [BotCommand(name, words.say(f"command.{name}")) for name in MENU]
            await self._bot.set_my_commands(commands, language_code=code)

    async def answer(self, update: Update) -> None:
        """Answers the update; whatever fails is logged by its id and told to the visitor."""
        try:
            if update.callback_query:
                await self._pressed(update.callback_query)
            elif update.edited_message:
                if update.edited_message.chat.type == ChatType.PRIVATE:
                    await self._say(update.edited_message, "ask.edited")
            elif update.message:
                await self._message(update.message)
        except Forbidden:
            log.info("update %s: the chat does not take messages", update.update_id)
        except Exception:
            log.exception("update %s could not be answered", update.update_id)
            await self._apologise(update)

    async def _apologise(self, update: Update) -> None:
        chat = update.effective_chat
        if chat is None:
            return
        words = self._guide.desk(self._language(chat, _hint(update)), self._clock()).words
        try:
            await self._bot.send_message(chat.id, words.say("ask.failed"))
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
            await self._turn(message, Incoming(_key(message.chat), position=position, language_hint=_hint_of(message)))
        elif text is None:
            if _has_content(message):
                await self._say(message, "ask.shown_kind")
        elif text.startswith("/") and (command := COMMAND.fullmatch(text.strip())):
            await self._command(message, command)
        else:
            await self._turn(message, Incoming(_key(message.chat), text=text, language_hint=_hint_of(message)))

    def _addressed(self, message: Message) -> str | None:
        """The text where a group's message is meant for the guide: a command, a reply to it, a mention."""
        text = message.text
        if text is None:
            return None
        mention = f"@{self._bot.username}"
        if text.startswith("/"):
            command = COMMAND.fullmatch(text.strip())
            return (
                text if command and (command[2] or self._bot.username).lower() == self._bot.username.lower() else None
            )
        if mention.lower() in text.lower():
            return re.sub(re.escape(mention), " ", text, flags=re.IGNORECASE).strip()
        answered = message.reply_to_message
        return text if answered and answered.from_user and answered.from_user.id == self._bot.id else None

    async def _command(self, message: Message, command: re.Match[str]) -> None:
        name, payload = command[1].lower(), (command[3] or "").strip()
        if name == "start":
            self._states.pop(message.chat.id, None)
            known = payload if payload in self._guide.catalogue else ""
            await self._turn(message, self._button(message, "overview" if known else "greet", known))
        elif name in COMMANDS:
            await self._turn(message, self._button(message, COMMANDS[name], ""))
        else:
            await self._turn(message, self._button(message, "help", ""))

    def _button(self, message: Message, verb: str, entry_id: str) -> Incoming:
        return Incoming(_key(message.chat), button=button_data(verb, entry_id), language_hint=_hint_of(message))

    async def _turn(self, message: Message, incoming: Incoming) -> None:
        turn = self._take(message.chat, incoming)
        await self._send(
            message.chat,
            turn.reply,
            reply_to=message if message.chat.type != ChatType.PRIVATE else None,
            language=turn.language,
        )

    def _take(self, chat: Chat, incoming: Incoming) -> Turn:
        turn = take_turn(self._guide, incoming, self._states.get(chat.id, ChatState()), self._clock())
        self._states[chat.id] = turn.state
        self._states.move_to_end(chat.id)
        while len(self._states) > REMEMBERED_CHATS:
            self._states.popitem(last=False)
        return turn

    def _language(self, chat: Chat, hint: str | None) -> str:
        state = self._states.get(chat.id)
        return state.language if state and state.language else spoken(hint)

    async def _say(self, message: Message, key: str) -> None:
        """A kind word, and what the guide can do."""
        desk = self._guide.desk(self._language(message.chat, _hint_of(message)), self._clock())
        reply = Reply(desk.words.say(key)).with_buttons(
            *(desk.button(v) for v in ("help", "list_places", "list_events", "list_food"))
        )
        await self._send(message.chat, reply)

    async def _pressed(self, query: CallbackQuery) -> None:
        await self._acknowledge(query)
        message = query.message
        if message is None:
            return
        hint = query.from_user.language_code
        turn = self._take(message.chat, Incoming(_key(message.chat), button=query.data or "", language_hint=hint))
        if isinstance(message, Message) and not turn.reply.extras and not turn.reply.asks_position:
            await self._edit(message, turn.reply)
        else:
            await self._send(message.chat, turn.reply, language=turn.language)

    async def _acknowledge(self, query: CallbackQuery) -> None:
        try:
            await self._bot.answer_callback_query(query.id)
        except (BadRequest, NetworkError) as error:  # too old, or not now: the answer itself still counts
            log.info("a button press was not acknowledged (%s)", type(error).__name__)

    async def _edit(self, message: Message, reply: Reply) -> None:
        """Shows the reply in place of the message whose button was pressed; a long one is sent anew."""
        texts = messages(reply)
        if len(texts) > 1:
            await self._send(message.chat, reply)
            return
        try:
            await _persist(
                lambda: self._bot.edit_message_text(
                    texts[0],
                    chat_id=message.chat.id,
                    message_id=message.message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=keyboard(reply.buttons),
                    link_preview_options=NO_PREVIEW,
                )
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                await self._send(message.chat, reply)

    async def _send(self, chat: Chat, reply: Reply, *, reply_to: Message | None = None, language: str = "en") -> None:
        texts = messages(reply)
        for number, text in enumerate(texts):
            last = number == len(texts) - 1
            markup: Markup = keyboard(reply.buttons) if last else None
            if last and reply.asks_position and chat.type == ChatType.PRIVATE:
                label = self._guide.desk(language, self._clock()).words.say("button.share_location")
                await self._send_text(chat, text, position_keyboard(label), reply_to)
            else:
                await self._send_text(chat, text, markup, reply_to)
        for extra in reply.extras:
            await self._send_extra(chat, extra)

    async def _send_text(self, chat: Chat, text: str, markup: Markup, reply_to: Message | None) -> None:
        await _persist(
            lambda: self._bot.send_message(
                chat.id,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
                reply_to_message_id=reply_to.message_id if reply_to else None,
                allow_sending_without_reply=True if reply_to else None,
            )
        )

    async def _send_extra(self, chat: Chat, extra: Venue | File) -> None:
        if isinstance(extra, Venue):
            await _persist(lambda: self._bot.send_venue(chat.id, extra.lat, extra.lon, extra.title, extra.address))
        elif extra.kind == "picture":
            await _persist(lambda: self._bot.send_photo(chat.id, extra.content, filename=extra.name))
        else:
            await _persist(lambda: self._bot.send_document(chat.id, extra.content, filename=extra.name))


async def _persist(send: Callable[[], Awaitable[Result]]) -> Result:
    """The result of `send`, tried again after flood limits and failures before anything was sent."""
    for attempt in range(1, TRIES + 1):
        try:
            return await send()
        except RetryAfter as error:
            if attempt == TRIES:
                raise
            wait = (
                error.retry_after if isinstance(error.retry_after, int | float) else error.retry_after.total_seconds()
            )
            await asyncio.sleep(wait)
        except TimedOut:
            raise  # it may have been sent
        except BadRequest:
            raise
        except NetworkError:
            if attempt == TRIES:
                raise
            await asyncio.sleep(0.5 * 2 ** (attempt - 1))
    raise AssertionError("unreachable")


def _key(chat: Chat) -> str:
    return f"telegram:{chat.id}"


def _hint_of(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user else None


def _hint(update: Update) -> str | None:
    return update.effective_user.language_code if update.effective_user else None


def _has_content(message: Message) -> bool:
    """True for what a visitor sends; False for notices such as a new member."""
    return bool(
        message.photo
        or message.voice
        or message.audio
        or message.video
        or message.video_note
        or message.sticker
        or message.document
        or message.animation
        or message.contact
        or message.poll
        or message.dice
        or message.venue
    )

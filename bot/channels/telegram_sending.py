"""Sending to Telegram: a reply in a chat or in place of a message, tried again for as long as that is safe."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import httpx
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.messages import File, Reply, Venue
from bot.render.telegram import keyboard, messages, position_keyboard

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | None

# The library's HTTP pool collapses with many calls at once; 16 was the best measured.
AT_ONCE = 16
PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 30.0, 30.0)  # two minutes: an answer that late still helps
LONGEST_PENALTY_S = 300.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reply goes: the chat, its topic, and in groups the message that is answered."""

    chat_id: int
    private: bool
    thread_id: int | None = None
    answered: ReplyParameters | None = None


def target(message: Message) -> Target:
    """The place of an answer to `message`."""
    private = message.chat.type == ChatType.PRIVATE
    thread_id = message.message_thread_id if message.is_topic_message else None
    answered = None if private else ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return Target(message.chat.id, private, thread_id, answered)


class Sender:
    """Everything the guide sends goes through here, so many calls at once and no more."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def send(self, to: Target, reply: Reply, *, share_label: str = "") -> None:
        """Sends the reply; with `share_label` its keyboard asks for the position instead. Raises TelegramError."""
        texts = messages(reply)
        for number, text in enumerate(texts, 1):
            markup: Markup = None
            if number == len(texts):
                markup = position_keyboard(share_label) if share_label else keyboard(reply.buttons)
            await self._send_text(to, text, markup)
        for extra in reply.extras:
            await self._send_extra(to, extra)

    async def show_in(self, message: Message, reply: Reply) -> None:
        """Shows the reply in place of `message`; sends it where it is too long for that, or the message is gone."""
        texts = messages(reply)
        to = target(message)
        try:
            if len(texts) == 1:
                await self._edit(message, texts[0], keyboard(reply.buttons))
                return
        except BadRequest as error:
            if "not modified" in str(error).lower():  # the same button again
                return
        await self.send(Target(to.chat_id, to.private, to.thread_id), reply)

    async def acknowledge(self, query_id: str) -> None:
        """Tells the app that the press arrived; a press that is too old for it is still answered."""
        try:
            await self._persist(lambda: self._bot.answer_callback_query(query_id), pauses=PAUSES_S[:1])
        except TelegramError as error:
            log.info("a button press was not acknowledged (%s)", type(error).__name__)

    async def set_commands(self, commands: Sequence[BotCommand], language_code: str | None) -> None:
        """Sets the command menu for a language, None for all others. Raises TelegramError."""
        await self._persist(lambda: self._bot.set_my_commands(commands, language_code=language_code), repeatable=True)

    async def _send_text(self, to: Target, text: str, markup: Markup) -> None:
        await self._persist(
            lambda: self._bot.send_message(
                to.chat_id,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
                message_thread_id=to.thread_id,
                reply_parameters=to.answered,
            )
        )

    async def _edit(self, message: Message, text: str, markup: InlineKeyboardMarkup | None) -> None:
        await self._persist(
            lambda: self._bot.edit_message_text(
                text,
                chat_id=message.chat.id,
                message_id=message.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            ),
            repeatable=True,
        )

    async def _send_extra(self, to: Target, extra: Venue | File) -> None:
        chat, thread = to.chat_id, to.thread_id
        if isinstance(extra, Venue):
            point = (extra.lat, extra.lon, extra.title, extra.address)
            await self._persist(lambda: self._bot.send_venue(chat, *point, message_thread_id=thread))
        elif extra.kind == "picture":
            await self._persist(
                lambda: self._bot.send_photo(chat, extra.content, filename=extra.name, message_thread_id=thread)
            )
        else:
            await self._persist(
                lambda: self._bot.send_document(chat, extra.content, filename=extra.name, message_thread_id=thread)
            )

    async def _persist(
        self,
        call: Callable[[], Awaitable[Result]],
        *,
        repeatable: bool = False,
        pauses: tuple[float, ...] = PAUSES_S,
    ) -> Result:
        """The result of `call`, tried again after flood limits and failures. Raises TelegramError.

        A call that Telegram may have acted on is tried again only once, so that nothing is said three times;
        a `repeatable` one does no harm however often it is made.
        """
        unsure = 0
        left = iter(pauses)
        while True:
            try:
                async with self._gate:
                    return await call()
            except BadRequest:
                raise
            except (RetryAfter, NetworkError) as error:
                unsure += may_have_arrived(error)
                pause_s, wait_s = next(left, None), penalty_s(error)
                if pause_s is None or wait_s > LONGEST_PENALTY_S or (unsure > 1 and not repeatable):
                    raise
                log.info("a call to Telegram failed (%s); trying again", type(error).__name__)
            await asyncio.sleep(wait_s or pause_s)


def may_have_arrived(error: TelegramError) -> bool:
    """True where Telegram may have done what was asked although its answer never came."""
    return isinstance(error.__cause__, httpx.HTTPError) and not isinstance(error.__cause__, NEVER_LEFT)


def penalty_s(error: TelegramError) -> float:
    """Seconds that a flood limit asks to wait; 0 for other failures."""
    if not isinstance(error, RetryAfter):
        return 0.0
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()

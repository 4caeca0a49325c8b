"""Telegram by long polling: fetch raw updates, answer each, and only then confirm them.

Raw JSON is fetched and parsed update by update: an update the library cannot parse would otherwise be fetched for ever.
"""

import asyncio
import contextlib
import logging
import signal
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.logs import set_up_logs
from bot.channels.telegram_updates import Answerer
from bot.dialogue.turns import Guide
from bot.settings import Settings, SettingsError

log = logging.getLogger(__name__)
ALLOWED = ["message", "edited_message", "callback_query"]
POLL_SECONDS = 30
# The library's HTTP pool collapses with many calls at once; 16 was the best measured.
AT_ONCE = 16
LONGEST_PAUSE = 30.0


def serve(guide: Guide, settings: Settings, clock: Callable[[], datetime]) -> None:
    """Serves until SIGINT or SIGTERM. Raises SettingsError where the token or a setting is refused."""
    try:
        set_up_logs(settings.log_level)
    except ValueError as error:
        raise SettingsError(f"LOG_LEVEL: {error}; use DEBUG, INFO, WARNING or ERROR") from error
    asyncio.run(_serve(guide, settings, clock))


async def _serve(guide: Guide, settings: Settings, clock: Callable[[], datetime]) -> None:
    token = settings.token or ""
    bot = Bot(
        token,
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_base_file_url,
        request=HTTPXRequest(connection_pool_size=AT_ONCE, pool_timeout=30),
        get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=POLL_SECONDS + 10),
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        if not await _started(bot, stop):
            return
        answerer = Answerer(bot, guide, clock)
        await _greet_telegram(answerer)
        log.info("serving @%s by long polling", bot.username)
        await Poller(bot, answerer, stop).run()
    except InvalidToken as error:
        raise SettingsError("Telegram refuses TELEGRAM_BOT_TOKEN; copy it again from @BotFather") from error
    finally:
        with contextlib.suppress(TelegramError):
            await bot.shutdown()
        log.info("stopped")


async def _started(bot: Bot, stop: asyncio.Event) -> bool:
    """Waits until Telegram can be reached; False where the guide is stopped first."""
    pause = 1.0
    while not stop.is_set():
        try:
            await bot.initialize()
        except InvalidToken:
            raise
        except NetworkError as error:
            log.warning("Telegram cannot be reached (%s); trying again in %.0f s", type(error).__name__, pause)
            await _sleep(pause, stop)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return True
    return False


async def _greet_telegram(answerer: Answerer) -> None:
    try:
        await answerer.set_menus()
    except TelegramError as error:
        log.warning("the command menu could not be set: %s", error)


async def _sleep(seconds: float, stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


class Poller:
    """Fetches updates and confirms a batch once all of it has been answered."""

    def __init__(self, bot: Bot, answerer: Answerer, stop: asyncio.Event) -> None:
        self._bot = bot
        self._answerer = answerer
        self._stop = stop
        self._offset: int | None = None
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Polls until stopped; an answer in the making is finished first."""
        pause = 1.0
        while not self._stop.is_set():
            try:
                batch = await self._fetch()
                pause = 1.0
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = await self._after(error, pause)
                continue
            if batch:
                await self._handle(batch)
                self._offset = max(update["update_id"] for update in batch) + 1
        if self._offset is not None:
            with contextlib.suppress(TelegramError):  # confirms the last batch, or it would come again
                await self._bot.do_api_request("getUpdates", {"offset": self._offset, "timeout": 0, "limit": 1})

    async def _after(self, error: TelegramError, pause: float) -> float:
        if isinstance(error, RetryAfter):
            wait = (
                error.retry_after if isinstance(error.retry_after, int | float) else error.retry_after.total_seconds()
            )
        else:
            wait = max(pause, 5.0) if isinstance(error, Conflict) else pause
        if isinstance(error, Conflict):
            log.error("another program polls with this token; waiting %.0f s", wait)
        else:
            log.warning("fetching updates failed (%s); trying again in %.0f s", type(error).__name__, wait)
        await _sleep(wait, self._stop)
        return min(pause * 2, LONGEST_PAUSE)

    async def _fetch(self) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": ALLOWED, "limit": 100}
        if self._offset is not None:
            parameters["offset"] = self._offset
        call = asyncio.ensure_future(self._get_updates(parameters))
        stopped = asyncio.ensure_future(self._stop.wait())
        done, _ = await asyncio.wait({call, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if call not in done:
            call.cancel()
            return []
        return call.result()

    async def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        found = await self._bot.do_api_request("getUpdates", parameters, read_timeout=POLL_SECONDS + 10)
        return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]

    async def _handle(self, batch: Sequence[dict[str, Any]]) -> None:
        """One chat's updates in order, many chats at once."""
        by_chat: dict[object, list[Update]] = defaultdict(list)
        for raw in batch:
            update = self._parsed(raw)
            if update is not None:
                by_chat[update.effective_chat.id if update.effective_chat else update.update_id].append(update)
        await asyncio.gather(*(self._one_chat(updates) for updates in by_chat.values()))

    def _parsed(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:
            log.error("update %s cannot be parsed (%s); it is passed over", raw["update_id"], type(error).__name__)
            return None

    async def _one_chat(self, updates: Sequence[Update]) -> None:
        for update in updates:
            async with self._gate:
                await self._answerer.answer(update)

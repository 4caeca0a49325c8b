"""Telegram by long polling: fetch raw updates, answer each, and only then confirm them.

Raw JSON is fetched and parsed update by update: an update the library cannot parse would otherwise be fetched for ever.
"""

import asyncio
import contextlib
import logging
import re
import signal
import warnings
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.logs import set_up_logs
from bot.channels.telegram_lanes import Lanes
from bot.channels.telegram_sending import AT_ONCE, Sender, penalty_s
from bot.channels.telegram_updates import Answerer
from bot.dialogue.turn import Guide
from bot.settings import Settings, SettingsError
from bot.storage.shelf import Shelf

log = logging.getLogger(__name__)
Result = TypeVar("Result")

ALLOWED = ["message", "edited_message", "callback_query"]
POLL_SECONDS = 30
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# A batch is confirmed once it is answered; one chat under a flood limit holds up the others no longer than this.
HOLD_SECONDS = 2.0
MOST_WAITING = 500
# Together under the 5 s in which the guide has promised to stop.
GRACE_SECONDS = 3.0
CONFIRM_SECONDS = 1.0
TOKEN_FORM = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
REFUSED = "Telegram refuses TELEGRAM_BOT_TOKEN; copy it again from @BotFather"


def prepared(settings: Settings) -> str:
    """The token, once the log is set up not to tell it. Raises SettingsError where one of the two cannot be used."""
    token = settings.token or ""
    if not TOKEN_FORM.fullmatch(token):
        raise SettingsError("TELEGRAM_BOT_TOKEN is no token (digits, a colon, letters); copy it again from @BotFather")
    try:
        set_up_logs(settings.log_level, token)
    except ValueError as error:
        raise SettingsError(f"LOG_LEVEL: {error}; use DEBUG, INFO, WARNING or ERROR") from error
    return token


def serve(guide: Guide, settings: Settings, clock: Callable[[], datetime]) -> None:
    """Serves until SIGINT or SIGTERM. Raises SettingsError where the token or a setting is refused."""
    token = prepared(settings)
    # The library's own getUpdates parses the whole batch, and one update that it cannot parse spoils it.
    warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")
    bot = Bot(
        token,
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_base_file_url,
        request=HTTPXRequest(
            connection_pool_size=AT_ONCE, connect_timeout=10, read_timeout=20, write_timeout=20, pool_timeout=30
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=2, connect_timeout=10, read_timeout=POLL_SECONDS + 10),
    )
    try:
        asyncio.run(_serve(bot, guide, clock, Shelf(settings.data_dir)))
    except InvalidToken:
        raise SettingsError(REFUSED) from None  # the library's error quotes the token


async def _serve(bot: Bot, guide: Guide, clock: Callable[[], datetime], shelf: Shelf) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        if await _started(bot, stop):
            named = replace(guide, links=replace(guide.links, bot=bot.username))
            answerer = Answerer(bot, Sender(bot), named, clock, shelf)
            menus = asyncio.create_task(_greet_telegram(answerer))
            log.info("serving @%s by long polling", bot.username)
            await Poller(bot, answerer, stop).run()
            menus.cancel()
    finally:
        with contextlib.suppress(TelegramError):
            await bot.shutdown()
        shelf.close()
        log.info("stopped")


async def _started(bot: Bot, stop: asyncio.Event) -> bool:
    """Waits until Telegram can be reached; False where the guide is stopped first."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            await unless(stop, _introduce(bot))
            return not stop.is_set()
        except InvalidToken:
            raise
        except TelegramError as error:
            wait = penalty_s(error) or pause
            log.warning("Telegram cannot be reached (%.120s); trying again in %g s", error, wait)
            await _sleep(wait, stop)
            pause = min(pause * 2, LONGEST_PAUSE)
    return False


async def _introduce(bot: Bot) -> None:
    await bot.initialize()
    await bot.delete_webhook()  # while one is set, polling is refused; waiting updates stay


async def _greet_telegram(answerer: Answerer) -> None:
    try:
        await answerer.set_menus()
    except TelegramError as error:
        log.warning("the command menu could not be set (%.120s)", error)


async def _sleep(seconds: float, stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result | None:
    """The result of `work`; None where the guide is stopped first, and `work` is cut short."""
    task = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None


class Poller:
    """Fetches updates and confirms a batch once all of it has been answered."""

    def __init__(self, bot: Bot, answerer: Answerer, stop: asyncio.Event) -> None:
        self._bot = bot
        self._stop = stop
        self._lanes = Lanes(answerer.answer)
        self._seen: deque[int] = deque(maxlen=1000)  # Telegram may deliver a batch twice
        self._offset: int | None = None
        self._confirmed: int | None = None

    async def run(self) -> None:
        """Polls until stopped; an answer in the making is finished first. Raises InvalidToken."""
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            try:
                batch = await self._fetch()
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = await self._after(error, pause)
                continue
            pause = FIRST_PAUSE
            if batch:
                await self._take(batch)
        await self._finish()

    async def _after(self, error: TelegramError, pause: float) -> float:
        """Waits as long as the failure asks for, and gives the next pause."""
        wait = penalty_s(error) or pause
        if isinstance(error, Conflict):
            wait = max(wait, 3.0)
            log.error("another program polls with this token; waiting %g s", wait)
        else:
            log.warning("fetching updates failed (%.120s); trying again in %g s", error, wait)
        await _sleep(wait, self._stop)
        return min(pause * 2, LONGEST_PAUSE)

    async def _fetch(self) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": ALLOWED, "limit": 100}
        if self._offset is not None:
            parameters["offset"] = self._offset
        found = await unless(
            self._stop, self._bot.do_api_request("getUpdates", parameters, read_timeout=POLL_SECONDS + 10)
        )
        if found is None:
            return []
        self._confirmed = self._offset
        listed = found if isinstance(found, list) else [found]
        batch = [update for update in listed if isinstance(update, dict) and isinstance(update.get("update_id"), int)]
        if listed and not batch:
            raise NetworkError("what came is no list of updates")
        return batch

    async def _take(self, batch: list[dict[str, Any]]) -> None:
        """Answers the batch, or as much of it as can be answered soon."""
        for raw in batch:
            update = self._parsed(raw) if raw["update_id"] not in self._seen else None
            self._seen.append(raw["update_id"])
            if update is not None:
                self._lanes.put(update)
        await unless(self._stop, self._lanes.keep_up(HOLD_SECONDS))
        while len(self._lanes.unanswered) > MOST_WAITING and not self._stop.is_set():
            await unless(self._stop, self._lanes.settle(HOLD_SECONDS))
        self._offset = max(raw["update_id"] for raw in batch) + 1

    def _parsed(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:
            log.error("update %s cannot be parsed (%s); it is passed over", raw["update_id"], type(error).__name__)
            return None

    async def _finish(self) -> None:
        """Lets answers in the making go out, then confirms what is answered, or it would come again."""
        await self._lanes.settle(GRACE_SECONDS)
        unanswered = self._lanes.unanswered
        await self._lanes.abandon()
        if unanswered:
            log.warning("stopped before answering update %s", ", ".join(map(str, unanswered)))
        offset = min(unanswered) if unanswered else self._offset
        if offset is not None and offset != self._confirmed:
            with contextlib.suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(CONFIRM_SECONDS):
                    await self._bot.do_api_request("getUpdates", {"offset": offset, "timeout": 0, "limit": 1})

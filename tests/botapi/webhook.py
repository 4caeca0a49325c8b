"""The webhook: its settings, and delivery with the real server's order, pauses and patience."""

import asyncio
import random
import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp

from .clock import Clock
from .errors import ApiError, bad_request, too_many
from .faults import Faults
from .params import Params, from_json
from .updates import WEBHOOK_SET, Update, UpdateQueue

Json = dict[str, Any]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MAX_RETRY_AFTER_S, _MAX_PAUSE_S, _SET_AGAIN_S = 3600, 60, 1.0
_NOT_FROM_ANSWERS = (
    "setwebhook",
    "deletewebhook",
    "close",
    "logout",
)  # nor any method that begins with "get"


@dataclass(frozen=True)
class Hook:
    """A webhook as it was set."""

    url: str
    secret: str
    max_connections: int


@dataclass(frozen=True)
class Outcome:
    """What came back from one delivery; `error` is "" when the update counts as delivered."""

    error: str = ""
    retry_after_s: int = 0
    call: tuple[str, Params] | None = None  # a method call in the answer


@dataclass(frozen=True)
class Delivery:
    """One delivery that was tried, for the test to look at."""

    update_id: int
    lane: int
    at: float  # the server's clock, in its own seconds
    error: str


class Webhook:
    """Sends updates to the bot: one queue a chat and one for each person's presses, many queues at once."""

    def __init__(self, clock: Clock, updates: UpdateQueue, faults: Faults, answer_s: float) -> None:
        self._clock, self._updates, self._faults, self._answer_s = clock, updates, faults, answer_s
        self.hook: Hook | None = None
        self.deliveries: list[Delivery] = []
        self.most_at_once = 0
        self.call: Callable[[str, Params], Awaitable[Any]] | None = None  # runs a method from an answer
        self._at_once = 0
        self._lanes: defaultdict[int, deque[Update]] = defaultdict(deque)
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(1)
        self._session: aiohttp.ClientSession | None = None
        self._last_error: tuple[int, str] | None = None
        self._set_allowed_from = -1e9
        updates.webhook_active = lambda: self.hook is not None
        updates.on_new = self._take

    async def set_webhook(self, params: Params) -> tuple[bool, str]:
        """True and what was done. Raises ApiError, also when it was set less than a second ago."""
        if not params.text("url"):
            return await self.delete_webhook(params)
        now = self._clock.ticks()
        if now < self._set_allowed_from:
            raise too_many(1)
        self._set_allowed_from = now + _SET_AGAIN_S
        hook = Hook(params.text("url"), params.text("secret_token"), params.number("max_connections", 40, 1, 100))
        drop = params.flag("drop_pending_updates")
        if hook == self.hook and not drop:
            self._updates.allow(params)
            return True, "Webhook is already set"
        _check(hook)
        self._updates.abort(WEBHOOK_SET)
        await self._stop()
        if drop:
            self._updates.pending.clear()
        self._updates.allow(params)
        self.hook, self._last_error = hook, None
        self._slots = asyncio.Semaphore(hook.max_connections)
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), trust_env=False)
        for update in list(self._updates.pending.values()):
            self._take(update)
        return True, "Webhook was set"

    async def delete_webhook(self, params: Params) -> tuple[bool, str]:
        """True and what was done; updates that wait are kept unless the request drops them."""
        had = self.hook is not None
        await self._stop()
        if params.flag("drop_pending_updates"):
            self._updates.pending.clear()
        return True, "Webhook was deleted" if had else "Webhook is already deleted"

    def info(self) -> Json:
        """The WebhookInfo object."""
        self._updates.prune()
        info: Json = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self._last_error:
            info["last_error_date"], info["last_error_message"] = self._last_error
        if self.hook:
            info |= {"max_connections": self.hook.max_connections, "ip_address": "127.0.0.1"}
        if self._updates.narrowed:
            info["allowed_updates"] = self._updates.narrowed
        return info

    async def close(self) -> None:
        """Nothing; deliveries under way are dropped."""
        await self._stop()

    async def _stop(self) -> None:
        self.hook, self._last_error = None, None
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        self._workers.clear()
        self._lanes.clear()
        if self._session:
            await self._session.close()
            self._session = None

    def _take(self, update: Update) -> None:
        if self.hook is None:
            return
        self._lanes[update.lane].append(update)
        if update.lane not in self._workers:
            self._workers[update.lane] = asyncio.get_running_loop().create_task(self._drain(update.lane))

    async def _drain(self, lane: int) -> None:
        queue = self._lanes[lane]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._lanes[lane], self._workers[lane]

    async def _deliver(self, update: Update) -> None:
        # As the real server: again at once after the first failure, then after 2, 4, 8 ... s, up to 60-120 s
        fails, delay_s = 0, 1.0
        while update.id in self._updates.pending:
            outcome = await self._send(update)
            if not outcome.error:
                await self._delivered(update, outcome)
                return
            pause_s = float(outcome.retry_after_s)
            if not pause_s and fails:
                pause_s = delay_s = min(random.uniform(_MAX_PAUSE_S, 2 * _MAX_PAUSE_S), delay_s * 2)
            if self._clock.now() + pause_s > update.expires:
                self._updates.forget(update.id)
            fails += 1
            await self._clock.sleep(pause_s)

    async def _delivered(self, update: Update, outcome: Outcome) -> None:
        self._updates.forget(update.id)
        if outcome.call and self.call:
            await self.call(*outcome.call)
        if self._faults.repeat_hooks:
            self._faults.repeat_hooks -= 1
            await self._send(update)

    async def _send(self, update: Update) -> Outcome:
        async with self._slots:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            try:
                outcome = await self._post(update)
            finally:
                self._at_once -= 1
        self.deliveries.append(Delivery(update.id, update.lane, self._clock.ticks(), outcome.error))
        if outcome.error:
            self._last_error = (self._clock.date(), outcome.error)
        return outcome

    async def _post(self, update: Update) -> Outcome:
        if self.hook is None or self._session is None:
            return Outcome("Webhook connection closed")
        headers = {SECRET_HEADER: self.hook.secret} if self.hook.secret else {}
        patience = aiohttp.ClientTimeout(total=self._answer_s)
        try:
            async with self._session.post(
                self.hook.url, json=update.json(), headers=headers, timeout=patience, allow_redirects=False
            ) as answer:
                return await _outcome(answer)
        except TimeoutError:
            return Outcome("Read timeout expired")
        except aiohttp.ClientConnectorError:
            return Outcome("Connection refused")
        except aiohttp.ClientError:
            return Outcome("Connection closed")


def _check(hook: Hook) -> None:
    parts = urlsplit(hook.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if len(hook.secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", hook.secret):
        raise bad_request("secret token contains unallowed characters")
    try:
        local = parts.hostname == "localhost" or ip_address(parts.hostname).is_loopback
    except ValueError:
        local = False
    if not local:  # this server calls nobody but the machine it runs on
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


async def _outcome(answer: aiohttp.ClientResponse) -> Outcome:
    if not 200 <= answer.status <= 299:
        retry_after = answer.headers.get("Retry-After", "")
        seconds = min(int(retry_after), _MAX_RETRY_AFTER_S) if retry_after.isdigit() else 0
        return Outcome(f"Wrong response from the webhook: {answer.status} {answer.reason}", seconds)
    try:
        params = await _answered_params(answer)
    except (ApiError, ValueError):
        return Outcome()
    method = params.text("method")
    if not method or method.lower() in _NOT_FROM_ANSWERS or method.lower().startswith("get"):
        return Outcome()
    return Outcome(call=(method, params))


async def _answered_params(answer: aiohttp.ClientResponse) -> Params:
    if answer.content_type == "application/json":
        return from_json(await answer.json())
    if answer.content_type == "application/x-www-form-urlencoded":
        return Params(dict(parse_qsl(await answer.text())))
    return Params()

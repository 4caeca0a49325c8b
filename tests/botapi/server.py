"""The server itself: HTTP in front of the methods, and what a test holds in its hand."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from .errors import ApiError
from .faults import BAD_GATEWAY, Fault, Faults
from .files import MAX_UPLOAD_BYTES
from .limits import Limits
from .methods import Told, proper_name, run
from .params import Params, read_params
from .people import Person, meet
from .webhook import Webhook
from .world import Bot, World

TOKEN = "123456789:test_token_of_no_real_bot_000000000"
_IN_FLIGHT = 0


@dataclass(frozen=True)
class Call:
    """One call of a method; `code` is 0 while it runs, then the HTTP code (599: the line was cut)."""

    method: str
    params: dict[str, str]
    uploads: tuple[str, ...]
    at: float  # time.monotonic()
    code: int = _IN_FLIGHT
    error: str = ""
    by_webhook: bool = False  # it came in the answer of a webhook


class BotApi:
    """A Bot API server on a free loopback port, for one bot. `async with BotApi() as api:`.

    `time_scale`: how many real seconds one second of the server's own pauses takes (webhook retries, waiting
    polls, 409 pauses). `webhook_answer_s` is the real time that a webhook may take to answer.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "test_guide_bot",
        time_scale: float = 0.02,
        webhook_answer_s: float = 60.0,
        privacy_mode: bool = True,
    ) -> None:
        bot = Bot(token, username, "Test guide", not privacy_mode)
        self.world = World(bot, time_scale, webhook_answer_s)
        self.world.webhook.call = self._call_from_webhook
        self.token = token
        self.username = username
        self.calls: list[Call] = []
        self._port = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self._listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.world.webhook.close()
        await self._silence()

    @property
    def url(self) -> str:
        """The address without a path."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as base_url."""
        return self.url + "/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot wants as base_file_url."""
        return self.url + "/file/bot"

    @property
    def faults(self) -> Faults:
        """What shall go wrong."""
        return self.world.faults

    @property
    def limits(self) -> Limits:
        """Flood control, off at first."""
        return self.world.limits

    @property
    def webhook(self) -> Webhook:
        """The webhook with its deliveries."""
        return self.world.webhook

    @property
    def refused(self) -> list[Call]:
        """Calls answered with an error of the bot's own making: 4xx, but for 409 and 429."""
        return [call for call in self.calls if 400 <= call.code < 500 and call.code not in (409, 429)]

    def called(self, method: str) -> list[Call]:
        """All calls of one method, in order."""
        return [call for call in self.calls if call.method == method]

    def person(
        self,
        user_id: int = 1001,
        language_code: str | None = "en",
        first_name: str = "Ada",
        *,
        known: bool = False,
    ) -> Person:
        """A person in a private chat with the bot; same user_id, same person. `known`: wrote to it before."""
        return meet(self.world, user_id, language_code, first_name, known=known)

    def deliver_twice(self, times: int = 1) -> None:
        """Nothing; the next batches of getUpdates, or webhook updates, come a second time."""
        if self.world.webhook.hook:
            self.world.faults.repeat_hooks += times
        else:
            self.world.updates.repeat_batches += times

    def pass_time(self, seconds: float) -> None:
        """Nothing; it is later. Messages (24 h), presses (150 s), their answers (15 s), penalties run out."""
        self.world.clock.skip(seconds)

    @asynccontextmanager
    async def offline(self) -> AsyncIterator[None]:
        """Within it nobody can connect; then the server is back on the same port, knowing all it knew."""
        await self._silence()
        try:
            yield
        finally:
            await self._listen()

    async def _listen(self) -> None:
        self.world.closing.clear()
        app = web.Application(client_max_size=MAX_UPLOAD_BYTES)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._method)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._file)
        app.router.add_route("*", "/{anything:.*}", self._nothing)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _silence(self) -> None:
        self.world.closing.set()
        self.world.updates.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _method(self, request: web.Request) -> web.StreamResponse:
        method = proper_name(request.match_info["method"])
        if request.match_info["token"] != self.token:
            return _refusal(ApiError(401, "Unauthorized"))
        try:
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(ApiError(413, "Request Entity Too Large"))
        index = self._note(method, params)
        fault = self.world.faults.take(method)
        early = await self._before(fault, request)
        if early:
            self._finish(index, 599 if fault and fault.cut_before else early.status)
            return early
        answer, full = await self._answer(index, method, params)
        full = full and request.transport is not None  # a poll that nobody waits for any more meets no fault
        if (fault and fault.cut_after) or (full and self.world.faults.take(method, full=True)):
            self._finish(index, 599)
            return _cut(request)
        return answer

    async def _before(self, fault: Fault | None, request: web.Request) -> web.Response | None:
        if fault is None:
            return None
        if fault.delay_s:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.world.closing.wait(), fault.delay_s)
        if fault.cut_before:
            return _cut(request)
        if fault.code == 502:
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        return _refusal(ApiError(fault.code, "Internal Server Error")) if fault.code else None

    async def _answer(self, index: int, method: str, params: Params) -> tuple[web.Response, bool]:
        try:
            result = await run(self.world, method, params)
        except ApiError as error:
            self._finish(index, error.code, error.description)
            return _refusal(error), False
        self._finish(index, 200)
        body: dict[str, Any] = {"ok": True, "result": result}
        if isinstance(result, Told):
            body = {"ok": True, "result": result.result, "description": result.description}
        return web.json_response(body), method == "getUpdates" and bool(result)

    async def _call_from_webhook(self, method: str, params: Params) -> None:
        index = self._note(proper_name(method), params, by_webhook=True)
        try:
            await run(self.world, method, params)
            self._finish(index, 200)
        except ApiError as error:  # nobody hears of it, as at the real server
            self._finish(index, error.code, error.description)

    def _note(self, method: str, params: Params, *, by_webhook: bool = False) -> int:
        uploads = tuple(params.uploads)
        self.calls.append(Call(method, dict(params.values), uploads, time.monotonic(), by_webhook=by_webhook))
        return len(self.calls) - 1

    def _finish(self, index: int, code: int, error: str = "") -> None:
        self.calls[index] = replace(self.calls[index], code=code, error=error)

    async def _file(self, request: web.Request) -> web.Response:
        file = self.world.files.by_path.get(request.match_info["path"])
        if request.match_info["token"] != self.token:
            return _refusal(ApiError(401, "Unauthorized"))
        if file is None:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _nothing(self, request: web.Request) -> web.Response:
        return _refusal(ApiError(404, "Not Found"))


def _refusal(error: ApiError) -> web.Response:
    headers = {"Retry-After": str(error.parameters["retry_after"])} if error.code == 429 and error.parameters else {}
    return web.json_response(error.body(), status=error.code, headers=headers)


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()

"""Fixtures: a server, a raw client for it, python-telegram-bot's Bot, and a webhook to be filled."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest_asyncio
from aiohttp import web
from telegram import Bot

from .server import BotApi

Json = dict[str, Any]
Ask = Callable[..., Awaitable[Json]]


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    """A server whose pauses are a hundred times shorter."""
    async with BotApi(time_scale=0.01) as server:
        yield server


@pytest_asyncio.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """python-telegram-bot's Bot, started."""
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as client:
        yield client


@asynccontextmanager
async def asking(api: BotApi) -> AsyncIterator[Ask]:
    """A function that calls a method with a JSON body and gives the whole answer, ok or not."""
    async with aiohttp.ClientSession() as session:

        async def ask(method: str, **params: Any) -> Json:
            async with session.post(f"{api.base_url}{api.token}/{method}", json=params) as answer:
                body: Json = await answer.json()
                assert body["ok"] == (answer.status == 200)
                return body

        yield ask


@pytest_asyncio.fixture
async def ask(api: BotApi) -> AsyncIterator[Ask]:
    """See `asking`."""
    async with asking(api) as ask:
        yield ask


async def until(done: Callable[[], bool]) -> None:
    """Nothing, as soon as it is done. Raises TimeoutError."""
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.002)


async def refusal(ask: Ask, method: str, **params: object) -> str:
    """The description of an answer that is a refusal."""
    answer = await ask(method, **params)
    assert not answer["ok"], answer
    description: str = answer["description"]
    return description


@dataclass
class Hook:
    """A webhook: what came, and the answers to give, the last one for ever."""

    url: str = ""
    came: list[Json] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)
    answers: list[Callable[[Json], Awaitable[web.Response]]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        update: Json = await request.json()
        self.came.append(update)
        self.headers.append(request.headers)
        if not self.answers:
            return web.Response()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return await answer(update)


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    """A webhook on a free loopback port; it answers 200 unless told otherwise."""
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()

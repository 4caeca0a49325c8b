"""One guide for the tests of a module, and visitors for it: each test takes new ones."""

from collections.abc import AsyncIterator, Callable
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio
from botapi.people import Person
from botapi.server import BotApi
from channels.guide_process import GuideProcess, running

Visitor = Callable[..., Person]
IDS = count(1001)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api() -> AsyncIterator[BotApi]:
    """A server that lets the guide see all that is said in groups: silence is the guide's own choice."""
    async with BotApi(privacy_mode=False) as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[GuideProcess]:
    """The running guide."""
    async with running(api, tmp_path_factory.mktemp("guide"), LOG_LEVEL="DEBUG") as process:
        yield process


@pytest.fixture
def visitor(api: BotApi, served: GuideProcess) -> Visitor:
    """A new visitor with this language of the app: `visitor("zh-hans")`."""
    return lambda language="en": api.person(next(IDS), language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a guide of the test's own writes."""
    return tmp_path

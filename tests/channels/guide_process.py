"""The guide as an operator starts it: a process of its own, against a Bot API server on loopback."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from botapi.server import BotApi

ROOT = Path(__file__).parents[2]
START_S = 180  # a first start after phrases changed trains the matcher
STOP_S = 5


class GuideProcess:
    """A running guide, and all that it wrote so far."""

    def __init__(self, process: asyncio.subprocess.Process, out: Path) -> None:
        self._process, self._out = process, out

    @property
    def output(self) -> str:
        """Standard output and standard error, mixed as they came."""
        return self._out.read_text(encoding="utf-8")

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def ended(self, within: float = START_S) -> int:
        """The exit code. Raises TimeoutError."""
        return await asyncio.wait_for(self._process.wait(), within)

    async def stop(self) -> int:
        """The exit code after SIGTERM. Raises TimeoutError when it takes longer than it promises."""
        self.signal(signal.SIGTERM)
        return await self.ended(STOP_S)

    async def told(self, words: str, times: int = 1) -> None:
        """Nothing, once the output holds the words so often. Raises AssertionError when the guide ends before."""
        await until(lambda: self.output.count(words) >= times or not self.running, START_S)
        assert self.output.count(words) >= times, self.output

    def kill(self) -> None:
        if self.running:
            self._process.kill()


async def until(done: Callable[[], object], within: float = 5) -> None:
    """Nothing, as soon as it is done. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not done():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def running(api: BotApi, folder: Path, *, ready: bool = True, **more: str) -> AsyncIterator[GuideProcess]:
    """A guide that serves `api`, once it polls; killed in the end if it still runs."""
    out = folder / "output"
    environment = {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.base_url,
        "TELEGRAM_BASE_FILE_URL": api.base_file_url,
        **more,
    }
    polls = len(api.called("getUpdates"))
    with out.open("ab") as sink:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stdout=sink, stderr=sink
        )
    guide = GuideProcess(process, out)
    try:
        if ready:
            await until(lambda: len(api.called("getUpdates")) > polls or not guide.running, START_S)
            assert guide.running, guide.output
        yield guide
    finally:
        guide.kill()
        await process.wait()

"""The server's time: pauses that can be made short, and hours that can be skipped."""

import asyncio
import time


class Clock:
    """Time as the server counts it; one second of its own pauses lasts `scale` real seconds."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self._skipped_s = 0.0

    def now(self) -> float:
        """Unix time, with what a test has skipped; this is what dates and expiry are counted in."""
        return time.time() + self._skipped_s

    def date(self) -> int:
        """Unix time in whole seconds, as messages carry it."""
        return int(self.now())

    def ticks(self) -> float:
        """Seconds of the server's pauses since some moment; only differences mean anything."""
        return time.monotonic() / self.scale

    def skip(self, seconds: float) -> None:
        """Nothing; from now on it is `seconds` later."""
        self._skipped_s += seconds

    async def sleep(self, seconds: float) -> None:
        """Nothing, after a pause of `seconds` in the server's own measure."""
        await asyncio.sleep(seconds * self.scale)

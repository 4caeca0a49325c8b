"""Updates that wait for their answers: one chat's in order, many chats at once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

log = logging.getLogger(__name__)


class Lanes:
    """A queue for each chat, so that one chat under a flood limit holds up no other."""

    def __init__(self, answer: Callable[[Update], Awaitable[None]]) -> None:
        self._answer = answer
        self._queues: dict[int, deque[Update]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._late: set[int] = set()

    @property
    def unanswered(self) -> list[int]:
        """Ids of the updates that are not answered yet."""
        return [update.update_id for queue in self._queues.values() for update in queue]

    def put(self, update: Update) -> None:
        """Queues the update behind the others of its chat."""
        chat = update.effective_chat
        lane = chat.id if chat else update.update_id
        if lane in self._queues:
            self._queues[lane].append(update)
            return
        self._queues[lane] = deque([update])
        self._workers[lane] = asyncio.create_task(self._drain(lane))

    async def keep_up(self, seconds: float) -> None:
        """Waits until all are answered or the time is up; a chat that was late once is not waited for again."""
        fresh = {lane: worker for lane, worker in self._workers.items() if lane not in self._late}
        if fresh:
            await asyncio.wait(fresh.values(), timeout=seconds)
            self._late.update(lane for lane, worker in fresh.items() if not worker.done())

    async def settle(self, seconds: float) -> None:
        """Waits until all are answered, or the time is up."""
        if self._workers:
            await asyncio.wait(self._workers.values(), timeout=seconds)

    async def abandon(self) -> None:
        """Stops answering; what is unanswered stays so."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _drain(self, lane: int) -> None:
        queue = self._queues[lane]
        while queue:
            try:
                await self._answer(queue[0])
            except Exception:
                log.exception("update %s could not be answered", queue[0].update_id)
            queue.popleft()
        del self._queues[lane], self._workers[lane]
        self._late.discard(lane)

"""The queue of updates, and getUpdates on it."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .clock import Clock
from .errors import ApiError
from .params import Params

Json = dict[str, Any]
KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
    "chosen_inline_result",
    "callback_query", "shipping_query", "pre_checkout_query", "poll", "poll_answer", "my_chat_member",
    "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost", "message_reaction",
    "message_reaction_count", "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages", "purchased_paid_media",
)  # fmt: skip
DEFAULT_KINDS = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
MESSAGE_LIFE_S, PRESS_LIFE_S = 86_400, 150
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_MAX_POLL_S, _SAME_OFFSET_S, _SAME_OFFSET_ONE_S, _CONFLICT_S = 50, 3.0, 0.5, 3.0
_GATHER_S = 0.002  # real seconds that a woken poll waits for what comes in the same moment
_FAR_AHEAD = 10  # an offset further than this beyond the tail is taken for a mistake and ignored


@dataclass(frozen=True)
class Update:
    """One update; `lane` names the webhook queue whose order it keeps."""

    id: int
    kind: str
    body: Json
    lane: int
    expires: float

    def json(self) -> Json:
        """The update as it is delivered."""
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    """Updates that wait for delivery, oldest first."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self.pending: dict[int, Update] = {}
        self.allowed = DEFAULT_KINDS
        self.webhook_active: Callable[[], bool] = lambda: False
        self.on_new: Callable[[Update], None] = lambda update: None
        self.repeat_batches = 0  # so many non-empty batches are delivered again by the next call
        self._again: list[Update] = []
        self._waiter: asyncio.Future[str] | None = None
        self._last_poll = (0, -1e9)
        self._conflicts_from = -1e9

    def add(self, kind: str, body: Json, lane: int, life_s: float = MESSAGE_LIFE_S) -> None:
        """Nothing; an update of a kind that is not allowed now is lost for good, as at the real server."""
        if kind not in self.allowed:
            return
        update = Update(self._next_id, kind, json.loads(json.dumps(body)), lane, self._clock.now() + life_s)
        self._next_id += 1
        self.pending[update.id] = update
        self.on_new(update)
        self._wake("")

    def allow(self, params: Params) -> None:
        """Nothing; `allowed_updates` of a request holds for later ones; [] is the default."""
        try:
            given = json.loads(params.text("allowed_updates") or "null")
        except ValueError:
            return
        if isinstance(given, list) and all(isinstance(kind, str) for kind in given):
            self.allowed = frozenset(kind.lower() for kind in given) & frozenset(KINDS) or DEFAULT_KINDS

    @property
    def narrowed(self) -> list[str]:
        """The kinds that were asked for, in the server's order; empty when it is the default."""
        return [] if self.allowed == DEFAULT_KINDS else [kind for kind in KINDS if kind in self.allowed]

    def forget(self, update_id: int) -> None:
        """Nothing; the update counts as delivered."""
        self.pending.pop(update_id, None)

    def prune(self) -> None:
        """Nothing; updates past their time are gone."""
        now = self._clock.now()
        self.pending = {update.id: update for update in self.pending.values() if update.expires > now}

    def abort(self, why: str) -> None:
        """Nothing; a poll that waits is answered 409 with these words."""
        self._wake(why)

    def close(self) -> None:
        """Nothing; a poll that waits is answered with an empty list."""
        self._wake("")

    async def get_updates(self, params: Params) -> list[Json]:
        """The answer of getUpdates. Raises ApiError 409 when a webhook is set or another poll takes over."""
        if self.webhook_active():
            await self._conflict(WEBHOOK_ACTIVE)
        offset, limit = params.number("offset"), params.number("limit", 100, 1, 100)
        timeout = float(params.number("timeout", 0, 0, _MAX_POLL_S))
        self.allow(params)
        # Asking again with the same offset at once is slowed down: fewer updates, a forced wait
        now, (last_offset, last_time) = self._clock.ticks(), self._last_poll
        if offset == last_offset and now < last_time + _SAME_OFFSET_S:
            timeout = max(timeout, _SAME_OFFSET_S)
        if offset == last_offset and now < last_time + _SAME_OFFSET_ONE_S:
            limit = 1
        self._last_poll = (offset, now)
        batch = self._take(offset, limit)
        if not batch and timeout:
            await self._wait(timeout)
            batch = self._take(offset, limit)
        return [update.json() for update in batch]

    async def _wait(self, timeout: float) -> None:
        self.abort(OTHER_POLLER)
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        done, _ = await asyncio.wait([waiter], timeout=timeout * self._clock.scale)
        if self._waiter is waiter:
            self._waiter = None
        if done and waiter.result():
            await self._conflict(waiter.result())
        await asyncio.sleep(_GATHER_S if done else 0)

    def _wake(self, why: str) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(why)
            self._waiter = None

    async def _conflict(self, words: str) -> None:
        # The first conflict is told at once, the next ones within 3 s only after a pause
        now = self._clock.ticks()
        if now < self._conflicts_from:
            await self._clock.sleep(_CONFLICT_S)
        else:
            self._conflicts_from = now + _CONFLICT_S
        raise ApiError(409, words)

    def _take(self, offset: int, limit: int) -> list[Update]:
        self.prune()
        if offset < 0:
            kept = list(self.pending.values())[offset:]
            self.pending = {update.id: update for update in kept}
        elif 0 < offset <= self._next_id + _FAR_AHEAD:
            self.pending = {i: update for i, update in self.pending.items() if i >= offset}
        again, self._again = self._again, []
        batch = [*again, *(u for u in self.pending.values() if u not in again)][:limit]
        if batch and self.repeat_batches:
            self.repeat_batches -= 1
            self._again = batch
        return batch

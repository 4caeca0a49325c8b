"""Flood control: off until a test switches it on."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass

from .clock import Clock
from .errors import too_many

_EVERYBODY = 0


@dataclass(frozen=True)
class Rates:
    """What is allowed; `second` is how many real seconds one of theirs takes."""

    per_chat: int = 1  # sends a second to one chat
    in_all: int = 30  # sends a second to all chats
    per_group_minute: int = 20
    retry_after: int = 1  # the penalty for one send too many
    second: float = 1.0


@dataclass(frozen=True)
class Violation:
    """A send that was tried although the bot had been told to wait."""

    method: str
    chat_id: int
    left_s: float  # what was left of the penalty


class Limits:
    """Sends and edits counted per chat and in all; each one too many starts a penalty of `retry_after`.

    Counted in real time, plus what the test skips.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.rates: Rates | None = None
        self.violations: list[Violation] = []
        self.penalties = 0  # how often a penalty began
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)
        self._until: dict[int, float] = {}

    def switch_on(self, rates: Rates | None = None) -> None:
        """Nothing; from now on the limits hold."""
        self.rates = rates or Rates()

    def switch_off(self) -> None:
        """Nothing; no limits and no penalties any more."""
        self.rates = None
        self._until.clear()
        self._sent.clear()

    def penalise(self, retry_after_s: float, chat_id: int = _EVERYBODY) -> None:
        """Nothing; for so many seconds, sends to the chat (or to all chats) are refused."""
        self.penalties += 1
        self._until[chat_id] = self._clock.now() + retry_after_s

    def check(self, method: str, chat_id: int) -> None:
        """Nothing; the send is counted. Raises ApiError 429."""
        now = self._clock.now()
        for who in (_EVERYBODY, chat_id):
            left_s = self._until.get(who, 0.0) - now
            if left_s > 0:
                self.violations.append(Violation(method, chat_id, left_s))
                raise too_many(max(1, math.ceil(left_s / (self.rates or Rates()).second)))
        if self.rates is None:
            return
        self._check_rate(self.rates, _EVERYBODY, self.rates.in_all, 1)
        self._check_rate(self.rates, chat_id, self.rates.per_chat, 1)
        if chat_id < 0:
            self._check_rate(self.rates, chat_id, self.rates.per_group_minute, 60)
        self._sent[_EVERYBODY].append(now)
        self._sent[chat_id].append(now)

    def _check_rate(self, rates: Rates, who: int, most: int, seconds: int) -> None:
        now, sent = self._clock.now(), self._sent[who]
        while sent and sent[0] <= now - 60 * rates.second:
            sent.popleft()
        if sum(1 for moment in sent if moment > now - seconds * rates.second) >= most:
            self.penalise(rates.retry_after * rates.second, who)
            raise too_many(rates.retry_after)

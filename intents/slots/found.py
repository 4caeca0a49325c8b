"""A value with the characters of the line it was read from, and the clauses of a line."""

import re
from dataclasses import dataclass
from typing import Any

PAUSE = re.compile(r"[,，。;；.!?！？、\n]")


@dataclass(frozen=True, slots=True)
class Found:
    """A value read from characters `start` to `end`."""

    value: Any
    start: int
    end: int

    def meets(self, start: int, end: int) -> bool:
        """True where it shares a character with `start` to `end`."""
        return self.start < end and start < self.end


def clause(text: str, place: int) -> tuple[int, int]:
    """Where the clause around `place` begins and ends."""
    begin = max((match.end() for match in PAUSE.finditer(text, 0, place)), default=0)
    after = PAUSE.search(text, place)
    return begin, after.start() if after else len(text)

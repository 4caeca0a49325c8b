"""Many lists of words, found in a line in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

HEAD = re.compile(r"[a-z0-9]+|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a list where it stands in a line, and the value it stands for."""

    value: str
    start: int
    end: int


class WordIndex:
    """Words by their first run of letters, or first character outside ASCII."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """`entries`: the list, the value and the word of each."""
        self._by_head: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
        orders: dict[tuple[str, str], int] = {}
        for name, value, word in entries:
            head = HEAD.match(word)
            if head is None:
                raise ValueError(f"lexicon: {word!r} in {name} begins with neither a letter nor a figure")
            order = orders.setdefault((name, value), len(orders))
            self._by_head[head[0]].append((order, name, value, word))
        # One line is asked for many lists in a turn; a few lines are remembered, and no visitor's beyond those.
        self.find = lru_cache(maxsize=4)(self._find)

    def _find(self, line: str) -> Mapping[str, list[Hit]]:
        """What each list has in a folded line: Latin words as whole words, others anywhere."""
        found: defaultdict[str, list[tuple[int, Hit]]] = defaultdict(list)
        for head in HEAD.finditer(line):
            for order, name, value, word in self._by_head.get(head[0], ()):
                if line.startswith(word, head.start()) and not _goes_on(line, word, head.start() + len(word)):
                    found[name].append((order, Hit(value, head.start(), head.start() + len(word))))
        return {name: [hit for _, hit in sorted(hits, key=lambda h: h[0])] for name, hits in found.items()}


def _goes_on(line: str, word: str, end: int) -> bool:
    """True where a Latin word of the line is longer than the listed one."""
    return word[-1].isascii() and "a" <= line[end : end + 1] <= "z"

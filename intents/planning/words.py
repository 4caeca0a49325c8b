"""Words that say the same in English and in Chinese, each looked for only in lines of its script."""

import re
from functools import lru_cache

_LATIN = re.compile(r"[a-z]{2}|\d")
_NOT_LATIN = re.compile(r"[^\x00-\x7f]")


class Words:
    """Two patterns as one: what they match first in a folded line."""

    def __init__(self, english: str, chinese: str) -> None:
        self._english = re.compile(english)
        self._chinese = re.compile(chinese)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        if text.isascii():
            return self._english.search(text)
        found = self._chinese.search(text)
        other = self._english.search(_latin_of(text)) if _LATIN.search(text) else None
        if found and other:
            return min(found, other, key=re.Match.start)
        return found or other


@lru_cache(maxsize=4)
def _latin_of(text: str) -> str:
    """The line with Han blanked, as a word of English has no edge beside it; the length stays."""
    return _NOT_LATIN.sub(" ", text)

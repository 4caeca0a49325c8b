"""Character tables that understanding serves from, derived once in a child process: opencc and pypinyin are large."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content.names import Name
from intents.pinyin import cut, toneless

HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


@dataclass(frozen=True, slots=True)
class Tables:
    """`fold`: Traditional to Simplified by character; `pinyin`: character to toneless syllable."""

    fold: dict[str, str]
    pinyin: dict[str, str]
    traditional: str
    simplified: str


def derive_tables() -> Tables:
    """The tables, from opencc (tw2s, hk2s, then t2s) and pypinyin's commonest reading of each character."""
    from opencc import OpenCC
    from pypinyin import Style, lazy_pinyin

    tw2s, hk2s, t2s, s2t = (OpenCC(name) for name in ("tw2s", "hk2s", "t2s", "s2t"))
    chars = [chr(code) for first, last in HAN_RANGES for code in range(first, last)]
    fold = {
        char: simple
        for char in chars
        if (simple := t2s.convert(hk2s.convert(tw2s.convert(char)))) != char and len(simple) == 1
    }
    # 么 is plain Simplified; opencc takes it for a variant of 幺.
    fold.pop("么", None)
    known = [char for char in chars if _encodable(char, "gb2312")]
    pinyin = dict(zip(known, lazy_pinyin("".join(known), style=Style.NORMAL, v_to_u=False), strict=True))
    # A character that both old national sets hold (里, 后, 台) tells nothing of the script.
    traditional = "".join(char for char in fold if _encodable(char, "big5") and not _encodable(char, "gb2312"))
    simplified = "".join(char for char in known if s2t.convert(char) != char and not _encodable(char, "big5"))
    return Tables(fold, pinyin, traditional, simplified)


def name_sounds(
    names: Iterable[Name], keys: Callable[[Name], list[str]], syllables: frozenset[str]
) -> dict[str, list[str]]:
    """The toneless syllables of each Han name, as its entry's pinyin reads it (藏 is zang there), else as usual."""
    from pypinyin import Style, lazy_pinyin

    by_entry: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.language not in ("en", "zh", "pinyin"):
            continue  # Han in Japanese is read otherwise
        by_entry[name.id].append(name)
    sounds: dict[str, list[str]] = {}
    for named in by_entry.values():
        own = _own_readings(named, syllables)
        for key in dict.fromkeys(key for name in named for key in keys(name)):
            if all(is_han(char) for char in key):
                usual = lazy_pinyin(key, style=Style.NORMAL, v_to_u=False)
                sounds[key] = [own.get(char, reading) for char, reading in zip(key, usual, strict=True)]
    return sounds


def _own_readings(named: Iterable[Name], syllables: frozenset[str]) -> dict[str, str]:
    """Readings of characters as the entry's pinyin gives them, where it has one syllable for each."""
    written = next((name.text for name in named if name.main and name.language == "zh"), "")
    spoken = next((name.text for name in named if name.language == "pinyin"), "")
    chars = [char for char in written if is_han(char)]
    words = re.findall(r"[a-z]+", toneless(spoken).lower())
    parts = [cut(word, syllables) for word in words]
    if not all(parts):
        return {}
    said = [syllable for part in parts if part for syllable in part]
    return dict(zip(chars, said, strict=True)) if len(said) == len(chars) else {}


def is_han(char: str) -> bool:
    """True for one Han character."""
    return len(char) == 1 and any(first <= ord(char) < last for first, last in HAN_RANGES)


def _encodable(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

"""Character tables that understanding serves from, derived once in a child process: opencc and pypinyin are large."""

from dataclasses import dataclass

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


def _encodable(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

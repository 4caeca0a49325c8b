"""Numbers in words and figures."""

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2}
NUMBER_ZH = r"(?:\d{1,4}|[零〇一二两三四五六七八九十]{1,4})"
WORDS_EN = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "couple of": 2,
    "a couple of": 2,
    "fourteen": 14,
}
NUMBER_EN = r"(?:\d{1,4}(?:\.5)?|" + "|".join(sorted(WORDS_EN, key=len, reverse=True)) + ")"


def chinese_number(text: str) -> int | None:
    """The value of `15`, `十五` or `二十一`, up to 99 in characters; None where it is no number."""
    if text.isdigit():
        return int(text)
    if not re.fullmatch(r"[零〇一二两三四五六七八九十]+", text):
        return None
    tens, ten, units = text.partition("十")
    if ten:
        return _DIGITS.get(tens, 1) * 10 + (_DIGITS.get(units, 0))
    return int("".join(str(_DIGITS[char]) for char in text))


def english_number(text: str) -> float | None:
    """The value of `2`, `2.5` or `two`; None where it is no number."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    return WORDS_EN.get(text)

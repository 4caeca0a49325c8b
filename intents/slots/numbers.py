"""Numbers in words and figures."""

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER_ZH = r"(?:\d{1,4}|[零〇一二两三四五六七八九十]{1,4})"
AMOUNT_ZH = r"(?:\d[\d,]{0,8}(?:\.\d)?[百千万]?|[一二两三四五六七八九十百千万零廿卅半]{1,8})"
_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS_EN = (
    {word: value for value, word in enumerate(_ONES, 1)}
    | {word: value * 10 for value, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "couple of": 2, "couple": 2, "a couple of": 2, "a couple": 2, "a dozen": 12, "dozen": 12}
)
NUMBER_EN = r"(?:\d{1,4}(?:\.5)?|" + "|".join(sorted(WORDS_EN, key=len, reverse=True)) + ")"
# Pinyin that the line kept in Latin letters, before its unit.
PINYIN = {w: n for n, w in enumerate(["yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi"], 1)} | {
    "liang": 2,
    "ban": 0.5,
}
NUMBER_PINYIN = "(?:" + "|".join(sorted(PINYIN, key=len, reverse=True)) + ")"


def chinese_number(text: str) -> int | None:
    """The value of `15`, `十五` or `两百三`; the greater of two in `三四`; None where it is no number."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if text.isdigit():
        return int(text)
    if not re.fullmatch(r"[零〇一二两三四五六七八九十百千俩仨]+", text):
        return None
    if re.search(r"[百千]", text):
        return _with_units(text)
    tens, ten, units = text.partition("十")
    if ten:
        return _DIGITS.get(tens[-1:], 1) * 10 + _DIGITS.get(units[-1:], 0)
    digits = [_DIGITS[char] for char in text]
    if len(digits) == 2 and digits[1] - digits[0] == 1:
        return digits[1]
    return int("".join(map(str, digits)))


def _with_units(text: str) -> int:
    total, digit, unit = 0, 0, 10
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            total += max(digit, 1) * unit
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + (digit * (unit // 10) if text[-2:-1] in _UNITS else digit)


def english_number(text: str) -> float | None:
    """The value of `2`, `2.5` or `two`; None where it is no number."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    return WORDS_EN.get(text)

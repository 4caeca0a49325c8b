"""Days and stops of a plan that a line names, and by how many days it is to change."""

import re

from intents.planning.model import LAST
from intents.slots.numbers import NUMBER_ZH, WORDS_EN, chinese_number

_ORDINALS = {
    word: place
    for place, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"), 1
    )
    for word in words.split()
} | {"last": LAST, "final": LAST}
_NTH = "|".join(_ORDINALS)
_COUNT = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
_DAY_EN = re.compile(
    rf"\bdays? (?P<n>{_COUNT})\b(?:(?:,| ?(?:and|&|with|for|to) ?)(?:day )?(?P<n2>{_COUNT})\b)?"
    rf"|\b(?P<nth>{_NTH})(?: and (?:the )?(?P<nth2>{_NTH}))? (?:(?:full )?days?|evening|morning|afternoon|"
    rf"night)\b(?! of (?:the )?(?:festival|month|year|lunar))"
)
_DAY_ZH = re.compile(
    rf"第\s?(?P<n>{NUMBER_ZH})(?:[、和跟同]\s?(?P<n2>[一二三四五六七\d]))?\s?[天日]|(?P<last>最后一[天日]|"
    rf"尾日|最尾[嗰𠮶]?日)|(?P<head>头一[天日]|首日)"
)
_STOP_WORD_EN = r"(?:stops?|sights?|places?|things?|visits?|spots?|items?|points?)"
_STOP_EN = re.compile(
    rf"\b(?P<nth>{_NTH})(?: and (?:the )?(?P<nth2>{_NTH}))? {_STOP_WORD_EN}\b|\bstop (?:no\.? ?)?(?P<n>{_COUNT})\b"
)
_STOP_ZH = re.compile(
    rf"第\s?(?P<n>{NUMBER_ZH})\s?个?(?:站|(?:景|地)?点|地方|项目?|景区)(?!钟)|"
    r"(?P<last>最后(?:一)?个?(?:站|(?:景|地)?点|地方|项)|尾站|最尾(?:[嗰𠮶]?个)?(?:站|景点|地方))|"
    r"(?P<head>头一?站|首站)"
)
_EXTRA_EN = re.compile(
    rf"\b(?P<n>{_COUNT}) (?:more|extra|additional|further) days?\b|\b(?P<n2>{_COUNT}|a) days? (?:more|longer|extra)\b"
    rf"|\b(?:an? (?:extra|additional|further) day|another day)\b|\b(?:add|stay|"
    rf"tack on) (?:on )?(?P<n3>{_COUNT}|a) (?:more )?days?\b"
)
_FEWER_EN = re.compile(
    rf"\b(?P<n>{_COUNT}) (?:fewer|less) days?\b|\b(?P<n2>{_COUNT}|a) days? (?:less|fewer|shorter)\b"
    rf"|\b(?:lose|cut|drop|take off|knock off|shave off|remove|skip|leave out)(?: off)? (?P<n3>{_COUNT}|a) days?\b"
)
_EXTRA_ZH = re.compile(
    rf"(?:多|再|加|延长|延)(?:多|加|排|玩|待|住|留|返|埋|来|给我)*\s?(?P<n>{NUMBER_ZH})\s?[天日](?!的|游)|"
    rf"(?P<n2>{NUMBER_ZH})\s?[天日]多"
)
_FEWER_ZH = re.compile(rf"(?:少|减|缩短|砍|删)(?:少|掉|去|玩|待|住|排|返|咗)*\s?(?P<n>{NUMBER_ZH})\s?[天日](?!的)")
_TO_ZH = re.compile(r"(?:[减加缩延长短]|缩短|延长)[到成至]")


def days_of(text: str) -> tuple[int, ...]:
    """The days of the plan that a text names, in its order, each once."""
    if not re.search(r"day|[天日]|evening|morning|afternoon|night", text):
        return ()
    found: list[int] = []
    for match in _DAY_EN.finditer(text):
        found += [_english(match[name]) for name in ("n", "n2", "nth", "nth2") if match[name]]
    for match in () if text.isascii() else _DAY_ZH.finditer(text):
        found += _chinese(match)
    return tuple(dict.fromkeys(found))


def stops_of(text: str) -> tuple[int, ...]:
    """The numbers of the stops that a text names, LAST for the last."""
    found: list[int] = []
    for match in _STOP_EN.finditer(text):
        found += [_english(match[name]) for name in ("nth", "nth2", "n") if match[name]]
    for match in () if text.isascii() else _STOP_ZH.finditer(text):
        found += _chinese(match)
    return tuple(dict.fromkeys(found))


def more_days(text: str) -> int:
    """By how many days the plan is to be longer, or shorter."""
    if not re.search(r"day|[天日]", text) or _TO_ZH.search(text):
        return 0
    pairs = ((1, _EXTRA_EN, _EXTRA_ZH), (-1, _FEWER_EN, _FEWER_ZH))
    for sign, english, chinese in pairs:
        match = english.search(text) or (None if text.isascii() else chinese.search(text))
        if match:
            said = next((group for group in match.groups() if group), "a")
            number = _english(said) if said.isascii() else chinese_number(said)
            return sign * (number or 1)
    return 0


def _english(said: str) -> int:
    return _ORDINALS.get(said) or (int(said) if said.isdigit() else WORDS_EN.get(said, 1))


def _chinese(match: re.Match[str]) -> list[int]:
    groups = match.groupdict()
    if groups.get("last"):
        return [LAST]
    if groups.get("head"):
        return [1]
    numbers = (chinese_number(groups[name]) for name in ("n", "n2") if groups.get(name))
    return [number for number in numbers if number]

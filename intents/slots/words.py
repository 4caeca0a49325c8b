"""Slots that are words of the lexicon or figures: days, party, interests, pace, budget, origin, kind."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from intents.lexicon import Lexicon
from intents.slots.numbers import NUMBER_EN, NUMBER_ZH, chinese_number, english_number

_DAYS_EN = re.compile(
    rf"\b(?P<n>{NUMBER_EN}|half a|half)[- ](?:full |whole |short )?(?:day|night)s?\b(?! (?:from now|ago|later))"
    r"|\b(?P<week>(?:a|one|1) week)\b(?! ago)|\b(?P<we>(?:a|one|the|this|long) weekend)\b"
    rf"|\b(?P<and>{NUMBER_EN}) and a half days?\b|\b(?P<fort>fortnight|two weeks)\b"
)
_DAYS_ZH = re.compile(
    rf"(?P<half>半)(?:天|日)|(?P<n>{NUMBER_ZH})\s*(?P<and>天半|日半)"
    rf"|(?<![年月第周期拜])(?P<m>{NUMBER_ZH})\s*(?:天|日(?!出|本|照|程)|整天)(?!前|后|之后)"
    rf"|(?P<night>{NUMBER_ZH})[晚夜](?!上)|(?P<week>一(?:个)?(?:星期|周|礼拜))"
)
_BUDGET = re.compile(
    r"(?:预算|budget(?: of| is|:)?)\s*(?:(?:around|about|大概|大约|约|每人|人均)\s*)?"
    r"(?P<a>[¥￥]?\d[\d,.]*\s*(?:yuan|rmb|cny|元|块|蚊|usd|dollars|千|万|k)?(?: (?:a|per) (?:head|person|day))?)"
    r"|(?P<b>[¥￥]\s*\d[\d,]*|\d[\d,]*\s*(?:yuan|rmb|cny|元|块钱?|蚊|usd|dollars|euros?|万|千块?)"
    r"(?:[左右以内]{2})?(?: (?:a|per) (?:head|person|day)|每人|一天|一个人)?)"
    r"|(?P<c>\b(?:cheap|cheaply|low budget|tight budget|on a budget|shoestring|luxury|mid-range|budget)\b"
    r"|穷游|省钱|便宜点?|经济型?|豪华|平啲|抵玩)"
)
_FROM_EN = re.compile(
    r"\b(?:from|leaving|starting (?:from|in|at)|coming from)\s+(?:the\s+)?(?P<place>[^?!.,;]+?)"
    r"(?=\s+(?:to|by|on|at|in|via|how|what|is|are|and|with|for|tomorrow|today|tonight|this|next|please)\b|[?!.,;]|$)"
)
_FROM_ZH = re.compile(
    r"(?:从|由|自|喺)(?P<place>[^，。？！,?!从由]{2,12}?)(?=出发|怎|点|到|去|来|过|坐|搭|开车|自驾|嚟|返|回|有|要)"
)
_FROM_ZH2 = re.compile(r"(?P<place>[^，。？！,?!]{2,8}?)出发")


def find_days(folded: str) -> float | int | None:
    """How many days a wish speaks of, 0.5 for half a day; None where it does not say."""
    match = _DAYS_ZH.search(folded)
    if match:
        return _tidy(_days_zh(match))
    match = _DAYS_EN.search(folded)
    return _tidy(_days_en(match)) if match else None


def _days_zh(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["week"]:
        return 7
    if match["and"]:
        return (chinese_number(match["n"]) or 0) + 0.5
    number = chinese_number(match["m"] or match["night"])
    return None if number is None else number + (1 if match["night"] and not match["m"] else 0)


def _days_en(match: re.Match[str]) -> float | None:
    if match["week"]:
        return 7
    if match["fort"]:
        return 14
    if match["we"]:
        return 2
    if match["and"]:
        return (english_number(match["and"]) or 0) + 0.5
    if match["n"] in ("half", "half a"):
        return 0.5
    number = english_number(match["n"])
    nights = "night" in match[0]
    return None if number is None else number + (1 if nights else 0)


def _tidy(days: float | None) -> float | int | None:
    if days is None or not 0 < days <= 60:
        return None
    return int(days) if float(days).is_integer() else days


def find_list(folded: str, words: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The values whose words stand in the line, in the order of the lexicon."""
    return [value for value, each in words.items() if _any_of(each).search(folded)]


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words: Latin ones as whole words, Han ones anywhere."""
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    han = "|".join(re.escape(word) for word in words if not word.isascii())
    parts = [rf"(?<![a-z])(?:{latin})(?![a-z])"] if latin else []
    return re.compile("|".join([*parts, *([han] if han else [])]) or r"(?!)")


def find_budget(folded: str, typed: str) -> str | None:
    """The amount or level of money, as typed."""
    match = _BUDGET.search(folded)
    if not match:
        return None
    group = next(name for name in ("a", "b", "c") if match[name])
    return typed[match.start(group) : match.end(group)].strip()


def find_origin(folded: str, typed: str) -> str | None:
    """Where a ride starts, as typed."""
    for pattern in (_FROM_EN, _FROM_ZH, _FROM_ZH2):
        match = pattern.search(folded)
        if match:
            return typed[match.start("place") : match.end("place")].strip() or None
    return None


def word_slots(folded: str, typed: str, lexicon: Lexicon) -> dict[str, Any]:
    """Every slot of this module that the line fills."""
    slots: dict[str, Any] = {
        "days": find_days(folded),
        "budget": find_budget(folded, typed),
        "from": find_origin(folded, typed),
        "party": find_list(folded, lexicon.lists["party"]),
        "interests": find_list(folded, lexicon.lists["interests"]),
        "pace": next(iter(find_list(folded, lexicon.lists["pace"])), None),
    }
    return {name: value for name, value in slots.items() if value}

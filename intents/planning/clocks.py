"""Every hour of a line with its place, and the chunks of a line that each tell one thing."""

import re
from dataclasses import dataclass
from itertools import pairwise

from intents.planning.words import Words
from intents.slots.clock import find_clock
from intents.slots.numbers import NUMBER_ZH

HALF_DAY, DAY = 720, 1440
_HINT = Words(
    r"\d|noon|midday|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter)\b",
    r"[点时]",
)
_HOUR = r"(?:2[0-4]|1\d|0?\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HALVES = r"(?:am|pm|a\.m\.?|p\.m\.?)(?![a-z])"
_SUFFIX = rf"(?: ?(?:{_HALVES}|o'clock|hrs?\b|uhr\b))"
_COLON = rf"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])(?: ?{_HALVES})?"
_DOTTED = (
    rf"(?:(?<![\d:.])(?:[01]?\d|2[0-4])[.h][0-5]\d{_SUFFIX}"
    r"|(?<=\bat )(?:[01]?\d|2[0-4])[.h][0-5]\d(?![\d.]| ?(?:yuan|rmb|km)))"
)
_PAST = rf"\b(?:half(?: past)?|(?:a )?quarter (?:past|to)) {_HOUR}\b(?! (?:hours?|days?|minutes?))(?:{_SUFFIX})?"
_TOLD_EN = rf"(?<![\d:.,])\b{_HOUR}(?: thirty)?{_SUFFIX}"
_NOON = r"\b(?:noon|midday)\b"
_NO_HOUR = (
    r"(?!\d|[:.%/]\d|[-–]\d| ?(?:days?|nights?|(?:of )?(?:dec|nov|jan|feb|mar|apr|may\b|june?\b|july?\b|aug|"
    r"sep|oct)|people|ppl|pax|"
    r"persons?|of (?:us|the|them)|yuan|rmb|kuai|cny|km|m\b|min|hours?|hrs?|years?|yrs?|kids|children|adults|friends|"
    r"mates|stops?|places|weeks?|months?|st\b|nd\b|rd\b|th\b|per|each|percent|%|more|or|-))"
)
_BARE_EN = (
    rf"(?:(?<=\bat )|(?<=\bfrom )|(?<=\bby )|(?<=\btill )|(?<=\btil )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|"
    rf"(?<=\baround )|(?<=\babout )|(?<=, like )|(?<=\bat like )|(?<=\bthan )|(?<=\bto )|(?<=\bbetween )|"
    rf"(?<=\bsay )|(?<=\bstart )|"
    rf"(?<=\band ))(?<!\bday and ){_HOUR}(?: thirty|ish)?(?![a-z])(?: ish\b)?{_NO_HOUR}"
)
_RANGE_START = rf"(?<![\d/.:-])\b{_HOUR}(?= ?(?:to|till?|until|-|–) ?{_HOUR}\b(?: ?{_HALVES})?{_NO_HOUR})"
_PART_ZH = (
    r"早上|上午|朝早|清晨|凌晨|今早|明早|一早|早晨|下午|中午|傍晚|晚上|今晚|明晚|当晚|夜晚|夜里|晏昼|下昼|上昼|晚"
)
_HAN = (
    rf"(?:{_PART_ZH})?\s?(?:(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)"
    rf"|(?<![\d第.:])(?:{NUMBER_ZH})\s?(?:点|时(?![候间尚代令]))(?:钟|半|[一三]刻|{NUMBER_ZH}分?(?!钟))?半?)"
)
_CLOCKS_EN = re.compile("|".join((_COLON, _DOTTED, _PAST, _TOLD_EN, _NOON, _RANGE_START, _BARE_EN)))
_CLOCKS_ZH = re.compile(f"{_HAN}|{_COLON}|{_TOLD_EN}")
_SLIGHT = re.compile(r"[㐀-鿿](?<![到至从在是约要前后午上昼晨早晚])一点$|[早晚]一点$")  # 慢一点 is no hour
_TOLD_ZH = re.compile(rf"{_PART_ZH}|0\d|1[3-9]|2\d")
_NIGHT = re.compile(r"\s?(?:[今明当]?晚上?|夜[晚里])")
_MORNING = re.compile(r"\s?(?:o'clock )?in the morning|\s?morning")
_LATER = re.compile(r"\s?(?:o'clock )?(?:in the (?:afternoon|evening)|at night|tonight|this (?:afternoon|evening))")
_NEAR_LATER = re.compile(r"\b(?:tonight|evening|afternoon)\b")
_QUARTER = re.compile(r"quarter (past|to) (\S+)")
_DOT = re.compile(r"^(\d{1,2})[.h](\d\d)")
BREAK = re.compile(r"[,;!?，。；！？、()]|\.(?!\d|m\b)|\s(?:and|then|but|so)\s(?!\d+(?: |$))")


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour from characters `start` to `end`; bare: without a part of the day, and under twelve."""

    start: int
    end: int
    minute: int
    bare: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters `start` to `end` of a line, with the hours in them."""

    start: int
    end: int
    text: str
    clocks: tuple[Clock, ...]


def find_clocks(text: str) -> list[Clock]:
    """The hours of a line, left to right."""
    if not _HINT.search(text):
        return []
    pattern = _CLOCKS_EN if text.isascii() else _CLOCKS_ZH
    found = (_clock(text, match) for match in pattern.finditer(text))
    return [clock for clock in found if clock]


def _clock(text: str, match: re.Match[str]) -> Clock | None:
    said, start, end = match[0], match.start(), match.end()
    if _SLIGHT.search(text[:end]):
        return None
    if not said.isascii():
        minute = _minute(said)
        if minute is not None and HALF_DAY <= minute < HALF_DAY + 60 and _NIGHT.match(said):
            minute = DAY - 1  # twelve at night, to the last minute of the day
        return None if minute is None else Clock(start, end, minute, not _TOLD_ZH.match(said))
    plain = _DOT.sub(r"\1:\2", said.removesuffix("ish").strip())
    return _english(text, plain, start, end)


def _english(text: str, said: str, start: int, end: int) -> Clock | None:
    behind = text[end : end + 22]
    told = bool(re.search(r"[ap]\.?m|noon|midday|^0\d|^1[3-9]|^2\d", said))
    if not told and _LATER.match(behind):
        said, told = said + " pm", True
    elif not told and _MORNING.match(behind):
        said, told = said + " am", True
    elif not told and _NEAR_LATER.search(text[max(0, start - 24) : start]):
        said, told = said + " pm", True
    minute = _minute(said)
    return None if minute is None else Clock(start, end, minute, not told)


def _minute(said: str) -> int | None:
    shift = 0
    if quarter := _QUARTER.search(said):
        shift = 15 if quarter[1] == "past" else -15
        said = _QUARTER.sub(r"\2", said)
    clock = find_clock(said)
    return None if clock is None else clock.hour * 60 + clock.minute + shift


def find_chunks(text: str, clocks: list[Clock]) -> list[Chunk]:
    """The line in its chunks: at its pauses and where a new statement begins."""
    cuts = [0]
    for match in BREAK.finditer(text):
        if not any(clock.start <= match.start() < clock.end for clock in clocks):
            cuts.append(match.start() + 1 if match.end() - match.start() == 1 else match.start())
    cuts.append(len(text))
    return [
        Chunk(at, until, text[at:until], tuple(clock for clock in clocks if at <= clock.start < until))
        for at, until in pairwise(cuts)
        if text[at:until].strip()
    ]

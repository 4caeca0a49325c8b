"""An hour of the day, or a length of time, as typed: the `start` and `amount` slots read further."""

import re
from datetime import time

from intents.slots.numbers import NUMBER_EN, NUMBER_ZH, chinese_number, english_number

_MORNING = r"早上|上午|朝早|一早|清晨|凌晨|今早|明早|am\b|a\.m\.|in the morning|morning"
_LATER = (
    r"下午|中午|傍晚|晚上|今晚|夜晚|晏昼|晏晝|下昼|下晝|pm\b|p\.m\.|in the (?:afternoon|evening)|afternoon|evening|"
    r"tonight"
)
_MORE = "[短长長快慢早晚迟遲少多轻輕松鬆好远遠近便有稍]"  # with 一点: a bit
_CLOCK = re.compile(r"(?<![\d:])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?!\d)")
_HAN = re.compile(
    rf"(?P<hour>(?<!{_MORE})一|(?!一[点點]){NUMBER_ZH})\s?[点點时時](?P<half>半)?(?:(?P<quarter>[一三])刻|(?P<minute>{NUMBER_ZH})分?)?"
)
_HALF = re.compile(rf"\bhalf (?:past )?(?P<hour>{NUMBER_EN})\b(?! (?:hours?|minutes?|days?))")
_SAID = re.compile(rf"\b(?P<hour>{NUMBER_EN})(?P<half> thirty)? ?(?:am\b|pm\b|a\.m\.|p\.m\.|o'clock)")
_BARE = re.compile(
    rf"\b(?P<hour>{NUMBER_EN})(?P<half> thirty)?(?= |$|[,.?!])(?! ?(?:hours?|hrs?|h\b|min|days?|nights?|people|of us|"
    r"stops?|km|yuan))"
)
_STARTING = re.compile(rf"\b(?:start|begin|set off|leave)\w* (?:at|from) {NUMBER_EN}\b(?! ?(?:stops?|km))")
_TOLD = (_CLOCK, _HAN, _HALF, _SAID)
_PART_OF_DAY = re.compile(r"(?:早上|上午|朝早|凌晨|下午|中午|傍晚|晚上|今晚|夜晚|晏昼|晏晝|下昼|下晝)\s?$")
_NAMED = (
    (re.compile(r"\bnoon\b|\bmidday\b|中午|正午"), time(12)),
    (re.compile(r"\blunch ?time\b|\blunch\b"), time(12)),
    (re.compile(r"\bearly\b|\bsunrise\b|\bdawn\b|清晨|一早|早点|早點"), time(8)),
    (re.compile(r"\bafternoon\b|下午|下昼|下晝|晏昼|晏晝"), time(14)),
    (re.compile(r"\bevening\b|\btonight\b|傍晚|晚上|夜晚|今晚"), time(18)),
    (re.compile(r"\bmorning\b|早上|上午|朝早|今早|明早"), time(9)),
)
_LENGTHS = (
    (re.compile(r"\bhalf an hour\b|(?<![个個])半[个個]?(?:小时|小時|[钟鐘])"), 30),
    (re.compile(r"\ban hour and a half\b|(?<![一二两兩三四五六七八九十\d])[个個]半(?:小时|小時|[钟鐘])"), 90),
)
_HOURS_EN = re.compile(rf"\b(?P<n>{NUMBER_EN})(?P<half> and a half)?[ -]?(?:hours?|hrs?|h)\b")
_HOURS_ZH = re.compile(rf"(?P<n>{NUMBER_ZH})\s?[个個]?(?P<half>半)?(?:小时|小時|[钟鐘])")
_ARTICLES = ("a", "an")  # numbers before a unit only
_MINUTES = re.compile(rf"(?P<n>{NUMBER_EN}|{NUMBER_ZH})[ -]?(?:min|分钟|分鐘)")


def find_clock(said: str) -> time | None:
    """The hour that is said; without "am" or "pm" an hour before seven is one of the afternoon."""
    text = said.lower()
    for pattern in (*_TOLD, _BARE):
        for match in pattern.finditer(text):
            hour = None if match["hour"] in _ARTICLES else _number(match["hour"])
            if hour is not None and hour <= 24:
                return _of_the_day(int(hour), _minute(match, half=pattern is _HALF), text)
    return next((clock for pattern, clock in _NAMED if pattern.search(text)), None)


def clock_words(said: str) -> str | None:
    """The words of an hour that cannot be taken for another number: "6pm", 晚上8点, "tonight", "start at 10"."""
    text = said.lower()
    for pattern in (*_TOLD, _STARTING, *(named for named, _ in _NAMED)):
        if match := pattern.search(text):
            before = _PART_OF_DAY.search(text[: match.start()])
            return said[before.start() if before else match.start() : match.end()]
    return None


def find_minutes(said: str) -> int | None:
    """A length of time in minutes; None where none is said."""
    text = said.lower()
    for pattern, minutes in _LENGTHS:
        if pattern.search(text):
            return minutes
    for pattern in (_HOURS_EN, _HOURS_ZH):
        if (match := pattern.search(text)) and (hours := _number(match["n"])) is not None:
            return round(hours * 60) + (30 if match["half"] else 0)
    match = _MINUTES.search(text)
    number = _number(match["n"]) if match else None
    return round(number) if number is not None else None


def _number(said: str) -> float | None:
    return english_number(said) if said.isascii() else chinese_number(said)


def _minute(match: re.Match[str], *, half: bool) -> int:
    groups = match.groupdict()
    if half or groups.get("half"):
        return 30
    if quarter := groups.get("quarter"):
        return 15 if quarter == "一" else 45
    minute = _number(groups["minute"]) if groups.get("minute") else 0
    return int(minute or 0) % 60


def _of_the_day(hour: int, minute: int, text: str) -> time:
    morning, later = re.search(_MORNING, text), re.search(_LATER, text)
    afternoon = hour < 12 and (later is not None or (morning is None and 0 < hour < 7))
    return time((hour + 12 if afternoon else hour) % 24, minute)

"""When a day of the plan begins and ends: hours that are told, or earlier and later than it was."""

import re
from collections.abc import Sequence

from intents.planning.clocks import HALF_DAY, Chunk, Clock
from intents.planning.model import EVERY_DAY, Hour
from intents.planning.named_days import days_of
from intents.planning.words import Words
from intents.slots.clock import find_minutes

Bounds = tuple[Hour | None, Hour | None]

_JOIN = re.compile(r"^ ?(?:to|till?|until|-|–|~|到|至|and) ?$")
_END = Words(
    r"\b(?:done|finish\w*|end(?:s|ing)?(?= |$)|over|wrap\w*|back|stop by|till?|until|'til|no later than|"
    r"not after|home|in bed|by|latest|before)\b",
    r"结束|完(?!全|美)|收[工队尾]|回[到去酒住宿民房]|返[到去酒屋]|到家|回家|为止|之?前|收场|截止|止",
)
_BEGIN = Words(
    r"\b(?:start\w*|begin\w*|set(?:ting)? (?:off|out)|leav(?:e|ing)|head(?:ing)? (?:out|off)|depart|"
    r"get going|out the door|not before|no earlier than|not earlier than|from|after|free|ready|up at|"
    r"wake\w*|kick\w* off|go at|pick)\b",
    r"出发|开始|出门口?|起床?|动身|启程|以后|之后|后(?!天)|[再才先]|从|走(?!走)|睡到|瞓到|开工",
)
_NOT_BEFORE = Words(
    r"\b(?:not|no|never|nothing|(?:can't|cannot|won't|don't|not) (?:be (?:out|up|ready)|start|leave|begin|get)[^,]*)"
    r"\s?(?:before|earlier than)\b",
    r"(?:不要|别|唔好|不想)[^,]*前[^,]*(?:出|开始|起)",
)
_EARLY_START = Words(
    r"\b(?:start|begin|set (?:off|out)|leave|head out|up at)",
    r"出发|出门|起床|动身|启程|走",
)
_AWAY = Words(
    r"\b(?:open|opens|close|closes|market|show|concert|lunch|dinner|breakfast|meal|bus|table|book|remind)\b",
    r"开门|关门|提醒|晚饭|晚餐|午饭|早餐|营业|演出|赶场|墟|表演",
)
_LESS_MORE = (
    (
        -1,
        re.compile(
            r"\bearlier\b|\bsooner\b|(?<![最每今明清])早(?:一?[点些]|啲|少少|[两二三一半\d]+个?(?:小时|钟|"
            r"分钟))|提[早前](?![到告预])|早啲|早返"
        ),
    ),
    (
        1,
        re.compile(
            r"\blater\b(?! (?:in|for)\b| on(?! (?:day|the|mon|tue|wed|thu|fri|sat|sun)))|"
            r"(?<![今每昨明当])[晚迟晏](?:一?[点些](?!钟)|啲|少少|[两二三一半\d]+个?(?:小时|钟|分钟))|"
            r"推[迟后]|延[后迟]"
        ),
    ),
)
_SHORT = re.compile(
    r"^(?:(?:can|could|a bit|a little|little|much|maybe|please|pls|we|it|make|and|but|half|an?|one|two|\d+|"
    r"hours?|minutes?|mins?|start|each|every|day|on|earlier|later|sooner|the|ok|start|all|that|be|"
    r"morning)\b[ ,.?!]*)+$|^(?:可以|可唔可以|能不能|再|那|请|就|吗|呢|嘛|吧|啦|好吗|每天|日日|第.[天日]|一|"
    r"半|两|个|小时|钟|点|啲|早|晚|晏|少|提|前|"
    r"推迟|[,?!。 ])+$"
)
_FAREWELL = Words(
    r"\b(?:see|talk|speak|catch|for|come|tell|ask|again|back|maybe|decide|till) (?:you |to you |to it |"
    r"me )?later\b",
    r"待会|以后再",
)
_STAY_OUT = Words(
    r"\b(?:stay(?:ing)? out|be out|finish|end|back|home|go on|come back|return)\b",
    r"结束|回|返|收工|完|玩到",
)


def read_hours(text: str, chunks: Sequence[Chunk], taken: frozenset[int]) -> Bounds:
    """The beginning and the end of the day that a line tells; `taken`: hours that are those of rides."""
    begin: Hour | None = None
    end: Hour | None = None
    for place, chunk in enumerate(chunks):
        clocks = [clock for clock in chunk.clocks if clock.start not in taken]
        if not clocks or _AWAY.search(chunk.text):
            continue
        day = _day(chunk.text, text)
        if len(clocks) > 1 and _JOIN.match(text[clocks[0].end : clocks[1].start]):
            first, last = _span(clocks[0], clocks[1])
            begin, end = begin or Hour(first, day=day), end or Hour(last, day=day)
            continue
        around = [chunks[near].text for near in (place - 1, place + 1) if 0 <= near < len(chunks)]
        told = _told(text, chunk, clocks[0], around)
        if told == "begin":
            begin = begin or Hour(_begin_minute(chunk, clocks[0]), day=day)
        elif told == "end":
            end = end or Hour(_end_minute(clocks[0]), day=day)
    shifted = _shifted(text)
    return (begin, end) if begin or end else shifted


def _told(text: str, chunk: Chunk, clock: Clock, around: Sequence[str]) -> str | None:
    """Whether an hour is one to begin or to end at, by its own chunk, else by those beside it."""
    before, behind = text[chunk.start : clock.start], text[clock.end : chunk.end]
    if _NOT_BEFORE.search(chunk.text):
        return "begin"
    if re.match(r"\s?(?:半|钟)?(?:之|以)?前", behind) or re.search(
        r"(?:玩|逛|待|耍)到\s?$|\b(?:by|till?|until|before)\b[^,]{0,8}$", before
    ):
        return "end"
    if re.search(r"(?:睡|瞓|等)到\s?$|\b(?:from|after)\b[^,]{0,8}$", before):
        return "begin"
    for part in (chunk.text, *around):
        begins, ends = _BEGIN.search(part), _END.search(part)
        if begins and ends:
            return "begin" if begins.start() < ends.start() else "end"
        if begins or ends:
            return "begin" if begins else "end"
        if any(pattern.search(part) for _, pattern in _LESS_MORE) and part != chunk.text:
            return "begin"
    return None


def _span(first: Clock, last: Clock) -> tuple[int, int]:
    """From when until when: "9 to 1" ends in the afternoon."""
    begin, end = first.minute, last.minute
    if first.bare and not last.bare and begin > end >= HALF_DAY and begin - HALF_DAY < end:
        begin -= HALF_DAY
    while end <= begin and end + HALF_DAY <= 2 * HALF_DAY:
        end += HALF_DAY
    return begin, end


def _begin_minute(chunk: Chunk, clock: Clock) -> int:
    early = clock.bare and 17 * 60 <= clock.minute < 19 * 60  # a bare five or six, which the clock takes for afternoon
    return clock.minute - HALF_DAY if early and _EARLY_START.search(chunk.text) else clock.minute


def _end_minute(clock: Clock) -> int:
    late = clock.bare and clock.minute < 11 * 60  # "back by 9"
    return clock.minute + HALF_DAY if late else clock.minute


def _day(chunk: str, text: str) -> int:
    days = days_of(chunk) or days_of(text)
    return days[0] if len(days) == 1 else EVERY_DAY


def _shifted(text: str) -> Bounds:
    """Earlier or later, where no hour is told."""
    for sign, pattern in _LESS_MORE:
        match = pattern.search(text)
        if not match or _FAREWELL.search(text) or _AWAY.search(text):
            continue
        day = _day(text, text)
        shift = Hour(None, sign * (find_minutes(text) or 60), day)
        if _STAY_OUT.search(text):
            return None, shift
        if _EARLY_START.search(text) or re.search(r"开始|\bget going|\bwake|\bsleep in|起", text) or _SHORT.match(text):
            return shift, None
    return None, None

"""From one date until another: "Friday to Sunday", 周五到周日, and where a line says when they arrive and leave."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from intents.slots.spans import DateSpan, Told
from intents.slots.when_beside import DAY, TILL, Again

LONGEST_JOINED = 60  # days; two dates farther apart are two questions
LONGEST_STAY = 30  # days between arriving and leaving
SEASON = 80  # days that only a season or a year has
_RANGE = re.compile(
    r"\d(?:st|nd|rd|th)? ?(?:-|–|—|~|to|till|until|through|and) ?(?:the )?\d|[一二三四五六七八九日天号\d](?:到|"
    r"至|-|–|—|~)|[明听日]后|今明"
)
_HOUR = (
    r"(?:(?:at |around |about )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?|noon|(?:in the )?(?:morning|afternoon|evening)|night)"
)
_HOUR_ZH = r"(?:[\d一二两三四五六七八九十]{1,3}(?:点半?|时|:\d\d))"
_TO = re.compile(
    rf"[\s,]*(?:{_HOUR}|{_HOUR_ZH})?\s*(?:to|-|–|—|~|->|till|until|til|through|thru|到|至|去到)\s*(?:the )?"
)
_AND = re.compile(r"\s*and\s*")
_FROM = re.compile(r"\b(?:between|from)\b(?: the)? ?$")
_BARE = re.compile(rf"[\s,]*(?:{_HOUR})?\s*")

# What parts two questions, or makes of two dates what is asked of a timetable.
_PARTED = re.compile(
    r"\?|\b(?:which|what time|when (?:do|does|is|will)|how (?:much|often|long)|is there|are there|does|or|vs)\b"
    r"|\bcompare"
    r"|吗|几点|哪|有没有|有无|几多|多少|还是(?=周|星期|礼拜|\d)|或"
)
_ASKED = re.compile(r"\b(?:what time|how (?:much|often|long))\b|几点|几时|什么时候|几多|多少|班次")
_ARRIVE = re.compile(
    r"\b(?:arriv\w*|land(?:s|ing|ed)?|touch\w* down|get(?:s|ting)? (?:in|there|here|into|to)|"
    r"(?<!this )(?<!the )com(?:e|es|ing)|(?:fly|flies|flying) (?:in|into|to)|into|reach\w*|start\w*|begin\w*|"
    r"check(?:ing|s)? in|stay\w*|pull\w* in\w*|(?:train|flight|bus|plane) (?:in|gets|comes|lands)|from|"
    r"(?:we|i)(?:'ve| have|'re| are| will be|'ll be) (?:got|here|there|in|around|free)|here|there|in town|in on)\b"
    r"|到|抵|来|落地|降落|入住|开始|起|住|出发|去|下车|下机|进|游|玩"
)
_LEAVE_WORDS = (
    r"leav(?:e|es|ing)(?! (?:our|my|the|it|out|behind|enough|time|early to))|depart\w*|fly(?:ing)? (?:out|off)|"
    r"(?:flight|train|bus|plane|ride|car)s? (?:out|leav\w+|depart\w*)|(?:be|get|got|go|going|head|heading|set) "
    r"(?:out|off)|home|back(?! (?:street|road|alley|door))|return\w*|end(?:s|ing)?(?! of)|until|till|til|"
    r"check(?:ing|s)? out|out (?:at|on|by)|out again|gone|last day"
)
_LEAVE = re.compile(rf"\b(?:{_LEAVE_WORDS})\b")
_LEAVE_ZH_BEFORE = re.compile(
    r"(?:[玩住待呆留耍逛游停]到|直到|离开|返程|回程|返回|走[,在于]?|飞回|回去?[,在于]?|止于)\s*$"
)
_LEAVE_ZH = re.compile(
    r"走(?!路|廊|走|一走|访|马|到|去|进|过|完|吧?看|几|山|哪)|离开|离[黔凯镇]|返|撤|回(?!答|复|民)|飞走|飞[离去回]?|离境|"
    r"结束|为止|嘅机走|(?:的|嘅)(?:车|飞机|机|高铁|动车|航班|火车)(?=$|[,。!?\s离走返回])"
)
_CLAUSE_END = re.compile(r"[,.;?!。、;]")
_START_EN = re.compile(
    r"\b(?:start|starts|starting|beginning|counting|count)(?: it| us| only)? (?:on |from )?(?:the )?$"
)
_START_ZH = re.compile(r"(?:才|再|正式)?(?:开始|起)(?:算|玩|计|$|[,。])")
_NOW = re.compile(r"now|right now|at the moment|at present|currently|(?:现在|而家|依家|目前|此刻|当下)")


def joined(dated: Sequence[DateSpan], folded: str, again: Again) -> DateSpan:
    """The days meant by these dates, which stand in the line from left to right: the first, until when they stay."""
    first = _begun(_plainest(dated, folded), dated, folded)
    later = [span for span in dated if span.at >= first.until]
    for other in later:
        if _is_to(first, other, folded) and (span := _until(first, other, again, LONGEST_JOINED)):
            return span
    for other in reversed(later):
        if _leaves(first, other, folded) and (span := _until(first, other, again, LONGEST_STAY)):
            return span
    several = first.first != first.last
    told = first.told in (Told.NUMBER, Told.WEEKDAY) or _RANGE.search(folded, first.at, first.until)
    return replace(first, joined=True) if several and told and not first.joined else first


def _plainest(dated: Sequence[DateSpan], folded: str) -> DateSpan:
    """The first date; one told by its number where that is only a season, a month or a feast in the same sentence."""
    first = dated[0]
    rank = _rank(first, folded)
    for other in dated[1:]:
        if "?" in folded[first.until : other.at]:
            break
        if (rank < 2 and other.told is Told.NUMBER) or (rank == 0 and _rank(other, folded) > 1):
            return other
    return first


def _rank(span: DateSpan, folded: str) -> int:
    """How closely it tells the days: 0 a season, a year or now, 1 a week, month or feast, 2 a day."""
    if span.told is not Told.WORD or not (span.first and span.last):
        return 2
    if span.last - span.first > timedelta(days=SEASON) or _NOW.match(folded, span.at, span.until):
        return 0
    return 1 if span.last > span.first else 2


def _begun(first: DateSpan, dated: Sequence[DateSpan], folded: str) -> DateSpan:
    """The date a line says to start on, where it names an earlier one before: 周五晚上到,从周六开始算."""
    for span in dated:
        if span.at < first.until or span.told is Told.WORD or "?" in folded[first.until : span.at]:
            continue
        if _START_EN.search(folded[: span.at]) or (
            folded[span.at - 1] in "从由" and _START_ZH.match(folded, span.until)
        ):
            return span
    return first


def _until(first: DateSpan, other: DateSpan, again: Again, longest: int) -> DateSpan | None:
    """From the first date to the other, which comes after it."""
    if not (first.first and other.last):
        return None
    last = other.last if other.last >= first.first else _later(first.first, other, again)
    if timedelta(0) <= last - first.first <= timedelta(days=longest):
        return DateSpan(first.at, other.until, first.first, last, joined=True, told=first.told)
    return None


def _later(day: date, other: DateSpan, again: Again) -> date:
    """The other date counted from the first: "1 January ... the 3rd"."""
    read = again(other, day)
    return read.last if read and read.last else (other.last or day) + DAY * 7


def _is_to(first: DateSpan, other: DateSpan, folded: str) -> bool:
    """True where "to" stands between."""
    between = folded[first.until : other.at]
    if _TO.fullmatch(between) or (_BARE.fullmatch(between) and TILL.match(folded, other.at)):
        return True
    from_when = _FROM.search(folded[: first.at]) or _FROM.match(folded, first.at)
    return bool(_AND.fullmatch(between) and from_when)


def _leaves(first: DateSpan, other: DateSpan, folded: str) -> bool:
    """True where the line says that they come on the first date and go on the other."""
    begin = folded.rfind("?", 0, first.at) + 1
    between = folded[first.until : other.at]
    if _PARTED.search(between) or not _ARRIVE.search(folded, begin, other.at):
        return False
    end = _CLAUSE_END.search(folded, other.until)
    behind = folded[other.until : end.start() if end else len(folded)]
    if _ASKED.search(behind):
        return False
    if _LEAVE.search(folded, first.until, other.until) or TILL.match(folded, other.at) or _LEAVE.search(behind):
        return True
    return bool(_LEAVE_ZH_BEFORE.search(between) or _LEAVE_ZH.search(behind))

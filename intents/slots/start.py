"""Where and when a plan starts, as typed."""

import re

from intents.line import Line
from intents.slots.found import Found, clause

_HINT = re.compile(
    r"start|begin|set(?:ting)? (?:off|out)|leav|depart|arriv|land|get(?:ting)? in|coming in|pick|check|not up|"
    r"up |free|train|hsr|出[发法]|到达|落地|降落|下高铁|下飞机|下车|下火车|铁到|车到|机到|到站|动身|起步|开始|"
    r"启程|出门|起床|抵达|落机|出發|到"
)
_HOUR_EN = (
    r"(?:\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d\d|noon|midday|midnight|dawn|sunrise|early|"
    r"late(?:r)?|earlier|lunch(?:time)?|breakfast|"
    r"(?:the |in the |mid-?|late |early )?(?:morning|afternoon|evening)|(?:one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve)(?: thirty)?(?= |$|[,.?!])(?! (?:days?|people|of us|nights?|hours?|kids|friends|"
    r"couples)))"
)
_CUE_EN = re.compile(
    r"\b(?:start(?:ing|s)?(?: out| off)?|begin(?:ning|s)?|set(?:ting)? (?:off|out)|leav(?:e|ing)|depart(?:ing|s)?|"
    r"arriv(?:e|es|ing|al)|land(?:ing|s)?|get(?:ting|s)? in(?:to)?|coming in|"
    r"pick(?:ed)? (?:me|us) up|check(?:ing)? out|(?:not |never |we're |i'm |be )up|train (?:gets|pulls|"
    r"comes) in)\b[ :]*(?:from |at |in |into |on |out of )?(?:the )?"
)
_UNTIL_EN = re.compile(
    r"[,.;?!]|\b(?:and|but|what|how|could|can|please|pls|then|so|with|for|till|until|we|i|plan|make|to do)\b"
)
_HOUR = re.compile(_HOUR_EN)
_PLACE_EN = re.compile(r"\b(?:station|airport|hotel|hostel|guesthouse|square|centre|center|downtown|south|home|town)\b")
_HAN = re.compile(
    r"(?P<v>[^,。?!;,\s]{0,18}?)(?P<cue>出[发法]|启程|动身|出门|起步|起床|开始玩|开始逛|开始)|"
    r"(?P<v2>[^,。?!;,\s]{0,14}(?:下高铁|下飞机|下火车|下车|落机|落地|降落|到站|到达|抵达|高铁到|火车到|飞机到|"
    r"动车到|班机到|到高铁站|到火车站|到机场))"
)
_HOUR_HAN = re.compile(
    r"[\d一二两三四五六七八九十]{1,3}(?:点|點|时|:\d\d)|早上|上午|中午|下午|傍晚|晚上|朝早|一早|清晨|凌晨|晏昼|"
    r"下昼|早点|晚点|[早晚迟]一?[点啲些]|晏啲|am|pm"
)
_PLACE_HAN = re.compile(r"站|机场|酒店|民宿|客栈|广场|市区|市中心|喺|从|由|在")
_FROM_HAN = re.compile(r"[从由](?=[^从由]{2,}$)")
_LEAD = re.compile(
    r"^(?:我们?|我哋|咱们?|俺们?|大家|想|打算|准备|计划|要|是|就|会|大概|大约|安排|行程|那|改成?|改为|"
    r"第[一二三四五六七八九\d]+天|每天|因为|帮我|请|从|由)+"
)


def find_start(line: Line) -> Found | None:
    """The place and hour a plan starts, as typed; None where neither stands by a word of starting."""
    if not _HINT.search(line.text):
        return None
    place = _english(line) or _han(line)
    return Found(line.as_typed(*place), *place) if place and place[0] < place[1] else None


def _english(line: Line) -> tuple[int, int] | None:
    for match in _CUE_EN.finditer(line.text):
        begin, stop = match.end(), clause(line.text, match.end())[1]
        until = _UNTIL_EN.search(line.text, begin, stop)
        end = until.start() if until else stop
        for span in line.spans:  # a name is never cut: "Miao and Dong garden"
            end = max(end, span.end) if span.start < end < span.end else end
        if _tells(line, begin, end):
            return begin, len(line.text[:end].rstrip(" ,.?!"))
    return None


def _tells(line: Line, begin: int, end: int) -> bool:
    """True where a place or an hour stands between."""
    named = any(begin <= span.start < end and span.how != "loose" for span in line.spans)
    return named or bool(_HOUR.search(line.text, begin, end) or _PLACE_EN.search(line.text, begin, end))


def _han(line: Line) -> tuple[int, int] | None:
    for match in _HAN.finditer(line.text):
        group = "v" if match["cue"] else "v2"
        begin, end = match.span(group)
        lead = _LEAD.match(line.text[begin:end])
        begin += lead.end() if lead and lead.end() < end - begin else 0
        place = _FROM_HAN.search(line.text, begin, end)
        if place and not _HOUR_HAN.search(line.text, begin, place.start()):
            begin = place.end()
        named = any(begin <= span.start < end and span.how != "loose" for span in line.spans)
        hour = _HOUR_HAN.search(line.text, begin, end)
        if hour or (group == "v" and (named or _PLACE_HAN.search(line.text, begin, end))):
            return begin, end
    return None

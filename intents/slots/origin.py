"""Where a ride starts: a name or a station before the goal, never the goal itself."""

import re
from collections.abc import Sequence
from itertools import pairwise

from intents.line import Line
from intents.model import Span
from intents.slots.found import Found

_RIDE = re.compile(
    r"\b(?:get(?:ting)?|go(?:ing)?|reach|come|coming|travel(?:ling)?|trains?|bus(?:es)?|coach(?:es)?|flights?|"
    r"fl(?:y|ies|ying)|planes?|taxi|cab|didi|drive|"
    r"driving|car|rides?|transfers?|connections?|rail|route|way|far|long|distance|trip|transport|station|airport|"
    r"fare|tickets?|plan|itinerary|to|till|"
    r"return|journey|head|cross|from|frm|2|how|gaotie|huoche|che|feiji|dao|qu|zuo|start|begin)\b"
    r"|[去到来坐搭乘飞车机站路返回离远嚟过揸航票途走程转出抵至]"
)
_TAIL = re.compile(
    r"(?:'s)?(?: (?:international )?(?:airport|north|south|east|west|bei|nan|dong|xi)\b| (?:railway|train|"
    r"high[- ]speed|bus|coach|rail)? ?station\b| (?:city|downtown|town|centre)\b)+"
    r"|(?:东|西|南|北)?(?:高铁|火车|汽车|客运)?(?:站|机场)|(?:东|西|南|北)(?=[直怎点坐到去来搭打,?出]|$)|市区|城区|"
    r"附近|(?:国际)?机场"
)
_STATION_EN = (
    r"(?:(?:the )?(?:(?:south|north|main|old|new|high[- ]?speed|hsr|railway|train|rail|bus|coach|long-distance|"
    r"central) )*(?:station|staion|stn|railway)|(?:the )?(?:international )?airport)"
)
_STATION_ZH = (
    r"(?:(?:东|西|南|北)?(?:高铁|火车|汽车|客运|动车|长途|大巴|公交)(?:总|东|西|南|北)?站|(?:飞)?机场|(?:东|西|南|"
    r"北)站|酒店|宾馆|民宿|客栈|市区|市中心|城里|旅馆)"
)
_FROM = re.compile(
    r"\b(?:(?<!apart )(?<!away )from|frm|fron|out of|leaving|leave|departing|starting (?:from|in|at|off in|out in)|"
    r"start (?:from|in|at)|begin(?:ning)? (?:from|in|at)|based in|"
    r"(?:staying|stay|living|live|currently|right now|am|are|'m|'re|stuck|now) (?:in|at|near|around)|"
    r"(?:land|landing|landed|lands|touch down|arrive|arriving|arrives|fly|flying|flight|come|coming|get|getting) "
    r"(?:in |out )?(?:at|in|into|via))\s+(?:the\s+)?"
)
_FROM_ZH = re.compile(
    r"(?:从(?![来小江])|(?<![自理])由(?!于)|(?<!来)自(?:打)?(?![己驾由助然行])|打(?=\S{2,6}(?:到|去|来|出发))|"
    r"人在|住在?|我在|我们在|我哋喺|我喺|喺|在|落地|降落|下榻|抵达|重(?=[一-鿿]{2,4}[到去来怎])|cong |"
    r"zai )\s?(?:的)?"
)
_PLAIN_EN = re.compile(
    r"(?P<place>(?!(?:here|there|now|my (?:plan|itinerary|trip)|our (?:plan|itinerary)|the plan|the itinerary|what|"
    r"where|which|it|this|that|these|a|an|to|out|by|for|at|on|early|late|behind|after|before|your|and|stop|you|him|"
    r"her|me|us|them|\d)\b)[a-z][^?!.,;\d]{1,40}?)"
    r"(?=\s+(?:to|by|on|at|in|via|how|what|is|are|and|with|for|tomorrow|today|tonight|this|next|please|pls|plz|"
    r"take|takes|take|until|till|without|or|do|does|can|if|back|when|direct|there|then)\b|\s?[?!.,;\d]|"
    r"\s[^\x00-\x7f]|$)"
)
_PLAIN_ZH = re.compile(
    r"(?P<place>[^,.?!从由到去\s]{2,10}?)(?:直接)?(?=出发|怎|点[样去嚟到]|到|去|过[来嚟去]|坐|搭|开车|自驾|嚟|返|"
    r"回来|来|打车|dao |qu )"
)
_NOUNS_ZH = re.compile(_STATION_ZH)
_NEVER = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*|morning|"
    r"scratch|now|noon|one|two|may|spring|abroad|experience|"
    r"my (?:plan|itinerary|trip|phone|pin|position|location)|plan|itinerary|source|home cook|the (?:plan|itinerary|"
    r"list|first|second|\d)|.*\bplan\b|.*itin|\d|前|今|明|什么|哪|边|几|我|你|这|那|里|时)"
)
_GOING = re.compile(
    r"^\s*(?:-+>|→|➡|>+|=>|~|—+|–|-|(?:back )?to(?: the| reach| get to| go to)?|2|till|until|and (?:want|need|"
    r"have) to (?:go|get)(?: straight| directly| on)? to|,? ?then(?: on)?(?: to)?|"
    r"[^a-z,?!.要想再还不又也]{0,6}?(?:飞往|直飞|飞去|飞到|飞|直达|直到|到|去|至|往|离|回|返|来|嚟|过来|过去|过嚟|"
    r"过|距|上|"
    r"开车去|直奔)(?:了)?|"
    r"(?:[一-鿿]{0,5})?(?:dao|qu|fei|hui|li|lai|zhi)|(?:by |via )?(?:train|bus|coach|car|flight) to)\s*(?:the )?$"
)
_LEAVING = re.compile(
    r"^\s?(?:市区?|城区|这边|那边|附近)?\s?(?:出发|出来|过来|过嚟|过去|动身|起飞|上车|下车|出站|下飞机|落机|下高铁|"
    r"下火车|启程|离开|坐车|坐高铁|坐火车|打车|搭车|搭高铁|飞|自驾|自己开车|开车|揸车|chu ?fa|guo ?lai)"
)
_BEFORE_GOAL = re.compile(
    r"(?:\bto|\bfor|\breach|\binto|\bin|\bvisit(?:ing)?|\bsee|去|到|回|返|往|至|达|来|嚟|飞|游|玩|\bqu|\bdao|\bhui|"
    r"within|around)\s*(?:the )?$"
)
_AT_END = re.compile(r"[\s,.?!;:、'\"]+$")
_HOW_TO_GO = re.compile(r"\b(?:get|go|going|head|travel) to\b|(?:怎么|咋|点样?|想|要)(?:去|到|过去)(?!哪|什么|边)")
_VEHICLE = re.compile(
    r"\b(?:trains?|bus(?:es)?|coach(?:es)?|flights?|fly|planes?|rail|drive|taxi|direct|connections?|gaotie|huoche|"
    r"feiji|che|dongche|get|go|come|how (?:far|long))\b"
    r"|高铁|火车|动车|大巴|巴士|航班|飞机|机票|车票|开车|揸车|自驾|直达|坐车|搭车|列车|班车|专线|公交|客车|怎么[来去到过走最]|"
    r"点[样去嚟]|多远|多久|几耐|转车"
)
_BELONGS = re.compile(r"^(?:籍|人|护照|身份|passport|国籍|sim|门号|驾照|的|行程|计划| citizen| passport|啤酒|茅台|\d)")
_UNKNOWN = re.compile(r"(?:^|[,。?! ])(?:请问|那|那么|想问)?(?P<place>[\u4e00-\u9fff]{2,4})(?:到|飞|离)$")
_NO_PLACE = re.compile(r"[我你他她它咱俺怎么想要什哪能可以坐车时候点天日早晚号几多少第从会先再人们来何得是还]")
_STATION_GOING = re.compile(
    rf"(?<!to )(?<!to the )(?<!至)(?<!到)(?<!去)(?P<place>\b{_STATION_EN}(?= (?:to|2)\b)|"
    rf"{_STATION_ZH}(?=(?:打车|坐车|出来|出发|怎么|点样)?(?:到|去|出来|出发|过去|怎么[去到走]|回)))"
)


def find_origin(line: Line) -> Found | None:
    """Where the ride starts, as typed; None where no ride is spoken of."""
    text = line.text
    if not _RIDE.search(text):
        return None
    names = [span for span in line.spans if span.how != "loose" and _is_place(span, text)]
    place = (
        _said(text, names) or _paired(text, names) or _leaving(text, names) or _station(text) or _elsewhere(text, names)
    )
    if place is None:
        return None
    start, end = place
    return Found(line.as_typed(start, end), start, end) if start < end else None


def _is_place(span: Span, text: str) -> bool:
    """True for a place; a bus line named for one is the place, where no vehicle is in its name."""
    if span.kind == "ride":
        return not _VEHICLE.search(text, span.start, span.end)
    return span.kind not in ("dish", "topic", "food_route", "event")


def _said(text: str, names: Sequence[Span]) -> tuple[int, int] | None:
    """After "from", 从, "we are in" and their like."""
    for cue in (_FROM, _FROM_ZH):
        for match in cue.finditer(text):
            span = next((name for name in names if match.end() <= name.start <= match.end() + 1), None)
            strong = match[0].startswith(("from", "frm", "从", "由", "自", "cong", "out of", "leav"))
            if span and (strong or _goes_on(text, names, span)):
                return _with_tail(text, span)
            station = re.compile(_STATION_EN).match(text, match.end()) or _NOUNS_ZH.match(text, match.end())
            if station and (strong or _goes_on(text, names, None)):
                return station.span()
            if span is None and strong:
                plain = (_PLAIN_EN if cue is _FROM else _PLAIN_ZH).match(text, match.end())
                if plain and not _NEVER.match(plain["place"]):
                    return plain.span("place")
    return None


def _goes_on(text: str, names: Sequence[Span], here: Span | None) -> bool:
    """True where another place is named, or going is spoken of, besides being `here`."""
    after = here.end if here else 0
    if any(name.start >= after for name in names if name is not here):
        return True
    return bool(_HOW_TO_GO.search(text, after))


def _paired(text: str, names: Sequence[Span]) -> tuple[int, int] | None:
    """The first of two names with nothing but a word of going between."""
    for first, second in pairwise(sorted(names, key=lambda span: span.start)):
        start, end = _with_tail(text, first)
        if _GOING.match(text[end : second.start]) and not _is_goal(text, first) and first.ids != second.ids:
            return start, end
        if first.ids == second.ids == () and _GOING.match(text[end : second.start]) and not _is_goal(text, first):
            return start, end
    return None


def _leaving(text: str, names: Sequence[Span]) -> tuple[int, int] | None:
    """A name with 出发 or 过来 behind it."""
    for span in names:
        start, end = _with_tail(text, span)
        if _LEAVING.match(text[end:]) and not _is_goal(text, span):
            return start, end
    match = re.search(r"(?:^|[,。 我们想])(?P<place>[^,。?!,\s我们想从要在点早晚上下]{2,6})出发", text)
    return match.span("place") if match and not _NEVER.match(match["place"]) else None


def _station(text: str) -> tuple[int, int] | None:
    match = _STATION_GOING.search(text)
    return match.span("place") if match else None


def _elsewhere(text: str, names: Sequence[Span]) -> tuple[int, int] | None:
    """A city elsewhere that is not the goal."""
    if not _VEHICLE.search(text):
        return None
    for span in names:
        start, end = _with_tail(text, span)
        if span.kind == "outside" and not (_is_goal(text, span) or _is_slip(text, span) or _BELONGS.match(text[end:])):
            return start, end
    return _unknown(text, names)


def _unknown(text: str, names: Sequence[Span]) -> tuple[int, int] | None:
    """A place nobody knows, or one misspelt, with 到 between it and a name."""
    for span in names:
        match = _UNKNOWN.search(text[: span.start])
        if match and not _NO_PLACE.search(match["place"]):
            return match.span("place")
    return None


def _is_slip(text: str, span: Span) -> bool:
    """True for plain words that only look like a city."""
    return span.how == "fuzzy" and bool(
        re.search(r"\b(?:sta[a-z]{3,4}|or|and|us|a|the|of)\b", text[span.start : span.end])
    )


def _is_goal(text: str, span: Span) -> bool:
    return bool(_BEFORE_GOAL.search(text[: span.start]))


def _with_tail(text: str, span: Span) -> tuple[int, int]:
    """Where the name stands, with "airport" or 北站 behind it and no sign at its end."""
    end = span.end - len(found[0]) if (found := _AT_END.search(text[span.start : span.end])) else span.end
    tail = _TAIL.match(text, end)
    return span.start, tail.end() if tail else end

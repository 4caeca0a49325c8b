"""The train or flight that a trip begins or ends with: its hub, its kind and its hour."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from intents.model import Span
from intents.planning.clocks import HALF_DAY, Chunk, Clock
from intents.planning.model import Ride
from intents.planning.words import Words

Way = Literal["arrive", "depart"]
By = Literal["train", "plane", "coach"]

_TRAIN = Words(
    r"\b(?:trains?|(?<!bus )(?<!coach )station|rail\w*|hsr|g\d{3,4})\b",
    r"高铁|动车|火车|车站|高铁站|(?<=[到在从去返])南?站",
)
_PLANE = Words(
    r"\b(?:flights?|planes?|airport|fly|flying|flies|lands?|landing|take off)\b",
    r"飞机|班机|航班|机场|起飞|降落|落地|飞走",
)
_COACH = Words(
    r"\b(?:coach(?:es)?|bus station|long[- ]distance bus)\b",
    r"长途(?:车|客车|大巴)|客运站|汽车站|大巴站",
)
_RETURN_CAR = re.compile(r"(?:回程|返程|回去)的?车|的车(?=离开|走|回)|赶车|坐车(?:走|回|离开)|上车")
_GENERIC_HUB = re.compile(
    r"^(?:(?:the|that|same) )*(?:(?:train |railway |rail |high[- ]speed )*station|airport|高铁站?|火车站?|"
    r"车站|机场|动车站?)$"
)
_SAME = Words(
    r"\bsame (?:station|airport|place|one)\b|\bthat (?:station|airport)\b|\bfrom there\b",
    r"同一个?(?:站|车站|机场|地方)|也是(?:那|同)|还是(?:那个?|同一?个?)站",
)

_MUST_BE_ZH = r"(?:必须|需要|[要得需赶])(?:赶|回|返|走)?(?:到|回|返|去|赶到)"
_DEPART = re.compile(
    r"\b(?:leav(?:e|es|ing)|left|depart\w*|out of|outbound|go(?:es|ing)? (?:back|home|out)|heads? (?:back|home)|"
    r"tak(?:es|ing) off|fl(?:y|ies|ying) (?:out|home|back|off)|return(?:s|ing)? (?:train|flight)|catch\w*|"
    r"(?:have|need|got|has|must|gotta|should|supposed|ought)(?: to)? (?:go |get )?(?:be )?(?:back )?(?:at|in|to)\b|"
    r"(?:train|flight|plane|coach|bus) (?:home|back|out|goes|departs|leaves|to)|it goes|check[- ]in)\b"
    r"|离开|起飞|飞走|飞回|坐车(?:走|回|离)|(?:的|坐|乘|搭)(?:高铁|动车|火车|飞机|班机|车)(?:走|回|离)|上车|"
    r"赶(?:车|火车|高铁|动车|飞机|班机)"
    r"|回程|返程|发车|开车(?=走|离)|返(?:屋企|去)|" + _MUST_BE_ZH
)
_DEPART_FROM_HUB_ZH = re.compile(
    r"^(?:站)?(?:坐车|坐高铁|坐火车|上车|再)?(?:就)?(?:走|出发|离开|起飞|飞|发车|返程|回|坐车走|开)"
)
_ARRIVE = Words(
    r"\b(?:arriv\w*|land(?:s|ed|ing)?|com(?:e|es|ing) (?:in|with|by|on|to|at|from)|get(?:s|"
    r"ting)? in(?:to)?|into|reach(?:es|ing)?|pull(?:s|ing)? in(?:to)?|touch(?:es|ing)? down|fl(?:y|ies|"
    r"ying) in(?:to)?|inbound|get(?:ting)? off|get(?:ting)? to|(?:train|flight) from|pick (?:us|me) up)\b",
    r"抵达|到达|降落|落地|落机|落车|到站|出站|[站场]出来|下(?:高铁|飞机|火车|动车|车)|(?<![要得需迟])到(?=$|"
    r"[,。]|了|站)",
)
_LEAVES = re.compile(r"(?:\bleav(?:e|ing) |离开)(?:the )?$")
_NO_RIDE = Words(
    r"\b(?:how (?:do|can|long|far|much|often)|what time|when (?:do|does|is)|is there|are there|which|"
    r"timetable|how to|last train)\b",
    r"怎么[去到走坐]|多久|几点|多少钱|几多钱|有没有|末班|时刻表|点去|点样去|点搭",
)
_FIRST_PERSON = Words(
    r"\b(?:we|i|my flight|our flight|my train|our train)\b.{0,22}\b(?:arriv\w*|land(?:ing)?|"
    r"fly(?:ing)? (?:in|out)|depart\w*|leav(?:e|ing) from)\b|^(?:arriving|landing|flying|leaving)\b",
    r"(?:我们?|我哋|咱们?).{0,10}(?:抵达|降落|落地|[到从]).{0,8}(?:站|机场)|[到从].{0,8}(?:站|机场)(?:走|离开|进|出)",
)
_TIMED_RIDE = Words(
    r"\b(?:train|flight|plane)\b",
    r"高铁|动车|火车|班机|航班|飞机",
)


@dataclass(frozen=True, slots=True)
class Rides:
    """What a line says of rides, and the hours that it took for them."""

    arrive: Ride | None = None
    depart: Ride | None = None
    taken: frozenset[int] = frozenset()


def read_rides(text: str, spans: Sequence[Span], chunks: Sequence[Chunk]) -> Rides:
    """The arrival and the departure of a line: each the first chunk that tells one with an hour."""
    if _NO_RIDE.search(text):
        return Rides()
    found: dict[Way, Ride] = {}
    taken: set[int] = set()
    for place, chunk in enumerate(chunks):
        before = chunks[place - 1].text if place else ""
        for ride, clock, way in _told(text, spans, chunk, before, found):
            if way not in found or (found[way].minute is None and ride.minute is not None):
                found[way] = ride
                taken |= {clock.start} if clock else set()
    return _completed(text, Rides(found.get("arrive"), found.get("depart"), frozenset(taken)))


def _told(
    text: str, spans: Sequence[Span], chunk: Chunk, before: str, found: dict[Way, Ride]
) -> list[tuple[Ride, Clock | None, Way]]:
    """What one chunk tells of a ride."""
    hub = _hub(spans, chunk, text)
    by = _kind(chunk.text) or (None if hub else _kind(before) or _kind_of_hub(text, spans, chunk))
    told = chunk.clocks and (_plain(chunk, found) or _leaves_town(text, spans, chunk))
    if not hub and not by and not _RETURN_CAR.search(chunk.text) and not told:
        return []
    way = _way(text, chunk, spans, found)
    if way is None:
        return []
    if not chunk.clocks:
        sure = hub and _FIRST_PERSON.search(text)
        return [(Ride(id=hub, by=None if hub else by), None, way)] if sure else []
    clock = chunk.clocks[0]
    return [(Ride(hub, None if hub else by, clock.minute), clock, way)]


def _plain(chunk: Chunk, found: dict[Way, Ride]) -> bool:
    """True where a chunk without a ride tells one still: "we arrive at 3pm", and then "leaving at 8"."""
    arrives = re.search(r"\b(?:arriv\w*|land(?:s|ing)?)\b|抵达|到达|落地|到站", chunk.text)
    return bool(arrives) or ("arrive" in found and bool(re.search(r"走|离开|\bleav(?:e|es|ing)\b", chunk.text)))


def _leaves_town(text: str, spans: Sequence[Span], chunk: Chunk) -> bool:
    """True for "we leave the town at 6pm"; in a morning that is where the day begins."""
    before = (text[chunk.start : span.start] for span in spans if span.kind == "town" and span.start < chunk.end)
    return chunk.clocks[0].minute >= HALF_DAY and any(_LEAVES.search(part) for part in before)


def _way(text: str, chunk: Chunk, spans: Sequence[Span], found: dict[Way, Ride]) -> Way | None:
    hubs = [span for span in spans if span.kind == "hub" and chunk.start <= span.start < chunk.end]
    for span in hubs:
        behind, before = text[span.end :].lstrip(",站"), text[chunk.start : span.start]
        if text[span.end - 1] not in ",;.!?" and re.match(r"出来|出站|下车|下高铁|落车", behind):
            return "arrive"
        if text[span.end - 1] not in ",;.!?" and _DEPART_FROM_HUB_ZH.match(behind):
            return "depart"
        if re.search(_MUST_BE_ZH + r"[^,]{0,3}$", before):
            return "depart"
        if re.search(r"(?:到|抵|至|抵达|降落|落地)(?:在|于)?$", before) or re.search(
            r"\b(?:into|arriving|reach)\s(?:the )?$", before
        ):
            return "arrive"
        if re.search(r"\bfrom (?:the )?$", before) and not re.search(r"\b(?:start|begin|pick)", before):
            return "depart"
    if re.search(r"\bgo(?:es)?\b.{0,14}\bfrom\b", chunk.text):
        return "depart"
    if _DEPART.search(chunk.text) or (
        re.search(r"走(?!走|路|走停|秀)", chunk.text) and (_kind(chunk.text) or "arrive" in found)
    ):
        return "depart"
    if _ARRIVE.search(chunk.text):
        return "arrive"
    return "depart" if chunk.clocks and _TIMED_RIDE.search(chunk.text) else None


def _hub(spans: Sequence[Span], chunk: Chunk, text: str) -> str | None:
    for span in spans:
        said = text[span.start : span.end].strip(" ,.;?!:")
        if span.kind == "hub" and chunk.start <= span.start < chunk.end and not _GENERIC_HUB.match(said):
            return span.ids[0]
    return None


def _kind(text: str) -> By | None:
    if _COACH.search(text):
        return "coach"
    if _PLANE.search(text):
        return "plane"
    return "train" if _TRAIN.search(text) else None


def _kind_of_hub(text: str, spans: Sequence[Span], chunk: Chunk) -> By | None:
    generic = (
        text[span.start : span.end] for span in spans if span.kind == "hub" and chunk.start <= span.start < chunk.end
    )
    return next((kind for said in generic if (kind := _kind(said))), None)


def _completed(text: str, rides: Rides) -> Rides:
    """With the hub of one ride for the other, where the line says that it is the same."""
    arrive, depart = rides.arrive, rides.depart
    if arrive and depart and _SAME.search(text):
        if depart.id is None and arrive.id:
            return replace(rides, depart=replace(depart, id=arrive.id, by=None))
        if arrive.id is None and depart.id:
            return replace(rides, arrive=replace(arrive, id=depart.id, by=None))
    return rides

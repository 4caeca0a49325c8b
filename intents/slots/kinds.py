"""Which kind a search is for, and what the visitor is interested in."""

import re

from intents.lexicon import Lexicon
from intents.line import Line
from intents.model import Span
from intents.slots.denial import Denial
from intents.slots.spans import DateSpan
from intents.wordindex import Hit

# In the name of a place these tell what it is, not what is looked for.
_OF_PLACES = frozenset(
    [
        "museum",
        "miao_village",
        "dong_village",
        "village",
        "ancient_town",
        "mountain",
        "park",
        "lake",
        "river",
        "square",
        "terraces",
        "drum_tower",
        "mall",
        "forest",
        "nature",
        "religious",
        "street",
        "food_street",
        "night",
        "market",
        "hot_spring",
    ]
)
_LODGING = frozenset(("hotel", "guesthouse", "homestay", "parking"))
_NEAR = re.compile(r"(?:\b(?:near|from|to|at|by|close to|around|outside) (?:the |my |our |a )?|离|从|在|回)$")
_NEAR_AFTER = re.compile(r"^(?:到|去|出发| to\b)")
_BESIDE = re.compile(r"\b(?:near|close to|around|beside|next to|outside) (?:the |my |our |a )?$")
_BESIDE_AFTER = re.compile(r"^(?:附近|旁边|周边|周围|边上|出来|隔壁|对面)")
_OF_DISHES = frozenset(("fish", "beef", "duck", "pork"))
_WITHIN = re.compile(
    r"[下里前后方外上对见当路地全表正侧反封桌市]面|面[对前积子包膜临试]|酒店|[一不]湖|粉丝|粉红|茶壶|鱼缸|"
    r"有集[中体合]|live in|no free|free (?:day|time|wifi|wi-fi|for|hour|afternoon|morning|evening)|面条?鱼|免费wifi"
)


_PINYIN = {
    "food": re.compile(
        r"\b(?:shen ?me|sha|you) (?:hao )?chi\b|\bhao ?chi ?de\b|\bchi de\b|\bmei ?shi\b|\bchi shen ?me\b"
    ),
    "toilet": re.compile(r"\b(?:ce ?suo|gong ?ce|xi ?shou ?jian|wei ?sheng ?jian)\b"),
    "sights": re.compile(r"\bjing ?(?:dian|qu)\b|\bhao ?wan ?de\b"),
}


def find_kind(line: Line, lexicon: Lexicon, denial: Denial, when: DateSpan | None = None) -> str | None:
    """The tag, the more telling before the more general; None where the line tells none beside a feast's name."""
    text = line.text
    if "飯店" in line.typed:  # a hotel, where 饭店 is a restaurant
        return "hotel"
    for hit in lexicon.hits("kinds", text):
        if when and when.first and when.at <= hit.start < when.until:
            continue
        if not (_is_named(hit, line.spans) or _is_nothing(text, hit) or denial.denies(hit.start, hit.end)):
            return hit.value
    return next((kind for kind, pattern in _PINYIN.items() if pattern.search(text)), None)


def find_interests(line: Line, lexicon: Lexicon, denial: Denial) -> list[str]:
    """The interests, in the lexicon's order, but those that are denied."""
    hits = lexicon.hits("interests", line.text)
    wanted = [
        hit.value
        for hit in hits
        if not _in_name(hit, line.spans) and not _is_nothing(line.text, hit) and not denial.denies(hit.start, hit.end)
    ]
    return list(dict.fromkeys(wanted))


def _is_named(hit: Hit, spans: tuple[Span, ...]) -> bool:
    if hit.value in _OF_DISHES and any(s.kind == "dish" and s.start <= hit.start < s.end for s in spans):
        return True
    return hit.value in _OF_PLACES and _in_name(hit, spans)


def _in_name(hit: Hit, spans: tuple[Span, ...]) -> bool:
    return any(
        span.start <= hit.start < span.end
        for span in spans
        if span.how != "loose" and span.kind in ("place", "hub", "eatery", "town", "outside", "event")
    )


def _is_nothing(text: str, hit: Hit) -> bool:
    """True for a word within a longer one, and for the hotel that something else shall be near."""
    for match in _WITHIN.finditer(text, max(0, hit.start - 3), hit.end + 10):
        if match.start() <= hit.start and hit.end <= match.end() and match[0] != text[hit.start : hit.end]:
            return True
    if _BESIDE.search(text[: hit.start]) or _BESIDE_AFTER.match(text[hit.end : hit.end + 4]):
        return True
    if hit.value not in _LODGING:
        return False
    return bool(_NEAR.search(text[: hit.start]) or _NEAR_AFTER.match(text[hit.end : hit.end + 4]))

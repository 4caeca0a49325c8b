"""How fast the plan is to be: a pace that is named, or slower and faster than it is."""

import re
from functools import cache
from typing import Literal, cast

from intents.lexicon import Lexicon, load_lexicon
from intents.planning.words import Words
from intents.slots.pace import find_pace

Pace = Literal["slower", "faster", "relaxed", "normal", "packed"]

_NORMAL = Words(
    r"\b(?:normal|medium|average|moderate|standard|regular|usual) (?:pace|speed|tempo|rhythm)\b",
    r"(?:正常|普通|一般|中等|适中)的?(?:节奏|步调|速度|就|一点)|不快不慢|唔快唔慢",
)
_SLOWER = Words(
    r"\bslower\b|\bmore slow\b|\bslow (?:it |things )?down\b|\btoo (?:much|fast|rushed|full|packed|tight|"
    r"busy|tiring|hectic|intense)\b|\b(?:more|bit|less) (?:relaxed|relaxing|chill(?:ed)?|packed|rushed|"
    r"hectic|easy|easygoing|gentle|breathing)\b|\b(?:easier|calmer|gentler)\b|\bless (?:in|each|per|stuff|"
    r"stops)|\bfewer (?:stops|things|places)\b|\btake it easier\b|\bloosen\b|\bmore (?:rest|breaks|"
    r"free time)\b",
    r"慢一?[点些]|慢啲|慢少少|太[赶满累紧密操]|[别不唔]要?好?[太咁]?(?:赶|累|操|攰)(?!集|场)|(?:轻松|悠闲|松|"
    r"松动|宽松|悠哉)(?:一?[点些]|啲)|再(?:轻松|悠闲|"
    r"慢|松)|少[排安去]几?个?|放慢|太攰|好攰|吃不消",
)
_FASTER = Words(
    r"\bfaster\b|\b(?:cram|squeeze|pack|fit|stuff) (?:in )?more\b|\bmore (?:packed|intense|action|stops|"
    r"things|in each day|per day|each day|into)\b|\btoo (?:slow|relaxed|empty|easy|little|light)\b|"
    r"\bbusier\b|\bfuller\b|\bfill (?:it|the days?|them) up\b|\bspeed (?:it )?up\b",
    r"太[松闲慢空少](?!人|了解)|(?:紧凑|充实|满|密|快|赶)(?:一?[点些]|啲)|排满|塞满|多排几个|多去几个|多塞|"
    r"再满|再紧|加快",
)
_GENTLY = Words(
    r"\b(?:gently|take (?:it|things) (?:slow(?:ly)?|gently)|take it easy|slow pace|leisurely|no rush|"
    r"laid[- ]back|easy[- ]going)\b",
    r"慢慢|悠悠|优哉|不赶时间",
)
_HURRIED = re.compile(r"太[赶满累紧密]")
_ASIDE = Words(
    r"\beasy (?:about|to|on the)\b|\bfar too much\b|\btoo much (?:gear|luggage|stuff to carry)|"
    r"\btoo much (?:money|walking|for|of)\b|\bhow much\b|\bis [^?]*(?:too much|too (?:far|fast))\?|\bspeak|"
    r"\bmore (?:stops|things) (?:like|in)\b",
    r"说[慢快]|讲[慢快]|慢[车炖性]|[太]少(?:吧|吗)|快点(?:回|说|告)|减速",
)


@cache
def lexicon() -> Lexicon:
    """The word lists of all languages, read once."""
    return load_lexicon()


def read_pace(text: str) -> Pace | None:
    """The pace the line wants."""
    if _NORMAL.search(text):
        return "normal"
    aside = _ASIDE.search(text)
    if not aside and _FASTER.search(text) and not _HURRIED.search(text):
        return "faster"
    if not aside and _SLOWER.search(text):
        return "slower"
    if _GENTLY.search(text):
        return "relaxed"
    return None if aside else cast(Pace | None, find_pace(text, lexicon()))

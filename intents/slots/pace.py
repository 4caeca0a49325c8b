"""How fast a plan should go."""

import re

from intents.lexicon import Lexicon

_DENIED = re.compile(
    r"(?:\bnot|\bisn't|\bno|\bnothing|\bless|\bdon't|n't be|\bwithout|\btoo|\bnever|不要?太?|别太?|唔好?太?|唔要|"
    r"太|勿|免)\s?(?:too |so |be |make it |太|咁|那么|排|安排得?)?$"
)
_HURRIED = re.compile(
    r"\btoo (?:rush|hectic|tir|fast|full|tight|busy|pack|intens|much|hurried)|\bslow(?:er\b| down| it down|"
    r"\s?[d啲点]\b)|"
    r"太[赶趕累满紧密操]|[别唔不][要好使用想]?[太咁]?赶(?![集场墟])|赶死|赶了"
)
_IDLE = re.compile(r"\bslow (?:train|boat|internet)|\beasy(?:iest)? (?:way|to)|慢车|慢性")


def find_pace(text: str, lexicon: Lexicon) -> str | None:
    """relaxed, normal or packed: what is complained of is what the plan shall not be."""
    hits = [hit for hit in lexicon.hits("pace", text) if not _IDLE.search(text, max(0, hit.start - 1), hit.end + 10)]
    if _HURRIED.search(text) and not _IDLE.search(text):
        return "relaxed"
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        if (
            hit.value == "packed"
            and not text[hit.start : hit.end].startswith(("too ", "太"))
            and _DENIED.search(text[: hit.start])
        ):
            return "relaxed"
        if (
            hit.value == "relaxed"
            and re.search(r"(?:\btoo|太)\s?$", text[: hit.start])
            and not text[hit.start : hit.end].startswith(("太", "too"))
        ):
            return "packed"
        return hit.value
    return None

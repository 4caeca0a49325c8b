"""What a plan must hold and must leave out: named subjects and words of the lexicon, told apart by negation."""

import re
from collections.abc import Sequence
from typing import Any

from intents.lexicon import Lexicon
from intents.model import Span
from intents.slots.denial import Denial, denied_names
from intents.slots.found import Found, clause

# Kinds that are never what a plan leaves out: "no spicy food" is about what is spicy.
_GENERAL = frozenset(
    [
        "food",
        "sights",
        "free",
        "family",
        "photography",
        "shopping",
        "rainy_day",
        "quiet",
        "history",
        "local",
        "snack",
        "dong",
        "miao",
        "night",
        "hotel",
        "toilet",
        "parking",
        "pharmacy",
        "atm",
    ]
)
_SAME = {"mountain": "mountains", "hiking": "mountains"}
_COMPLAINTS = {
    "spicy": re.compile(
        r"(?<!辣)[不唔没冇免无]辣|\bnot (?:too |very )?spicy|\bnon-?spicy|\bno spice|(?:不能|唔食得|唔识食|吃不来|"
        r"不会吃|不太能吃)辣?(?<=辣)"
    ),
    "crowds": re.compile(
        r"人太多|太多人|人山人海|人挤人|太[挤迫]|好迫|挤死|人好多|太商业|\btoo (?:crowded|touristy|many "
        r"(?:people|tourists))|\bhates? crowds?|\bpacked with (?:people|tourists)|\b(?:away from|beat|dodge) "
        r"(?:the )?crowds?"
    ),
    "stairs": re.compile(
        r"膝(?:盖|头)?[^,。]{0,3}(?:不好|不行|痛|疼|唔好|受伤|有伤|有问题|不舒服|唔掂)|腿脚不|腿(?:脚)?(?:不好|"
        r"不便|疼|痛|受伤)|扭[亲伤到].?[脚腿踝]|脚(?:痛|疼|伤)|走不了.{0,4}台阶|爬不动|行唔到楼梯"
        r"|\b(?:bad|dodgy|sore|weak|poor|injured|gammy|bum|creaky|dicky|new|replaced|arthritic) (?:knees?|hips?|"
        r"legs?|ankles?)|\bknees? (?:are|is|problems?|hurts?|issues?|trouble|injur\w+|replacement|won't|can't)|"
        r"\bcan't (?:do|manage|climb|handle) (?:many |too many )?(?:stairs|steps)"
    ),
}
_ADD = re.compile(
    r"(?:\b(?:add|adding|include|including|includes|throw in|fit in|squeeze in|put in|slot in|insert|"
    r"must[- ]see|must have|more|work in)\b[^,.;]{0,26}|(?:加|添|插|增加|必[去看须]|一定要|塞|"
    r"多[点些排去加看安])[^,。;]{0,8})$"
)


_VAGUE = frozenset(("food", "sights", "family", "rainy_day"))
_MAY_ADD = re.compile(r"add|includ|throw|fit in|squeeze|put|slot|insert|must|more|work in|[加添插增必要塞多]")
_MAY_COMPLAIN = re.compile(
    r"[辣人挤迫商膝腿扭脚台爬行]|spic|crowd|tourist|many|pack|beat|dodge|knee|hip|leg|ankle|stairs|steps"
)


def wish_slots(
    folded: str,
    named: Sequence[tuple[str, int]],
    lexicon: Lexicon,
    *,
    spans: Sequence[Span] = (),
    aside: Sequence[Found] = (),
    denial: Denial | None = None,
) -> dict[str, Any]:
    """`must_see` and `avoid`. `named`: ids with the place in the line where each stands; `aside`: other slots."""
    denial = denial or Denial(folded, lexicon)
    named = [(entry, at) for entry, at in named if not any(found.meets(at, at + 1) for found in aside)]
    places = [(at, _end_of(at, spans, folded)) for _, at in named]
    order = sorted(range(len(named)), key=lambda number: places[number])
    denied = dict(zip(order, denied_names(denial, folded, [places[number] for number in order]), strict=True))
    avoid = [entry for number, (entry, _) in enumerate(named) if denied[number]]
    wanted = [entry for number, (entry, _) in enumerate(named) if not denied[number]]
    names = [place for number, place in enumerate(places) if number in denied]
    avoid += [word for word in _avoid_words(folded, lexicon, denial, names) if word not in avoid]
    wanted += [
        word for word in _added_words(folded, lexicon, denial, names) if word not in wanted and word not in avoid
    ]
    return {name: value for name, value in (("must_see", wanted), ("avoid", avoid)) if value}


def _end_of(start: int, spans: Sequence[Span], text: str) -> int:
    end = next((span.end for span in spans if span.start == start), start + 1)
    return start + len(text[start:end].rstrip(" ,.?!;:、，。"))


def _avoid_words(folded: str, lexicon: Lexicon, denial: Denial, names: Sequence[tuple[int, int]]) -> list[str]:
    """Values of denied words outside the names, and of what is complained of."""
    hits = [*lexicon.hits("avoid", folded), *(h for h in lexicon.hits("kinds", folded) if h.value not in _GENERAL)]
    found = [hit.value for hit in hits if not _inside(hit.start, names) and denial.denies(hit.start, hit.end)]
    if _MAY_COMPLAIN.search(folded):
        found += [value for value, pattern in _COMPLAINTS.items() if pattern.search(folded)]
    return list(dict.fromkeys(value for value in found if _SAME.get(value) not in found))


def _added_words(folded: str, lexicon: Lexicon, denial: Denial, names: Sequence[tuple[int, int]]) -> list[str]:
    """Interests and kinds that the plan shall hold: "add a night market"."""
    found: dict[int, str] = {}
    if not _MAY_ADD.search(folded):
        return []
    for hit in [*lexicon.hits("kinds", folded), *lexicon.hits("interests", folded)]:
        before = folded[clause(folded, hit.start)[0] : hit.start]
        meant = hit.value not in _VAGUE and not _inside(hit.start, names)
        if meant and _ADD.search(before) and not denial.denies(hit.start, hit.end):
            found.setdefault(hit.start, hit.value)
    return list(dict.fromkeys(found[place] for place in sorted(found)))


def _inside(place: int, names: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in names)

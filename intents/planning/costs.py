"""The sum a line gives for the trip, whether for each, and the wish for a cheaper plan."""

import re

from intents.planning.words import Words
from intents.slots.money import find_budget
from intents.slots.numbers import WORDS_EN, chinese_number

_EACH = Words(
    r"\b(?:each|per (?:head|person|pax)|a head|pp|p\.p|/ ?(?:head|person|pax)|(?:per|for) each|apiece)\b",
    r"人均|每人|每个人|一个人(?=[\d一二三四五六七八九两]|预算)|/人|每位|一人(?=\d)",
)
_DAILY = Words(
    r"\b(?:a|per|each|every) (?:day|night)\b|/ ?(?:day|night)|\bdaily\b",
    r"每天|每日|一天(?=[\d一二三四五六七八九两]+[百千\d])|[元块蚊钱\d]/?一?[天晚日](?!后)|每晚|一晚|一[天日](?=的?预算)",
)
_FOREIGN = Words(
    r"\$|\b(?:usd|dollars?|bucks|euros?|eur|quid|pounds?|gbp|aud|hkd|sgd|myr)\b",
    r"€|£|港[币元纸]|台币|美[元金]|欧元",
)
_SUM = re.compile(r"(?P<v>\d[\d,]*(?:\.\d+)?) ?(?P<u>k\b|千|百|万|thousand|hundred|grand)?")
_MIXED = re.compile(r"(\d)([千万])(\d)(?!\d)")
_WORDS = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|couple) (?P<u>hundred|thousand|grand)\b"
)
_HAN = re.compile(r"[一二两三四五六七八九十百千万零廿]+")
_UNITS = {"k": 1000, "千": 1000, "百": 100, "万": 10000, "thousand": 1000, "hundred": 100, "grand": 1000}
_BESIDES = (
    re.compile(
        r"(?<![\d:.])(?P<v>\d{3,6}) (?:each|per (?:head|person)|a head|pp|max\b|tops|in total|total|all in|"
        r"altogether|between us|for (?:the )?(?:both|two|three|four|five|six|all) of us|for (?:both|"
        r"all) of us|for everyone|for everybody)"
    ),
    re.compile(r"(?:预算|budget)[^\d,。]{0,10}?(?P<v>\d{3,6}|[一二两三四五六七八九][百千万][一二三四五六七八九百]*)"),
)
_CHEAPER = Words(
    r"\b(?:cheaper|less (?:money|expensive|costly|pricey)|lower (?:the )?(?:budget|cost|price)|(?:save|"
    r"spend less)(?: some| a bit)?(?: of)? ?(?:money|cash)|(?:bring|get|cut|knock) (?:the )?(?:cost|price|"
    r"costs|it) down|cut (?:the )?costs?|too (?:expensive|pricey|dear|costly)|more affordable|more budget|"
    r"trim the (?:cost|budget)|spend less)\b",
    r"(?:更|再|还能|仲|最)(?:省|便宜|平|实惠|经济)|便宜(?:一?[点些]|啲)|平(?:一?[点些]|啲|少少)|省一?点(?!时)|"
    r"省啲|太贵|贵了|超预算|慳啲|悭啲|少花点|省钱",
)
_OTHER_GOODS = Words(
    r"\b(?:hotels?|rooms?|hostels?|tickets?|restaurants?|souvenirs?|taxis?|flights?|trains?|sim|food)\b",
    r"酒店|宾馆|民宿|客栈|房|餐厅|机票|门票|车票|团费|饭店|特产|在哪|哪里|边度",
)


def read_budget(text: str) -> tuple[int | None, bool]:
    """The sum in yuan, and whether it is for each; None for a level, a daily sum or another currency."""
    found = find_budget(text)
    if found and found.value == "amount":
        start, end = found.start, found.end
    elif match := next((hit for pattern in _BESIDES if (hit := pattern.search(text))), None):
        start, end = match.start(), match.end()
    else:
        return None, False
    around = text[max(0, start - 14) : end + 18]
    said = (
        text[start : end + 1] if re.match(r"[千万][一二三四五六七八九\d]", text[end - 1 : end + 1]) else text[start:end]
    )
    if _FOREIGN.search(text[max(0, start - 4) : end + 10]) or _DAILY.search(around):
        return None, False
    amount = _amount(said, text[end : end + 2])
    return amount, amount is not None and bool(_EACH.search(around))


def _amount(said: str, behind: str) -> int | None:
    if words := _WORDS.search(said):
        return int(WORDS_EN[words["n"]] * _UNITS[words["u"]])
    if match := _MIXED.search(said):
        return int(match[1]) * _UNITS[match[2]] + int(match[3]) * _UNITS[match[2]] // 10
    if match := _SUM.search(said):
        unit = match["u"] or (behind[:1] if behind[:1] in "千万" else None)
        return round(float(match["v"].replace(",", "")) * (_UNITS[unit] if unit else 1))
    match = _HAN.search(re.sub(r"一个人|一人", "", said))
    return _han(match[0]) if match else None


def _han(said: str) -> int | None:
    high, many, low = said.partition("万")
    if not many:
        return chinese_number(said)
    rest = (chinese_number(low) or 0) * (1000 if len(low) == 1 else 1)
    return (chinese_number(high) or 1) * 10000 + rest


def read_cheaper(text: str) -> bool:
    """True where the plan shall cost less."""
    return bool(_CHEAPER.search(text)) and not _OTHER_GOODS.search(text)

"""The money a visitor means to spend: an amount or a level."""

import re

from intents.slots.found import Found
from intents.slots.numbers import AMOUNT_ZH

_HINT = re.compile(
    r"\d|[百千万两几穷省平贵豪奢便宜预经抵实划档钱]|budget|che[ae]p|splurge|fancy|lux|broke|money|thousand|"
    r"hundred|grand|kuai|yuan|afford|pric|cost|shoestring"
)
_UNIT_EN = r"(?:yuan|rmb|cny|kuai|usd|dollars?|bucks|euros?|eur|quid|pounds?|gbp|aud|hkd|k\b)"
_UNIT_ZH = r"(?:元|块钱?|人民币|港币|台币|蚊|文|大洋|大元|银)"
_PER_EN = (
    r"(?: ?(?:a|per|each|/)[ ]?(?:head|person|day|night|pax|each|couple|week)?(?: (?:a|per) (?:day|night|person|"
    r"head))?\b)?"
)
_PER_ZH = r"(?:左右|以内|以下|之内|上下|/|每人|一天|一个人|一晚|每晚|每天|封顶)*"
_EACH_ZH = r"(?:一个人|每人|人均|每天|一天|一晚|每晚)(?:算|花|大概|只有)?"
_SIGN = r"(?:[¥￥$€£]|hk\$|nt\$|us\$)"
_HAN_SUM = (
    r"(?:[一二两三四五六七八九][一二三四五六七八九十零]*[百千万][一二三四五六七八九十百千零万]*|\d{1,3}[千万百]|"
    r"\d{3,6})"
)

_AMOUNTS = [
    rf"(?:budget|"
    rf"预算)[^,。.;?!]{{0,12}}?(?<![\d一二两三四五六七八九十])(?P<v>(?:{_EACH_ZH})?{_SIGN}?(?:\d[\d,]*(?:\.\d)?\s?(?:{_UNIT_EN}|"
    rf""
    rf""
    rf"{_UNIT_ZH}|[千万百]{_UNIT_ZH}?)?{_PER_EN}(?!\d| ?(?:days?|nights?|weeks?|people|adults|of us|persons?|pax|"
    rf"kids|天|日|个|人|晚))"
    rf"|[一二两三四五六七八九][一二两三四五六七八九十百千万零]+\s?{_UNIT_ZH}?){_PER_ZH})",
    rf"(?P<v>{_SIGN}\s?\d[\d,]*(?:\.\d+)?k?{_PER_EN})",
    (
        rf"\b(?P<v>\d[\d,]*(?:\.\d+)?\s?{_UNIT_EN}\b(?: per (?:head|person|day|night)| (?:a|each) (?:head|person|"
        rf"day|night)|/(?:head|person|day|night)| each)?)"
    ),
    (
        rf"\b(?P<v>(?:a|one|two|three|four|five|six|seven|eight|nine|ten|couple) (?:hundred|thousand|"
        rf"grand)(?: {_UNIT_EN}\b)?(?: (?:a|per) (?:day|night|head|person))?(?<!hundred)(?<!thousand))"
    ),
    rf"(?P<v>(?:{_EACH_ZH})?{AMOUNT_ZH}\s?(?:多|来)?{_UNIT_ZH}(?!火车|钱包){_PER_ZH})",
    rf"(?P<v>(?:{_EACH_ZH}){_HAN_SUM}{_PER_ZH})",
    rf"(?P<v>{_HAN_SUM}(?:以内|以下|之内|左右|上下|封顶)(?:的)?)",
    rf"(?P<v>{_HAN_SUM}快钱?)(?=够|能|可|玩|,|$| |唔)",
    rf"(?P<v>{_HAN_SUM}(?:够|能|搞定|玩))",
    (
        rf"(?:不超过|控制在|最多|顶多|只有|只带|手上|只得|不多于|唔好过|唔超过|低于|"
        rf"少于)(?P<v>{_HAN_SUM}{_UNIT_ZH}?)(?!个?人|公里|米|分钟|小时)"
    ),
    rf"\b(?:up to|under|below|less than|no more than|at most|max(?:imum)?|within|only|not over|only have|"
    rf"limit of)\s(?P<v>{_SIGN}?\d{{2,6}}{_PER_EN})"
    r"(?![\d:]| ?(?:days?|min|hours?|hrs?|km|m\b|people|pax|of us|years?|metres?|meters?|am|pm|tickets?|kids?))",
    r"\b(?:have|got|on|spend|with|for|cost|about|around)\s(?P<v>\d{3,6} (?:a|per) (?:night|day|head|person))\b",
]
_LEVELS = [
    (
        r"\b(?:low|tight|small|limited|moderate|reasonable|student|shoestring|modest|big|generous|mid|medium|"
        r"unlimited)[- ]?(?:range )?budget\b|\bon a (?:tight |small |student )?(?:budget|shoestring)\b"
    ),
    (
        r"\b(?:nothing|not too|not very|isn't too|without being too|not) (?:fancy|expensive|pricey|dear|posh|"
        r"costly)\b|\bwon't break the bank\b"
    ),
    (
        r"\bmoney(?:'s| is) no (?:object|issue|problem)\b|\bno expense spared\b|\bsplurg(?:e|ing)\b(?: a bit)?|"
        r"\bbest money can buy\b"
    ),
    (
        r"\b(?:super |really |very |dirt )?(?:che[ae]p(?:er|est|ly|ish)?|inexpensive|affordable|frugal(?:ly)?|"
        r"budget[- ](?:friendly|hotels?|rooms?|place|stay|option|hostel|trip)|low[- ]cost|thrifty|skint|broke|"
        r"economical)\b"
    ),
    (
        r"\b(?:luxur(?:y|ious|iously)|high[- ]end|upscale|fancy|five[- ]star|5[- ]star|mid-?range|midrange|"
        r"moderate(?:ly)? priced|shoestring)\b"
    ),
    r"不差钱|不缺钱|唔等钱使|不计成本|钱不是问题|多少钱都行|豪华|奢华|高端|高档|五星级?|轻奢|住好的?吃好的?|住好啲",
    r"(?:[不别唔]要?(?:想|用|好)?太贵)|唔想咁贵|不想花太多钱?|唔好太贵|贵的不要|不要贵|别太贵|唔使太贵",
    (
        r"穷游|穷学生|穷鬼|预算(?:有限|不多|不高|紧张?|很紧|低|少)|手头紧|冇乜钱|没什么钱|没钱|囊中羞涩|学生党|"
        r"(?<![无贫])穷(?![尽])"
    ),
    (
        r"(?:再|能)?(?:省(?:点钱?|一点|钱|啲|着点)|节省)(?:一点|点)?|省钱|经济(?:实惠|型|一点|点)?(?!发展|学|水平|"
        r"开发)|实惠(?:点|一点)?|性价比高?|便宜(?:点|一点|啲|的)?|平价|平啲|平嘅|抵玩|抵住|抵食|至抵|平靓正|几平|"
        r"最平|(?<=[想要搵订])平(?=[嘅啲])|划算|中等(?:价位|消费)|中档"
    ),
    r"\b(?:budget)\b(?! (?:of|is|for|should|do|to|would|will|per|needed|need)\b)",
]
AMOUNTS = [re.compile(pattern) for pattern in _AMOUNTS]
LEVELS = [re.compile(pattern) for pattern in _LEVELS]
_TRAILING = re.compile(r"(?:够|能|搞定|玩|的)$")


def find_budget(text: str) -> Found | None:
    """The amount, else the level; its value says which: `amount` or `level`."""
    if not _HINT.search(text):
        return None
    for pattern in AMOUNTS:
        match = pattern.search(text)
        if match:
            trailing = _TRAILING.search(match["v"])
            end = match.end("v") - (len(trailing[0]) if trailing else 0)
            return Found("amount", match.start("v"), end)
    match = next((found for pattern in LEVELS if (found := pattern.search(text))), None)
    return Found("level", match.start(), match.end()) if match else None

"""Any number with its unit."""

import re
from collections.abc import Iterable, Sequence

from intents.slots.found import Found
from intents.slots.numbers import AMOUNT_ZH, NUMBER_EN

_UNITS_EN = (
    r"(?:mins?|minutes?|hours?|hrs?|h|km|kms|kilomet(?:re|er)s?|k|m|met(?:re|er)s?|miles?|li|kuai|yuan|rmb|cny|usd|"
    r"dollars?|bucks|euros?|"
    r"days?|nights?|weeks?|months?|years?|dishes|dish|portions?|bowls?|plates?|bags?|suitcases?|cases?|pieces?|"
    r"tickets?|seats?|rooms?|beds?|stops?|"
    r"villages|sights?|places?|spots?|things|people|persons?|pax|kg|kilos?|litres?|percent|%|degrees?|°c?|stars?|"
    r"photos?|trains?|buses|options?|items?|gb|mb|beers?|glasses|jars?|packs?|souvenirs?|restaurants?)"
)
_UNITS_ZH = (
    r"(?:个?半?小时|个?半?钟头?|分钟|公里|千米|公尺|米|里路?|里地|站路|站|块钱?|元|人民币|蚊|度|斤|公斤|克|升|"
    r"杯|碗|份|盘|锅|瓶|包|件|张|间|晚|天|日|周|个?星期|个月|年|岁|个人|人|位|道菜|样|种|个|家|条|级|星|次|趟|"
    r"gb|g流量|m|km|min|h|百分)"
)
_WORDS = NUMBER_EN[3:-1].split("|", 1)[1]
_WALK = r"(?:(?:走路|步行|开车|坐车|打车|骑车|车程|揸车|行路|行)?(?:大概|大约|约|最多)?)"
_EN = re.compile(
    rf"(?<![\d.:-])\b(?P<n>\d[\d,]*(?:\.\d+)?|half an|{_WORDS})(?: and a half)?[ -]?(?:more |or so |good |"
    rf"straight |short |nice )?{_UNITS_EN}\b(?! of us)"
)
_ZH = re.compile(rf"(?<![第每星期周拜\d]){_WALK}{AMOUNT_ZH}(?:多|来|几)?{_UNITS_ZH}(?:内|以内|之内|以上|左右|半)?")
_IDLE = re.compile(
    r"^(?:a |an |one )(?:night|day|place|spot|li|k|m|h|dish|stop|sight|village|room|ticket|seat|person|bag|bed|"
    r"train|restaurant|week|month|year|things|star)$|^一?[半]?(?:个|种|样|家|条|次|下|点|份|张|位|日|天|晚|里|站|"
    r"级)$|^一[种样家条次份张位趟锅碗盘杯瓶斤周年站包件间]$|^(?:\d{4}|[一二三四五六七八九零〇]{4})年$|^[百千万]|"
    r"^[a-z]m$"
)
_HAS = re.compile(
    r"[\d一二两三四五六七八九十百千半]|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|half|dozen|"
    r"couple|twenty|thirty|fifteen)\b"
)


def find_amount(text: str, taken: Sequence[Found], money: Iterable[Found]) -> Found | None:
    """The first number with its unit that no other slot took, else a length or a sum of money that one did take."""
    if not _HAS.search(text):
        return None
    found = sorted(
        (match.span() for pattern in (_EN, _ZH) for match in pattern.finditer(text) if not _IDLE.match(match[0])),
    )
    for start, end in found:
        if not any(other.meets(start, end) for other in taken):
            return Found(None, start, end)
    return min(money, key=lambda one: one.start, default=None)

"""Words for a time that is no date: "at night", 雨季, a day before. They count only where no date stands."""

import re
from collections.abc import Iterator

from intents.slots.numbers import NUMBER_EN, NUMBER_ZH
from intents.slots.spans import DateSpan

_COUNT = rf"(?:{NUMBER_EN}|a few|several|the)"
_EN = [
    (
        rf"\b{_COUNT} (?:days?|weeks?|hours?|months?|fortnight|nights?) (?:before(?:hand)?|ahead|in advance|prior|"
        rf"earlier|early)\b"
    ),
    r"\b(?:the )?(?:day|week|night|evening|month) before\b|\bin advance\b|\bahead of time\b",
    (
        r"\b(?:these days|nowadays|lately|recently|any ?time soon|soon|at the mo|(?:over |in |for )?the (?:next|"
        r"coming|past|last) (?:few|couple of) (?:days|weeks)|the other day)\b"
    ),
    (
        r"\b(?:public|bank|national|school|summer|winter|local) holidays?\b|\b(?:on|over|during|in) "
        r"(?:the )?holidays?\b|\bholidays\b(?=$|[?,.])"
    ),
    (
        r"\b(?:rainy|dry|wet|peak|off[- ]?peak|off|low|high|shoulder|monsoon|harvest|slow|busy) season\b|"
        r"\beaster\b|\bramadan\b|\bthanksgiving\b"
    ),
    (
        r"\b(?:on )?(?:weekdays?|workdays?)\b|\b(?:every|each) (?:day|morning|evening|night|afternoon|week|"
        r"weekend)\b|\ball (?:night|day|year)(?: long| round)?\b|\byear[- ]round\b"
    ),
    (
        r"\b(?:at |by |around |about |like |till |until |after |before |from |past |"
        r"since )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.?|p\.m\.?|o'clock)(?=\b|[ ,.?!]|$)(?: at night)?"
    ),
    r"(?<![\d.:])\b(?:at |by |around |till |until |after |before |past )?(?:[01]?\d|2[0-4]):[0-5]\d\b",
    (
        r"\b(?:till|until|after|before|past|by) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"\d{1,2})\b(?! ?(?:days?|people|kids|km|min|hours?|of|yuan|rmb|weeks?|years?|th|st|nd|rd))(?=[ ,.?!]|$)"
    ),
    (
        r"\b(?:late(?:r)? (?:at )?night|late (?:arvo|afternoon|evening|morning)|early (?:morning|evening|"
        r"afternoon)|mid-?(?:morning|afternoon)|first thing)\b"
    ),
    (
        r"\b(?:at |by |around |before |after |till |until |from )?(?:night-?time|midnight|noon|midday|lunch ?time|"
        r"dinner ?time|dawn|dusk|sunrise|sunset|nightfall|daybreak|daytime|after dark)\b"
    ),
    (
        r"(?<!good )\b(?:in the |of an |of a |on a |for the |an |a |the )?(?:mornings?|afternoons?|evenings?|"
        r"arvos?)\b|\b(?:at|by|in the|overnight|during the) nights?\b|\bovernight\b"
    ),
    r"\b(?:for|at|have|after|before|over|during) (?:a |an |early |late )?(?:breakfast|lunch|dinner|supper|brunch)\b",
    r"\b(?:zao ?shang|wan ?shang|xia ?wu|zhong ?wu|ban ?ye|zui ?jin|shang ?wu)\b",
]
_ZH = [
    (
        rf"(?:提前|提早|早)(?:{NUMBER_ZH}|几)个?(?:天|日|周|星期|礼拜|小时|钟头|个月|晚)|(?:开始|举行|"
        rf"到来)?前(?:{NUMBER_ZH}|几|一)个?(?:天|日|周|星期|礼拜|小时|钟头|个月|晚)|(?:{NUMBER_ZH}|几)个?(?:天|日|"
        rf"周|星期|礼拜)(?:之前|以前|前)|前夕|前夜"
    ),
    (
        r"(?:(?<![离我距])最近(?=有|在|几|天|办|举|会|开|还|冷|热|下|怎|什|啥|活|节|演|,|\?|$|去(?!哪)|来|,)|近期|"
        r"近来|近日|近排|近几天|近两天|这阵子|这段时间|这段日子|呢排|呢几日|呢两日|这几[天日]|这两[天日]|这些天|"
        r"这几周|过几天|过两天|过阵子|改天|将来|以后|如今|那几天|那两天|当时|届时|到时候?)"
    ),
    r"(?:法定)?(?:节假日|假日|公假|公众假期|连休|小长假|长假|连假|假期)|放假|平日|工作日|平时(?!代)|闲日|周中|平常日",
    (
        r"雨季|旱季|淡季|旺季|枯水期|丰水期|梅雨|汛期|花季|丰收季|收割季|插秧(?:季|时节)|开春|入[夏秋冬]|"
        r"初[春夏秋冬]|深[秋冬]|暖和的时候|上半年|下半年|年初|年中|一年四季|全年|常年"
    ),
    (
        r"每[天日晚](?:早上|晚上|下午)?|每个?(?:周末|星期|周[一二三四五六日]?|月)|天天|全天|整晚|整夜|通宵|成晚|"
        r"24小时|二十四小时"
    ),
    (
        r"(?!早上好|晚上好|下午好|早晨!|早晨呀|上午好|中午好)(?:大?半夜|凌晨|清晨|清早|大清早|早上|早晨|一早|上午|"
        r"中午|正午|下午|傍晚|黄昏|晚上|晚间|夜里|夜间|夜晚|深夜|夜深|午夜|午后|朝早|朝头早|晏昼|下昼|晚黑|夜黑|"
        r"入夜|天黑|天亮|日出|日落(?!雨)|今晨|三更半夜|大早上|晚饭(?:时间|后)?|"
        r"早市)(?:的)?(?:[\d一二两三四五六七八九十]{1,3}(?:点|时|:\d\d)(?:半|多|钟|[\d一二三四五]{0,2}分?)*)?(?:后|"
        r"之后|前|以后|左右)?"
    ),
    (
        r"(?<![一有差几快慢早晚多大好点\d])(?:\d{1,2}|[二三四五六七八九十]{1,2})点(?:半|多|钟|一刻)+(?:后|之后|前|"
        r"以后|左右)?|(?<![有差几一\d])(?:\d{1,2}|[三四五六七八九十]{1,2}|十一|"
        r"十二)点(?![儿心菜餐击评赞了]?[心菜餐评])(?=[以之]?[前后]|[,。?!了关开去到出还有的能]|$)|\d{1,2}:[0-5]\d"
    ),
]
EN = [re.compile(pattern) for pattern in _EN]
ZH = [re.compile(pattern) for pattern in _ZH]
_HINT_EN = re.compile(
    r"day|week|night|morn|noon|even|arvo|season|holiday|soon|lately|recent|advance|ahead|before|prior|"
    r"\d ?[ap]\.?m|:\d\d|o'clock|till|until|after|past|\bby\b|dawn|dusk|sunri|sunset|dark|lunch|dinner|supper|"
    r"brunch|breakfast|easter|ramadan|thanksg|mo\b|year|all |shang|zui|wu\b|ye\b"
)
_HINT_ZH = re.compile(r"[前近这呢过改将以如那当届到假平闲季汛年天晚夜晨早午昼黑暮昏亮日点:旱期春夏秋冬]")


def words_of_time(folded: str) -> Iterator[DateSpan]:
    """Every time in the line that is no date."""
    if _HINT_EN.search(folded):
        for pattern in EN:
            yield from (DateSpan(match.start(), match.end(), None, None) for match in pattern.finditer(folded))
    if not folded.isascii() and _HINT_ZH.search(folded):
        for pattern in ZH:
            yield from (DateSpan(match.start(), match.end(), None, None) for match in pattern.finditer(folded))

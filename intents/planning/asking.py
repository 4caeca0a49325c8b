"""What a line asks of the plan at hand, and in which form it wants it."""

import re
from collections.abc import Sequence
from typing import Literal

from intents.model import Span
from intents.planning.words import Words

Asks = Literal["why", "why_not", "cost", "linger", "rain", "other"]
Show = Literal["pdf", "picture", "ics", "gpx", "link", "plan"]

_WHY = Words(
    r"\bwhy\b|\bhow come\b|\bwhat's the reason\b",
    r"为[什啥何]么?子?|点解|做咩|干嘛|咋个?(?:会|这么)|怎么(?:这么|那么|会|不|没|先)",
)
_ORDERED = Words(
    r"\b(?:order|sequence|last|first|before|after|then|earlier|later|so (?:early|late|empty|full|short|"
    r"long|little|few|much|many|packed)|that (?:much|many|early|late)|empty|day (?:\d|one|two|three)|"
    r"(?:the )?(?:first|second|third|last) day|did you|have you|are we|do we|stops?|plan(?:ned)?|itinerary|"
    r"schedule|put|only one|twice|this way|like this|like that|on (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day)\b",
    r"先|再|排|顺序|次序|第.[天日]|最后|这么|那么|咁|安排|放|只有一|行程|这样|去两次|这个?点",
)
_NO_ORDER = Words(
    r"\b(?:famous|called|named|important|expensive|sour|wear|celebrat\w*|closed|popular|slow|wrong|"
    r"is there no|built|spicy|blue|signal|don't (?:they|people)|do (?:they|people|miao|dong))\b",
    r"那么香|真香|出名|有名|叫|酸|戴|穿|贵|关门|建|红|信号|这么多人|那么多",
)
_MISSING = Words(
    r"\b(?:not?|isn't|aren't|without|missing|left out|skip\w*|leave out|never|didn't|don't we|haven't|"
    r"drop\w*)\b",
    r"没有?得?|冇|无|不去|不安排|唔去|少了|漏|不包括|唔包",
)
_COST = Words(
    r"\b(?:how much|what costs?|what (?:does|do|would|will)\b[^.;]{0,30}\bcost|costs?|price|"
    r"total)\b[^.;]{0,40}\b(?:altogether|all together|in total|all in|total|overall|whole (?:thing|trip|"
    r"plan)|(?:this|the|my|our) (?:plan|itinerary|trip)|everything|sum|so far)\b|\b(?:total|"
    r"overall) (?:cost|price|bill)\b(?! of a)|\bwhat's the damage\b|\badd(?:s)? up to\b",
    r"(?:总共|一共|合共|总计|加起来|统共|拢共|全部|全程|总的|这样下来|这么下来|成个行程|整个行程|这个行程|"
    r"个plan)[^,。]{0,8}(?:多少|几多|几钱|花费|使)(?:钱|银)?|"
    r"(?:总|全部)?(?:费用|花费|开销|预算|价钱|价格|总价)(?:总共|一共|合共|加埋|大概)?(?:是|系|要)?(?:多少|"
    r"几多)|(?:总|全部)(?:费用|花费|价)(?:是|"
    r"有)?(?:多少|几多|呢|$)(?!天)|要(?:花|使)几多钱?$",
)
_LINGER = Words(
    r"\bhow (?:long|much time|many hours)\b[^.;]{0,14}\b(?:can|could|would|do|will) (?:i|"
    r"we)\b[^.;]{0,12}\b(?:stay|get|have|spend|linger|be there)\b",
    r"(?<!人)(?:能|可以|够)(?:在.{1,6})?(?:待|呆|玩|逛|留|停)(?:留|低)?(?:多久|几久|几耐|多长时间|"
    r"几个?(?:小时|钟)|多少时间)",
)
_RAIN = Words(
    r"\b(?:what|and|but|how about|plan b)\b[^.;]{0,24}\b(?:if|when|in case)\b[^.;]{0,10}\b(?:rain\w*|"
    r"pours?|wet|bad weather|storm\w*|snow\w*)\b|^(?:and )?if it rains\b|\bin case of (?:rain|"
    r"bad weather)\b|\b(?:rain|wet weather|bad weather) (?:plan|alternative|backup|version)\b|"
    r"\bwhat if (?:it )?(?:rain|the weather)",
    r"(?:下雨|落雨|落大雨|下大雨|下雪|天气不好|天气唔好|变天)(?:了|的话|咗|嘅话|"
    r"天)*[,]?(?:的?时候)?(?:怎么[办弄]|咋[办整]|点算|点办|点搞|怎样|点好|呢|"
    r"有什么(?:备选|预案)|咋个[办整])|(?:如果|万一|要是|假如|若)(?:当天|那天|第.[天日]|到时)?(?:下雨|落雨|天气不好)",
)
_OTHER = Words(
    r"\b(?:what time|when) (?:do|will|would|are|can) (?:i|we)\b[^.;]{0,30}\b(?:back|done|finish|end|arrive|"
    r"get to|reach|leave|start)\b|\bis (?:that|this|it) (?:doable|realistic|feasible|too (?:much|tight|"
    r"ambitious))\b|\bhow far (?:do|will) we walk\b|\bhow much walking\b|\bwhat (?:do|"
    r"are) we do(?:ing)? (?:on|in the)\b",
    r"(?:这样|那样|咁样?)?几点(?:能|可以|先|钟|可)*(?:[回返]到?(?:酒店|家|去|市区|客栈|民宿|屋企)|结束|收工|完)",
)
_WEATHER = Words(
    r"\b(?:will it|is it going to|does it|forecast|umbrella)\b",
    r"会不会下|会下|预报|带伞",
)

_GIVE = Words(
    r"\b(?:send|give|get|export|save|download|make|have|as|want|need|put|print|share|need|create|generate|"
    r"turn|email|got|can i|could i|please|pls|in|to|into|do you do)\b|send",
    r"[发传给俾畀存导汇做出整生成转要搞弄加]|下载|保存|分享|打印|列印|导出|可以|能不能|攞|搵",
)
_FORMS: tuple[tuple[Show, re.Pattern[str]], ...] = (
    ("gpx", re.compile(r"(?<![a-z])gpx(?![a-z])|\bgps (?:file|track)|轨迹文件|(?:导出|下载)轨迹")),
    (
        "ics",
        re.compile(
            r"(?<![a-z])(?:ics|ical)(?![a-z])|\bcalend[ae]r file|\b(?:my|google|apple|outlook|phone'?s?|"
            r"the) calend[ae]r\b|\b(?:to|in|into) (?:a )?calend[ae]r\b|日[历程]表?(?=里|吧|$|文件|中|度|应用|"
            r"上)|行事历|(?:手机|谷歌|google|苹果)日[历曆]|存日历|[到进入落]日[历曆]|日历"
        ),
    ),
    ("pdf", re.compile(r"(?<![a-z])pdf(?![a-z])|(?<!and )(?<![a-z])print(?:able|ed|out)?(?![a-z])|打印|列印|打出来")),
    (
        "picture",
        re.compile(
            r"\b(?:as|into|in) (?:an? |one )?(?:picture|image|photo|png|jpe?g|jpg|infographic|poster)\b|"
            r"\b(?:picture|image|png|jpg) (?:version|of (?:the|my|our|it|this) ?(?:plan|itinerary|trip|"
            r"whole)?)|\b(?:picture|image) (?:please|pls)|\bscreenshot|(?:生成|做成|转成|出|整|要|给我|俾我|"
            r"发|存成|导出)(?:为|一?[张幅份个])?(?:长)?图(?!书|上|腾|里)片?|整张图|一张图|图片版?(?=$|给|发|"
            r",)|长图|张图"
        ),
    ),
    (
        "link",
        re.compile(
            r"(?<![a-z])links?(?![a-z])|\burl\b|链接|连结|网址|\bshare (?:this|the|(?:my|our)(?= (?:trip|plan|it))|"
            r"it)(?: (?:trip|plan|itinerary))?\b|分享(?:给|俾|到|行程|一下)|\bshare\b.{0,8}plan|"
            r"plan.{0,4}share"
        ),
    ),
)
_NOT_A_FORM = Words(
    r"\b(?:lunar|festival|event|market|farmers?'?|miao|dong) calend[ae]r|\b(?:take|taking|took) (?:a |"
    r"some )?(?:pictures?|photos?)|\blinks? (?:for|to) (?:the )?(?:book|buy|museum|tickets?|weather)|"
    r"\bsources?\b|\bofficial (?:site|website|link)|remind",
    r"农历|公历|地图|导览图|购票|订票链接|官网|来源|出处|照相|拍照|提醒|订阅",
)
_PLAN_WORD = r"(?:plan|itinerary|schedule|programme|program|whole thing|route plan|trip|it all|everything)"
_SHOW_PLAN = re.compile(
    rf"\b(?:show|see|send|view|display|repeat|give|resend|where(?:'s| is)|look at|read|print|paste|post|"
    rf"list)\b[^.;?!]{{0,28}}\b(?:the|my|our|full|whole|it|current|latest|this|"
    rf"that) ?(?:\w+ )?{_PLAN_WORD}\b(?! for)|\b{_PLAN_WORD} (?:again|once more|so far)\b|\bshow (?:it|that|"
    rf"me)(?: to me)? (?:again|once more|all)\b|\bwhat(?:'s| does| is) (?:the|my|our) (?:whole |full |"
    rf"current )?(?:plan|itinerary)(?: look like)?(?: now| so far)?[ ?]*$"
    r"|(?<!换一个)(?<!换个)(?:行程|计划|安排|方案|日程)[^,。]{0,6}(?:再|重新|重)?(?:发|给|俾|传|贴|看|睇|显示|"
    r"列)[^,。]{0,6}(?:[一]?[遍次下]|看|睇)|(?:再|重新)(?:发|给|俾|传|贴|看|睇|显示)[^,。]{0,8}(?:行程|计划|"
    r"安排|一[遍次])|(?:全部|整个|完整|成个)[^,。]{0,4}(?:再|都)?(?:发|看|睇|给|俾|列|"
    r"显示)[^,。]{0,6}(?:[一]?[遍次下]|看|睇|行程|计划)?|(?:看|睇)(?:一?下)?(?:我的|完整|整个|成个|现在的|"
    r"目前的|个)(?:行程|计划|安排|plan)|(?:send|发|传|睇)多一?[次遍]|现在的?行程(?:是|什么|长)"
)


def read_asks(text: str, spans: Sequence[Span]) -> Asks | None:
    """What the line asks of the plan."""
    places = any(span.kind in ("place", "eatery", "event", "lodging") for span in spans)
    if _RAIN.search(text) and not _WEATHER.search(text):
        return "rain"
    if _LINGER.search(text):
        return "linger"
    if _WHY.search(text):
        return _why(text, spans)
    if _COST.search(text) and not places:
        return "cost"
    return "other" if _OTHER.search(text) else None


def _why(text: str, spans: Sequence[Span]) -> Asks | None:
    """Why something is in the plan as it is, or why it is not in it."""
    inside = any(span.kind in ("place", "eatery", "event", "lodging") for span in spans)
    if _NO_ORDER.search(text):
        return None
    if _MISSING.search(text) and (inside or re.search(r"\bthat one\b|\bwhy not that\b|𠮶个|那个", text)):
        return "why_not"
    return "why" if _ORDERED.search(text) else None


def read_show(text: str, spans: Sequence[Span]) -> Show | None:
    """The form in which the plan is wanted."""
    named = any(
        span.kind in ("place", "event", "eatery", "dish", "ride", "food_route") and span.how != "loose"
        for span in spans
    )
    if not named and not _NOT_A_FORM.search(text):
        for form, pattern in _FORMS:
            if pattern.search(text) and _GIVE.search(text):
                return form
    return "plan" if not named and _SHOW_PLAN.search(text) and not _NOT_A_FORM.search(text) else None

"""What a line wants done to the plan at hand: drop, add, swap, keep, undo, or another proposal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intents.model import Span
from intents.planning.model import Part
from intents.planning.named_days import days_of, stops_of
from intents.planning.tempo import lexicon
from intents.planning.words import Words
from intents.slots.denial import Denial, denied_names
from intents.slots.found import PAUSE

_OF_A_PLAN = ("place", "eatery", "event", "dish", "lodging", "food_route", "topic")

# Words that take something out wherever they stand.
_DROP = Words(
    r"\b(?:tak(?:e|ing) (?:[^,.;?!]{1,40} )?out\b|tak(?:e|ing) (?:it|that|them|[^,.;?!]{1,30}) off (?:the|"
    r"my|our)|remov\w*|drop(?! (?:me|us|off))|skip(?!ping rope)|leav(?:e|ing) (?:[^,.;?!]{1,40} )?out\b|"
    r"get rid|cut (?:out )?(?=the|that|it|this)|delete|scrap|ditch|omit|exclude|cross off|strike|los(?:e|"
    r"ing) (?=the|that|this|it|[a-z]{5})|replac\w*|(?:swap|switch|"
    r"exchange) (?!(?:the )?(?:two )?days?\b)[^,.;?!]{2,40} (?:for|with)\b|instead of|without (?=that|the|"
    r"it|them|this)|don't (?:want|need|fancy|wanna|care for|like (?!it|this|that))|(?:i'd|we'd|would|"
    r"rather) (?:rather )?not\b|not (?=the |that (?:one|place|village|town)|this one)|"
    r"no (?:more )?(?=museums?|temples?|shopping|parks?|markets?|mountains?|hik\w+|climb\w+|stairs|steps|"
    r"crowds)|nothing (?:spicy|with|like))",
    r"[去拿删换砍剔划撤抽减拎攞踢][掉走](?!什么|吗)|删[了除去]?(?!改)|取消(?!.{0,3}提醒|订阅)|跳过|略过|划掉|"
    r"不去了?(?=$|[,。!? 了吧啦喇,太])|"
    r"[不唔]要了?(?=$|[,。! 了吧啦喇])|不用了?$|去不了|就不去|也?别去|莫去|别安排|唔去|唔好去|不想去|唔想去|"
    r"不逛|[不唔]系(?:[这呢那]个|𠮶个)|不是(?:这|那)个?|"
    r"不看了?(?=$|,)|换走|替换|剔除|去过了|免了",
)
_FOR_ANOTHER = re.compile(r"换[成做为去]|改成|改为")
_DROP_HAN = re.compile(
    r"(?:^|[,。 那就])(?:[不唔]要|唔好|不想要?|别|不去|不逛|唔去)(?!太|咁|那么|忘|再?换$|动|改|着急|急|紧|"
    r"担心|客气|好意思|用|开车|租车|坐|搭|打车|自驾|揸|包车|郁)"
)
_ADD = Words(
    r"\b(?:add(?:ing)?(?! up)|instead\b|includ(?:e|ing)(?! (?:in|the price))|squeeze|(?:fit|slot|throw|put|work|"
    r"stick|pop) (?:[^,.;?!]{1,40} )?in(?:to)?\b|put (?:it|that|this|[^,.;?!]{1,40}) (?:on|at|to)\b|"
    r"mov(?:e|ing) [^,.;?!]{1,40} (?:to|on)\b|insert|(?:swap|switch|exchange|"
    r"replac\w*) [^,.;?!]{2,40} (?:for|with|by)\b|(?:i|we|you|he|she|they)(?:'d| would) (?:love|like|"
    r"rather) (?:to )?(?:see|visit|go|do)|rather (?:do|see|visit|go)|instead of [^,.;?!]{2,40} (?:we|i|go|"
    r"do|visit)|(?:is|are) a must\b|must (?:see|do|visit|be)|has to be in|have to (?:see|do|visit)|"
    r"want(?:s)? to (?:see|visit|do)\b|wanna (?:see|visit|do)|i mean|also (?:want|go|do|see|visit)|"
    r"as well\b|plus\b|(?<=\bfit )|can we (?:do|see|visit|go to))",
    r"加(?:入|上|个|埋|返|进|一|多|点|下|[^油速拿班起在到]|$)|添|塞|插(?:个|入|进|一)|想(?:去|看|睇)|要去|"
    r"一定要|必须|顺便|再去|还有|仲有(?!冇)|"
    r"[放摆挪移排调](?:到|去|喺|在|进|第)|安排(?:在|到|个|上)?(?=\S)|换[成做为去]|改去|"
    r"(?<=[,。])去(?![掉除])(?=\S)|转(?=\S)|我说的是|我讲的系|"
    r"保留|包含|不能少",
)
_WANTS_DAY = re.compile(r"第.[天日](?:上午|下午|晚上|早上)?(?:去|安排|放|加|睇|看)")
_INFO = Words(
    r"\b(?:what(?:'s| is| are| does| do| else| kind| can)?|where|when|who|which|how|is (?:it|there|the|"
    r"this|that|[a-z]+ (?:open|free|far|worth))|are (?:there|the)|does|do (?:i|you|we|they)|did (?:you|"
    r"they|it|he|we)|was|were|should (?:i|we)|tell me|can (?:i|you|we) (?:bring|get|buy|see|find|take|eat|"
    r"visit|pay|use|recommend|explain|reach|tell|show)|is [a-z ]{3,30}\?|why|any )\b",
    r"[什甚]么|怎[么样]|哪|几[点多时个]|多少|多[久远大高长]|吗|是不是|有没有|有冇|能不能(?!加|把|删|去掉|换)|"
    r"可不可以(?!加|把|删|换)|会不会|好不好|"
    r"(?<![个景地站])点[样解去搭玩]|边[度间个]|乜|咩|点算|几[钱耐远]|[么呢嘛]\??$|为[什啥何]|咋|谁|啥",
)
_PLAINLY = Words(
    r"\b(?:can|could|would|will) (?:u|you|we|i) (?:please |pls |also |just )?(?:add|include|squeeze|fit|"
    r"slot|throw|put|move|take|remove|drop|skip|leave|cut|swap|replace|lose|delete|get rid|do)\b",
    r"(?:能不能|可以|可唔可以|能否|能|得唔得|好吗).{0,12}(?:加|删|去掉|换|放|移|挪|拿掉|塞|插)|(?:加|删|去掉|"
    r"换|放|移|挪|拿掉|塞|插).{0,12}(?:可以吗|"
    r"好吗|行吗|得唔得|行不行)|^(?:把|将)",
)
_NO_PLAN = Words(
    r"\b(?:calend[ae]rs?|remind\w*|alerts?|notif\w+|subscri\w+|language|english|chinese|(?:my|"
    r"personal) (?:data|history|details)|messages|forget me|system|unsubscribe|spicy level|menu|calories|"
    r"ingredient|festival route|dish(?:es)?)\b|tongzhi",
    r"日历|行事历|提醒|提示|订阅|通知|推送|语言|英文|中[文闻]|简体|繁体|数据|资料|数聚|资枓|机[器械]人|人工|"
    r"国历|农历|报名|参加[㗎吗]|问喇|叫我|几月|做法|食材|调料|辣椒|"
    r"多辣|门票",
)

_SWAP = Words(
    r"\b(?:swap|switch|exchange|flip|reverse|trade|interchange|turn)\b(?: round| around| over)?|"
    r"\bother way (?:round|around)\b|\bin reverse\b",
    r"对[调换掉]|调[换转]|互[换调]|换一?[下换]|调个?(?:头|过来|顺序|位)|倒过来|反过来|掉[换转]|掉个?(?:头|"
    r"个儿)|换过来|交换|换个顺序",
)
_TWO_DAYS = Words(
    r"\b(?:two|2|both) days\b|\bthe days\b|\border of (?:the )?days\b",
    r"[两2二]个?[天日]|俩天|前后两[天日]",
)
_UNDO = Words(
    r"\bundo\b|\brevert\b|\b(?:go(?:ing)?|change|switch|put|bring|turn|roll|take|get|want|have|set|"
    r"change)(?: (?:it|that|this|them|things|everything|the [a-z]+))? back\b(?! (?:at|by|in|from|on|home|"
    r"before|for|around|with|here|later|tonight|tomorrow|to (?:town|the (?:hotel|station|airport|"
    r"city|hostel|centre)|you|my|our|guiyang|it\b))| to [a-z]+ by)|\bback to (?:how|what|the (?:old|"
    r"previous|first|original|last|earlier)|where)|\b(?:how|as|what|the way|like) it was\b(?! like)|"
    r"\b(?:the )?(?:first|previous|old|original|earlier|last) (?:version|plan|one|itinerary|proposal|draft|"
    r"schedule) (?:was|is|looked) (?:nicer|better|fine|good|best|great)|\b(?:prefer(?:red)?|liked?|loved|"
    r"want) the (?:first|previous|old|original|earlier|last) (?:version|plan|one)|"
    r"\b(?:the )?one before(?: was)? (?:better|nicer)|\b(?:forget|scratch|cancel|ignore|discard|"
    r"reverse) (?:that|the|my|this)(?: last| latest| previous)? (?:change|edit|bit|step)|\bforget that\b|"
    r"\brestore\b|\bprevious (?:version|plan)(?: please| pls|$)|\bundone\b|\btake that back\b|"
    r"\bscratch that\b",
    r"撤[销回]|恢复(?!通车|营业|开放|体力|正常)|复原|还原|改回|变回|换回|改返|变返|转返|整返|要返|(?:还是|"
    r"还系)(?:用|要)?(?:刚才|刚刚|之前|原来|原先|前一|上一|上个|"
    r"头先|先前|第一|最初|旧|最开始|前面|原本)|(?:前一|上一|上个|之前|原来|旧|头先|原本|先前)(?:版|个|的|份|"
    r"那|嗰|𠮶)*(?:比较|更|先|最)?(?:好|喜欢|钟意)|"
    r"[退回]到?(?:上一步|上一版|之前|原来|前一|刚才)|返[到去]?(?:上一|之前|头先|原本)|上一步|取消(?:刚才|上次|"
    r"刚刚|头先|上一|先前)|当我没说|刚才那个?改动不要|不改了|"
    r"唔改喇",
)
_GOES_BACK = Words(
    r"\bmoney back\b",
    r"[要得需]返[到去]|返[到去].{0,4}(?:站|机场|酒店)",
)
_AGAIN = Words(
    r"\btry again\b|\b(?:re-?do|re-?plan|re-?shuffle|re-?think|re-?do|redraw|rework|rejig|reroll|re-roll|"
    r"shuffle|regenerate)\b|\bstart (?:over|again|from scratch|afresh)\b|\bfrom scratch\b|\b(?:change|do|"
    r"redo|rearrange|replan|rethink) (?:up )?(?:the rest|everything else|the others?|day (?:\d|one|two|"
    r"three)|the (?:first|second|third|last) day)\b|\b(?:another|a different|a new|a second|an alternative|"
    r"a fresh|one other) (?:version|plan|proposal|option|itinerary|suggestion|idea|go|schedule|draft|"
    r"variant|programme|route plan)\b|\bdo it (?:again|over)\b|\bgive me another\b|\bplan it again\b|"
    r"\bsuggest something else\b|\b(?:don't|do not) like (?:it|this|the plan|this plan|that plan)(?=$|"
    r"[,.!;])|\bnot (?:happy|satisfied) with (?:it|this|the plan)\b|\ball new\b|\bmix it up\b",
    r"第.[天日](?:再)?(?:换[掉一]|改一?[改下])|重[排来新做]+(?!庆|要|点)(?:编|安|规|设|弄|整|想|做|生|来|出)?|"
    r"重新(?:来|排|安排|编排|规划|做|生成|想|弄|"
    r"整|设计|出)|再来一?[版个份次套]|换一?个?(?:方案|版本|计划|行程|安排|思路|花样|版)|另外?(?:来|排|做|出|"
    r"整)?一?个?(?:方案|版本|计划|行程|安排)|再想想|"
    r"再谂[过下]|谂过|排过|再排(?:一?[次个版下遍]|过)|再(?:做|出|整|生成|规划|编)一?[个份版次]|换别的|"
    r"换[其第]他|另排|别的方案|(?:其他|另一个|其它|第二个)方案|不满意|"
    r"唔满意|整过(?:个|份)?|度过(?:个|份)",
)
_AGAIN_WHOLE = Words(
    r"^(?:(?:ok|okay|hmm*|no|nah|well|and|or|maybe|sorry|please|pls|oh)[ ,.!]+)*(?:something (?:else|"
    r"different)|anything else|another(?: one)?|a different one|what else(?: (?:have|do) you (?:got|"
    r"have))?|next(?: one)?|new one|again|once more|show me another(?: one)?|give me (?:something else|"
    r"another(?: one)?))(?: please| pls| then)?[ .?!]*$",
    r"^(?:不喜欢|唔钟意|不好|不行|嗯|那|再|请|可以|帮我|麻烦|能不能|可唔可以|,| )*(?:换一?个(?:吧|看看|别的|"
    r"试试|啦|呗)?|换个别的|转第二个|换过第?二?个|换一换|"
    r"还有别的吗|再来|下一个|另一个|俾过第二个我|第二个啦|换换)(?:好吗|可以吗|吗|呢|啦|吧|呗)?[ ?。!]*$",
)
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("morning", re.compile(r"\bmornings?\b|上午|早上|朝早|上昼")),
    ("afternoon", re.compile(r"\bafternoons?\b|下午|下昼|晏昼|中午")),
    ("evening", re.compile(r"\b(?:evenings?|nights?)\b|晚上|夜晚|晚间|傍晚")),
)
_KEEP = Words(
    r"\b(?:keep(?:ing)?|leave (?=(?:it|that|this|day|everything|my|our|the)\b)|"
    r"don't (?:touch|change|move|alter)|do not (?:touch|change)|stick with|"
    r"hold on to|preserve|not change|stays?(?= (?:as|the same|put))|(?:is|are|was|looks?) (?:fine|good|"
    r"great|perfect|ok|okay|lovely|nice)(?: as)?(?: it is| is)?)\b",
    r"[不唔]变|[不唔别莫]要?(?:好)?(?:动(?!手|车|作|物|静)|郁|改(?!成|到|为))|保留|保持|留着|照旧|照样|唔使改|"
    r"不用[改动]|原样|就这样|挺好|可以了|很好|冇问题|没问题|"
    r"唔错|几好",
)
_LEFT_OUT = re.compile(
    r"\bleave (?:[^,.;?!]{1,40} )?out\b|\bleav(?:e|ing) (?:at|from|for|on|by|half|an?|earlier|later|\d|one|"
    r"two|the (?:hotel|house))\b|\bkeep (?:in mind|walking|going|warm|it (?:short|cheap|simple|relaxed|"
    r"slow))"
)
_REST = Words(
    r"\b(?:rest|other|else|remaining|everything)\b",
    r"其他|其它|其余|剩下|后面|余下",
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a line wants done."""

    days: tuple[int, ...] = ()
    stops: tuple[int, ...] = ()
    drops: bool = False
    adds: bool = False
    swaps: bool = False
    undoes: bool = False
    again: bool = False
    keeps: Part | None = None


def read_changes(text: str, spans: Sequence[Span], *, tables: bool) -> Changes:
    """The changes of a line; `tables`: it names where to eat, which alone adds nothing."""
    days, stops = days_of(text), stops_of(text)
    if _UNDO.search(text) and not _NO_PLAN.search(text) and not _GOES_BACK.search(text):
        return Changes(days=days, undoes=True)
    swapped = _swapped(text, days, spans)
    if swapped:
        return Changes(days=swapped, swaps=True)
    kept, kept_days = _kept(text)
    again = bool(_AGAIN.search(text) or _AGAIN_WHOLE.search(text)) and not _NO_PLAN.search(text)
    drops, adds = (False, False) if kept or _is_question(text) else _drops_adds(text, spans, stops, tables=tables)
    return Changes(kept_days if kept else days, stops if drops else (), drops, adds, False, False, again, kept)


def _is_question(text: str) -> bool:
    return bool(_NO_PLAN.search(text) or (_INFO.search(text) and not _PLAINLY.search(text)))


def _drops_adds(text: str, spans: Sequence[Span], stops: tuple[int, ...], *, tables: bool) -> tuple[bool, bool]:
    named = [span for span in spans if span.kind in _OF_A_PLAN]
    denial = Denial(text, lexicon())
    denied = denied_names(denial, text, [(span.start, span.end) for span in named])
    drops = any(denied) or bool(_DROP.search(text) or _DROP_HAN.search(text))
    drops = drops or (bool(named or stops) and bool(_FOR_ANOTHER.search(text)))
    wanted = (
        any(not no for no in denied) or bool(re.search(r"\b(?:it|that|this|them)\b|[它呢𠮶]个", text)) or _moved(text)
    )
    adds = wanted and not tables and bool(_ADD.search(text) or _WANTS_DAY.search(text))
    if stops and not drops:
        drops = any(denial.denies(*match.span()) for match in re.finditer(r"\bstop\b|站|个点", text))
    return drops, adds


def _moved(text: str) -> bool:
    return bool(re.search(r"[放摆挪移排调](?:到|去|喺|在|进)|\b(?:move|put|shift)\b.*\bday\b", text))


def _swapped(text: str, days: tuple[int, ...], spans: Sequence[Span]) -> tuple[int, ...]:
    """The two days that are to change places."""
    if not _SWAP.search(text) or any(span.kind in ("place", "eatery", "event") for span in spans):
        return ()
    if len(days) == 2:
        return days
    return (1, 2) if not days and _TWO_DAYS.search(text) else ()


def _kept(text: str) -> tuple[Part | None, tuple[int, ...]]:
    """The part of the plan that stays, and its days."""
    if _LEFT_OUT.search(text) and not re.search(r"as (?:it )?is|alone", text):
        return None, ()
    for clause in _clauses(text):
        if not _KEEP.search(clause):
            continue
        days = days_of(clause)
        part = next((part for part, pattern in _PARTS if pattern.search(clause)), None)
        weekday = re.search(
            r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|(?:周|星期|礼拜)[一二三四五六日天]", clause
        )
        strong = re.search(
            r"\b(?:keep|leave|touch|change|stick|stays?)\b|[变动郁改]|保留|留着|照旧|原样", clause
        ) or _AGAIN.search(text)
        if (part or days or weekday) and (strong or _REST.search(text)):
            return part or "all", days
    return None, ()


def _clauses(text: str) -> list[str]:
    parts: list[str] = []
    for piece in PAUSE.split(text):
        parts += re.split(r"\b(?:but|and then|then)\b", piece)
    return [part for part in parts if part.strip()]

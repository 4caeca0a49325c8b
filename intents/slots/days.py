"""How many days a wish speaks of."""

import re
from collections.abc import Callable

from intents.slots.found import Found
from intents.slots.numbers import (
    NUMBER_EN,
    NUMBER_PINYIN,
    NUMBER_ZH,
    PINYIN,
    chinese_number,
    english_number,
)

LONGEST = 60
_HINT = re.compile(r"day|night|week|fortnight|tian|ri\b|\dd|hour|afternoon|[天日晚夜周期拜游午时]|morning")
# A stay that a permit allows is no length of a trip.
_PERMIT = re.compile(r"visa|extend|overst|over my|permit|exempt|transit|免签|签证|过境|延期|停留")
_ORDINAL = r"(?<![第前后过每这那隔头上下另哪某有今明昨星期周月号/拜礼\d.])"
# By how much a plan changes, an ordinal, and days that change places.
_MORE = re.compile(
    r"(?:多|再|加|少|减)[玩待住留排来加给返回咗掉去]?$|提前$|\bdi $"
    r"|\b(?:lose|losing|cut|drop|skip|shave|knock|add|adding|swap|switch|flip|reverse)"
    r"(?: off| out| on)? (?:the )?(?:other )?$"
)
_LESS = re.compile(
    r" ?(?:不够|太短|太少|唔够)(?!了?[吗么?])(?=.*[天日])| ?(?:对调|互换|对换|调转|调过来|掉转)"
    r"|s? (?:(?:less|fewer|shorter|longer|more|extra)(?! or)(?=$|[ ,.?!](?!walk|driv|rush|crowd|relax|tour))|off\b)"
)
_RATE_BEFORE = r"(?<!钱)(?<!元)(?<!块)(?<!百)(?<!千)(?<!蚊)"
_RATE_AFTER = (
    r"(?!有?几|多少|要花|要几|最低|最多|平均|花费|开销|消费|要多少|有多少|[一二两三四五六七八九\d]+[百千\d]|前|后|"
    r"之前|之后|内|以内|两[顿趟班]|[一二三四五六]次)"
)
_EN_RATE = (
    r"(?<!yuan )(?<!rmb )(?<!kuai )(?<!dollars )(?<!bucks )(?<!money )(?<!much )(?<!times )(?<!once )(?<!twice )"
    r"(?<!trains )(?<!buses )(?<!flights )(?<!hours )(?<!us )(?<!euros )(?<!quid )(?<!meals )(?<!cny )(?<!\d )"
)
_EN_SHIFT = r"(?![ -](?:from now|ago|later|before|ahead|early|earlier|in advance|after|prior|beforehand|old|running))"

Reading = tuple[re.Pattern[str], Callable[[re.Match[str]], float | None]]


def _zh(match: re.Match[str]) -> float | None:
    number = match["n"]
    if len(number) == 2 and number[1] == "两":  # the weekdays of 二、三两天 and 五六两天, or 三两天
        before = match.string[max(0, match.start("n") - 1) : match.start("n")]
        return 3 if number == "三两" and before not in set("一二三四五六、") else 2
    # "三五天" are three to five.
    return chinese_number(number[-1] if re.fullmatch("[一二三四五六七八九]{2}", number) else number)


def _en(match: re.Match[str]) -> float | None:
    return english_number(match["n"])


def _plus(reader: Callable[[re.Match[str]], float | None], more: float, times: int = 1) -> Callable[..., float | None]:
    def read(match: re.Match[str]) -> float | None:
        number = reader(match)
        return None if number is None else number * times + more

    return read


def _hours(match: re.Match[str]) -> float:
    return int(match["n"] or match["z"]) / 24


def _is(days: float) -> Callable[[re.Match[str]], float | None]:
    return lambda match: days


_N = rf"(?P<n>{NUMBER_EN})"
_Z = rf"(?P<n>{NUMBER_ZH})"
_KIND_OF = r"(?:full |whole |short |entire |solid |free |spare |clear |packed |relaxed |more or less )?"
# How days may be, by word or by ending; never those of the weather, nor "other" and "more".
_ADJECTIVE = (
    r"(?!(?:rain|sunn|fogg|cloud|snow|storm|wind|mist)y|other|after|before|during|market|every|any|only|by|may|july|my)"
    r"(?:nice|slow|good|great|calm|chill|gentle|full|whole|short|long|entire|solid|free|spare|clear|quiet|cosy|cozy|"
    r"decent|leisure|mellow|mad|simple|little|big|action|fun|max|proper|separate|straight|"
    r"[a-z]+(?:-[a-z]+)?(?:y|ed|ing|ful|ish|ous|less|ive|xed|est)|[a-z]+-[a-z]+)"
)
# The first that fits is meant: what is changed to, then days, then nights, weeks and words that only imply a length.
_READINGS: list[tuple[str, Callable[[re.Match[str]], float | None]]] = [
    (rf"(?:改成|改为|改做|改去|改到|改|变成|缩成|缩短到|缩到|延长到|延到|减到|加到|压缩到|压成)\s*{_Z}\s*[天日]", _zh),
    (rf"\b(?:make it|into|down to|up to|instead|to|rather)\b[ ](?:just |only )?{_N}[- ]?days?\b", _en),
    (rf"{_ORDINAL}{_Z}\s*(?:个)?(?:天|日)半", _plus(_zh, 0.5)),
    (rf"\b{_N}(?:[ -]and[ -](?:a[ -]|one )?half| 1/2|½)[- ]days?\b", _plus(_en, 0.5)),
    (r"\b(?:a|one) day and a half\b|\bday and a half\b", _is(1.5)),
    (
        r"\b(?:\d{1,2} ?(?:-|–|to|or) ?)?(?<!\d\.)(?P<n>\d{1,2}(?:\.5)?)[- ]?d(?:ays?)? ?[,&]? ?(?:\d{1,2} ?n|n\b)",
        _en,
    ),
    (r"半(?:天|日|day)|\b(?:half|1/2)[- ](?:a |of a )?day\b|\bban ?(?:tian|ri)\b|\bhalf[- ]days?\b", _is(0.5)),
    (
        (
            rf"(?<!another )(?<!extra )(?<!day ){_EN_RATE}\b(?:{NUMBER_EN} ?(?:-|–|to|"
            rf"or) ?)?{_N}[- ]?{_KIND_OF}(?:days?|dya|dys)\b{_EN_SHIFT}"
        ),
        _en,
    ),
    (
        rf"{_ORDINAL}(?<!两百)(?P<n>(?!一天){NUMBER_ZH}|{_RATE_BEFORE}一(?=天{_RATE_AFTER}))\s*(?:个)?(?:整)?(?:天|"
        rf"白天|day|tian)"
        r"(?!前|后|之后|之前|内必|两头|免|过境)",
        _zh,
    ),
    (
        (
            rf"{_EN_RATE}(?<!another )\b(?P<n>(?!an? |a?n? ?couple|a?n? ?dozen){NUMBER_EN}) "
            rf"(?:{_ADJECTIVE},? (?:and |but )?){{1,2}}days\b{_EN_SHIFT}"
        ),
        _en,
    ),
    (rf"\b(?:one|1|just a|only a|a single) (?:{_ADJECTIVE},? (?:and |but )?){{1,2}}day\b(?! ?(?:trip|tour))", _is(1)),
    (rf"(?:^|[吧好行哦嗯啊呀,。] ?)(?:那|噉|咁)(?:就)?(?P<n>{NUMBER_ZH})[天日](?=$|[吧,。!啦])", _zh),
    (
        (
            rf"{_ORDINAL}(?<![到至~\-和])(?<!\d\d、)(?<![日号]、){_Z}\s*(?:日(?!出|本|照|程|元|期|前|后|之|[到至\-~和、]\d|出发|早|晚|上|下)|"
            rf"ri(?![a-z]))"
        ),
        _zh,
    ),
    (rf"(?<!di )(?<!di)\b(?P<n>{NUMBER_PINYIN}) ?(?:tian|ri)(?: ?you)?\b(?! ?(?:qian|hou))", lambda m: PINYIN[m["n"]]),
    (
        (
            rf"(?<![第前])(?P<n>{NUMBER_ZH})\s*个?[晚夜](?!上|里|市|宵|景|场|间|[多点])(?!多少|几|"
            rf"[一二两三四五六七八九\d]+[百十\d])"
        ),
        _plus(_zh, 1),
    ),
    (
        (
            rf"{_EN_RATE}\b(?P<n>{NUMBER_EN})[- ]nights?\b(?! (?:running|in a row|ago|before|markets?|life|views?|"
            rf"bus|train|out|shows?|scene|stalls?))"
        ),
        _plus(_en, 1),
    ),
    (r"\b(?:fortnight|a couple of weeks)\b", _is(14)),
    (
        (
            rf"{_EN_RATE}\b{_N}[- ](?:full |whole )?weeks?\b{_EN_SHIFT}|\b(?P<one>(?:the )?(?:whole|full|"
            rf"entire) week|week[- ]?long)\b"
        ),
        lambda m: 7 if m["one"] else _plus(_en, 0, 7)(m),
    ),
    (
        (
            r"(?<![第前后这下上提每那])(?<!提前)(?P<n>[一二两三四1-4])\s*个?(?:整)?(?:星期|周|礼拜)(?!几|年|前|后|"
            r"以?内|开|[一二三四五六日天末]|有?几|[1-7两]次|多少)"
        ),
        _plus(_zh, 0, 7),
    ),
    (r"整(?:个)?(?:星期|周(?!末|边)|礼拜)|个把星期", _is(7)),
    (r"\blong weekend\b", _is(3)),
    (r"(?<!to )(?<!on )(?<!at )\b(?:a|one|the|this|whole|full|coming|next) weekend\b", _is(2)),
    (
        (
            r"(?:一个|整个|过个?|度个?|过一个)周末|周末(?:游|行程|计划|攻略|怎么玩|怎么安排|短途|短途游)|(?:过|"
            r"度)(?:周末|weekend)"
        ),
        _is(2),
    ),
    (r"\b(?:day[- ]?trip|day out|whole day|full day|entire day|all day|single day|day tour)s?\b|\bone-day\b", _is(1)),
    (r"(?:一|成|整)整?[天日](?:游|内)|单日游|一日之内|成日(?!㗎|咁)|整天|day ?trip|一整[天日]", _is(1)),
    (r"(?<!open )\b(?P<n>24|36|48|72|96) ?(?:hours?|hrs?|小时)\b|(?P<z>24|48|72)小时", _hours),
    (
        r"\b(?:an|one|a free|the whole|a spare|just an|a single) (?:afternoon|morning)\b|一个?(?:下午|上午|早上)(?!好)",
        _is(0.5),
    ),
]


READINGS: list[Reading] = [(re.compile(pattern), reader) for pattern, reader in _READINGS]


def find_days(text: str) -> Found | None:
    """The days with their place, 0.5 for half a day; None where the line does not say."""
    if not _HINT.search(text) or _PERMIT.search(text):
        return None
    for pattern, reader in READINGS:
        for match in pattern.finditer(text):
            days = reader(match)
            if days is not None and 0 < days <= LONGEST and not _is_change(match, text):
                start = match.start("n") if match.groupdict().get("n") else match.start()
                return Found(int(days) if float(days).is_integer() else days, start, match.end())
    return None


def _is_change(match: re.Match[str], text: str) -> bool:
    """True where the days are by how many a plan changes, or are too few."""
    return bool(_MORE.search(text, 0, match.start()) or _LESS.match(text, match.end()))

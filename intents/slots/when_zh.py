"""Dates in Chinese, in folded (Simplified) text."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from intents.slots import reckon_zh as reckon
from intents.slots.numbers import NUMBER_ZH
from intents.slots.reckon_en import Range
from intents.slots.spans import DateSpan, Told, fixed_holiday, moon_feast, season, spring_festival

_N = NUMBER_ZH
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_YEAR = r"(?P<year>20\d\d年|明年|来年|出年|今年|后年|去年|旧年)?的?"
_LUNAR_DAY = (
    r"(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[一二三]?十[一二三四五六七八九]?|\d{1,2}|"
    r"[一二三四五六七八九](?=[日号]))?[日号]?"
)
_WEEK = "(?:周|星期|礼拜|week)"
_WHICH = r"(?P<which>下下个?|下个|下|上个|上|这个|这|本|呢个|今个|嚟紧|嚟紧个|来紧)?"
_HOLIDAY = "(?:节|黄金周|假期|长假|连假|期间|小长假|放假)*"
_TILL = r"(?:[到至\-—~–]|去到)"
_SO_MANY = "[两二三四2-4][天日]"
_HALF = "(?:早上|上午|下午|晚上|夜晚|中午|傍晚|朝早|早|晚)?"

Rule = Callable[[re.Match[str], date], Range]
# The words one of which stands in every line that the rule can match, then the rule.
_RULES: list[tuple[str, str, Rule]] = [
    (
        "20",
        r"(?P<year>20\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?(?P<until>$^)?(?P<month2>$^)?",
        reckon.day_of_month,
    ),
    ("/", r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])(?P<until>$^)?(?P<month2>$^)?", reckon.day_of_month),
    ("农 阴 旧", rf"(?:农历|阴历|旧历)的?(?P<leap>闰)?(?P<month>{_N}|正|冬|腊)月{_LUNAR_DAY}", reckon.lunar),
    ("闰", rf"(?P<leap>闰)(?P<month>{_N})月{_LUNAR_DAY}", reckon.lunar),
    ("正 腊 冬", rf"(?P<leap>$^)?(?P<month>正|腊|冬)月{_LUNAR_DAY}", reckon.lunar),
    ("初", r"(?:大?年|春节)?初(?P<day>[一二三四五六七八九十])(?![几中次级])", reckon.new_year_day),
    ("除 三十 卅", r"除夕|(?:大年|年)三十(?:晚)?|年卅晚?", reckon.new_year_eve),
    (
        "月",
        rf"{_YEAR}(?P<month>{_N})月份?(?P<day>{_N})[日号]?(?:(?:{_TILL}|(?P<list>[、和跟与及]))(?:(?P<month2>{_N})月)?(?P<until>{_N})(?(list)(?=[日号]|{_SO_MANY}))[日号]?)?(?![个天点块元])",
        reckon.day_of_month,
    ),
    ("月", rf"{_YEAR}(?P<month>[一二三四五六七八九])、?(?P<month2>[二三四五六七八九])月份?", reckon.months),
    (
        "月",
        rf"{_YEAR}(?P<month>{_N})月?份?{_TILL}(?P<month2>{_N})月份?(?!\d|[一二三四五六七八九十]+[日号])",
        reckon.months,
    ),
    (
        "月",
        rf"{_YEAR}(?P<month>{_N}|元)月(?:份?的?(?P<part>初|上旬|中旬|中(?!旬)|底|下旬|末|尾|头|上半月|下半月)|份)?",
        reckon.month,
    ),
    (
        "号",
        rf"(?<![第\d一二三四五六七八九十])(?<![\d一二三四五六七八九十元正腊冬]月)(?P<day>{_N})号?(?:(?:{_TILL}|(?P<list>[、和跟与及]))(?P<until>{_N}))?号(?![线楼门路车厅院店馆公人桌台洞码站位球])",
        reckon.nth,
    ),
    (
        "天 日",
        rf"(?<![\d:.月/、])(?P<day>\d{{1,2}})(?P<list>、(?:\d{{1,2}}、)?|[和跟与到至\-~])(?P<until>\d{{1,2}})(?=(?P<so_many>{_SO_MANY}))",
        reckon.so_many_days,
    ),
    (
        "日",
        rf"(?<![第\d.月/一二三四五六七八九十])(?P<day>\d{{1,2}})日?(?:{_TILL}|(?P<list>[、和跟与及]))(?P<until>\d{{1,2}})日(?!游|行程)",
        reckon.nth,
    ),
    ("大后", r"大后[天日]", reckon.ahead(3)),
    ("明 听", rf"(?:明|听日?)后(?={_SO_MANY}|[天日])", reckon.ahead(1, 2)),
    ("今", rf"今明(?={_SO_MANY}|[天日晚])", reckon.ahead(0, 1)),
    ("今", r"今明后(?=三?[天日])", reckon.ahead(0, 2)),
    ("后", r"(?<!大)后[天日]", reckon.ahead(2)),
    ("明 听", rf"(?:明天|明日|听日){_HALF}|明晚|听晚|听朝|明早", reckon.ahead(1)),
    (
        "今 现 而 当 目 此 依",
        (
            rf"(?:今天|今日){_HALF}|今晚夜?|今夜|今碗|今早|今朝|今儿个?|(?:现在|而家|依家|目前|此刻)(?!太|"
            rf"的?(?:行程|安排|计划|方案)|[开起])|当下"
        ),
        reckon.ahead(0),
    ),
    ("昨 琴 寻", r"昨[天日晚儿]|琴[日晚]|寻日", reckon.ahead(-1)),
    ("前 大前", r"(?<!大)前天(?!气)|前日(?=晚|的|去|来)", reckon.ahead(-2)),
    ("末 双休 weekend", rf"{_WHICH}(?:周末|星期末|礼拜末|双休日|weekend)", reckon.any_weekend),
    (
        "周 星期 礼拜 week",
        rf"{_WHICH}{_WEEK}(?P<weekday>[一二三四五六日天1-7])(?![个种家条边围])(?:{_TILL}{_WEEK}?(?P<until>[一二三四五六日天])|(?P<list>(?:[、和跟与及]?[一二三四五六日])+)(?=$|[,。!?、\s)(的去来玩到从住都有会在我想早下上晚中]|{_SO_MANY}))?{_HALF}",
        reckon.weekday,
    ),
    (
        "周 星期 礼拜 week",
        rf"(?P<which>下下个?|下个|下|上个|上|这个|这|本|呢个|今个|今){_WEEK}(?![一二三四五六日天末1-7围边年end])",
        reckon.week,
    ),
    ("月", r"(?P<which>下下个|下个|下|上个|这个|这|本|呢个|今个)月", reckon.this_month),
    (
        "国庆 十一 黄金周 国情",
        (
            rf"国[庆情](?:节|长假){_HOLIDAY}|国庆{_HOLIDAY}|十一(?:黄金周|假期|长假|期间|连假)|十一(?=去|来|玩|"
            rf"放假|那|这|𠮶|嗰|人|想|带|有|,)|黄金周"
        ),
        lambda m, t: fixed_holiday(10, 1, 7, t),
    ),
    (
        "五一 劳动",
        rf"(?<![二三四五六七八九十])五一(?:劳动节)?{_HOLIDAY}|劳动节{_HOLIDAY}",
        lambda m, t: fixed_holiday(5, 1, 5, t),
    ),
    ("元旦 跨年", rf"元旦{_HOLIDAY}|跨年(?:夜)?", lambda m, t: fixed_holiday(1, 1, 3, t)),
    ("圣诞", rf"圣诞{_HOLIDAY}", lambda m, t: fixed_holiday(12, 24, 3, t)),
    (
        "春节 过年 新年 新春 过粘",
        (
            rf"春节{_HOLIDAY}|过[年粘](?:期间|前后|时|那)|过年|(?:农历|新春|华人)新年{_HOLIDAY}|新春(?:期间|佳节)?|"
            rf"(?<![苗侗])新年{_HOLIDAY}"
        ),
        lambda m, t: spring_festival(t),
    ),
    ("元宵", r"元宵节?", lambda m, t: moon_feast(1, 15, 1, t)),
    ("端午", rf"端午{_HOLIDAY}", lambda m, t: moon_feast(5, 5, 3, t)),
    ("中秋", rf"中秋{_HOLIDAY}", lambda m, t: moon_feast(8, 15, 3, t)),
    ("七夕", r"七夕节?", lambda m, t: moon_feast(7, 7, 1, t)),
    ("重阳", r"重阳节?", lambda m, t: moon_feast(9, 9, 1, t)),
    ("清明", rf"清明{_HOLIDAY}", lambda m, t: fixed_holiday(4, 4, 3, t)),
    (
        "暑",
        r"暑假(?:期间)?|暑期",
        lambda m, t: (date(t.year + (t.month > 8), 7, 1), date(t.year + (t.month > 8), 8, 31)),
    ),
    ("寒假", r"寒假(?:期间)?", lambda m, t: (date(t.year + (t.month > 2), 1, 15), date(t.year + (t.month > 2), 2, 25))),
    ("年底 年尾", r"年[底尾](?:前)?", lambda m, t: (max(t, date(t.year, 12, 1)), date(t.year, 12, 31))),
    (
        "20",
        r"(20[2-4]\d)年(?!\d|的?[一二三四五六七八九十\d]+月)",
        lambda m, t: (date(int(m[1]), 1, 1), date(int(m[1]), 12, 31)),
    ),
    ("年", r"(?:明年|来年|出年|今年|后年|去年|旧年|前年)(?!\d|的?[一二三四五六七八九十\d]+月)", reckon.whole_year),
    ("后", rf"(?<![第半])(?P<n>{_N})\s?(?:天|日|个?(?P<week>星期|周|礼拜))(?:之后|以后|后)", reckon.later),
    (
        "未来 接下来 之后 以后",
        rf"(?:未来|接下来|往后)的?(?:(?P<n>{_N})\s?个?)?(?P<unit>天|日|周|星期|礼拜|月)",
        reckon.coming,
    ),
    (
        "春 夏 秋 冬",
        r"(?:今年|明年)?(?P<season>[春夏秋冬])(?:天|季|日(?=去|来|的))",
        lambda m, t: season(_SEASONS[m["season"]], t),
    ),
]
RULES = [(tuple(triggers.split()), re.compile(pattern), handler) for triggers, pattern, handler in _RULES]
_ALL = tuple({trigger for triggers, _, _ in RULES for trigger in triggers})
_NUMBERED: tuple[Rule, ...] = (reckon.day_of_month, reckon.nth, reckon.so_many_days)
_TOLD = dict.fromkeys(_NUMBERED, Told.NUMBER) | {reckon.weekday: Told.WEEKDAY, reckon.any_weekend: Told.WEEKEND}
# "六月六", "四月八" and "三月三" are festivals; as dates they would need 日, 号 or a lunar word.
_FESTIVE = re.compile(r"三月三|四月八|六月六|九月?二十?七")


def spans(folded: str, today: date) -> Iterator[DateSpan]:
    """Every date in a Chinese line."""
    present = frozenset(trigger for trigger in _ALL if trigger in folded)
    for triggers, pattern, handler in RULES if present else ():
        if present.isdisjoint(triggers):
            continue
        for match in pattern.finditer(folded):
            if _FESTIVE.match(folded, match.start()):
                continue
            days = handler(match, today)
            if days is None and handler is reckon.so_many_days:
                continue
            first, last = days or (None, None)
            yield DateSpan(match.start(), match.end(), first, last, told=_TOLD.get(handler, Told.WORD))

"""Dates in English, and the commonest in pinyin."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from intents.slots import reckon_en as reckon
from intents.slots.numbers import NUMBER_EN
from intents.slots.reckon_en import DAYS, MONTHS, Range
from intents.slots.spans import DateSpan, Told, fixed_holiday, moon_feast, season, spring_festival, weekend

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH, _MONTH2 = f"(?P<month>{_NAMES})", f"(?P<month2>{_NAMES})"
_DAY = "(?P<weekday>" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")"
_ST = r"(?:st|nd|rd|th)"
_NTH = rf"(?P<day>\d{{1,2}})(?:{_ST}\b)?"
_YEAR = r"(?:,? (?P<year>20\d\d)(?! ?(?:yuan|rmb|kuai|cny|usd))| (?P<next>next year))?"
_TO = r" ?(?:-|–|—|~|to|till|until|through|and|thru) ?(?:the )?"
_UNTIL = rf"(?P<until>\d{{1,2}}){_ST}?"
_PART = (
    r"(?:(?P<part>early|beginning of|start of|first half of|mid-|mid|middle of|late|end of|"
    r"second half of) ?(?:in )?)?"
)
_HOUR = r"(?: (?:early |late )?(?:mornings?|afternoons?|evenings?|nights?|lunchtime|arvo))?"
_COUNTED = rf"(?P<number>{NUMBER_EN}) (?P<unit>day|week|month)s?"
_NO_DAY = r"(?!\d|:| ?(?:am|pm|days?|people|yuan|rmb|nights?|of us|kids|adults|hours?)\b)"

Rule = Callable[[re.Match[str], date], Range]
# The words one of which stands in every line that the rule can match (MONTH: a month's), then the rule.
_RULES: list[tuple[str, str, Rule]] = [
    ("20", r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b", reckon.iso),
    ("/", r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(20\d\d|\d\d))?(?![\d/])", reckon.slashed),
    (
        "MONTH",
        rf"\b{_MONTH}\.? (?:the )?{_NTH}{_NO_DAY}(?:{_TO}(?:{_MONTH2} )?{_UNTIL}(?![\d:]))?\b{_YEAR}",
        reckon.day_of_month,
    ),
    (
        "MONTH",
        (
            rf"\b(?:(?:from|between) )?(?:the )?{_NTH}(?:(?:{_TO}| ?[/&] ?){_UNTIL})?(?: of)? ?"
            rf"{_MONTH}\b(?P<month2>$^)?{_YEAR}{_HOUR}"
        ),
        reckon.day_of_month,
    ),
    (
        "MONTH",
        rf"\b(?:(?:from|between) )?(?:the )?{_NTH}(?: of)? {_MONTH}{_TO}{_UNTIL}(?: of)? {_MONTH2}\b{_YEAR}",
        reckon.day_of_month,
    ),
    ("MONTH", rf"\b{_MONTH}(?:-|–| to | and | or |/){_MONTH2}\b", reckon.months),
    ("MONTH", rf"\b(?:(?P<past>last|this past) )?{_PART}{_MONTH}\b{_YEAR}", reckon.month),
    (
        "the ",
        rf"\b(?:(?:on|till|until|til|by|from|since|after|before|between) )?the "
        rf"(?P<day>\d{{1,2}}){_ST}(?:{_TO}{_UNTIL})?\b"
        r"(?! (?:century|floor|day|stop|time|ring|of|anniv|one|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        reckon.nth,
    ),
    (
        "of in",
        (
            rf"\b(?:the )?(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last) (?:(?P<we>weekend)|{_DAY}) (?:of|"
            rf"in) {_MONTH}\b{_YEAR}"
        ),
        reckon.nth_weekday,
    ),
    ("lunar", r"\blunar (?P<month>\d{1,2})[/-](?P<day>\d{1,2})", reckon.lunar),
    ("after tom", r"\b(?:the )?day after tom{1,2}or{1,2}ow\b", reckon.ahead(2)),
    ("tom tmr tmw 2mo", rf"\b(?:tom{{1,2}}or{{1,2}}ow|tmrw|tmw|tmr|2mor{{0,2}}ow?)\b{_HOUR}", reckon.ahead(1)),
    (
        "toda ton this right moment 2ni 2da now pres curr",
        r"\b(?:(?:later )?today(?: (?:morning|afternoon|evening))?|(?:late )?(?:tonight|tonite|2nite|2night|tonigt|"
        r"tonght)|2day\b"
        r"|(?:later )?this (?:morning|afternoon|evening|arvo)|right now|at the moment|at present|currently"
        r"|now(?= open)|(?:(?<=is )|(?<=are )|(?<=open )|(?<=on )|(?<=up ))now(?=[?.!]|$)|now(?=\?|$))",
        reckon.ahead(0),
    ),
    ("yest|last night", r"\b(?:yesterday|last night)\b", reckon.ahead(-1)),
    (
        "week|wk",
        r"\b(?:(?P<which>this|next|the|coming|last) (?:coming )?)?(?:week-?ends?|wk-?ends?|wknd)\b",
        reckon.any_weekend,
    ),
    (
        "mon tue wed thu fri sat sun",
        rf"\b(?:(?P<which>this coming|the coming|coming|this|next week|next|last|on) )?{_DAY}s?\b{_HOUR}",
        reckon.weekday,
    ),
    (
        "mon tue wed thu fri sat sun",
        rf"\b{_DAY},? (?:the )?(?P<day>\d{{1,2}})(?:{_ST})?\b{_NO_DAY}(?! ?(?:of )?(?:{_NAMES})\b)",
        reckon.weekday_nth,
    ),
    ("week", r"\b(?P<which>this|next|last|the following) (?:coming )?week\b", reckon.week),
    ("month", r"\b(?P<which>this|next|last) month\b", reckon.this_month),
    (
        "20",
        r"(?<![¥$€£\d.,])\b(?:in |for )?(20[2-4]\d)\b(?![-:/]\d)(?! ?(?:yuan|rmb|cny|usd|kuai|people|m\b|met))",
        reckon.whole,
    ),
    ("year yr", r"\b(this|next|last) (?:year|yr)\b(?!'s (?:eve|day))", reckon.year),
    ("in ", rf"\bin (?:about |around )?{_COUNTED}(?:'? time)?\b(?! (?:in|trip|stay|tour))", reckon.within),
    ("from now|later", rf"\b{_COUNTED} (?:from now|later)\b", reckon.within),
    ("next coming", rf"\b(?:(?:in|over|within|for|during) )?the (?:next|coming) (?:{_COUNTED})\b", reckon.coming),
    (
        "year|spring|cny",
        r"\b(?:chinese|lunar|spring) (?:new year|festival)(?: holiday| period)?\b|\bcny\b(?<!\d cny)(?<!\dcny)",
        lambda m, t: spring_festival(t),
    ),
    (
        "national|golden|holiday",
        r"\bnational day(?: holidays?| week| break)?\b|\bgolden week\b|\boct(?:ober)? holidays?\b",
        lambda m, t: fixed_holiday(10, 1, 7, t),
    ),
    ("may|labo", r"\b(?:may ?day|labou?r day)(?: holidays?| break| week)?\b", lambda m, t: fixed_holiday(5, 1, 5, t)),
    ("eve", r"\bnew year'?s? eve\b", lambda m, t: fixed_holiday(12, 31, 1, t)),
    (
        "new year",
        r"(?<!miao )(?<!dong )(?<!chinese )(?<!lunar )(?<!spring )\bnew year(?:'?s)?(?: day| eve)?\b",
        lambda m, t: fixed_holiday(1, 1, 3, t),
    ),
    ("christmas xmas", r"\b(?:christmas|xmas)(?: day| eve| week)?\b", lambda m, t: fixed_holiday(12, 24, 3, t)),
    ("halloween", r"\bhalloween\b", lambda m, t: fixed_holiday(10, 31, 1, t)),
    ("valentine", r"\bvalentine'?s(?: day)?\b", lambda m, t: fixed_holiday(2, 14, 1, t)),
    ("autumn moon", r"\bmid[- ]autumn(?: festival)?\b|\bmoon festival\b", lambda m, t: moon_feast(8, 15, 3, t)),
    ("dragon", r"\bdragon boat festival\b", lambda m, t: moon_feast(5, 5, 3, t)),
    ("lantern", r"\blantern festival\b", lambda m, t: moon_feast(1, 15, 1, t)),
    ("qing|tomb", r"\b(?:qing ?ming|tomb[- ]sweeping)(?: day| festival)?\b", lambda m, t: fixed_holiday(4, 4, 3, t)),
    (
        "spring summer autumn winter fall",
        r"\b(?:in |this |next |during |over |(?P<past>last |past ))?(?:the )?(?:early |late |mid-)?"
        r"(?P<season>spring|summer|autumn|"
        r"winter|fall)(?:time)?\b"
        r"(?! festival| new| roll)(?<!mid-autumn)(?<!mid autumn)(?<!hot spring)",
        lambda m, t: season("autumn" if m["season"] == "fall" else m["season"], t, past=bool(m["past"])),
    ),
    ("jin", r"\bjin ?(?:tian|wan|ri)\b", reckon.ahead(0)),
    ("ming", r"\bming ?(?:tian|wan|zao|ri)\b", reckon.ahead(1)),
    ("hou", r"(?<!yi )\bhou ?tian\b", reckon.ahead(2)),
    (
        "zhou",
        r"\b(?:(?:zhe ?ge|zhe|ben) ?|(?P<which>xia ?ge|xia) ?)?zhou ?mo\b",
        lambda m, t: weekend(t, 1 if m["which"] else 0),
    ),
    ("guo", r"\bguo ?qing(?: ?jie)?\b", lambda m, t: fixed_holiday(10, 1, 7, t)),
    ("wu", r"\bwu ?yi\b", lambda m, t: fixed_holiday(5, 1, 5, t)),
    ("chun guo", r"\b(?:chun ?jie|guo ?nian)\b", lambda m, t: spring_festival(t)),
]


def _triggers(written: str) -> tuple[str, ...]:
    if written == "MONTH":
        return tuple(sorted({name[:3] for name in MONTHS}))
    return tuple(written.split("|") if "|" in written or written.endswith(" ") else written.split())


RULES = [(_triggers(triggers), re.compile(pattern), handler) for triggers, pattern, handler in _RULES]
_ALL = tuple({trigger for triggers, _, _ in RULES for trigger in triggers})
# "may" and "march" are also plain words: a month only after a word that goes before months, or with a day or year.
_BEFORE = re.compile(
    r"\b(?:in|of|early|mid|late|next|this|until|by|for|during|and|or|from|to|about|over|mid-|be|on|every|till|"
    r"last|around) $|[a-z][-–]$"
)
_NUMBERED: tuple[Rule, ...] = (reckon.iso, reckon.slashed, reckon.day_of_month, reckon.nth, reckon.weekday_nth)
_TOLD = dict.fromkeys(_NUMBERED, Told.NUMBER) | {reckon.weekday: Told.WEEKDAY, reckon.any_weekend: Told.WEEKEND}
# What follows a short day that is one: "sat to mon", "sun 29 nov", "wed morning".
_AFTER = re.compile(
    rf" ?(?:-|–|—|~|/|&|,|to|till|until|til|thru|through|and)? ?(?:{'|'.join(DAYS)})\b"
    rf"| (?:the )?\d{{1,2}}(?:{_ST})? ?(?:of )?(?:{_NAMES})\b| the \d{{1,2}}{_ST}\b"
    r"| (?:at )?\d{1,2}(?::\d\d| ?[ap]m)\b"
)
_DAY_BEFORE = re.compile(rf"\b(?:{'|'.join(DAYS)}) ?[,/&+]? ?$")
_AMBIGUOUS = {"may", "march", "mar", "sat", "sun", "wed", "fall", "spring", "mon", "dec"}


def spans(folded: str, today: date) -> Iterator[DateSpan]:
    """Every date in an English line."""
    whole = folded.strip(" ?.!")
    present = frozenset(trigger for trigger in _ALL if trigger in folded)
    for triggers, pattern, handler in RULES if present else ():
        if present.isdisjoint(triggers):
            continue
        for match in pattern.finditer(folded):
            if match[0] in _AMBIGUOUS and match[0] != whole and not _is_time(match):
                continue
            if handler is reckon.within and reckon.is_length(match):
                continue
            days = handler(match, today)
            if days is None and handler is reckon.weekday_nth:
                continue  # "sunday 2 adults": the weekday alone
            first, last = days or (None, None)
            yield DateSpan(match.start(), match.end(), first, last, told=_TOLD.get(handler, Told.WORD))


def _is_time(match: re.Match[str]) -> bool:
    """True where what stands around a word that is also a plain one makes it a month or a day."""
    before = match.string[: match.start()]
    is_day = match[0] in DAYS and (_AFTER.match(match.string, match.end()) or _DAY_BEFORE.search(before))
    return bool(is_day or _BEFORE.search(before))

"""Where they sleep and eat, and how they get about."""

import re
from collections.abc import Sequence
from typing import Literal

from intents.model import Span
from intents.planning.model import EVERY_DAY, TOWN, Meal, TableWish
from intents.planning.named_days import days_of
from intents.planning.words import Words
from intents.slots.found import clause

Transport = Literal["car", "taxi", "bus"]
PLACES = ("place", "lodging", "eatery", "town", "event")

_ASKS = Words(
    r"\b(?:where|which|what|recommend|any|how|is there|are there|do you know|should|is it|good|best|"
    r"cheap\w*|price|cost)\b",
    r"哪|什么|怎么(?!去)|推荐|推介|有没有|有冇|多少|几多|边度|边间|好不好|可以吗|几钱|咩|乜|吗|[?？].*住|点样",
)
_SLEEP_EN = re.compile(
    r"\b(?:sleep(?:ing)?|stay(?:ing)?|overnight(?:ing)?|spend(?:ing)? (?:the|both|all|every|two|three|"
    r"one) nights?|base(?:d)?(?: ourselves| myself| us| me)?|nights?|bed(?: down)?|accommodation|hotel is|"
    r"lodging)(?: (?:both|all|every|the|overnight|over|nights?))*(?: is)? (?:in|at|near|around|"
    r"out of)(?: the| a| an| my| our)? |\b(?:stay|sleep)(?:ing)? (?=down ?town)"
)
_STAY_AWHILE = re.compile(
    r"\bhow long\b|\b(?:can|could|would|do) (?:i|we) (?:stay|get)|\b(?:don't|do not|not|no|rather not|"
    r"without) (?:want to )?(?:sleep|stay)"
)
_SLEEP_ZH = re.compile(
    r"(?<![不没唔别居])(?:住(?!宿|址|房|哪)|瞓|(?:在|喺)(?=[^,。]{1,9}过夜)|过夜)(?:在|喺|到|的?是|系)?"
)
_DOWNTOWN = re.compile(
    r"(?:the )?(?:\w+ )?(?:down ?town|(?:city|town) cent(?:re|er)|cent(?:re|er) of (?:town|\w+))|"
    r"[^,。\s]{0,3}(?:市中心|市区|城区|城里|市里)"
)

_NO_CAR = Words(
    r"\b(?:no|without(?: an?)?|not? (?:have|got|renting|rent|hire|hiring|using)(?: a| any| the)?|(?:don't|"
    r"do not|won't|doesn't|can't|cannot|not) (?:have|got|want|rent|hire|drive|use)(?: to)?(?: (?:a|any|the|"
    r"rent))*|don't)\b(?: (?:a|the|rental|rent|hire))* ?(?:car|wheels|drive|driving)\b|\b(?:can't|don't|"
    r"won't|cannot|do not|not) drive\b",
    r"[没冇无]有?车|没得车|[不唔别](?:想|会|要|识|能|好|打算)?(?:自己?)?(?:租|开|揸|自|包)[车驾]|无车|唔揸|不自驾",
)
_CAR = Words(
    r"\b(?:(?:own|rent(?:al|ed|ing)?|hire(?:d)?|hiring)(?: an?| our| own)* ?car|(?:by|have|has|with|got|"
    r"take|use) (?:an? |our |the |my )?(?:own )?car|self[- ]driv\w*|driv(?:e|ing) ourselves|we(?:'ll| will|"
    r"'re|'d)? (?:be )?driv(?:e|ing)|i(?:'ll|'m| will)? (?:be )?driv(?:e|ing)|own wheels|road trip|"
    r"car(?:'s| is) fine|hire car)\b",
    r"自驾|自己开车|租[台辆部架]?车|有车|开车|揸车|自己揸|包车|自己有车|开自己的车",
)
_TAXI = Words(
    r"\b(?:taxis?|cabs?|didi|grab|ride[- ]hailing|uber)\b",
    r"打车|打的|的士|计程车|滴滴|出租车|网约车|叫车",
)
_BUS = re.compile(
    r"\b(?:by (?:public )?bus(?:es)?|(?:public|local|city) bus(?:es)?|(?:use|using|take|taking|ride|riding|"
    r"with|on|prefer|only) (?:the )?(?:public |local )?bus(?:es)?|public transport\w*|bus(?:es)? (?:is|"
    r"are) (?:fine|ok|good|enough)|buses(?: only| please| pls)?)\b|公交|班车|巴士|公车|大巴|公共交通|公共汽车|客车|城巴"
)
_ASKS_WAY = Words(
    r"\b(?:how (?:do|can|much|far|long|often)|is there|are there|do i need|do we need|where|which|"
    r"what time|when|timetable|fare|how's)\b",
    r"怎么[去坐到走]|多少钱|几多钱|几钱|多久|几点|哪里|在哪|边度|有没有|有冇|几路|路线图|[么吗]\??$|"
    r"点[去搭坐]|要不要|需不需要|需要",
)
_NO_TAXI = re.compile(
    r"\b(?:no|not|without|avoid)(?: by| take| taking| any)? (?:taxis?|cabs?)|[不唔别](?:要|想|用|好|坐|"
    r"搭)?(?:打车|打的|"
    r"的士|搭的士|出租|计程)"
)
_NO_BUS = re.compile(
    r"\b(?:no|not|without|avoid|hate)(?: by| take| taking| any)? (?:public )?bus(?:es)?\b|[不唔别](?:要|想|用|"
    r"好)?[坐搭挤]?(?:公交|班车|巴士|公车|大巴)"
)

_MEALS_EN: dict[str, Meal] = {
    "lunch": "lunch",
    "dinner": "dinner",
    "supper": "dinner",
    "tea": "dinner",
    "evening meal": "dinner",
}
_MEAL_THEN_PLACE = re.compile(
    r"\b(?P<m>lunch|dinner|supper|evening meal)\b(?P<gap>[^,.;?!]{0,28}?\b(?:at|in|from|to be|is|@)(?: the|"
    r" a)? )$"
)
_PLACE_THEN_MEAL = re.compile(
    r"^[ ,]{0,2}(?:on \w+ \d |on (?:the )?\w+ day )?(?:for|as (?:our|the)) (?:a |our |the )?(?P<m>lunch|"
    r"dinner|supper)\b"
)
_MEAL_ZH = re.compile(
    r"(?P<m>午[饭餐膳]|中[饭餐]|中午饭?|晌午|晏昼饭?|lunch|晚[饭餐膳]|dinner|晚上|夜晚|今晚|傍晚|"
    r"食晏)(?P<gap>[^,。;!?]{0,8})$"
)
_LUNCH_ZH = Words(
    r"lunch",
    r"午|中|晌|晏",
)
_IS_MEAL_ZH = Words(
    r"lunch|dinner",
    r"饭|餐|膳|食晏",
)
_EATING_ZH = re.compile(r"^[^,。;!?]{0,4}?(?:吃(?!过)|食(?!过)|用餐|解决)")
_GOES_ZH = re.compile(r"吃|食")


def read_base(text: str, spans: Sequence[Span]) -> str | None:
    """Where they sleep."""
    for match in [*_SLEEP_EN.finditer(text), *(() if text.isascii() else _SLEEP_ZH.finditer(text))]:
        part = text[max(0, match.start() - 30) : match.end() + 24]
        if _STAY_AWHILE.search(part) or _ASKS.search(text):
            continue
        if _DOWNTOWN.match(text, match.end()):
            return TOWN
        span = _next(spans, match.end(), 1 if match[0].isascii() else 6)
        if span:
            return TOWN if span.kind == "town" else span.ids[0]
    return None


def _next(spans: Sequence[Span], at: int, reach: int) -> Span | None:
    kinds = ("place", "lodging", "town")
    near = (span for span in spans if span.kind in kinds and 0 <= span.start - at <= reach)
    return min(near, key=lambda span: (span.kind != "lodging", span.start), default=None)


def read_transport(text: str) -> Transport | None:
    """By car, taxi or bus; without a car by bus."""
    if _NO_CAR.search(text):
        return "taxi" if _TAXI.search(text) and not _NO_TAXI.search(text) else "bus"
    if _ASKS_WAY.search(text) and not re.search(r"\bdays?\b|[天日]", text):
        return None
    found: list[tuple[int, Transport]] = []
    wishes: tuple[tuple[re.Pattern[str] | Words, Transport], ...] = ((_CAR, "car"), (_TAXI, "taxi"), (_BUS, "bus"))
    denied = {"taxi": _NO_TAXI, "bus": _NO_BUS}
    for pattern, way in wishes:
        match = pattern.search(text)
        if match and not (way in denied and denied[way].search(text)):
            found.append((match.start(), way))
    return max(found)[1] if found else None


def read_tables(text: str, spans: Sequence[Span]) -> tuple[TableWish, ...]:
    """Where to have lunch or dinner."""
    if not re.search(
        r"lunch|dinner|supper|meal|[饭餐膳]|中午|晚上|晌午|夜晚|今晚|傍晚|食晏|晏昼", text
    ) or _ASKS.search(text):
        return ()
    found: dict[tuple[Meal, int], TableWish] = {}
    for span in spans:
        if span.kind not in ("place", "eatery", "lodging"):
            continue
        meal = _meal(text, span)
        if meal:
            day = _day(text, span)
            found.setdefault((meal, day), TableWish(span.ids[0], meal, day))
    return tuple(found.values())


def _meal(text: str, span: Span) -> Meal | None:
    before, behind = text[: span.start], text[span.end :]
    match = _MEAL_THEN_PLACE.search(before) or _PLACE_THEN_MEAL.match(behind)
    if match:
        return _MEALS_EN[match["m"]]
    match = _MEAL_ZH.search(before)
    if not match:
        return None
    if _IS_MEAL_ZH.search(match["m"]) or _EATING_ZH.match(behind) or _GOES_ZH.search(match["gap"]):
        return "lunch" if _LUNCH_ZH.search(match["m"]) else "dinner"
    return None


def _day(text: str, span: Span) -> int:
    """The day of the plan that stands in the clause of a name, else the one of the line."""
    begin, end = clause(text, span.start)
    days = days_of(text[begin:end]) or days_of(text)
    return days[0] if len(days) == 1 else EVERY_DAY

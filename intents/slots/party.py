"""Who travels: kin and company by the lexicon's words, numbers of people, ages."""

import re
from dataclasses import replace

from intents.lexicon import Lexicon
from intents.slots.found import Found
from intents.slots.numbers import AMOUNT_ZH, NUMBER_EN, chinese_number, english_number

ORDER = ("alone", "couple", "children", "elderly", "group", "wheelchair")
CHILD_UNTIL, ELDERLY_FROM, AGE_MOST = 13, 60, 110
_HINT = re.compile(
    r"\d|[人口位名岁俩仨老号两三四五六七八九十]|people|two|three|four|five|six|seven|eight|nine|ten|twel|couples|"
    r"\bof us|party|us\b|adult|old|yo\b|aged?|i'm|months|family|person|ppl|pax|we"
)
_WHO_EN = (
    r"(?:people|ppl|pax|persons?|adults|grown-?ups|travell?ers|tourists|guests|visitors|women|men|girls|boys|guys|"
    r"ladies|lads|mates|pals|"
    r"nurses|teachers|students|colleagues|workers|cyclists|bikers|hikers|backpackers|sisters|brothers|cousins|"
    r"retirees|pensioners|"
    r"dancers|singers|players|foreigners|members|mouths|heads)"
)
_SOME = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
_N = rf"(?P<n>{NUMBER_EN})"
_COUNTS_EN = [
    rf"\b(?P<n>\d{{1,3}}|{_SOME})(?:-| )?of us\b",
    (
        rf"\b(?:party|group|family|troupe|team|gang|bunch|crew|class|band|club|tour group|clan|table|choir) of "
        rf"(?:about |around )?{_N}\b"
    ),
    (
        rf"(?<!route )(?<!for a )(?<!million )\b(?P<n>\d{{1,3}}|{_SOME})[ -]?(?:[a-z]{{3,12}} )?{_WHO_EN}\b(?! (?:live|"
        rf"living|a year|per|every|who live|say|visit|come|attend))"
    ),
    (
        r"\bwe(?:'re| are) (?:a )?(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)\b(?! "
        r"(?:days?|nights?|hours?|min|km|o'clock|years|in\b))(?=[ ,.?!]|$)"
    ),
    (
        r"\b(?:just|only|for) (?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|the two|"
        r"the three)(?= ?(?:$|[,.?!]))"
    ),
]
_COUPLES = re.compile(rf"\b{_N} couples\b|(?P<z>[一二两三四五六])对(?:夫妻|情侣|夫妇)")
_COUNTS_ZH = [
    (
        rf"(?:一行|全家|一家|一共|拢共|总共|共|我们|咱们|咱|我哋|俺们|我地|一家子|就|成|有|得|能坐|"
        rf"坐)\s?(?P<n>{AMOUNT_ZH})(?:多|来|几)?(?:(?:号|个|口|位|名)?人|口子|口|位|个(?=[,?!。 想去要吃]|$))(?!均|"
        rf"数|民|一?晚)"
    ),
    (
        rf"(?<![\d第每万亿百千])(?P<n>{AMOUNT_ZH})\s?(?:多|来|几)?(?:个|号|名|位)(?:大?人|成年人|成人|同事|朋友|"
        rf"同学|学生|大学生|大人|女生|男生|姑娘|小伙|老师|护士|游客|驴友|姐妹|闺蜜|兄弟|哥们|老友|友仔|阿姨|"
        rf"老外)(?!间|均|"
        rf"少|一[晚天])"
    ),
    (
        r"(?<![\d第每万亿百千])(?P<n>\d{1,3}|[两三四五六七八九十]{1,3})人(?:行|团|份|游|同行|吃|住|一起|一齐|"
        r"去|过去|出游|旅行|用餐|餐|桌|玩|(?=[\d一二两三四五六七八九半][\d天日晚个])|(?=[,?!。 ]|$))"
    ),
    r"(?P<n>[两三四五六七八九十])口(?:之家|子)?(?!味|岸|水|井|锅|碑|感|径)",
    r"(?P<n>[俩仨])(?:人|个)?(?=[,?!。 要想去来吃住玩逛退都一]|人|$)",
]
_DOZENS = re.compile(r"(?:我们|咱们|我哋)?(?:十几|几十|好几|十来|二十几|廿几)[个号位名]?(?:人|同事|朋友|同学)")
_PER_HEAD = re.compile(
    r"\s?(?:多少钱|要多少|几多钱|几钱|多少|收费|要几|得多少|大概多少|门票|的?票价|一份|一张|"
    r"[\d一二两三四五六七八九]+[百千\d])"
)
_AGES = [
    re.compile(
        r"(?<![\d.:])(?P<n>\d{1,3})[- ]?(?:yo|y/o|yr[- ]?olds?|yrs[- ]?old|years?[- ]olds?|岁)(?:\b|(?=[^a-z]))(?! "
        r"(?:temple|building|village|town|tree|house|bridge|tradition|hist|street))"
    ),
    re.compile(r"(?P<n>[一二两三四五六七八九十]{1,3})(?:多|几|来)?岁"),
    re.compile(
        r"\b(?:i'm|i am|she's|he's|she is|he is|aged?|who is|who's|mum's|mom's|dad's|(?:mother|father|mum|mom|dad|"
        r"gran|grandma|grandpa|wife|husband) is)\s(?:now |already |over |nearly |almost |past |only |"
        r"turning )?(?P<n>\d{1,3})\b(?! ?(?:days?|min|km|hours?|am|pm|%|metres|m\b|people|kg|cm|yuan|rmb))"
    ),
    re.compile(r"\b(?:over|above|past|under|below) (?P<n>\d\d)s?\b(?=$|[?,.!]| year)(?! (?:yuan|rmb|min|km))"),
    re.compile(
        r"(?P<n>[一二三四五六七八九]十(?:多|几|出头)|\d0多|[二三四五六七八九]?十[一二三四五六七八九]?|\d\d)(?=了,|"
        r"了$|的(?:人|老人|阿姨|大爷|$|,|\?))"
    ),
    re.compile(
        r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixty|seventy|eighty|"
        r"sixty-five)[- ]years?[- ]olds?\b"
    ),
    re.compile(r"(?:年过|年近|快|过了)(?P<n>[六七八九]十)"),
]
_AGE_HINT = re.compile(
    r"岁|old|yo\b|y/o|yr|i'm|i am|is \d|'s \d|aged|over|above|past|under|below|多的|几的|\d的|十的|\d了|十了|出头|"
    r"年[过近]|快|大|月"
)
_BABY = re.compile(r"\b(?:\d{1,2}|[a-z]+)[- ](?:months?|weeks?)[- ]olds?\b|个月大|个月的?(?:宝|娃|孩|婴)")
_FAMILY_OF = re.compile(r"(?:一家|全家|家里)[三四五六七八九]口|[三四五]口之家|family of(?: three| 3\b)?")
_LONE = re.compile(r"(?<!每)(?<!多)(?<!下)(?<!上)(?:一|1) ?个人(?!均|少|多)|(?:只有|就|得)我(?:一个|自己)")
_KIN_AGED = re.compile(r"(?:我|咱|俺)(?:妈|爸|娘|爹|老娘|老爹|老豆|老母)(?!妈|爸)")
_OTHERS = re.compile(r"[小女男]朋友们?$|(?:哪个?|哪家|什么|家|间|个)(?:公司|单位)$|(?:miao|local|dong|host) family$")
_SHARED = ("朋友", "公司", "单位", "family")
_LESS_LONE = re.compile(r"(?:leave|left|let|go it|stand) (?:me |it |them )?alone|let alone")


def find_party(text: str, lexicon: Lexicon) -> tuple[list[str], list[Found]]:
    """Who travels, in the taxonomy's order, and where their numbers stand."""
    kinds = [hit.value for hit in lexicon.hits("party", text) if not _idle(text, hit.value, hit.start, hit.end)]
    numbers: list[Found] = []
    if _HINT.search(text):
        numbers = [*_counted(text), *_aged(text)]
        if family := _FAMILY_OF.search(text):
            kinds.append("children")
            if family[0].endswith(("三口", "三口之家", "three", " 3")):  # parents and a child are no group
                numbers = [replace(found, value="children") if found.value == "crowd" else found for found in numbers]
    if _LONE.search(text) and (match := _LONE.search(text)) and not _PER_HEAD.match(text, match.end()):
        kinds.append("alone")
    if _KIN_AGED.search(text):
        kinds.append("elderly")
    if any(found.value == "crowd" for found in numbers):
        kinds = [kind for kind in kinds if kind != "alone"]
    kinds += [found.value for found in numbers]
    kinds = ["group" if kind == "crowd" else kind for kind in kinds]
    return [kind for kind in ORDER if kind in kinds], numbers


def _idle(text: str, kind: str, start: int, end: int) -> bool:
    """True where a word of company is none: an age that is no child's, "一个人" a head."""
    word, before = text[start:end], text[max(0, start - 6) : start]
    if word == "一个人":
        return True  # judged with what stands behind it
    if word.startswith(_SHARED) and _OTHERS.search(before + word):
        return True
    return kind == "alone" and bool(_LESS_LONE.search(text))


def _counted(text: str) -> list[Found]:
    found = []
    latin = _COUNT_EN if _NUMBER_EN.search(text) else []
    han = [] if text.isascii() else _COUNT_ZH
    for patterns, read in ((latin, english_number), (han, chinese_number)):
        for regex in patterns:
            for match in regex.finditer(text):
                number = read(match["n"].removeprefix("the ").removesuffix("多"))
                if number and number < 500 and (read is english_number or not _of_head(text, match)):
                    found.append(Found(_kind_of(number), match.start("n"), match.end()))
    for match in _DOZENS.finditer(text) if han else ():
        found.append(Found("crowd", match.start(), match.end()))
    for match in _COUPLES.finditer(text):
        found.append(Found("couple", match.start(), match.end()))
        found.append(Found("crowd", match.start(), match.end()))
    return found


_NUMBER_EN = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|a dozen|dozen)\b"
)


def _of_head(text: str, match: re.Match[str]) -> bool:
    """True for "一个人多少钱", which asks what each pays."""
    return match["n"] in ("一", "1") and bool(_PER_HEAD.match(text, match.end()))


def _kind_of(number: float) -> str:
    return "alone" if number == 1 else "couple" if number == 2 else "crowd"


def _aged(text: str) -> list[Found]:
    found: list[Found] = []
    if not _AGE_HINT.search(text):
        return found
    for pattern in _AGES:
        for match in pattern.finditer(text):
            written = match["n"].rstrip("多几出头")
            age = chinese_number(written) if not written.isascii() or written.isdigit() else english_number(written)
            age = 60 if written.startswith(("sixty", "seventy", "eighty")) else age
            if age and age <= CHILD_UNTIL and "岁以上" not in text[match.start() : match.end() + 3]:
                found.append(Found("children", match.start(), match.end()))
            elif age and ELDERLY_FROM <= age <= AGE_MOST:
                found.append(Found("elderly", match.start(), match.end()))
    found += [Found("children", match.start(), match.end()) for match in _BABY.finditer(text)]
    return found


_COUNT_EN = [re.compile(pattern) for pattern in _COUNTS_EN]
_COUNT_ZH = [re.compile(pattern) for pattern in _COUNTS_ZH]

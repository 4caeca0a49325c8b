"""How many travel: a number that is told, else the sum of those who are named beside the one who writes."""

import re

from intents.planning.words import Words
from intents.slots.numbers import NUMBER_ZH, WORDS_EN, chinese_number, english_number

_HINT = Words(
    r"\d|\b(?:we|us|me|i|my|myself|our|with|solo|alone|people|ppl|pax|adults?|couples?|family|party|group|for)\b",
    r"[人口俩仨大个公婆我和跟同带与独]",
)
MOST = 200
_NUMBER = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
_N = rf"(?P<n>{_NUMBER})"
_HEADS = (
    r"(?:people|ppl|pax|persons?|travell?ers|tourists|guests|visitors|students|colleagues|teachers|women|men|"
    r"girls|boys|guys|"
    r"ladies|lads|pensioners|friends|mates|backpackers|cyclists|hikers)"
)
_PARTLY = r"(?! (?:of (?:us|them)|don't|do not|doesn't|are (?:veg|vegan|allergic)|can't|cannot|eat|have|has|is|want))"
_TOTALS_EN = (
    re.compile(
        rf"\bwe(?:'re| are)(?: now| only| just| a)? {_N}(?! (?:days?|nights?|hours?|min|km|years?|stops?|"
        rf"o'clock|weeks?|couples))(?=[ ,.?!;]|$)"
    ),
    re.compile(rf"(?<!\d )\b{_N}(?:-| )?of us\b{_PARTLY}(?! (?:two|one)\b)"),
    re.compile(rf"\b(?:party|group|family|team|gang|bunch|crew|class|band|club) of (?:about |around |maybe )?{_N}\b"),
    re.compile(
        rf"(?<!and )(?<!plus )(?<!with )(?<!\+ )(?<!& )(?<!my )(?<!our )\b"
        rf"{_N}[ -]?(?:[a-z]{{3,12}} )?{_HEADS}\b{_PARTLY}"
    ),
    re.compile(rf"\b(?:just|only|for) (?:the )?{_N}(?= ?(?:$|[,.?!;]))"),
)
_COUPLES = re.compile(rf"\b{_N} couples\b|(?P<z>[一二两三四五六])对(?:夫妻|情侣|夫妇)")
_LONE_EN = re.compile(
    r"\bsolo\b|(?<!me )(?<!it )(?<!that )(?<!day )(?<!let )(?<!\d )\balone\b|\b(?:on|by) my(?: own|self)\b|"
    r"\b(?:just|only) (?:me|myself)\b(?! (?:and|n|with|plus|&|\+))|\bsingle travell?er\b|\bparty of one\b"
)
_PAIR_EN = re.compile(
    r"\b(?:we're|we are|as|for) a couple\b|\bcouple(?:'s)? (?:trip|getaway|holiday|itinerary)\b|"
    r"\b(?:the )?both of us\b|\bhoneymoon"
)
_ADULTS = re.compile(rf"\b(?P<n>{_NUMBER}|an?|one) (?:adults?|grown-?ups?)\b")
_MEMBER_EN = re.compile(
    rf"\b(?:(?P<n>{_NUMBER}|an?|one)(?: [a-z-]+)? )?(?:(?P<two>parents|grandparents|in-laws|folks)"
    r"|(?P<one>wife|husband|girlfriend|boyfriend|gf|bf|partner|fianc\w+|hubby|missus|spouse|mum|mom|mother|dad|father|"
    r"grandm\w+|gran(?:ny)?|nan|grandfather|grand?da?d|grandpa|mother-in-law|son|daughter|sister|brother|"
    r"friend|mate|aunt|uncle|cousin|"
    r"colleague|toddler|baby|infant|kid|child|roommate|bestie)|(?P<many>kids|children|sons|daughters|toddlers|"
    r"babies|friends|mates|"
    r"sisters|brothers|cousins|colleagues|boys|girls|grandkids|grandchildren|pals|buddies))\b"
)
_AGES = re.compile(r"^[ ,(]*(?:aged? |of )?(\d{1,2}(?: ?(?:,|and|&|/|\+) ?\d{1,2})*)\b(?! ?(?:days?|nights?|dec|nov))")
_LISTED = re.compile(
    r"^(?:[\s\d,()&+/-]|\b(?:and|n|plus|with|our|my|his|her|the|their|an?|one|two|aged?|yo|years?|yrs?|old|little|both|"
    r"also|elderly|young|small|best)\b)*$"
)
_WITH_ME = re.compile(
    r"\b(?:me|myself|i)(?:,| and| n| &| \+| plus| with) ?(?!i\b)|"
    r"(?<!share )(?<!it )(?<!this )(?<!link )(?<!plan )(?<!talk )\bwith (?=(?:my|our|the|an?|one|two|three|"
    r"four|\d)\b)|\b(?:taking|bringing) (?=my|our|the)"
)
_AND_I = re.compile(r"\b(?:and|n|&) (?:i|me|myself)\b")
_PARTNER = re.compile(r"\bmy (?:wife|husband|girlfriend|boyfriend|gf|bf|partner|fianc\w+|hubby)\b")
_PLANS_EN = re.compile(r"\b(?:days?|weekend|trip|itinerary)\b")

_Z = rf"(?P<n>{NUMBER_ZH})"
_PER_HEAD = r"(?!均|数|民|次|一?[天晚]|多少|几|[\d百千]|预算|每|要?多少钱|房|间|桌)"
_SURE_ZH = re.compile(
    rf"(?:现在(?:只)?(?:剩|有|系)?|变成?|改成|改为|只?剩下?|加埋|一共|总共|合共|共|全部|全家)\s?{_Z}\s?(?:个|"
    rf"位|名)?(?:大?人|口)?(?!大?[天日晚站点])(?=大?人|口|$|[,。!?了啦去玩 ])(?<![成共有现剩变])"
)
_FAMILY_ZH = re.compile(rf"(?:一家|全家|家里)(?:大小|老小)?{_Z}口|{_Z.replace('n>', 'm>')}口之家")
_BIG_SMALL = re.compile(rf"(?P<a>{NUMBER_ZH})大(?P<b>{NUMBER_ZH})(?:小|细|老)(?:(?P<c>{NUMBER_ZH})(?:小|细|老))?")
_WE_ZH = re.compile(
    rf"(?:我们|我哋|咱们?|我地|得|就|俺们?)(?:得|就|有|一行|总共|系|是)?\s?{_Z}\s?(?:个|位)(?!月|站|点|小时|钟|多月|景)"
)
_PAIR_ZH = re.compile(
    r"[我咱](?:们|哋)?俩|俩人|俩口|[两老小]+公婆|[老小]?两口子?|夫妻俩|夫妻[二两]人|两夫妻|夫妇|夫妻|情侣|"
    r"二人世界|两母[女子]|母[女子]俩|父[女子]俩|姐妹俩|兄弟俩|蜜月|"
    r"就我陪[她他]|我陪[她他]"
)
_HEADS_ZH = re.compile(
    rf"(?<![\d第每万亿百千和跟同与带])(?P<n>{NUMBER_ZH})\s?(?:来|几)?(?:(?:个|位|名|号)?人{_PER_HEAD}|(?:个|"
    rf"位|名)(?:大人|成年人|成人|同学|朋友|同事|学生|大学生|女生|男生|friends?|闺蜜|兄弟|老友|驴友|退休|姐妹|"
    rf"老师))"
)
_LONE_ZH = Words(
    r"\bsolo\b",
    r"(?<![每多下上第另])(?:一|1)个人(?!均|少|多|要?[\d百多几]|预算)|独自|独行|自己一个|单独|一人游|(?:影友|"
    r"女生|男生|背包客|学生)一[个名]|(?:就|得|只有|净系|"
    r"剩)我(?:一个|自己)",
)
_MEMBER_ZH = re.compile(
    rf"(?P<two>爸爸?妈妈?|父母|双亲|老爸老妈|爷爷奶奶|外公外婆|公公婆婆|岳父岳?母|奶奶老爷|老豆老母|阿爸阿妈|[两二]老)|"
    rf"(?P<n>{NUMBER_ZH})\s?(?:个|位|名)(?P<kids>[^,。和跟]{{0,4}}?(?:小孩|孩子|娃|细路|小朋友|宝宝|儿子|女儿|仔|囡))|"
    rf"(?P<m>{NUMBER_ZH})\s?(?:个|位|名)[^,。和跟]{{0,3}}?(?:朋友|同学|同事|闺蜜|friends?|老人|长辈|亲戚|兄弟|姐妹)|"
    r"(?P<one>太太|老婆|先生|老公|爱人|对象|女朋?友|男朋?友|媳妇|妻子|丈夫|未婚[夫妻]|阿?妈妈?|阿?爸爸?|母亲|"
    r"父亲|老[妈爸豆母]|婆婆|公公|奶奶|爷爷|外婆|外公|阿婆|阿公|"
    r"(?:表|堂)?[妹姐弟哥]{1,2}|儿子|女儿|闺蜜|朋友|同事|同学|室友)"
)
_GAP_ZH = re.compile(r"^(?:[和跟同与、,及加]|还有|同埋|以及|带着?|我(?!们)|的|我们)*$")
_WITH_ZH = re.compile(r"(?:我)?(?:[和跟同与](?!行)|带着?|陪|携|with )(?=我?[^,。]{1,10})")
_NOT_GOING = re.compile(r"(?:分享|发|传|send|share|说|讲|商量|打印|给|俾)")


def read_people(text: str) -> int | None:
    """The number of travellers; None where the line does not tell."""
    if not _HINT.search(text):
        return None
    number = _english(text)
    if number is None and not text.isascii():
        number = _chinese(text)
    return number if number and number <= MOST else None


def _english(text: str) -> int | None:
    if match := _COUPLES.search(text):
        return 2 * (_value(match["n"]) if match["n"] else chinese_number(match["z"]) or 1)
    for pattern in _TOTALS_EN:
        if match := pattern.search(text):
            return _value(match["n"])
    adults = [_value(match["n"]) for match in _ADULTS.finditer(text)]
    if adults:
        return sum(adults) + sum(_member(text, match) or 0 for match in _MEMBER_EN.finditer(text) if _is_child(match))
    summed = _summed(text)
    if summed is not None:
        return summed
    if _PAIR_EN.search(text):
        return 2
    if _LONE_EN.search(text):
        return 1
    partner = _PARTNER.search(text) and re.search(r"\b(?:we|us)\b", text) and _PLANS_EN.search(text)
    return 2 if partner else None


def _is_child(match: re.Match[str]) -> bool:
    return bool(re.search(r"kid|child|toddler|bab|infant|son|daughter|boys|girls", match[0]))


def _summed(text: str) -> int | None:
    """The writer and those who come along: "me, kids 6 and 8, and their grandad"."""
    members = list(_MEMBER_EN.finditer(text))
    for opening in _WITH_ME.finditer(text):
        listed = _list_from(text, opening.end(), members)
        if listed:
            return _sum(text, listed)
    for closing in _AND_I.finditer(text):
        before = [member for member in members if member.end() <= closing.start()]
        if before and _LISTED.match(text[before[-1].end() : closing.start()]):
            listed = [one for one in before if closing.start() - one.start() < 50]
            return _sum(text, [*listed, *_list_from(text, closing.end(), members)])
    return None


def _list_from(text: str, at: int, members: list[re.Match[str]]) -> list[re.Match[str]]:
    listed: list[re.Match[str]] = []
    for member in members:
        if member.start() >= at and _LISTED.match(text[at : member.start()]):
            listed.append(member)
            at = member.end()
    return listed


def _sum(text: str, members: list[re.Match[str]]) -> int | None:
    numbers = [_member(text, member) for member in members]
    return None if None in numbers else 1 + sum(number or 0 for number in numbers)


def _member(text: str, match: re.Match[str]) -> int | None:
    """How many one word of kin stands for; None for "the kids"."""
    number = _value(match["n"]) if match["n"] else None
    if match["two"] or match["one"]:
        return number or (2 if match["two"] else 1)
    ages = _AGES.match(text[match.end() :])
    return number or (len(re.findall(r"\d+", ages[1])) if ages else None)


def _value(said: str) -> int:
    return int(english_number(said) or WORDS_EN.get(said, 1))


def _chinese(text: str) -> int | None:
    if match := _BIG_SMALL.search(text):
        return sum(chinese_number(part) or 0 for part in match.groups() if part)
    for pattern in (_SURE_ZH, _FAMILY_ZH, _WE_ZH):
        for match in pattern.finditer(text):
            number = chinese_number(next(group for group in match.groups() if group))
            if number and (number > 1 or "只" in match[0] or "剩" in match[0]):
                return number
    heads = [chinese_number(match["n"]) or 0 for match in _HEADS_ZH.finditer(text)]
    if heads and max(heads) > 1:
        return heads[-1] if heads[-1] > 1 else max(heads)
    if pair := _PAIR_ZH.search(text):
        kids = next((one for one in _MEMBER_ZH.finditer(text, pair.end()) if one["kids"] or one["m"]), None)
        return 2 + (_member_zh(kids) if kids and re.match(r"[,和加]?带", text[pair.end() :]) else 0)
    summed = _summed_zh(text)
    if summed is not None:
        return summed
    return 1 if _LONE_ZH.search(text) else None


def _summed_zh(text: str) -> int | None:
    """The writer and those who come along: 我跟先生还有两个孩子."""
    members = list(_MEMBER_ZH.finditer(text))
    for opening in _WITH_ZH.finditer(text):
        if _NOT_GOING.search(text[max(0, opening.start() - 3) : opening.start()]):
            continue
        at, total, only_kids = opening.end(), 0, "我" not in opening[0]
        for member in members:
            if member.start() >= at and _GAP_ZH.match(text[at : member.start()]):
                at = member.end()
                total += _member_zh(member)
                only_kids = only_kids and bool(member["kids"])
        if total and not only_kids:
            return total + 1
    return None


def _member_zh(match: re.Match[str]) -> int:
    if match["two"]:
        return 2
    said = match["n"] or match["m"]
    return (chinese_number(said) or 1) if said else 1

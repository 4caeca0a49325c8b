"""What a line does not want: a negation in the same clause, before or behind, or the left side of a swap."""

import re
from collections.abc import Sequence

from intents.lexicon import Lexicon
from intents.slots.found import clause

REACH, REACH_HAN = 34, 13  # characters behind a negation in which it still speaks of a word
# Negations that are none where they stand: "有没有", "多少", "特别", "not far", "don't miss".
_NONE_BEFORE = re.compile(r"(?:有|能|去|要|是|好|多|人|至|不|特|分|级|区|性|告|why |if |or )$")
_NONE_AFTER = re.compile(
    r"^(?:的(?!行程)|数民|致|墅|障|人机|锡| far\b| only\b| miss\b| (?:want to )?(?:miss|forget|skip)\b| been\b|"
    r" sure\b| wait\b| problem\b| idea\b|[能要想]?错过|忘|漏|[能想]?落下)"
)
_PINYIN = re.compile(r"\b(?:bu ?yao|bu ?xiang(?: ?qu)?|bu ?qu|bie ?qu|shan ?diao|qu ?diao|quxiao)\b")
_BESIDES = re.compile(r"还|也|另外|as well|too\b|also|else")
_POSITIVE = re.compile(
    r"\b(?:add|include|but|keep|prefer|rather|then|instead(?! of)|visit|go to|love|squeeze|put|throw|fit|slot|"
    r"insert)\b|[加插塞添]|换[成去到]|换个|"
    r"改[成去为]|想去|要去|保留|留着|而是|(?<=[一-鿿])去(?!掉)|再去|只"
)
_SWAP = re.compile(r"\b(?:swap|replace|exchange|switch|trade|change|substitut\w+|sub)\b(?P<in> in\b)?(?: out)?")
_SWAP_TO = re.compile(r"\b(?:for|with|by|to|into|in favou?r of)\b")
_AFTER = re.compile(
    r"^[^,。;.!?]{0,10}?(?:(?:就|都|也|先|给我|帮我|可以|能不能|统统|全部|全)?(?:不去|不要|不用|不看|不逛|不想|"
    r"不玩|不爬|不安排|算了|免了|删|去掉|拿掉|拿走|拎走|攞走|剔|砍|划掉|取消|跳过|略过|撤|抽走|"
    r"唔去|唔要|唔使|唔想|唔好去|唔行|换成|换做|换作|换去|改成|改为|改去|换为)|(?:换掉|换了|替掉|换走|改掉)(?:吧|"
    r"了|它|,|啦|$|。|\?|行|好|可))"
)
_AFTER_EN = re.compile(
    r"^(?: (?:village|town|stop|visit|part|bit|from (?:the|my|our) \w+))*,? ?(?:(?:is|are|can|could|should|comes|"
    r"come|was)? ?(?:out\b|off\b(?! season)|gone|goes|removed|dropped|cancelled|canceled|cut\b|deleted)"
    r"|(?:is|are)(?:n't| not) (?:needed|necessary|wanted|for us|interesting)|can (?:go|be (?:dropped|cut|skipped|"
    r"removed))|isn't (?:needed|necessary)|not needed|to be (?:dropped|removed)"
    r"|(?:is |are )?(?:no longer|too (?:far|touristy|crowded|busy|commercial)))"
)
_MAY_DENY = re.compile(
    r"swap|repl|excha|switch|trade|chang|sub|out|off|gone|goes|remov|drop|cancel|cut|delet|need|want|for us|"
    r"interest|can |too |no |go\b"
    r"|[不唔删掉拿拎攞剔砍划消跳略撤抽换改替免了]"
)
_WHETHER = re.compile(r"(.)[不唔]\1|(?:可|能|好)(?:不可|不能|唔好)以?(?:不|唔)$")
_JOINER = re.compile(r"^\s*(?:和|跟|同|与|及|、|,|，|and|or|&|还有)\s*(?:the )?$")


class Denial:
    """The negations of one line."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        places = [(hit.start, hit.end) for hit in lexicon.hits("negation", text)]
        places += [match.span() for match in _PINYIN.finditer(text)] if "b" in text or "q" in text else []
        self._places = [place for place in places if not self._is_none(*place)]
        self._silent = not self._places and not _MAY_DENY.search(text)

    def _is_none(self, start: int, end: int) -> bool:
        word = self._text[start:end]
        if len(word) == 2 and self._text[start - 1 : start] == word[1]:
            return True  # 要不要, 食唔食
        if word.isascii() and self._text[:start].endswith(("why ", "or ")):
            return True
        if not word.isascii() and _NONE_BEFORE.search(self._text[max(0, start - 1) : start]) and len(word) <= 2:
            return True
        if word == "除了" and _BESIDES.search(self._text, end):
            return True
        return bool(_NONE_AFTER.match(self._text[end : end + 22]))

    def denies(self, start: int, end: int, limit: int | None = None) -> bool:
        """True where what stands from `start` to `end` is not wanted. `limit`: where the next thing named begins."""
        if self._silent:
            return False
        begin, stop = clause(self._text, start)
        if self._negated(begin, start) or self._swapped(begin, start, stop):
            return True
        behind = self._text[end : min(stop + 1, limit or stop + 1)]
        if _WHETHER.search(behind[:12]):
            return False
        pattern = _AFTER_EN if self._text[start:end].isascii() and behind.isascii() else _AFTER
        if pattern.match(behind) or (pattern is _AFTER_EN and _AFTER.match(behind) and not behind.isascii()):
            return not re.search(r"(?:用|拿|以)\s?$", self._text[begin:start])
        return False

    def _negated(self, begin: int, start: int) -> bool:
        for at, until in self._places:
            if not begin <= at or until > start:
                continue
            between = self._text[until:start]
            reach = REACH if between.isascii() and self._text[at:until].isascii() else REACH_HAN
            if len(between) <= reach and not _POSITIVE.search(between):
                return True
        return False

    def _swapped(self, begin: int, start: int, stop: int) -> bool:
        swaps = list(_SWAP.finditer(self._text, begin, start))
        if not swaps:
            return False
        swap = swaps[-1]
        turned = bool(swap["in"]) or swap[0].startswith("sub")
        passed = bool(_SWAP_TO.search(self._text, swap.end(), start))
        follows = bool(_SWAP_TO.search(self._text, start, stop))
        return passed if turned else not passed and follows


def denied_names(denial: Denial, text: str, places: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each of the names, left to right, is denied; names joined by "and" share it."""
    found = []
    for number, (start, end) in enumerate(places):
        following = places[number + 1][0] if number + 1 < len(places) else None
        found.append(denial.denies(start, end, following))
    for number in range(len(places) - 2, -1, -1):
        if found[number + 1] and _JOINER.match(text[places[number][1] : places[number + 1][0]]):
            behind = clause(text, places[number + 1][0])[0] <= places[number][0]
            found[number] = found[number] or behind
    return found

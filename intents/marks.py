"""How a line stands in a conversation: bare, brief, carrying on, referring back, picking from a list."""

import re

from intents.lexicon import Lexicon
from intents.model import Act, Marks, Slots
from intents.normalise import blanked
from intents.reading import Read
from intents.wordindex import Hit

SLOT_WORDS = ("party", "interests", "pace", "kinds", "avoid")
BRIEF = 7  # tokens: "what about parking", 停车方便吗


class Marker:
    """Finds the marks of lines by the lexicon."""

    def __init__(self, lexicon: Lexicon, traditional: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._traditional = traditional
        fillers = {*lexicon.filler, *lexicon.carrying}
        self._starts = tuple(f"{word} " if word.isascii() else word for word in lexicon.carrying)
        self._ends = tuple(word for word in lexicon.carrying if not word.isascii())
        self._latin_carrying = [word for word in lexicon.carrying if word.isascii()]
        self._han_fillers = sorted((word for word in fillers if not word.isascii()), key=len, reverse=True)

    def marks(self, read: Read) -> Marks:
        """All marks of the line."""
        folded = read.normal.folded
        return Marks(
            bare=self._bare(read),
            brief=len(read.masked) <= BRIEF,
            carries=self._carries(read),
            refers_back=self._lexicon.has("back", folded),
            asks_source=self._lexicon.has("sources", folded),
            asks_sure=self._lexicon.has("sure", folded),
            returns=self._lexicon.has("returning", folded),
            speaks_of_me=self._lexicon.has("me", folded),
            speaks_of_town=any(span.kind == "town" for span in read.spans),
            compares=self._lexicon.has("comparing", folded),
            corrects=self._lexicon.has("correcting", folded),
            shorter=self._lexicon.has("shorter", folded),
            whole=self._lexicon.has("whole", folded),
            ending=self._lexicon.has("ending", folded),
            routes=next(iter(self._lexicon.values("routes", folded)), None),
            asks=next(iter(self._lexicon.values("asks", folded)), None),
            takes_back=self._takes_back(folded),
            card=next(iter(self._lexicon.values("card", folded)), None),
            fits=self._asks_whether_it_fits(folded),
            wonders="?" in folded or self._lexicon.has("asking", folded),
            somebody=self._lexicon.has("somebody", folded),
            allergic=self._lexicon.has("allergies", folded),
            act=self._act(read),
            language=self._language(read),
        )

    def _bare(self, read: Read) -> str | None:
        """The intent of a line that is nothing but a name and fillers, or nothing but the town's name."""
        strict = [span for span in read.spans if span.how != "loose"]
        rest = self._without_fillers(read.blanked(strict))
        named = {span.kind for span in strict}
        if rest:
            loose = [span for span in read.loose if span.kind != "topic"]
            only = loose and not named and not self._without_fillers(read.blanked(loose))
            return "overview" if only else None
        if named - {"town", "outside"}:
            return "overview"
        return "city_facts" if "town" in named else None

    def left(self, read: Read, slots: Slots) -> int:
        """How many words the line has besides names, slot words, fillers and corrections; two Han count as one."""
        line = read.line
        names = [span for span in line.spans if span.how != "loose"]
        words = [hit for name in ("correcting", *SLOT_WORDS) for hit in self._lexicon.hits(name, line.text)]
        rest = blanked(line.blanked(names), words)
        for value in slots.values():
            said = value["text"] if isinstance(value, dict) else value if isinstance(value, str) else ""
            at = line.typed.lower().find(said.lower()) if said else -1
            if at >= 0:  # what was typed in Traditional stands folded in the line, at the same place
                rest = rest[:at] + " " * len(said) + rest[at + len(said) :]
        left = self._without_fillers(rest).split()
        return sum(1 if word.isascii() else max(1, len(word) // 2) for word in left)

    def _without_fillers(self, folded: str) -> str:
        """What is left of a line without polite words, the words that carry on or correct, and signs."""
        line = " ".join(re.findall(r"[^\W_]+(?:'[a-z]+)?", folded))
        for phrase in self._latin_carrying:
            if line.startswith(phrase) and line[len(phrase) : len(phrase) + 1] in ("", " "):
                line = line[len(phrase) :].strip()
        kept = [word for word in line.split() if word not in self._lexicon.filler]
        han = "".join(word for word in kept if not word.isascii())
        for filler in self._han_fillers if han else ():
            han = han.replace(filler, "")
        return " ".join([*(word for word in kept if word.isascii()), *([han] if han else [])])

    def _carries(self, read: Read) -> bool:
        line = " ".join(re.findall(r"[^\W_]+(?:'[a-z]+)?", read.normal.folded))
        return line.startswith(self._starts) or line.endswith(self._ends)

    def _act(self, read: Read) -> Act | None:
        line = read.normal.folded.strip(" ?？!！.。,，")
        if line in self._lexicon.yes:
            return Act("yes")
        if line in self._lexicon.no:
            return Act("no")
        if read.strict:
            return None
        for hit in self._lexicon.hits("picks", line):
            return Act("pick", int(hit.value), whole=self._is_all(hit, line))
        for hit in self._lexicon.hits("other", line):
            return Act("other", whole=self._is_all(hit, line))
        return None

    def _takes_back(self, folded: str) -> str | None:
        """What of an eater's needs the line takes back; nothing where it asks, or says besides what is not eaten."""
        values = self._lexicon.values("takes_back", folded)
        if not values or self._lexicon.has("asking", folded) or folded.rstrip().endswith(("?", "？")):
            return None
        hits = self._lexicon.hits("takes_back", folded)
        denied = {hit.end for hit in self._lexicon.hits("denying", folded)}
        back = max(hits, key=lambda hit: hit.end - hit.start)
        rest = folded[: back.start] + " " + folded[back.end :]
        wrong = self._lexicon.has("negation", rest) or any(hit.start in denied for hit in hits)
        return None if wrong else back.value

    def _asks_whether_it_fits(self, folded: str) -> bool:
        """True for "can I eat it", not for "is there any in it" or "where can I eat it"."""
        has = self._lexicon.has
        return has("fits", folded) and not has("holds", folded) and not has("where", folded)

    def _is_all(self, hit: Hit, line: str) -> bool:
        """True where the line says no more than the word found in it."""
        return not self._without_fillers(line[: hit.start] + " " + line[hit.end :])

    def _language(self, read: Read) -> str | None:
        """The language that is asked for; Chinese asked for in Traditional characters means those."""
        wanted = next(iter(self._lexicon.values("languages", read.normal.folded)), None)
        in_traditional = any(char in self._traditional for char in read.normal.typed)
        return "zh-Hant" if wanted == "zh" and in_traditional and "简" not in read.normal.folded else wanted

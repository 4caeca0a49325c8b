"""Which facts speak of the question's own words: its words, without those that say nothing and the subject's names."""

import re
from collections.abc import Iterable, Sequence

from bot.answers.desk import Question
from content.model import Entry, Fact

Held = tuple[Entry, Fact]

PLAIN = frozenset(
    re.findall(
        r"\w+",
        """what when where which that this with from have does there about they your will would could should how the
        and for are can you get much many some any into than then them take need want like know tell please best good
        going one two did has was were its our out not but who why way is it on in at of to do be or if""",
    )
)
# Question words and particles; a pair of characters across them would match facts by accident.
PLAIN_HAN = re.compile(
    "请问|請問|可以|可不可以|什么|什麼|怎么|怎麼|怎样|怎樣|多少|哪里|哪裡|哪儿|哪兒|有没有|有沒有|能不能|是不是|好不好|最好|时候|時候|"
    "一下|我们|我們|你们|你們|你好|需要|应该|應該|[的吗嗎呢吧啊了呀我你您他有要想去来來在是给給能会會和跟与與几幾哪个個从從到]"
)
# What visitors write for what sources write; by the beginnings of words.
SAID_FOR = {
    "pushch": ("pram",),
    "stroll": ("pram",),
    "buggy": ("pram",),
    "kids": ("child",),
    "kid": ("child",),
    "cab": ("taxi",),
    "photo": ("photograph",),
    "pictur": ("photograph",),
    "live": ("resident", "population"),
    "popula": ("resident",),
    "night": ("dark", "evening"),
    "cash": ("change", "yuan"),
    "loo": ("toilet",),
    "plane": ("airport", "fly"),
    "flight": ("airport", "fly"),
    "train": ("rail",),
    "vegan": ("vegeta",),
    "多久": ("分钟", "小时"),
    "tip": ("tipping",),
    "called": ("name",),
    "叫": ("得名",),
    "人口": ("常住",),
    "拍照": ("拍人", "拍摄"),
    "照相": ("拍人",),
    "吃素": ("素食", "纯素"),
    "打车": ("出租", "网约"),
    "飞机": ("机场", "航班"),
    "晚上": ("天黑", "夜"),
    "童车": ("婴儿车",),
    "孩子": ("儿童",),
    "小孩": ("儿童",),
    "老人": ("老年",),
}
# Words that mean something only by what answers them.
MEANS = {"long": ("minute", "hour"), "far": ("km", "minute")}
STEM = 6


def ranked(held: Iterable[Held], question: Question) -> list[Held]:
    """The facts with those that speak of the question's own words first; otherwise in their order."""
    items = list(held)
    wanted = asked_words(question.text, [entry for entry, _ in items if entry.id in question.subjects])
    if not wanted or len(items) < 2:
        return items
    weights = _weights(wanted, items)
    scores = [sum(weights[word] for word in wanted if _holds(bag(fact), word)) for _, fact in items]
    order = sorted(range(len(items)), key=lambda index: (-scores[index], index))
    return [items[index] for index in order]


def asked_words(text: str, subjects: Iterable[Entry]) -> set[str]:
    """The stems and pairs of characters that tell what is asked, without the names of `subjects`."""
    lower = text.lower()
    for name in sorted({name.lower() for entry in subjects for name in all_names(entry)}, key=len, reverse=True):
        lower = lower.replace(name, " ")
    latin = {word.removesuffix("s")[:STEM] for word in re.findall(r"[a-z]{3,}", lower) if word not in PLAIN}
    runs = re.findall(r"[\u3400-\u9fff]+", PLAIN_HAN.sub(" ", lower))
    return latin | {run[index : index + 2] for run in runs for index in range(len(run) - 1)}


def speaks_to(held: Iterable[Held], question: Question) -> bool:
    """True where some fact holds a word of the question, or the question has none of its own."""
    items = list(held)
    wanted = asked_words(question.text, [entry for entry, _ in items if entry.id in question.subjects])
    return not wanted or any(_holds(bag(fact), word) for _, fact in items for word in wanted)


def all_names(entry: Entry) -> tuple[str, ...]:
    """Everything the entry is called, in any language, that means it alone."""
    names = entry.names
    return tuple(name for name in (names.en, names.zh, names.hant, names.pinyin, *names.aliases) if name)


def bag(fact: Fact) -> str:
    """The fact's wordings in all languages, for searching."""
    return f"{fact.en} {fact.zh} {fact.hant or ''}".lower()


def _holds(text: str, word: str) -> bool:
    # A Latin stem counts at the beginning of a word only: "age" is not in "village".
    forms = MEANS.get(word) or (word, *SAID_FOR.get(word, ()))
    if any(re.search(rf"\b{re.escape(form)}", text) for form in forms if form.isascii()):
        return True
    return any(form in text for form in forms if not form.isascii())


def _weights(wanted: set[str], items: Sequence[Held]) -> dict[str, float]:
    counts = {word: sum(_holds(bag(fact), word) for _, fact in items) for word in wanted}
    # A word that every fact holds tells nothing.
    return {word: 1 / count if count and count < len(items) else 0.0 for word, count in counts.items()}

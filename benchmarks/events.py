"""What a question about events costs as there are more of them: whole turns, CPU of this process.

    python benchmarks/events.py [SIZE ...]

The real content with made-up events beside it, of every kind of rule, up to each SIZE (57, 250, 1,000 and 4,000).
The table goes to standard error, one JSON line to standard output. `answer_*` is the answer alone, without the reading.
"""

import json
import random
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.answers import answer
from bot.answers.desk import Question
from bot.app import built_folder, make_guide
from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.settings import read_settings
from content.almanac import ANIMALS
from content.calendar import WEEKDAYS
from content.catalogue import Catalogue
from content.model import Event
from intents import built
from intents.contract import load_intents
from intents.lexicon import load_lexicon
from intents.understand import Understander

SIZES = (57, 250, 1000, 4000)
SEED = 11
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ASKED = (
    "What's on today?", "What's on this weekend?", "what festivals are there in February", "any shows tonight",
    "events in the next three months", "what is on in 2027", "What was on last month?", "any markets on Sunday",
    "今天有什么活动",
    "这周末有什么好看的", "2027年2月有什么节日", "明年有什么活动", "上个月有什么活动", "下周有什么演出",
    "這個週末有什麼活動", "下個月有咩節日",
)  # fmt: skip
ABOUT = ("When is {en}?", "where is {en} held", "can I join {en}", "{zh}是哪天", "{zh}在哪里举行", "{zh}怎么参加")
ROUNDS = 5


def main() -> None:
    """Prints the table and the line."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    settings = read_settings()
    guide = make_guide(settings)
    trained = built.load(built_folder(settings))
    result = {}
    for size in sizes:
        catalogue = _grown(guide.catalogue, size)
        reader = Understander(trained, catalogue.names(), load_intents(), load_lexicon())
        grown = Guide(catalogue, reader, guide.words, guide.intents)
        catalogue.agenda.prepare(NOW.date())
        result[len(catalogue.events)] = _measured(grown)
    for size, row in result.items():
        sys.stderr.write(f"{size:>6} events  {row}\n")
    sys.stdout.write(json.dumps(result) + "\n")


def _grown(catalogue: Catalogue, size: int) -> Catalogue:
    chance = random.Random(SEED)
    place = next(event.where[0] for event in catalogue.events if event.where)
    made = [_made(chance, number, place) for number in range(size - len(catalogue.events))]
    return Catalogue({entry.id: entry for entry in (*catalogue, *made)}, catalogue.reference)


def _made(chance: random.Random, number: int, place: str) -> Event:
    """An event with a name, a rule and reports such as a clerk might write."""
    word = "".join(chance.choice("bdfglmnrstvz") + chance.choice("aeiou") for _ in range(3)).capitalize()
    han = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(3))
    kind = chance.choice(("Fair", "Races", "Song Day", "Feast"))
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    rules: tuple[dict[str, Any], ...] = (
        {"calendar": "weekly", "weekdays": chance.sample(WEEKDAYS, 2), "start_time": "19:00", "confirmed": "2026-05"},
        {"calendar": "weekly", "weekdays": ["sun"], "months": [9, 10, 11, 12, 1, 2]},
        {
            "calendar": "lunar",
            "month": chance.randint(1, 12),
            "day": chance.randint(1, 29),
            "days": chance.randint(1, 5),
        },
        {"calendar": "lunar", "month": chance.randint(1, 12), "day": 8, "missed": [2024]},
        {"calendar": "gregorian", "month": chance.randint(1, 12), "day": chance.randint(1, 28), "days": 3},
        {"calendar": "miao", "animal": chance.choice(ANIMALS), "month": chance.randint(1, 12), "inferred": True},
        {"calendar": "cycle", "cycle_days": 5, "start": "2026-10-03", "confirmed": "2026-10"},
        {"calendar": "announced", "months": [9, 10]},
        {"calendar": "once", "start": day, "end": day + timedelta(days=2)},
    )
    reports = [day + timedelta(days=365 * year) for year in range(chance.randint(0, 3))]
    notice = {"source": "Notice", "as_of": "2026-05"}
    return Event.model_validate(
        {
            "id": f"made_{number}",
            "kind": "event",
            "form": chance.choice(("event", "festival", "series")),
            "names": {"en": f"{word} {kind}", "zh": f"{han}节"},
            "tags": [chance.choice(("show", "market", "lusheng"))],
            "where": [place],
            "recurrence": {**chance.choice(rules), **notice},
            "occurrences": [{"start": one, "source": "Notice"} for one in reports],
            "facts": [{"about": "dates", "en": "Held.", "zh": "举办。", "confidence": "single", **notice}],
        }
    )


def _measured(guide: Guide) -> dict[str, float]:
    """Milliseconds of CPU: the reading and the answer of every question, best of the rounds for each."""
    events = random.Random(SEED).sample([event for event in guide.catalogue.events if event.where], 20)
    lines = [*ASKED, *(form.format(en=event.names.en, zh=event.names.zh) for event in events for form in ABOUT)]
    turns = [_best(lambda say=say: take_turn(guide, Incoming("b", text=say), ChatState(), NOW)) for say in lines]
    desks = [guide.desk(language, NOW) for language in ("en", "zh")]
    spans = [("2026-11-24", "2026-11-24"), ("2026-11-28", "2026-11-29"), ("2027-02-01", "2027-02-28")]
    spans += [("2026-11-24", "2027-02-24"), ("2026-10-01", "2026-10-31"), ("2027-01-01", "2027-12-31")]
    slots = [{"when": {"start": first, "end": last, "text": ""}} for first, last in spans]
    slots += [{**slots[3], "kind": "show"}, {**slots[0], "place": events[0].where[0]}, {}]
    asked = [Question("list_events", (), slot) for slot in slots]
    asked += [Question(intent, (event.id,)) for event in events for intent in ("dates", "venue", "taking_part")]
    answers = [_best(lambda q=q, d=d: answer(q, d)) for d in desks for q in asked]
    listed = [_best(lambda q=q, d=d: answer(q, d)) for d in desks for q in asked[: len(slots)]]
    return {**_told("turn", turns), **_told("answer", answers), **_told("list", listed)}


def _best(do: Any) -> float:
    """The least of the rounds, so that what else the machine does counts for nothing."""
    return min(_cpu_ms(do) for _ in range(ROUNDS))


def _cpu_ms(do: Any) -> float:
    start = time.process_time_ns()
    do()
    return (time.process_time_ns() - start) / 1e6


def _told(name: str, values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {f"{name}_p50_ms": round(ordered[len(ordered) // 2], 2), f"{name}_max_ms": round(ordered[-1], 2)}


if __name__ == "__main__":
    main()

"""A search for the lines that take longest to understand."""

import random
import sys
import time
from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings, target
from hypothesis import strategies as st

from benchmarks.data import QUESTIONS, questions
from bot.app import make_guide
from bot.settings import read_settings

TODAY = date(2026, 11, 24)
EXAMPLES = 3000
SHOWN = 8


def search() -> dict[str, Any]:
    """The slowest lines found, in milliseconds of CPU: pieces of questions and names repeated, shuffled and mixed."""
    guide = make_guide(read_settings())
    says = [str(q["say"]) for folder in sorted(QUESTIONS.iterdir()) for _, q in questions(folder, "questions")]
    names = [name.text for name in guide.catalogue.names()]
    words = sorted({word for say in says for word in say.split()})[::7]
    chance = random.Random(7)
    piece = st.one_of(
        st.sampled_from(chance.sample(says, 400)),
        st.sampled_from(chance.sample(names, 400)),
        st.sampled_from(chance.sample(words, min(400, len(words)))),
        st.text(max_size=12),
        st.from_regex(r"[a-z]{1,12}", fullmatch=True),
        st.from_regex(r"[0-9]{1,8}[年月日天个:/.-]?", fullmatch=True),
        st.sampled_from(["zhi", "shi", "xiang", "lang", "去", "到", "from ", "to ", "？", "! ", "and ", "不要", "下"]),
    )
    line = st.builds(
        lambda parts, times, gap: (gap.join(parts) + gap) * times,
        st.lists(piece, min_size=1, max_size=30),
        st.integers(1, 300),
        st.sampled_from(["", " ", ", ", "\n"]),
    )
    worst: dict[str, float] = {}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.target],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(line)
    def run(text: str) -> None:
        took = _milliseconds(guide, text)
        target(took)
        worst[text] = took

    guide.understander.understand("hello", TODAY)
    run()
    again = {
        text: min(_milliseconds(guide, text) for _ in range(3)) for text in sorted(worst, key=worst.__getitem__)[-40:]
    }
    slowest = sorted(again.items(), key=lambda item: -item[1])[:SHOWN]
    for text, took in slowest:
        sys.stderr.write(f"{took:8.1f} ms  {len(text):>7} characters  {text[:80]!r}\n")
    return {"examples": len(worst), "slowest_ms": round(slowest[0][1], 1)}


def _milliseconds(guide: Any, text: str) -> float:
    start = time.process_time()
    guide.understander.understand(text, TODAY)
    return (time.process_time() - start) * 1e3

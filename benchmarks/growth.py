"""What a line and training cost as there are more phrases and more names."""

import itertools
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from benchmarks.data import QUESTIONS, questions
from bot.app import built_folder, make_guide
from bot.settings import read_settings
from content.catalogue import open_catalogue
from content.names import Name
from intents import built
from intents.contract import load_intents
from intents.lexicon import load_lexicon
from intents.phrasebook import load_phrases
from intents.tables import derive_tables
from intents.train import rows, train
from intents.understand import Understander

TODAY = date(2026, 11, 24)
SEED = 7


def grow() -> dict[str, Any]:
    """CPU of a line with the names once, ten and a hundred times; of training with 1, 10 and 100 % of the phrases."""
    result: dict[str, Any] = {"names": {}, "phrases": {}}
    settings = read_settings()
    make_guide(settings)
    trained = built.load(built_folder(settings))
    names = open_catalogue(settings.content_dir).names()
    says = [str(q["say"]) for folder in sorted(QUESTIONS.iterdir()) for _, q in questions(folder, "questions")][::3]
    for times in (1, 10, 100):
        more = [*names, *itertools.islice(_invented(names), (times - 1) * len(names))]
        start = time.process_time()
        reader = Understander(trained, more, load_intents(), load_lexicon())
        made_s = time.process_time() - start
        cost = _cost(lambda say, r=reader: r.understand(say, TODAY), says)
        result["names"][len(more)] = {**cost, "made_s": round(made_s, 1)}
    tables = derive_tables()
    phrases, _ = load_phrases()
    for share in (100, 10, 1):
        made = list(rows(phrases[::share], load_intents(), tables.fold, tables.pinyin))
        start = time.process_time()
        linear, _ = train(made, tables.pinyin)
        seconds = time.process_time() - start
        asked = [row.tokens for row in made[:2000]]
        cost = _cost(lambda tokens, m=linear: m.score(tokens, tables.pinyin), asked)
        size = len(phrases[::share])
        result["phrases"][size] = {**cost, "train_cpu_s": round(seconds, 1), "model_mb": _megabytes(linear)}
    for table, rows_of in result.items():
        for size, values in rows_of.items():
            sys.stderr.write(f"{table:>8} {size:>8} {values}\n")
    return result


def _invented(names: Sequence[Name]) -> Any:
    """Names made of pieces of the real ones, as like them as another county's would be."""
    chance = random.Random(SEED)
    han = [name for name in names if name.language == "zh" and len(name.text) > 2 and name.id]
    latin = [name for name in names if name.language == "en" and " " in name.text and name.id]
    for number in itertools.count():
        pool = han if number % 2 else latin
        first, second = chance.choice(pool), chance.choice(pool)
        text = (
            first.text[: len(first.text) // 2] + second.text[len(second.text) // 2 :] + chance.choice(han).text[0]
            if number % 2
            else f"{first.text.split()[0]}{chance.choice('aeiou')}{chance.choice('ngk')} {second.text.split()[-1]}"
        )
        yield Name(f"x{number}", first.kind, (), first.language, text)


def _cost(do: Callable[[Any], Any], items: Sequence[Any]) -> dict[str, int]:
    seconds = []
    for item in items:
        start = time.process_time()
        do(item)
        seconds.append(time.process_time() - start)
    return {f"p{share}_us": round(float(np.percentile(seconds, share)) * 1e6) for share in (50, 99)}


def _megabytes(linear: Any) -> float:
    return round((linear.weights.nbytes + linear.keys.nbytes + linear.idf.nbytes) / 1e6, 1)

"""How well, how fast and at what cost lines are understood.

`questions`: our phrases and names on the questions of tests/questions, by language. `rows FILE`: our engine trained on
the rows of any labelled file. `peers [FILE]`: other engines beside ours, on our phrases and questions or on the rows of
FILE. `growth`: the cost of a line and of training as phrases and names grow. `slowest`: a search for slow lines. Tables
go to standard error; one JSON line goes last to standard output.
"""

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.comparison import compare
from benchmarks.data import QUESTIONS, questions, read_rows, split
from benchmarks.engine import Engine
from benchmarks.growth import grow
from benchmarks.slowest import search
from bot.app import make_guide
from bot.settings import read_settings
from intents.contract import OUT_OF_SCOPE

LOSS = 0.05
TODAY = date(2026, 11, 24)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    modes.add_parser("questions")
    rows = modes.add_parser("rows")
    rows.add_argument("file", type=Path)
    rows.add_argument("--per-intent", type=int)
    peers = modes.add_parser("peers")
    peers.add_argument("file", type=Path, nargs="?")
    peers.add_argument("--per-intent", type=int)
    modes.add_parser("growth")
    modes.add_parser("slowest")
    options = parser.parse_args()
    if options.mode == "questions":
        result = on_questions()
    elif options.mode == "rows":
        result = on_rows(options.file, options.per_intent)
    elif options.mode == "peers":
        result = compare(options.file, options.per_intent)
    elif options.mode == "growth":
        result = grow()
    else:
        result = search()
    print(json.dumps(result))


def on_questions() -> dict[str, Any]:
    guide = make_guide(read_settings())
    result: dict[str, Any] = {}
    for folder in sorted(path for path in QUESTIONS.iterdir() if path.is_dir()):
        for part in ("questions", "noisy"):
            counts: Counter[str] = Counter()
            seconds: list[float] = []
            for intent, question in questions(folder, part):
                start = time.process_time()
                found = guide.understander.understand(question["say"], TODAY)
                seconds.append(time.process_time() - start)
                _count(counts, intent, question, found)
            result[f"{folder.name}/{part}"] = _shares(counts) | _micros(seconds)
    _table(result)
    return result


def _count(counts: Counter[str], intent: str, question: dict[str, Any], found: Any) -> None:
    if intent == OUT_OF_SCOPE:
        counts["oos"] += 1
        counts["oos_refused"] += found.outcome == "refuse"
        counts["stated_wrong"] += found.outcome == "answer"
        return
    right = found.intent == intent
    both = right and list(found.subjects) == (question.get("subjects") or [])
    counts["in"] += 1
    counts["intent"] += right
    counts["both"] += both
    counts["refused"] += found.outcome == "refuse"
    counts["asked"] += found.outcome == "ask"
    counts["stated_wrong"] += found.outcome == "answer" and not both


def _shares(counts: Counter[str]) -> dict[str, float]:
    share = {name: round(counts[name] / counts["in"], 3) for name in ("intent", "both", "refused", "asked")}
    share["oos_refused"] = round(counts["oos_refused"] / max(1, counts["oos"]), 3)
    share["stated_wrong"] = round(counts["stated_wrong"] / (counts["in"] + counts["oos"]), 3)
    return share


def _micros(seconds: Sequence[float]) -> dict[str, float]:
    return {
        "p50_us": round(float(np.percentile(seconds, 50)) * 1e6),
        "p99_us": round(float(np.percentile(seconds, 99)) * 1e6),
    }


def on_rows(file: Path, per_intent: int | None) -> dict[str, Any]:
    train_rows, test = split(read_rows(file), per_intent)
    start = time.perf_counter()
    engine = Engine([(row["text"], row["intent"]) for row in train_rows])
    train_s = time.perf_counter() - start
    result = _score(test, engine) | {"train_s": round(train_s, 1)}
    result["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    _table({file.name: result})
    return result


def _score(test: Sequence[dict[str, str]], engine: Engine) -> dict[str, Any]:
    trusts: dict[str, list[float]] = {"right": [], "wrong": [], "oos": []}
    seconds = []
    for row in test:
        start = time.process_time()
        scored, trust = engine.score(row["text"])
        seconds.append(time.process_time() - start)
        kind = "oos" if row["intent"] == OUT_OF_SCOPE else "right" if scored.best == row["intent"] else "wrong"
        trusts[kind].append(trust)
    right, oos = np.array(trusts["right"]), np.array(trusts["oos"])
    threshold = np.quantile(right, LOSS)
    return {
        "accuracy": round(len(right) / (len(right) + len(trusts["wrong"])), 4),
        "oos_recall_at_5": round(float((oos < threshold).mean()), 4) if len(oos) else None,
        "auroc": round(_auroc(right, oos), 4) if len(oos) else None,
        **_micros(seconds),
    }


def _auroc(right: np.ndarray, oos: np.ndarray) -> float:
    every = np.concatenate([right, oos])
    ranks = every.argsort().argsort() + 1
    return float((ranks[: len(right)].sum() - len(right) * (len(right) + 1) / 2) / (len(right) * len(oos)))


def _table(result: dict[str, dict[str, Any]]) -> None:
    columns = list(next(iter(result.values())))
    sys.stderr.write(f"{'':>20} " + " ".join(f"{column:>16}" for column in columns) + "\n")
    for name, values in result.items():
        sys.stderr.write(f"{name:>20} " + " ".join(f"{values[column]!s:>16}" for column in columns) + "\n")


if __name__ == "__main__":
    main()

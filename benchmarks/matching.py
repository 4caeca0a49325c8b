"""How well, how fast and at what cost lines are understood.

`questions`: our phrases and names on the questions of tests/questions, by language. `rows FILE`: our engine trained on
the rows of any labelled file. Tables go to standard error; one JSON line goes last to standard output.
"""

import argparse
import gzip
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.app import make_guide
from bot.settings import read_settings
from intents.contract import OUT_OF_SCOPE
from intents.features import feature_tokens
from intents.match import Linear, RejectHead
from intents.normalise import normalise, tokenise
from intents.repair import Repair
from intents.tables import derive_tables
from intents.train import Row, train

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"
LOSS = 0.05
TODAY = date(2026, 11, 24)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    modes.add_parser("questions")
    rows = modes.add_parser("rows")
    rows.add_argument("file", type=Path)
    rows.add_argument("--per-intent", type=int)
    options = parser.parse_args()
    result = on_questions() if options.mode == "questions" else on_rows(options.file, options.per_intent)
    print(json.dumps(result))


def on_questions() -> dict[str, Any]:
    guide = make_guide(read_settings())
    result: dict[str, Any] = {}
    for folder in sorted(path for path in QUESTIONS.iterdir() if path.is_dir()):
        for part in ("questions", "noisy"):
            counts: Counter[str] = Counter()
            seconds: list[float] = []
            for intent, question in _questions(folder, part):
                start = time.process_time()
                found = guide.understander.understand(question["say"], TODAY)
                seconds.append(time.process_time() - start)
                _count(counts, intent, question, found)
            result[f"{folder.name}/{part}"] = _shares(counts) | _micros(seconds)
    _table(result)
    return result


def _questions(folder: Path, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield from ((data["intent"], question) for question in data.get(part) or [])


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
    tables = derive_tables()
    data = _read(file)
    train_rows, test = _split(data, per_intent)
    start = time.perf_counter()
    made = [Row(row["intent"], _tokens(row["text"], tables.fold), number) for number, row in enumerate(train_rows)]
    linear, head = train(made, tables.pinyin)
    train_s = time.perf_counter() - start
    result = _score(test, linear, head, tables, made) | {"train_s": round(train_s, 1)}
    result["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    _table({file.name: result})
    return result


def _read(file: Path) -> list[dict[str, str]]:
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _split(data: Sequence[dict[str, str]], per_intent: int | None) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    taken: defaultdict[str, int] = defaultdict(int)
    chosen = []
    for row in data:
        if row["split"] == "train_oos":
            chosen.append({**row, "intent": OUT_OF_SCOPE})
        elif row["split"] == "train" and (per_intent is None or taken[row["intent"]] < per_intent):
            taken[row["intent"]] += 1
            chosen.append(row)
    return chosen, [row for row in data if row["split"] == "test"]


def _tokens(text: str, fold: dict[str, str]) -> tuple[str, ...]:
    return tuple(feature_tokens(tokenise(normalise(text, fold).folded)))


def _score(
    test: Sequence[dict[str, str]], linear: Linear, head: RejectHead, tables: Any, made: Sequence[Row]
) -> dict[str, float]:
    words = frozenset(token for row in made for token in row.tokens if token[0].isalpha() and token.isascii())
    repair = Repair(words)
    trusts: dict[str, list[float]] = {"right": [], "wrong": [], "oos": []}
    seconds = []
    for row in test:
        start = time.process_time()
        tokens = [part for token in _tokens(row["text"], tables.fold) for part in _mended(token, repair, words)]
        scored = linear.score(tokens, tables.pinyin)
        trust = head.trust(scored, tokens)
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
    }  # type: ignore[return-value]


def _mended(token: str, repair: Repair, words: frozenset[str]) -> list[str]:
    return repair.mend(token, words) if token[0].isalpha() and token.isascii() else [token]


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

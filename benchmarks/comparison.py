"""Our engine and its peers on the same sentences, each in a process of its own so that its memory is its own."""

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import QUESTIONS, questions, read_rows, split
from benchmarks.peers import OUTSIDE, PEERS, Rows

LOSS = 0.05
TODAY = date(2026, 11, 24)
OURS = "ours"
Test = Sequence[tuple[str, str, str]]  # set, intent, text


def compare(file: Path | None, per_intent: int | None) -> dict[str, Any]:
    """A table row for each engine. Without a file: our phrases, and the questions of tests/questions."""
    context = multiprocessing.get_context("spawn")
    result = {}
    for name in (OURS, *PEERS):
        with context.Pool(1) as pool:
            result[name] = pool.apply(_measure, (name, file, per_intent))
        sys.stderr.write(f"{name:>24} {json.dumps(result[name])}\n")
    return result


def _measure(name: str, file: Path | None, per_intent: int | None) -> dict[str, Any]:
    train, test = _from_file(file, per_intent) if file else (_our_phrases(), _our_questions())
    before = _rss()
    start = time.perf_counter()
    try:
        guess = _ours(file, train) if name == OURS else _peer(name, train)
    except ImportError as error:
        return {"left_out": f"{error.name} is not installed"}
    return {"train_s": round(time.perf_counter() - start, 1), **_scored(guess, test), "rss_mb": round(_rss() - before)}


def _ours(file: Path | None, train: Rows) -> Callable[[str], tuple[str, float]]:
    if file:
        from benchmarks.engine import Engine

        engine = Engine(train)
        return engine.guess
    from bot.app import make_guide
    from bot.settings import read_settings

    understander = make_guide(read_settings()).understander

    def guess(text: str) -> tuple[str, float]:
        found = understander.understand(text, TODAY)
        trust = float(found.steps.get("trust", 0.0))
        refused = found.outcome == "refuse"
        best = found.steps["margins"][0][0] if refused and "margins" in found.steps else found.intent
        return best, min(trust, 0.01) if refused and trust > 0.3 else trust

    return guess


def _peer(name: str, train: Rows) -> Callable[[str], tuple[str, float]]:
    peer = PEERS[name]()
    peer.fit(train)
    return peer.guess


def _scored(guess: Callable[[str], tuple[str, float]], test: Test) -> dict[str, Any]:
    right: dict[str, list[bool]] = {}
    sure: dict[str, list[float]] = {"right": [], "outside": []}
    seconds = []
    for part, intent, text in test:
        start = time.process_time()
        found, score = guess(text)
        seconds.append(time.process_time() - start)
        if intent == OUTSIDE:
            sure["outside"].append(score)
            continue
        right.setdefault(part, []).append(found == intent)
        if found == intent:
            sure["right"].append(score)
    threshold = np.quantile(sure["right"], LOSS)
    refused = float((np.array(sure["outside"]) < threshold).mean()) if sure["outside"] else None
    return {
        **{part: round(float(np.mean(each)), 3) for part, each in right.items()},
        "oos_recall_at_5": None if refused is None else round(refused, 3),
        "p50_us": round(float(np.percentile(seconds, 50)) * 1e6),
        "p99_us": round(float(np.percentile(seconds, 99)) * 1e6),
    }


def _from_file(file: Path, per_intent: int | None) -> tuple[Rows, Test]:
    train, test = split(read_rows(file), per_intent)
    return [(row["text"], row["intent"]) for row in train], [("accuracy", row["intent"], row["text"]) for row in test]


def _our_phrases() -> Rows:
    """Our phrases as another engine would be given them: alternatives spelt out, real names for the placeholders."""
    from content.catalogue import open_catalogue
    from intents.contract import load_intents
    from intents.phrasebook import load_phrases, variants

    names = open_catalogue(QUESTIONS.parent.parent / "content").names()
    intents = load_intents()
    by_kind: dict[tuple[str, bool], list[str]] = {}
    for name in names:
        if name.id and name.main and name.language in ("en", "zh"):
            by_kind.setdefault((name.kind, name.language == "zh"), []).append(name.text)
    for name in names:
        if name.kind in ("town", "outside") and name.language in ("en", "zh"):
            by_kind.setdefault((name.kind, name.language == "zh"), []).append(name.text)

    def rows() -> Iterator[tuple[str, str]]:
        for number, phrase in enumerate(load_phrases()[0]):
            han = phrase.language in ("zh", "zh-Hant")
            kinds = [k for k in intents[phrase.intent].kinds if (k, han) in by_kind] or ["place"]
            for turn, text in enumerate(variants(phrase.text, 4)):
                fit, away = by_kind[kinds[(number + turn) % len(kinds)], han], by_kind["outside", han]
                named = text.replace("{subject}", fit[(number * 7 + turn) % len(fit)])
                named = named.replace("{town}", by_kind["town", han][0])
                yield named.replace("{outside}", away[number % len(away)]), phrase.intent

    return list(rows())


def _our_questions() -> Test:
    return [
        (f"{folder.name}/{part}", intent, str(question["say"]))
        for folder in sorted(path for path in QUESTIONS.iterdir() if path.is_dir())
        for part in ("questions", "noisy")
        for intent, question in questions(folder, part)
    ]


def _rss() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

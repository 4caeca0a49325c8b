"""What is measured with: the questions of tests/questions, and files of labelled rows."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from intents.contract import OUT_OF_SCOPE

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"


def questions(folder: Path, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question of a language's folder with its intent. `part`: questions or noisy."""
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield from ((data["intent"], question) for question in data.get(part) or [])


def read_rows(file: Path) -> list[dict[str, str]]:
    """The objects of a file of JSON lines, which may be gzipped."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def split(data: Sequence[dict[str, str]], per_intent: int | None) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Rows to train on (the first `per_intent` of each intent, and those of `train_oos`), and rows to test."""
    taken: defaultdict[str, int] = defaultdict(int)
    chosen = []
    for row in data:
        if row["split"] == "train_oos":
            chosen.append({**row, "intent": OUT_OF_SCOPE})
        elif row["split"] == "train" and (per_intent is None or taken[row["intent"]] < per_intent):
            taken[row["intent"]] += 1
            chosen.append(row)
    return chosen, [row for row in data if row["split"] == "test"]

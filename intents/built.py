"""What training leaves behind: one folder, named by the hash of all that it was made from."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from intents.dictionary import Dictionary
from intents.exact import Exact
from intents.match import Linear, RejectHead
from intents.tables import Tables

FILES = ("model.npz", "weights.npy", "tables.json", "traditional.json")
KEPT = 4  # results of earlier files, for going back; older ones are removed
VERSION = "7"  # raise when training or features change, so that old results are not read


@dataclass(frozen=True, slots=True)
class Built:
    """Everything that understanding serves from. words, pairs: Latin words and Han pairs that phrases hold."""

    tables: Tables
    linear: Linear
    head: RejectHead
    exact: Exact
    words: frozenset[str]
    pairs: frozenset[str]
    sounds: dict[str, list[str]]
    dictionary: Dictionary


def digest(files: Iterable[Path]) -> str:
    """A name for what the files say together."""
    total = hashlib.sha256(VERSION.encode())
    for path in sorted(files):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def save(built: Built, traditional: Mapping[str, str], folder: Path) -> None:
    """The result written to `folder` in one step: another process sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        _write(built, traditional, fresh)
        os.replace(fresh, folder)
        _prune(folder)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not folder.is_dir():  # otherwise another process was first, with the same result
            raise


def _prune(folder: Path) -> None:
    others = [path for path in folder.parent.iterdir() if path.is_dir() and path != folder and path.name[0] != "."]
    for old in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _write(built: Built, traditional: Mapping[str, str], folder: Path) -> None:
    linear = built.linear
    np.savez(
        folder / "model.npz",
        keys=linear.keys,
        idf=linear.idf,
        bias=linear.bias,
        dictionary=built.dictionary.keys,
        exact=built.exact.keys,
        exact_places=built.exact.places,
    )
    np.save(folder / "weights.npy", linear.weights)
    plain = {
        "labels": linear.labels,
        "head": [list(built.head.weights), built.head.bias],
        "exact": built.exact.intents,
        "words": sorted(built.words),
        "fold": built.tables.fold,
        "pinyin": built.tables.pinyin,
        "pairs": sorted(built.pairs),
        "sounds": built.sounds,
        "scripts": [built.tables.traditional, built.tables.simplified],
    }
    (folder / "tables.json").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    (folder / "traditional.json").write_text(json.dumps(dict(traditional), ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> Built:
    """What `save` wrote. Raises OSError or ValueError where it is not whole."""
    plain = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    # Mapped, not read: a line needs a few rows of its 10 MB, and processes on one machine share them.
    weights = np.load(folder / "weights.npy", mmap_mode="r")
    with np.load(folder / "model.npz") as arrays:
        linear = Linear(
            arrays["keys"],
            arrays["idf"],
            weights,
            arrays["bias"],
            tuple(plain["labels"]),
        )
        dictionary = Dictionary(arrays["dictionary"])
        exact = Exact(arrays["exact"], arrays["exact_places"], tuple(plain["exact"]))
    head = RejectHead(tuple(plain["head"][0]), plain["head"][1])
    tables = Tables(plain["fold"], plain["pinyin"], *plain["scripts"])
    return Built(
        tables,
        linear,
        head,
        exact,
        frozenset(plain["words"]),
        frozenset(plain["pairs"]),
        plain["sounds"],
        dictionary,
    )


def load_traditional(folder: Path) -> dict[str, str]:
    """The Traditional form of each Simplified wording of the content and the words."""
    found: dict[str, str] = json.loads((folder / "traditional.json").read_text(encoding="utf-8"))
    return found

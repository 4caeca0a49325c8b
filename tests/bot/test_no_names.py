"""Another town is another content folder: no program, words or phrase file names a place, dish or event."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHORTEST_LATIN, SHORTEST_HAN = 5, 2
HAN = re.compile(r"[\u3400-\u9fff]")
PROGRAMS = sorted(
    path
    for folder in ("bot", "content", "intents", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if ".venv" not in path.parts
)
WORDS = sorted((ROOT / "bot" / "words").glob("*.yaml"))
PHRASES = sorted((ROOT / "intents" / "phrases").rglob("*.yaml"))
# Ordinary words that are also aliases, though not marked loose or generic: days of the lunar calendar, which many
# villages call their own festival by, and the plain description by which visitors ask for an entry.
ORDINARY = {"三月三", "四月八", "六月六", "official food routes"}


def ordinary(catalogue):
    """Words that mean an entry only loosely, the entries that only have such names, and practical topics."""
    words = {word.lower() for entry in catalogue for word in entry.names.loose}
    for entry in catalogue:
        if entry.names.generic or entry.kind == "topic":
            names = entry.names
            words |= {n.lower() for n in (names.en, names.zh, names.hant, *names.aliases) if n}
    return words | ORDINARY


@pytest.fixture(scope="module")
def names(guide):
    """Every name and alias of the catalogue and the town that names one thing only, in small letters."""
    catalogue = guide.catalogue
    town = catalogue.town
    found = {town.names.en, town.names.zh, town.names.hant or "", *town.aliases}
    for entry in catalogue:
        own = entry.names
        found |= {own.en, own.zh, own.hant or "", own.pinyin or "", *own.aliases}
    small = {name.lower() for name in found} - ordinary(catalogue)
    return {n for n in small if len(n) >= (SHORTEST_HAN if HAN.search(n) else SHORTEST_LATIN)}


@pytest.fixture(scope="module")
def named(names):
    """A function: the names that a text holds, Latin ones as whole words."""
    latin = sorted((name for name in names if not HAN.search(name)), key=len, reverse=True)
    pattern = re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, latin)) + r")(?![\w])")
    han = [name for name in names if HAN.search(name)]

    def find(text):
        small = text.lower()
        return sorted({*pattern.findall(small), *(name for name in han if name in small)})

    return find


def test_the_names_looked_for_are_those_of_the_content(names):
    assert {"xiasi", "下司", "凱里"} <= names
    assert len(names) > 500


def test_a_name_is_found_where_one_stands(named):
    assert named("the road to Xiasi, 下司") == ["xiasi", "下司"]
    assert named("kailirens") == []


@pytest.mark.parametrize("files", [PROGRAMS, WORDS, PHRASES], ids=["programs", "words", "phrases"])
def test_no_file_names_a_place_dish_or_event(named, files):
    assert files
    found = {str(path.relative_to(ROOT)): hits for path in files if (hits := named(path.read_text(encoding="utf-8")))}

    assert found == {}

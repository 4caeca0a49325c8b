"""One fault a file, each reported once, at its line, with what to write instead."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from broken.examples import examples, write_examples

from bot.settings import ROOT
from content.checks import check
from content.load import load_folder

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
FIXTURES = sorted(HERE.glob("*.yaml"), key=lambda path: path.name)
HILL = "places/millstone_hill.yaml"
GOOD = "names: {en: Millstone Hill, zh: 磨坊山}\nfacts: []\n"


def header(text: str, key: str) -> str:
    found = re.search(rf"^# {key}: (.*)$", text, re.MULTILINE)
    assert found, f"the fixture lacks '# {key}:'"
    return found[1]


def problems_of(folder: Path) -> list[str]:
    return [str(problem) for problem in check(load_folder(folder), TODAY)]


def only(problems: list[str], expected: str) -> None:
    """Exactly one problem, beginning as expected: its file, line, key and what to write instead."""
    assert len(problems) == 1, problems
    assert problems[0].startswith(expected)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_the_fault_is_reported_once_at_its_line(fixture, tmp_path):
    folder, text = write_examples(tmp_path), fixture.read_text(encoding="utf-8")

    (folder / header(text, "drop")).write_text(text, encoding="utf-8")

    only(problems_of(folder), header(text, "expect"))


NOT_TEXT = {
    "not UTF-8": (HILL, "names: {en: Hill, zh: 磨坊山}\nfacts: []\n".encode("gb18030"), "1: not UTF-8"),
    "not UTF-8 below": (HILL, b"facts: []\n" + "names: 山磨坊\n".encode("gb18030"), "2: not UTF-8"),
    "empty": (HILL, b"", "1: file holds no entry; see content/README.md"),
    "only a remark": (HILL, b"# to be written\n", "1: file holds no entry; see content/README.md"),
    "a list": (HILL, b"- one\n- two\n", "1: file holds no entry; see content/README.md"),
    "huge": (HILL, b"#" * 1_000_001, "1: file is larger than 1000000 bytes; split it"),
    "invisible character": (HILL, b"names: {}\nfacts: \x07\n", "2: not valid YAML: control characters"),
    "nested": (HILL, b"facts: " + b"[" * 900 + b"]" * 900, "1: "),
    "empty vocabulary": ("vocabulary.yaml", b"", "1: expected keys and values below it, got None"),
    "broken vocabulary": ("vocabulary.yaml", b"tags: [", "2: not valid YAML"),
    "system file": ("places/.DS_Store", b"\0\0", "1: not a .yaml file; rename or remove it"),
}


@pytest.mark.parametrize(("name", "raw", "expected"), NOT_TEXT.values(), ids=NOT_TEXT)
def test_a_file_that_cannot_be_read_as_an_entry_is_one_problem(name, raw, expected, tmp_path):
    folder = write_examples(tmp_path)

    (folder / name).write_bytes(raw)

    only(problems_of(folder), f"content/{name}:{expected}")


@pytest.mark.parametrize("name", ["town", "vocabulary", "travel", "sources"])
def test_a_missing_reference_file_is_one_problem(name, tmp_path):
    folder = write_examples(tmp_path)

    (folder / f"{name}.yaml").unlink()

    only(problems_of(folder), f"content/{name}.yaml:1: file is missing; see content/README.md")


def test_a_folder_that_nothing_reads_is_one_problem(tmp_path):
    folder = write_examples(tmp_path)

    (folder / "dishes").rename(folder / "dishs")
    shutil.copytree(folder / "dishs", folder / "dishes")

    only(problems_of(folder), "content/dishs:1: no kind of entry has this folder; did you mean 'dishes'?")


def test_a_folder_named_like_an_entry_is_one_problem(tmp_path):
    folder = write_examples(tmp_path)

    (folder / HILL).mkdir()

    only(problems_of(folder), f"content/{HILL}:1: cannot be read (Is a directory); it must be a plain file")


def test_a_reference_to_a_broken_entry_does_not_dangle(tmp_path):
    folder = write_examples(tmp_path)

    (folder / "places/old_wharf.yaml").write_text("names: {en: 'Old Wharf\n", encoding="utf-8")

    only(problems_of(folder), "content/places/old_wharf.yaml:1: not valid YAML: a quotation mark is opened here")


def test_places_inside_each_other_are_one_problem(tmp_path):
    folder = write_examples(tmp_path)

    for name, inside in (("mill", "mill_yard"), ("mill_yard", "mill_gate"), ("mill_gate", "mill")):
        (folder / f"places/{name}.yaml").write_text(f"{GOOD}part_of: {inside}\n", encoding="utf-8")

    only(
        problems_of(folder), "content/places/mill.yaml:3: part_of: goes in a circle (mill, mill_yard, mill_gate, mill)"
    )


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path):
    folder = write_examples(tmp_path)

    (folder / HILL).write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())

    assert problems_of(folder) == []


def test_every_fault_of_a_file_is_listed_in_the_order_of_its_lines(tmp_path):
    folder = write_examples(tmp_path)
    text = "names: {en: Hill}\ntags: [moon]\ncoordinates: {lat: 91, lon: 181}\nfacts: [{about: dreams}]\n"

    (folder / HILL).write_text(text, encoding="utf-8")
    said = problems_of(folder)

    lines = [int(problem.split(":")[1]) for problem in said]
    assert lines == sorted(lines)
    assert {1, 3, 4} <= set(lines)
    assert len(said) == len(set(said)) >= 10


def run_check(folder: Path) -> subprocess.CompletedProcess[str]:
    settings = os.environ | {"CONTENT_DIR": str(folder)}
    command = [sys.executable, "-m", "bot", "check"]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120, check=False)


def test_the_command_lists_every_problem_of_the_folder_and_fails(tmp_path):
    folder = write_examples(tmp_path)
    expected = []
    for fixture in FIXTURES:
        text = fixture.read_text(encoding="utf-8")
        drop = folder / header(text, "drop")
        if not drop.exists():
            drop.write_text(text, encoding="utf-8")
            expected.append(header(text, "expect"))

    done = run_check(folder)

    assert done.returncode == 1, done.stderr
    said = done.stdout.splitlines()
    assert [start for start in expected if not any(line.startswith(start) for line in said)] == []
    assert said[-1] == f"{len(expected)} problem(s)"


def test_the_command_passes_the_examples_and_the_real_content(tmp_path):
    small, real = run_check(write_examples(tmp_path)), run_check(ROOT / "content")

    assert (small.returncode, real.returncode) == (0, 0), small.stdout + real.stdout
    assert small.stdout.startswith("ok: ")
    assert real.stdout.startswith("ok: ")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("places/lantern_bridge.yaml", "adult: 20\n", "adult: 20元\n"),
        ("events/lantern_night.yaml", "weekdays: [fri, sat]", "weekdays: [friday, sat]"),
    ],
)
def test_messages_that_the_readme_shows_are_what_the_check_says(name, old, new, tmp_path):
    folder = write_examples(tmp_path)
    readme = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    shown = [line.strip() for line in readme.splitlines() if line.startswith(f"    content/{name}:")]

    (folder / name).write_text(examples()[name].replace(old, new), encoding="utf-8")

    assert problems_of(folder) == shown

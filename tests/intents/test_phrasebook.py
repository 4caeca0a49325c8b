from pathlib import Path

import pytest

from intents.contract import load_intents
from intents.phrasebook import load_phrases, variants


@pytest.mark.parametrize(
    ("phrase", "spelt"),
    [
        ("how much is (entry|a ticket)", ["how much is entry", "how much is a ticket"]),
        ("is {subject} free [of charge]", ["is {subject} free of charge", "is {subject} free"]),
        (
            "{subject}(门票|票价)多少[钱]",
            ["{subject}门票多少钱", "{subject}门票多少", "{subject}票价多少钱", "{subject}票价多少"],
        ),
        ("hello", ["hello"]),
    ],
)
def test_alternatives_are_spelt_out(phrase, spelt):
    assert variants(phrase) == spelt


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_every_intent_has_at_least_thirty_phrases_in_each_written_language(language):
    phrases, _ = load_phrases()
    counts = dict.fromkeys(load_intents(), 0)
    for phrase in phrases:
        if phrase.language == language:
            counts[phrase.intent] += 1

    assert {intent: n for intent, n in counts.items() if n < 30} == {}


def test_the_phrase_files_have_no_fault():
    assert load_phrases()[1] == []


def write(folder: Path, intent: str, *phrases: str) -> None:
    (folder / "en").mkdir(exist_ok=True)
    lines = "".join(f'  - "{phrase}"\n' for phrase in phrases)
    (folder / "en" / f"{intent}.yaml").write_text(f"intent: {intent}\nphrases:\n{lines}", encoding="utf-8")


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("how much is {place}", "unknown placeholder"),
        ("tickets [for {subject}]", "may not stand inside"),
        ("how much (is it", "a bracket is not closed"),
        ("when does it open", "also under intent 'hours' (intents/phrases/en/hours.yaml:3)"),
    ],
)
def test_a_faulty_phrase_is_a_problem_with_its_line(tmp_path, phrase, message):
    write(tmp_path, "hours", "when does it open")
    write(tmp_path, "tickets", "entry fee", phrase)

    problems = [str(problem) for problem in load_phrases(tmp_path)[1]]

    assert len(problems) == 1
    assert problems[0].startswith("intents/phrases/en/tickets.yaml:4: ")
    assert message in problems[0]


def test_a_file_for_another_intent_is_a_problem(tmp_path):
    write(tmp_path, "hours", "when does it open")
    (tmp_path / "en" / "hours.yaml").rename(tmp_path / "en" / "tickets.yaml")

    assert "write 'intent: tickets'" in str(load_phrases(tmp_path)[1][0])

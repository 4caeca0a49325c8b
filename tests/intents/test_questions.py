"""Questions by another hand than the phrases: how many are read right, and that no training phrase is among them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.dialogue.turn import Guide
from intents.contract import load_intents
from intents.phrasebook import load_phrases, variants

HERE = Path(__file__).parent.parent / "questions"
TODAY = date(2026, 11, 24)
LANGUAGES = ("en", "zh", "zh-Hant")
# Floors a little under what was measured on 2026-11-24 (`make bench`), so that a change for the worse is seen.
RIGHT = {("en", "questions"): 0.90, ("en", "noisy"): 0.81, ("zh", "questions"): 0.91, ("zh", "noisy"): 0.84,
         ("zh-Hant", "questions"): 0.88, ("zh-Hant", "noisy"): 0.84}  # fmt: skip
REFUSED, WRONGLY_REFUSED = 0.88, 0.04


def questions(language: str, part: str) -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted((HERE / language).glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for question in data.get(part) or []:
            yield data["intent"], question


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_twelve_questions_by_another_hand(language):
    counts = dict.fromkeys(load_intents(), 0)
    for intent, _ in questions(language, "questions"):
        counts[intent] += 1

    assert {intent: count for intent, count in counts.items() if count < 12} == {}


def is_short(say: str) -> bool:
    """True for what anyone would write the same: "are you a bot"."""
    return len(say.split()) <= 5 and len(say) <= (30 if say.isascii() else 9)


def test_no_question_is_a_training_phrase():
    phrases, _ = load_phrases()
    trained = {variant for phrase in phrases for variant in variants(phrase.text, 50)}
    asked = {
        say.lower().strip(" ?？!！.。")
        for language in LANGUAGES
        for _, question in questions(language, "questions")
        if (say := str(question["say"])) and not is_short(say)
    }

    assert asked & trained == set()


@pytest.mark.parametrize(("language", "part"), RIGHT)
def test_no_phrase_of_another_intent_takes_a_question(guide: Guide, language, part):
    stolen = []
    for intent, question in questions(language, part):
        found = guide.understander.understand(str(question["say"]), TODAY)
        if found.steps.get("exact") not in (None, intent) and found.outcome == "answer" and found.intent != intent:
            stolen.append((question["say"], intent, found.steps["exact"]))

    assert stolen == []


@pytest.mark.parametrize(("language", "part"), RIGHT)
def test_intent_and_subjects_are_read_right(guide: Guide, language, part):
    wrong, total = [], 0
    for intent, question in questions(language, part):
        if intent == "out_of_scope":
            continue
        total += 1
        found = guide.understander.understand(str(question["say"]), TODAY)
        if (found.intent, list(found.subjects)) != (intent, question.get("subjects") or []):
            wrong.append((question["say"], intent, found.intent, found.subjects))

    assert 1 - len(wrong) / total >= RIGHT[language, part], wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_out_of_scope_is_refused_and_little_else(guide: Guide, language):
    refused: dict[bool, list[bool]] = {True: [], False: []}
    for part in ("questions", "noisy"):
        for intent, question in questions(language, part):
            found = guide.understander.understand(str(question["say"]), TODAY)
            refused[intent == "out_of_scope"].append(found.outcome == "refuse")

    assert sum(refused[True]) / len(refused[True]) >= REFUSED
    assert sum(refused[False]) / len(refused[False]) <= WRONGLY_REFUSED

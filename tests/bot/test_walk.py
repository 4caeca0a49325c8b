"""Every intent on every subject in every language, and every button found on the way."""

import re
from collections import defaultdict

import pytest
from conftest import at

from bot.answers import answer
from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import BUTTON_BYTES, Incoming
from bot.render.jsonl import reply_object
from bot.render.text import text

LANGUAGES = ("en", "zh", "zh-Hant")
LISTS = {"calendar", "legs", "nearby", "where_to_eat", "phrases"}
LONGEST = 700
SUPPORT = 3
HAN = re.compile(r"[\u3400-\u9fff]")
# Saying the name to the driver and saying a phrase are what Chinese in an English answer is for.
HAN_WANTED = {"phrases", "map"}
PLACEHOLDER = re.compile(r"\{\w*\}")
SENTENCE = re.compile(r"\b[a-z]{2,}(?: [a-z]{2,}){3,}\b")
# The national sets of the 1980s, by which the tables tell the scripts apart, lack a form of these: 糍 has one form,
# and the simplified form of 潕 cannot be typed.
WRITTEN_IN_BOTH = set("糍潕")


def is_list(intent, entry):
    several = intent == "dates" and entry is not None and entry.kind == "place"
    return several or intent in LISTS or intent.startswith(("list_", "find_"))


def without_cards(guide, reply):
    """The reply without what is to be shown to a cook: Simplified characters in every language."""
    vocabulary = guide.catalogue.reference.vocabulary
    shown = text(reply)
    for need in (*vocabulary.contains.values(), *vocabulary.diets.values()):
        shown = shown.replace(need.show.text, "").replace(f"({need.show.pinyin})\n", "")
    return shown


@pytest.fixture(scope="module")
def now():
    return at("2026-11-24 10:00")


@pytest.fixture(scope="module")
def walked(guide, now):
    """Every (language, intent, entry, reply) of the contract."""
    found = []
    for language in LANGUAGES:
        desk = guide.desk(language, now)
        own = {"map": guide.intents["nearby"], "calendar": guide.intents["list_events"]}
        for name, intent in (guide.intents | own).items():
            entries = [entry for entry in guide.catalogue if entry.kind in intent.kinds]
            for entry in [*entries, *([None] if intent.subject != "needed" else [])]:
                question = Question(name, (entry.id,) if entry else ())
                found.append((language, name, entry, answer(question, desk)))
    return found


@pytest.fixture(scope="module")
def pressed(guide, walked, now):
    """Every button the walk shows, and every button those answers show, pressed once a language."""
    turns = []
    for language in LANGUAGES:
        waiting = [b.data for spoken, _, _, reply in walked if spoken == language for b in reply.buttons if b.data]
        seen = set()
        while waiting:
            data = waiting.pop()
            if data in seen:
                continue
            seen.add(data)
            state = ChatState(language=language)
            turn = take_turn(guide, Incoming("walk", button=data), state, now)
            turns.append((language, data, turn))
            waiting += [button.data for button in turn.reply.buttons if button.data]
    return turns


def faults(walked, wrong):
    """Where `wrong(language, intent, entry, reply)` gives something, a line each, few enough to read."""
    told = []
    for language, intent, entry, reply in walked:
        if fault := wrong(language, intent, entry, reply):
            told.append(f"{language} {intent} {entry.id if entry else '-'}: {fault}")
    return told[:20]


def test_every_intent_reaches_every_kind_it_takes_in_every_language(guide, walked):
    reached = defaultdict(set)
    for language, intent, _, _ in walked:
        reached[language].add(intent)

    assert all(reached[language] >= set(guide.intents) for language in LANGUAGES)


def test_no_answer_is_empty_or_holds_an_unfilled_placeholder(walked):
    def wrong(language, intent, entry, reply):
        lines = (reply.head, *reply.lines)
        return any(not line.strip() for line in lines) or PLACEHOLDER.search(text(reply))

    assert faults(walked, wrong) == []


def test_an_answer_about_one_thing_is_short(guide, walked):
    def wrong(language, intent, entry, reply):
        if is_list(intent, entry):
            return None
        length = len(without_cards(guide, reply))
        return (length, len(reply.lines)) if length >= LONGEST or len(reply.lines) > SUPPORT else None

    assert faults(walked, wrong) == []


def test_no_line_of_an_answer_is_said_twice(walked):
    def wrong(language, intent, entry, reply):
        lines = (reply.head, *reply.lines)
        return len(lines) != len(set(lines))

    assert faults(walked, wrong) == []


def test_every_stated_fact_has_its_provenance_in_the_text(guide, walked):
    def wrong(language, intent, entry, reply):
        words = guide.words[language]
        advice = {words.say("remark.advice"), words.say("remark.advice_only")}
        return reply.facts and not reply.citations and not advice & set(reply.remarks)

    assert faults(walked, wrong) == []


def test_a_cited_source_stands_in_the_text_with_its_date(walked):
    def wrong(language, intent, entry, reply):
        shown = text(reply)
        return [c for c in reply.citations if c.label not in shown or c.dated not in shown]

    assert faults(walked, wrong) == []


def test_the_answer_about_a_subject_says_its_name(guide, walked):
    asked = ("tickets", "hours", "duration", "contact", "price", "taking_part", "facilities", "best_time")

    def wrong(language, intent, entry, reply):
        if intent not in asked or entry is None or entry.names.generic:
            return None
        names = (entry.names.en, entry.names.zh, entry.names.hant, *entry.names.aliases)
        name = guide.desk(language, None).name(entry)
        head = reply.head.lower()
        return None if any(n and n.lower() in head for n in (*names, name)) else reply.head

    assert faults(walked, wrong) == []


def test_a_source_that_must_not_be_linked_is_never_shown(guide, walked):
    hidden = set()
    for entry in guide.catalogue:
        structured = [getattr(entry, name, None) for name in ("hours", "tickets_cny", "recurrence")]
        for sourced in (*entry.facts, *(item for item in structured if item)):
            if sourced.source.startswith("http") and (not sourced.link_ok or sourced.mirror):
                hidden.add(sourced.source)
    assert hidden, "the content holds sources that must not be linked; without any this test proves nothing"

    def wrong(language, intent, entry, reply):
        shown = reply_object(reply)
        places = [shown["text"], *(fact["source"] for fact in shown["facts"])]
        places += [button.get("url", "") for button in shown["buttons"]]
        return [url for url in hidden for place in places if url in place]

    assert faults(walked, wrong) == []


def test_an_english_answer_has_no_chinese_but_what_is_for_the_driver_and_the_cook(guide, walked):
    def wrong(language, intent, entry, reply):
        if language != "en" or intent in (*HAN_WANTED, "set_language"):
            return None
        return HAN.findall(without_cards(guide, reply)) + [b.label for b in reply.buttons if HAN.search(b.label)]

    assert faults(walked, wrong) == []


@pytest.fixture(scope="module")
def only():
    """For a language, the characters that only the other script has."""
    from intents.tables import derive_tables

    tables = derive_tables()
    return {"zh": set(tables.traditional) - WRITTEN_IN_BOTH, "zh-Hant": set(tables.simplified) - WRITTEN_IN_BOTH}


@pytest.mark.parametrize("language", ["zh", "zh-Hant"])
def test_a_chinese_answer_keeps_to_its_script(guide, walked, only, language):
    def wrong(spoken, intent, entry, reply):
        if spoken != language or intent == "set_language":
            return None
        shown = without_cards(guide, reply) + "".join(button.label for button in reply.buttons)
        return sorted(only[language] & set(shown))

    assert faults(walked, wrong) == []


def test_a_chinese_answer_has_no_english_sentence(guide, walked):
    def wrong(language, intent, entry, reply):
        if language == "en":
            return None
        told = "\n".join((reply.head, *reply.lines, *reply.remarks))
        return SENTENCE.findall(told)

    assert faults(walked, wrong) == []


def test_a_chinese_answer_has_chinese_punctuation_between_words(walked):
    half = re.compile(r"[\u3400-\u9fff][,;?!][\u3400-\u9fff]|[\u3400-\u9fff]\(|[\u3400-\u9fff]\. ")

    def wrong(language, intent, entry, reply):
        return half.findall(text(reply)) if language != "en" else None

    assert faults(walked, wrong) == []


def test_every_button_fits_and_is_answered(guide, pressed):
    outdated = {guide.words[language].say("button.outdated") for language in LANGUAGES}
    dead = [(language, data) for language, data, turn in pressed if turn.reply.head in outdated]
    long = [data for _, data, _ in pressed if len(data.encode()) > BUTTON_BYTES]

    assert (dead, long) == ([], [])
    assert len(pressed) > 1000, "the walk found too few buttons to prove anything"


def test_every_button_has_a_label_and_leads_to_an_answer_in_the_same_language(pressed):
    wrong = [
        (language, data, turn.language)
        for language, data, turn in pressed
        if not turn.reply.head.strip()
        or (turn.language != language and "|lang|" not in data)
        or any(not button.label.strip() for button in turn.reply.buttons)
    ]

    assert wrong == []


def test_more_gives_other_facts_than_the_answer_it_stood_under(guide, walked, now):
    repeated = []
    for language, intent, entry, reply in walked:
        for button in reply.buttons:
            if button.data and "|more|" in button.data and language == "en":
                turn = take_turn(guide, Incoming("walk", button=button.data), ChatState(language=language), now)
                if turn.reply.head in (reply.head, *reply.lines):
                    repeated.append((intent, entry.id if entry else "-", turn.reply.head))

    assert repeated == []

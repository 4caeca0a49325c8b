"""Languages that the guide does not speak: told apart, understood in the commonest questions, answered in English."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.channels.lines import turn_object
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.telegram import messages
from bot.render.text import text
from intents.languages import FILE, load_languages

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
CODES = [language.code for language in load_languages().known]
ENOUGH = 0.80


def asked(code: str) -> list[dict[str, object]]:
    return yaml.safe_load((HERE / "other_languages" / f"{code}.yaml").read_text(encoding="utf-8"))["questions"]


def spoken() -> Iterator[tuple[str, str]]:
    for language in ("en", "zh", "zh-Hant"):
        for path in sorted((HERE.parent / "questions" / language).glob("*.yaml")):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield from ((language, str(q["say"])) for part in ("questions", "noisy") for q in data.get(part) or [])


def test_every_language_has_questions_to_be_measured_by():
    assert {path.stem for path in (HERE / "other_languages").glob("*.yaml")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_intent_and_subjects_are_read_right_in_the_language(guide, code):
    wrong, questions = [], [question for question in asked(code) if question["intent"] != "out_of_scope"]
    for question in questions:
        found = guide.understander.understand(str(question["say"]), TODAY)
        if (found.intent, list(found.subjects)) != (question["intent"], question.get("subjects") or []):
            wrong.append((question["say"], found.intent, found.subjects))

    assert 1 - len(wrong) / len(questions) >= ENOUGH, wrong


@pytest.mark.parametrize("code", CODES)
def test_what_is_out_of_scope_is_refused_in_the_language(guide, code):
    outside = [str(question["say"]) for question in asked(code) if question["intent"] == "out_of_scope"]
    kept = [say for say in outside if guide.understander.understand(say, TODAY).outcome != "refuse"]

    assert 1 - len(kept) / len(outside) >= ENOUGH, kept


@pytest.mark.parametrize("code", CODES)
def test_questions_are_taken_for_their_own_language(guide, code):
    found = {say: guide.understander.understand(say, TODAY).language for say in (str(q["say"]) for q in asked(code))}

    assert {say: language for say, language in found.items() if language != code} == {}


def test_no_question_in_english_or_chinese_is_taken_for_another_language():
    languages = load_languages()

    assert {say: code for _, say in spoken() if (code := languages.of(say))} == {}


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ("Merci !", "fr"),
        ("combien coute l'entree", "fr"),
        ("wie komme ich zum museum", "de"),
        ("cuanto cuesta", "es"),
        ("bao nhieu tien", "vi"),
        ("terima kasih", "ms"),
        ("the die was cast in a como hotel", None),
        ("qu xijiang zenme zou", None),
        ("chi shenme hao", None),
        ("El Niño weather in Kaili", None),
        ("Nǐ hǎo, wǒ yào qù Xījiāng", None),
    ],
)
def test_a_language_is_told_by_words_that_are_neither_english_nor_pinyin(say, code):
    assert load_languages().of(say) == code


NOTICED = [
    ("answer", "Сколько стоит вход в Сицзян?", "ru"),
    ("ask", "¿Cuánto cuesta la entrada?", "es"),
    ("refuse", "今日の株価を教えて", "ja"),
]


@pytest.mark.parametrize(("outcome", "say", "code"), NOTICED)
def test_each_outcome_is_in_english_with_one_line_of_notice_on_every_channel(guide, now, outcome, say, code):
    turn = take_turn(guide, Incoming("chat", text=say), ChatState(), now)
    notice = load_languages().notice(code)

    assert turn.outcome == outcome
    assert turn.reply.head.isascii() or "¥" in turn.reply.head
    assert text(turn.reply).splitlines().count(notice) == 1
    assert "\n".join(messages(turn.reply)).count(notice) == 1
    assert turn_object(turn, "q")["language"] == code
    assert turn_object(turn, "q")["reply"]["text"].count(notice) == 1


def test_a_language_without_a_folder_is_told_in_english(guide, now):
    turn = take_turn(guide, Incoming("chat", text="ما هي أوقات العمل في المتحف؟"), ChatState(), now)

    assert turn.language == "ar"
    assert guide.words["en"].say("language.not_spoken") in turn.reply.lines


def test_a_question_in_english_gets_no_notice(guide, now):
    turn = take_turn(guide, Incoming("chat", text="tickets xijiang"), ChatState(), now)

    assert not set(turn.reply.lines) & {guide.notice(code) for code in [*CODES, "ar"]}


@pytest.mark.parametrize(
    ("first", "second", "intent"),
    [
        ("Combien coûte l'entrée à Xijiang ?", "et à quelle heure ça ferme ?", "hours"),
        ("西江の入場料はいくらですか", "何時まで開いてる?", "hours"),
        ("Was kostet der Eintritt in Xijiang?", "und wie kommt man da hin?", "getting_there"),
        ("Сколько стоит вход в Сицзян?", "как туда добраться?", "getting_there"),
    ],
)
def test_a_following_question_is_about_the_same_place(guide, now, first, second, intent):
    begun = take_turn(guide, Incoming("chat", text=first), ChatState(), now)
    turn = take_turn(guide, Incoming("chat", text=second), begun.state, now)

    assert (turn.intent, turn.subjects) == (intent, ("xijiang",))


def test_a_button_after_such_a_question_is_answered_in_english_without_the_notice(guide, now):
    begun = take_turn(guide, Incoming("chat", text="서강천호묘채 입장료가 얼마예요?"), ChatState(), now)
    turn = take_turn(guide, Incoming("chat", button="v1|hours|xijiang|"), begun.state, now)

    assert turn.language == "en"
    assert guide.notice("ko") not in turn.reply.lines


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("name: Lantern\n", "'notice'"),
        ("name: Lantern\nnotice: lan\n", "write a 'script' or 'telling' words"),
        ("name: Lantern\nnotice: lan\nscript: '[a'\n", "script: "),
        ("name: Lantern\nnotice: lan\nscript: '[a]'\ncolour: red\n", "unknown key 'colour'"),
        ("name: [\n", "language.yaml:"),
    ],
)
def test_a_faulty_language_is_named_with_its_file(tmp_path, written, message):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / FILE).write_text(written, encoding="utf-8")

    with pytest.raises(ValueError, match=r"intents/phrases/xx/language\.yaml") as failure:
        load_languages(tmp_path)

    assert message in str(failure.value)

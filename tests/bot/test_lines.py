"""`python -m bot ask` as a real process, to the letter of the contract."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOW = "2026-11-24T10:00"
KEYS = ["id", "language", "outcome", "intent", "subjects", "slots", "score", "runners_up", "reply"]


def run(*arguments, given=b""):
    """The finished process of `python -m bot ask` with these arguments."""
    command = [sys.executable, "-m", "bot", "ask", *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, timeout=300, check=False)


def lines(*questions, now=NOW):
    """What comes out for these lines; bytes go in as they are, anything else as JSON."""
    raw = [q if isinstance(q, bytes) else json.dumps(q).encode() for q in questions]
    done = run("--jsonl", "--now", now, given=b"\n".join(raw) + b"\n")
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module", autouse=True)
def built(guide):
    """Trained before any process is timed."""


@pytest.fixture(scope="module")
def many():
    """One process answering a line of every sort, by id."""
    asked = [
        {"id": "fee", "text": "How much is Xiasi?"},
        {"id": "zh", "text": "下司古镇门票多少钱"},
        {"id": "hant", "text": "下司古鎮門票多少錢"},
        {"id": "near", "text": "what is near me", "position": [26.58, 107.98]},
        {"id": "where", "text": "what is near me"},
        {"id": "weekend", "text": "what's on this weekend?"},
        {"id": "cup", "text": "who won the world cup in 1998?"},
        {"id": "hotel", "text": "How do I get to Xijiang?"},
        {"id": "days", "text": "plan three days for us"},
        {"id": "hello", "text": "hello"},
    ]
    out = lines(*asked)
    assert [row["id"] for row in out] == [row["id"] for row in asked]
    return {row["id"]: row for row in out}


def test_a_result_has_the_keys_of_the_contract_and_no_other(many):
    assert all(list(row) == KEYS for row in many.values())
    assert all(list(row["reply"]) == ["text", "facts", "buttons", "parts"] for row in many.values())


def test_the_values_are_of_the_types_of_the_contract(many):
    for row in many.values():
        assert row["language"] in ("en", "zh", "zh-Hant")
        assert row["outcome"] in ("answer", "ask", "refuse")
        assert isinstance(row["intent"], str)
        assert all(isinstance(subject, str) for subject in row["subjects"])
        assert isinstance(row["slots"], dict)
        assert 0 <= row["score"] <= 1
        assert all(isinstance(name, str) and isinstance(score, int | float) for name, score in row["runners_up"])
        scores = [score for _, score in row["runners_up"]]
        assert scores == sorted(scores, reverse=True)


def test_a_reply_is_text_facts_buttons_and_parts(many):
    for row in many.values():
        reply = row["reply"]
        assert reply["text"].strip()
        assert all(list(fact) == ["subject", "about", "source", "as_of"] for fact in reply["facts"])
        assert all(set(button) in ({"label", "data"}, {"label", "url"}) for button in reply["buttons"])
        assert reply["parts"][0] == {"kind": "text", "text": reply["text"]}


def test_a_fact_names_its_subject_its_aspect_and_its_date(many):
    facts = many["fee"]["reply"]["facts"]

    assert ("xiasi", "tickets", "2024-04") in [(fact["subject"], fact["about"], fact["as_of"]) for fact in facts]


def test_a_fact_names_a_page_only_where_it_may_be_shown(guide, many):
    hidden = {
        fact.source
        for entry in guide.catalogue
        for fact in entry.facts
        if fact.source.startswith("http") and fact.link is None
    }
    sources = [fact["source"] for row in many.values() for fact in row["reply"]["facts"]]

    assert hidden
    assert not hidden & set(sources)
    assert any(not source.startswith("http") for source in sources)
    assert all("://" not in source or source.startswith("http") for source in sources)


@pytest.mark.parametrize(("identity", "language"), [("fee", "en"), ("zh", "zh"), ("hant", "zh-Hant")])
def test_the_answer_is_in_the_language_of_the_question(many, identity, language):
    row = many[identity]

    assert (row["language"], row["intent"], row["subjects"]) == (language, "tickets", ["xiasi"])


def test_what_is_none_of_the_guides_business_is_refused(many):
    assert (many["cup"]["outcome"], many["cup"]["intent"]) == ("refuse", "out_of_scope")


def test_a_time_in_the_question_is_a_slot_with_dates_and_the_words_as_typed(many):
    when = many["weekend"]["slots"]["when"]

    assert when == {"start": "2026-11-28", "end": "2026-11-29", "text": "this weekend"}


def test_a_number_of_days_is_a_number(many):
    assert many["days"]["slots"]["days"] == 3


def test_a_position_is_answered_with_what_is_near(many):
    assert many["near"]["reply"]["text"] != many["where"]["reply"]["text"]
    assert len(many["near"]["reply"]["buttons"]) > 3


IDS = ["q1", 7, 2.5, None, True, ["a", 1], {"n": 1}, "问题", ""]


def test_the_id_comes_back_as_it_was():
    out = lines(*({"id": identity, "text": "hello"} for identity in IDS))

    assert [row["id"] for row in out] == IDS


def test_a_line_without_id_comes_back_with_null():
    assert lines({"text": "hello"})[0]["id"] is None


def test_lines_of_one_chat_are_one_conversation_and_others_know_nothing_of_it():
    out = lines(
        {"id": 1, "text": "How much is Xiasi?", "chat": "a"},
        {"id": 2, "text": "how do I get there?", "chat": "b"},
        {"id": 3, "text": "how do I get there?"},
        {"id": 4, "text": "how do I get there?", "chat": "a"},
    )

    assert [row["subjects"] for row in out] == [["xiasi"], [], [], ["xiasi"]]
    assert out[3]["intent"] == "getting_there"


def test_lines_without_chat_share_nothing():
    out = lines({"id": 1, "text": "How much is Xiasi?"}, {"id": 2, "text": "how do I get there?"})

    assert out[1]["subjects"] == []


def test_the_buttons_of_the_last_reply_can_be_pressed():
    first = lines({"id": 1, "text": "How much is Xiasi?", "chat": "a"})[0]
    buttons = [button["data"] for button in first["reply"]["buttons"]]
    asked = [{"id": 1, "text": "How much is Xiasi?", "chat": "a"}]
    for number, data in enumerate(buttons, 2):
        asked.append({"id": number, "chat": "a", "button": data})

    out = lines(*asked)[1:]

    assert buttons
    assert [row["outcome"] for row in out] == ["answer"] * len(buttons)
    assert all(row["subjects"] == ["xiasi"] for row in out)


def test_the_first_two_buttons_of_an_unsure_answer_are_the_choices_and_can_be_pressed():
    # Each names a place: a choice without one may well ask back which is meant.
    vague = ["Xiasi maybe the old one", "下司 车 票 吃", "Xijiang tomorrow maybe"]
    candidates = [{"id": number, "text": text, "chat": str(number)} for number, text in enumerate(vague)]
    asked = [row for row in lines(*candidates) if row["outcome"] == "ask" and len(row["runners_up"])]
    assert asked, "the understanding is sure of every candidate; write vaguer ones"

    for row in asked:
        said = candidates[row["id"]]
        first, second = (button["data"] for button in row["reply"]["buttons"][:2])
        best = lines(said, {"id": 9, "chat": said["chat"], "button": first})[1]
        other = lines(said, {"id": 9, "chat": said["chat"], "button": second})[1]
        assert [best["outcome"], other["outcome"]] == ["answer", "answer"]
        assert best["intent"] == row["intent"] != other["intent"]


def test_an_unknown_button_gets_a_fresh_menu():
    unknown = ["", "v1", "v0|overview|xiasi|", "v1|overview|no_such_entry|", "x" * 300, "v1|||", "🦆"]

    out = lines(*({"id": data, "chat": "a", "button": data} for data in unknown))

    assert [row["id"] for row in out] == unknown
    assert all(row["outcome"] == "refuse" and row["reply"]["buttons"] for row in out)


BROKEN = [
    (b"not json", None),
    (b"[1, 2]", None),
    (b'"text"', None),
    (b"17", None),
    (b"null", None),
    (b'{"id": "a"}', "a"),
    (b'{"id": "a", "text": "x", "button": "y"}', "a"),
    (b'{"id": "a", "text": null}', "a"),
    (b'{"id": "a", "text": 5}', "a"),
    (b'{"id": "a", "text": ["x"]}', "a"),
    (b'{"id": "a", "button": {}}', "a"),
    (b'{"id": "a", "text": "x", "chat": 5}', "a"),
    (b'{"id": "a", "text": "x", "position": [1]}', "a"),
    (b'{"id": "a", "text": "x", "position": [91, 0]}', "a"),
    (b'{"id": "a", "text": "x", "position": [0, 181]}', "a"),
    (b'{"id": "a", "text": "x", "position": ["26", "107"]}', "a"),
    (b'{"id": "a", "text": "x", "position": [true, false]}', "a"),
    (b'{"id": "a", "text": "x", "position": [NaN, 1]}', "a"),
    (b'{"id": "a", "text": "x", "position": {"lat": 1}}', "a"),
    (b'{"id": "a", "text": "x"', None),
    (b'{"id": "\xff\xfe"}', None),
    (b"\xff\xfe\x00", None),
    (b"[" * 100_000, None),
    (b'{"a":' * 100_000, None),
]


@pytest.fixture(scope="module")
def broken():
    """What comes out for each broken line, each followed by a whole one."""
    out = lines(*(line for raw, _ in BROKEN for line in (raw, {"id": "next", "text": "hello"})))
    assert len(out) == 2 * len(BROKEN)
    return list(zip(out[::2], out[1::2], strict=True))


@pytest.mark.parametrize("number", range(len(BROKEN)), ids=[repr(raw[:60]) for raw, _ in BROKEN])
def test_a_broken_line_gives_an_error_and_the_next_is_answered(broken, number):
    fault, following = broken[number]

    assert list(fault) == ["id", "error"]
    assert fault["id"] == BROKEN[number][1]
    assert fault["error"].strip()
    assert (following["id"], following["outcome"]) == ("next", "answer")


def test_a_blank_line_is_no_object_and_gets_its_error():
    out = lines(b"", {"id": 1, "text": "hello"}, b"\t")

    assert [(row["id"], "error" in row) for row in out] == [(None, True), (1, False), (None, True)]


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e999"])
def test_an_id_that_json_cannot_carry_is_an_error(number):
    (out,) = lines(b'{"id": ' + number + b', "text": "hello"}')

    assert (out["id"], "error" in out) == (None, True)


def test_no_line_at_all_gives_nothing_and_no_error():
    done = run("--jsonl", "--now", NOW)

    assert (done.returncode, done.stdout) == (0, b"")


def test_a_line_of_two_megabytes_is_answered_in_its_place():
    out = lines({"id": 1, "text": "word " * 400_000}, {"id": 2, "text": "hello"})

    assert [row["id"] for row in out] == [1, 2]
    assert out[1]["outcome"] == "answer"


def test_unknown_keys_are_no_fault():
    assert lines({"id": 1, "text": "hello", "extra": True})[0]["outcome"] == "answer"


def test_a_lone_surrogate_comes_back_as_valid_json():
    out = lines(b'{"id": "\\ud83d", "text": "hello \\ud83d"}', {"id": 2, "text": "hello"})

    assert [row["id"] for row in out][1] == 2


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-24T23:30", "2026-11-25"),
        ("2026-11-24T23:30+08:00", "2026-11-25"),
        ("2026-11-24T17:30+00:00", "2026-11-26"),
        ("2026-11-24T17:30Z", "2026-11-26"),
    ],
)
def test_now_without_zone_is_the_towns_and_with_one_is_turned_into_it(now, day):
    row = lines({"id": 1, "text": "will it rain tomorrow?"}, now=now)[0]

    assert row["slots"]["when"]["start"] == day


def test_a_wrong_now_is_told_in_a_line_and_exits_with_an_error():
    done = run("hello", "--now", "yesterday")

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"yesterday" in done.stderr


def test_one_question_is_answered_in_plain_text():
    done = run("How much is Xiasi?", "--now", NOW)

    assert done.returncode == 0
    assert "free" in done.stdout.decode()
    assert "Source:" in done.stdout.decode()


def test_one_question_is_answered_as_json():
    done = run("How much is Xiasi?", "--json", "--now", NOW)
    row = json.loads(done.stdout)

    assert list(row) == KEYS
    assert (row["id"], row["intent"], row["subjects"]) == (None, "tickets", ["xiasi"])


def test_explain_shows_the_steps_beside_the_answer():
    done = run("How much is Xiasi?", "--json", "--explain", "--now", NOW)

    assert json.loads(done.stdout)["intent"] == "tickets"
    assert b"tickets" in done.stderr


def test_neither_a_question_nor_lines_is_an_error_in_a_line():
    done = run()

    assert done.returncode == 1
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr

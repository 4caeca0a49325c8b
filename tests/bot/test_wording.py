"""The guide's own words: the same in every language, and dates as a reader says them."""

import re
from datetime import date

import pytest

from bot.wording import HERE, WordsError, load_words, wordings

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_every_language_has_the_same_keys(guide):
    keys = [set(words._wordings) for words in guide.words.values()]

    assert set(guide.words) == {"en", "zh", "zh-Hant"}
    assert all(found == keys[0] for found in keys)


# Chinese has one word for each of these and needs no value; English names the thing.
def test_every_language_has_the_same_placeholders(guide):
    english = guide.words["en"]._wordings
    different = [
        (key, code)
        for code, words in guide.words.items()
        for key, written in words._wordings.items()
        if set(PLACEHOLDER.findall(written)) != set(PLACEHOLDER.findall(english[key]))
    ]

    assert different == []


def test_traditional_words_are_written_in_traditional_characters(guide):
    from intents.tables import derive_tables

    simplified = set(derive_tables().simplified)
    wrong = {key: text for key, text in guide.words["zh-Hant"]._wordings.items() if simplified & set(text)}

    assert wrong == {}


def test_every_intent_has_words_for_what_it_is_about(guide):
    missing = [
        (code, intent)
        for code, words in guide.words.items()
        for intent in guide.intents
        if intent != "out_of_scope" and f"about.{intent}" not in words
    ]

    assert missing == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_wording_is_empty_but_the_pronoun_that_chinese_leaves_out(language):
    empty = {key for key, text in wordings(HERE / f"{language}.yaml").items() if not text.strip()}

    assert empty <= {"hours.it"}


def test_a_key_in_one_language_only_is_named(tmp_path):
    (tmp_path / "en.yaml").write_text('greet: "Hello"\nbye: "Bye"\n', encoding="utf-8")
    (tmp_path / "zh.yaml").write_text('greet: "你好"\n', encoding="utf-8")

    with pytest.raises(WordsError, match="bye"):
        load_words({}, tmp_path)


def test_a_placeholder_in_one_language_only_is_named(tmp_path):
    (tmp_path / "en.yaml").write_text('greet: "Hello {name}"\n', encoding="utf-8")
    (tmp_path / "zh.yaml").write_text('greet: "你好"\n', encoding="utf-8")

    with pytest.raises(WordsError, match="greet"):
        load_words({}, tmp_path)


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "Sunday, 21 February 2027"), ("zh", "2027年2月21日星期日"), ("zh-Hant", "2027年2月21日星期日")],
)
def test_a_day_is_written_with_its_weekday(guide, language, written):
    assert guide.words[language].day(date(2027, 2, 21)) == written


@pytest.mark.parametrize(
    ("language", "last", "written"),
    [
        ("en", date(2027, 4, 21), "Wednesday, 21 April 2027"),
        ("en", date(2027, 4, 23), "21–23 April 2027"),
        ("en", date(2027, 5, 2), "21 April – 2 May 2027"),
        ("en", date(2028, 1, 2), "21 April 2027 – 2 January 2028"),
        ("zh", date(2027, 4, 23), "2027年4月21日至23日"),
        ("zh", date(2027, 5, 2), "2027年4月21日至5月2日"),
        ("zh-Hant", date(2027, 4, 23), "2027年4月21日至23日"),
    ],
)
def test_a_range_of_days_says_what_they_share_once(guide, language, last, written):
    assert guide.words[language].days(date(2027, 4, 21), last) == written


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("2024", "2024", "2024年"),
        ("2024-04", "April 2024", "2024年4月"),
        ("2024-04-05", "5 April 2024", "2024年4月5日"),
        ("about 2018", "about 2018", "约2018年"),
        ("undated", "date unknown", "日期不明"),
        ("undated, after 2022", "date unknown (after 2022)", "日期不明（2022年以后）"),
        ("undated, before 2015", "date unknown (before 2015)", "日期不明（2015年以前）"),
    ],
)
def test_the_date_of_a_source_is_told_in_words(guide, written, english, chinese):
    assert (guide.words["en"].as_of(written), guide.words["zh"].as_of(written)) == (english, chinese)


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [(45, "45 min", "45分钟"), (60, "1 h", "1小时"), (95, "1 h 35 min", "1小时35分钟")],
)
def test_minutes_are_told_in_hours(guide, minutes, english, chinese):
    assert (guide.words["en"].duration(minutes), guide.words["zh"].duration(minutes)) == (english, chinese)


def test_weekdays_and_months_have_names(guide):
    assert (guide.words["en"].weekday(0), guide.words["zh"].weekday(6)) == ("Monday", "星期日")
    assert (guide.words["en"].month(9), guide.words["zh"].month(9)) == ("September", "9月")

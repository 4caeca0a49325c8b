"""Replies as Telegram takes them; the test server's own reader says whether it would."""

import pytest
from botapi.text import MAX_TEXT_UNITS, read_text, units

from bot.messages import Button, Citation, Reply
from bot.render.telegram import is_web, keyboard, messages, position_keyboard

MARKS = ("Source: ", ", ", "; ", ". ")


def shown(reply):
    """What visitors read of each message. Raises ApiError where Telegram would refuse it."""
    return [read_text(message, "HTML", "").plain for message in messages(reply)]


def styles(message):
    return {entity.kind for entity in read_text(message, "HTML", "").entities}


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b> & <script>",
        "A < b > c & d",
        "&amp; &lt;",
        "\"quoted\" and 'quoted'",
        "</b></i></a>",
        '<a href="https://example.org">no link</a>',
        "&#60;b&#62;",
        "下司 <古镇> & 酸汤",
    ],
)
def test_a_text_is_shown_as_it_is_written(text):
    citation = Citation(text, text, "https://example.org/?a=1&b=<2>\"'")
    reply = Reply(text, (text, text), (citation,), (text,), cite_marks=MARKS)

    (plain,) = shown(reply)
    head, first, second, source = plain.split("\n")
    assert (head, first, second) == (text, text, text)
    assert source.startswith(f"Source: {text}, {text}.")


def test_the_first_line_is_bold_and_the_source_is_a_link_in_italics():
    citation = Citation("the paper", "May 2024", "https://example.org/a")
    reply = Reply("Head", ("line",), (citation,), cite_marks=MARKS)

    (message,) = messages(reply)
    assert message == '<b>Head</b>\nline\n<i>Source: <a href="https://example.org/a">the paper</a>, May 2024.</i>'


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://example.org", True),
        ("http://example.org/a?b=c#d", True),
        ("https://例子.中国/页", True),
        ("javascript:alert(1)", False),
        ("tg://user?id=1", False),
        ("ftp://example.org", False),
        ("example.org", False),
        ("https://", False),
        ("https://localhost/", False),
        ("https://example.org/a b", False),
        ("https://[broken", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_only_web_pages_are_linked(url, web):
    reply = Reply("Head", citations=(Citation("label", "2024", url),), cite_marks=MARKS)

    assert is_web(url) is web
    assert ("text_link" in styles(messages(reply)[0])) is web
    assert shown(reply) == ["Head\nSource: label, 2024."]
    assert (keyboard([Button("open", url=url)]) is not None) is web


@pytest.mark.parametrize("char", ["A", "字", "😀", "&", "<", '"'])
@pytest.mark.parametrize("length", [MAX_TEXT_UNITS, MAX_TEXT_UNITS + 1, 3 * MAX_TEXT_UNITS])
@pytest.mark.parametrize("place", ["head", "line", "remark"])
def test_a_long_text_comes_whole_in_messages_that_fit(char, length, place):
    text = char * length
    reply = {
        "head": Reply(text, ("end",)),
        "line": Reply("Head", (text, "end")),
        "remark": Reply("Head", remarks=(text,), cite_marks=MARKS),
    }[place]

    texts = shown(reply)
    assert all(units(message) <= MAX_TEXT_UNITS for message in texts)
    assert "".join(texts).count(char) == length + _others(char, place)


def _others(char, place):
    """How often the character stands in the rest of the reply."""
    return {"head": "end", "line": "Headend", "remark": "Head."}[place].count(char)


def test_a_message_that_just_fits_is_not_cut():
    assert len(messages(Reply("x" * MAX_TEXT_UNITS))) == 1
    assert len(messages(Reply("&" * MAX_TEXT_UNITS))) == 1
    assert len(messages(Reply("x" * (MAX_TEXT_UNITS - 2), ("y",)))) == 1
    assert len(messages(Reply("x" * (MAX_TEXT_UNITS - 1), ("y",)))) == 2


def test_a_cut_falls_after_a_word_and_both_parts_keep_the_style():
    words = " ".join(["seven77"] * 1000)

    parts = messages(Reply(words))
    assert all(styles(part) == {"bold"} for part in parts)
    assert " ".join(shown(Reply(words))) == words


def test_a_cut_never_falls_inside_an_emoji():
    texts = shown(Reply("x" + "😀" * 4000))

    assert "".join(texts) == "x" + "😀" * 4000


def test_sources_too_long_for_a_message_lose_their_links_and_no_words():
    citations = tuple(Citation("label & " * 30, "2024", "https://example.org/" + "x" * 500) for _ in range(60))
    reply = Reply("Head", citations=citations, cite_marks=MARKS)

    texts = shown(reply)
    assert len(texts) > 2
    assert " ".join(texts).count("label & ") == 30 * 60


def test_long_addresses_do_not_count_as_text():
    citations = tuple(Citation("label", "2024", "https://example.org/" + "x" * 1500) for _ in range(4))

    (message,) = messages(Reply("Head", citations=citations, cite_marks=MARKS))
    assert message.count("<a ") == 4


@pytest.mark.parametrize("reply", [Reply(""), Reply(" ", ("", "\n")), Reply("", cite_marks=MARKS)])
def test_a_reply_without_words_makes_no_message(reply):
    assert messages(reply) == []


def test_empty_lines_leave_no_gap():
    assert shown(Reply("Head", ("", "line"), cite_marks=MARKS)) == ["Head\nline"]


def labels(*given):
    markup = keyboard([Button(label, f"v1|help||{number}") for number, label in enumerate(given)])
    return [[button.text for button in row] for row in markup.inline_keyboard]


def test_short_buttons_stand_in_twos_and_long_ones_alone():
    assert labels("Tickets", "Hours", "Map") == [["Tickets", "Hours"], ["Map"]]
    assert labels("Tickets", "How to get there by bus", "Map", "Food") == [
        ["Tickets"],
        ["How to get there by bus"],
        ["Map", "Food"],
    ]


def test_a_chinese_character_counts_as_two_columns():
    assert labels("门票", "怎么去怎么去怎么去") == [["门票", "怎么去怎么去怎么去"]]
    assert labels("门票", "怎么去怎么去怎么去吧") == [["门票"], ["怎么去怎么去怎么去吧"]]


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("古" * 20, "古" * 20),
        ("古" * 21, "古" * 19 + "…"),
        ("x" * 38 + " y z", "x" * 38 + "…"),
    ],
)
def test_a_long_label_is_shortened(label, short):
    assert labels(label) == [[short]]


@pytest.mark.parametrize(
    "button", [Button("", "v1|help||"), Button(" ", "v1|help||"), Button("Help"), Button("Help", "")]
)
def test_a_button_that_telegram_would_refuse_is_left_out(button):
    assert keyboard([button]) is None
    assert len(keyboard([button, Button("Tickets", "v1|tickets|a|")]).inline_keyboard) == 1


def test_no_buttons_make_no_keyboard():
    assert keyboard([]) is None


def test_the_position_keyboard_asks_for_the_position_once():
    markup = position_keyboard("Here I am")

    assert markup.keyboard[0][0].text == "Here I am"
    assert markup.keyboard[0][0].request_location
    assert markup.one_time_keyboard

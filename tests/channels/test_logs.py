"""What the log may not carry."""

import logging

import pytest

from bot.channels.logs import WithoutTokens

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz_-01234"
ODD = "12:short"


@pytest.mark.parametrize(
    "message", [f"POST https://example.org/bot{TOKEN}/getMe", f"{TOKEN} {TOKEN}", TOKEN.replace(":", "%3A"), ODD]
)
def test_a_token_is_blanked_in_a_message(message):
    line = WithoutTokens("%(message)s", ODD).format(logging.makeLogRecord({"msg": message}))

    assert "AAabc" not in line
    assert ODD not in line
    assert "<token>" in line


def test_a_token_is_blanked_in_a_traceback():
    try:
        raise ValueError(f"The token `{TOKEN}` was rejected")
    except ValueError as error:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": (type(error), error, error.__traceback__)})

    line = WithoutTokens("%(message)s").format(record)
    assert "Traceback" in line
    assert "AAabc" not in line


def test_other_words_stay():
    line = WithoutTokens("%(message)s").format(logging.makeLogRecord({"msg": "update 700000001 at 10:30"}))

    assert line == "update 700000001 at 10:30"

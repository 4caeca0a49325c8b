"""A reply as Telegram wants it: safe HTML within its limits, and an inline keyboard."""

import html
from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.messages import Button, Citation, Reply
from bot.render.text import provenance

TEXT_LIMIT = 4096  # UTF-16 units after entities are parsed
LABEL_LIMIT = 40
WIDE = 18  # a longer label gets a row of its own, or a phone cuts it


def messages(reply: Reply) -> list[str]:
    """The reply as HTML messages, each within the limit."""
    blocks = [f"<b>{html.escape(reply.head)}</b>", *(html.escape(line) for line in reply.lines)]
    if source := provenance(reply, _linked):
        blocks.append(f"<i>{source}</i>")
    return list(_packed([piece for block in blocks for piece in _pieces(block)]))


def _linked(citation: Citation) -> str:
    label = html.escape(citation.label)
    return f'<a href="{html.escape(citation.url, quote=True)}">{label}</a>' if citation.url else label


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units. Tags count too here, which errs on the safe side."""
    return len(text.encode("utf-16-le")) // 2


def _pieces(block: str) -> Iterator[str]:
    """The block, or where it is too long for one message its plain text in cuts."""
    if units(block) <= TEXT_LIMIT:
        yield block
        return
    plain = html.unescape(block.removeprefix("<b>").removesuffix("</b>").removeprefix("<i>").removesuffix("</i>"))
    step = TEXT_LIMIT // 8  # escaping may make a character six long
    yield from (html.escape(plain[start : start + step]) for start in range(0, len(plain), step))


def _packed(pieces: Sequence[str]) -> Iterator[str]:
    current = ""
    for piece in pieces:
        joined = f"{current}\n{piece}" if current else piece
        if units(joined) > TEXT_LIMIT:
            yield current
            current = piece
        else:
            current = joined
    if current:
        yield current


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """The buttons in rows of two, long ones alone; None where there are none."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        label = button.label if len(button.label) <= LABEL_LIMIT else button.label[: LABEL_LIMIT - 1] + "…"
        made = (
            InlineKeyboardButton(label, url=button.url)
            if button.url
            else InlineKeyboardButton(label, callback_data=button.data)
        )
        if rows and len(rows[-1]) == 1 and len(label) <= WIDE and len(rows[-1][0].text) <= WIDE:
            rows[-1].append(made)
        else:
            rows.append([made])
    return InlineKeyboardMarkup(rows) if rows else None


def position_keyboard(label: str) -> ReplyKeyboardMarkup:
    """A keyboard that asks the phone for its position."""
    return ReplyKeyboardMarkup(
        [[KeyboardButton(label, request_location=True)]], resize_keyboard=True, one_time_keyboard=True
    )

"""A reply as Telegram wants it: safe HTML within its limits, and an inline keyboard."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.messages import Button, Citation, Reply
from bot.render.text import provenance

TEXT_LIMIT = 4096  # UTF-16 units after entities are parsed
SOURCE_LIMIT = 30_000  # bytes with tags; Telegram takes 32 KiB
LABEL_LIMIT = 40  # columns
WIDE = 18  # a longer label gets a row of its own, or a phone cuts it
TAG = re.compile(r"<[^>]*>")  # our own: content is escaped


def messages(reply: Reply) -> list[str]:
    """The reply as HTML messages, each within the limit."""
    blocks = [("b", html.escape(reply.head)), *(("", html.escape(line)) for line in reply.lines)]
    blocks.append(("i", provenance(_escaped(reply), _linked)))
    return list(_packed([piece for style, block in blocks if block.strip() for piece in _pieces(style, block)]))


def _escaped(reply: Reply) -> Reply:
    """The reply with all escaped that its provenance is written from, but for labels, which `_linked` writes."""
    return replace(
        reply,
        citations=tuple(replace(citation, dated=html.escape(citation.dated)) for citation in reply.citations),
        remarks=tuple(map(html.escape, reply.remarks)),
        cite_marks=tuple(map(html.escape, reply.cite_marks)),
    )


def _linked(citation: Citation) -> str:
    label = html.escape(citation.label)
    if not citation.url or not is_web(citation.url):
        return label
    return f'<a href="{html.escape(citation.url, quote=True)}">{label}</a>'


def is_web(url: str) -> bool:
    """True for an address of a web page, as Telegram takes it in a link."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"\s", url)
    except ValueError:
        return False


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _plain(source: str) -> str:
    return html.unescape(TAG.sub("", source))


def _fits(source: str) -> bool:
    return units(_plain(source)) <= TEXT_LIMIT and len(source.encode()) <= SOURCE_LIMIT


def _pieces(style: str, block: str) -> Iterator[str]:
    """The block in its style; cut, and without its links, where it is too long for one message."""
    texts = [block] if _fits(block) else [html.escape(text) for text in _cuts(_plain(block))]
    yield from (f"<{style}>{text}</{style}>" if style else text for text in texts)


def _cuts(text: str) -> Iterator[str]:
    """The text in parts that fit, cut after a line or a word where that leaves half a message."""
    while units(text) > TEXT_LIMIT:
        # "ignore" drops half an emoji where the limit falls inside it
        most = len(text.encode("utf-16-le")[: 2 * TEXT_LIMIT].decode("utf-16-le", "ignore"))
        end = max(text.rfind("\n", 0, most), text.rfind(" ", 0, most))
        end = end if end > most // 2 else most
        yield text[:end]
        text = text[end:].lstrip(" \n")
    if text:
        yield text


def _packed(pieces: Sequence[str]) -> Iterator[str]:
    current = ""
    for piece in pieces:
        joined = f"{current}\n{piece}" if current else piece
        if current and not _fits(joined):
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
        made = _made(button)
        if made is None:
            continue
        if rows and len(rows[-1]) == 1 and max(columns(made.text), columns(rows[-1][0].text)) <= WIDE:
            rows[-1].append(made)
        else:
            rows.append([made])
    return InlineKeyboardMarkup(rows) if rows else None


def _made(button: Button) -> InlineKeyboardButton | None:
    """The button with a label that fits; None for one that Telegram would refuse, and the whole message with it."""
    label = _shortened(button.label.strip())
    if not label:
        return None
    if button.url:
        return InlineKeyboardButton(label, url=button.url) if is_web(button.url) else None
    return InlineKeyboardButton(label, callback_data=button.data) if button.data else None


def columns(label: str) -> int:
    """Width of a label in columns; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in label)


def _shortened(label: str) -> str:
    if columns(label) <= LABEL_LIMIT:
        return label
    while columns(label) >= LABEL_LIMIT:
        label = label[:-1]
    return label.rstrip() + "…"


def position_keyboard(label: str) -> ReplyKeyboardMarkup:
    """A keyboard that asks the phone for its position."""
    return ReplyKeyboardMarkup(
        [[KeyboardButton(label, request_location=True)]], resize_keyboard=True, one_time_keyboard=True
    )

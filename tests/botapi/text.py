"""The text of a message: parsed, cleaned, trimmed, measured, with what Telegram finds in it by itself."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .entities import Entity, ParseError, parse_html
from .errors import bad_request

MAX_TEXT_UNITS = 4096
MAX_CAPTION_UNITS = 1024
_MAX_SOURCE_BYTES = 1 << 15
_GIVEN = frozenset((
    "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "text_mention",
    "custom_emoji", "date_time", "blockquote", "expandable_blockquote",
))  # fmt: skip
_FOUND_BY_SERVER = frozenset((
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
))  # fmt: skip
_OPAQUE = frozenset(("code", "pre", "text_link", "text_mention"))  # nothing is looked for inside these
_PATTERNS = (
    (
        "url",
        re.compile(r"(?:https?://|(?<![\w@.])t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)\]'。,;:!?)]", re.IGNORECASE),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
)
_INVISIBLE = "".join(map(chr, (*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x2800, 0x00A0, 0x3164)))


@dataclass(frozen=True)
class Text:
    """A message's text: `plain` as read, `source` as the bot wrote it."""

    plain: str
    entities: tuple[Entity, ...] = ()
    source: str = ""

    def json(self) -> list[dict[str, Any]]:
        """The entities as the Bot API shows them."""
        return [entity.json() for entity in self.entities]


def units(text: str) -> int:
    """Length in UTF-16 units, which is what every limit and offset of Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def typed(text: str) -> Text:
    """What a person typed, with the entities that Telegram finds in it."""
    return Text(text, tuple(_found(text, ())), text)


def read_text(source: str, parse_mode: str, entities: str, *, may_be_empty: bool = False) -> Text:
    """The text of a request, ready to be stored. Raises ApiError when it does not parse or is empty."""
    try:
        size = len(source.encode("utf-8"))
    except UnicodeEncodeError:
        raise bad_request("Strings must be encoded in UTF-8") from None
    if size > _MAX_SOURCE_BYTES:
        raise bad_request("Text is too long")
    plain, styled = _parse(source, parse_mode.lower(), entities)
    plain, styled = _trim(*_clean(plain, styled))
    if not plain.strip().strip(_INVISIBLE).strip():
        if may_be_empty:
            return Text("", (), source)
        raise bad_request("Text must be non-empty")
    found = _found(plain, styled)
    return Text(plain, tuple(sorted((*styled, *found), key=lambda e: (e.offset, -e.length))), source)


def _parse(source: str, mode: str, entities: str) -> tuple[str, list[Entity]]:
    if mode == "html":
        try:
            return parse_html(source)
        except ParseError as problem:
            raise bad_request(f"Can't parse entities: {problem}") from None
    if mode in ("markdown", "markdownv2"):
        raise bad_request("Can't parse entities: this test server reads HTML only")
    if mode not in ("", "none"):
        raise bad_request("Unsupported parse_mode")
    return source, _read_entities(entities, units(source))


def _read_entities(given: str, length: int) -> list[Entity]:
    try:
        value = json.loads(given or "[]")
    except ValueError:
        return []  # the real server drops entities that are no JSON, too
    found = []
    for item in value if isinstance(value, list) else []:
        kind = item.get("type") if isinstance(item, dict) else None
        if kind in _FOUND_BY_SERVER:
            continue
        if kind not in _GIVEN or not isinstance(item.get("offset"), int) or not isinstance(item.get("length"), int):
            raise bad_request("Can't parse MessageEntity: Unsupported type specified")
        start, end = max(item["offset"], 0), min(item["offset"] + item["length"], length)
        extra = {key: item[key] for key in item if key not in ("type", "offset", "length")}
        if end > start:
            found.append(Entity(kind, start, end - start, tuple(extra.items())))
    return sorted(found, key=lambda e: (e.offset, -e.length))


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    # control characters become spaces; carriage returns and direction marks vanish
    spaced = "".join(" " if c < " " and c not in "\n\r" else c for c in text)
    return _keep(spaced, entities, [i for i, c in enumerate(spaced) if c != "\r" and not "\u2028" <= c <= "\u202e"])


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    end = len(text.rstrip(" \n\t\r\v"))
    first_styled = min((e.offset for e in entities), default=units(text))
    start = 0
    while start < min(end, first_styled) and text[start] in " \n":
        start += 1
    return _keep(text, entities, range(start, end))


def _keep(text: str, entities: list[Entity], kept: Iterable[int]) -> tuple[str, list[Entity]]:
    """`text` with only the characters at `kept`, its entities moved along; those without text are gone."""
    wanted, moved, at, out = set(kept), [], 0, []
    for index, char in enumerate(text):
        moved += [at] * units(char)
        if index in wanted:
            out.append(char)
            at += units(char)
    moved.append(at)
    pieces = ((e, moved[e.offset], moved[e.offset + e.length]) for e in entities)
    return "".join(out), [Entity(e.kind, a, b - a, e.extra) for e, a, b in pieces if b > a]


def _found(text: str, styled: Iterable[Entity]) -> list[Entity]:
    taken = [(e.offset, e.offset + e.length) for e in styled if e.kind in _OPAQUE]
    found = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match[0])
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                found.append(Entity(kind, start, end - start))
    return sorted(found, key=lambda e: e.offset)

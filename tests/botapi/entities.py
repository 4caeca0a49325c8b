"""HTML as Telegram parses it: text, entities, and its refusals with their byte offsets.

Follows parse_html of tdlib step by step, so that what passes here passes there.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from .links import LinkError, check_link, user_in

_SPACE = frozenset(b" \t\r\n\0\v")
_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time", "a": "text_link", "pre": "pre",
    "code": "code", "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {b"lt": 60, b"gt": 62, b"amp": 38, b"quot": 34}
_TIME_FORMAT = re.compile(r"|r|w?[dD]?[tT]?")
_BAD_UNICODE = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


class ParseError(ValueError):
    """Text that cannot be parsed, in Telegram's words."""


@dataclass(frozen=True)
class Entity:
    """One styled stretch; offset and length in UTF-16 units."""

    kind: str
    offset: int
    length: int
    extra: tuple[tuple[str, Any], ...] = ()

    def json(self) -> dict[str, Any]:
        """The entity as the Bot API shows it."""
        return {"type": self.kind, "offset": self.offset, "length": self.length, **dict(self.extra)}


@dataclass(frozen=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int


def decode_reference(raw: bytes, at: int) -> tuple[int, int]:
    """The code point of the reference at `at` and the place after it; code 0 when it is none and stays."""
    if raw[at] != ord("&"):
        return 0, at
    end = at + 1
    if raw[end] == ord("#"):
        end += 1
        base, digits = (16, b"0123456789abcdefABCDEF") if raw[end] == ord("x") else (10, b"0123456789")
        end += base == 16
        start = end
        while raw[end] in digits:
            end += 1
        code = int(raw[start:end] or b"0", base)
        if code == 0 or code >= 0x10FFFF or end - at >= 10:
            return 0, at
    else:
        while chr(raw[end]).isalpha() and raw[end] < 128:
            end += 1
        code = _NAMED.get(raw[at + 1 : end], 0)
        if code == 0:
            return 0, at
    return code, end + (raw[end] == ord(";"))


@dataclass
class _Html:
    raw: bytes  # ends with a zero, as the C string it stands for
    at: int = 0
    out: bytearray = field(default_factory=bytearray)
    offset: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def fail(self, what: str, at: int, after: str = "") -> NoReturn:
        raise ParseError(f"{what} at byte offset {at}{after}")

    def run(self) -> None:
        while self.at < len(self.raw) - 1:
            byte = self.raw[self.at]
            if self._reference():
                continue
            if byte == ord("<"):
                self._tag()
                continue
            if byte & 0xC0 != 0x80:
                self.offset += 1 + (byte >= 0xF0)
            self.out.append(byte)
            self.at += 1
        if self.open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _reference(self) -> bool:
        code, self.at = decode_reference(self.raw, self.at)
        if code:
            self.offset += 1 + (code > 0xFFFF)
            self.out += chr(code).encode("utf-8", "surrogatepass")
        return code != 0

    def _tag(self) -> None:
        begin, self.at = self.at, self.at + 1
        if self.raw[self.at] == ord("/"):
            self._end_tag(begin)
        else:
            self._start_tag(begin)
        self.at += 1  # the closing >

    def _until(self, stops: bytes) -> str:
        start = self.at
        while self.raw[self.at] not in _SPACE and self.raw[self.at] not in stops:
            self.at += 1
        return self.raw[start : self.at].decode("utf-8", "replace")

    def _skip_space(self) -> None:
        while self.raw[self.at] and self.raw[self.at] in _SPACE:
            self.at += 1

    def _start_tag(self, begin: int) -> None:
        tag = self._until(b">").lower()
        if not self.raw[self.at]:
            self.fail("Unclosed start tag", begin)
        if tag not in _KINDS:
            self.fail(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        while self.raw[self.at] != ord(">"):
            self._attribute(tag, begin, attributes)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self.fail('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, attributes, self.offset, len(self.out)))

    def _attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        self._skip_space()
        if self.raw[self.at] == ord(">"):
            return
        name = self._until(b"=>/\"'")
        if not name:
            self.fail(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_space()
        if self.raw[self.at] != ord("="):
            if not self.raw[self.at]:
                self.fail(f'Unclosed start tag "{tag}"', begin)
            attributes[name] = ""
            return
        self.at += 1
        self._skip_space()
        if not self.raw[self.at]:
            self.fail(f'Unclosed start tag "{tag}"', begin)
        attributes[name] = self._literal() if self.raw[self.at] in b"'\"" else self._token()
        if not self.raw[self.at]:
            self.fail("Unclosed start tag", begin)

    def _token(self) -> str:
        start = self.at
        while self.raw[self.at] < 128 and (chr(self.raw[self.at]).isalnum() or self.raw[self.at] in b".-"):
            self.at += 1
        if self.raw[self.at] not in _SPACE and self.raw[self.at] != ord(">"):
            self.fail("Unexpected end of name token", start)
        return self.raw[start : self.at].decode().lower()

    def _literal(self) -> str:
        quote, value = self.raw[self.at], bytearray()
        self.at += 1
        while self.raw[self.at] not in (quote, 0):
            code, self.at = decode_reference(self.raw, self.at)
            if code:
                value += chr(code).encode("utf-8", "surrogatepass")
            else:
                value.append(self.raw[self.at])
                self.at += 1
        self.at += self.raw[self.at] == quote
        return value.decode("utf-8", "replace")

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            self.fail("Unexpected end tag", begin)
        self.at += 1
        tag = self._until(b">").lower()
        self._skip_space()
        if self.raw[self.at] != ord(">"):
            self.fail("Unclosed end tag", begin)
        opened = self.open.pop()
        if tag and tag != opened.tag:
            self.fail("Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{tag}>"')
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind, length = _KINDS[opened.tag], self.offset - opened.offset
        if kind in ("pre", "code"):
            self._close_code(opened, kind, length)
            return
        if kind == "text_link":
            url = opened.attributes.get("href") or self.out[opened.begin :].decode("utf-8", "replace")
            self.entities += _link(url, opened.offset, length)
            return
        if kind == "blockquote" and "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        read = {"custom_emoji": _emoji, "date_time": _time}.get(kind)
        self.entities.append(Entity(kind, opened.offset, length, read(opened.attributes) if read else ()))

    def _close_code(self, opened: _Open, kind: str, length: int) -> None:
        # <pre><code class="language-x"> is one entity, whichever of the two is outside
        language = opened.attributes.get("class", "") if kind == "code" else ""
        mark = _language(language)
        last = self.entities[-1] if self.entities else None
        same = last is not None and (last.offset, last.length) == (opened.offset, length)
        if last and same and {last.kind, kind} == {"pre", "code"} and (mark or last.extra):
            self.entities[-1] = Entity("pre", opened.offset, length, mark or last.extra)
            return
        self.entities.append(Entity(kind, opened.offset, length, mark))


def _language(class_name: str) -> tuple[tuple[str, Any], ...]:
    name = class_name.removeprefix("language-")
    return (("language", name),) if name and name != class_name else ()


def _link(url: str, offset: int, length: int) -> list[Entity]:
    user = user_in(url)
    if user:
        shown = {"id": user, "is_bot": False, "first_name": ""}
        return [Entity("text_mention", offset, length, (("user", shown),))]
    try:
        return [Entity("text_link", offset, length, (("url", check_link(url)),))]
    except LinkError:  # such a link is dropped without a word, as at the real server
        return []


def _emoji(attributes: dict[str, str]) -> tuple[tuple[str, Any], ...]:
    identifier = attributes.get("emoji-id", "")
    if not re.fullmatch(r"-?\d+", identifier) or int(identifier) == 0:
        raise ParseError("Invalid custom emoji identifier specified")
    return (("custom_emoji_id", identifier),)


def _time(attributes: dict[str, str]) -> tuple[tuple[str, Any], ...]:
    unix, form = attributes.get("unix", ""), attributes.get("format", "")
    if not unix.isdigit():  # the real words are not known (the tag is newer than the source we follow)
        raise ParseError("Invalid Unix time specified")
    if not _TIME_FORMAT.fullmatch(form):
        raise ParseError("Invalid date-time format specified")
    return (("unix_time", int(unix)), *((("date_time_format", form),) if form else ()))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities, outermost first. Raises ParseError."""
    reader = _Html(source.encode("utf-8") + b"\0")
    reader.run()
    try:
        text = reader.out.decode("utf-8")
    except UnicodeDecodeError:
        raise ParseError(_BAD_UNICODE) from None
    plain = [Entity("code", e.offset, e.length) if e.kind == "code" else e for e in reader.entities]
    return text, sorted(plain, key=lambda e: (e.offset, -e.length))

"""What a person sees of the bot: its messages as plain values, and waiting for them."""

import asyncio
from dataclasses import dataclass
from typing import Any, NamedTuple

from .keyboards import Markup

Json = dict[str, Any]


class Button(NamedTuple):
    """A button under a message: its label, and its data or URL ("" when it is of another kind)."""

    label: str
    value: str


@dataclass(frozen=True)
class Reply:
    """One message of the bot as it was sent or edited."""

    message_id: int
    chat_id: int
    kind: str  # text, photo, document, venue, location
    text: str  # plain, after parsing; the caption of a photo or document, the title of a venue
    html: str  # as the bot wrote it
    buttons: tuple[tuple[Button, ...], ...]  # inline, by rows
    keyboard: tuple[tuple[str, ...], ...]  # labels of the keyboard that replaces the person's own
    file: bytes | None
    edited: bool
    json: Json  # the message as the Bot API shows it

    @property
    def labels(self) -> list[str]:
        """Labels of all inline buttons, in order."""
        return [button.label for row in self.buttons for button in row]

    def button(self, wanted: str) -> Button:
        """The inline button with this label or data. Raises LookupError."""
        for row in self.buttons:
            for button in row:
                if wanted in button:
                    return button
        raise LookupError(f"no button {wanted!r} under {self.text!r}; there are {self.labels}")


def buttons_of(markup: Markup | None) -> tuple[tuple[Button, ...], ...]:
    """Rows of inline buttons; none for other keyboards."""
    if markup is None or markup.kind != "inline":
        return ()
    return tuple(
        tuple(Button(b["text"], b.get("callback_data") or b.get("url") or "") for b in row) for row in markup.rows
    )


def labels_of(markup: Markup | None) -> tuple[tuple[str, ...], ...]:
    """Labels of a reply keyboard by rows; none for other keyboards."""
    if markup is None or markup.kind != "reply":
        return ()
    return tuple(tuple(button["text"] for button in row) for row in markup.rows)


class Feed:
    """Everything the bot sent or edited in one chat, in order."""

    def __init__(self) -> None:
        self.items: list[Reply] = []
        self._grown = asyncio.Event()

    def put(self, reply: Reply) -> None:
        """Nothing; those who wait for it are woken."""
        self.items.append(reply)
        self._grown.set()

    async def reach(self, count: int, timeout: float) -> None:
        """Nothing, as soon as there are `count` items. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while len(self.items) < count:
                self._grown.clear()
                await self._grown.wait()

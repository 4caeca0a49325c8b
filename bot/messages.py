"""What comes in and what goes out, the same for every channel."""

from dataclasses import dataclass, replace
from typing import Literal

BUTTON_VERSION = "v1"
BUTTON_BYTES = 64  # Telegram's limit for callback data
PLAN_PAYLOAD = "plan_"  # before the token in what a link says to Telegram


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message, press or position of a chat. `position` is latitude and longitude in WGS-84, used and forgotten.

    opens: the stored plan of a link that was followed; empty where there is none any more.
    """

    chat: str
    text: str | None = None
    button: str | None = None
    position: tuple[float, float] | None = None
    language_hint: str | None = None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Where a link can lead: the bot's username, the page's address; None where there is none."""

    bot: str | None = None
    page: str | None = None

    def to_plan(self, token: str) -> str | None:
        """The link that opens the plan of this token."""
        if self.bot:
            return f"https://t.me/{self.bot}?start={PLAN_PAYLOAD}{token}"
        return f"{self.page.rstrip('/')}/p/{token}" if self.page else None


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class KeepPlan:
    """An effect: the plan of a link to be stored under its token."""

    token: str
    trip: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: `data` comes back to the guide, `url` opens a page."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """The parts of a button's data."""

    verb: str
    id: str
    argument: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says so and as of when, as a visitor reads it; `url` only where the page may be shown."""

    label: str
    dated: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact an answer stands on."""

    subject: str
    about: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Venue:
    """A point to open in a map, in WGS-84 degrees."""

    id: str
    title: str
    address: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class File:
    """A picture or a document to send along."""

    kind: Literal["picture", "document"]
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its first line, supporting lines, what it stands on, and what can be pressed next.

    cite_marks: how the provenance line is written, label, comma, separator and stop; listed: ids in the order shown;
    effects: what has to be stored with it.
    """

    head: str
    lines: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    remarks: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    facts: tuple[FactUsed, ...] = ()
    extras: tuple[Venue | File, ...] = ()
    cite_marks: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    asks_position: bool = False
    effects: tuple[KeepPlan, ...] = ()

    def with_buttons(self, *buttons: Button) -> "Reply":
        """The same reply with these buttons after its own, none twice."""
        return replace(self, buttons=tuple(dict.fromkeys((*self.buttons, *buttons))))


def button_data(verb: str, entry_id: str = "", argument: str = "") -> str:
    """The data of a button. Raises ValueError where it would not fit."""
    data = f"{BUTTON_VERSION}|{verb}|{entry_id}|{argument}"
    if len(data.encode()) > BUTTON_BYTES:
        raise ValueError(f"button data is longer than {BUTTON_BYTES} bytes: {data!r}; shorten the argument")
    return data


def read_button(data: str) -> Pressed | None:
    """The parts of `data`; None where it is not of this version or not whole."""
    parts = data.split("|")
    if len(parts) != 4 or parts[0] != BUTTON_VERSION or len(data.encode()) > BUTTON_BYTES:
        return None
    return Pressed(*parts[1:])

"""What a turn is answered from, and what it gives."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.answers.desk import Desk
from bot.dialogue.state import ChatState
from bot.messages import NO_LINKS, Links, Reply
from bot.wording import Words
from content.catalogue import Catalogue
from intents.languages import load_languages
from intents.model import Intent, Understanding
from intents.understand import Understander


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything a turn is answered from."""

    catalogue: Catalogue
    understander: Understander
    words: dict[str, Words]
    intents: dict[str, Intent]
    links: Links = NO_LINKS

    def desk(self, language: str, now: datetime) -> Desk:
        """A desk in this language, English where the guide does not speak it."""
        return Desk(self.catalogue, self.words.get(language, self.words["en"]), now, self.links)

    def notice(self, language: str) -> str:
        """The line saying that the answer is in English: in this language, or in English where it has no folder."""
        return load_languages().notice(language) or self.words["en"].say("language.not_spoken")


@dataclass(frozen=True, slots=True)
class Turn:
    """What was understood, how it was answered, and what the chat remembers."""

    language: str
    outcome: Literal["answer", "ask", "refuse"]
    intent: str
    subjects: tuple[str, ...]
    slots: dict[str, Any]
    score: float
    runners_up: tuple[tuple[str, float], ...]
    reply: Reply
    state: ChatState
    understanding: Understanding | None = None

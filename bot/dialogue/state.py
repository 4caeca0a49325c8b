"""What a chat remembers from turn to turn: small, typed, and nothing about who is speaking."""

from dataclasses import dataclass, field
from typing import Any

from bot.answers.desk import Question
from bot.messages import Citation
from bot.planner.model import Trip


@dataclass(frozen=True, slots=True)
class ChatState:
    """The last language, question and list of a chat, what the guide has just asked back, and the script chosen.

    route: the question that the last food route answered, with all that was wished of it so far; needs: what the
    eater was said to need, as words of the vocabulary; trip: the plan at hand.
    """

    language: str | None = None
    chosen: str | None = None
    intent: str | None = None
    subjects: tuple[str, ...] = ()
    slots: dict[str, Any] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    choice_subjects: tuple[str, ...] = ()
    choice_text: str = ""
    wanting: str | None = None
    about_event: bool = False
    cited: tuple[Citation, ...] = ()
    doubts: tuple[str, ...] = ()
    route: Question | None = None
    needs: tuple[str, ...] = ()
    trip: Trip | None = None

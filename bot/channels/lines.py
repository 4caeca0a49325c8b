"""Questions as JSON lines: for tests, benchmarks and operators. Lines of one chat share a conversation."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide, Turn
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.jsonl import reply_object
from content.load import Loaded
from intents.model import Intent
from intents.phrasebook import Phrase

WRITTEN = ("en", "zh")


class LineError(Exception):
    """A line that is not a question; `identity` is its id where it has one."""

    def __init__(self, identity: Any, message: str) -> None:
        self.identity = identity
        super().__init__(message)


def answer_lines(guide: Guide, lines: Iterable[bytes], now: datetime) -> Iterator[dict[str, Any]]:
    """One result for each line, in order."""
    states: dict[str, ChatState] = {}
    for raw in lines:
        try:
            identity, incoming, chat = read_line(raw)
        except LineError as error:
            yield {"id": error.identity, "error": str(error)}
            continue
        state = states.get(chat, ChatState()) if chat is not None else ChatState()
        try:
            turn = take_turn(guide, incoming, state, now)
        except Exception as error:
            # A defect of the guide's own; the lines behind it must be answered all the same.
            yield {"id": identity, "error": f"the guide failed ({type(error).__name__}); please report the line"}
            continue
        if chat is not None:
            states[chat] = turn.state
        yield turn_object(turn, identity)


def turn_object(turn: Turn, identity: Any) -> dict[str, Any]:
    """The turn in the form the contract gives."""
    return {
        "id": identity,
        "language": turn.language,
        "outcome": turn.outcome,
        "intent": turn.intent,
        "subjects": list(turn.subjects),
        "slots": turn.slots,
        "score": turn.score,
        "runners_up": [[name, score] for name, score in turn.runners_up],
        "reply": reply_object(turn.reply),
    }


def read_line(raw: bytes) -> tuple[Any, Incoming, str | None]:
    """The line's id, what it says, and its chat. Raises LineError saying what is wrong with it."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise LineError(None, 'not a JSON object; write for example {"id": "q1", "text": "..."}') from error
    if not isinstance(data, dict):
        raise LineError(None, "not a JSON object but a bare value")
    identity = data.get("id")
    if isinstance(identity, float) and not math.isfinite(identity):
        raise LineError(None, "id must be text or a finite number")
    text, button, chat = data.get("text"), data.get("button"), data.get("chat")
    if (text is None) == (button is None):
        raise LineError(identity, "give either text or button")
    for name in ("text", "button", "chat"):
        if data.get(name) is not None and not isinstance(data[name], str):
            raise LineError(identity, f"{name} must be text")
    return (
        identity,
        Incoming(chat or "line", text=text, button=button, position=_position(data, identity)),
        chat,
    )


def _position(data: Mapping[str, Any], identity: Any) -> tuple[float, float] | None:
    point = data.get("position")
    if point is None:
        return None
    numbers = (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in point)
    )
    if not numbers or not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise LineError(identity, "position must be [latitude, longitude] in degrees")
    return float(point[0]), float(point[1])


def coverage_lines(loaded: Loaded, phrases: Sequence[Phrase], intents: Mapping[str, Intent]) -> Iterator[str]:
    """What lacks a language, a line each, then the counts."""
    counts = {(phrase.language, phrase.intent): 0 for phrase in phrases}
    for phrase in phrases:
        counts[phrase.language, phrase.intent] += 1
    for name in intents:
        for language in WRITTEN:
            found = counts.get((language, name), 0)
            if found < 15:
                yield f"intents/phrases/{language}/{name}.yaml: {found} phrases; 15 are wanted"
    for problem in loaded.problems:
        if problem.message.split(":")[0].split(".")[-1] in (*WRITTEN, "zh-Hant"):
            yield str(problem)
    bare = [entry.id for entry in loaded.entries.values() if not entry.facts]
    yield f"{len(bare)} entries have a name but no fact: {', '.join(sorted(bare))}"
    by_language = {
        language: sum(n for (code, _), n in counts.items() if code == language) for language in ("en", "zh", "zh-Hant")
    }
    yield "phrases: " + ", ".join(f"{language} {number}" for language, number in by_language.items())

"""Conversations in tests/dialogues/*.yaml, turn by turn: what is understood once the conversation has filled it in."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.text import text

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(guide: Guide, now, path):
    state, buttons = ChatState(), ()
    for turn in yaml.safe_load(path.read_text(encoding="utf-8")):
        incoming = (
            Incoming("c", text=turn["say"]) if "say" in turn else Incoming("c", button=_data(buttons, turn["press"]))
        )
        done = take_turn(guide, incoming, state, now)
        state, buttons = done.state, done.reply.buttons
        _check(turn, done)


def _data(buttons: Any, label: str) -> str:
    return next(button.data for button in buttons if button.label == label)


def _check(turn: dict[str, Any], done: Any) -> None:
    said = turn.get("say") or turn["press"]
    shown = text(done.reply)
    for field in ("intent", "language", "outcome"):
        if field in turn:
            assert (said, field, getattr(done, field)) == (said, field, turn[field])
    if "subjects" in turn:
        assert (said, list(done.subjects)) == (said, turn["subjects"])
    for slot, value in turn.get("slots", {}).items():
        assert (said, done.slots.get(slot)) == (said, value)
    for part in turn.get("answer_has", []):
        assert part in shown, (said, shown)
    for part in turn.get("answer_lacks", []):
        assert part not in shown, (said, shown)

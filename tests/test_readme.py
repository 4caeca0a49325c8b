"""What README.md shows is what the guide does."""

import re
from pathlib import Path

from conftest import at

from bot.cli import app
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SPOKEN = re.compile(r"^> \*\*(Visitor|Guide):\*\* (.+?)\\?$", re.MULTILINE)


def table(heading: str) -> list[str]:
    """The code in the first column of the table under the heading."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)`", section, re.MULTILINE)


def talked(guide):
    """The conversation of the README held with the real guide: what is said, and in which languages."""
    moment = at(re.search(r"given on (\d{4}-\d{2}-\d{2})", README)[1] + " 10:00")
    state, lines, languages = ChatState(), [], []
    for speaker, text in SPOKEN.findall(README):
        if speaker == "Visitor":
            turn = take_turn(guide, Incoming("readme", text=text), state, moment)
            state = turn.state
            languages.append(turn.language)
            lines += [("Visitor", text), ("Guide", turn.reply.head)]
    return lines, languages


def test_the_conversation_is_what_the_guide_says(guide):
    lines, _ = talked(guide)

    # Where this fails because content changed for good, copy the guide's line into README.md.
    assert SPOKEN.findall(README) == lines


def test_the_conversation_has_six_lines_in_two_languages(guide):
    lines, languages = talked(guide)

    assert len(lines) == 6
    assert set(languages) == {"en", "zh"}


def test_every_command_is_explained_and_no_other():
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if not command.hidden}

    assert {name.split()[0] for name in table("Commands")} == commands

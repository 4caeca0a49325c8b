"""The console chat: for a fresh machine and for operators."""

from collections.abc import Callable
from datetime import datetime

from rich.console import Console
from rich.text import Text

from bot.dialogue.state import ChatState
from bot.dialogue.turn import Guide, Turn
from bot.dialogue.turns import take_turn
from bot.messages import Button, Incoming, Venue
from bot.render.text import provenance

CHAT = "console"
QUIT = ("quit", "exit", "q", "退出")


def chat(guide: Guide, clock: Callable[[], datetime], console: Console, *, hint: str | None = None) -> None:
    """Reads lines until the visitor quits, and answers each."""
    console.print(Text(guide.words["en"].say("console.welcome"), style="dim"))
    console.print(Text(guide.words["zh"].say("console.welcome"), style="dim"))
    state = ChatState()
    shown: tuple[Button, ...] = ()
    while True:
        try:
            line = console.input("[bold]> [/bold]")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if line.strip().lower() in QUIT:
            return
        turn = take_turn(guide, _incoming(line, shown, hint), state, clock())
        state, shown = turn.state, _pressable(turn.reply.buttons)
        show(turn, console)


def _incoming(line: str, shown: tuple[Button, ...], hint: str | None) -> Incoming:
    """The line, or the button whose number it is."""
    number = line.strip()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(shown):
        return Incoming(CHAT, button=shown[int(number) - 1].data, language_hint=hint)
    return Incoming(CHAT, text=line, language_hint=hint)


def _pressable(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(button for button in buttons if button.data)


def show(turn: Turn, console: Console) -> None:
    """Prints the reply; Text, not markup, so that no content is taken for a style."""
    reply = turn.reply
    console.print(Text(reply.head, style="bold"))
    for line in reply.lines:
        console.print(Text(line))
    for extra in reply.extras:
        if isinstance(extra, Venue):
            console.print(Text(f"{extra.address}  {extra.lat:.4f}, {extra.lon:.4f}", style="cyan"))
        else:  # named, not written: the terminal's folder is the operator's
            console.print(Text(f"{extra.name}  {extra.mime}, {len(extra.content)} B", style="cyan"))
    if source := provenance(reply):
        console.print(Text(source, style="italic dim"))
    for button in reply.buttons:
        if button.url:
            console.print(Text(f"{button.label}: {button.url}", style="cyan"))
    if pressable := _pressable(reply.buttons):
        console.print(
            Text(
                "   ".join(f"[{number}] {button.label}" for number, button in enumerate(pressable, 1)),
                style="green",
            )
        )
    console.print()

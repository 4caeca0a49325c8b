"""The command line: serve, chat, ask, and the checks a clerk and an operator run."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.settings import Settings, SettingsError, read_settings

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="A guide for visitors."
)

Now = Annotated[str | None, typer.Option("--now", help="Answer as of this ISO time; without a zone it is the town's.")]


def main() -> None:
    """Runs the command line."""
    app()


@contextmanager
def _told() -> Iterator[Settings]:
    """The settings; errors of the operator's or the clerk's making are told in a line, not a traceback."""
    from bot.app import BuildError
    from bot.wording import WordsError
    from content.load import ContentError

    try:
        yield read_settings()
    except (SettingsError, ContentError, WordsError, BuildError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from error


@app.command()
def run() -> None:
    """Serve Telegram where TELEGRAM_BOT_TOKEN is set; else open the console chat."""
    with _told() as settings:
        from bot.app import clock, make_guide

        if settings.token is None:
            _chat(settings, with_hint=True)
            return
        from bot.channels.telegram import prepared, serve

        prepared(settings)  # a bad token is told before the half minute that training may take
        serve(make_guide(settings), settings, clock)


@app.command()
def chat() -> None:
    """Chat in the terminal."""
    with _told() as settings:
        _chat(settings, with_hint=False)


def _chat(settings: Settings, *, with_hint: bool) -> None:
    from bot.app import clock, make_guide
    from bot.channels import console

    guide = make_guide(settings)
    terminal = Console(highlight=False)
    if with_hint:
        terminal.print(guide.words["en"].say("console.token"), style="yellow", markup=False)
        terminal.print(guide.words["zh"].say("console.token"), style="yellow", markup=False)
    console.chat(guide, clock, terminal)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="One question.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as a JSON object.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read JSON objects from standard input, a line each.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show every step of the understanding.")] = False,
    now: Now = None,
) -> None:
    """Answer a question, or one a line with --jsonl. Writes no database."""
    with _told() as settings:
        from bot.app import clock, make_guide, moment

        if jsonl == (question is not None):
            raise SettingsError("give one question, or --jsonl and questions on standard input")
        at = moment(now) if now is not None else clock()
        guide = make_guide(settings)
        if jsonl:
            _ask_lines(guide, sys.stdin.buffer, at)
        elif question is not None:
            _ask_one(guide, question, at, as_json=as_json, explain=explain)


def _ask_one(guide: Any, question: str, at: datetime, *, as_json: bool, explain: bool) -> None:
    from bot.channels.console import show
    from bot.channels.lines import turn_object
    from bot.dialogue.state import ChatState
    from bot.dialogue.turns import take_turn
    from bot.messages import Incoming

    turn = take_turn(guide, Incoming("ask", text=question), ChatState(), at)
    if explain and turn.understanding:
        for step, value in turn.understanding.steps.items():
            sys.stderr.write(f"{step:>8}: {value}\n")
        sys.stderr.write(
            f"{'result':>8}: {turn.outcome} {turn.intent} {list(turn.subjects)} {turn.slots} {turn.score}\n"
        )
    if as_json:
        _print_json(turn_object(turn, None))
    else:
        show(turn, Console(highlight=False))


def _print_json(result: dict[str, Any]) -> None:
    """One line of JSON; half of a surrogate pair, which a visitor may send, cannot be written in UTF-8."""
    line = json.dumps(result, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _ask_lines(guide: Any, lines: Iterable[bytes], at: datetime) -> None:
    from bot.channels.lines import answer_lines

    for result in answer_lines(guide, lines, at):
        _print_json(result)


@app.command()
def plan(  # noqa: PLR0913 - the options of the contract
    *,
    days: Annotated[int, typer.Option(help="Days of the trip.")] = 1,
    date_: Annotated[str | None, typer.Option("--date", help="The first day; without it any weekday must do.")] = None,
    arrive: Annotated[str | None, typer.Option(help="ID@HH:MM where and when the first day begins.")] = None,
    depart: Annotated[str | None, typer.Option(help="ID@HH:MM where and when the last day ends.")] = None,
    base: Annotated[str | None, typer.Option(help="ID of where one sleeps.")] = None,
    must: Annotated[list[str] | None, typer.Option(help="ID that has to be in.")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="ID, kind or tag that must not be in.")] = None,
    interest: Annotated[list[str] | None, typer.Option(help="food, culture, nature, photography, ...")] = None,
    party: Annotated[list[str] | None, typer.Option(help="alone, couple, children, elderly, ...")] = None,
    people: Annotated[int | None, typer.Option(help="How many people.")] = None,
    pace: Annotated[str, typer.Option(help="relaxed, normal or packed.")] = "normal",
    budget: Annotated[int | None, typer.Option(help="Yuan for all people and days.")] = None,
    diet: Annotated[list[str] | None, typer.Option(help="What somebody eats or does not eat.")] = None,
    transport: Annotated[str, typer.Option(help="car, taxi or bus.")] = "car",
    seconds: Annotated[float, typer.Option(help="Time to plan.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    now: Now = None,
) -> None:
    """Plan days by options. Exit 2 where an option names something unknown; clashing wishes are told with exit 0."""
    from bot.channels.plan_object import OptionError, Options

    options = Options(
        days, date_, arrive, depart, base, must or [], avoid or [], interest or [], party or [], people, pace, budget,
        diet or [], transport,
    )  # fmt: skip
    with _told() as settings:
        try:
            _plan(settings, options, seconds, now, as_json=as_json)
        except OptionError as error:
            sys.stderr.write(f"{error}\n")
            raise typer.Exit(2) from error


def _plan(settings: Settings, options: Any, seconds: float, now: str | None, *, as_json: bool) -> None:
    from bot.app import clock, make_desk, moment
    from bot.channels.plan_object import plan_object, plan_text, read_wishes
    from bot.planner.planning import planned

    desk = make_desk(settings, moment(now) if now is not None else clock())
    wishes = read_wishes(desk.catalogue, options)
    found = planned(desk.catalogue, wishes, desk.now, seconds=min(max(seconds, 0.05), 60.0))
    if as_json:
        _print_json(plan_object(found, desk))
    else:
        sys.stdout.write(plan_text(found, wishes, desk) + "\n")


@app.command()
def check() -> None:
    """Check content, phrases and words; list every problem and what to write instead."""
    with _told() as settings:
        from bot.app import clock
        from bot.wording import load_words
        from content.checks import check as check_content
        from content.load import load_folder
        from intents.contract import load_intents
        from intents.phrasebook import load_phrases

        loaded = load_folder(settings.content_dir)
        problems = check_content(loaded, clock().date())
        phrases, faults = load_phrases()
        load_words({})
        load_intents()
        problems = sorted({*problems, *faults})
        for problem in problems:
            sys.stdout.write(f"{problem}\n")
        if problems:
            sys.stdout.write(f"{len(problems)} problem(s)\n")
            raise typer.Exit(1)
        facts = sum(len(entry.facts) for entry in loaded.entries.values())
        sys.stdout.write(f"ok: {len(loaded.entries)} entries, {facts} facts, {len(phrases)} phrases\n")


@app.command()
def stale(now: Now = None) -> None:
    """List facts that may have changed, the most overdue first."""
    with _told() as settings:
        from bot.answers.provenance import KEEPS_DAYS, may_have_changed
        from bot.app import clock, moment
        from content.catalogue import open_catalogue

        today: date = (moment(now) if now is not None else clock()).date()
        rows = []
        for entry in open_catalogue(settings.content_dir):
            for fact in entry.facts:
                if may_have_changed(fact, fact.about, today):
                    age = fact.dated.age_days(today)
                    over = 99999 if age is None else age - KEEPS_DAYS[fact.about]
                    rows.append((-over, entry.id, fact.about, fact.as_of, fact.en))
        for over, entry_id, about, as_of, text in sorted(rows):
            late = "undated" if over == -99999 else f"{-over} days over"
            sys.stdout.write(f"{late:>16}  {entry_id}  {about}  {as_of}  {text[:80]}\n")
        sys.stdout.write(f"{len(rows)} facts may have changed\n")


@app.command()
def coverage() -> None:
    """List what lacks a language: entries, facts, phrases."""
    with _told() as settings:
        from bot.channels.lines import coverage_lines
        from content.load import load_folder
        from intents.contract import load_intents
        from intents.phrasebook import load_phrases

        loaded = load_folder(settings.content_dir)
        phrases, _ = load_phrases()
        for line in coverage_lines(loaded, phrases, load_intents()):
            sys.stdout.write(line + "\n")


@app.command(hidden=True)
def build(content: Path, folder: Path) -> None:
    """Train the matcher and derive Traditional Chinese into a folder."""
    with _told():
        from bot.app import build as build_all

        build_all(content, folder)


@app.command()
def setup() -> None:
    """Train the matcher now, so that the first start is quick."""
    with _told() as settings:
        from bot.app import ensure_built

        sys.stdout.write(f"ready: {ensure_built(settings).name}\n")

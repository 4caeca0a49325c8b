"""How good plans are, how soon, and how close to the optimum.

`toptw FILE` and `trip FILE`: one plan for a public instance or a trip. `table`: all of them, beside greedy insertion
and PyVRP. `towns`: generated towns up to a thousand places and a week. Every plan is checked by a checker of its own
(planning_check.py) before it counts. Tables go to standard error; one JSON line goes last to standard output.
"""

import csv
import json
import multiprocessing
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import highspy  # noqa: F401  loaded before the clock starts
import typer
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import planning_ours, planning_peers
from benchmarks.planning_check import Plan, score_toptw, score_trip
from benchmarks.planning_files import load_trip, make_town, read_toptw, read_trip
from bot.planner.engine.problem import Problem, Solution
from bot.planner.engine.solve import solve

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"  # beside the project
CONTENT = Path(__file__).resolve().parent.parent / "content"
ROOMS = ((35, 1), (35, 3), (100, 2), (100, 4), (300, 3), (300, 7), (1000, 1), (1000, 7))
SECONDS_BY_DAYS = {1: 0.1, 2: 0.3, 3: 1.0, 4: 1.5}
app = typer.Typer(help=__doc__, add_completion=False, no_args_is_help=True)
console = Console(stderr=True, width=120)
File = Annotated[Path, typer.Argument(exists=True)]


@app.command()
def toptw(file: File, routes: Annotated[int, typer.Option()], seconds: Annotated[float, typer.Option()] = 1.0) -> None:
    """Plan the routes of a public instance."""
    result, solution = run_toptw(file, routes, seconds)
    _show(file.stem, [_row(f"{file.stem} m={routes}", result["score"], solution)])
    print(json.dumps({"instance": file.stem, "routes": routes, **result}))


@app.command()
def trip(file: File, seconds: Annotated[float, typer.Option()] = 1.0) -> None:
    """Plan a trip."""
    result, solution = run_trip(load_trip(file), seconds)
    _show(file.stem, [_row(file.stem, result["score"], solution)])
    print(json.dumps(result))


def run_toptw(file: Path, routes: int, seconds: float) -> tuple[dict[str, Any], Solution]:
    """Score, seconds and plan for a public instance, checked."""
    solution = _solved(read_toptw(file, routes), seconds)
    plan = [[call.node for call in route.calls] for route in solution.routes]
    places = 2 if file.name.startswith("pr") else 1
    score = score_toptw(file.read_text().splitlines(), plan, places=places)
    _agree(score, solution)
    return {"score": score, "seconds": round(solution.seconds, 4), "plan": plan}, solution


def run_trip(data: dict[str, Any], seconds: float) -> tuple[dict[str, Any], Solution]:
    """Score, bound, seconds and plan for a trip, checked."""
    solution = _solved(read_trip(data), seconds)
    plan: Plan = [
        [["S" if call.meal < 0 else "LD"[call.meal], call.node, call.start] for call in route.calls]
        for route in solution.routes
    ]
    score = score_trip(data, plan)
    _agree(score, solution)
    return {"score": score, "bound": solution.bound, "seconds": round(solution.seconds, 4), "plan": plan}, solution


def _solved(problem: Problem, seconds: float) -> Solution:
    solution = solve(problem, seconds=seconds)
    if solution is None:
        raise SystemExit("no plan found")
    return solution


def _agree(score: int, solution: Solution) -> None:
    if score != solution.score:
        raise SystemExit(f"the checker counts {score} points, the engine {solution.score}")


@app.command()
def table(
    toptw_folder: Annotated[Path, typer.Option()] = SHARED / "toptw",
    trips_folder: Annotated[Path, typer.Option()] = SHARED / "trips",
    seconds: Annotated[float, typer.Option()] = 1.0,
) -> None:
    """Every public instance for one to three routes and every trip: ours, greedy insertion, PyVRP."""
    if not planning_peers.has_pyvrp():
        console.print("PyVRP is not installed: its column is left out")
    gaps: dict[str, list[dict[str, float]]] = {}
    for row in _read(toptw_folder / "best_known.csv"):
        file, routes = toptw_folder / f"{row['instance']}.txt", int(row["m"])
        score = run_toptw(file, routes, seconds)[0]["score"]
        found = _beside(read_toptw(file, routes), score, int(row["best"]), seconds)
        gaps.setdefault(f"toptw m={routes}", []).append(found)
    for row in _read(trips_folder / "optima.csv"):
        data, days = load_trip(trips_folder / row["file"]), int(row["days"])
        time = min(seconds, SECONDS_BY_DAYS[days]) if seconds <= 1.5 else seconds
        score = run_trip(data, time)[0]["score"]
        gaps.setdefault(f"{days} days", []).append(_beside(read_trip(data), score, int(row["optimum"]), time))
    print(json.dumps(_gaps(gaps, seconds)))


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _beside(problem: Problem, score: int, best: int, seconds: float) -> dict[str, float]:
    """Gaps to the best in hundredths, of ours and of the peers; a peer without a plan loses everything."""
    peers: dict[str, Callable[[], float | None]] = {"greedy": lambda: planning_peers.greedy(problem)}
    if planning_peers.has_pyvrp():
        peers["pyvrp"] = lambda: planning_peers.pyvrp(problem, seconds)
    scores = {"ours": float(score), **{name: peer() or 0.0 for name, peer in peers.items()}}
    return {name: 100 * (best - found) / best for name, found in scores.items()}


def _gaps(gaps: dict[str, list[dict[str, float]]], seconds: float) -> dict[str, Any]:
    names = list(next(iter(gaps.values()))[0])
    shown = Table("set", "of", *(f"{name} {kind}" for name in names for kind in ("mean %", "worst %")))
    summary: dict[str, Any] = {"seconds": seconds}
    for kind, rows in gaps.items():
        means = {name: round(sum(row[name] for row in rows) / len(rows), 3) for name in names}
        worst = {name: round(max(row[name] for row in rows), 2) for name in names}
        shown.add_row(kind, str(len(rows)), *(f"{cell:.2f}" for name in names for cell in (means[name], worst[name])))
        summary[kind] = {"mean": means, "worst": worst}
    console.print(shown)
    return summary


@app.command()
def towns(seconds: Annotated[float, typer.Option()] = 3.0, seed: Annotated[int, typer.Option()] = 1) -> None:
    """Generated towns: first plan, all of it, the gap to the bound, and the memory on top of a small town's."""
    rows = []
    for places, days in ROOMS:
        # A process each, or the largest town's memory would be counted for all that follow.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(_town, (places, days, seed, seconds)))
    shown = Table("places", "days", "score", "bound", "gap %", "first s", "seconds", "peak MB")
    for row in rows:
        shown.add_row(*(str(cell) for cell in row.values()))
    console.print(shown)
    print(json.dumps(rows))


def _town(places: int, days: int, seed: int, seconds: float) -> dict[str, Any]:
    result, solution = run_trip(make_town(places, days, seed), seconds)
    score, bound = result["score"], result["bound"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "places": places,
        "days": days,
        "score": score,
        "bound": bound and round(bound),
        "gap": bound and round(100 * (bound - score) / score, 2),
        "first_seconds": round(solution.first_seconds, 3),
        "seconds": round(solution.seconds, 3),
        "peak_mb": peak,
    }


@app.command()
def ours() -> None:
    """Our own content: plans of one to seven days as in chat, and changes of one."""
    found = {"plans": planning_ours.plans(CONTENT), "edits": planning_ours.edits(CONTENT)}
    for title, rows in found.items():
        shown = Table(*rows[0], title=title)
        for row in rows:
            shown.add_row(*(str(cell) for cell in row.values()))
        console.print(shown)
    print(json.dumps(found))


def _row(name: str, score: int, solution: Solution) -> list[str]:
    bound = "-" if solution.bound is None else f"{solution.bound:.0f}"
    cells = (name, score, bound, f"{solution.first_seconds:.3f}", f"{solution.seconds:.3f}", solution.rounds)
    return [str(cell) for cell in cells]


def _show(title: str, rows: list[list[str]]) -> None:
    shown = Table("plan", "score", "bound", "first s", "seconds", "rounds", title=title)
    for row in rows:
        shown.add_row(*row)
    console.print(shown)


if __name__ == "__main__":
    app()

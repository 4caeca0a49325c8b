"""What a visitor waits for: plans and changes of plans on our own content."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogue.plans.changing import FIRST_SECONDS
from bot.planner.model import DayWish, Plan, Wishes
from bot.planner.planning import planned
from bot.planner.revising import Revised, revised
from bot.planner.verifier.verify import verify
from content.catalogue import Catalogue, open_catalogue

NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST = date(2026, 11, 27)
LONG = 3.0  # seconds
TIMES = 5


def plans(folder: Path) -> list[dict[str, Any]]:
    """A row for each number of days: how long a plan takes in chat, checked, and how far from the proven best."""
    catalogue = open_catalogue(folder)
    planned(catalogue, Wishes(first=FIRST), NOW, seconds=FIRST_SECONDS)  # what is loaded once
    return [_plan_row(catalogue, Wishes(days=days, first=FIRST)) for days in range(1, 8)]


def _plan_row(catalogue: Catalogue, wishes: Wishes) -> dict[str, Any]:
    took, found = _timed(lambda: planned(catalogue, wishes, NOW, seconds=FIRST_SECONDS))
    long = planned(catalogue, wishes, NOW, seconds=LONG)
    if not (isinstance(found, Plan) and isinstance(long, Plan)):
        raise SystemExit(f"no plan for {wishes.days} days")
    faults = verify(catalogue, wishes, found, NOW)
    return {
        "days": wishes.days,
        "seconds": took,
        "score": found.score,
        "after_3_s": long.score,
        "bound": long.bound and round(long.bound),
        "faults": len(faults),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def edits(folder: Path) -> list[dict[str, Any]]:
    """A row for each kind of change of a three-day plan: how long it takes, and what of it stays."""
    catalogue = open_catalogue(folder)
    wishes = Wishes(days=3, first=FIRST)
    before = planned(catalogue, wishes, NOW, seconds=1.0)
    if not isinstance(before, Plan):
        raise SystemExit("no plan for three days")
    best = max((one for day in before.days for one in day.ids), key=lambda one: len(catalogue.facts(one, "highlights")))
    unseen = next(left.id for left in before.left_out if left.why == "no_time")
    changes = {
        "drop the best sight": replace(wishes, avoid=(best,)),
        "add a sight": replace(wishes, musts=(unseen,)),
        "start day 2 at ten": replace(wishes, of_days=(DayWish(), DayWish(begin=600), DayWish())),
        "another day": replace(wishes, days=4),
    }
    return [_edit_row(catalogue, name, wishes, before, after) for name, after in changes.items()]


def _edit_row(catalogue: Catalogue, name: str, wishes: Wishes, before: Plan, after: Wishes) -> dict[str, Any]:
    took, found = _timed(lambda: revised(catalogue, wishes, before, after, NOW))
    plan = found.plan
    if not isinstance(plan, Plan):
        raise SystemExit(f"{name}: no plan")
    anew = planned(catalogue, after, NOW, seconds=1.0)
    best = anew.score if isinstance(anew, Plan) else plan.score
    return {
        "change": name,
        "seconds": took,
        "days_as_before": sum(one == other for one, other in zip(before.days, plan.days, strict=False)),
        "stays_on_touched_days": _stays(before, found, plan, set(after.avoid)),
        "below_anew_percent": round(100 * (1 - plan.score / best), 1),
        "faults": len(verify(catalogue, after, plan, NOW, before=before, touched=found.touched)),
    }


def _stays(before: Plan, found: Revised, plan: Plan, gone: set[str]) -> str:
    numbers = [number for number in found.touched if number < len(before.days)]
    had = {one for number in numbers for one in before.days[number].ids} - gone
    now = {one for number in numbers for one in plan.days[number].ids}
    return f"{len(had & now)} of {len(had)}"


def _timed(make: Callable[[], Any]) -> tuple[float, Any]:
    times, found = [], None
    for _ in range(TIMES):
        begin = time.perf_counter()
        found = make()
        times.append(time.perf_counter() - begin)
    return round(statistics.median(times), 3), found

"""Whatever is wished, what comes out is a plan that the verifier lets pass, or a clash with a change that works."""

import os
from datetime import datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from planner.conftest import NOW
from planner.wish_strategy import wishes

from bot.dialogue.plans.pressing import relaxed
from bot.planner.impossible import feasible
from bot.planner.model import Impossible, Plan, Wishes
from bot.planner.planning import planned
from bot.planner.verifier.verify import verify
from bot.settings import ROOT
from content.catalogue import open_catalogue

CATALOGUE = open_catalogue(ROOT / "content")
# `make plans` tries a thousand; so many are tried with every change.
EXAMPLES = int(os.environ.get("PLAN_EXAMPLES", "20"))


def made(wanted: Wishes, now: datetime = NOW) -> Plan | Impossible:
    return planned(CATALOGUE, wanted, now, seconds=0.15)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
    phases=[Phase.generate],
)
@given(wishes(CATALOGUE))
def test_a_plan_holds_or_the_clash_has_a_way_out(wanted: Wishes) -> None:
    found = made(wanted)

    if isinstance(found, Plan):
        assert verify(CATALOGUE, wanted, found, NOW) == []
    else:
        assert found.clash
        assert found.relax, found
        assert _helps(wanted, found), found


def _helps(wanted: Wishes, found: Impossible) -> bool:
    """True where each change works by itself, or all of them together where that is told."""
    changed = [relaxed(wanted, one.option, one.value, one.to or "") for one in found.relax]
    if found.together:
        together: Wishes | None = wanted
        for one in found.relax:
            together = together and relaxed(together, one.option, one.value, one.to or "")
        changed = [together]
    return all(one is not None and feasible(CATALOGUE, one, NOW) for one in changed)


@settings(max_examples=5, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
@given(wishes(CATALOGUE), st.integers(0, 3))
def test_the_same_wishes_give_the_same_plan(wanted: Wishes, seed: int) -> None:
    plans = [planned(CATALOGUE, wanted, NOW, seconds=0.3, seed=seed) for _ in range(2)]

    assert plans[0] == plans[1]

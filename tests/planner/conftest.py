from datetime import date

import pytest
from conftest import at

from bot.planner.model import Impossible, Plan, Wishes
from bot.planner.planning import planned
from bot.settings import ROOT
from content.catalogue import Catalogue, open_catalogue

NOW = at("2026-11-25 10:00")
FRIDAY, SATURDAY, TUESDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 1)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return open_catalogue(ROOT / "content")


@pytest.fixture
def plan(catalogue):
    """The plan for wishes, which must exist."""

    def made(wishes: Wishes, seconds: float = 0.3) -> Plan:
        found = planned(catalogue, wishes, NOW, seconds=seconds)
        assert isinstance(found, Plan), found
        return found

    return made


@pytest.fixture
def clash(catalogue):
    """The clash in wishes that no plan meets."""

    def made(wishes: Wishes) -> Impossible:
        found = planned(catalogue, wishes, NOW, seconds=0.3)
        assert isinstance(found, Impossible), found
        return found

    return made

"""What every test may use: the real guide on the real content, and moments of its time."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import ZONE, make_guide
from bot.dialogue.turn import Guide
from bot.settings import read_settings

sys.path.append(str(Path(__file__).parent))  # for `botapi`; last, as folders here are named like the packages


def at(written: str) -> datetime:
    """A moment in the town's time: `at("2026-12-01 09:30")`."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide as it serves."""
    return make_guide(read_settings())


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning in November, when the museum is open."""
    return at("2026-11-24 10:00")

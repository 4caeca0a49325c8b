"""What days are made of, whoever travels: hours of meals, how long one is out at which pace, when it is dark.

These are the guide's own advice, not facts of any place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.planner.model import MealName, Pace

STEP_MIN = 5
MOST_DAYS = 7
VISITED = ("place", "event", "eatery")  # kinds that can be asked for
MEAL_MIN = 60
# A meal lies wholly inside: lunch 11:00 to 14:00, dinner 17:00 to 20:00.
MEALS: Mapping[MealName, tuple[int, int]] = {"lunch": (660, 840), "dinner": (1020, 1200)}
LUNCH_IF_OUT_BY, DINNER_IF_OUT_BY = 690, 1050  # who sets out later has eaten, or eats elsewhere
HUB_ARRIVE_MIN, HUB_DEPART_MIN = 15, 30  # out of the station; in it before the train leaves
# Where no hours are known one comes by daylight; where there is life in the street, also in the evening.
DAYLIGHT, EVENING = (420, 1110), (420, 1350)
LIVELY = frozenset(("night", "street", "food", "square"))
SHORTEST_STAY, LONG_STAY = 180, 300
LATE_BACK = 1410  # from a show one may be back later than the pace has it


@dataclass(frozen=True, slots=True)
class PaceRule:
    """A pace: when one is out (minutes of the day), how much longer one stays, the longest leg, and how much a day.

    rest_min: a break after lunch.
    """

    begin: int
    end: int
    stay: float
    longest_leg_min: int
    most_stops: int
    rest_min: int = 0


PACES: Mapping[Pace, PaceRule] = {
    "relaxed": PaceRule(600, 1290, 1.25, 90, 4, 45),
    "normal": PaceRule(540, 1320, 1.0, 120, 6),
    "packed": PaceRule(480, 1350, 0.75, 180, 9),
}
SLOWER: Mapping[Pace, Pace] = {"packed": "normal", "normal": "relaxed", "relaxed": "relaxed"}
FASTER: Mapping[Pace, Pace] = {"relaxed": "normal", "normal": "packed", "packed": "packed"}


def rounded(minutes: float) -> int:
    """Minutes to the next step up."""
    return -int(-minutes // STEP_MIN) * STEP_MIN


def meets(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    """What two spans share; None where they share nothing."""
    begin, end = max(one[0], other[0]), min(one[1], other[1])
    return (begin, end) if begin <= end else None


def shared(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that two lists share, in order."""
    found = [both for one in spans for other in others if (both := meets(one, other))]
    merged = sorted(found)
    return [span for span, after in pairwise([*merged, (0, 0)]) if span != after]

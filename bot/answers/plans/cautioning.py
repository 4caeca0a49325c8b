"""The cautions of a plan in words."""

from bot.answers.desk import Desk
from bot.answers.plans.wording import joined
from bot.planner.model import Caution

NAMES = 3  # entries named in one


def caution(desk: Desk, one: Caution, most: int = NAMES) -> str:
    """What to look to before one goes, as a clause; of many entries the first."""
    if one.code == "travel_estimated":
        return desk.words.say("trip.travel")
    return desk.words.say(f"trip.{one.code}", names=joined(desk, one.ids, most))

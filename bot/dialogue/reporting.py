"""What a turn tells of the question it answered: its subjects and slots, as the contract counts them."""

from bot.answers.desk import Question
from bot.dialogue.turn import Guide
from intents.contract import OUT_OF_SCOPE
from intents.model import Slots

# Slots that any question may carry; the others mean something to some intents only.
EVERYWHERE = ("when", "days", "party", "interests", "pace", "budget", "from", "amount")
# Intents that change nothing of what is spoken of; and those that carry no slots.
SMALL_TALK = ("greet", "thanks", "goodbye", "help", "about", "set_language", "feedback", OUT_OF_SCOPE)
CHATTER = (*SMALL_TALK, "human", "privacy")

# What is answered in its own way and told as the intent of the contract that it belongs to.
REPORTED = {"map": "getting_there", "calendar": "save_plan"}


def reported_intent(question: Question) -> str:
    """The intent of the contract that the question counts as."""
    return REPORTED.get(question.intent, question.intent)


def reported_subjects(guide: Guide, question: Question) -> tuple[str, ...]:
    """The subjects; practical topics never count, and a ride only where the intent is about one."""
    contract = guide.intents.get(question.intent)
    rides_count = contract is not None and contract.subject == "needed"
    kinds = {entry.id: entry.kind for one in question.subjects if (entry := guide.catalogue.get(one))}
    return tuple(
        one for one in question.subjects if kinds.get(one) != "topic" and (rides_count or kinds.get(one) != "ride")
    )


def reported_slots(question: Question, said: Slots) -> Slots:
    """The slots the answer took, and those of the line that any question may carry."""
    if question.intent in CHATTER:
        return dict(question.slots)
    return {name: value for name, value in said.items() if name in EVERYWHERE} | dict(question.slots)

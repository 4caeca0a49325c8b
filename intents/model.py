"""What the understanding of a line gives: an intent with its subjects and slots, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["answer", "ask", "refuse"]
Slots = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Intent:
    """One line of the contract: the kinds of subject an intent takes, and what a place elsewhere means to it."""

    name: str
    subject: Literal["needed", "optional", "none"]
    kinds: tuple[str, ...]
    slots: tuple[str, ...]
    outside: Literal["origin", "fine", "refuse"] = "refuse"


@dataclass(frozen=True, slots=True)
class Span:
    """A name found in a text: where, whose it may be, how it was found, and how sure that is (0 to 100).

    place: where the name stands in pieces ("the boats at that town"), the place it was told by.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    kind: str
    score: float
    how: Literal["exact", "sound", "fuzzy", "loose"]
    main: frozenset[str] = frozenset()
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What a short line does in a conversation, whatever its intent. `whole`: it says nothing besides."""

    kind: Literal["yes", "no", "pick", "other"]
    place: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Marks:
    """How a line stands in a conversation.

    bare: the intent of a line that is nothing but names and fillers; brief: a few words; carries: it begins as a
    continuation does ("and ...", "那...呢"); refers_back: it says "it" or "那里"; returns: it says "back"; asks_source:
    it asks who says so; asks_sure: it asks whether that is certain; speaks_of_me: it says "me" or "我"; speaks_of_town:
    it names the town; corrects: it says "I mean"; compares: it says "than" or "vs"; loosely: it names by a general
    word only ("the old town"); shorter: it wants less of it; whole: it wants all of it again; ending: it says where to
    be in the end; routes: it speaks of "food" routes, of "any" routes, or of "it", which may be one; asks: what alone
    it asks of a route; takes_back: what of an eater's needs it takes back: "food", "way", "allergy" or "all"; card: it
    wants the words for the cook, "sure" or only "after" an answer on food; fits: it asks whether something may be
    eaten; wonders: it is a question by its words or signs; somebody: it speaks of another person; allergic: it speaks
    of an allergy; left: words that are neither names, slot words, fillers nor corrections; language: one it names.
    """

    bare: str | None = None
    brief: bool = False
    carries: bool = False
    refers_back: bool = False
    asks_source: bool = False
    asks_sure: bool = False
    returns: bool = False
    speaks_of_me: bool = False
    speaks_of_town: bool = False
    corrects: bool = False
    compares: bool = False
    loosely: bool = False
    shorter: bool = False
    whole: bool = False
    ending: bool = False
    routes: str | None = None
    asks: str | None = None
    takes_back: str | None = None
    card: str | None = None
    fits: bool = False
    wonders: bool = False
    somebody: bool = False
    allergic: bool = False
    left: int = 0
    act: Act | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """One line understood. `subjects` are only those the line names; the dialogue fills in what it leaves out.

    all_slots: also those that the intent does not take; second: the other question of a line that asks two.
    """

    language: str
    intent: str
    outcome: Outcome
    score: float
    subjects: tuple[str, ...] = ()
    slots: Slots = field(default_factory=dict)
    runners_up: tuple[tuple[str, float], ...] = ()
    all_slots: Slots = field(default_factory=dict)
    marks: Marks = Marks()
    second: "Understanding | None" = None
    steps: Mapping[str, Any] = field(default_factory=dict)

"""Wishes and plans: what a visitor wants of some days, and the days that come of it. Frozen and fit to be stored."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Pace = Literal["relaxed", "normal", "packed"]
Transport = Literal["car", "taxi", "bus"]
Mode = Literal["walk", "car", "taxi", "bus"]
StopKind = Literal["visit", "meal", "show", "rest"]
MealName = Literal["lunch", "dinner"]
# Why a stop stands where it does: what would break, or cost most, if it came at another time.
Binding = Literal[
    "show", "opens", "closes", "meal", "arrival", "departure", "on_the_way", "night", "rest", "first", "free"
]
# Why something is in no day of the plan.
LeftWhy = Literal["avoid", "party", "closed", "not_on", "too_far", "budget", "no_time", "unplaced"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a trip begins or ends: an entry's id, and the minute of the day; None where no hour was said."""

    id: str
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class DayWish:
    """What is wished of one day alone.

    begin, end: minutes of the day not to be out before and after; lunch, dinner: the entry in or around which to eat;
    musts: ids that belong to this day; without: ids that do not.
    """

    begin: int | None = None
    end: int | None = None
    lunch: str | None = None
    dinner: str | None = None
    musts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


NO_WISH = DayWish()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan must respect, and what it should please.

    days: how many, from `first` on (None: any weekday must do); base: the entry slept at; party: words of the taxonomy;
    people: all of them, children too; interests: words of the taxonomy; budget_cny: for all people and days; musts:
    ids of places, events and eateries; likes: tags wanted more of; avoid: ids, tags, kinds, and spicy, crowds, stairs,
    mountains; needs: what nobody eats, words of the vocabulary; of_days: one for each day, or none at all.
    """

    days: int = 1
    first: date | None = None
    arrive: Anchor | None = None
    depart: Anchor | None = None
    base: str | None = None
    party: tuple[str, ...] = ()
    people: int | None = None
    interests: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    pace: Pace = "normal"
    budget_cny: int | None = None
    musts: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    transport: Transport = "car"
    of_days: tuple[DayWish, ...] = ()

    def of_day(self, number: int) -> DayWish:
        """What is wished of day `number`, counted from 0."""
        return self.of_days[number] if number < len(self.of_days) else NO_WISH

    def without_must(self, *ids: str) -> "Wishes":
        """The wishes with these entries asked for no more, on no day."""
        musts = tuple(one for one in self.musts if one not in ids)
        days = (replace(day, musts=tuple(one for one in day.musts if one not in ids)) for day in self.of_days)
        return replace(self, musts=musts, of_days=tuple(days))

    @property
    def asked_for(self) -> frozenset[str]:
        """Everything that has to be in, on whatever day."""
        return frozenset(self.musts).union(*(day.musts for day in self.of_days))

    @property
    def heads(self) -> int:
        """How many people; where no number was said, what the words for the party make likely."""
        if self.people is not None:
            return self.people
        return 1 if not self.party or self.party == ("alone",) else 2


@dataclass(frozen=True, slots=True)
class Leg:
    """A ride or walk to a stop. basis: `sourced` minutes, `estimated` from the map, `area`: one end is but an area."""

    minutes: int
    km: float
    mode: Mode
    basis: Literal["sourced", "estimated", "area"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stop is in, and why then.

    must: it was asked for; fits: words of interest and tags that it meets; binding: see Binding; linger_min: how much
    longer one could stay with every later stop of the day as planned or merely later, nothing missed; detour_min:
    minutes of travel that the day would save without it.
    """

    binding: Binding
    must: bool = False
    fits: tuple[str, ...] = ()
    linger_min: int = 0
    detour_min: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop from `arrive` to `leave`, minutes of the day (over 1440 after midnight).

    id: the place visited, the event seen, the eatery; for a meal with `around`, the place around which one looks for
    somewhere to eat, as no eatery that fits is known there; None for a rest. leg: None where one is there already.
    cost_cny: for all people; None where no source gives a price. meal: which.
    """

    id: str | None
    kind: StopKind
    arrive: int
    leave: int
    leg: Leg | None = None
    cost_cny: int | None = None
    around: bool = False
    meal: MealName | None = None
    reason: Reason | None = None

    @property
    def minutes(self) -> int:
        """How long one stays."""
        return self.leave - self.arrive


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day: when and from where one sets out, the stops in order, the leg back, where and when the day ends."""

    date: date | None
    start: int
    end: int
    origin: str
    goal: str
    stops: tuple[Stop, ...]
    back: Leg | None = None

    @property
    def travel_min(self) -> int:
        """Minutes on the way, the leg back too."""
        return sum(leg.minutes for leg in (*(stop.leg for stop in self.stops), self.back) if leg)

    @property
    def ids(self) -> tuple[str, ...]:
        """What is visited or seen, in order."""
        return tuple(stop.id for stop in self.stops if stop.id and stop.kind in ("visit", "show"))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that could have been in and is not. need_min: minutes it would take with the way there and back."""

    id: str
    why: LeftWhy
    need_min: int | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to know before one goes: a code (a key of the words) and the entries it is about."""

    code: Literal[
        "any_weekday",
        "hours_unknown",
        "price_unknown",
        "estimated",
        "unconfirmed",
        "travel_estimated",
        "no_eatery",
        "shorter",
        "area",
        "closed_unknown",
        "ask_first",
    ]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Days that can be walked; `score` counts their worth, and no plan for the same wishes has more than `bound`."""

    days: tuple[DayPlan, ...]
    score: int
    bound: float | None = None
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[Caution, ...] = ()

    @property
    def cost_cny(self) -> int:
        """All known prices together."""
        return sum(stop.cost_cny or 0 for day in self.days for stop in day.stops)


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish by the option of the command line that states it: ("must", id), ("budget", "200")."""

    option: str
    value: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A wish with what to change it to so that a plan exists; `to` is None where it has to be given up."""

    option: str
    value: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Impossible:
    """Wishes that cannot all be met: a smallest set that clashes, and the smallest changes that work.

    together: no single change works, so these have to be made all of them.
    """

    clash: tuple[Wish, ...]
    relax: tuple[Relaxation, ...]
    together: bool = False


Doing = Literal[
    "new", "changed", "undone", "swapped", "shown", "same", "nothing_cheaper", "no_swap", "nothing_to_undo", "unsound"
]


@dataclass(frozen=True, slots=True)
class Trip:
    """The plan at hand in a conversation.

    plan: None where the wishes cannot be met (`impossible`); touched: the days, from 0, that the last change planned
    again; done: what that change came to, about the entries `about`; gain_percent: what planning all anew would gain;
    earlier: the wishes and plans before, the latest last, to go back to.
    """

    wishes: Wishes
    plan: Plan | None = None
    impossible: Impossible | None = None
    touched: frozenset[int] = frozenset()
    done: Doing = "new"
    about: tuple[str, ...] = ()
    gain_percent: int = 0
    earlier: tuple[tuple[Wishes, Plan], ...] = ()

    @property
    def as_it_is(self) -> "Trip":
        """The trip with nothing just done to it, to be looked at."""
        return replace(self, done="shown", touched=frozenset(), about=(), gain_percent=0)

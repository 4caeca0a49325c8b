"""The stops of a walk by the clock: when one sets out, arrives, waits for an hour to come, and goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from content.catalogue import Catalogue
from content.fitting import Fit, Wishes, is_on
from content.hours import is_open
from content.model import Eatery, Event, Place
from content.travel import Way

# Parts of the day: not before, usual, too late. Ours, and wide: people eat early and late.
HOURS = {
    "breakfast": (time(7), time(9), time(11)),
    "lunch": (time(11), time(12), time(15)),
    "dinner": (time(17, 30), time(18), time(21)),
    "night": (time(19, 30), time(19, 30), time(23, 30)),
}
PARTS = tuple(HOURS)
UNTIMED_START, EARLIEST, NOON = time(10), time(9), time(12)
EARLIER = timedelta(minutes=30)
WORTH_COMING = timedelta(minutes=30)  # before the end of what there is to see
STEP_MIN = 5
PACES = {"relaxed": 1.25, "normal": 1.0, "packed": 0.75}


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop with its time of arrival. `way`: how one gets there; None from the same place, or where no way is known.

    wait_min: minutes to spend before it, until its hour has come; open: whether it is open all that time, None where
    no hours are known.
    """

    fit: Fit
    arrive: datetime
    minutes: int
    way: Way | None = None
    wait_min: int = 0
    open: bool | None = None

    @property
    def leave(self) -> datetime:
        """When one goes on."""
        return self.arrive + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Walker:
    """One walk's day and wishes. `clock`: the hour asked for; `not_before`: where none is, no earlier than this."""

    catalogue: Catalogue
    day: date
    wishes: Wishes
    clock: time | None
    not_before: datetime | None
    _known: dict[tuple[str, str], Way | None] = field(default_factory=dict)  # a shorter walk is sought among many

    def halts(self, fits: Sequence[Fit]) -> list[Halt]:
        """The stops with their times, each as early as its hour allows."""
        if self.clock:
            return self._from(fits, self._at(self.clock))
        begin, part = self._usual_begin(fits)
        halts = self._from(fits, begin)
        # Before dinner there is a whole afternoon to begin in: early enough for what shuts.
        while part not in ("breakfast", "lunch") and _shut(halts) and begin > self._at(EARLIEST):
            begin -= EARLIER
            halts = self._from(fits, begin)
        if self.not_before and halts and begin < self.not_before:
            return self._from(fits, _rounded_up(self.not_before))
        return halts

    def _from(self, fits: Sequence[Fit], moment: datetime) -> list[Halt]:
        halts = []
        for fit, way in zip(fits, self._ways(fits), strict=True):
            moment += timedelta(minutes=way.minutes if way else 0)
            wait = max(timedelta(0), self._opens(fit) - moment)
            minutes = self._minutes(fit, moment + wait)
            opened = self._is_open(fit, moment + wait, minutes)
            halts.append(Halt(fit, moment + wait, minutes, way, int(wait.total_seconds()) // 60, opened))
            moment = halts[-1].leave
        return halts

    def _usual_begin(self, fits: Sequence[Fit]) -> tuple[datetime, str | None]:
        """When to set out to reach the first stop that has an hour at its usual one, and its part of the day."""
        before = timedelta(0)
        for fit, way in zip(fits, self._ways(fits), strict=True):
            before += timedelta(minutes=way.minutes if way else 0)
            if usual := self._usual(fit):
                return self._at(usual) - before, fit.at or ("breakfast" if usual < NOON else "night")
            before += timedelta(minutes=fit.stop.minutes)
        return self._at(UNTIMED_START), None

    def late(self, fits: Sequence[Fit]) -> list[Fit]:
        """The stops whose hour is past on arrival."""
        return [halt.fit for halt in self.halts(fits) if halt.arrive > self._closes(halt.fit)]

    def onward(self, fits: Sequence[Fit]) -> Way | None:
        """The way from the last stop to where one wants to be afterwards."""
        last, end = fits[-1].stop.place if fits else None, self.wishes.end
        return self._way(last, end) if last and end and last != end else None

    def turned(self, fits: list[Fit]) -> list[Fit]:
        """The same round begun elsewhere, where that saves riding from the start, meals stay in order, and it ends no
        later."""
        if self.wishes.start is None or not fits:
            return fits
        end = self.halts(fits)[-1].leave
        best, least = fits, self._riding(fits)
        for place in range(1, len(fits)):
            turn = [*fits[place:], *fits[:place]]
            if self._riding(turn) < least and in_order(turn) and self._keeps_time(turn, end):
                best, least = turn, self._riding(turn)
        return best

    def _keeps_time(self, fits: Sequence[Fit], end: datetime) -> bool:
        return self.halts(fits)[-1].leave <= end and not self.late(fits)

    def _riding(self, fits: Sequence[Fit]) -> int:
        return sum(way.minutes for way in self._ways(fits) if way)

    def _ways(self, fits: Sequence[Fit]) -> list[Way | None]:
        """How one gets to each stop."""
        places = [self.wishes.start, *(fit.stop.place for fit in fits)]
        return [self._way(a, b) if a and b and a != b else None for a, b in pairwise(places)]

    def _way(self, start: str, end: str) -> Way | None:
        if (start, end) not in self._known:
            self._known[start, end] = self.catalogue.way(start, end)
        return self._known[start, end]

    def _minutes(self, fit: Fit, arrive: datetime) -> int:
        """How long one stays; no longer than there is something to see."""
        stay = max(STEP_MIN, round(fit.stop.minutes * PACES[self.wishes.pace] / STEP_MIN) * STEP_MIN)
        shown = self._shown(fit)
        left = int((self._ends(*shown) - arrive).total_seconds()) // 60 if shown and shown[1] else stay
        return min(stay, max(left, STEP_MIN))

    def _is_open(self, fit: Fit, arrive: datetime, minutes: int) -> bool | None:
        place = self.catalogue.get(fit.stop.place)
        hours = place.hours if isinstance(place, Place | Eatery) else None
        if hours is None or hours.open is None:
            return None
        last = arrive + timedelta(minutes=minutes - 1)
        return is_open(hours.open, arrive) and is_open(hours.open, last)

    def _usual(self, fit: Fit) -> time | None:
        shown = self._shown(fit)
        if shown:  # one comes for its beginning; what has no end is joined in the morning
            return shown[0] if shown[1] else max(shown[0], EARLIEST)
        return HOURS[fit.at][1] if fit.at else None

    def _opens(self, fit: Fit) -> datetime:
        shown = self._shown(fit)
        return self._at(shown[0] if shown else HOURS[fit.at][0] if fit.at else time(0))

    def _closes(self, fit: Fit) -> datetime:
        shown = self._shown(fit)
        if shown and shown[1]:
            return self._ends(*shown) - WORTH_COMING
        return self._at(HOURS[fit.at][2] if fit.at else time(23, 59))

    def _shown(self, fit: Fit) -> tuple[time, time | None] | None:
        """When what the stop is there to see begins and ends on this day, where that is known."""
        event = self.catalogue.get(fit.stop.event) if fit.stop.event else None
        rule = event.recurrence if isinstance(event, Event) else None
        if rule is None or rule.start_time is None or is_on(self.catalogue, fit.stop, self.day) is not True:
            return None
        return time.fromisoformat(rule.start_time), time.fromisoformat(rule.end_time) if rule.end_time else None

    def _ends(self, begins: time, ends: time | None) -> datetime:
        """When it ends; what begins late may end after midnight."""
        end = self._at(ends or begins)
        return end if ends is None or ends > begins else end + timedelta(days=1)

    def _at(self, clock: time) -> datetime:
        return datetime.combine(self.day, clock)


def _rounded_up(moment: datetime) -> datetime:
    minutes = -(-(moment.hour * 60 + moment.minute) // STEP_MIN) * STEP_MIN
    return datetime.combine(moment.date(), time(0)) + timedelta(minutes=minutes)


def _shut(halts: Sequence[Halt]) -> bool:
    return any(halt.open is False for halt in halts)


def in_order(fits: Sequence[Fit]) -> bool:
    """True where breakfast comes before lunch, and lunch before dinner."""
    parts = [PARTS.index(fit.at) for fit in fits if fit.at]
    return parts == sorted(parts)

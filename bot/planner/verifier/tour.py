"""The shortest order of a day's stops in which each can still be as long as planned, at an hour it can be."""

from heapq import heappop, heappush

from bot.planner.verifier.case import OUT_OF_HUB_MIN, Case
from bot.planner.verifier.time import MOST_WAIT_MIN
from bot.planner.verifier.windows import NEVER_OVER, arrivals, has_seats, last_end

# What is seen as bits, where one is, when one can leave, earliest and latest, and the minutes on the way so far.
Label = tuple[int, int, int, int, int]
Queue = list[tuple[int, int, Label]]


def best_order(case: Case, number: int) -> int:
    """Minutes on the way in the shortest order of the day's stops.

    Exact: always goes on from where least is to be expected in all, and forgets only what another has beaten, that
    has seen the same, is at the same place, and can leave both earlier and later after fewer minutes on the way.
    """
    most, tour = case.plan.days[number].travel_min, _Tour(case, number)
    first = (0, 0, tour.start, NEVER_OVER, 0)
    queue: Queue = [(tour.least(0, 0), 0, first)]
    kept: dict[tuple[int, int], list[Label]] = {}
    while queue:
        expected, _, label = heappop(queue)
        if expected >= most:
            break
        if label[0] == tour.all and label[2] + tour.back(label[1]) <= tour.end:
            return label[4] + tour.back(label[1])
        for following in tour.further(label):
            seen, here, *_, length = following
            whole = length + (tour.back(here) if seen == tour.all else tour.least(seen, here))
            if whole < most and _is_new(kept.setdefault((seen, here), []), following):
                heappush(queue, (whole, -seen.bit_count(), following))
    return most


def _is_new(kept: list[Label], label: Label) -> bool:
    """Keeps the label and says True, unless one that was kept beats it."""
    _, _, early, late, length = label
    if any(was[2] <= early and was[3] >= late and was[4] <= length for was in kept):
        return False
    kept.append(label)
    return True


class _Tour:
    """The stops of a day in no order: places by number, minutes between them, hours to arrive, lengths of stay."""

    def __init__(self, case: Case, number: int) -> None:
        day = case.plan.days[number]
        spots = case.spots(day)
        places = list(dict.fromkeys([day.origin, *spots, day.goal]))
        known = {(start, end): leg.minutes for start, end, leg, _ in case.legs(day) if leg}
        self.minutes = [[_ride(case, known, start, end) for end in places] for start in places]
        self._goal, self.all = places.index(day.goal), (1 << len(spots)) - 1
        named = zip(day.stops, spots, strict=True)
        self._at = [None if stop.kind == "rest" else places.index(spot) for stop, spot in named]
        self._hours = [arrivals(case, day, stop) for stop in day.stops]
        self._last = [max((last for _, last in hours), default=-1) for hours in self._hours]
        self._waits = [MOST_WAIT_MIN[stop.kind] for stop in day.stops]
        # Who comes later to a show leaves no later.
        self._stays = [(stop.minutes, stop.leave if has_seats(case, stop) else None) for stop in day.stops]
        self.start, self.end = _start(case, number), last_end(case, number)
        self._nearest = _nearest(self.minutes)
        self._ahead = _shortest_ahead(self._nearest, self._goal)

    def back(self, here: int) -> int:
        """Minutes to where the day ends."""
        return self.minutes[here][self._goal]

    def least(self, seen: int, here: int) -> int:
        """No order of what is left takes fewer minutes on the way than this."""
        left = 0
        for stop, at in enumerate(self._at):
            if at is not None and at != here and not seen >> stop & 1:
                left |= 1 << at
        return self._ahead[left][here]

    def further(self, label: Label) -> list[Label]:
        """The same with one stop more, where all that is then left can still be reached in time."""
        seen, here, early, late, length = label
        found: list[Label] = []
        for stop, at in enumerate(self._at):
            if seen >> stop & 1:
                continue
            there = here if at is None else at
            ride, wait = self.minutes[here][there], self._waits[stop] if seen else NEVER_OVER
            for opens, closes in self._hours[stop]:
                first, last = max(early + ride, opens), min(late + ride + wait, closes)
                if first <= last:
                    leaving = self._leaving(stop, first, last)
                    found.append((seen | 1 << stop, there, *leaving, length + ride))
        return [each for each in found if self._in_time(*each[:3])]

    def _leaving(self, stop: int, first: int, last: int) -> tuple[int, int]:
        """When one leaves, earliest and latest, after arriving from `first` to `last`."""
        stay, end = self._stays[stop]
        return (first + stay, last + stay) if end is None else (end, end)

    def _in_time(self, seen: int, here: int, early: int) -> bool:
        nearest = self._nearest[here]
        for stop, at in enumerate(self._at):
            if not seen >> stop & 1 and early + nearest[here if at is None else at] > self._last[stop]:
                return False
        return early <= self.end


def _nearest(minutes: list[list[int]]) -> list[list[int]]:
    """Minutes between places, by way of others where that is nearer; from a place to itself none."""
    count = range(len(minutes))
    ways = [[0 if start == end else minutes[start][end] for end in count] for start in count]
    for by in count:
        ways = [[min(ways[start][end], ways[start][by] + ways[by][end]) for end in count] for start in count]
    return ways


def _shortest_ahead(minutes: list[list[int]], goal: int) -> list[list[int]]:
    """For each set of places left, as bits, and each place to be at: the fewest minutes to all of them and the goal.

    Hours are not looked at, so that it never exceeds what a day takes.
    """
    import numpy as np

    ways = np.array(minutes, dtype=np.int64)
    count = len(ways)
    sets = np.arange(1 << count)
    sizes = np.bitwise_count(sets)
    ahead = np.full((1 << count, count), NEVER_OVER * count, dtype=np.int64)
    ahead[0] = ways[:, goal]
    for size in range(1, count + 1):
        for to in range(count):
            some = sets[(sizes == size) & (sets >> to & 1 == 1)]
            through = ways[None, :, to] + ahead[some ^ 1 << to, to][:, None]
            ahead[some] = np.minimum(ahead[some], through)
    found: list[list[int]] = ahead.tolist()
    return found


def _ride(case: Case, known: dict[tuple[str, str], int], start: str, end: str) -> int:
    minutes = known.get((start, end), case.travel(start, end))
    return NEVER_OVER if minutes is None else minutes


def _start(case: Case, number: int) -> int:
    """The earliest minute to set out: as planned, but not before one is out of the station."""
    day, arrive = case.plan.days[number], case.wishes.arrive
    if number or not arrive or arrive.minute is None or not case.is_hub(arrive.id):
        return day.start
    return max(day.start, arrive.minute + OUT_OF_HUB_MIN)

"""The legs between entries as the party travels: on foot where it is near, else by car, taxi or bus."""

from weakref import WeakKeyDictionary

from bot.planner.model import Leg, Transport
from bot.planner.rules import rounded
from content.catalogue import Catalogue
from content.travel import Way

# A bus stops on the way and has to be waited for; no timetable is known for most villages.
BUS_SLOWER, BUS_WAIT_MIN = 1.6, 15
_KNOWN: WeakKeyDictionary[Catalogue, dict[tuple[str, str], Way | None]] = WeakKeyDictionary()


class Roads:
    """The ways of one catalogue, each worked out once, for one kind of transport."""

    def __init__(self, catalogue: Catalogue, transport: Transport = "car", *, on_foot: bool = True) -> None:
        self._catalogue = catalogue
        self._transport = transport
        self._on_foot = on_foot
        self._ways = _KNOWN.setdefault(catalogue, {})

    def leg(self, start: str, end: str) -> Leg | None:
        """The leg from entry to entry; None from a place to itself and where no way is known (see `joined`)."""
        if start == end:
            return None
        way = self._way(start, end)
        if way is None:
            return None
        if way.walk_min is not None and self._on_foot:
            return Leg(way.walk_min, way.km, "walk", way.basis)
        minutes = rounded(way.drive_min * BUS_SLOWER) + BUS_WAIT_MIN if self._transport == "bus" else way.drive_min
        return Leg(minutes, way.km, self._transport, way.basis)

    def joined(self, start: str, end: str) -> bool:
        """True where one can get from one to the other."""
        return start == end or self._way(start, end) is not None

    def _way(self, start: str, end: str) -> Way | None:
        pair = (start, end) if start < end else (end, start)  # the same both ways
        if pair not in self._ways:
            self._ways[pair] = self._catalogue.way(*pair)
        return self._ways[pair]

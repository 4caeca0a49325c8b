"""What an entry is worth to a party, and whether it is for them at all: by its tags, and by how much is known of it."""

from collections.abc import Mapping
from math import sqrt

from bot.planner.model import Wishes
from content.model import Entry

# From words of the taxonomy to tags of content.
INTEREST_TAGS: Mapping[str, tuple[str, ...]] = {
    "food": ("food", "night_market"),
    "culture": ("museum", "ethnic_culture", "history", "culture", "miao_village"),
    "nature": ("nature", "mountain", "lake", "hiking", "forest"),
    "photography": ("photography", "viewpoint", "terraces"),
    "crafts": ("craft", "shopping", "paper"),
    "festivals": ("festival", "performance"),
    "night": ("night",),
}
PARTY_TAGS: Mapping[str, tuple[str, ...]] = {"children": ("family",)}
# Tags that decide where an entry is told of: to who names it and in no list; last in lists, as only old pages know it.
NOT_FOR_VISITORS, OLD = "not_for_visitors", "old"
UNFIT: Mapping[str, frozenset[str]] = {
    "wheelchair": frozenset(("mountain", "hiking", "stairs", "terraces", "rafting")),
    "elderly": frozenset(("rafting", "hiking")),
}
MAY_ASK = ("elderly",)
AVOIDED: Mapping[str, frozenset[str]] = {
    "mountains": frozenset(("mountain", "hiking")),
    "stairs": frozenset(("mountain", "hiking", "stairs", "terraces", "viewpoint")),
    "crowds": frozenset(("busy", "big_festival")),
}
# In points; a minute of travel costs one. What a dozen things are told of, seen for three hours, is worth about four
# hours of driving.
BASE, KNOWN, MOST_FACTS = 40, 14, 24
LIKED, MOST_LIKED = 80, 2
USUAL_MIN, LEAST, MOST = 120, 0.6, 1.6  # a longer visit is worth more, though less for each minute


def avoided(entry: Entry, avoid: tuple[str, ...], place: Entry | None = None) -> bool:
    """True where one of the words to avoid means this entry: its id or that of what it is a part of, its kind or a tag,
    or a word for several tags. place: where an event is held, whose tags are met with there."""
    tags = {entry.kind, getattr(entry, "form", ""), *entry.tags, *(place.tags if place else ())}
    names = {entry.id, entry.part_of, *tags}
    return any(word in names or AVOIDED.get(word, frozenset()) & tags for word in avoid)


def unfit(entry: Entry, wishes: Wishes, place: Entry | None = None, *, asked: bool = False) -> bool:
    """True where it, or the place it is held at, is not for somebody of the party; older people may well ask for a walk
    uphill."""
    tags = {*entry.tags, *(place.tags if place else ())}
    unfit_for = (word for word in wishes.party if UNFIT.get(word, frozenset()) & tags)
    return any(not (asked and word in MAY_ASK) for word in unfit_for)


def fits(entry: Entry, wishes: Wishes) -> tuple[str, ...]:
    """The interests, kinds of company and tags wished for that the entry meets."""
    tags = {entry.id, *entry.tags}
    wanted = {
        **{word: INTEREST_TAGS.get(word, ()) for word in wishes.interests},
        **{tag: (tag,) for tag in wishes.likes},
    }
    wanted |= {word: PARTY_TAGS[word] for word in wishes.party if word in PARTY_TAGS}
    return tuple(word for word, meant in wanted.items() if tags & set(meant))


def worth(entry: Entry, wishes: Wishes, minutes: int = USUAL_MIN) -> int:
    """Points of so long a visit: for how much there is told of it, and for each reason to like it."""
    liked = min(len(fits(entry, wishes)), MOST_LIKED)
    size = min(max(sqrt(minutes / USUAL_MIN), LEAST), MOST)
    return round(size * (BASE + KNOWN * min(len(entry.facts), MOST_FACTS) + LIKED * liked))

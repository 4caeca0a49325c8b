"""Wishes of every kind, for hypothesis: what visitors say, and what only a careless one would."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.planner.model import Anchor, DayWish, Wishes
from content.catalogue import Catalogue

FIRST = date(2026, 11, 26)
HUBS_BY_DAY = [None, 480, 600, 845, 1000, 1110, 1230]
PARTY = ["alone", "couple", "children", "elderly", "group", "wheelchair"]
INTERESTS = ["food", "culture", "nature", "photography", "crafts", "festivals", "night"]
AVOID = ["spicy", "crowds", "stairs", "mountains", "museum", "shopping", "miao_village"]


def wishes(catalogue: Catalogue) -> st.SearchStrategy[Wishes]:
    """Strategy for wishes on this content."""
    placed = [e.id for e in catalogue.of_kind("place") if getattr(e, "visit_min", None) and catalogue.point(e)]
    hubs = [e.id for e in catalogue.of_kind("hub") if catalogue.point(e)]
    bases = [e.id for e in catalogue.of_kind("lodging") if catalogue.point(e)]
    events = ["village_t", "kaili_market", "xiulitao_market", "xiasi_lights"]
    anchors = st.none() | st.builds(Anchor, st.sampled_from(hubs[:5]), st.sampled_from(HUBS_BY_DAY))
    dates = st.none() | st.integers(0, 300).map(lambda days: FIRST + timedelta(days=days))
    hour = st.none() | st.sampled_from([570, 600, 660, 720])
    day = st.builds(
        DayWish,
        begin=hour,
        end=st.none() | st.sampled_from([1020, 1080, 1260]),
        lunch=st.none() | st.sampled_from(placed[:20]),
    )
    return st.builds(
        Wishes,
        days=st.integers(1, 4),
        first=dates,
        arrive=anchors,
        depart=anchors,
        base=st.none() | st.sampled_from(bases),
        party=st.lists(st.sampled_from(PARTY), max_size=2, unique=True).map(tuple),
        people=st.none() | st.integers(1, 12),
        interests=st.lists(st.sampled_from(INTERESTS), max_size=2, unique=True).map(tuple),
        pace=st.sampled_from(["relaxed", "normal", "packed"]),
        budget_cny=st.none() | st.sampled_from([0, 100, 500, 3000]),
        musts=st.lists(st.sampled_from(placed + events), max_size=3, unique=True).map(tuple),
        avoid=st.lists(st.sampled_from(AVOID + placed[:10]), max_size=2, unique=True).map(tuple),
        needs=st.lists(st.sampled_from(["vegetarian", "halal", "peanuts", "pork"]), max_size=1).map(tuple),
        transport=st.sampled_from(["car", "car", "taxi", "bus"]),
        of_days=st.just(()) | st.lists(day, min_size=1, max_size=4).map(tuple),
    ).map(lambda found: found if len(found.of_days) <= found.days else _cut(found))


def _cut(found: Wishes) -> Wishes:
    from dataclasses import replace

    return replace(found, of_days=found.of_days[: found.days])

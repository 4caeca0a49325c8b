"""A line read for all that it says of a plan."""

from collections.abc import Sequence
from dataclasses import replace

from intents.model import Span
from intents.planning.asking import read_asks, read_show
from intents.planning.changes import read_changes
from intents.planning.clocks import find_chunks, find_clocks
from intents.planning.costs import read_budget, read_cheaper
from intents.planning.hours import read_hours
from intents.planning.model import PlanWords
from intents.planning.named_days import more_days
from intents.planning.rides import read_rides
from intents.planning.stays import read_base, read_tables, read_transport
from intents.planning.tempo import read_pace
from intents.planning.travellers import read_people


def read_plan_words(folded: str, spans: Sequence[Span]) -> PlanWords:
    """What a folded line says of a plan, with the names that were found in it."""
    budget, each = read_budget(folded)
    told = PlanWords(
        base=read_base(folded, spans),
        people=read_people(folded),
        transport=read_transport(folded),
        pace=read_pace(folded),
        tables=read_tables(folded, spans),
        cheaper=read_cheaper(folded),
        budget_cny=budget,
        budget_each=each,
        asks=read_asks(folded, spans),
        show=read_show(folded, spans),
    )
    return _with_changes(_with_hours(told, folded, spans), folded, spans)


def _with_hours(told: PlanWords, folded: str, spans: Sequence[Span]) -> PlanWords:
    chunks = find_chunks(folded, find_clocks(folded))
    rides = read_rides(folded, spans, chunks)
    begin, end = read_hours(folded, chunks, rides.taken)
    return replace(told, begin=begin, end=end, arrive=rides.arrive, depart=rides.depart)


def _with_changes(told: PlanWords, folded: str, spans: Sequence[Span]) -> PlanWords:
    changes = read_changes(folded, spans, tables=bool(told.tables))
    more = more_days(folded)
    only_days = bool(more) and not changes.stops and not spans  # "cut a day"
    return replace(
        told,
        days=changes.days,
        more_days=more,
        stops=changes.stops,
        drops=changes.drops and not only_days,
        adds=changes.adds and not only_days,
        swaps=changes.swaps,
        undoes=changes.undoes,
        again=changes.again,
        keeps=changes.keeps,
    )

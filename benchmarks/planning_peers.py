"""Other ways to plan, on the same problems: inserting greedily, and PyVRP where it is installed."""

import importlib.util
import math
from itertools import pairwise
from typing import Any

from bot.planner.engine.problem import Node, Problem

SCALE = 10_000
DAY_UNITS = 200_000  # days follow each other on PyVRP's one clock


def has_pyvrp() -> bool:
    """Whether PyVRP can be imported."""
    return importlib.util.find_spec("pyvrp") is not None


def greedy(problem: Problem) -> float | None:
    """The score of a plan into which the visit of most points for its time is inserted, until none fits.

    Meals first, each at the node that costs least; None where even these or the musts do not fit.
    """
    routes = [_meals(problem, number) for number in range(len(problem.days))]
    if any(route is None for route in routes):
        return None
    plan = [route for route in routes if route is not None]
    used: set[int] = set()
    while (best := _insertion(problem, plan, used)) is not None:
        day, place, node = best
        plan[day] = [*plan[day][:place], (node, -1), *plan[day][place:]]
        used.add(problem.nodes[node].group)
    if not problem.musts <= used:
        return None
    return sum(_points(problem, number, route) for number, route in enumerate(plan))


Stops = list[tuple[int, int]]


def _meals(problem: Problem, number: int) -> Stops | None:
    route: Stops = []
    for meal in problem.days[number].meals:
        choices = [[*route, (node, meal)] for node in problem.meals[meal].nodes]
        choices = [choice for choice in choices if _end(problem, number, choice) is not None]
        if not choices:
            return None
        route = min(choices, key=lambda choice: -_points(problem, number, choice))
    return route


def _insertion(problem: Problem, plan: list[Stops], used: set[int]) -> tuple[int, int, int] | None:
    best, most = None, 0.0
    for number, route in enumerate(plan):
        before, points = _end(problem, number, route) or 0, _points(problem, number, route)
        for node, about in enumerate(problem.nodes):
            if about.eats or about.group in used:
                continue
            for place in range(len(route) + 1):
                longer = [*route[:place], (node, -1), *route[place:]]
                end = _end(problem, number, longer)
                if end is None:
                    continue
                gain = _points(problem, number, longer) - points
                rate = (gain + 1e6 * (about.group in problem.musts)) / max(end - before, 1)
                if rate > most:
                    best, most = (number, place, node), rate
    return best


def _end(problem: Problem, number: int, route: Stops) -> int | None:
    """When the route is back, None where it breaks a window or the purse."""
    day = problem.days[number]
    at, clock = day.start, day.earliest
    for node, meal in route:
        arrives = clock + int(problem.travel[at, node])
        opens, closes = (0, math.inf) if meal < 0 else (problem.meals[meal].opens, problem.meals[meal].closes)
        starts = [max(arrives, a, opens) for a, b in day.windows[node] if max(arrives, a, opens) <= min(b, closes)]
        if not starts:
            return None
        at, clock = node, min(starts) + problem.nodes[node].minutes
    clock += int(problem.travel[at, day.end])
    rich = day.purse is None or sum(problem.nodes[node].fee for node, _ in route) <= day.purse
    return clock if clock <= day.latest and rich else None


def _points(problem: Problem, number: int, route: Stops) -> float:
    day = problem.days[number]
    nodes = [day.start, *(node for node, _ in route), day.end]
    legs = sum(int(problem.cost[a, b]) for a, b in pairwise(nodes))
    return sum(problem.nodes[node].value for node, _ in route) - legs


def pyvrp(problem: Problem, seconds: float) -> float | None:
    """The score of PyVRP's plan: a vehicle a day, a client a window, one group of clients a place or a meal."""
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    model = Model()
    spots = [model.add_location(x=0, y=0) for _ in problem.nodes]
    # Where legs cost nothing, a little for their length guides it better than nothing.
    free = not problem.cost.any()
    cost = problem.travel if free else problem.cost * SCALE
    for a, one in enumerate(spots):
        for b, other in enumerate(spots):
            model.add_edge(one, other, distance=int(cost[a, b]), duration=int(problem.travel[a, b]))
    _fill(model, problem, spots)
    result = model.solve(stop=MaxRuntime(seconds), seed=1, display=False)
    if not result.is_feasible():
        return None
    return float(sum(route.prizes() - (0 if free else route.distance()) for route in result.best.routes()) / SCALE)


def _fill(model: Any, problem: Problem, spots: list[Any]) -> None:
    """One vehicle a day; a client for every day and window of a place, a group of clients for every meal."""
    depot = model.add_depot(spots[problem.days[0].start])
    groups = {
        group: model.add_client_group(required=group in problem.musts)
        for group in sorted({node.group for node in problem.nodes if node.group >= 0})
    }
    for number, day in enumerate(problem.days):
        early, late = number * DAY_UNITS + day.earliest, number * DAY_UNITS + day.latest
        purse = day.purse if day.purse is not None else 10**6
        model.add_vehicle_type(1, [purse], depot, depot, tw_early=early, tw_late=late)
        for node, about in enumerate(problem.nodes):
            for window in () if about.eats else day.windows[node]:
                _client(model, spots[node], about, window, number, groups[about.group])
        for meal in (problem.meals[name] for name in day.meals):
            eaten = model.add_client_group(required=True)
            for node in meal.nodes:
                _client(model, spots[node], problem.nodes[node], (meal.opens, meal.closes), number, eaten)


def _client(model: Any, spot: Any, about: Node, window: tuple[int, int], day: int, group: Any) -> None:
    model.add_client(
        spot,
        delivery=[about.fee],
        service_duration=about.minutes,
        tw_early=day * DAY_UNITS + window[0],
        tw_late=day * DAY_UNITS + window[1],
        prize=about.value * SCALE,
        required=False,
        group=group,
    )

"""A route with its moments: every stop as early as it can be, the first as late as saves waiting."""

from itertools import pairwise

from bot.planner.engine.options import Options, calls
from bot.planner.engine.problem import Call, Day, Problem, Route


def schedule(problem: Problem, day: Day, options: Options, route: tuple[int, ...]) -> Route:
    """The calls of the options in `route`, what they score and cost."""
    starts, waits = _forward(problem, day, options, route, day.earliest)
    if problem.wait_cost and waits:
        starts, waits = _forward(problem, day, options, route, _put_off(problem, day, options, route, starts))
    done, stops = 0, list[Call]()
    for option, start in zip(route, starts, strict=True):
        stops += calls(problem, day, options, option, start, done)
        done += int(options.eaten[option])
    nodes = [day.start, *(int(options.node[option]) for option in route), day.end]
    legs = sum(int(problem.cost[a, b]) for a, b in pairwise(nodes))
    value = sum(int(options.value[option]) for option in route)
    fee = sum(int(options.fee[option]) for option in route)
    return Route(tuple(stops), value - legs - problem.wait_cost * waits, fee)


def _forward(
    problem: Problem, day: Day, options: Options, route: tuple[int, ...], leaves: int
) -> tuple[list[int], int]:
    """When each option begins if one sets out at `leaves`, and how long one waits after the first has begun."""
    node, moment, waits, starts = day.start, leaves, 0, list[int]()
    for option in route:
        arrives = moment + int(problem.travel[node, options.node[option]])
        start = max(arrives, int(options.lo[option]))
        over = start + int(options.stay[option])
        moment = max(over, int(options.out[option]))
        waits += (start - arrives if starts else 0) + moment - over
        node = int(options.node[option])
        starts.append(start)
    return starts, waits


def _put_off(problem: Problem, day: Day, options: Options, route: tuple[int, ...], starts: list[int]) -> int:
    """The latest moment to set out for which the last option still begins when it would have."""
    latest = min(int(options.hi[route[-1]]), max(starts[-1], _calm(options, route[-1])))
    for option, after in zip(route[-2::-1], route[:0:-1], strict=True):
        leg = int(problem.travel[options.node[option], options.node[after]])
        latest = min(int(options.hi[option]), latest - leg - int(options.stay[option]))
    return latest - int(problem.travel[day.start, options.node[route[0]]])


def _calm(options: Options, option: int) -> int:
    """The start from which the option itself waits for nothing."""
    return int(options.out[option]) - int(options.stay[option])

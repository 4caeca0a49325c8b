"""The engine from outside: tiny trips against all their plans, and the promises of every solution."""

import random

import numpy as np
import pytest

from bot.planner.engine.problem import FREE, NEVER, Cap, Day, Meal, Node, Problem
from bot.planner.engine.solve import solve

SECONDS = 1.0  # of which a tiny trip takes a hundredth: counts end the work, not the clock


def stays(problem, day, number, done):
    """Every way to spend a stop at a node when `done` meals are over: {start: [(leave, meals done, fee)]}, waiting told apart."""
    node, ways = problem.nodes[number], []
    for opens, closes in day.windows[number]:
        for start in range(opens, closes + 1):
            if not node.eats:
                ways.append((start, start + node.minutes, 0, done, node.fee))
            meals = [problem.meals[name] for name in day.meals[done:]]
            if meals and number in meals[0].nodes and meals[0].opens <= start <= meals[0].closes:
                ways.append((start, start + node.minutes, 0, done + 1, node.fee))
            if not node.eats:
                ways += on_the_spot(meals, number, node, start, closes, done)
    return ways


def on_the_spot(meals, number, node, start, closes, done):
    clock, work_left, fee, waited, over = start, node.minutes, node.fee, 0, None
    for count, meal in enumerate(meals, start=1):
        if number not in meal.here:
            return
        begins = max(clock, meal.opens)
        if begins > meal.closes:
            return
        worked = min(work_left, begins - clock)
        if worked == work_left and over is None:
            over = clock + worked
        waited += (begins - clock) - worked
        work_left -= worked
        clock, fee = begins + meal.minutes, fee + meal.fee
        end = over if work_left == 0 and over is not None else clock + work_left
        if end <= closes + node.minutes:
            yield start, clock + work_left, waited, done + count, fee


def routes(problem, day):  # noqa: C901 — one rule after the other, as the problem states them
    """Best score by what a route uses up: {(groups, fee, visits to each cap): score}, every start at every minute tried."""
    best = {}

    def note(groups, fee, tally, score):
        key = (groups, fee, tally)
        best[key] = max(score, best.get(key, score))

    def go(at, clock, done, groups, fee, tally, score, first):
        if day.purse is not None and fee > day.purse:
            return
        if done == len(day.meals) and clock + problem.travel[at, day.end] <= day.latest:
            note(groups, fee, tally, score - problem.cost[at, day.end])
        for number, node in enumerate(problem.nodes):
            if node.group in groups:
                continue
            arrives = clock + problem.travel[at, number]
            if arrives > day.latest:
                continue
            seen = groups | ({node.group} - {FREE})
            counts = tuple(n + (number in cap.nodes) for n, cap in zip(tally, problem.caps, strict=True))
            if any(n > cap.most for n, cap in zip(counts, problem.caps, strict=True)):
                continue
            for start, leave, waited, after, cost in earliest(problem, day, number, done, arrives, first):
                if leave <= day.latest:
                    waits = waited + (0 if first else start - arrives)
                    points = node.value - problem.cost[at, number] - problem.wait_cost * waits
                    go(number, leave, after, seen, fee + cost, counts, score + points, False)

    go(day.start, day.earliest, 0, frozenset(), 0, (0,) * len(problem.caps), 0, True)
    return best


def earliest(problem, day, number, done, arrives, first):
    """Without a price on waiting only the first start of each kind can be of use; with one, every start."""
    ways = [way for way in stays(problem, day, number, done) if way[0] >= arrives]
    if problem.wait_cost:
        return ways
    least = {}
    for way in ways:
        least.setdefault(way[3:], way)
    return list(least.values())


def brute_force(problem):
    """The best score of all plans, None where there is none."""
    musts = frozenset(problem.musts)
    state = {(frozenset(), 0, (0,) * len(problem.caps)): 0}
    for day in problem.days:
        table, after = routes(problem, day), {}
        for (groups, fee, tally), score in state.items():
            for (more, cost, counts), points in table.items():
                spent, total = fee + cost, tuple(a + b for a, b in zip(tally, counts, strict=True))
                if groups & more or (problem.budget is not None and spent > problem.budget):
                    continue
                if any(n > cap.most for n, cap in zip(total, problem.caps, strict=True)):
                    continue
                key = (groups | more, spent if problem.budget is not None else 0, total)
                after[key] = max(score + points, after.get(key, score + points))
        state = after
    scores = [score for (groups, _, _), score in state.items() if musts <= groups]
    return max(scores, default=None)


def tiny(seed, *, wait_cost=0):
    """A random trip of up to five nodes and two days."""
    rng = random.Random(seed)
    horizon = 14 if wait_cost else 40
    scale = 1 if wait_cost else 3
    count = rng.randint(2, 4 if wait_cost else 5)
    eats = rng.random() < 0.7
    nodes = [Node(0, 0, eats=True)]
    for number in range(1, count + 1):
        eater = eats and number == count
        minutes = rng.randint(1, 4) * scale
        value = 0 if eater and rng.random() < 0.5 else rng.randint(1, 30)
        group = FREE if eater else rng.choice([number, number, 1])
        nodes.append(Node(minutes, value, rng.randint(0, 5), group, eater))
    travel = np.array(
        [[0 if i == j else rng.randint(1, 4) * scale for j in range(count + 1)] for i in range(count + 1)]
    )
    if rng.random() < 0.2:
        travel[rng.randrange(count + 1), rng.randrange(1, count + 1)] = NEVER
    cost = np.minimum(travel, 9) * rng.randint(0, 1)
    meals = tuple(
        Meal(
            opens := rng.randint(2, horizon // 3) + part * horizon // 3,
            opens + rng.randint(0, horizon // 3),
            rng.randint(1, 3) * scale,
            rng.randint(0, 3),
            nodes=(count,) if eats and rng.random() < 0.8 else (),
            here=frozenset(n for n in range(1, count + (not eats)) if rng.random() < 0.4),
        )
        for part in range(2)
    )
    days = tuple(a_day(rng, nodes, horizon) for _ in range(rng.randint(1, 2)))
    used = sorted({node.group for node in nodes} - {FREE})
    return Problem(
        tuple(nodes),
        meals,
        days,
        travel.astype(np.int64),
        cost.astype(np.int64),
        musts=frozenset(group for group in used if rng.random() < 0.25),
        caps=(Cap(frozenset(rng.sample(range(1, count + 1), 2)), rng.randint(0, 2)),) if rng.random() < 0.3 else (),
        budget=rng.randint(3, 20) if rng.random() < 0.3 else None,
        wait_cost=wait_cost,
    )


def a_day(rng, nodes, horizon):
    def windows():
        if rng.random() < 0.15:
            return ()
        cuts = sorted(rng.sample(range(horizon), rng.choice([2, 2, 4])))
        return tuple(zip(cuts[::2], cuts[1::2], strict=True))

    return Day(
        start=0,
        end=rng.choice([0, 0, 0, len(nodes) - 1]),
        earliest=rng.randint(0, horizon // 8),
        latest=horizon - rng.randint(0, horizon // 4),
        windows=tuple(windows() for _ in nodes),
        meals=rng.choice([(), (0,), (1,), (0, 1)]),
        purse=rng.randint(3, 15) if rng.random() < 0.4 else None,
    )


@pytest.mark.parametrize("wait_cost", [0, 2])
@pytest.mark.parametrize("batch", range(6))
def test_finds_the_best_of_all_plans_and_none_where_there_is_none(batch, wait_cost):
    for seed in range(batch * 40, batch * 40 + (22 if not wait_cost else 12)):
        problem = tiny(seed, wait_cost=wait_cost)
        best = brute_force(problem)
        solution = solve(problem, seconds=SECONDS)

        assert (solution and solution.score) == best, seed
        if solution is not None:
            assert solution.bound is None or solution.bound >= best, seed


def public_instance():
    """Thirty places in the manner of Solomon's: a square, narrow windows, one depot."""
    rng = random.Random(7)
    spots = [(50, 50)] + [(rng.randint(0, 100), rng.randint(0, 100)) for _ in range(30)]
    travel = np.array([[int(10 * ((a - c) ** 2 + (b - d) ** 2) ** 0.5) for c, d in spots] for a, b in spots])
    opens = [0] + [rng.randint(0, 1500) for _ in range(30)]
    windows = tuple(((a, a + 300),) if n else ((0, 2300),) for n, a in enumerate(opens))
    nodes = (Node(0, 0, eats=True), *(Node(100, rng.randint(1, 40), group=n) for n in range(1, 31)))
    return Problem(nodes, (), (Day(0, 0, 0, 2300, windows),) * 3, travel, np.zeros_like(travel))


def test_routes_of_a_public_instance_keep_their_windows_and_share_no_place():
    problem = public_instance()

    solution = solve(problem, seconds=0.5)

    visited = [call.node for route in solution.routes for call in route.calls]
    assert len(visited) == len(set(visited))
    assert sum(problem.nodes[node].value for node in visited) == solution.score == sum(r.score for r in solution.routes)
    assert solution.bound is None or solution.bound >= solution.score
    for route in solution.routes:
        at, clock = 0, 0
        for call in route.calls:
            assert call.start >= clock + problem.travel[at, call.node]
            assert problem.days[0].windows[call.node][0][0] <= call.start <= problem.days[0].windows[call.node][0][1]
            at, clock = call.node, call.end
        assert clock + problem.travel[at, 0] <= 2300


def test_same_seed_gives_the_same_plan():
    for problem in map(tiny, range(500, 510)):
        first, second = (solve(problem, seconds=SECONDS, seed=3) for _ in range(2))

        assert (first and first.routes) == (second and second.routes)


def test_a_long_visit_holds_lunch_and_dinner_on_the_spot():
    meals = (Meal(100, 140, 10, here=frozenset({1})), Meal(200, 240, 15, fee=4, here=frozenset({1})))
    nodes = (Node(0, 0, eats=True), Node(150, 50, fee=3, group=0))
    day = Day(0, 0, 0, 400, (((0, 400),), ((60, 120),)), (0, 1))
    travel = np.array([[0, 30], [30, 0]])

    solution = solve(Problem(nodes, meals, (day,), travel, travel), seconds=SECONDS)

    calls = [(call.node, call.start, call.end, call.meal) for call in solution.routes[0].calls]
    assert calls == [(1, 60, 235, -1), (1, 100, 110, 0), (1, 200, 215, 1)]
    assert (solution.score, solution.routes[0].fee) == (50 - 60, 7)

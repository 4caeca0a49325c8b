from datetime import time

import pytest

from intents.slots.clock import clock_words, find_clock, find_minutes


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("ten", time(10)),
        ("10am", time(10)),
        ("2 pm", time(14)),
        ("two", time(14)),
        ("9:30", time(9, 30)),
        ("half past nine", time(9, 30)),
        ("the station at noon", time(12)),
        ("three thirty", time(15, 30)),
        ("10点", time(10)),
        ("十點", time(10)),
        ("下午两点半", time(14, 30)),
        ("早上8点一刻", time(8, 15)),
        ("晚上七点", time(19)),
        ("tonight", time(18)),
        ("the station", None),
        ("a hotel", None),
        ("two of us", None),
        ("3 hours", None),
        ("11月28日", None),
    ],
)
def test_an_hour_is_read_as_people_say_it(said, clock):
    assert find_clock(said) == clock


@pytest.mark.parametrize(
    ("said", "words"),
    [("tomorrow at 6pm", "6pm"), ("周五晚上8点", "晚上8点"), ("on 5 December", None), ("two stops", None)],
)
def test_only_what_must_be_an_hour_is_taken_for_one(said, words):
    assert clock_words(said) == words


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("3 hours", 180),
        ("two hours", 120),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("90 minutes", 90),
        ("三个小时", 180),
        ("两个半小时", 150),
        ("半小时", 30),
        ("個半鐘", 90),
        ("40分钟", 40),
        ("three stops", None),
    ],
)
def test_a_length_of_time_is_read_in_minutes(said, minutes):
    assert find_minutes(said) == minutes

import pytest

from intents.repair import Repair

WORDS = ["ticket", "opening", "itinerary", "how", "many", "help", "much", "train", "noodles"]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("tiket", ["ticket"]), ("openning", ["opening"]), ("itinerery", ["itinerary"]), ("hwo", ["how"]), ("mnay", ["many"]), ("hlep", ["help"]),
        ("howmuch", ["how", "much"]), ("ticket", ["ticket"]), ("xyz", ["xyz"]), ("rain", ["rain"]), ("noodels", ["noodles"]),
    ],
)  # fmt: skip
def test_a_slip_is_mended_and_a_strange_word_left(typed, mended):
    assert Repair(WORDS).mend(typed) == mended


def test_a_word_that_is_spelt_right_is_left_though_it_is_close_to_a_known_one():
    assert Repair(["staff", "train"], {"stuff"}).mend("stuff") == ["stuff"]

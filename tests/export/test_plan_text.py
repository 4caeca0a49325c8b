"""What plans say in every form."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from export.plan_samples import FRIDAY, PLANS, SATURDAY, WISHES, plan_of

from bot.export import plan_text
from bot.export.calendar_text import Writer
from bot.export.plan_sources import sources_used
from bot.export.plan_text import PHONE, Teller
from bot.planner.model import Caution, MealName, Mode, StopKind, Transport
from bot.planner.opening import clock


@pytest.fixture
def teller(guide, now):
    """A function: the teller of a plan."""
    return lambda plan, language="en": Teller(Writer(guide.catalogue, guide.words[language], now), plan, WISHES)


@pytest.mark.parametrize(("minute", "written"), [(0, "00:00"), (545, "09:05"), (1440, "00:00"), (1505, "01:05")])
def test_a_minute_past_midnight_is_told_as_the_clock_shows_it(minute, written):
    assert clock(minute) == written


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Enquiries 0855-2212666, complaints 0855-2685350.", ["0855-2212666", "0855-2685350"]),
        ("电话13985812345", ["13985812345"]),
        ("call 400-888-1234", ["400-888-1234"]),
        ("complaints go to 12345, since 2021; 1808 or 2018-07-22", []),
    ],
)
def test_phone_numbers_are_told_from_other_numbers(text, numbers):
    assert PHONE.findall(text) == numbers


def test_what_lies_at_one_point_has_one_number(teller):
    numbers = teller(PLANS["one day"]).numbers(FRIDAY)

    assert numbers["miao_dong_garden"] == numbers["village_t"]
    assert sorted(set(numbers.values())) == [1, 2, 3]


def test_a_caution_stands_at_its_stop_or_else_with_the_whole_plan(teller):
    both = teller(plan_of(SATURDAY))
    at_stops = [line for stop in SATURDAY.stops for line in both.cautions(stop)]

    assert "Less time here than a visit usually takes." in at_stops
    assert both.other_cautions() == ("Many travel times are our estimates; allow some more.",)


def test_that_no_eatery_is_known_is_told_where_one_eats_only(teller):
    visit, lunch, *_ = SATURDAY.stops
    both = teller(plan_of(SATURDAY))

    assert not [line for line in both.cautions(visit) if "eatery" in line]
    assert both.cautions(lunch) == ("No eatery known here: look around, or bring something.",)


def test_every_source_is_told_once_with_what_it_is_used_for(teller):
    used = sources_used(teller(PLANS["four days"]))

    assert len({(one.label, one.dated, one.link) for one in used}) == len(used)
    assert any("Village T (dates)" in one.about for one in used)
    assert any("phone" in one.about for one in used)


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_no_page_is_linked_that_must_not_be_shown(guide, teller, language):
    hidden = guide.catalogue._hidden
    used = sources_used(teller(PLANS["four days"], language))

    assert [one for one in used if one.link in hidden] == []
    assert [one for one in used if "://" in one.label] == []


def test_no_template_names_what_the_content_holds(guide):
    names = {name for entry in guide.catalogue for name in (entry.names.en, entry.names.zh)}
    folder = Path(plan_text.__file__).parent / "sheet"
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.typ")]

    assert texts
    assert [name for name in names for text in texts if re.search(rf"\b{re.escape(name)}\b", text)] == []


@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_every_caution_mode_basis_and_kind_has_words(guide, language):
    codes = get_args(get_type_hints(Caution)["code"])
    keys = [f"sheet.caution.{code}" for code in codes]
    keys += [f"sheet.leg.{mode}" for mode in get_args(Mode)]
    keys += [f"sheet.kind.{kind}" for kind in (*get_args(StopKind), *get_args(MealName))]
    keys += [f"sheet.transport.{way}" for way in get_args(Transport)]

    assert [key for key in keys if key not in guide.words[language]] == []

"""Plans as PDF and picture, from outside: whole files of the right size in all languages, whatever names they hold."""

import re
import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest
import yaml
from conftest import at
from export.plan_samples import FRIDAY, MONDAY, PLANS, WISHES, plan_of

from bot.export import plan_sheet
from bot.export.calendar_text import Writer
from bot.export.fewer_colours import COLOURS
from bot.export.plan_sheet import plan_pdf, plan_picture, sheet_data
from bot.export.plan_text import Teller
from bot.wording import without_brackets
from content.catalogue import Catalogue

LANGUAGES = ("en", "zh", "zh-Hant")
NOW = at("2026-11-24 10:00")
HOSTILE = (
    "\"quoted\" 'name'",
    "#panic(1) #{ sys.inputs }",
    "$x_1^2$ \\ back\\slash \\u{41}",
    "]) [ { ( ] <label> @ref *bold* _under_ `raw` // no /* comment",
    "= heading\n- list\n+ list",
    "x" * 300,
    "名" * 200,
    "\u202eright to left\u202c \u0000 \u0007",
    "🏯🥢 emoji",
)


def pages(file):
    """How many pages a PDF has."""
    return int(re.search(rb"/Count (\d+)", file.content)[1])


def size(file):
    """Width and height in a PNG's header."""
    assert file.content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", file.content[16:24])


@pytest.fixture(scope="module")
def writer(guide):
    """A function: the writer of a language."""
    return lambda language="en": Writer(guide.catalogue, guide.words[language], NOW)


@pytest.fixture(scope="module")
def renamed(guide):
    """A function: a writer on the same content in which every place of the first day has the name."""

    def make(name):
        ids = {FRIDAY.origin, *(stop.id for stop in FRIDAY.stops)}
        entries = {
            entry.id: entry.model_copy(
                update={"names": entry.names.model_copy(update={"en": name, "zh": name, "pinyin": name, "hant": name})}
            )
            if entry.id in ids
            else entry
            for entry in guide.catalogue
        }
        return lambda language: Writer(Catalogue(entries, guide.catalogue.reference), guide.words[language], NOW)

    return make


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_a_few_pages(writer, name, language):
    file = plan_pdf(writer(language), PLANS[name], WISHES, "plan.pdf")

    assert (file.kind, file.name, file.mime) == ("document", "plan.pdf", "application/pdf")
    assert file.content.startswith(b"%PDF-")
    assert 1 <= pages(file) <= len(PLANS[name].days) + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_a_picture_is_1080_pixels_wide_and_small_enough_to_send(writer, name, language):
    file = plan_picture(writer(language), PLANS[name], WISHES, "plan.png")
    width, height = size(file)

    assert (file.name, file.mime) == ("plan.png", "image/png")
    assert file.kind == ("document" if height > 2 * width else "picture")
    assert width == 1080
    assert height > width
    assert len(file.content) < 200_000


def test_the_same_plan_gives_the_same_bytes(writer):
    for make, name in ((plan_pdf, "plan.pdf"), (plan_picture, "plan.png")):
        assert make(writer(), PLANS["two days"], WISHES, name) == make(writer(), PLANS["two days"], WISHES, name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_breaks_or_enters_the_template(renamed, name, language):
    file = plan_pdf(renamed(name)(language), plan_of(FRIDAY), WISHES, "plan.pdf")

    assert 1 <= pages(file) <= 6


def test_a_hostile_name_breaks_no_picture(renamed):
    assert size(plan_picture(renamed(HOSTILE[1])("en"), plan_of(FRIDAY), WISHES, "plan.png"))[0] == 1080


def test_many_days_and_none_at_all_are_set_too(writer):
    week = [replace(FRIDAY, date=date(2026, 12, 4) + timedelta(days=number)) for number in range(9)]

    assert pages(plan_pdf(writer(), plan_of(*week), WISHES, "plan.pdf")) >= 5
    assert pages(plan_pdf(writer(), plan_of(), WISHES, "plan.pdf")) == 1


def test_a_day_with_more_stops_than_a_page_holds_runs_over_pages(writer):
    long = replace(FRIDAY, stops=FRIDAY.stops * 5)

    assert pages(plan_pdf(writer(), plan_of(long), WISHES, "plan.pdf")) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_holds_every_stop_in_the_visitors_language(writer, guide, language):
    (day,) = sheet_data(Teller(writer(language), plan_of(MONDAY), WISHES), "page")["days"]
    name = without_brackets(guide.catalogue.get("xianglu").name.say(language))

    assert day["stops"][0]["title"] == name
    assert bool(day["stops"][0]["chinese"]) == (language == "en")
    assert bool(day["stops"][0]["pinyin"]) == (language != "en")
    assert day["stops"][0]["simplified"] == ("香炉山" if language == "zh-Hant" else "")


def test_what_happens_after_midnight_is_marked(writer):
    late = replace(FRIDAY, end=1500)
    (day,) = sheet_data(Teller(writer(), plan_of(late), WISHES), "page")["days"]

    assert (day["ends"]["time"], day["ends"]["late"]) == ("01:00", "+1 day")
    assert day["begins"]["late"] == ""


def test_a_sheet_without_any_known_point_has_no_map(writer):
    lost = replace(MONDAY, origin="nowhere", goal="nowhere", stops=())

    assert sheet_data(Teller(writer(), plan_of(lost), WISHES), "page")["map"] is None
    assert pages(plan_pdf(writer(), plan_of(lost), WISHES, "plan.pdf")) == 1


def test_letters_stand_out_from_what_they_are_set_on():
    colours = yaml.safe_load(COLOURS.read_text(encoding="utf-8"))
    inks, ground = colours["inks"], colours["fills"]["ground"]

    assert [ink for ink in (*inks.values(), *colours["days"]) if contrast(ink, "#ffffff") < 4.5] == []
    assert [name for name in ("ink", "soft") if contrast(inks[name], ground) < 4.5] == []


def contrast(one, other):
    """The contrast of two colours as WCAG 2 defines it."""

    def light(colour):
        channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_picture_of_a_long_plan_is_set_smaller(writer):
    names = ("two days", "four days", "seven days")
    widths = [sheet_data(Teller(writer(), PLANS[name], WISHES), "picture")["width"] for name in names]

    assert widths[0] < widths[1] < widths[2]
    assert widths[0] == plan_sheet.WIDTH


@pytest.mark.parametrize("medium", ["page", "picture"])
def test_only_the_picture_of_a_week_leaves_out_meals_rests_and_ways_and_says_so(writer, guide, medium):
    sheet = sheet_data(Teller(writer(), PLANS["seven days"], WISHES), medium)
    stops = [stop for day in sheet["days"] for stop in day["stops"]]
    is_short = medium == "picture"

    assert any(stop["kind"] in ("meal", "rest") or stop["leg"] for stop in stops) != is_short
    assert (guide.words["en"].say("sheet.short") in sheet["lines"]) == is_short
    assert sheet["days"][0]["total"][0] == "On the way: 1 h 10 min"


def test_a_town_without_outlines_has_a_map_without_them(guide, writer):
    bare = Catalogue({entry.id: entry for entry in guide.catalogue}, replace(guide.catalogue.reference, outlines=None))
    teller = Teller(replace(writer(), catalogue=bare), plan_of(FRIDAY), WISHES)
    drawn = sheet_data(teller, "picture")["map"]

    assert (drawn["rings"], drawn["key"].get("credit")) == ((), None)
    assert plan_picture(teller.writer, plan_of(FRIDAY), WISHES, "plan.png").content

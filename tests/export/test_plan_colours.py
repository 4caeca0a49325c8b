"""Pictures made small: the sheet's own colours are kept, the soft edges of letters get few shades."""

import random
from io import BytesIO

import pytest
from PIL import Image

from bot.export import fewer_colours
from bot.export.fewer_colours import with_few_colours

INK, ACCENT, GROUND, WHITE = (17, 34, 51), (0, 102, 119), (221, 238, 238), (255, 255, 255)


def png(*colours, width=64, height=40):
    """A PNG of upright stripes."""
    picture = Image.new("RGBA", (width, height))
    picture.putdata([(*colours[x * len(colours) // width], 255) for _ in range(height) for x in range(width)])
    out = BytesIO()
    picture.save(out, "png")
    return out.getvalue()


def colours_of(made):
    picture = Image.open(BytesIO(made))
    assert picture.mode == "P"
    return {colour for _, colour in picture.convert("RGB").getcolors()}


def test_the_colours_of_a_sheet_are_kept_and_so_is_its_size():
    made = with_few_colours(png(INK, ACCENT, GROUND, WHITE), 1)

    assert colours_of(made) == {INK, ACCENT, GROUND, WHITE}
    assert Image.open(BytesIO(made)).size == (64, 40)


@pytest.mark.parametrize("strength", [0.05, 0.1])
def test_a_faint_edge_of_a_letter_becomes_white_and_not_the_ground_of_the_map(strength):
    faint = tuple(round(255 - (255 - channel) * strength) for channel in INK)

    assert colours_of(with_few_colours(png(faint), 1)) == {WHITE}


def test_a_picture_has_few_colours_whatever_was_drawn():
    chance = random.Random(1)
    drawn = [tuple(chance.randrange(256) for _ in range(3)) for _ in range(64)]

    assert 2 < len(colours_of(with_few_colours(png(*drawn), 7))) <= 64


def test_shades_are_given_up_where_the_picture_would_be_too_large(monkeypatch):
    half = tuple(round(255 - (255 - channel) * 0.5) for channel in INK)
    monkeypatch.setattr(fewer_colours, "MOST_BYTES", 10)

    assert colours_of(with_few_colours(png(half, INK, WHITE), 1)) == {INK, WHITE}

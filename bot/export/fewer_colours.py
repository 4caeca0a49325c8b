"""A picture of text made small: in the colours of the sheet alone, the soft edges of letters in few shades."""

from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from content.strict_yaml import read

if TYPE_CHECKING:  # loaded only where a picture is made
    from PIL.Image import Image

MOST_BYTES = 198_000
COLOURS = Path(__file__).parent / "sheet" / "colours.yaml"
WHITE = (255, 255, 255)
EDGES = 10  # so many strengths of an ink are told apart before they become few
# How many shades there are between an ink and white, and how hard zlib tries, the best first. Measured on plans of one
# to four days: a shade less takes 10 % off, level 8 takes 5 % off for thrice the time.
CHOICES = ((2, 6), (1, 6), (1, 8), (0, 6), (0, 9))
Colour = tuple[int, int, int]


def with_few_colours(png: bytes, days: int) -> bytes:
    """The same picture of a plan of so many days in the most shades that take no more than 198 kB, or in the fewest."""
    from PIL import Image

    with Image.open(BytesIO(png)) as opened:
        picture, made = opened.convert("RGB"), b""
    for shades, level in CHOICES:
        made = _written(picture, _standing_for(days, shades), level)
        if len(made) <= MOST_BYTES:
            break
    return made


def _written(picture: "Image", standing_for: tuple[tuple[Colour, Colour], ...], level: int) -> bytes:
    """A PNG in which each pixel has the colour that stands for the one nearest to it."""
    from PIL import Image

    kept = list(dict.fromkeys(shown for _, shown in standing_for))
    nearest = Image.new("P", (1, 1))
    nearest.putpalette(list(chain.from_iterable(drawn for drawn, _ in standing_for)))
    numbers = [kept.index(shown) for _, shown in standing_for]
    numbered = picture.quantize(palette=nearest, dither=Image.Dither.NONE)
    numbered = numbered.point(numbers + [0] * (256 - len(numbers)))
    numbered.putpalette(list(chain.from_iterable(kept)))
    out = BytesIO()
    # Two pixels in a byte would hide from zlib what repeats: it takes a tenth more.
    numbered.save(out, "png", compress_level=level, bits=8)
    return out.getvalue()


@lru_cache(maxsize=16)
def _standing_for(days: int, shades: int) -> tuple[tuple[Colour, Colour], ...]:
    """Colours as they are drawn, each with the one that stands for it.

    Many strengths of every ink are listed, so that a faint edge is not taken for the ground of the map.
    """
    data = read(COLOURS, COLOURS.name).data
    fills = [WHITE, *map(_colour, data["fills"].values())]
    inks = dict.fromkeys(map(_colour, (*data["inks"].values(), *data["days"][:days])))
    strengths = [number / EDGES for number in range(1, EDGES + 1)]
    edges = [
        (_on_white(ink, strength), _on_white(ink, int(strength * (shades + 1) + 0.5) / (shades + 1)))
        for ink in inks
        for strength in strengths
    ]
    return tuple(dict([*edges, *((fill, fill) for fill in fills)]).items())


def _colour(written: str) -> Colour:
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def _on_white(ink: Colour, strength: float) -> Colour:
    red, green, blue = (round(255 - (255 - channel) * strength) for channel in ink)
    return red, green, blue

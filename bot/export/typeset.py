"""Sheets set by typst: data as JSON into templates that never change, pages or a picture out."""

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.export.fewer_colours import with_few_colours

if TYPE_CHECKING:  # the library and its font take 60 MB, so only who sets a sheet pays for them
    from typst import Compiler

FOLDER = Path(__file__).parent / "sheet"
WIDTH_PIXELS = 1080
POINTS_PER_INCH = 72
UNBROKEN = re.compile(r"[!-⺀]{24}(?=[!-⺀])")  # no line could end within such a word
_one_at_a_time = Lock()  # the compiler keeps the inputs of one document


def pdf(sheet: dict[str, Any], now: datetime) -> bytes:
    """The sheet as a PDF made `now`."""
    return _set(sheet, format="pdf", timestamp=int(now.astimezone(UTC).timestamp()))


def picture(sheet: dict[str, Any]) -> bytes:
    """The sheet as a PNG of few colours."""
    drawn = _set(sheet, format="png", ppi=WIDTH_PIXELS / sheet["width"] * POINTS_PER_INCH)
    return with_few_colours(drawn, len(sheet["days"]))


def _set(sheet: dict[str, Any], **options: Any) -> bytes:
    written = json.dumps(_breakable(sheet), ensure_ascii=False, sort_keys=True)
    with _one_at_a_time:
        made = _compiler().compile(sys_inputs={"sheet": written}, **options)
    if not isinstance(made, bytes):
        raise ValueError("the template of a sheet gave several pictures instead of one file")
    return made


@lru_cache(maxsize=1)
def _compiler() -> "Compiler":
    from pylopdf_fonts_zh_cn import sans_path
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sans_path().parent])
    return Compiler(FOLDER / "sheet.typ", root=FOLDER, font_paths=fonts, ignore_system_fonts=True)


def _breakable(value: Any) -> Any:
    """The data with a place to break the line in every overlong word, but for links."""
    if isinstance(value, dict):
        return {key: one if key == "link" else _breakable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(one) for one in value]
    return UNBROKEN.sub(lambda found: found[0] + "\u200b", value) if isinstance(value, str) else value

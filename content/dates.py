"""The date a source speaks of: written `2024-04`, `2024`, `about 2018` or `undated, after 2022`."""

import re
from dataclasses import dataclass
from datetime import date

_DATED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_HINT = re.compile(
    r"undated(?:, (?P<hint>(?:about|after|before) \d{4}(?:-\d{2,4})?|[A-Z][A-Za-z ]+))?$"
    r"|(?:about )?\d{4}(?:-\d{2}){0,2}(?:; repeated about \d{4} and \d{4}-\d{2}|; repeated \d{4}-\d{2})?$"
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A source's date as written; `latest` is the last day it can mean, None where the source is undated."""

    written: str
    latest: date | None
    undated: bool
    hint: str | None = None

    def age_days(self, today: date) -> int | None:
        """Days since the source's date; None where it has none."""
        return (today - self.latest).days if self.latest else None


def parse_as_of(written: str) -> AsOf:
    """The date that `written` names. Raises ValueError when it is none of the forms above."""
    match = _HINT.fullmatch(written.strip())
    if not match:
        raise ValueError(f"not a date: {written!r}; write 2024-04, 2024, 'about 2018' or 'undated, after 2022'")
    if written.startswith("undated"):
        return AsOf(written, None, undated=True, hint=match["hint"])
    return AsOf(written, max(_last_day(*found.groups()) for found in _DATED.finditer(written)), undated=False)


def _last_day(year: str, month: str | None, day: str | None) -> date:
    if day and month:
        return date(int(year), int(month), int(day))
    if not month:
        return date(int(year), 12, 31)
    following = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)

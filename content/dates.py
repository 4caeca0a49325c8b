"""The date a source speaks of: written `2024-04`, `2024`, `about 2018` or `undated, after 2022`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATED = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_HINT = re.compile(
    r"undated(?:, (?P<hint>(?:about|after|before) [0-9]{4}(?:-[0-9]{2,4})?|[A-Z][A-Za-z ]+))?$"
    r"|(?:about )?[0-9]{4}(?:-[0-9]{2}){0,2}"
    r"(?:; repeated about [0-9]{4} and [0-9]{4}-[0-9]{2}|; repeated [0-9]{4}-[0-9]{2})?$"
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A source's date as written; `begins` and `latest` are the first and last day that its latest date can mean.

    Both are None where the source is undated.
    """

    written: str
    latest: date | None
    undated: bool
    hint: str | None = None
    begins: date | None = None

    def age_days(self, today: date) -> int | None:
        """Days since the source's date; None where it has none."""
        return (today - self.latest).days if self.latest else None


@lru_cache(maxsize=4096)  # the same few hundred dates are read again with every answer
def parse_as_of(written: str) -> AsOf:
    """The date that `written` names. Raises ValueError when it is none of the forms above."""
    match = _HINT.fullmatch(written)
    if match and written.startswith("undated"):
        return AsOf(written, None, undated=True, hint=match["hint"])
    try:
        spans = [_span(*found.groups()) for found in _DATED.finditer(written)] if match else []
    except ValueError:  # no such month or day
        spans = []
    if not spans:
        raise ValueError(f"not a date: {written!r}; write 2024-04, 2024, 'about 2018' or 'undated, after 2022'")
    begins, latest = max(spans, key=lambda span: span[1])
    return AsOf(written, latest, undated=False, begins=begins)


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first = date(int(year), int(month), int(day or 1))
    if day:
        return first, first
    return first, date(first.year, first.month, monthrange(first.year, first.month)[1])

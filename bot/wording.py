"""The guide's own words in every language; no facts, and no name of a real place."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton

from content.dates import parse_as_of
from content.strict_yaml import read

HERE = Path(__file__).parent / "words"
WRITTEN = ("en", "zh")
LONG_SPAN = 21  # days; of a longer time nobody asks the weekday
TRADITIONAL = str.maketrans("腊闰", "臘閏")
# A bracket behind a name explains it; one inside it is part of a longer name that reads without it.
BRACKETS = re.compile(r"\s*[（(][^（）()]*[）)]")
LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}


class WordsError(Exception):
    """Words files that do not fit together."""


class Words:
    """The words of one language."""

    def __init__(self, language: str, wordings: Mapping[str, str]) -> None:
        self.language = language
        self._wordings = wordings

    def __contains__(self, key: str) -> bool:
        return key in self._wordings

    def say(self, key: str, **values: object) -> str:
        """The wording under `key` with its placeholders filled."""
        return self._wordings[key].format(**values)

    def day(self, day: date, *, weekday: bool = True) -> str:
        """A date in words: "Sunday, 21 February 2027"."""
        pattern = {"en": "EEEE, d MMMM y" if weekday else "d MMMM y"}.get(
            self.language, "y年M月d日EEEE" if weekday else "y年M月d日"
        )
        return _written(day, pattern, self.language)

    def short_day(self, day: date) -> str:
        """A date of these days in short: "Sun 21 Feb"."""
        return format_skeleton("MMMEd", day, locale=LOCALES[self.language]).replace(",", "")

    def days(self, first: date, last: date) -> str:
        """A range of dates in words: "21–23 April 2027"."""
        if first == last:
            return self.day(first)
        if self.language != "en":
            return _interval_written(first, last, self.language)
        # CLDR's English intervals shorten the month and use thin spaces.
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last, weekday=False)}"
        start = _written(first, "d MMMM" if first.year == last.year else "d MMMM y", "en")
        return f"{start} – {self.day(last, weekday=False)}"

    def span(self, first: date, last: date) -> str:
        """The days of an event with their weekdays, the first in full; of more than three weeks, without weekdays.

        "Sunday, 21 February 2027 – Thursday, 25 February".
        """
        if first == last:
            return self.day(first)
        if (last - first).days > LONG_SPAN:
            return self.days(first, last)
        same_year = first.year == last.year
        if self.language == "en":
            end = _written(last, "EEEE, d MMMM" if same_year else "EEEE, d MMMM y", self.language)
            return f"{self.day(first)} – {end}"
        same_month = same_year and first.month == last.month
        pattern = "d日EEEE" if same_month else "M月d日EEEE" if same_year else "y年M月d日EEEE"
        return f"{self.day(first)}至{_written(last, pattern, self.language)}"

    def day_of_year(self, day: date) -> str:
        """A day of any year: "23 July"."""
        return _written(day, "d MMMM" if self.language == "en" else "M月d日", self.language)

    def weekday(self, number: int, *, short: bool = False) -> str:
        """The name of a weekday, Monday 0; `short`: "Mon"."""
        return _written(date(2024, 1, 1 + number), "EEE" if short else "EEEE", self.language)

    def month(self, number: int) -> str:
        """The name of a month."""
        return _written(date(2024, number, 1), "MMMM" if self.language == "en" else "M月", self.language)

    def month_year(self, day: date) -> str:
        """A month of a year in words: "April 2024"."""
        return _month_written(day, self.language)

    def as_of(self, written: str) -> str:
        """A source's date in words: "April 2024", "date unknown (after 2022)"."""
        dated = parse_as_of(written)
        if dated.undated:
            hint = self._hint(dated.hint)
            return self.say("as_of.unknown_about", hint=hint) if hint else self.say("as_of.unknown")
        spoken = written.split(";", maxsplit=1)[0].removeprefix("about ")
        text = self._month_year(spoken, dated.latest)
        return self.say("as_of.about", date=text) if written.startswith("about") else text

    def _month_year(self, written: str, latest: date | None) -> str:
        if latest is None or len(written) == 4:
            return self.say("as_of.year", year=written)
        if len(written) == 7:
            return self.month_year(latest)
        return self.day(latest, weekday=False)

    def _hint(self, hint: str | None) -> str | None:
        kind, _, year = (hint or "").partition(" ")
        return self.say(f"as_of.hint_{kind}", year=year) if kind in ("about", "after", "before") else None

    def in_script(self, chinese: str) -> str:
        """A few Chinese characters in this language's script; only lunar months and days come here."""
        return chinese.translate(TRADITIONAL) if self.language == "zh-Hant" else chinese

    def duration(self, minutes: int) -> str:
        """Minutes in words: "1 h 30 min"."""
        hours, rest = divmod(minutes, 60)
        if hours and rest:
            return self.say("duration.both", hours=hours, minutes=rest)
        return self.say("duration.hours", hours=hours) if hours else self.say("duration.minutes", minutes=rest)


@lru_cache(maxsize=4096)  # a list of events is mostly dates, and the same few come again and again
def _written(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=LOCALES[language])


@lru_cache(maxsize=1024)
def _month_written(day: date, language: str) -> str:
    return format_skeleton("yMMMM", day, locale=LOCALES[language])


@lru_cache(maxsize=1024)
def _interval_written(first: date, last: date, language: str) -> str:
    return format_interval(first, last, "yMMMMd", locale=LOCALES[language])


def without_brackets(name: str) -> str:
    """The name without what explains it; whole where nothing else would be left."""
    return BRACKETS.sub("", name).strip() or name


def load_words(traditional: Mapping[str, str], folder: Path = HERE) -> dict[str, Words]:
    """The words of every language. Raises WordsError where the files differ in keys or placeholders."""
    written = {language: wordings(folder / f"{language}.yaml") for language in WRITTEN}
    missing = set(written["en"]) ^ set(written["zh"])
    if missing:
        raise WordsError(f"bot/words: {', '.join(sorted(missing))} stand in one language only; add them to the other")
    unlike = [key for key in written["en"] if _fields(written["en"][key]) != _fields(written["zh"][key])]
    if unlike:
        raise WordsError(f"bot/words: {', '.join(unlike)}: the placeholders differ between the languages")
    hant = {key: traditional.get(text, text) for key, text in written["zh"].items()}
    return {code: Words(code, texts) for code, texts in (*written.items(), ("zh-Hant", hant))}


def _fields(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def wordings(path: Path) -> dict[str, str]:
    """Every wording in a words file by its dotted key."""
    document = read(path, f"bot/words/{path.name}")
    if document.problems:
        raise WordsError("\n".join(str(problem) for problem in document.problems))
    return dict(_flat(document.data, ""))


def _flat(data: Any, prefix: str) -> list[tuple[str, str]]:
    if isinstance(data, dict):
        return [pair for key, value in data.items() for pair in _flat(value, f"{prefix}{key}.")]
    return [(prefix[:-1], data)]

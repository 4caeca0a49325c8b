"""What is wrong with a value, said so that a clerk knows what to write."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from content.closed import ID_PATTERN, ID_RULE
from content.strict_yaml import Document, Path_, Problem


def describe(document: Document, error: ValidationError) -> Iterator[Problem]:
    """A Problem for every fault that the validation found."""
    for fault in error.errors():
        path = tuple(part for part in fault["loc"] if not _is_internal(part))
        yield document.problem(path, _message(fault, path))


def _is_internal(part: object) -> bool:
    # pydantic names the branch of a union in the path; the file has no such key.
    return isinstance(part, str) and (part[:1].isupper() or "[" in part or part == "str")


def _message(fault: Any, path: Path_) -> str:
    kind, context, given = fault["type"], fault.get("ctx", {}), fault.get("input")
    shown = "a list or a group" if isinstance(given, dict | list | tuple) else repr(given)
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]))
    if kind in ("int_parsing", "float_parsing"):
        digits = re.search(r"\d+(?:\.\d+)?", str(given))
        return f"expected a number, got {shown}" + (f"; write {digits[0]}" if digits else "")
    if kind == "string_pattern_mismatch":
        form = ID_RULE if context["pattern"] == ID_PATTERN else "write it in the form 19:00"
        return f"{shown} is not of the right form; {form}"
    for start, template in MESSAGES.items():
        if kind.startswith(start):
            return template.format(shown=shown, **{"expected": "", "ge": "", "le": "", **context})
    return str(fault["msg"]).removeprefix("Value error, ")


# By the beginning of pydantic's name for the fault.
MESSAGES = {
    "missing": "is missing; add it",
    "literal_error": "{shown} is not one of {expected}",
    "bool": "expected true or false, got {shown}",
    "date": "expected a date such as 2026-02-21, got {shown}",
    "greater_than_equal": "{shown} is out of range; it must be at least {ge}",
    "less_than_equal": "{shown} is out of range; it must be at most {le}",
    "string_too_short": "expected some words, got nothing",
    "string_type": "expected text, got {shown}",
    "int_type": "expected a number, got {shown}",
    "float_type": "expected a number, got {shown}",
    "tuple_type": "expected a list such as [a, b], got {shown}",
    "list_type": "expected a list such as [a, b], got {shown}",
    "model_type": "expected keys and values below it, got {shown}",
    "model_attributes_type": "expected keys and values below it, got {shown}",
    "dict_type": "expected keys and values below it, got {shown}",
}
KNOWN_KEYS = [
    "names",
    "tags",
    "county",
    "part_of",
    "where",
    "coordinates",
    "facts",
    "about",
    "en",
    "zh",
    "source",
    "as_of",
    "confidence",
    "publisher",
    "note",
    "link_ok",
    "mirror",
    "aliases",
    "loose",
    "generic",
    "pinyin",
    "visit_min",
    "hours",
    "tickets_cny",
    "open",
    "last_entry",
    "adult",
    "child",
    "was",
    "form",
    "recurrence",
    "occurrences",
    "parts",
    "diet",
    "items",
    "origin",
    "duration_min",
    "stops",
    "place",
    "dish",
    "minutes",
    "serves",
    "meal_cny",
    "coordinates_of",
    "months",
    "expressions",
    "calendar",
    "month",
    "day",
    "days",
    "weekdays",
    "start_time",
    "end_time",
    "times",
    "season",
    "confirmed",
    "lat",
    "lon",
    "datum",
    "precision",
    "start",
    "end",
    "spicy",
    "contains",
    "vegetarian",
]


def _unknown_key(key: str) -> str:
    near = get_close_matches(key, KNOWN_KEYS, n=1)
    return f"unknown key; did you mean '{near[0]}'?" if near else "unknown key; remove it or see content/README.md"

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
        yield document.problem(path, _message(fault, path, document.data))


def _is_internal(part: object) -> bool:
    # pydantic names the branch of a union in the path; the file has no such key.
    return isinstance(part, str) and (part[:1].isupper() or "[" in part or part == "str")


def _message(fault: Any, path: Path_, data: Any) -> str:
    kind, context, given = fault["type"], fault.get("ctx", {}), fault.get("input")
    shown = (
        repr(given)
        if isinstance(given, str)
        else "a list or a group"
        if isinstance(given, dict | list | tuple)
        else repr(given)
    )
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]))
    if kind == "literal_error":
        return f"{shown} is not one of {context['expected']}"
    if kind in ("int_parsing", "float_parsing", "int_type", "float_type"):
        digits = re.search(r"\d+(?:\.\d+)?", str(given))
        return f"expected a number, got {shown}" + (f"; write {digits[0]}" if digits else "")
    if kind.startswith("bool"):
        return f"expected true or false, got {shown}"
    if kind.startswith("date"):
        return f"expected a date such as 2026-02-21, got {shown}"
    if kind == "string_pattern_mismatch":
        return (
            f"{shown}: {ID_RULE}"
            if context["pattern"] == ID_PATTERN
            else f"{shown} is not of the right form, such as 19:00"
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = "at least" if kind == "greater_than_equal" else "at most"
        return f"{shown} is out of range; it must be {bound} {context.get('ge', context.get('le'))}"
    if kind in ("string_too_short", "string_type"):
        return "expected some words" if kind == "string_too_short" else f"expected text, got {shown}"
    if kind in ("tuple_type", "list_type"):
        return f"expected a list such as [a, b], got {shown}"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"expected keys and values below it, got {shown}"
    return str(fault["msg"]).removeprefix("Value error, ")


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

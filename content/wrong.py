"""What is wrong with a value, said so that a clerk knows what to write."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from content.closed import ID_PATTERN, ID_RULE
from content.strict_yaml import Document, Path_, Problem


def describe(document: Document, error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """A Problem for every fault that the validation by `model` found, one a value."""
    told: set[Path_] = set()
    for fault in error.errors():
        path = _path(document, fault)
        # A value that may be text or a group is tried as both; only what it was meant as is told.
        other_branch = fault["type"] == "string_type" and isinstance(fault["input"], dict) and path != fault["loc"]
        if path in told or other_branch or document.knows(path):
            continue
        told.add(path)
        if fault["loc"] == ("id",):  # the file's name, which stands on no line
            yield Problem(document.file, 1, f"the file's name {fault['input']!r} is not an id; rename it: {ID_RULE}")
        else:
            yield document.problem(path, _message(fault, path, model))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question for the nearest known word, with a leading space; nothing where none is near."""
    near = get_close_matches(word, list(known), n=1)
    return f" did you mean '{near[0]}'?" if near else ""


def _path(document: Document, fault: Any) -> Path_:
    # pydantic also names what the file has no key for: the branch of a union, a half of a range.
    path: Path_ = ()
    for part in fault["loc"]:
        if (*path, part) in document.lines:
            path = (*path, part)
    if fault["type"] == "missing":
        return (*path, fault["loc"][-1])
    at = fault.get("ctx", {}).get("at")
    return (*path, at) if at else path


def _message(fault: Any, path: Path_, model: type[BaseModel]) -> str:
    kind, context, given = fault["type"], fault.get("ctx", {}), fault.get("input")
    shown = "a list or a group" if isinstance(given, dict | list | tuple) else repr(given)
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), _model_at(model, path[:-1]))
    if kind in ("int_parsing", "float_parsing", "int_from_float"):
        digits = re.search(r"\d+(?:\.\d+)?", str(given))
        return f"expected a number, got {shown}" + (f"; write {digits[0]}" if digits else "")
    if kind == "string_pattern_mismatch":
        rule = ID_RULE if context["pattern"] == ID_PATTERN else "write it in the form 19:00"
        return f"{shown} is not of the right form; {rule}"
    if kind == "literal_error":
        return f"{shown} is not one of {context['expected']};" + (
            did_you_mean(str(given), re.findall("'([^']*)'", context["expected"])) or " write one of them"
        )
    for start, template in MESSAGES.items():
        if kind.startswith(start):
            return template.format(shown=shown, **{"ge": "", "le": "", **context})
    return str(fault["msg"]).removeprefix("Value error, ")


# By the beginning of pydantic's name for the fault.
MESSAGES = {
    "missing": "is missing; add it",
    "bool": "expected true or false, got {shown}",
    "date": "expected a date such as 2026-02-21, got {shown}",
    "greater_than_equal": "{shown} is out of range; it must be at least {ge}",
    "less_than_equal": "{shown} is out of range; it must be at most {le}",
    "string_too_short": "expected some words, got nothing; write them, or leave the key out",
    "string_type": "expected text, got {shown}; write one line of words",
    "int_type": "expected a number, got {shown}",
    "float_type": "expected a number, got {shown}",
    "finite_number": "expected a number, got {shown}",
    "tuple_type": "expected a list such as [a, b], got {shown}",
    "list_type": "expected a list such as [a, b], got {shown}",
    "model_type": "expected keys and values below it, got {shown}",
    "model_attributes_type": "expected keys and values below it, got {shown}",
    "dict_type": "expected keys and values below it, got {shown}",
}


def _model_at(model: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and found:
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            found = _model_in(fields[part].annotation) if part in fields else None
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _unknown_key(key: str, model: type[BaseModel] | None) -> str:
    fields = model.model_fields.items() if model else ()
    keys = [field.alias or name for name, field in fields if name not in ("id", "kind")]
    near = did_you_mean(key, keys)
    if near:
        return f"unknown key;{near}"
    known = f"; known here: {', '.join(keys)}" if keys else ""
    return f"unknown key; remove it or see content/README.md{known}"

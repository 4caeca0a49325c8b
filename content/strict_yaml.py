"""YAML as the guide reads it: every scalar stays text, no key twice, no anchors, and every value knows its line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 1_000_000
Path_ = tuple[str | int, ...]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in a data file: where it is, what is wrong and what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(slots=True)
class Document:
    """What a file says: plain dicts, lists and strings in `data`, and the line of each value by its path."""

    file: str
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1

    def problem(self, path: Path_, message: str) -> Problem:
        """A Problem at `path`, its message led by the field's dotted name."""
        name = ".".join(str(part) for part in path)
        return Problem(self.file, self.line(path), f"{name}: {message}" if name else message)


def read(path: Path, file: str) -> Document:
    """The Document in `path`, named `file` in problems; a file that cannot be read is a problem, not an error."""
    document = Document(file, None)
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        document.problems.append(Problem(file, 1, f"file is larger than {MAX_BYTES} bytes; split it"))
        return document
    try:
        node = yaml.compose(raw.decode("utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        document.problems.append(Problem(file, 1, f"not UTF-8 ({error.reason}); save the file as UTF-8"))
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(file, error))
    else:
        document.data = _plain(node, (), document, set()) if node else None
    return document


def _syntax_problem(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(file, mark.line + 1 if mark else 1, f"not valid YAML: {said}; quote text that has ': ' or '#'")


def _plain(node: yaml.Node, path: Path_, document: Document, seen: set[int]) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        document.problems.append(document.problem(path, "anchors and aliases (& and *) are not allowed; write it out"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), document, seen) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None:
        document.problems.append(document.problem(path, "has no value; leave the key out where it is unknown"))
    return node.value


def _mapping(node: yaml.MappingNode, path: Path_, document: Document, seen: set[int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        if key in result:
            line = key_node.start_mark.line + 1
            first = document.line(here)
            document.problems.append(
                Problem(document.file, line, f"{key}: stands twice (first on line {first}); keep one")
            )
            continue
        result[key] = _plain(value_node, here, document, seen)
        document.lines[here] = key_node.start_mark.line + 1
    return result

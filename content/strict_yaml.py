"""YAML as the guide reads it: every scalar stays text, no key twice, no anchors, and every value knows its line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 1_000_000
Path_ = tuple[str | int, ...]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = ("", "~", "null")
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


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
    """What a file says: plain dicts, lists and strings in `data`, and the line of each value by its path.

    faulty: paths of values that a problem already names, so that nothing is told twice.
    """

    file: str
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[Path_] = field(default_factory=set)

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

    def add(self, path: Path_, message: str) -> None:
        """Notes a problem with the value at `path`."""
        self.problems.append(self.problem(path, message))
        self.faulty.add(path)

    def knows(self, path: Path_) -> bool:
        """True when a problem with the value at `path`, or with one around it, is noted."""
        return any(path[:length] in self.faulty for length in range(len(path) + 1))


def read(path: Path, file: str) -> Document:
    """The Document in `path`, named `file` in problems; a file that cannot be read is a problem, not an error."""
    document = Document(file, None)
    text = _text(path, document)
    if text is None:
        return document
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node:
            document.data = _plain(node, (), document, set())
        if "&" in text:
            _find_anchors(text, document)
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(document.file, text, error))
    except RecursionError:
        document.problems.append(
            Problem(file, 1, "lists or groups stand too deep inside each other; write fewer levels")
        )
    return document


def _text(path: Path, document: Document) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        document.problems.append(
            Problem(document.file, 1, f"cannot be read ({error.strerror}); it must be a plain file")
        )
        return None
    if len(raw) > MAX_BYTES:
        document.problems.append(Problem(document.file, 1, f"file is larger than {MAX_BYTES} bytes; split it"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.problems.append(Problem(document.file, line, f"not UTF-8 ({error.reason}); save the file as UTF-8"))
        return None


# By a part of what PyYAML says.
_HELP = {
    "cannot start any token": "indent with spaces, never with tabs, and quote text that starts with @ or `",
    "another document": "remove the line '---'; a file holds one entry",
    "control characters": "delete the invisible character",
    "undefined alias": "quote text that starts with *",
}


def _syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "quoted scalar" in str(getattr(error, "context", "")):
        # The scanner notices at the end of the file; what has to be mended is where the quotation begins.
        mark, said = getattr(error, "context_mark", mark), "a quotation mark is opened here and not closed"
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text[:position].count("\n") + 1 if isinstance(position, int) else 1
    advice = next((advice for part, advice in _HELP.items() if part in said), "quote text that has ': ' or '#'")
    return Problem(file, line, f"not valid YAML: {said}; {advice}")


def _find_anchors(text: str, document: Document) -> None:
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.NodeEvent) and event.anchor and not isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            said = f"anchors and aliases (& and *) are not allowed; remove &{event.anchor}, or quote the text"
            document.problems.append(Problem(document.file, line, said))


def _plain(node: yaml.Node, path: Path_, document: Document, seen: set[int]) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        # The anchor that it repeats is told where it stands.
        document.faulty.add(path)
        return None
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        document.add(path, f"'{node.tag}' at the beginning is read as a tag; put the text in quotes")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), document, seen) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING:  # in quotes it is text
        document.add(path, "has no value; leave the key out where it is unknown")
    return node.value


def _mapping(node: yaml.MappingNode, path: Path_, document: Document, seen: set[int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        line = key_node.start_mark.line + 1
        if key in result:
            said = f"{key}: stands twice (first on line {document.line(here)}); keep one"
            document.problems.append(Problem(document.file, line, said))
            continue
        result[key] = _plain(value_node, here, document, seen)
        document.lines[here] = line
    return result

"""Files to entries. Every problem is gathered first, then one error names them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.model import FOLDERS, Entry
from content.reference import Reference, SourceNames, Town, Travel, Vocabulary
from content.strict_yaml import Document, Problem, read
from content.wrong import describe

Model = TypeVar("Model", bound=BaseModel)
REFERENCE_FILES: dict[str, type[BaseModel]] = {
    "town": Town,
    "vocabulary": Vocabulary,
    "travel": Travel,
    "sources": SourceNames,
}


class ContentError(Exception):
    """Content that cannot be used; `problems` says where and what to write instead."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Loaded:
    """What a content folder holds, the document of each entry, and the problems met on the way."""

    entries: dict[str, Entry]
    documents: dict[str, Document]
    reference: Reference | None
    problems: list[Problem]


def load_folder(folder: Path, traditional: Mapping[str, str] | None = None) -> Loaded:
    """Everything readable in `folder`. `traditional` gives the Traditional form of each Simplified wording."""
    loaded = Loaded({}, {}, None, [])
    _load_reference(folder, loaded, traditional or {})
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*")):
            _load_entry(path, f"{folder.name}/{name}/{path.name}", name, loaded, traditional or {})
    return loaded


def _load_reference(folder: Path, loaded: Loaded, traditional: Mapping[str, str]) -> None:
    found: dict[str, Any] = {}
    for name, model in REFERENCE_FILES.items():
        path, file = folder / f"{name}.yaml", f"{folder.name}/{name}.yaml"
        if not path.is_file():
            loaded.problems.append(Problem(file, 1, "file is missing; see content/README.md"))
            continue
        document = read(path, file)
        found[name] = _validate(model, document, document.data, loaded, traditional)
    if len(found) == len(REFERENCE_FILES) and all(found.values()):
        loaded.reference = Reference(**found)


def _load_entry(path: Path, file: str, folder: str, loaded: Loaded, traditional: Mapping[str, str]) -> None:
    if path.suffix != ".yaml":
        loaded.problems.append(Problem(file, 1, "not a .yaml file; rename or remove it"))
        return None
    document = read(path, file)
    model = _model(folder, document)
    if model is None:
        return loaded.problems.extend(document.problems)
    for key in ("id", "kind"):
        if key in document.data:
            document.problems.append(document.problem((key,), f"comes from the file's place; remove the line '{key}:'"))
            del document.data[key]
    if path.stem in loaded.documents:
        other = loaded.documents[path.stem].file
        document.problems.append(document.problem((), f"id {path.stem} is taken by {other}; rename one of the files"))
    data = {**document.data, "id": path.stem, "kind": model.model_fields["kind"].annotation.__args__[0]}  # type: ignore[union-attr]
    entry = _validate(model, document, data, loaded, traditional)
    loaded.documents[path.stem] = document
    if entry is not None:
        loaded.entries[path.stem] = entry
    return None


def _model(folder: str, document: Document) -> type[Entry] | None:
    if not isinstance(document.data, dict):
        if not document.problems:
            document.problems.append(
                document.problem((), "file holds no entry; see content/README.md for the template")
            )
        return None
    models = FOLDERS[folder]
    if len(models) == 1:
        return models[0]
    forms = {model.model_fields["form"].default: model for model in models}
    if document.data.get("form") not in forms:
        document.problems.append(document.problem(("form",), f"write one of {', '.join(forms)}"))
        return None
    return forms[document.data["form"]]


def _validate(
    model: type[Model], document: Document, data: Any, loaded: Loaded, traditional: Mapping[str, str]
) -> Model | None:
    loaded.problems.extend(document.problems)
    try:
        return model.model_validate(_with_traditional(data, traditional))
    except ValidationError as error:
        loaded.problems.extend(describe(document, error))
        return None


def _with_traditional(data: Any, traditional: Mapping[str, str]) -> Any:
    if isinstance(data, dict):
        filled = {key: _with_traditional(value, traditional) for key, value in data.items()}
        derived = traditional.get(data["zh"]) if isinstance(data.get("zh"), str) and "en" in data else None
        if derived and "zh-Hant" not in data:
            filled["zh-Hant"] = derived
        return filled
    return [_with_traditional(item, traditional) for item in data] if isinstance(data, list) else data

"""Files to entries. Every problem is gathered first, then one error names them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.model import FOLDERS, Entry
from content.reference import Reference, SourceNames, Town, Travel, Vocabulary
from content.strict_yaml import Document, Problem, read
from content.wrong import describe, did_you_mean

Model = TypeVar("Model", bound=BaseModel)
REFERENCE_FILES: dict[str, type[BaseModel]] = {
    "town": Town,
    "vocabulary": Vocabulary,
    "travel": Travel,
    "sources": SourceNames,
}
GLOSSARY = "traditional"
MAP = "map"  # a folder of no entries: what maps are drawn with
OUTLINES = "counties.geojson"


class ContentError(Exception):
    """Content that cannot be used; `problems` says where and what to write instead."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Loaded:
    """What a content folder holds, the document of each entry and reference file, and the problems met on the way."""

    entries: dict[str, Entry]
    documents: dict[str, Document]
    reference: Reference | None
    problems: list[Problem]
    reference_documents: dict[str, Document] = field(default_factory=dict)


def load_folder(folder: Path, traditional: Mapping[str, str] | None = None) -> Loaded:
    """Everything readable in `folder`. `traditional` gives the Traditional form of each Simplified wording."""
    loaded = Loaded({}, {}, None, [])
    loaded.problems.extend(_strangers(folder))
    _load_reference(folder, loaded, traditional or {})
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*")):
            _load_entry(path, f"{folder.name}/{name}/{path.name}", name, loaded, traditional or {})
    return loaded


def _strangers(folder: Path) -> Iterator[Problem]:
    """A Problem for everything whose name says that it is meant to be content but that nothing would read."""
    files = [f"{name}.yaml" for name in (*REFERENCE_FILES, GLOSSARY)]
    for path in sorted(folder.glob("[!._]*")):
        if path.is_dir() and path.name not in (*FOLDERS, MAP):
            near = did_you_mean(path.name, FOLDERS) or f" use one of {', '.join(FOLDERS)}"
            yield Problem(f"{folder.name}/{path.name}", 1, f"no kind of entry has this folder;{near}")
        elif path.suffix in (".yaml", ".yml") and path.name not in files:
            near = did_you_mean(path.name, files) or " move it into the folder of its kind"
            yield Problem(f"{folder.name}/{path.name}", 1, f"no such file is read here;{near}")


def _load_reference(folder: Path, loaded: Loaded, traditional: Mapping[str, str]) -> None:
    found: dict[str, Any] = {}
    for name, model in REFERENCE_FILES.items():
        path, file = folder / f"{name}.yaml", f"{folder.name}/{name}.yaml"
        if not path.is_file():
            loaded.problems.append(Problem(file, 1, "file is missing; see content/README.md"))
            continue
        document = read(path, file)
        loaded.reference_documents[name] = document
        found[name] = _validate(model, document, document.data, loaded, traditional)
    _check_glossary(folder, loaded)
    if len(found) == len(REFERENCE_FILES) and all(found.values()):
        outlines = folder / MAP / OUTLINES
        loaded.reference = Reference(**found, outlines=outlines if outlines.is_file() else None)


def _check_glossary(folder: Path, loaded: Loaded) -> None:
    path = folder / f"{GLOSSARY}.yaml"
    if path.is_file():
        document = read(path, f"{folder.name}/{path.name}")
        words = document.data if isinstance(document.data, dict) else {}
        for word in (key for key, value in words.items() if not isinstance(value, str)):
            document.add((word,), "expected text, got a list or a group; write the Traditional form")
        loaded.problems.extend(document.problems)


def _load_entry(path: Path, file: str, folder: str, loaded: Loaded, traditional: Mapping[str, str]) -> None:
    if path.suffix != ".yaml":
        loaded.problems.append(Problem(file, 1, "not a .yaml file; rename or remove it"))
        return None
    document = read(path, file)
    if path.stem in loaded.documents:
        other = loaded.documents[path.stem].file
        document.problems.append(Problem(file, 1, f"id {path.stem} is taken by {other}; rename one of the files"))
    # Known from here on, whatever else is wrong with it: a reference to it does not dangle.
    loaded.documents[path.stem] = document
    model = _model(folder, document)
    if model is None:
        return loaded.problems.extend(document.problems)
    for key in ("id", "kind"):
        if key in document.data:
            document.add((key,), f"comes from the file's place; remove the line '{key}:'")
            del document.data[key]
    data = {**document.data, "id": path.stem, "kind": model.model_fields["kind"].annotation.__args__[0]}  # type: ignore[union-attr]
    entry = _validate(model, document, data, loaded, traditional)
    if entry is not None:
        loaded.entries[path.stem] = entry
    return None


def _model(folder: str, document: Document) -> type[Entry] | None:
    if not isinstance(document.data, dict):
        if not document.problems:
            document.add((), "file holds no entry; see content/README.md for the template")
        return None
    models = FOLDERS[folder]
    if len(models) == 1:
        return models[0]
    forms = {model.model_fields["form"].default: model for model in models}
    form = document.data.get("form")
    if not isinstance(form, str) or form not in forms:
        if not document.knows(("form",)):
            document.add(("form",), f"write one of {', '.join(forms)}")
        return None
    return forms[form]


def _validate(
    model: type[Model], document: Document, data: Any, loaded: Loaded, traditional: Mapping[str, str]
) -> Model | None:
    loaded.problems.extend(document.problems)
    if document.data is None and document.problems:
        return None
    try:
        return model.model_validate(_with_traditional(data, traditional))
    except ValidationError as error:
        loaded.problems.extend(describe(document, error, model))
        return None


def _with_traditional(data: Any, traditional: Mapping[str, str]) -> Any:
    if isinstance(data, dict):
        filled = {key: _with_traditional(value, traditional) for key, value in data.items()}
        derived = traditional.get(data["zh"]) if isinstance(data.get("zh"), str) and "en" in data else None
        if derived and "zh-Hant" not in data:
            filled["zh-Hant"] = derived
        return filled
    return [_with_traditional(item, traditional) for item in data] if isinstance(data, list) else data

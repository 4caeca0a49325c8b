import re
from datetime import date

import pytest
from broken.examples import README, examples, write_examples
from pydantic import BaseModel

from content.catalogue import open_catalogue
from content.checks import check
from content.load import REFERENCE_FILES, load_folder
from content.model import ASPECTS, FOLDERS
from content.recurrence import NEEDS
from content.wrong import _model_in

TODAY = date(2026, 11, 24)
KINDS = [model for models in FOLDERS.values() for model in models]


def test_every_yaml_block_of_the_readme_names_its_file():
    assert README.read_text(encoding="utf-8").count("```yaml\n") == len(examples())


def test_examples_of_the_readme_load_without_a_problem(tmp_path):
    assert check(load_folder(write_examples(tmp_path)), TODAY) == []


def test_examples_show_every_kind_and_every_calendar(tmp_path):
    catalogue = open_catalogue(write_examples(tmp_path))

    shown = {type(entry) for entry in catalogue}
    calendars = {event.recurrence.calendar for event in catalogue.events if event.recurrence}

    assert shown == set(KINDS)
    assert calendars == set(NEEDS)


def test_the_folder_of_outlines_is_no_entry_and_may_be_missing(tmp_path):
    folder = write_examples(tmp_path)
    before = open_catalogue(folder).reference.outlines
    (folder / "map").mkdir()
    (folder / "map" / "counties.geojson").write_text('{"features": []}', encoding="utf-8")

    assert before is None
    assert open_catalogue(folder).reference.outlines == folder / "map" / "counties.geojson"


def keys_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    seen.add(model)
    found = set()
    for name, field in model.model_fields.items():
        found.add(field.alias or name)
        inner = _model_in(field.annotation)
        if inner and inner not in seen:
            found |= keys_of(inner, seen)
    return found - {"kind"}


@pytest.mark.parametrize("model", [*KINDS, *REFERENCE_FILES.values()])
def test_every_key_of_the_schema_is_explained(model):
    explained = set(re.findall(r"`([a-zA-Z_-]+)(?:: [a-z0-9]+)?`", README.read_text(encoding="utf-8")))

    assert keys_of(model, set()) - explained == set()


def test_every_aspect_is_listed():
    assert [aspect for aspect in ASPECTS if f"`{aspect}`" not in README.read_text(encoding="utf-8")] == []


def test_the_line_that_the_readme_shows_for_success_is_true_of_its_examples(tmp_path):
    loaded = load_folder(write_examples(tmp_path))
    facts = sum(len(entry.facts) for entry in loaded.entries.values())

    assert f"ok: {len(loaded.entries)} entries, {facts} facts" in README.read_text(encoding="utf-8")

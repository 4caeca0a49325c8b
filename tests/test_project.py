"""The files around the code fit together: Makefile, README, licences, locks, container files, recipes."""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from test_readme import table

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
MADE = {".venv", ".git", "data", "node_modules"}
TEXTS = sorted(
    path
    for pattern in ("*.md", "*.yaml", "*.yml")
    for path in ROOT.rglob(pattern)
    if not MADE & set(path.relative_to(ROOT).parts) and not any(part.endswith("_cache") for part in path.parts)
)
MARKDOWN = [path for path in TEXTS if path.suffix == ".md"]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def relative(path):
    return str(path.relative_to(ROOT))


def run(*command, cwd=ROOT, **environment):
    """A finished process. Nothing of this shell's settings or of an outer make reaches it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MAKE", "MFLAGS")) and name not in table("Settings")
    }
    return subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )


def made(*targets):
    """The lines that make would run for the targets on a fresh machine."""
    return run("make", "--dry-run", "--always-make", *targets).stdout.replace("\\\n", "").splitlines()


# Makefile and README


def targets():
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return phony[1].split()


def test_make_alone_lists_every_target_with_its_text():
    listed = dict(line.split(maxsplit=1) for line in run("make").stdout.splitlines())

    assert set(listed) == set(targets())
    assert all(len(text) > 8 for text in listed.values())


@pytest.mark.parametrize("path", MARKDOWN, ids=relative)
def test_every_make_target_that_a_text_names_exists(path):
    code = re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.DOTALL)
    named = {name for span in code for name in re.findall(r"(?:^|[`\s])make ([a-z]+)", span)}

    assert named <= set(targets())


def test_every_setting_stands_in_the_readme_and_no_other():
    assert set(table("Settings")) == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", ["telegram_base_url", "telegram_base_file_url", "log_level"])
def test_the_readme_gives_the_default_of_a_setting(name):
    row = re.search(
        rf"^\| `{name.upper()}` \| `([^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert row[1] == Settings.model_fields[name].default


# Texts


def anchors(path):
    """The anchors of a Markdown file's headings, as GitHub makes them."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", MARKDOWN, ids=relative)
def test_every_link_within_the_project_resolves(path):
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        if "://" in link or (target.exists() and (not anchor or anchor in anchors(target))):
            continue
        broken.append(link)

    assert broken == []


# Written as patterns, so that this file names none of them itself.
REGISTRY = re.compile(r"\b(pypi|pythonhosted|npmjs|crates|rubygems|ghcr|quay)\.(org|com|io)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/<>-])(/(root|home|Users|work|mnt|opt|tmp)/\w|[A-Z]:\\\w)")


def test_no_text_names_a_package_registry_or_a_path_of_a_machine():
    found = [
        f"{relative(path)}: {match[0]}"
        for path in TEXTS
        for pattern in (REGISTRY, MACHINE_PATH)
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_registry_and_hashes_every_release(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)[1:]

    assert not REGISTRY.search(text)
    assert "://" not in text
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_notice_names_every_library_that_is_installed():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    notice = set(re.findall(r"[a-z0-9-]+", (ROOT / "NOTICE").read_text(encoding="utf-8").lower().replace("_", "-")))

    assert set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)) - notice == set()


def test_the_changelog_begins_with_the_version_of_the_project():
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert versions[0] == PYPROJECT["project"]["version"]


# Dockerfile and compose.yaml


@dataclass
class Stage:
    """The instructions after one FROM."""

    image: str
    name: str | None
    steps: list[tuple[str, str]]

    def all(self, word):
        return [rest for name, rest in self.steps if name == word]


def stages():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, rest = line.split(maxsplit=1)
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            found.append(Stage(image, name or None, []))
        else:
            found[-1].steps.append((word, rest))
    return found


BUILD, FINAL = stages()


def sources(stage):
    """What the stage copies from the project, and to where."""
    for rest in stage.all("COPY"):
        if "--from=" not in rest:
            *names, target = rest.split()
            yield names, target


def ignored(name):
    """True where .dockerignore keeps the path out of the build: the last line that fits decides."""
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n"):
        pattern = line.removeprefix("!").removeprefix("**/")
        parts = Path(name).parts
        prefixes = ["/".join(parts[: end + 1]) for end in range(len(parts))]
        anywhere = parts if "**/" in line else ()
        if line and not line.startswith("#") and any(fnmatch.fnmatch(p, pattern) for p in (*prefixes, *anywhere)):
            out = not line.startswith("!")
    return out


def variables(stage):
    return dict(pair.split("=", 1) for rest in stage.all("ENV") for pair in rest.split())


def test_both_stages_stand_on_the_same_pinned_slim_image():
    assert BUILD.image == FINAL.image
    assert re.fullmatch(r"python:3\.\d+-slim", BUILD.image)


def test_every_run_line_is_one_that_make_runs():
    lines = {line.split(" || ")[0].strip() for line in made("setup", "check")}

    assert [line for stage in (BUILD, FINAL) for line in stage.all("RUN") if line not in lines] == []


def test_the_image_is_checked_and_trained_while_it_is_built():
    assert {".venv/bin/python -m bot check", ".venv/bin/python -m bot setup"} <= set(BUILD.all("RUN"))
    assert any("--require-hashes -r requirements.lock" in line for line in BUILD.all("RUN"))


def test_the_guide_serves_as_a_user_without_rights():
    words = [word for word, _ in FINAL.steps]
    uid = FINAL.all("USER")[-1].split(":")[0]

    assert uid.isdigit()
    assert int(uid) >= 1000
    assert words.index("USER") < words.index("HEALTHCHECK") < words.index("CMD")


def test_commands_are_in_exec_form():
    assert json.loads(FINAL.all("CMD")[0]) == ["python", "-m", "bot", "run"]
    assert json.loads(FINAL.all("HEALTHCHECK")[0].split(" CMD ")[1]) == ["python", "-m", "bot", "check"]


def test_every_copied_source_exists_and_reaches_the_build():
    names = [name for stage in (BUILD, FINAL) for found, _ in sources(stage) for name in found]

    assert [name for name in names if not (ROOT / name).exists() or ignored(name)] == []
    assert all(stage.all("ADD") == [] for stage in (BUILD, FINAL))


def test_the_final_stage_copies_only_what_the_first_one_holds():
    home = Path(BUILD.all("WORKDIR")[0])
    held = {str(home / target) for _, target in sources(BUILD)} | {str(home / ".venv"), variables(BUILD)["DATA_DIR"]}
    copied = {word for rest in FINAL.all("COPY") if f"--from={BUILD.name}" in rest for word in rest.split()[-2:-1]}

    assert copied <= held
    assert {str(home / package) for package in ("bot", "content", "intents", ".venv")} <= copied
    assert FINAL.all("WORKDIR") == BUILD.all("WORKDIR")  # a venv does not survive a move


@pytest.mark.parametrize(
    "name", [".env", ".git/config", ".venv/pyvenv.cfg", "data/built", "tests/conftest.py", "bot/__pycache__"]
)
def test_secrets_history_and_leftovers_stay_out_of_the_build(name):
    assert ignored(name)


def test_no_token_is_in_the_image():
    assert not any("TOKEN" in rest for stage in (BUILD, FINAL) for word, rest in stage.steps if word in ("ENV", "ARG"))


def test_a_new_volume_begins_with_what_was_trained():
    folder = variables(FINAL)["DATA_DIR"]
    words = [word for word, _ in FINAL.steps]
    copy = f"--from={BUILD.name} --chown={FINAL.all('USER')[0]} {folder} {folder}"

    assert variables(BUILD)["DATA_DIR"] == folder
    assert FINAL.all("VOLUME") == [folder]
    # What is copied after VOLUME is declared would be lost.
    assert FINAL.steps.index(("COPY", copy)) < words.index("VOLUME")


def test_what_the_image_holds_starts(guide, tmp_path):
    for names, target in sources(BUILD):
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, *json.loads(FINAL.all("CMD")[0])[1:]]

    # The result of training goes by content, so that of this folder serves the copy.
    done = run(*command, cwd=tmp_path, DATA_DIR=str(ROOT / "data"))

    assert (done.returncode, done.stderr) == (0, "")
    assert "TELEGRAM_BOT_TOKEN" in done.stdout


def test_the_container_may_write_to_its_volume_and_tmp_only():
    guide = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["guide"]
    folder = variables(FINAL)["DATA_DIR"]

    assert guide["read_only"] is True
    assert (guide["tmpfs"], guide["volumes"]) == ("/tmp", [f"data:{folder}"])
    assert guide["environment"] == {"DATA_DIR": folder}
    assert guide["cap_drop"] == ["ALL"]
    assert guide["security_opt"] == ["no-new-privileges:true"]
    assert guide["env_file"] == [{"path": ".env", "required": False}]
    assert not {"privileged", "cap_add", "user", "ports"} & set(guide)


# The recipes of CONTRIBUTING.md


def recipes():
    """What the recipes say to write: (file, where to add it or empty for a whole file, text)."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for indent, block in re.findall(r"^( *)```(?:yaml|python)\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        lines = [line.removeprefix(indent) for line in block.splitlines()]
        if heading := re.fullmatch(r"# (\S+?)(?:: add(?: under (\w+))?)?", lines[0]):
            where = "" if ": add" not in lines[0] else heading[2] or "end"
            yield heading[1], where, "\n".join(lines[1:]) + "\n"


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A copy of the project in which somebody followed every recipe."""
    copy = tmp_path_factory.mktemp("followed")
    for name in ("bot", "content", "intents"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file, where, text in recipes():
        old = (copy / file).read_text(encoding="utf-8") if where else ""
        new = old.replace(f"\n{where}:\n", f"\n{where}:\n{text}", 1) if where not in ("", "end") else old + text
        (copy / file).parent.mkdir(exist_ok=True)
        (copy / file).write_text(new, encoding="utf-8")
    return copy


def test_the_recipes_cover_a_place_and_every_file_of_an_intent_and_a_language():
    assert [file for file, _, _ in recipes()] == [
        "content/places/lantern_bridge.yaml",
        "intents/intents.yaml",
        "intents/phrases/en/laundry.yaml",
        "intents/phrases/zh/laundry.yaml",
        "bot/words/en.yaml",
        "bot/words/zh.yaml",
        "bot/answers/laundry.py",
        "intents/phrases/it/language.yaml",
        "intents/phrases/it/tickets.yaml",
    ]


def test_who_follows_the_recipes_passes_the_check(followed):
    done = run(sys.executable, "-m", "bot", "check", cwd=followed)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


TELL = """
from intents.languages import load_languages

print(load_languages().of("Quanto costa il biglietto per Lantern Bridge?"), load_languages().notice("it"))
"""


def test_the_language_of_the_recipe_is_told_and_has_its_notice(followed):
    done = run(sys.executable, "-c", TELL, cwd=followed)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "it Questa guida non parla ancora italiano, quindi la risposta è in inglese.\n"


ASK = """
from datetime import datetime
from bot.answers.desk import Desk, Question
from bot.answers.laundry import laundry
from bot.wording import load_words
from content.catalogue import open_catalogue
from pathlib import Path

catalogue = open_catalogue(Path("content"), {})
assert "lantern_bridge" in catalogue
print(laundry(Question("laundry"), Desk(catalogue, load_words({})["en"], datetime(2026, 11, 24))).head)
"""


def test_the_answer_function_of_the_recipe_answers(followed):
    done = run(sys.executable, "-c", ASK, cwd=followed)

    assert (done.returncode, done.stderr) == (0, "")
    assert "washing clothes" in done.stdout

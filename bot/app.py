"""The one composition file: settings, content, matcher and words to a guide; the only place that asks the clock."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile
from zoneinfo import ZoneInfo

from bot.answers.desk import Desk
from bot.dialogue.turn import Guide
from bot.messages import Links
from bot.settings import ROOT, Settings
from bot.wording import HERE as WORDS_FOLDER
from bot.wording import load_words, wordings
from content.catalogue import open_catalogue
from content.traditional import derive, folder_data, glossary
from content.traditional import wordings as content_wordings
from intents import built as built_files
from intents.built import Built
from intents.contract import load_intents
from intents.lexicon import load_lexicon
from intents.phrasebook import load_phrases
from intents.understand import Understander

ZONE = ZoneInfo("Asia/Shanghai")
TRAINING = (
    "dictionary.py",
    "exact.py",
    "features.py",
    "train.py",
    "match.py",
    "normalise.py",
    "tables.py",
    "phrasebook.py",
    "pinyin.py",
    "subjects.py",
)
TRAINING_SECONDS = 600
FIRST_YEAR, LAST_YEAR = 1950, 2090
Clock = Callable[[], datetime]


class BuildError(Exception):
    """Training or the derivation of Traditional Chinese failed."""


def clock() -> datetime:
    """The moment in the town's time."""
    return datetime.now(ZONE)


def moment(written: str) -> datetime:
    """The moment an ISO time names; without a zone it is the town's. Raises ValueError where it is none."""
    try:
        parsed = datetime.fromisoformat(written)
        parsed = parsed.replace(tzinfo=ZONE) if parsed.tzinfo is None else parsed.astimezone(ZONE)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"--now: {written!r} is no ISO time; write for example 2026-12-01T09:30") from error
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:  # the lunar tables reach no further
        raise ValueError(f"--now: {written!r} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return parsed


def make_guide(settings: Settings) -> Guide:
    """The guide, trained first where something changed. Raises ContentError, WordsError or BuildError."""
    _, built, traditional = _loaded(settings)
    catalogue = open_catalogue(settings.content_dir, traditional)
    catalogue.agenda.prepare(clock().date())
    intents = load_intents()
    understander = Understander(built, catalogue.names(), intents, load_lexicon())
    links = Links(settings.telegram_bot_username, settings.public_url)
    return Guide(catalogue, understander, load_words(traditional), intents, links)


def make_desk(settings: Settings, now: datetime) -> Desk:
    """A desk in English without the matcher, for what needs no understanding. Raises ContentError or WordsError."""
    return Desk(open_catalogue(settings.content_dir), load_words({})["en"], now)


def _loaded(settings: Settings) -> tuple[Path, Built, dict[str, str]]:
    """The trained result; one that a full disk or a cut copy has damaged is made anew, once."""
    folder = ensure_built(settings)
    try:
        return folder, built_files.load(folder), built_files.load_traditional(folder)
    except (OSError, ValueError, KeyError, BadZipFile):
        shutil.rmtree(folder, ignore_errors=True)
        folder = ensure_built(settings)
        return folder, built_files.load(folder), built_files.load_traditional(folder)


def built_folder(settings: Settings) -> Path:
    """Where the result of training belongs for the files as they are; under DATA_DIR where that can be written."""
    intents = ROOT / "intents"
    written = [intents / "intents.yaml", *(intents / "phrases").rglob("*.yaml")]
    files = [*settings.content_dir.rglob("*.yaml"), *written, *WORDS_FOLDER.glob("*.yaml")]
    files += [intents / name for name in TRAINING]
    name = built_files.digest(files)
    home = settings.data_dir if _writable(settings.data_dir) else Path(tempfile.gettempdir()) / "visitor-guide"
    return home / "built" / name


def _writable(folder: Path) -> bool:
    try:
        (folder / "built").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder / "built"):
            return True
    except OSError:
        return False


def ensure_built(settings: Settings) -> Path:
    """The folder of the trained result, made by a child process where it is not there yet."""
    folder = built_folder(settings).resolve()
    if not all((folder / name).is_file() for name in built_files.FILES):
        shutil.rmtree(folder, ignore_errors=True)
        sys.stderr.write("Training the matcher once (about half a minute) ...\n")
        # A child, so that this process never holds scikit-learn, opencc and pypinyin (150 MB together).
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "bot", "build", str(settings.content_dir.resolve()), str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=TRAINING_SECONDS,
            check=False,
        )
        if done.returncode:
            raise BuildError(f"training failed:\n{done.stderr.strip() or done.stdout.strip()}")
    return folder


def build(content_dir: Path, folder: Path) -> None:
    """Trains the matcher and derives Traditional Chinese into `folder`. Raises BuildError naming every bad phrase."""
    from intents.train import build as train

    phrases, problems = load_phrases()
    if problems:
        raise BuildError("\n".join(str(problem) for problem in problems))
    texts = {text for data in folder_data(content_dir) for text in content_wordings(data)}
    texts |= set(wordings(WORDS_FOLDER / "zh.yaml").values())
    names = open_catalogue(content_dir).names()
    built_files.save(train(phrases, load_intents(), names), derive(sorted(texts), glossary(content_dir)), folder)

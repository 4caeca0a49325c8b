"""The content folder that content/README.md prints: small, complete, and whole until a test breaks it."""

import re
from pathlib import Path

from bot.settings import ROOT

README = ROOT / "content" / "README.md"
_BLOCK = re.compile(r"^```yaml\n# (?P<file>content/\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> dict[str, str]:
    """The README's examples by their path inside the content folder, with the comment that names each."""
    found = _BLOCK.finditer(README.read_text(encoding="utf-8"))
    return {match["file"].removeprefix("content/"): f"# {match['file']}\n{match['text']}" for match in found}


def write_examples(parent: Path) -> Path:
    """A folder `content` below `parent` that holds every example."""
    folder = parent / "content"
    for name, text in examples().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder

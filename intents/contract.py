"""The intents and what each takes, as intents.yaml says."""

from pathlib import Path

from content.strict_yaml import read
from intents.model import Intent

HERE = Path(__file__).parent
OUT_OF_SCOPE = "out_of_scope"


def load_intents(path: Path = HERE / "intents.yaml") -> dict[str, Intent]:
    """Every intent by name. Raises ValueError where the file is not of the right form."""
    document = read(path, path.name)
    if document.problems or not isinstance(document.data, dict):
        raise ValueError("\n".join(str(problem) for problem in document.problems) or f"{path.name}: holds no intents")
    return {
        name: Intent(name, line["subject"], tuple(line["kinds"]), tuple(line["slots"]), line.get("outside", "refuse"))
        for name, line in document.data.items()
    }

"""All that the understanding of questions learns of content: what things are called, not what is true of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One name or alias of an entry. `kind` is its folder's kind, `town` for the town itself, `outside` for elsewhere.

    A loose name means its entry only where no other entry is named: "the museum", "taxi".
    `main` is true for the name itself, false for an alias.
    """

    id: str
    kind: str
    tags: tuple[str, ...]
    language: str
    text: str
    part_of: str | None = None
    loose: bool = False
    main: bool = False

"""A reply as plain text: all the visitor reads."""

from collections.abc import Callable

from bot.messages import Citation, Reply


def provenance(reply: Reply, cite: Callable[[Citation], str] | None = None) -> str:
    """The line that says who says so, as of when, and what to doubt; empty where the reply states no fact.

    `cite` writes a source's label; a channel with links gives its own.
    """
    if not reply.cite_marks:
        return ""
    label, comma, between, stop = reply.cite_marks
    write = cite or (lambda citation: citation.label)
    parts = [f"{write(citation)}{comma}{citation.dated}" for citation in reply.citations]
    said = [label + between.join(parts)] if parts else []
    said += [_capital(between.join(reply.remarks))] if reply.remarks else []
    return (stop.join(said) + stop).strip() if said else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def text(reply: Reply) -> str:
    """Head, lines and provenance, one below the other."""
    return "\n".join(part for part in (reply.head, *reply.lines, provenance(reply)) if part)

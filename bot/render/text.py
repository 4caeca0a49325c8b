"""A reply as plain text: all the visitor reads."""

from bot.messages import Citation, Reply


def provenance(reply: Reply) -> str:
    """The line that says who says so, as of when, and what to doubt; empty where the reply states no fact."""
    joined = "; ".join(cite(citation) for citation in reply.citations)
    remarks = "; ".join(reply.remarks)
    line = f"{reply.cite_label}: {joined}" if joined else ""
    return f"{line}. {remarks[:1].upper()}{remarks[1:]}." if line and remarks else line or (f"{remarks[:1].upper()}{remarks[1:]}." if remarks else "")


def cite(citation: Citation) -> str:
    """A source with its date: "Qiandongnan News, April 2024"."""
    return f"{citation.label}, {citation.dated}"


def text(reply: Reply) -> str:
    """Head, lines and provenance, one below the other."""
    return "\n".join(part for part in (reply.head, *reply.lines, provenance(reply)) if part)

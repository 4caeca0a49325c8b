"""Logging without secrets: no line may carry a token, whoever wrote it."""

import logging
import re
import sys

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
# httpx writes every URL at INFO, and the URL holds the token.
TALKATIVE = ("httpx", "httpcore", "telegram")


class WithoutTokens(logging.Formatter):
    """A formatter that blanks whatever looks like a bot's token, in messages and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without tokens."""
        return TOKEN.sub("<token>", super().format(record))


def set_up_logs(level: str) -> None:
    """Sends the log to standard error, without tokens. Raises ValueError for an unknown level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutTokens("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))

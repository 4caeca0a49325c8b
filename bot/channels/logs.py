"""Logging without secrets: no line may carry a token, whoever wrote it."""

import logging
import re
import sys

TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# httpx writes every URL at INFO, and the URL holds the token.
TALKATIVE = ("httpx", "httpcore", "telegram")


class WithoutTokens(logging.Formatter):
    """A formatter that blanks the token, and whatever looks like one, in messages and tracebacks alike."""

    def __init__(self, form: str, token: str = "") -> None:
        super().__init__(form)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The line without tokens."""
        line = super().format(record)
        # The part behind the colon is the secret, and some errors quote it alone ("Invalid port").
        for secret in (self._token, self._token.partition(":")[2]):
            if secret:
                line = line.replace(secret, "<token>")
        return TOKEN.sub("<token>", line)


def set_up_logs(level: str, token: str = "") -> None:
    """Sends the log to standard error, without tokens. Raises ValueError for an unknown level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutTokens("%(asctime)s %(levelname)s %(name)s: %(message)s", token))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    # It writes a traceback for every error page of a proxy; the channel logs the failure in a line of its own.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)

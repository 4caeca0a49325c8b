"""A trip as text to store, and back."""

from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b

from pydantic import TypeAdapter, ValidationError

from bot.planner.model import Trip

TOKEN_BYTES = 10


def written(trip: Trip) -> str:
    """The trip as JSON, without the plans it had before."""
    return _adapter().dump_json(trip).decode()


def read(text: str) -> Trip | None:
    """The trip that was written; None where the text is none."""
    try:
        return _adapter().validate_json(text)
    except ValidationError:
        return None


def token(text: str) -> str:
    """A short name for the text, the same for the same text, that cannot be guessed without it."""
    return b32encode(blake2b(text.encode(), digest_size=TOKEN_BYTES).digest()).decode().lower()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Trip]:
    return TypeAdapter(Trip)

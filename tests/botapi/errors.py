"""Refusals: the code, words and parameters of an answer that is not ok."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok` false."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str) -> ApiError:
    """A 400. As there, a sentence loses its capital ("Can't" -> "can't"), a constant keeps it."""
    sentence = len(what) > 1 and what[0].isupper() and (what[1].islower() or what[1] == "'")
    return ApiError(400, "Bad Request: " + (what[0].lower() + what[1:] if sentence else what))


def forbidden(what: str) -> ApiError:
    """A 403."""
    return ApiError(403, "Forbidden: " + what)


def too_many(retry_after: int) -> ApiError:
    """A 429 with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})

"""A request's parameters, however they were sent: query, form, multipart or JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from .errors import bad_request


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Params:
    """Parameters by name, all as text (objects as JSON), and the uploads by the name of their part."""

    values: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value, "" when it is not there."""
        return self.values.get(name, "")

    def number(self, name: str, default: int = 0, low: int = -(2**63), high: int = 2**63) -> int:
        """The leading digits as a number within bounds; the default when empty, 0 when it is no number."""
        given = self.values.get(name, "")
        if not given:
            return default
        digits = re.match(r"-?\d+", given.strip())
        return min(max(int(digits[0]) if digits else 0, low), high)

    def flag(self, name: str) -> bool:
        """True for "true", "yes" and "1" in any case."""
        return self.values.get(name, "").strip().lower() in ("true", "yes", "1")

    def required(self, name: str) -> str:
        """The value. Raises ApiError when it is empty."""
        if not self.values.get(name):
            raise bad_request(f'Parameter "{name}" is required')
        return self.values[name]

    def json(self, name: str, what: str) -> Any:
        """The value read as JSON, None when empty. Raises ApiError saying that `what` cannot be parsed."""
        if not self.values.get(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError:
            raise bad_request(f"Can't parse {what} JSON object") from None


def from_json(value: Any) -> Params:
    """Parameters out of a JSON object. Raises ApiError for anything else."""
    if not isinstance(value, dict):
        raise bad_request("Can't parse JSON encoded request: expected an Object")
    return Params({name: _as_text(item) for name, item in value.items() if item is not None})


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def read_params(request: web.Request) -> Params:
    """All parameters of a request. Raises ApiError when its body is no JSON although it says so."""
    values: dict[str, str] = dict(request.query)
    if request.method != "POST":
        return Params(values)
    if request.content_type == "application/json":
        body = await request.text()
        try:
            given = json.loads(body) if body.strip() else {}
        except ValueError:
            raise bad_request("Can't parse JSON encoded request") from None
        return Params({**values, **from_json(given).values})
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, values)
    return Params({**values, **{name: str(value) for name, value in (await request.post()).items()}})


async def _read_multipart(request: web.Request, values: dict[str, str]) -> Params:
    uploads: dict[str, Upload] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        size += len(data)
        if size > request.client_max_size:
            raise web.HTTPRequestEntityTooLarge(request.client_max_size, size)
        if part.filename is None:
            values[part.name] = data.decode("utf-8", "surrogateescape")
        else:
            uploads[part.name] = Upload(part.filename, part.headers.get("Content-Type", ""), data)
    return Params(values, uploads)

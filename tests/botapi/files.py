"""Files that were sent or received, and what can be told from their bytes."""

import mimetypes
import secrets
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from .errors import bad_request
from .params import Params, Upload

MAX_UPLOAD_BYTES, MAX_PHOTO_BYTES, MAX_DOWNLOAD_BYTES = 50 << 20, 10 << 20, 20 << 20
_MAX_PHOTO_SIDES, _MAX_PHOTO_RATIO = 10_000, 20
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class StoredFile:
    """A file at the server; `kind` is photo, document, voice or sticker."""

    file_id: str
    unique_id: str
    path: str
    kind: str
    name: str
    mime: str
    data: bytes

    def json(self) -> dict[str, Any]:
        """The part that every file object of the Bot API shares."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class FileStore:
    """All files of one server, by id and by download path."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, data: bytes, name: str, mime: str = "") -> StoredFile:
        """The file, stored under a new id."""
        number = len(self.by_path)
        suffix = PurePosixPath(name).suffix or ".bin"
        guessed = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = StoredFile(
            "AgAC" + secrets.token_urlsafe(48), "AQAD" + secrets.token_hex(6),
            f"{kind}s/file_{number}{suffix}", kind, name, guessed, data,
        )  # fmt: skip
        self.by_id[file.file_id] = self.by_path[file.path] = file
        return file

    def from_request(self, params: Params, field: str) -> StoredFile:
        """The file that a request uploads or names by id under `field`. Raises ApiError."""
        given = params.text(field)
        upload = params.uploads.get(given.removeprefix("attach://") if given.startswith("attach://") else field)
        if upload is not None:
            return self._received(upload, field)
        if not given or given.startswith("attach://"):
            raise bad_request(f"There is no {field} in the request")
        if given.lower().startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")  # this server fetches nothing
        file = self.by_id.get(given)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != field:
            raise bad_request(f"Can't use file of type {file.kind.capitalize()} as {field.capitalize()}")
        return file

    def _received(self, upload: Upload, field: str) -> StoredFile:
        if not upload.data:
            raise bad_request("File must be non-empty")
        if field == "photo":
            _check_photo(upload.data)
        name = upload.name if field != "photo" else "photo.jpg"
        return self.add(field, upload.data, name, upload.mime)


def _check_photo(data: bytes) -> None:
    if len(data) > MAX_PHOTO_BYTES:
        words = f"File of size {len(data)} bytes is too big for a photo"
        raise bad_request(f"{words}; the maximum size is {MAX_PHOTO_BYTES} bytes")
    size = picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MAX_PHOTO_SIDES or max(size) > _MAX_PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp_size(data)
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if data[12:16] == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None

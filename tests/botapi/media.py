"""Photos, documents, places; and getting files back."""

from typing import Any

from .errors import bad_request
from .files import MAX_DOWNLOAD_BYTES, StoredFile, picture_size
from .messages import Content, caption, send
from .params import Params
from .world import World

Json = dict[str, Any]
_SMALL_SIDE = 320
_FOREVER = 0x7FFFFFFF


def send_photo(world: World, params: Params) -> Json:
    """The sent message."""
    fields, source = caption(params)
    file = world.files.from_request(params, "photo")
    if params.flag("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    fields = {"photo": photo_sizes(file), **fields}
    return send(world, "sendPhoto", params, Content(fields, source, file.data))


def send_document(world: World, params: Params) -> Json:
    """The sent message."""
    fields, source = caption(params)
    file = world.files.from_request(params, "document")
    document = {"file_name": file.name, "mime_type": file.mime, **file.json()}
    return send(world, "sendDocument", params, Content({"document": document, **fields}, source, file.data))


def send_location(world: World, params: Params) -> Json:
    """The sent message."""
    location = _location(params)
    live_period = params.number("live_period")
    if live_period and live_period != _FOREVER and not 60 <= live_period <= 86400:
        raise bad_request("Wrong live location time period specified")
    if live_period:
        location["live_period"] = live_period
    return send(world, "sendLocation", params, Content({"location": location}))


def send_venue(world: World, params: Params) -> Json:
    """The sent message."""
    location = _location(params)
    names = ("title", "address")
    venue: Json = {"location": location, **{name: params.required(name) for name in names}}
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if params.text(name):
            venue[name] = params.text(name)
    return send(world, "sendVenue", params, Content({"venue": venue, "location": location}))


def get_file(world: World, params: Params) -> Json:
    """The File object with its download path."""
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    file = world.files.by_id.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**file.json(), "file_path": file.path}


def photo_sizes(file: StoredFile) -> list[Json]:
    """PhotoSize objects, smallest first; all of them are the same file here."""
    width, height = picture_size(file.data) or (1280, 960)
    scale = min(1.0, _SMALL_SIDE / max(width, height))
    small = (max(1, round(width * scale)), max(1, round(height * scale)))
    sizes = [small] if small == (width, height) else [small, (width, height)]
    return [{**file.json(), "width": w, "height": h} for w, h in sizes]


def _location(params: Params) -> Json:
    location: Json = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        if not params.text(name).strip():
            raise bad_request(f"{name} is empty")
        try:
            location[name] = float(params.text(name))
        except ValueError:
            location[name] = 0.0  # what the real server makes of text that is no number
        if not -most <= location[name] <= most:
            raise bad_request("Invalid location specified")
    if params.text("horizontal_accuracy"):
        location["horizontal_accuracy"] = min(max(float(params.text("horizontal_accuracy")), 0.0), 1500.0)
    return location

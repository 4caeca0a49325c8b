"""A reply as the JSON object that `bot ask` prints."""

import base64
from typing import Any

from bot.messages import Button, Reply, Venue
from bot.render.text import text


def reply_object(reply: Reply) -> dict[str, Any]:
    """The reply's text, facts, buttons and parts."""
    shown = text(reply)
    return {
        "text": shown,
        "facts": [{"subject": f.subject, "about": f.about, "source": f.source, "as_of": f.as_of} for f in reply.facts],
        "buttons": [_button(button) for button in reply.buttons],
        "parts": [{"kind": "text", "text": shown}, *(_extra(extra) for extra in reply.extras)],
    }


def _button(button: Button) -> dict[str, str]:
    return (
        {"label": button.label, "url": button.url} if button.url else {"label": button.label, "data": button.data or ""}
    )


def _extra(extra: Any) -> dict[str, Any]:
    if isinstance(extra, Venue):
        return {"kind": "venue", "id": extra.id, "lat": extra.lat, "lon": extra.lon}
    return {
        "kind": extra.kind,
        "name": extra.name,
        "mime": extra.mime,
        "base64": base64.b64encode(extra.content).decode(),
    }

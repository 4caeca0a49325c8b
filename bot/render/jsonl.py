"""A turn as the JSON object that `bot ask` prints."""

import base64
from typing import Any

from bot.dialogue.turns import Turn
from bot.messages import Button, Reply, Venue
from bot.render.text import text


def turn_object(turn: Turn, identity: Any) -> dict[str, Any]:
    """The turn in the form the contract gives."""
    return {
        "id": identity,
        "language": turn.language,
        "outcome": turn.outcome,
        "intent": turn.intent,
        "subjects": list(turn.subjects),
        "slots": turn.slots,
        "score": turn.score,
        "runners_up": [[name, score] for name, score in turn.runners_up],
        "reply": reply_object(turn.reply),
    }


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

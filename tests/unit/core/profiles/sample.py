"""Events as a server sends them, made in one line."""

from typing import Any

import msgspec

from watchfloor.core.event import Event


def event(kind: str, body: Any, *, channel: str = "channel", seq: int = 1) -> Event:
    data = body if isinstance(body, str) else msgspec.json.encode(body).decode()
    return Event(channel=channel, seq=seq, received_at_s=1_000.0, type=kind, data=data)

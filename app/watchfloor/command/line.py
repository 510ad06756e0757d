"""Events and states as lines of JSON, each ended by \\n alone."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.state import ChannelState, Status

_ENCODER = msgspec.json.Encoder()


def stamp(at_s: float) -> str:
    """A moment as ISO 8601 in UTC, to the microsecond."""
    return datetime.fromtimestamp(at_s, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def event_line(event: Event, *, with_channel: bool = False) -> bytes:
    row: dict[str, Any] = {
        "id": event.id,
        "type": event.type,
        "data": event.data,
        "received_at": stamp(event.received_at_s),
        "seq": event.seq,
    }
    if with_channel:
        row["channel"] = event.channel
    if event.mark:
        row["mark"] = event.mark
    return _ENCODER.encode(row) + b"\n"


def note_line(channel: str, state: ChannelState, note: str, wall_s: float) -> bytes:
    """What befell a channel besides its states, in the shape that they have."""
    row = {"state": state.value, "at": stamp(wall_s), "channel": channel, "note": note}
    return _ENCODER.encode(row) + b"\n"


def status_line(channel: str, status: Status, now_s: float, wall_s: float) -> bytes:
    row: dict[str, Any] = {"state": status.state.value, "at": stamp(wall_s), "channel": channel}
    if status.attempt:
        row["attempt"] = status.attempt
    if status.retry_at_s is not None:
        row["retry_in_s"] = round(max(0.0, status.retry_at_s - now_s), 3)
    if status.latency_ms is not None:
        row["latency_ms"] = round(status.latency_ms, 1)
    for name in ("code", "reason", "advice"):
        if value := getattr(status, name):
            row[name] = value
    return _ENCODER.encode(row) + b"\n"

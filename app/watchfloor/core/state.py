"""The states of a channel, and the words for them."""

from enum import StrEnum

import msgspec


class ChannelState(StrEnum):
    IDLE = "idle"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    STALE = "stale"
    RECONNECTING = "reconnecting"
    BLOCKED = "blocked"
    POLLING = "polling"
    PAUSED = "paused"
    FAILED = "failed"


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What can be said of a channel right now. All times are monotonic seconds."""

    state: ChannelState = ChannelState.IDLE
    since_s: float = 0.0
    attempt: int = 0
    retry_at_s: float | None = None  # reconnecting: the next try; blocked: the probe
    last_byte_at_s: float | None = None
    latency_ms: float | None = None
    polling_every_s: float | None = None
    code: str = ""  # failed: the outcome's id
    reason: str = ""  # failed, reconnecting, blocked: the sentence
    advice: str = ""  # failed: the next step


def _whole_s(span_s: float) -> int:
    return max(0, round(span_s))


def words(status: Status, now_s: float) -> str:
    """The line under a channel's name, as DESIGN has it."""
    match status.state:
        case ChannelState.IDLE:
            return "Disconnected"
        case ChannelState.CONNECTING:
            return "Connecting…"
        case ChannelState.CONNECTED:
            return "Connected" if status.latency_ms is None else f"Connected · {status.latency_ms:.0f} ms"
        case ChannelState.STALE:
            last_s = status.since_s if status.last_byte_at_s is None else status.last_byte_at_s
            return f"Silent for {_whole_s(now_s - last_s)} s"
        case ChannelState.RECONNECTING:
            return f"Reconnecting in {_left_s(status, now_s)} s · attempt {status.attempt}"
        case ChannelState.BLOCKED:
            return f"Breaker open · probe in {_left_s(status, now_s)} s"
        case ChannelState.POLLING:
            return f"Polling every {status.polling_every_s or 0:g} s"
        case ChannelState.PAUSED:
            return "Paused"
        case ChannelState.FAILED:
            return " · ".join(
                part for part in (f"Failed: {status.reason or status.code}", status.advice) if part
            )


def _left_s(status: Status, now_s: float) -> int:
    return 0 if status.retry_at_s is None else _whole_s(status.retry_at_s - now_s)

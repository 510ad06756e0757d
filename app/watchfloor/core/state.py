"""The states of a channel, and the words for them."""

from enum import StrEnum

import msgspec

from watchfloor.core.text.numeral import Numeral
from watchfloor.core.text.speech import said


class ChannelState(StrEnum):
    IDLE = "idle"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    STALE = "stale"
    HELD = "held"
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
    code: str = ""  # failed: the outcome's id; polling: that of the last answer, if it was none
    reason: str = ""  # failed, reconnecting, blocked, held, unreadable: the sentence
    advice: str = ""  # failed: the next step
    recorded: bool = False  # it was so in a recording: nothing can be done about it now

    @property
    def at_rest(self) -> bool:
        """It is a recording's, of which nothing more comes: `reason` says so."""
        return self.recorded and self.state is ChannelState.IDLE and bool(self.reason)

    @property
    def unanswered(self) -> bool:
        """It polls, and the last time nothing came of it: nothing is known to arrive."""
        return self.state is ChannelState.POLLING and bool(self.code)

    @property
    def unreadable(self) -> bool:
        """It is open and not silent, yet nothing that comes is an event or a comment."""
        return self.state is ChannelState.STALE and self.code == UNREADABLE

    @property
    def quiet(self) -> bool:
        """It sends nothing any more, and whether it should is not known: only a person can say."""
        return self.state is ChannelState.STALE and self.code == QUIET

    @property
    def counts_as(self) -> ChannelState:
        """The state in whose colour and rank it is shown: polling without an answer is no connection."""
        return ChannelState.RECONNECTING if self.unanswered else self.state


QUIET = "quiet"  # the code of a silence that no heartbeat forbids, and that is not like the stream
UNREADABLE = "unreadable"  # the code of an open stream that only brings what is none
COMPLETE = "complete"  # the code of a stream that has come to its end, and stays closed


def _span(span_s: float) -> str:
    """How long, in the largest unit that says something."""
    for unit_s, words in ((86_400, said("{count} d")), (3_600, said("{count} h")), (60, said("{count} min"))):
        if span_s >= unit_s:
            return words.format(count=round(span_s / unit_s))
    return said("{count} s").format(count=_whole_s(span_s))


def _whole_s(span_s: float) -> int:
    return max(0, round(span_s))


def words(status: Status, now_s: float) -> str:
    """The line under a channel's name, as DESIGN has it."""
    match status.state:
        case ChannelState.IDLE:
            return _at_rest(status, now_s)
        case ChannelState.CONNECTING:
            return said("Connecting…")
        case ChannelState.CONNECTED:
            if status.latency_ms is None:
                return said("Connected")
            return said("Connected · {latency:.0f} ms").format(latency=status.latency_ms)
        case ChannelState.STALE:
            return _stale(status, now_s)
        case ChannelState.HELD:
            return said("Waits for the journal · {span}").format(span=_span(now_s - status.since_s))
        case ChannelState.RECONNECTING:
            waiting = said("Reconnecting in {left} s · attempt {attempt}")
            return waiting.format(left=_left_s(status, now_s), attempt=status.attempt)
        case ChannelState.BLOCKED:
            return said("Breaker open · probe in {left} s").format(left=_left_s(status, now_s))
        case ChannelState.POLLING:
            return f"{_polling(status)} · {_short(status)}" if status.unanswered else _polling(status)
        case ChannelState.PAUSED:
            return said("Paused")
        case ChannelState.FAILED:
            failed = said("Failed: {reason}").format(reason=_short(status))
            return " · ".join(part for part in (failed, said(status.advice)) if part)


def _polling(status: Status) -> str:
    if not status.polling_every_s:
        return said("Polling")
    return said("Polling every {span:g} s").format(span=Numeral(status.polling_every_s))


def _stale(status: Status, now_s: float) -> str:
    if status.unreadable:
        return said("Connected, nothing readable")
    last_s = status.since_s if status.last_byte_at_s is None else status.last_byte_at_s
    return said("Silent for {span}").format(span=_span(now_s - last_s))


def _at_rest(status: Status, now_s: float) -> str:
    if status.at_rest:
        return status.reason
    if status.code == COMPLETE:
        return said("Finished {span} ago").format(span=_span(now_s - status.since_s))
    return said("Disconnected")


def _short(status: Status) -> str:
    """The reason without what the server wrote of it, which stands with the attempt."""
    return said(status.reason).partition(": ")[0].rstrip(".") or status.code


def _left_s(status: Status, now_s: float) -> int:
    return 0 if status.retry_at_s is None else _whole_s(status.retry_at_s - now_s)

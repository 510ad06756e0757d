"""What an event says whenever it came: found out once, however often its connection is looked into."""

import msgspec

from watchfloor.core.diagnosis.stamp import stamp_of
from watchfloor.core.event import Event
from watchfloor.core.stream.frame import Frame

MAX_LOOKED_BYTES = 1024 * 1024
MOST_KNOWN = 4_000  # events whose impression is kept: more than are ever looked into at once

BEAT_TYPES = frozenset({"ping", "heartbeat", "heart-beat", "keepalive", "keep-alive", "hb", "noop"})
_LAST_TYPES = frozenset(
    {"complete", "completed", "done", "end", "close", "closed", "finished", "finish", "eof"}
)
_LAST_DATA = frozenset({"[DONE]", "[END]"})
_PLAIN_WORDS = BEAT_TYPES | {"", "ok", "pong", "connected", "hello", "open", "ready", "[DONE]", "[END]"}


class Impression(msgspec.Struct, frozen=True, gc=False):
    """`kind` is its type in small letters; `content` stands for type and data together.

    `stamp_s` is when it says it was made. `reads_as` is "json", "broken" (begins like a JSON object and is
    none), "doubtful" (begins like a JSON list and is none: it may be plain text), "plain", or "value" (a
    number, a word); "" where it was not looked at.
    """

    kind: str
    content: int
    stamp_s: float | None
    reads_as: str
    head: str  # how the data begins, where it is broken
    is_last: bool  # it says that it is the last


def impression_of(event: Event | Frame, *, looks: bool = True) -> Impression:
    """Unless one `looks`, its data remains unread."""
    kind, data = event.type.lower(), event.data
    is_last = kind in _LAST_TYPES or data.strip() in _LAST_DATA
    reads_as, value, head = _read(data) if looks else ("", None, "")
    stamp_s = stamp_of(value, event.id if event.own_id else "")
    return Impression(kind, hash((event.type, data)), stamp_s, reads_as, head, is_last)


def _read(data: str) -> tuple[str, object, str]:
    text = data.strip() if len(data) <= MAX_LOOKED_BYTES else ""
    if text.lower() in _PLAIN_WORDS or text in _LAST_DATA:
        return "", None, ""
    try:
        value: object = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        if text.startswith("{"):
            return "broken", None, text[:80]
        return "doubtful" if text.startswith("[") else "plain", None, ""
    return "json" if isinstance(value, dict | list) else "value", value, ""


class Impressions:
    """What was found out of the newest events. Their data is not kept for it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, float], Impression] = {}

    def of(self, event: Event) -> Impression:
        # A recording that is played anew numbers its events as before: the moment tells them apart.
        key = (event.channel, event.seq, event.received_at_s)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                del self._known[next(iter(self._known))]
            known = self._known[key] = impression_of(event)
        return known

"""The kinds of stream: which system, how ids look, how a heartbeat looks, and what ends it."""

import re
from collections.abc import Callable

import msgspec

from watchfloor.server import frame

SYSTEMS = ("strategist", "strategy", "map", "cockpit", "debate")


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    system: str
    heartbeat_s: float
    id_prefix: str = ""
    keep: int | None = None  # no more than so many are replayed, though the ring may hold more
    final_types: frozenset[str] = frozenset()
    heartbeat: Callable[[float], bytes] = lambda _: frame.HEARTBEAT

    def seq(self, last_event_id: str, head: int) -> int | None:
        """The number that a Last-Event-ID stands for; None if this stream never gave it."""
        match = re.fullmatch(rf"(?:{re.escape(self.id_prefix)})?([0-9]{{1,15}})", last_event_id)
        if match is None:
            return None
        seq = int(match[1])
        return seq if seq <= head else None

    def id(self, seq: int) -> str:
        return f"{self.id_prefix}{seq}"

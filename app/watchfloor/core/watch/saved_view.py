"""Queries with a name, and what came while nobody was looking."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

import msgspec

AWAY_S = 20.0  # a glance at another window is not being away
MOST_VIEWS = 100


class SavedView(msgspec.Struct, frozen=True, kw_only=True):
    """A query with a name, about some feeds (none: all); the log's columns with it (none: as they are)."""

    name: str
    query: str
    feeds: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    colour: str = ""

    @property
    def asked(self) -> str:
        """What the filter says while the view is shown."""
        if not self.feeds:
            return self.query
        channels = " OR ".join(map(channel_term, self.feeds))
        among = f"({channels})" if len(self.feeds) > 1 else channels
        return f"{among} ({self.query})" if self.query else among


def channel_term(name: str) -> str:
    """The term of a query that finds what a channel brought."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'channel:"{quoted}"'


FIRST_VIEWS = (
    SavedView(name="Severity ≥ 3", query="severity:>=3"),
    SavedView(name="Middle East, severity ≥ 3", query="severity:>=3 near:(31,42,1600km)"),
)


@dataclass(frozen=True)
class _Span:
    left_at_s: float
    stored_then: int
    back_at_s: float | None = None
    stored_at_return: int = 0


class Absence:
    """When the user was last away, and how many events came meanwhile. All times are wall clock."""

    def __init__(self) -> None:
        self._span: _Span | None = None
        self._before: _Span | None = None

    def leave(self, at_s: float, stored: int) -> None:
        """The window is out of sight, or another one is in use."""
        if self._span is None or self._span.back_at_s is not None:
            self._before, self._span = self._span, _Span(at_s, stored)

    def come_back(self, at_s: float, stored: int) -> None:
        """Back soon, one was not away: what was known of the time before stays."""
        span = self._span
        if span is None or span.back_at_s is not None:
            return
        long = at_s - span.left_at_s >= AWAY_S
        self._span = _Span(span.left_at_s, span.stored_then, at_s, stored) if long else self._before

    def count(self, at_s: float, stored: int) -> int:
        """How many events came while away; 0 when one never was."""
        span = self._span
        if span is None or (span.back_at_s is None and at_s - span.left_at_s < AWAY_S):
            span = self._before
        if span is None:
            return 0
        return max(0, (stored if span.back_at_s is None else span.stored_at_return) - span.stored_then)

    def query(self) -> str:
        """Finds them in the log."""
        span = self._span or self._before
        if span is None:
            return ""
        since = f"received:>={_moment(span.left_at_s)}"
        return since if span.back_at_s is None else f"{since} received:<{_moment(ceil(span.back_at_s))}"


def _moment(at_s: float) -> str:
    return datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

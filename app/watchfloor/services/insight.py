"""What can be seen of one connection: how it was asked for and answered, what holds it up, what is wrong."""

from collections.abc import Iterable
from email.utils import parsedate_to_datetime

import msgspec

from watchfloor.core.channel import ChannelRow
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.history import History, diagnose
from watchfloor.core.diagnosis.neighbour import Neighbour
from watchfloor.core.happening import AttemptEnded, Happening
from watchfloor.core.link.breaker import BreakerState
from watchfloor.core.redaction import redact_headers, redact_text, redact_url
from watchfloor.core.state import ChannelState
from watchfloor.services.attempt import Timing
from watchfloor.services.channel import Channel

Pairs = list[tuple[str, str]]
_OPEN = (ChannelState.CONNECTED, ChannelState.STALE)
MAX_OFFSET_S = 10 * 365 * 86_400.0


class Insight(msgspec.Struct):
    """Free of secrets. Times are monotonic seconds."""

    timing: Timing
    is_open: bool
    open_for_s: float | None
    events: int
    size_bytes: int
    request: Pairs
    answer: Pairs
    url: str
    http_version: str
    tls_version: str
    peer: str
    proxy: str
    hops: Pairs  # status and address of each redirect
    insecure: bool
    breaker: BreakerState
    failures: int
    threshold: int
    opened: int
    probe_at_s: float | None
    next_waits_s: list[float]
    heartbeat_s: float | None
    quiet_s: float | None  # since the last byte


def insight_of(channel: Channel, now_s: float, secrets: Iterable[str] = ()) -> Insight:
    """How the channel's connection of now, or its last one, stands."""
    connection, opened = channel.connection, channel.connection.opened
    known = list(secrets)
    is_open = channel.status.state in _OPEN
    last_ms = connection.last_byte_ms
    return Insight(
        timing=connection.timing,
        is_open=is_open,
        open_for_s=now_s - connection.started_s if is_open else None,
        events=connection.events,
        size_bytes=connection.bytes,
        request=_clean(opened.request_headers, known) if opened else [],
        answer=_clean(opened.headers, known) if opened else [],
        url=redact_text(redact_url(opened.url if opened else channel.feed.url), known),
        http_version=opened.http_version if opened else "",
        tls_version=opened.tls_version if opened else "",
        peer=opened.peer if opened else "",
        proxy=redact_url(channel.feed.proxy or ""),
        hops=[(str(hop.status), redact_text(redact_url(hop.url), known)) for hop in opened.hops]
        if opened
        else [],
        insecure=not channel.feed.verify_tls,
        breaker=channel.breaker.state(now_s),
        failures=channel.breaker.failures(now_s),
        threshold=channel.breaker.policy.threshold,
        opened=channel.breaker.opened,
        probe_at_s=channel.breaker.probe_at_s(now_s),
        next_waits_s=channel.next_waits_s,
        heartbeat_s=channel.heartbeat.every_s,
        quiet_s=None if last_ms is None or not is_open else now_s - connection.started_s - last_ms / 1000,
    )


def findings_of(
    channel: Channel, rows: dict[str, ChannelRow], now_s: float, secrets: Iterable[str] = ()
) -> list[Finding]:
    """What is wrong with the channel, the gravest first, in view of all others."""
    name = channel.feed.name
    insight = insight_of(channel, now_s, secrets)
    history = History(
        name=name,
        url=channel.feed.url,
        happenings=happenings_of(rows[name]),
        open_for_s=insight.open_for_s,
        http_version=insight.http_version,
        heartbeat_s=insight.heartbeat_s,
        clock_offset_s=_clock_offset_s(channel),
        max_event_bytes=channel.feed.max_event_bytes,
        neighbours=[_neighbour(row) for row in rows.values() if row.name != name],
    )
    return diagnose(history, list(secrets))


def happenings_of(row: ChannelRow) -> list[Happening]:
    """All that is remembered of the channel, in order: its attempts are remembered for longer."""
    others = [each for each in row.story if not isinstance(each, AttemptEnded)]
    return sorted([*row.attempts, *others], key=lambda each: each.at_s)


def _neighbour(row: ChannelRow) -> Neighbour:
    version = row.attempts[-1].http_version if row.attempts else ""
    return Neighbour(row.name, row.url, row.status.state in _OPEN, version, tuple(row.attempts))


def _clock_offset_s(channel: Channel) -> float | None:
    """Our clock minus theirs, as the answer's Date tells it to the second."""
    connection, opened = channel.connection, channel.connection.opened
    if opened is None or connection.timing.headers_ms is None:
        return None
    said = next((value for name, value in opened.headers if name.lower() == "date"), "")
    try:
        theirs_s = parsedate_to_datetime(said).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    offset_s = connection.started_wall_s + connection.timing.headers_ms / 1000 - theirs_s
    # Their clock is cut to the second: half of that is what one is off on average.
    return offset_s - 0.5 if abs(offset_s) < MAX_OFFSET_S else None


def _clean(pairs: Iterable[tuple[str, str]], secrets: list[str]) -> Pairs:
    return [(name, redact_text(value, secrets)) for name, value in redact_headers(pairs)]

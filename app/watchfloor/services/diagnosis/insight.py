"""What can be seen of one connection: how it was asked for and answered, what holds it up, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Protocol

import msgspec

from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.history import History, diagnose
from watchfloor.core.diagnosis.impression import Impressions
from watchfloor.core.diagnosis.live import Live
from watchfloor.core.diagnosis.neighbour import Neighbour
from watchfloor.core.event import Event
from watchfloor.core.happening import Happening
from watchfloor.core.link.breaker import BreakerState, Turn
from watchfloor.core.secret.redaction import redact_headers, redact_text, redact_url
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import COMPLETE, ChannelState
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.measure import Measures, measures_of
from watchfloor.services.net.attempt import Exchange, Timing

Pairs = list[tuple[str, str]]
_OPEN = (ChannelState.CONNECTED, ChannelState.STALE, ChannelState.HELD)
MAX_OFFSET_S = 10 * 365 * 86_400.0


class Moment(Protocol):
    """Now, on both clocks."""

    @property
    def wall_s(self) -> float: ...
    @property
    def monotonic_s(self) -> float: ...


class Wire(msgspec.Struct, frozen=True):
    """What went over the wire of one attempt."""

    url: str
    request: Pairs
    answer: Pairs
    http_version: str
    tls_version: str
    peer: str
    hops: Pairs  # status and address of each redirect


class Insight(msgspec.Struct):
    """Free of secrets. Times are monotonic seconds unless they say otherwise."""

    timing: Timing
    is_open: bool
    open_for_s: float | None
    events: int
    size_bytes: int
    wire: Wire | None  # of the attempt under way, or of the last one that came so far
    url: str
    proxy: str
    insecure: bool
    breaker: BreakerState
    failures: int
    threshold: int
    opened: int
    probe_at_s: float | None
    turns: list[Turn]  # the breaker's last changes, on the wall clock
    attempt: int
    tries: int | None
    next_waits_s: list[float]
    heartbeat_s: float | None
    beats_at_s: list[float]  # wall clock
    quiet_s: float | None  # since the last byte
    measures: Measures


def insight_of(channel: Channel, now: Moment, secrets: Iterable[str] = ()) -> Insight:
    """How the channel's connection of now, or its last one, stands."""
    connection, breaker, now_s = channel.connection, channel.breaker, now.monotonic_s
    known = list(secrets)
    is_open = channel.status.state in _OPEN
    last_ms = connection.last_byte_ms
    return Insight(
        timing=connection.timing,
        is_open=is_open,
        open_for_s=now_s - connection.started_s if is_open else None,
        events=connection.events,
        size_bytes=connection.bytes,
        wire=_wire_of_now(channel, known),
        url=_clean_url(channel.feed.url, known),
        proxy=redact_url(channel.feed.proxy or ""),
        insecure=not channel.feed.verify_tls,
        breaker=breaker.state(now_s),
        failures=breaker.failures(now_s),
        threshold=breaker.policy.threshold,
        opened=breaker.opened,
        probe_at_s=breaker.probe_at_s(now_s),
        turns=[_turn(turn, now, known) for turn in breaker.turns],
        attempt=channel.status.attempt,
        tries=channel.feed.backoff.tries,
        next_waits_s=channel.next_waits_s,
        heartbeat_s=channel.heartbeat.every_s,
        beats_at_s=[now.wall_s - (now_s - at_s) for at_s in channel.heartbeat.beaten_at_s],
        quiet_s=None if last_ms is None or not is_open else now_s - connection.started_s - last_ms / 1000,
        measures=measures_of(channel.metrics, _clock_offset_s(channel), now_s),
    )


def _turn(turn: Turn, now: Moment, known: list[str]) -> Turn:
    at_s = now.wall_s - (now.monotonic_s - turn.at_s)
    return msgspec.structs.replace(turn, at_s=at_s, why=redact_text(turn.why, known))


def _wire_of_now(channel: Channel, known: list[str]) -> Wire | None:
    exchange = channel.connection.exchange
    if exchange is not None:
        return _wire(exchange, known)
    moments_s = channel.bygone.moments_s
    return wire_at(channel, moments_s[-1], known) if moments_s else None


def wire_at(channel: Channel, begun_at_s: float, secrets: Iterable[str] = ()) -> Wire | None:
    """Of the attempt that began then (wall clock); None: it is not remembered, or did not come so far."""
    connection = channel.connection
    is_now = connection.started_wall_s == begun_at_s
    exchange = connection.exchange if is_now else channel.bygone.at(begun_at_s)
    return None if exchange is None else _wire(exchange, list(secrets))


def wires_of(channel: Channel, secrets: Iterable[str] = ()) -> dict[float, Wire]:
    """Of all attempts that are remembered, by when they began."""
    known = list(secrets)
    moments_s = [*channel.bygone.moments_s, channel.connection.started_wall_s]
    met = {at_s: wire_at(channel, at_s, known) for at_s in moments_s}
    return {at_s: wire for at_s, wire in met.items() if wire is not None}


def _wire(exchange: Exchange, known: list[str]) -> Wire:
    return Wire(
        url=_clean_url(exchange.url, known),
        request=_clean(exchange.request_headers, known),
        answer=_clean(exchange.headers, known),
        http_version=exchange.http_version,
        tls_version=exchange.tls_version,
        peer=exchange.peer,
        hops=[(str(hop.status), _clean_url(hop.url, known)) for hop in exchange.hops],
    )


def findings_of(
    channel: Channel,
    rows: Mapping[str, ChannelRow],
    peers: Mapping[str, Channel],
    now: Moment,
    secrets: Iterable[str] = (),
    recent: Sequence[Event] = (),
    stalls_s: Sequence[float] = (),
    impressions: Impressions | None = None,
) -> list[Finding]:
    """What is wrong with the channel, the gravest first, in view of its `recent` events and all `peers`.

    `stalls_s` is when this program came back from a pause of its own, on the monotonic clock. Who asks again
    and again keeps the `impressions` of the events.
    """
    if channel.status.code == COMPLETE:
        return []  # however it came there: it has brought all that there was
    name, exchange = channel.feed.name, channel.connection.exchange
    is_open = channel.status.state in _OPEN
    history = History(
        name=name,
        url=channel.feed.url,
        happenings=happenings_of(rows[name]),
        open_for_s=now.monotonic_s - channel.connection.started_s if is_open else None,
        http_version=exchange.http_version if exchange else "",
        heartbeat_s=channel.heartbeat.every_s,
        clock_offset_s=_clock_offset_s(channel),
        max_event_bytes=channel.feed.max_event_bytes,
        recent=recent,
        impressions=impressions or Impressions(),
        live=_live(channel, now, stalls_s) if is_open else None,
        ndjson=channel.connection.opened is not None and channel.connection.opened.ndjson,
        neighbours=[_neighbour(row, peers.get(row.name)) for row in rows.values() if row.name != name],
    )
    return diagnose(history, list(secrets))


def _live(channel: Channel, now: Moment, stalls_s: Sequence[float]) -> Live | None:
    """What the channel itself has felt of its open connection."""
    connection, hearing = channel.connection, channel.hearing
    opened, opened_s = connection.opened, hearing.opened_s
    if opened is None:
        return None
    age_s = now.monotonic_s - opened_s
    return Live(
        headers=opened.headers,
        opened_wall_s=now.wall_s - age_s,
        age_s=age_s,
        waited_s=(connection.timing.headers_ms or 0.0) / 1000,
        http_version=opened.http_version,
        asked_id=connection.sent_id,
        pulse=hearing.pulse,
        strange=channel.intake.strange,
        strange_head=channel.intake.whole_strange.head,
        strange_by_then=hearing.legibility.strange_by_then,
        proved_at_s=hearing.legibility.proved_s - opened_s,
        beats_s=[at_s - opened_s for at_s in channel.heartbeat.beaten_at_s if at_s >= opened_s],
        stalls_s=[at_s - opened_s for at_s in stalls_s if at_s >= opened_s],
    )


def happenings_of(row: ChannelRow) -> list[Happening]:
    """All that is remembered of the channel, in order."""
    return sorted([*row.attempts, *row.marks], key=lambda each: each.at_s)


def _neighbour(row: ChannelRow, peer: Channel | None) -> Neighbour:
    exchange = None if peer is None else peer.connection.exchange
    version = "" if exchange is None else exchange.http_version
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
    waited_s = connection.timing.headers_ms / 1000
    # Their clock is cut to the second: half of that is what one is off on average.
    offset_s = connection.started_wall_s + waited_s - theirs_s - 0.5
    if offset_s > 0:  # whatever held the answer back may have done so after the date was written
        offset_s = max(0.0, offset_s - waited_s)
    return offset_s if abs(offset_s) < MAX_OFFSET_S else None


def _clean_url(url: str, known: list[str]) -> str:
    return redact_text(redact_url(url), known)


def _clean(pairs: Iterable[tuple[str, str]], secrets: list[str]) -> Pairs:
    return [(name, redact_text(value, secrets)) for name, value in redact_headers(pairs)]

"""What the other feeds tell of this one: whether it is the server, this feed alone, or ourselves."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.refusal import is_refused
from watchfloor.core.diagnosis.word import many, span
from watchfloor.core.happening import AttemptEnded

TOGETHER_S = 90.0  # back-off spreads attempts over this much
ASLEEP_S = 20.0
SIX = 6
_LATELY = 5
_NO_NETWORK = frozenset({"unreachable-dns", "unreachable", "timed-out"})
_SERVER_BLAMED = frozenset({"server-error", "refused", "timed-out", "reset", "too-early", "protocol"})


class Neighbour(msgspec.Struct, frozen=True):
    """Another feed: where it is, whether it is open now, and its attempts, the oldest first."""

    name: str
    url: str
    is_open: bool
    http_version: str = ""
    attempts: tuple[AttemptEnded, ...] = ()


def offline(own: Neighbour, others: Sequence[Neighbour]) -> Finding | None:
    """Every feed on every server fails at once, and without anybody's answer."""
    feeds = [own, *others]
    failed = [last for feed in feeds if (last := _failed(feed)) is not None and last.outcome in _NO_NETWORK]
    origins = {_origin(feed.url) for feed in feeds}
    if len(failed) < len(feeds) or len(origins) < 2:
        return None
    moments_s = [attempt.at_s for attempt in failed]
    apart_s = max(moments_s) - min(moments_s)
    if apart_s > TOGETHER_S:
        return None
    return Finding(
        "offline",
        "This machine seems to be offline",
        f"All {len(feeds)} feeds, on {len(origins)} servers, failed within {span(apart_s)},"
        " and no server answered.",
        "Check cable, Wi-Fi and VPN of this machine. The feeds go on by themselves, from where they were.",
    )


def asleep(own: Neighbour) -> Finding | None:
    """The wall clock went on while the monotonic one stood still."""
    slept_s = [attempt.at_s - attempt.started_at_s - attempt.lasted_s for attempt in own.attempts[-_LATELY:]]
    longest_s = max(slept_s, default=0.0)
    if longest_s < ASLEEP_S:
        return None
    return Finding(
        "asleep",
        "This machine was asleep",
        f"During one of the last connections {span(longest_s)} passed without this program.",
        "Nothing is wrong with the server. What was missed is replayed where the server keeps a history; keep"
        " the machine awake where that is not enough.",
    )


def server_trouble(own: Neighbour, others: Sequence[Neighbour]) -> Finding | None:
    """All feeds of one server fail, while others are well."""
    last = _failed(own)
    siblings = _siblings(own, others)
    if last is None or last.outcome not in _SERVER_BLAMED or not siblings:
        return None
    failed = [end for sibling in siblings if (end := _failed(sibling)) and end.outcome in _SERVER_BLAMED]
    if len(failed) < len(siblings):
        return None
    well = sum(other.is_open for other in others if other not in siblings)
    elsewhere = f"; {many(well, 'feed')} on other servers {_are(well)} well" if well else ""
    return Finding(
        "server-trouble",
        "The server is in trouble, not only this feed",
        f"All {len(siblings) + 1} feeds of {_origin(own.url)} fail{elsewhere}. Last: {last.detail}",
        "Ask whoever runs the server. Your settings and your access are most likely right.",
    )


def only_this_feed(own: Neighbour, others: Sequence[Neighbour]) -> Finding | None:
    """Others of the same server are open, this one is refused."""
    last = _failed(own)
    well = [sibling for sibling in _siblings(own, others) if sibling.is_open]
    if last is None or not is_refused(last) or not well:
        return None
    return Finding(
        "only-this-feed",
        "Only this feed has trouble, the server is well",
        f"{many(len(well), 'other feed')} of {_origin(own.url)} {_are(len(well))} open, while this"
        f" one failed: {last.detail}",
        "Compare its address, its credentials and its limits with those of the feeds that work.",
    )


def six_connections(own: Neighbour, others: Sequence[Neighbour]) -> Finding | None:
    """Six streams over HTTP/1.1 are open to the server, and a seventh gets no answer."""
    last = _failed(own)
    open_ = [each for each in _siblings(own, others) if each.is_open and each.http_version == "HTTP/1.1"]
    is_kept_waiting = last is not None and (
        (last.outcome == "timed-out" and last.tcp_ms is not None)
        or last.outcome in ("rate-limited", "server-error")
    )
    if last is None or not is_kept_waiting or len(open_) < SIX:
        return None
    return Finding(
        "six-connections",
        "The server may allow six connections and no more",
        f"{len(open_)} streams of {_origin(own.url)} are open over HTTP/1.1; this one failed: {last.detail}",
        "Gateways built for browsers allow six connections over HTTP/1.1. Ask whoever runs it for HTTP/2 (and"
        " switch it on for the feed) or for a higher limit, or use fewer feeds of this server at once.",
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _failed(feed: Neighbour) -> AttemptEnded | None:
    """The last attempt, where it failed and the feed is not open."""
    return feed.attempts[-1] if not feed.is_open and feed.attempts and is_refused(feed.attempts[-1]) else None


def _siblings(own: Neighbour, others: Sequence[Neighbour]) -> list[Neighbour]:
    return [other for other in others if _origin(other.url) == _origin(own.url)]


def _origin(url: str) -> str:
    """Scheme, host and port: never user, password or parameters."""
    parts = urlsplit(url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}"

"""Every policy setting of a feed: what it means, its default, and between what it lies."""

import re
from typing import Any

import msgspec

from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.workspace.workspace import Pace, Rule, Settings


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is the setting's path in a feed's table; `least` and `most` bound a number."""

    key: str
    label: str
    meaning: str
    unit: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def default(self) -> Any:
        """What holds where nothing is set; `msgspec.NODEFAULT` where it must be set."""
        group, _, name = self.key.rpartition(".")
        return {field.name: field.default for field in msgspec.structs.fields(_GROUPS[group])}[name]


_GROUPS: dict[str, type[msgspec.Struct]] = {
    "": Feed,
    "backoff": BackoffPolicy,
    "breaker": BreakerPolicy,
    "polling": PollingPolicy,
    "pace": Pace,
    "settings": Settings,
    "rules": Rule,
}
DAY_S = 86_400.0
_PROXY = re.compile(r"system$|(?:https?|socks5h?)://[^/\s]", re.IGNORECASE)


def is_proxy(text: str) -> bool:
    """Whether it can be a feed's proxy at all."""
    return _PROXY.match(text) is not None


POLICIES: tuple[Policy, ...] = (
    Policy(
        key="sse_enabled",
        label="Streaming",
        meaning="Whether the stream is opened at all; without it the feed is only polled.",
    ),
    Policy(
        key="connect_timeout_s",
        label="Time to connect",
        unit="s",
        least=0.1,
        most=600,
        meaning="How long the connection may take; the first answer may take three times as long.",
    ),
    Policy(
        key="heartbeat_s",
        label="Heartbeat",
        unit="s",
        least=0.1,
        most=DAY_S,
        meaning="How often the server promises a sign of life. After 2.5 times as long without a byte the "
        "feed is shown as silent. Not set: learnt from the stream.",
    ),
    Policy(
        key="silence_s",
        label="Longest silence",
        unit="s",
        least=0.1,
        most=DAY_S,
        meaning="After so long without a byte the connection is dropped and made anew. Not set: follows "
        "from the heartbeat.",
    ),
    Policy(
        key="max_event_bytes",
        label="Size limit",
        unit="bytes",
        least=1024,
        most=1024**3,
        meaning="A larger event is refused and counted, so that a server's mistake cannot fill the memory.",
    ),
    Policy(
        key="ends_on",
        label="Ends on",
        meaning="Event types after which the stream is complete: it is closed and stays closed.",
    ),
    Policy(
        key="format",
        label="Format",
        meaning="Server-Sent Events (sse), a JSON object a line (ndjson), or what the server says (auto).",
    ),
    Policy(
        key="http2", label="HTTP/2", meaning="Offer HTTP/2 to the server. Some proxies hold streams back."
    ),
    Policy(
        key="proxy",
        label="Proxy",
        meaning="The address of a proxy (http://, https://, socks5://), or system: the one that the system "
        "or HTTPS_PROXY names. Not set: none.",
    ),
    Policy(
        key="ca_file",
        label="Own authority",
        meaning="A PEM file with the authority that vouches for the server. Not set: those of the system.",
    ),
    Policy(
        key="verify_tls",
        label="Check the certificate",
        meaning="Whether the server must prove who it is. Switched off, anyone on the way can read and "
        "change the feed; it is marked in red everywhere.",
    ),
    Policy(
        key="backoff.initial_s",
        label="First wait",
        unit="s",
        least=0.01,
        most=3600,
        meaning="The longest wait before the second try; the first try after a healthy connection comes "
        "within a second.",
    ),
    Policy(
        key="backoff.multiplier",
        label="Growth",
        least=1,
        most=10,
        meaning="How many times longer each further wait may be.",
    ),
    Policy(
        key="backoff.max_s",
        label="Longest wait",
        unit="s",
        least=0.01,
        most=DAY_S,
        meaning="No wait is longer.",
    ),
    Policy(
        key="backoff.tries",
        label="Tries",
        least=1,
        most=1_000_000,
        meaning="After so many failures in a row the feed has failed. Not set: it never gives up.",
    ),
    Policy(
        key="backoff.jitter",
        label="Jitter",
        meaning="Wait a random part of the time, so that many clients do not come back at once.",
    ),
    Policy(
        key="backoff.adaptive",
        label="Adaptive",
        meaning="Choose growth and longest wait by the network's quality: good, moderate or poor.",
    ),
    Policy(
        key="breaker.enabled",
        label="Circuit breaker",
        meaning="Stop asking a server that keeps failing, for all its feeds at once.",
    ),
    Policy(
        key="breaker.threshold",
        label="Failures",
        least=1,
        most=1000,
        meaning="So many failures open the breaker.",
    ),
    Policy(
        key="breaker.open_s",
        label="Open for",
        unit="s",
        least=0.1,
        most=DAY_S,
        meaning="How long nobody asks; then a single probe does.",
    ),
    Policy(
        key="breaker.window_s",
        label="Memory",
        unit="s",
        least=0.1,
        most=DAY_S,
        meaning="Failures older than this are forgotten.",
    ),
    Policy(
        key="breaker.probe_s",
        label="Probe",
        unit="s",
        least=0.1,
        most=600,
        meaning="How long the probe may take.",
    ),
    Policy(
        key="polling.url",
        label="Polling address",
        meaning="What is asked while the stream cannot be had.",
    ),
    Policy(
        key="polling.every_s",
        label="Polling interval",
        unit="s",
        least=0.1,
        most=DAY_S,
        meaning="How often it is asked.",
    ),
    Policy(
        key="polling.give_up_s",
        label="Give up",
        unit="s",
        least=1,
        most=30 * DAY_S,
        meaning="After so long of polling without an end the feed has failed. Not set: never.",
    ),
    Policy(
        key="pace.kind",
        label="Pace",
        meaning="How the views take events: all of them, the newest at most once in a while (throttle), the "
        "newest once it is quiet (debounce), or the last few (buffer). The journal keeps all.",
    ),
    Policy(
        key="pace.delay_s",
        label="Pace's delay",
        unit="s",
        least=0.001,
        most=3600,
        meaning="The while of throttle, the quiet of debounce.",
    ),
    Policy(
        key="pace.size",
        label="Buffer",
        unit="events",
        least=1,
        most=10_000,
        meaning="How many a buffer keeps.",
    ),
    Policy(
        key="pace.where",
        label="Only what",
        meaning="A query, as in the filter: of this feed the views take only what it finds. Not set: "
        "everything. The journal keeps all.",
    ),
    Policy(
        key="pace.priority",
        label="Priority",
        meaning="Whose events map and graphs read first where more come than they have time for: normal or "
        "first. The log and the journal have all.",
    ),
)
SETTINGS: tuple[Policy, ...] = (
    Policy(
        key="settings.map_events",
        label="Events on the map",
        least=1,
        most=50_000,
        meaning="The map shows so many of the newest events that have a place.",
    ),
    Policy(
        key="settings.log_rows",
        label="Rows of the log",
        least=1000,
        most=1_000_000,
        meaning="So many of the newest rows are in memory; the journal has the others.",
    ),
    Policy(
        key="settings.graph_span_s",
        label="Span of the graphs",
        unit="s",
        least=10,
        most=float("inf"),
        meaning="How far back the graphs begin; inf: as far as anything is known.",
    ),
)
RULES: tuple[Policy, ...] = (
    Policy(
        key="rules.kind",
        label="When",
        meaning="An event that the query finds (event), no event for a while although the feed is connected "
        "(silent), or no connection for a while (down).",
    ),
    Policy(key="rules.query", label="Query", meaning="What finds the event; only for the kind event."),
    Policy(key="rules.feed", label="Feed", meaning="The feed that is silent or down; not set: any."),
    Policy(
        key="rules.after_s",
        label="After",
        unit="s",
        least=1,
        most=DAY_S,
        meaning="How long it must have been silent or down.",
    ),
    Policy(key="rules.enabled", label="Enabled", meaning="Whether the rule is judged at all."),
)
BY_KEY = {policy.key: policy for policy in (*POLICIES, *SETTINGS, *RULES)}

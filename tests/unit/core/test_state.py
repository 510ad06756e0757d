"""The words for each state, as the design has them."""

import pytest

from watchfloor.core.state import QUIET, UNREADABLE, ChannelState, Status, words

CASES = [
    (Status(), "Disconnected"),
    (Status(state=ChannelState.CONNECTING), "Connecting…"),
    (Status(state=ChannelState.CONNECTED), "Connected"),
    (Status(state=ChannelState.CONNECTED, latency_ms=41.4), "Connected · 41 ms"),
    (Status(state=ChannelState.STALE, last_byte_at_s=66.0), "Silent for 34 s"),
    (Status(state=ChannelState.STALE, since_s=90.0), "Silent for 10 s"),
    (Status(state=ChannelState.STALE, code=QUIET, last_byte_at_s=-7_100.0), "Silent for 2 h"),
    (
        Status(state=ChannelState.STALE, code=UNREADABLE, reason="It is none.", since_s=66.0),
        "Connected, nothing readable",
    ),
    (Status(state=ChannelState.HELD, since_s=66.0), "Waits for the journal · 34 s"),
    (Status(state=ChannelState.RECONNECTING, retry_at_s=104.2, attempt=3), "Reconnecting in 4 s · attempt 3"),
    (Status(state=ChannelState.RECONNECTING, retry_at_s=99.0, attempt=1), "Reconnecting in 0 s · attempt 1"),
    (Status(state=ChannelState.BLOCKED, retry_at_s=121.0), "Breaker open · probe in 21 s"),
    (Status(state=ChannelState.POLLING, polling_every_s=5.0), "Polling every 5 s"),
    (Status(state=ChannelState.POLLING, polling_every_s=0.5), "Polling every 0.5 s"),
    (
        Status(
            state=ChannelState.POLLING,
            polling_every_s=5.0,
            code="refused",
            reason="feeds.example refused the connection: nothing listens there.",
        ),
        "Polling every 5 s · feeds.example refused the connection",
    ),
    (Status(state=ChannelState.PAUSED), "Paused"),
    (
        Status(state=ChannelState.FAILED, code="unauthorized", reason="401", advice="sign in again"),
        "Failed: 401 · sign in again",
    ),
    (
        Status(
            state=ChannelState.FAILED,
            code="unauthorized",
            reason='401 Unauthorized: {"error":"UNAUTHORIZED"}',
            advice="sign in again",
        ),
        "Failed: 401 Unauthorized · sign in again",
    ),
    (Status(state=ChannelState.FAILED, code="unauthorized"), "Failed: unauthorized"),
]


@pytest.mark.parametrize(("status", "expected"), CASES, ids=[expected for _, expected in CASES])
def test_words(status: Status, expected: str) -> None:
    assert words(status, 100.0) == expected


def test_every_state_has_words() -> None:
    assert {status.state for status, _ in CASES} == set(ChannelState)


def test_polling_without_an_answer_counts_as_no_connection() -> None:
    answered = Status(state=ChannelState.POLLING, polling_every_s=5.0, reason="why there is no stream")
    assert answered.counts_as is ChannelState.POLLING
    assert Status(state=ChannelState.POLLING, code="refused").counts_as is ChannelState.RECONNECTING
    assert Status(state=ChannelState.FAILED, code="refused").counts_as is ChannelState.FAILED


@pytest.mark.parametrize(
    ("ago_s", "span"), [(3, "3 s"), (61, "1 min"), (7_300, "2 h"), (200_000, "2 d"), (-1, "0 s")]
)
def test_a_stream_that_came_to_its_end_says_when(ago_s: float, span: str) -> None:
    status = Status(state=ChannelState.IDLE, code="complete", since_s=1_000_000.0)
    assert words(status, 1_000_000.0 + ago_s) == f"Finished {span} ago"

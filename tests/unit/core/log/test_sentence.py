"""What befell a channel, in plain words."""

from typing import Any

import pytest

from watchfloor.core.happening import GapFound, Refused, Resumed, StateChanged, Warned
from watchfloor.core.log.sentence import sentence

CONTEXT: dict[str, Any] = {"channel": "c", "at_s": 1.0}


def test_every_row_between_the_events_says_what_happened() -> None:
    resumed = Resumed(**CONTEXT, from_id="1841", away_s=26.6, replayed=12, duplicates=0, missing=0)
    assert (
        sentence(resumed) == "0 missing · connection lost 26.6 s · resumed from id 1841 · 12 events replayed"
    )
    unproven = Resumed(**CONTEXT, from_id="x", away_s=1, replayed=1, duplicates=0, missing=None)
    assert sentence(unproven).startswith("Missing: not provable · connection lost 1.0 s · resumed from id x")
    ignored = Resumed(**CONTEXT, from_id="x", away_s=1, replayed=0, duplicates=0, missing=None, ignored=True)
    assert sentence(ignored) == "Connection lost 1.0 s · the server did not resume from id x"
    assert (
        sentence(GapFound(**CONTEXT, after="3", before="7", missing=3))
        == "3 events missing between id 3 and id 7"
    )
    assert sentence(Refused(**CONTEXT, reason="oversize", size_bytes=9)) == (
        "An event of 9 bytes was refused: larger than the limit"
    )
    assert sentence(Warned(**CONTEXT, code="x", message="A sentence.")) == "A sentence."


@pytest.mark.parametrize(
    ("away_s", "words"),
    [
        (119.94, "connection lost 119.9 s"),
        (130.0, "connection lost 2 min"),
        (7_500.0, "connection lost 2 h"),
        (200_000.0, "connection lost 2 d"),
        (0.0, "new start"),
    ],
)
def test_how_long_a_feed_was_away_is_said_as_exactly_as_one_wants_it(away_s: float, words: str) -> None:
    resumed = Resumed(**CONTEXT, from_id="7", away_s=away_s, replayed=1, duplicates=0, missing=0)
    assert sentence(resumed) == f"0 missing · {words} · resumed from id 7 · 1 event replayed"


def test_without_ids_nothing_is_claimed() -> None:
    resumed = Resumed(**CONTEXT, from_id="", away_s=5.0, replayed=0, duplicates=0, missing=None)
    words = "Connection lost 5.0 s · no id to resume from: what was missed is not provable"
    assert sentence(resumed) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("reconnecting", "Not connected: The server closed it."),
        ("blocked", "The breaker opened: The server closed it."),
        ("failed", "Failed, and not tried again: The server closed it."),
        ("polling", "Polling instead of streaming: The server closed it."),
        ("held", "Waits for the journal: The server closed it."),
        ("of another version", "of another version: The server closed it."),
    ],
)
def test_a_state_says_why(state: str, words: str) -> None:
    assert sentence(StateChanged(**CONTEXT, state=state, reason="The server closed it.")) == words


def test_a_row_has_no_room_for_what_a_server_wrote_into_its_refusal() -> None:
    refused = StateChanged(**CONTEXT, state="blocked", reason='503 Service Unavailable: {"error":"FAULT"}')
    assert sentence(refused) == "The breaker opened: 503 Service Unavailable."


def test_without_a_reason_none_is_invented() -> None:
    assert sentence(StateChanged(**CONTEXT, state="reconnecting")) == "Not connected"


def test_a_feed_is_back_from_an_outage_or_from_waiting() -> None:
    assert sentence(StateChanged(**CONTEXT, state="connected")) == "Connected again"
    room = StateChanged(**CONTEXT, state="connected", reason="The journal has room again")
    assert sentence(room) == "The journal has room again"

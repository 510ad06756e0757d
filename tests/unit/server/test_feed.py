import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server.feed import Feed

PLAIN = Feed(system="map", heartbeat_s=30)
COCKPIT = Feed(system="cockpit", heartbeat_s=30, id_prefix="event-")


@pytest.mark.parametrize(
    ("text", "seq"),
    [
        ("event-12", 12),
        ("12", 12),
        ("event-0", 0),
        ("event-101", None),
        ("event-", None),
        ("Event-1", None),
        ("", None),
        ("event-1 ", None),
        ("event--1", None),
        ("event-1.5", None),
        ("event-٣", None),
        ("1" * 16, None),
    ],
)
def test_only_ids_that_were_given_count(text: str, seq: int | None) -> None:
    assert COCKPIT.seq(text, head=100) == seq


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_an_id_is_understood_wherever_it_was_made(seq: int, more: int) -> None:
    for feed in (PLAIN, COCKPIT):
        assert feed.seq(feed.id(seq), head=seq + more) == seq


@given(st.text())
def test_no_text_harms(text: str) -> None:
    seq = COCKPIT.seq(text, head=5)
    assert seq is None or 0 <= seq <= 5

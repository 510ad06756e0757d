"""What an event says whenever it came, and that it is found out once."""

import json

import pytest

from tests.unit.core.diagnosis.scene import OPENED_WALL_S, event, listening
from watchfloor.core.diagnosis import impression
from watchfloor.core.diagnosis.impression import Impressions, impression_of
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.event import Event


def taken(data: str, *, seq: int = 1, at_s: float = OPENED_WALL_S, type_: str = "message") -> Event:
    return Event("a", seq, at_s, type_, data, str(seq), own_id=True)


@pytest.mark.parametrize(
    ("data", "reads_as"),
    [
        ('{"n": 1}', "json"),
        ("[1, 2]", "json"),
        ("12", "value"),
        ('{"n": ', "broken"),
        ("[INFO] up", "doubtful"),
        ("all is well", "plain"),
        ("pong", ""),
        (" ", ""),
        ("[DONE]", ""),
        ('"' + "x" * impression.MAX_LOOKED_BYTES + '"', ""),
    ],
)
def test_says_what_the_data_is(data: str, reads_as: str) -> None:
    assert impression_of(taken(data)).reads_as == reads_as


def test_reads_no_data_unless_it_looks() -> None:
    found = impression_of(taken('{"time": 1700000000}'), looks=False)
    assert (found.reads_as, found.stamp_s) == ("", None)
    assert impression_of(taken('{"time": 1700000000}')).stamp_s == 1_700_000_000


def test_reads_an_event_once() -> None:
    known, one = Impressions(), taken('{"time": 1700000000}')
    first = known.of(one)
    assert known.of(one) is first


def test_takes_no_other_event_of_the_same_number_for_it() -> None:
    """A recording that is played anew, or another file of the same channel, counts from one again."""
    known = Impressions()
    first = known.of(taken("plain words"))
    assert known.of(taken('{"n": 1}', at_s=OPENED_WALL_S + 9)).reads_as == "json" != first.reads_as


def test_keeps_a_bounded_number_and_forgets_the_oldest() -> None:
    known = Impressions()
    first, last = taken("one"), taken("last", seq=impression.MOST_KNOWN + 1)
    kept = known.of(first)
    for seq in range(2, impression.MOST_KNOWN + 1):
        known.of(taken("other", seq=seq))
    assert known.of(first) is kept
    newest = known.of(last)
    assert known.of(first) is not kept
    assert known.of(last) is newest


def test_an_event_that_was_taken_already_says_the_same_as_its_bytes() -> None:
    bodies: list[object] = [{"n": 1}, '{"n": ', "[INFO]", "words", "ping", {"sent_at": OPENED_WALL_S}, 12]
    types = ["", "news", "heartbeat", "news", "ping", "", "complete"]
    pairs = list(zip(types, bodies, strict=True))
    blocks = [(n * 1.0, event(n, data=body, type_=type_)) for n, (type_, body) in enumerate(pairs)]
    read = listening(blocks)
    heard = Listening(headers=[], opened_wall_s=OPENED_WALL_S)
    known = Impressions()
    for n, (type_, body) in enumerate(pairs):
        text = body if isinstance(body, str) else json.dumps(body)
        told = Event("a", n + 1, OPENED_WALL_S + n, type_ or "message", text, str(n), own_id=True)
        heard.hear(told, n * 1.0, known.of(told))
    assert heard.heard == read.heard
    assert heard.tallies == read.tallies
    assert heard.beats_s == read.beats_s
    assert (heard.events, heard.events_with_id, heard.finished, heard.broken_example) == (
        read.events,
        read.events_with_id,
        read.finished,
        read.broken_example,
    )

"""The newest rows in memory, and the sentences for what befell a channel."""

from typing import Any

from tests.unit.core.profiles.sample import event
from watchfloor.core.happening import GapFound, Refused, Resumed, Warned
from watchfloor.core.log.log import LogTail, sentence

CONTEXT: dict[str, Any] = {"channel": "c", "at_s": 1.0}


def test_a_row_keeps_its_serial_while_others_leave() -> None:
    tail = LogTail(capacity=10)
    for seq in range(100):
        tail.extend([event("m", "{}", seq=seq)])
    assert tail.end == 100
    assert 10 <= len(tail) <= 20
    found = tail.get(95)
    assert found is not None
    assert found.seq == 95  # type: ignore[union-attr]
    assert tail.get(5) is None
    assert tail.get(100) is None
    assert len(tail.since(97)) == 3


def test_one_great_burst_stays_within_the_bound() -> None:
    tail = LogTail(capacity=10)
    tail.extend(event("m", "{}", seq=seq) for seq in range(1_000))
    assert len(tail) == 10
    assert tail.first == 990


def test_an_event_is_found_by_its_channel_and_number() -> None:
    tail = LogTail()
    tail.extend([event("m", "{}", channel="a", seq=1), event("m", "{}", channel="b", seq=1)])
    assert tail.find("a", 1) == 0
    assert tail.find("b", 1) == 1
    assert tail.find("b", 2) is None


def test_every_row_between_the_events_says_what_happened() -> None:
    resumed = Resumed(**CONTEXT, from_id="1841", away_s=26.6, replayed=12, duplicates=0, missing=0)
    assert (
        sentence(resumed) == "Connection lost 26.6 s · resumed from id 1841 · 12 events replayed, 0 missing"
    )
    unproven = Resumed(**CONTEXT, from_id="x", away_s=1, replayed=1, duplicates=0, missing=None)
    assert sentence(unproven).endswith("1 event replayed, missing: not provable")
    ignored = Resumed(**CONTEXT, from_id="x", away_s=1, replayed=0, duplicates=0, missing=None, ignored=True)
    assert sentence(ignored) == "Connection lost 1.0 s · the server did not resume from id x"
    assert (
        sentence(GapFound(**CONTEXT, after="3", before="7", missing=3))
        == "3 events missing between id 3 and id 7"
    )
    assert sentence(Refused(**CONTEXT, reason="oversize", size_bytes=9)) == (
        "An event of 9 bytes was refused: oversize"
    )
    assert sentence(Warned(**CONTEXT, code="x", message="A sentence.")) == "A sentence."

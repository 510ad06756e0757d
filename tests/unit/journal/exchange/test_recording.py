"""Old recordings: what they hold becomes events, and what cannot be read is counted."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from tests.unit.journal.sample import AT_S, event, events
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import GapFound, Refused
from watchfloor.core.ledger.ledger import Past
from watchfloor.journal.exchange import recording
from watchfloor.journal.exchange.export import ndjson_line
from watchfloor.journal.exchange.recording import Intake, format_of, read_ndjson, read_sse

Reader = Callable[[BinaryIO, Intake, str, float], Iterator[Batch]]


def taken(read: Reader, raw: bytes, past: Past | None = None) -> tuple[list[Event], list[Batch]]:
    batches = list(read(io.BytesIO(raw), Intake(lambda _: past or Past(), lambda _: None), "cap", AT_S))
    return [each for batch in batches for each in batch.events], batches


def test_what_export_wrote_comes_back() -> None:
    sent = [event(1), event(2, data="ü\n\u2028"), event(3, "other", id="", own_id=False)]
    sent[2].seq = 1
    found, batches = taken(read_ndjson, b"".join(map(ndjson_line, sent)))
    assert found == sent
    assert {batch.channel: batch.last_event_id for batch in batches} == {"map": "map-2", "other": ""}


def test_other_lines_are_events_whole_and_unreadable_ones_are_refused() -> None:
    found, batches = taken(
        read_ndjson, b'\xef\xbb\xbf{"x": 1}\r\n\n[2]\nnot json\n\xff\n{"type":"x","data":1}'
    )
    assert [(each.type, each.data) for each in found] == [
        ("message", '{"x": 1}'),
        ("message", "[2]"),
        ("message", '{"type":"x","data":1}'),
    ]
    assert batches[-1].totals == Totals(5, 3, 0, {"unreadable": 2})
    refused = [each for batch in batches for each in batch.happenings if isinstance(each, Refused)]
    assert [each.head for each in refused] == ["not json", "\ufffd"]


def test_a_line_that_is_null_is_an_event_and_one_over_the_bound_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recording, "MAX_EVENT_BYTES", 20)
    found, batches = taken(read_ndjson, b'null\n{"more": "than twenty"}\n{"n": 1}\n')
    assert [each.data for each in found] == ["null", '{"n": 1}']
    assert batches[-1].totals == Totals(3, 2, 0, {"oversize": 1})


def test_a_curl_capture_is_decoded_and_its_gaps_are_found() -> None:
    raw = (
        b"HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        b"id: a-1\ndata: one\n\n: ping\n\nid: a-2\ndata: two\n\n"
        b"event: x\nid: a-5\ndata: f\xc3\xbcnf\n\ndata: cut"
    )
    found, batches = taken(read_sse, raw)
    assert [(each.id, each.type, each.data) for each in found] == [
        ("a-1", "message", "one"),
        ("a-2", "message", "two"),
        ("a-5", "x", "fünf"),
    ]
    gaps = [each for batch in batches for each in batch.happenings if isinstance(each, GapFound)]
    assert [(each.after, each.before, each.missing) for each in gaps] == [("a-2", "a-5", 2)]
    assert all(each.received_at_s == AT_S for each in found)


def test_a_recording_that_goes_on_from_what_is_there_doubles_nothing() -> None:
    recent = tuple((each.id, each.type, each.data) for each in events(1, 3))
    past = Past("map-3", 3, Totals(3, 3), recent)
    raw = "".join(
        f"id: {each.id}\nevent: {each.type}\ndata: {each.data}\n\n" for each in events(2, 5)
    ).encode()
    found, batches = taken(read_sse, raw, past)
    assert [(each.id, each.seq) for each in found] == [("map-4", 4), ("map-5", 5)]
    assert batches[-1].totals.duplicates == 2


def test_the_first_bytes_tell_the_format() -> None:
    assert format_of(b'\xef\xbb\xbf\n {"a":1}') == "ndjson"
    assert format_of(b"data: {}\n\n") == "sse"
    assert format_of(b"HTTP/1.1 200") == "sse"
    assert format_of(b"") == "sse"

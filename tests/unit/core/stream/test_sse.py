"""The decoder against the table of the format: whole, cut in two at every byte, and byte by byte."""

from collections.abc import Iterable

import pytest

from tests.unit.core.stream.sse_case import CASES, Case
from tests.unit.core.stream.sse_reference import Item as Said
from tests.unit.core.stream.sse_reference import Reference
from watchfloor.core.stream.frame import Comment, Frame, Item
from watchfloor.core.stream.sse import Decoder

each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def feed(case: Case, blocks: Iterable[bytes]) -> None:
    """What the table promises holds when the stream arrives in these blocks."""
    decoder = Decoder(last_event_id=case.started_from)
    items = [item for block in blocks for item in decoder.feed(block)]
    assert items == case.items
    assert decoder.last_event_id == case.last_event_id
    assert decoder.retry_ms == case.retry_ms
    assert decoder.close() == []
    assert decoder.last_event_id == case.last_event_id


def said(items: Iterable[Item]) -> list[Said]:
    """Items in the words of the reference."""
    out: list[Said] = []
    for item in items:
        if isinstance(item, Comment):
            out.append(("comment", item.text))
        else:
            assert isinstance(item, Frame)
            out.append(("event", item.type, item.data, item.id, "own" if item.own_id else "kept"))
    return out


def test_the_table_is_broad_and_each_name_says_one_thing() -> None:
    assert len(CASES) >= 250
    assert len({case.name for case in CASES}) == len(CASES)


@each_case
def test_whole(case: Case) -> None:
    feed(case, [case.stream])


@each_case
def test_cut_in_two_at_every_byte(case: Case) -> None:
    for at in range(len(case.stream) + 1):
        feed(case, [case.stream[:at], case.stream[at:]])


@each_case
def test_byte_by_byte(case: Case) -> None:
    feed(case, (case.stream[at : at + 1] for at in range(len(case.stream))))


@each_case
def test_byte_by_byte_with_empty_reads_between(case: Case) -> None:
    feed(case, (case.stream[at // 2 : (at + 1) // 2] for at in range(2 * len(case.stream))))


@each_case
def test_the_reference_agrees_with_the_table(case: Case) -> None:
    reference = Reference(case.stream, case.started_from)
    assert reference.items == said(case.items)
    assert reference.last_event_id == case.last_event_id
    assert reference.retry_ms == case.retry_ms


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"], ids=["LF", "CR", "CR LF"])
def test_an_event_comes_with_the_byte_that_completes_it(end: str) -> None:
    """Not with the next one: behind a bare final CR nothing is waited for."""
    decoder = Decoder()
    stream = f"data: a{end}{end}".encode()
    *before, last = (byte for byte in stream)
    if end == "\r\n":
        *before, last = before  # the CR of the second pair completes the event
    assert [item for byte in before for item in decoder.feed(bytes([byte]))] == []
    assert decoder.feed(bytes([last])) == [Frame("message", "a", "", False)]
    assert decoder.feed(b"\ndata: b\n\n" if end == "\r\n" else b"data: b\n\n") == [
        Frame("message", "b", "", False)
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r"], ids=["LF", "CR"])
def test_a_comment_comes_with_the_end_of_its_line(end: bytes) -> None:
    decoder = Decoder()
    assert decoder.feed(b"data: a\n:beat") == []
    assert decoder.feed(end) == [Comment("beat")]


def test_items_come_in_the_order_of_the_stream() -> None:
    decoder = Decoder()
    assert said(decoder.feed(b":1\n\ndata: 2\n\n:3\n\n:4\ndata: 5\n:6\n\ndata: 7\n\ndata: 8")) == [
        ("comment", "1"),
        ("event", "message", "2", "", "kept"),
        ("comment", "3"),
        ("comment", "4"),
        ("comment", "6"),
        ("event", "message", "5", "", "kept"),
        ("event", "message", "7", "", "kept"),
    ]


def test_the_id_of_an_event_under_way_is_not_yet_the_stream_s() -> None:
    decoder = Decoder()
    decoder.feed(b"id: 1\ndata: a\n\nid: 2\ndata: b\n")
    assert decoder.last_event_id == "1"
    decoder.feed(b"\n")
    assert decoder.last_event_id == "2"


def test_each_stream_drops_a_byte_order_mark_of_its_own() -> None:
    for _ in range(2):
        assert said(Decoder().feed(b"\xef\xbb\xbfdata: a\n\n")) == [("event", "message", "a", "", "kept")]

"""What is no field of the format is ignored, as the standard says, and counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.stream.frame import Frame
from watchfloor.core.stream.ndjson import NdjsonDecoder
from watchfloor.core.stream.sse import Decoder

FINE = {
    "the fields": b"id: 1\nevent: a\ndata: x\nretry: 5\n\n",
    "without colons": b"data\nid\nevent\nretry\n\n",
    "comments": b": one\n:\n\n",
    "a byte-order mark": b"\xef\xbb\xbfdata: x\n\n",
    "with CR": b"data: x\r\rdata: y\r\n\r\n",
    "an event that is not whole yet": b"data: x\nid: 4",
    "a name that is not whole yet": b"data: x\n\nda",
    "nothing": b"\n\n\n",
}
STRANGE = {
    "rubbish": (b"data: x\n\noops\nmore\n\n", 2, b"oops"),
    "no end yet": (b"data: x\n\noops\nmore\n", 2, b""),
    "indented JSON": (b'data: {\n  "n": 1\n}\n\n', 2, b'  "n": 1'),
    "fields that nobody knows": (b"time: 1\ndata: x\n\n", 1, b"time: 1"),
    "names of another case": (b"Data: x\n\n", 1, b"Data: x"),
    "in the middle of a known event": (b"data: x\n<p>\n\ndata: y\n\n", 1, b"<p>"),
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_belongs_there_is_not_strange(text: bytes) -> None:
    decoder = Decoder()
    decoder.feed(text)
    assert decoder.strange == 0
    decoder.close()
    assert decoder.strange == 0


@pytest.mark.parametrize(("text", "count", "head"), STRANGE.values(), ids=STRANGE)
def test_what_does_not_is_counted_however_it_is_cut(text: bytes, count: int, head: bytes) -> None:
    for at in range(len(text) + 1):
        decoder = Decoder()
        decoder.feed(text[:at])
        decoder.feed(text[at:])
        assert decoder.strange == count, at
        decoder.close()
        assert decoder.strange == count, at
        assert decoder.whole_strange.head.startswith(head)


def test_it_changes_nothing_of_the_events() -> None:
    frames = Decoder().feed(b"oops\nid: 3\ndata: x\nwhat\ndata: y\n\n")
    assert frames == [Frame("message", "x\ny", "3", own_id=True)]


@pytest.mark.parametrize("bound", [200, 1 << 20])
def test_a_line_without_end_counts_more_the_longer_it_is(bound: int) -> None:
    decoder = Decoder(bound)
    decoder.feed(b"data: x\n\n")
    for _ in range(40):
        decoder.feed(b"\x8f\x02rubbish" * 100)
    assert decoder.strange >= 30
    decoder.feed(b"\n\n")
    assert decoder.strange >= 30, "it is no shorter once it has ended"
    honest = Decoder(bound)
    honest.feed(b"data: " + b"x" * 40_000)
    assert honest.strange == 0


def test_what_begins_it_is_kept_short() -> None:
    decoder = Decoder()
    decoder.feed(b"x" * 5_000 + b"\n" * 2)
    assert decoder.whole_strange.head == b"x" * 80


def test_to_lines_of_json_no_line_is_strange() -> None:
    decoder = NdjsonDecoder()
    decoder.feed(b"oops\n")
    assert (decoder.strange, decoder.whole_strange.head) == (0, b"")


@given(st.lists(st.sampled_from([b"data: x", b"", b"oops", b": c", b"id: 4", b"y: z"])), st.integers(0, 60))
def test_the_count_is_that_of_the_lines(lines: list[bytes], at: int) -> None:
    text = b"".join(line + b"\n" for line in lines)
    decoder = Decoder()
    decoder.feed(text[:at])
    decoder.feed(text[at:])
    decoder.close()
    assert decoder.strange == sum(line in (b"oops", b"y: z") for line in lines)

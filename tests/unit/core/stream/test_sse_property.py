"""The decoder and the standard's own algorithm say the same of any bytes, however they are cut."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.core.stream.sse_reference import Reference, utf8_decode
from tests.unit.core.stream.test_sse import said
from watchfloor.core.stream import sse
from watchfloor.core.stream.frame import Item
from watchfloor.core.stream.sse import Decoder

# What the format is made of, and what is easily mistaken for it.
PIECES = [
    *(b"\n", b"\r", b"\r\n", b"\n\n", b"\r\r", b"\r\n\r\n", b"\n\r"),
    *(b":", b" ", b": ", b"  ", b"\t", b"\0"),
    *(b"data", b"data:", b"data: ", b"data: a\n\n", b"data: a\ndata: b\n\n", b"data: {}\r\n\r\n"),
    *(b"id", b"id:", b"id: ", b"id: 1\n", b"id: 2\ndata: x\n\n", b"id: 1\nid: 2\nid: 3\n"),
    *(b"data:b\ndata:  c\nid: 6\n\n", b"data: d\nevent: w\nid: 7\n\n", b"data: data: e\n", b"data:f\n"),
    *(b"event", b"event:", b"event: t\n", b"event: t\nid: 4\ndata: y\n\n", b"id: 5\nevent: u\ndata: z\n\n"),
    *(b"retry", b"retry:", b"retry: 10\n", b"retry: -5\n", b"retry: 99999999999\n"),
    *(b":ping\n\n", b": ping\n", b"Data: a\n", b"color: blue\n", b"0", b"7", b"abc"),
    *(
        b"\xef\xbb\xbf",
        b"\xef\xbb",
        b"\xef",
        b"\xbf",
        b"\xe2\x82\xac",
        b"\xe2\x82",
        b"\xac",
        b"\xff",
        b"\xc2",
    ),
    *("\u2028".encode(), "\x85".encode(), "🛰".encode(), b"\xf0\x9f", b"\x9b\xb0", b"\xed\xa0\x80", b"\xc0"),
]
SOUP = st.lists(st.sampled_from(PIECES) | st.binary(min_size=1, max_size=3), max_size=40).map(b"".join)
# Mostly whole events of the usual shape, so that the fast path is left and taken up again.
USUAL = [piece for piece in PIECES if piece.endswith((b"\n\n", b"\n"))]
STREAM = st.lists(st.sampled_from(USUAL) | st.sampled_from(PIECES), max_size=60).map(b"".join)
# Events that are all built alike, but perhaps for what stands between two, or in the middle of one.
ONE = st.sampled_from([piece for piece in PIECES if b"data" in piece and piece.endswith(b"\n\n")])
ALIKE = st.tuples(
    st.lists(ONE, min_size=1, max_size=2), st.integers(2, 8), SOUP | st.just(b""), st.integers(0, 99)
)
CUTS = st.lists(st.integers(0, 400), max_size=12)
ID = st.sampled_from(["", "7", "ключ"])


def pieces(stream: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    return [stream[start:end] for start, end in pairwise(edges)]


def agree(stream: bytes, cuts: list[int], started_from: str) -> None:
    """After each block the decoder is where the standard is after the same bytes."""
    decoder = Decoder(last_event_id=started_from)
    items: list[Item] = []
    fed = b""
    for block in pieces(stream, cuts):
        items += decoder.feed(block)
        fed += block
        reference = Reference(fed, started_from)
        assert said(items) == reference.items
        assert decoder.last_event_id == reference.last_event_id
        assert decoder.retry_ms == reference.retry_ms
    assert decoder.close() == []


@settings(max_examples=1_000)
@given(SOUP, CUTS, ID)
@example(b"data: a\n\n\n", [], "")
def test_any_bytes_cut_anywhere(stream: bytes, cuts: list[int], started_from: str) -> None:
    agree(stream, cuts, started_from)


@settings(max_examples=1_000)
@given(STREAM, CUTS, ID)
def test_likely_streams_cut_anywhere(stream: bytes, cuts: list[int], started_from: str) -> None:
    agree(stream, cuts, started_from)


@settings(max_examples=500)
@given(ALIKE, CUTS, ID)
def test_alike_events_cut_anywhere(
    parts: tuple[list[bytes], int, bytes, int], cuts: list[int], started_from: str
) -> None:
    """In short blocks they are taken as in long ones."""
    events, times, odd, place = parts
    stream = b"".join(events * times)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sse, "LEAST_BYTES", 1)
        agree(stream[:place] + odd + stream[place:], cuts, started_from)


@pytest.mark.soak
@settings(max_examples=50_000)
@given(SOUP | STREAM, CUTS, ID)
def test_many_more_bytes_cut_anywhere(stream: bytes, cuts: list[int], started_from: str) -> None:
    agree(stream, cuts, started_from)


@settings(max_examples=300)
@given(SOUP)
def test_the_reference_decodes_utf8_as_python_does(stream: bytes) -> None:
    """Two independent decoders: the reference's own, and the one that the decoder uses."""
    assert utf8_decode(stream) == stream.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")

"""Chunks merged mean what they meant apart."""

import re
from itertools import pairwise

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.stream.chunked import ChunkMerger

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%x%b\r\n%b\r\n" % (len(data), extension, data)


def cut(wire: bytes, places: list[int]) -> list[bytes]:
    edges = sorted({0, len(wire), *(place % (len(wire) + 1) for place in places)})
    return [wire[a:b] for a, b in pairwise(edges)]


def read(pieces: list[bytes]) -> tuple[bytes, str, int]:
    """What h11 makes of the pieces: the body, how it ended, in how many parts it came."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    connection.send(h11.EndOfMessage())
    body, parts = b"", 0
    try:
        for piece in [*pieces, b""]:
            connection.receive_data(piece)
            while (event := connection.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
                if isinstance(event, h11.Data):
                    body += bytes(event.data)
                    parts += 1
                elif isinstance(event, h11.EndOfMessage):
                    return body, "complete", parts
    except h11.RemoteProtocolError as error:
        return body, re.sub(r"\d+", "N", str(error)), parts
    return body, "open", parts


def merged(pieces: list[bytes]) -> list[bytes]:
    merger = ChunkMerger()
    return [out for piece in pieces if (out := merger.feed(piece))]


@given(
    datas=st.lists(st.binary(min_size=1, max_size=40), max_size=12),
    places=st.lists(st.integers(0, 2000), max_size=12),
    ended=st.booleans(),
)
def test_the_body_and_its_end_are_the_same(datas: list[bytes], places: list[int], *, ended: bool) -> None:
    wire = HEAD + b"".join(map(chunk, datas)) + (b"0\r\n\r\n" if ended else b"")
    pieces = cut(wire, places)
    assert read(merged(pieces))[:2] == read(pieces)[:2]


def test_many_chunks_of_one_read_become_one() -> None:
    pieces = [HEAD, b"".join(chunk(b"data: %d\n\n" % n) for n in range(100))]
    body, end, parts = read(merged(pieces))
    assert body.count(b"data:") == 100
    assert parts == 1
    assert "incomplete" in end or "without" in end


def test_what_has_arrived_of_a_chunk_is_passed_on_at_once() -> None:
    merger = ChunkMerger()
    merger.feed(HEAD)
    assert merger.feed(b"a\r\ndata:") == b"5\r\ndata:\r\n"
    assert merger.feed(b" xy\n\n") == b"5\r\n xy\n\n\r\n"
    assert merger.feed(b"\r") == b""
    assert merger.feed(b"") == b""
    assert merger.feed(b"\n1\r\n!") == b"1\r\n!\r\n"


@pytest.mark.parametrize(
    "wire",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\n\r\ndata: x\n\n",
        b"\x00\x00\x12\x04\x00\x00\x00\x00\x00 transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        HEAD + b"zz\r\nhello\r\n",
        HEAD + b"-5\r\nhello\r\n",
        HEAD + b"1_0\r\nhello\r\n",
    ],
)
def test_anything_else_passes_untouched(wire: bytes) -> None:
    assert b"".join(merged([wire])) == wire
    assert b"".join(merged([wire[:9], wire[9:]])) == wire


@pytest.mark.parametrize("rest", [b"junk", b"5\r\nhello\r\n", b"\r\r", b"\n\n"])
def test_a_chunk_without_its_line_end_is_still_an_error(rest: bytes) -> None:
    wire = [HEAD + b"2\r\nab" + rest]
    assert read(wire)[1] not in ("complete", "open")
    assert read(merged(wire))[1] not in ("complete", "open")


def test_an_interim_answer_comes_before_the_real_one() -> None:
    wire = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + HEAD + chunk(b"a") + chunk(b"b", b";x=y")
    assert b"".join(merged([wire])).endswith(b"\r\n\r\n2\r\nab\r\n")


def test_any_number_of_interim_answers_may_come_in_one_read() -> None:
    wire = b"HTTP/1.1 100 Continue\r\n\r\n" * 9_000 + HEAD + chunk(b"a") + chunk(b"b")
    for pieces in ([wire], [wire[:100_001], wire[100_001:]]):
        assert b"".join(merged(pieces)) == wire[: wire.index(HEAD)] + HEAD + b"2\r\nab\r\n"


def test_an_endless_size_line_and_an_endless_head_are_not_kept() -> None:
    merger = ChunkMerger()
    merger.feed(HEAD)
    assert merger.feed(b"1" * 5000) == b"1" * 5000
    merger = ChunkMerger()
    for _ in range(100):
        merger.feed(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 10_000 + b"\r\n")
    assert merger.feed(b"\r\n\r\n" + chunk(b"a") + chunk(b"b")) == b"\r\n\r\n" + chunk(b"a") + chunk(b"b")


def stripped(pieces: list[bytes]) -> tuple[bytes, str]:
    """The body for who passes the library by while it is plain, and how the library ends it."""
    merger, data, left = ChunkMerger(), b"", list[bytes]()
    for piece in pieces:
        if merger.in_head:
            head, piece = merger.split(piece)
            left.append(head)
        if not merger.in_head and piece:
            plain, rest = merger.strip(piece)
            data += plain
            left.append(merger.feed(rest) if rest else b"")
    body, end, _ = read([each for each in left if each])
    return data + body, end


HEADS = (
    HEAD,
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n",
    b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
    b"HTTP/1.1 200 OK\nX: y\n\n",
    b"HTTP/1.1 200 OK\r\nX: y\n\r\n",
)
UNENDED = b"5\r\nabcdefgh"


@given(
    head=st.sampled_from(HEADS),
    datas=st.lists(st.binary(min_size=1, max_size=40), max_size=12),
    odd=st.sampled_from([b"", b"0\r\n\r\n", b"0;x=y\r\nTrailer: z\r\n\r\n", b"zz\r\n", UNENDED, b"7\r\nab"]),
    places=st.lists(st.integers(0, 2000), max_size=12),
)
def test_who_passes_the_library_by_gets_the_same_body_and_the_same_end(
    head: bytes, datas: list[bytes], odd: bytes, places: list[int]
) -> None:
    wire = head + b"".join(map(chunk, datas)) + odd
    pieces = cut(wire, places)
    (ours, end), (theirs, their_end, _) = stripped(pieces), read(pieces)
    assert ours == theirs
    # A chunk without its line end is an error to both; of one that it has not seen the library says another.
    assert end == their_end or ({end, their_end}.isdisjoint({"complete", "open"}) and odd == UNENDED)


@pytest.mark.parametrize(
    ("head", "plain"),
    [*zip(HEADS, (True, True, False, True, False, False, False), strict=True)],
)
def test_only_what_the_library_would_pass_on_as_it_is_is_plain(head: bytes, *, plain: bool) -> None:
    merger = ChunkMerger()
    merger.split(head + b"more\r\n\r\n")
    assert merger.plain is plain

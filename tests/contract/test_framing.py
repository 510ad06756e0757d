"""How HTTP wraps the stream makes no difference to what it says."""

import pytest

from tests.contract.peer import Message, Peer

TYPE = b"Content-Type: text/event-stream\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\n" + TYPE + b"Transfer-Encoding: chunked\r\n\r\n"
UNTIL_CLOSED = b"HTTP/1.1 200 OK\r\n" + TYPE + b"Connection: close\r\n\r\n"
STREAM = ":\n\nid: 1\ndata: a\n\nid: 2\ndata: ключ\n\n".encode()
LAST = b"0\r\n\r\n"


def event(data: str, id_: str) -> Message:
    return {"kind": "event", "event": {"type": "message", "data": data, "id": id_}}


SAID = [{"kind": "comment", "comment": ""}, event("a", "1"), event("ключ", "2")]


def chunk(octets: bytes, extension: bytes = b"", form: bytes = b"%x") -> bytes:
    return form % len(octets) + extension + b"\r\n" + octets + b"\r\n"


FRAMED = {
    "one chunk": chunk(STREAM) + LAST,
    "a chunk a byte": b"".join(chunk(STREAM[at : at + 1]) for at in range(len(STREAM))) + LAST,
    "a chunk of three bytes": b"".join(chunk(STREAM[at : at + 3]) for at in range(0, len(STREAM), 3)) + LAST,
    "capital digits": chunk(STREAM, form=b"%X") + LAST,
    "zeros before the size": chunk(STREAM, form=b"%08x") + LAST,
    "extensions": chunk(STREAM[:9], b";name=value") + chunk(STREAM[9:], b';a="b c"') + b"0;end\r\n\r\n",
    "trailers": chunk(STREAM) + b"0\r\nX-Checksum: 1\r\nX-More: 2\r\n\r\n",
}


@pytest.mark.parametrize("framed", FRAMED.values(), ids=FRAMED)
@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
async def test_chunks_of_any_kind_cut_anywhere(peer: Peer, framed: bytes, size: int) -> None:
    feed = peer.feed(head=CHUNKED)
    client = await peer.client(feed, initialDelayMs=0)
    connection = await feed.connection()
    await connection.say(*(framed[at : at + size] for at in range(0, len(framed), size)))
    assert await client.messages(3) == SAID
    again = await feed.connection()  # the stream has ended, without an error
    assert again.last_event_id == "2"
    await again.say(chunk(b"data: b\n\n"))
    assert await client.message() == event("b", "2")


@pytest.mark.parametrize(
    "head", [UNTIL_CLOSED, UNTIL_CLOSED.replace(b"1.1", b"1.0")], ids=["HTTP/1.1", "HTTP/1.0"]
)
async def test_a_stream_that_ends_with_its_connection(peer: Peer, head: bytes) -> None:
    feed = peer.feed(head=head)
    client = await peer.client(feed, initialDelayMs=0)
    connection = await feed.connection()
    await connection.say(STREAM)
    await connection.close()
    assert await client.messages(3) == SAID
    assert (await feed.connection()).last_event_id == "2"


async def test_a_stream_of_a_known_length(peer: Peer) -> None:
    feed = peer.feed(head=b"HTTP/1.1 200 OK\r\n" + TYPE + b"Content-Length: %d\r\n\r\n" % len(STREAM))
    client = await peer.client(feed, initialDelayMs=0)
    await (await feed.connection()).say(STREAM)
    assert await client.messages(3) == SAID
    assert (await feed.connection()).last_event_id == "2"


@pytest.mark.parametrize(
    "interim",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
    ],
    ids=["100", "103", "103 and 100"],
)
async def test_interim_answers_are_passed_over(peer: Peer, interim: bytes) -> None:
    feed = peer.feed(head=interim + CHUNKED)
    client = await peer.client(feed)
    await (await feed.connection()).say(chunk(STREAM))
    assert await client.messages(3) == SAID


async def test_odd_but_lawful_headers(peer: Peer) -> None:
    head = b"HTTP/1.1 200 \r\ncontent-type:TEXT/Event-Stream;charset=latin-1\r\n"
    head += b"TRANSFER-ENCODING:chunked\r\n\r\n"
    feed = peer.feed(head=head)
    client = await peer.client(feed)
    await (await feed.connection()).say(chunk(STREAM))
    assert await client.messages(3) == SAID


BROKEN = {
    "no size": b"x\r\ndata: lost\n\n\r\n",
    "negative size": b"-5\r\ndata: lost\n\n\r\n",
    "more data than its size": b"5\r\ndata: lost\n\n\r\n",
    "cut off in a chunk": b"ff\r\nid: 3\ndata: lost",
    "cut off between chunks": chunk(b"id: 3\ndata: lost\n"),
    "cut off in a size": b"f",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
async def test_broken_chunks_are_one_error_and_mended(peer: Peer, broken: bytes) -> None:
    """What came whole before is kept; what is broken is not guessed at."""
    feed = peer.feed(head=CHUNKED)
    client = await peer.client(feed, initialDelayMs=0)
    connection = await feed.connection()
    await connection.say(chunk(STREAM))
    assert await client.messages(3) == SAID
    await connection.say(broken)
    connection.writer.close()
    again = await feed.connection()
    assert again.last_event_id == "2"
    await again.say(chunk(b"data: b\n\n"))
    (error,) = await client.until("b")
    assert error["kind"] == "error"

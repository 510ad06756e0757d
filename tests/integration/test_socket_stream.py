"""Reading sockets directly, with TLS and without: large pieces, turns for others, and every kind of end."""

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpcore
import pytest

from tests.integration.certificate import Authority
from watchfloor.services.net import socket_stream
from watchfloor.services.net.dial import Dial
from watchfloor.services.net.socket_stream import SocketStream, Turn, connect
from watchfloor.services.net.tls_stream import TlsStream

PATIENCE_S = 60.0
MANY_BYTES = 4 << 20
READ_BYTES = 256 << 10
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(autouse=True, params=["says when one can read", "reads itself"])
def loop_that(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the two kinds of loops Windows has the second."""
    monkeypatch.setattr(socket_stream, "HAS_READERS", request.param == "says when one can read")


@contextlib.asynccontextmanager
async def connected(
    serve: Serve, tls: ssl.SSLContext | None = None, turn: Turn | None = None
) -> AsyncIterator[SocketStream]:
    """A stream to a server that does this with its one connection."""
    begun, ended = asyncio.Event(), asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begun.set()  # not with a client that does not trust us
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await serve(reader, writer)
        writer.close()
        ended.set()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    async with asyncio.timeout(PATIENCE_S):
        address = (server.sockets[0].family, server.sockets[0].getsockname())
        stream = await connect(address, [], None, PATIENCE_S, turn or Turn())
        yield stream
        await stream.aclose()
        server.close()
        if begun.is_set():
            await ended.wait()


async def flood(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    for _ in range(MANY_BYTES >> 16):
        writer.write(bytes(1 << 16))
        await writer.drain()


async def still(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    while await reader.read(READ_BYTES):
        pass


async def everything(stream: httpcore.AsyncNetworkStream) -> list[bytes]:
    return [block async for block in _blocks(stream)]


async def _blocks(stream: httpcore.AsyncNetworkStream) -> AsyncIterator[bytes]:
    while block := await stream.read(READ_BYTES):
        yield block


async def test_all_of_a_flood_comes_in_pieces_no_larger_than_asked_for() -> None:
    async with connected(flood) as stream:
        blocks = await everything(stream)
    assert sum(map(len, blocks)) == MANY_BYTES
    assert max(map(len, blocks)) <= READ_BYTES


async def test_others_have_their_turn_during_a_flood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_stream, "SLICE_S", 0.0)  # a slice is over with every read
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    counting = asyncio.create_task(count_turns())
    async with connected(flood) as stream:
        blocks = await everything(stream)
    counting.cancel()
    assert turns >= len(blocks)


async def test_of_streams_that_flood_together_each_has_a_shorter_slice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "perf_counter", lambda: 0.0)
    turn = Turn()
    slices_s = await asyncio.gather(*(turn.end() for _ in range(4)))
    assert sorted(slices_s) == [socket_stream.SLICE_S / (1 + others) for others in (3, 2, 1, 0)]
    assert await turn.end() == socket_stream.SLICE_S


async def test_a_stream_that_is_closed_while_it_is_read_ends() -> None:
    async with connected(still) as stream:
        reading = asyncio.create_task(everything(stream))
        while stream._waiter is None:  # noqa: ASYNC110 -- it tells nobody that it waits
            await asyncio.sleep(0)
        await stream.aclose()
        assert await reading == []
        with pytest.raises(httpcore.ReadError, match="closed"):
            await stream.read(1)
        with pytest.raises(httpcore.WriteError, match="closed"):
            await stream.write(b"x")


async def test_a_read_that_takes_too_long_may_be_tried_again() -> None:
    go_on = asyncio.Event()

    async def late(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await go_on.wait()
        writer.write(b"at last")
        await writer.drain()

    async with connected(late) as stream:
        with pytest.raises(httpcore.ReadTimeout):
            await stream.read(READ_BYTES, timeout=0.01)
        go_on.set()
        assert await stream.read(READ_BYTES) == b"at last"


async def test_what_comes_while_nobody_reads_stays_in_the_socket() -> None:
    first, second = asyncio.Event(), asyncio.Event()

    async def twice(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for word, event in ((b"one", first), (b"two", second)):
            await event.wait()
            writer.write(word)
            await writer.drain()

    async with connected(twice) as stream:
        reading = asyncio.create_task(stream.read(READ_BYTES))
        while stream._waiter is None:  # noqa: ASYNC110 -- it tells nobody that it waits
            await asyncio.sleep(0)
        first.set()
        assert await reading == b"one"
        second.set()
        while not stream.get_extra_info("is_readable"):  # noqa: ASYNC110 -- it comes when it comes
            await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0)  # whoever watches it is told
        assert not stream._is_watched, "else the loop would turn for nothing, and not rest"
        assert await stream.read(READ_BYTES) == b"two"


async def test_an_idle_connection_says_whether_something_came() -> None:
    async with connected(still) as stream:
        assert stream.get_extra_info("is_readable") is False
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        assert stream.get_extra_info("ssl_object") is None
    assert stream.get_extra_info("is_readable") is True  # closed: nobody is to use it again


async def test_nobody_listens() -> None:
    server = await asyncio.start_server(still, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    with pytest.raises(httpcore.ConnectError) as raised:
        await Dial(merge=True).connect_tcp("127.0.0.1", port, timeout=PATIENCE_S)
    assert isinstance(raised.value.__cause__, ConnectionRefusedError)


# -- TLS


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.file))


async def test_several_records_come_at_once(authority: Authority) -> None:
    async with connected(flood, authority.server()) as stream:
        secured = await TlsStream.begin(stream, trusting(authority), "127.0.0.1", PATIENCE_S)
        blocks = await everything(secured)
    assert sum(map(len, blocks)) == MANY_BYTES
    assert max(map(len, blocks)) > 1 << 14  # a record holds no more


async def test_a_large_body_goes_out_whole(authority: Authority) -> None:
    heard = bytearray()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.extend(await reader.readexactly(MANY_BYTES))
        writer.write(b"heard")
        await writer.drain()

    body = bytes(range(256)) * (MANY_BYTES >> 8)
    async with connected(listen, authority.server()) as stream:
        secured = await TlsStream.begin(stream, trusting(authority), "127.0.0.1", PATIENCE_S)
        await secured.write(body)
        assert await secured.read(READ_BYTES) == b"heard"
    assert heard == body


async def test_hands_that_are_never_shaken_are_given_up(authority: Authority) -> None:
    async with connected(still) as stream:
        with pytest.raises(httpcore.ConnectTimeout):
            await TlsStream.begin(stream, trusting(authority), "127.0.0.1", 0.05)
        assert stream.get_extra_info("is_readable") is True  # it was closed


async def test_a_stranger_is_told_so_and_left(authority: Authority) -> None:
    async with connected(still, authority.server()) as stream:
        with pytest.raises(httpcore.ConnectError) as raised:
            await TlsStream.begin(stream, ssl.create_default_context(), "127.0.0.1", PATIENCE_S)
        assert isinstance(raised.value.__cause__, ssl.SSLCertVerificationError)
        assert stream.get_extra_info("is_readable") is True


async def test_tls_within_tls(authority: Authority) -> None:
    """As through a proxy that speaks TLS itself: what it passes on is played by TLS in memory."""

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        inner = authority.server("inner", host="inner.example").wrap_bio(incoming, outgoing, server_side=True)
        shaken = False
        while block := await reader.read(READ_BYTES):
            incoming.write(block)
            with contextlib.suppress(ssl.SSLWantReadError):
                if not shaken:
                    inner.do_handshake()
                    shaken = True
                inner.write(inner.read(READ_BYTES).upper())
            writer.write(outgoing.read())
            await writer.drain()

    async with connected(relay, authority.server()) as stream:
        outer = await TlsStream.begin(stream, trusting(authority), "127.0.0.1", PATIENCE_S)
        inner = await TlsStream.begin(outer, trusting(authority), "inner.example", PATIENCE_S)
        await inner.write(b"hello")
        assert await inner.read(READ_BYTES) == b"HELLO"

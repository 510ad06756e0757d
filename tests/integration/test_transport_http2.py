"""HTTP/2: many streams in one connection, each with its own end."""

import asyncio
from functools import partial
from pathlib import Path

import msgspec
import pytest

from tests.integration.certificate import Authority
from tests.integration.fault_server import FaultServer, event, events, send, silence, sse
from tests.integration.http2_server import Handler, Http2Server, Stream
from tests.integration.watch import Watch, feed_of, watching
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.hub import Hub


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def giving(text: str) -> Handler:
    async def handler(stream: Stream) -> None:
        await stream.begin()
        await stream.send(text)

    return handler


async def test_a_stream_over_http2(authority: Authority) -> None:
    async with (
        Http2Server(authority.server(alpn=("h2",)), giving(events(1, 3))) as server,
        watching(
            server.url,
            http2=True,
            ca_file=str(authority.file),
            headers=(("X-Key", "Łódź"),),
            last_event_id="7",
        ) as watch,
    ):
        await watch.until_data("1", "2", "3")
        headers = server.streams[0].headers
        assert headers["accept"] == "text/event-stream"
        assert headers["last-event-id"] == "7"
        assert headers["x-key"] == "Łódź"
        assert watch.channel is not None
        watch.channel.stop()
        attempt = await watch.until_told(AttemptEnded)
        assert attempt.http_version == "HTTP/2"
        await server.left.wait()


def _many(watch: Watch, count: int) -> bool:
    return len(watch.events) == count


def _last_is(watch: Watch, data: str) -> bool:
    return watch.events[-1].data == data


async def test_a_silent_channel_holds_up_no_other(authority: Authority) -> None:
    """Whoever reads a shared connection would keep what came for the others."""
    watch, more = Watch(), [asyncio.Event() for _ in range(3)]

    async def each_in_turn(stream: Stream) -> None:
        number = len(server.streams) - 1
        await stream.begin()
        await stream.send(event("first"))
        await more[number].wait()
        await stream.send(event(f"more of {number}"))

    async with Http2Server(authority.server(alpn=("h2",)), each_in_turn) as server:
        hub = Hub([watch])
        feed = feed_of(server.url, http2=True, ca_file=str(authority.file))
        try:
            for n in range(3):
                hub.add(msgspec.structs.replace(feed, name=f"feed {n}")).start()
                await watch.until(partial(_many, watch, n + 1))
            for n in (1, 0, 2):
                more[n].set()
                await watch.until(partial(_last_is, watch, f"more of {n}"))
            hub.channels["feed 1"].stop()
            await server.left.wait()
            assert hub.channels["feed 0"].status.state is ChannelState.CONNECTED
        finally:
            await hub.close()


async def _end(stream: Stream) -> None:
    await stream.begin()
    await stream.send(events(1, 2))
    await stream.end()


async def _reset(stream: Stream) -> None:
    await stream.begin()
    await stream.send(events(1, 2))
    await stream.reset()


async def _go_away(stream: Stream) -> None:
    await stream.begin()
    await stream.send(events(1, 2))
    await stream.go_away()


async def _unavailable(stream: Stream) -> None:
    await stream.begin("503", "text/plain")
    await stream.end()


ENDS: dict[str, tuple[Handler, set[str]]] = {
    "end": (_end, {"closed"}),
    "reset": (_reset, {"protocol", "reset"}),
    "go away": (_go_away, {"protocol", "reset"}),
    "503": (_unavailable, {"server-error"}),
}


@pytest.mark.parametrize(("handler", "outcomes"), ENDS.values(), ids=ENDS)
async def test_an_end_is_followed_by_another_try(
    authority: Authority, handler: Handler, outcomes: set[str]
) -> None:
    more = giving(event("3", 3))
    async with (
        Http2Server(authority.server(alpn=("h2",)), handler, more) as server,
        watching(server.url, http2=True, ca_file=str(authority.file)) as watch,
    ):
        await watch.until(lambda: watch.data[-1:] == ["3"])
        assert watch.outcomes[0] in outcomes
        assert watch.data == (["3"] if handler is _unavailable else ["1", "2", "3"])
        if handler is not _unavailable:
            assert server.streams[1].headers["last-event-id"] == "2"


async def test_a_server_that_speaks_http1_alone_is_asked_so(authority: Authority) -> None:
    async with (
        FaultServer([sse(), send(events(1, 1)), silence], tls=authority.server()) as server,
        watching(server.url, http2=True, ca_file=str(authority.file)) as watch,
    ):
        await watch.until_data("1")
        assert watch.channel is not None
        opened = watch.channel.connection.opened
        assert opened is not None
        assert opened.http_version == "HTTP/1.1"

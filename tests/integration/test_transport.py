"""What goes out with a request, where redirects lead, and what comes back compressed, chunked or by proxy."""

import asyncio
import base64
import contextlib
import gzip
import re
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.integration.certificate import Authority
from tests.integration.fault_server import (
    FaultServer,
    Request,
    Step,
    answer,
    chunked,
    chunks,
    events,
    read_request,
    send,
    silence,
    sse,
    when,
)
from tests.integration.watch import Watch, feed_of, watching
from watchfloor import __version__
from watchfloor.core.event import Batch
from watchfloor.core.happening import AttemptEnded, Refused
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.hub import Hub
from watchfloor.services.net.dial import Stream

HOLD = [sse(), send(events(1, 1)), silence]


async def test_what_goes_out() -> None:
    async with FaultServer(HOLD) as server, watching(server.url + "a?b=c") as watch:
        await watch.until_data("1")
        request = server.requests[0]
        assert (request.method, request.target, request.body) == ("GET", "/a?b=c", b"")
        assert request.headers["accept"] == "text/event-stream"
        assert request.headers["accept-encoding"] == "identity"
        assert request.headers["cache-control"] == "no-cache"
        assert request.headers["user-agent"] == f"watchfloor/{__version__}"
        assert "last-event-id" not in request.headers
        assert len(request.pairs) == len(request.headers), "no header twice"


async def test_own_headers_as_utf8_and_in_place_of_ours() -> None:
    headers = (
        ("X-Name", "Łódź"),
        ("accept", "text/event-stream, */*"),
        ("user-agent", "mine"),
        ("Cookie", "a=b"),
        ("X-Twice", "1"),
        ("X-Twice", "2"),
    )
    async with FaultServer(HOLD) as server, watching(server.url, headers=headers) as watch:
        await watch.until_data("1")
        sent = server.requests[0].headers
        assert sent["x-name"] == "Łódź"
        assert sent["accept"] == "text/event-stream, */*"
        assert sent["user-agent"] == "mine"
        assert sent["cookie"] == "a=b"
        assert [value for name, value in server.requests[0].pairs if name == "x-twice"] == ["1", "2"]


async def test_a_name_and_password_in_the_address_become_basic() -> None:
    async with (
        FaultServer(HOLD) as server,
        watching(server.url.replace("//", "//me:s3cret@")) as watch,
    ):
        await watch.until_data("1")
        expected = base64.b64encode(b"me:s3cret").decode()
        assert server.requests[0].headers["authorization"] == f"Basic {expected}"


async def test_a_post_with_a_body_is_posted_again() -> None:
    async with (
        FaultServer([sse(), send(events(1, 1))], [sse(), silence]) as server,
        watching(server.url, method="POST", body='{"prompt": "ü"}') as watch,
    ):
        await server.asked(2)
        await watch.until_data("1")
        for request in server.requests:
            assert (request.method, request.body) == ("POST", '{"prompt": "ü"}'.encode())
            assert request.headers["content-type"] == "text/plain; charset=utf-8"


async def test_a_content_type_of_ones_own() -> None:
    headers = (("content-type", "application/json"),)
    async with (
        FaultServer(HOLD) as server,
        watching(server.url, method="REPORT", body="{}", headers=headers) as watch,
    ):
        await watch.until_data("1")
        assert server.requests[0].method == "REPORT"
        assert server.requests[0].headers["content-type"] == "application/json"


# Redirects


MOVES = ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"]


@pytest.mark.parametrize("status", MOVES)
async def test_a_redirect_is_followed_with_all_headers_at_one_origin(status: str) -> None:
    headers = (("Authorization", "Bearer s3cret"), ("X-Key", "k"))
    async with (
        FaultServer([answer(status, location="/other?x=1")], HOLD) as server,
        watching(server.url + "here", headers=headers, last_event_id="7") as watch,
    ):
        await watch.until_data("1")
        second = server.requests[1]
        assert second.target == "/other?x=1"
        assert second.headers["authorization"] == "Bearer s3cret"
        assert second.headers["x-key"] == "k"
        assert second.last_event_id == "7"
        assert watch.channel is not None
        opened = watch.channel.connection.opened
        assert opened is not None
        assert [(hop.status, hop.url) for hop in opened.hops] == [(int(status[:3]), f"{server.url}other?x=1")]


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
async def test_another_origin_gets_no_credentials(status: str) -> None:
    headers = (
        ("Authorization", "Bearer s3cret"),
        ("Cookie", "session=s3cret"),
        ("X-Api-Key", "s3cret"),
        ("Accept-Language", "de"),
    )
    async with (
        FaultServer(HOLD) as other,
        FaultServer([answer(status, location=other.url)]) as server,
        watching(server.url, headers=headers, last_event_id="7") as watch,
    ):
        await watch.until_data("1")
        sent = other.requests[0]
        assert "s3cret" not in str(sent.pairs)
        assert sent.headers["accept-language"] == "de"
        assert sent.last_event_id == "7", "another node of the same house must lose nothing"


@pytest.mark.parametrize("status", ["307 Temporary Redirect", "308 Permanent Redirect"])
async def test_a_body_with_a_secret_goes_to_no_other_origin(status: str) -> None:
    """These two have the body sent again: whoever is there would read the key."""
    body = '{"prompt": "hello", "api_key": "k-12345678"}'
    async with (
        FaultServer(HOLD) as other,
        FaultServer([answer(status, location=other.url)]) as server,
        watching(server.url, method="POST", body=body) as watch,
    ):
        told = await watch.until_state(ChannelState.FAILED)
        assert (told.code, other.requests) == ("withheld", [])
        assert told.reason.endswith("the body holds a secret and was not sent.")


async def test_a_password_in_the_address_stays_at_its_origin() -> None:
    async with (
        FaultServer(HOLD) as other,
        FaultServer([answer("302 Found", location=other.url)]) as server,
        watching(server.url.replace("//", "//me:s3cret@")) as watch,
    ):
        await watch.until_data("1")
        assert "authorization" not in other.requests[0].headers


async def test_who_was_elsewhere_comes_back_without_credentials() -> None:
    """The other origin chose the address: what it gets us to ask is asked as a stranger."""
    async with FaultServer() as home, FaultServer() as other:
        home.scripts = [[answer("302 Found", location=other.url)], HOLD]
        other.scripts = [[answer("302 Found", location=home.url + "admin")]]
        async with watching(home.url, headers=(("Authorization", "Bearer s3cret"),)) as watch:
            await watch.until_data("1")
            assert home.requests[0].headers["authorization"] == "Bearer s3cret"
            assert "authorization" not in home.requests[1].headers


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [
        ("301 Moved Permanently", "GET", b""),
        ("302 Found", "GET", b""),
        ("303 See Other", "GET", b""),
        ("307 Temporary Redirect", "POST", b"prompt"),
        ("308 Permanent Redirect", "POST", b"prompt"),
    ],
)
async def test_a_redirected_post(status: str, method: str, body: bytes) -> None:
    async with (
        FaultServer([answer(status, location="/next")], HOLD) as server,
        watching(server.url, method="POST", body="prompt") as watch,
    ):
        await watch.until_data("1")
        second = server.requests[1]
        assert (second.method, second.body) == (method, body)
        assert ("content-type" in second.headers) == bool(body)


async def test_a_redirect_loop_ends() -> None:
    async with FaultServer([answer("302 Found", location="/again")]) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert (status.code, len(server.requests)) == ("redirect", 11)
        assert status.reason == f"More than 10 redirects, the last to {server.url}again."


async def test_what_answers_without_speaking_http_is_not_said_to_be_silent() -> None:
    async with FaultServer([send(b"SSH-2.0-OpenSSH")]) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.RECONNECTING)
        assert status.reason == "127.0.0.1 closed the connection without a whole answer."


@pytest.mark.parametrize("location", ["javascript:alert(1)", "http://[::1/", "http://a:b/"])
async def test_a_redirect_to_what_is_no_address(location: str) -> None:
    async with FaultServer([answer("307 Moved", location=location)]) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert (status.code, status.advice) == ("redirect", "check the address")
        assert status.reason == "127.0.0.1 redirects to what is no address."


async def test_a_redirect_leads_anew_each_time() -> None:
    """The feed's own address is asked again after an end: where it leads may have changed."""
    hop = [answer("307 Temporary Redirect", location="/now")]
    async with (
        FaultServer(hop, [sse(), send(events(1, 1))], hop, [sse(), send(events(2, 2)), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1", "2")
        assert [request.target for request in server.requests] == ["/", "/now", "/", "/now"]


async def test_a_cookie_that_the_server_set_comes_back_to_it_alone() -> None:
    """A balancer keeps a client at one node by it. Another feed is another client."""
    cookie = {"set_cookie": "node=7; Path=/"}
    async with FaultServer([sse(**cookie), send(events(1, 1))], [sse(), silence]) as server:
        watch = Watch()
        hub = Hub([watch])
        try:
            hub.add(feed_of(server.url)).start()
            assert (await server.asked(2)).headers["cookie"] == "node=7"
            hub.add(feed_of(server.url + "other", name="other")).start()
            assert "cookie" not in (await server.asked(3)).headers
        finally:
            await hub.close()


# Compression, though it was not asked for


def squeezed(encoding: str, text: str) -> bytes:
    match encoding:
        case "gzip":
            return gzip.compress(text.encode())
        case "deflate":
            return zlib.compress(text.encode())
        case _:
            bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            return bare.compress(text.encode()) + bare.flush()


SQUEEZED = [("gzip", "gzip"), ("x-gzip", "gzip"), ("deflate", "deflate"), ("deflate", "bare")]


@pytest.mark.parametrize(("label", "encoding"), SQUEEZED)
async def test_a_compressed_stream_is_read_all_the_same(label: str, encoding: str) -> None:
    octets = squeezed(encoding, events(1, 300))
    script = [sse(content_encoding=label), send(octets[:50], octets[50:51], octets[51:]), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data(*map(str, range(1, 301)))


@pytest.mark.parametrize("said", ["none", "utf-8"])
async def test_a_word_that_compresses_nothing_hinders_nothing(said: str) -> None:
    script = [sse(content_encoding=said), send(events(1, 1)), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1")


async def test_of_several_content_types_the_last_counts() -> None:
    """A proxy that adds one leaves the first where it is."""
    script = [sse(content_type="text/plain, text/event-stream; charset=utf-8"), send(events(1, 1)), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1")


async def test_a_compressed_stream_is_flushed_event_by_event() -> None:
    seen = asyncio.Event()
    press = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)

    def flushed(text: str) -> bytes:
        return press.compress(text.encode()) + press.flush(zlib.Z_SYNC_FLUSH)

    script = [
        sse(content_encoding="gzip"),
        send(flushed(events(1, 1))),
        when(seen),
        send(flushed(events(2, 2))),
        silence,
    ]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1")
        seen.set()
        await watch.until_data("1", "2")


async def test_several_gzip_members_are_one_stream() -> None:
    members = squeezed("gzip", events(1, 1)) + squeezed("gzip", events(2, 2))
    script = [sse(content_encoding="gzip"), send(members, squeezed("gzip", events(3, 3))), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1", "2", "3")


async def test_a_gzip_bomb_is_refused() -> None:
    press = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    bomb = b"".join(map(press.compress, [b"data: ", *[bytes(2**20)] * 80])) + press.flush()
    async with (
        FaultServer([sse(content_encoding="gzip"), send(bomb), silence]) as server,
        watching(server.url, max_event_bytes=2**20) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert (status.code, status.advice) == ("bomb", "the server compresses without measure")
        assert watch.told(Refused)[0].reason == "oversize"


async def test_what_cannot_be_inflated() -> None:
    async with (
        FaultServer([sse(content_encoding="br"), send(b"\x0b"), silence]) as server,
        watching(server.url) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert status.reason == "The stream is compressed with 'br', which was not asked for."


async def test_a_damaged_gzip_is_tried_again() -> None:
    damaged = [sse(content_encoding="gzip"), send(b"no gzip at all")]
    async with FaultServer(damaged, HOLD) as server, watching(server.url) as watch:
        await watch.until_data("1")
        assert watch.outcomes == ["truncated"]


# Past the library


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ([sse(), send(events(1, 2))], "closed"),
        ([chunked(), chunks(events(1, 1), events(2, 2), "")], "closed"),
        ([chunked(), chunks(events(1, 1), events(2, 2)), send("5\r\nda")], "truncated"),
        ([chunked(), chunks(events(1, 1), events(2, 2)), send("no size\r\n")], "protocol"),
    ],
    ids=["until it closes", "chunked", "broken off", "no chunk"],
)
async def test_a_plain_body_passes_the_library_by_and_its_end_does_not(
    script: list[Step], outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[bytes] = []
    body = Stream.body

    async def told(stream: Stream) -> bytes:
        block = await body(stream)
        passed.append(block)
        return block

    monkeypatch.setattr(Stream, "body", told)
    quiet = [sse(), silence]
    async with FaultServer(script, quiet) as server, watching(server.url) as watch:
        await watch.until_data("1", "2")
        await watch.until(lambda: watch.outcomes)
        assert watch.outcomes == [outcome]
        assert b"".join(passed).decode().startswith(events(1, 2))


# Newline-delimited JSON


@pytest.mark.parametrize("type_", ["application/x-ndjson", "application/jsonl; charset=utf-8"])
async def test_lines_of_json(type_: str) -> None:
    script = [chunked(content_type=type_), chunks('{"n":1}\n\n{"n', '":2}\r\n', '{"n":3}'), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data('{"n":1}', '{"n":2}')
        assert {event.type for event in watch.events} == {"message"}


async def test_a_last_line_without_its_end_counts() -> None:
    script = [chunked(content_type="application/x-ndjson"), chunks('{"n":1}\n{"n":2}', "")]
    async with FaultServer(script, [sse(), silence]) as server, watching(server.url) as watch:
        await watch.until_data('{"n":1}', '{"n":2}')


async def test_half_a_last_line_is_refused() -> None:
    script = [chunked(content_type="application/x-ndjson"), chunks('{"n":1}\n{"n":')]
    async with FaultServer(script, [sse(), silence]) as server, watching(server.url) as watch:
        refused = await watch.until_told(Refused)
        assert (refused.reason, refused.size_bytes, refused.head) == ("unreadable", 5, '{"n":')
        assert watch.data == ['{"n":1}']


async def test_ndjson_may_come_under_other_names_where_it_was_asked_for() -> None:
    lines = answer("200 OK", '{"n":1}\n', content_type="application/json")
    async with (
        FaultServer([lines], [sse(), silence]) as server,
        watching(server.url, format="ndjson") as watch,
    ):
        await watch.until_data('{"n":1}')
        assert server.requests[0].headers["accept"].startswith("text/event-stream, application/x-ndjson")


async def test_sse_alone_refuses_ndjson() -> None:
    async with (
        FaultServer([answer("200 OK", "{}\n", content_type="application/x-ndjson")]) as server,
        watching(server.url, format="sse") as watch,
    ):
        assert (await watch.until_state(ChannelState.FAILED)).code == "wrong-content-type"


# Proxies


class Proxy:
    """Forwards what it is told to, by CONNECT or by a whole address."""

    def __init__(self, *, refuse: str = "") -> None:
        self.requests: list[Request] = []
        self._refuse = refuse
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield f"http://me:s3cret@127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            if self._tasks:
                await asyncio.wait(self._tasks)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await self._forward(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_request(reader)
        self.requests.append(request)
        if self._refuse:
            writer.write(f"HTTP/1.1 {self._refuse}\r\nContent-Length: 0\r\n\r\n".encode())
            return
        through = request.method == "CONNECT"
        address = request.target if through else request.target.split("/")[2]
        host, _, port = address.partition(":")
        far_reader, far_writer = await asyncio.open_connection(host, int(port))
        if through:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            lines = "".join(f"{name}: {value}\r\n" for name, value in request.pairs)
            far_writer.write(f"{request.method} / HTTP/1.1\r\n{lines}\r\n".encode())
        try:
            await asyncio.gather(_pour(reader, far_writer), _pour(far_reader, writer))
        finally:
            far_writer.close()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while block := await reader.read(65536):
        writer.write(block)
        await writer.drain()
    writer.close()


async def test_through_a_proxy() -> None:
    proxy = Proxy()
    async with (
        proxy.running() as address,
        FaultServer(HOLD) as server,
        watching(server.url, proxy=address) as watch,
    ):
        await watch.until_data("1")
        assert proxy.requests[0].target == server.url
        assert proxy.requests[0].headers["proxy-authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("refusal", "code"),
    [("502 Bad Gateway", "server-error"), ("407 Proxy Authentication Required", "proxy-unauthorized")],
)
async def test_a_proxy_that_refuses(refusal: str, code: str) -> None:
    async with (
        Proxy(refuse=refusal).running() as address,
        watching("http://a.example/", proxy=address) as watch,
    ):
        status = await watch.until_state(ChannelState.RECONNECTING, ChannelState.FAILED)
        assert status.code == code


@pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/"])
@pytest.mark.parametrize("host", ["127.0.0.1:9", "no-such-proxy.invalid:3128"])
async def test_a_proxy_that_is_not_there_is_not_taken_for_the_server(url: str, host: str) -> None:
    async with watching(url, proxy=f"http://u:s3cret@{host}") as watch:
        status = await watch.until_state(ChannelState.RECONNECTING)
        assert status.code == "proxy"
        name, before = host.partition(":")[0], "There is no way to a.example through its proxy: "
        assert status.reason.startswith((f"{before}{name} refused the", f"{before}The name {name} could not"))
        assert "s3cret" not in status.reason


@pytest.mark.parametrize(
    ("refusal", "code"),
    [("502 Bad Gateway", "proxy"), ("407 Proxy Authentication Required", "proxy-unauthorized")],
)
async def test_a_proxy_that_refuses_a_tunnel(refusal: str, code: str) -> None:
    async with (
        Proxy(refuse=refusal).running() as address,
        watching("https://a.example/", proxy=address) as watch,
    ):
        status = await watch.until_state(ChannelState.RECONNECTING, ChannelState.FAILED)
        assert status.code == code
        assert "s3cret" not in status.reason


async def test_a_tunnel_through_a_proxy(tmp_path: Path) -> None:
    authority, proxy = Authority(tmp_path), Proxy()
    async with (
        proxy.running() as address,
        FaultServer(HOLD, tls=authority.server()) as server,
        watching(server.url, proxy=address, ca_file=str(authority.file)) as watch,
    ):
        await watch.until_data("1")
        assert proxy.requests[0].method == "CONNECT"
        assert proxy.requests[0].target == f"127.0.0.1:{server.port}"


async def test_a_proxy_that_is_none_says_so_without_its_password() -> None:
    async with watching("http://a.example/", proxy="ftp://me:s3cret@b.example/") as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == "bad-request"
        assert "proxy" in status.reason
        assert "s3cret" not in status.reason


# Addresses and bugs


NO_ADDRESS = [
    "http://[::1",
    "http://h:port/",
    "http://h:99999/",
    "http://xn--a/",
    "http://\x00/",
    "http:///",
    "gopher://h/",
    "h",
]


@pytest.mark.parametrize("url", NO_ADDRESS)
async def test_an_address_that_is_none_is_said(url: str) -> None:
    async with watching(url) as watch:
        status = await watch.until_state(ChannelState.FAILED, ChannelState.RECONNECTING)
        assert status.state is ChannelState.FAILED
        assert status.code == "bad-request"
        assert status.reason.endswith(".")


@pytest.mark.parametrize("header", [("X-A", "a\r\nb"), ("X A", "b"), ("", "b"), ("X-Ü", "b")])
async def test_a_header_that_cannot_be_sent_is_said(header: tuple[str, str]) -> None:
    async with FaultServer(HOLD) as server, watching(server.url, headers=(header,)) as watch:
        status = await watch.until_state(ChannelState.FAILED, ChannelState.CONNECTED)
        assert status.code == "bad-request"


class _Broken:
    """A sink with a bug in it."""

    def __init__(self, bug: Exception) -> None:
        self._bug = bug

    def accept(self, batch: Batch) -> None:
        if batch.events:
            raise self._bug

    async def room(self) -> None:
        pass


@pytest.mark.logs("channel feed failed")
@pytest.mark.parametrize("bug", [ValueError("ours"), OSError(28, "No space left on device")], ids=repr)
async def test_a_bug_of_ours_is_not_taken_for_weather(bug: Exception) -> None:
    watch = Watch()
    async with FaultServer(HOLD) as server:
        hub = Hub([watch, _Broken(bug)])
        channel = hub.add(feed_of(server.url))
        watch.follow(channel)
        channel.start()
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == "bug"
        await hub.close()


async def test_each_step_of_an_attempt_is_timed() -> None:
    async with (
        FaultServer(HOLD) as server,
        watching(server.url.replace("127.0.0.1", "localhost")) as watch,
    ):
        await watch.until_data("1")
        assert watch.channel is not None
        watch.channel.stop()
        attempt = await watch.until_told(AttemptEnded)
        assert attempt.tls_ms is None
        steps_ms = (attempt.dns_ms, attempt.tcp_ms, attempt.headers_ms)
        known_ms = [step_ms for step_ms in steps_ms if step_ms is not None]
        assert len(known_ms) == 3
        assert 0 < known_ms[0] < known_ms[1] < known_ms[2], "each from the beginning of the attempt"
        assert attempt.first_byte_ms is not None
        assert attempt.first_byte_ms >= known_ms[2]
        assert attempt.peer == f"127.0.0.1:{server.port}"
        assert (attempt.http_version, attempt.status, attempt.events) == ("HTTP/1.1", 200, 1)
        assert attempt.bytes == len(events(1, 1))


class Secrets:
    """A credential whose token is new each time."""

    def __init__(self) -> None:
        self.asked = 0

    async def headers(self) -> tuple[tuple[str, str], ...]:
        self.asked += 1
        return (("Authorization", f"Bearer token-{self.asked}"),)

    async def query(self) -> tuple[tuple[str, str], ...]:
        return (("token", f"t&{self.asked}"),)


async def test_what_the_address_holds_is_not_told_where_a_server_says_it_back() -> None:
    """An address that was typed into a command keeps its login and its token."""
    echo = answer("403 Forbidden", "neither hunter22 nor tok-5678 opens this door")
    async with FaultServer([echo]) as server:
        url = server.url.replace("//", "//me:hunter22@") + "?token=tok-5678"
        async with watching(url) as watch:
            status = await watch.until_state(ChannelState.FAILED)
            assert status.reason == "403 Forbidden: neither [redacted] nor [redacted] opens this door"
            assert not re.search("hunter22|tok-5678", str(watch.happenings))


async def test_secrets_are_asked_for_at_each_attempt_and_stay_at_home() -> None:
    async with FaultServer(HOLD) as other:
        hop = [answer("307 Temporary Redirect", location=other.url)]
        async with FaultServer([sse(), send(events(1, 1))], hop) as server:
            watch = Watch()
            hub = Hub([watch])
            try:
                hub.add(feed_of(server.url + "feed?a=b"), credential=Secrets()).start()
                await other.asked(1)
            finally:
                await hub.close()
        assert [request.headers["authorization"] for request in server.requests] == [
            "Bearer token-1",
            "Bearer token-2",
        ]
        assert [request.target for request in server.requests] == [
            "/feed?a=b&token=t%261",
            "/feed?a=b&token=t%262",
        ]
        assert "token" not in str(other.requests[0].pairs) + other.requests[0].target

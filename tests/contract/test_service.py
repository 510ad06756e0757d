"""What the service promises a conformance harness, each promise over HTTP and real sockets."""

import asyncio
import subprocess
import sys

import httpx
import pytest

from tests.contract.conftest import start_service, stop_service
from tests.contract.peer import STREAM, Answer, Message, Peer
from tests.contract.service import CAPABILITIES

AT_ONCE = {"initialDelayMs": 0}
NEVER_BY_ITSELF = {"initialDelayMs": 600_000}
BOM = "\ufeff"


def event(data: str, type_: str = "message", id_: str = "") -> Message:
    return {"kind": "event", "event": {"type": type_, "data": data, "id": id_}}


def comment(text: str) -> Message:
    return {"kind": "comment", "comment": text}


def redirect(status: str, **headers: str) -> Answer:
    return status, headers


# The service's own doors


async def test_the_status_lists_every_capability(service: str) -> None:
    async with httpx.AsyncClient(base_url=service) as http:
        response = await http.get("/")
    assert response.status_code == 200
    assert response.json()["capabilities"] == CAPABILITIES
    assert len(CAPABILITIES) == 10


ORDER = '{"streamUrl": "http://127.0.0.1:9/", "callbackUrl": "http://127.0.0.1:9/", %s}'


@pytest.mark.parametrize(
    "order",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"streamUrl": "http://127.0.0.1:9/"}',
        '{"streamUrl": 1, "callbackUrl": "http://127.0.0.1:9/"}',
        ORDER % '"initialDelayMs": "soon"',
        ORDER % '"readTimeoutMs": -1',
        ORDER % '"headers": {"a": 1}',
    ],
)
async def test_a_bad_order_is_refused_with_a_sentence(service: str, order: str) -> None:
    async with httpx.AsyncClient(base_url=service) as http:
        response = await http.post("/", content=order)
    assert response.status_code == 400
    assert response.text.startswith("This is no order for a stream: ")


async def test_nulls_in_an_order_are_what_was_not_said(peer: Peer) -> None:
    names = ("initialDelayMs", "readTimeoutMs", "lastEventId", "headers", "method", "body")
    _, _, connection = await peer.connected(**dict.fromkeys(names))
    assert connection.request.method == "GET"
    assert connection.last_event_id is None


async def test_commands_that_make_no_sense_are_refused(peer: Peer) -> None:
    _, client, _ = await peer.connected()
    assert (await client.command(command="dance")).status_code == 400
    assert (await client.command(command="listen")).status_code == 400
    assert (await client.command(order="restart")).status_code == 400
    assert (await client.command(command="listen", listen={"type": "greeting"})).status_code == 204


async def test_a_stream_that_is_gone_is_not_found(peer: Peer) -> None:
    _, client, connection = await peer.connected()
    assert (await client.delete()).status_code == 204
    await connection.gone()
    assert (await client.delete()).status_code == 404
    assert (await client.command(command="restart")).status_code == 404


async def test_delete_ends_the_service_and_its_streams() -> None:
    process, url = start_service()
    async with Peer(url) as peer:
        _, _, connection = await peer.connected()
        async with httpx.AsyncClient() as http:
            assert (await http.delete(url)).status_code == 204
        await connection.gone()
        _, complaints = await asyncio.to_thread(process.communicate, timeout=20)
        assert (process.returncode, complaints) == (0, "")
        peer.forget()


async def test_ctrl_c_ends_it_as_well() -> None:
    process, url = start_service()
    async with Peer(url) as peer:
        await peer.connected()
        await asyncio.to_thread(stop_service, process)
        peer.forget()


def test_a_port_that_is_taken_is_said(service: str) -> None:
    port = service.rpartition(":")[2]
    process = subprocess.run(
        [sys.executable, "-m", "tests.contract.service", "--port", port],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert process.stderr == f"Port {port} is taken: choose another with --port, or 0 for a free one.\n"


# Requests


async def test_a_plain_order_asks_as_an_event_source_does(peer: Peer) -> None:
    _, _, connection = await peer.connected()
    request = connection.request
    assert (request.method, request.body) == ("GET", b"")
    assert request.headers["accept"] == "text/event-stream"
    assert request.headers["cache-control"] == "no-cache"
    assert "last-event-id" not in request.headers


async def test_headers_of_the_order_are_sent(peer: Peer) -> None:
    _, _, connection = await peer.connected(headers={"x-one": "1", "authorization": "Bearer ä"})
    assert connection.request.headers["x-one"] == "1"
    assert connection.request.headers["authorization"] == "Bearer ä"


@pytest.mark.parametrize("method", ["POST", "REPORT"])
async def test_a_body_is_sent_with_each_connection(peer: Peer, method: str) -> None:
    feed, _, connection = await peer.connected(method=method, body='{"prompt": "é"}', **AT_ONCE)
    await connection.end()
    for request in (connection.request, (await feed.connection()).request):
        assert (request.method, request.body.decode()) == (method, '{"prompt": "é"}')
        assert request.headers["content-type"].startswith("text/plain")


async def test_a_content_type_of_the_order_stays(peer: Peer) -> None:
    headers = {"content-type": "application/json; charset=utf-8"}
    _, _, connection = await peer.connected(method="POST", body="{}", headers=headers)
    assert connection.request.headers["content-type"] == "application/json; charset=utf-8"


async def test_an_id_of_the_order_is_sent_and_kept(peer: Peer) -> None:
    feed, client, connection = await peer.connected(lastEventId="abc", **AT_ONCE)
    assert connection.last_event_id == "abc"
    await connection.send("data: a\n\n")
    assert await client.message() == event("a", id_="abc")
    await connection.end()
    assert (await feed.connection()).last_event_id == "abc"


async def test_an_empty_id_of_the_order_is_not_sent(peer: Peer) -> None:
    _, _, connection = await peer.connected(lastEventId="")
    assert connection.last_event_id is None


# What comes in


async def test_events_and_comments_come_in_the_order_of_the_wire(peer: Peer) -> None:
    _, client, connection = await peer.connected()
    await connection.send(":1\n\ndata: 2\n\n:3\n:4\ndata: 5\n:6\n\ndata: 7\n\n: 8\n")
    assert await client.messages(8) == [
        comment("1"),
        event("2"),
        comment("3"),
        comment("4"),
        comment("6"),
        event("5"),
        event("7"),
        comment(" 8"),
    ]


async def test_a_message_comes_as_soon_as_it_is_complete(peer: Peer) -> None:
    """Nothing more is sent until it has come."""
    _, client, connection = await peer.connected()
    for sent, said in [
        (":beat\n", comment("beat")),
        ("data: lf\n\n", event("lf")),
        ("data: crlf\r\n\r\n", event("crlf")),
        ("data: cr\r\r", event("cr")),
        ("id: 1\nevent: t\ndata: x\r\r", event("x", "t", "1")),
    ]:
        await connection.send(sent)
        assert await client.message() == said


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_a_stream_in_small_pieces(peer: Peer, size: int) -> None:
    stream = f"{BOM}id: 7\r\nevent: größe\r\ndata: €豆腐\rdata: 🛰\n\r\n:fin\n".encode()
    _, client, connection = await peer.connected()
    await connection.send(*(stream[at : at + size] for at in range(0, len(stream), size)))
    assert await client.messages(2) == [event("€豆腐\n🛰", "größe", "7"), comment("fin")]


async def test_megabytes_in_one_event(peer: Peer) -> None:
    _, client, connection = await peer.connected()
    half = "é" * (2 * 2**20)
    await connection.send(f"data: {half}", f"{half}\n\n")
    assert (await client.message())["event"]["data"] == half + half


async def test_many_events_keep_their_order(peer: Peer) -> None:
    _, client, connection = await peer.connected()
    await connection.send("".join(f"id: {n}\ndata: {n}\n\n" for n in range(2_500)))
    assert await client.messages(2_500) == [event(str(n), id_=str(n)) for n in range(2_500)]


async def test_an_oversize_event_is_an_error_and_the_stream_goes_on(peer: Peer) -> None:
    _, client, connection = await peer.connected()
    await connection.send(b"data: " + b"x" * (17 * 2**20), b"\n\ndata: after\n\n")
    error, after = sorted(await client.messages(2), key=lambda message: str(message["kind"]))
    assert "17825799 bytes was refused" in error["comment"]
    assert after == event("after")


# Connections that end


async def test_the_last_id_is_sent_again(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send("id: ключ\ndata: a\n\ndata: b\n\n")
    assert await client.messages(2) == [event("a", id_="ключ"), event("b", id_="ключ")]
    await connection.end()
    again = await feed.connection()
    assert again.last_event_id == "ключ"
    await again.send("data: c\n\n")
    assert await client.until("c") == []


async def test_an_id_without_an_event_is_sent_too(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send("id: 5\n\n", ":c\n")
    assert await client.message() == comment("c")
    await connection.end()
    assert (await feed.connection()).last_event_id == "5"


async def test_an_id_without_anything_else_is_sent_too(peer: Peer) -> None:
    feed, _, connection = await peer.connected(**AT_ONCE)
    await connection.send("id: 5\n\n")
    await connection.end()
    assert (await feed.connection()).last_event_id == "5"


async def test_a_cleared_id_is_not_sent(peer: Peer) -> None:
    feed, client, connection = await peer.connected(lastEventId="old", **AT_ONCE)
    await connection.send("id: abc\ndata: a\n\nid:\ndata: b\n\n")
    assert await client.messages(2) == [event("a", id_="abc"), event("b")]
    await connection.end()
    assert (await feed.connection()).last_event_id is None


@pytest.mark.parametrize("id_", [" a", "a ", "\x01", "\t", "9" * 65_536])
async def test_an_id_that_no_header_can_carry_does_not_wedge_the_stream(peer: Peer, id_: str) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send(f"id: good\ndata: a\n\nid: {id_}\ndata: b\n\n")
    assert await client.messages(2) == [event("a", id_="good"), event("b", id_=id_)]
    await connection.end()
    again = await feed.connection()
    assert again.last_event_id == "good"
    await again.send("data: c\n\n")
    assert await client.message() == event("c", id_=id_)


async def test_an_unfinished_event_goes_with_its_connection(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send("id: abc\ndata: a\n\nid: def\ndata: unfinished\n")
    assert await client.message() == event("a", id_="abc")
    await connection.end()
    again = await feed.connection()
    assert again.last_event_id == "abc"
    await again.send("data: b\n\n")
    assert await client.message() == event("b", id_="abc")


async def test_each_connection_may_begin_with_a_byte_order_mark(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send(BOM, "data: a\n\n")
    await connection.end()
    await (await feed.connection()).send(BOM + "data: b\n\n")
    assert await client.messages(2) == [event("a"), event("b")]


async def test_a_reset_is_one_error_and_mended(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send("id: 1\ndata: a\n\n")
    assert await client.message() == event("a", id_="1")
    await connection.reset()
    again = await feed.connection()
    assert again.last_event_id == "1"
    await again.send("data: b\n\n")
    (error,) = await client.until("b")
    assert error["kind"] == "error"
    assert "reset" in error["comment"]


async def test_a_stream_cut_off_within_a_chunk_is_one_error_and_mended(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send("data: a\n\n")
    assert await client.message() == event("a")
    await connection.close()
    await (await feed.connection()).send("data: b\n\n")
    (error,) = await client.until("b")
    assert error["kind"] == "error"


async def test_the_server_s_own_end_is_no_error(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**AT_ONCE)
    await connection.send("data: a\n\n")
    await connection.end()
    await (await feed.connection()).send("data: b\n\n")
    assert await client.messages(2) == [event("a"), event("b")]


async def test_silence_is_one_error_and_mended(peer: Peer) -> None:
    feed, client, connection = await peer.connected(readTimeoutMs=300, **AT_ONCE)
    await connection.send("data: a\n\n")
    assert await client.message() == event("a")
    error = await client.message()
    assert error["kind"] == "error"
    await connection.gone()
    again = await feed.connection()
    await again.send("data: b\n\n")
    assert await client.until("b") == []


async def test_any_byte_breaks_the_silence(peer: Peer) -> None:
    """Twice the time that would be too long in all, and never too long at once."""
    feed, client, connection = await peer.connected(readTimeoutMs=1_500, **AT_ONCE)
    for byte in ":a long breath":
        await connection.send(byte)
        await asyncio.sleep(0.25)
    await connection.send("\n")
    assert await client.message() == comment("a long breath")
    assert feed.requests == 1


# The harness's own wishes


async def test_a_restart_is_at_once_and_no_error(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**NEVER_BY_ITSELF)
    await connection.send("id: 1\ndata: a\n\nid: 2\ndata: unfinished\n")
    assert await client.message() == event("a", id_="1")
    assert (await client.command(command="restart")).is_success
    await connection.gone()
    again = await feed.connection()
    assert again.last_event_id == "1"
    await again.send("data: b\n\n")
    assert await client.message() == event("b", id_="1")


async def test_a_restart_ends_a_wait(peer: Peer) -> None:
    feed = peer.feed(("503 Service Unavailable", {"Retry-After": "600"}), STREAM)
    client = await peer.client(feed, **NEVER_BY_ITSELF)
    assert (await client.message())["kind"] == "error"
    await client.command(command="restart")
    await (await feed.connection()).send("data: a\n\n")
    assert await client.message() == event("a")


async def test_many_restarts_end_with_one_connection(peer: Peer) -> None:
    feed, client, connection = await peer.connected(**NEVER_BY_ITSELF)
    for _ in range(5):
        await client.command(command="restart")
        await connection.gone()
        connection = await feed.connection()
    await connection.send("data: a\n\n")
    assert await client.message() == event("a")
    assert feed.requests == 6


async def test_204_ends_it_for_good(peer: Peer) -> None:
    feed = peer.feed(("204 No Content", {}))
    client = await peer.client(feed, **AT_ONCE)
    with pytest.raises(TimeoutError):
        await client.message(0.5)
    assert feed.requests == 1


async def test_204_ends_a_stream_that_was_well(peer: Peer) -> None:
    feed = peer.feed(STREAM, ("204 No Content", {}))
    client = await peer.client(feed, **AT_ONCE)
    connection = await feed.connection()
    await connection.send("data: a\n\n")
    await connection.end()
    assert await client.message() == event("a")
    with pytest.raises(TimeoutError):
        await client.message(0.5)
    assert feed.requests == 2


# Answers that are no stream


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
async def test_a_redirect_is_followed(peer: Peer, status: str) -> None:
    target = peer.feed()
    feed = peer.feed(redirect(status, Location=target.url))
    client = await peer.client(feed, lastEventId="1", headers={"x-key": "k"})
    connection = await target.connection()
    assert connection.last_event_id == "1"
    assert connection.request.headers["x-key"] == "k"
    await connection.send("data: a\n\n")
    assert await client.message() == event("a", id_="1")


async def test_a_redirect_to_another_origin_takes_the_id_along_and_no_secret(
    peer: Peer, service: str
) -> None:
    """A balancer in front must not cost the resume; a stranger must not learn a password."""
    async with Peer(service) as stranger:
        target = stranger.feed()
        feed = peer.feed(redirect("307 Temporary", Location=target.url))
        secrets = {"authorization": "Bearer s3cret", "x-key": "k", "cookie": "a=b"}
        await peer.client(feed, lastEventId="41", headers=secrets | {"accept-language": "de"})
        connection = await target.connection()
        assert connection.last_event_id == "41"
        assert connection.request.headers["accept-language"] == "de"
        assert not set(secrets) & set(connection.request.headers)


async def test_a_relative_redirect_is_followed(peer: Peer) -> None:
    target = peer.feed()
    feed = peer.feed(redirect("307 Temporary", Location="/" + target.url.split("/", 3)[3]))
    await peer.client(feed)
    await target.connection()


@pytest.mark.parametrize("method", ["POST", "REPORT"])
async def test_a_body_goes_along_with_307(peer: Peer, method: str) -> None:
    target = peer.feed()
    feed = peer.feed(redirect("307 Temporary", Location=target.url))
    await peer.client(feed, method=method, body="question")
    request = (await target.connection()).request
    assert (request.method, request.body) == (method, b"question")


@pytest.mark.parametrize("status", ["301 Moved", "307 Temporary"])
@pytest.mark.parametrize("headers", [{}, {"Location": ""}], ids=["no Location", "empty Location"])
async def test_a_redirect_to_nowhere_is_an_error(peer: Peer, status: str, headers: dict[str, str]) -> None:
    client = await peer.client(peer.feed(redirect(status, **headers)))
    error = await client.message()
    assert error["kind"] == "error"
    assert "Location" in error["comment"]


async def test_a_redirect_in_a_circle_is_an_error(peer: Peer) -> None:
    feed = peer.feed()
    feed.answers = [redirect("307 Temporary", Location=feed.url)]
    client = await peer.client(feed)
    assert (await client.message())["kind"] == "error"


@pytest.mark.parametrize(
    "status", ["500 Broken", "502 Bad Gateway", "503 Busy", "429 Too Many", "408 Timeout"]
)
async def test_a_passing_refusal_is_one_error_and_tried_again(peer: Peer, status: str) -> None:
    feed = peer.feed((status, {}), STREAM)
    client = await peer.client(feed, **AT_ONCE)
    await (await feed.connection()).send("data: a\n\n")
    (error,) = await client.until("a")
    assert error["kind"] == "error"
    assert status.split(" ", maxsplit=1)[0] in error["comment"]
    assert feed.requests == 2


@pytest.mark.parametrize("status", ["400 Bad", "401 Unauthorized", "403 Forbidden", "404 Not Found"])
async def test_a_final_refusal_is_one_error_and_the_end(peer: Peer, status: str) -> None:
    feed = peer.feed((status, {}))
    client = await peer.client(feed, **AT_ONCE)
    assert status.split(" ", maxsplit=1)[0] in (await client.message())["comment"]
    with pytest.raises(TimeoutError):
        await client.message(0.3)
    assert feed.requests == 1


async def test_another_content_type_is_an_error(peer: Peer) -> None:
    client = await peer.client(peer.feed(("200 OK", {"Content-Type": "text/plain"})))
    assert "text/plain" in (await client.message())["comment"]


async def test_a_server_that_is_not_there_is_an_error(peer: Peer) -> None:
    feed = peer.feed()
    feed.url = "http://127.0.0.1:1/"
    error = await (await peer.client(feed, **NEVER_BY_ITSELF)).message()
    assert error["kind"] == "error"
    assert "refused" in error["comment"]

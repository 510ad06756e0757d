"""Every plain answer: what ends a channel, what is tried again, and how long the server may make it wait."""

from email.utils import formatdate

import pytest

from tests.integration.fault_server import FaultServer, Step, answer, events, send, silence, sse
from tests.integration.watch import watching
from watchfloor.core.feed import BackoffPolicy
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.link.backoff import MAX_RETRY_AFTER_S, MAX_RETRY_FLOOR_S
from watchfloor.core.state import ChannelState

HOLD = [sse(), send(events(1, 1)), silence]
LOGIN = '<!doctype html><title>Welcome</title><form>Sign in <input type="password"></form>'

FINAL: dict[str, tuple[Step, str, str]] = {
    "300": (answer("300 Multiple Choices"), "redirect", "check the address"),
    "301 to nowhere": (answer("301 Moved Permanently"), "redirect", "check the address"),
    "302 to nothing": (answer("302 Found", location=""), "redirect", "check the address"),
    "303 to a file": (
        answer("303 See Other", location="file:///etc/passwd"),
        "redirect",
        "check the address",
    ),
    "304": (answer("304 Not Modified"), "redirect", "check the address"),
    "305": (answer("305 Use Proxy"), "redirect", "check the address"),
    "306": (answer("306 Unused"), "redirect", "check the address"),
    "307 to rubbish": (
        answer("307 Temporary Redirect", location="http://[::1"),
        "redirect",
        "check the address",
    ),
    "308 to itself": (answer("308 Permanent Redirect", location="/"), "redirect", "check the address"),
    "400": (answer("400 Bad Request", "no channel\nof that name"), "refused-status", "check the request"),
    "401": (answer("401 Unauthorized", "who are you?"), "unauthorized", "sign in again"),
    "403": (answer("403 Forbidden", '{"error":"FORBIDDEN"}'), "forbidden", "ask for access"),
    "404": (answer("404 Not Found"), "not-found", "check the address"),
    "405": (answer("405 Method Not Allowed"), "refused-status", "check the request"),
    "407": (answer("407 Proxy Authentication Required"), "proxy-unauthorized", "sign in to the proxy"),
    "410": (answer("410 Gone"), "not-found", "check the address"),
    "a login page": (
        answer("200 OK", LOGIN, content_type="text/html; charset=utf-8"),
        "login-page",
        "sign in again",
    ),
    "another page": (
        answer("200 OK", "<h1>It works!</h1>", content_type="text/html"),
        "wrong-content-type",
        "this is not an event stream",
    ),
    "plain text": (
        answer("200 OK", events(1, 1), content_type="text/plain"),
        "wrong-content-type",
        "this is not an event stream",
    ),
    "no content type": (answer("200 OK", events(1, 1)), "wrong-content-type", "this is not an event stream"),
    "201": (answer("201 Created", content_type="text/event-stream"), "refused-status", "check the request"),
}


@pytest.mark.parametrize(("step", "code", "advice"), FINAL.values(), ids=FINAL)
async def test_what_is_refused_for_good(step: Step, code: str, advice: str) -> None:
    async with FaultServer([step]) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert (status.code, status.advice) == (code, advice)
        short = status.reason.partition(": ")[0].rstrip(".")
        assert watch.words(status) == f"Failed: {short} · {advice}"
        await server.deserted()
        assert watch.outcomes == [code]
        assert watch.states == [ChannelState.CONNECTING, ChannelState.FAILED]


async def test_a_refusal_says_the_reason_and_the_start_of_the_body() -> None:
    async with (
        FaultServer([answer("403 Forbidden", '{"error":\n  "FORBIDDEN"}')]) as server,
        watching(server.url) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert status.reason == '403 Forbidden: {"error": "FORBIDDEN"}'
        assert watch.told(AttemptEnded)[0].status == 403


async def test_headers_of_a_refusal_are_kept_and_those_of_all_attempts_before() -> None:
    refusals = [[answer("503 Service Unavailable", x_turn=str(n))] for n in range(15)]
    async with FaultServer(*refusals, HOLD) as server, watching(server.url) as watch:
        await watch.until_data("1")
        assert watch.channel is not None
        bygone = watch.channel.bygone
        exchanges = [each for at_s in bygone.moments_s if (each := bygone.at(at_s)) is not None]
        assert [dict(each.headers)["x-turn"] for each in exchanges] == [str(n) for n in range(15)]
        assert dict(exchanges[-1].request_headers)["accept"] == "text/event-stream"
        begun_at_s = [each.started_at_s for each in watch.told(AttemptEnded)]
        assert bygone.moments_s == begun_at_s


async def test_a_request_that_reached_nobody_is_known_all_the_same() -> None:
    async with FaultServer([silence]) as server:
        url = server.url
    async with watching(url) as watch:
        await watch.until_told(AttemptEnded)
        assert watch.channel is not None
        bygone = watch.channel.bygone
        exchange = watch.channel.connection.exchange or bygone.at(bygone.moments_s[-1])
        assert exchange is not None
        assert dict(exchange.request_headers)["accept"] == "text/event-stream"
        assert exchange.headers == []


async def test_a_refusal_quotes_only_the_start() -> None:
    body = "x" * 1_000_000
    async with FaultServer([answer("400 Bad Request", body)]) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert len(status.reason) < 400


async def test_a_refusal_whose_body_never_comes_is_a_refusal() -> None:
    script = [send("HTTP/1.1 403 Forbidden\r\nContent-Length: 10\r\n\r\n"), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert status.reason == "403 Forbidden"


AGAIN = {
    "408 Request Timeout": "request-timeout",
    "425 Too Early": "too-early",
    "429 Too Many Requests": "rate-limited",
    "500 Internal Server Error": "server-error",
    "502 Bad Gateway": "server-error",
    "503 Service Unavailable": "server-error",
    "504 Gateway Timeout": "server-error",
    "599 Whatever": "server-error",
}


@pytest.mark.parametrize(("status", "code"), AGAIN.items(), ids=AGAIN)
async def test_what_is_tried_again(status: str, code: str) -> None:
    refusal = [answer(status, "later")]
    async with FaultServer(refusal, refusal, HOLD) as server, watching(server.url) as watch:
        await watch.until_data("1")
        assert watch.outcomes == [code, code]
        attempts = [each.attempt for each in watch.statuses if each.state is ChannelState.RECONNECTING]
        assert attempts == [1, 2]
        assert watch.told(AttemptEnded)[0].detail == f"{status}: later"


@pytest.mark.parametrize("status", ["204 No Content", "205 Reset Content"])
async def test_no_content_ends_it_quietly(status: str) -> None:
    async with (
        FaultServer([sse(), send(events(1, 1))], [send(f"HTTP/1.1 {status}\r\n\r\n")]) as server,
        watching(server.url) as watch,
    ):
        ended = await watch.until_state(ChannelState.IDLE)
        assert (ended.code, watch.words(ended)) == ("no-content", "Disconnected")
        await server.deserted()
        assert watch.data == ["1"]
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "type_", ["TEXT/Event-Stream", "text/event-stream ; charset=latin-1", "text/event-stream;x"]
)
async def test_a_content_type_is_read_generously(type_: str) -> None:
    async with (
        FaultServer([sse(content_type=type_), send("data: ü\n\n"), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("ü")


FLOORS = {
    "seconds": ({"retry_after": "7"}, 7.0),
    "none": ({"retry_after": "0"}, 0.0),
    "huge": ({"retry_after": "9" * 30}, MAX_RETRY_AFTER_S),
    "a date": (
        {"retry_after": "Fri, 20 Nov 2026 08:00:30 GMT", "date": "Fri, 20 Nov 2026 08:00:00 GMT"},
        30.0,
    ),
    "a date in the old form": (
        {"retry_after": "Friday, 20-Nov-26 08:00:30 GMT", "date": "Fri, 20 Nov 2026 08:00:00 GMT"},
        30.0,
    ),
    "a far date": ({"retry_after": formatdate(4_000_000_000, usegmt=True)}, MAX_RETRY_AFTER_S),
    "a past date": ({"retry_after": formatdate(1_000_000_000, usegmt=True)}, 0.0),
    "a negative one": ({"retry_after": "-5"}, 0.0),
    "a fraction": ({"retry_after": "1.5"}, 0.0),
    "other digits": ({"retry_after": "٣"}, 0.0),
    "rubbish": ({"retry_after": "when it is done"}, 0.0),
    "nothing": ({"retry_after": ""}, 0.0),
}


@pytest.mark.parametrize(("headers", "floor_s"), FLOORS.values(), ids=FLOORS)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
async def test_retry_after_is_a_floor(status: str, headers: dict[str, str], floor_s: float) -> None:
    async with FaultServer([answer(status, **headers)], HOLD) as server, watching(server.url) as watch:
        waiting = await watch.until_passed(ChannelState.RECONNECTING)
        assert waiting.retry_at_s is not None
        wait_s = waiting.retry_at_s - waiting.since_s
        if floor_s:
            assert floor_s - 0.01 <= wait_s <= floor_s * 1.1 + 0.01
            assert watch.words(waiting).startswith(f"Reconnecting in {wait_s:.0f} s")
            assert len(server.requests) == 1
        else:
            assert wait_s < 0.2
            await watch.until_data("1")


@pytest.mark.parametrize(
    ("value", "floor_s"),
    [("3000", 3.0), ("0", 0.0), ("9" * 20, MAX_RETRY_FLOOR_S), ("-5", 0.0), ("1_0", 0.0)],
)
async def test_retry_is_a_floor(value: str, floor_s: float) -> None:
    async with (
        FaultServer([sse(), send(f"retry: {value}\n\ndata: x\n\n")], HOLD) as server,
        watching(server.url) as watch,
    ):
        waiting = await watch.until_passed(ChannelState.RECONNECTING)
        assert waiting.retry_at_s is not None
        wait_s = waiting.retry_at_s - waiting.since_s
        assert floor_s - 0.01 <= wait_s <= floor_s * 1.1 + 0.2


async def test_too_many_tries_fail() -> None:
    policy = BackoffPolicy(initial_s=0.001, max_s=0.002, tries=3)
    async with (
        FaultServer([answer("503 Service Unavailable")]) as server,
        watching(server.url, backoff=policy) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert status.advice == "gave up after 3 tries"
        assert status.code == "server-error"
        assert len(server.requests) == 4, "the first, and three retries"


async def test_a_start_by_hand_counts_its_tries_anew() -> None:
    policy = BackoffPolicy(initial_s=0.001, max_s=0.002, tries=2)
    refusal = [answer("503 Service Unavailable")]
    async with (
        FaultServer(refusal, refusal, refusal, refusal, refusal, HOLD) as server,
        watching(server.url, backoff=policy) as watch,
    ):
        await watch.until_state(ChannelState.FAILED)
        assert watch.channel is not None
        watch.channel.retry_now()
        await watch.until_data("1")

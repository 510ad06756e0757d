"""Polling while the stream cannot be had, and the way back: every event once."""

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.integration.fault_server import (
    FaultServer,
    Request,
    Step,
    Wire,
    answer,
    events,
    send,
    silence,
    sse,
)
from tests.integration.watch import Watch, feed_of, watching
from watchfloor.core.feed import BreakerPolicy, PollingPolicy
from watchfloor.core.happening import Warned
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.hub import Hub

BREAKER = BreakerPolicy(threshold=2, open_s=0.1)
Body = Callable[[Request], "dict[str, Any] | Step"]


class Server:
    """One address for the stream, `/poll` for the rest; a test says how each answers right now."""

    def __init__(self, *, stream: Step, poll: Body) -> None:
        self.stream: list[Step] = [stream]
        self.poll = poll
        self.polls: list[Request] = []
        self.streams: list[Request] = []

    async def __call__(self, wire: Wire) -> None:
        if not wire.request.target.startswith("/poll"):
            self.streams.append(wire.request)
            for step in self.stream:
                await step(wire)
            return
        self.polls.append(wire.request)
        body = self.poll(wire.request)
        if isinstance(body, dict):
            await answer("200 OK", json.dumps(body), content_type="application/json")(wire)
        else:
            await body(wire)


def asked_from(request: Request) -> int:
    _, _, value = request.target.partition("lastEventId=")
    return int(value or 0)


def history(last: int, *, honours_id: bool = True) -> Body:
    """A server that has had so many events, and polls as the cockpit does."""

    def body(request: Request) -> dict[str, Any]:
        first = asked_from(request) + 1 if honours_id else 1
        listed = [{"id": str(n), "type": "message", "data": str(n)} for n in range(first, last + 1)]
        return {"events": listed, "lastEventId": str(last)}

    return body


def refusal(step: Step) -> Body:
    return lambda _: step


def polling(server: FaultServer, **settings: Any) -> dict[str, Any]:
    policy = PollingPolicy(url=server.url + "poll", every_s=0.02, **settings)
    return {"polling": policy, "breaker": BREAKER}


DOWN = answer("503 Service Unavailable")


async def test_an_open_breaker_polls_and_the_stream_takes_over_again() -> None:
    """Events come by the stream, by polling, by the stream; each is shown once."""
    end = asyncio.Event()
    server = Server(stream=sse(), poll=history(6))

    async def first(wire: Wire) -> None:
        await send(events(1, 3))(wire)
        await end.wait()

    server.stream.append(first)
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        await watch.until_data("1", "2", "3")
        server.stream = [DOWN]
        end.set()
        status = await watch.until_state(ChannelState.POLLING)
        # Nothing was answered yet: what ended the stream still holds.
        assert watch.words(status) == "Polling every 0.02 s · 503 Service Unavailable"
        await watch.until_data("1", "2", "3", "4", "5", "6")
        assert "Polling every 0.02 s" in {watch.words(each) for each in watch.statuses}
        # The stream replays one that polling had: it is no second event.
        server.stream = [sse(), send(events(6, 8)), silence]
        await watch.until_data("1", "2", "3", "4", "5", "6", "7", "8")
        await watch.until_state(ChannelState.CONNECTED)
        assert server.streams[-1].last_event_id == "6"
        assert asked_from(server.polls[0]) == 3
        totals = watch.batches[-1].totals
        assert (totals.stored, totals.duplicates, totals.missing) == (8, 1, 0)


async def test_a_polling_server_that_ignores_the_id_doubles_nothing() -> None:
    server = Server(stream=DOWN, poll=history(3, honours_id=False))
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        await door.asked(5)
        server.poll = history(5, honours_id=False)
        await watch.until_data("1", "2", "3", "4", "5")


async def test_events_without_ids_are_polled_from_the_answers_last_id() -> None:
    def body(request: Request) -> dict[str, Any]:
        done = asked_from(request)
        listed = [{"data": {"n": n}} for n in range(done + 1, min(done + 3, 5))]
        return {"events": listed, "lastEventId": min(done + 2, 4)}

    server = Server(stream=DOWN, poll=body)
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        await door.asked(7)
        assert [json.loads(data)["n"] for data in watch.data] == [1, 2, 3, 4]


async def test_a_stream_that_was_refused_for_good_is_polled_and_probed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("watchfloor.services.channel.channel.PROBE_REFUSED_S", 0.1)
    server = Server(stream=answer("404 Not Found"), poll=history(2))
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        await watch.until_data("1", "2")
        status = await watch.until_state(ChannelState.POLLING)
        assert status.reason.startswith("404") or not status.reason
        server.stream = [sse(), send(events(3, 3)), silence]
        await watch.until_data("1", "2", "3")
        await watch.until_state(ChannelState.CONNECTED)


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
async def test_without_permission_nothing_is_polled(status: str) -> None:
    server = Server(stream=answer(status), poll=history(2))
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        await watch.until_state(ChannelState.FAILED)
        assert not server.polls


async def test_streaming_switched_off_polls_alone() -> None:
    server = Server(stream=DOWN, poll=history(2))
    async with (
        FaultServer([server]) as door,
        watching(door.url, sse_enabled=False, **polling(door)) as watch,
    ):
        await watch.until_data("1", "2")
        server.poll = history(4)
        await watch.until_data("1", "2", "3", "4")
        assert not server.streams
        assert watch.states == [ChannelState.CONNECTING, ChannelState.POLLING]


async def test_streaming_switched_off_without_a_polling_address_says_so() -> None:
    async with FaultServer([silence]) as door, watching(door.url, sse_enabled=False) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert watch.words(status) == (
            "Failed: Streaming is switched off and the feed has no polling address · switch streaming on"
        )


async def test_retry_now_polls_at_once() -> None:
    server = Server(stream=DOWN, poll=history(1))
    async with FaultServer([server]) as door:
        settings = polling(door) | {"polling": PollingPolicy(url=door.url + "poll", every_s=1000)}
        async with watching(door.url, sse_enabled=False, **settings) as watch:
            await watch.until_data("1")
            server.poll = history(2)
            assert watch.channel is not None
            watch.channel.retry_now()
            await watch.until_data("1", "2")


async def test_retry_now_tries_the_stream_although_the_breaker_is_open() -> None:
    server = Server(stream=DOWN, poll=history(1))
    async with FaultServer([server]) as door:
        settings = polling(door) | {"breaker": BreakerPolicy(threshold=2, open_s=1000)}
        async with watching(door.url, **settings) as watch:
            await watch.until_data("1")
            server.stream = [sse(), send(events(2, 2)), silence]
            assert watch.channel is not None
            watch.channel.retry_now()
            await watch.until_data("1", "2")


async def test_polling_gives_up_over_all_its_spells() -> None:
    """The breaker lets probes through in between; the patience is for the whole."""
    server = Server(stream=DOWN, poll=history(0))
    async with (
        FaultServer([server]) as door,
        watching(door.url, **polling(door, give_up_s=0.4)) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert (status.code, status.reason) == ("timed-out", "Not complete within 0.4 s of polling.")
        assert len(server.streams) > 2


async def test_a_polled_state_is_an_event_when_it_changes() -> None:
    states = iter([{"event": "progress", "progress": 10}] * 3 + [{"event": "complete", "progress": 100}] * 9)
    server = Server(stream=DOWN, poll=lambda _: next(states))
    async with (
        FaultServer([server]) as door,
        watching(door.url, ends_on=("complete",), **polling(door)) as watch,
    ):
        status = await watch.until_state(ChannelState.IDLE)
        assert status.code == "complete"
        assert [(event.type, json.loads(event.data)["progress"]) for event in watch.events] == [
            ("progress", 10),
            ("complete", 100),
        ]


async def test_a_polling_address_that_refuses_does_not_end_the_channel() -> None:
    """The stream was never refused: it is waited for, and found again."""
    server = Server(stream=DOWN, poll=refusal(answer("404 Not Found")))
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        warned = await watch.until_told(Warned)
        assert (warned.code, warned.message) == ("polling-refused", "Polling was refused: 404 Not Found")
        status = await watch.until_state(ChannelState.BLOCKED)
        assert watch.words(status).startswith("Breaker open · probe in ")
        server.stream = [sse(), send(events(1, 1)), silence]
        await watch.until_data("1")
        assert len(server.polls) == 1


async def test_a_polling_address_that_refuses_ends_it_where_polling_is_all_there_is() -> None:
    server = Server(stream=DOWN, poll=refusal(answer("404 Not Found")))
    async with (
        FaultServer([server]) as door,
        watching(door.url, sse_enabled=False, **polling(door)) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert watch.words(status) == "Failed: 404 Not Found · check the address"


HICCUPS: dict[str, Step] = {
    "503": DOWN,
    "429": answer("429 Too Many Requests"),
    "cut": send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
    "nothing": send(""),
    "204": send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
    "silence": silence,
}


@pytest.mark.parametrize("hiccup", HICCUPS.values(), ids=HICCUPS)
async def test_a_poll_that_fails_is_asked_again(hiccup: Step) -> None:
    server = Server(stream=DOWN, poll=refusal(hiccup))
    async with (
        FaultServer([server]) as door,
        watching(door.url, sse_enabled=False, connect_timeout_s=0.1, **polling(door)) as watch,
    ):
        await door.asked(2)
        server.poll = history(1)
        await watch.until_data("1")
        await watch.until(lambda: not watch.statuses[-1].code)
        assert watch.statuses[-1].state is ChannelState.POLLING


async def test_retry_after_puts_polling_off() -> None:
    server = Server(stream=DOWN, poll=refusal(answer("429 Too Many Requests", retry_after="1000")))
    async with (
        FaultServer([server]) as door,
        watching(door.url, sse_enabled=False, **polling(door)) as watch,
    ):
        await watch.until(lambda: watch.statuses[-1].code == "rate-limited")
        assert watch.channel is not None
        assert watch.channel._polling.poll.due_s - watch.channel._now_s() > 900


UNREADABLE = {
    "a page": "<html>Sign in</html>",
    "a list": "[]",
    "an event that is none": '{"events":[1]}',
    "half": '{"events":[',
    "bad octets": '{"events":[{"data":"\udcff"}]}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
async def test_an_answer_that_cannot_be_read_says_so(body: str) -> None:
    step = answer("200 OK", body.encode(errors="surrogateescape"), content_type="application/json")
    server = Server(stream=DOWN, poll=refusal(step))
    async with (
        FaultServer([server]) as door,
        watching(door.url, sse_enabled=False, **polling(door)) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == "wrong-content-type"
        assert status.reason.startswith("The polling answer cannot be read (")


async def test_pause_while_polling() -> None:
    server = Server(stream=DOWN, poll=history(1))
    async with FaultServer([server]) as door, watching(door.url, **polling(door)) as watch:
        await watch.until_data("1")
        assert watch.channel is not None
        watch.channel.pause()
        await door.deserted()
        await watch.channel.closed()
        asked = len(server.polls)
        server.poll = history(2)
        watch.channel.resume()
        await watch.until_data("1", "2")
        assert asked_from(server.polls[asked]) == 1


def _has_one(watch: Watch) -> bool:
    return watch.data == ["1"]


class Secrets:
    """A credential."""

    async def headers(self) -> tuple[tuple[str, str], ...]:
        return (("X-Secret", "s3cret"),)

    async def query(self) -> tuple[tuple[str, str], ...]:
        return (("token", "s3cret"),)


async def test_polling_shares_the_feeds_headers_and_does_not_leak_them_elsewhere() -> None:
    elsewhere = Server(stream=DOWN, poll=history(1))
    home = Server(stream=DOWN, poll=history(1))
    async with FaultServer([home]) as door, FaultServer([elsewhere]) as other:
        headers = (("Authorization", "Bearer s3cret"), ("X-Key", "k"))
        for at in (door, other):
            watch = Watch()
            hub = Hub([watch])
            hub.add(feed_of(door.url, headers=headers, **polling(at)), credential=Secrets()).start()
            await watch.until(partial(_has_one, watch))
            await hub.close()
    assert home.polls[0].headers["authorization"] == "Bearer s3cret"
    assert "authorization" not in elsewhere.polls[0].headers
    assert "x-key" not in elsewhere.polls[0].headers
    assert home.polls[0].headers["x-secret"] == "s3cret"
    assert home.polls[0].target == "/poll?token=s3cret"
    assert "s3cret" not in str(elsewhere.polls[0].pairs) + elsewhere.polls[0].target


async def test_what_a_polling_answer_says_back_of_a_secret_is_told_to_nobody() -> None:
    server = Server(stream=DOWN, poll=refusal(answer("200 OK", "what is /poll?token=s3cret-word to me")))
    async with FaultServer([server]) as door:
        watch = Watch()
        hub = Hub([watch])
        channel = hub.add(feed_of(door.url, **polling(door)), credential=Words())
        watch.follow(channel)
        channel.start()
        warned = await watch.until_told(Warned)
        await hub.close()
    assert "cannot be read" in warned.message
    assert "s3cret-word" not in str(watch.happenings) + str(watch.statuses)


class Words(Secrets):
    async def query(self) -> tuple[tuple[str, str], ...]:
        return (("token", "s3cret-word"),)

"""However a connection ends: what was received is kept once, and the channel comes back."""

import asyncio
import time

import pytest

from tests.integration.fault_server import (
    FaultServer,
    Script,
    chunked,
    chunks,
    crumbs,
    event,
    events,
    head,
    rst,
    send,
    silence,
    sse,
    when,
)
from tests.integration.watch import watching
from watchfloor.core.happening import AttemptEnded, Refused
from watchfloor.core.state import QUIET, ChannelState

HOLD = [sse(), send(events(3, 3)), silence]
TWO = events(1, 2)
LENGTH = str(len(TWO))

ENDS: dict[str, tuple[Script, str]] = {
    "fin": ([sse(), send(TWO)], "closed"),
    "fin of a body in chunks": ([chunked(), chunks(TWO, "")], "closed"),
    "fin of a body with its length": (
        [head(content_type="text/event-stream", content_length=LENGTH), send(TWO)],
        "closed",
    ),
    "cut in a chunk": ([chunked(), chunks(TWO), send(b"40\r\ndata: lost")], "truncated"),
    "cut before the last chunk": ([chunked(), chunks(TWO)], "truncated"),
    "cut before its length": (
        [head(content_type="text/event-stream", content_length="999"), send(TWO)],
        "truncated",
    ),
    "cut in a character": ([sse(), send(TWO, b"id: 3\ndata: " + "世".encode()[:2])], "closed"),
    "cut in an event": ([sse(), send(TWO, "id: 3\ndata: 3\n")], "closed"),
    "rubbish instead of a chunk": ([chunked(), chunks(TWO), send("rubbish\r\n")], "protocol"),
}


@pytest.mark.parametrize(("script", "outcome"), ENDS.values(), ids=ENDS)
async def test_an_end_loses_and_doubles_nothing(script: Script, outcome: str) -> None:
    async with FaultServer(script, HOLD) as server, watching(server.url) as watch:
        await watch.until(lambda: len(watch.events) >= 3)
        assert watch.data == ["1", "2", "3"]
        assert watch.outcomes == [outcome]
        assert server.requests[1].last_event_id == "2"
        status = await watch.until_state(ChannelState.CONNECTED)
        assert watch.words(status).startswith("Connected · ")
        assert watch.states == [
            ChannelState.CONNECTING,
            ChannelState.CONNECTED,
            ChannelState.RECONNECTING,
            ChannelState.CONNECTING,
            ChannelState.CONNECTED,
        ]
        waiting = next(each for each in watch.statuses if each.state is ChannelState.RECONNECTING)
        assert watch.words(waiting) == "Reconnecting in 0 s · attempt 1"
        assert waiting.code == watch.outcomes[0]
        assert waiting.reason


async def test_a_reset_loses_nothing_that_was_received() -> None:
    received = asyncio.Event()
    script = [chunked(), chunks(TWO), send(b"40\r\ndata: lost"), when(received), rst]
    async with FaultServer(script, HOLD) as server, watching(server.url) as watch:
        await watch.until_data("1", "2")
        received.set()
        await watch.until_data("1", "2", "3")
        assert watch.outcomes == ["reset"]
        assert server.requests[1].last_event_id == "2"


NO_ANSWER: dict[str, tuple[Script, str]] = {
    "fin at once": ([], "reset"),
    "rst at once": ([rst], "reset"),
    "fin in the head": ([send("HTTP/1.1 200 OK\r\nContent-")], "reset"),
    "not http": ([send("SSH-2.0-OpenSSH_9.2\r\n\r\n")], "protocol"),
    "an empty stream": ([sse()], "closed"),
}


@pytest.mark.parametrize(("script", "outcome"), NO_ANSWER.values(), ids=NO_ANSWER)
async def test_no_answer_is_tried_again(script: Script, outcome: str) -> None:
    async with FaultServer(script, script, HOLD) as server, watching(server.url) as watch:
        await watch.until_data("3")
        assert watch.outcomes == [outcome, outcome]


async def test_nothing_listens() -> None:
    async with FaultServer([silence]) as server:
        url = server.url
    async with watching(url) as watch:
        status = await watch.until_state(ChannelState.RECONNECTING)
        assert status.code == "refused"
        assert status.reason == "127.0.0.1 refused the connection: nothing listens there."
        await watch.until_told(AttemptEnded, 3)


async def test_an_unknown_name_is_tried_again() -> None:
    async with watching("http://nowhere.invalid/") as watch:
        status = await watch.until_state(ChannelState.RECONNECTING)
        assert status.code == "unreachable-dns"
        assert "nowhere.invalid" in status.reason


async def test_a_byte_at_a_time() -> None:
    text = "\ufeff: hello\n\n" + event("Łódź 世界 🙂", "é1", "place") + "data: a\r\ndata: b\r\n\r\n"
    async with FaultServer([sse(), crumbs(text), silence]) as server, watching(server.url) as watch:
        await watch.until_data("Łódź 世界 🙂", "a\nb")
        assert watch.events[0].id == "é1"
        assert watch.events[0].type == "place"
        assert [comment for batch in watch.batches for comment in batch.comments] == [" hello"]


async def test_an_id_outside_ascii_is_sent_back_as_utf8() -> None:
    async with (
        FaultServer([sse(), send(event("1", "Łódź-1"))], [sse(), silence]) as server,
        watching(server.url),
    ):
        assert (await server.asked(2)).last_event_id == "Łódź-1"


async def test_an_endless_line_is_refused_and_the_stream_goes_on() -> None:
    bound_bytes = 64 * 1024
    line = ["data: ", *["x" * 8192] * 40]
    script = [sse(), send(events(1, 1), "id: 2\n", *line, "\n\n", events(3, 3)), silence]
    async with FaultServer(script) as server, watching(server.url, max_event_bytes=bound_bytes) as watch:
        await watch.until_data("1", "3")
        refused = await watch.until_told(Refused)
        assert refused.reason == "oversize"
        assert refused.size_bytes == 40 * 8192 + len("data: \nid: 2\n")
        assert refused.head.startswith("id: 2\ndata: xxx")
        assert refused.id == "2"
        totals = watch.batches[-1].totals
        assert (totals.received, totals.stored, totals.refused) == (3, 2, {"oversize": 1})
        assert totals.missing == 0, "the refused id was there: it is no gap"


async def test_an_endless_line_that_is_cut_off_is_told() -> None:
    script = [sse(), send(events(1, 1), "id: 2\ndata: ", "x" * 5000)]
    hold = [sse(), send(events(2, 2)), silence]
    async with FaultServer(script, hold) as server, watching(server.url, max_event_bytes=1024) as watch:
        await watch.until_data("1", "2")
        assert watch.told(Refused)[0].size_bytes >= 5000
        assert server.requests[1].last_event_id == "1"


async def test_silence_is_found_and_ends_in_a_reconnect() -> None:
    """Half-open: the peer is gone and nobody said so."""
    async with (
        FaultServer([sse(), send(events(1, 1)), silence], [sse(), send(events(2, 2)), silence]) as server,
        watching(server.url, heartbeat_s=0.2) as watch,
    ):
        await watch.until_data("1", "2")
        assert watch.outcomes[0] == "silent"
        assert ChannelState.STALE in watch.states
        stale = next(each for each in watch.statuses if each.state is ChannelState.STALE)
        assert watch.words(stale).startswith("Silent for ")
        assert watch.told(AttemptEnded)[0].detail.startswith("Not a byte for ")


@pytest.mark.parametrize(("heartbeat_s", "code"), [(None, QUIET), (1000.0, "")])
async def test_a_silence_that_no_heartbeat_forbids_is_told_as_that(
    heartbeat_s: float | None, code: str
) -> None:
    script = [sse(), send(events(1, 1)), silence]
    async with FaultServer(script) as server, watching(server.url, heartbeat_s=heartbeat_s) as watch:
        await watch.until_data("1")
        channel = watch.channel
        assert channel is not None
        channel.hearing.on_silence()
        assert (channel.status.state, channel.status.code) == (ChannelState.STALE, code)
        channel._caller._received(b":\n", channel._sequel)
        assert (channel.status.state, channel.status.code) == (ChannelState.CONNECTED, "")


async def test_any_byte_ends_staleness() -> None:
    """A comment is enough; the connection is kept."""
    script = [sse(), send(events(1, 1)), silence]
    async with FaultServer(script) as server, watching(server.url, heartbeat_s=1000.0) as watch:
        await watch.until_data("1")
        channel = watch.channel
        assert channel is not None
        channel.hearing.on_silence()
        channel._caller._received(b":\n", channel._sequel)
        assert watch.states[-2:] == [ChannelState.STALE, ChannelState.CONNECTED]


@pytest.mark.parametrize(("kind", "count"), [("ping", 1), ("Heartbeat", 1), ("tick", 0)])
async def test_a_ping_with_data_beats_as_a_comment_does(kind: str, count: int) -> None:
    more = asyncio.Event()
    script = [sse(), send(events(1, 1)), when(more), send(event("{}", type_=kind)), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1")
        assert watch.channel is not None
        beats = watch.channel.heartbeat.beaten_at_s
        assert len(beats) == 0
        more.set()
        await watch.until_data("1", "{}")
        assert len(beats) == count


async def test_a_fixed_silence_is_found_too() -> None:
    async with (
        FaultServer([sse(), silence], [sse(), send(events(1, 1)), silence]) as server,
        watching(server.url, silence_s=0.05) as watch,
    ):
        await watch.until_data("1")
        assert set(watch.outcomes) == {"silent"}


async def test_headers_that_never_come() -> None:
    """The wait for the answer is three times the patience for the connection."""
    async with (
        FaultServer([silence], [sse(), send(events(1, 1)), silence]) as server,
        watching(server.url, connect_timeout_s=0.05) as watch,
    ):
        await watch.until_data("1")
        assert watch.outcomes[0] == "timed-out"


async def test_a_last_event_type_ends_it_for_good() -> None:
    script = [sse(), send(events(1, 1), event("bye", 2, "complete"), events(3, 3)), silence]
    async with FaultServer(script) as server, watching(server.url, ends_on=("complete",)) as watch:
        status = await watch.until_state(ChannelState.IDLE)
        assert status.code == "complete"
        assert watch.words(status).startswith("Finished")
        await server.deserted()
        assert len(server.requests) == 1
        assert "bye" in watch.data


async def test_latency_is_taken_from_live_events_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what comes at the beginning nobody knows how long it lay in a history."""
    monkeypatch.setattr("watchfloor.services.channel.hearing.SETTLE_S", 1000.0)
    settled = asyncio.Event()
    stamped = event('{"timestamp": %.3f}' % (time.time() - 5))
    script = [sse(date="Thu, 01 Jan 2026 00:00:00 GMT"), send(stamped), when(settled), send(stamped), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until(lambda: len(watch.events) == 1)
        assert watch.channel is not None
        metrics = watch.channel.metrics
        assert metrics.latency_ms.summary(60, time.monotonic()).count == 0
        monkeypatch.setattr("watchfloor.services.channel.hearing.SETTLE_S", 0.0)
        settled.set()
        await watch.until(lambda: len(watch.events) == 2)
        summary = metrics.latency_ms.summary(60, time.monotonic())
        assert summary.count == 1
        assert summary.mean is not None
        assert summary.mean >= 5000

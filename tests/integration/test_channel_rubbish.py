"""A stream that only brings what is none is not called well, and is as soon as it is."""

import asyncio
from collections.abc import Callable

import pytest

from tests.integration.fault_server import (
    PATIENCE_S,
    FaultServer,
    Script,
    event,
    events,
    head,
    send,
    silence,
    sse,
    when,
)
from tests.integration.watch import Watch, watching
from watchfloor.core.happening import AttemptEnded, StateChanged, Warned
from watchfloor.core.state import UNREADABLE, ChannelState, Status
from watchfloor.services.channel import hearing, legibility

AFTER_S = 0.05
RUBBISH = {
    "a page": "<!doctype html>\n<title>It works!</title>\n",
    "JSON": '{"n": 1}\n{"n": 2}\n',
    "JSON without a line's end": '{"number": 1}',
    "long lines": "x" * 4_000,
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as a test waits, not as long as a person does."""
    monkeypatch.setattr(hearing, "FOREIGN_AFTER_S", AFTER_S)
    monkeypatch.setattr(legibility, "FOREIGN_AFTER_S", AFTER_S)


async def passed(true: Callable[[], object]) -> None:
    """Until this is so, of which nobody is told."""
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.001)


async def unreadable(watch: Watch) -> Status:
    await watch.until(lambda: watch.statuses and watch.statuses[-1].unreadable)
    return watch.statuses[-1]


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
async def test_what_brings_nothing_readable_says_so(rubbish: str) -> None:
    """Also where it came all at once, and nothing more does."""
    async with FaultServer([sse(), send(rubbish), silence]) as server, watching(server.url) as watch:
        status = await unreadable(watch)
        assert watch.words(status) == "Connected, nothing readable"
        assert (status.state, status.code) == (ChannelState.STALE, UNREADABLE)
        change = watch.told(StateChanged)[-1]
        assert (change.state, change.reason) == ("stale", status.reason)
        assert watch.told(AttemptEnded) == []
        assert watch.events == []


async def test_more_of_it_changes_nothing_and_the_first_event_does() -> None:
    more, whole = asyncio.Event(), asyncio.Event()
    script = [sse(), send("<p>\n"), when(more), send("<p>\n"), when(whole), send("\n", events(1, 1)), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await unreadable(watch)
        said, channel = len(watch.statuses), watch.channel
        assert channel is not None
        before = channel.connection.bytes
        more.set()
        await passed(lambda: channel.connection.bytes > before)
        assert len(watch.statuses) == said
        whole.set()
        await watch.until_data("1")
        await watch.until(lambda: watch.statuses[-1].state is ChannelState.CONNECTED)


@pytest.mark.parametrize("rubbish", ["<p>\n" * 12, "x" * 12_000], ids=["lines", "one line without end"])
async def test_rubbish_after_an_event_is_not_called_well_either(rubbish: str) -> None:
    """A stream that was one: its first event after that makes it one again."""
    more, whole = asyncio.Event(), asyncio.Event()
    end = [when(whole), send("\n\n", events(2, 2)), silence]
    script = [sse(), send(event("1", "1")), when(more), send(rubbish), when(more), send("<p>\n"), *end]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1")
        channel = watch.channel
        assert channel is not None
        await passed(lambda: channel._clock.monotonic_s() - channel.hearing.legibility.proved_s > AFTER_S)
        more.set()
        status = await unreadable(watch)
        assert status.reason == "What comes was an event stream, and is none any more."
        whole.set()
        await watch.until(lambda: watch.statuses[-1].state is ChannelState.CONNECTED)
        channel.stop()
        await watch.until(lambda: watch.told(Warned))
        assert "lines were not of the event-stream format" in watch.told(Warned)[-1].message


async def test_an_event_that_does_not_end_is_told_until_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legibility, "ENDLESS_AFTER_S", AFTER_S)
    more, again, whole = asyncio.Event(), asyncio.Event(), asyncio.Event()
    parts = [when(more), send("data: 2\n"), when(again), send("data: 3\n"), when(whole), send("\n")]
    async with (
        FaultServer([sse(), send(event("1", "1")), *parts, silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1")
        channel = watch.channel
        assert channel is not None
        legible = channel.hearing.legibility
        more.set()
        await passed(lambda: legible._begun_s and channel._now_s() - legible._begun_s > AFTER_S)
        again.set()
        assert (await unreadable(watch)).reason.startswith("An event has begun and does not end")
        whole.set()
        await watch.until_data("1", "2\n3")
        await watch.until(lambda: watch.statuses[-1].state is ChannelState.CONNECTED)


async def test_a_stream_with_fields_of_its_own_stays_well() -> None:
    more = asyncio.Event()
    own = "time: 4\n" * 12
    script = [sse(), send(event("1", "1")), when(more), send(own, event("2", "2")), silence]
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until_data("1")
        channel = watch.channel
        assert channel is not None
        await passed(lambda: channel.hearing._is_time)
        more.set()
        await watch.until_data("1", "2")
        assert ChannelState.STALE not in watch.states


FINE: dict[str, Script] = {
    "nothing yet": [sse(), silence],
    "a beginning": [sse(), send("da"), silence],
    "a comment": [sse(), send(": hello\n"), silence],
    "an event": [sse(), send(event("x")), silence],
    "an event that is on its way": [sse(), send("data: ", "x" * 4_000), silence],
    "only a retry": [sse(), send("retry: 500\n\n"), silence],
}


@pytest.mark.parametrize("script", FINE.values(), ids=FINE)
async def test_a_stream_is_given_its_time(script: Script) -> None:
    async with FaultServer(script) as server, watching(server.url) as watch:
        await watch.until(lambda: ChannelState.CONNECTED in watch.states)
        channel = watch.channel
        assert channel is not None
        await passed(lambda: channel.hearing._is_time)
        assert watch.states[-1] is ChannelState.CONNECTED


async def test_a_line_of_json_that_is_said_to_be_one_is_given_its_time_too() -> None:
    rest = asyncio.Event()
    script = [
        head(content_type="application/x-ndjson", connection="close"),
        send('{"number": '),
        when(rest),
        send("1}\n"),
        silence,
    ]
    async with FaultServer(script) as server, watching(server.url) as watch:
        channel = watch.channel
        assert channel is not None
        await passed(lambda: channel.connection.bytes)
        assert channel.hearing._patience is None, "nobody looks at it after a time"
        rest.set()
        await watch.until_data('{"number": 1}')
        assert ChannelState.STALE not in watch.states


async def test_the_next_connection_starts_afresh() -> None:
    first = [sse(), send("<p>\n"), silence]
    async with (
        FaultServer(first, [sse(), send(events(1, 1)), silence]) as server,
        watching(server.url) as watch,
    ):
        await unreadable(watch)
        assert watch.channel is not None
        watch.channel.retry_now()
        await watch.until_data("1")
        assert watch.statuses[-1].state is ChannelState.CONNECTED
        assert not watch.statuses[-1].code

"""Going on where the last connection ended: what a replay brings, and what it does not."""

import pytest

from tests.integration.fault_server import FaultServer, Request, by_request, event, events, send, silence, sse
from tests.integration.watch import watching
from watchfloor.core.event import Totals
from watchfloor.core.feed import BackoffPolicy
from watchfloor.core.happening import GapFound, IdPoisoned, IdsRestarted, Resumed
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.state import ChannelState


async def test_a_replay_that_overlaps_is_recognised() -> None:
    async with (
        FaultServer([sse(), send(events(1, 5))], [sse(), send(events(4, 8)), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1", "2", "3", "4", "5", "6", "7", "8")
        account = watch.batches[-1].totals
        assert (account.received, account.stored, account.duplicates, account.missing) == (10, 8, 2, 0)
        assert watch.channel is not None
        watch.channel.stop()
        resumed = await watch.until_told(Resumed)
        assert (resumed.from_id, resumed.replayed, resumed.duplicates, resumed.missing) == ("5", 3, 2, 0)
        assert resumed.ignored, "a server that honours the id does not begin before it"


async def test_a_server_that_honours_the_id() -> None:
    def rest(request: Request) -> str:
        last = int(request.last_event_id or 0)
        return events(last + 1, last + 3)

    async with (
        FaultServer(*[[sse(), by_request(rest)]] * 4, [sse(), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data(*map(str, range(1, 13)))
        await server.asked(5)
        assert [request.last_event_id for request in server.requests] == [None, "3", "6", "9", "12"]
        await watch.until_state(ChannelState.CONNECTED)
        assert not any(resumed.ignored for resumed in watch.told(Resumed))


async def test_a_server_that_ignores_the_id_is_found_out() -> None:
    """It begins at the beginning each time; nothing is doubled."""
    async with (
        FaultServer(*[[sse(), send(events(1, 6))]] * 3, [sse(), send(events(1, 7)), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1", "2", "3", "4", "5", "6", "7")
        account = watch.batches[-1].totals
        assert (account.received, account.duplicates) == (25, 18)
        assert all(resumed.ignored for resumed in watch.told(Resumed))
        assert not watch.told(IdsRestarted)


async def test_a_replay_out_of_order() -> None:
    replay = "".join(event(str(id_), id_) for id_ in (5, 4, 7, 6, 8))
    async with (
        FaultServer([sse(), send(events(1, 5))], [sse(), send(replay), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1", "2", "3", "4", "5", "7", "6", "8")
        assert watch.batches[-1].totals.missing == 0
        assert [event.mark for event in watch.events[5:]] == ["", "late", ""]


async def test_a_replay_with_a_hole() -> None:
    async with (
        FaultServer([sse(), send(events(1, 5))], [sse(), send(events(9, 10)), silence]) as server,
        watching(server.url) as watch,
    ):
        gap = await watch.until_told(GapFound)
        assert (gap.after, gap.before, gap.missing, gap.after_seq) == ("5", "9", 3, 5)
        await watch.until(lambda: len(watch.events) == 7)
        assert watch.batches[-1].totals.missing == 3


async def test_the_same_id_with_other_content_is_kept_and_marked() -> None:
    replay = events(4, 4) + event("another five", 5) + events(6, 6)
    async with (
        FaultServer([sse(), send(events(1, 5))], [sse(), send(replay), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1", "2", "3", "4", "5", "another five", "6")
        assert watch.events[5].mark == "altered"


async def test_ids_that_restart() -> None:
    fresh = event("a", 1) + event("b", 2) + event("c", 3)
    async with (
        FaultServer([sse(), send(events(1, 5))], [sse(), send(fresh)], [sse(), silence]) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("1", "2", "3", "4", "5", "a", "b", "c")
        assert (await server.asked(3)).last_event_id == "3"


async def test_ids_that_restart_while_connected_are_told() -> None:
    async with (
        FaultServer([sse(), send(events(1, 5), event("a", 1)), silence]) as server,
        watching(server.url) as watch,
    ):
        restarted = await watch.until_told(IdsRestarted)
        assert (restarted.after, restarted.before) == ("5", "1")
        assert watch.data[-1] == "a"


async def test_what_a_past_program_had_is_not_shown_twice() -> None:
    past = Past("3", 3, Totals(3, 3, 0, {}, 0), tuple((str(n), "message", str(n)) for n in (1, 2, 3)))
    async with (
        FaultServer([sse(), send(events(2, 5)), silence]) as server,
        watching(server.url, past=past) as watch,
    ):
        await watch.until(lambda: len(watch.events) == 2)
        assert server.requests[0].last_event_id == "3"
        assert [event.seq for event in watch.events] == [4, 5]
        account = watch.batches[-1].totals
        assert (account.received, account.stored, account.duplicates, account.missing) == (7, 5, 2, 0)


POISON = {
    "a leading space": " 7",
    "a trailing space": "7 ",
    "a tab": "7\t",
    "a control character": "7\x01",
    "a delete": "7\x7f",
    "an escape": "\x1b[2J",
    "64 KiB": "7" * 65536,
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
async def test_a_poisoned_id_is_told_and_not_sent(poison: str) -> None:
    line = f"id:{poison}\n" if poison[0] == " " else f"id: {poison}\n"
    line = f"id:  {poison[1:]}\n" if poison[0] == " " else line
    poisoned = f"{line}data: poisoned\n\n"
    async with (
        FaultServer(
            [sse(), send(event("good", "6"), poisoned)], [sse(), send(event("next", 8)), silence]
        ) as server,
        watching(server.url) as watch,
    ):
        await watch.until_data("good", "poisoned", "next")
        assert watch.events[1].id == poison
        told = watch.told(IdPoisoned)
        assert len(told) == 1
        assert told[0].id == poison[:200]
        assert told[0].why
        assert server.requests[1].last_event_id == "6", "it goes on from the last good one"


async def test_a_stream_of_poisoned_ids_alone_is_still_heard() -> None:
    script = [sse(), send("id:  1\ndata: 1\n\n", "id:  2\ndata: 2\n\n")]
    async with FaultServer(script, [sse(), silence]) as server, watching(server.url) as watch:
        assert (await server.asked(2)).last_event_id is None
        assert watch.data == ["1", "2"]


async def test_an_empty_id_clears_and_a_nul_is_ignored() -> None:
    script = [sse(), send(event("1", 1), "id: 2\0\ndata: 2\n\n")]
    clear = [sse(), send("id:\ndata: 3\n\n")]
    async with FaultServer(script, clear, [sse(), silence]) as server, watching(server.url) as watch:
        await server.asked(3)
        assert [request.last_event_id for request in server.requests] == [None, "1", None]
        assert [event.id for event in watch.events] == ["1", "1", ""]


async def test_an_id_without_an_event_counts() -> None:
    async with FaultServer([sse(), send("id: 42\n\n")], [sse(), silence]) as server, watching(server.url):
        assert (await server.asked(2)).last_event_id == "42"


async def test_the_id_of_an_unfinished_event_does_not_count() -> None:
    async with (
        FaultServer([sse(), send(events(1, 1), "id: 2\ndata: 2\n")], [sse(), silence]) as server,
        watching(server.url),
    ):
        assert (await server.asked(2)).last_event_id == "1"


async def test_a_given_id_is_sent_first() -> None:
    async with FaultServer([sse(), silence]) as server, watching(server.url, last_event_id="e-9"):
        assert (await server.asked(1)).last_event_id == "e-9"


async def test_a_flapping_server_is_not_hammered() -> None:
    """It gives one event and closes, each time: the waits grow all the same, and nothing is lost."""
    policy = BackoffPolicy(initial_s=0.02, max_s=0.3, jitter=False)
    scripts = [[sse(), send(events(n, n))] for n in range(1, 7)]
    async with (
        FaultServer(*scripts, [sse(), silence]) as server,
        watching(server.url, backoff=policy) as watch,
    ):
        await server.asked(7)
        assert watch.data == ["1", "2", "3", "4", "5", "6"]
        waits = [each for each in watch.statuses if each.state is ChannelState.RECONNECTING]
        assert [each.attempt for each in waits] == [1, 2, 3, 4, 5, 6]


async def test_a_healthy_connection_makes_the_first_retry_quick() -> None:
    policy = BackoffPolicy(initial_s=0.000_001, multiplier=1e9, max_s=1000, jitter=False)
    async with (
        FaultServer([], [sse(), send(events(1, 1))], [sse(), silence]) as server,
        watching(server.url, backoff=policy) as watch,
    ):
        await server.asked(3)
        waits = [each for each in watch.statuses if each.state is ChannelState.RECONNECTING]
        assert [each.attempt for each in waits] == [1, 1]


async def test_no_retry_comes_before_its_time() -> None:
    """Some loops fire their timers early: the wait is measured on the monotonic clock all the same."""
    flap = [sse(), send("retry: 120\ndata: x\n\n")]
    async with FaultServer(*[flap] * 6, [sse(), silence]) as server, watching(server.url) as watch:
        await server.asked(7)
        retries_s = [each.retry_at_s for each in watch.statuses if each.state is ChannelState.RECONNECTING]
        for retry_at_s, asked_s in zip(retries_s, server.asked_s[1:], strict=True):
            assert retry_at_s is not None
            assert asked_s >= retry_at_s

"""The whole table of the format once more, through sockets, HTTP, the channel and its resume."""

import asyncio

import pytest

from tests.contract.peer import Message, Peer
from tests.unit.core.stream.sse_case import CASES, Case
from watchfloor.core.stream.frame import Comment, Frame
from watchfloor.services.channel.resume_id import why_poisoned

AT_ONCE = 12
LONG_WAIT_MS = (
    100  # a case that asks for a longer wait before the reconnect is left to the decoder's own test
)
QUICK = [case for case in CASES if (case.retry_ms or 0) < LONG_WAIT_MS]
SENTINEL = "that was all"
GROUPS = [QUICK[start::AT_ONCE] for start in range(AT_ONCE)]


def message(item: object) -> Message:
    if isinstance(item, Comment):
        return {"kind": "comment", "comment": item.text}
    assert isinstance(item, Frame)
    return {"kind": "event", "event": {"type": item.type, "data": item.data, "id": item.id}}


async def check(peer: Peer, case: Case) -> None:
    """The stream, its end, and what the next connection knows of it."""
    feed, client, connection = await peer.connected(lastEventId=case.started_from, initialDelayMs=0)
    half = len(case.stream) // 2
    await connection.send(case.stream[:half], case.stream[half:])
    await connection.end()
    again = await feed.connection()
    if not why_poisoned(case.last_event_id):
        assert again.last_event_id == (case.last_event_id or None), case.name
    await again.send(f"data: {SENTINEL}\n\n")
    said = await client.until(SENTINEL)
    assert said == [message(item) for item in case.items], case.name
    await client.delete()


def test_hardly_a_case_is_left_out() -> None:
    assert len(CASES) - len(QUICK) < 12


@pytest.mark.parametrize("group", GROUPS, ids=range(AT_ONCE))
async def test_every_case_over_http(peer: Peer, group: list[Case]) -> None:
    """Some at a time: each is a server, two connections and its callbacks."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(case: Case) -> None:
        async with gate:
            await check(peer, case)

    async with asyncio.TaskGroup() as tasks:
        for case in group:
            tasks.create_task(one(case))

"""Sees all that a channel hands over and says of itself, and waits for what a test expects."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec

from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed
from watchfloor.core.happening import AttemptEnded, Happening
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.state import ChannelState, Status, words
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub

PATIENCE_S = 60.0
QUICK = BackoffPolicy(initial_s=0.01, max_s=0.05)
PATIENT = BreakerPolicy(threshold=1000)

H = TypeVar("H", bound=Happening)


class Watch:
    """A sink and a listener."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.events: list[Event] = []
        self.happenings: list[Happening] = []
        self.statuses: list[Status] = []
        self.channel: Channel | None = None
        self._changed = asyncio.Event()

    # As a sink

    def accept(self, batch: Batch) -> None:
        assert batch.totals.balanced
        self.batches.append(batch)
        self.events += batch.events
        self.happenings += batch.happenings
        self._changed.set()

    async def room(self) -> None:
        pass

    # As a listener

    def follow(self, channel: Channel) -> None:
        self.channel = channel
        channel.standing.listeners.append(self._heard)

    def _heard(self, status: Status) -> None:
        self.statuses.append(status)
        self._changed.set()

    # For tests

    async def until(self, true: Callable[[], Any]) -> None:
        """Until this is so; asked again whenever something came or changed."""
        async with asyncio.timeout(PATIENCE_S):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    async def until_data(self, *data: str) -> None:
        await self.until(lambda: len(self.events) >= len(data))
        assert self.data == list(data)

    async def until_state(self, *states: ChannelState) -> Status:
        channel = self.channel
        assert channel is not None
        await self.until(lambda: channel.status.state in states)
        return channel.status

    async def until_passed(self, state: ChannelState) -> Status:
        """Until it has been in this state, however short a time."""
        await self.until(lambda: state in [status.state for status in self.statuses])
        return next(status for status in self.statuses if status.state is state)

    async def until_told(self, kind: type[H], count: int = 1) -> H:
        await self.until(lambda: len(self.told(kind)) >= count)
        return self.told(kind)[count - 1]

    def told(self, kind: type[H]) -> list[H]:
        return [each for each in self.happenings if isinstance(each, kind)]

    @property
    def data(self) -> list[str]:
        return [event.data for event in self.events]

    @property
    def outcomes(self) -> list[str]:
        return [attempt.outcome for attempt in self.told(AttemptEnded)]

    @property
    def states(self) -> list[ChannelState]:
        """Each state that was shown, without repetition."""
        seen: list[ChannelState] = []
        for status in self.statuses:
            if seen[-1:] != [status.state]:
                seen.append(status.state)
        return seen

    def words(self, status: Status) -> str:
        return words(status, status.since_s)

    def check_account(self, past: Past) -> None:
        """Every event once and in order, and the totals say just that."""
        seqs = [event.seq for event in self.events]
        assert seqs == list(range(past.last_seq + 1, past.last_seq + 1 + len(seqs)))
        if self.batches:
            totals = self.batches[-1].totals
            assert totals.balanced
            assert totals.stored == past.totals.stored + len(seqs)


def feed_of(url: str, **settings: Any) -> Feed:
    """A feed that is tried again at once and without end, unless a test wants it otherwise."""
    feed = Feed(name="feed", url=url, backoff=QUICK, breaker=PATIENT)
    return msgspec.structs.replace(feed, **settings)


@asynccontextmanager
async def watching(
    url: str, *, start: bool = True, past: Past | None = None, **settings: Any
) -> AsyncIterator[Watch]:
    """A channel that is being watched; at the end everything is closed and the account is checked."""
    watch = Watch()
    hub = Hub([watch])
    channel = hub.add(feed_of(url, **settings), past=past)
    watch.follow(channel)
    if start:
        channel.start()
    try:
        yield watch
    finally:
        await hub.close()
    watch.check_account(past or Past())

"""A channel of ours, and everything that it handed over."""

import asyncio
from typing import Self

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed
from watchfloor.core.happening import Happening
from watchfloor.core.ledger.ledger import Past
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.gate import Gate
from watchfloor.services.net.transport import HttpTransport

PATIENCE_S = 60.0
STEP_S = 0.02
# A server takes a second to come back; a breaker that stays open for half a minute would only slow this down.
BACKOFF = BackoffPolicy(initial_s=0.05, max_s=0.2)
BREAKER = BreakerPolicy(open_s=0.2)


class Listener:
    """`async with Listener(url)`: connected inside, and cleanly gone behind."""

    def __init__(self, url: str, past: Past | None = None) -> None:
        self.events: list[Event] = []
        self.happenings: list[Happening] = []
        self.totals = past.totals if past else Totals()
        self.last_event_id = past.last_event_id if past else ""
        self._news = asyncio.Event()
        self._transport = HttpTransport()
        feed = Feed(name="interop", url=url, backoff=BACKOFF, breaker=BREAKER)
        self._channel = Channel(feed, self._transport, Gate(), self, past=past)

    async def __aenter__(self) -> Self:
        self._channel.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._channel.stop()
        await self._channel.closed()
        await self._transport.aclose()

    def accept(self, batch: Batch) -> None:
        self.events += batch.events
        self.happenings += batch.happenings
        self.totals = batch.totals
        self.last_event_id = batch.last_event_id
        self._news.set()

    async def room(self) -> None:
        """There is always room."""

    async def until(self, count: int) -> None:
        """Until so many events have come."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while len(self.events) < count:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(
                f"{len(self.events)} of {count} events came; the channel is {self._channel.status}"
            ) from None

    async def until_heartbeat(self) -> None:
        """Until bytes have come that complete no event."""
        before, events = self._channel.connection.bytes, len(self.events)
        async with asyncio.timeout(PATIENCE_S):
            # Nobody is told of a heartbeat, so there is no event to wait for.
            while self._channel.connection.bytes == before or len(self.events) > events:  # noqa: ASYNC110
                await asyncio.sleep(STEP_S)

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(event.type, event.data) for event in self.events]

    @property
    def past(self) -> Past:
        """What a journal would tell the next start."""
        recent = tuple((event.id, event.type, event.data) for event in self.events if event.own_id)
        last_seq = self.events[-1].seq if self.events else 0
        return Past(self.last_event_id, last_seq, self.totals, recent)

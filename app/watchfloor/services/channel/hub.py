"""Many channels as one: pooled connections, one gate, sinks for everything, subscribers at their pace."""

import asyncio
from collections.abc import Callable

from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import Feed
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.workspace.workspace import Pace
from watchfloor.services.channel.caller import Credential
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.gate import Gate
from watchfloor.services.channel.standing import Sink
from watchfloor.services.channel.subscription import Subscription
from watchfloor.services.clock import Clock
from watchfloor.services.net.transport import HttpTransport, Transport

CLOSE_S = 2.0


class _Fan:
    """What a channel hands its batches to: every sink, then subscribers by priority."""

    def __init__(self, sinks: list[Sink]) -> None:
        self.subscriptions: list[Subscription] = []
        self._sinks = sinks

    def accept(self, batch: Batch) -> None:
        for sink in self._sinks:
            sink.accept(batch)
        if batch.events:
            for subscription in list(self.subscriptions):
                subscription.offer(batch.events)

    async def room(self) -> None:
        for sink in self._sinks:
            await sink.room()

    def add(self, subscription: Subscription) -> None:
        self.subscriptions.append(subscription)
        self.subscriptions.sort(key=lambda each: -each.priority)


class Hub:
    """`sinks` get every batch, in order, and may make the sockets wait (the journal does).

    `why_held` says in a sentence why there is no room, where that is known.
    """

    def __init__(
        self,
        sinks: list[Sink] | None = None,
        *,
        transport: Transport | None = None,
        gate: Gate | None = None,
        clock: Clock | None = None,
        why_held: Callable[[], str] = lambda: "",
    ) -> None:
        self.channels: dict[str, Channel] = {}
        self._fans: dict[str, _Fan] = {}
        self._sinks = sinks or []
        self._transport = transport or HttpTransport()
        self._gate = gate or Gate()
        self._clock = clock or Clock()
        self._why_held = why_held
        self._closing: list[Channel] = []

    def add(self, feed: Feed, *, past: Past | None = None, credential: Credential | None = None) -> Channel:
        """The channel of this feed: one for each name, however many ask for it."""
        known = self.channels.get(feed.name)
        if known is not None:
            if known.feed != feed:
                raise KnownError(
                    f"There is already another feed named {feed.name!r}. Give this one its own name."
                )
            return known
        fan = _Fan(self._sinks)
        channel = Channel(
            feed,
            self._transport,
            self._gate,
            fan,
            clock=self._clock,
            past=past,
            credential=credential,
            why_held=self._why_held,
        )
        self.channels[feed.name] = channel
        self._fans[feed.name] = fan
        return channel

    def remove(self, name: str) -> None:
        """Stop a channel and forget it; its subscribers' iterations end."""
        channel, fan = self.channels.pop(name), self._fans.pop(name)
        channel.stop()
        self._closing = [each for each in self._closing if each.running] + [channel]
        for subscription in list(fan.subscriptions):
            subscription.close()

    def subscribe(
        self,
        feed: Feed,
        *,
        pace: Pace | None = None,
        wanted: Callable[[Event], bool] | None = None,
        priority: int = 0,
    ) -> Subscription:
        """Events of a feed at a pace; the connection is shared with whoever else listens."""
        channel = self.add(feed)
        fan = self._fans[feed.name]
        subscription = Subscription(
            pace=pace, wanted=wanted, priority=priority, clock=self._clock, on_close=fan.subscriptions.remove
        )
        fan.add(subscription)
        channel.start()
        return subscription

    async def close(self) -> None:
        """Everything ends, in any state, within two seconds."""
        channels = [*self._closing, *self.channels.values()]
        for name in list(self.channels):
            self.remove(name)
        ends = [asyncio.ensure_future(channel.closed()) for channel in channels]
        if ends:
            _, late = await asyncio.wait(ends, timeout=CLOSE_S)
            for end in late:
                end.cancel()
        await self._transport.aclose()

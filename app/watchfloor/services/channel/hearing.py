"""What a channel hears, from a stream or by asking: bytes become batches, and tell of rhythm and rate."""

import asyncio
from collections.abc import Callable, Sequence

from watchfloor.core.diagnosis.content import FOREIGN_AFTER_S
from watchfloor.core.diagnosis.impression import BEAT_TYPES
from watchfloor.core.diagnosis.listening import LEAST_STRANGE
from watchfloor.core.diagnosis.pulse import Pulse
from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.metric import Metrics
from watchfloor.core.stamp import sent_at_s
from watchfloor.core.state import QUIET, UNREADABLE, ChannelState
from watchfloor.core.stream.frame import Item
from watchfloor.services.channel.connection import Connection
from watchfloor.services.channel.hold import Hold
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.legibility import Legibility
from watchfloor.services.channel.resumption import SETTLE_S, Resumption
from watchfloor.services.channel.standing import Sink, Standing
from watchfloor.services.channel.watchdog import Heartbeat, Watchdog
from watchfloor.services.clock import Clock
from watchfloor.services.net.answer import Opened

STALL_S = 0.2  # what comes after so long a wait of our own may have come together for that alone


class Hearing:
    """Lives as long as its channel. Silence is told in `standing`; what is given up as dead to `on_dead`."""

    def __init__(
        self,
        feed: Feed,
        intake: Intake,
        standing: Standing,
        sink: Sink,
        clock: Clock,
        on_dead: Callable[[float], None],
        why_held: Callable[[], str] = lambda: "",
    ) -> None:
        self.metrics = Metrics()
        self.heartbeat = Heartbeat(feed.heartbeat_s)
        self.watchdog = Watchdog(
            self.heartbeat,
            feed.silence_s,
            clock.monotonic_s,
            lambda: self.pulse.odd_silence_s,
            lambda: self.pulse.stalled(clock.monotonic_s() - self.opened_s),
        )
        self.resumption = Resumption(intake, standing, clock)
        self.hold = Hold(clock.monotonic_s, self._on_held)
        self._why_held = why_held
        self.pulse = Pulse()  # of the connection of now, or the last one
        self.legibility = Legibility(intake)
        self.opened_s = 0.0
        self._feed = feed
        self._intake = intake
        self._standing = standing
        self._sink = sink
        self._clock = clock
        self._on_dead = on_dead
        self._ended_s: float | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._is_time = False  # enough of the connection was heard to say whether it is an event stream

    # A stream

    def opened(self, connection: Connection, opened: Opened) -> None:
        now_s = self._clock.monotonic_s()
        self.pulse, self.opened_s = Pulse(), now_s
        self.legibility.begin(now_s)
        connection.answered(opened, now_s)
        self.metrics.connection_ms.record((now_s - connection.started_s) * 1000, now_s)
        if opened.date_s is not None:
            waited_s = (connection.timing.headers_ms or 0.0) / 1000
            self.metrics.offset.saw_date(opened.date_s, self._clock.wall_s(), waited_s)
        self._intake.begin(ndjson=opened.ndjson)
        if self._intake.ledger.last_seq > 0:
            self.resumption.begin(self._away_s)
        self.watchdog.start(self.on_silence, self._on_death)
        self._standing.set(ChannelState.CONNECTED, latency_ms=connection.timing.headers_ms)
        if not opened.ndjson:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(FOREIGN_AFTER_S, self._on_time, connection)

    def _on_time(self, connection: Connection) -> None:
        self._is_time = True
        self._judge(connection)

    def _judge(self, connection: Connection) -> None:
        """A stream of which nothing can be read is not called well; with its first event or comment it is."""
        why = self.legibility.why_not(self.pulse, self._clock.monotonic_s())
        status = self._standing.status
        if why and status.state is ChannelState.CONNECTED:
            self._standing.set(ChannelState.STALE, code=UNREADABLE, reason=why)
        elif status.unreadable and not why:
            self._standing.set(ChannelState.CONNECTED, latency_ms=connection.timing.headers_ms)

    def received(self, connection: Connection, block: bytes) -> Batch | None:
        """What one read completed; None where it completed nothing."""
        now_s = self._clock.monotonic_s()
        self.watchdog.last_byte_s = now_s
        connection.received(len(block), now_s)
        status = self._standing.status
        if status.state is ChannelState.STALE and not status.unreadable:
            self._standing.set(ChannelState.CONNECTED, latency_ms=connection.timing.headers_ms)
        batch = self._intake.feed(block)
        self._feel(block, batch, now_s)
        if batch is not None and (batch.events or batch.comments):
            self.legibility.proved(now_s)
        else:
            self.legibility.waited(now_s)
        if self._is_time and (batch is None or status.unreadable):
            self._judge(connection)
        if self._is_beat(batch):
            self.heartbeat.beat(now_s)
        if batch is None:
            return None
        connection.proved(now_s)
        self._count(batch, now_s)
        connection.events += len(batch.events)
        if batch.events and connection.settled(now_s, SETTLE_S):
            self.metrics.arrived(sent_at_s(batch.events[-1].data), batch.received_at_s, now_s)
        return batch

    def _feel(self, block: bytes, batch: Batch | None, now_s: float) -> None:
        at_s = now_s - self.opened_s
        if batch is None:
            self.pulse.take(at_s, block, 0, 0)
        else:
            self.pulse.take(at_s, block, len(batch.events), len(batch.comments), batch.received_at_s)

    def _is_beat(self, batch: Batch | None) -> bool:
        """A comment or an empty line alone, or a ping: with data it is an event, and beats all the same."""
        if batch is None:
            return self._intake.between_events
        if not batch.events:
            return bool(batch.comments)
        return len(batch.events) == 1 and batch.events[0].type.lower() in BEAT_TYPES

    def ended(self, connection: Connection) -> None:
        """What the end of the stream completes is handed over, too."""
        self.watchdog.stop()
        self.hold.stop()
        self._is_time = False
        if self._patience is not None:
            self._patience.cancel()
        self.heartbeat.interrupt()
        if connection.opened is None:
            return
        now_s = self._clock.monotonic_s()
        rest = self._intake.close()
        strange = self._intake.strange
        if strange >= LEAST_STRANGE:
            words = f"{strange} lines were not of the event-stream format, and were ignored."
            self._standing.warn("strange-lines", words)
        if rest is not None:
            connection.proved(now_s)
            connection.events += len(rest.events)
            self._count(rest, now_s)
            self._sink.accept(rest)
        self.resumption.settle()
        self.gone()

    # Polls

    def polled(self, items: Sequence[Item], last_event_id: str) -> Batch:
        """An answer may bring what another one or the stream brought before."""
        if self._intake.ledger.last_seq:
            self._intake.resume(self._away_s)
        batch = self._intake.take(items, last_event_id)
        self._count(batch, self._clock.monotonic_s())
        return batch

    # Both

    def gone(self) -> None:
        """From now on nothing is heard."""
        self._ended_s = self._clock.monotonic_s()

    async def deliver(self, batch: Batch) -> None:
        """Hand over first, then wait for room: a stop in between loses nothing."""
        self._sink.accept(batch)
        self.watchdog.held = True
        self.hold.begin()
        began_s = self._clock.monotonic_s()
        try:
            await self._sink.room()
        finally:
            self.watchdog.held = False
            self.hold.end()
        now_s = self._clock.monotonic_s()
        if now_s - began_s > STALL_S:
            self.pulse.stalled(now_s - self.opened_s)
        self._standing.go_on()

    def completes(self, batch: Batch) -> bool:
        """Whether something came after which the feed has no more to say."""
        ends_on = self._feed.ends_on
        return bool(ends_on) and any(event.type in ends_on for event in batch.events)

    @property
    def _away_s(self) -> float:
        """How long nothing was heard; 0 before the first time."""
        return 0.0 if self._ended_s is None else self._clock.monotonic_s() - self._ended_s

    def _count(self, batch: Batch, now_s: float) -> None:
        if batch.events:
            self.metrics.throughput.record(1.0, now_s, len(batch.events))

    def on_silence(self) -> None:
        if self._standing.status.state is ChannelState.CONNECTED:
            code = QUIET if self.heartbeat.every_s is None else ""
            self._standing.set(ChannelState.STALE, last_byte_at_s=self.watchdog.last_byte_s, code=code)

    def _on_held(self) -> None:
        """What came waits to be kept, so nothing more is read: bytes that arrive are not seen."""
        self._standing.hold(self._why_held() or "The disk is slower than what comes.")

    def _on_death(self) -> None:
        self._on_dead(self._clock.monotonic_s() - self.watchdog.last_byte_s)

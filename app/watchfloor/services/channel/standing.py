"""Where a channel stands: its status, who hears of a change, and what goes to the journal besides events."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from watchfloor.core.event import Batch
from watchfloor.core.happening import Happening, StateChanged, Warned
from watchfloor.core.link.verdict import Outcome
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.intake import Intake
from watchfloor.services.clock import Clock


class Sink(Protocol):
    """Takes every batch of a channel. `accept` never refuses; `room` is what the socket waits for."""

    def accept(self, batch: Batch) -> None: ...
    async def room(self) -> None: ...


class Standing:
    """`status` is replaced at once on a change; listeners are called then, without waiting."""

    def __init__(self, channel: str, intake: Intake, sink: Sink, clock: Clock) -> None:
        self.status = Status()
        self._held: Status | None = None  # how it stood before it was held
        self.listeners: list[Callable[[Status], None]] = []
        self._channel = channel
        self._intake = intake
        self._sink = sink
        self._clock = clock

    def set(
        self,
        state: ChannelState,
        *,
        attempt: int = 0,
        retry_at_s: float | None = None,
        latency_ms: float | None = None,
        last_byte_at_s: float | None = None,
        polling_every_s: float | None = None,
        code: str = "",
        reason: str = "",
        advice: str = "",
    ) -> None:
        before = self.status
        same = state is before.state and code == before.code
        self.status = Status(
            state=state,
            since_s=before.since_s if same else self._clock.monotonic_s(),
            attempt=attempt,
            retry_at_s=retry_at_s,
            last_byte_at_s=last_byte_at_s,
            latency_ms=latency_ms,
            polling_every_s=polling_every_s,
            code=code,
            reason=reason,
            advice=advice,
        )
        if self.status == before:
            return
        if not same:
            self.tell(self._changed())
        self._notify()

    def _notify(self) -> None:
        for listener in list(self.listeners):
            listener(self.status)

    def hold(self, reason: str) -> None:
        """Nothing more is read before there is room for what came."""
        self._held = self.status
        self.set(ChannelState.HELD, reason=reason)

    def go_on(self) -> None:
        """There is room: it stands as before, unless something else has befallen it since."""
        before, self._held = self._held, None
        if before is None or self.status.state is not ChannelState.HELD:
            return
        self.status = msgspec.structs.replace(before, since_s=self._clock.monotonic_s())
        changed = self._changed()
        if self.status.state is ChannelState.CONNECTED:
            changed = msgspec.structs.replace(changed, reason="The journal has room again: reading goes on")
        self.tell(changed)
        self._notify()

    def fail(self, outcome: Outcome, advice: str) -> None:
        """Refused for good, or out of tries."""
        self.set(ChannelState.FAILED, code=outcome.code, reason=outcome.detail, advice=advice)

    def tell(self, *happenings: Happening) -> None:
        """Pass on what befell the channel; it waits for no room, for it is little and rare."""
        if happenings:
            self._sink.accept(
                Batch(
                    channel=self._channel,
                    received_at_s=self._clock.wall_s(),
                    monotonic_s=self._clock.monotonic_s(),
                    events=[],
                    last_event_id=self._intake.resume_id,
                    totals=self._intake.ledger.totals,
                    happenings=list(happenings),
                )
            )

    def warn(self, code: str, message: str) -> None:
        self.tell(
            Warned(
                channel=self._channel,
                at_s=self._clock.wall_s(),
                after_seq=self._intake.ledger.last_seq,
                code=code,
                message=message,
            )
        )

    def _changed(self) -> StateChanged:
        status, wall_s = self.status, self._clock.wall_s()
        until_s = None if status.retry_at_s is None else status.retry_at_s - self._clock.monotonic_s()
        return StateChanged(
            channel=self._channel,
            at_s=wall_s,
            after_seq=self._intake.ledger.last_seq,
            state=status.state.value,
            reason=status.reason,
            attempt=status.attempt,
            retry_at_s=None if until_s is None else wall_s + until_s,
        )

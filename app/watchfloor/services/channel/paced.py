"""The views of one channel at a pace of their own: the journal has every event, they have some of them."""

import asyncio
import time
from collections.abc import Callable

import msgspec

from watchfloor.core.event import Batch, Event
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import Subject, predicate
from watchfloor.core.session.session import Session
from watchfloor.core.workspace.workspace import Pace
from watchfloor.services.channel.subscription import Subscription


class Paced:
    """Between a channel and the session's models. Ledger and happenings pass at once; of its events those
    that its pace lets through, and the others are counted."""

    def __init__(self, session: Session, channel: str, pace: Pace) -> None:
        self.pace = pace
        self._session = session
        self._channel = channel
        self._last: Batch | None = None
        self._subscription = Subscription(pace=pace, wanted=self._wanted(pace.where))
        self._task = asyncio.get_running_loop().create_task(self._hand_out(), name=f"pace-{channel}")

    def _wanted(self, where: str) -> Callable[[Event], bool] | None:
        if not where:
            return None
        try:
            test = predicate(parse(where), time.time)
        except QueryError:
            return None  # it was told where it was read; to show too much is the lesser harm
        return lambda event: test(Subject(event, self._session.read))

    def accept(self, batch: Batch) -> None:
        self._last = batch
        self._subscription.offer(list(batch.events))
        self._apply(msgspec.structs.replace(batch, events=[]))

    @property
    def running(self) -> bool:
        return not self._task.done()

    def close(self) -> None:
        """No more events; what is pending is still shown."""
        self._subscription.close()

    async def closed(self) -> None:
        await self._task

    async def _hand_out(self) -> None:
        async for events in self._subscription:
            self._show(events)

    def _show(self, events: list[Event]) -> None:
        last = self._last
        if last is not None:
            self._apply(
                msgspec.structs.replace(
                    last, events=events, happenings=[], comments=[], comment_places=[],
                    received_at_s=events[-1].received_at_s, last_event_id=events[-1].id,
                )
            )  # fmt: skip

    def _apply(self, batch: Batch) -> None:
        self._session.apply(batch)
        self._session.hold_back(self._channel, self._subscription.held_back)

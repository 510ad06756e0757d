"""What stands between the streams of a recording and its journal: it ends the run when enough is kept."""

import asyncio

import msgspec

from watchfloor.core.error import BugError, KnownError
from watchfloor.core.event import Batch
from watchfloor.core.happening import AttemptEnded, Happening, StateChanged
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.resume_id import why_poisoned


class Keeper:
    """A sink that passes batches on to the journal until enough is kept.

    What the last read brought beyond that is left to the next run: it is neither kept nor counted, and
    the id to resume from is that of the last event kept.
    """

    def __init__(self, writer: Writer, limit: int | None) -> None:
        self.done = asyncio.Event()
        self.kept = 0
        self.failure: KnownError | BugError | None = None
        self._writer = writer
        self._limit = limit
        self._cut: dict[str, tuple[Batch, int]] = {}  # what was kept last, and its last number
        self._left_out: dict[str, int] = {}  # events of the connection, since the cut

    def accept(self, batch: Batch) -> None:
        batch = self._within_limit(batch)
        try:
            self._writer.accept(batch)
        except (KnownError, BugError) as error:
            self._fail(error)
            return
        self.kept += len(batch.events)
        if self._limit is not None and self.kept >= self._limit:
            self.done.set()

    def _within_limit(self, batch: Batch) -> Batch:
        cut = self._cut.get(batch.channel)
        if cut is not None:
            self._left_out[batch.channel] += len(batch.events)
            return self._end_of(batch, *cut)
        if self._limit is None or self.kept + len(batch.events) <= self._limit:
            return batch
        left = self._limit - self.kept
        last_seq = batch.events[0].seq - 1 + left
        self._left_out[batch.channel] = len(batch.events) - left
        batch = first_events(batch, left, self._writer.resume(batch.channel).last_event_id)
        self._cut[batch.channel] = batch, last_seq
        return batch

    def _end_of(self, batch: Batch, cut: Batch, last_seq: int) -> Batch:
        """What still befalls a channel whose events are no longer taken: its end."""
        happenings: list[Happening] = []
        for happening in batch.happenings:
            if isinstance(happening, AttemptEnded):
                happening = self._counted(happening)
            if isinstance(happening, AttemptEnded | StateChanged):
                after_seq = min(happening.after_seq, last_seq)
                happenings.append(msgspec.structs.replace(happening, after_seq=after_seq))
        return msgspec.structs.replace(
            batch, events=[], last_event_id=cut.last_event_id, totals=cut.totals, happenings=happenings
        )

    def _counted(self, attempt: AttemptEnded) -> AttemptEnded:
        """A connection has brought what was kept of it: the rest is the next run's to count."""
        left_out, self._left_out[attempt.channel] = self._left_out[attempt.channel], 0
        return msgspec.structs.replace(attempt, events=attempt.events - left_out)

    async def room(self) -> None:
        try:
            await self._writer.room()
        except (KnownError, BugError) as error:
            self._fail(error)

    def _fail(self, error: KnownError | BugError) -> None:
        self.failure = self.failure or error
        self.done.set()


def first_events(batch: Batch, limit: int, last_event_id: str) -> Batch:
    """A batch cut after so many events, as if no more had come; before them the id was `last_event_id`."""
    events = batch.events[:limit]
    left_out = len(batch.events) - limit
    last_seq = batch.events[0].seq - 1 + limit
    totals = msgspec.structs.replace(
        batch.totals, received=batch.totals.received - left_out, stored=batch.totals.stored - left_out
    )
    return msgspec.structs.replace(
        batch,
        events=events,
        last_event_id=next(
            (event.id for event in reversed(events) if not why_poisoned(event.id)), last_event_id
        ),
        totals=totals,
        happenings=[happening for happening in batch.happenings if happening.after_seq <= last_seq],
    )

"""The journal as the loop sees it: it takes batches, and makes the socket wait if the disk is slower."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from watchfloor.core.error import BugError, KnownError
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.ledger.ledger import Past
from watchfloor.journal import file
from watchfloor.journal.index import Read
from watchfloor.journal.lock import Lock
from watchfloor.journal.packing import pack
from watchfloor.journal.salvage.checkup import Checkup
from watchfloor.journal.salvage.salvage import Salvaged
from watchfloor.journal.settings import Keep, Settings
from watchfloor.journal.writer import opening
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.carriage import Carried, Wanted, carry
from watchfloor.journal.writer.errand import Errands
from watchfloor.journal.writer.inbox import Inbox
from watchfloor.journal.writer.opening import opened, sound
from watchfloor.journal.writer.renaming import Names, rename
from watchfloor.journal.writer.waiting import Waiting
from watchfloor.journal.writer.worker import Worker

T = TypeVar("T")


class Writer:
    """Commits batches to one file from a thread of its own.

    `trouble` is "" or the sentence why nothing can be committed right now; `put` then waits once the
    bound is reached, and all goes on when the trouble is over. `on_trouble(sentence)` and
    `on_commit(last_position)` are called on the writer's thread. `salvaged` tells, when the file was
    found damaged, what could be moved into a new one.
    """

    def __init__(
        self,
        book: Book,
        lock: Lock,
        read: Read,
        settings: Settings,
        on_trouble: Callable[[str], object],
        on_commit: Callable[[int], object],
        clock: Callable[[], float],
    ) -> None:
        self.path = book.path
        self._lock = lock
        self._closed = False
        self._checkup: Checkup | None = None
        self._due_seq = {name: account.last_seq + 1 for name, account in book.accounts.items()}
        self._stands: dict[str, tuple[str, Totals]] = {}  # by channel: its id and ledger as put last
        self._waiting = Waiting()
        self._inbox = Inbox(
            max_events=settings.max_events, max_bytes=settings.max_bytes, on_room=self._waiting.wake
        )
        self._worker = Worker(book, self._inbox, read, settings, on_trouble, on_commit, clock)
        self._worker.hold = lock.renew
        self._errands = Errands(self._inbox, self._worker, self.path)
        self._worker.thread.start()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read: Read | None = None,
        settings: Settings | None = None,
        on_trouble: Callable[[str], object] | None = None,
        on_commit: Callable[[int], object] | None = None,
        clock: Callable[[], float] = time.time,
        stopped: Callable[[], bool] | None = None,
    ) -> "Writer":
        """Open a journal for writing, making or upgrading it; a damaged one is salvaged first, unless that
        has `stopped`.

        Raises a `KnownError`; `JournalBusyError` and `JournalReadOnlyError` mean that it can still be read.
        """
        path = file.true_path(path)
        settings = settings or Settings()
        lock = Lock(path)
        wal = Path(f"{path}-wal")
        ended_badly = wal.exists() and wal.stat().st_size > 0
        try:
            book, salvaged = opened(path, settings.durable, clock(), stopped)
            writer = cls(
                book, lock, read or _nothing, settings, on_trouble or _nothing, on_commit or _nothing, clock
            )
        except BaseException:
            lock.release()
            raise
        writer._worker.salvaged = salvaged
        if ended_badly and salvaged is None and path.stat().st_size > opening.CHECKED_BYTES:
            writer._checkup = Checkup(path, writer._replace_soon)
        return writer

    @property
    def trouble(self) -> str:
        return self._worker.trouble

    @property
    def size_bytes(self) -> int:
        """How large the file was at the last commit."""
        return self._worker.size_bytes

    @property
    def salvaged(self) -> Salvaged | None:
        return self._worker.salvaged

    @property
    def channels(self) -> list[str]:
        return list(self._worker.book.accounts)

    def resume(self, channel: str) -> Past:
        """Where a channel stood at its last commit: what its `Ledger` starts with.

        A channel that was active since this journal was opened is asked for after `flush`. Where what it
        ended with cannot be read, the file is set aside first.
        """
        try:
            return self._past(channel)
        except file.JournalDamagedError:
            self._errands.wait_for(self._worker.replace)
            return self._past(channel)

    def _past(self, channel: str) -> Past:
        connection = file.open_read(self.path)
        try:
            past = self._worker.book.past(channel, connection)
            self._worker.book.losses.pop(channel, None)
            return past
        except file.READ_ERRORS as error:
            raise file.known(error, self.path) from error
        finally:
            connection.close(True)

    async def register(self, channel: str, url: str = "", profile: str = "") -> str:
        """Keep with the channel where it comes from and which profile reads it; where it came from before."""
        return await self._on_thread(lambda: self._worker.book.register(channel, url, profile))

    async def rename(self, before: str, after: str) -> None:
        """A channel goes on under another name, once what was put before is committed."""

        def call() -> Names:
            names = rename(self._worker.book, before, after)
            self._worker.index.forget_names()
            return names

        await self._on_thread(call, self._renamed)

    async def take_over(self, source: Path, wanted: Wanted) -> Carried:
        """Channels of another journal are this one's too, all of them or none; none is at work here yet.

        That one stays as it is. It is broken off where this journal is closed meanwhile.
        """

        def call() -> Carried:
            with sound(source, self._worker.now_s(), self._has_closed):
                carried = carry(self._worker.book, source, wanted, self._has_closed)
            self._worker.took_over()
            return carried

        return await self._on_thread(call, self._carried)

    def _renamed(self, names: Names) -> None:
        for old, new in names:
            self._due_seq[new] = self._due_seq.pop(old, 1)

    def _carried(self, carried: Carried) -> None:
        self._renamed(carried.renamed)
        self._due_seq.update({name: last_seq + 1 for name, last_seq in carried.channels.items()})

    def _has_closed(self) -> bool:
        return self._closed

    def accept(self, batch: Batch) -> None:
        """Take a batch, whatever waits already: it has been received. `room` is what the socket waits for."""
        self._check_alive()
        due_seq = self._due_seq.get(batch.channel, 1)
        if batch.events and batch.events[0].seq != due_seq:
            raise BugError(
                f"The journal was given event {batch.events[0].seq} of {batch.channel!r}"
                f" where {due_seq} was due."
            )
        self._due_seq[batch.channel] = due_seq + len(batch.events)
        if not self._is_beat(batch):
            self._inbox.add(pack(batch))

    def _is_beat(self, batch: Batch) -> bool:
        """A heartbeat alone leaves all as it is: each would be a commit, and a disk that never rests."""
        stands = (batch.last_event_id, batch.totals)
        before, self._stands[batch.channel] = self._stands.get(batch.channel), stands
        return before == stands and not batch.events and not batch.happenings

    async def room(self) -> None:
        """Wait while as much is uncommitted as the settings allow."""
        while self._inbox.full:
            self._check_alive()
            await self._waiting.stand_in_line(self._must_wait)

    def _must_wait(self) -> bool:
        return self._inbox.full and not self._worker.ended

    async def put(self, batch: Batch) -> None:
        """Wait for room, then hand over a batch. Cancelled, the batch was not taken."""
        await self.room()
        self.accept(batch)

    def _check_alive(self) -> None:
        if self._worker.failure is not None:
            raise self._worker.failure
        if self._closed:
            raise BugError("The journal is closed.")

    async def flush(self) -> None:
        """Everything put before is committed when this returns; raises what prevents it."""
        await self._on_thread(_do_nothing)

    async def indexed(self) -> None:
        """Everything committed so far is in the indexes when this returns."""
        await self._on_thread(lambda: self._worker.index.finish(self._worker.book.last_id))

    async def read_again(self) -> None:
        """A profile reads events differently now: what was read of all events is built anew."""
        await self._on_thread(self._worker.index.restart)

    async def pin(self, position: int, note: str, at_s: float) -> None:
        """Keep this event whatever retention says."""
        await self._on_thread(lambda: self._worker.retention.pin(position, note, at_s))

    async def unpin(self, position: int) -> None:
        await self._on_thread(lambda: self._worker.retention.unpin(position))

    async def keep(self, keep: Keep, now_s: float) -> int:
        """Other bounds, from now on; the number of events dropped at once. The rest goes bit by bit."""
        return await self._on_thread(lambda: self._worker.set_keep(keep, now_s))

    async def _on_thread(
        self, call: Callable[[], T], then: Callable[[T], object] | None = None, *, in_trouble: bool = False
    ) -> T:
        self._check_alive()
        return await self._errands.run(call, then, in_trouble=in_trouble)

    def _replace_soon(self) -> None:
        self._errands.begin(self._worker.replace)

    async def salvage(self) -> Salvaged:
        """A reader found the file damaged: set it aside now, and go on in a new one."""
        await self._on_thread(self._worker.replace, in_trouble=True)
        if self._worker.salvaged is None:
            raise BugError("A salvage has no result.")
        return self._worker.salvaged

    async def close(self) -> None:
        """Commit what waits and close the file; raises if something could not be committed."""
        self._closed = True
        if self._checkup is not None:
            await asyncio.to_thread(self._checkup.stop)
        self._inbox.close()
        await asyncio.to_thread(self._worker.thread.join)
        self._lock.release()
        if self._worker.failure is not None:
            raise self._worker.failure
        if self._inbox.events:
            why = self.trouble.replace(file.WAITS, "")
            raise KnownError(
                f"The last {self._inbox.events:,} events could not be written. {why}"
                " The next start asks for them again, where the server keeps a history."
            )


def _nothing(_: Event | str | int) -> None:
    return None


def _do_nothing() -> None:
    return None

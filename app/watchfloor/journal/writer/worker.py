"""The thread that commits. Everything it touches, it touches alone; the loop speaks to it by the inbox."""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path

import apsw

from watchfloor.core.error import BugError, KnownError
from watchfloor.journal import file
from watchfloor.journal.index import CATCH_UP_EVENTS, SLICE_EVENTS, Index, Read
from watchfloor.journal.packing import Packed
from watchfloor.journal.salvage.homecoming import Home, Homecoming, move_in
from watchfloor.journal.salvage.salvage import Salvaged, SalvageStoppedError, salvage
from watchfloor.journal.settings import Keep, Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.inbox import Inbox
from watchfloor.journal.writer.retention import Retention
from watchfloor.journal.writer.tide import Tide

_RETENTION_EVERY_S = 60.0
_HOME_EVERY_S = 60.0
_MAX_REPLACED = 3
INDEX_EVERY_S = 1.0  # at a trickle: each step writes six pages, whether it takes one event or hundreds


class Worker:
    """Commits, and in between fills the indexes and drops what may be dropped.

    `trouble` is the sentence why nothing can be committed right now; it is tried again until it works.
    `failure` is what ended the thread, if it was not asked to end.
    """

    def __init__(
        self,
        book: Book,
        inbox: Inbox,
        read: Read,
        settings: Settings,
        on_trouble: Callable[[str], object],
        on_commit: Callable[[int], object],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.book = book
        self.trouble = ""
        self.failure: KnownError | BugError | None = None
        self._inbox = inbox
        self._read = read
        self._settings = settings
        self._on_trouble = on_trouble
        self._on_commit = on_commit
        self._clock = clock
        self.salvaged: Salvaged | None = None
        self.size_bytes = book.size_bytes()
        self.keep = settings.keep
        self._attach()
        self._retention_due_s = time.monotonic()
        self._retention_waits = False
        self._home_due_s = 0.0
        self._rest_until_s = 0.0
        self._index_due_s = 0.0
        self._tide = Tide()
        self._calls: deque[Callable[[], None]] = deque()
        self.hold: Callable[[], object] = _nothing  # the file's lock, should that be removed as well
        self._replaced = 0
        self._unsaved: KnownError | None = None  # why there is no file to write to any more
        self.thread = threading.Thread(target=self._run, name="journal", daemon=True)

    @property
    def ended(self) -> bool:
        return self.failure is not None

    def _attach(self) -> None:
        self._home = Home(self.book.path)
        self._homecoming: Homecoming | None = None
        self.index = Index(self.book.connection, self._read)
        self.retention = Retention(self.book, self.keep)

    def _run(self) -> None:
        failure: KnownError | BugError | None = BugError(f"The journal {self.book.path} stopped.")
        try:
            while self._turn():
                pass
            self._come_home(at_once=True)
            self.book.close()
            failure = None
        except SalvageStoppedError:
            failure = None  # the file was closed for that, and all is committed
        except (KnownError, BugError) as error:
            failure = error
        except (apsw.Error, OSError, MemoryError) as error:
            failure = BugError(f"The journal {self.book.path} had to stop: {error}")
        finally:
            self.failure = failure
            # Whatever ended it, nobody must go on waiting for it.
            if self.failure is not None:
                self._on_trouble(str(self.failure))
            self._inbox.give_up()
            while self._calls:
                self._calls.popleft()()

    def _turn(self) -> bool:
        """One turn of the thread; False when it is to end."""
        work = self._inbox.wait(self._settings.commit_s, self._idle_s())
        if work is None:
            self._guarded(self._tend)
            return True
        written = not work.batches or self._commit(work.batches)
        self._calls.extend(work.calls)
        while self._calls:
            self._calls.popleft()()
        if self._unsaved is not None:
            raise self._unsaved  # whoever asked for it has heard; all others hear it now
        if not written and not work.closing:
            self._inbox.pause(self._settings.retry_s)
        return not work.closing

    @property
    def _behind(self) -> bool:
        return self._settings.index and (self.index.done < self.book.last_id or self.index.doubted > 0)

    def _idle_s(self) -> float:
        now_s = time.monotonic()
        due_s = 0.0 if self._homecoming is not None else self._retention_due_s - now_s
        if self._behind:
            due_s = min(due_s, self._index_in_s(now_s))
        return max(0.0, due_s, self._rest_until_s - now_s)

    def _index_in_s(self, now_s: float) -> float:
        """How long the next step of the indexes can wait: a trickle gathers, a flood goes first."""
        few = self.book.last_id - self.index.done < SLICE_EVENTS
        return max(self._tide.calm_in_s(now_s), self._index_due_s - now_s if few else 0.0)

    def _tend(self) -> None:
        """What is done when nothing is due: half of the time at most, so that the window has the other.

        The indexes stand back from a flood: it needs all there is, and a query finds its way without them.
        """
        began_s = time.monotonic()
        if self._homecoming is not None:
            self._come_home()
        index_due = self._behind and self._index_in_s(began_s) <= 0
        if index_due and not (self._retention_waits and began_s >= self._retention_due_s):
            self._index()
            self._index_due_s = began_s + INDEX_EVERY_S
            self._retention_waits = True  # else indexes that never catch up would let the disk run full
        elif began_s >= self._retention_due_s:
            self._retention_waits = False
            self._come_home()
            more = self.retention.step(self._clock()) or self.retention.give_back()
            self._retention_due_s = time.monotonic() + (0.0 if more else _RETENTION_EVERY_S)
        ended_s = time.monotonic()
        # A time, not a span: commits that come more often than a slow step takes would begin it ever anew.
        self._rest_until_s = ended_s + (ended_s - began_s)

    def _index(self) -> None:
        """What is new goes first; with that done, what an earlier version may have left unread."""
        if self.index.done < self.book.last_id:
            self.index.step(self.book.last_id, SLICE_EVENTS if self._inbox.events else CATCH_UP_EVENTS)
        else:
            self.index.read_doubted()

    def set_keep(self, keep: Keep, now_s: float) -> int:
        """Other bounds: something is dropped at once, the rest as soon as there is time."""
        self.keep = self.retention.keep = keep
        self._retention_due_s = time.monotonic()
        return self.retention.step(now_s)

    def now_s(self) -> float:
        return self._clock()

    def took_over(self) -> None:
        """Channels of another journal have come into the book."""
        self.index.forget_names()
        self.size_bytes = self.book.size_bytes()
        self._on_commit(self.book.last_id)

    def _guarded(self, call: Callable[[], None]) -> None:
        """Trouble in what could as well be done later is told, and tried again after a while."""
        try:
            call()
        except file.READ_ERRORS as error:
            self._tell(error)
            self._inbox.pause(self._settings.retry_s)

    def _commit(self, batches: list[Packed]) -> bool:
        try:
            self.book.write_packed(batches)
        except file.READ_ERRORS as error:
            return self._tell(error) and self._commit(batches)
        self._inbox.done(batches)
        self._tide.took(sum(len(batch.rows) for batch in batches), time.monotonic())
        if self.trouble:
            self.trouble = ""
            self._on_trouble("")
        self.size_bytes = self.book.size_bytes()
        self._on_commit(self.book.last_id)
        self._come_home()
        return True

    def _tell(self, error: Exception) -> bool:
        """Make the trouble known; True when it is already over because the file was replaced."""
        known = file.known(error, self.book.path)
        if isinstance(known, file.JournalDamagedError):
            self.replace()
            return True
        if self.trouble != str(known):
            self.trouble = str(known)
            self._on_trouble(self.trouble)
        return False

    def _come_home(self, *, at_once: bool = False) -> None:
        """Somebody took the file away from under its name: bring all of it back, a little at a time.

        Meanwhile the stream goes on, into what has no name any more; it is brought along.
        """
        try:
            if not self._is_on_the_way(at_once=at_once) or self._homecoming is None:
                return
            while not self._homecoming.step():
                if not at_once:
                    return
        except KnownError as error:
            self._homecoming = None
            self._home_due_s = time.monotonic() + _HOME_EVERY_S
            self._on_trouble(str(error))
            return
        self._move_in(self._homecoming.fresh)

    def _is_on_the_way(self, *, at_once: bool) -> bool:
        if self._home.is_there():
            self._stay()
        elif self._homecoming is None and (at_once or time.monotonic() >= self._home_due_s):
            self.hold()  # nobody else may write to what comes back
            self._homecoming = Homecoming(self.book.connection, self.book.path)
        return self._homecoming is not None

    def _stay(self) -> None:
        """It has come back by itself, or what was to come is damaged."""
        if self._homecoming is not None:
            self._homecoming.give_up()
            self._homecoming = None

    def _move_in(self, fresh: Path) -> None:
        path, losses = self.book.path, self.book.losses
        self.book.close()
        told = move_in(fresh, path, self._clock())
        self.book = Book(path, durable=self._settings.durable)
        self.book.losses = losses
        self._attach()
        self._on_trouble(told)

    def replace(self) -> None:
        """The file is damaged: set it aside, and go on in a new one with all that is intact."""
        if self._inbox.has_ended:
            raise BugError("The journal is closed.")  # nobody would close the new one
        self._replaced += 1
        if self._replaced > _MAX_REPLACED:
            raise KnownError(f"{self.book.path} is damaged again and again. Check the disk that holds it.")
        path, durable = self.book.path, self._settings.durable
        self._stay()
        self.book.close()
        try:
            self.salvaged = salvage(path, self._clock(), lambda: self._inbox.is_leaving)
        except KnownError as error:
            self._unsaved = error
            raise
        losses = Counter(self.book.losses) + Counter(self.salvaged.losses)
        self.book = Book(path, durable=durable)
        self.book.losses = dict(losses)
        self._attach()
        self._on_trouble(self.salvaged.sentence)


def _nothing() -> None:
    return None

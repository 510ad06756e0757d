"""Carries the log over into the file beside the next commits: the journal's thread did it between them."""

import contextlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from watchfloor.journal import file

MUCH_BYTES = 1 << 20  # less is carried over by SQLite itself when its time comes, and a quiet disk may sleep


class Log:
    """A journal's log, by a connection of its own: SQLite lets one carry over what another one writes."""

    def __init__(self, path: Path) -> None:
        self._connection = file.open_beside(path)

    def carry(self) -> None:
        """Copy into the file what is committed now; nobody is waited for, and nobody has to wait."""
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        self._connection.close(True)


class Forerunner:
    """In a flood the journal's thread took a fifth of its time to copy its log and to wait for the disk.

    It promises nothing: what it leaves, SQLite carries over at the end of a commit once the log is long. What
    is wrong with the disk is for that to say.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal-log")
        self._running: Future[None] | None = None

    def run(self, size_bytes: int) -> None:
        """So much was written. While one copy is under way no other is begun: a later one takes it in."""
        if size_bytes >= MUCH_BYTES and (self._running is None or self._running.done()):
            # What goes wrong stays in its future, which nobody asks.
            with contextlib.suppress(RuntimeError):  # closed, or the interpreter is ending
                self._running = self._thread.submit(self._log.carry)

    def close(self) -> None:
        """Let a copy end that is under way, and let go of the log."""
        self._thread.shutdown()
        self._log.close()

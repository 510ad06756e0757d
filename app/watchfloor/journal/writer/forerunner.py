"""Brings the log to the disk ahead of the checkpoint, which would wait for it otherwise."""

import contextlib
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

MUCH_BYTES = 1 << 20  # less is soon synced when its time comes, and a quiet disk may sleep

Sync = Callable[[int], object]
# Windows has none, and keeps a file that somebody has open from being deleted.
_SYNC: Sync | None = getattr(os, "fdatasync", None)


class Forerunner:
    """In a flood the journal's thread waited 0.5 us an event for the log's sync; beside its next commit that
    costs nothing.

    It promises nothing: whether the log is safe, and what is wrong with it, is for SQLite's own sync to say.
    """

    def __init__(self, log: Path, sync: Sync | None = _SYNC) -> None:
        self._log = log
        self._sync = sync
        self._descriptor: int | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal-sync")
        self._running: Future[None] | None = None

    def run(self, size_bytes: int) -> None:
        """So much was written. While one sync is under way no other is begun: a later one takes it in."""
        if self._sync is None or size_bytes < MUCH_BYTES:
            return
        if self._running is None or self._running.done():
            with contextlib.suppress(RuntimeError):  # closed, or the interpreter is ending
                self._running = self._thread.submit(self._run, self._sync)

    def _run(self, sync: Sync) -> None:
        """What goes wrong here stays in its future, which nobody asks."""
        if self._descriptor is None:
            self._descriptor = os.open(self._log, os.O_RDONLY)
        sync(self._descriptor)

    def close(self) -> None:
        """Let a sync end that is under way, and let go of the log."""
        self._thread.shutdown()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

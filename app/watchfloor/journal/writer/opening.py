"""A file opened to be written to, after a salvage if it is damaged."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfloor.journal import file
from watchfloor.journal.lock import Lock
from watchfloor.journal.proof import ending
from watchfloor.journal.salvage.salvage import Salvaged, finish, salvage
from watchfloor.journal.writer.book import Book

CHECKED_BYTES = 64 << 20  # files up to this size are looked through before they are used


def opened(
    path: Path, durable: bool, now_s: float, stopped: Callable[[], bool] | None
) -> tuple[Book, Salvaged | None]:
    """The file, and what was saved of it if it was damaged."""
    finish(path)
    try:
        book = Book(path, durable=durable)
        try:
            book.check(CHECKED_BYTES)
            ending.check(book.connection, path)
        except file.JournalDamagedError:
            book.close()
            raise
    except file.JournalDamagedError:
        salvaged = salvage(path, now_s, stopped)
        return Book(path, durable=durable), salvaged
    return book, None


@contextlib.contextmanager
def sound(path: Path, now_s: float, stopped: Callable[[], bool]) -> Iterator[None]:
    """A file that is there, which nobody else writes to meanwhile; after a salvage if it is damaged."""
    if not file.stands(path):
        raise file.JournalMissingError(f"There is no file {path}. Check its name.")
    lock = Lock(path)
    try:
        book, _ = opened(path, False, now_s, stopped)
        book.close()
        yield
    finally:
        lock.release()

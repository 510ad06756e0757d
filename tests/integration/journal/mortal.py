"""Kills a piece of work at every place where it could be killed. `python -m …mortal WORK FILE STEP`.

Copies of the file are made beside it, named after the number of calls that a child may make while it works on
one: every STEP calls, and densely towards the end. The child dies by SIGKILL. The numbers are printed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.journal.sample import AT_S, read
from watchfloor.core.query.tree import All
from watchfloor.journal.exchange.export import Columns, sheet
from watchfloor.journal.exchange.export_file import pour, write_file
from watchfloor.journal.index import Index
from watchfloor.journal.reader.scan import Scan
from watchfloor.journal.salvage.salvage import salvage
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.renaming import rename
from watchfloor.journal.writer.retention import Retention

KEEP = Keep(max_events=100)
AT_THE_END = 120


def upgrade(path: Path) -> None:
    Book(path).close()


def save(path: Path) -> None:
    salvage(path, AT_S)


def drop(path: Path) -> None:
    book = Book(path)
    Retention(book, KEEP).apply(AT_S)
    book.close()


def call_otherwise(path: Path) -> None:
    book = Book(path)
    rename(book, "map", "other")
    book.close()


def fill_indexes(path: Path) -> None:
    book = Book(path)
    Index(book.connection, read).finish(book.last_id)
    book.close()


def export(path: Path) -> None:
    scan = Scan(path, lambda: AT_S, read)
    columns = Columns(("seq", "data"), read)
    write_file(
        path.with_name(f"{path.name}.csv"),
        lambda stream: pour(scan, All(), sheet("csv", stream, columns), lambda *_: None),
    )
    scan.close()


WORKS: dict[str, Callable[[Path], None]] = {
    work.__name__: work for work in (upgrade, save, drop, call_otherwise, fill_indexes, export)
}


def dying(work: Callable[[Path], None], path: Path, calls: int) -> bool:
    """Whether a child that may make so many calls died of it."""
    child = os.fork()
    if child == 0:
        left = calls

        def count(frame: Any, event: str, argument: Any) -> None:
            nonlocal left
            left -= event in ("call", "c_call")
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        work(path)
        sys.setprofile(None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, f"{path}: the work itself failed"
        return False
    return True


def main(name: str, original: str, step: str) -> None:
    work, places = WORKS[name], list[int]()

    def lives(calls: int) -> bool:
        path = Path(original).with_name(f"{calls}.watchfloor")
        shutil.copy(original, path)
        places.append(calls)
        return not dying(work, path, calls)

    dead, alive = 0, int(step)
    while not lives(alive):
        dead, alive = alive, alive + int(step)
    while alive - dead > AT_THE_END:  # where the work ends, files change places
        between = (dead + alive) // 2
        dead, alive = (dead, between) if lives(between) else (between, alive)
    for calls in range(max(1, dead - AT_THE_END), dead, 6):
        lives(calls)
    print(*sorted(set(places)))


if __name__ == "__main__":
    main(*sys.argv[1:])

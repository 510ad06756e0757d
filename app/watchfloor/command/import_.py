"""`watchfloor import SOURCE -o FILE`: read NDJSON or a curl capture into a journal."""

import argparse
import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import apsw

from watchfloor.command.target import journal_file
from watchfloor.command.usage import Parser
from watchfloor.core.diagnosis.word import many
from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch
from watchfloor.core.ledger.recall import Archive
from watchfloor.journal import file
from watchfloor.journal.exchange.archive import archives
from watchfloor.journal.exchange.recording import Intake, format_of, read_ndjson, read_sse
from watchfloor.journal.index import Index
from watchfloor.journal.lock import Lock
from watchfloor.journal.profile import Profiles
from watchfloor.journal.salvage.carve import is_journal
from watchfloor.journal.writer.book import Book

_HEAD_BYTES = 1_024


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor import",
        description="Read recordings into a journal: lines of JSON as `export` and `tail --json` write them "
        "(or any others: each line is then an event), or an event stream as `curl -N` saved it.",
        epilog="A stream that was saved without times is taken as received when its file was last written.",
    )
    words.add_argument("source", metavar="SOURCE", help="the recording; - is standard input")
    words.add_argument(
        "-o",
        "--output",
        type=journal_file,
        required=True,
        metavar="FILE",
        help="the .watchfloor file to add to",
    )
    words.add_argument("--format", choices=("ndjson", "sse"), help="default: by the first bytes")
    words.add_argument(
        "--channel", default="", metavar="NAME", help="the channel's name (default: the recording's own)"
    )
    return words


def run(arguments: argparse.Namespace) -> int:
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        stays = os.path.exists(arguments.output)  # noqa: PTH110 - a name that cannot be is not there
        left = "What was added so far stays." if stays else f"{arguments.output} was not made."
        print(f"watchfloor: Broken off before the end. {left}", file=sys.stderr)
        return 0


def _run(arguments: argparse.Namespace) -> int:
    if arguments.source == "-":
        if sys.stdin is None:
            raise KnownError("Standard input is closed. Name a file to read.")
        return _import(sys.stdin.buffer, arguments, arguments.channel or "import", time.time())
    source = Path(arguments.source)
    try:
        if source.is_file() and is_journal(source):
            raise KnownError(
                f"{source} is a journal already. Open it as it is, or `watchfloor export` it first."
            )
        with source.open("rb") as stream:
            return _import(stream, arguments, arguments.channel or source.stem, source.stat().st_mtime)
    except OSError as error:
        raise KnownError(f"{source} cannot be read: {error.strerror}.") from error


def _import(raw: BinaryIO, arguments: argparse.Namespace, channel: str, at_s: float) -> int:
    stream = io.BufferedReader(cast("io.RawIOBase", raw)) if not hasattr(raw, "peek") else raw
    head = cast("io.BufferedReader", stream).peek(_HEAD_BYTES)[:_HEAD_BYTES]
    if not head:
        raise KnownError(f"{_named(arguments)} is empty: there is nothing to import.")
    read = read_ndjson if (arguments.format or format_of(head)) == "ndjson" else read_sse
    path = file.true_path(arguments.output)
    with _journal(path) as book:
        intake = Intake(book.past, _Recalls(book).of)
        count = _write(book, read(stream, intake, channel, at_s))
        if not intake.judged:
            raise KnownError(
                f"No event was found in {_named(arguments)}. It must hold lines of JSON, or an event"
                " stream as `curl -N` saves it."
            )
        _index(book)
    known = f" {intake.known:,} were there before." if intake.known else ""
    refused = f" {intake.refused:,} could not be read and are counted as refused." if intake.refused else ""
    lines = many(intake.left_out, "line of the story was", "lines of the story were")
    left_out = f" {lines} left out." if intake.left_out else ""
    print(f"{count:,} events imported into {arguments.output}.{known}{refused}{left_out}", file=sys.stderr)
    return 0


def _named(arguments: argparse.Namespace) -> str:
    return "standard input" if arguments.source == "-" else str(arguments.source)


@contextlib.contextmanager
def _journal(path: Path) -> Iterator[Book]:
    """The journal to add to. If it was made for this import, and that fails, nothing of it is left."""
    lock = Lock(path)
    made, done = not path.exists(), False
    try:
        with contextlib.closing(Book(path)) as book:
            yield book
        done = True
    except file.READ_ERRORS as error:
        raise file.known(error, path) from error
    finally:
        if made and not done:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        lock.release()


class _Recalls:
    """What each channel of a journal has already, looked through once, and only if something is asked."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._archives: dict[str, Archive] | None = None

    def of(self, channel: str) -> Archive | None:
        if self._archives is None:
            self._archives = archives(self._book.connection)
        return self._archives.get(channel)


def _write(book: Book, batches: Iterator[Batch]) -> int:
    """Commit as they come; what is committed stays, should the rest be unreadable."""
    count = 0
    for batch in batches:
        book.write([batch])
        count += len(batch.events)
        if sys.stderr.isatty():
            print(f"\r{count:,} events", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return count


def _index(book: Book) -> None:
    index = Index(book.connection, Profiles.of(book.connection).read)
    with contextlib.suppress(apsw.InterruptError):
        index.finish(book.last_id)

"""`watchfloor export FILE`: write a journal's events as NDJSON, CSV or Parquet."""

import argparse
import sys
import time
from pathlib import Path

from watchfloor.core.error import KnownError
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.query.tree import Node
from watchfloor.journal.exchange.export import (
    DEFAULT_FIELDS,
    FORMATS,
    OWN_FIELDS,
    READ_FIELDS,
    Columns,
    format_of,
    sheet,
)
from watchfloor.journal.exchange.export_file import pour, write_file
from watchfloor.journal.reader.scan import Scan


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="watchfloor export",
        description="Write a journal's events, oldest first, while it is being recorded or after.",
        epilog=f"Fields for csv and parquet: {', '.join((*OWN_FIELDS, *READ_FIELDS))}, "
        "or a path into the events' JSON such as source.name.",
    )
    words.add_argument("file", type=Path, metavar="FILE", help="a .watchfloor file")
    words.add_argument("--where", default="", metavar="QUERY", help="only events that meet this query")
    words.add_argument("--format", choices=FORMATS, help="default: by OUT's ending, or ndjson")
    words.add_argument(
        "--fields",
        type=_fields,
        default=DEFAULT_FIELDS,
        metavar="A,B,…",
        help=f"columns of csv and parquet (default: {','.join(DEFAULT_FIELDS)})",
    )
    words.add_argument(
        "-o", "--output", default="-", metavar="OUT", help="the file to write; - is standard output"
    )
    return words


def _fields(text: str) -> tuple[str, ...]:
    fields = tuple(field.strip() for field in text.split(","))
    if not all(fields):
        raise argparse.ArgumentTypeError("a field's name is empty")
    if len(set(fields)) < len(fields):
        raise argparse.ArgumentTypeError("a field is named twice")
    return fields


def run(arguments: argparse.Namespace) -> int:
    query = read_query(arguments.where)
    to_stdout = arguments.output == "-"
    out = Path(arguments.output)
    format_ = arguments.format or (None if to_stdout else format_of(out)) or "ndjson"
    scan = Scan(arguments.file, time.time)
    try:
        columns = Columns(arguments.fields, scan.read)
        progress = _Progress(scan.last)
        if to_stdout:
            stream = sys.stdout.buffer
            pour(scan, query, sheet(format_, stream, columns), progress.at)
            stream.flush()
        else:
            write_file(out, lambda part: pour(scan, query, sheet(format_, part, columns), progress.at))
    finally:
        scan.close()
    progress.end(None if to_stdout else out)
    return 0


def read_query(text: str) -> Node:
    """The query's tree; an error shows the place."""
    try:
        return parse(text)
    except QueryError as error:
        raise KnownError(
            f"The query cannot be read. {error}\n  " + error.pointer().replace("\n", "\n  ")
        ) from None


class _Progress:
    """How far the export is, on a terminal, at most ten times a second."""

    def __init__(self, last: int) -> None:
        self._last = max(1, last)
        self._shown = sys.stderr.isatty()
        self._due_s = 0.0
        self.count = 0

    def at(self, position: int, events: int) -> None:
        self.count += events
        if self._shown and time.monotonic() >= self._due_s:
            self._due_s = time.monotonic() + 0.1
            percent = min(100, 100 * position // self._last)
            print(f"\r{percent:3d} %  {self.count:,} events", end="", file=sys.stderr, flush=True)

    def end(self, out: Path | None) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr)
        if out is not None:
            print(f"{self.count:,} events written to {out}.", file=sys.stderr)

"""`watchfloor export FILE`: write a journal's events as NDJSON, CSV or Parquet."""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from watchfloor.command.usage import Parser
from watchfloor.core.diagnosis.word import many
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
from watchfloor.journal.exchange.story import (
    STORY_FIELDS,
    Story,
    StoryColumns,
    any_line,
    pour_both,
    pour_story,
)
from watchfloor.journal.reader.scan import Scan

EPILOG = (
    f"Fields for csv and parquet: {', '.join((*OWN_FIELDS, *READ_FIELDS))}, "
    "or a path into the events' JSON such as source.name. "
    "The story is what stands between the events: connection attempts, states, gaps, resumes, refusals, "
    f"alerts, pins with their notes, what was dropped. Its fields: {', '.join(STORY_FIELDS)}, "
    "or what a kind has to say, such as status or missing."
)


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor export",
        description="Write a journal's events, oldest first, while it is being recorded or after.",
        epilog=EPILOG,
    )
    words.add_argument("file", type=Path, metavar="FILE", help="a .watchfloor file")
    words.add_argument("--where", default="", metavar="QUERY", help="only events that meet this query")
    words.add_argument(
        "--rows",
        choices=("events", "story", "both"),
        default="events",
        help="the events, the story between them, or both in their order, as ndjson (default: events)",
    )
    words.add_argument("--format", choices=FORMATS, help="default: by OUT's ending, or ndjson")
    words.add_argument(
        "--fields",
        type=_fields,
        metavar="A,B,…",
        help=f"columns of csv and parquet (default: {','.join(DEFAULT_FIELDS)};"
        f" of the story: {','.join(STORY_FIELDS)})",
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
    if to_stdout and sys.stdout is None:
        raise KnownError("Standard output is closed. Name a file to write to with -o.")
    out = Path(arguments.output)
    format_ = arguments.format or (None if to_stdout else format_of(out)) or "ndjson"
    if arguments.rows == "both" and format_ != "ndjson":
        parser().error("events and the story have different columns: write both as ndjson, or each by itself")
    if arguments.fields and format_ == "ndjson":
        print("watchfloor: --fields is for csv and parquet. Each line of ndjson has all.", file=sys.stderr)
    with contextlib.ExitStack() as open_:
        progress = _Progress()
        write = _writing(arguments, query, format_, progress, open_)
        try:
            if to_stdout:
                write(sys.stdout.buffer)
                sys.stdout.buffer.flush()
            else:
                write_file(out, write)
        except KeyboardInterrupt:
            left = "What was written is not all." if to_stdout else f"{out} was not written."
            print(f"watchfloor: Broken off before the end. {left}", file=sys.stderr)
            return 0
    progress.end(None if to_stdout else out, arguments.rows)
    return 0


def _writing(
    arguments: argparse.Namespace,
    query: Node,
    format_: str,
    progress: "_Progress",
    open_: contextlib.ExitStack,
) -> Callable[[BinaryIO], None]:
    """What writes the chosen rows into a stream; the journal stays open as long as `open_`."""
    if arguments.rows == "story":
        story = open_.enter_context(contextlib.closing(Story(arguments.file, query, time.time)))
        layout = StoryColumns(arguments.fields or STORY_FIELDS)
        return lambda part: pour_story(story, sheet(format_, part, layout, any_line), progress.at)
    scan = open_.enter_context(contextlib.closing(Scan(arguments.file, time.time)))
    progress.last = max(1, scan.last)
    columns = Columns(arguments.fields or DEFAULT_FIELDS, scan.read)
    if arguments.rows == "events":
        return lambda part: pour(scan, query, sheet(format_, part, columns), progress.at)
    between = open_.enter_context(contextlib.closing(Story(arguments.file, query, time.time)))
    return lambda part: pour_both(scan, query, between, sheet(format_, part, columns, any_line), progress.at)


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

    def __init__(self) -> None:
        self.last = 1
        self._shown = sys.stderr.isatty()
        self._due_s = 0.0
        self._events = 0
        self._lines = 0

    def at(self, position: int, events: int, lines: int = 0) -> None:
        self._events += events
        self._lines += lines
        if self._shown and time.monotonic() >= self._due_s:
            self._due_s = time.monotonic() + 0.1
            percent = min(100, 100 * position // self.last)
            print(f"\r{percent:3d} %  {self._events:,} events", end="", file=sys.stderr, flush=True)

    def end(self, out: Path | None, rows: str) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr)
        if out is not None:
            events, lines = many(self._events, "event"), many(self._lines, "line") + " of the story"
            what = {"events": events, "story": lines, "both": f"{events} and {lines}"}
            print(f"{what[rows]} written to {out}.", file=sys.stderr)

"""A journal's story in the forms that other programs read: alone, or between the events it stood between."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.predicate import Subject, predicate
from watchfloor.core.query.tree import Node
from watchfloor.journal import file
from watchfloor.journal.exchange.export import Sheet, iso, json_line, ndjson_line
from watchfloor.journal.exchange.export_file import PAGE_EVENTS
from watchfloor.journal.reader.scan import Scan
from watchfloor.journal.reader.search import END
from watchfloor.journal.reader.tale import Line, Tale

T = TypeVar("T")

STORY_FIELDS = ("kind", "channel", "at", "after_seq", "text", "details")
_encode = msgspec.json.Encoder().encode
Told = Callable[[int, int, int], None]  # a position, and how many events and lines came with it


class Story:
    """The lines that meet a query. To that a line is an event: its kind is the type, its row the data."""

    def __init__(self, path: Path, query: Node, clock: Callable[[], float]) -> None:
        self._path = path.absolute()
        self._holds = predicate(query, clock)
        self._connection = file.open_read(self._path)
        self._tale = Tale(self._connection)

    def up_to(self, position: int) -> Iterator[Line]:
        """Those of what happened up to behind this event that were not told yet.

        Raises a `KnownError` where the file is damaged.
        """
        try:
            for line in self._tale.up_to(position):
                if self._holds(_subject(line)):
                    yield line
        except file.READ_ERRORS as error:
            raise file.known(error, self._path) from error

    def close(self) -> None:
        self._connection.close(True)


def _subject(line: Line) -> Subject:
    data = _encode(row_of(line)).decode()
    severity = line.details.get("severity") or None
    reading = Reading(kind=line.kind, title=line.text, summary=line.text, text=line.text, severity=severity)
    return Subject(Event(line.channel, line.after_seq, line.at_s, line.kind, data), lambda _: reading)


def row_of(line: Line) -> dict[str, Any]:
    """A line as its object; moments as other programs read them."""
    row: dict[str, Any] = {
        "kind": line.kind,
        "channel": line.channel,
        "at": iso(line.at_s),
        "after_seq": line.after_seq,
        "text": line.text,
    }
    for name, value in line.details.items():
        if name.endswith("_at_s"):
            row[name.removesuffix("_s")] = None if value is None else iso(value)
        else:
            row[name] = value
    return row


def any_line(row: Event | Line) -> bytes:
    """An event as ever, or a line of the story: an object with a `kind`."""
    return ndjson_line(row) if isinstance(row, Event) else json_line(row_of(row))


class StoryColumns:
    """What every line has, what its kind has to say under its own name, or all of that as `details`."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = tuple(fields)

    def values(self, line: Line) -> list[Any]:
        row = row_of(line)
        return [self._value(field, row) for field in self.fields]

    def _value(self, field: str, row: dict[str, Any]) -> Any:
        if field == "details":
            return _encode({name: row[name] for name in row if name not in STORY_FIELDS}).decode()
        return row.get(field)


def pour_story(story: Story, out: Sheet, told: Told) -> None:
    """The story without the events."""
    try:
        for lines in _pages(story.up_to(END)):
            out.write(lines)
            told(lines[-1].position, 0, len(lines))
    finally:
        out.close()


def pour_both(scan: Scan, query: Node, story: Story, out: Sheet, told: Told) -> None:
    """All events that meet the query, and between them the story where it happened."""
    try:
        for rows in scan.pages(query, PAGE_EVENTS):
            last = rows[-1].position
            events = ((row.position, row.event) for row in rows)
            lines = ((line.position, line) for line in story.up_to(last))
            # Of one position the event comes first: it is the earlier argument.
            merged: Iterator[tuple[int, Event | Line]]
            merged = heapq.merge(events, lines, key=lambda pair: pair[0])
            for page in _pages(row for _, row in merged):
                out.write(page)
                events_here = sum(isinstance(row, Event) for row in page)
                told(last, events_here, len(page) - events_here)
        for rest in _pages(story.up_to(END)):
            out.write(rest)
            told(rest[-1].position, 0, len(rest))
    finally:
        out.close()


def _pages(rows: Iterable[T]) -> Iterator[list[T]]:
    each = iter(rows)
    while page := list(islice(each, PAGE_EVENTS)):
        yield page

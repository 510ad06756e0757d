"""Rows of the log as text to paste: as they are read, as JSON lines, as CSV."""

from collections.abc import Callable, Sequence

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.session import Session
from watchfloor.gui.graph.graph_file import safe_cell
from watchfloor.gui.log.event_row import EventRow
from watchfloor.gui.log.log_header import (
    CHANNEL,
    CONFIDENCE,
    SEVERITY,
    SOURCE,
    SUMMARY,
    TIME,
    TYPE,
    LogHeader,
)
from watchfloor.gui.style.look import Look

Form = Callable[[Sequence[Item], Session, LogHeader, Look], str]


def as_text(items: Sequence[Item], session: Session, header: LogHeader, look: Look) -> str:
    """A line a row, the columns that are shown, in their order."""
    rows = (EventRow(item, session, utc=look.utc) for item in items)
    return "\n".join("\t".join(_cells(row, header)) for row in rows)


def as_csv(items: Sequence[Item], session: Session, header: LogHeader, _look: Look) -> str:
    """The same with a heading, in UTC; no cell begins a formula."""
    lines = [[header.words(column) for column in _shown(header)]]
    lines += [_cells(EventRow(item, session, utc=True), header) for item in items]
    return "\r\n".join(",".join(safe_cell(cell) for cell in line) for line in lines)


def as_json(items: Sequence[Item], _session: Session, _header: LogHeader, _look: Look) -> str:
    """A line a row: an event as `tail --json` writes it; anything else as the journal keeps it."""
    return "\n".join(msgspec.json.encode(_plain(item)).decode() for item in items)


def _plain(item: Item) -> object:
    if not isinstance(item, Event):
        return item
    return {
        "channel": item.channel,
        "id": item.id,
        "type": item.type,
        "data": item.data,
        "received_at": item.received_at_s,
        "seq": item.seq,
    }


def _shown(header: LogHeader) -> list[int]:
    columns = (header.logicalIndex(place) for place in range(header.count()))
    return [column for column in columns if not header.isSectionHidden(column)]


def _cells(row: EventRow, header: LogHeader) -> list[str]:
    usual = {
        TIME: row.time,
        CHANNEL: row.channel,
        TYPE: row.kind,
        SEVERITY: str(row.severity or ""),
        SUMMARY: row.summary,
        SOURCE: row.source,
        CONFIDENCE: row.confidence,
    }
    finders = header.finders
    return [usual[column] if column in usual else row.field(finders[column]) for column in _shown(header)]

"""Rows of the log as text to paste: as they are read, as JSON lines, as CSV."""

from collections.abc import Callable, Sequence

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.session.session import Session
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
from watchfloor.journal.exchange.export import iso


class Page(msgspec.Struct, frozen=True):
    """What a row is read with. `note_of` tells the note of a pinned row; None: it is not pinned."""

    session: Session
    header: LogHeader
    look: Look
    note_of: Callable[[Item], str | None]


Form = Callable[[Sequence[Item], Page], str]


def as_text(items: Sequence[Item], page: Page) -> str:
    """A line a row, the columns that are shown, in their order; a note at its end."""
    rows = ((EventRow(item, page.session, utc=page.look.utc), page.note_of(item)) for item in items)
    return "\n".join("\t".join(_cells(row, page.header) + ([note] if note else [])) for row, note in rows)


def as_csv(items: Sequence[Item], page: Page) -> str:
    """The same with a heading, in UTC; no cell begins a formula."""
    notes = [page.note_of(item) or "" for item in items]
    lines = [[page.header.words(column) for column in _shown(page.header)] + ["Note"] * any(notes)]
    for item, note in zip(items, notes, strict=True):
        lines.append(_cells(EventRow(item, page.session, utc=True), page.header) + [note] * any(notes))
    return "\r\n".join(",".join(safe_cell(cell) for cell in line) for line in lines)


def as_json(items: Sequence[Item], page: Page) -> str:
    """A line a row: an event as `tail --json` writes it, with its note; else as the journal keeps it."""
    return "\n".join(msgspec.json.encode(_plain(item, page.note_of(item))).decode() for item in items)


def _plain(item: Item, note: str | None) -> object:
    if not isinstance(item, Event):
        return item
    row = {
        "id": item.id,
        "type": item.type,
        "data": item.data,
        "received_at": iso(item.received_at_s),
        "seq": item.seq,
        "channel": item.channel,
    }
    row |= {"mark": item.mark} if item.mark else {}
    return row if note is None else row | {"note": note}


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

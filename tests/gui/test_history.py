"""Scrolling back from memory into a real journal."""

from pathlib import Path
from time import time

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.log.filtering import compiled
from watchfloor.core.log.log import LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.session import Session
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.style.look import Look
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.recorded.log_page import LogPages

EVENTS = 3_000


async def test_rows_that_left_memory_come_from_the_journal(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    session = Session()
    session.log = LogTail(capacity=100)
    session.add_channel("c", "generic")
    view = LogView(session, look)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    writer = Writer.open(tmp_path / "a.watchfloor", read=session.read)
    for first in range(1, EVENTS, 50):
        events = [
            Event("c", seq, AT.wall_s, "m", f'{{"title":"No. {seq}"}}') for seq in range(first, first + 50)
        ]
        batch = Batch(
            "c", AT.wall_s, AT.monotonic_s, events, "", Totals(received=first + 49, stored=first + 49)
        )
        await writer.put(batch)
        session.apply(batch)
    reader = Reader.open(tmp_path / "a.watchfloor", read=session.read)
    view.remember(LogHistory())
    pages = LogPages(view.window_of_rows, writer, reader, view.table.refresh)
    view.refresh(AT)
    try:
        assert view.window_of_rows.count == EVENTS
        view.table.verticalScrollBar().setValue(EVENTS - 20)
        view.table.grab()
        assert view.table.row_text(EVENTS - 1) is None
        await pages.fetch()
        view.table.grab()
        oldest = view.table.row_text(EVENTS - 1)
        assert oldest is not None
        assert oldest.summary == "No. 1"
        view.table.select(view.window_of_rows.serial_at(EVENTS - 1))
        assert view.window_of_rows.row_of(view.table.current or 0) == EVENTS - 1
        await filtered(view, pages, session)
    finally:
        await reader.close()
        await writer.close()


async def scrolled_to_the_end(view: LogView, pages: LogPages) -> None:
    view.table.grab()
    await pages.fetch()
    while view.window_of_rows.more:
        view.table.verticalScrollBar().setValue(view.window_of_rows.count)
        view.table.grab()
        await pages.fetch()


async def filtered(view: LogView, pages: LogPages, session: Session) -> None:
    """A filter finds in the journal what has left memory, as far as one scrolls."""
    view.follow(following=True)
    predicate, query = compiled('"No. 7"', session.read, time)
    view.filter(predicate, query)
    rows = view.window_of_rows
    await scrolled_to_the_end(view, pages)
    shown = [row.summary for place in range(rows.count) if (row := view.table.row_text(place)) is not None]
    assert shown == ["No. 7"]
    every = compiled("type:m", session.read, time)
    view.filter(*every)
    await scrolled_to_the_end(view, pages)
    assert rows.count == EVENTS
    serials = [rows.serial_at(place) for place in range(EVENTS)]
    assert [rows.row_of(serial or 0) for serial in serials] == list(range(EVENTS))
    view.filter(None)
    assert rows.count == EVENTS


@pytest.mark.parametrize("wanted", [0, 5_000])
async def test_a_second_call_and_an_empty_wish_do_nothing(tmp_path: Path, wanted: int, qapp: object) -> None:
    writer = Writer.open(tmp_path / "a.watchfloor")
    reader = Reader.open(tmp_path / "a.watchfloor")
    history, arrivals = LogHistory(), list[int]()
    if wanted:
        history.get(wanted)
    rows = LogWindow(LogTail(), history)
    await LogPages(rows, writer, reader, lambda: arrivals.append(1)).fetch()
    assert len(arrivals) == bool(wanted)
    assert not history.wanting
    await reader.close()
    await writer.close()

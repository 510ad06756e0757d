"""What a start finds that was cut off before the indexes had everything."""

from pathlib import Path

import pytest

from tests.gui.showing import kept, showing, until
from tests.unit.journal.sample import batch, events
from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry, LogLook, Look, Workspace
from watchfloor.gui.showing import Options
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.home.place import Place
from watchfloor.services.work.workspace_desk import WorkspaceDesk
from watchfloor.services.work.workspace_file import WorkspaceFile

EVENTS = 300


@pytest.mark.parametrize("watched", ["map", "another"])
async def test_a_filter_finds_what_was_not_indexed_when_the_last_start_was_cut_off(
    tmp_path: Path, home: Path, qapp: object, watched: str
) -> None:
    """Also what a feed has brought that is in the workspace no more."""
    feed = Feed(name=watched, url="http://127.0.0.1:9/", profile="map_stream", sse_enabled=False)
    look = Look(log=LogLook(filter="severity:>=4"))
    path = tmp_path / "shift.toml"
    WorkspaceFile(path).save(Workspace(entries=(Entry(feed=feed),), look=look))
    journal = WorkspaceDesk(Place.of(), path).journal_path()
    assert journal is not None
    writer = Writer.open(journal, settings=Settings(index=False))
    await writer.register("map", "http://127.0.0.1:9/", "map_stream")
    await writer.put(batch(events(1, EVENTS)))
    await writer.close()

    async with showing(Options(workspace=path), home / "config") as shown:
        rows = shown.window.log.window_of_rows
        await until(lambda: kept(shown).count == EVENTS and not rows.wanting)
        table = shown.window.log.table

        def all_found() -> bool:
            table.verticalScrollBar().setValue(rows.count)
            table.grab()
            return not rows.more

        await until(all_found)
        assert rows.count == EVENTS * 2 // 5

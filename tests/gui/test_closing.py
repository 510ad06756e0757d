"""A window that is closed while it still connects: what was begun is given up, and its journal is whole."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.showing import no_demo, running, until
from tests.unit.journal.sample import journal
from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry, Workspace
from watchfloor.desktop import serve_demo
from watchfloor.gui import live
from watchfloor.gui.demo_play import Serve
from watchfloor.gui.showing import Options, Showing
from watchfloor.journal.audit import audit
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.place import Place
from watchfloor.services.work.demo_folder import DemoFolder, waiting_for
from watchfloor.services.work.workspace_desk import WorkspaceDesk
from watchfloor.services.work.workspace_file import WorkspaceFile

# A window may close while its server is about to answer; uvicorn then says so.
pytestmark = pytest.mark.logs("ASGI callable returned without completing response")

TURNS = (1, 2, 4, 10, 30, 100)  # of the loop, before it is closed
EVENTS = 3_000


@contextlib.asynccontextmanager
async def beginning(options: Options, folder: Path, serve: Serve) -> AsyncIterator[Showing]:
    """A window that is about to connect; closed in the end, it goes without a word and leaves no task."""
    shown = Showing(options, folder, CrashDesk(None), serve)
    async with running(shown):
        yield shown


async def closed_after(turns: int, options: Options, folder: Path, serve: Serve) -> None:
    async with beginning(options, folder, serve):
        for _ in range(turns):
            await asyncio.sleep(0)


def feed(home: Path) -> tuple[Path, Path]:
    """A workspace with one feed that nobody answers, and its journal."""
    path = home.parent / "shift.toml"
    own = Feed(name="map", url="http://127.0.0.1:9/", profile="map_stream")
    WorkspaceFile(path).save(Workspace(entries=(Entry(feed=own),)))
    found = WorkspaceDesk(Place.of(), path).journal_path()
    assert found is not None
    return path, found


@pytest.mark.parametrize("turns", TURNS)
async def test_while_the_demo_begins(qapp: QApplication, home: Path, turns: int) -> None:
    await closed_after(turns, Options(size=(1_200, 800)), home / "config", serve_demo)
    assert list((home / "data" / "journal").glob("demo-*")) == []


@pytest.mark.parametrize("turns", TURNS)
async def test_while_a_damaged_journal_is_salvaged(qapp: QApplication, home: Path, turns: int) -> None:
    workspace, path = feed(home)
    raw = bytearray(journal(path, EVENTS, 500).read_bytes())
    at = raw.index(b"Report 1500:") // 16_384 * 16_384
    raw[at : at + 16_384] = b"\xaa" * 16_384
    path.write_bytes(raw)
    await closed_after(turns, Options(workspace=workspace), home / "config", no_demo)
    asides = [each for each in path.parent.iterdir() if each != path]
    if asides:  # it was done by then
        assert [each.read_bytes() for each in asides] == [bytes(raw)]
        assert all(not each.broken for each in audit(path).channels)
    else:
        assert path.read_bytes() == raw


@pytest.mark.parametrize("turns", TURNS)
async def test_while_events_are_brought_over(qapp: QApplication, home: Path, turns: int) -> None:
    workspace, path = feed(home)
    folder = DemoFolder.made(Place.of())
    assert folder is not None
    folder.keep_for(path, {})
    journal(folder.journal, EVENTS, 10)
    await closed_after(turns, Options(workspace=workspace), home / "config", no_demo)
    waits = bool(waiting_for(path))
    stored = sum(each.counted for each in audit(path).channels) if path.exists() else 0
    assert stored == (0 if waits else EVENTS)


async def test_whoever_waits_for_a_journal_is_told_why_and_only_as_long(
    qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PATIENCE_S", 0.0)
    workspace, path = feed(home)
    journal(path, EVENTS, 500)
    async with beginning(Options(workspace=workspace), home / "config", no_demo) as shown:
        notice = shown.surround.notice
        await until(lambda: notice.words.startswith("The journal is being opened."))
        await until(lambda: shown.window.session.channels and not notice.words)

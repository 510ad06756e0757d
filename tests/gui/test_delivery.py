"""What a feed brings that was added to the demo comes into the user's own journal; the stream goes on."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.showing import kept, showing, until
from tests.integration.fault_server import FaultServer, Request, by_request, silence, sse
from tests.integration.fault_server import events as server_events
from tests.unit.journal.sample import batch, events
from watchfloor.core.feed import Feed
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.workspace import Entry
from watchfloor.desktop import serve_demo
from watchfloor.gui.log.pin_desk import PinDesk
from watchfloor.gui.showing import Options, Showing
from watchfloor.journal.audit import audit
from watchfloor.journal.lock import Lock
from watchfloor.journal.reader.chronicle import Pinned
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.home.place import Place
from watchfloor.services.work.demo_folder import JOURNAL, PREFIX, PROMISE
from watchfloor.services.work.workspace_desk import WorkspaceDesk

# A window may close while its server is about to answer; uvicorn then says so.
pytestmark = pytest.mark.logs("ASGI callable returned without completing response")

OWN = "World"
PAGE = 20
DEMO = Options(size=(1_200, 800))


def page(request: Request) -> str:
    """Twenty events behind the one that is named."""
    last = int(request.last_event_id or 0)
    return server_events(last + 1, last + PAGE)


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    """Brings a page for each connection, and is silent then."""
    async with FaultServer([sse(), by_request(page), silence]) as server:
        yield server


def entry(server: FaultServer, name: str = OWN) -> Entry:
    return Entry(feed=Feed(name=name, url=server.url))


def folders(home: Path) -> list[Path]:
    return list((home / "data" / "journal").glob(f"{PREFIX}*"))


def journal_of(workspace: Path | None) -> Path:
    found = WorkspaceDesk(Place.of(), workspace).journal_path()
    assert found is not None
    return found


async def added(shown: Showing, server: FaultServer, name: str = OWN) -> None:
    """The feed is on the demo's window, and what it brought is committed."""
    await until(lambda: shown.arrival.desk is not None and len(shown.window.session.channels) == 6)
    assert shown.arrival.desk is not None
    await shown.arrival.desk._clerk.add(entry(server, name))
    await until(lambda: shown.window.session.channels[name].totals.stored == PAGE)
    await until(lambda: kept(shown).count >= shown.window.session.stored)


async def demo_with_a_feed(home: Path, server: FaultServer) -> Path:
    """The workspace that it made."""
    async with showing(DEMO, home / "config", serve_demo) as shown:
        await added(shown, server)
        assert shown.surround.notice.words == (
            "Your feed is in the workspace My feeds, which the next start opens."
            " What it brings until then comes along."
        )
        assert shown.surround.notice.act.text() == "Open My feeds"
        path = shown.workspaces.path
    assert path is not None
    assert len(folders(home)) == 1
    return path


async def goes_on(shown: Showing) -> None:
    """The feed has its first page from the demo, and the next one from the server."""
    row = shown.window.session.channels[OWN]
    await until(lambda: row.totals.stored >= 2 * PAGE)
    assert (row.totals.stored, row.totals.duplicates, row.totals.missing) == (2 * PAGE, 0, 0)


async def test_it_is_there_at_the_next_start_and_the_stream_goes_on(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    path = await demo_with_a_feed(home, server)
    async with showing(Options(workspace=path), home / "config") as shown:
        await goes_on(shown)
        assert folders(home) == []
        assert shown.surround.notice.words == ""
        assert shown.window.log.window_of_rows.history is not None
    found = audit(journal_of(path))
    assert found.ok, found
    reader = Reader.open(journal_of(path))
    ids = [each.event.id for each in (await reader.page(limit=100)).rows]
    told = [placed.happening for placed in await reader.happenings(0, len(ids))]
    await reader.close()
    assert ids == [str(number) for number in range(1, 2 * PAGE + 1)]
    asked_from = [each.last_event_id_sent for each in told if isinstance(each, AttemptEnded)]
    assert asked_from == ["", str(PAGE)]


async def test_pins_and_notes_of_it_come_along(qapp: QApplication, home: Path, server: FaultServer) -> None:
    async with showing(DEMO, home / "config", serve_demo) as shown:
        await added(shown, server)
        log = shown.window.log
        assert log.reveal(OWN, 1)
        shown.window.commands.run("log.pin")
        await until(lambda: pins_of(shown))
        path = shown.workspaces.path
    async with showing(Options(workspace=path), home / "config") as again:
        await until(lambda: pins_of(again))
        assert list(pins_of(again)) == [(OWN, 1)]


def pins_of(shown: Showing) -> dict[tuple[str, int], Pinned]:
    (desk,) = shown.window.findChildren(PinDesk)
    return desk.pins


async def test_a_demo_without_a_feed_of_ones_own_leaves_nothing(qapp: QApplication, home: Path) -> None:
    async with showing(DEMO, home / "config", serve_demo) as shown:
        await until(lambda: len(shown.window.session.channels) == 6)
        assert len(folders(home)) == 1
    assert folders(home) == []


async def test_where_it_fails_the_feeds_wait_and_nothing_is_lost(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    path = await demo_with_a_feed(home, server)
    (folder,) = folders(home)
    promise = (folder / PROMISE).read_bytes()
    whole = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(b"no journal at all" * 100)
    async with showing(Options(workspace=path), home / "config") as shown:
        assert shown.surround.notice.words.startswith(
            "What your feeds brought while the demo ran could not be brought here, and is kept until it can."
            " They are not connected meanwhile."
        )
        await until(lambda: shown.arrival.desk)
        assert shown.window.session.channels[OWN].status.state is ChannelState.IDLE
        (folder / JOURNAL).write_bytes(whole)
        assert shown.surround.notice.act.text() == "Try again"
        shown.surround.notice.act.click()
    assert (folder / PROMISE).read_bytes() == promise
    assert shown.following is not None
    async with showing(shown.following, home / "config") as again:
        await goes_on(again)
    assert audit(journal_of(path)).ok
    assert folders(home) == []


async def test_where_another_program_has_the_journal_it_is_shown_and_comes_the_next_time(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    path = await demo_with_a_feed(home, server)
    lock = Lock(journal_of(path))
    async with showing(Options(workspace=path), home / "config") as shown:
        assert "is being written by another Watchfloor" in shown.surround.notice.words
        await goes_on(shown)
    lock.release()
    assert len(folders(home)) == 1
    async with showing(Options(workspace=path), home / "config") as again:
        await goes_on(again)
    found = audit(journal_of(path))
    assert found.ok, found
    assert [each.name for each in found.channels] == [OWN]
    assert folders(home) == []


async def test_what_had_its_name_before_is_kept_under_another(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    path = await demo_with_a_feed(home, server)
    writer = Writer.open(journal_of(path))
    other = msgspec.structs.replace(entry(server).feed, url="https://elsewhere.example/")
    await writer.register(other.name, other.url)
    await writer.put(batch(events(1, 5, OWN)))
    await writer.close()
    async with showing(Options(workspace=path), home / "config") as shown:
        assert shown.surround.notice.words == (
            "This journal had other events of World. They are kept, and are called World (2) from now on."
        )
        await goes_on(shown)
    found = audit(journal_of(path))
    assert found.ok, found
    assert {each.name: each.totals.stored for each in found.channels}["World (2)"] == 5


async def test_a_window_that_is_closed_meanwhile_leaves_it_for_the_next_start(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    path = await demo_with_a_feed(home, server)
    with contextlib.suppress(AssertionError):
        async with showing(Options(workspace=path), home / "config") as shown:
            shown.window.close()
    async with showing(Options(workspace=path), home / "config") as again:
        await goes_on(again)
    assert audit(journal_of(path)).ok

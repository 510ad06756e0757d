"""Workspaces as a user meets them: opened, handed over, imported, exported, and kept apart from the demo."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QWidget

from tests.gui.showing import kept, showing, until
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import Bearer
from watchfloor.core.session.session import Session
from watchfloor.core.workspace.workspace import Entry, Graph, Highlight, Rule, Workspace
from watchfloor.desktop import serve_demo
from watchfloor.gui.feed.choice_window import ChoiceWindow
from watchfloor.gui.feed.workspace_menu import WorkspaceMenu
from watchfloor.gui.showing import Options
from watchfloor.gui.style.look import Look
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.scenario import paced
from watchfloor.server.setting import Setting
from watchfloor.services.credential.place import places_of
from watchfloor.services.home.place import Place
from watchfloor.services.work.workspace_desk import last_workspace
from watchfloor.services.work.workspace_file import WorkspaceFile

DEADLINE_S = 90.0
# A window may close while its server is about to answer; uvicorn then says so.
pytestmark = pytest.mark.logs("ASGI callable returned without completing response")


@pytest.fixture
async def server() -> AsyncIterator[EmbeddedServer]:
    async with EmbeddedServer(paced(Setting(scenario="demo"))) as server:
        yield server


def entry(server: EmbeddedServer, name: str = "World") -> Entry:
    return Entry(feed=Feed(name=name, url=f"{server.url}/api/map-stream?scope=global", profile="map_stream"))


def workspace(path: Path, *entries: Entry) -> Path:
    WorkspaceFile(path).save(Workspace(entries=entries))
    return path


async def test_the_feeds_of_a_workspace_are_at_work_and_its_journal_goes_on(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "night.toml", entry(server))
    async with showing(Options(workspace=path), home / "config") as shown:
        await until(lambda: shown.window.session.stored)
        await until(lambda: len(shown.window.session.places))
        await until(lambda: kept(shown).count >= shown.window.session.stored)
    began_s = time.time()
    async with showing(Options(workspace=path), home / "config") as again:
        history = again.window.log.window_of_rows.history
        assert history is not None
        assert history.base >= 1
        await until(lambda: "World" in again.window.session.channels)
        row = again.window.session.channels["World"]
        await until(lambda: row.totals.stored >= history.base)
        # What is within the map's hour was not taken off it by a restart.
        await until(lambda: any(marker.came_at_s < began_s for marker in again.window.session.places))
    assert last_workspace(Place.of()) == path


async def test_a_feed_that_was_renamed_in_an_editor_goes_on(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "night.toml", entry(server))
    async with showing(Options(workspace=path), home / "config") as shown:
        await until(lambda: shown.window.session.stored)
        before = shown.window.session.stored
    path.write_text(path.read_text().replace("[feeds.World]", "[feeds.Globe]"))
    async with showing(Options(workspace=path), home / "config") as again:
        await until(lambda: "Globe" in again.window.session.channels)
        await until(lambda: again.window.session.channels["Globe"].totals.stored >= before)
        channel = again.window.session.channels["Globe"]
        await until(lambda: channel.listening)
        assert channel.totals.stored >= before


async def test_the_demo_stays_out_of_what_is_kept(
    qapp: QApplication, home: Path, server: EmbeddedServer
) -> None:
    async with showing(Options(size=(1_200, 800)), home / "config", serve_demo) as shown:
        await until(lambda: len(shown.window.session.channels) == 6)
        shown.workspaces.add(entry(server))
        path = shown.workspaces.path
    assert path is not None
    assert [feed.name for feed in WorkspaceFile(path).load().workspace.feeds] == ["World"]
    assert last_workspace(Place.of()) == path


async def test_whoever_adds_a_feed_to_the_demo_is_told_where_it_is_kept_and_what_becomes_of_its_events(
    qapp: QApplication, home: Path, server: EmbeddedServer
) -> None:
    async with showing(Options(size=(1_200, 800)), home / "config", serve_demo) as shown:
        await until(lambda: len(shown.window.session.channels) == 6)
        of_demo = next(iter(shown.window.session.channels))
        graphs = shown.window.graphs
        graphs.choose(("rate", of_demo))
        graphs.add_curve(("latency",), ("rate", of_demo))
        shown.workspaces.add(entry(server))
        assert shown.surround.notice.words == (
            "Your feed is in the workspace My feeds, which the next start opens."
            " What it brings until then comes along."
        )
        shown.workspaces.add(entry(server, "Second"))
        assert not shown.surround.notice.more, "it is told once"
        assert shown.surround.notice.act.text() == "Open My feeds"
        shown.surround.notice.act.click()
        path = shown.workspaces.path
    assert path is not None
    assert shown.following is not None
    assert shown.following.workspace == path
    kept_graphs = WorkspaceFile(path).load().workspace.graphs
    assert {curve.feed for graph in kept_graphs for curve in graph.curves} == {""}, "the demo's stay with it"


async def test_who_signed_in_beside_the_demo_is_signed_in_where_the_feed_is_kept_and_nowhere_else(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    secret = (Bearer("of this session"),)
    own = entry(server)
    async with showing(Options(size=(1_200, 800)), home / "config", serve_demo) as shown:
        await until(lambda: shown.arrival.desk)
        assert shown.arrival.desk is not None
        await shown.arrival.desk._vault.keep("World", secret, places_of(own.feed))
        feed = msgspec.structs.replace(own.feed, credential="World")
        shown.workspaces.add(msgspec.structs.replace(own, feed=feed))
        shown.switch(workspace(tmp_path / "other.toml", own))
        assert shown.handed is None
        shown.switch(shown.workspaces.path)
    assert shown.following is not None
    async with showing(shown.following, home / "config", vault=shown.handed) as again:
        await until(lambda: again.arrival.desk and again.window.session.up == 1)
        assert again.arrival.desk is not None
        assert await again.arrival.desk._vault.read("World") == secret


async def test_feeds_come_in_and_go_out(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "own.toml", entry(server))
    other = workspace(tmp_path / "other.toml", entry(server), entry(server, "Second"))
    async with showing(Options(workspace=path), home / "config") as shown:
        menu = shown.window.findChild(WorkspaceMenu)
        assert menu is not None
        await until(lambda: "World" in shown.window.session.channels)
        await menu.take_in(other)
        assert set(shown.window.session.channels) == {"World", "Second"}
        await until(lambda: shown.window.session.up == 2)
        assert "was there already" in shown.surround.notice.words
        menu.export(tmp_path / "out.toml")
        asked = QSignalSpy(menu.switch_asked)
        menu.open(other)
        assert asked.count() == 1
    names = [feed.name for feed in WorkspaceFile(path).load().workspace.feeds]
    assert names == ["World", "Second"]
    assert (
        WorkspaceFile(tmp_path / "out.toml").load().workspace.feeds
        == WorkspaceFile(path).load().workspace.feeds
    )
    assert shown.following is not None
    assert shown.following.workspace == other


async def test_what_is_about_the_feeds_comes_in_with_them_and_stays(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "own.toml", entry(server))
    other = tmp_path / "other.toml"
    WorkspaceFile(other).save(
        Workspace(
            entries=(entry(server, "Second"),),
            highlights=(Highlight(query="type:drone", colour="#4c9aff"),),
            graphs=(Graph(kind="rate", feed="Second"),),
            rules={"Gone": Rule(kind="down", feed="Second")},
        )
    )
    async with showing(Options(workspace=path), home / "config") as shown:
        menu = shown.window.findChild(WorkspaceMenu)
        assert menu is not None
        await until(lambda: "World" in shown.window.session.channels)
        await menu.take_in(other)
        assert [rule.query for rule in shown.window.log.highlights] == ["type:drone"]
        assert "Second" in "".join(plot.accessibleName() for plot in shown.window.graphs.plots)
        assert [rule.name for rule in shown.surround.watcher.book.rules] == ["Gone"]
    kept = WorkspaceFile(path).load().workspace
    assert kept.highlights == WorkspaceFile(other).load().workspace.highlights
    assert kept.graphs == (Graph(kind="rate", feed="Second"),)
    assert list(kept.rules) == ["Gone"]


async def test_chosen_feeds_are_exported(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "own.toml", entry(server), entry(server, "Second"), entry(server, "Third"))
    async with showing(Options(workspace=path), home / "config") as shown:
        await until(lambda: len(shown.window.session.channels) == 3)
        shown.window.commands.run("workspace.export")
        (window,) = shown.window.findChildren(ChoiceWindow)
        assert window.names == ["World", "Second", "Third"]
        window.feeds.item(1).setCheckState(Qt.CheckState.Unchecked)
        assert window.names == ["World", "Third"]
        window.go.click()
        await until(lambda: shown.window.findChildren(QFileDialog))
        (dialog,) = shown.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "out.toml"))
        dialog.reject()
        await until(lambda: "Exported" in shown.window.status.text)
    assert [feed.name for feed in WorkspaceFile(tmp_path / "out.toml").load().workspace.feeds] == [
        "World",
        "Third",
    ]


async def test_nothing_chosen_is_nothing_to_export(qapp: QApplication, look: Look) -> None:
    window = ChoiceWindow(["a"], "a", look)
    window.feeds.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not window.go.isEnabled()
    window.reject()


async def test_what_cannot_be_read_is_told_and_this_workspace_goes_on(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "own.toml", entry(server))
    bad = tmp_path / "bad.toml"
    bad.write_text('schema = 2\n[feeds.x]\nurl = "ftp://x"\n')
    async with showing(Options(workspace=path), home / "config") as shown:
        menu = shown.window.findChild(WorkspaceMenu)
        assert menu is not None
        menu._taken(menu.open, bad)
        assert "Line 3" in shown.surround.notice.words
        assert shown.following is None


async def test_a_certificate_that_is_not_checked_is_marked(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    unsafe = entry(server)
    unsafe = msgspec.structs.replace(unsafe, feed=msgspec.structs.replace(unsafe.feed, verify_tls=False))
    path = workspace(tmp_path / "own.toml", unsafe)
    async with showing(Options(workspace=path), home / "config") as shown:
        await until(lambda: "World" in shown.window.session.channels)
        shown.window.channels.select("World")
        view = shown.window.inspector.connection_view
        await until(lambda: not view._insecure.isHidden())
        model = shown.window.channels.model()
        assert "certificate is not checked" in model.index(0, 0).data(11)  # as it is read out
        await until(lambda: shown.window.log.window_of_rows.count)
        row = shown.window.log.table.row_text(0)
        assert row is not None
        assert row.insecure
        assert [mark.isHidden() for mark in shown.window._insecure] == [False] * 3
        assert "World" in shown.window._insecure[0].toolTip()
        shown.window.commands.run("channel.report")
        assert "NOT CHECKED" in QApplication.clipboard().text()


async def test_a_practised_fault_is_seen_while_it_lasts(qapp: QApplication, home: Path) -> None:
    async with showing(Options(size=(1_200, 800)), home / "config", serve_demo) as shown:
        commands = shown.window.commands
        session = shown.window.session
        await until(lambda: any(row.listening for row in session.channels.values()))
        commands.run("fault.503")
        await until(lambda: refused(session))
        strips = [each for each in shown.window.findChildren(QWidget) if each.objectName() == "fault-strip"]
        assert strips
        assert "503" in strips[0].accessibleName()
        # Some never ask: the breaker, which is all feeds' of one server, spares it.
        shown.window.refresh_all()  # what has just come may not be in the list yet
        shown.window.channels.select(refused(session)[0])
        view = shown.window.inspector.connection_view
        await until(lambda: "503" in view.findings.words)
        assert commands["fault.end"].enabled()
        commands.run("fault.end")
        await until(strips[0].isHidden)


def refused(session: Session) -> list[str]:
    return [row.name for row in session.channels.values() if any(each.status == 503 for each in row.attempts)]


# -- as a program of its own


def start(home: Path, *words: str) -> "subprocess.Popen[str]":
    known = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    more = {"WATCHFLOOR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    more["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    return subprocess.Popen(
        [sys.executable, "-m", "watchfloor", *words],
        env=known | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def reached(holds: Callable[[], bool], program: "subprocess.Popen[str]") -> None:
    deadline_s = time.monotonic() + DEADLINE_S
    while not holds():
        assert time.monotonic() < deadline_s
        assert program.poll() is None, program.communicate()
        await asyncio.sleep(0.05)


async def test_a_second_start_hands_its_workspace_to_the_first(
    tmp_path: Path, server: EmbeddedServer
) -> None:
    home = tmp_path / "home"
    one, two = (workspace(tmp_path / f"{name}.toml", entry(server)) for name in ("one", "two"))
    place = Place.of({"WATCHFLOOR_HOME": str(home)})

    def journals() -> int:
        return len(list((place.data / "journal").glob("*-wal"))) if place.data.is_dir() else 0

    program = start(home, str(one))
    try:
        await reached(lambda: last_workspace(place) == one and journals() == 1, program)
        second = start(home, str(two))
        output, errors = await asyncio.to_thread(second.communicate, timeout=DEADLINE_S)
        assert (second.returncode, errors) == (0, "")
        assert "open already" in output
        await reached(lambda: last_workspace(place) == two and journals() == 1, program)
        await reached(lambda: len(list((place.data / "journal").glob("*.watchfloor"))) == 2, program)
        program.send_signal(signal.SIGTERM)
        output, errors = await asyncio.to_thread(program.communicate, timeout=DEADLINE_S)
        assert (program.returncode, output, errors) == (0, "", "")
    finally:
        with contextlib.suppress(ProcessLookupError):
            program.kill()


async def test_a_workspace_that_cannot_be_read_ends_with_its_lines(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('schema = 2\n[feeds.x]\nurl = "ftp://x"\n')
    program = start(tmp_path / "home", str(bad))
    output, errors = await asyncio.to_thread(program.communicate, timeout=DEADLINE_S)
    assert (program.returncode, output) == (1, "")
    assert "Line 3" in errors
    assert "Traceback" not in errors


async def test_what_another_machine_wrote_can_be_opened_instead(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "own.toml", entry(server))
    theirs = path.read_text().replace("[feeds.World]", "[feeds.Theirs]")
    async with showing(Options(workspace=path), home / "config") as shown:
        await until(lambda: "World" in shown.window.session.channels)
        path.write_text(theirs)
        shown.window.map.bar.choose_region("Europe")
        shown.surround.looks.keep()
        assert "was changed by another program" in shown.surround.notice.words
        assert "[feeds.World]" in path.read_text()
        shown.surround.notice.act.click()
    assert shown.following is not None
    assert shown.following.workspace == path
    assert path.read_text() == theirs


async def test_an_earlier_version_comes_back(
    qapp: QApplication, home: Path, tmp_path: Path, server: EmbeddedServer
) -> None:
    path = workspace(tmp_path / "own.toml", entry(server))
    before = path.read_text()
    workspace(path, entry(server), entry(server, "Second"))
    async with showing(Options(workspace=path), home / "config") as shown:
        await until(lambda: len(shown.window.session.channels) == 2)
        shown.window.commands.run("workspace.versions")
        await until(lambda: shown.window.findChildren(QInputDialog))
        (dialog,) = shown.window.findChildren(QInputDialog)
        (moment,) = dialog.comboBoxItems()
        assert moment.startswith("20")
        assert moment.endswith(" · feed “Second” added")
        dialog.textValueSelected.emit(moment)
        dialog.reject()
    assert path.read_text() == before
    assert shown.following is not None

"""A link that offers a feed: its address is filled in, and nobody is asked before the user says so."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from tests.gui.showing import showing, until
from tests.unit.journal.sample import journal
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.shell.single import FirstStart, server_name
from watchfloor.gui.showing import Options, Showing
from watchfloor.services.home.place import config_folder
from watchfloor.services.work.workspace_desk import new_workspace


class Caller:
    """A server that counts who comes, and sends one event."""

    def __init__(self) -> None:
        self.count = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.count += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {"a": 1}\n\n')
        await writer.drain()
        await reader.read()
        writer.close()


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    caller = Caller()
    server = await asyncio.start_server(caller.serve, "127.0.0.1", 0)
    caller.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/stream"
    async with server:
        yield caller


def options(home: Path, link: str = "") -> Options:
    path = home.parent / "shift.toml"
    if not path.exists():
        new_workspace(path)
    return Options(workspace=path, link=link)


def dialogs(shown: Showing) -> list[FeedWindow]:
    return shown.window.findChildren(FeedWindow)


async def test_a_link_fills_in_the_address_and_only_listening_asks_its_server(
    qapp: QApplication, home: Path, caller: Caller
) -> None:
    async with showing(options(home, f"watchfloor:{caller.url}"), home / "config") as shown:
        await until(lambda: dialogs(shown))
        (dialog,) = dialogs(shown)
        settled = QSignalSpy(dialog.paste.settled)
        assert dialog.paste.toPlainText() == caller.url
        assert caller.url in dialog.understood.text()
        assert dialog.name.text() == "127.0.0.1"
        await until(settled.count)  # what is typed is heard from here on; what a link brought is not
        QTest.keyClick(dialog.name, Qt.Key.Key_End)
        dialog.kind.setCurrentIndex(1)
        dialog.kind.activated.emit(1)
        await until(lambda: not dialog.heard.settling)
        assert (caller.count, dialog.audition.running) == (0, False)
        assert "Nothing to listen to yet" in dialog.status.text()
        dialog.offer.listen.click()
        await until(lambda: dialog.audition.count)
        assert dialog.offer.isHidden()
        assert caller.count == 1


async def test_adding_it_is_saying_so_too(qapp: QApplication, home: Path, caller: Caller) -> None:
    async with showing(options(home, f"watchfloor:{caller.url}"), home / "config") as shown:
        await until(lambda: dialogs(shown))
        dialogs(shown)[0].keep.click()
        await until(lambda: shown.window.session.stored)
        assert [feed.url for feed in shown.workspaces.workspace.feeds] == [caller.url]


async def test_a_link_that_is_cancelled_leaves_nothing(
    qapp: QApplication, home: Path, caller: Caller
) -> None:
    async with showing(options(home, f"watchfloor:{caller.url}"), home / "config") as shown:
        await until(lambda: dialogs(shown))
        dialogs(shown)[0].reject()
        await until(lambda: not dialogs(shown))
        assert not shown.workspaces.workspace.feeds
    assert caller.count == 0


async def test_a_hostile_link_gets_a_sentence_and_no_form(qapp: QApplication, home: Path) -> None:
    async with showing(options(home, "watchfloor:file:///etc/passwd"), home / "config") as shown:
        await until(lambda: shown.surround.notice.words)
        assert shown.surround.notice.words.startswith("The link was not taken. It offers no address")
        assert dialogs(shown) == []


async def test_a_later_start_brings_its_link_and_what_is_typed_here_stays(
    qapp: QApplication, home: Path, caller: Caller
) -> None:
    async with showing(options(home), home / "config") as shown:
        shown.window.commands.run("feed.add")
        (dialog,) = dialogs(shown)
        dialog.name.setText("half typed")
        shown.arrival.take([f"watchfloor:{caller.url}"])
        await until(lambda: "Finish the one that is open first" in shown.surround.notice.words)
        assert (dialogs(shown), dialog.name.text()) == ([dialog], "half typed")
        assert shown.following is None
        dialog.reject()
        await until(lambda: not dialogs(shown))
        shown.surround.notice.act.click()
        assert dialogs(shown)[0].paste.toPlainText() == caller.url
        dialogs(shown)[0].reject()
    assert caller.count == 0


async def test_links_that_come_before_the_window_is_ready_wait_and_are_bounded(
    qapp: QApplication, home: Path, caller: Caller
) -> None:
    async with showing(options(home), home / "config") as shown:
        desk, shown.arrival.desk = shown.arrival.desk, None
        for number in range(100):
            shown.arrival.take([f"watchfloor:{caller.url}?{number}"] * 10)
        assert len(shown.arrival.links) == 5
        shown.arrival.desk = desk
        shown.arrival.take([])
        await until(lambda: dialogs(shown))
        assert dialogs(shown)[0].paste.toPlainText() == f"{caller.url}?99"
        dialogs(shown)[0].reject()
    assert caller.count == 0


@pytest.mark.parametrize("tail", ["", "a" * 100_000])
async def test_the_program_started_with_a_link_hands_it_over_and_ends(
    qapp: QApplication, home: Path, tail: str
) -> None:
    link = f"watchfloor:https://feeds.example/{tail}"
    first = FirstStart(server_name(config_folder()))
    asked = QSignalSpy(first.asked)
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "watchfloor", link,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    await until(asked.count)
    said, _ = await asyncio.wait_for(program.communicate(), 60)
    first.close()
    assert b"open already" in said
    assert asked.at(0) == [[link[:4_097]]]


MAC = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget
from watchfloor.gui.shell.opening import Application

application = Application([])
application.asked.connect(lambda words: print(words, flush=True))
QApplication.sendEvent(application, QFileOpenEvent(QUrl("watchfloor:https://feeds.example/a%20b?c=d%26e")))
QApplication.sendEvent(application, QFileOpenEvent("/Users/ana/night shift.toml"))
QWidget().show()
application.processEvents()
"""


async def test_a_mac_hands_links_and_files_over_while_the_window_is_open() -> None:
    """In a program of its own: there is only one application in each."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", MAC,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(program.communicate(), 60)
    assert said.decode().splitlines() == [
        "['watchfloor:https://feeds.example/a%20b?c=d%26e']",
        "['/Users/ana/night shift.toml']",
    ]


async def test_a_workspace_with_errors_that_is_handed_over_is_told_and_the_watch_goes_on(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    broken, good = tmp_path / "broken.toml", tmp_path / "good.toml"
    broken.write_text("this is = = not toml\n")
    new_workspace(good)
    async with showing(options(home), home / "config") as shown:
        shown.arrival.take([str(broken)])
        assert "broken.toml cannot be read.\nLine 1: " in shown.surround.notice.words
        assert not shown._closed.is_set()
        shown.arrival.take([str(good)])
        assert shown.following is not None
        assert shown.following.workspace == good


async def test_a_recording_that_is_handed_over_gets_a_window_of_its_own(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    path = journal(tmp_path / "night.watchfloor", 10)
    started: list[list[str]] = []
    async with showing(options(home), home / "config") as shown:

        def start(_program: str, words: list[str]) -> bool:
            started.append(words)
            return True

        shown._recordings._start = start
        shown.arrival.take([str(path)])
        await until(lambda: started)
        assert started[0][-1] == str(path)
        shown.arrival.take([str(tmp_path / "none.watchfloor")])
        await until(lambda: shown.surround.notice.words)
        assert shown.following is None


async def test_a_workspace_that_is_handed_over_waits_for_a_form_that_is_open(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    other = tmp_path / "NIGHT.TOML"  # as some disks have it
    new_workspace(other)
    async with showing(options(home, "watchfloor:http://127.0.0.1:9/"), home / "config") as shown:
        await until(lambda: dialogs(shown))
        (dialog,) = dialogs(shown)
        shown.arrival.take([str(other)])
        notice = shown.surround.notice
        assert notice.words == "NIGHT.TOML is to be opened here. Finish what you are doing first."
        assert (notice.act.text(), shown.following, dialog.isVisible()) == ("Open it", None, True)
        dialog.reject()
        notice.act.click()
        assert shown.following is not None
        assert shown.following.workspace == other

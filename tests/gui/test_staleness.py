"""A dead feed is never green: every view of the whole window, in every state in which nothing arrives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, MAP, Scene
from tests.gui.showing import showing, until
from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import Visit, patient
from watchfloor.core.feed import Feed
from watchfloor.core.happening import StateChanged
from watchfloor.core.session.session import Session
from watchfloor.core.state import QUIET, UNREADABLE, ChannelState, Status
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.instant import Instant
from watchfloor.gui.shell.tray import Tray
from watchfloor.gui.showing import Options
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import THEMES
from watchfloor.gui.window import MainWindow
from watchfloor.journal.writer.writer import Writer

DEAD = (
    Status(state=ChannelState.STALE, since_s=AT.monotonic_s - 34, last_byte_at_s=AT.monotonic_s - 34),
    Status(state=ChannelState.STALE, code=QUIET, last_byte_at_s=AT.monotonic_s - 340),
    Status(state=ChannelState.STALE, since_s=AT.monotonic_s - 34, code=UNREADABLE, reason="It is none."),
    Status(state=ChannelState.HELD, since_s=AT.monotonic_s - 9, reason="The disk is full."),
    Status(state=ChannelState.CONNECTING, since_s=AT.monotonic_s - 3),
    Status(state=ChannelState.RECONNECTING, since_s=AT.monotonic_s - 9, attempt=3, reason="It broke off."),
    Status(state=ChannelState.BLOCKED, since_s=AT.monotonic_s - 9, reason="503 Service Unavailable"),
    Status(state=ChannelState.FAILED, since_s=AT.monotonic_s - 9, code="forbidden", reason="403 Forbidden"),
    Status(
        state=ChannelState.POLLING, since_s=AT.monotonic_s - 9, polling_every_s=5, code="timed-out",
        reason="It did not answer in time.",
    ),
    Status(state=ChannelState.PAUSED, since_s=AT.monotonic_s - 9),
    Status(state=ChannelState.IDLE, since_s=AT.monotonic_s - 9),
)  # fmt: skip
WELL = Status(state=ChannelState.CONNECTED, since_s=AT.monotonic_s - 9, latency_ms=41.0)
# Where a feed that is well is green; the others never say how a feed is by a colour of their own.
SAYING = ("channels", "badge", "title bar", "connection", "tray")


class Views:
    """A window on one feed, and everything in it that could say how the feed is."""

    def __init__(self, look: Look, qtbot: QtBot, qtlog: Any, status: Status) -> None:
        self.scene = Scene(Session())
        self.scene.session.add_channel(MAP, "map_stream", "http://127.0.0.1:8000/api/map-stream")
        self.scene.world(3, 20.0)
        self._befall(status)
        self.window = MainWindow(self.scene.session, look, clock=lambda: AT)
        qtbot.addWidget(self.window)
        self.window.resize(1_400, 850)
        self.window.show()
        self.window.channels.select(MAP)
        self.window.refresh_all()
        with qtlog.disabled():  # offscreen lacks a signal that Qt's tray looks for
            self.tray = Tray(self.window, available=lambda: True)
            self.tray.show_state(self.window.windowIcon(), self.window.badge.words)

    def _befall(self, status: Status) -> None:
        """The state and its row in the story, as a channel tells both."""
        began_s = AT.wall_s - (AT.monotonic_s - status.since_s)
        self.scene.befall(StateChanged(channel=MAP, at_s=began_s, state=status.state, reason=status.reason))
        self.scene.session.observe(MAP, status, AT.wall_s)

    def pictures(self) -> dict[str, QImage]:
        return pictures_of(self.window, self.tray, AT)

    def words(self) -> dict[str, str]:
        return words_of(self.window, self.tray)

    def close(self) -> None:
        self.tray.close()
        self.window.close()


def pictures_of(window: MainWindow, tray: Tray, at: Instant) -> dict[str, QImage]:
    shown: dict[str, QWidget] = {
        "channels": window.channels,
        "badge": window.badge,
        "title bar": window.title_bar,
        "status bar": window.status,
        "banner": window.banner,
        "map": window.map,
        "graphs": window.graphs,
        "log": window.log,
    }
    found = {name: view.grab().toImage() for name, view in shown.items() if view.isVisible()}
    for place, name in enumerate(("event", "document", "connection")):
        window.inspector.setCurrentIndex(place)
        window.inspector.refresh(at)
        whole = window.inspector.connection_view.widget()
        body = whole if name == "connection" and whole is not None else window.inspector
        found[name] = body.grab().toImage()
    assert tray.icon is not None
    found["tray"] = picture_of(tray.icon.icon())
    found["window icon"] = picture_of(window.windowIcon())
    return found


def words_of(window: MainWindow, tray: Tray) -> dict[str, str]:
    """What is read out to who does not see the colours."""
    model = window.channels.model()
    assert tray.icon is not None
    return {
        "window title": window.windowTitle(),
        "badge": window.badge.words,
        "heading": window.channel_heading._note.text(),
        "tray": tray.icon.toolTip(),
        "row": str(model.index(0, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))),
        "callout": window.inspector.connection_view._callout._words.text(),
    }


def picture_of(icon: QIcon) -> QImage:
    return icon.pixmap(64, 64).toImage()


def greens(image: QImage) -> set[str]:
    """Colours that are green for all who see them; not the teal of a severity or of a curve."""
    if image.isNull():
        return set()
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : image.width() * 4].reshape(-1, 4).astype(np.int16)
    red, green, blue, alpha = pixels.T
    found = pixels[(alpha > 128) & (green - np.maximum(red, blue) > 30)]
    return {QColor(*map(int, pixel[:3])).name() for pixel in np.unique(found, axis=0)}


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("status", DEAD, ids=lambda status: status.code or status.state.value)
def test_a_dead_feed_is_green_nowhere(
    look: Look, qtbot: QtBot, qtlog: Any, status: Status, theme: str
) -> None:
    look.choose(THEMES[theme])
    views = Views(look, qtbot, qtlog, status)
    green = {name: found for name, image in views.pictures().items() if (found := greens(image))}
    assert green == {}
    for name, words in views.words().items():
        assert "Connected" not in words.replace("Connected, nothing readable", ""), name
        assert "· 1 up" not in words.lower(), name
        assert "1 of 1" not in words, name
    views.close()


async def large(visit: Visit) -> None:
    """More than the journal lets wait, as fast as it is taken."""
    await visit.stream()
    for number in range(1, 60):
        await visit.send(ill.event(number, data="x" * 1_000_000))


def bound(writer: Writer, pages: int) -> Callable[[], int]:
    """The journal's file may not grow beyond so many pages: for SQLite that is a full disk."""
    connection = writer._worker.book.connection
    return lambda: int(connection.pragma("max_page_count", max(pages, connection.pragma("page_count"))))


async def test_while_the_disk_is_full_no_feed_is_green_and_then_it_is(
    qapp: QApplication, qtlog: Any, home: Path, workspace: Path
) -> None:
    async with patient(large) as url, showing(Options(workspace=workspace), home / "config") as shown:
        await until(lambda: shown.arrival.desk is not None)
        assert shown.arrival.desk is not None
        roster, window = shown.arrival.desk._roster, shown.window
        await roster._writer._on_thread(bound(roster._writer, 1))
        await roster.add(Entry(feed=Feed(name=MAP, url=url)))
        row = shown.session.channels[MAP]
        await until(lambda: row.status.state is ChannelState.HELD)
        window.channels.select(MAP)
        window.refresh_all()
        with qtlog.disabled():
            tray = Tray(window, available=lambda: True)
            tray.show_state(window.windowIcon(), window.badge.words)
        view = window.inspector.connection_view
        pictures = pictures_of(window, tray, window.clock())
        del pictures["connection"]  # it tells of the past as well: that was green
        pictures |= {"callout": view._callout.grab().toImage(), "attempts": view._strip.grab().toImage()}
        assert {name: found for name, image in pictures.items() if (found := greens(image))} == {}
        words = words_of(window, tray)
        assert "Waits for the journal" in words["row"]
        told = view._callout._more.text().replace("\u200b", "")
        assert "is full" in told
        assert "Bytes arrive" not in told
        assert words["badge"] == "0 of 1 up"
        await roster._writer._on_thread(bound(roster._writer, 1_000_000), in_trouble=True)
        await until(lambda: row.totals.stored == 59)
        assert row.status.state is not ChannelState.HELD
        await until(lambda: greens(pictures_of(window, tray, window.clock())["channels"]))
        tray.close()


def test_a_feed_that_is_well_is_green_wherever_that_is_said(look: Look, qtbot: QtBot, qtlog: Any) -> None:
    views = Views(look, qtbot, qtlog, WELL)
    pictures = views.pictures()
    assert [name for name in SAYING if not greens(pictures[name])] == []
    assert views.words()["badge"] == "1 of 1 up"
    assert "Connected · 41 ms" in views.words()["row"]
    views.close()

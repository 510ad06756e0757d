"""The guide's pictures, taken from the real window on the demo: `python -m tests.documentation.album`.

`make picture` runs it too. A picture shows what the program is; nobody draws one by hand.
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from tests.documentation.page import DOCS, ROOT
from tests.gui.scene import AT
from tests.gui.showing import showing, until
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.desktop import serve_demo
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.screen import chosen_platform
from watchfloor.gui.showing import Options, Showing
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK

FOLDER = DOCS / "picture"
SIZE = (1_440, 900)
ENOUGH = 200  # events, so that every view has something to show
SEED = 14
NOW_S = AT.monotonic_s
STATES = (
    Status(state=ChannelState.IDLE),
    Status(state=ChannelState.CONNECTING),
    Status(state=ChannelState.CONNECTED, latency_ms=41),
    Status(state=ChannelState.STALE, last_byte_at_s=NOW_S - 34),
    Status(state=ChannelState.HELD, since_s=NOW_S - 34),
    Status(state=ChannelState.RECONNECTING, retry_at_s=NOW_S + 4, attempt=3),
    Status(state=ChannelState.BLOCKED, retry_at_s=NOW_S + 21),
    Status(state=ChannelState.POLLING, polling_every_s=5),
    Status(state=ChannelState.PAUSED),
    Status(state=ChannelState.FAILED, reason="401", advice="sign in again"),
)


def states() -> QPixmap:
    """A feed in each of the ten states."""
    session, look = Session(), Look(DARK)
    look.apply()
    for status in STATES:
        name = f"A feed that is {status.state.value}"
        session.add_channel(name, "generic", "http://127.0.0.1:8765/")
        session.observe(name, status, NOW_S)
    view = ChannelList(session, look)
    view.resize(340, 10 * 54)
    view.refresh(AT)
    view.show()
    QApplication.processEvents()
    picture = view.grab()
    view.close()
    return picture


async def parts(shown: Showing) -> QPixmap:
    """The whole window, its parts numbered as docs/start.md explains them."""
    window = shown.window
    picture = window.grab()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(window.look.font(15, 700))
    views = (
        (window.channels, 0.5), (window.runs, 0.84), (window.map, 0.5), (window.log, 0.56),
        (window.filter_box, 0.85), (window.inspector, 0.75), (window.graphs, 0.5), (window.status, 0.5),
    )  # fmt: skip  # each with how far to its right there are no words
    for number, (view, part) in enumerate(views, 1):
        middle = view.mapTo(window, QPoint(int(view.width() * part), min(view.height() // 2, 150)))
        place = QRectF(middle.x() - 16, middle.y() - 16, 32, 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(window.look.color("accent"))
        painter.drawEllipse(place)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return picture


async def filtered(shown: Showing) -> QPixmap:
    """Log and map, with only what matches."""
    window = shown.window
    window.filter_box.setText("severity:>=3 -source.name:AP")
    window.filter_box.apply()
    await until(lambda: window.log.window_of_rows.count > 0)
    window.refresh_all()
    QApplication.processEvents()
    picture = window.grab()
    window.commands.run("log.unfilter")
    return picture


async def add_feed(shown: Showing) -> QPixmap:
    """The form, while it hears the demo's map."""
    window = shown.window
    window.commands.run("feed.add")
    await until(lambda: window.findChildren(FeedWindow))
    (dialog,) = window.findChildren(FeedWindow)
    feed = next(row for row in window.session.channels.values() if "map-stream" in row.url)
    dialog.paste.setPlainText(f"{feed.url.partition('&')[0]}&since=0")
    await until(lambda: dialog.audition.count > 2 and "World map" in dialog.kind.itemText(0))
    await until(lambda: "map-event" in dialog.raw.toPlainText())
    QApplication.processEvents()
    picture = dialog.grab()
    dialog.reject()
    await until(lambda: not window.findChildren(FeedWindow))
    return picture


async def palette(shown: Showing) -> QPixmap:
    """The commands that a few letters find."""
    window = shown.window
    window.commands.run("palette")
    window.palette_view.field.setText("log")
    QApplication.processEvents()
    picture = window.palette_view.grab()
    window.palette_view.close()
    return picture


async def connection(shown: Showing) -> QPixmap:
    """What the Connection tab says while a server refuses."""
    window = shown.window
    window.commands.run("fault.503")
    session = window.session

    def refused() -> list[str]:
        rows = session.channels.values()
        return [row.name for row in rows if any(each.status == 503 for each in row.attempts)]

    await until(refused)
    window.channels.select(refused()[0])
    view = window.inspector.connection_view
    await until(lambda: "503" in view.findings.words)
    dock = window.dock("inspector")
    dock.setFloating(True)
    dock.resize(470, 860)
    QApplication.processEvents()
    window.refresh_all()
    QApplication.processEvents()
    picture = dock.grab()
    dock.setFloating(False)
    window.commands.run("fault.end")
    return picture


SCENES: dict[str, Callable[[Showing], object]] = {
    "parts": parts, "filter": filtered, "add-feed": add_feed, "palette": palette, "connection": connection,
}  # fmt: skip
NAMES = ("states", *SCENES)


async def take(folder: Path, enough: int = ENOUGH) -> None:
    """All of them, into this folder."""
    _save(states(), folder / "states.png")
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as environment:
        environment.setenv("WATCHFLOOR_HOME", home)
        environment.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        config = Path(home) / "config"
        config.mkdir()
        (config / "arrangement.json").write_text('{"guide_seen": true}')
        (config / "settings.json").write_text('{"theme": "dark"}')
        async with showing(Options(size=SIZE, seed=SEED), config, serve_demo) as shown:
            window = shown.window
            await until(lambda: window.session.stored >= enough and len(window.session.places) > 9)
            for name, scene in SCENES.items():
                window.refresh_all()
                _save(await scene(shown), folder / f"{name}.png")  # type: ignore[misc]


def _save(picture: object, path: Path) -> None:
    assert isinstance(picture, QPixmap)
    if not picture.save(str(path)):
        raise SystemExit(f"{path} cannot be written.")
    if shutil.which("pngquant"):
        name = str(path)
        words = ["pngquant", "--force", "--strip", "--speed", "1", "--output", name, "256", name]
        subprocess.run(words, check=True)


def main() -> None:
    with chosen_platform(SIZE, for_picture=True):
        application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    asyncio.run(take(FOLDER))
    for name in NAMES:
        path = FOLDER / f"{name}.png"
        print(f"Picture saved: {path.relative_to(ROOT)} ({path.stat().st_size // 1000} kB)")


if __name__ == "__main__":
    main()

"""What stands on the screen is what would be drawn anew: no drawing is saved that somebody would miss."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, MAP, Scene
from tests.gui.test_staleness import DEAD, WELL, greens
from watchfloor.core.happening import StateChanged
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import THEMES
from watchfloor.gui.window import MainWindow

SAYING = ("channels", "badge", "live", "callout")  # where a feed that is well is green
COUNTING = ("channels", "callout")  # where it says for how long, or how soon


class Desk:
    """A window on a screen, whose clock stands until it is moved."""

    def __init__(self, scene: Scene, look: Look, qtbot: QtBot) -> None:
        self.scene, self.at = scene, AT
        self._qtbot = qtbot
        self.window = MainWindow(scene.session, look, clock=lambda: self.at)
        qtbot.addWidget(self.window)
        self.window.resize(1_400, 850)
        self.window.inspector.setCurrentIndex(2)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.share_room()
        self.window.channels.select(MAP)

    @property
    def shown(self) -> dict[str, QWidget]:
        """Whatever tells how a feed is now, by name."""
        window, view = self.window, self.window.inspector.connection_view
        found: dict[str, QWidget] = {
            "channels": window.channels.viewport(),
            "badge": window.badge,
            "live": window.title_bar.live,
            "status bar": window.status,
            "callout": view._callout,
            "attempts": view._strip,
        }
        return found

    def seen(self) -> QImage:
        """The window as it was drawn last, each part whenever that was."""
        return self.window.screen().grabWindow(self.window.winId()).toImage()

    def drawn(self) -> QImage:
        """The window as it would be drawn now."""
        return self.window.grab().toImage()

    def place(self, widget: QWidget) -> QRect:
        """Where in the window it is in sight: it may be scrolled half out of it."""
        return widget.visibleRegion().boundingRect().translated(widget.mapTo(self.window, QPoint()))

    def befall(self, status: Status, channel: str = MAP) -> None:
        """The state and its row in the story, as a channel tells both."""
        told = StateChanged(channel=channel, at_s=self.at.wall_s, state=status.state, reason=status.reason)
        self.scene.befall(told)
        self.scene.session.observe(channel, status, self.at.wall_s)

    def picture(self, name: str) -> QImage:
        """Of one part of it, as it was drawn last."""
        return self.seen().copy(self.place(self.shown[name]))

    def green(self) -> list[str]:
        """The parts that are green on the screen."""
        return [name for name in self.shown if greens(self.picture(name))]

    def pass_time(self, span_s: float) -> None:
        self.at = Instant(self.at.wall_s + span_s, self.at.monotonic_s + span_s)
        self.window.pass_time()

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=15_000)  # of a machine that is busy

    def stale(self) -> list[str]:
        """Parts of the window that would look otherwise if they were drawn now."""
        seen, drawn, places = self.seen(), self.drawn(), self.places
        return [name for name, at in places.items() if not alike(seen.copy(at), drawn.copy(at))]

    @property
    def places(self) -> dict[str, QRect]:
        return {name: self.place(part) for name, part in self.parts.items() if part.isVisible()}

    @property
    def parts(self) -> dict[str, QWidget]:
        window, view = self.window, self.window.inspector.connection_view
        return self.shown | {
            "runs": window.runs,
            "map": window.map,
            "log": window.log.table.viewport(),
            "timeline": view.timeline,
            "waterfall": view._waterfall,
            "graphs": window.graphs,
        }

    def is_fresh(self) -> bool:
        return not self.stale()


def alike(one: QImage, other: QImage) -> bool:
    if one.size() != other.size():
        return False
    form = QImage.Format.Format_RGB32  # without bytes between the lines
    bits = [np.frombuffer(each.convertToFormat(form).constBits(), np.uint8) for each in (one, other)]
    colours = [each.reshape(-1, 4)[:, :3].astype(np.int16) for each in bits]
    return bool((np.abs(colours[0] - colours[1]) <= 2).all())


@pytest.fixture
def desk(scene: Scene, look: Look, qtbot: QtBot) -> Desk:
    """On five minutes of all feeds."""
    return Desk(scene, look, qtbot)


@pytest.fixture
def lone(look: Look, qtbot: QtBot) -> Desk:
    """On one feed that is well, and on the screen."""
    scene = Scene(Session())
    scene.session.add_channel(MAP, "map_stream", "http://127.0.0.1:8000/api/map-stream")
    scene.world(3, 20.0)
    desk = Desk(scene, look, qtbot)
    desk.befall(WELL)
    desk.until(lambda: set(desk.green()) >= set(SAYING))
    return desk


@pytest.mark.parametrize("status", DEAD, ids=lambda status: status.code or status.state.value)
def test_a_feed_that_dies_is_green_nowhere_on_the_screen_before_a_second_has_passed(
    lone: Desk, status: Status
) -> None:
    lone.window.beat._second.stop()
    lone.befall(status)
    lone.until(lambda: not lone.green())
    lone.until(lone.is_fresh)
    lone.befall(WELL)
    lone.until(lambda: set(lone.green()) >= set(SAYING))


@pytest.mark.parametrize(
    "status",
    [
        Status(state=ChannelState.STALE, since_s=AT.monotonic_s, last_byte_at_s=AT.monotonic_s - 9),
        Status(state=ChannelState.HELD, since_s=AT.monotonic_s, reason="The disk is full."),
        Status(state=ChannelState.RECONNECTING, retry_at_s=AT.monotonic_s + 9, attempt=3),
        Status(state=ChannelState.BLOCKED, retry_at_s=AT.monotonic_s + 30, reason="503"),
    ],
    ids=lambda status: status.state.value,
)
def test_what_counts_seconds_is_another_on_the_screen_with_each(lone: Desk, status: Status) -> None:
    lone.befall(status)
    lone.until(lambda: not lone.green())
    for _ in range(3):
        before = {name: lone.picture(name) for name in COUNTING}
        lone.pass_time(1.0)
        for name, picture in before.items():
            lone.until(lambda name=name, picture=picture: not alike(lone.picture(name), picture))  # type: ignore[misc]


CHANGES: dict[str, Callable[[MainWindow], object]] = {
    "theme": lambda window: window.look.choose(THEMES["light"]),
    "text": lambda window: window.look.choose(zoom=1.5),
    "density": lambda window: window.look.choose(density=0.8),
    "clock": lambda window: window.look.choose(utc=not window.look.utc),
    "channel": lambda window: window.channels.select(DEBATE),
    "column": lambda window: window.log.table.header.resizeSection(1, 200),
    "narrow": lambda window: window.resize(1_024, 700),
    "wide": lambda window: window.resize(1_600, 900),
    "cleared": lambda window: window.session.clear_places(),
    "minutes": lambda window: window.graphs.show_span(60.0),
    "paused": lambda window: window.commands.run("log.follow"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_shown_otherwise_is_so_everywhere_at_once(desk: Desk, change: str) -> None:
    desk.until(desk.is_fresh)
    before = desk.seen()
    CHANGES[change](desk.window)
    desk.until(lambda: not alike(desk.seen(), before))
    desk.until(desk.is_fresh)


def test_a_window_that_comes_back_shows_what_befell_meanwhile(lone: Desk) -> None:
    lone.window.hide()
    lone.befall(DEAD[0])
    lone.window.show()
    lone.until(lambda: not lone.green())
    lone.until(lone.is_fresh)

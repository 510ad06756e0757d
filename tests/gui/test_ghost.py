"""Of the map only parts are drawn anew: nothing of what moved or changed may stay behind on the screen."""

from collections.abc import Iterable
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRect
from PySide6.QtGui import QRegion
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, Scene
from tests.snapshots.comparison import pixels_in
from watchfloor.gui.instant import Instant
from watchfloor.gui.map.arc import TRAVEL_S
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.style.look import Look

ROUNDING = 2
STEP_S = 0.1


class Screen:
    """A map on the screen, and a clock that is moved on by hand."""

    def __init__(self, look: Look, scene: Scene, qtbot: QtBot) -> None:
        self.scene = scene
        self.now = AT
        self.view = MapView(scene.session, look, clock=self._clock)
        qtbot.addWidget(self.view)
        self.view.resize(900, 460)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.step()

    def _clock(self) -> Instant:
        return self.now

    def step(self, after_s: float = STEP_S) -> None:
        """A tenth of a second later: what moves has moved, and is drawn."""
        self.now = self.scene.at = Instant(self.now.wall_s + after_s, self.now.monotonic_s + after_s)
        self.view._motion._on_timeout()
        self.view.refresh(self.now)
        self.draw()

    def draw(self) -> None:
        """What is to be drawn is drawn."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()

    def draw_all(self) -> None:
        """As once the marks' rest is over."""
        self.view._on_late()

    def strangers(self) -> int:
        """How many points of what no control covers are not as they would be drawn anew."""
        shown = pixels_in(self.view.screen().grabWindow(self.view.winId()).toImage())
        anew = pixels_in(self.view.grab().toImage())
        differs = np.abs(shown.astype(np.int16) - anew).max(axis=2) > ROUNDING
        return int((differs & _mask(self.view._bare(), differs.shape)).sum())


def _mask(region: QRegion, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    mask = np.zeros(shape, dtype=np.bool_)
    for part in cast("Iterable[QRect]", region):
        mask[part.top() : part.bottom() + 1, part.left() : part.right() + 1] = True
    return mask


@pytest.fixture
def screen(look: Look, qtbot: QtBot, scene: Scene) -> Screen:
    return Screen(look, scene, qtbot)


def test_journeys_leave_nothing_behind(screen: Screen) -> None:
    for number in range(12):
        screen.scene.world(number * 3, 0)
        screen.scene.session.take_changes()
        if number % 4 == 0:
            screen.draw_all()
        screen.step()
    assert screen.view._motion.timer.isActive()
    assert screen.strangers() == 0
    for _ in range(40):
        screen.step()
    assert not screen.view._motion.timer.isActive()
    assert screen.strangers() == 0


@pytest.mark.parametrize("after_s", [0.7, TRAVEL_S + 1.0, -0.5])
def test_journeys_leave_nothing_behind_when_a_step_comes_late(screen: Screen, after_s: float) -> None:
    screen.scene.world(3, 0)
    screen.scene.session.take_changes()
    screen.draw_all()
    for _ in range(6):
        screen.step()
    assert screen.view._motion.timer.isActive()
    screen.step(after_s)
    assert screen.strangers() == 0


def test_a_moved_map_is_drawn_whole(screen: Screen) -> None:
    screen.scene.world(3, 0)
    screen.scene.session.take_changes()
    for right, factor in ((40, 1.0), (-15, 1.5), (3, 0.8)):
        screen.view.sight.pan(right, 9)
        screen.view.sight.zoom(factor, QPointF(300, 200))
        screen.draw()
        assert screen.strangers() == 0
    screen.view.show_box(None)
    screen.view.filter(lambda _item: False)
    screen.draw()
    assert screen.strangers() == 0

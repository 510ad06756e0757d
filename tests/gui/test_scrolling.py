"""Rows that stand on the screen move down by themselves; what is seen is what would be drawn anew."""

import random
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, MAP, Scene
from tests.snapshots.comparison import pixels_in
from watchfloor.core.log.filtering import compiled
from watchfloor.core.log.log_window import LogWindow
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.log.row_shift import RowShift
from watchfloor.gui.style.look import Look

ROOM = 12
ROUNDING = 2


class Painted(QObject):
    """How high the parts were that a widget drew."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.heights: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


class Screen:
    """A log on the screen, as somebody looks at it."""

    def __init__(self, view: LogView, scene: Scene) -> None:
        self.view = view
        self.scene = scene
        self._numbers = iter(range(100_000))

    def bring(self, events: int) -> None:
        for _ in range(events):
            self.scene.world(next(self._numbers), 0)
        self.view.refresh(AT)

    def draw(self) -> None:
        """What is to be drawn is drawn."""
        while self.view.isVisible() and self._is_owed():
            QCoreApplication.processEvents()

    def _is_owed(self) -> bool:
        before = self.shown()
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        return self.shown() != before

    def shown(self) -> QImage:
        """What stands on the screen, without drawing anything."""
        whole = self.view.screen().grabWindow(self.view.winId()).toImage()
        viewport = self.view.table.viewport()
        return whole.copy(QRect(viewport.mapTo(self.view, QPoint(0, 0)), viewport.size()))

    def is_right(self) -> bool:
        """It shows what would be drawn anew; blending may round otherwise."""
        anew = pixels_in(self.view.table.viewport().grab().toImage())
        return int(np.abs(pixels_in(self.shown()).astype(np.int16) - anew).max()) <= ROUNDING


@pytest.fixture
def screen(look: Look, qtbot: QtBot) -> Screen:
    scene = Scene()
    scene.add_channels()
    view = LogView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(900, 26 * ROOM + 40)
    view.show()
    qtbot.waitExposed(view)
    view.refresh(AT)
    screen = Screen(view, scene)
    screen.draw()
    return screen


def test_a_new_row_alone_is_drawn(screen: Screen) -> None:
    screen.bring(40)
    screen.draw()
    painted = Painted(screen.view.table.viewport())
    for _ in range(5):
        screen.bring(1)
        screen.draw()
    assert painted.heights == [26] * 5
    assert screen.is_right()


def test_nothing_is_drawn_while_the_log_stands_still(screen: Screen) -> None:
    screen.bring(40)
    screen.view.toggle_following()
    screen.draw()
    painted = Painted(screen.view.table.viewport())
    screen.bring(3)
    screen.draw()
    assert painted.heights == []
    screen.view.toggle_following()
    screen.draw()
    assert painted.heights
    assert screen.is_right()


def test_two_batches_before_one_drawing_move_the_rows_by_both(screen: Screen) -> None:
    screen.bring(40)
    screen.draw()
    screen.bring(1)
    screen.bring(2)
    screen.draw()
    assert screen.is_right()


def test_rows_that_waited_do_not_move_those_that_come_next_too_far(screen: Screen) -> None:
    screen.bring(40)
    screen.view.toggle_following()
    screen.bring(3)
    screen.view.toggle_following()
    screen.draw()
    screen.bring(1)
    screen.draw()
    assert screen.is_right()


def test_to_scroll_does_not_move_the_rows_once_more(screen: Screen) -> None:
    screen.bring(40)
    for place in (5, 3):
        screen.view.table.verticalScrollBar().setValue(place)
        screen.draw()
    screen.bring(1)
    screen.draw()
    assert screen.is_right()


def _filtered(screen: Screen, query: str) -> None:
    holds, _ = compiled(query, screen.scene.session.read, lambda: AT.wall_s)
    screen.view.filter(holds)


def _happens(screen: Screen, chance: random.Random) -> None:
    """One of the things that change what the log shows, or how."""
    view, table = screen.view, screen.view.table
    steps: tuple[Callable[[], object], ...] = (
        lambda: screen.bring(1),
        lambda: screen.bring(chance.choice((1, 2, 3, ROOM, 40))),
        lambda: table.choice.move_by(chance.choice((-3, 1, 2, 20))),
        view.toggle_following,
        view.toggle_following,
        lambda: table.verticalScrollBar().setValue(chance.randrange(20)),
        lambda: _filtered(screen, chance.choice(("severity:>=4", "type:drone", ""))),
        lambda: table.show_pins({(MAP, chance.randrange(1, 60)): "note"}),
        lambda: table.select(None),
        lambda: view.add_highlight(f"severity:{chance.randrange(1, 6)}"),
        lambda: view.resize(900, 26 * chance.randrange(5, ROOM) + 50),
        lambda: view.clear(MAP, chance.randrange(1, 30), AT.wall_s - 1),
        lambda: QTest.keyClick(table, Qt.Key.Key_Down),
    )
    chance.choice(steps)()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_screen_shows_what_would_be_drawn_anew(screen: Screen, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(60):
        _happens(screen, chance)
        if chance.random() < 0.3:
            continue  # the next thing happens before anything is drawn
        screen.draw()
        assert screen.is_right(), number


# -- what has moved how far


@pytest.fixture
def shift(scene: Scene) -> tuple[RowShift, LogWindow, Scene]:
    window = LogWindow(scene.session.log)
    shift = RowShift(window)
    shift.stand(0)
    return shift, window, scene


def _more(window: LogWindow, scene: Scene, events: int) -> None:
    for number in range(events):
        scene.world(number, 0)
    window.update()


def test_rows_are_moved_by_those_that_came_above(shift: tuple[RowShift, LogWindow, Scene]) -> None:
    moved, window, scene = shift
    assert moved.down(0, ROOM) == 0
    _more(window, scene, 3)
    assert moved.down(0, ROOM) == 3
    assert moved.down(0, ROOM) == 0
    _more(window, scene, ROOM)
    assert moved.down(0, ROOM) is None, "none of them is in sight any more"


def test_rows_that_stand_still_do_not_move(shift: tuple[RowShift, LogWindow, Scene]) -> None:
    moved, window, scene = shift
    window.follow(following=False)
    _more(window, scene, 3)
    assert moved.down(0, ROOM) == 0


def test_rows_that_come_below_draw_all_anew(shift: tuple[RowShift, LogWindow, Scene]) -> None:
    moved, window, _ = shift
    serials = (window.serial_at(0), window.serial_at(1))
    rows = [(serial, item) for serial in serials if serial is not None and (item := window.item(serial))]
    window.choose(rows[:1])
    moved.stand(0)
    window.choose(rows)
    assert moved.down(0, ROOM) is None


def test_another_filter_draws_all_anew_where_other_rows_are_below(
    shift: tuple[RowShift, LogWindow, Scene],
) -> None:
    moved, window, _ = shift
    newest = window.item_at(0)
    window.filter(lambda item: item is newest)
    assert moved.down(0, ROOM) is None
    window.filter(None)
    assert moved.down(0, ROOM) is None

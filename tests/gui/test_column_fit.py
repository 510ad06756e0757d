"""Columns of names are as wide as what stands in them, so that the summary has the rest."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, MAP, Scene
from watchfloor.core.session.session import Session
from watchfloor.gui.instant import Instant
from watchfloor.gui.log.log_header import CHANNEL, SUMMARY, TYPE, WIDTHS
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, SMALL, Look

LATER = Instant(AT.wall_s + 2, AT.monotonic_s + 2)


def shown(session: Session, look: Look, qtbot: QtBot, width: int = 1_000) -> LogView:
    view = LogView(session, look)
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    view.refresh(AT)
    return view


def width_of(view: LogView, column: int) -> int:
    return view.table.header.sectionSize(column)


def named(*names: str) -> Session:
    session = Session()
    for name in names:
        session.add_channel(name, "generic", "http://h/")
    return session


def test_short_names_leave_their_room_to_the_summary(look: Look, qtbot: QtBot) -> None:
    short, usual = shown(named("A", "B"), look, qtbot), shown(Session(), look, qtbot)
    assert width_of(short, CHANNEL) < width_of(usual, CHANNEL)
    spared = width_of(usual, CHANNEL) - width_of(short, CHANNEL)
    assert width_of(short, SUMMARY) == width_of(usual, SUMMARY) + spared


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_every_usual_name_stands_whole(look: Look, qtbot: QtBot, scene: Scene, zoom: float) -> None:
    look.choose(zoom=zoom)
    scene.send(MAP, "dashboard-update", {})
    view = shown(scene.session, look, qtbot, look.px(1_000))
    for name in scene.session.channels:
        assert paint.width(name, look.font(BODY)) <= width_of(view, CHANNEL) - 12
    assert paint.width("dashboard-update", look.font(SMALL, mono=True)) <= width_of(view, TYPE) - 12


def test_one_odd_name_takes_no_room_from_the_summary(look: Look, qtbot: QtBot) -> None:
    view = shown(named("A feed whose name is so long that nobody would give it by hand " * 3), look, qtbot)
    assert width_of(view, CHANNEL) < 200


def test_five_hundred_feeds_leave_their_types_room(look: Look, qtbot: QtBot) -> None:
    scene = Scene(named(*(f"Feed {number}" for number in range(500))))
    scene.send("Feed 7", "a-type-of-18-signs", {})
    view = shown(scene.session, look, qtbot)
    assert width_of(view, TYPE) > WIDTHS[TYPE]


def test_what_one_reads_stays_in_its_place(look: Look, qtbot: QtBot, scene: Scene) -> None:
    """It grows with a longer name, and stays so wide once that is out of sight."""
    view = shown(scene.session, look, qtbot)
    before = width_of(view, TYPE)
    scene.send(MAP, "a-type-of-18-signs", {})
    view.refresh(LATER)
    grown = width_of(view, TYPE)
    assert grown > before
    for number in range(50):
        scene.world(number, 0.0)
    view.refresh(Instant(LATER.wall_s + 2, LATER.monotonic_s + 2))
    assert width_of(view, TYPE) == grown


def test_a_width_set_by_hand_stays(look: Look, qtbot: QtBot) -> None:
    session = named("A")
    view = shown(session, look, qtbot)
    header = view.table.header
    edge = QPoint(header.sectionViewportPosition(CHANNEL) + width_of(view, CHANNEL) - 1, 10)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    session.add_channel("A name that wants more room", "generic", "http://h/")
    QTest.mouseMove(header.viewport(), edge - QPoint(20, 0))
    view.refresh(LATER)  # no other column is taken for one that the hand has set
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge - QPoint(20, 0))
    by_hand = width_of(view, CHANNEL)
    view.refresh(Instant(LATER.wall_s + 2, LATER.monotonic_s + 2))
    assert width_of(view, CHANNEL) == by_hand
    assert header.by_hand == {CHANNEL}


def test_in_a_narrow_table_they_give_way(look: Look, qtbot: QtBot, scene: Scene) -> None:
    scene.send(MAP, "a-type-of-18-signs", {})
    view = shown(scene.session, look, qtbot, 520)
    assert width_of(view, TYPE) < WIDTHS[TYPE]

"""A view that fails shows so, can be tried again, and leaves the others alone."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor.gui.instant import Instant
from watchfloor.gui.log.row_sheet import RowSheet
from watchfloor.gui.shell.failure import let_go
from watchfloor.gui.shell.report_window import ReportWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path) -> Surround:
    return surround_of(scene, look, qtbot, tmp_path)


@pytest.fixture
def hooked(surround: Surround) -> Iterator[None]:
    """What Qt comes back with goes where the program sends it."""
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: surround.on_exception(error)
    yield
    sys.excepthook = before


class Trouble:
    """Makes one method of one view fail, for as long as it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, view: object, method: str) -> None:
        self.on = True
        whole = getattr(view, method)

        def fail(*arguments: object) -> object:
            if self.on:
                raise ValueError("the figures do not add up")
            return whole(*arguments)

        monkeypatch.setattr(view, method, fail)


@pytest.mark.parametrize("name", ["map", "log", "inspector", "graphs", "channels"])
def test_a_view_that_cannot_be_brought_up_to_date_shows_so_and_the_others_go_on(
    surround: Surround, scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    window = surround.window
    view = getattr(window, name)
    trouble = Trouble(monkeypatch, view, "refresh")
    event = scene.world(5, 0)
    scene.statuses()
    window.beat.on_second()
    window.beat.on_frame()
    window.refresh_all()
    qtbot.waitUntil(lambda: not view.isVisible())
    face = surround.shelter.faces[view]
    assert face.isVisible()
    assert "cannot be shown" in face.accessibleName()
    if name != "log":
        row = window.log.table.row_text(0)
        assert row is not None
        assert row.summary == scene.session.read(event).summary
    trouble.on = False
    face.retry.click()
    assert view.isVisible()
    assert not surround.shelter.faces


def test_time_goes_on_although_a_view_fails(
    surround: Surround, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    Trouble(monkeypatch, surround.window.map, "tick")
    scene.at = Instant(scene.at.wall_s + 1, scene.at.monotonic_s + 1)
    surround.window.beat.on_second()
    assert surround.window.beat.running
    assert "12:30:06" in surround.window.status.text


@pytest.mark.qt_no_exception_capture
def test_a_view_whose_paint_fails_shows_so(
    surround: Surround, qtbot: QtBot, hooked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = surround.window.log

    def draw(*_words: object) -> None:
        raise ValueError("the figures do not add up")  # its painter is left open, half way

    monkeypatch.setattr(RowSheet, "draw", draw)
    # In a loop of Qt's own, as in the program: from `processEvents` it would come back to Python first.
    with qtbot.waitSignal(surround.shelter.failed):
        log.table.viewport().update()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: not log.isVisible())
    assert surround.shelter.faces[log].isVisible()
    surround.shelter.faces[log].retry.click()
    assert log.isVisible()
    assert not log.grab().isNull()


def test_it_leaves_a_report_and_its_details_can_be_read(
    surround: Surround, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Trouble(monkeypatch, surround.window.map, "refresh")
    surround.window.refresh_all()
    qtbot.waitUntil(lambda: not surround.window.map.isVisible())
    (report,) = (tmp_path / "reports").iterdir()
    assert "Where: Map" in report.read_text()
    surround.shelter.faces[surround.window.map].details.click()
    (details,) = surround.window.findChildren(ReportWindow)
    assert "ValueError: the figures do not add up" in details.text.toPlainText()


def test_it_fails_again_where_nothing_was_mended(
    surround: Surround, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = surround.window
    Trouble(monkeypatch, window.map, "refresh")
    window.refresh_all()
    qtbot.waitUntil(lambda: not window.map.isVisible())
    surround.shelter.faces[window.map].retry.click()
    qtbot.waitUntil(lambda: not window.map.isVisible() and window.map in surround.shelter.faces)
    assert window.centralWidget() is surround.shelter.faces[window.map]


def nowhere() -> KeyError:
    """An error that was really raised, in no view."""
    with pytest.raises(KeyError) as caught:
        dict[str, str]()["nowhere"]
    return caught.value


def test_what_fails_outside_a_view_is_told_quietly_and_reported_once(surround: Surround) -> None:
    for _ in range(3):
        surround.on_exception(nowhere())
    assert "a report was written" in surround.notice.words
    surround.notice.dismiss.click()
    assert surround.notice.words == ""


def test_what_fails_in_a_window_that_is_gone_is_reported_all_the_same(
    surround: Surround, qapp: QApplication
) -> None:
    class Gone(QWidget):
        def fail(self) -> None:
            raise ValueError("too late")

    gone = Gone(surround.window)
    gone.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with pytest.raises(ValueError, match="too late") as failed:
        gone.fail()
    surround.on_exception(failed.value)
    assert "a report was written" in surround.notice.words


def test_the_next_start_offers_the_report_in_the_window(
    surround: Surround, scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    surround.on_exception(nowhere())
    surround.window.close()
    again = surround_of(scene, look, qtbot, tmp_path)
    assert "The last time something went wrong" in again.notice.words
    again.notice.act.click()
    (window,) = again.window.findChildren(ReportWindow)
    assert "KeyError: 'nowhere'" in window.text.toPlainText()
    again.window.close()
    third = surround_of(scene, look, qtbot, tmp_path)
    assert third.notice.words == ""


def test_a_keyboard_interrupt_is_no_failure_of_a_view(surround: Surround, qapp: QApplication) -> None:
    with pytest.raises(KeyboardInterrupt), surround.shelter.guard(surround.window.map):
        raise KeyboardInterrupt
    assert not surround.shelter.faces


def test_letting_go_leaves_a_modules_own_names_alone() -> None:
    names: dict[str, object] = {}
    code = """
def fail():
    held = object()
    raise ValueError
kept = 1
try:
    fail()
except ValueError as error:
    trace = error.__traceback__
"""
    exec(code, names)  # noqa: S102 - a module of its own
    trace = names["trace"]
    assert isinstance(trace, TracebackType)
    inner = trace.tb_next
    assert inner is not None
    assert "held" in inner.tb_frame.f_locals
    let_go(trace)
    assert names["kept"] == 1
    assert "held" not in inner.tb_frame.f_locals

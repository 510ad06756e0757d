"""The replay's bar and its line of time: what they show, by mouse and by keys."""

from math import inf
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from tests.unit.services.tape import tape
from watchfloor.gui.instant import span_text
from watchfloor.gui.replay.recording_menu import RecordingMenu, window_on
from watchfloor.gui.replay.replay_bar import ReplayBar
from watchfloor.gui.replay.scrubber import KEY_STEP_S, Scrubber
from watchfloor.gui.style.look import Look

BEGIN_S, END_S = 1_763_620_000.0, 1_763_623_600.0


@pytest.fixture
def scrubber(look: Look, qtbot: QtBot) -> Scrubber:
    scrubber = Scrubber(look)
    qtbot.addWidget(scrubber)
    scrubber.resize(412, 34)
    scrubber.show_span(BEGIN_S, END_S)
    scrubber.show_at(BEGIN_S + 1_800)
    scrubber.show()
    return scrubber


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> ReplayBar:
    bar = ReplayBar(look)
    qtbot.addWidget(bar)
    bar.resize(1_200, 40)
    bar.show_span(BEGIN_S, END_S)
    bar.show_state(BEGIN_S, playing=False, speed=1.0, looping=False)
    bar.show()
    return bar


def test_a_click_asks_for_the_moment_under_it(scrubber: Scrubber, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scrubber.sought) as sought:
        QTest.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(106, 16))
    assert sought.args[0] == pytest.approx(BEGIN_S + 900)


def test_while_it_is_dragged_the_views_follow_and_the_end_counts(scrubber: Scrubber, qtbot: QtBot) -> None:
    asked: list[float] = []
    scrubber.sought.connect(asked.append)
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(6, 16))
    QTest.mouseMove(scrubber, QPoint(206, 16))
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert asked[0] == pytest.approx(BEGIN_S + 1_800)
    QTest.mouseMove(scrubber, QPoint(306, 16))
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(306, 16))
    assert asked[-1] == pytest.approx(BEGIN_S + 2_700)
    assert len(asked) == 2
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(306, 16))
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(2_000, 16))
    assert asked[-1] == END_S


def test_keys_go_on_and_back_and_never_out_of_the_recording(scrubber: Scrubber) -> None:
    asked: list[float] = []
    scrubber.sought.connect(asked.append)
    key = Qt.Key
    for each in (key.Key_Right, key.Key_Left, key.Key_PageUp, key.Key_Home, key.Key_Left, key.Key_End):
        QTest.keyClick(scrubber, each)
    stands = BEGIN_S + 1_800
    assert asked == [stands + KEY_STEP_S, stands, stands + 180, BEGIN_S, BEGIN_S, END_S]
    assert scrubber.accessibleDescription() == "07:26:40"


def test_what_came_and_what_went_wrong_is_drawn_on_the_line(scrubber: Scrubber, look: Look) -> None:
    empty = colors_in(scrubber)
    scrubber.show_density([5, 0, 1, 9], [BEGIN_S + 3_000])
    assert look.theme.warning in colors_in(scrubber)
    assert look.theme.warning not in empty
    few, many = scrubber.grab().toImage(), 0
    for y in range(few.height()):
        many += few.pixelColor(60, y) != few.pixelColor(160, y)
    assert many > 5


def test_the_bar_says_how_it_goes_on_and_by_what_clock(bar: ReplayBar, look: Look) -> None:
    assert (bar._time.text(), bar._end.text()) == ("06:26:40", "/ 07:26:40 UTC")
    bar.show_state(BEGIN_S + 60, playing=True, speed=inf, looping=True)
    assert bar._time.text() == "06:27:40"
    assert bar.play.accessibleName() == "Pause the replay"
    assert bar.speed.text() == "max"
    assert bar.loop.isChecked()
    assert [a.text() for a in bar.speed.menu().actions() if a.isChecked()] == ["As fast as it goes"]
    look.choose(utc=False)
    assert not bar._end.text().endswith("UTC")


def test_every_control_gives_what_it_says(bar: ReplayBar, qtbot: QtBot) -> None:
    stepped: list[int] = []
    bar.stepped.connect(stepped.append)
    for button in (bar.on, bar.back):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stepped == [1, -1]
    with qtbot.waitSignal(bar.hurried) as hurried:
        bar.speed.menu().actions()[2].trigger()
    assert hurried.args == [10.0]
    with qtbot.waitSignal(bar.loop_toggled) as looped:
        QTest.mouseClick(bar.loop, Qt.MouseButton.LeftButton)
    assert looped.args == [True]
    with qtbot.waitSignal(bar.play_toggled):
        QTest.keyClick(bar.play, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("end_s", "words"),
    [
        (BEGIN_S + 75, "06:26:40 to 06:27:55"),
        (END_S, "06:26 to 07:26"),
        (BEGIN_S + 86_400, "2025-11-20 06:26 to 2025-11-21 06:26"),
    ],
)
def test_a_span_is_as_exact_as_it_is_short(end_s: float, words: str) -> None:
    assert span_text(BEGIN_S, end_s, utc=True) == words


async def test_a_recording_opens_in_a_window_of_its_own(
    look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path
) -> None:
    surround = surround_of(scene, look, qtbot)
    started: list[list[str]] = []

    def start(_program: str, words: list[str]) -> bool:
        started.append(words)
        return True

    menu = RecordingMenu(surround, lambda: None, lambda work: work.close(), start)
    path = tape(tmp_path / "night.watchfloor")
    await menu.open(path)
    assert started == [["-m", "watchfloor", str(path)]]
    assert "window of its own" in surround.window.status.text
    assert not surround.window.commands["recording.this"].enabled()


async def test_what_is_no_recording_is_told_here_and_no_window_comes(
    look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path
) -> None:
    surround = surround_of(scene, look, qtbot)
    menu = RecordingMenu(surround, lambda: None, lambda work: work.close(), lambda *_: pytest.fail("started"))
    path = tmp_path / "letter.watchfloor"
    path.write_text("Dear all")
    await menu.open(path)
    assert "letter.watchfloor" in surround.notice.words


def test_a_bundle_is_started_without_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert window_on(tmp_path / "a.watchfloor")[1] == [str(tmp_path / "a.watchfloor")]

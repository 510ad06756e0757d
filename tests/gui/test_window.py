"""The whole window on a hand-made session: frames, filter, selection, keyboard, and a clean end."""

import gc
import math
from functools import partial

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, FEED, MAP, Scene
from watchfloor.core.query.tree import Within
from watchfloor.core.session.backlog import READ_A_FRAME
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.beat import FLOOD_SETTLE_S, SETTLE_S
from watchfloor.gui.frame import FrameClock
from watchfloor.gui.log.row_menu import row_menu
from watchfloor.gui.shell.command import Command
from watchfloor.gui.strip.stage_strip import Form
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import THEMES
from watchfloor.gui.window import MainWindow


def window_of(session: Session, look: Look, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, look, clock=lambda: AT, journal=lambda: (48_912, 21_400_000))
    qtbot.addWidget(window)
    window.resize(1_400, 850)
    window.show()
    window.share_room()
    return window


@pytest.fixture
def window(look: Look, qtbot: QtBot, scene: Scene) -> MainWindow:
    return window_of(scene.session, look, qtbot)


# -- frames


def test_many_changes_are_one_frame(qtbot: QtBot, qapp: QApplication) -> None:
    clock, frames = FrameClock(), list[int]()
    clock.frame.connect(lambda: frames.append(1))
    for _ in range(100):
        clock.request()
    qtbot.waitUntil(lambda: bool(frames))
    qapp.processEvents()
    assert len(frames) == 1
    assert not clock.running


def test_while_held_there_is_no_frame_and_one_afterwards(qtbot: QtBot) -> None:
    clock, frames = FrameClock(), list[int]()
    clock.frame.connect(lambda: frames.append(1))
    clock.hold(held=True)
    clock.request()
    assert not clock.running
    clock.hold(held=False)
    qtbot.waitUntil(lambda: bool(frames))


def test_a_batch_reaches_the_rows_a_user_reads(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    event = scene.world(5, 0)
    qtbot.waitUntil(lambda: window.log.window_of_rows.serial_at(0) == scene.session.log.end - 1)
    row = window.log.table.row_text(0)
    assert row is not None
    assert row.summary == scene.session.read(event).summary
    assert not window.beat.frames.running


def test_a_late_frame_does_not_make_the_next_one_late(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s, clock = 100.0, FrameClock(rate_hz=40)
    monkeypatch.setattr("watchfloor.gui.frame.perf_counter", lambda: now_s)
    clock._due_s = now_s
    clock._on_timeout()
    now_s += 0.027  # two thousandths late
    clock._on_timeout()
    assert clock._due_s - now_s == pytest.approx(0.023)
    now_s += 60.0  # nothing came for a minute: that cannot be made up for
    clock._on_timeout()
    assert clock._due_s - now_s == pytest.approx(0.025 * 0.75)
    assert clock.gaps_ms[-2:] == pytest.approx([27.0, 60_000.0])
    clock.stop()


@pytest.mark.parametrize(("per_s", "frames_hz"), [(1, 1), (17, 10), (35, 10), (60, 40), (1_000, 40)], ids=str)
def test_a_trickle_has_ten_frames_a_second_and_a_stream_all(
    per_s: int, frames_hz: int, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events come evenly for some seconds; each frame is given when it is due."""
    now_s, came, told, clock = 100.0, 0, 0, FrameClock(rate_hz=40)
    monkeypatch.setattr("watchfloor.gui.frame.perf_counter", lambda: now_s)
    clock.frame.connect(lambda: clock.brought(came - told))
    frames: list[float] = []
    for millisecond in range(8_000):
        now_s = 100.0 + millisecond / 1_000
        came = millisecond * per_s // 1_000
        if came > told and now_s >= clock._due_s:
            clock._on_timeout()
            told = came
            frames.append(now_s)
    of_late = [at_s for at_s in frames if at_s >= 104.0]
    assert len(of_late) / 4 == pytest.approx(frames_hz, rel=0.15)


def test_what_comes_alone_is_drawn_at_once(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s, clock = 100.0, FrameClock()
    monkeypatch.setattr("watchfloor.gui.frame.perf_counter", lambda: now_s)
    clock._on_timeout()
    clock.brought(1)
    now_s += 0.1
    clock.request()
    assert clock._timer.interval() == 0
    clock.stop()


def test_what_follows_soon_is_drawn_with_what_comes_next_or_by_itself_a_little_later(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s, clock = 100.0, FrameClock()
    monkeypatch.setattr("watchfloor.gui.frame.perf_counter", lambda: now_s)
    clock.join()
    clock._on_timeout()
    clock.brought(1)
    now_s += 0.05
    clock.request()
    assert 90 <= clock._timer.interval() <= 100, "a tenth of a second after the last, and a little"
    clock.join()
    assert clock._timer.interval() > 0, "it is too soon"
    now_s += 0.05
    clock.join()
    assert clock._timer.interval() == 0
    clock.stop()


def test_where_nobody_says_when_something_comes_it_does_not_wait_for_that(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a recording that is played."""
    now_s, clock = 100.0, FrameClock()
    monkeypatch.setattr("watchfloor.gui.frame.perf_counter", lambda: now_s)
    clock._on_timeout()
    clock.brought(1)
    now_s += 0.05
    clock.request()
    assert 40 <= clock._timer.interval() <= 50
    clock.stop()


def test_a_stream_is_drawn_at_its_own_pace_however_often_something_comes(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s, clock = 100.0, FrameClock(rate_hz=50)
    monkeypatch.setattr("watchfloor.gui.frame.perf_counter", lambda: now_s)
    clock._on_timeout()
    clock.brought(1_000)
    clock.request()
    assert 10 <= clock._timer.interval() <= 20
    clock.join()
    assert clock._timer.interval() > 0
    clock.stop()


def test_in_a_flood_the_map_waits_a_little_and_misses_nothing_it_could_show(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    window = MainWindow(scene.session, look, clock=lambda: AT)
    qtbot.addWidget(window)
    window.show()
    added = scene.session.places.added
    window.beat._settled_at_s = math.inf  # just now, however slow this machine is
    for number in range(200):
        scene.world(number, 0)
    window.beat.on_frame()
    assert (scene.session.places.added - added, scene.session.pending) == (0, 200)
    assert window.beat.frames.running
    window.beat._settled_at_s = 0.0
    window.beat.on_frame()
    assert (scene.session.places.added - added, scene.session.pending) == (200, 0)


def test_what_cannot_all_be_read_is_read_less_often(
    look: Look, qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(scene.session, look, clock=lambda: AT)
    qtbot.addWidget(window)
    monkeypatch.setattr("watchfloor.gui.beat.perf_counter", lambda: 100.0)
    scene.session.settle()
    unread = scene.session.unread_for_views
    for arrived, waited_s, read in (
        (READ_A_FRAME - 1, (SETTLE_S + FLOOD_SETTLE_S) / 2, READ_A_FRAME - 1),
        (2 * READ_A_FRAME, (SETTLE_S + FLOOD_SETTLE_S) / 2, 0),
        (0, FLOOD_SETTLE_S + 0.1, READ_A_FRAME),
    ):
        added = scene.session.places.added
        for number in range(arrived):
            scene.world(number, 0)
        window.beat._settled_at_s = 100.0 - waited_s
        window.beat.on_frame()
        assert scene.session.places.added == added + read
    assert scene.session.unread_for_views == unread + READ_A_FRAME


def test_no_frame_timer_runs_when_nothing_comes(window: MainWindow, qtbot: QtBot) -> None:
    window.refresh_all()
    qtbot.waitUntil(lambda: not window.beat.frames.running)


def test_a_hidden_view_costs_nothing_and_is_right_when_it_is_shown(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    window.toggle_dock("log")
    scene.world(5, 0)
    qtbot.waitUntil(lambda: not window.beat.frames.running)
    assert window.log.window_of_rows.serial_at(0) != scene.session.log.end - 1
    window.toggle_dock("log")
    window.beat.on_second()
    assert window.log.window_of_rows.serial_at(0) == scene.session.log.end - 1


# -- what the user does


def test_a_row_leads_to_its_mark_and_a_mark_to_its_row(window: MainWindow, scene: Scene) -> None:
    event = scene.world(5, 0)
    window.refresh_all()
    window.log.reveal(event.channel, event.seq)
    assert window.inspector.event_view.item == event
    assert window.map.pick.chosen == (event.channel, event.seq)
    window.log.table.select(None)
    window.map.marker_chosen.emit(event.channel, event.seq)
    assert window.log.table.current == scene.session.log.find(event.channel, event.seq)


def test_a_mark_whose_row_is_filtered_out_is_told(window: MainWindow) -> None:
    window.filter_box.setText("type:nothing-of-the-kind")
    window.filter_box.apply()
    window.map.marker_chosen.emit(MAP, 1)
    assert "filtered out" in window.status.text


def test_the_filter_says_how_much_it_leaves(window: MainWindow) -> None:
    window.filter_box.setText(f'channel:"{DEBATE}"')
    window.filter_box.apply()
    rows = window.log.window_of_rows
    assert 0 < rows.count < rows.total
    assert window.title_bar._count.text() == f"{rows.count} of {rows.total}"


def titled(window: MainWindow, width: int) -> set[str]:
    """What the bar at the top shows in a window so wide, of what may give way."""
    bar = window.title_bar
    window.resize(width, 800)
    QApplication.processEvents()
    parts = {"work": bar._work, "replay": bar._replay, "count": bar._count, "theme": bar._theme}
    for part in (*parts.values(), bar.live, bar._menu, bar.badge):
        assert part.isHidden() or bar.rect().contains(part.geometry())
    return {name for name, part in parts.items() if not part.isHidden()}


def test_the_bar_names_the_workspace_and_leads_to_recordings(window: MainWindow) -> None:
    bar = window.title_bar
    assert "work" not in titled(window, 1_680), "one without a name is not named"
    ran: list[str] = []
    for key, menu in (("workspace.open", "Workspace"), ("recording.open", "Replay")):
        window.commands.add(Command(key, menu, key, partial(ran.append, key)))
    window.commands.install(window)
    bar.fill_menu()
    window.work_name = "Night desk"
    window.refresh_all()
    assert bar._work.text() == "Workspace: Night desk"
    assert titled(window, 1_680) == {"work", "replay", "count", "theme"}
    for button, key in ((bar._work, "workspace.open"), (bar._replay, "recording.open")):
        button.menu().actions()[0].trigger()
        assert ran.pop() == key


def test_in_a_narrow_bar_what_the_menu_has_too_gives_way_to_the_filter(window: MainWindow) -> None:
    window.work_name = "A workspace with a very long name, as people give them " * 3
    window.refresh_all()
    bar = window.title_bar
    assert bar._work.toolTip().startswith("Workspace: A workspace with a very long")
    assert "…" in bar._work.text()
    before = titled(window, 1_680)
    for width in (1_280, 1_024, 900, 800):
        now = titled(window, width)
        assert now <= before, "what has gone does not come back"
        assert bar.filter_box.width() >= window.look.px(150)
        before = now
    assert "work" not in before


def test_a_recording_is_named_for_as_long_as_may_be(window: MainWindow) -> None:
    window.title_bar.show_recording("night desk")
    assert window.title_bar._work.text() == "Recording: night desk"
    assert window.title_bar.live.isHidden()
    window.refresh_all()
    window.beat.on_second()
    assert "work" in titled(window, 1_024)


def test_how_much_a_filter_leaves_stands_out(window: MainWindow) -> None:
    count = window.title_bar._count
    assert count.property("filtered") is False
    window.filter_box.setText("severity:>=5")
    window.filter_box.apply()
    assert count.property("filtered") is True


def test_one_row_is_not_called_rows(window: MainWindow) -> None:
    for total, words in ((1, "1 row"), (0, "0 rows"), (2, "2 rows")):
        window.title_bar.refresh(
            following=True, waiting=0, shown=total, total=total, filtered=False, more=False
        )
        assert window.title_bar._count.text() == words


def test_the_map_follows_the_filter_until_it_is_unlinked(window: MainWindow) -> None:
    window.map.grab()
    every = sum(cluster.count for cluster in window.map.clusters)
    window.filter_box.setText("severity:>=5")
    window.filter_box.apply()
    window.map.grab()
    assert 0 < sum(cluster.count for cluster in window.map.clusters) < every
    window.commands.run("map.link")
    window.map.grab()
    assert sum(cluster.count for cluster in window.map.clusters) == every
    window.commands.run("map.link")
    window.map.grab()
    assert sum(cluster.count for cluster in window.map.clusters) < every


def test_space_stands_still_and_follows_but_not_in_a_field(window: MainWindow) -> None:
    window.log.table.setFocus()
    QTest.keyClick(window.log.table, Qt.Key.Key_Space)
    assert not window.log.following
    assert window.title_bar.live.text() == "‖ Paused"
    window.filter_box.setFocus()
    QTest.keyClick(window.filter_box, Qt.Key.Key_Space)
    assert not window.log.following
    window.map.setFocus()
    QTest.keyClick(window.map, Qt.Key.Key_Space)
    assert window.log.following


def test_channel_commands_act_on_the_chosen_channel(window: MainWindow, qtbot: QtBot) -> None:
    window.channels.select(DEBATE)
    with qtbot.waitSignal(window.action_asked) as asked:
        assert window.commands.run("channel.retry")
    assert asked.args == [DEBATE, "retry_now"]
    assert not window.commands.run("channel.reset")
    window.channels.select(MAP)
    assert not window.commands.run("channel.retry")
    assert window.inspector.connection_view.channel == MAP


def test_starting_an_analysis_asks_for_the_ward_without_holding_anything_up(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.commands.run("analysis.start")
    (dialog,) = window.findChildren(QInputDialog)
    dialog.setTextValue("  Mill Lane ")
    with qtbot.waitSignal(window.analysis_asked) as asked:
        dialog.accept()
    assert asked.args == ["Mill Lane"]


def test_previous_and_next_of_its_kind(window: MainWindow, scene: Scene) -> None:
    first = scene.send(DEBATE, "utterance", {"id": "a", "speaker": "A", "content": "1"})
    scene.world(1, 0)
    second = scene.send(DEBATE, "utterance", {"id": "b", "speaker": "A", "content": "2"})
    window.refresh_all()
    window.log.reveal(DEBATE, second.seq)
    window.inspector.step_asked.emit(-1)
    assert window.inspector.event_view.item == first
    window.inspector.step_asked.emit(1)
    assert window.inspector.event_view.item == second
    window.inspector.step_asked.emit(1)
    assert "no other of its kind" in window.status.text


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_row_is_copied_in_three_forms(window: MainWindow, scene: Scene, form: str) -> None:
    event = scene.send(DEBATE, "utterance", {"id": "a", "speaker": "=cmd", "content": "x"})
    window.refresh_all()
    window.log.reveal(DEBATE, event.seq)
    window.commands.run(f"log.copy-{form}")
    copied = QApplication.clipboard().text()
    assert "=cmd" in copied
    if form == "json":
        assert msgspec.json.decode(copied)["channel"] == DEBATE


def test_a_field_is_plotted_from_the_rows_in_memory_on(window: MainWindow, scene: Scene) -> None:
    window.plot_field(MAP, "confidence")
    before = len(scene.session.metrics[MAP, "confidence"])
    assert before > 20
    scene.world(1, 0)
    window.beat.on_frame()
    assert len(scene.session.metrics[MAP, "confidence"]) == before + 1
    assert f"{MAP} · confidence" in [plot.accessibleName() for plot in window.graphs.plots]


def test_a_field_becomes_a_column_and_goes_again(window: MainWindow, look: Look) -> None:
    table = window.log.table
    window.inspector.event_view.column_asked.emit("to.label")
    assert table.header.fields == ["to.label"]
    row = table.row_text(0)
    assert row is not None
    assert row.field(table.header._fields["to.label"][1]) == "Manila"
    assert not window.grab().isNull()
    table.header.remove_column("to.label")
    assert table.header.fields == []
    assert not window.grab().isNull()


def test_what_passes_under_the_users_eyes_is_not_unread(window: MainWindow, scene: Scene) -> None:
    window.commands.run("log.follow")
    window.channels.select(MAP)
    scene.session.channels[DEBATE].unread = 0
    scene.send(DEBATE, "utterance", {"id": "n", "speaker": "A", "content": "x"})
    scene.world(1, 0)
    window.beat.on_frame()
    assert scene.session.channels[DEBATE].unread == 1
    assert scene.session.channels[MAP].unread == 0


def test_what_nobody_can_see_is_unread(window: MainWindow, scene: Scene, qapp: QApplication) -> None:
    window.activateWindow()
    window.channels.select(MAP)
    row = scene.session.channels[DEBATE]

    def unread() -> int:
        qapp.processEvents()
        row.unread = 0
        scene.send(DEBATE, "utterance", {"id": "n", "speaker": "A", "content": "x"})
        window.beat.on_frame()
        return row.unread

    log, rows = window.dock("log"), window.log.window_of_rows
    assert (window.isActiveWindow(), rows.following, unread()) == (True, True, 0)
    window.log.choose([])  # only what is pinned
    assert unread() == 1
    window.log.choose(None)
    log.hide()
    assert unread() == 1
    log.show()
    window.tabifyDockWidget(log, window.dock("graphs"))
    window.dock("graphs").raise_()
    assert unread() == 1
    log.raise_()
    assert unread() == 0


def test_a_channel_of_any_name_is_shown_alone(window: MainWindow, scene: Scene) -> None:
    name = 'The "best" \\ of *'
    scene.session.add_channel(name, "generic")
    event = scene.send(name, "message", {"a": 1})
    window.refresh_all()
    window.channels.select(name)
    window.commands.run("channel.log")
    assert window.filter_box.error is None
    rows = window.log.window_of_rows
    assert [rows.item_at(row) for row in range(rows.count)] == [event]


def test_the_main_tasks_by_keyboard_alone(window: MainWindow, qtbot: QtBot, look: Look) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    # Filter the log, and take the filter away again.
    press(Qt.Key.Key_F, control)
    assert window.filter_box.hasFocus()
    QTest.keyClicks(window.filter_box, "severity:>=5 ")
    press(Qt.Key.Key_Return)
    every, some = window.log.window_of_rows.total, window.log.window_of_rows.count
    press(Qt.Key.Key_Escape)
    assert some < window.log.window_of_rows.count == every
    # Go to the log, choose a row, see it in the inspector, stand still.
    press(Qt.Key.Key_L, control)
    assert window.log.table.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.inspector.event_view.item == window.log.window_of_rows.item_at(1)
    press(Qt.Key.Key_Space)
    assert not window.log.following
    # Look at another part of the world by way of the palette.
    press(Qt.Key.Key_K, control)
    QTest.keyClicks(window.palette_view.field, "africa")
    press(Qt.Key.Key_Return)
    assert -37 < window.map.viewport.degrees(window.map.width() / 2, window.map.height() / 2)[1] < 38
    # Another theme, and larger text.
    press(Qt.Key.Key_T, control)
    assert look.theme.name == "light"
    press(Qt.Key.Key_Plus, control)
    assert look.zoom > 1


# -- looks


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("size", [(1_024, 700), (1_680, 1_020)])
def test_every_theme_and_size_is_drawn_without_a_word_from_qt(
    window: MainWindow, look: Look, name: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    look.choose(THEMES[name])
    window.share_room()
    picture = window.grab().toImage()
    assert (picture.width(), picture.height()) == size
    assert look.theme.panel in {picture.pixelColor(20, y).name() for y in range(0, size[1], 7)}


def test_text_at_twice_its_size_still_fits_the_window(window: MainWindow, look: Look) -> None:
    look.choose(zoom=2.0)
    assert window.minimumSizeHint().width() <= 1_400
    assert window.minimumSizeHint().height() <= 800
    assert not window.grab().isNull()


def test_panels_go_and_come_back_and_the_layout_can_be_reset(window: MainWindow) -> None:
    window.commands.run("panel.graphs")
    assert not window.dock("graphs").isVisible()
    window.commands.run("layout.reset")
    assert window.dock("graphs").isVisible()


def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    controls: list[QAbstractButton | QLineEdit] = [
        *window.findChildren(QAbstractButton),
        *window.findChildren(QLineEdit),
    ]
    for control in controls:
        if control.isVisible() and not control.objectName().startswith("qt_"):
            assert control.accessibleName() or control.text() or control.toolTip(), control


def test_an_empty_window_says_what_there_is_not(look: Look, qtbot: QtBot) -> None:
    window = window_of(Session(), look, qtbot)
    assert window.badge.words == "No channels"
    assert not window.windowIcon().isNull()
    assert window.runs.shown is None
    assert not window.grab().isNull()


# -- the end


def test_closing_tells_and_stops_every_timer(window: MainWindow, qtbot: QtBot, scene: Scene) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
    scene.world(1, 0)
    assert not window.beat.frames.running
    assert not window.beat.running


@pytest.mark.parametrize("times", [8, pytest.param(50, marks=pytest.mark.soak)])
def test_windows_opened_and_closed_leave_nothing(
    qtbot: QtBot, qapp: QApplication, look: Look, times: int
) -> None:
    def once() -> None:
        scene = Scene()
        scene.add_channels()
        window = MainWindow(scene.session, look, clock=lambda: AT)
        window.resize(900, 600)
        window.show()
        scene.world(1, 0)
        window.refresh_all()
        window.close()
        window.deleteLater()
        del window, scene
        qapp.processEvents()
        qapp.sendPostedEvents(None, 52)  # deferred deletions
        gc.collect()

    once()
    before = len(gc.get_objects())
    for _ in range(times):
        once()
    # One window alone is some thousands of objects; measured, nothing of it stays.
    assert len(gc.get_objects()) - before < 20 * times + 500


def test_a_box_on_the_map_filters_log_and_map_and_a_new_one_takes_its_place(
    window: MainWindow, scene: Scene
) -> None:
    window.filter_box.setText("severity:>=1")
    window.filter_box.apply()
    window.map.box_drawn.emit(Within(30, 34, 37, 42))
    assert window.filter_box.text() == "severity:>=1 within:(30,34,37,42)"
    rows = [window.log.table.row_text(row) for row in range(window.log.window_of_rows.count)]
    assert 0 < len(rows) < len(scene.session.log)
    assert window.map.box == Within(30, 34, 37, 42)
    window.map.grab()
    assert all(30 <= cluster.best.lat <= 37 for cluster in window.map.clusters)
    window.map.box_drawn.emit(Within(-60, -90, 20, -30))
    assert window.filter_box.text() == "severity:>=1 within:(-60,-90,20,-30)"
    window.map.setFocus()
    QTest.keyClick(window.map, Qt.Key.Key_Escape)
    assert window.filter_box.text() == "severity:>=1"
    assert window.map.box is None


def test_a_figure_of_a_row_can_be_plotted_from_the_log(window: MainWindow, scene: Scene) -> None:
    event = scene.world(3, 0)
    window.refresh_all()
    serial = scene.session.log.find(MAP, event.seq)
    assert serial is not None
    menu = row_menu(window, serial)
    plots = next(action.menu() for action in menu.actions() if action.text() == "Plot")
    assert isinstance(plots, QMenu)
    next(action for action in plots.actions() if action.text() == "to.lat").trigger()
    assert window.graphs.shows(("metric", MAP, "to.lat"))
    menu.deleteLater()


def test_the_title_says_how_many_are_up_and_where(look: Look, qtbot: QtBot, scene: Scene) -> None:
    window = MainWindow(scene.session, look, clock=lambda: AT)
    qtbot.addWidget(window)
    window.show()
    assert window.windowTitle() == "4 of 6 up — Watchfloor"
    window.work_name = "Night shift"
    window.refresh_standing(AT)
    assert window.windowTitle() == "4 of 6 up — Night shift — Watchfloor"
    silent = Status(state=ChannelState.FAILED, since_s=AT.monotonic_s)
    for name in (MAP, FEED):
        scene.session.observe(name, silent, AT.wall_s)
        window.refresh_standing(AT)
    # The worst of them is as bad as before; the count is another one.
    assert window.windowTitle().startswith("2 of 6 up")
    window.close()


def test_the_filter_offers_the_fields_of_the_events(window: MainWindow) -> None:
    window.filter_box.setFocus()
    QTest.keyClicks(window.filter_box, "source.n")
    assert (
        window.filter_box._completer.model().data(window.filter_box._popup.model().index(0, 0))
        == "source.name:"
    )


def test_a_window_that_is_made_lower_leaves_the_stages_their_bars(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    runs = window.runs
    for height, form in ((800, Form.BELOW), (560, Form.BARS), (800, Form.BELOW)):
        window.resize(1_100, height)
        assert runs.stages._form is form
        # Once all is laid out, only the window changes its height, and not the strip.
        qtbot.waitUntil(lambda: runs.height() == runs.sizeHint().height())
        qapp.processEvents()

"""Alerts and saved views in the left column: told, seen, kept, and never in the way."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, EVIDENCE, MAP, Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import AlertRaised
from watchfloor.core.session.session import Session
from watchfloor.core.watch.alert import WAITING, AlertBook, AlertRule
from watchfloor.core.watch.saved_view import FIRST_VIEWS
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.instant import Instant
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look
from watchfloor.gui.watch import view_desk
from watchfloor.gui.watch.rule_window import RuleWindow
from watchfloor.gui.watch.watch_panel import WatchPanel
from watchfloor.gui.watch.watcher import Watcher

STRIKE = 42  # the scene's story of severity 5


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path) -> Surround:
    return surround_of(scene, look, qtbot, tmp_path)


@pytest.fixture
def watcher(surround: Surround) -> Watcher:
    return surround.watcher


def arrive(watcher: Watcher, event: Event) -> None:
    totals = Totals(received=event.seq, stored=event.seq)
    watcher.accept(Batch(event.channel, event.received_at_s, 0.0, [event], "", totals))


def fire(surround: Surround, scene: Scene, qtbot: QtBot) -> Event:
    event = scene.world(STRIKE, 0)
    with qtbot.waitSignal(surround.alert_raised):
        arrive(surround.watcher, event)
    surround.window.refresh_all()
    return event


# -- alerts


def test_an_event_that_a_rule_finds_is_in_the_column_the_title_and_the_task_bar(
    surround: Surround, scene: Scene, qtbot: QtBot
) -> None:
    event = fire(surround, scene, qtbot)
    panel = surround.watcher.panel
    (note,) = panel.alerts.notes
    assert note.title == "Severity 5"
    assert note.spoken.startswith(f"Severity 5, {event.channel}, "), "two feeds may raise the same rule"
    assert scene.session.read(event).title in note.words
    assert not note.quiet
    assert surround.watcher.button.text() == "▲ 1 alert"
    assert surround.window.windowTitle().startswith("(1) ")
    # Desktops add the program's name to titles that do not end with it.
    assert surround.window.windowTitle().endswith(" up — Watchfloor")


def test_a_click_shows_the_event_and_it_is_news_no_more(
    surround: Surround, scene: Scene, qtbot: QtBot
) -> None:
    event = fire(surround, scene, qtbot)
    alerts = surround.watcher.panel.alerts
    QTest.mouseClick(alerts.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    assert surround.window.inspector.event_view.item == event
    assert alerts.notes[0].quiet
    assert not surround.watcher.button.isVisible()
    assert not surround.window.windowTitle().startswith("(")


def test_the_newest_alert_is_a_key_away(surround: Surround, scene: Scene, qtbot: QtBot) -> None:
    event = fire(surround, scene, qtbot)
    surround.window.commands.run("alerts.newest")
    assert surround.window.inspector.event_view.item == event


def test_a_channel_that_is_down_is_told_and_leads_to_its_connection(surround: Surround, scene: Scene) -> None:
    watcher = surround.watcher
    watcher.tick()
    scene.at = Instant(scene.at.wall_s + 30, scene.at.monotonic_s + 30)
    watcher.tick()
    told = {alert.channel for alert in watcher.book.alerts}
    assert told == {DEBATE, EVIDENCE}
    watcher.show_alert(watcher.book.alerts[0].number)
    window = surround.window
    assert window.channel == watcher.book.alerts[0].channel
    assert window.inspector.currentWidget() is window.inspector.connection_view


def test_many_at_once_are_judged_between_frames(surround: Surround, scene: Scene, qtbot: QtBot) -> None:
    events = [scene.world(STRIKE, 0) for _ in range(1_000)]
    surround.watcher.accept(Batch(MAP, scene.at.wall_s, 0.0, events, "", Totals()))
    assert surround.watcher.book.waiting == 1_000
    qtbot.waitUntil(lambda: surround.watcher.book.waiting == 0)
    assert surround.watcher.panel.alerts.notes[0].right == "1\u202f000×"


def test_what_came_too_fast_to_be_judged_is_said(surround: Surround, scene: Scene, qtbot: QtBot) -> None:
    events = [scene.world(STRIKE, 0)] * (WAITING + 5)
    surround.watcher.accept(Batch(MAP, scene.at.wall_s, 0.0, events, "", Totals()))
    qtbot.waitUntil(lambda: surround.watcher.book.waiting == 0)
    assert surround.watcher.panel.alert_heading._note.text() == "1 NEW · 5 NOT JUDGED"
    assert "too fast" in surround.watcher.panel.alert_heading.toolTip()


def test_rules_are_made_judged_and_kept(
    surround: Surround, scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    surround.window.commands.run("alerts.rules")
    (window,) = surround.window.findChildren(RuleWindow)
    window.add.click()
    window.name.setText("Fire")
    window.name.editingFinished.emit()
    window.query.clear()
    QTest.keyClicks(window.query, "title:(strike")
    assert "character" in window.problem.text()
    QTest.keyClicks(window.query, ")")
    assert window.problem.text() == ""
    window.close()
    fire(surround, scene, qtbot)
    assert {note.title for note in surround.watcher.panel.alerts.notes} == {"Fire", "Severity 5"}
    surround.window.close()
    again = surround_of(scene, look, qtbot, tmp_path)
    assert AlertRule(name="Fire", query="title:(strike)") in again.watcher.book.rules


def test_a_rule_is_switched_off_and_removed(look: Look, qtbot: QtBot) -> None:
    rules = (AlertRule(name="A", query="x"), AlertRule(name="B", kind="down", channel=MAP))
    window = RuleWindow(rules, [MAP, DEBATE], look)
    qtbot.addWidget(window)
    window.list.setCurrentRow(1)
    assert window.channel.currentData() == MAP
    with qtbot.waitSignal(window.rules_changed) as changed:
        window.enabled.click()
    assert [rule.enabled for rule in changed.args[0]] == [True, False]
    assert window.list.item(1).text() == "B (off)"
    with qtbot.waitSignal(window.rules_changed) as changed:
        window.remove.click()
    assert [rule.name for rule in changed.args[0]] == ["A"]
    window.remove.click()
    assert not window.remove.isEnabled()


def test_the_first_rule_of_all_is_made_with_keys_alone(look: Look, qtbot: QtBot) -> None:
    window = RuleWindow((), [], look)
    qtbot.addWidget(window)
    window.show()
    assert window.name.isEnabled()
    assert window.name.selectedText() == "New rule"
    QTest.keyClicks(window.name, "Strikes")
    QTest.keyClick(window.name, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.rules_changed) as changed:
        QTest.keyClicks(window.query, "x")
    assert changed.args[0] == (AlertRule(name="Strikes", query="x"),)


def test_a_rule_after_the_last_was_removed_can_be_filled_in(look: Look, qtbot: QtBot) -> None:
    window = RuleWindow((AlertRule(name="A", query="x"),), [], look)
    qtbot.addWidget(window)
    window.remove.click()
    assert not window.query.isEnabled()
    window.add.click()
    assert window.query.isEnabled()


def test_two_rules_never_share_a_name(look: Look, qtbot: QtBot) -> None:
    window = RuleWindow((AlertRule(name="New rule", query="x"),), [], look)
    qtbot.addWidget(window)
    window.add.click()
    assert window.list.item(1).text() == "New rule 2"


# -- saved views


def test_a_view_sets_the_filter_and_again_leaves_it(surround: Surround) -> None:
    views, box = surround.watcher.panel.views, surround.window.filter_box
    views.setFocus()
    views.setCurrentIndex(views.model().index(0, 0))
    QTest.keyClick(views, Qt.Key.Key_Return)
    assert box.text() == "severity:>=3"
    assert views.notes[0].marked
    QTest.keyClick(views, Qt.Key.Key_Return)
    assert (box.text(), views.notes[0].marked) == ("", False)


def test_the_filter_is_kept_under_a_name_and_found_by_the_palette(
    surround: Surround, scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    window = surround.window
    window.commands.run("view.save")
    assert "Type a filter first" in window.status.text, "keys that do nothing say why"
    assert not window.findChildren(QInputDialog)
    window.filter_box.setText("type:naval")
    window.filter_box.apply()
    assert window.commands.run("view.save")
    (dialog,) = window.findChildren(QInputDialog)
    dialog.setTextValue(" Ships ")
    dialog.accept()
    assert "Ships" in [note.title for note in surround.watcher.panel.views.notes]
    window.filter_box.clear()
    window.filter_box.apply()
    assert window.commands.run("view:Ships")
    assert window.filter_box.text() == "type:naval"
    window.close()
    again = surround_of(scene, look, qtbot, tmp_path)
    again.watcher.panel.view_removed.emit("Ships")
    assert "view:Ships" not in [command.id for command in again.window.commands]


def test_no_saved_view_is_lost_to_one_more(surround: Surround, monkeypatch: pytest.MonkeyPatch) -> None:
    views = surround.watcher.views
    monkeypatch.setattr(view_desk, "MOST_VIEWS", len(views._shelf.value.views) + 1)
    views.save("Ships", "type:naval")
    views.save("More", "type:drone")
    assert "all that can be" in surround.window.status.text
    views.save("Ships", "type:naval severity:>=3")
    kept = {view.name: view.query for view in views._shelf.value.views}
    assert "More" not in kept
    assert kept["Ships"] == "type:naval severity:>=3", "one that is there can be changed"


def test_what_came_while_away_is_counted_and_found(surround: Surround, scene: Scene) -> None:
    watcher, window = surround.watcher, surround.window
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    scene.at = Instant(scene.at.wall_s + 60, scene.at.monotonic_s + 60)
    for number in range(3):
        scene.world(number, 10)
    scene.at = Instant(scene.at.wall_s + 60, scene.at.monotonic_s + 60)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    away = watcher.panel.views.notes[-1]
    assert (away.title, away.right) == ("Since I was away", "3")
    watcher.panel.views.note_chosen.emit(away.key)
    window.refresh_all()
    assert window.log.window_of_rows.count == 3


def test_the_channels_take_what_they_need_and_leave_the_rest(surround: Surround, look: Look) -> None:
    channels, panel = surround.window.channels, surround.watcher.panel
    rows = channels.model().rowCount()
    assert channels.height() >= rows * look.px(52)
    assert panel.alert_heading.y() < panel.height() / 2 + look.px(60)
    surround.window.resize(1_000, 600)
    assert panel.views.visibleRegion().boundingRect().height() > 0


def test_where_there_is_no_feed_the_next_step_is_a_button(look: Look, qtbot: QtBot) -> None:
    session = Session()
    channels = ChannelList(session, look)
    panel = WatchPanel(channels, AlertBook(session.read, lambda: 0.0), look)
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.first_feed.isVisible(), "not where none can be added"
    panel.offer_feeds()
    with qtbot.waitSignal(panel.feed_asked):
        panel.first_feed.click()
    assert panel.first_feed.isVisible()
    session.add_channel("A", "generic")
    channels.refresh(AT)
    assert not panel.first_feed.isVisible()
    session.remove_channel("A")
    channels.refresh(AT)
    assert panel.first_feed.isVisible()


def test_compact_rows_are_lower_in_the_whole_column(surround: Surround, look: Look) -> None:
    panel = surround.watcher.panel

    def heights() -> list[int]:
        return [
            panel._channels.sizeHintForRow(0),
            panel.views.sizeHintForRow(0),
            panel._channels.maximumHeight(),
        ]

    before = heights()
    look.choose(density=0.82)
    after = heights()
    look.choose(density=1.0)
    assert all(low < high for low, high in zip(after, before, strict=True))
    assert heights() == before


def test_in_a_low_window_the_channels_come_before_what_is_empty(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    book = AlertBook(scene.session.read, lambda: scene.at.wall_s)
    channels = ChannelList(scene.session, look)
    panel = WatchPanel(channels, book, look)
    qtbot.addWidget(panel)
    channels.refresh(scene.at)
    panel.refresh_alerts()
    panel.resize(300, 700)
    panel.show()
    assert panel.alerts.isVisible()
    panel.resize(300, 330)
    QApplication.processEvents()
    assert not panel.alerts.isVisible()
    assert panel.alert_heading.isVisible()
    assert panel.height() == 330
    assert channels.height() > 4 * channels.sizeHintForRow(0)


@pytest.fixture
def crowded(look: Look, qtbot: QtBot, scene: Scene) -> WatchPanel:
    """Six channels, six alerts, and two views."""
    book = AlertBook(scene.session.read, lambda: scene.at.wall_s)
    book.set_rules([AlertRule(name=f"Rule {number}", query="severity:5") for number in range(6)])
    book.offer([scene.world(STRIKE, 0)])
    assert len(book.judge()) == 6
    panel = WatchPanel(ChannelList(scene.session, look), book, look)
    qtbot.addWidget(panel)
    panel._channels.refresh(scene.at)
    panel.refresh_alerts()
    panel.refresh_views(FIRST_VIEWS[:2], "", ("", 0))
    panel.show()
    return panel


@pytest.mark.parametrize(
    ("room", "alerts", "all_channels"),
    [(320, 5, True), (225, 3, True), (125, 2, True), (100, 1, True), (20, 1, False), (-20, 1, False)],
)
def test_alerts_are_scrolled_to_before_channels_are(
    crowded: WatchPanel, room: int, alerts: int, all_channels: bool
) -> None:
    channels = crowded._channels
    headings = crowded.alert_heading.sizeHint().height() + crowded.view_heading.sizeHint().height()
    crowded.resize(300, channels.maximumHeight() + headings + room)
    QApplication.processEvents()
    assert crowded.alerts.height() == crowded.alerts.height_of(alerts)
    assert (
        crowded.alerts.verticalScrollBar().maximum() == crowded.alerts.height_of(6) - crowded.alerts.height()
    )
    assert (channels.height() == channels.maximumHeight()) is all_channels


def test_where_channels_must_be_scrolled_to_anyway_three_alerts_are_in_sight(
    crowded: WatchPanel, scene: Scene, qtbot: QtBot
) -> None:
    crowded.resize(300, 700)
    for number in range(9):
        scene.session.add_channel(f"One more {number}", "generic")
    crowded._channels.refresh(scene.at)
    qtbot.waitUntil(lambda: crowded.alerts.height() == crowded.alerts.height_of(3))
    assert crowded._channels.height() > crowded.height() / 2


def test_a_feed_that_was_just_added_is_in_sight(crowded: WatchPanel, scene: Scene, qtbot: QtBot) -> None:
    channels = crowded._channels
    crowded.resize(300, 420)
    QApplication.processEvents()
    scene.session.add_channel("New", "generic")
    channels.refresh(scene.at)
    place = channels.model().index(6, 0)
    qtbot.waitUntil(lambda: channels.viewport().rect().contains(channels.visualRect(place)))
    channels.scrollToTop()
    channels.refresh(scene.at)  # and where the user looks from then on is theirs to say
    QApplication.processEvents()
    assert channels.verticalScrollBar().value() == 0


def test_alerts_that_were_seen_stay_so_and_cleared_ones_do_not_come_back(
    look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path
) -> None:
    first = surround_of(scene, look, qtbot, tmp_path)
    raised: list[AlertRaised] = []
    first.alert_raised.connect(raised.append)
    for place, ago_s in enumerate((300.0, 200.0, 100.0)):
        with qtbot.waitSignal(first.alert_raised):
            arrive(first.watcher, scene.world(STRIKE, ago_s))
        if place == 0:
            first.watcher.all_seen()
            assert first.window.commands.run("alerts.clear")
        if place == 1:
            first.watcher.all_seen()
    first.window.close()

    again = surround_of(scene, look, qtbot, tmp_path)
    again.watcher.recall(raised)
    assert [alert.acknowledged for alert in again.watcher.book.alerts] == [True, False]
    assert [note.quiet for note in again.watcher.panel.alerts.notes] == [False, True]
    assert again.watcher.button.text() == "▲ 1 alert"


def test_alerts_of_a_feed_that_is_renamed_stay_seen_and_cleared(
    look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path
) -> None:
    first = surround_of(scene, look, qtbot, tmp_path)
    raised: list[AlertRaised] = []
    first.alert_raised.connect(raised.append)
    for place, ago_s in enumerate((200.0, 100.0)):
        with qtbot.waitSignal(first.alert_raised):
            arrive(first.watcher, scene.world(STRIKE, ago_s))
        first.watcher.all_seen()
        if place == 0:
            assert first.window.commands.run("alerts.clear")
    first.watcher.rename(MAP, "World")
    first.watcher.rename(DEBATE, "Talk")
    first.window.close()

    again = surround_of(scene, look, qtbot, tmp_path)
    again.watcher.recall([msgspec.structs.replace(each, channel="World") for each in raised])
    assert [(alert.channel, alert.acknowledged) for alert in again.watcher.book.alerts] == [("World", True)]


def test_filters_that_were_used_are_offered_after_a_restart(
    look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path
) -> None:
    first = surround_of(scene, look, qtbot, tmp_path)
    for text in ("severity:>=4", "type:drone", "severity:>=4", "type:("):
        first.window.filter_box.setText(text)
        QTest.keyClick(first.window.filter_box, Qt.Key.Key_Return)
    first.window.close()
    again = surround_of(scene, look, qtbot, tmp_path)
    assert again.window.filter_box.history == ("type:drone", "severity:>=4")

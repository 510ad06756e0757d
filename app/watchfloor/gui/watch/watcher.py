"""Alerts and saved views at work: judges what comes, shows what was raised, sets the filter."""

import re
from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QToolButton

from watchfloor.core.alert import AlertBook
from watchfloor.core.event import Batch
from watchfloor.core.happening import AlertRaised
from watchfloor.core.keepsake import Memory, Watching
from watchfloor.core.saved_view import MOST_VIEWS, Absence, SavedView
from watchfloor.core.workspace.workspace import LogLook
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.log.column_look import kept_columns, restore_columns
from watchfloor.gui.shell.command import Command
from watchfloor.gui.watch.recollection import Recollection
from watchfloor.gui.watch.rule_window import RuleWindow
from watchfloor.gui.watch.watch_panel import WatchPanel
from watchfloor.gui.window import MainWindow
from watchfloor.services.shelf import Kept, Shelf

JUDGE_MS, TICK_MS = 50, 1_000
_COUNT = re.compile(r"^\(\d+\) ")


class Watcher(QObject):
    """A sink for batches, and what the left column shows below the channels.

    Gives `alert_raised` once for each new alert; whoever keeps the journal writes it there.
    """

    alert_raised = Signal(object)
    commands_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        shelf: Kept[Watching],
        memory: Kept[Memory] | None = None,
        *,
        clock: Callable[[], Instant] = now,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._clock = clock
        self._absence = Absence()
        self._before: LogLook | None = None  # the columns before a view brought its own
        self.book = AlertBook(window.session.read, lambda: clock().wall_s)
        self.book.set_rules(shelf.value.rules)
        self._past = Recollection(window, self.book, memory or Shelf(None, Memory, Memory()))
        self.panel = WatchPanel(window.channels, self.book, window.look)
        window.dock("channels").setWidget(self.panel)
        self.button = self._make_button()
        self._judging = QTimer(self)
        self._judging.setSingleShot(True)
        self._judging.setInterval(JUDGE_MS)
        self._judging.timeout.connect(self._on_judge)
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._connect()
        self.refresh()

    def _make_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("alerts")
        button.clicked.connect(self._show_newest)
        row = self._window.title_bar.layout()
        if row is not None:
            row.addWidget(button)
        button.hide()
        return button

    def _connect(self) -> None:
        panel, window = self.panel, self._window
        panel.alert_chosen.connect(self.show_alert)
        panel.all_seen_asked.connect(self.all_seen)
        panel.rules_asked.connect(self.open_rules)
        panel.view_chosen.connect(self._on_view_chosen)
        panel.view_asked.connect(self.ask_for_view)
        panel.view_removed.connect(self._on_view_removed)
        window.filter_box.filter_changed.connect(lambda _predicate: self._refresh_views())
        window.look.changed.connect(self.refresh)
        window.windowTitleChanged.connect(lambda _title: self._title())
        window.closed.connect(self.stop)
        window.installEventFilter(self)
        self._ticking.start()

    def stop(self) -> None:
        self._judging.stop()
        self._ticking.stop()
        self._window.removeEventFilter(self)

    def reload(self) -> None:
        """The rules and views are other ones now."""
        if self.book.rules != self._shelf.value.rules:
            self.book.set_rules(self._shelf.value.rules)
        self.refresh()
        self.commands_changed.emit()

    def recall(self, raised: Sequence[AlertRaised]) -> None:
        """Show the alerts of earlier starts, as the journal tells of them."""
        self._past.recall_alerts(raised)
        self.refresh()

    # -- what comes in

    def accept(self, batch: Batch) -> None:
        """Take a batch to be judged; no socket waits for it."""
        if batch.events:
            self.book.offer(batch.events)
            if self.book.waiting and not self._judging.isActive() and self._ticking.isActive():
                self._judging.start()

    async def room(self) -> None:
        return

    def _on_judge(self) -> None:
        self._raise(self.book.judge())
        if self.book.waiting:
            self._judging.start()

    def tick(self) -> None:
        """Once a second: silence, failure, and the count of what came while away."""
        at = self._clock()
        self._raise(self.book.tick(self._window.session.channels.values(), at.wall_s, at.monotonic_s))
        self._refresh_views()

    def _raise(self, raised: list[AlertRaised]) -> None:
        self.panel.refresh_alerts()
        self._refresh_button()
        for alert in raised:
            self.alert_raised.emit(alert)

    # -- what is shown

    def refresh(self) -> None:
        self.panel.refresh_alerts()
        self._refresh_views()
        self._refresh_button()

    def _refresh_views(self) -> None:
        at_s, stored = self._clock().wall_s, self._window.session.stored
        away = (self._absence.query(), self._absence.count(at_s, stored))
        self.panel.refresh_views(self._shelf.value.views, self._window.filter_box.text().strip(), away)

    def _refresh_button(self) -> None:
        fresh = self.book.fresh
        words = self.tr("▲ 1 alert") if fresh == 1 else self.tr("▲ {count} alerts").format(count=fresh)
        if self.button.text() != words:
            self.button.setText(words)
            self.button.setAccessibleName(words.removeprefix("▲ "))
            self.button.setToolTip(self.tr("Show the newest alert"))
            self._title()
        self.button.setVisible(bool(fresh))
        unjudged = self.book.unjudged
        if unjudged:
            words = self.tr("{count} events came too fast to be judged by the rules.")
            self.panel.alert_heading.setToolTip(words.format(count=f"{unjudged:,}"))

    def _title(self) -> None:
        """The number of new alerts before the window's title, for the task bar."""
        bare, fresh = _COUNT.sub("", self._window.windowTitle()), self.book.fresh
        wanted = f"({fresh}) {bare}" if fresh else bare
        if self._window.windowTitle() != wanted:
            self._window.setWindowTitle(wanted)

    # -- what the user does

    def commands(self) -> list[Command]:
        alerts, views = self.tr("Alerts"), self.tr("Saved views")
        return [
            Command("alerts.rules", alerts, self.tr("Alert rules…"), self.open_rules, "Ctrl+Shift+R"),
            Command("alerts.newest", alerts, self.tr("Show the newest alert"), self._show_newest, "Ctrl+J",
                    enabled=lambda: bool(self.book.alerts)),
            Command("alerts.seen", alerts, self.tr("Mark all alerts as seen"), self.all_seen,
                    enabled=lambda: bool(self.book.fresh)),
            Command("alerts.clear", alerts, self.tr("Clear seen alerts"), self._clear,
                    enabled=lambda: len(self.book.alerts) > self.book.fresh),
            Command("view.save", views, self.tr("Save the filter as a view…"), self.ask_for_view, "Ctrl+S",
                    enabled=lambda: bool(self._query())),
            *(
                Command(f"view:{view.name}", views, view.name, partial(self._on_view_chosen, view.asked))
                for view in self._shelf.value.views
            ),
        ]  # fmt: skip

    def show_alert(self, number: int) -> None:
        """It is seen now; where it came from is shown."""
        alert = next((alert for alert in self.book.alerts if alert.number == number), None)
        if alert is None:
            return
        self.book.acknowledge(number)
        self._past.keep_alerts()
        self.refresh()
        self._window.channels.select(alert.channel)
        if alert.seq and not self._window.log.reveal(alert.channel, alert.seq):
            self._window.tell(
                self.tr("That event is not among the log's rows: it is filtered out or has left memory.")
            )
        elif not alert.seq:
            self._window.inspector.setCurrentWidget(self._window.inspector.connection_view)

    def _show_newest(self) -> None:
        alerts = [alert for alert in self.book.alerts if not alert.acknowledged] or list(self.book.alerts)
        if alerts:
            self.show_alert(alerts[-1].number)

    def all_seen(self) -> None:
        self.book.acknowledge_all()
        self._past.keep_alerts()
        self.refresh()

    def _clear(self) -> None:
        cleared = [alert.mark for alert in self.book.alerts if alert.acknowledged]
        self.book.clear()
        self._past.keep_alerts(cleared)
        self.refresh()

    def open_rules(self) -> None:
        window = RuleWindow(
            self._shelf.value.rules, list(self._window.session.channels), self._window.look, self._window
        )
        window.rules_changed.connect(self._on_rules_changed)
        window.open()

    def _on_rules_changed(self, rules: object) -> None:
        self._put(msgspec.structs.replace(self._shelf.value, rules=rules))
        self.book.set_rules(self._shelf.value.rules)

    def _put(self, watching: Watching) -> None:
        self._shelf.put(watching)

    # -- saved views

    def _query(self) -> str:
        """The filter as it stands, if it can be read."""
        box = self._window.filter_box
        return "" if box.error else box.text().strip()

    def _on_view_chosen(self, query: str) -> None:
        """Set the filter; chosen again, a view is left."""
        box = self._window.filter_box
        leaves = box.text().strip() == query
        box.setText("" if leaves else query)
        box.apply()
        self._show_columns(() if leaves else self._columns_of(query))
        self._refresh_views()

    def _columns_of(self, query: str) -> tuple[str, ...]:
        return next((view.columns for view in self._shelf.value.views if view.asked == query), ())

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        """A view's own columns; when it is left, those from before."""
        table, look = self._window.log.table, self._window.look
        if columns:
            self._before = self._before or kept_columns(table, look)
            restore_columns(table, msgspec.structs.replace(self._before, columns=columns), look)
        elif self._before is not None:
            restore_columns(table, self._before, look)
            self._before = None

    def ask_for_view(self) -> None:
        query = self._query()
        if not query:
            self._window.tell(self.tr("Type a filter first: a saved view is a filter with a name."))
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Save the filter as a view"))
        dialog.setLabelText(self.tr("A name for “{query}”").format(query=query[:80]))
        dialog.setTextValue(query[:40])
        dialog.textValueSelected.connect(lambda name: self._save_view(name, query))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_view(self, name: str, query: str) -> None:
        name = " ".join(name.split())[:80]
        if name:
            others = tuple(view for view in self._shelf.value.views if view.name != name)
            columns = kept_columns(self._window.log.table, self._window.look).columns
            views = (*others, SavedView(name=name, query=query, columns=columns))[-MOST_VIEWS:]
            self._change_views(views)

    def _on_view_removed(self, name: str) -> None:
        self._change_views(tuple(view for view in self._shelf.value.views if view.name != name))

    def _change_views(self, views: tuple[SavedView, ...]) -> None:
        self._put(msgspec.structs.replace(self._shelf.value, views=views))
        self._refresh_views()
        self.commands_changed.emit()

    # -- away and back

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowDeactivate:
            self._absence.leave(self._clock().wall_s, self._window.session.stored)
        elif event.type() is QEvent.Type.WindowActivate:
            self._absence.come_back(self._clock().wall_s, self._window.session.stored)
            self._refresh_views()
        return super().eventFilter(watched, event)

"""Alerts at work: judges what comes, and shows what was raised."""

import re
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QToolButton

from watchfloor.core.event import Batch
from watchfloor.core.happening import AlertRaised
from watchfloor.core.text.numeral import grouped
from watchfloor.core.watch.alert import AlertBook
from watchfloor.core.watch.keepsake import Memory, Watching
from watchfloor.gui.instant import Instant, now
from watchfloor.gui.shell.command import Command
from watchfloor.gui.watch.recollection import Recollection
from watchfloor.gui.watch.rule_window import RuleWindow
from watchfloor.gui.watch.view_desk import ViewDesk
from watchfloor.gui.watch.watch_panel import WatchPanel
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.shelf import Kept, Shelf

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
        self.book = AlertBook(window.session.read, lambda: clock().wall_s)
        self.book.set_rules(shelf.value.rules)
        self._past = Recollection(window, self.book, memory or Shelf(None, Memory, Memory()))
        self.panel = WatchPanel(window.channels, self.book, window.look)
        window.dock("channels").setWidget(self.panel)
        self.views = ViewDesk(window, shelf, self.panel, clock)
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
        self.views.views_changed.connect(self.commands_changed)
        window.look.changed.connect(self.refresh)
        window.windowTitleChanged.connect(lambda _title: self._title())
        window.closed.connect(self.stop)
        self._ticking.start()

    def stop(self) -> None:
        self._judging.stop()
        self._ticking.stop()
        self.views.stop()

    def reload(self) -> None:
        """The rules and views are other ones now."""
        if self.book.rules != self._shelf.value.rules:
            self.book.set_rules(self._shelf.value.rules)
        self.refresh()
        self.commands_changed.emit()

    def recall(self, raised: Sequence[AlertRaised], *, news: bool = True) -> None:
        """Show the alerts that the journal tells of; those of a recording are no news."""
        self._past.recall_alerts(raised)
        if not news:
            self.book.acknowledge_all()
        self.refresh()

    def rename(self, before: str, after: str) -> None:
        """A channel has another name now, and all that it raised goes with it."""
        self.book.rename(before, after)
        self._past.rename(before, after)

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
        self.views.refresh()

    def _raise(self, raised: list[AlertRaised]) -> None:
        self.panel.refresh_alerts()
        self._refresh_button()
        for alert in raised:
            self.alert_raised.emit(alert)

    # -- what is shown

    def refresh(self) -> None:
        self.panel.refresh_alerts()
        self.views.refresh()
        self._refresh_button()

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
            self.panel.alert_heading.setToolTip(words.format(count=grouped(unjudged)))

    def _title(self) -> None:
        """The number of new alerts before the window's title, for the task bar."""
        bare, fresh = _COUNT.sub("", self._window.windowTitle()), self.book.fresh
        wanted = f"({fresh}) {bare}" if fresh else bare
        if self._window.windowTitle() != wanted:
            self._window.setWindowTitle(wanted)

    # -- what the user does

    def commands(self) -> list[Command]:
        alerts = self.tr("Alerts")
        return [
            Command("alerts.rules", alerts, self.tr("Alert rules…"), self.open_rules, "Ctrl+Shift+R"),
            Command("alerts.newest", alerts, self.tr("Show the newest alert"), self._show_newest, "Ctrl+J",
                    enabled=lambda: bool(self.book.alerts)),
            Command("alerts.seen", alerts, self.tr("Mark all alerts as seen"), self.all_seen,
                    enabled=lambda: bool(self.book.fresh)),
            Command("alerts.clear", alerts, self.tr("Clear seen alerts"), self._clear,
                    enabled=lambda: len(self.book.alerts) > self.book.fresh),
            *self.views.commands(),
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
        alerts = self.book.newest
        fresh = [alert for alert in alerts if not alert.acknowledged]
        if alerts:
            self.show_alert((fresh or alerts)[0].number)

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
        self._shelf.put(msgspec.structs.replace(self._shelf.value, rules=rules))
        self.book.set_rules(self._shelf.value.rules)

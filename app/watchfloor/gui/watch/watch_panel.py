"""The left column: the channels, and under them alerts and saved views."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from watchfloor.core.text.numeral import grouped
from watchfloor.core.text.speech import said
from watchfloor.core.watch.alert import Alert, AlertBook
from watchfloor.core.watch.saved_view import SavedView
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.instant import clock_text
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look
from watchfloor.gui.watch.note_list import Note, NoteList

AWAY = "\x00away"
ALERT_ROWS, VIEW_ROWS = 5, 8
LEAST_WIDTH = 172
# What they make do with, one after the other, before a channel has to be scrolled to.
SHARES = ((ALERT_ROWS, VIEW_ROWS), (4, 5), (3, 4), (3, 3), (3, 2), (2, 2), (2, 1), (1, 1))


class WatchPanel(QWidget):
    """Shows the channels it is given, an `AlertBook` and saved views.

    Gives `alert_chosen` with an alert's number, `view_chosen` with a query, `rules_asked`,
    `all_seen_asked`, `view_asked` (save the filter as it stands), `view_removed` with a name, `feed_asked`.
    """

    alert_chosen = Signal(int)
    all_seen_asked = Signal()
    rules_asked = Signal()
    view_chosen = Signal(str)
    view_asked = Signal()
    view_removed = Signal(str)
    feed_asked = Signal()

    def __init__(
        self, channels: ChannelList, alerts: AlertBook, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = alerts
        self._look = look
        self._channels = channels
        self._queries: dict[str, str] = {}
        self._takes_feeds = False
        self._is_bare = False
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.alert_heading = Heading(self.tr("Alerts"), look)
        self.view_heading = Heading(self.tr("Saved views"), look)
        self.alerts = NoteList(
            self.tr("Alerts"), self.tr("Nothing to tell. + sets what to watch for."), look, rows=ALERT_ROWS
        )
        self.views = NoteList(
            self.tr("Saved views"),
            self.tr("None yet. + keeps the filter as it stands."),
            look,
            rows=VIEW_ROWS,
        )
        self._add(self.alert_heading, self.tr("Alert rules"), self.rules_asked)
        self._add(self.view_heading, self.tr("Save the filter as a view"), self.view_asked)
        self.alerts.note_chosen.connect(lambda key: self.alert_chosen.emit(int(key)))
        self.alerts.menu_asked.connect(self._on_alert_menu)
        self.views.note_chosen.connect(self._on_view_chosen)
        self.views.menu_asked.connect(self._on_view_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(channels, 1_000)  # up to its greatest height, before the empty room below
        column.addWidget(self._first_feed())
        for widget in (self.alert_heading, self.alerts, self.view_heading, self.views):
            column.addWidget(widget)
        column.addStretch(1)
        channels.model().modelReset.connect(self._share)
        channels.model().rowsInserted.connect(self._share)
        channels.model().rowsRemoved.connect(self._share)
        look.changed.connect(self._share)
        self._share()

    def minimumSizeHint(self) -> QSize:
        """Narrower than this no state could be read: a window that is made smaller takes it from the map."""
        return QSize(self._look.px(LEAST_WIDTH), super().minimumSizeHint().height())

    def _first_feed(self) -> QWidget:
        """Where there is no feed, the next step is in sight, and not a small sign in a corner only."""
        self.first_feed = QPushButton(self.tr("Add a feed…"))
        self.first_feed.setObjectName("primary")
        self.first_feed.clicked.connect(self.feed_asked)
        self._first = QWidget()
        self._first.hide()
        row = QHBoxLayout(self._first)
        row.setContentsMargins(14, 4, 14, 8)
        row.addWidget(self.first_feed)
        row.addStretch()
        return self._first

    def offer_feeds(self) -> None:
        """Feeds can be added here."""
        self._takes_feeds = True
        self._share()

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._is_bare = left_out
        self._share()

    def _add(self, heading: Heading, words: str, signal: SignalInstance) -> None:
        button = QToolButton()
        button.setObjectName("plus")
        button.setText("+")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(signal)
        heading.add(button)

    def _share(self) -> None:
        """The channels take what they need, and scroll where that is more than what is left."""
        model = self._channels.model()
        row = self._channels.sizeHintForRow(0) if model.rowCount() else self._look.px(38)
        wanted = max(1, model.rowCount()) * row + 2
        self._channels.setMaximumHeight(wanted)
        self._first.setVisible(self._takes_feeds and not model.rowCount() and not self._is_bare)
        self._channels.setMinimumHeight(min(wanted, row))
        others = (self._first, self.alert_heading, self.view_heading)
        room = self.height() - sum(each.sizeHint().height() for each in others if not each.isHidden())
        self._share_below(room - wanted, room // 3)

    def _share_below(self, left: int, third: int) -> None:
        """Alerts and views have what the channels leave, and scroll for themselves. Where the channels must
        be scrolled to whatever is done, a third is theirs."""
        lists = (self.alerts, self.views)
        is_roomy = left >= sum(map(NoteList.height_of, lists, SHARES[0]))
        for notes in lists:  # in a low window what is empty keeps but its heading
            notes.setVisible(is_roomy or bool(notes.notes))
        room = left if left >= self._height(SHARES[-1]) else third
        fitting = (share for share in SHARES if self._height(share) <= room)
        for notes, rows in zip(lists, next(fitting, SHARES[-1]), strict=True):
            notes.show_rows(rows)

    def _height(self, share: tuple[int, int]) -> int:
        """What so many alerts and views take, of those that are shown."""
        lists = zip((self.alerts, self.views), share, strict=True)
        return sum(notes.height_of(rows) for notes, rows in lists if not notes.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    # -- what there is

    def refresh_alerts(self) -> None:
        fresh, unjudged = self._book.fresh, self._book.unjudged
        parts = [self.tr("{count} new").format(count=fresh)] if fresh else []
        if unjudged:
            parts.append(self.tr("{count} not judged").format(count=grouped(unjudged)))
        self.alert_heading.note(" · ".join(parts))
        self.alerts.show_notes([self._note(alert) for alert in self._book.newest])
        self._share()

    def _note(self, alert: Alert) -> Note:
        theme = self._look.theme
        return Note(
            key=str(alert.number),
            title=said(alert.rule),
            words=f"{clock_text(alert.last_at_s, utc=self._look.utc)} · {said(alert.message)}",
            right=f"{grouped(alert.count)}×" if alert.count > 1 else "",
            sign="triangle",
            color=theme.of_severity(alert.severity) if alert.severity else "warning",
            quiet=alert.acknowledged,
            whose=alert.channel,
        )

    def refresh_views(self, views: tuple[SavedView, ...], query: str, away: tuple[str, int]) -> None:
        """`query` is what the filter says now; `away` the query and count of what came meanwhile."""
        self._queries = {view.name: view.asked for view in views}
        notes = [
            Note(
                key=view.name,
                title=said(view.name),
                sign="dot" if view.colour else "",
                color=view.colour or "muted",
                marked=view.asked == query,
            )
            for view in views
        ]
        if away[1]:
            self._queries[AWAY] = away[0]
            title = self.tr("Since I was away")
            notes.append(Note(key=AWAY, title=title, right=grouped(away[1]), marked=away[0] == query))
        self.views.show_notes(notes)
        self._share()

    # -- what the user does

    def _on_view_chosen(self, key: str) -> None:
        self.view_chosen.emit(self._queries.get(key, ""))

    def _on_view_menu(self, key: str, at: QPoint) -> None:
        if key != AWAY:
            menu = self._menu()
            menu.addAction(self.tr("Remove")).triggered.connect(lambda: self.view_removed.emit(key))
            menu.popup(at)

    def _on_alert_menu(self, key: str, at: QPoint) -> None:
        menu = self._menu()
        menu.addAction(self.tr("Show")).triggered.connect(lambda: self.alert_chosen.emit(int(key)))
        menu.addAction(self.tr("Mark all as seen")).triggered.connect(self.all_seen_asked)
        menu.addAction(self.tr("Rules…")).triggered.connect(self.rules_asked)
        menu.popup(at)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

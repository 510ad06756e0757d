"""Who tells whom: what is chosen, drawn or filtered in one view of the window is shown by the others."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from watchfloor.core.event import Event
from watchfloor.core.log.likeness import is_like, query_like
from watchfloor.core.log.log_window import Predicate
from watchfloor.core.query.area import area_of, circles_of, term_of, with_area, without_area
from watchfloor.core.query.tree import Node, Within
from watchfloor.gui.log.row_menu import row_menu
from watchfloor.gui.style.literal import as_item
from watchfloor.gui.workplace import Workplace


class Tie(QObject):
    """The views of one window, tied together."""

    def __init__(self, window: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self.filter_linked = True  # one filter for log and map
        self._predicate: Predicate | None = None
        self._tie_channels()
        self._tie_events()
        self._tie_filter()

    def _tie_channels(self) -> None:
        window = self._window
        window.channels.chosen.connect(self._on_channel_chosen)
        window.channels.menu_asked.connect(self._on_channel_menu)
        for view in (window.channels, window.inspector, window.banner):
            view.action_asked.connect(window.action_asked)
        window.runs.start_asked.connect(window.ask_for_ward)
        window.runs.cancel_asked.connect(window.cancel_asked)

    def _tie_events(self) -> None:
        window = self._window
        log = window.log
        log.item_chosen.connect(self._on_item_chosen)
        log.menu_asked.connect(lambda serial, at: row_menu(window, serial).popup(at))
        log.following_changed.connect(lambda _following: window.refresh_title())
        log.shown_changed.connect(window.refresh_title)
        log.table.activated.connect(lambda _serial: self._show_event())
        window.inspector.step_asked.connect(self._on_step)
        log.stepper.told.connect(lambda words: window.tell(words) if words else None)
        log.stepper.ended.connect(self._on_no_other)
        window.map.marker_chosen.connect(self._on_marker_chosen)
        window.graphs.told.connect(window.tell)
        window.title_bar.live_toggled.connect(log.toggle_following)

    def _tie_filter(self) -> None:
        window = self._window
        add_term = window.filter_box.add_term
        fields = window.inspector.event_view
        fields.filter_asked.connect(add_term)
        fields.column_asked.connect(window.log.table.header.add_column)
        fields.plot_asked.connect(window.plot_field)
        fields.highlight_asked.connect(window.log.add_highlight)
        window.map.term_drawn.connect(add_term)
        window.map.box_drawn.connect(self._on_box_drawn)
        window.filter_box.filter_changed.connect(self._on_filter_changed)

    # -- channels

    def _on_channel_chosen(self, name: str) -> None:
        self._window.session.seen(name)
        self._window.inspector.show_channel(name, self._window.clock())

    def _on_channel_menu(self, name: str, at: QPoint) -> None:
        window = self._window
        window.channels.select(name)
        menu = QMenu(window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in window.commands:
            if command.menu == window.channel_menu and command.enabled():
                action = menu.addAction(as_item(command.title))
                action.triggered.connect(partial(window.commands.run, command.id))
        menu.popup(at)

    # -- events

    def _show_event(self) -> None:
        """The chosen row in the inspector, brought to the front where it is a tab behind others."""
        self._window.inspector.setCurrentIndex(0)
        self._window.dock("inspector").raise_()

    def _on_item_chosen(self, serial: int) -> None:
        item = self._window.log.window_of_rows.item(serial)
        self._window.inspector.show_item(item)
        if isinstance(item, Event):
            self._window.map.choose(item.channel, item.seq)

    def _on_marker_chosen(self, channel: str, seq: int) -> None:
        if not self._window.log.reveal(channel, seq):
            words = self.tr("That event is not among the log's rows: it is filtered out or has left memory.")
            self._window.tell(words)

    def _on_step(self, step: int) -> None:
        """The next (later) or previous row of the current one's kind."""
        log = self._window.log
        item = self._window.inspector.event_view.item
        serial = log.table.current
        if item is not None and serial is not None:
            log.stepper.seek(partial(is_like, item), query_like(item), serial, older=step < 0)

    def _on_no_other(self) -> None:
        self._window.tell(self._window.tr("There is no other of its kind in this direction."))

    # -- the filter

    def link_filter(self, *, linked: bool) -> None:
        """Whether the log's filter is the map's too."""
        self.filter_linked = linked
        self._window.map.filter(self._predicate if linked else None)

    def _on_filter_changed(self, predicate: Predicate | None, query: Node | None) -> None:
        window = self._window
        self._predicate = predicate
        window.log.filter(predicate, query)
        window.map.filter(predicate if self.filter_linked else None)
        window.map.show_box(area_of(query), circles_of(query))
        window.graphs.follow_filter()
        window.refresh_title()

    def _on_box_drawn(self, box: Within | None) -> None:
        """A box of the map filters, in place of the one before; None takes it away."""
        filter_box = self._window.filter_box
        text = filter_box.text()
        filter_box.setText(without_area(text) if box is None else with_area(text, term_of(box)))
        filter_box.apply()

"""The strip at the top: the program's menu, what is shown, live or paused, the filter, how the feeds are."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from watchfloor.core.text.numeral import grouped
from watchfloor.gui.channel.indicator import Badge
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.gui.shell.command import CommandTable
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.figure import Figure
from watchfloor.gui.style.icon import icon, icon_beside
from watchfloor.gui.style.literal import as_item, as_tip
from watchfloor.gui.style.look import Look

# The filter is what one types in: others give way while it has less than this, at normal text.
LEAST_FILTER, GOOD_FILTER, MOST_FILTER = 150, 300, 620
MOST_WORK = 230
EDGE_PX = 10  # with what the style keeps around a button, the name stands over all that is below it
OF_WORK, OF_RECORDINGS, OF_REPLAY = ("workspace.", "recent:"), ("recording.",), ("replay.", "recording.")


class TitleBar(QWidget):
    """Gives `live_toggled` when the user asks to follow or to stand still."""

    live_toggled = Signal()

    def __init__(
        self, commands: CommandTable, filter_box: FilterBox, badge: Badge, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._look = look
        self.filter_box = filter_box
        self.badge = badge
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._menu = self._named(MenuButton(look), "wordmark", "Watchfloor", self.tr("Menu"))
        self.live = self._button("live", "", self.tr("Live or paused"))
        self.live.setCheckable(True)
        self.live.clicked.connect(self.live_toggled)
        self._work = self._named(MenuButton(look), "work", "", self.tr("Workspace"))
        self._work_name = ""
        self._is_recording = False
        self._replay = self._named(MenuButton(look), "work", self.tr("Replay"), self.tr("Replay"))
        self._replay.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._count = Figure()
        self._count.setObjectName("count")
        self._theme = self._button("flat", "", self.tr("Next theme"))
        self._theme.clicked.connect(lambda: commands.run("theme.next"))
        self._palette = self._button("", "Ctrl K", self.tr("Command palette"))
        self._palette.clicked.connect(lambda: commands.run("palette"))
        self._lay_out()
        look.changed.connect(self._restyle)
        self._restyle()

    def _button(self, name: str, text: str, spoken: str) -> QToolButton:
        return self._named(QToolButton(), name, text, spoken)

    @staticmethod
    def _named(button: QToolButton, name: str, text: str, spoken: str) -> QToolButton:
        """It becomes a child in its turn, for Tab goes by that."""
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        return button

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX, 7, 14, 7)
        row.setSpacing(12)
        row.addWidget(self._menu)
        row.addWidget(self._work)
        row.addWidget(self.live)
        row.addWidget(self._replay)
        row.addWidget(self.filter_box, 1)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self.badge)
        row.addWidget(self._theme)
        row.addWidget(self._palette)

    def fill_menu(self) -> None:
        """Make the menu from the command table, anew when that has changed."""
        menu = QMenu(self)
        for submenu in self._commands.menus(menu):
            menu.addMenu(submenu)
        _give(self._menu, menu)
        of_work = OF_REPLAY if self._is_recording else OF_WORK
        _give(self._work, self._commands.menu_of(self, *of_work))
        _give(self._replay, self._commands.menu_of(self, *OF_RECORDINGS))
        self._make_room()

    def show_work(self, name: str) -> None:
        """Which workspace is shown; nothing: one that has no name. A recording's name stays."""
        if not self._is_recording:
            self._name_work(self.tr("Workspace: {name}").format(name=name) if name else "")

    def show_recording(self, name: str) -> None:
        """Which recording is shown, in place of a workspace; nothing of it is live."""
        self._is_recording = True
        self.live.hide()
        self._name_work(self.tr("Recording: {name}").format(name=name))
        self.fill_menu()

    def _name_work(self, words: str) -> None:
        if words != self._work_name:
            self._work_name = words
            self._work.setToolTip(as_tip(words))
            self._work.setAccessibleName(words)
            self._restyle()

    def refresh(
        self, *, following: bool, waiting: int, shown: int, total: int, filtered: bool, more: bool
    ) -> None:
        """`more`: the journal may have matches that were not looked for yet."""
        self.live.setChecked(following)
        fresh = self.tr("‖ Paused · {count} new").format(count=grouped(waiting))
        paused = fresh if waiting else self.tr("‖ Paused")
        self.live.setText(self.tr("● Live") if following else paused)
        self.live.setAccessibleDescription(self.live.text())
        known = grouped(shown) + ("+" if more else "")
        of_all = self.tr("{shown} of {total}").format(shown=known, total=grouped(total))
        rows = self.tr("1 row") if total == 1 else self.tr("{total} rows").format(total=grouped(total))
        self._count.setText(of_all if filtered else rows)
        if self._count.property("filtered") is not filtered:
            self._count.setProperty("filtered", filtered)
            self._count.style().unpolish(self._count)
            self._count.style().polish(self._count)

    def show_up(self, *, is_up: bool) -> None:
        """Green only while something can arrive: a log that follows dead feeds is not alive."""
        if self.live.property("silent") is not (not is_up):
            self.live.setProperty("silent", not is_up)
            self.live.setToolTip(self.tr("Live or paused") if is_up else self.tr("No feed is up"))
            self.live.style().unpolish(self.live)
            self.live.style().polish(self.live)

    def _restyle(self) -> None:
        look = self._look
        sign = {"dark": "moon", "light": "sun"}.get(look.theme.name, "contrast")
        self._theme.setIcon(icon(sign, look.color("muted"), look.px(16)))
        self._theme.setIconSize(QSize(look.px(16), look.px(16)))
        room = look.px(MOST_WORK)
        self._work.ensurePolished()
        cut = self._work.fontMetrics().elidedText(self._work_name, Qt.TextElideMode.ElideMiddle, room)
        self._work.setText(as_item(cut))
        self._replay.setIcon(icon_beside("rotate-ccw", look.color("muted"), look.px(14), look.px(4)))
        self._replay.setIconSize(QSize(look.px(18), look.px(14)))
        self._palette.ensurePolished()
        for beside in (self.badge, self._theme):  # as high as the other buttons
            beside.setFixedHeight(self._palette.sizeHint().height())
        self.filter_box.setMinimumWidth(look.px(LEAST_FILTER))
        self.filter_box.setMaximumWidth(look.px(MOST_FILTER))
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """What is beside the filter has become wider, or has come or gone."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """First those go that the menu has too; the count is told at the log as well. A recording is named
        for as long as may be."""
        px, shown = self._look.px, self._wanted
        room = self.width() - self._taken
        order = [(self._replay, GOOD_FILTER), (self._work, GOOD_FILTER), (self._count, GOOD_FILTER)]
        if self._is_recording:
            order = [(self._count, GOOD_FILTER)]
        order += [(self._theme, LEAST_FILTER), (self._palette, LEAST_FILTER), (self._work, LEAST_FILTER)]
        for widget, least in order:
            if sum(map(self._needs, shown)) + px(least) > room:
                shown.discard(widget)
        for widget in {widget for widget, _ in order} | {self._replay}:
            widget.setVisible(widget in shown)

    @property
    def _wanted(self) -> set[QWidget]:
        """What there would be in a bar of any width, of what may give way."""
        wanted: set[QWidget] = {self._count, self._theme, self._palette}
        if self._work_name:
            wanted.add(self._work)
        if self._replay.menu() is not None and not self._is_recording:
            wanted.add(self._replay)
        return wanted

    def _needs(self, widget: QWidget) -> int:
        return widget.sizeHint().width() + self._row.spacing()

    @property
    def _taken(self) -> int:
        """By the edges, and by what stays; the filter has what is left."""
        gives_way = {self.filter_box, self._work, self._replay, self._count, self._theme, self._palette}
        parts = [item.widget() for place in range(self._row.count()) if (item := self._row.itemAt(place))]
        stays = [part for part in parts if part and part not in gives_way and not part.isHidden()]
        margins = self._row.contentsMargins()
        return margins.left() + margins.right() + self._row.spacing() + sum(map(self._needs, stays))


def _give(button: QToolButton, menu: QMenu | None) -> None:
    """Another menu in place of the one it had."""
    before = button.menu()
    button.setMenu(menu)  # type: ignore[arg-type]  # Qt takes none for no menu
    if isinstance(before, QMenu):
        before.deleteLater()

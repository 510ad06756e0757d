"""The strip at the top: the program's menu, live or paused, the filter, and how all channels are."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from watchfloor.core.text.numeral import grouped
from watchfloor.gui.channel.indicator import Badge
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.gui.shell.command import CommandTable
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.figure import Figure
from watchfloor.gui.style.icon import icon
from watchfloor.gui.style.look import Look

# What can be done without in a narrower bar (for text of normal size): the count, then the buttons whose
# commands the menu has too.
COUNT_FROM, BUTTONS_FROM = 860, 660
LEAST_FILTER, MOST_FILTER = 150, 620


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
        self._count = Figure()
        self._count.setObjectName("muted")
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
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 14, 7)
        row.setSpacing(12)
        row.addWidget(self._menu)
        row.addWidget(self.live)
        row.addWidget(self.filter_box, 1)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self.badge)
        row.addWidget(self._theme)
        row.addWidget(self._palette)

    def fill_menu(self) -> None:
        """Make the menu from the command table, anew when that has changed."""
        before, menu = self._menu.menu(), QMenu(self)
        for submenu in self._commands.menus(menu):
            menu.addMenu(submenu)
        self._menu.setMenu(menu)
        if isinstance(before, QMenu):
            before.deleteLater()

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
        self.filter_box.setMinimumWidth(look.px(LEAST_FILTER))
        self.filter_box.setMaximumWidth(look.px(MOST_FILTER))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        px, width = self._look.px, self.width()
        self._count.setVisible(width >= px(COUNT_FROM))
        for button in (self._theme, self._palette):
            button.setVisible(width >= px(BUTTONS_FROM))

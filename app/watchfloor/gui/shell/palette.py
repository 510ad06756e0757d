"""The command palette: type a few letters of what you want, press Return."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from watchfloor.gui.channel.channel_delegate import Index
from watchfloor.gui.shell.command import Command, CommandTable
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, SMALL, Look

KEY = int(Qt.ItemDataRole.UserRole)
WIDTH, ROW, SHOWN = 560, 34, 10


def rank(wanted: str, title: str) -> int | None:
    """How well a title answers what was typed, less is better; None if it does not.

    The letters must come in order; whole words and beginnings count for more.
    """
    wanted, title = wanted.lower().strip(), title.lower()
    if not wanted:
        return 0
    place = title.find(wanted)
    if place >= 0:
        return place if place == 0 or title[place - 1] == " " else 50 + place
    at, skipped = -1, 0
    for letter in wanted.replace(" ", ""):
        found = title.find(letter, at + 1)
        if found < 0:
            return None
        skipped += found - at - 1
        at = found
    return 200 + skipped


class Palette(QFrame):
    """Lies over the window until a command is chosen or Escape is pressed. Needs no event loop of its own."""

    def __init__(self, commands: CommandTable, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        self._look = look
        self._ground = parent
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAutoFillBackground(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Command palette"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_Row(look, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._run())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.field)
        column.addWidget(self.list)
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _restyle(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            f"#palette {{ background: {theme.panel};"
            f" border: 1px solid {theme.accent}; border-radius: 10px; }}"
        )

    def open(self) -> None:
        self._before = self._ground.focusWidget()
        self.field.clear()
        self._fill("")
        width = min(self._look.px(WIDTH), self._ground.width() - 40)
        height = self._look.px(ROW) * SHOWN + self._look.px(66)
        self.setGeometry(
            (self._ground.width() - width) // 2, 70, width, min(height, self._ground.height() - 90)
        )
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_again(self) -> None:
        self.hide()
        if self._before is not None and isValid(self._before):  # it may have gone meanwhile
            self._before.setFocus()

    def _fill(self, wanted: str) -> None:
        self.list.clear()
        ranked = [
            (score, place, command)
            for place, command in enumerate(self._commands)
            if command.id != "palette"
            and command.enabled()
            and (score := rank(wanted, f"{command.title} {command.menu}")) is not None
        ]
        for _, _, command in sorted(ranked, key=lambda entry: entry[:2]):
            self.list.addItem(self._item(command))
        self.list.setCurrentRow(0)

    def _item(self, command: Command) -> QListWidgetItem:
        item = QListWidgetItem(command.title)
        item.setData(KEY, (command.id, command.menu, command.shortcut))
        return item

    def _run(self) -> None:
        item = self.list.currentItem()
        self.close_again()
        if item is not None:
            self._commands.run(item.data(KEY)[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            row = self.list.currentRow() + steps[key]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape:
            self.close_again()
        else:
            return super().eventFilter(watched, event)
        return True


class _Row(QStyledItemDelegate):
    """A command's name left, its menu and keys right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, QRectF(option.rect)
        if QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("selection"))
        _, menu, shortcut = index.data(KEY)
        inner = box.adjusted(10, 0, -10, 0)
        paint.text(painter, inner, str(index.data()), look.font(BODY, 500), look.color("text"))
        right = f"{menu}   {shortcut}" if shortcut else menu
        paint.text(painter, inner, right, look.font(SMALL), look.color("muted"), paint.RIGHT)

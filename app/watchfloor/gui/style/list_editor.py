"""A window that edits a list of rules: the list, what can be done with it, and the chosen rule's fields."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from watchfloor.gui.style.entry_list import EntryList
from watchfloor.gui.style.look import Look


class ListEditor(QDialog):
    """Gives `rules_changed` with all rules after each change. Opened with `open()`: nothing waits for it.

    Whoever is one says what an empty list tells (`_entries`) and how a rule stands in it (`_item`), shows the
    chosen rule (`_show_current`) and adds one (`_on_add`). `query` may be among the fields, with `problem`
    below.
    """

    rules_changed = Signal(object)

    def __init__(self, rules: Sequence[Any], look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._rules: list[Any] = list(rules)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = self._entries()
        self.query = QLineEdit()
        self.query.setFont(look.font(mono=True))
        self.problem = _quiet("")
        self.add = QPushButton(self.tr("Add a rule"))
        self.remove = QPushButton(self.tr("Remove"))
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)

    def _lay_out(
        self,
        form: QFormLayout,
        hint: str,
        *,
        more: Sequence[QPushButton] = (),
        shares: tuple[int, int],
        height: int,
    ) -> None:
        """The list with its buttons beside the form, in these shares of the width."""
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        keys = QHBoxLayout()
        for button in (self.add, self.remove, *more):
            keys.addWidget(button)
        keys.addStretch()
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list)
        left.addLayout(keys)
        right.addLayout(form)
        right.addStretch()
        right.addWidget(_quiet(hint))
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addLayout(left, shares[0])
        body.addLayout(right, shares[1])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addLayout(body)
        column.addWidget(buttons)
        self.resize(self._look.px(720), self._look.px(height))

    # -- what is shown

    def _entries(self) -> EntryList:
        raise NotImplementedError

    def _item(self, rule: Any) -> QListWidgetItem:
        raise NotImplementedError

    def _show_current(self) -> None:
        raise NotImplementedError

    def _fill(self, row: int) -> None:
        """List the rules and show that one, or the last before it: the list itself tells of no new row 0."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for rule in self._rules:
                self.list.addItem(self._item(rule))
            self.list.setCurrentRow(min(row, len(self._rules) - 1))
        self._show_current()

    @property
    def _current(self) -> int | None:
        row = self.list.currentRow()
        return row if 0 <= row < len(self._rules) else None

    # -- what the user does

    def _on_add(self) -> None:
        raise NotImplementedError

    def _on_remove(self) -> None:
        row = self._current
        if row is not None:
            del self._rules[row]
            self._fill(row)
            self._tell()

    def _tell(self) -> None:
        self.rules_changed.emit(tuple(self._rules))


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

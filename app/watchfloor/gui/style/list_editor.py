"""A window that edits a list of rules: the list, what can be done with it, and the chosen rule's fields."""

from collections.abc import Callable, Sequence
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
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.query_tint import QueryTint

LEAST_QUERY = 150  # where its name takes more than the rest, it stands below that


class ListEditor(QDialog):
    """Gives `rules_changed` with all rules after each change, `current_changed` when another is to stand in
    the fields, and `added` once that is a new one. Opened with `open()`: nothing waits for it.

    `entries` is the list, which says what to do while it is empty; `item` makes a rule's entry and `fresh` a
    new rule. `query` may be among the fields, with `problem` below.
    """

    rules_changed = Signal(object)
    current_changed = Signal()
    added = Signal()

    def __init__(
        self,
        rules: Sequence[Any],
        look: Look,
        parent: QWidget | None,
        *,
        entries: EntryList,
        item: Callable[[Any], QListWidgetItem],
        fresh: Callable[[], Any],
    ) -> None:
        super().__init__(parent)
        self._rules: list[Any] = list(rules)
        self._look = look
        self._item = item
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = entries
        self.query = QLineEdit()
        self.query.setFont(look.font(mono=True))
        self.query.setMinimumWidth(look.px(LEAST_QUERY))
        QueryTint(self.query, look)
        self.problem = _quiet("")
        self.add = QPushButton(self.tr("Add a rule"))
        self.remove = QPushButton(self.tr("Remove"))
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(lambda: self._add(fresh()))
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
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
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
        fit(self, self._look, 720, height)

    # -- what is shown

    def _fill(self, row: int) -> None:
        """List the rules and show that one, or the last before it: the list itself tells of no new row 0."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for rule in self._rules:
                self.list.addItem(self._item(rule))
            self.list.setCurrentRow(min(row, len(self._rules) - 1))
        self.current_changed.emit()

    @property
    def _current(self) -> int | None:
        row = self.list.currentRow()
        return row if 0 <= row < len(self._rules) else None

    # -- what the user does

    def _on_row_changed(self, _row: int) -> None:
        self.current_changed.emit()

    def _add(self, rule: Any) -> None:
        self._rules.append(rule)
        self._fill(len(self._rules) - 1)
        self.added.emit()

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

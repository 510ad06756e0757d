"""Alert rules: what to watch for. Everything applies at once."""

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.text.speech import said
from watchfloor.core.watch.alert import MOST_RULES, AlertRule
from watchfloor.gui.style.control import Choice, Stepper, Switch
from watchfloor.gui.style.entry_list import EntryList
from watchfloor.gui.style.look import Look

LONGEST_S = 86_400.0


class RuleWindow(QDialog):
    """Gives `rules_changed` with all rules after each change. Opened with `open()`: nothing waits for it."""

    rules_changed = Signal(object)

    def __init__(
        self, rules: tuple[AlertRule, ...], channels: list[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rules = list(rules)
        self.setWindowTitle(self.tr("Alert rules"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = EntryList(
            self.tr("Rules"),
            self.tr("Nothing is watched for."),
            self.tr(
                "Add a rule: an event that matches a query, a channel that is silent, or one that is down."
            ),
            look,
        )
        self.enabled = Switch(look)
        self.name = QLineEdit()
        self.kind = Choice(look)
        for kind, words in (
            ("event", self.tr("An event matches a query")),
            ("silent", self.tr("A channel sends no event")),
            ("down", self.tr("A channel is not connected")),
        ):
            self.kind.addItem(words, kind)
        self.query = QLineEdit()
        self.query.setFont(look.font(mono=True))
        self.query.setPlaceholderText("severity:>=5 near:(33.5,36.3,200km)")
        self.problem = QLabel()
        self.problem.setObjectName("muted")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.channel = Choice(look)
        self.channel.addItem(self.tr("Every channel"), "")
        for name in channels:
            self.channel.addItem(name, name)
        self.after = QDoubleSpinBox()
        self.after.setDecimals(0)
        self.after.setRange(1, LONGEST_S)
        self.after.setSuffix(" s")
        self._lay_out(look)
        self._connect()
        self._fill(0)
        if not rules:
            self._on_add()  # whoever has none yet came to make one

    def _lay_out(self, look: Look) -> None:
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.addRow(self.tr("Name"), self.name)
        self._form.addRow(self.tr("When"), self.kind)
        self._form.addRow(self.tr("Query"), self.query)
        self._form.addRow("", self.problem)
        self._form.addRow(self.tr("Channel"), self.channel)
        self._after_row = Stepper(self.after)
        self._form.addRow(self.tr("For"), self._after_row)
        self._form.addRow(self.tr("On"), self.enabled)
        self.add = QPushButton(self.tr("Add a rule"))
        self.remove = QPushButton(self.tr("Remove"))
        hint = QLabel(
            self.tr("Every alert is kept in the journal. A rule that goes on adds to its last alert.")
        )
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        left = QVBoxLayout()
        left.addWidget(self.list)
        keys = QHBoxLayout()
        keys.addWidget(self.add)
        keys.addWidget(self.remove)
        keys.addStretch()
        left.addLayout(keys)
        right = QVBoxLayout()
        right.addLayout(self._form)
        right.addStretch()
        right.addWidget(hint)
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addLayout(left, 2)
        body.addLayout(right, 3)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addLayout(body)
        column.addWidget(buttons)
        self.resize(look.px(720), look.px(360))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.enabled.toggled.connect(lambda _on: self._on_edited())
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.name.editingFinished.connect(self._on_edited)
        self.query.textEdited.connect(lambda _text: self._on_edited())
        self.kind.activated.connect(lambda _place: self._on_edited())
        self.channel.activated.connect(lambda _place: self._on_edited())
        self.after.valueChanged.connect(lambda _value: self._on_edited())

    # -- what is shown

    def _fill(self, row: int) -> None:
        """List the rules and show that one, or the last before it: the list itself tells of no new row 0."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for rule in self._rules:
                self.list.addItem(QListWidgetItem(self._line(rule)))
            self.list.setCurrentRow(min(row, len(self._rules) - 1))
        self._show_current()

    def _line(self, rule: AlertRule) -> str:
        return rule.name if rule.enabled else self.tr("{name} (off)").format(name=rule.name)

    @property
    def _current(self) -> int | None:
        row = self.list.currentRow()
        return row if 0 <= row < len(self._rules) else None

    def _show_current(self) -> None:
        row = self._current
        fields = (self.name, self.kind, self.query, self.channel, self._after_row, self.enabled, self.remove)
        for field in fields:
            field.setEnabled(row is not None)
        self.add.setEnabled(len(self._rules) < MOST_RULES)
        rule = AlertRule(name="") if row is None else self._rules[row]
        with QSignalBlocker(self.after), QSignalBlocker(self.enabled):
            self.after.setValue(rule.after_s)
            self.enabled.setChecked(rule.enabled)
        self.name.setText(rule.name)
        if self.query.text() != rule.query:
            self.query.setText(rule.query)
        self.kind.setCurrentIndex(self.kind.findData(rule.kind))
        self.channel.setCurrentIndex(max(0, self.channel.findData(rule.channel)))
        self._judge(rule)
        of_event = rule.kind == "event"
        self._form.setRowVisible(self.query, of_event)
        self._form.setRowVisible(self.problem, of_event and bool(self.problem.text()))
        self._form.setRowVisible(self.channel, not of_event)
        self._form.setRowVisible(self._after_row, not of_event)

    def _judge(self, rule: AlertRule) -> None:
        """Say where the query goes wrong, if it does."""
        words = ""
        if rule.kind == "event" and self._current is not None:
            try:
                parse(rule.query)
                words = "" if rule.query.strip() else self.tr("A query says which events to tell of.")
            except QueryError as error:
                words = said(error.sentence)
        self.problem.setText(words)
        self.query.setProperty("wrong", bool(words))
        self.query.style().unpolish(self.query)
        self.query.style().polish(self.query)

    # -- what the user does

    def _on_edited(self) -> None:
        row = self._current
        if row is None:
            return
        rule = msgspec.structs.replace(
            self._rules[row],
            name=self._free_name(self.name.text().strip() or self._rules[row].name, row),
            kind=self.kind.currentData(),
            query=self.query.text(),
            channel=self.channel.currentData(),
            after_s=self.after.value(),
            enabled=self.enabled.isChecked(),
        )
        self._replace(row, rule)

    def _on_add(self) -> None:
        self._rules.append(AlertRule(name=self._free_name(self.tr("New rule"), len(self._rules))))
        self._fill(len(self._rules) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def _on_remove(self) -> None:
        row = self._current
        if row is not None:
            del self._rules[row]
            self._fill(row)
            self.rules_changed.emit(tuple(self._rules))

    def _replace(self, row: int, rule: AlertRule) -> None:
        if rule == self._rules[row]:
            return
        self._rules[row] = rule
        with QSignalBlocker(self.list):
            self.list.item(row).setText(self._line(rule))
        self._show_current()
        self.rules_changed.emit(tuple(self._rules))

    def _free_name(self, wanted: str, row: int) -> str:
        """Alerts are told apart by their rule's name."""
        taken = {rule.name for place, rule in enumerate(self._rules) if place != row}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted} {number}", number + 1
        return name

"""Alert rules: what to watch for. Everything applies at once."""

import msgspec
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QLineEdit, QListWidgetItem, QWidget

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.text.speech import said
from watchfloor.core.watch.alert import MOST_RULES, AlertRule
from watchfloor.gui.style.control import Choice, Stepper, Switch
from watchfloor.gui.style.entry_list import EntryList
from watchfloor.gui.style.list_editor import ListEditor
from watchfloor.gui.style.look import Look

LONGEST_S = 86_400.0


class RuleWindow(ListEditor):
    """Edits `AlertRule`s, each with a name of its own."""

    _rules: list[AlertRule]

    def __init__(
        self, rules: tuple[AlertRule, ...], channels: list[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(rules, look, parent, entries=_entries(look), item=_item, fresh=self._made)
        self.setWindowTitle(self.tr("Alert rules"))
        self.query.setPlaceholderText("severity:>=5 near:(33.5,36.3,200km)")
        self._make_fields(channels)
        self._form = self._made_form()
        hint = self.tr("Every alert is kept in the journal. A rule that goes on adds to its last alert.")
        self._lay_out(self._form, hint, shares=(2, 3), height=360)
        self._connect()
        self._fill(0)
        if not rules:
            self._add(self._made())  # whoever has none yet came to make one

    def _make_fields(self, channels: list[str]) -> None:
        look, tr = self._look, self.tr
        self.enabled = Switch(look)
        self.name = QLineEdit()
        self.kind = Choice(look)
        for kind, words in (
            ("event", tr("An event matches a query")),
            ("silent", tr("A channel sends no event")),
            ("down", tr("A channel is not connected")),
        ):
            self.kind.addItem(words, kind)
        self.channel = Choice(look)
        self.channel.addItem(tr("Every channel"), "")
        for name in channels:
            self.channel.addItem(name, name)
        self.after = QDoubleSpinBox()
        self.after.setDecimals(0)
        self.after.setRange(1, LONGEST_S)
        self.after.setSuffix(" s")
        self._after_row = Stepper(self.after)

    def _made_form(self) -> QFormLayout:
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("When"), self.kind)
        form.addRow(self.tr("Query"), self.query)
        form.addRow("", self.problem)
        form.addRow(self.tr("Channel"), self.channel)
        form.addRow(self.tr("For"), self._after_row)
        form.addRow(self.tr("On"), self.enabled)
        return form

    def _connect(self) -> None:
        self.current_changed.connect(self._show_current)
        self.added.connect(self._ask_for_name)
        self.enabled.toggled.connect(lambda _on: self._on_edited())
        self.name.editingFinished.connect(self._on_edited)
        self.query.textEdited.connect(lambda _text: self._on_edited())
        self.kind.activated.connect(lambda _place: self._on_edited())
        self.channel.activated.connect(lambda _place: self._on_edited())
        self.after.valueChanged.connect(lambda _value: self._on_edited())

    # -- what is shown

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

    def _made(self) -> AlertRule:
        return AlertRule(name=self._free_name(self.tr("New rule"), len(self._rules)))

    def _ask_for_name(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def _replace(self, row: int, rule: AlertRule) -> None:
        if rule == self._rules[row]:
            return
        self._rules[row] = rule
        with QSignalBlocker(self.list):
            self.list.item(row).setText(_line(rule))
        self._show_current()
        self._tell()

    def _free_name(self, wanted: str, row: int) -> str:
        """Alerts are told apart by their rule's name."""
        taken = {rule.name for place, rule in enumerate(self._rules) if place != row}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted} {number}", number + 1
        return name


def _entries(look: Look) -> EntryList:
    return EntryList(
        said("Rules"),
        said("Nothing is watched for."),
        said("Add a rule: an event that matches a query, a channel that is silent, or one that is down."),
        look,
    )


def _item(rule: AlertRule) -> QListWidgetItem:
    return QListWidgetItem(_line(rule))


def _line(rule: AlertRule) -> str:
    return rule.name if rule.enabled else said("{name} (off)").format(name=rule.name)

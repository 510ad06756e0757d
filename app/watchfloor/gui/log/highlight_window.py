"""Highlight rules: what catches the eye in the log, and in which colour. Everything applies at once."""

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFormLayout, QListWidgetItem, QPushButton, QWidget

from watchfloor.core.log.highlight import MOST, PALETTE, HighlightRule
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.text.speech import said
from watchfloor.gui.log.gutter import draw_shape, rule_color
from watchfloor.gui.style.control import Choice
from watchfloor.gui.style.entry_list import EntryList
from watchfloor.gui.style.list_editor import ListEditor
from watchfloor.gui.style.look import Look


class HighlightWindow(ListEditor):
    """Edits `HighlightRule`s; the first that holds for a row marks it."""

    _rules: list[HighlightRule]

    def __init__(self, rules: Sequence[HighlightRule], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(
            rules,
            look,
            parent,
            entries=_entries(look),
            item=partial(_item, look),
            fresh=self._made,
        )
        self.setWindowTitle(self.tr("Highlight rules"))
        self.query.setPlaceholderText("type:airstrike source:Reuters")
        self.colour = Choice(look)
        for number, words in enumerate(self._colour_words()):
            self.colour.addItem(_picture(HighlightRule("", PALETTE[number]), look), words, PALETTE[number])
        self.earlier = QPushButton(self.tr("Move up"))
        form = QFormLayout()
        form.addRow(self.tr("Rows that match"), self.query)
        form.addRow("", self.problem)
        form.addRow(self.tr("Colour"), self.colour)
        hint = self.tr("The first rule that holds for a row marks it, with a bar, a ground and a shape.")
        self._lay_out(form, hint, more=(self.earlier,), shares=(1, 1), height=340)
        self.current_changed.connect(self._show_current)
        self.added.connect(self.query.setFocus)
        self.earlier.clicked.connect(self._on_earlier)
        self.query.textEdited.connect(lambda _text: self._on_edited())
        self.colour.activated.connect(lambda _place: self._on_edited())
        self._fill(0)

    def _colour_words(self) -> list[str]:
        """Each colour with the shape that goes with it."""
        return [
            self.tr("Blue, a disc"),
            self.tr("Violet, a square"),
            self.tr("Teal, a triangle"),
            self.tr("Yellow, a diamond"),
            self.tr("Orange, a triangle on its tip"),
            self.tr("Pink, a cross"),
        ]

    # -- what is shown

    def _show_current(self) -> None:
        row = self._current
        for field in (self.query, self.colour, self.remove):
            field.setEnabled(row is not None)
        self.earlier.setEnabled(bool(row))
        self.add.setEnabled(len(self._rules) < MOST)
        rule = HighlightRule("", PALETTE[0]) if row is None else self._rules[row]
        if self.query.text() != rule.query:
            self.query.setText(rule.query)
        self.colour.setCurrentIndex(rule.number)
        self._judge(rule.query if row is not None else "*")

    def _judge(self, query: str) -> None:
        """Say where the query goes wrong, if it does."""
        words = "" if query.strip() else self.tr("A query says which rows to mark.")
        try:
            parse(query)
        except QueryError as error:
            words = words or said(error.sentence)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # -- what the user does

    def _on_edited(self) -> None:
        row = self._current
        if row is None:
            return
        rule = msgspec.structs.replace(
            self._rules[row], query=self.query.text(), colour=self.colour.currentData()
        )
        if rule != self._rules[row]:
            self._rules[row] = rule
            self._judge(rule.query)
            self.list.item(row).setText(rule.query or "…")
            self.list.item(row).setIcon(_picture(rule, self._look))
            self._tell()

    def _made(self) -> HighlightRule:
        """A new rule, in a colour that none has yet."""
        used = {rule.colour for rule in self._rules}
        return HighlightRule("", next((each for each in PALETTE if each not in used), PALETTE[0]))

    def _on_earlier(self) -> None:
        row = self._current
        if row:
            self._rules.insert(row - 1, self._rules.pop(row))
            self._fill(row - 1)
            self._tell()


def _entries(look: Look) -> EntryList:
    return EntryList(
        said("Rules"),
        said("No rows are highlighted yet."),
        said("Add a rule, and say which rows it marks: type:airstrike, for instance."),
        look,
    )


def _item(look: Look, rule: HighlightRule) -> QListWidgetItem:
    return QListWidgetItem(_picture(rule, look), rule.query or "…")


def _picture(rule: HighlightRule, look: Look) -> QIcon:
    size = look.px(16)
    picture = QPixmap(size * 2, size * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_shape(painter, QPointF(size / 2, size / 2), size * 0.6, rule.number, rule_color(rule, look))
    painter.end()
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)  # as it is, not tinted
    return made

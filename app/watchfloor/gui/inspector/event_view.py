"""One event whole: what it says in short, its JSON as a tree, laid out, or as it came."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.log.sentence import sentence
from watchfloor.core.profiles.body import UnreadableError, decode
from watchfloor.core.profiles.lead import told
from watchfloor.core.profiles.path import Step, expression, query_term
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.profiles.value import finite
from watchfloor.core.session.session import Session
from watchfloor.core.text.plain import plain
from watchfloor.core.text.speech import said
from watchfloor.gui.inspector.field_tree import FieldTree
from watchfloor.gui.inspector.label import breakable, clipped, copyable
from watchfloor.gui.instant import date_text
from watchfloor.gui.log.row_tip import mark_words
from watchfloor.gui.style.literal import as_item
from watchfloor.gui.style.look import SMALL, Look

MOST_NODES = 3_000
MOST_CHARACTERS = 400_000
_ENDLESS = re.compile(r"\S{2000}")
FIELD = int(Qt.ItemDataRole.UserRole)


class EventView(QWidget):
    """Shows one row of the log.

    Gives `step_asked` with -1 or 1 (the previous or next of its kind), and from a field's menu
    `filter_asked` and `highlight_asked` with a term, `plot_asked` with channel and path, `column_asked` with
    a path.
    """

    step_asked = Signal(int)
    filter_asked = Signal(str)
    plot_asked = Signal(str, str)
    column_asked = Signal(str)
    highlight_asked = Signal(str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.item: Item | None = None
        self._source = ""
        self._title = copyable("title")
        self._facts = copyable("muted")
        self.tree = FieldTree(self._figure_of)
        self.pretty, self.raw = _text_box(), _text_box()
        self._pages = QStackedWidget()
        self._lay_out()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.show_item(None)

    def _lay_out(self) -> None:
        self.tree.setHeaderLabels([self.tr("Field"), self.tr("Value")])
        self.tree.setAccessibleName(self.tr("Fields of the event"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_tree_menu)
        self.tree.setUniformRowHeights(True)
        for page in (self.tree, self.pretty, self.raw):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addLayout(self._buttons())
        column.addWidget(self._pages, 1)
        self._space = QWidget()  # below the words, while there is nothing else
        column.addWidget(self._space, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._tools: list[QPushButton] = []  # of no use without an event
        group = QButtonGroup(self)
        for place, name in enumerate((self.tr("Tree"), self.tr("Pretty"), self.tr("Raw"))):
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(place == 0)
            group.addButton(button, place)
            row.addWidget(button)
            self._tools.append(button)
        group.idClicked.connect(self._pages.setCurrentIndex)
        row.addStretch()
        self._earlier = QPushButton("‹")
        self._earlier.setToolTip(self.tr("Previous of its kind"))
        self._later = QPushButton("›")
        self._later.setToolTip(self.tr("Next of its kind"))
        for button, step in ((self._earlier, -1), (self._later, 1)):
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(lambda _=False, by=step: self.step_asked.emit(by))
            row.addWidget(button)
        self._copy = QPushButton(self.tr("Copy"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._source))
        row.addWidget(self._copy)
        self._tools += [self._earlier, self._later, self._copy]
        return row

    def show_item(self, item: Item | None) -> None:
        self.item = item
        for control in (*self._tools, self._pages):
            control.setVisible(item is not None)
        self._space.setVisible(item is None)
        self.tree.clear()
        if item is None:
            self._title.setText(self.tr("No event chosen"))
            self.pretty.clear()
            self.raw.clear()
        elif isinstance(item, Event):
            self._show_event(item)
        else:
            self._title.setText(breakable(clipped(sentence(item))))
            self._show_body(msgspec.to_builtins(item), msgspec.json.encode(item).decode())
        self._show_facts()

    def _show_facts(self) -> None:
        """The line below the title; its times are told as all times are now."""
        item = self.item
        if item is None:
            self._facts.setText(self.tr("Choose a row of the log or a mark on the map."))
        elif isinstance(item, Event):
            self._facts.setText("\n".join(map(clipped, self._facts_of(item, self._session.read(item)))))
        else:
            self._facts.setText(f"{item.channel} · {date_text(item.at_s, utc=self._look.utc, millis=True)}")

    def _facts_of(self, event: Event, reading: Reading) -> list[str]:
        """Where it comes from and when, and what is to be known of it."""
        tr, utc = self.tr, self._look.utc
        received = tr("Received {when}").format(when=date_text(event.received_at_s, utc=utc, millis=True))
        number = tr("no. {number}").format(number=event.seq)
        facts = [f"{event.channel} · {reading.kind or event.type} · {number}", received]
        if reading.time_s is not None:
            facts.append(tr("Happened {when}").format(when=date_text(reading.time_s, utc=utc, millis=True)))
        if event.id:
            known = tr("Id {id}") if event.own_id else tr("Id {id} (of an earlier event)")
            facts.append(known.format(id=event.id))
        if event.mark:
            facts.append(mark_words(event.mark))
        return [*facts, said(reading.problem)] if reading.problem else facts

    def _show_event(self, event: Event) -> None:
        reading = self._session.read(event)
        self._title.setText(breakable(clipped(told(reading.title or reading.summary, reading.lead))))
        try:
            self._show_body(decode(event.data), event.data)
        except UnreadableError:
            self._show_body(None, event.data)

    def _show_body(self, body: Any, source: str) -> None:
        self._source = source
        _fill(self.raw, self._in_part(source))
        if body is None:
            _fill(self.pretty, self._in_part(source))
            self.tree.addTopLevelItem(QTreeWidgetItem([self.tr("Not JSON"), plain(source[:200])]))
            return
        pretty = msgspec.json.format(msgspec.json.encode(body), indent=2).decode()
        _fill(self.pretty, self._in_part(pretty))
        self._grow(body)

    def _in_part(self, text: str) -> str:
        """As much as can be laid out without waiting; that there is more is said."""
        if len(text) <= MOST_CHARACTERS:
            return text
        return f"{text[:MOST_CHARACTERS]}\n{self.tr('… more than can be shown')}"

    def _grow(self, body: Any) -> None:
        """The JSON as a tree, at most `MOST_NODES` of it, open where it is small."""
        left = [MOST_NODES]
        parts = body if isinstance(body, dict) else {"value": body}
        for name, part in parts.items():
            steps: tuple[Step, ...] = (str(name),) if body is parts else ()
            self.tree.addTopLevelItem(_node(str(name), part, steps, left))
        if left[0] <= 0:
            self.tree.addTopLevelItem(QTreeWidgetItem([self.tr("… more than can be shown"), ""]))
        self.tree.expandToDepth(1)
        self.tree.resizeColumnToContents(0)
        self.tree.setColumnWidth(0, min(self.tree.columnWidth(0), max(120, self.width() // 2)))

    def _on_tree_menu(self, position: QPoint) -> None:
        node = self.tree.itemAt(position)
        if node is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, run in self.field_actions(node):
            menu.addAction(as_item(words)).triggered.connect(run)
        menu.popup(self.tree.viewport().mapToGlobal(position))

    def field_actions(self, node: QTreeWidgetItem) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with a field of the tree: words, and what does it."""
        known = node.data(0, FIELD)
        text = known.value if isinstance(known, Field) and isinstance(known.value, str) else node.text(1)
        clipboard = QGuiApplication.clipboard()
        actions: list[tuple[str, Callable[[], object]]] = []
        if isinstance(known, Field) and known.steps:
            path = expression(known.steps)
            term = query_term(known.steps, known.value)
            channel = self.item.channel if self.item else ""
            if isinstance(self.item, Event) and term:
                actions.append(
                    (self.tr("Only {term}").format(term=term), partial(self.filter_asked.emit, term))
                )
                without = self.tr("Without {term}").format(term=term)
                actions.append((without, partial(self.filter_asked.emit, f"-{term}")))
                mark = self.tr("Highlight {term}").format(term=term)
                actions.append((mark, partial(self.highlight_asked.emit, term)))
            if isinstance(self.item, Event):
                actions.append((self.tr("Add as column"), partial(self.column_asked.emit, path)))
                if self._figure_of(node) is not None:
                    actions.append((self.tr("Plot"), partial(self.plot_asked.emit, channel, path)))
            actions.append((self.tr("Copy path {path}").format(path=path), partial(clipboard.setText, path)))
        actions.append((self.tr("Copy value"), partial(clipboard.setText, text)))
        return actions

    def _figure_of(self, node: QTreeWidgetItem) -> tuple[str, str] | None:
        """The channel and the path of a field that can be plotted."""
        known = node.data(0, FIELD)
        if not (isinstance(known, Field) and known.steps and isinstance(self.item, Event)):
            return None
        return None if finite(known.value) is None else (self.item.channel, expression(known.steps))

    def _on_look_changed(self) -> None:
        for box in (self.pretty, self.raw):
            box.setFont(self._look.font(SMALL, mono=True))
        self._show_facts()


@dataclass(frozen=True)
class Field:
    """Where a node of the tree is in the JSON, and what stands there."""

    steps: tuple[Step, ...]
    value: Any


def _node(name: str, part: Any, steps: tuple[Step, ...], left: list[int]) -> QTreeWidgetItem:
    left[0] -= 1
    if isinstance(part, dict | list):
        counted = f"{{{len(part)}}}" if isinstance(part, dict) else f"[{len(part)}]"
        node = QTreeWidgetItem([plain(name), counted])
        children = part.items() if isinstance(part, dict) else enumerate(part)
        for key, child in children:
            if left[0] <= 0:
                break
            step: Step = key if isinstance(part, list) else str(key)
            node.addChild(_node(str(key), child, (*steps, step), left))
    else:
        shown = part if isinstance(part, str) else msgspec.json.encode(part).decode()
        node = QTreeWidgetItem([plain(name), plain(shown[:2_000])])
    node.setData(0, FIELD, Field(steps, part))
    return node


def _fill(box: QPlainTextEdit, text: str) -> None:
    """Qt looks for a place to break in the square of a word's length: for 400 kB that takes eight seconds."""
    mode = QTextOption.WrapMode
    is_endless = _ENDLESS.search(text) is not None
    box.setWordWrapMode(mode.WrapAnywhere if is_endless else mode.WrapAtWordBoundaryOrAnywhere)
    box.setPlainText(plain(text))


def _text_box() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setObjectName("plain")
    box.setTabChangesFocus(True)
    return box

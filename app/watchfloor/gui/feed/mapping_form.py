"""Which JSON field means what: guessed, shown on the newest event, and corrected by the user."""

from typing import Any

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from watchfloor.core.error import KnownError
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.profiles.path import Step, expression, finder
from watchfloor.core.text.speech import said
from watchfloor.gui.style.control import Choice
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import Look

SHOWN = 80  # characters of a value


class MappingForm(QWidget):
    """Gives `changed` after each edit by the user; what the user did not touch follows the guess."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._touched: set[str] = set()
        self._data = ""
        self.fields: dict[str, Choice] = {}
        self.found: dict[str, QLabel] = {}
        self.lines: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for row, (name, words) in enumerate(self._words().items()):
            grid.addWidget(_label(words, "muted"), row, 0)
            grid.addWidget(self._field(name, words), row, 1)
            found = self.found[name] = _label("", "muted")
            found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(found, row, 2)

    def _words(self) -> dict[str, str]:
        tr = self.tr
        return {
            "time": tr("Time"),
            "title": tr("Title"),
            "severity": tr("Severity"),
            "kind": tr("Type"),
            "lat": tr("Latitude"),
            "lon": tr("Longitude"),
            "place": tr("Place"),
            "metric": tr("Metric"),
            "value": tr("Value"),
            "progress": tr("Progress"),
            "text": tr("Text"),
            "source": tr("Source"),
            "confidence": tr("Confidence"),
            "from_lat": tr("From: latitude"),
            "from_lon": tr("From: longitude"),
            "from_place": tr("From: place"),
        }

    def _field(self, name: str, words: str) -> Choice:
        field = self.fields[name] = Choice(self._look)
        field.setEditable(True)
        field.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        field.setMinimumContentsLength(12)
        line = self.lines[name] = QLineEdit()
        line.setFont(self._look.font(12, mono=True))
        line.setPlaceholderText("—")
        line.setAccessibleName(words)
        field.setLineEdit(line)
        field.setAccessibleName(words)
        field.editTextChanged.connect(lambda _text: self._on_edited(name))
        return field

    # -- what is shown

    @property
    def mapping(self) -> Mapping:
        return Mapping(**{name: field.currentText().strip() for name, field in self.fields.items()})

    @property
    def touched(self) -> bool:
        """The user has corrected something."""
        return bool(self._touched)

    @property
    def problem(self) -> str:
        """Which path cannot be read, or nothing."""
        for field in self.fields.values():
            words, wrong = _found(field.currentText().strip(), "")
            if wrong:
                return words
        return ""

    def show_mapping(self, mapping: Mapping, *, own: bool = False) -> None:
        """`own`: it is the user's, and no guess will change it."""
        for name, path in msgspec.structs.asdict(mapping).items():
            if own and path:
                self._touched.add(name)
            if own or name not in self._touched:
                self._put(name, path)
        self._show_found()

    def show_event(self, data: str, body: Any) -> None:
        """The newest event: what each path finds in it, and which paths there are."""
        self._data = data
        paths = ["", *paths_of(body)]
        for name, field in self.fields.items():
            if [field.itemText(place) for place in range(field.count())] != paths:
                text = field.currentText()
                with QSignalBlocker(field):
                    field.clear()
                    field.addItems(paths)
                self._put(name, text)
        self._show_found()

    def _put(self, name: str, path: str) -> None:
        field = self.fields[name]
        if field.currentText() != path and not self.lines[name].hasFocus():
            with QSignalBlocker(field):
                field.setEditText(path)
                self.lines[name].setCursorPosition(0)

    def _show_found(self) -> None:
        for name, field in self.fields.items():
            words, wrong = _found(field.currentText().strip(), self._data)
            label = self.found[name]
            label.setText(words[:SHOWN])
            label.setToolTip(as_tip(words))
            label.setStyleSheet(f"color: {self._look.color('alarm').name()};" if wrong else "")

    def _on_edited(self, name: str) -> None:
        self._touched.add(name)
        self._show_found()
        self.changed.emit()


def _found(path: str, data: str) -> tuple[str, bool]:
    """What the path finds, and whether it is none at all."""
    if not path:
        return "", False
    try:
        find = finder(path)
        value = find(data) if data else None
    except KnownError as error:
        return said(str(error)), True
    if value is None:
        return "", False
    return value if isinstance(value, str) else msgspec.json.encode(value).decode(), False


def paths_of(body: Any, depth: int = 4, most: int = 60) -> list[str]:
    """The paths of the values in a body, as JMESPath."""

    found: list[str] = []

    def walk(part: Any, steps: tuple[Step, ...]) -> None:
        if len(found) >= most:
            return
        if isinstance(part, dict) and len(steps) < depth:
            for name, inner in part.items():
                walk(inner, (*steps, str(name)))
        elif isinstance(part, list) and len(steps) < depth:
            for place, inner in enumerate(part[:3]):
                walk(inner, (*steps, place))
        elif steps:
            found.append(expression(steps))

    walk(body, ())
    return found


def _label(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""The settings: each with its meaning and its default, each applied at once."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.setting import MEANINGS, Meaning, Settings
from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.style.control import Choice, Stepper, Switch
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.scroll import scrolled


class SettingWindow(QDialog):
    """Shows `Settings`. Gives `settings_changed` with all of them after each change.

    `locked` names those that something else decides, with the sentence that says what.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        settings: Settings,
        look: Look,
        *,
        languages: tuple[tuple[str, str], ...] = (),
        locked: dict[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._look = look
        self._languages = languages
        self._locked = locked or {}
        self.controls: dict[str, QWidget] = {}
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(18, 14, 18, 18)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._fill()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.defaults = buttons.addButton(self.tr("Restore defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.defaults.clicked.connect(lambda: self._take(Settings()))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(scrolled(body))
        column.addWidget(buttons)
        fit(self, look, 640, 680)

    def _fill(self) -> None:
        group, row = "", 0
        for meaning in MEANINGS:
            if meaning.name == "language" and len(self._languages) < 2:
                continue
            if meaning.group != group:
                group = meaning.group
                heading = QLabel(said(group).upper())
                heading.setObjectName("heading")
                heading.setContentsMargins(0, 14 if row else 0, 0, 4)
                self._grid.addWidget(heading, row, 0, 1, 2)
                row += 1
            self._add(meaning, row)
            row += 3
        self._grid.setRowStretch(row, 1)

    def _add(self, meaning: Meaning, row: int) -> None:
        title = QLabel(said(meaning.title))
        title.setObjectName("title")
        about = QLabel(self._about(meaning))
        about.setObjectName("muted")
        about.setWordWrap(True)
        control = self._control(meaning)
        spoken = control.field if isinstance(control, Stepper) else control
        spoken.setAccessibleName(said(meaning.title))
        spoken.setAccessibleDescription(about.text())
        control.setEnabled(meaning.name not in self._locked)
        self.controls[meaning.name] = control
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(about, row + 1, 0)
        side = Qt.AlignmentFlag.AlignRight if isinstance(control, Switch) else Qt.AlignmentFlag(0)
        self._grid.addWidget(control, row, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter | side)
        self._grid.setRowMinimumHeight(row + 2, 8)

    def _about(self, meaning: Meaning) -> str:
        if meaning.name in self._locked:
            return self._locked[meaning.name]
        default = self.tr("Default: {value}.").format(value=said(meaning.default_words))
        return f"{said(meaning.about)} {default}"

    def _control(self, meaning: Meaning) -> QWidget:
        value = getattr(self.settings, meaning.name)
        choices = self._languages if meaning.name == "language" else meaning.choices
        if choices:
            return self._choice(meaning, choices, value)
        if isinstance(value, bool):
            return self._switch(meaning, value)
        if isinstance(value, int):
            return self._figure(meaning, value)
        return self._text(meaning, str(value))

    def _choice(self, meaning: Meaning, choices: tuple[tuple[Any, str], ...], value: Any) -> QComboBox:
        box = Choice(self._look)
        for place, (each, words) in enumerate(choices):
            box.addItem(said(words))
            box.setItemData(place, (each,))  # in a tuple, for None is what Qt has for no data
        known = [each for each, _ in choices]
        if value not in known:
            box.addItem(numeral(f"{value:,}") if isinstance(value, int) else str(value))
            box.setItemData(len(known), (value,))
            known.append(value)
        box.setCurrentIndex(known.index(value))
        box.activated.connect(lambda place: self._put(meaning.name, box.itemData(place)[0]))
        return box

    def _switch(self, meaning: Meaning, value: bool) -> Switch:
        box = Switch(self._look)
        box.setChecked(value)
        box.toggled.connect(lambda on: self._put(meaning.name, on))
        return box

    def _figure(self, meaning: Meaning, value: int) -> Stepper:
        box = QSpinBox()
        box.setRange(meaning.least, meaning.most)
        box.setSingleStep(meaning.step)
        box.setSuffix(meaning.unit)
        box.setGroupSeparatorShown(True)
        box.setKeyboardTracking(False)  # what is half typed is not meant yet
        box.setValue(value)
        box.valueChanged.connect(lambda figure: self._put(meaning.name, figure))
        return Stepper(box)

    def _text(self, meaning: Meaning, value: str) -> QLineEdit:
        box = QLineEdit(value)
        box.setMinimumWidth(220)
        box.setPlaceholderText(str(meaning.default))
        box.editingFinished.connect(lambda: self._put(meaning.name, box.text().strip() or meaning.default))
        return box

    # -- changes

    def _put(self, name: str, value: Any) -> None:
        self._take(self.settings.having(name, value))

    def _take(self, settings: Settings) -> None:
        if settings != self.settings:
            self.show_settings(settings)
            self.settings_changed.emit(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show these, which were set elsewhere: by a menu, or by a key."""
        self.settings = settings
        for name, control in self.controls.items():
            value = getattr(settings, name)
            with QSignalBlocker(control.field if isinstance(control, Stepper) else control):
                if isinstance(control, QComboBox):
                    places = [
                        place for place in range(control.count()) if control.itemData(place)[0] == value
                    ]
                    control.setCurrentIndex(places[0] if places else control.currentIndex())
                elif isinstance(control, Switch):
                    control.setChecked(value)
                elif isinstance(control, Stepper):
                    control.field.setValue(value)
                elif isinstance(control, QLineEdit):
                    control.setText(value)

"""A known system's own form: its server, and what it asks for in its own words."""

from html import escape
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.preset.preset import Preset
from watchfloor.core.text.speech import said
from watchfloor.gui.style.control import Choice
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import Look

OWN_ROWS = 3  # what it is, its documentation, its server
BY_KEYS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class PresetForm(QWidget):
    """Shows one preset's questions. Gives `changed` after each edit; `problem` says what is still missing."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._preset: Preset | None = None
        self.base = QLineEdit()
        self.base.setAccessibleName(self.tr("Server"))
        self.base.textEdited.connect(lambda _text: self.changed.emit())
        self.answers: dict[str, QWidget] = {}
        self._about = QLabel()
        self._about.setObjectName("muted")
        self._about.setWordWrap(True)
        self.link = QLabel()
        self.link.setTextFormat(Qt.TextFormat.RichText)  # all of it is ours
        self.link.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse | BY_KEYS)
        self.link.linkActivated.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.addRow(self._about)
        self._form.addRow(self.link)
        self._form.addRow(self.tr("Server"), self.base)
        self.problem = ""

    def show_preset(self, preset: Preset) -> None:
        if preset is self._preset:
            return
        self._preset = preset
        while self._form.rowCount() > OWN_ROWS:
            self._form.removeRow(OWN_ROWS)
        self.answers.clear()
        self._about.setText(said(preset.about))
        self._show_documentation(preset.documentation)
        self.base.setPlaceholderText(preset.base or "https://feeds.example.org")
        if preset.base:
            self.base.setText(preset.base)
        for question in preset.questions:
            if question.choices:
                field: QWidget = self._choice(question.choices, question.default)
            else:
                field = self._text(question.default, question.meaning)
            words = said(question.label)
            field.setAccessibleName(words)
            field.setAccessibleDescription(said(question.meaning))
            field.setToolTip(said(question.meaning))
            label = self.tr("{name} (optional)").format(name=words) if question.optional else words
            self._form.addRow(label, field)
            self.answers[question.key] = field

    def _show_documentation(self, address: str) -> None:
        words = self.tr("How {host} describes it").format(host=urlsplit(address).hostname or "")
        colour = self._look.color("accent").name()
        self.link.setText(f'<a href="{escape(address)}" style="color: {colour};">{escape(words)}</a>')
        self.link.setToolTip(as_tip(address))
        self._form.setRowVisible(self.link, bool(address))

    def feed(self) -> Feed | None:
        """The feed that the form describes so far, or None and `problem`."""
        if self._preset is None:
            return None
        try:
            feed = self._preset.feed(self.base.text(), {key: self._said(key) for key in self.answers})
        except KnownError as error:
            self.problem = str(error)
            return None
        self.problem = ""
        return feed

    def _said(self, key: str) -> str:
        field = self.answers[key]
        return field.currentText() if isinstance(field, QComboBox) else field.text()  # type: ignore[attr-defined]

    def _choice(self, choices: tuple[str, ...], default: str) -> Choice:
        box = Choice(self._look)
        box.addItems(list(choices))
        box.setCurrentText(default)
        box.activated.connect(lambda _place: self.changed.emit())
        return box

    def _text(self, default: str, meaning: str) -> QLineEdit:
        field = QLineEdit(default)
        field.setPlaceholderText(said(meaning))
        field.textEdited.connect(lambda _text: self.changed.emit())
        return field

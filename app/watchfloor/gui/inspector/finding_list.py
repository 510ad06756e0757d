"""What is wrong with a channel: each cause with what was measured and what to ask of whom."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.text.speech import said
from watchfloor.gui.inspector.label import breakable
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import mixed

_CODE = re.compile(r"`([^`]+)`")  # in a report it is marked so; here it stands between quotes


class FindingList(QWidget):
    """One card for each finding, the gravest first; nothing where there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: list[Finding] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.setAccessibleName(self.tr("What is wrong"))
        look.changed.connect(self._rebuild)
        self.hide()

    @property
    def words(self) -> str:
        shown = [(said(each.title), said(each.evidence), said(each.advice)) for each in self._shown]
        return "\n".join(f"{title}. {evidence} {advice}" for title, evidence, advice in shown)

    def show_findings(self, findings: list[Finding]) -> None:
        if findings != self._shown:
            self._shown = list(findings)
            self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in self._shown:
            self._column.addWidget(self._card(finding))
        self.setAccessibleDescription(self.words)
        self.setVisible(bool(self._shown))

    def _card(self, finding: Finding) -> QFrame:
        theme = self._look.theme
        color = theme.warning if finding.is_weakness else theme.alarm
        card = QFrame()
        card.setObjectName("finding")
        card.setStyleSheet(
            f"#finding {{ background: {mixed(color, theme.panel, 0.07)};"
            f" border: 1px solid {mixed(color, theme.panel, 0.4)}; border-radius: 6px; }}"
        )
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(3)
        for words, name in ((finding.title, "title"), (finding.evidence, "plain"), (finding.advice, "muted")):
            label = QLabel(breakable(_CODE.sub("“\\1”", said(words))))
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        return card

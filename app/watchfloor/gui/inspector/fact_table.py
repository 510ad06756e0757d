"""Names and values in two columns, as many as there are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from watchfloor.gui.inspector.label import copyable, plain, put


class FactTable(QWidget):
    """Shows pairs of words; what has no value is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    @property
    def facts(self) -> dict[str, str]:
        """What is shown now."""
        return {name.text(): words.text() for name, words in self._rows if not name.isHidden()}

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        shown = [(name, words) for name, words in facts if words]
        while len(self._rows) < len(shown):
            self._add()
        for place, (name, words) in enumerate(self._rows):
            known = place < len(shown)
            name.setVisible(known)
            words.setVisible(known)
            if known:
                put(name, shown[place][0])
                put(words, shown[place][1])

    def _add(self) -> None:
        name, words = plain("muted"), copyable()
        name.setWordWrap(False)
        self._grid.addWidget(name, len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, len(self._rows), 1)
        self._rows.append((name, words))

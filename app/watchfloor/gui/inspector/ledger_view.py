"""A channel's ledger: every figure leads to its rows in the log."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.text.numeral import grouped
from watchfloor.gui.inspector.label import Link, plain, put
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import Look

LONGEST_ID_PX = 110


class LedgerView(QWidget):
    """Shows the totals of a `ChannelRow`. Gives `rows_asked` with the query that finds a figure's rows."""

    rows_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._queries: dict[str, str] = {}
        self.figures: dict[str, Link] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(1)
        self._grid.setHorizontalSpacing(14)
        tr = self.tr
        self._names = (
            ("received", tr("Received")), ("stored", tr("Stored")), ("duplicates", tr("Duplicates")),
            ("refused", tr("Refused")), ("missing", tr("Missing")), ("id", tr("Last id")),
        )  # fmt: skip
        for place, (key, name) in enumerate(self._names):
            self._add(key, name, place % 3, place // 3 * 2)
        self.held_back = plain("muted")
        self._grid.addWidget(self.held_back, 3, 0, 1, 4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)

    def _add(self, key: str, name: str, row: int, column: int) -> None:
        told, figure = plain("muted"), Link(self._look)
        told.setText(name)
        told.setWordWrap(False)
        figure.setAlignment(paint.RIGHT)
        figure.pressed.connect(lambda: self.rows_asked.emit(self._queries[key]))
        self._grid.addWidget(told, row, column)
        self._grid.addWidget(figure, row, column + 1)
        self.figures[key] = figure

    def show_row(self, row: ChannelRow) -> None:
        totals = row.totals
        self.held_back.setVisible(row.held_back > 0)
        words = self.tr("{count} held back from the views by the feed's pace; the journal has them.")
        put(self.held_back, words.format(count=grouped(row.held_back)))
        of_channel = f"channel:{quoted(row.name)}"
        missing = totals.missing
        unknown = self.tr("too early to say") if totals.is_early else self.tr("not provable")
        refused = sum(totals.refused.values())
        shown = {
            "received": (grouped(totals.received), totals.received, ""),
            "stored": (grouped(totals.stored), totals.stored, ""),
            "duplicates": (grouped(totals.duplicates), totals.duplicates, "type:resumed"),
            "refused": (grouped(refused), refused, "type:refused"),
            "missing": (
                unknown if missing is None else grouped(missing),
                missing or 0,
                "type:gap",
            ),
            "id": (row.last_event_id or "—", len(row.last_event_id), f"id:{quoted(row.last_event_id)}"),
        }
        hint, names = self.tr("Show these rows in the log"), dict(self._names)
        for key, (words, count, query) in shown.items():
            self._queries[key] = f"{of_channel} {query}".rstrip()
            self._show(self.figures[key], words, is_live=count > 0, hint=self._hint(key, row) or hint)
            self.figures[key].setAccessibleName(f"{names[key]}: {words}")

    def _hint(self, key: str, row: ChannelRow) -> str:
        """What a figure is made of, where that says more."""
        if key == "refused" and row.totals.refused:
            return ", ".join(f"{reason}: {grouped(count)}" for reason, count in row.totals.refused.items())
        return row.last_event_id if key == "id" else ""

    def _show(self, figure: Link, words: str, *, is_live: bool, hint: str) -> None:
        room = self._look.px(LONGEST_ID_PX)
        shown = figure.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        figure.show_words(shown, is_live=is_live, hint=hint)


def quoted(text: str) -> str:
    """A value as the query language takes it whole."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

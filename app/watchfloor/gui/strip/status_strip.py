"""The line at the bottom: what is kept, what is lost, what it costs, what time it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from watchfloor.core.session.session import Session
from watchfloor.core.text.numeral import Numeral, grouped
from watchfloor.core.text.speech import said
from watchfloor.gui.instant import Instant, clock_text
from watchfloor.gui.shell.vitals import Vitals
from watchfloor.gui.style.figure import Figure
from watchfloor.gui.style.line import Line
from watchfloor.gui.style.look import Look

MEGABYTE = 1_000_000
GIVES_WAY = ("memory", "cpu", "frame", "kept")  # the first of them first: what is lost stays


class StatusStrip(QWidget):
    """Shows figures of the session, the journal and the program. What is not known is not shown, nor what
    there is no room for."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._is_recording = False
        self.setObjectName("status-strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 14, 4)  # a status bar has some room of its own
        row.setSpacing(18)
        self._labels = {name: _label(Figure(), words) for name, words in self._names().items()}
        for label in self._labels.values():
            row.addWidget(label)
            label.hide()
        self._told = _label(Line(), self.tr("Answer"))  # may be long: it gives way to the figures
        row.addWidget(self._told, 1)
        self._clock = _label(Figure(), self.tr("Time"))
        row.addWidget(self._clock)
        look.changed.connect(self._make_room)

    def _names(self) -> dict[str, str]:
        """What each figure is, for those who hear it."""
        tr = self.tr
        return {
            "kept": tr("Journal"),
            "lost": tr("Lost events"),
            "frame": tr("Time for a frame"),
            "cpu": tr("Processor"),
            "memory": tr("Memory"),
        }

    @property
    def text(self) -> str:
        """All that can be read, for tests and screen readers."""
        shown = [label.text() for label in (*self._labels.values(), self._told, self._clock)]
        return "   ".join(words for words in shown if words)

    def show_recording(self) -> None:
        """What is on disk is looked at, and nothing is added to it."""
        self._is_recording = True

    def tell(self, words: str) -> None:
        """A short answer to something the user did; it stays until the next."""
        self._told.setText(said(words))

    def refresh(
        self, at: Instant, vitals: Vitals, frame_ms: float | None, journal: tuple[int, int] | None
    ) -> None:
        """`journal` is how many events are on disk and how many bytes they take; None without one."""
        if journal is not None:
            count, size_bytes = journal
            kept = self.tr("{count} events journaled · {size:.1f} MB")
            if self._is_recording:
                kept = self.tr("{count} events in the recording · {size:.1f} MB")
            self._say("kept", kept.format(count=grouped(count), size=Numeral(size_bytes / MEGABYTE)))
        else:
            kept = self.tr("{count} events, not journaled")
            self._say("kept", kept.format(count=grouped(self._session.stored)))
        self._say("lost", self._lost())
        self._say("frame", "" if frame_ms is None else said("Frame {cost:.0f} ms").format(cost=frame_ms))
        self._tell_passed_over(self._session.unread_for_views)
        self._say("cpu", "" if vitals.cpu_share is None else f"CPU {vitals.cpu_share:.0%}".replace("%", " %"))
        memory, used = vitals.memory_bytes, said("Memory {size:.0f} MB")
        self._say("memory", "" if memory is None else used.format(size=memory / MEGABYTE))
        zone = "UTC " if self._look.utc else ""
        self._clock.setText(zone + clock_text(at.wall_s, utc=self._look.utc))
        self._make_room()

    def _make_room(self) -> None:
        """Figures never lie upon each other, however narrow the window and large the text."""
        margins, spacing = self._row.contentsMargins(), self._row.spacing()
        needs = {name: label.minimumWidth() + spacing for name, label in self._labels.items() if label.text()}
        room = self.width() - margins.left() - margins.right() - spacing - self._clock.minimumWidth()
        for name in GIVES_WAY:
            if sum(needs.values()) > room:
                needs.pop(name, None)
        for name, label in self._labels.items():
            label.setVisible(name in needs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _lost(self) -> str:
        """Never that none is lost where that is not known, and no alarm where it cannot be known yet."""
        missing, early = self._session.missing, self._session.early
        if missing is None:
            return self.tr("not provable whether any are lost")
        if early == self._session.heard:
            return self.tr("too early to say whether any are lost") if early else ""
        words = self.tr("{count} lost")
        if early:
            words = self.tr("{count} lost · too early to say of one feed")
        if early > 1:
            words = self.tr("{count} lost · too early to say of {feeds} feeds")
        return words.format(count=grouped(missing), feeds=grouped(early))

    def _tell_passed_over(self, count: int) -> None:
        """Beside what a frame costs stands what a burst has cost: map and graphs draw its newest only."""
        words = self._names()["frame"]
        if count:
            passed = self.tr(
                "{count} events came faster than map and graphs draw. The log and the journal have them."
            )
            words += "\n" + passed.format(count=grouped(count))
        if self._labels["frame"].toolTip() != words:
            self._labels["frame"].setToolTip(words)

    def _say(self, name: str, words: str) -> None:
        self._labels[name].setText(words)


def _label(label: QLabel, words: str) -> QLabel:
    label.setObjectName("muted")
    label.setToolTip(words)  # a name would be said instead of the figure
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

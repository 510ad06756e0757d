"""The strip below the title: which run is shown, how far it is, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from watchfloor.core.run import Run
from watchfloor.core.session import Change, Session
from watchfloor.gui.instant import Instant
from watchfloor.gui.strip.stage_strip import StageStrip
from watchfloor.gui.style.look import Look

RUNS_IN_MENU = 12
LINGER_S = 6.0
SILENT_S = 15.0


class RunStrip(QWidget):
    """Shows `Session.runs`: the newest under way unless the user chose another.

    Gives `start_asked`, and `cancel_asked` with the run's channel and name.
    """

    watches = Change.RUNS
    start_asked = Signal()
    cancel_asked = Signal(str, str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._at = Instant(0.0, 0.0)
        self._chosen: tuple[str, str] | None = None
        self._followed: tuple[str, str] | None = None
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QToolButton()
        self._title.setObjectName("wordmark")
        self._title.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._title.setAccessibleName(self.tr("Runs"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._title.setMenu(self._menu)
        self._words = QLabel()
        self._words.setObjectName("muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.stages = StageStrip(look)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        self.start = QPushButton(self.tr("Start analysis"))
        self.start.setObjectName("primary")
        self.start.clicked.connect(self.start_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        texts.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 14, 8)
        row.setSpacing(16)
        self._texts = QWidget()
        self._texts.setLayout(texts)
        texts.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._texts)
        row.addWidget(self.stages, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.start)
        self._words.setContentsMargins(4, 0, 0, 0)

    @property
    def shown(self) -> Run | None:
        """The chosen run; else the one that was shown, until some seconds after its end; else the newest."""
        runs = self._session.runs
        followed, current = runs.get(self._followed), runs.current
        if followed is None or current is None or self._gives_way(followed, current):
            followed = current
            self._followed = followed.key if followed else None
        return runs.get(self._chosen) or followed

    def _gives_way(self, followed: Run, current: Run) -> bool:
        """An analysis is not pushed aside by what has no subject while its end is still news."""
        ended_s = followed.ended_at_s
        if ended_s is not None:
            return not current.over and self._at.wall_s - ended_s > LINGER_S
        if current.subject and not followed.subject:
            return True
        # Nobody tells the end of a run whose server has gone.
        return current.heard_at_s - followed.heard_at_s > SILENT_S

    def choose(self, key: tuple[str, str] | None) -> None:
        """Show this run; None follows the newest again."""
        self._chosen = key

    def refresh(self, at: Instant) -> None:
        self._at = at
        run = self.shown
        typical_s = self._session.runs.typical_s(run.channel) if run else {}
        others = len(self._session.runs) - 1
        more = f"   ▾ {others + 1}" if others > 0 else ""
        self._title.setText((run_title(run) if run else self.tr("No run yet")) + more)
        words = run.words(at.wall_s, typical_s) if run else self.tr("Start one, or wait for a feed to do so")
        room = self._texts.width() - 8
        self._words.setText(self._words.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self._words.setToolTip("\n".join(part for part in (words, run.message if run else "") if part))
        self.cancel.setEnabled(run is not None and not run.over and bool(run.subject))
        self.stages.show_run(run, typical_s, at)

    @property
    def moving(self) -> bool:
        """A run is under way, so what is shown changes with time alone."""
        run = self.shown
        return run is not None and not run.over

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        px, width = self._look.px, self.width()
        self._texts.setFixedWidth(px(230 if width < px(1_200) else 304 if width < px(1_560) else 352))

    def _fill_menu(self) -> None:
        self._menu.clear()
        follow = self._menu.addAction(self.tr("Follow the newest"))
        follow.triggered.connect(lambda: self.choose(None))
        self._menu.addSeparator()
        for run in list(self._session.runs)[:RUNS_IN_MENU]:
            action = self._menu.addAction(f"{run_title(run)} — {_standing(run)}")
            action.triggered.connect(lambda _=False, key=run.key: self.choose(key))

    def _on_cancel(self) -> None:
        if run := self.shown:
            self.cancel_asked.emit(*run.key)


def run_title(run: Run) -> str:
    return f"{run.channel} · {run.subject} analysis" if run.subject else run.channel


def _standing(run: Run) -> str:
    if run.cancelled:
        return "cancelled"
    if run.failed:
        return "failed"
    return "complete" if run.over else f"stage {run.stage} of {run.total}"

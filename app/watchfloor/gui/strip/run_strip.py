"""The strip below the title: which run is shown, how far it is, and what can be done about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.session.run import Run
from watchfloor.core.session.session import Change, Session
from watchfloor.core.text.speech import said
from watchfloor.gui.instant import Instant, clock_text
from watchfloor.gui.strip.stage_strip import Form, StageStrip
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.literal import as_item, as_tip
from watchfloor.gui.style.look import Look

RUNS_IN_MENU = 12
LINGER_S = 6.0
# What there is room for in a strip so wide, at normal text: the words beside the stages, the choice of runs.
WORDS_ROOM = ((1_560, 352), (0, 304))
OTHERS_FROM = 560
LOW = 600  # in a window lower than this the names of the stages would take the room of the work
SILENT_S = 15.0
STARTS = "strategist"  # the profile of whose server an analysis can be asked
HAVE_RUNS = (STARTS, "strategy")
ANY_HEIGHT = 16_777_215  # Qt's own


class RunStrip(QWidget):
    """Shows `Session.runs`: the newest under way unless the user chose another.

    It takes no room while no feed can have a run. What can be asked for is there only where it can be had.
    Gives `start_asked`, and `cancel_asked` with the run's channel and name.
    """

    watches = Change.RUNS | Change.CHANNELS
    start_asked = Signal()
    cancel_asked = Signal(str, str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._at = Instant(0.0, 0.0)
        self._chosen: tuple[str, str] | None = None
        self._followed: tuple[str, str] | None = None
        self._has_room = True
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._watch_only = False
        self._is_bare = False
        self._shown: dict[QLabel, tuple[str, ...]] = {}  # the same in ever fewer words
        self._form = Form.BESIDE
        self._fitted: tuple[object, ...] = ()  # what the stages were given room for
        self._title = self._label("wordmark")
        self._words = self._label("muted")
        self.others = MenuButton(look)
        self.others.setObjectName("flat")
        self.others.setAccessibleName(self.tr("Choose a run"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.others.setMenu(self._menu)
        self.stages = StageStrip(look)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        self.start = QPushButton(self.tr("Start analysis"))
        self.start.setObjectName("primary")
        self.start.clicked.connect(self.start_asked)
        self._lay_out()
        look.changed.connect(self._on_look_changed)

    @staticmethod
    def _label(name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addStretch()
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        texts.addStretch()
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        self._texts = QWidget()
        self._texts.setLayout(texts)
        texts.setContentsMargins(0, 0, 0, 0)
        for column, widget in enumerate((self._texts, self.stages, self.others, self.cancel, self.start)):
            grid.addWidget(widget, 0, column)

    def only_watch(self) -> None:
        """Nothing can be asked for: this is a recording."""
        self._watch_only = True
        self._offer(self.shown)

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._is_bare = left_out
        self._offer(self.shown)
        self.make_room()

    @property
    def can_start(self) -> bool:
        """There is a server that an analysis can be asked of."""
        rows = self._session.channels.values()
        return not self._watch_only and any(row.profile.name == STARTS for row in rows)

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
        self._show(self._title, *((run_title(run), short_title(run)) if run else (self.tr("No run yet"),)))
        words = self._standing(run, typical_s)
        self._show(self._words, words, self._standing(run, typical_s, named=False))
        told = "\n".join(part for part in (words, run.message if run else "") if part)
        self._words.setToolTip(as_tip(told))
        self._offer(run)
        self.stages.show_run(run, typical_s, at)
        fitted = (self.stages.names, self.can_start)
        if fitted != self._fitted:  # another kind of run, whose stages take another room
            self._fitted = fitted
            self.make_room()

    def _show(self, label: QLabel, *forms: str) -> None:
        """The longest of these forms that there is room for; the whole of it where one points."""
        self._shown[label] = forms
        self._fit(label)
        label.setToolTip(as_tip(forms[0]))

    def _fit(self, label: QLabel) -> None:
        metrics, room, forms = label.fontMetrics(), self._texts.width(), self._shown[label]
        words = next((words for words in forms if metrics.horizontalAdvance(words) <= room), forms[-1])
        label.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def _standing(self, run: Run | None, typical_s: dict[int, float], *, named: bool = True) -> str:
        if run is None:
            if self.can_start:
                return self.tr("Start one, or wait for a feed to do so")
            return self.tr("It begins when the feed tells of one")
        words = run.words(self._at.wall_s, typical_s)
        if not named:  # the stage's name stands among the stages
            words = words.removeprefix(f"{run.named(run.stage)} — ")
        if run.ended_at_s is None or not named:
            return words
        ended = self.tr("{words} · ended at {time}")
        return ended.format(words=words, time=clock_text(run.ended_at_s, utc=self._look.utc))

    def _offer(self, run: Run | None) -> None:
        """What can be done now, and nothing else."""
        runs = len(self._session.runs)
        self.others.setText(self.tr("{count} runs").format(count=runs))
        self.others.setVisible(runs > 1 and self._has_room and not self._is_bare)
        self.start.setVisible(self.can_start and not self._is_bare)
        under_way = run is not None and not run.over and bool(run.subject)
        self.cancel.setEnabled(under_way)
        self.cancel.setVisible(self.can_start and under_way and not self._is_bare)
        told = runs or any(row.profile.name in HAVE_RUNS for row in self._session.channels.values())
        self.setMaximumHeight(ANY_HEIGHT if told else 0)

    @property
    def moving(self) -> bool:
        """A run is under way, so what is shown changes with time alone."""
        run = self.shown
        return run is not None and not run.over

    def minimumSizeHint(self) -> QSize:
        """However wide it is now: what is beside could be below."""
        return QSize(self._look.px(300), super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.make_room()

    def make_room(self) -> None:
        """Stages beside the words where all their names fit there, else below; in a low window, as bars."""
        px, width = self._look.px, self.width()
        room = next(px(room) for least, room in WORDS_ROOM if width >= px(least))
        self._place_stages(self._form_beside(room))
        is_beside = self._form is Form.BESIDE
        self._texts.setMinimumWidth(room if is_beside else 0)
        self._texts.setMaximumWidth(room if is_beside else max(1, width))
        self._grid.setColumnStretch(0, 0 if is_beside else 1)
        self._grid.setColumnStretch(1, 1 if is_beside else 0)
        self._has_room = width >= px(OTHERS_FROM)
        self._grid.activate()
        for label in self._shown:
            self._fit(label)

    def _form_beside(self, words_room: int) -> Form:
        """As if every button were there: the stages must not move each time that a run begins or ends."""
        of_all = [self.others, self.cancel, self.start] if self.can_start else [self.others]
        buttons = [] if self._is_bare else of_all
        taken = sum(button.sizeHint().width() + self._grid.horizontalSpacing() for button in buttons)
        edges = self._grid.contentsMargins().left() + self._grid.contentsMargins().right()
        if self.width() - edges - words_room - taken - 10 >= self.stages.least_width:
            return Form.BESIDE
        return Form.BARS if self.window().height() < self._look.px(LOW) else Form.BELOW

    def _place_stages(self, form: Form) -> None:
        if form is not self._form:
            self._form = form
            self.stages.take(form)
            self._grid.removeWidget(self.stages)
            place = (0, 1, 1, 1) if form is Form.BESIDE else (1, 0, 1, self._grid.columnCount())
            self._grid.addWidget(self.stages, *place)
            edge = 4 if form is Form.BARS else 8
            self._grid.setContentsMargins(14, edge, 14, edge)

    def _on_look_changed(self) -> None:
        if self._shown:
            self.refresh(self._at)  # its words tell a time
        self.make_room()

    def _fill_menu(self) -> None:
        self._menu.clear()
        follow = self._menu.addAction(self.tr("Follow the newest"))
        follow.triggered.connect(lambda: self.choose(None))
        self._menu.addSeparator()
        for run in list(self._session.runs)[:RUNS_IN_MENU]:
            began = clock_text(run.began_at_s, utc=self._look.utc)
            action = self._menu.addAction(as_item(f"{began} · {run_title(run)} — {_standing(run)}"))
            action.triggered.connect(lambda _=False, key=run.key: self.choose(key))

    def _on_cancel(self) -> None:
        if run := self.shown:
            self.cancel_asked.emit(*run.key)


def run_title(run: Run) -> str:
    if not run.subject:
        return run.channel
    words = said("{channel} · {subject} analysis")
    return words.format(channel=run.channel, subject=run.subject)


def short_title(run: Run) -> str:
    """Without its feed, which can be long."""
    return said("{subject} analysis").format(subject=run.subject) if run.subject else run.channel


def _standing(run: Run) -> str:
    """How far a run is, for the menu of all."""
    if run.cancelled:
        return said("cancelled")
    if run.failed:
        return said("failed")
    if run.over:
        return said("complete")
    words = said("step {stage}") if run.open_ended else said("stage {stage} of {total}")
    return words.format(stage=run.stage, total=run.total)

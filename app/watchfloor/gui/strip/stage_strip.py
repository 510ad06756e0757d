"""The stages of one run, side by side: done, under way, to come."""

import re
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from watchfloor.core.session.run import Run
from watchfloor.core.session.stages import stage_name
from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.speech import said
from watchfloor.gui.instant import Instant
from watchfloor.gui.style import paint
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import SMALL, TINY, Look

BEFORE_NAME = 15  # the sign or the figure
GAP = 12
ENOUGH = 0.7  # so much of a name is told by its beginning; less says nothing
USUAL_TOOK = "88.8 s"
ALMOST = 0.9  # so much of all names is as good as all
MOST_WIDTHS = 200
LEAST_BAR = 22
MOST_SHARE = 0.45  # of the room, for the stage under way


class Form(Enum):
    """How much of the stages there is room for: how high they are, and where their bars begin."""

    BESIDE = (44, 8)  # the words of the run
    BELOW = (32, 2)
    BARS = (10, 2)  # without words

    @property
    def height(self) -> int:
        return self.value[0]

    @property
    def top(self) -> int:
        return self.value[1]


class StageStrip(QWidget):
    """Shows a `Run`, or six empty stages. Its accessible description says the same in words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._run: Run | None = None
        self._typical_s: dict[int, float] = {}
        self._at = Instant(0.0, 0.0)
        self._tight = False  # seconds would take the names' room
        self._size = SMALL
        self._form = Form.BESIDE
        self._known: tuple[object, ...] = ()
        self._boxes: dict[int, QRectF] = {}
        self.setAccessibleName(self.tr("Stages"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(600, self._look.px(self._form.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(110), self._look.px(self._form.height))

    @property
    def least_width(self) -> float:
        """So much room the names take, whichever stage is under way, and however far it is."""
        look, names = self._look, self.names
        needed = sum(_width(name, look.font(TINY, 600)) for name in names)
        return needed + len(names) * (look.px(BEFORE_NAME) + 2) + look.px(GAP) * (len(names) - 1)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(map(self._name, self._stages))

    @property
    def _stages(self) -> range:
        return range(1, (self._run.total if self._run else 6) + 1)

    def take(self, form: Form) -> None:
        """Be so high from now on."""
        if form is not self._form:
            self._form = form
            self.updateGeometry()
            self.update()

    def show_run(self, run: Run | None, typical_s: dict[int, float], at: Instant) -> None:
        self._run, self._typical_s, self._at = run, typical_s, at
        self.setAccessibleDescription(run.words(at.wall_s, typical_s) if run else self.tr("No run"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stage, box in self.boxes().items():
            self._stage(painter, box, stage)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """What there is no room for is told where one points."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_tip(self.words_at(event.pos().x())), self)
            return True
        return super().event(event)

    def words_at(self, x: float) -> str:
        """The stage there, and how long it took."""
        for stage, box in self.boxes().items():
            if box.left() <= x <= box.right():
                took = self._took(stage, present=self._is_present(stage))
                return " · ".join(part for part in (self._name(stage), took) if part)
        return ""

    def boxes(self) -> dict[int, QRectF]:
        """Where each stage is: all as wide, unless one needs more for its words and others have it to give.

        Seconds give way to names, and the names of others to that of the stage under way.
        """
        stages = self._stages
        tooks = [self._took(stage, present=self._is_present(stage)) for stage in stages]
        # As wide for each second as for the next: it is worked out again only where something else changed.
        known = (
            self.size().toTuple(),
            self._form,
            self._look.zoom,
            self.names,
            *map(len, tooks),
            *map(self._is_present, stages),
        )
        if known != self._known:
            self._known, self._boxes = known, self._laid_out(stages)
        return self._boxes

    def _laid_out(self, stages: range) -> dict[int, QRectF]:
        gap = self._look.px(GAP)
        room = max(0.0, self.width() - gap * (len(stages) - 1))
        needs = [0.0] * len(stages) if self._form is Form.BARS else self._fitting(stages, room)
        boxes, left = {}, 0.0
        for stage, width in zip(stages, shared(needs, room), strict=True):
            boxes[stage] = QRectF(left, 0, width, self.height())
            left += width + gap
        return boxes

    def _fitting(self, stages: range, room: float) -> list[float]:
        """What each needs, with as much said, and as large, as there is room for."""
        present = {stage for stage in stages if self._is_present(stage)}
        for self._size, timed in (
            (SMALL, set(stages)),
            (SMALL, present),
            (TINY, present),
            (TINY, set[int]()),
        ):
            self._tight = timed != set(stages)
            needs = [self._need(stage, with_took=stage in timed) for stage in stages]
            if sum(needs) <= room:
                return needs
        if sum(needs) * ALMOST <= room:
            return self._squeezed(needs, room)
        self._size = SMALL
        return self._squeezed([self._need(stage, with_took=stage in present) for stage in stages], room)

    def _need(self, stage: int, *, with_took: bool) -> float:
        """The room that all of its words would take; as much for a second as for a minute, to stand still."""
        look = self._look
        font = look.font(self._size, 600 if self._is_present(stage) else 400)
        took = self._took(stage, present=self._is_present(stage)) if with_took else ""
        beside = max(_width(took, font), _width(USUAL_TOOK, font)) + look.px(8) if took else 0.0
        return look.px(BEFORE_NAME) + _width(self._name(stage), font) + beside + 2

    def _squeezed(self, needs: Sequence[float], room: float) -> list[float]:
        """The stage under way keeps its words; the others give up as large a part of theirs each."""
        present = self._run.stage if self._run is not None and self._is_present(self._run.stage) else 0
        wanted = needs[present - 1] if present else 0.0
        others = max(1.0, sum(needs) - wanted)
        kept = min(wanted, room * MOST_SHARE)
        if (room - kept) / others < ENOUGH:  # no name but one can be read: signs need little
            kept = max(kept, min(wanted, room - (len(needs) - 1) * self._look.px(LEAST_BAR)))
        share = max(0.0, room - kept) / others
        return [kept if stage == present else need * share for stage, need in enumerate(needs, 1)]

    def _is_present(self, stage: int) -> bool:
        run = self._run
        return run is not None and stage == run.stage and not (run.over and not run.error)

    def _stage(self, painter: QPainter, box: QRectF, stage: int) -> None:
        look, top = self._look, self._look.px(self._form.top)
        bar = QRectF(box.left(), top, box.width(), look.px(5))
        share, color = self._fill(stage)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("raised"))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        if look.theme.name == "contrast" or share == 0:
            painter.setPen(look.color("border"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
        if share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            filled = QRectF(bar.left(), bar.top(), max(bar.height(), bar.width() * share), bar.height())
            painter.drawRoundedRect(filled, 2.5, 2.5)
        if self._form is not Form.BARS:
            place = QRectF(box.left(), top + look.px(10), box.width(), look.px(18))
            self._label(painter, place, stage, color)

    def _fill(self, stage: int) -> tuple[float, QColor]:
        """How much of the stage's bar is full, and in which colour."""
        run, color = self._run, self._look.color
        if run is None or stage > run.stage:
            return 0.0, color("faint")
        if stage < run.stage or (run.over and not run.error):
            return 1.0, color("good")
        if run.cancelled:
            return run.share(self._at.wall_s, self._typical_s), color("muted")
        if run.failed:
            return 1.0, color("alarm")
        share = run.share(self._at.wall_s, self._typical_s)
        return share, color("warning" if run.stalled(self._at.wall_s) else "accent")

    def _label(self, painter: QPainter, box: QRectF, stage: int, color: QColor) -> None:
        look, run = self._look, self._run
        present = self._is_present(stage)
        done = run is not None and (stage < run.stage or (run.over and not run.error and stage <= run.stage))
        ink = look.color("text" if present else "muted" if done else "faint")
        font = look.font(self._size, 600 if present else 400)
        sign = "✓" if done else "✕" if present and run is not None and run.failed else str(stage)
        sign_color = color if sign in "✓✕" else ink
        paint.text(painter, QRectF(box.left(), box.top(), look.px(14), box.height()), sign, font, sign_color)
        took = self._took(stage, present=present)
        room, words = box.width() - look.px(BEFORE_NAME), self._name(stage)
        if took and (
            room < _width(took, font) + look.px(6) + _width(words, font) or (self._tight and not present)
        ):
            took = ""  # the sign and the name tell more than the seconds do
        name = QRectF(box.left() + look.px(BEFORE_NAME), box.top(), room, box.height())
        if took:
            paint.text(painter, box, took, font, ink, paint.RIGHT)
            name.setRight(box.right() - _width(took, font) - look.px(6))
        if present or _width(words, font) * ENOUGH <= name.width():
            paint.text(painter, name, words, font, ink)

    def _name(self, stage: int) -> str:
        return said(stage_name(stage)) if self._run is None else self._run.named(stage)

    def _took(self, stage: int, *, present: bool) -> str:
        if self._run is None:
            return ""
        span_s = self._run.stage_lasts_s(self._at.wall_s) if present else self._run.stage_took_s(stage)
        return "" if span_s is None else numeral(f"{span_s:.1f} s")


_widths: dict[tuple[str, int, int], float] = {}


def _width(words: str, font: QFont) -> float:
    """What is measured again at each frame of a run; seconds go by how many digits they have."""
    key = (re.sub(r"\d", "0", words), font.pixelSize(), font.weight())
    if key not in _widths:
        if len(_widths) >= MOST_WIDTHS:
            _widths.clear()
        _widths[key] = paint.width(key[0], font)
    return _widths[key]


def shared(needs: Sequence[float], room: float) -> list[float]:
    """The room among those who need it: as much for each, but for those who need more than that."""
    widths, left, others = [0.0] * len(needs), max(0.0, room), len(needs)
    for place in sorted(range(len(needs)), key=lambda place: -needs[place]):
        widths[place] = min(left, max(needs[place], left / others))
        left, others = left - widths[place], others - 1
    return widths

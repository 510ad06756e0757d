"""The six stages of one run, side by side: done, under way, to come."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from watchfloor.core.session.run import Run
from watchfloor.core.session.stages import stage_name
from watchfloor.core.text.speech import said
from watchfloor.gui.instant import Instant
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import SMALL, Look

LEAST_NAME = 34  # less of a name than that says nothing
ENOUGH = 0.7  # so much of a name is told by its beginning
MORE = 1.6


class StageStrip(QWidget):
    """Shows a `Run`, or six empty stages. Its accessible description says the same in words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._run: Run | None = None
        self._typical_s: dict[int, float] = {}
        self._at = Instant(0.0, 0.0)
        self._tight = False  # seconds would take the names' room
        self.setAccessibleName(self.tr("Stages"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(600, self._look.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(110), self._look.px(44))

    def show_run(self, run: Run | None, typical_s: dict[int, float], at: Instant) -> None:
        self._run, self._typical_s, self._at = run, typical_s, at
        self.setAccessibleDescription(run.words(at.wall_s, typical_s) if run else self.tr("No run"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        self._tight = any(self._is_tight(stage, box.width()) for stage, box in boxes.items())
        for stage, box in boxes.items():
            self._stage(painter, box, stage)
        painter.end()

    def _boxes(self) -> dict[int, QRectF]:
        """Where each stage is: all as wide, but for the one under way, which has more to say."""
        total = self._run.total if self._run else 6
        under_way = self._run.stage if self._run is not None and not self._run.over else 0
        gap = self._look.px(10)
        shares = [MORE if stage == under_way else 1.0 for stage in range(1, total + 1)]
        unit = (self.width() - gap * (total - 1)) / sum(shares)
        boxes, left = {}, 0.0
        for stage, share in enumerate(shares, 1):
            boxes[stage] = QRectF(left, 0, unit * share, self.height())
            left += unit * share + gap
        return boxes

    def _is_tight(self, stage: int, width: float) -> bool:
        """There is not enough room for the name beside how long the stage took."""
        took = self._took(stage, present=False)
        font = self._look.font(SMALL)
        room = width - paint.width(took, font) - self._look.px(21)
        return bool(took) and paint.width(said(stage_name(stage)), font) * ENOUGH > room

    def _stage(self, painter: QPainter, box: QRectF, stage: int) -> None:
        look, top = self._look, self._look.px(8)
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
        self._label(painter, QRectF(box.left(), top + look.px(10), box.width(), look.px(18)), stage, color)

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
        present = run is not None and stage == run.stage and not (run.over and not run.error)
        done = run is not None and (stage < run.stage or (run.over and not run.error and stage <= run.stage))
        ink = look.color("text" if present else "muted" if done else "faint")
        weight = 600 if present else 400
        took = self._took(stage, present=present)
        took_width = paint.width(took, look.font(SMALL, weight)) if took else 0
        words = said(stage_name(stage))
        if took_width > box.width() - look.px(17) or (self._tight and not present):
            took, took_width = "", 0  # the sign and the name tell more than the seconds do
        sign = "✓" if done else "✕" if present and run is not None and run.failed else str(stage)
        sign_color = color if sign in "✓✕" else ink
        paint.text(
            painter, QRectF(box.left(), box.top(), look.px(14), box.height()), sign,
            look.font(SMALL, weight), sign_color,
        )  # fmt: skip
        name = QRectF(
            box.left() + look.px(15), box.top(), box.width() - took_width - look.px(21), box.height()
        )
        if name.width() > look.px(LEAST_NAME):
            paint.text(painter, name, words, look.font(SMALL, weight), ink)
        if took:
            paint.text(painter, box, took, look.font(SMALL, weight), ink, paint.RIGHT)

    def _took(self, stage: int, *, present: bool) -> str:
        if self._run is None:
            return ""
        span_s = self._run.stage_lasts_s(self._at.wall_s) if present else self._run.stage_took_s(stage)
        return "" if span_s is None else f"{span_s:.1f} s"

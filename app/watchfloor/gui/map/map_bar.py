"""The map's few controls: region, time window, arcs, heat; and the legend."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from watchfloor.gui.map.projection import REGIONS, Region
from watchfloor.gui.style import paint
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.look import SMALL, Look

SPANS = (
    ("Last 15 min", 900.0),
    ("Last 60 min", 3_600.0),
    ("Last 6 h", 21_600.0),
    ("Last 24 h", 86_400.0),
    ("All", float("inf")),
)
WHOLE, NAME = 222, 64  # the legend's width, and what of that its name takes


class MapBar(QWidget):
    """Gives `changed` when something else is to be drawn, `region_chosen` with a region, and `armed` when the
    next drag is to draw a box, or no longer."""

    changed = Signal()
    armed = Signal(bool)
    region_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.span_s = SPANS[1][1]
        self.is_left_out = False  # but for what is put before the controls
        self._first: QWidget | None = None
        self._regions = self._menu_button(self.tr("Region"))
        self._spans = self._menu_button(self.tr("Time window"))
        self._arcs = self._toggle(self.tr("Arcs"), on=True)
        self._heat = self._toggle(self.tr("Heat"), on=False)
        self._box = self._toggle(self.tr("Box"), on=False)
        self._box.setToolTip(self.tr("Drag a box to filter by (or drag with Shift); Escape takes it away"))
        self._box.toggled.connect(self.armed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self._buttons:
            row.addWidget(button)
        self._fill()

    @property
    def _buttons(self) -> tuple[QToolButton, ...]:
        """Those that matter most come first: in a narrow map the last are left out."""
        return self._regions, self._spans, self._arcs, self._heat, self._box

    def _menu_button(self, name: str) -> QToolButton:
        button = MenuButton(self._look, self)
        button.setAccessibleName(name)
        button.setMenu(QMenu(button))
        return button

    def _toggle(self, name: str, *, on: bool) -> QToolButton:
        button = QToolButton(self)
        button.setText(name)
        button.setCheckable(True)
        button.setChecked(on)
        button.toggled.connect(self.changed)
        return button

    def _fill(self) -> None:
        for region in REGIONS:
            self._regions.menu().addAction(self.tr(region.name)).triggered.connect(
                partial(self._choose_region, region)
            )
        group = QActionGroup(self)
        for name, span_s in SPANS:
            action = self._spans.menu().addAction(self.tr(name))
            action.setCheckable(True)
            action.setChecked(span_s == self.span_s)
            action.triggered.connect(partial(self._choose_span, name, span_s))
            group.addAction(action)
        self._regions.setText(self.tr(REGIONS[0].name))
        self._spans.setText(self.tr(SPANS[1][0]))

    def add(self, widget: QWidget) -> None:
        """Put one more thing before the controls, which give way to it."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, widget)
            self._first = widget

    def choose_region(self, name: str) -> None:
        """As in the menu; a region that there is not changes nothing."""
        for region in REGIONS:
            if region.name == name:
                self._choose_region(region)

    def say_region(self, name: str) -> None:
        """What is shown; "" where somebody has moved the map, so that it is none of the menu's."""
        words = self.tr(name) if name else self.tr("Region")
        if self._regions.text() != words:
            self._regions.setText(words)
            self.adjustSize()

    def choose_span(self, span_s: float) -> None:
        """The span of the menu that comes nearest."""
        place = min(range(len(SPANS)), key=lambda place: abs(min(SPANS[place][1], 1e9) - min(span_s, 1e9)))
        self._spans.menu().actions()[place].trigger()

    def _choose_region(self, region: Region) -> None:
        self.say_region(region.name)
        self.region_chosen.emit(region)

    def _choose_span(self, name: str, span_s: float) -> None:
        self.span_s = span_s
        self._spans.setText(self.tr(name))
        self.adjustSize()
        self.changed.emit()

    def show_all_times(self) -> None:
        """As for a recording, which may be of any time."""
        self._spans.menu().actions()[-1].trigger()

    def fit(self, width: int) -> None:
        """Show as many controls as there is room for; the others are in the menus all the same."""
        first = self._first
        has_first = first is not None and not first.isHidden()
        used = first.sizeHint().width() + 8 if first is not None and has_first else 0
        for button in self._buttons:
            used += button.sizeHint().width() + 8
            button.setVisible(used <= width and not self.is_left_out)
        self.setVisible(has_first or not self.is_left_out)
        self.adjustSize()

    @property
    def covered(self) -> QRegion:
        """Where the controls are; the map is seen between them."""
        covered = QRegion()
        for control in (self._first, *self._buttons):
            if control is not None and not control.isHidden():
                covered += control.geometry()
        return covered

    @property
    def arcs_shown(self) -> bool:
        return self._arcs.isChecked()

    @property
    def heat_shown(self) -> bool:
        return self._heat.isChecked()

    def toggle_arcs(self) -> None:
        self._arcs.toggle()

    def arm(self, *, armed: bool) -> None:
        """The next drag draws a box."""
        self._box.setChecked(armed)

    def toggle_box(self) -> None:
        self._box.toggle()

    @property
    def is_armed(self) -> bool:
        return self._box.isChecked()

    def toggle_heat(self) -> None:
        self._heat.toggle()


class Legend(QWidget):
    """What the five colours mean."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._is_named = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Severity 1 to 5, by colour and figure"))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WHOLE if self._is_named else WHOLE - NAME), self._look.px(28))

    def fit(self, width: int) -> None:
        """Without its name where there is no room for it: figures and colours explain themselves."""
        self._is_named = width >= self._look.px(WHOLE)
        self.adjustSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("border"), 1))
        painter.setBrush(look.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if self._is_named:
            name = QRectF(look.px(10), 0, look.px(60), self.height())
            paint.text(painter, name, self.tr("Severity"), look.font(SMALL), look.color("muted"))
        for severity in range(1, 6):
            x = look.px(46 + severity * 29 - (0 if self._is_named else NAME))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(look.theme.of_severity(severity)))
            size = look.px(9)
            painter.drawEllipse(QRectF(x, self.height() / 2 - size / 2, size, size))
            figure = QRectF(x + look.px(13), 0, look.px(12), self.height())
            paint.text(painter, figure, str(severity), look.font(SMALL), look.color("text"))
        painter.end()

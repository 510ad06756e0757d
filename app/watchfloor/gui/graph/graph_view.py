"""The graphs: throughput, latency, and any figure that the feeds send, over one span of time."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from math import inf

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from watchfloor.core.error import KnownError
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.lens import Lens
from watchfloor.core.session.session import Change, Session
from watchfloor.core.workspace.workspace import Graph
from watchfloor.gui.graph.field_drag import unpacked
from watchfloor.gui.graph.graph_menu import GraphMenu
from watchfloor.gui.graph.graph_picture import picture_of
from watchfloor.gui.graph.plot import Mark, Plot
from watchfloor.gui.graph.source import Key, Source, Sources
from watchfloor.gui.graph.spec import Spec
from watchfloor.gui.graph.time_axis import TimeAxis
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look

SPANS = (
    ("1 min", 60.0),
    ("5 min", 300.0),
    ("15 min", 900.0),
    ("60 min", 3_600.0),
    ("6 h", 21_600.0),
    ("24 h", 86_400.0),
    ("All", inf),
)
FAR_S = 1e9  # further back than anything
LATENCY_LIMIT_MS = 500.0
MOST_PLOTS, MOST_CURVES = 6, 6
LEAST_SPAN_S = 60.0
PROGRESS = "progress"
NEAR = 1 / 60  # of the span: two lines so near are one to the eye


class GraphView(QWidget):
    """Shows figures of a `Session`. The first metric that arrives is plotted by itself; others by choice.

    While the filter of the log holds for it too, it shows what that leaves. A field that is dropped on a plot
    becomes one more curve of it. Gives `told` with a sentence for the user.
    """

    pointed = Signal(float)  # the moment that one points at, or NaN

    # A curve of seconds changes by the second, and is drawn then.
    watches = Change.NOTHING
    every_s = 0.5
    told = Signal(str)

    def __init__(
        self, session: Session, look: Look, parent: QWidget | None = None, *, rows: LogWindow | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.lens = Lens(session, rows or LogWindow(session.log))
        self.sources = Sources(session, self.lens, look)
        self._at = Instant(0.0, 0.0)
        self._drawn_at_s = 0.0
        self._plots: dict[Key, tuple[Spec, Plot]] = {}
        self.set_aside: tuple[Graph, ...] = ()  # of the workspace, for which there is no room
        self.arranged = False  # a person chose what is plotted; else it is the usual
        self.span_s = 300.0
        self.heading = Heading(self.tr("Graphs"), look)
        self._menu = GraphMenu(self)
        self._add = self._button(self.tr("Add plot"), "+", self._menu.fill_add)
        self._span = self._button(self.tr("Span of time"), "5 min", self._fill_span, drops=True)
        self.heading.add(self._add)
        self.heading.add(self._span)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 2, 14, 4)
        self._column.setSpacing(8)
        self._axis = TimeAxis(look)
        self._column.addWidget(self._axis)
        for key in (("throughput",), ("latency",)):
            self.add(self.spec(key))
        look.changed.connect(self._redraw)

    def minimumSizeHint(self) -> QSize:
        """Large text must not make the window higher than the screen: plots give way."""
        return QSize(self._look.px(160), self._look.px(72))

    def _button(
        self, name: str, text: str, fill: Callable[[QMenu], None], *, drops: bool = False
    ) -> QToolButton:
        button = MenuButton(self._look) if drops else QToolButton()
        button.setObjectName("flat")
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(fill, menu))
        button.setMenu(menu)
        return button

    # -- which are plotted

    @property
    def plots(self) -> list[Plot]:
        return [plot for _, plot in self._plots.values()]

    @property
    def specs(self) -> list[tuple[Spec, Plot]]:
        return list(self._plots.values())

    def plot_of(self, key: Key) -> tuple[Spec, Plot]:
        """What the plot with this key shows, and where."""
        return self._plots[key]

    @property
    def is_full(self) -> bool:
        return len(self._plots) >= MOST_PLOTS

    def spec(self, key: Key) -> Spec:
        """A plot of one curve, by its key."""
        return Spec((self.sources.of(key),))

    def shows(self, key: Key) -> bool:
        return any(source.key == key for spec, _ in self._plots.values() for source in spec.sources)

    def add(self, spec: Spec) -> None:
        if spec.key in self._plots or self.is_full:
            return
        plot = Plot(spec.title, spec.unit, self._look)
        plot.from_zero = spec.from_zero
        plot.threshold = LATENCY_LIMIT_MS if spec.key == ("latency",) else None
        if spec.kept is not None:
            plot.threshold = spec.kept.threshold
        plot.hovered.connect(self._on_hovered)
        self._plots[spec.key] = (spec, plot)
        self._column.insertWidget(self._column.count() - 1, plot, 1)
        self._draw(spec, plot)

    def remove(self, key: Key) -> None:
        """Take a plot away."""
        _, plot = self._plots.pop(key)
        self.arranged = True
        self._column.removeWidget(plot)
        plot.deleteLater()

    def choose(self, key: Key) -> None:
        """A person wants this plotted."""
        if self.is_full and key not in self._plots:
            words = self.tr("There is room for {count} plots: remove one, or drag this onto one.")
            self.told.emit(words.format(count=MOST_PLOTS))
            return
        self.arranged = True
        self.add(self.spec(key))

    def add_curve(self, onto: Key, key: Key) -> None:
        """One more curve in a plot."""
        spec, plot = self._plots[onto]
        if len(spec.sources) < MOST_CURVES and all(source.key != key for source in spec.sources):
            self._replace(onto, spec.beside(self.sources.of(key)), plot)

    def remove_curve(self, onto: Key, key: Key) -> None:
        """Take one curve away, and with the last one the plot."""
        spec, plot = self._plots[onto]
        if len(spec.sources) == 1:
            self.remove(onto)
        else:
            self._replace(onto, spec.without(key), plot)

    def _replace(self, onto: Key, spec: Spec, plot: Plot) -> None:
        self.arranged = True
        self._plots = {
            (spec.key if key == onto else key): ((spec, plot) if key == onto else pair)
            for key, pair in self._plots.items()
        }
        plot.from_zero = spec.from_zero
        self._draw(spec, plot)

    def limit(self, key: Key, threshold: float | None) -> None:
        """Draw a plot's threshold there, or none."""
        spec, plot = self._plots[key]
        self.arranged = True
        plot.threshold = threshold
        self._draw(spec, plot)

    def plot_metric(self, channel: str, metric: str) -> None:
        self.choose(("metric", channel, metric))

    def plot_field(self, channel: str, path: str, onto: Key | None = None) -> None:
        """Plot a JSON field of a channel's events, from what is in memory on; `onto` a plot, or by itself."""
        try:
            self._session.watch_field(channel, path)
        except KnownError as error:
            self.told.emit(str(error))
            return
        if onto in self._plots:
            self.add_curve(onto, ("metric", channel, path))
        else:
            self.choose(("metric", channel, path))

    # -- drawing

    def refresh(self, at: Instant) -> None:
        if abs(at.wall_s - self._drawn_at_s) < self.every_s:
            return
        self._at, self._drawn_at_s = at, at.wall_s
        if not self.arranged and not any(key[0] == "metric" for key in self._plots):
            # A progress has a strip of its own.
            telling = (key for key in self._session.metrics if key[1] != PROGRESS)
            for channel, metric in islice(telling, 1):
                self.add(self.spec(("metric", channel, metric)))
        self._redraw()

    def _redraw(self) -> None:
        self.lens.update()
        self.heading.note(self.tr("Filtered") if self.lens.active else "")
        for spec, plot in self._plots.values():
            self._draw(spec, plot)
        self._axis.show_span(self._at.wall_s - self.shown_span_s, self._at.wall_s)

    def _draw(self, spec: Spec, plot: Plot) -> None:
        curves = spec.draw(self._at, self.shown_span_s, self._look.theme)
        plot.rename(spec.title, spec.unit)
        plot.is_filtered = self.lens.active
        plot.show_curves(curves, curves[0].figure, self._at.wall_s, self.shown_span_s, self._marks(spec.key))

    def _marks(self, key: Key) -> list[Mark]:
        """What a server sent again is no throughput: it is told beside it, near ones as one."""
        if key[0] not in ("throughput", "rate"):
            return []
        told: list[tuple[float, int]] = []
        for replay in self._session.replays:
            if key not in (("throughput",), ("rate", replay.channel)):
                continue
            if told and replay.at_s - told[-1][0] < self.shown_span_s * NEAR:
                told[-1] = told[-1][0], told[-1][1] + replay.count
            else:
                told.append((replay.at_s, replay.count))
        return [(at_s, self.tr("{count} replayed").format(count=count)) for at_s, count in told]

    @property
    def shown_span_s(self) -> float:
        """The chosen span; for all of it, as far back as anything is known."""
        if self.span_s < FAR_S:
            return self.span_s
        began_s = self._session.began_at_s
        return LEAST_SPAN_S if began_s is None else max(LEAST_SPAN_S, self._at.wall_s - began_s)

    def link(self, *, linked: bool) -> None:
        """Whether the log's filter holds here too."""
        self.lens.linked = linked
        self._redraw()

    def ask_to_save(self, kind: str) -> None:
        """All plots as one picture ("png") or one table ("csv")."""
        self._menu.ask_for_file(None, kind)

    @property
    def span(self) -> tuple[float, float] | None:
        """From when to when it shows."""
        return self._axis.span

    @property
    def utc(self) -> bool:
        return self._look.utc

    def picture(self, plots: Sequence[Plot]) -> QPixmap:
        """Some of its plots as they are seen, for a report."""
        return picture_of(plots, self._axis, self._look)

    def follow_filter(self) -> None:
        """The log's filter is another one."""
        self._redraw()

    def show_span(self, span_s: float) -> None:
        """The span of the menu that comes nearest."""
        wanted_s = min(span_s, FAR_S)
        self.choose_span(*min(SPANS, key=lambda span: abs(min(span[1], FAR_S) - wanted_s)))

    def choose_span(self, name: str, span_s: float) -> None:
        self.span_s = span_s
        self._span.setText(self.tr(name))
        self._redraw()

    def _on_hovered(self, at_s: float) -> None:
        self.point_at(at_s)
        self.pointed.emit(at_s)

    def point_at(self, at_s: float) -> None:
        """Put every plot's crosshair at this moment; NaN takes it away."""
        for plot in self.plots:
            plot.point_at(at_s)

    # -- menus

    def offer_plots(self) -> None:
        """Open the list of what can be plotted, for whoever comes by keys."""
        menu = self._add.menu()
        if menu is not None:
            menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _fill_span(self, menu: QMenu) -> None:
        menu.clear()
        for name, span_s in SPANS:
            action = menu.addAction(self.tr(name))
            action.setCheckable(True)
            action.setChecked(span_s == self.span_s)
            action.triggered.connect(partial(self.choose_span, name, span_s))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._key_at(event.pos().y())
        if key is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._menu.fill_plot(menu, key)
            menu.popup(event.globalPos())

    def _key_at(self, y: float) -> Key | None:
        found = (key for key, (_, plot) in self._plots.items() if plot.y() <= y < plot.y() + plot.height())
        return next(found, None)

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if unpacked(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._point_target(self._key_at(event.position().y()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._point_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Onto a plot it becomes one more curve, beside them a plot of its own."""
        self._point_target(None)
        field = unpacked(event.mimeData())
        if field is not None:
            self.plot_field(*field, self._key_at(event.position().y()))
            event.acceptProposedAction()

    def _point_target(self, target: Key | None) -> None:
        for key, (_, plot) in self._plots.items():
            if plot.is_target is not (key == target):
                plot.is_target = key == target
                plot.update()


__all__ = ["GraphView", "Source", "Spec"]

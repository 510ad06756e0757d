"""Plots one below the other, over one span of time, and the moments below them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.lens import Lens
from watchfloor.core.session.session import Session
from watchfloor.core.workspace.workspace import Graph
from watchfloor.gui.graph.graph_picture import picture_of
from watchfloor.gui.graph.plot import Mark, Plot
from watchfloor.gui.graph.source import Key, Sources
from watchfloor.gui.graph.span import Span, span_of
from watchfloor.gui.graph.spec import Spec
from watchfloor.gui.graph.time_axis import TimeAxis
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import Look

LATENCY_LIMIT_MS = 500.0
MOST_PLOTS, MOST_CURVES = 6, 6
NEAR = 1 / 60  # of the span: two lines so near are one to the eye


class PlotColumn(QWidget):
    """Shows plots of a `Session`, all over the same span. Gives `pointed` with the moment that one points at,
    and `told` with a sentence for the user."""

    pointed = Signal(float)  # NaN: at none
    told = Signal(str)

    def __init__(self, session: Session, look: Look, rows: LogWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.lens = Lens(session, rows)
        self.sources = Sources(session, self.lens, look)
        self._at = Instant(0.0, 0.0)
        self._plots: dict[Key, tuple[Spec, Plot]] = {}
        self.set_aside: tuple[Graph, ...] = ()  # of the workspace, for which there is no room
        self.span_s = 300.0  # as it was chosen
        self.reaches_back = False  # to figures from before we listened
        self.arranged = False  # a person chose what is plotted; else it is the usual
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 2, 14, 4)
        self._column.setSpacing(8)
        self._axis = TimeAxis(look)
        self._column.addWidget(self._axis)

    def minimumSizeHint(self) -> QSize:
        """Large text must not make the window higher than the screen: plots give way."""
        return QSize(self._look.px(160), self._look.px(72))

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
        self._draw(spec, plot, self.shown)

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
        self._draw(spec, plot, self.shown)

    def limit(self, key: Key, threshold: float | None) -> None:
        """Draw a plot's threshold there, or none."""
        spec, plot = self._plots[key]
        self.arranged = True
        plot.threshold = threshold
        self._draw(spec, plot, self.shown)

    # -- drawing

    @property
    def shown(self) -> Span:
        """So much of the chosen span as there is something of."""
        keys = [source.key for spec, _ in self.specs for source in spec.sources]
        since = {key: at_s for key in keys if (at_s := self.sources.since_s(key)) is not None}
        # What a server sends of times before us does not stretch the others, unless one asks for it.
        ours = [at_s for key, at_s in since.items() if is_ours(key)]
        known = list(since.values()) if self.reaches_back else ours or list(since.values())
        known_s = self._at.wall_s - min(known) if known else 0.0
        return span_of(self.span_s, known_s)

    def reach_back(self, *, back: bool) -> None:
        """Whether the picture begins with the earliest figure, though most plots know nothing of it."""
        self.reaches_back = back
        self.redraw()

    def redraw(self) -> None:
        """All of them, as of the moment that was told last."""
        shown = self.shown
        for spec, plot in self._plots.values():
            self._draw(spec, plot, shown)
        self._axis.show_span(self._at.wall_s - shown.shown_s, self._at.wall_s, shown.words)

    def _draw(self, spec: Spec, plot: Plot, shown: Span) -> None:
        curves = spec.draw(self._at, shown.shown_s, self._look.theme)
        plot.rename(spec.title, spec.unit)
        plot.is_filtered = self.lens.active
        plot.has_earlier = self._has_earlier(spec, shown)
        plot.show_curves(
            curves,
            curves[0].figure,
            self._at.wall_s,
            shown.shown_s,
            self._marks(spec.key, shown.shown_s * NEAR),
        )

    def _has_earlier(self, spec: Spec, shown: Span) -> bool:
        """A feed sent figures from before we listened, and the span would have room for them."""
        if not shown.is_open:
            return False
        theirs = [self.sources.since_s(source.key) for source in spec.sources if not is_ours(source.key)]
        return any(since_s is not None and since_s < self._at.wall_s - shown.shown_s for since_s in theirs)

    def _marks(self, key: Key, near_s: float) -> list[Mark]:
        """What a server sent again is no throughput: it is told beside it, near ones as one."""
        if key[0] not in ("throughput", "rate"):
            return []
        told: list[tuple[float, int]] = []
        for replay in self._session.replays:
            if key not in (("throughput",), ("rate", replay.channel)):
                continue
            if told and replay.at_s - told[-1][0] < near_s:
                told[-1] = told[-1][0], told[-1][1] + replay.count
            else:
                told.append((replay.at_s, replay.count))
        return [(at_s, self.tr("{count} replayed").format(count=count)) for at_s, count in told]

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

    # -- where one points

    def _on_hovered(self, at_s: float) -> None:
        self.point_at(at_s)
        self.pointed.emit(at_s)

    def point_at(self, at_s: float) -> None:
        """Put every plot's crosshair at this moment; NaN takes it away."""
        for plot in self.plots:
            plot.point_at(at_s)

    def key_at(self, y: float) -> Key | None:
        """Of the plot that lies there."""
        found = (key for key, (_, plot) in self._plots.items() if plot.y() <= y < plot.y() + plot.height())
        return next(found, None)

    def point_target(self, target: Key | None) -> None:
        """Something that is dragged would go onto this plot."""
        for key, (_, plot) in self._plots.items():
            if plot.is_target is not (key == target):
                plot.is_target = key == target
                plot.update()


def is_ours(key: Key) -> bool:
    """It is measured here, and so known since we listen; a figure of a feed may be older than that."""
    return key[0] != "metric"

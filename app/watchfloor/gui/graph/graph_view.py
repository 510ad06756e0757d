"""The graphs: throughput, latency, and any figure that the feeds send, over one span of time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QVBoxLayout, QWidget

from watchfloor.core.series import quantile_within
from watchfloor.core.session import Change, Session
from watchfloor.core.workspace.workspace import Graph
from watchfloor.gui.graph.plot import Curve, Plot, TimeAxis
from watchfloor.gui.instant import Instant, date_text
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look

SPANS = (("1 min", 60.0), ("5 min", 300.0), ("15 min", 900.0), ("60 min", 3_600.0))
LATENCY_LIMIT_MS = 500.0
MOST_PLOTS = 6
BUCKETS = 60
LEAST_BUCKET_S = 3.0
LEAST_SPAN_S = 60.0
PROGRESS = "progress"


@dataclass(frozen=True)
class Spec:
    """What one plot shows: how it is called, and where its curves and its figure come from."""

    key: tuple[str, ...]
    title: str
    unit: str
    draw: Callable[[Instant, float], tuple[list[Curve], float | None]]
    kept: Graph | None = None  # as the workspace had it


class GraphView(QWidget):
    """Shows figures of a `Session`. The first metric that arrives is plotted by itself; others by choice."""

    # A curve of seconds changes by the second, and is drawn then.
    watches = Change.NOTHING
    every_s = 0.5

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._at = Instant(0.0, 0.0)
        self._drawn_at_s = 0.0
        self._plots: dict[tuple[str, ...], tuple[Spec, Plot]] = {}
        self.arranged = False  # a person chose what is plotted; else it is the usual
        self.span_s = 300.0
        self.heading = Heading(self.tr("Graphs"), look)
        self._add = self._button(self.tr("Add plot"), "+", self._fill_add)
        self._span = self._button(self.tr("Span of time"), "5 min ▾", self._fill_span)
        self.heading.add(self._add)
        self.heading.add(self._span)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 2, 14, 4)
        self._column.setSpacing(8)
        self._axis = TimeAxis(look)
        self._column.addWidget(self._axis)
        self.add(self._throughput())
        self.add(self._latency())
        look.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        """Large text must not make the window higher than the screen: plots give way."""
        return QSize(self._look.px(160), self._look.px(72))

    def _button(self, name: str, text: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(fill, menu))
        button.setMenu(menu)
        return button

    # -- what can be plotted

    def _throughput(self) -> Spec:
        def draw(at: Instant, span_s: float) -> tuple[list[Curve], float | None]:
            times, counts = self._session.throughput.window(at.wall_s, span_s)
            color = self._look.theme.series[0]
            return [Curve("ev/s", color, times, counts)], self._session.throughput.rate(at.wall_s, 10)

        return Spec(("throughput",), self.tr("Throughput, all channels"), "ev/s", draw)

    def _latency(self) -> Spec:
        def draw(at: Instant, span_s: float) -> tuple[list[Curve], float | None]:
            track = self._session.latency
            times, p95 = track.quantiles(at.wall_s, span_s, max(LEAST_BUCKET_S, span_s / BUCKETS), 0.95)
            color = self._look.theme.series[1]
            return [Curve("p95", color, times, p95)], quantile_within(track, at.wall_s, span_s, 0.95)

        return Spec(("latency",), self.tr("Latency p95"), "ms", draw)

    def _channel_rate(self, name: str) -> Spec:
        def draw(at: Instant, span_s: float) -> tuple[list[Curve], float | None]:
            row = self._session.channels.get(name)
            if row is None:
                return [], None
            times, counts = row.tally.window(at.wall_s, span_s)
            return [Curve(name, self._look.theme.series[4], times, counts)], row.rate(at.wall_s)

        return Spec(("rate", name), f"{name} · throughput", "ev/s", draw)

    def _metric(self, channel: str, metric: str) -> Spec:
        def draw(at: Instant, span_s: float) -> tuple[list[Curve], float | None]:
            track = self._session.metrics.get((channel, metric))
            if track is None:
                return [], None
            times, values = track.window(at.wall_s, span_s)
            return [Curve(metric, self._look.theme.series[2], times, values)], track.latest

        return Spec(("metric", channel, metric), f"{channel} · {metric}", "", draw)

    # -- which are plotted

    def add(self, spec: Spec) -> None:
        if spec.key in self._plots or len(self._plots) >= MOST_PLOTS:
            return
        plot = Plot(spec.title, spec.unit, self._look)
        plot.from_zero = spec.key[0] != "metric"
        plot.threshold = LATENCY_LIMIT_MS if spec.key[0] == "latency" else None
        plot.hovered.connect(self._on_hovered)
        if spec.kept is not None:
            plot.threshold = spec.kept.threshold
        self._plots[spec.key] = (spec, plot)
        self._column.insertWidget(self._column.count() - 1, plot, 1)
        self._draw(spec, plot)

    def remove(self, key: tuple[str, ...]) -> None:
        self.arranged = True
        _, plot = self._plots.pop(key)
        self._column.removeWidget(plot)
        plot.deleteLater()

    @property
    def plots(self) -> list[Plot]:
        return [plot for _, plot in self._plots.values()]

    @property
    def specs(self) -> list[tuple[Spec, Plot]]:
        return list(self._plots.values())

    def plot_metric(self, channel: str, metric: str) -> None:
        self.arranged = True
        self.add(self._metric(channel, metric))

    def spec(self, key: tuple[str, ...]) -> Spec:
        """What this key plots: a rate or latency of all, ("rate", channel), ("metric", channel, name)."""
        match key:
            case ("metric", channel, metric):
                return self._metric(channel, metric)
            case ("rate", channel):
                return self._channel_rate(channel)
            case ("latency",):
                return self._latency()
            case _:
                return self._throughput()

    def _choose(self, spec: Spec) -> None:
        self.arranged = True
        self.add(spec)

    def refresh(self, at: Instant) -> None:
        if abs(at.wall_s - self._drawn_at_s) < self.every_s:
            return
        self._at, self._drawn_at_s = at, at.wall_s
        if not self.arranged and not any(key[0] == "metric" for key in self._plots):
            # A progress has a strip of its own.
            telling = (key for key in self._session.metrics if key[1] != PROGRESS)
            for channel, metric in islice(telling, 1):
                self.add(self._metric(channel, metric))
        for spec, plot in self._plots.values():
            self._draw(spec, plot)
        self._axis.show_span(self._at.wall_s - self.shown_span_s, self._at.wall_s)

    def _draw(self, spec: Spec, plot: Plot) -> None:
        span_s = self.shown_span_s
        curves, figure = spec.draw(self._at, span_s)
        plot.show_curves(curves, figure, self._at.wall_s, span_s)

    @property
    def shown_span_s(self) -> float:
        """The chosen span; as long as nothing is known for so long, what is known."""
        began_s = self._session.began_at_s
        if began_s is None:
            return self.span_s
        return min(self.span_s, max(LEAST_SPAN_S, self._at.wall_s - began_s))

    def show_span(self, span_s: float) -> None:
        """The span of the menu that comes nearest."""
        self.choose_span(*min(SPANS, key=lambda span: abs(span[1] - span_s)))

    def choose_span(self, name: str, span_s: float) -> None:
        self.span_s = span_s
        self._span.setText(f"{name} ▾")
        for spec, plot in self._plots.values():
            self._draw(spec, plot)

    def _on_hovered(self, at_s: float) -> None:
        for plot in self.plots:
            plot.point_at(at_s)

    # -- menus

    def _fill_span(self, menu: QMenu) -> None:
        menu.clear()
        for name, span_s in SPANS:
            menu.addAction(name).triggered.connect(partial(self.choose_span, name, span_s))

    def _fill_add(self, menu: QMenu) -> None:
        menu.clear()
        specs = [self._throughput(), self._latency()]
        specs += [self._metric(*key) for key in self._session.metrics]
        specs += [self._channel_rate(name) for name in self._session.channels]
        for spec in [spec for spec in specs if spec.key not in self._plots][:40]:
            menu.addAction(spec.title).triggered.connect(partial(self._choose, spec))
        menu.setEnabled(len(self._plots) < MOST_PLOTS)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = next((k for k, (_, plot) in self._plots.items() if plot.geometry().contains(event.pos())), None)
        if key is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Save as picture…")).triggered.connect(partial(self._save, key, "png"))
        menu.addAction(self.tr("Save as CSV…")).triggered.connect(partial(self._save, key, "csv"))
        menu.addAction(self.tr("Remove")).triggered.connect(partial(self.remove, key))
        menu.popup(event.globalPos())

    def _save(self, key: tuple[str, ...], kind: str) -> None:
        dialog = QFileDialog(self, self.tr("Save plot"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.export, key, kind))
        dialog.open()

    def export(self, key: tuple[str, ...], kind: str, path: str) -> None:
        """Write a plot as it is seen, as a picture or as a table."""
        _, plot = self._plots[key]
        if kind == "png":
            plot.grab().save(path)
        else:
            with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
                file.write(csv_text(plot))


def csv_text(plot: Plot) -> str:
    """The points of a plot: one line each, gaps as empty values."""
    lines = ["time,unix_s,series,value"]
    for curve in plot.curves:
        for at_s, value in zip(curve.times.tolist(), curve.values.tolist(), strict=True):
            shown = "" if value != value else repr(value)
            lines.append(f"{date_text(at_s, utc=True)},{at_s:.3f},{safe_cell(curve.name)},{shown}")
    return "\r\n".join(lines) + "\r\n"


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    guarded = f"'{text}" if text[:1] in "=+-@\t\r" else text
    return '"' + guarded.replace('"', '""') + '"' if any(c in guarded for c in ',"\r\n') else guarded

"""What can be done with the graphs by hand: add plots and curves, set a threshold, save."""

import re
from collections.abc import Callable
from functools import partial
from math import isfinite, nan
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu

from watchfloor.core.error import KnownError
from watchfloor.gui.graph.curve import figure_text
from watchfloor.gui.graph.graph_file import save_picture, save_table
from watchfloor.gui.graph.plot_column import PlotColumn
from watchfloor.gui.graph.source import Key
from watchfloor.gui.instant import date_text
from watchfloor.gui.style.file_dialog import file_dialog
from watchfloor.gui.style.literal import as_item

OFFERED = 40
LONGEST_NAME = 80


class GraphMenu(QObject):
    """Fills the menus of one `PlotColumn`."""

    def __init__(self, view: PlotColumn) -> None:
        super().__init__(view)
        self._view = view
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def fill_add(self, menu: QMenu) -> None:
        menu.clear()
        view = self._view
        for source in [each for each in view.sources.offered() if not view.shows(each.key)][:OFFERED]:
            action = menu.addAction(as_item(source.title))
            action.triggered.connect(partial(view.choose, source.key))
            action.setEnabled(not view.is_full)
        menu.addSeparator()
        self._saving(menu, None)

    def fill_plot(self, menu: QMenu, key: Key) -> None:
        view = self._view
        spec, plot = view.plot_of(key)
        beside = menu.addMenu(self.tr("Add a curve"))
        for source in [each for each in view.sources.offered() if not view.shows(each.key)][:OFFERED]:
            action = beside.addAction(as_item(source.title))
            action.triggered.connect(partial(view.add_curve, key, source.key))
        beside.setEnabled(not beside.isEmpty())
        if len(spec.sources) > 1:
            less = menu.addMenu(self.tr("Remove a curve"))
            for source in spec.sources:
                action = less.addAction(as_item(source.title))
                action.triggered.connect(partial(view.remove_curve, key, source.key))
        known = "" if plot.threshold is None else f" ({figure_text(plot.threshold)})"
        menu.addAction(self.tr("Threshold…") + known).triggered.connect(partial(self.ask_for_limit, key))
        earlier = menu.addAction(self.tr("Show earlier figures too"))
        earlier.setCheckable(True)
        earlier.setChecked(view.reaches_back)
        earlier.toggled.connect(lambda back: view.reach_back(back=back))
        menu.addSeparator()
        self._saving(menu, key)
        menu.addSeparator()
        menu.addAction(self.tr("Remove")).triggered.connect(partial(view.remove, key))

    def _saving(self, menu: QMenu, key: Key | None) -> None:
        """For one plot, or for all."""
        words = (
            (self.tr("Save as picture…"), self.tr("Save as CSV…"))
            if key is not None
            else (self.tr("Save all as picture…"), self.tr("Save all as CSV…"))
        )
        for name, kind in zip(words, ("png", "csv"), strict=True):
            menu.addAction(name).triggered.connect(partial(self.ask_for_file, key, kind))

    # -- what is asked for

    def ask_for_limit(self, key: Key) -> None:
        _, plot = self._view.plot_of(key)
        dialog = QInputDialog(self._view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Threshold"))
        dialog.setLabelText(self.tr("A line is drawn at this figure. Nothing: no line."))
        dialog.setTextValue("" if plot.threshold is None else f"{plot.threshold:g}")
        dialog.textValueSelected.connect(partial(self.limit, key))
        dialog.open()

    def limit(self, key: Key, text: str) -> None:
        """Draw a threshold at the figure that was written, or say that it is none."""
        try:
            figure = float(text.replace(",", ".")) if text.strip() else None
        except ValueError:
            figure = nan
        if figure is not None and not isfinite(figure):
            self._view.told.emit(self.tr("“{text}” is no number.").format(text=text))
            return
        self._view.limit(key, figure)

    def ask_for_file(self, key: Key | None, kind: str) -> None:
        dialog = file_dialog(self._view, self.tr("Save plot"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Pictures (*.png)") if kind == "png" else self.tr("CSV (*.csv)"))
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self.name(key, kind))
        dialog.fileSelected.connect(lambda name: self.save(key, kind, Path(name)))
        dialog.open()

    def name(self, key: Key | None, kind: str) -> str:
        """After what is plotted and until when; good for any disk."""
        title = self.tr("Graphs") if key is None else self._view.plot_of(key)[0].title
        until = "" if self._view.span is None else date_text(self._view.span[1], utc=self._view.utc)
        words = re.sub(r"[^\w.-]+", " ", f"{title} {until.replace(':', '')}")
        return f"{words[:LONGEST_NAME].strip(' .')}.{kind}"

    def save(self, key: Key | None, kind: str, path: Path) -> None:
        """Write a plot, or all of them, as it is seen or as a table; what goes wrong is told."""
        view = self._view
        self._folder = str(path.parent)
        chosen = [plot for spec, plot in view.specs if key is None or spec.key == key]
        write: Callable[[], None]
        if kind == "png":
            write = partial(save_picture, view.picture(chosen), path)
        else:
            write = partial(save_table, [curve for plot in chosen for curve in plot.curves], path)
        try:
            write()
        except KnownError as error:
            view.told.emit(str(error))
        else:
            view.told.emit(self.tr("Saved as {path}.").format(path=path))

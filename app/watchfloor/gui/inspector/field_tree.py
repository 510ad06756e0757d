"""The tree of an event's fields. A figure in it can be dragged onto the graphs."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from watchfloor.gui.graph.field_drag import packed


class FieldTree(QTreeWidget):
    """`figure_of` tells the channel and the path of a node that holds a number, else None."""

    def __init__(
        self,
        figure_of: Callable[[QTreeWidgetItem], tuple[str, str] | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figure_of = figure_of
        self.setDragEnabled(True)

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """What is dragged; nothing of it where it is no figure."""
        figure = self._figure_of(items[0]) if items else None
        return QMimeData() if figure is None else packed(*figure)

"""Which mark of the map is meant: the one that is chosen, and the one under the pointer."""

from PySide6.QtCore import QObject, QPointF, Signal

from watchfloor.gui.map.cluster import Cluster
from watchfloor.gui.map.layer import MarkLayer
from watchfloor.gui.map.sight import Sight

NEAR_PX = 9


class Pick(QObject):
    """Gives `changed` when another mark is chosen, and `marker_chosen` with its event's channel and number
    when it was by the pointer."""

    changed = Signal()
    marker_chosen = Signal(str, int)

    def __init__(self, layer: MarkLayer, sight: Sight, parent: QObject) -> None:
        super().__init__(parent)
        self._layer = layer
        self._sight = sight
        self.chosen: tuple[str, int] | None = None

    def choose(self, channel: str, seq: int) -> None:
        """The mark of this event is meant."""
        self.chosen = (channel, seq)
        self.changed.emit()

    def under(self, at: QPointF) -> Cluster | None:
        """The mark that the pointer is on, or near enough to."""
        return self._layer.under(at, NEAR_PX)

    def press(self, at: QPointF) -> None:
        """A cluster of several places opens; a single place leads to its newest, most severe event."""
        cluster = self.under(at)
        if cluster is None:
            return
        if cluster.count > 1 and cluster.spread:
            self._sight.zoom(2.2, at)
        else:
            self.choose(cluster.best.channel, cluster.best.seq)
            self.marker_chosen.emit(cluster.best.channel, cluster.best.seq)

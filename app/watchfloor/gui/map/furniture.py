"""What stands on the map and keeps its corner: the controls, the legend, and what was cleared."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from watchfloor.gui.map.cleared_note import ClearedNote
from watchfloor.gui.map.map_bar import Legend, MapBar
from watchfloor.gui.style.look import Look

EDGE_PX = 12
LEGEND_FROM = 190  # a map lower than this, at normal text, has no room for it


class Furniture:
    """Places the `bar`, the `legend` and the note of what was `cleared` on a map."""

    def __init__(self, ground: QWidget, look: Look) -> None:
        self._ground = ground
        self._look = look
        self.bar = MapBar(look, ground)
        self.legend = Legend(look, ground)
        self.cleared = ClearedNote(ground)
        self.cleared.dismissed.connect(self.place)

    def say_cleared(self, count: int) -> None:
        """So many marks could be brought back."""
        if self.cleared.say(count):
            self.place()

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self.bar.is_left_out = self.cleared.is_left_out = left_out
        self.place()

    def place(self) -> None:
        ground, legend, cleared = self._ground, self.legend, self.cleared
        self.bar.fit(ground.width() - 2 * EDGE_PX)
        self.bar.move(EDGE_PX, EDGE_PX)
        legend.fit(ground.width() - 2 * EDGE_PX)
        below_px = ground.height() - self.bar.geometry().bottom() - EDGE_PX
        cleared.fit(ground.width() - 2 * EDGE_PX, below_px)
        cleared.move(EDGE_PX, ground.height() - cleared.height() - EDGE_PX)
        left = ground.width() - legend.width() - EDGE_PX
        legend.move(left, ground.height() - legend.height() - EDGE_PX)
        # A low map has no room for the legend: it would hide the marks.
        is_free = cleared.isHidden() or cleared.geometry().right() < left
        legend.setVisible(is_free and ground.height() >= self._look.px(LEGEND_FROM))

    @property
    def room_for_names(self) -> QRectF:
        """Where names of places collide with no control."""
        ground = self._ground
        top = 4 if self.bar.isHidden() else self.bar.geometry().bottom() + 2
        return QRectF(4, top, ground.width() - 8, ground.height() - 46)

    @property
    def covered(self) -> QRegion:
        """Where nothing of the map is seen."""
        covered = QRegion() if self.bar.isHidden() else self.bar.covered.translated(self.bar.pos())
        for part in (self.legend, self.cleared):
            if not part.isHidden():
                covered += part.geometry()
        return covered

"""How large a window of its own is: no larger than its screen, however large the text."""

from PySide6.QtWidgets import QWidget

from watchfloor.gui.style.look import Look

BESIDE_PX, AROUND_PX = 40, 80  # what a desktop's own panels and a title bar take


def fit(window: QWidget, look: Look, width: float, height: float) -> None:
    """Give it this size, told for text of normal size, as far as there is room for it."""
    room = window.screen().availableGeometry()
    window.resize(
        min(look.px(width), room.width() - BESIDE_PX), min(look.px(height), room.height() - AROUND_PX)
    )

"""A view: how much each feed has brought, the busiest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from watchfloor.core.session.session import Change, Session
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import Look


class TallyView(QLabel):
    """Shows the channels of a `Session`. Gives no signals."""

    watches = Change.COUNTS | Change.CHANNELS

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setTextFormat(Qt.TextFormat.PlainText)  # a feed's name is a stranger's
        self.setFont(look.font(12))
        self.setMargin(look.px(12))
        self.setAccessibleName(self.tr("How much each feed has brought"))

    def refresh(self, _at: Instant) -> None:
        rows = sorted(self._session.channels.values(), key=lambda row: -row.totals.stored)
        words = "\n".join(f"{row.totals.stored:,}  {row.name}" for row in rows)
        if words != self.text():  # what did not change is not drawn
            self.setText(words)

"""What a person did at earlier starts: filters that were used, alerts that were seen or cleared."""

from collections.abc import Collection, Sequence

import msgspec
from PySide6.QtCore import QObject

from watchfloor.core.error import KnownError
from watchfloor.core.happening import AlertRaised
from watchfloor.core.watch.alert import MOST_ALERTS, AlertBook, renamed_marks
from watchfloor.core.watch.keepsake import Memory
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.shelf import Kept


class Recollection(QObject):
    """Brings both back, and keeps them as they change."""

    def __init__(self, window: MainWindow, book: AlertBook, memory: Kept[Memory]) -> None:
        super().__init__(window)
        self._window = window
        self._book = book
        self._memory = memory
        window.filter_box.recall(memory.value.filters)
        window.filter_box.history_changed.connect(self._on_history_changed)

    def recall_alerts(self, raised: Sequence[AlertRaised]) -> None:
        """Show the alerts that the journal tells of."""
        self._book.recall(raised, set(self._memory.value.seen), set(self._memory.value.cleared))

    def keep_alerts(self, cleared: Collection[str] = ()) -> None:
        """Alerts were seen, or cleared: these, by their marks."""
        seen = tuple(alert.mark for alert in self._book.alerts if alert.acknowledged)
        every = (*self._memory.value.cleared, *cleared)[-MOST_ALERTS:]
        self._put(msgspec.structs.replace(self._memory.value, seen=seen, cleared=every))

    def rename(self, before: str, after: str) -> None:
        """A channel has another name: what was cleared of it stays so."""
        memory = self._memory.value
        seen, cleared = (renamed_marks(marks, before, after) for marks in (memory.seen, memory.cleared))
        if (seen, cleared) != (memory.seen, memory.cleared):
            self._put(msgspec.structs.replace(memory, seen=seen, cleared=cleared))

    def _on_history_changed(self) -> None:
        filters = self._window.filter_box.history
        self._put(msgspec.structs.replace(self._memory.value, filters=filters))

    def _put(self, memory: Memory) -> None:
        try:
            self._memory.put(memory)
        except KnownError as error:
            self._window.tell(str(error))

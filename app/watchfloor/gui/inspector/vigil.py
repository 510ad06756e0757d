"""Looks after all feeds while they run: what is wrong with one is told without anybody asking."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from watchfloor.core.diagnosis.finding import Finding
from watchfloor.services.channel.channel import Channel
from watchfloor.services.work.roster import Roster

EVERY_S = 1.0
AGAIN_S = 10.0  # until the same feed has its turn again: what is looked into is some minutes long


class Vigil(QObject):
    """One feed a turn, so that hundreds cost no more than ten, and one seldom.

    A cause that neither the state nor the colour of a feed tells (it is open, and what comes is not as it
    should be) becomes a row of its own in the log, once while the window is open.
    """

    def __init__(
        self, roster: Roster, examine: Callable[[str], list[Finding]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._roster = roster
        self._examine = examine
        self._told: set[tuple[str, str]] = set()
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setInterval(round(EVERY_S * 1000))
        self._timer.timeout.connect(self.turn)
        self._timer.start()

    def turn(self) -> None:
        """Look at the next feed."""
        names = list(self._roster.hub.channels)
        if not names:
            return
        self._timer.setInterval(round(max(EVERY_S, AGAIN_S / len(names)) * 1000))
        place = names.index(self._last) + 1 if self._last in names else 0
        self._last = names[place % len(names)]
        channel = self._roster.hub.channels[self._last]
        if channel.connection.opened is not None and channel.running:
            self._look_at(channel)

    def _look_at(self, channel: Channel) -> None:
        name = channel.feed.name
        for finding in self._examine(name):
            key = (name, finding.id)
            if not finding.is_weakness and key not in self._told:
                self._told.add(key)
                channel.standing.warn(finding.id, finding.title)

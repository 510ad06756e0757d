"""The channels as Qt sees them: one row each, in the order they were added."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.text.numeral import grouped
from watchfloor.core.text.speech import said
from watchfloor.gui.channel.face import Face, face_of
from watchfloor.gui.instant import Instant, ago_text
from watchfloor.gui.style.literal import as_tip

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
# What a person can do at once about a state, and what the button says.
REMEDIES = {
    ChannelState.RECONNECTING: "Retry now",
    ChannelState.FAILED: "Retry now",
    ChannelState.BLOCKED: "Reset",
    ChannelState.PAUSED: "Resume",
    ChannelState.IDLE: "Connect",
}

_ACTIONS = {
    ChannelState.RECONNECTING: "retry_now",
    ChannelState.FAILED: "retry_now",
    ChannelState.BLOCKED: "reset_breaker",
    ChannelState.PAUSED: "resume",
    ChannelState.IDLE: "start",
}

# Who was refused for good for these would be refused again: a person changes something first.
_SIGN_IN = ("unauthorized", "login-page")
_EDIT = (
    "proxy-unauthorized", "not-found", "refused-status", "redirect", "wrong-content-type", "bad-request",
    "tls", "tls-untrusted", "tls-wrong-host",
)  # fmt: skip
IN_WINDOW = {"sign_in": "feed.sign-in", "edit": "feed.edit"}  # what a window opens for: its command


def remedy_of(status: Status) -> tuple[str, str]:
    """What the button says, and what it asks for; two empty words where there is nothing to do."""
    if status.recorded:
        return "", ""
    if status.state is ChannelState.FAILED and status.code in _SIGN_IN:
        return said("Sign in"), "sign_in"
    if status.state is ChannelState.FAILED and status.code == "withheld":
        return said("Decide…"), "edit"
    if status.quiet:
        return said("Retry now"), "retry_now"
    if status.unreadable or (status.state is ChannelState.FAILED and status.code in _EDIT):
        return said("Edit…"), "edit"
    return said(REMEDIES.get(status.state, "")), _ACTIONS.get(status.state, "")


class ChannelModel(QAbstractListModel):
    """`refresh` tells Qt which rows look different now."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.at = Instant(0.0, 0.0)
        self._names: list[str] = []
        self._faces: dict[int, Face] = {}

    def refresh(self, at: Instant, places: Callable[[], range] | None = None) -> None:
        """All rows, or those at these places: others are asked once they come into sight."""
        self.at = at
        names, before = list(self.session.channels), self._faces
        is_anew = names != self._names
        if is_anew:
            self.beginResetModel()
            self._names = names
            self.endResetModel()
        rows = self.session.channels
        seen = range(len(names)) if places is None else places()
        self._faces = {place: face_of(rows[names[place]], at) for place in seen}
        for place, face in self._faces.items():
            if not is_anew and face != before.get(place):
                index = self.index(place)
                self.dataChanged.emit(index, index)

    @property
    def names(self) -> list[str]:
        return self._names

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def name_at(self, row: int) -> str:
        return self._names[row] if 0 <= row < len(self._names) else ""

    def row_of(self, name: str) -> int:
        return self._names.index(name) if name in self._names else -1

    def channel(self, index: Index) -> ChannelRow | None:
        return self.session.channels.get(self.name_at(index.row()))

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.channel(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(self._details(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                unsafe = said("The certificate is not checked.") if row.insecure else ""
                return f"{row.name}. {row.words(self.at.monotonic_s)}. {_unread(row)} {unsafe}".rstrip()
            case _:
                return row if role == ROW else None

    def _details(self, row: ChannelRow) -> str:
        """The full indicator: everything that the row has no room for."""
        status = row.status
        last_s = row.last_event_at_s
        lines = [
            row.name,
            said("The certificate is not checked.") if row.insecure else "",
            row.words(self.at.monotonic_s),
            said(status.reason) if status.state is not ChannelState.FAILED else "",
            said(status.advice) if status.state is not ChannelState.FAILED else "",
            f"{row.method} {row.url}" if row.url else "",
            said("{count} events kept, {unread}").format(
                count=grouped(row.totals.stored), unread=_unread(row)
            ),
            said("{count} held back by its pace").format(count=grouped(row.held_back))
            if row.held_back
            else "",
            ""
            if last_s is None
            else said("Last event {span} ago").format(span=ago_text(self.at.wall_s - last_s)),
            said("Last event id {id}").format(id=row.last_event_id) if row.last_event_id else "",
        ]
        return "\n".join(line for line in lines if line)


def _unread(row: ChannelRow) -> str:
    return said("{count} unread").format(count=row.unread)

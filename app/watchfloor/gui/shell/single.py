"""One window for one user: a second start hands its words to the first and ends."""

import hashlib
import os
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_500
MOST_BYTES = 64 << 10
TAKEN = b"taken\n"
LONGEST_BYTES = 100  # of a socket's path: macOS bears 104, Linux 108


def server_name(folder: Path) -> str:
    """One for each user and each home: on Windows a pipe, elsewhere a socket.

    A socket's path is bounded: where the folder for temporary files is too deep, it is in /tmp.
    """
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = "watchfloor-" + hashlib.sha256(f"{user} {folder}".encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return name
    places = (os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("TMPDIR", ""))
    sockets = [f"{place}/{name}" for place in places if place.startswith("/") and os.access(place, os.W_OK)]
    return next((each for each in sockets if len(os.fsencode(each)) <= LONGEST_BYTES), f"/tmp/{name}")  # noqa: S108


def hand_over(name: str, words: list[str]) -> bool:
    """Give our arguments to the first start. False when there is none that answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(msgspec.json.encode(words) + b"\n")
    answered = socket.waitForBytesWritten(WAIT_MS) and socket.waitForReadyRead(WAIT_MS)
    taken = answered and bytes(socket.readAll().data()) == TAKEN
    socket.disconnectFromServer()
    return bool(taken)


class FirstStart(QObject):
    """Listens for later starts. Gives `asked` with the words of each, a list of strings."""

    asked = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sockets: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # Nobody answered there, so what is left of it belongs to a start that was brought down.
        QLocalServer.removeServer(name)
        self.listening = self._server.listen(name)

    def close(self) -> None:
        self._server.close()
        for socket in self._sockets:
            socket.disconnected.disconnect(self._on_gone)
            socket.disconnectFromServer()
        self._sockets.clear()

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setReadBufferSize(MOST_BYTES)
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(self._on_gone)
            self._sockets.append(socket)
        self._on_ready()

    def _on_gone(self) -> None:
        """Let go of those who have gone; Qt deletes them with the server or when it next can."""
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        for socket in [each for each in self._sockets if each.state() is gone]:
            self._sockets.remove(socket)
            socket.deleteLater()

    def _on_ready(self) -> None:
        for socket in list(self._sockets):
            if socket.canReadLine():
                self._take(socket)
            elif socket.bytesAvailable() >= MOST_BYTES:
                socket.disconnectFromServer()

    def _take(self, socket: QLocalSocket) -> None:
        try:
            words = msgspec.json.decode(bytes(socket.readLine().data()), type=list[str])
        except msgspec.DecodeError:
            socket.disconnectFromServer()
            return
        socket.write(TAKEN)
        socket.flush()
        self.asked.emit(words)

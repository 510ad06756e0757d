"""One window for one user: a second start hands its words to the first and ends."""

import hashlib
import os
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_500
MOST_BYTES = 64 << 10
TAKEN = b"taken\n"


def server_name(folder: Path) -> str:
    """One for each user and each home."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "watchfloor-" + hashlib.sha256(f"{user} {folder}".encode()).hexdigest()[:16]


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
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # Nobody answered there, so what is left of it belongs to a start that was brought down.
        QLocalServer.removeServer(name)
        self.listening = self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_ready(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._on_ready(socket)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MOST_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            words = msgspec.json.decode(bytes(socket.readLine().data()), type=list[str])
        except msgspec.DecodeError:
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        self.asked.emit(words)

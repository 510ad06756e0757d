"""A large file looked through in the background, after a program that wrote it ended badly."""

import threading
from collections.abc import Callable
from pathlib import Path

import apsw

from watchfloor.core.error import KnownError
from watchfloor.journal import file


class Checkup:
    """Reads all pages on a connection of its own; `on_damage` is called, on its thread, if one is damaged."""

    def __init__(self, path: Path, on_damage: Callable[[], None]) -> None:
        self._path = path
        self._on_damage = on_damage
        self._stopped = False
        self._connection: apsw.Connection | None = None
        self._thread = threading.Thread(target=self._run, name="journal-checkup", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._connection = file.open_read(self._path)
            found = None if self._stopped else self._connection.execute("PRAGMA quick_check(1)").get
            if found not in (None, "ok"):
                self._on_damage()
        except apsw.InterruptError:
            pass
        except file.READ_ERRORS as error:
            if isinstance(file.known(error, self._path), file.JournalDamagedError):
                self._on_damage()
        except file.JournalDamagedError:
            self._on_damage()
        except KnownError:
            pass  # it cannot be read right now; whoever needs it will say so
        finally:
            if self._connection is not None:
                self._connection.close(True)
                self._connection = None

    def stop(self) -> None:
        """Break off, and wait for the end."""
        self._stopped = True
        while self._thread.is_alive():
            connection = self._connection
            if connection is not None:
                try:
                    connection.interrupt()
                except apsw.ConnectionClosedError:
                    return
            self._thread.join(0.01)

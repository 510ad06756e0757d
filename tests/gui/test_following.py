"""One workspace after another in the same program: of those that were left there is nothing any more."""

import asyncio
import signal
import weakref
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from watchfloor.core.session.session import Session
from watchfloor.core.workspace.workspace import Workspace
from watchfloor.desktop import Loop, present
from watchfloor.gui.feed.workspace_menu import WorkspaceMenu
from watchfloor.gui.option import Options
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.work.workspace_file import WorkspaceFile

TIMES = 3
DEADLINE_S = 90.0
LOOK_EVERY_MS = 10


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[Any]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    qapp.setQuitOnLastWindowClosed(False)  # as the program has it
    loop = Loop(qapp)
    asyncio.set_event_loop(loop)
    with loop:
        yield loop
    asyncio.set_event_loop(None)
    qapp.setQuitOnLastWindowClosed(True)
    for number, handler in before.items():
        signal.signal(number, handler)


def windows() -> list[MainWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]


def opened() -> list[MainWindow]:
    """Those in which another workspace can be opened."""
    return [each for each in windows() if each.isVisible() and each.findChild(WorkspaceMenu) is not None]


class User:
    """Opens each workspace in the place of the one before, and closes the last window.

    A timer drives them, for they outlive each showing's turn of the loop. `saw` is how many widgets there
    were in each, and its session.
    """

    def __init__(self, paths: list[Path]) -> None:
        self.saw: list[tuple[int, weakref.ref[Session]]] = []
        self._steps = self._work(paths)
        self._deadline_s = monotonic() + DEADLINE_S
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)
        self._timer.start(LOOK_EVERY_MS)

    def _work(self, paths: list[Path]) -> Iterator[None]:
        for path in paths:
            while not opened():
                yield
            (window,) = windows()
            self.saw.append((len(QApplication.allWidgets()), weakref.ref(window.session)))
            menu = window.findChild(WorkspaceMenu)
            assert menu is not None
            menu.switch_asked.emit(path)
            del menu, window
            while opened():
                yield
        while not opened():
            yield

    def _step(self) -> None:
        if next(self._steps, self) is self or monotonic() > self._deadline_s:
            self._timer.stop()
            for each in windows():
                each.close()


def test_of_a_workspace_that_was_left_nothing_stays(
    loop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    paths = [tmp_path / f"{number}.toml" for number in range(TIMES + 1)]
    for path in paths:
        WorkspaceFile(path).save(Workspace())
    user = User(paths[1:])
    present(Options(workspace=paths[0]), loop, CrashDesk(None), None)
    widgets = [count for count, _session in user.saw]
    assert len(widgets) == TIMES
    assert max(widgets[1:]) <= widgets[0] + 20, "one window alone has some hundreds"
    assert [session for _count, session in user.saw if session() is not None] == []

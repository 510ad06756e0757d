"""Real widgets, offscreen: a look, a scene full of events, and no timer left running."""

import asyncio
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK
from watchfloor.services.work.workspace_desk import new_workspace

PATIENCE_MS = 60_000
# What the offscreen platform says of windows with a least size, and of popups; no screen's platform does.
OFFSCREEN = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/gui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


class PatientBot(QtBot):
    """Waits for what comes as long as a machine under load may take: whoever has it goes on at once."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815 - its own names
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_running_timer(qapp: QApplication) -> Iterator[None]:
    """When a test ends, no timer of a widget that is still shown runs on."""
    qapp.setStyle("Fusion")
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
    left = [
        (type(widget).__name__, timer.interval())
        for widget in qapp.topLevelWidgets()
        for timer in widget.findChildren(QTimer)
        if timer.isActive() and timer.parent() is not None and _ours(timer)
    ]
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    # The loop that would delete them does not run between tests.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not left, f"timers left running: {left}"


def _ours(timer: QTimer) -> bool:
    """Qt's own widgets have timers too; ours belong to our classes."""
    parent = timer.parent()
    return parent is not None and type(parent).__module__.startswith("watchfloor")


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One that is never run: handles belong to it."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    look = Look(DARK)
    look.apply()
    return look


@pytest.fixture
def scene() -> Scene:
    """Five minutes of all five systems."""
    scene = Scene()
    scene.fill()
    return scene


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps what is its own: nothing of this machine's, and no keyring."""
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return tmp_path / "home"


@pytest.fixture
def workspace(home: Path) -> Path:
    """One without feeds."""
    path = home.parent / "shift.toml"
    new_workspace(path)
    return path


def colors_in(widget: QWidget) -> set[str]:
    """The colours that a widget shows, as #rrggbb."""
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

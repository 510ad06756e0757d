"""A window with everything around it, kept in a folder of the test's own."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, Scene
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look
from watchfloor.gui.window import MainWindow
from watchfloor.services.crash import CrashDesk


def surround_of(
    scene: Scene,
    look: Look,
    qtbot: QtBot,
    folder: Path | None = None,
    *,
    environment: dict[str, str] | None = None,
    restore: bool = True,
    updatable: bool = True,
) -> Surround:
    window = MainWindow(scene.session, look, clock=lambda: scene.at)
    qtbot.addWidget(window)
    reports = None if folder is None else folder / "reports"
    surround = Surround(
        window,
        folder,
        CrashDesk(reports),
        environment=environment or {},
        clock=lambda: scene.at,
        updatable=updatable,
    )
    if not surround.open(restore=restore):
        window.resize(1_400, 850)
    window.show()
    return surround


__all__ = ["AT", "surround_of"]

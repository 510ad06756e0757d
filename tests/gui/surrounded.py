"""A window with everything around it, kept in a folder of the test's own."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, Scene
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.place import Place
from watchfloor.services.work.workspace_desk import WorkspaceDesk


def surround_of(
    scene: Scene,
    look: Look,
    qtbot: QtBot,
    folder: Path | None = None,
    *,
    environment: dict[str, str] | None = None,
    restore: bool = True,
    is_work: bool = True,
    updatable: bool = True,
) -> Surround:
    window = MainWindow(scene.session, look, clock=lambda: scene.at)
    qtbot.addWidget(window)
    place = None if folder is None else Place(folder / "data", folder / "state", folder)
    desk = WorkspaceDesk(place)
    desk.load()
    reports = None if folder is None else folder / "reports"
    surround = Surround(
        window,
        folder,
        CrashDesk(reports),
        desk=desk,
        environment=environment or {},
        clock=lambda: scene.at,
        updatable=updatable,
    )
    if not surround.open(restore=restore, is_work=is_work):
        window.resize(1_400, 850)
    window.show()
    if folder is not None:
        surround.follow()
    return surround


__all__ = ["AT", "surround_of"]

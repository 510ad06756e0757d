"""Whatever is pressed, in whatever order: nothing fails, ledgers balance, and the window still answers."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.gui.monkey import Monkey
from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor.gui.style.look import Look

SECONDS = float(os.environ.get("WATCHFLOOR_MONKEY_SECONDS", "180"))
ACTS = 200


def put_away(application: QApplication) -> None:
    """Menus and dialogs that are still open."""
    while (popup := application.activePopupWidget()) is not None:
        popup.close()
    for each in application.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()


@pytest.mark.parametrize("seed", [3, 4])
def test_a_window_bears_commands_in_any_order(
    scene: Scene, look: Look, qtbot: QtBot, qapp: QApplication, tmp_path: Path, seed: int
) -> None:
    surround = surround_of(scene, look, qtbot, tmp_path)
    window = surround.window
    monkey = Monkey(window, random.Random(seed), tmp_path)
    for _ in range(ACTS):
        monkey.act_at_once()
        qapp.processEvents()
        put_away(qapp)
    assert not surround.shelter.faces, monkey.done
    assert all(row.totals.balanced for row in scene.session.channels.values())
    window.show()
    window.filter_box.setText("")
    window.filter_box.apply()
    event = scene.world(5, 0)
    window.refresh_all()
    assert window.log.reveal(event.channel, event.seq) or window.log.window_of_rows.narrowed
    assert not window.grab().isNull()


@pytest.mark.soak
@pytest.mark.timeout(SECONDS + 120)
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_the_demo_bears_whatever_is_pressed(seed: int) -> None:
    command = [sys.executable, "-m", "tests.gui.monkey", str(SECONDS), str(seed)]
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-4_000:]

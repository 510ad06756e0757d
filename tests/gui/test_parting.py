"""A start that fails says why also where there is no terminal."""

import io
import os
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.showing import showing
from watchfloor.gui.shell.parting import nobody_reads, part, parting
from watchfloor.gui.showing import Options


def test_the_reason_is_plain_text(qtbot: QtBot) -> None:
    box = parting("night.toml cannot be read.\nLine 3: <b>oh</b>")
    qtbot.addWidget(box)
    assert box.text() == "night.toml cannot be read.\nLine 3: <b>oh</b>"
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_it_is_shown_where_there_is_a_screen_and_no_terminal() -> None:
    leader, follower = os.openpty()
    with os.fdopen(follower, "w") as terminal:
        assert not nobody_reads(terminal, "xcb")
    os.close(leader)
    assert nobody_reads(io.StringIO(), "xcb")
    assert nobody_reads(None, "windows")
    assert not nobody_reads(io.StringIO(), "offscreen")


async def test_what_is_to_be_known_stands_above_the_work(home: Path, workspace: Path, qapp: object) -> None:
    opened = Options(workspace=workspace, told="shift.toml cannot be read.")
    async with showing(opened, home / "config") as shown:
        assert shown.surround.notice.words == "shift.toml cannot be read."


def test_without_a_screen_nobody_is_waited_for(qtbot: QtBot) -> None:
    part("It cannot be read.")

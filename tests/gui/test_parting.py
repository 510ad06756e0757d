"""A start that fails says why also where there is no terminal."""

import io
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.showing import showing
from watchfloor.gui.shell.parting import nobody_reads, part, parting
from watchfloor.gui.showing import Options
from watchfloor.services.work.workspace_desk import new_workspace


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


async def test_what_is_to_be_known_stands_above_the_work(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    new_workspace(tmp_path / "other.toml")
    opened = Options(workspace=tmp_path / "other.toml", told="shift.toml cannot be read.")
    async with showing(opened, tmp_path / "home" / "config") as shown:
        assert shown.surround.notice.words == "shift.toml cannot be read."


def test_without_a_screen_nobody_is_waited_for(qtbot: QtBot) -> None:
    part("It cannot be read.")

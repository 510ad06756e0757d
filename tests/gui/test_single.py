"""A second start hands its words to the first, and nothing that a broken one left behind is in the way."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from watchfloor.gui.shell.single import FirstStart, hand_over, server_name


def second(name: str, words: list[str]) -> "subprocess.Popen[str]":
    """A start of its own: it must not share our loop."""
    code = f"from watchfloor.gui.shell.single import hand_over; print(hand_over({name!r}, {words!r}))"
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def name(tmp_path: Path) -> str:
    return server_name(tmp_path)


def test_the_first_start_is_told_what_the_second_was_asked(qtbot: QtBot, name: str) -> None:
    first = FirstStart(name)
    assert first.listening
    with qtbot.waitSignal(first.asked, timeout=30_000) as asked:
        program = second(name, ["night.watchfloor", "ä €"])
    assert asked.args == [["night.watchfloor", "ä €"]]
    assert program.communicate(timeout=30)[0] == "True\n"
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a pipe")
def test_a_deep_folder_is_no_obstacle(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("ä" * 50)
    deep.mkdir()
    monkeypatch.setenv("TMPDIR", str(deep))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    first = FirstStart(server_name(tmp_path))
    assert first.listening
    assert Path(server_name(tmp_path)).is_socket()
    first.close()


def test_without_a_first_start_there_is_nobody_to_ask(name: str) -> None:
    assert hand_over(name, []) is False


def test_after_the_first_ended_another_may_be_first(qtbot: QtBot, name: str) -> None:
    FirstStart(name).close()
    assert hand_over(name, []) is False
    again = FirstStart(name)
    assert again.listening
    again.close()


def test_what_a_killed_start_left_behind_is_no_obstacle(qtbot: QtBot, name: str) -> None:
    code = (
        "import os; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        f"from watchfloor.gui.shell.single import FirstStart; first = FirstStart({name!r}); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert hand_over(name, []) is False
    first = FirstStart(name)
    assert first.listening
    first.close()


@pytest.mark.parametrize("rubbish", [b"not json\n", b'{"a": 1}\n', b"x" * (70 << 10)])
def test_rubbish_is_not_passed_on(qtbot: QtBot, name: str, rubbish: bytes) -> None:
    first, asked = FirstStart(name), list[object]()
    first.asked.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(name)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.ConnectedState)
    socket.write(rubbish)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
    first.close()


def test_every_home_has_its_own(tmp_path: Path) -> None:
    assert server_name(tmp_path) == server_name(tmp_path)
    assert server_name(tmp_path) != server_name(tmp_path / "other")

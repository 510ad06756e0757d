"""The demo as a user starts it: a program of its own, a real server, a real journal, a picture."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.gui.program import DEADLINE_S, launch, no_program_left, open_in
from watchfloor.gui.style.theme import DARK, LIGHT

__all__ = ["no_program_left"]


def home_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-home")


def start(folder: Path, *words: str, **environment: str) -> "subprocess.Popen[str]":
    known = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    home = {"WATCHFLOOR_HOME": str(home_of(folder))}
    return launch(
        [sys.executable, "-m", "watchfloor", "demo", *words],
        known | home | {"TMPDIR": str(folder), "QT_QPA_PLATFORM": "offscreen"} | environment,
    )


# Qt reads words of its own from the environment: a colon divides them, and letters are Latin-1.
@pytest.mark.parametrize(
    ("theme", "size", "name"), [(DARK, (1_280, 800), "plain"), (LIGHT, (1_024, 700), "Zoë & Söhne: ; 日")]
)
def test_a_picture_is_saved_without_a_screen(
    theme: object, size: tuple[int, int], name: str, tmp_path: Path
) -> None:
    from watchfloor.gui.style.theme import Theme

    assert isinstance(theme, Theme)
    folder = tmp_path / name
    folder.mkdir()
    picture = folder / "demo.png"
    program = start(
        folder, "--screenshot", str(picture), "--after", "2", "--size", f"{size[0]}x{size[1]}",
        "--theme", theme.name, "--seed", "3",
    )  # fmt: skip
    output, errors = program.communicate(timeout=DEADLINE_S)
    assert (program.returncode, output, errors) == (0, "", "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == size
    colors = {image.pixelColor(x, y).name() for x in range(0, size[0], 2) for y in range(0, size[1], 2)}
    # A channel that is up, the map's land, the button that matters, and a severity: the window is alive.
    assert {theme.good, theme.land, theme.primary} <= colors
    assert {color.lower() for color in theme.severity} & colors
    assert list(folder.iterdir()) == [picture]


def test_a_picture_that_cannot_be_saved_is_told(tmp_path: Path) -> None:
    program = start(tmp_path, "--screenshot", str(tmp_path / "missing" / "a.png"), "--after", "0")
    _, errors = program.communicate(timeout=DEADLINE_S)
    assert program.returncode == 1
    # Its own server may say before that it was left in the middle of an answer.
    assert errors.splitlines()[-1].startswith("watchfloor: The picture could not be saved")
    assert "Traceback" not in errors


def test_without_a_screen_it_says_what_to_do(tmp_path: Path) -> None:
    program = start(tmp_path, QT_QPA_PLATFORM="")
    _, errors = program.communicate(timeout=DEADLINE_S)
    assert program.returncode == 1
    assert errors.startswith("watchfloor: There is no screen here")


@pytest.mark.parametrize(
    "words", [("--size", "huge"), ("--size", "1x1"), ("--after", "-1"), ("--theme", "pink")]
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, str], tmp_path: Path) -> None:
    program = start(tmp_path, *words)
    _, errors = program.communicate(timeout=DEADLINE_S)
    assert program.returncode == 2
    assert words[1] in errors


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    program = start(tmp_path)
    open_in(home_of(tmp_path), program)
    program.send_signal(number)
    output, errors = program.communicate(timeout=DEADLINE_S)
    assert (program.returncode, output, errors) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
    assert list((home_of(tmp_path) / "data" / "journal").iterdir()) == []

"""What nobody expected: a report, a sentence, and no traceback."""

import asyncio
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.error import KnownError
from watchfloor.gui.shell.mishap import Reported
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene, tmp_path: Path) -> Surround:
    return surround_of(scene, look, qtbot, tmp_path)


def reports(folder: Path) -> list[str]:
    return [path.read_text() for path in (folder / "reports").iterdir()]


def test_what_a_task_was_not_expected_to_do_is_reported_and_the_window_goes_on(
    surround: Surround, tmp_path: Path
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError("by nobody")

    async def main() -> None:
        task = asyncio.get_running_loop().create_task(fail())
        await asyncio.wait([task])
        del task  # nobody asks how it ended
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    with Reported(surround, loop):
        loop.run_until_complete(main())
    loop.close()
    (report,) = reports(tmp_path)
    assert "ZeroDivisionError: by nobody" in report
    assert surround.window.isVisible()
    assert surround.notice.words


@pytest.mark.logs("nobody closed it")
def test_trouble_without_an_exception_goes_to_the_log(surround: Surround) -> None:
    loop = asyncio.new_event_loop()
    with Reported(surround, loop):
        loop.call_exception_handler({"message": "nobody closed it"})
    loop.close()
    assert surround.notice.words == ""


def test_what_ends_the_program_leaves_a_sentence_and_a_report(surround: Surround, tmp_path: Path) -> None:
    loop = asyncio.new_event_loop()
    with pytest.raises(KnownError, match="had to end: out of ink") as caught, Reported(surround, loop):
        raise RuntimeError("out of ink")
    loop.close()
    assert str(tmp_path / "reports") in str(caught.value)
    (report,) = reports(tmp_path)
    assert "RuntimeError: out of ink" in report


@pytest.mark.parametrize("error", [KnownError("the disk is full"), KeyboardInterrupt()])
def test_what_has_its_sentence_or_was_meant_passes(surround: Surround, error: BaseException) -> None:
    loop, hook = asyncio.new_event_loop(), sys.excepthook
    with pytest.raises(type(error)) as caught, Reported(surround, loop):
        raise error
    loop.close()
    assert caught.value is error
    assert sys.excepthook is hook


def test_what_has_a_sentence_is_told_and_no_report_is_written(surround: Surround, tmp_path: Path) -> None:
    loop = asyncio.new_event_loop()
    with Reported(surround, loop):
        sys.excepthook(KnownError, KnownError("The disk is full."), None)
    loop.close()
    assert "The disk is full." in surround.window.status.text
    assert not (tmp_path / "reports").exists()
    assert surround.notice.words == ""

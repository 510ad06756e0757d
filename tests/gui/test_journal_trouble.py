"""What goes wrong with the journal is told in the window, and so is its end."""

from pathlib import Path

from tests.gui.showing import kept, showing
from watchfloor.gui.showing import Options
from watchfloor.journal.lock import Lock


async def test_a_full_disk_and_a_damaged_journal_are_told(workspace: Path, home: Path, qapp: object) -> None:
    config = home / "config"
    async with showing(Options(workspace=workspace), config) as shown:
        path = kept(shown).path
        kept(shown).on_trouble("The disk is full.")
        assert shown.surround.notice.words == "The disk is full."
        shown.surround.notice.tell("Something else.")
        shown.surround.notice.dismiss.click()
        assert shown.surround.notice.words == "Something else."
        shown.surround.notice.dismiss.click()
        kept(shown).on_trouble("The disk is full.")
        kept(shown).on_trouble("")
        assert shown.window.status._told.text() == "The journal is written again."
        assert shown.surround.notice.words == "", "what was told is over"
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2] + b"\xaa" * (len(raw) - len(raw) // 2))
    async with showing(Options(workspace=workspace), config) as shown:
        assert f"{path.name} was damaged." in shown.surround.notice.words


async def test_a_home_that_cannot_be_written_keeps_no_window_shut(
    workspace: Path, home: Path, qapp: object
) -> None:
    home.mkdir()
    for name in ("data", "state"):
        (home / name).write_text("a file where the folder should be")
    async with showing(Options(workspace=workspace), home / "config") as shown:
        told = []
        while words := shown.surround.notice.words:
            told.append(words)
            shown.surround.notice.dismiss.click()
        for name in ("data", "state"):
            assert any(str(home / name) in words for words in told), told
        assert any("kept only as long as this window is open" in words for words in told)
        assert shown.window.isVisible()


async def test_a_journal_that_another_writes_keeps_no_window_shut(
    workspace: Path, home: Path, qapp: object
) -> None:
    config = home / "config"
    async with showing(Options(workspace=workspace), config) as shown:
        path = kept(shown).path
    lock = Lock(path)
    async with showing(Options(workspace=workspace), config) as shown:
        notice = shown.surround.notice
        assert f"{path} is being written by another Watchfloor" in notice.words
        notice.dismiss.click()
        assert "kept only as long as this window is open" in notice.words
        assert kept(shown).path != path
    lock.release()

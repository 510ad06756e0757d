"""Saving what the filter matches: the file is whole or not there, and the window never waits."""

import contextlib
import csv
import json
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.log_bench import LogBench, bench
from tests.gui.showing import until
from watchfloor.gui.errand import Errands
from watchfloor.gui.style.look import Look


def told(desk: LogBench) -> str:
    return desk.window.status._told.text()


def asked(desk: LogBench) -> QFileDialog:
    """The dialog that the command opens, and the window goes on."""
    assert desk.window.commands.run("log.save")
    (dialog,) = desk.window.findChildren(QFileDialog)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return dialog


def choose(desk: LogBench, out: Path) -> None:
    dialog = asked(desk)
    dialog.fileSelected.emit(str(out))
    dialog.close()


def filter_by(desk: LogBench, query: str) -> None:
    desk.window.filter_box.setText(query)


def left(folder: Path) -> list[str]:
    """What is there besides the journal."""
    return [path.name for path in sorted(folder.iterdir()) if ".watchfloor" not in path.name]


async def test_without_a_filter_all_events_of_the_journal_are_saved(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(10):
            await desk.send(250)  # of which memory holds a hundred
        choose(desk, tmp_path / "all.ndjson")
        assert not desk.window.commands["log.save"].enabled()
        await desk.settled()
        assert told(desk) == "2\u202f500 events saved in all.ndjson"
        assert desk.window.commands["log.save"].enabled()
    lines = (tmp_path / "all.ndjson").read_text().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, 2_501))
    assert left(tmp_path) == ["all.ndjson"]


async def test_a_filter_that_was_just_typed_chooses_what_is_saved(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(200)
        await desk.send(3, kind="rare")
        filter_by(desk, "type:rare")
        assert desk.desk.save.name == "c type rare"
        choose(desk, tmp_path / "rare.csv")
        await desk.settled()
        assert told(desk) == "3 events saved in rare.csv"
        filter_by(desk, "type:none")
        choose(desk, tmp_path / "none.ndjson")
        await desk.settled()
        assert told(desk) == "No event matches: none.ndjson is empty"
        filter_by(desk, "seq:203 OR title:(")
        assert desk.window.commands.run("log.save")
        assert "cannot be read" in told(desk)
    with (tmp_path / "rare.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["seq"] for row in csv.DictReader(stream)] == ["201", "202", "203"]


async def test_the_dialog_gives_a_name_its_ending(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot, writes=False) as desk:
        await desk.send(1)
        await desk.writer.flush()
        dialog = asked(desk)
        dialog.setDirectory(str(tmp_path))
        dialog.selectNameFilter("CSV (*.csv)")
        dialog.filterSelected.emit("CSV (*.csv)")
        dialog.selectFile(str(tmp_path / "b"))
        dialog.accept()
        await desk.settled()
        assert told(desk) == "One event saved in b.csv"
    assert left(tmp_path) == ["b.csv"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/a.ndjson", "missing. Make it, or choose another one."),
        ("a.watchfloor", "is a journal, and its events would be lost."),
    ],
)
async def test_what_cannot_be_written_is_said(
    tmp_path: Path, look: Look, qtbot: QtBot, name: str, words: str
) -> None:
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        await desk.send(5)
        choose(desk, tmp_path / name)
        await desk.settled()
        assert words in told(desk)
        assert desk.window.commands["log.save"].enabled()
    assert left(tmp_path) == []


async def test_a_damaged_journal_leaves_no_half_file(tmp_path: Path, look: Look, qtbot: QtBot) -> None:
    path = tmp_path / "a.watchfloor"
    async with bench(path, look, qtbot, writes=False) as desk:
        await desk.send(5_000)
        await desk.writer.flush()
        desk.desk.save._journal = broken = tmp_path / "broken.watchfloor"
        with contextlib.closing(sqlite3.connect(path)) as journal:
            journal.execute("VACUUM INTO ?", (str(broken),))
        content = bytearray(broken.read_bytes())
        content[len(content) // 4 :] = b"\xff" * (len(content) - len(content) // 4)
        broken.write_bytes(content)
        choose(desk, tmp_path / "a.ndjson")
        await desk.settled()
        assert "broken.watchfloor is damaged." in told(desk)
    assert left(tmp_path) == []


@pytest.mark.parametrize("ending", ["ndjson", "csv", "parquet"])
async def test_closing_the_window_gives_up_and_leaves_what_was_there(
    tmp_path: Path, look: Look, qtbot: QtBot, ending: str
) -> None:
    out = tmp_path / f"a.{ending}"
    out.write_text("before")
    async with bench(tmp_path / "a.watchfloor", look, qtbot) as desk:
        for _ in range(10):
            await desk.send(1_000)
        await desk.writer.flush()
        errands = Errands(desk.window.tell)
        desk.desk.save._do = errands.do
        choose(desk, out)
        await until(lambda: any(name.endswith(".part") for name in left(tmp_path)))
        await errands.end()
        assert left(tmp_path) == [out.name]
        assert out.read_text() == "before"
        assert told(desk) == f"Saving {out.name}…"

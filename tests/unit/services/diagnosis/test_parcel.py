"""Diagnostics to pass on: what is in the file is what was listed, and none of it is a secret."""

import zipfile
from pathlib import Path

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Totals
from watchfloor.core.happening import AttemptEnded, StateChanged
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.channel import ChannelRow
from watchfloor.services.diagnosis.parcel import pieces, save

PLANTED = "tok-9f8e7d6c5b4a"
ALWAYS = ["report.md", "version.txt", "ledger.json", "connection.json", "attempt.ndjson"]


@pytest.fixture
def row() -> ChannelRow:
    row = ChannelRow(
        "World", profile("generic"), f"https://ana:{PLANTED}@example.org/s?token={PLANTED}&scope=all"
    )
    lost = StateChanged(channel="World", at_s=9.0, state="reconnecting", reason=f"It said {PLANTED} to us.")
    ended = AttemptEnded(
        channel="World", at_s=10.0, started_at_s=1.0, outcome="refused", detail=f"It said {PLANTED} to us."
    )
    row.take(Batch("World", 10.0, 10.0, [], "", Totals(received=3, stored=2, duplicates=1), [lost, ended]))
    return row


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / "watchfloor.log").write_text(f'{{"message": "Authorization: Bearer {PLANTED}"}}\n')
    (folder / "watchfloor.log.1").write_text("older\n")
    (folder / "watchfloor.log-lock").write_text("")
    return folder


def test_the_file_holds_what_was_listed_and_no_secret(row: ChannelRow, logs: Path, tmp_path: Path) -> None:
    parts = pieces(f"# Report\nwith {PLANTED}", [row], {}, {}, logs, [PLANTED], 1_000_000_000.0)
    path = tmp_path / "out.zip"
    save(path, parts, 1_000_000_000.0)
    with zipfile.ZipFile(path) as parcel:
        texts = {name: parcel.read(name).decode() for name in parcel.namelist()}
    assert texts == {part.name: part.text for part in parts}
    logged = {"log/watchfloor.log", "log/watchfloor.log.1"}
    assert (
        set(texts)
        == {"report.md", "version.txt", "ledger.json", "connection.json", "attempt.ndjson"} | logged
    )
    assert not [name for name, text in texts.items() if PLANTED in text]
    assert '"stored": 2' in texts["ledger.json"]
    assert "scope=all" in texts["ledger.json"]
    first, second = texts["attempt.ndjson"].splitlines()
    assert '"state":"reconnecting"' in first
    assert '"outcome":"refused"' in second
    assert "PySide6-Essentials 6" in texts["version.txt"]


def test_secrets_are_taken_out_by_their_look_too(row: ChannelRow, logs: Path) -> None:
    parts = {part.name: part.text for part in pieces("", [row], {}, {}, logs, [], 0.0)}
    assert PLANTED not in parts["ledger.json"]
    assert PLANTED not in parts["log/watchfloor.log"]


def test_of_a_long_log_the_end_is_taken_from_a_whole_line_on(row: ChannelRow, logs: Path) -> None:
    log = logs / "watchfloor.log"
    log.write_text("".join(f"line {number:>10}\n" for number in range(200_000)))
    (text,) = [
        part.text for part in pieces("", [row], {}, {}, logs, [], 0.0) if part.name == "log/watchfloor.log"
    ]
    assert text.startswith("line ")
    assert text.endswith("line     199999\n")
    assert len(text) < log.stat().st_size


def test_without_logs_there_is_the_rest(row: ChannelRow, tmp_path: Path) -> None:
    names = [part.name for part in pieces("", [row], {}, {}, tmp_path / "none", [], 0.0)]
    assert names == ALWAYS


def test_a_folder_that_is_not_there_is_told(row: ChannelRow, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be written: No such file"):
        save(tmp_path / "none" / "out.zip", pieces("", [row], {}, {}, None, [], 0.0), 1_000_000_000.0)

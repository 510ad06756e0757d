"""A file that is being written stands under its name only when it is whole."""

from pathlib import Path

import pytest

from tests.unit.journal.sample import journal
from watchfloor.core.error import KnownError
from watchfloor.journal.exchange.export_file import write_file
from watchfloor.journal.lock import take


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_it_appears_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_bytes(b"before")
    seen = []

    def write(stream: object) -> None:
        stream.write(b"after")  # type: ignore[attr-defined]
        seen.append(out.read_bytes())

    write_file(out, write)
    assert (seen, out.read_bytes(), names(tmp_path)) == ([b"before"], b"after", ["a.csv"])


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def write(stream: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(KnownError, match=r"could not be written: No space left on device\. Make room"):
        write_file(tmp_path / "a.csv", write)
    assert names(tmp_path) == []


def test_what_a_killed_export_left_is_cleared_away_and_what_another_writes_is_not(tmp_path: Path) -> None:
    for name in (".a.csv.4711.part", ".a.csv.4712.part", ".b.csv.4711.part", ".a[.csv.1.part"):
        (tmp_path / name).write_bytes(b"half")
    with (tmp_path / ".a.csv.4712.part").open("r+b") as other:
        take(other.fileno())
        write_file(tmp_path / "a.csv", lambda _: None)
        assert names(tmp_path) == [".a.csv.4712.part", ".a[.csv.1.part", ".b.csv.4711.part", "a.csv"]
    write_file(tmp_path / "a[.csv", lambda _: None)
    assert ".a[.csv.1.part" not in names(tmp_path)


def test_no_journal_is_written_over(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 10)
    before = path.read_bytes()
    with pytest.raises(KnownError, match="is a journal, and its events would be lost"):
        write_file(path, lambda _: None)
    with pytest.raises(KnownError, match="is not an ordinary file"):
        write_file(tmp_path, lambda _: None)
    assert path.read_bytes() == before

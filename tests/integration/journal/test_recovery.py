"""What disks and machines do to a journal: each has a sentence and a way on."""

import asyncio
import contextlib
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.journal.sample import batch, event, events, journal, read
from watchfloor.journal import file
from watchfloor.journal.audit import audit
from watchfloor.journal.file import JournalBusyError, JournalFullError, JournalReadOnlyError
from watchfloor.journal.index import Index
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.writer import Writer


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 4 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting needs a right that this machine does not give")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # also where a failed test still uses it


@pytest.fixture
def read_only_folder(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder with a journal of 20 events that cannot be written to, also not by root."""
    if os.geteuid():
        folder = tmp_path / "folder"
        folder.mkdir()
        journal(folder / "a.watchfloor", 20)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        return
    folder = request.getfixturevalue("small_disk")
    journal(folder / "a.watchfloor", 20)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield folder


async def test_a_full_disk_makes_the_stream_wait_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "a.watchfloor"
    told: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    filler = small_disk / "filler"
    settings = Settings(commit_s=0.0, retry_s=0.01, max_events=20)
    writer = Writer.open(
        path,
        read=read,
        settings=settings,
        on_trouble=lambda sentence: loop.call_soon_threadsafe(told.put_nowait, sentence),
    )
    filler.write_bytes(bytes(free_bytes(small_disk) - 700_000))
    putting = asyncio.ensure_future(put_all(writer))
    assert (
        await told.get()
        == f"The disk that holds {path} is full. Nothing is lost: receiving waits. Make room on it."
    )
    assert not putting.done()
    assert 0 < audit(path).channels[0].counted < 60, "what was committed before can be read and proven"
    filler.unlink()
    while sentence := await told.get():
        assert "is full" in sentence
    await putting
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].counted == 60


@pytest.mark.parametrize("leaving", [50_000, 1_000_000])
async def test_a_damaged_file_on_a_full_disk_waits_for_room(small_disk: Path, leaving: int) -> None:
    path = journal(small_disk / "a.watchfloor", 2_000, 500)
    raw = bytearray(path.read_bytes())
    raw[:16] = bytes(16)
    path.write_bytes(raw)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(free_bytes(small_disk) - leaving))
    with pytest.raises(
        JournalFullError, match=r"is damaged, and its disk has no room .* Make room for \d MB, then"
    ):
        Writer.open(path)
    assert sorted(each.name for each in small_disk.iterdir()) == ["a.watchfloor", "filler"]
    assert path.read_bytes() == raw
    filler.unlink()
    writer = Writer.open(path)
    assert writer.salvaged is not None
    assert writer.salvaged.intact == 2_000
    await writer.close()


@pytest.mark.parametrize("leaving", range(0, 200_000, 9_000))
async def test_a_new_journal_on_a_full_disk(small_disk: Path, leaving: int) -> None:
    """Wherever in its making there is no more room: that is said, and once there is, it is made."""
    path = small_disk / "a.watchfloor"
    filler = small_disk / "filler"
    filler.write_bytes(bytes(free_bytes(small_disk) - leaving))
    with contextlib.suppress(JournalFullError, JournalReadOnlyError):
        await Writer.open(path).close()
    filler.unlink()
    writer = Writer.open(path)
    await writer.put(batch(events(1, 3)))
    await writer.close()
    assert audit(path).channels[0].counted == 3


def free_bytes(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


async def put_all(writer: Writer) -> None:
    for seq in range(1, 61):
        await writer.put(batch([event(seq, data=f"{seq} " + "x" * 20_000)]))


async def test_a_folder_that_cannot_be_written_to_can_be_read(read_only_folder: Path) -> None:
    path = read_only_folder / "a.watchfloor"
    with pytest.raises(JournalReadOnlyError, match=r"cannot be written to\. Choose a file in a folder"):
        Writer.open(path)
    with pytest.raises(JournalReadOnlyError):
        Writer.open(read_only_folder / "new.watchfloor")
    reader = Reader.open(path, read=read)
    assert await reader.count() == 20
    await reader.close()
    assert audit(path).ok


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a disk of its own")
def test_a_file_that_was_never_closed_in_a_folder_that_cannot_be_written_to(small_disk: Path) -> None:
    """As on a copy that is kept safe: its last events are in the log alone."""
    book = Book(small_disk / "a.watchfloor")
    book.write([batch(events(1, 5))])
    for suffix in ("", "-wal"):
        shutil.copy(small_disk / f"a.watchfloor{suffix}", small_disk / f"b.watchfloor{suffix}")
    book.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(JournalReadOnlyError, match=r"Copy it, together with b\.watchfloor-wal"):
        Reader.open(small_disk / "b.watchfloor")


@pytest.mark.parametrize("part", range(0, 100, 7))
async def test_a_torn_wal_costs_only_what_was_not_committed_whole(tmp_path: Path, part: int) -> None:
    """Cut anywhere: the commits before the cut are there, and nothing of the one it went through."""
    source = tmp_path / "source.watchfloor"
    book = Book(source)
    for first in range(1, 101, 10):
        book.write([batch(events(first, first + 9))])
    path = tmp_path / "a.watchfloor"
    shutil.copy(source, path)
    wal = Path(f"{source}-wal").read_bytes()
    book.close()
    Path(f"{path}-wal").write_bytes(wal[: len(wal) * part // 100])
    writer = Writer.open(path)
    assert writer.salvaged is None
    last_seq = writer.resume("map").last_seq
    assert last_seq % 10 == 0
    assert last_seq <= 100 * part // 100 + 10
    await writer.put(batch(events(last_seq + 1, last_seq + 5)))
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].counted == last_seq + 5


async def test_noise_in_the_wal_is_not_taken_for_events(tmp_path: Path) -> None:
    source = tmp_path / "source.watchfloor"
    book = Book(source)
    for first in range(1, 101, 10):
        book.write([batch(events(first, first + 9))])
    path = tmp_path / "a.watchfloor"
    shutil.copy(source, path)
    wal = bytearray(Path(f"{source}-wal").read_bytes())
    book.close()
    wal[len(wal) // 2] ^= 0xFF
    Path(f"{path}-wal").write_bytes(wal)
    writer = Writer.open(path)
    past = writer.resume("map")
    await writer.close()
    result = audit(path)
    assert result.ok
    assert 0 < result.channels[0].counted == past.last_seq < 100
    assert past.last_event_id == f"map-{past.last_seq}"


def half_carried_over(folder: Path, chance: random.Random) -> Path:
    """A journal whose log was brought over in part, as a reader stood in the way, and then was lost."""
    source = folder / "source.watchfloor"
    book = Book(source)
    book.connection.pragma("wal_autocheckpoint", 0)
    index, last, reader = Index(book.connection, read), 0, None
    for _ in range(chance.randrange(3, 20)):
        first, last = last + 1, last + chance.randrange(1, 60)
        book.write([batch(events(first, last)), batch(events(first, last, "other"))])
        if chance.random() < 0.3:
            index.finish(book.last_id)
        if reader is None and chance.random() < 0.3:
            reader = file.open_read(source)
            reader.execute("BEGIN; SELECT count(*) FROM event")
        if chance.random() < 0.4:
            book.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    path = folder / "a.watchfloor"
    shutil.copy(source, path)
    if reader is not None:
        reader.close(True)
    book.close()
    return path


async def test_a_log_that_is_gone_leaves_a_file_that_goes_on(tmp_path: Path) -> None:
    """Every page may be in order and yet events stand there that no commit wrote: then it is salvaged."""
    outcomes = set()
    for seed in (0, 1, 2, 12, 90, 146):
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = half_carried_over(folder, random.Random(seed))
        writer = Writer.open(path, settings=Settings(index=False))
        outcomes.add(writer.salvaged is not None)
        past = writer.resume("map")
        await writer.put(batch(events(past.last_seq + 1, past.last_seq + 5)))
        await writer.close()
        result = audit(path)
        assert result.ok, (seed, result)
    assert outcomes == {True, False}


@pytest.mark.parametrize("what", ["removed", "renamed", "replaced"])
async def test_a_file_that_is_taken_away_comes_back_with_all_it_had(tmp_path: Path, what: str) -> None:
    path = journal(tmp_path / "a.watchfloor", 100, 10)
    told: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    writer = Writer.open(
        path, read=read, on_trouble=lambda sentence: loop.call_soon_threadsafe(told.put_nowait, sentence)
    )
    await writer.put(batch(events(101, 105)))
    await writer.flush()
    reader = Reader.open(path, read=read)
    assert await reader.count() == 105
    match what:
        case "removed":
            path.unlink()
        case "renamed":
            path.rename(tmp_path / "mine.watchfloor")
        case _:
            journal(tmp_path / "b.watchfloor", 7).replace(path)
    await writer.put(batch(events(106, 110)))
    sentence = await told.get()
    assert "It is back under its name, with all its events." in sentence
    assert ("What stood there is a.found-" in sentence) == (what == "replaced")
    await writer.put(batch(events(111, 115)))
    await writer.flush()
    assert await reader.count() == 115, "who reads goes over to it as well"
    await reader.close()
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].counted == 115
    for other in tmp_path.glob("*.watchfloor"):
        assert audit(other).ok, other
    assert {each.suffix for each in tmp_path.iterdir()} == {".watchfloor"}, "nothing is left beside them"


@pytest.mark.parametrize("at", ["the next event", "the end"])
async def test_the_stream_goes_on_while_a_large_file_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """It comes in steps: what is written between them is brought along, also what the copy had already."""
    monkeypatch.setattr("watchfloor.journal.salvage.homecoming._STEP_PAGES", 1)
    path = journal(tmp_path / "a.watchfloor", 5_000, 500)
    told: list[str] = []
    commits: list[int] = []
    writer = Writer.open(
        path, read=read, settings=Settings(commit_s=0.001), on_trouble=told.append, on_commit=commits.append
    )
    await writer.put(batch(events(5_001, 5_001)))
    await writer.flush()
    path.unlink()
    last = 5_001
    if at == "the next event":
        while not told:
            last += 1
            await writer.put(batch(events(last, last)))
            await writer.flush()
        assert len(commits) > 10, "commits went between the steps"
    await writer.close()
    assert len(told) == 1
    assert "It is back under its name, with all its events." in told[0]
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].counted == last


async def test_a_folder_that_is_removed_gets_all_back_once_it_is_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchfloor.journal.writer.worker._HOME_EVERY_S", 0.0)
    folder = tmp_path / "folder"
    folder.mkdir()
    path = journal(folder / "a.watchfloor", 100, 10)
    told: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    writer = Writer.open(
        path, read=read, on_trouble=lambda sentence: loop.call_soon_threadsafe(told.put_nowait, sentence)
    )
    shutil.rmtree(folder)
    await writer.put(batch(events(101, 102)))
    assert "Make the folder again: all that was received comes back into it." in await told.get()
    folder.mkdir()
    await writer.put(batch(events(103, 104)))
    await writer.flush()
    while "It is back under its name" not in await told.get():
        pass
    with pytest.raises(JournalBusyError):
        Writer.open(path)
    await writer.close()
    result = audit(path)
    assert (result.ok, result.channels[0].counted) == (True, 104)


async def test_a_file_that_is_put_back_in_time_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchfloor.journal.salvage.homecoming._STEP_PAGES", 1)
    path = journal(tmp_path / "a.watchfloor", 5_000, 500)
    told: list[str] = []
    settings = Settings(index=False, commit_s=10.0)  # the commit comes with the call
    writer = Writer.open(path, read=read, settings=settings, on_trouble=told.append)
    identity = path.stat().st_ino
    path.rename(tmp_path / "mine")
    begun: list[Path] = []

    def put_back() -> None:
        begun.extend(tmp_path.glob("*-restoring"))
        (tmp_path / "mine").rename(path)

    writer.accept(batch(events(5_001, 5_001)))
    await writer._on_thread(put_back)
    await writer.put(batch(events(5_002, 5_002)))
    await writer.close()
    assert len(begun) == 1
    assert (told, path.stat().st_ino) == ([], identity)
    assert audit(path).channels[0].counted == 5_002
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


async def test_where_it_cannot_come_back_that_is_told_and_it_goes_on(small_disk: Path) -> None:
    path = journal(small_disk / "a.watchfloor", 2_000, 500)
    told: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    writer = Writer.open(
        path, read=read, on_trouble=lambda sentence: loop.call_soon_threadsafe(told.put_nowait, sentence)
    )
    (small_disk / "filler").write_bytes(bytes(free_bytes(small_disk) - 600_000))
    path.unlink()
    await writer.put(batch(events(2_001, 2_002)))
    assert "is full" in await told.get()
    assert sorted(each.name for each in small_disk.glob("*-restoring*")) == []
    await writer.put(batch(events(2_003, 2_004)))
    await writer.flush()
    await writer.close()

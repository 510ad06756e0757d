"""The writer: batches are taken at once, committed soon, and none is lost when the disk has no room."""

import asyncio
import os
from pathlib import Path

import apsw
import msgspec
import pytest

from tests.unit.journal.sample import batch, event, events, journal, map_data, read
from watchfloor.core.error import BugError, KnownError
from watchfloor.core.query.parser import parse
from watchfloor.journal import schema
from watchfloor.journal.audit import audit
from watchfloor.journal.file import JournalBusyError, JournalMissingError
from watchfloor.journal.index import SLICE_EVENTS
from watchfloor.journal.packing import pack
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.schema import PAGE_SIZES_BYTES
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.tide import FLOOD_EVENTS_PER_S
from watchfloor.journal.writer.writer import Writer

SLOW = Settings(commit_s=60.0, index=False)  # nothing is committed unless it is due for another reason


def count(path: Path, table: str = "event") -> int:
    connection = apsw.Connection(str(path))
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").get)  # noqa: S608 (ours)
    finally:
        connection.close()


async def test_what_was_put_is_committed_without_being_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    committed = asyncio.Event()
    loop = asyncio.get_running_loop()
    writer = Writer.open(path, on_commit=lambda _: loop.call_soon_threadsafe(committed.set))
    await writer.put(batch(events(1, 3)))
    await committed.wait()
    assert count(path) == 3
    await writer.close()


async def test_flush_commits_now(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=SLOW)
    await writer.put(batch(events(1, 3)))
    await writer.flush()
    assert count(path) == 3
    await writer.close()


async def test_the_size_is_that_of_the_file_and_not_of_what_is_still_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=SLOW)
    for first in range(1, 601, 200):
        await writer.put(batch([event(seq, data="x" * 1_000) for seq in range(first, first + 200)]))
        await writer.flush()
    told_bytes = writer.size_bytes
    assert path.stat().st_size < told_bytes
    await writer.close()
    assert path.stat().st_size == told_bytes


async def test_close_commits_what_waits_and_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=SLOW)
    await writer.put(batch(events(1, 3)))
    await writer.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.watchfloor"]
    assert count(path) == 3


async def test_the_next_start_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path)
    await writer.put(batch(events(1, 3)))
    await writer.close()
    writer = Writer.open(path)
    past = writer.resume("map")
    assert (past.last_event_id, past.last_seq, len(past.recent)) == ("map-3", 3, 3)
    await writer.put(batch(events(4, 5)))
    await writer.close()
    assert audit(path).ok


async def test_room_waits_at_the_bound_and_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=Settings(commit_s=60.0, max_events=10, index=False, retry_s=0.01))
    blocker = apsw.Connection(str(path))
    blocker.execute("BEGIN IMMEDIATE")  # nobody else commits meanwhile
    writer.accept(batch(events(1, 12)))
    waiting = asyncio.ensure_future(writer.room())
    put = asyncio.ensure_future(writer.put(batch(events(13, 14))))
    await asyncio.sleep(0)
    assert not waiting.done()
    put.cancel()
    await asyncio.gather(put, return_exceptions=True)
    blocker.execute("COMMIT")
    blocker.close()
    await waiting
    await writer.put(batch(events(13, 13)))  # the cancelled one was not taken
    await writer.close()
    assert count(path) == 13


async def test_events_out_of_order_are_refused_to_the_caller_only(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path)
    await writer.put(batch(events(1, 3)))
    with pytest.raises(BugError, match="event 5 of 'map' where 4 was due"):
        await writer.put(batch([event(5)]))
    await writer.put(batch(events(4, 5)))
    await writer.close()
    assert count(path) == 5


async def test_a_second_writer_is_told_who_has_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path)
    with pytest.raises(JournalBusyError, match=rf"process {os.getpid()}\). It can be read here"):
        Writer.open(path)
    await writer.close()
    await Writer.open(path).close()


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalMissingError, match=r"no folder .*nowhere"):
        Writer.open(tmp_path / "nowhere" / "a.watchfloor")


@pytest.mark.parametrize("content", [b"root:x:0:0:root:/root\n" * 60, bytes(5_000), b"x"])
async def test_a_file_that_never_was_a_journal_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.watchfloor"
    path.write_bytes(content)
    with pytest.raises(KnownError, match="is not a Watchfloor journal"):
        Writer.open(path)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["a.watchfloor"]


@pytest.mark.parametrize("page_bytes", PAGE_SIZES_BYTES)
async def test_a_journal_without_its_first_page_is_set_aside_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page_bytes: int
) -> None:
    monkeypatch.setattr(schema, "PAGE_SIZE_BYTES", page_bytes)
    path = journal(tmp_path / "a.watchfloor", 500)
    raw = b"\0" * page_bytes + path.read_bytes()[page_bytes:]
    path.write_bytes(raw)
    writer = Writer.open(path)
    assert writer.salvaged is not None
    assert writer.salvaged.aside.read_bytes() == raw
    assert (writer.salvaged.intact, writer.salvaged.lost) == (500, 0)
    await writer.put(batch(events(501, 502)))
    await writer.close()
    assert audit(path).ok


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE theirs(x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(KnownError, match="is not a Watchfloor journal"):
        Writer.open(path)
    assert path.read_bytes() == before


async def test_a_closed_writer_takes_nothing(tmp_path: Path) -> None:
    writer = Writer.open(tmp_path / "a.watchfloor")
    await writer.close()
    with pytest.raises(BugError, match="closed"):
        writer.accept(batch(events(1, 1)))
    with pytest.raises(BugError, match="closed"):
        await writer.flush()


async def test_without_room_on_the_disk_everything_waits_and_then_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[str] = asyncio.Queue()
    writer = Writer.open(
        path,
        settings=Settings(commit_s=0.0, retry_s=0.01, index=False, max_events=10),
        on_trouble=lambda sentence: loop.call_soon_threadsafe(told.put_nowait, sentence),
    )
    await writer.put(batch(events(1, 3)))
    await writer.flush()
    limit = writer._worker.book.connection
    await writer._on_thread(lambda: limit.pragma("max_page_count", limit.pragma("page_count")))
    large = [event(seq, data="x" * 20_000) for seq in range(4, 24)]
    writer.accept(batch(large))
    assert "is full. Nothing is lost" in await told.get()
    with pytest.raises(KnownError, match="is full"):
        await writer.flush()
    waiting = asyncio.ensure_future(writer.room())
    await asyncio.sleep(0)
    assert not waiting.done()
    writer._inbox.call(lambda: limit.pragma("max_page_count", 1_000_000))
    assert await told.get() == ""
    await waiting
    await writer.put(batch(events(24, 25)))
    await writer.close()
    assert count(path) == 25
    assert audit(path).ok


async def test_closing_without_room_says_how_much_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=Settings(commit_s=60.0, retry_s=0.01, index=False))
    await writer.put(batch(events(1, 1)))
    await writer.flush()
    limit = writer._worker.book.connection
    await writer._on_thread(lambda: limit.pragma("max_page_count", limit.pragma("page_count")))
    await writer.put(batch([event(seq, data="x" * 20_000) for seq in range(2, 24)]))
    with pytest.raises(KnownError, match=r"22 events could not be written\. .* is full\. Make"):
        await writer.close()
    assert count(path) == 1
    assert audit(path).ok


async def test_a_page_damaged_while_writing_leads_to_a_new_file_and_no_loss(tmp_path: Path) -> None:
    """The index comes upon the damage; what is committed meanwhile goes into the new file."""
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=Settings(commit_s=0.0))
    await writer.put(batch([event(seq, data="x" * 3_000) for seq in range(1, 101)]))
    await writer.close()
    writer = Writer.open(path, settings=Settings(commit_s=0.0, index=False))
    with path.open("r+b") as stream:
        stream.write(b"no longer SQLite")
    salvaged = await writer.salvage()
    assert (salvaged.intact, salvaged.doubtful, salvaged.lost) == (100, 0, 0)
    await writer.put(batch(events(101, 103)))
    await writer.close()
    result = audit(path)
    assert result.ok
    assert result.channels[0].counted == 103


async def test_a_profile_that_trips_over_an_event_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"

    def trips(event: object) -> None:
        raise ValueError("what is this?")

    writer = Writer.open(path, read=trips)
    await writer.put(batch(events(1, 3)))
    await writer.indexed()
    await writer.close()
    assert audit(path).ok


async def test_in_a_flood_the_indexes_stand_back_no_query_misses_a_row_and_they_catch_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.watchfloor"
    last = FLOOD_EVENTS_PER_S + 1_000
    writer = Writer.open(path, read=read, settings=Settings(max_events=last * 2))
    await writer.put(batch([event(seq, data=map_data(seq % 5)) for seq in range(1, last + 1)]))
    await writer.flush()
    reader = Reader.open(path, read=read)
    page = await reader.page(parse("severity:5"), limit=1)
    assert [row.position for row in page.rows] == [last - last % 5 - 1]
    assert count(path, "reading") == 0
    await writer.indexed()
    assert count(path, "reading") == last
    assert await reader.page(parse("severity:5"), limit=1) == page
    await reader.close()
    await writer.close()


async def test_reading_again_builds_the_indexes_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    titles = ["first"]

    def reading(event: object) -> object:
        found = read(event)  # type: ignore[arg-type]
        found.title = titles[0]
        return found

    writer = Writer.open(path, read=reading)  # type: ignore[arg-type]
    await writer.put(batch(events(1, 3)))
    await writer.indexed()
    titles[0] = "second"
    await writer.read_again()
    await writer.indexed()
    await writer.close()
    connection = apsw.Connection(str(path))
    assert connection.execute("SELECT DISTINCT title FROM reading").fetchall() == [("second",)]
    assert connection.execute("SELECT count(*) FROM words WHERE words MATCH 'damascus'").get == 3
    connection.close()


async def test_a_ledger_that_cannot_be_read_is_damage_and_costs_nothing(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 50)
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE channel SET totals = 'x'")
    connection.close()
    writer = Writer.open(path)
    assert writer.salvaged is not None
    assert (writer.salvaged.intact, writer.salvaged.lost) == (50, 0)
    assert writer.resume("map").totals.stored == 50
    await writer.close()
    assert audit(path).ok


async def test_whatever_ends_the_thread_nobody_waits_for_it(tmp_path: Path) -> None:
    writer = Writer.open(
        tmp_path / "a.watchfloor", settings=Settings(commit_s=60.0, max_events=2, index=False)
    )

    def trips() -> None:
        writer._inbox.add(pack(batch(events(1, 3))))  # full from here on
        raise BugError("a mistake of ours")

    writer._inbox.call(trips)
    with pytest.raises(BugError, match="a mistake of ours"):
        await writer.flush()
    with pytest.raises(BugError, match="a mistake of ours"):
        await writer.room()
    with pytest.raises(BugError, match="a mistake of ours"):
        writer.accept(batch(events(1, 1)))
    with pytest.raises(BugError, match="a mistake of ours"):
        await writer.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_who_asked_for_what_ended_the_thread_hears_of_it(tmp_path: Path) -> None:
    """A mistake that nobody thought of ended the thread, and left whoever had asked waiting for good."""

    def trips() -> None:
        raise LookupError("nobody thought of it")

    writer = Writer.open(tmp_path / "a.watchfloor")
    with pytest.raises(BugError, match="stopped"):
        await writer._on_thread(trips)
    with pytest.raises(BugError, match="stopped"):
        await writer.close()
    other = Writer.open(tmp_path / "b.watchfloor")
    with pytest.raises(BugError, match="stopped"):
        await asyncio.to_thread(other._errands.wait_for, trips)
    with pytest.raises(BugError, match="stopped"):
        await other.close()


async def test_a_heartbeat_alone_is_no_commit(tmp_path: Path) -> None:
    """Six quiet feeds wrote two gigabytes a day of nothing."""
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, settings=Settings(commit_s=0.0, index=False))
    brought = batch(events(1, 2))
    beat = msgspec.structs.replace(brought, events=[], comments=["hb"], comment_places=[0])
    writer.accept(brought)
    for _ in range(3):
        writer.accept(beat)
        await writer.flush()
    moved_on = msgspec.structs.replace(beat, last_event_id="map-9")  # an id may come without an event
    for _ in range(2):
        writer.accept(moved_on)
        await writer.flush()
    await writer.close()
    connection = apsw.Connection(str(path))
    ids = connection.execute("SELECT last_event_id FROM segment ORDER BY id").fetchall()
    connection.close()
    assert ids == [("map-2",), ("map-9",)]
    assert audit(path).ok


async def test_what_trickles_in_is_indexed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchfloor.journal.writer.worker.INDEX_EVERY_S", 3_600.0)
    writer = Writer.open(tmp_path / "a.watchfloor", read=read, settings=Settings(commit_s=0.0))
    worker = writer._worker

    async def indexed_to(last: int) -> None:
        while worker.index.done < last:  # noqa: ASYNC110 - the thread tells nobody of it
            await asyncio.sleep(0.001)

    await writer.put(batch([event(1)]))
    await indexed_to(1)
    await writer.put(batch([event(2)]))
    await writer.flush()
    assert await writer._on_thread(worker._idle_s) > 10, "it waits for more"
    await writer.put(batch(events(3, 2 + SLICE_EVENTS)))
    await indexed_to(2 + SLICE_EVENTS)
    await writer.close()


async def test_who_asks_for_what_sqlite_refuses_gets_an_answer(tmp_path: Path) -> None:
    """Also where it is our own fault: the thread that would answer must not end with it."""
    writer = Writer.open(tmp_path / "a.watchfloor")
    connection = writer._worker.book.connection
    connection.execute("CREATE TRIGGER t BEFORE UPDATE ON channel BEGIN SELECT raise(ABORT, 'no'); END")
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)
    with pytest.raises(BugError, match="SQLite refused"):
        await writer.register("map")
    connection.execute("DROP TRIGGER t")
    await writer.register("map")
    await writer.close()

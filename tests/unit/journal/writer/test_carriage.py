"""Channels of another journal come over as they are: nothing lost, nothing doubled, all still proven."""

import asyncio
import contextlib
from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import AT_S, batch, event, events, read
from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Totals
from watchfloor.core.happening import AttemptEnded, GapFound, Happening, Warned
from watchfloor.core.query.parser import parse
from watchfloor.journal import file
from watchfloor.journal.audit import audit
from watchfloor.journal.lock import Lock
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.carriage import Carried, carry
from watchfloor.journal.writer.writer import Writer

OWN_URL = "https://own.example/events"


def own(name: str, _url: str) -> bool:
    return name.startswith("own")


def never() -> bool:
    return False


def gap(after_seq: int, channel: str = "own") -> GapFound:
    return GapFound(channel=channel, at_s=AT_S, after_seq=after_seq, after="2", before="5", missing=2)


def attempt(after_seq: int, channel: str = "own") -> AttemptEnded:
    return AttemptEnded(channel=channel, at_s=AT_S, after_seq=after_seq, started_at_s=AT_S, outcome="reset")


async def demo(path: Path, *names: str, last: int = 30, url: str = OWN_URL) -> Path:
    """A journal where a user's channels stand between another one's events."""
    writer = Writer.open(path, read=read)
    for name in names or ("own",):
        await writer.register(name, url, "map_stream")
    for first in range(1, last + 1, 10):
        await writer.put(batch(events(first, first + 9, "demo")))
        for name in names or ("own",):
            befell: list[Happening] = [gap(first + 3, name), attempt(first + 9, name)]
            await writer.put(batch(events(first, first + 9, name), befell))
            await writer.flush()
    await writer.close()
    return path


async def carried(target: Path, source: Path) -> Carried:
    writer = Writer.open(target, read=read)
    try:
        return await writer.take_over(source, own)
    finally:
        await writer.close()


def rows(path: Path, channel: str) -> list[tuple[object, ...]]:
    """What is there of a channel, places aside."""
    connection = file.open_read(path)
    sql = """
        SELECT 1, seq, received_us, monotonic_us, own_id, type, mark, event_id, data
        FROM event AS e WHERE e.channel = ?1
        UNION ALL SELECT 2, first_seq, count, last_event_id, totals, hex(digest), hex(chain), '', ''
        FROM segment AS s WHERE s.channel = ?1
        UNION ALL SELECT 3, kind, body, '', '', '', '', '', '' FROM happening AS h WHERE h.channel = ?1
        UNION ALL SELECT 4, url, profile, last_event_id, last_seq, totals, hex(head), '', ''
        FROM channel WHERE id = ?1"""
    number = connection.execute("SELECT id FROM channel WHERE name = ?", (channel,)).get
    found = connection.execute(sql, (number,)).fetchall()
    connection.close()
    return found


async def test_events_story_and_ledger_come_over_and_both_files_are_proven(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    before = rows(source, "own")
    came = await carried(target, source)
    assert (came.channels, came.events, came.renamed, came.left) == ({"own": 30}, 30, [], 0)
    assert rows(target, "own") == before
    assert rows(source, "own") == before, "what is brought over is not taken away"
    for path in (source, target):
        found = audit(path)
        assert found.ok, found
    (channel,) = audit(target).channels
    assert (channel.name, channel.totals.stored, len(channel.gaps)) == ("own", 30, 3)


async def test_each_line_of_the_story_stands_where_it_happened(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    await carried(target, source)
    reader = Reader.open(target, read=read)
    placed = await reader.happenings(0, 100)
    assert [(each.happening.after_seq, each.after) for each in placed] == [
        (seq, seq) for seq in (4, 10, 14, 20, 24, 30)
    ]
    await reader.close()


async def test_a_stream_goes_on_behind_it(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    writer = Writer.open(target, read=read)
    await writer.take_over(source, own)
    past = writer.resume("own")
    assert (past.last_event_id, past.last_seq, past.totals.stored) == ("map-30", 30, 30)
    assert [id_ for id_, _, _ in past.recent][-1] == "map-30"
    await writer.put(batch(events(31, 40, "own")))
    await writer.close()
    assert audit(target).ok
    assert len(rows(target, "own")) == 40 + 4 + 6 + 1


async def test_it_comes_behind_what_is_there_and_is_found_by_a_filter(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor", "own", "own too"), tmp_path / "a.watchfloor"
    writer = Writer.open(target, read=read)
    await writer.put(batch(events(1, 10, "older")))
    await writer.indexed()
    came = await writer.take_over(source, own)
    assert came.channels == {"own": 30, "own too": 30}
    await writer.indexed()
    reader = Reader.open(target, read=read)
    assert len((await reader.page(parse("channel:own severity:>=4"), limit=99)).rows) == 12
    found = [row.event for row in (await reader.page(limit=99)).rows]
    assert [each.channel for each in found[:10]] == ["older"] * 10
    assert [each.seq for each in found if each.channel == "own too"] == list(range(1, 31))
    await reader.close()
    await writer.close()
    assert audit(target).ok


async def test_pins_and_notes_come_with_their_events(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    await pin(source, ("own", 13, "look at this"), ("demo", 2, "of the demo"), ("own", 30, ""))
    await carried(target, source)
    assert await pins(target) == [("own", 13, "look at this"), ("own", 30, "")]
    assert audit(target).ok


async def pin(path: Path, *wanted: tuple[str, int, str]) -> None:
    writer, reader = Writer.open(path, read=read), Reader.open(path, read=read)
    for channel, seq, note in wanted:
        position = await reader.position(channel, seq)
        assert position is not None
        await writer.pin(position, note, AT_S)
    await reader.close()
    await writer.close()


async def pins(path: Path) -> list[tuple[str, int, str]]:
    reader = Reader.open(path, read=read)
    found = [(each.event.channel, each.event.seq, each.note) for each in await reader.pins()]
    await reader.close()
    return sorted(found)


# -- what is there already


async def test_what_has_come_before_does_not_come_again(tmp_path: Path) -> None:
    """Also where the stream has gone on since: a start that was cut off tries it once more."""
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    await carried(target, source)
    writer = Writer.open(target, read=read)
    await writer.put(batch(events(31, 40, "own")))
    assert await writer.take_over(source, own) == Carried()
    assert writer.channels == ["own"]
    await writer.close()
    assert audit(target).ok


async def test_another_channel_of_that_name_gets_a_number_and_keeps_all(tmp_path: Path) -> None:
    """As where a feed is renamed: what one that was removed has left does not run into another's ledger."""
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    writer = Writer.open(target, read=read)
    await writer.register("own", "https://elsewhere.example/")
    await writer.put(batch([event(seq, "own", id=f"other-{seq}") for seq in range(1, 6)], [gap(2)]))
    await writer.indexed()
    await writer.flush()
    kept = rows(target, "own")
    came = await writer.take_over(source, own)
    assert came.renamed == [("own", "own (2)")]
    assert rows(target, "own (2)") == kept
    await writer.put(batch(events(31, 32, "own")))
    await writer.put(batch([event(6, "own (2)")]))
    await writer.flush()
    reader = Reader.open(target, read=read)
    assert len((await reader.page(parse('channel:"own (2)"'), limit=99)).rows) == 6
    await reader.close()
    await writer.close()
    found = audit(target)
    assert found.ok, found
    assert {each.name: each.totals.stored for each in found.channels} == {"own": 32, "own (2)": 6}


async def test_numbers_that_are_taken_are_passed_over(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor", "own", "own (2)"), tmp_path / "own.watchfloor"
    writer = Writer.open(target, read=read)
    await writer.register("own", "https://elsewhere.example/")
    await writer.put(batch([event(1, "own", id="other")]))
    assert (await writer.take_over(source, own)).renamed == [("own", "own (3)")]
    await writer.close()
    found = audit(target)
    assert found.ok, found
    assert {each.name for each in found.channels} == {"own", "own (2)", "own (3)"}


async def test_a_channel_that_has_nothing_yet_is_no_other(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    writer = Writer.open(target, read=read)
    await writer.register("own", OWN_URL, "map_stream")
    assert (await writer.take_over(source, own)).renamed == []
    assert writer.channels == ["own"]
    await writer.close()
    assert audit(target).ok


# -- what retention and damage have left


async def dropped(path: Path) -> None:
    """Retention takes the oldest, but for what is pinned."""
    writer = Writer.open(path, read=read)
    await writer.keep(Keep(max_events=20), AT_S)
    while await writer.keep(Keep(max_events=20), AT_S):
        pass
    await writer.close()


@pytest.mark.parametrize("is_empty", [True, False])
async def test_what_was_dropped_stays_told_and_pinned_events_are_kept_where_there_is_room(
    tmp_path: Path, is_empty: bool
) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    await pin(source, ("own", 3, "kept"))
    await dropped(source)
    if not is_empty:
        Book(target).write([batch(events(1, 2, "older"))])
    came = await carried(target, source)
    found = audit(target)
    assert found.ok, found
    (channel,) = [each for each in found.channels if each.name == "own"]
    assert channel.totals.stored == 30
    assert came.left == channel.counted + channel.dropped + channel.pinned - 30 + (0 if is_empty else 1)
    assert (channel.pinned, came.left) == ((1, 0) if is_empty else (0, 1))
    assert await pins(target) == ([("own", 3, "kept")] if is_empty else [])


async def test_a_damaged_one_is_salvaged_first(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor", last=500), tmp_path / "own.watchfloor"
    raw = bytearray(source.read_bytes())
    at = raw.index(b"Report 250:") // 16_384 * 16_384
    raw[at : at + 16_384] = b"\xaa" * 16_384
    source.write_bytes(raw)
    came = await carried(target, source)
    assert 400 < came.events < 500
    (as_there,) = [each for each in audit(source).channels if each.name == "own"]
    (as_here,) = audit(target).channels
    assert as_here.totals == as_there.totals
    assert (as_here.counted, as_here.damaged) == (as_there.counted, as_there.damaged)
    assert rows(target, "own") == rows(source, "own")


# -- what can go wrong


async def test_what_is_broken_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    book = Book(target)
    book.register("own", "https://elsewhere.example/")
    book.write([batch([event(1, "own", id="other")])])
    before = rows(target, "own")
    turns = iter([False, True])
    with pytest.raises(KnownError, match="broken off"):
        carry(book, source, own, lambda: next(turns))
    assert rows(target, "own") == before
    assert list(book.accounts) == ["own"]
    book.write([batch([event(2, "own")])])
    assert carry(book, source, own, never).events == 30
    book.close()
    assert audit(target).ok


async def test_a_writer_that_is_closed_meanwhile_does_not_wait_for_it(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    writer = Writer.open(target, read=read)
    asked: list[str] = []

    def closing(name: str, _url: str) -> bool:
        asked.append(name)
        writer._closed = True
        return True

    with pytest.raises(KnownError, match="broken off"):
        await writer.take_over(source, closing)
    assert asked
    await writer.close()
    assert audit(target).channels == []


async def test_a_full_disk_has_a_sentence_and_takes_nothing(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor", last=500), tmp_path / "own.watchfloor"
    writer = Writer.open(target, read=read)
    connection = writer._worker.book.connection
    await writer.flush()
    connection.pragma("max_page_count", int(connection.pragma("page_count")))
    with pytest.raises(file.JournalFullError, match="is full"):
        await writer.take_over(source, own)
    assert writer.channels == []
    connection.pragma("max_page_count", 1 << 30)
    assert (await writer.take_over(source, own)).events == 500
    await writer.close()
    assert audit(target).ok


async def test_one_that_another_program_writes_to_or_that_is_not_there_is_told(tmp_path: Path) -> None:
    source, target = await demo(tmp_path / "demo.watchfloor"), tmp_path / "own.watchfloor"
    lock = Lock(source)
    writer = Writer.open(target, read=read)
    with pytest.raises(file.JournalBusyError, match="is being written by another Watchfloor"):
        await writer.take_over(source, own)
    lock.release()
    with pytest.raises(file.JournalMissingError, match="There is no file"):
        await writer.take_over(tmp_path / "none.watchfloor", own)
    assert not (tmp_path / "none.watchfloor").exists()
    await writer.close()


def test_memory_does_not_grow_with_what_comes(tmp_path: Path) -> None:
    """SQLite's own: no statement gathers rows."""
    source, target = tmp_path / "demo.watchfloor", tmp_path / "own.watchfloor"
    book = Book(source)
    book.write([whole(first, first + 1_999) for first in range(1, 40_001, 2_000)])
    book.close()
    book = Book(target)
    with contextlib.closing(book):
        apsw.status(apsw.SQLITE_STATUS_MEMORY_USED, reset=True)
        before, _ = apsw.status(apsw.SQLITE_STATUS_MEMORY_USED)
        carry(book, source, own, never)
        _, peak = apsw.status(apsw.SQLITE_STATUS_MEMORY_USED)
        print(peak - before)
        assert source.stat().st_size > 40 << 20
        assert peak - before < 24 << 20, "what SQLite keeps at hand of each file, and no more"


def whole(first: int, last: int) -> Batch:
    kept = [event(seq, "own", data="x" * 1_100) for seq in range(first, last + 1)]
    return Batch("own", AT_S, 1.5, kept, kept[-1].id, Totals(received=last, stored=last))


# -- the same feed is here already


async def before_the_demo(path: Path, last: int, url: str = OWN_URL) -> Path:
    writer = Writer.open(path, read=read)
    await writer.register("own", url, "map_stream")
    await writer.put(batch(events(1, last, "own"), [attempt(last)]))
    await writer.close()
    return path


@pytest.mark.parametrize("url", [OWN_URL, ""])
async def test_what_is_here_of_the_same_feed_goes_on_and_nothing_is_doubled(tmp_path: Path, url: str) -> None:
    """It was removed, and added again beside the demo, to which its server sent some of it once more."""
    target = await before_the_demo(tmp_path / "own.watchfloor", 12, url)
    source = await demo(tmp_path / "demo.watchfloor")
    writer = Writer.open(target, read=read)
    came = await writer.take_over(source, own)
    assert (came.channels, came.events, came.renamed) == ({"own": 30}, 18, [])
    await writer.put(batch([event(31, "own")]))
    await writer.flush()
    reader = Reader.open(target, read=read)
    found = [row.event for row in (await reader.page(limit=99)).rows]
    assert [(each.seq, each.id, each.received_at_s) for each in found] == [
        (seq, f"map-{seq}", AT_S + seq) for seq in range(1, 32)
    ]
    told = [placed.happening for placed in await reader.happenings(0, 99)]
    assert [each.after_seq for each in told if isinstance(each, AttemptEnded)] == [12, 12, 20, 30]
    assert not [each for each in told if isinstance(each, GapFound)], "what was no gap here is none"
    assert [each.message for each in told if isinstance(each, Warned)] == [
        "18 events came over from another journal; 12 more were here already."
    ]
    await reader.close()
    await writer.close()
    result = audit(target)
    assert result.ok, result
    (channel,) = result.channels
    assert channel.counted == 31


async def test_its_ledger_tells_what_both_had_and_the_gap_between_them(tmp_path: Path) -> None:
    target = await before_the_demo(tmp_path / "own.watchfloor", 5)
    source = tmp_path / "demo.watchfloor"
    book = Book(source)
    book.register("own", OWN_URL)
    kept = [event(seq, "own", id=f"map-{seq + 7}", data=f"{seq}") for seq in range(1, 4)]
    totals = Totals(received=6, stored=3, duplicates=1, refused={"oversize": 2})
    book.write([Batch("own", AT_S, 1.5, kept, "map-10", totals, [])])
    book.close()
    writer = Writer.open(target, read=read)
    assert (await writer.take_over(source, own)).events == 3
    past = writer.resume("own")
    assert past.last_event_id == "map-10"
    assert past.totals == Totals(11, 8, 1, {"oversize": 2}, 2)
    await writer.close()
    (channel,) = audit(target).channels
    assert [(each.after, each.before, each.missing) for each in channel.gaps] == [("map-5", "map-8", 2)]
    assert audit(target).ok


async def test_its_pins_come_along_also_to_what_was_here(tmp_path: Path) -> None:
    target = await before_the_demo(tmp_path / "own.watchfloor", 12)
    source = await demo(tmp_path / "demo.watchfloor")
    await pin(source, ("own", 3, "here before"), ("own", 25, "new"), ("demo", 2, "of the demo"))
    await pin(target, ("own", 12, "kept"))
    await carried(target, source)
    assert await pins(target) == [("own", 3, "here before"), ("own", 12, "kept"), ("own", 25, "new")]
    assert audit(target).ok


async def test_it_is_joined_once_and_whole_or_not_at_all(tmp_path: Path) -> None:
    target = await before_the_demo(tmp_path / "own.watchfloor", 12)
    source = await demo(tmp_path / "demo.watchfloor")
    before = rows(target, "own")
    book = Book(target)
    turns = iter([False, False, True])
    with pytest.raises(KnownError, match="broken off"):
        carry(book, source, own, lambda: next(turns))
    assert rows(target, "own") == before
    assert (book.accounts["own"].last_seq, book.last_id) == (12, 12)
    assert carry(book, source, own, never).events == 18
    assert carry(book, source, own, never).events == 0
    book.write([batch([event(31, "own")])])
    book.close()
    assert audit(target).ok


async def test_a_name_that_cannot_be_is_told_and_the_journal_goes_on(tmp_path: Path) -> None:
    writer = Writer.open(tmp_path / "a.watchfloor", read=read)
    async with asyncio.timeout(30):
        with pytest.raises(KnownError, match="cannot be reached"):
            await writer.take_over(tmp_path / ("x" * 300), own)
        await writer.put(batch(events(1, 3)))
        await writer.close()


async def test_it_is_done_also_where_whoever_asked_for_it_has_gone(tmp_path: Path) -> None:
    source = await demo(tmp_path / "demo.watchfloor")
    writer = Writer.open(tmp_path / "a.watchfloor", read=read)
    asking = asyncio.create_task(writer.take_over(source, own))
    await asyncio.sleep(0)  # it has asked
    asking.cancel()
    await writer.flush()
    await writer.put(batch(events(31, 33, "own")))
    await writer.close()
    assert audit(tmp_path / "a.watchfloor").ok

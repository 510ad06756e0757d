"""A damaged file: kept whole, its intact events in a new one, and the rest counted."""

import asyncio
import random
import shutil
from pathlib import Path

import apsw
import msgspec
import pytest

from tests.unit.journal.sample import AT_S, batch, event, events, journal, read
from watchfloor.core.happening import GapFound
from watchfloor.journal.audit import audit
from watchfloor.journal.file import JournalDamagedError
from watchfloor.journal.index import Index
from watchfloor.journal.salvage.carve import carve
from watchfloor.journal.salvage.rescue import DOUBTFUL
from watchfloor.journal.salvage.salvage import finish, salvage
from watchfloor.journal.schema import PAGE_SIZE_BYTES
from watchfloor.journal.settings import Keep, Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention
from watchfloor.journal.writer.writer import Writer

SEEDS = 200


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two channels, 600 events, some long, with indexes and a story."""
    path = tmp_path_factory.mktemp("whole") / "a.watchfloor"
    book = Book(path)
    for first in range(1, 300, 25):
        gap = GapFound(channel="map", at_s=1.0, after_seq=first, after="a", before="b", missing=1)
        longer = [
            event(seq, "other", data=f"{seq} " + "x" * (seq % 100) * 200) for seq in range(first, first + 25)
        ]
        book.write([batch(events(first, first + 24), [gap]), batch(longer)])
    Index(book.connection, read).finish(400)
    book.close()
    return path


def rows(path: Path) -> dict[tuple[str, int], tuple[str, str]]:
    connection = apsw.Connection(str(path))
    try:
        return {
            (str(name), int(seq)): (str(data), str(mark))
            for name, seq, data, mark in connection.execute(
                "SELECT c.name, e.seq, e.data, e.mark FROM event AS e JOIN channel AS c ON c.id = e.channel"
            )
        }
    finally:
        connection.close()


def damage(raw: bytearray, chance: random.Random) -> None:
    """What disks and careless programs do: a bit, a stretch, a page, or the end of a file."""
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(raw)) if chance.random() < 0.8 else chance.randrange(PAGE_SIZE_BYTES)
        match chance.randrange(3):
            case 0:
                raw[at] ^= 1 << chance.randrange(8)
            case 1:
                raw[at : at + 100] = chance.randbytes(len(raw[at : at + 100]))
            case _:
                begin = at // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
                raw[begin : begin + PAGE_SIZE_BYTES] = bytes(len(raw[begin : begin + PAGE_SIZE_BYTES]))
    if chance.random() < 0.2:
        del raw[chance.randrange(len(raw)) :]


@pytest.mark.parametrize("first", range(0, SEEDS, 20))
async def test_it_starts_salvages_and_tells(whole: Path, tmp_path: Path, first: int) -> None:
    sent = rows(whole)
    for seed in range(first, first + 20):
        raw = bytearray(whole.read_bytes())
        damage(raw, random.Random(seed))
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = folder / "a.watchfloor"
        path.write_bytes(raw)
        writer = Writer.open(path, settings=Settings(index=False))
        salvaged = writer.salvaged
        await writer.close()
        result = audit(path)
        if salvaged is None:
            told = not result.ok
            found = rows(path) if result.ok else {}
        else:
            assert result.ok, (seed, result)
            told = True
            assert salvaged.aside.read_bytes() == raw, "the damaged file is kept as it was"
            found = rows(path)
            assert len(found) == salvaged.intact + salvaged.doubtful
            assert salvaged.sentence.count(f"{salvaged.intact:,} intact events")
        proven = {key: data for key, (data, mark) in found.items() if mark != DOUBTFUL}
        wrong = [key for key, data in proven.items() if sent.get(key, ("",))[0] != data]
        assert not wrong, (seed, "altered or invented, and not marked", wrong[:3])
        assert told or len(found) == len(sent), (seed, "something is missing, and nothing is said")
        shutil.rmtree(folder)


def test_an_intact_file_comes_through_whole(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(whole, path)
    salvaged = salvage(path, AT_S)
    assert (salvaged.intact, salvaged.doubtful, salvaged.lost) == (600, 0, 0)
    assert salvaged.aside.name == "a.damaged-2025-11-20-062640.watchfloor"
    assert rows(path) == rows(whole)
    before, after = audit(whole), audit(path)
    assert after.ok
    assert [(each.name, each.totals, each.gaps) for each in after.channels] == [
        (each.name, each.totals, each.gaps) for each in before.channels
    ]


def test_one_lost_page_costs_its_own_events_only(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 2_000, 20)
    raw = bytearray(path.read_bytes())
    marker = raw.index(b"Report 1000: port")
    begin = marker // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
    raw[begin : begin + PAGE_SIZE_BYTES] = bytes(PAGE_SIZE_BYTES)
    path.write_bytes(raw)
    salvaged = salvage(path, AT_S)
    assert 5 < salvaged.lost < 120
    assert salvaged.doubtful <= 40
    assert salvaged.intact + salvaged.doubtful + salvaged.lost == 2_000
    result = audit(path)
    assert result.ok, result
    totals = result.channels[0].totals
    assert totals.refused == {"damaged": salvaged.lost}
    assert totals.received == 2_000
    book = Book(path)
    past = book.past("map")
    assert (past.last_event_id, past.last_seq) == ("map-2000", 2_000)
    found = book.connection.execute("SELECT body FROM happening WHERE kind = 'warned'").get
    assert f"{salvaged.lost:,} events of this channel could not be saved" in str(found)
    book.write([batch(events(2_001, 2_003))])
    book.close()


def test_what_is_lost_at_the_end_is_asked_for_again(tmp_path: Path) -> None:
    """The id to resume from is never ahead of the data."""
    path = journal(tmp_path / "a.watchfloor", 400, 20)
    raw = bytearray(path.read_bytes())
    begin = raw.index(b"Report 400: port") // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
    raw[begin : begin + PAGE_SIZE_BYTES] = bytes(PAGE_SIZE_BYTES)
    path.write_bytes(raw)
    salvaged = salvage(path, AT_S)
    book = Book(path)
    past = book.past("map")
    newest = book.connection.execute("SELECT event_id FROM event ORDER BY id DESC LIMIT 1").get
    book.close()
    assert salvaged.lost > 0
    assert past.last_event_id == newest != "map-400"
    assert past.last_seq == 400
    assert audit(path).ok


def test_a_second_mishap_is_salvaged_too(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 1_000, 20)
    losses = []
    for report in (300, 700):
        raw = bytearray(path.read_bytes())
        begin = raw.index(b"Report %d: port" % report) // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
        raw[begin : begin + PAGE_SIZE_BYTES] = bytes(PAGE_SIZE_BYTES)
        path.write_bytes(raw)
        losses.append(salvage(path, AT_S).lost)
    assert all(losses)
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].totals.refused == {"damaged": sum(losses)}
    assert len(list(tmp_path.glob("*.damaged-*.watchfloor"))) == 2


def test_what_retention_dropped_does_not_come_back_and_pins_stay(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 1_000, 20)
    book = Book(path)
    retention = Retention(book, Keep(max_events=400))
    retention.pin(7, "mine", AT_S)
    retention.apply(AT_S)
    book.close()
    salvaged = salvage(path, AT_S)
    assert (salvaged.doubtful, salvaged.lost) == (0, 0)
    assert sorted(seq for _, seq in rows(path)) == [7, *range(601, 1_001)]
    assert audit(path).ok


@pytest.mark.parametrize("sql", ["DELETE FROM event WHERE id = 7", "DELETE FROM pin WHERE event = 7"])
def test_a_pinned_event_that_is_lost_is_told(tmp_path: Path, sql: str) -> None:
    path = journal(tmp_path / "a.watchfloor", 100, 10)
    book = Book(path)
    retention = Retention(book, Keep(max_events=40))
    retention.pin(7, "mine", AT_S)
    retention.pin(12, "mine too", AT_S)
    retention.apply(AT_S)
    book.connection.execute(sql)
    book.close()
    salvaged = salvage(path, AT_S)
    assert salvaged.lost == 1
    assert sorted(seq for _, seq in rows(path)) == [12, *range(61, 101)]
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].totals.refused == {"damaged": 1}
    assert result.channels[0].totals.received == 100
    assert salvage(path, AT_S + 1).lost == 0, "told once"


@pytest.mark.parametrize("changed", [False, True])
def test_a_pinned_event_is_proven_by_its_own_digest(tmp_path: Path, changed: bool) -> None:
    """Its commit is lost, and its neighbours are doubtful; it is only if it was changed itself."""
    path = journal(tmp_path / "a.watchfloor", 30, 10)
    book = Book(path)
    Retention(book, Keep()).pin(17, "mine", AT_S)
    book.connection.execute("DELETE FROM segment WHERE id = 2")
    if changed:
        book.connection.execute("UPDATE event SET data = 'x' WHERE id = 17")
    book.close()
    salvaged = salvage(path, AT_S)
    assert (salvaged.intact, salvaged.doubtful, salvaged.lost) == (20, 10, 0)
    doubtful = {seq for (_, seq), (_, mark) in rows(path).items() if mark == DOUBTFUL}
    assert doubtful == set(range(11, 21)) - (set() if changed else {17})
    result = audit(path)
    assert result.ok, result


def test_rows_still_in_the_wal_are_found(tmp_path: Path) -> None:
    source = tmp_path / "source.watchfloor"
    book = Book(source)
    book.write([batch(events(1, 50))])
    path = tmp_path / "a.watchfloor"
    for suffix in ("", "-wal"):
        shutil.copy(f"{source}{suffix}", f"{path}{suffix}")
    book.close()
    found = {row[0] for table, row in carve(path) if table == "event"}
    assert found == set(range(1, 51))
    wal = Path(f"{path}-wal")
    wal.write_bytes(wal.read_bytes()[:-5_000])  # torn: the last commit's frames are not all there
    assert {row[0] for table, row in carve(path) if table == "event"} == set()


def test_a_mishap_while_the_files_change_places_loses_nothing(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 100)
    ready = Path(f"{path}-salvaged")
    shutil.copy(path, ready)
    path.rename(tmp_path / "a.damaged.watchfloor")
    Path(f"{path}-wal").write_bytes(b"of the damaged file")
    finish(path)
    assert len(rows(path)) == 100
    assert not ready.exists()
    # With the old file still in its place, an unfinished new one is forgotten.
    Path(f"{path}-salvaging").write_bytes(b"half")
    shutil.copy(path, ready)
    finish(path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.damaged.watchfloor", "a.watchfloor"]


def test_what_was_beside_a_damaged_file_goes_after_it(tmp_path: Path) -> None:
    """Killed when the file itself was set aside already, but not yet its log."""
    path = journal(tmp_path / "a[1].watchfloor", 100)
    shutil.copy(path, f"{path}-salvaged")
    aside = tmp_path / "a[1].damaged-2026-11-20-120000.watchfloor"
    path.rename(aside)
    Path(f"{path}-wal").write_bytes(b"of the damaged file")
    finish(path)
    assert Path(f"{aside}-wal").read_bytes() == b"of the damaged file"
    assert sorted(each.name for each in tmp_path.iterdir()) == [aside.name, f"{aside.name}-wal", path.name]


def test_a_channel_whose_row_is_lost_keeps_its_events(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    gap = GapFound(channel="map", at_s=1.0, after_seq=1, after="a", before="b", missing=1)
    book.write([batch(events(1, 5), [gap]), batch(events(1, 5, "other"))])
    book.connection.execute("DELETE FROM channel; DELETE FROM name")
    book.close()
    salvage(path, AT_S)
    assert {name for name, _ in rows(path)} == {"map", "channel 2"}
    assert audit(path).ok


def test_a_channels_name_is_in_the_file_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.register("map", "https://example.org/x", "map_stream")
    book.write([batch(events(1, 5))])
    book.connection.execute("DELETE FROM channel")
    book.close()
    salvage(path, AT_S)
    book = Book(path)
    assert book.past("map").last_event_id == "map-5"
    assert book.connection.execute("SELECT url, profile FROM channel").fetchone() == (
        "https://example.org/x",
        "map_stream",
    )
    book.close()


@pytest.mark.parametrize("damaged", [True, False])
async def test_a_large_file_is_looked_through_after_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    monkeypatch.setattr("watchfloor.journal.writer.opening.CHECKED_BYTES", 1_000)
    source = journal(tmp_path / "source.watchfloor", 2_000, 50)
    book = Book(source)
    book.write([batch(events(2_001, 2_003))])
    path = tmp_path / "a.watchfloor"
    raw = bytearray(source.read_bytes())
    if damaged:
        begin = raw.index(b"Report 1000: port") // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
        raw[begin : begin + 200] = bytes(200)
    path.write_bytes(raw)
    shutil.copy(f"{source}-wal", f"{path}-wal")
    book.close()
    told: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    writer = Writer.open(
        path,
        settings=Settings(index=False),
        on_trouble=lambda sentence: loop.call_soon_threadsafe(told.put_nowait, sentence),
    )
    assert writer.salvaged is None
    await writer.put(batch(events(2_004, 2_005)))
    if damaged:
        assert "was damaged. It is kept as" in await told.get()
        assert writer.salvaged is not None
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert (result.channels[0].damaged > 0) == damaged
    assert result.channels[0].totals.received == 2_005


def test_damage_that_opening_does_not_touch_is_found_all_the_same(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 2_000, 50)
    raw = bytearray(path.read_bytes())
    begin = raw.index(b"Report 1000: port") // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
    raw[begin : begin + 200] = bytes(200)
    path.write_bytes(raw)
    book = Book(path)
    with pytest.raises(JournalDamagedError, match="set aside whole"):
        book.check(1 << 30)
    book.check(100)  # larger files are looked through later
    book.close()


async def test_a_ledger_that_goes_on_through_a_salvage_balances(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The channels count on while the file is replaced: what was lost is set right in what they say."""
    monkeypatch.setattr("watchfloor.journal.writer.opening.CHECKED_BYTES", 1_000)
    path = journal(tmp_path / "a.watchfloor", 2_000, 50)
    raw = bytearray(path.read_bytes())
    begin = raw.index(b"Report 1000: port") // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
    raw[begin : begin + 200] = bytes(200)
    path.write_bytes(raw)
    writer = Writer.open(path, settings=Settings(index=False))
    await writer.put(batch(events(2_001, 2_002)))
    salvaged = await writer.salvage()
    assert salvaged.lost > 0
    await writer.put(batch(events(2_003, 2_004)))
    await writer.flush()
    assert audit(path).ok
    totals = writer.resume("map").totals  # a ledger that begins here knows of the loss
    assert totals.refused == {"damaged": salvaged.lost}
    later = batch(events(2_005, 2_006))
    later.totals = msgspec.structs.replace(totals, received=totals.received + 2, stored=totals.stored + 2)
    await writer.put(later)
    await writer.close()
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].totals.received == 2_006
    assert result.channels[0].totals.refused == {"damaged": salvaged.lost}

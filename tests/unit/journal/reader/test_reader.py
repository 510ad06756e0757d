"""The reader: pages by position, the same whether the indexes are behind or not, and cancellable."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, batch, event, events, journal, read
from watchfloor.core.error import BugError
from watchfloor.core.happening import GapFound, Warned
from watchfloor.core.query.parser import parse
from watchfloor.journal.file import JournalDamagedError, JournalMissingError
from watchfloor.journal.index import Index
from watchfloor.journal.reader.reader import Page, Reader
from watchfloor.journal.schema import PAGE_SIZE_BYTES
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.writer import Writer

EVENTS = 60


def every(_: int) -> bool:
    return True


def none(_: int) -> bool:
    return False


@pytest.fixture(params=[0, 25, EVENTS], ids=["not indexed", "partly indexed", "indexed"])
async def reader(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Reader]:
    path = journal(tmp_path / "a.watchfloor", EVENTS)
    book = Book(path)
    Index(book.connection, read).finish(request.param)
    reader = Reader.open(path, read=read, clock=lambda: AT_S + 50)
    yield reader
    await reader.close()
    book.close()


def positions(page: Page) -> list[int]:
    return [row.position for row in page.rows]


async def test_the_newest_page_comes_first(reader: Reader) -> None:
    page = await reader.page(limit=10)
    assert positions(page) == list(range(51, 61))
    assert page.more
    assert page.rows[-1].event == event(60)


async def test_pages_follow_on_each_other_in_both_directions(reader: Reader) -> None:
    query = parse("severity:>=3")
    found: list[int] = []
    before = None
    while True:
        page = await reader.page(query, before=before, limit=7)
        found = positions(page) + found
        if not page.more:
            break
        before = page.rows[0].position
    assert found == [seq for seq in range(1, 61) if seq % 5 >= 2]
    onwards: list[int] = []
    after = 0
    while True:
        page = await reader.page(query, after=after, limit=7)
        onwards += positions(page)
        if not page.more:
            break
        after = page.rows[-1].position
    assert onwards == found


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("", every),
        ("damascus", every),
        ('"port closure" 17', lambda n: n == 17),
        ("clos*", every),
        ("clo?ure", every),
        ("report aleppo", none),
        ("id:map-17", lambda n: n == 17),
        ("id:map-1?", lambda n: 10 <= n < 20),
        ("type:drone", lambda n: n % 3 == 1),
        ("type:map-event -type:(drone OR statement)", lambda n: n % 3 == 0),
        ("severity:5", lambda n: n % 5 == 4),
        ("severity:[2 TO 3}", lambda n: n % 5 == 1),
        ("NOT severity:>1", lambda n: n % 5 == 0),
        ("source:reuters", lambda n: n % 2 == 0),
        ("source.name:AFP", lambda n: n % 2 == 1),
        ("data.value:[2 TO 3]", lambda n: n % 7 in (4, 5, 6)),
        ("near:(33.5,36.3,200km)", lambda n: n % 10 <= 1),
        ("within:(33,36,34,37)", lambda n: n % 10 <= 0),
        ("time:[now-9s TO now]", lambda n: 41 <= n <= 50),
        ("received:>now", lambda n: n > 50),
        ("channel:map seq:<3", lambda n: n < 3),
        ("channel:other", none),
        ("/report 1[0-9]:/", lambda n: 10 <= n < 20),
        ("title:/: PORT/ OR nothing", every),
        ("_exists_:to.lat -_exists_:from", every),
        ("source.url:*17 OR source.url:*18", lambda n: n in (17, 18)),
        ("(id:map-3 OR severity:5) type:drone", lambda n: n % 3 == 1 and n % 5 == 4),
        ("damascus -17 -18", lambda n: n not in (17, 18)),
        ("(17 OR 18) -drone", lambda n: n in (17, 18)),
        ("mark:late", none),
        ("size:>10000", none),
    ],
)
async def test_a_query_finds_and_counts_the_same(
    reader: Reader, query: str, matches: Callable[[int], bool]
) -> None:
    wanted = [n for n in range(1, EVENTS + 1) if matches(n)]
    tree = parse(query)
    assert positions(await reader.page(tree, limit=100)) == wanted
    assert positions(await reader.page(tree, after=0, limit=100)) == wanted
    assert await reader.count(tree) == len(wanted)
    assert await reader.count(tree, at_most=3) == min(3, len(wanted)) or not query


async def test_around_next_and_at(reader: Reader) -> None:
    assert positions(await reader.around(30, limit=6)) == [27, 28, 29, 30, 31, 32]
    severe = parse("severity:5")
    following = await reader.next(severe, 30)
    preceding = await reader.next(severe, 30, backwards=True)
    assert following is not None
    assert preceding is not None
    assert (following.position, preceding.position) == (34, 29)
    assert await reader.next(severe, 59) is None
    assert await reader.at(AT_S + 30) == 30
    assert await reader.at(AT_S + 29.5) == 30
    assert await reader.at(0.0) == 1
    assert await reader.at(AT_S + 61) is None
    assert (await reader.row(7)).event == event(7)  # type: ignore[union-attr]
    assert await reader.row(700) is None


async def test_suggestions_come_from_the_journal(reader: Reader) -> None:
    async def inserts(text: str) -> list[str]:
        return [each.insert for each in await reader.suggest(text, len(text))]

    assert await inserts("sev") == ["severity:"]
    assert "source.name:" in await inserts("source.n")
    assert await inserts("severity:5 channel:m") == ["map"]
    assert set(await inserts("source.name:")) == {"Reuters", "AFP"}
    assert "map-event" in await inserts("type:")
    assert await inserts("(to.label:D") == ["Damascus"]


async def test_what_befell_the_channels_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    gap = GapFound(channel="map", at_s=1.0, after_seq=2, after="a", before="b", missing=2)
    book.write([batch(events(1, 3), [gap])])
    book.connection.execute("INSERT INTO happening VALUES (9, 1, 9, 3, 'novel', '{}')")
    book.close()
    reader = Reader.open(path)
    placed = await reader.happenings(1, 3)
    await reader.close()
    assert [(each.after, type(each.happening)) for each in placed] == [(2, GapFound), (3, Warned)]


async def test_a_page_is_cut_by_size_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchfloor.journal.reader.search._PAGE_BYTES", 2_500)
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch([event(seq, data="x" * 1_000) for seq in range(1, 6)] + [event(6, data="y" * 9_000)])])
    book.close()
    reader = Reader.open(path)
    seen: list[int] = []
    before = None
    while True:
        page = await reader.page(before=before, limit=4)
        seen = positions(page) + seen
        if not page.more:
            break
        before = page.rows[0].position
    await reader.close()
    assert seen == [1, 2, 3, 4, 5, 6]


async def test_a_cancelled_question_stops_and_the_next_is_answered(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 200)
    entered, asked = asyncio.Event(), []
    loop = asyncio.get_running_loop()

    def slow(seen: object) -> None:
        asked.append(seen)
        loop.call_soon_threadsafe(entered.set)

    reader = Reader.open(path, read=slow)
    question = asyncio.ensure_future(reader.count(parse(" OR ".join(["text:x"] * 400))))
    queued = asyncio.ensure_future(reader.count(parse("damascus")))
    await entered.wait()
    queued.cancel()
    question.cancel()
    assert isinstance(
        (await asyncio.gather(question, queued, return_exceptions=True))[0], asyncio.CancelledError
    )
    assert await reader.count() == 200
    assert len(asked) <= 200
    await reader.close()
    with pytest.raises(BugError, match="closed"):
        await reader.count()


async def test_it_reads_while_another_writes(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 5)
    book = Book(path)
    reader = Reader.open(path, read=read)
    assert await reader.count() == 5
    book.write([batch(events(6, 8))])
    assert await reader.count() == 8
    assert await reader.count(parse("damascus")) == 8
    assert [channel.name for channel in await reader.channels()] == ["map"]
    await reader.close()
    book.close()


async def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalMissingError, match="There is no file"):
        Reader.open(tmp_path / "a.watchfloor")
    path = journal(tmp_path / "b.watchfloor", 500, 50)
    raw = path.read_bytes()
    path.write_bytes(raw[:PAGE_SIZE_BYTES] + bytes(len(raw) - PAGE_SIZE_BYTES))
    with pytest.raises(JournalDamagedError, match="is damaged"):
        await read_through(path)


async def test_after_a_salvage_it_reads_the_new_file(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 500, 50)
    writer = Writer.open(path, settings=Settings(index=False))
    reader = Reader.open(path)
    raw = bytearray(path.read_bytes())
    begin = raw.index(b"Report 100: port") // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES
    with path.open("r+b") as stream:
        stream.seek(begin)
        stream.write(bytes(PAGE_SIZE_BYTES))
    with pytest.raises(JournalDamagedError):
        await reader.row(100)
    await writer.salvage()
    await writer.put(batch(events(501, 501)))
    await writer.flush()
    newest = await reader.row(501)
    assert newest is not None
    assert newest.event == event(501)
    assert [row.position for row in (await reader.page(after=200, limit=5)).rows] == [201, 202, 203, 204, 205]
    await reader.close()
    await writer.close()


async def read_through(path: Path) -> None:
    reader = Reader.open(path)
    try:
        for at in range(1, 500, 20):
            await reader.row(at)
    finally:
        await reader.close()


async def test_it_is_as_large_as_its_writer_says_and_as_its_file_is_in_the_end(tmp_path: Path) -> None:
    """Most may be in SQLite's own log while it is being written."""
    path = journal(tmp_path / "a.watchfloor", EVENTS)
    writer = Writer.open(path, read=read)
    reader = Reader.open(path, read=read)
    await writer.put(batch(event(seq) for seq in range(EVENTS + 1, EVENTS + 200)))
    await writer.flush()
    size_bytes = await reader.size_bytes()
    assert size_bytes == writer.size_bytes > 0
    await reader.close()
    await writer.close()
    assert path.stat().st_size >= size_bytes

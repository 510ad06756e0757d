"""What a log looks at and looks for comes from a real journal, in small steps."""

import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, batch, event, events
from watchfloor.core.event import Event
from watchfloor.core.happening import GapFound, Happening
from watchfloor.core.log.log import Item, LogTail
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.log.story import Plot, reading_of, told
from watchfloor.core.log.story_index import StoryIndex
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import matches
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.schema import PAGE_SIZE_BYTES
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.recorded import log_page
from watchfloor.services.recorded.log_page import LogPages

EVENTS = 3_000


def gap(after_seq: int) -> GapFound:
    return GapFound(channel="map", at_s=AT_S, after_seq=after_seq, after="a", before="b", missing=1)


def holding(query: str) -> Callable[[Item], bool]:
    def holds(item: Item) -> bool:
        if isinstance(item, Event):
            return matches(parse(query), lambda _event: None, lambda: AT_S)(item)
        row = item
        return matches(parse(query), lambda _event: reading_of(row), lambda: AT_S)(told(row))

    return holds


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[tuple[LogWindow, LogPages]]:
    """A journal with a gap after every hundredth event, and nothing in memory."""
    book = Book(tmp_path / "a.watchfloor")
    for first in range(1, EVENTS, 100):
        happenings: list[Happening] = [gap(first + 99)]
        rare = [event(seq, type="rare" if seq in (7, 2_500) else "m") for seq in range(first, first + 100)]
        book.write([batch(rare, happenings)])
    book.close()
    reader = Reader.open(tmp_path / "a.watchfloor")
    plot = Plot()
    stories = StoryIndex((await reader.story_rows(plot)).rows)
    window = LogWindow(LogTail(), LogHistory(base=EVENTS, stories=stories))
    yield window, LogPages(window, None, reader, lambda: None, plot=plot)
    await reader.close()


async def read(window: LogWindow, pages: LogPages) -> list[Item | None]:
    """All rows, as one who scrolls to the end sees them."""
    await pages.fetch()
    row, items = 0, list[Item | None]()
    while True:
        window.look(row)
        while window.search is not None and window.search.wanting:
            await pages.fetch()
            window.look(row)
        if row >= window.count:
            return items
        item = window.item_at(row)
        if item is None:
            await pages.fetch()
            item = window.item_at(row)
        items.append(item)
        row += 1


async def test_gaps_stand_between_the_events_of_old_pages(desk: tuple[LogWindow, LogPages]) -> None:
    window, pages = desk
    items = await read(window, pages)
    assert len(items) == EVENTS + 30
    assert [place for place, item in enumerate(items) if isinstance(item, GapFound)] == list(
        range(0, EVENTS + 30, 101)
    )
    assert items[0] == gap(EVENTS)
    assert isinstance(items[-1], Event)
    assert items[-1].seq == 1


async def test_a_filter_finds_events_and_the_rows_between_them(desk: tuple[LogWindow, LogPages]) -> None:
    window, pages = desk
    query = "type:rare OR type:gap"
    window.filter(holding(query), parse(query))
    items = await read(window, pages)
    assert [item.seq for item in items if isinstance(item, Event)] == [2_500, 7]
    assert [item.after_seq for item in items if isinstance(item, GapFound)] == list(range(3_000, 0, -100))
    assert [window.row_of(window.serial_at(row) or 0) for row in range(32)] == list(range(32))


async def test_a_search_goes_back_step_by_step_says_how_far_and_stops(
    desk: tuple[LogWindow, LogPages], monkeypatch: pytest.MonkeyPatch
) -> None:
    window, pages = desk
    for name in ("FIRST_STEP", "LEAST_STEP", "MOST_STEP"):
        monkeypatch.setattr(log_page, name, 500)
    window.filter(holding("type:nothing"), parse("type:nothing"))
    search = window.search
    assert search is not None
    window.look(0)
    await pages.fetch()
    assert (search.reached, search.more, window.count) == (2_501, True, 0)
    assert search.reached_at_s == AT_S + 2_501
    search.stop()
    window.look(0)
    await pages.fetch()
    assert search.reached == 2_501
    search.stop(stopped=False)
    for _ in range(5):
        window.look(0)
        await pages.fetch()
    assert (search.reached, search.more) == (1, False)


def test_steps_grow_while_they_are_quick_and_shrink_when_somebody_would_wait() -> None:
    pages = LogPages(LogWindow(LogTail()), None, None, lambda: None)  # type: ignore[arg-type]
    steps = []
    for took_s in (0.01, 0.2, 1.0, 1.0):
        pages._pace(took_s)
        steps.append(pages._step)
    assert steps == [100_000, 100_000, 50_000, 25_000]


async def test_each_search_begins_with_a_small_step(desk: tuple[LogWindow, LogPages]) -> None:
    window, pages = desk
    for query in ("type:nothing", "type:never"):
        window.filter(holding(query), parse(query))
        pages._step = log_page.MOST_STEP
        window.look(0)
        await pages.fetch()
        assert pages._step <= 2 * log_page.FIRST_STEP


async def test_matches_that_leave_memory_while_one_stands_still_stay_in_the_list(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    tail = LogTail(capacity=100)
    window = LogWindow(tail, LogHistory())
    reader = Reader.open(tmp_path / "a.watchfloor")
    pages = LogPages(window, None, reader, lambda: None)
    window.filter(holding("type:map-event"), parse("type:map-event"))
    for first in range(1, 1_000, 50):
        book.write([batch(events(first, first + 49))])
        tail.extend(events(first, first + 49))
        window.update()
        if first == 401:
            window.follow(following=False)
            assert len(await read(window, pages)) == 450
    items = await read(window, pages)
    assert [item.seq for item in items if isinstance(item, Event)] == list(range(450, 0, -1))
    await reader.close()
    book.close()


async def test_at_the_edge_of_memory_no_row_is_shown_twice_and_none_is_missing(tmp_path: Path) -> None:
    """The journal puts the channels of one commit one after another; memory has them as they came."""
    tail, numbers = LogTail(capacity=100), {"a": 0, "b": 0, "c": 0}
    commits = tail.commits = deque[int]()
    writer = Writer.open(
        tmp_path / "a.watchfloor",
        settings=Settings(commit_s=0.01),
        on_commit=commits.append,
    )
    reader = Reader.open(tmp_path / "a.watchfloor")
    window = LogWindow(tail, LogHistory())
    pages = LogPages(window, writer, reader, lambda: None)
    order = random.Random(3)
    sent = []
    for _ in range(300):
        name = order.choice("abc")
        numbers[name] += 1
        one = event(numbers[name], name)
        writer.accept(batch([one]))
        tail.extend([one])
        window.update()
        sent.append((name, one.seq))
        if len(sent) % 37 == 0:
            await writer.flush()
    shown = [(item.channel, item.seq) for item in await read(window, pages) if isinstance(item, Event)]
    assert sorted(shown) == sorted(sent)
    await reader.close()
    await writer.close()


async def test_a_page_that_is_damaged_leads_to_a_salvage_and_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch([event(seq, data=f"{seq} " + "x" * 900) for seq in range(1, 1_001)])])
    book.close()
    writer = Writer.open(path, settings=Settings(index=False))
    with path.open("r+b") as stream:
        raw = stream.read()
        stream.seek(raw.index(b"100 xxx") // PAGE_SIZE_BYTES * PAGE_SIZE_BYTES)
        stream.write(bytes(PAGE_SIZE_BYTES))
    reader = Reader.open(path)
    window = LogWindow(LogTail(), LogHistory(base=1_000))
    pages = LogPages(window, writer, reader, lambda: None)
    window.item_at(990)
    await pages.fetch()
    assert writer.salvaged is not None
    window.item_at(990)
    await pages.fetch()
    item = window.item_at(990)
    assert isinstance(item, Event)
    assert item.seq == 10
    await reader.close()
    await writer.close()

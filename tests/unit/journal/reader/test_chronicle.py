"""What befell the channels and what was pinned, as the log asks for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, batch, events
from watchfloor.core.happening import AlertRaised, AttemptEnded, GapFound, StateChanged, Warned
from watchfloor.core.log.story import Plot
from watchfloor.journal.reader import chronicle
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention


def gap(after_seq: int) -> GapFound:
    return GapFound(channel="map", at_s=AT_S, after_seq=after_seq, after="a", before="b", missing=1)


def state(name: str, after_seq: int, channel: str = "map") -> StateChanged:
    return StateChanged(channel=channel, at_s=AT_S, after_seq=after_seq, state=name)


ALERT = AlertRaised(channel="map", at_s=AT_S, after_seq=8, rule="r", message="m", severity=4, seq=8)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    book = Book(tmp_path / "a.watchfloor")
    attempt = AttemptEnded(channel="map", at_s=AT_S, after_seq=4, started_at_s=AT_S)
    book.write([batch(events(1, 5), [state("connected", 0), gap(2), attempt, state("reconnecting", 5)])])
    book.write([batch(events(6, 9), [state("connecting", 5), state("connected", 5), ALERT])])
    book.write([batch(events(1, 3, "other"))])
    book.close()
    reader = Reader.open(tmp_path / "a.watchfloor")
    yield reader
    await reader.close()


async def test_rows_stand_after_the_event_they_followed_and_attempts_are_none(reader: Reader) -> None:
    plot = Plot()
    rows = (await reader.story_rows(plot)).rows
    assert [after for after, _ in rows] == [2, 5, 5, 8]
    told = await reader.stories(rows[0][1], rows[-1][1] + 1)
    by_id = dict(told)
    assert [by_id[id_] for _, id_ in rows] == [gap(2), state("reconnecting", 5), state("connected", 5), ALERT]


async def test_later_rows_go_on_where_the_plot_was(reader: Reader) -> None:
    plot = Plot()
    assert [after for after, _ in (await reader.story_rows(plot, up_to=5)).rows] == [2, 5, 5]
    early, every = Plot(), await reader.story_rows(Plot())
    first = await reader.story_rows(early, up_to=4)
    later = await reader.story_rows(early, after_id=first.last_id)
    assert first.rows + later.rows == every.rows
    none = await reader.story_rows(early, after_id=later.last_id)
    assert (none.rows, none.last_id) == ([], every.last_id)


async def test_what_was_looked_at_is_not_judged_again(tmp_path: Path) -> None:
    book = Book(tmp_path / "b.watchfloor")
    reader = Reader.open(tmp_path / "b.watchfloor")
    book.write([batch(events(1, 5), [state("polling", 0), state("connected", 5)])])
    plot = Plot()
    first = await reader.story_rows(plot)
    assert first.rows == []
    book.write([batch(events(6, 7), [gap(6)])])
    later = await reader.story_rows(plot, after_id=first.last_id)
    assert [after for after, _ in later.rows] == [6]
    await reader.close()
    book.close()


async def test_after_a_long_outage_the_latest_is_told(tmp_path: Path) -> None:
    """Each attempt of a week-end without a server befell its channel, and the last of it is how it stands."""
    book = Book(tmp_path / "c.watchfloor")
    book.write([batch(events(1, 1))])
    for start in range(0, 12_000, 1_000):
        book.write([batch([], [state(f"state {start + number}", 1) for number in range(1_000)])])
    book.close()
    reader = Reader.open(tmp_path / "c.watchfloor")
    told = [placed.happening for placed in await reader.happenings(0, 1)]
    await reader.close()
    assert (len(told), told[0], told[-1]) == (12_000, state("state 0", 1), state("state 11999", 1))


@pytest.mark.parametrize("most", [1, 2])
async def test_of_more_than_can_be_held_it_is_the_latest(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    whole = await reader.happenings(0, 99)
    monkeypatch.setattr(chronicle, "MOST_BEFELL", most)
    assert await reader.happenings(0, 99) == whole[-most:]


async def test_the_last_alerts_come_oldest_first(reader: Reader) -> None:
    assert await reader.alerts(10) == [ALERT]
    assert await reader.alerts(0) == []


async def test_an_event_is_found_by_its_channel_and_number(reader: Reader) -> None:
    assert [await reader.position("map", seq) for seq in (1, 5, 6, 9, 10, 0)] == [1, 5, 6, 9, None, None]
    assert await reader.position("other", 3) == 12
    assert await reader.position("unknown", 1) is None


async def test_pins_come_with_their_events_and_outlive_their_segments(tmp_path: Path, reader: Reader) -> None:
    book = Book(tmp_path / "a.watchfloor")
    retention = Retention(book, Keep(max_events=3))
    retention.pin(3, "look at this", AT_S)
    retention.pin(12, "", AT_S + 1)
    assert await reader.first() == 1
    retention.apply(AT_S)
    book.close()
    pins = await reader.pins()
    assert [(pin.position, pin.note, pin.at_s, pin.event.seq) for pin in pins] == [
        (3, "look at this", AT_S, 3),
        (12, "", AT_S + 1, 3),
    ]
    assert await reader.position("map", 3) == 3
    assert await reader.position("map", 4) is None
    assert await reader.first() == 10


async def test_looking_back_ends_at_the_floor(reader: Reader) -> None:
    page = await reader.page(before=9, floor=6, limit=100)
    assert [row.position for row in page.rows] == [6, 7, 8]
    assert not page.more


def test_what_another_version_wrote_is_shown_as_it_stands() -> None:
    words = '{"kind":"of tomorrow"}'
    assert chronicle.decoded("of tomorrow", words, "map") == Warned(
        channel="map", at_s=0.0, code="of tomorrow", message=words
    )

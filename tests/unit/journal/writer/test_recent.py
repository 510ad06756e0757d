"""A channel remembers its newest events, within two bounds, and those of no other channel."""

from pathlib import Path

from tests.unit.journal.sample import batch, event
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.recent import RECENT_BYTES, RECENT_EVENTS, recent


def test_only_the_newest_events_are_remembered_and_in_their_order(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    book.write([batch([event(seq, data=str(seq)) for seq in range(1, RECENT_EVENTS + 11)])])
    found = book.past("map").recent
    book.close()
    assert len(found) == RECENT_EVENTS
    assert (found[0][2], found[-1][2]) == ("11", str(RECENT_EVENTS + 10))


def test_large_ones_are_remembered_as_far_as_there_is_room(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    large = "x" * (RECENT_BYTES // 4 + 1)
    for seq in range(1, 7):
        book.write([batch([event(seq, data=large)])])
    found = recent(book.connection, book.accounts["map"].id)
    book.close()
    assert [id_ for id_, _, _ in found] == ["map-4", "map-5", "map-6"]


def test_what_brought_no_id_and_what_is_of_another_channel_is_passed_over(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    book.write([batch([event(1), event(2, own_id=False), event(3)]), batch([event(1, "other")])])
    found = recent(book.connection, book.accounts["map"].id)
    book.close()
    assert [id_ for id_, _, _ in found] == ["map-1", "map-3"]

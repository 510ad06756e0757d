"""What a damaged file still says of its channels."""
# ruff: noqa: S608 - only numbers of our own are put into SQL

from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import batch, events
from tests.unit.journal.test_audit import change
from watchfloor.core.happening import GapFound
from watchfloor.journal import file
from watchfloor.journal.salvage.wreck import Wreck
from watchfloor.journal.writer.book import Book


def wreck(path: Path, sql: str) -> Wreck:
    change(path, sql)
    connection = file.open_write(path.with_name("new.watchfloor"))
    found = Wreck(connection)
    found.read(path)
    connection.close()
    return found


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """Both channels were called "map" in their time: that is what their stories say."""
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    gap = GapFound(channel="map", at_s=1.0, after_seq=1, after="a", before="b", missing=1)
    book.write([batch(events(1, 5), [gap]), batch(events(1, 5, "other"), [gap])])
    book.close()
    return path


def test_two_channels_of_one_name_stay_two(renamed: Path) -> None:
    found = wreck(renamed, "DELETE FROM channel; DELETE FROM name")
    assert [channel.name for channel in found.channels.values()] == ["map", "map′"]


def test_three_channels_of_one_name_stay_three(renamed: Path) -> None:
    sql = "UPDATE event SET channel = 3 WHERE id = 10; INSERT INTO name VALUES (3, 3, 'map', '', '')"
    found = wreck(renamed, f"DELETE FROM channel; DELETE FROM name; {sql}")
    assert sorted(channel.name for channel in found.channels.values()) == ["map", "map′", "map′′"]


def test_a_channel_that_has_numbered_more_than_ever_came_is_not_believed(renamed: Path) -> None:
    found = wreck(renamed, f"UPDATE channel SET last_seq = {1 << 40} WHERE id = 1")
    assert found.channels[1].last_seq == 5


def test_a_row_with_numbers_beyond_all_is_none(renamed: Path) -> None:
    found = wreck(renamed, f"UPDATE segment SET count = {2**63 - 1} WHERE id = 1")
    assert sorted(found.segments) == [2]


def test_of_two_copies_of_a_channels_row_the_newer_counts(tmp_path: Path) -> None:
    """A page that was freed keeps what stood on it."""
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch(events(1, 5))])
    book.close()
    connection = apsw.Connection(str(path.with_name("new.watchfloor")))
    found = Wreck(connection)
    for last_seq, received in ((5, 5), (9, 9), (7, 7)):
        totals = f'{{"received":{received},"stored":{received}}}'
        found._stage_channel((1, "map", "", "", f"map-{last_seq}", last_seq, totals, b""))
    connection.close()
    assert found.channels[1].last_event_id == "map-9"

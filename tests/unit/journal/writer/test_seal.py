"""Digests are the same beside the insertion and in it, and a burst whose insertion fails leaves nothing."""

from pathlib import Path

import apsw
import pytest

from tests.unit.journal.sample import batch, events
from watchfloor.journal import packing
from watchfloor.journal.audit import audit
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.seal import FEW_EVENTS, Sealer


def contents(count: int) -> list[tuple[bytes, list[bytes]]]:
    return [(b"ledger %d" % number, [b"row %d" % number] * 500) for number in range(count // 500)]


@pytest.mark.parametrize("count", [0, 500, FEW_EVENTS + 500])
def test_each_segment_has_its_digest_in_order(count: int) -> None:
    sealer = Sealer()
    found = sealer.begin(contents(count)).result()
    sealer.close()
    assert found == [packing.digest(ledger, packed) for ledger, packed in contents(count)]


def test_one_that_is_closed_still_seals() -> None:
    sealer = Sealer()
    sealer.close()
    assert len(sealer.begin(contents(FEW_EVENTS)).result()) == FEW_EVENTS // 500


def test_a_burst_that_cannot_be_inserted_leaves_nothing_and_comes_in_later(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    burst = batch(events(1, FEW_EVENTS + 1))
    book.connection.execute(
        "CREATE TEMP TRIGGER full AFTER INSERT ON event WHEN new.seq = 1500"
        " BEGIN SELECT raise(ABORT, 'no room'); END"
    )
    with pytest.raises(apsw.ConstraintError, match="no room"):
        book.write([burst])
    assert book.connection.execute("SELECT count(*) FROM event").get == 0
    book.connection.execute("DROP TRIGGER temp.full")
    book.write([burst])
    book.close()
    assert audit(path).ok

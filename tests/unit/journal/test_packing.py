"""Packed rows: what goes into the file is what was received, to the last character."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.journal.sample import AT_S, batch, event
from watchfloor.core.event import Batch, Event, Stretch, Totals
from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.sse import Decoder
from watchfloor.journal import packing
from watchfloor.journal.audit import audit
from watchfloor.journal.row import EVENT_COLUMNS, packed_row
from watchfloor.journal.writer.book import Book

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
event_parts = st.tuples(
    text, text, text, st.booleans(), st.sampled_from(["", "altered", "late"]), st.floats(0, 4e9, width=32)
)


def stored(book: Book) -> list[tuple[object, ...]]:
    return book.connection.execute(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY id").fetchall()  # noqa: S608


def written(tmp: Path, batches: list[Batch]) -> Book:
    path = tmp / "one.watchfloor"
    for old in tmp.glob("one.watchfloor*"):
        old.unlink()
    book = Book(path)
    book.write(batches)
    return book


@settings(max_examples=60)
@given(parts=st.lists(event_parts, min_size=1, max_size=12))
def test_every_character_comes_back(
    parts: list[tuple[str, str, str, bool, str, float]], tmp_path_factory: object
) -> None:
    events = [
        Event("c", seq, at_s, type_, data, id_, own_id, mark)
        for seq, (type_, data, id_, own_id, mark, at_s) in enumerate(parts, 1)
    ]
    folder = Path(tmp_path_factory.mktemp("packing"))  # type: ignore[attr-defined]
    book = written(folder, [Batch("c", AT_S, 2.0, events, "x", Totals(len(events), len(events)))])
    rows = stored(book)
    book.close()
    for kept, row in zip(events, rows, strict=True):
        assert row[2:] == (
            kept.seq,
            round(kept.received_at_s * 1e6),
            2_000_000,
            kept.own_id,
            kept.type,
            kept.mark,
            kept.id,
            kept.data,
        )
    assert [packed_row(row) for row in rows] == packing.pack_events(events, 2_000_000)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("at_s", [253_402_300_799.0, 1e300, -62_135_596_800.0])
def test_a_moment_beyond_what_a_row_can_say_harms_no_other_row(tmp_path: Path, at_s: float) -> None:
    """A recording may say of an event that it came in the year 9999: its neighbours are as they were."""
    far = msgspec.structs.replace(event(2), received_at_s=at_s)
    written(tmp_path, [batch([event(1), far, event(3)])]).close()
    result = audit(tmp_path / "one.watchfloor")
    assert (result.ok, result.channels[0].counted) == (True, 3)


def test_half_a_surrogate_pair_is_mended_and_the_rest_kept(tmp_path: Path) -> None:
    broken = event(1, data="a\ud800b", type="t\udc00")
    book = written(tmp_path, [batch([broken, event(2)])])
    rows = stored(book)
    book.close()
    assert (rows[0][6], rows[0][9]) == ("t\ufffd", "a\ufffdb")
    assert rows[1][9] == event(2).data


def test_a_head_is_not_taken_for_an_id_of_other_bytes(tmp_path: Path) -> None:
    """Ids of as many characters can have different numbers of bytes."""
    ids = ["ab", "äb", "ab", "äö", "ab"]
    events = [event(seq, id=id_, data=f"d{seq}") for seq, id_ in enumerate(ids, 1)]
    book = written(tmp_path, [batch(events)])
    rows = stored(book)
    book.close()
    assert [(row[8], row[9]) for row in rows] == [(each.id, each.data) for each in events]


@pytest.mark.parametrize("before", ["äbc", "x\ufffdy", "日本語"])
def test_an_id_after_one_of_as_many_characters_and_more_bytes_has_its_own_length(
    tmp_path: Path, before: str
) -> None:
    """It took its length from the other, and with it the beginning of its data."""
    ids = ["381", before, "382", before, before, "383"]
    read_at_once = [
        msgspec.structs.replace(event(seq, id=id_), received_at_s=AT_S) for seq, id_ in enumerate(ids, 1)
    ]
    book = written(tmp_path, [batch(read_at_once)])
    assert [row[8] for row in stored(book)] == ids
    assert [row[9] for row in stored(book)] == [event(seq).data for seq in range(1, len(ids) + 1)]
    book.close()


def test_many_channels_go_into_one_statement_and_stay_apart(tmp_path: Path) -> None:
    names = [f"channel {number}" for number in range(20)]
    book = written(tmp_path, [batch([event(1, name), event(2, name)]) for name in names])
    rows = book.connection.execute(
        "SELECT c.name, e.seq, e.data FROM event AS e JOIN channel AS c ON c.id = e.channel ORDER BY e.id"
    ).fetchall()
    book.close()
    assert rows == [(name, seq, event(seq).data) for name in names for seq in (1, 2)]


def test_events_that_nobody_looked_at_are_packed_to_the_same_bytes() -> None:
    streams = [
        b"".join(b"id: %d\nevent: t\ndata: d%d\n\n" % (number, number) for number in range(8, 13)),
        b"".join(b"event: %c\ndata: d\n\n" % letter for letter in b"aabca"),
        "id: é\nevent: Ł\ndata: 豆腐\n\nid: é2\ndata:\n\n".encode(),
    ]
    for stream in streams:
        (sheaf,) = Decoder(last_event_id="last").gather(stream)
        assert isinstance(sheaf, Sheaf)
        stretch = Stretch("c", 4, AT_S, sheaf)
        rows, runs = packing.pack_stretch(stretch, 7)
        assert (rows, packing.merged(runs)) == packing.pack_events(stretch.events(), 7)


def test_rows_of_few_shapes_and_of_many_are_stored_alike(tmp_path: Path) -> None:
    few = [event(seq, type="ab"[seq // 5 % 2], id="x" * (seq // 5)) for seq in range(1, 20)]
    many = [event(seq, type=f"{seq}") for seq in range(1, 40)]
    for events_ in (few, many):
        book = written(tmp_path, [batch(events_[:7]), batch(events_[7:])])
        kept = [(row[2], row[6], row[8], row[9]) for row in stored(book)]
        book.close()
        assert kept == [(each.seq, each.type, each.id, each.data) for each in events_]


def test_the_digest_tells_rows_apart_that_only_run_together() -> None:
    def rows(*datas: str) -> list[bytes]:
        return packing.pack_events([event(1, data=data) for data in datas], 0)[0]

    digests = {
        packing.digest(b"", rows("ab", "c")),
        packing.digest(b"", rows("a", "bc")),
        packing.digest(b"", rows("abc")),
        packing.digest(b"x", rows("abc")),
    }
    assert len(digests) == 4

"""What is rolled up is, row by row, what it would be without, on its way and in the file."""

from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, event
from watchfloor.core.event import Batch, Event, Events, Stretch, Totals
from watchfloor.core.happening import GapFound
from watchfloor.core.stream.swath import mown
from watchfloor.journal import packing
from watchfloor.journal.audit import audit
from watchfloor.journal.packing import pack
from watchfloor.journal.roll import Pile, Roll, piled
from watchfloor.journal.row import EVENT_COLUMNS
from watchfloor.journal.writer.book import Book

FORMS = ["id: {n:05}\nevent: t\ndata: d{n}\n\n", "data: {n} 豆腐\n\n", "event: Ł\nid: é{n:05}\ndata:\n\n"]


@pytest.fixture(autouse=True)
def _however_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "LEAST_ROLLED_UP", 1)


def stretch(first: int, count: int, form: str = FORMS[0]) -> Stretch:
    text = "".join(form.format(n=n) for n in range(first, first + count)).encode()
    found = mown(text, "last é")
    assert found is not None
    return Stretch("c", first, AT_S + first, found)


def batch(*parts: Stretch | list[Event]) -> Batch:
    count = sum(map(len, parts))
    last = list(Events(list(parts)))[-1]
    return Batch("c", AT_S, 2.0, Events(list(parts)), last.id, Totals(last.seq, last.seq), [], [], [count])


def plain(one: Batch) -> Batch:
    """The same with all its events made."""
    return Batch("c", AT_S, 2.0, list(one.events), one.last_event_id, one.totals)


def stored(path: Path, batches: list[Batch]) -> list[tuple[object, ...]]:
    book = Book(path)
    book.write(batches)
    rows: list[tuple[object, ...]] = book.connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM event ORDER BY id"  # noqa: S608 - our own names
    ).fetchall()
    rows += book.connection.execute(
        "SELECT first_id, count, digest, chain FROM segment ORDER BY id"
    ).fetchall()
    book.close()
    assert audit(path).ok
    return rows


@pytest.mark.parametrize("form", FORMS)
def test_its_rows_are_those_of_its_events(form: str) -> None:
    some = stretch(8, 5, form)
    roll = packing.rolled_up(some, 7)
    assert roll is not None
    rows, runs = packing.pack_events(some.events(), 7)
    assert list(roll) == rows
    assert bytes(roll.body) == b"".join(rows)
    assert [roll.shape] == [run.shape for run in packing.merged(runs)]
    assert [list(roll.part(begin, 4)) for begin in range(5)] == [rows[begin:4] for begin in range(5)]


@pytest.mark.parametrize(("events", "is_rolled"), [(9, False), (10, True)])
def test_few_are_written_with_those_of_other_reads(
    monkeypatch: pytest.MonkeyPatch, events: int, *, is_rolled: bool
) -> None:
    monkeypatch.setattr(packing, "LEAST_ROLLED_UP", 10)
    assert isinstance(pack(batch(stretch(1, events))).rows, Pile) is is_rolled


def test_ids_of_several_lengths_are_not_rolled_up() -> None:
    assert packing.rolled_up(stretch(8, 5, "id: {n}\ndata: x\n\n"), 7) is None


def test_several_types_are_not_rolled_up_and_are_stored_as_well(tmp_path: Path) -> None:
    some = stretch(1, 20, "event: t{n}\ndata: x\n\n")
    assert packing.rolled_up(some, 7) is None
    apart = stored(tmp_path / "apart.watchfloor", [plain(batch(some))])
    assert stored(tmp_path / "together.watchfloor", [batch(some)]) == apart


@pytest.mark.parametrize("form", FORMS)
def test_the_file_has_the_same_events_and_proofs(tmp_path: Path, form: str) -> None:
    batches = [
        batch(stretch(1, 2_300, form)),
        batch([event(2_301), event(2_302, type="other")], stretch(2_303, 700, form), [event(3_003)]),
        batch([event(3_004)]),
        batch(stretch(3_005, 5, form), stretch(3_010, 5, form)),
    ]
    assert [isinstance(pack(each).rows, Pile) for each in batches] == [True, True, False, True]
    apart = stored(tmp_path / "apart.watchfloor", [plain(each) for each in batches])
    assert stored(tmp_path / "together.watchfloor", batches) == apart


def test_many_channels_in_one_commit_keep_it_as_well(tmp_path: Path) -> None:
    def of(channel: str, *, made: bool) -> Batch:
        one = batch(stretch(1, 20))
        one.channel = channel
        part = one.events.parts[0]  # type: ignore[attr-defined]
        part.channel = channel
        if made:
            one.events = list(one.events)
        return one

    names = [f"c{number}" for number in range(20)]
    apart = stored(tmp_path / "apart.watchfloor", [of(name, made=True) for name in names])
    assert stored(tmp_path / "together.watchfloor", [of(name, made=False) for name in names]) == apart


def test_a_pile_is_cut_where_rows_end() -> None:
    roll = packing.rolled_up(stretch(1, 4), 7)
    assert isinstance(roll, Roll)
    pile = piled([[b"a", b"b"], [b"c"], roll, [b"d"]])
    assert isinstance(pile, Pile)
    rows = [b"a", b"b", b"c", *roll, b"d"]
    assert (len(pile), list(pile), pile.size_bytes) == (len(rows), rows, sum(map(len, rows)))
    assert [len(part) for part in pile.parts] == [3, 4, 1], "neighbours are one list"
    for begin in range(9):
        for end in range(begin, 9):
            some = pile[begin:end]
            assert (list(some), len(some)) == (rows[begin:end], end - begin)
            assert b"".join(some.bodies()) == b"".join(rows[begin:end])
            assert packing.digest(b"x", some) == packing.digest(b"x", rows[begin:end])


def test_nothing_rolled_up_is_a_list() -> None:
    assert piled([]) == []
    assert piled([[b"a"]]) == [b"a"]
    assert piled([[b"a"], [b"b"]]) == [b"a", b"b"]


def test_a_batch_without_events_beside_a_roll_leaves_nothing_behind(tmp_path: Path) -> None:
    def silent(stored: int) -> Batch:
        told = GapFound(channel="c", at_s=AT_S, after_seq=stored, after="", before="", missing=1)
        return Batch("c", AT_S, 2.0, [], "", Totals(stored, stored), [told])

    batches = [silent(0), batch(stretch(1, 5)), silent(5), batch(stretch(6, 5)), silent(10)]
    apart = stored(tmp_path / "apart.watchfloor", [plain(each) if each.events else each for each in batches])
    assert stored(tmp_path / "together.watchfloor", batches) == apart


def test_what_was_piled_up_can_be_piled_up_again() -> None:
    """A commit that failed is tried once more with the same batches."""
    one, other = [b"a"], [b"b"]
    assert piled([one, other]) == piled([one, other]) == [b"a", b"b"]
    assert (one, other) == ([b"a"], [b"b"])

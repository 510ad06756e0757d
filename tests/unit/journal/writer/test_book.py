"""The writing side: a commit is whole or not there, whatever comes after it."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.unit.journal.sample import batch, event, events, journal
from watchfloor.core.error import BugError
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import GapFound
from watchfloor.core.ledger.ledger import Past
from watchfloor.journal.audit import audit
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.segment import SEGMENT_EVENTS


def gap(after_seq: int, channel: str = "map") -> GapFound:
    return GapFound(channel=channel, at_s=1.0, after_seq=after_seq, after="a", before="b", missing=2)


def test_an_unknown_channel_has_no_past(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    assert book.past("map") == Past()
    book.close()


def test_the_past_is_what_was_committed_last(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch(events(1, 3))])
    book.write([batch([event(4), event(5, own_id=False, id="map-4")])])
    book.close()
    book = Book(path)
    past = book.past("map")
    book.close()
    assert (past.last_event_id, past.last_seq, past.totals) == ("map-4", 5, Totals(5, 5))
    assert past.recent == tuple((f"map-{seq}", "map-event", event(seq).data) for seq in range(1, 5))


@pytest.mark.parametrize("lost", [0, 2, 5])
def test_no_position_is_given_twice_even_if_rows_at_the_end_are_lost(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "a.watchfloor"
    journal(path, 5)
    book = Book(path)
    book.connection.execute("DELETE FROM event WHERE id > ?", (5 - lost,))
    book.close()
    book = Book(path)
    book.write([batch(events(6, 7))])
    book.write([batch(events(8, 8))])
    rows = book.connection.execute("SELECT id, seq FROM event").fetchall()
    book.close()
    assert rows == [(seq, seq) for seq in [*range(1, 6 - lost), 6, 7, 8]]


def test_events_out_of_their_order_are_a_bug_and_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch(events(1, 3))])
    with pytest.raises(BugError, match="event 5 of 'map' where 4 was due"):
        book.write([batch([event(1, "other")]), batch([event(5)])])
    book.write([batch([event(4)]), batch([event(1, "other")])])
    book.close()
    result = audit(path)
    assert result.ok
    assert {channel.name: channel.counted for channel in result.channels} == {"map": 4, "other": 1}


def test_a_happening_stands_after_the_event_it_followed(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.watchfloor")
    book.write([batch(events(1, 2)), batch([event(1, "other")])])
    book.write([batch(events(3, 5), [gap(2), gap(4), gap(5), gap(0)])])
    after = book.connection.execute("SELECT after_id FROM happening ORDER BY id").fetchall()
    book.close()
    # Positions 1, 2 are map's, 3 is the other's, 4 to 6 map's again.
    assert after == [(3,), (5,), (6,), (3,)]


def test_a_burst_is_committed_in_parts_with_digests_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch([event(seq, data="x") for seq in range(1, SEGMENT_EVENTS * 2 + 2)], [gap(1)])])
    counts = book.connection.execute("SELECT count FROM segment ORDER BY id").fetchall()
    book.close()
    assert counts == [(SEGMENT_EVENTS,), (SEGMENT_EVENTS,), (1,)]
    assert audit(path).ok


class Keeping(RuleBasedStateMachine):
    """A book against a list: batches, commits, ends, and kills (a copy of the files as they lie there)."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "0.watchfloor"
        self.lives = 0
        self.book = Book(self.path)
        self.kept: dict[str, list[Event]] = {"a": [], "b": []}
        self.pending: list[Batch] = []
        self.due = {"a": 1, "b": 1}

    @rule(channel=st.sampled_from("ab"), count=st.integers(0, 5), text=st.text(max_size=5))
    def receive(self, channel: str, count: int, text: str) -> None:
        first = self.due[channel]
        received = [event(seq, channel, data=f"{seq}{text}") for seq in range(first, first + count)]
        self.due[channel] += count
        stored = self.due[channel] - 1
        self.pending.append(
            Batch(
                channel,
                1.0,
                1.0,
                received,
                f"map-{stored}",
                Totals(stored + 1, stored, 1),
                [gap(stored, channel)],
            )
        )

    @rule()
    def commit(self) -> None:
        self.book.write(self.pending)
        for each in self.pending:
            self.kept[each.channel] += each.events
        self.pending = []

    @rule(politely=st.booleans())
    def end(self, politely: bool) -> None:
        """Go on in a file closed as it should be, or in what a kill would have left."""
        if politely:
            self.book.close()
        else:
            self.lives += 1
            copy = self.folder / f"{self.lives}.watchfloor"
            for suffix in ("", "-wal"):
                if Path(f"{self.path}{suffix}").exists():
                    shutil.copy(f"{self.path}{suffix}", f"{copy}{suffix}")
            self.book.close()
            self.path = copy
        self.book = Book(self.path)
        self.pending = []
        for channel, events_ in self.kept.items():
            self.due[channel] = len(events_) + 1

    @invariant()
    def holds_what_was_committed(self) -> None:
        rows = self.book.connection.execute(
            "SELECT c.name, e.seq, e.data FROM event AS e JOIN channel AS c ON c.id = e.channel ORDER BY 1, 2"
        ).fetchall()
        assert rows == [(name, each.seq, each.data) for name in "ab" for each in self.kept[name]]

    def teardown(self) -> None:
        self.book.close()
        result = audit(self.path)
        assert result.ok, result
        shutil.rmtree(self.folder)


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)

"""Verify: a journal that nobody touched is proven; of one that was, the broken promise is named."""

import re
import shutil
from pathlib import Path

import apsw
import pytest

from tests.unit.journal.audit_case import SEEN, UNSEEN, live
from tests.unit.journal.sample import batch, event, events, journal
from tests.unit.journal.test_schema import older
from watchfloor.core.error import KnownError
from watchfloor.core.event import Totals
from watchfloor.core.happening import GapFound, Refused
from watchfloor.journal import schema
from watchfloor.journal.audit import audit
from watchfloor.journal.file import JournalDamagedError, JournalMissingError
from watchfloor.journal.writer.book import Book


def change(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def broken(path: Path) -> list[str]:
    result = audit(path)
    assert not result.ok
    return [*result.broken, *(sentence for channel in result.channels for sentence in channel.broken)]


def test_an_untouched_journal_is_proven(tmp_path: Path) -> None:
    result = audit(journal(tmp_path / "a.watchfloor", 100, channels=("map", "other")))
    assert result.ok
    assert [(channel.name, channel.counted, channel.totals) for channel in result.channels] == [
        ("map", 100, Totals(100, 100)),
        ("other", 100, Totals(100, 100)),
    ]


def test_an_empty_journal_is_proven(tmp_path: Path) -> None:
    assert audit(journal(tmp_path / "a.watchfloor", 0)).ok


def test_duplicates_refusals_and_gaps_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    received = batch(events(1, 3), [GapFound(channel="map", at_s=1.0, after="a", before="b", missing=4)])
    received.totals = Totals(received=7, stored=3, duplicates=2, refused={"oversize": 2}, missing=4)
    book.write([received])
    refused = batch([], [Refused(channel="map", at_s=2.0, after_seq=3, reason="unreadable", size_bytes=9)])
    refused.totals = Totals(received=8, stored=3, duplicates=2, refused={"oversize": 2, "unreadable": 1})
    refused.last_event_id = "map-3"
    book.write([refused])
    book.close()
    result = audit(path)
    assert result.ok
    assert result.channels[0].totals == refused.totals
    assert [(gap.after, gap.before, gap.missing) for gap in result.channels[0].gaps] == [("a", "b", 4)]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("DELETE FROM event WHERE id = 55", "commit 6 wrote 10 events .* 9 of them are here"),
        ("DELETE FROM event WHERE id = 100", "commit 10 wrote 10 events .* 9 of them are here"),
        ("UPDATE event SET data = replace(data, 'port', 'fort') WHERE id = 55", "does not match its digest"),
        ("UPDATE event SET received_us = received_us + 1 WHERE id = 55", "does not match its digest"),
        ("UPDATE event SET type = 'x' WHERE id = 55", "does not match its digest"),
        ("UPDATE event SET event_id = 'x' WHERE id = 55", "does not match its digest"),
        ("UPDATE event SET mark = 'late' WHERE id = 55", "does not match its digest"),
        ("UPDATE event SET seq = 999 WHERE id = 55", "9 of them are here"),
        ("UPDATE event SET channel = 2 WHERE id = 55", "9 of them are here"),
        (
            "INSERT INTO event SELECT 101, channel, 101, received_us, 0, 1, type, mark, 'x', data"
            " FROM event WHERE id = 100",
            "1 events are in the file that no commit wrote",
        ),
        (
            "UPDATE event SET data = (SELECT data FROM event WHERE id = 56) WHERE id = 55",
            "does not match its digest",
        ),
        ("DELETE FROM segment WHERE id = 6", "events 51 to 60 are missing before commit 7"),
        (
            "DELETE FROM segment WHERE id = 6; DELETE FROM event WHERE id BETWEEN 51 AND 60",
            "events 51 to 60 are missing before commit 7",
        ),
        (
            "DELETE FROM segment WHERE id = 10; DELETE FROM event WHERE id > 90",
            "events 91 to 100 are missing at its end",
        ),
        (
            """UPDATE channel SET totals = '{"received":90,"stored":100}'""",
            "its last commit is not the one that the channel ended with",
        ),
        (
            """UPDATE segment SET totals = '{"received":3,"stored":100}' WHERE id = 6""",
            "ledger of commit 6 does not balance",
        ),
        ("UPDATE channel SET last_event_id = 'map-200'", "is not the one that the channel ended with"),
        ("UPDATE segment SET last_event_id = 'map-200' WHERE id = 10", "does not match its digest"),
        ("UPDATE segment SET digest = zeroblob(16) WHERE id = 6", "does not follow from the one before"),
        ("UPDATE segment SET channel = 7 WHERE id = 6", "belongs to a channel that is not in the file"),
        ("UPDATE segment SET totals = 'x' WHERE id = 6", "the ledger of commit 6 cannot be read"),
        ("DELETE FROM happening", "does not match its digest"),
        ("UPDATE happening SET body = replace(body, ':2,', ':3,')", "does not match its digest"),
    ],
)
def test_a_change_by_hand_is_named(tmp_path: Path, sql: str, sentence: str) -> None:
    path = journal(tmp_path / "a.watchfloor", 90)
    book = Book(path)
    book.write(
        [
            batch(
                events(91, 100),
                [GapFound(channel="map", at_s=1.0, after_seq=95, after="a", before="b", missing=2)],
            )
        ]
    )
    book.close()
    assert audit(path).ok
    change(path, sql)
    sentences = broken(path)
    assert any(re.search(sentence, each) for each in sentences), sentences


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = live(tmp_path_factory.mktemp("lived") / "a.watchfloor")
    assert audit(path).ok
    return path


@pytest.mark.parametrize(("sql", "sentence"), SEEN)
def test_of_all_that_can_be_changed_the_broken_promise_is_named(
    lived: Path, tmp_path: Path, sql: str, sentence: str
) -> None:
    path = tmp_path / "a.watchfloor"
    shutil.copy(lived, path)
    change(path, sql)
    sentences = broken(path)
    assert any(re.search(sentence, each) for each in sentences), sentences


@pytest.mark.parametrize("sql", UNSEEN)
def test_what_the_rows_alone_cannot_prove_is_what_the_page_says(
    lived: Path, tmp_path: Path, sql: str
) -> None:
    """`docs/journal.md` lists these: where one is found out one day, the page has to be mended."""
    path = tmp_path / "a.watchfloor"
    shutil.copy(lived, path)
    change(path, sql)
    assert audit(path).ok


def test_a_file_of_any_format_is_proven_as_it_stands(tmp_path: Path) -> None:
    for version in range(1, schema.VERSION + 1):
        path = tmp_path / f"{version}.watchfloor"
        older(path, version)
        before = path.read_bytes()
        assert audit(path).ok
        assert path.read_bytes() == before, "who only reads upgrades nothing"


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 30)
    change(path, "UPDATE event SET data = CAST(x'ff00ff' AS TEXT) WHERE id = 15")
    assert "holds bytes that are no text" in broken(path)[0]


def test_a_pinned_event_that_was_changed_is_named(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 10)
    change(path, "INSERT INTO pin VALUES (5, 0, '', zeroblob(16)), (77, 0, '', zeroblob(16))")
    assert broken(path) == ["A pinned event is missing.", "the pinned event 5 was changed"]


def test_a_file_that_is_not_there_or_no_journal_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(JournalMissingError):
        audit(tmp_path / "a.watchfloor")
    (tmp_path / "b.watchfloor").write_bytes(b"no database" * 1000)
    with pytest.raises(KnownError, match="is not a Watchfloor journal"):
        audit(tmp_path / "b.watchfloor")
    raw = bytearray(journal(tmp_path / "c.watchfloor", 10).read_bytes())
    raw[:16] = bytes(16)
    (tmp_path / "c.watchfloor").write_bytes(raw)
    with pytest.raises(JournalDamagedError, match="damaged"):
        audit(tmp_path / "c.watchfloor")


def test_a_channel_is_proven_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch([event(1), event(2)])])
    assert audit(path).ok
    book.close()

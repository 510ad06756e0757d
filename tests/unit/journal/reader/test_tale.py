"""What a journal tells besides its events."""

from itertools import chain
from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, batch, events
from watchfloor.core.happening import AttemptEnded, GapFound, StateChanged
from watchfloor.journal.file import open_read
from watchfloor.journal.reader import tale
from watchfloor.journal.reader.search import END
from watchfloor.journal.reader.tale import Tale
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ten events in two commits: an attempt, a gap between them, and a pin."""
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    up = StateChanged(channel="map", at_s=AT_S, state="connected")
    ended = AttemptEnded(
        channel="map",
        at_s=AT_S + 5,
        after_seq=5,
        started_at_s=AT_S,
        status=200,
        lasted_s=5.0,
        outcome="reset",
    )
    gap = GapFound(channel="map", at_s=AT_S + 6, after_seq=5, after="map-5", before="map-9", missing=3)
    book.write([batch(events(1, 5), [up, ended])])
    book.write([batch(events(6, 10), [gap])])
    Retention(book, Keep()).pin(7, "look here", AT_S + 60)
    book.close()
    return path


def told(path: Path, *positions: int) -> list[list[tuple[int, str]]]:
    connection = open_read(path)
    told = Tale(connection)
    found = [[(line.position, line.kind) for line in told.up_to(position)] for position in positions]
    connection.close()
    return found


def test_each_line_is_told_once_where_it_happened(path: Path) -> None:
    whole = told(path, END)
    assert [kind for _, kind in whole[0]] == ["state", "attempt", "gap", "pin"]
    assert list(chain.from_iterable(told(path, 0, 4, 6, 7, END, END))) == whole[0]
    assert told(path, 6, END)[1] == [(7, "pin")]


def test_a_story_longer_than_a_page_is_told_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(path, END)
    monkeypatch.setattr(tale, "PAGE_ROWS", 1)
    assert told(path, END) == whole


def test_every_line_says_in_words_what_it_is(path: Path) -> None:
    connection = open_read(path)
    lines = {line.kind: line for line in Tale(connection).up_to(END)}
    connection.close()
    assert {kind: line.text for kind, line in lines.items()} == {
        "state": "Connected",
        "attempt": "A connection of 5.0 s (HTTP 200): reset",
        "gap": "3 events missing between id map-5 and id map-9",
        "pin": "look here",
    }
    assert (lines["pin"].after_seq, lines["pin"].details) == (7, {"seq": 7, "id": "map-7"})
    assert lines["gap"].details == {"after": "map-5", "before": "map-9", "missing": 3}


def test_what_was_dropped_comes_first(path: Path) -> None:
    book = Book(path)
    assert Retention(book, Keep(max_events=5)).apply(AT_S + 100) == 5
    book.close()
    connection = open_read(path)
    first, *rest = Tale(connection).up_to(END)
    connection.close()
    assert (first.kind, first.details["events"], first.channel) == ("dropped", 5, "map")
    assert first.text == "5 of the events 1 to 5 were dropped (retention)"
    assert "pin" in [line.kind for line in rest]

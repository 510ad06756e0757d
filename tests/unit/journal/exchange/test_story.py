"""The story beside the events, as other programs read it."""

import csv
import io
import json
from pathlib import Path

import apsw
import pyarrow.parquet as parquet
import pytest

from tests.unit.journal.sample import AT_S, batch, events
from watchfloor.core.error import KnownError
from watchfloor.core.happening import AlertRaised, AttemptEnded, GapFound, Happening, StateChanged
from watchfloor.core.query.parser import parse
from watchfloor.journal.exchange.export import Columns, sheet
from watchfloor.journal.exchange.story import (
    STORY_FIELDS,
    Story,
    StoryColumns,
    any_line,
    pour_both,
    pour_story,
)
from watchfloor.journal.reader.scan import Scan
from watchfloor.journal.writer.book import Book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    befell: list[Happening] = [
        AttemptEnded(
            channel="map", at_s=AT_S + 5, after_seq=5, started_at_s=AT_S, status=503, outcome="closed"
        ),
        StateChanged(channel="map", at_s=AT_S + 5, after_seq=5, state="reconnecting", retry_at_s=AT_S + 6),
        GapFound(channel="map", at_s=AT_S + 6, after_seq=5, after="=5", before="9\u2028", missing=3),
        AlertRaised(channel="map", at_s=AT_S + 7, after_seq=5, rule="Far", message="It is far", severity=4),
    ]
    book.write([batch(events(1, 5))])
    book.write([batch(events(6, 10), befell)])
    book.close()
    return path


def story(path: Path, format_: str, fields: tuple[str, ...] = STORY_FIELDS, where: str = "") -> bytes:
    stream = io.BytesIO()
    story = Story(path, parse(where), lambda: AT_S)
    pour_story(story, sheet(format_, stream, StoryColumns(fields), any_line), lambda *_: None)
    story.close()
    return stream.getvalue()


def lines(written: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.split(b"\n")[:-1]]


def test_a_line_is_an_object_with_what_its_kind_has_to_say(path: Path) -> None:
    rows = lines(story(path, "ndjson"))
    assert [row["kind"] for row in rows] == ["attempt", "state", "gap", "alert"]
    assert rows[2] == {
        "kind": "gap",
        "channel": "map",
        "at": "2025-11-20T06:26:46.000000Z",
        "after_seq": 5,
        "text": "3 events missing between id =5 and id 9\u2028",
        "after": "=5",
        "before": "9\u2028",
        "missing": 3,
    }
    assert (rows[0]["started_at"], rows[1]["retry_at"]) == (
        "2025-11-20T06:26:40.000000Z",
        "2025-11-20T06:26:46.000000Z",
    )
    assert len(story(path, "ndjson").decode().splitlines()) == 4


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ("type:gap", ["gap"]),
        ("type:attempt data.status:503", ["attempt"]),
        ("severity:>=4", ["alert"]),
        ("missing", ["gap"]),
        ("channel:other", []),
        (f"time:[{int(AT_S) + 6} TO {int(AT_S) + 8}]", ["gap", "alert"]),
    ],
)
def test_a_query_chooses_lines_as_it_chooses_events(path: Path, where: str, kinds: list[str]) -> None:
    assert [row["kind"] for row in lines(story(path, "ndjson", where=where))] == kinds


def test_a_table_has_a_row_a_line_and_no_formula(path: Path) -> None:
    text = story(path, "csv", ("kind", "after", "missing", "details"), "type:gap").decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert header == ["kind", "after", "missing", "details"]
    assert row[:3] == ["gap", "'=5", "3"]
    assert json.loads(row[3]) == {"after": "=5", "before": "9\u2028", "missing": 3}


def test_parquet_has_moments_and_numbers(path: Path) -> None:
    table = parquet.read_table(io.BytesIO(story(path, "parquet")))
    assert table.num_rows == 4
    assert [str(field.type) for field in table.schema][2:4] == ["timestamp[us, tz=UTC]", "int64"]
    assert table.column("at")[2].as_py().isoformat() == "2025-11-20T06:26:46+00:00"


def both(path: Path, where: str = "") -> list[str]:
    """What was written, each event by its number and each line by its kind; counted as it was told."""
    stream, query = io.BytesIO(), parse(where)
    scan, between = Scan(path, lambda: AT_S), Story(path, query, lambda: AT_S)
    counts = [0, 0]

    def told(_: int, events: int, lines: int) -> None:
        counts[0] += events
        counts[1] += lines

    out = sheet("ndjson", stream, Columns((), scan.read), any_line)
    pour_both(scan, query, between, out, told)
    scan.close()
    between.close()
    rows = lines(stream.getvalue())
    assert counts == [sum("seq" in row and "data" in row for row in rows), sum("kind" in row for row in rows)]
    return [str(row.get("kind") or row["seq"]) for row in rows]


def test_between_the_events_it_stands_where_it_happened(path: Path) -> None:
    first, last = [str(seq) for seq in range(1, 6)], [str(seq) for seq in range(6, 11)]
    assert both(path) == [*first, "attempt", "state", "gap", "alert", *last]
    assert both(path, "seq:>100") == []
    assert both(path, "type:gap OR seq:9") == ["gap", "9"]


def test_a_damaged_file_is_said(path: Path) -> None:
    connection = apsw.Connection(str(path))
    size_bytes = int(connection.execute("PRAGMA page_size").get)
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'happening'").get
    connection.close()
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * size_bytes : page * size_bytes] = b"\xaa" * size_bytes
    path.write_bytes(raw)
    with pytest.raises(KnownError, match="is damaged"):
        story(path, "ndjson")

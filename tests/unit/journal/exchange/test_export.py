"""Export: every form holds what was received, and does no harm where it is opened."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from tests.unit.journal.sample import AT_S, event, read
from watchfloor.core.event import Event
from watchfloor.journal.exchange.export import Columns, format_of, ndjson_line, safe_cell, sheet

ODD = "\u2028 \u2029 \u0085 \x0b \x0c \x1c \x1d \x1e \r\n 'ü' \0 \"x\" \\u2028"


def test_a_row_has_exactly_these_keys() -> None:
    row = json.loads(ndjson_line(event(1, data="hello")))
    assert row == {
        "id": "map-1",
        "type": "map-event",
        "data": "hello",
        "received_at": "2025-11-20T06:26:41.000000Z",
        "seq": 1,
        "channel": "map",
    }


def test_nothing_but_its_end_divides_a_line() -> None:
    line = ndjson_line(event(1, data=ODD, type="a\u2028b", id="\u0085"))
    assert line.endswith(b"}\n")
    assert len(line.decode().splitlines()) == 1
    assert line.count(b"\n") == 1
    row = json.loads(line)
    assert (row["data"], row["type"], row["id"]) == (ODD, "a\u2028b", "\u0085")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("value", ["", "a=1", "hello", 5, -3.5, None])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value


def written(format_: str, fields: tuple[str, ...], events: list[Event]) -> bytes:
    stream = io.BytesIO()
    out = sheet(format_, stream, Columns(fields, read))
    out.write(events[:1])
    out.write(events[1:])
    out.close()
    return stream.getvalue()


def test_csv_holds_the_chosen_fields() -> None:
    fields = (
        "seq",
        "received_at",
        "kind",
        "severity",
        "time",
        "source.name",
        "to",
        "lat",
        "data",
        "no.where",
    )
    events = [event(1), event(2, data='=1\n2,"3"'), event(3, data="\0")]
    raw = written("csv", fields, events)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(fields)
    assert rows[1][:6] == [
        "1",
        "2025-11-20T06:26:41.000000Z",
        "drone",
        "2",
        "2025-11-20T06:26:41.000000Z",
        "AFP",
    ]
    assert json.loads(rows[1][6])["label"] == "Damascus"
    assert rows[1][7:] == ["34.5", event(1).data, ""]
    assert rows[2][8] == '\'=1\n2,"3"'
    assert rows[3][8] == "\ufffd"


def test_parquet_has_types() -> None:
    fields = ("seq", "received_at", "severity", "kind", "data", "value", "source.name")
    table = parquet.read_table(
        io.BytesIO(written("parquet", fields, [event(1), event(2, data="x"), event(3)]))
    )
    assert [str(field.type) for field in table.schema] == [
        "int64",
        "timestamp[us, tz=UTC]",
        "double",
        "string",
        "string",
        "double",
        "string",
    ]
    rows = table.to_pylist()
    assert [row["seq"] for row in rows] == [1, 2, 3]
    assert rows[0]["received_at"].timestamp() == AT_S + 1
    assert (rows[0]["severity"], rows[0]["source.name"], rows[0]["data"]) == (2.0, "AFP", event(1).data)
    assert (rows[1]["severity"], rows[1]["source.name"], rows[1]["data"]) == (None, None, "x")


@pytest.mark.parametrize(
    ("name", "format_"), [("a.csv", "csv"), ("a.JSONL", "ndjson"), ("a.parquet", "parquet"), ("a.txt", None)]
)
def test_the_ending_tells_the_format(name: str, format_: str | None) -> None:
    assert format_of(Path(name)) == format_

"""A query means the same everywhere: put to live events, to the indexes, and to what is not indexed yet."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.predicate import matches
from watchfloor.core.query.sql import plan
from watchfloor.core.query.tree import (
    All,
    And,
    Exists,
    Field,
    Moment,
    Near,
    Node,
    Not,
    Number,
    Or,
    Pattern,
    Span,
    Text,
)
from watchfloor.core.query.wording import ANY, ONE, words_of
from watchfloor.journal.book import Book
from watchfloor.journal.index import Index
from watchfloor.journal.search import END, Search

NOW_S = 1_795_156_769.0
WORDS = (
    "port",
    "Port Closure",
    "café",
    "CAFE",
    "北京",
    "a-b",
    "x_y",
    "o'neil",
    "7",
    "2.50",
    "true",
    "Ωmega",
    "ﬁne",
)
SIGNS = ("", " ", "\n", "\\", '"', "\0", "\u2028", "é", "—", "\U0001f600")
NUMBERS = (0, 1, 2, 2.5, -3, 5, 7, 1e3, 0.1, 123456789012)

texts = st.lists(st.sampled_from(WORDS + SIGNS), max_size=4).map(" ".join)
leaves = st.one_of(texts, st.sampled_from(NUMBERS), st.booleans(), st.none(), st.just("2026-11-20T06:00:00Z"))
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
datas = st.one_of(
    st.builds(json.dumps, documents, ensure_ascii=st.booleans()),
    texts,
    st.sampled_from(['{"a": 1', '{"a":"\\ud800"}', '{"a":1e999}', "[]", "NaN", '{"a":"x","a":"port"}']),
)
readings = st.none() | st.builds(
    Reading,
    kind=st.sampled_from(["", "drone", "Air Strike"]),
    time_s=st.sampled_from([None, NOW_S - 30, NOW_S - 7200, 1e300, float("nan"), -5.0]),
    title=texts,
    severity=st.sampled_from([None, 1, 2, 5]),
    confidence=st.sampled_from([None, 0.1, 0.75]),
    place_lat=st.sampled_from([None, 0.0, 33.5, 89.0, float("nan")]),
    place_lon=st.sampled_from([None, 36.3, 179.9, -179.9]),
    place=texts,
    from_place=texts,
    source=texts,
    metric=st.sampled_from(["", "load"]),
    value=st.sampled_from([None, 0.1, 2.5, -1.0, float("inf")]),
    text=texts,
)
events = st.lists(
    st.tuples(
        st.sampled_from(["map", "Other Feed"]),
        st.sampled_from(["message", "map-event", "Té", "drone"]),
        datas,
        st.sampled_from(["", "e-1", "e-2", "é", "10"]),
        st.booleans(),
        st.sampled_from(["", "late", "altered"]),
        st.sampled_from([0.0, 1.5, 60.0, 3600.25, 90000.0]),
        readings,
    ),
    min_size=1,
    max_size=8,
)

query_words = st.sampled_from(
    [
        *WORDS,
        "por" + ANY,
        ANY + "ort",
        "p" + ONE + "rt",
        "closure",
        "port clos" + ANY,
        "b",
        "y",
        "cafe",
        "e-1",
        "10",
        "n",
    ]
).map(words_of)
patterns = st.sampled_from(["port", "^p", "o.t$", "é", "[0-9]+", "\\d", "x|y"]).map(Pattern)
moments = st.sampled_from(
    [
        Moment(0.0, relative=True),
        Moment(-60.0, relative=True),
        Moment(0.0, 86400.0, relative=True, round_to="d"),
    ]
) | st.sampled_from([Moment(NOW_S - 3600), Moment(NOW_S - 30, 1.0)])
numbers = st.sampled_from([float(number) for number in NUMBERS])


def spans(ends: st.SearchStrategy[float | Moment | str]) -> st.SearchStrategy[Span]:
    return st.builds(Span, st.none() | ends, st.none() | ends, st.booleans(), st.booleans())


def number_value(number: float) -> Number:
    return Number(number, words_of(f"{number:g}"))


exists = st.just(Exists())
keyword_value = st.one_of(query_words, patterns, exists)
number_values = st.one_of(numbers.map(number_value), spans(numbers), exists)
paths = st.lists(st.sampled_from(["a", "b", "c", "0", "1"]), min_size=1, max_size=3).map(tuple)
json_values = st.one_of(
    query_words, patterns, exists, number_values, spans(moments), spans(st.sampled_from(["a", "port", "q"]))
)
terms: st.SearchStrategy[Node] = st.one_of(
    st.just(All()),
    (query_words | patterns).map(Text),
    st.builds(Field, st.sampled_from([("channel",), ("type",), ("id",), ("mark",)]), keyword_value),
    st.builds(
        Field,
        st.sampled_from([("title",), ("place",), ("from",), ("source",), ("metric",), ("text",)]),
        keyword_value,
    ),
    st.builds(
        Field,
        st.sampled_from([("severity",), ("confidence",), ("value",), ("seq",), ("size",)]),
        number_values,
    ),
    st.builds(Field, st.sampled_from([("time",), ("received",)]), st.one_of(moments, spans(moments), exists)),
    st.builds(
        Near,
        st.sampled_from([0.0, 33.4, -89.0]),
        st.sampled_from([36.0, 180.0]),
        st.sampled_from([1.0, 60.0, 9e3]),
    ),
    st.builds(Field, paths, json_values),
    st.builds(Field, paths.map(lambda path: ("data", *path)), json_values),
    st.builds(Field, st.just(("data",)), json_values),
)
trees = st.recursive(
    terms,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


class Sample:
    """Random events in a file, with the first few of them indexed."""

    def __init__(self, path: Path, rows: list[tuple[object, ...]], indexed: int) -> None:
        self.events: list[Event] = []
        self.readings: dict[tuple[str, int], Reading | None] = {}
        seqs: dict[str, int] = {}
        book = Book(path)
        for channel, type_, data, id_, own_id, mark, age_s, reading in rows:
            name = str(channel)
            seqs[name] = seq = seqs.get(name, 0) + 1
            at_s = NOW_S - float(age_s)  # type: ignore[arg-type]
            event = Event(name, seq, at_s, str(type_), str(data), str(id_), bool(own_id), str(mark))
            self.events.append(event)
            self.readings[name, seq] = reading  # type: ignore[assignment]
            book.write([Batch(name, at_s, 0.0, [event], event.id, Totals(seq, seq))])
        Index(book.connection, self.read).finish(min(indexed, len(rows)))
        book.close()

    def read(self, event: Event) -> Reading | None:
        return self.readings[event.channel, event.seq]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("agreement")


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(rows=events, queries=st.lists(trees, min_size=1, max_size=12), indexed=st.integers(0, 8))
def test_sql_and_predicate_agree(
    rows: list[tuple[object, ...]], queries: list[Node], indexed: int, folder: Path
) -> None:
    for old in folder.iterdir():
        old.unlink()
    sample = Sample(folder / "a.watchfloor", rows, indexed)
    search = Search(folder / "a.watchfloor", sample.read, lambda: NOW_S)
    try:
        for query in queries:
            test = matches(query, sample.read, lambda: NOW_S)
            wanted = [position for position, event in enumerate(sample.events, 1) if test(event)]
            found = search.positions(query, 0, END, 100, newest=True)
            assert found == wanted[::-1], query
            assert search.positions(query, 0, END, 100, newest=False) == wanted, query
            assert search.count(query, None) == len(wanted), query
            assert search.positions(query, 2, 6, 2, newest=True) == [p for p in wanted if 2 < p < 6][::-1][:2]
    finally:
        search.close()


def test_wide_and_deep_queries_fit_into_sqlite(folder: Path) -> None:
    for old in folder.iterdir():
        old.unlink()
    row = ("map", "message", '{"a":"port"}', "e-1", True, "", 0.0, None)
    sample = Sample(folder / "a.watchfloor", [row] * 3, 2)
    search = Search(folder / "a.watchfloor", sample.read, lambda: NOW_S)
    deep: Node = Text(words_of("port"))
    for turn in range(50):
        deep = Not(Not(And((deep, Field(("severity",), Exists()))))) if turn % 2 else Or((deep, All()))
    wide = Or(tuple(Field(("severity",), number_value(float(number))) for number in range(2_000)))
    many = And(tuple(Text(words_of(f"port w{number}*")) for number in range(1_000)))
    either = Or((*(Text(words_of(f"w{number}")) for number in range(2_000)), Text(words_of("port"))))
    for query, count in ((deep, None), (wide, 0), (many, 0), (either, 3)):
        test = matches(query, sample.read, lambda: NOW_S)
        expected = sum(map(test, sample.events))
        assert search.count(query, None) == expected
        assert count is None or expected == count
    search.close()


def test_words_go_to_the_index_and_ranges_to_the_zones() -> None:
    """What makes a query quick: said of the plan, so that no clock is needed to see it break."""
    first = plan(And((Text(words_of("port closure")), Field(("severity",), Span(4.0, None)))), NOW_S)
    assert first.words == '("port closure")'
    assert "r.severity >= ?" in first.where
    assert not first.needs_event
    second = plan(
        And(
            (Field(("type",), words_of("drone")), Field(("time",), Span(Moment(-60.0, relative=True), None)))
        ),
        NOW_S,
    )
    assert "z.max_time_us >= ?" in second.zones
    assert "z.kinds" in second.zones
    assert not second.needs_event
    third = plan(Field(("source", "name"), words_of("Reuters")), NOW_S)
    assert third.words == '("reuters")'
    assert third.needs_event

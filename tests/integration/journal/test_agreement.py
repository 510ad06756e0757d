"""A query means the same everywhere: put to live events, to the indexes, and to what is not indexed yet."""

import json
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import matches
from watchfloor.core.query.tree import (
    All,
    And,
    Bound,
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
    Value,
    Within,
    Words,
)
from watchfloor.core.query.wording import ANY, ONE, words_of
from watchfloor.journal.index import Index
from watchfloor.journal.reader.search import END, Search
from watchfloor.journal.writer.book import Book

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
    "e\u0301te\u0301",  # accents that stand alone
    "\u212aelvin",
    "İzmir",
    "Straße",
    "007",
    "９.5",
    "9.50",
    "1e3",
    "100%_",
    "a*b?c",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
)
SIGNS = ("", " ", "\n", "\\", '"', "\0", "\u2028", "é", "—", "\U0001f600")
NUMBERS = (0, 1, 2, 2.5, -3, 5, 7, 1e3, 0.1, 123456789012, -0.0, 2**53 + 1, 10**30, 1e-7, 9.5, 1795156739)

CHANNELS = ("map", "Other Feed")
TYPES = ("message", "map-event", "Té", "drone", "x\0y")
IDS = ("", "e-1", "e-2", "é", "10", "0010", "9", "a*b", "'; DROP", "x\0y")
MARKS = ("", "late", "altered")
AGES_S = (0.0, 1.5, 60.0, 3600.25, 90000.0)
KINDS = ("", "drone", "Air Strike")
TIMES_S = (None, NOW_S - 30, NOW_S - 7200, 1e300, float("nan"), -5.0)
SEVERITIES = (None, 1, 2, 5)
LATITUDES = (None, 0.0, 33.5, 89.0, 90.0, -90.0, -89.9, float("nan"))
LONGITUDES = (None, 36.3, 179.9, -179.9, 180.0, -180.0, 0.0, float("inf"))
VALUES = (None, 0.1, 2.5, -1.0, 0.1 + 0.2, 5e-324, 2.0**53 + 2, float("inf"), float("nan"))
DATES = (
    "2026-11-20T06:00:00Z",
    "2026-11-20T12:00:00+05:45",
    "2026-11-20T06:39:00.5-00:30",
    "2026-11-20",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30",
)

texts = st.lists(st.sampled_from(WORDS + SIGNS), max_size=4).map(" ".join)
leaves = st.one_of(texts, st.sampled_from(NUMBERS), st.booleans(), st.none(), st.sampled_from(DATES))
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
datas = st.one_of(
    st.builds(json.dumps, documents, ensure_ascii=st.booleans()),
    texts,
    st.sampled_from(
        [
            '{"a": 1',
            '{"a":"\\ud800"}',
            '{"a":1e999}',
            "[]",
            "NaN",
            '{"a":"x","a":"port"}',
            '{"a":[[1,[2,[3]]],{"b":[[7]]}]}',
            '{"a": "9.50", "b": "007"}',
            '{ "a" : 2.5e0 ,"c":{"a":7}}',
            '{"\\u0061":7}',
            '{"a":123456789012345678901234567890,"b":-0.0}',
            '{"x":"\\"a\\":7"}',
            '"a"',
            "7",
        ]
    ),
)
readings = st.none() | st.builds(
    Reading,
    kind=st.sampled_from(KINDS),
    time_s=st.sampled_from(TIMES_S),
    title=texts,
    severity=st.sampled_from(SEVERITIES),
    confidence=st.sampled_from([None, 0.1, 0.75]),
    place_lat=st.sampled_from(LATITUDES),
    place_lon=st.sampled_from(LONGITUDES),
    place=texts,
    from_place=texts,
    source=texts,
    metric=st.sampled_from(["", "load"]),
    value=st.sampled_from(VALUES),
    text=texts,
)
events = st.lists(
    st.tuples(
        st.sampled_from(CHANNELS),
        st.sampled_from(TYPES),
        datas,
        st.sampled_from(IDS),
        st.booleans(),
        st.sampled_from(MARKS),
        st.sampled_from(AGES_S),
        readings,
    ),
    min_size=1,
    max_size=8,
)

QUERY_WORDS = (
    *WORDS,
    "por" + ANY,
    ANY + "ort",
    "p" + ONE + "rt",
    "closure",
    "port clos" + ANY,
    ANY,
    ANY + ANY + "t",
    "a" + ANY + "a" + ANY + "a" + ANY + "b",
    ANY + "a" + ONE + "a" + ANY + "!",
    ONE + ONE + ONE,
    "p" + ANY + "t c" + ANY + "o" + ANY + "e",
    "%" + ANY + "_",
    "été",
    "kelvin",
    "strasse",
    "00" + ONE,
    "'; DROP",
    *("b", "y", "cafe", "e-1", "10", "n", "map", "late", "load", "air strike"),
)
PATTERNS = (
    "port",
    "^p",
    "o.t$",
    "é",
    "[0-9]+",
    "\\d",
    "x|y",
    "(a|aa)+$",
    "(p|po)*rt",
    "\\bport\\b",
    "caf(e|é)|9\\.50",
    "o+r?t",
    "(port|café) ?[cC]los",
    "clos(ure|ed)|kelvin",
    "map-event .",
    "[^a]*é\\s*$",
    "(?-i:Port)",
    '"a":\\s*7',
    "a\\/b|'",
    "(.*o){3}",
    "\\0",
)
MOMENTS = (
    Moment(0.0, relative=True),
    Moment(-60.0, relative=True),
    Moment(0.0, 86400.0, relative=True, round_to="d"),
    Moment(NOW_S - 3600),
    Moment(NOW_S - 30, 1.0),
    Moment(-1e17, relative=True),
    Moment(1e17, relative=True),
)
query_words = st.sampled_from(QUERY_WORDS).map(words_of)
patterns = st.sampled_from(PATTERNS).map(Pattern)
moments = st.sampled_from(MOMENTS)
numbers = st.sampled_from([float(number) for number in NUMBERS])


def spans(ends: st.SearchStrategy[float | Moment | str]) -> st.SearchStrategy[Span]:
    return st.builds(Span, st.none() | ends, st.none() | ends, st.booleans(), st.booleans())


def number_value(number: float) -> Number:
    return Number(number, words_of(f"{number:g}"))


exists = st.just(Exists())
keyword_value = st.one_of(
    query_words, patterns, exists, spans(st.sampled_from(["a", "e-1", "port", "é"])), spans(numbers)
)
number_values = st.one_of(numbers.map(number_value), spans(numbers), exists)
paths = st.lists(st.sampled_from(["a", "b", "c", "0", "1"]), min_size=1, max_size=3).map(tuple)
json_values = st.one_of(
    query_words,
    patterns,
    exists,
    number_values,
    spans(moments),
    spans(st.sampled_from(["a", "port", "q", ""])),
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
        st.sampled_from([0.0, 33.4, -89.0, 90.0, -90.0]),
        st.sampled_from([36.0, 180.0, -180.0, 0.0]),
        st.sampled_from([0.0, 1.0, 60.0, 9e3, 10_007.5, 20_100.0]),
    ),
    st.builds(
        Within,
        st.sampled_from([-90.0, 0.0, 33.4]),
        st.sampled_from([-180.0, 36.0, 170.0]),
        st.sampled_from([33.5, 90.0]),
        st.sampled_from([-170.0, 36.3, 180.0]),
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


def cleared(folder: Path) -> Path:
    for old in folder.iterdir():
        old.unlink()
    return folder / "a.watchfloor"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Sample, Search]]]:
    """A hundred different events, in files whose indexes hold none, some and all of them."""
    rng = random.Random(20)
    rows = [_random_row(rng) for _ in range(100)]
    files = []
    for indexed in (0, 60, 100):
        path = tmp_path_factory.mktemp("many") / "a.watchfloor"
        sample = Sample(path, rows, indexed)
        files.append((sample, Search(path, sample.read, lambda: NOW_S)))
    yield files
    for _, search in files:
        search.close()


def _random_row(rng: random.Random) -> tuple[object, ...]:
    def text() -> str:
        return " ".join(rng.choice(WORDS + SIGNS) for _ in range(rng.randrange(4)))

    def value(depth: int) -> object:
        match rng.randrange(7 if depth else 5):
            case 0 | 1:
                return text()
            case 2 | 3:
                return rng.choice(NUMBERS)
            case 4:
                return rng.choice((True, False, None, *DATES))
            case 5:
                return [value(depth - 1) for _ in range(rng.randrange(3))]
        return {name: value(depth - 1) for name in rng.sample("abc", rng.randrange(4))}

    reading = Reading(
        kind=rng.choice(KINDS),
        time_s=rng.choice(TIMES_S),
        title=text(),
        severity=rng.choice(SEVERITIES),
        confidence=rng.choice((None, 0.1, 0.75)),
        place_lat=rng.choice(LATITUDES),
        place_lon=rng.choice(LONGITUDES),
        place=text(),
        from_place=text(),
        source=text(),
        metric=rng.choice(("", "load")),
        value=rng.choice(VALUES),
        text=text(),
    )
    document = {name: value(2) for name in "abc"}
    data = json.dumps(document, ensure_ascii=rng.random() < 0.5) if rng.random() < 0.85 else text()
    return (
        rng.choice(CHANNELS),
        rng.choice(TYPES),
        data,
        rng.choice(IDS),
        rng.random() < 0.7,
        rng.choice(MARKS),
        rng.choice(AGES_S),
        reading if rng.random() < 0.85 else None,
    )


def agree(query: Node, sample: Sample, search: Search) -> None:
    test = matches(query, sample.read, lambda: NOW_S)
    wanted = [position for position, event in enumerate(sample.events, 1) if test(event)]
    assert search.positions(query, 0, END, 1000, newest=True) == wanted[::-1], query
    assert search.positions(query, 0, END, 1000, newest=False) == wanted, query
    assert search.count(query, None) == len(wanted), query
    assert search.positions(query, 2, 70, 2, newest=True) == [p for p in wanted if 2 < p < 70][::-1][:2]


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(query=terms | trees)
def test_sql_and_predicate_agree_on_any_query(query: Node, many: list[tuple[Sample, Search]]) -> None:
    for sample, search in many:
        agree(query, sample, search)


PIECES = (
    *("port", "café", "*", "a*b", '"', '"port closure"', "(", ")", "[", "]", "{", " TO ", " AND ", " OR "),
    *("NOT ", "-", "/por/", "/(a|aa)+$/", "severity:", "title:", "type:", "id:", "data.a:", "a:", "b.c:"),
    *("a.0:", "time:", "received:", "value:", "seq:", "mark:", "channel:", ">", ">=", "<", "2", "2.5", "007"),
    *("now", "now/d", "now+999999999y", "2026-11-20T12:00:00+05:45", "near:(89,180,300km)", "\\", "~", ":"),
    *("within:(-90,170,90,-170)", "_exists_:", "\0", "\ue000", "北京", "'", "%", "[2 TO 5]", "{-1 TO *}"),
    *("[5 TO 2]", "[a TO p]", "true", "data:", "text:", "from:", "e-*", " ", " "),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_whatever_is_typed_means_the_same_everywhere(text: str, many: list[tuple[Sample, Search]]) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    for sample, search in many:
        agree(query, sample, search)


ENDS = (None, -3.0, 0.1, 1.0, 2.0, 2.5, 5.0, 7.0, 1e3)
TEXT_FIELDS = (
    *("channel", "type", "id", "mark", "title", "place", "from", "source", "metric", "text"),
    *("a", "data"),
)
NUMBER_FIELDS = ("severity", "confidence", "value", "seq", "size", "b")


def _each_term() -> list[Node]:
    """Every kind of condition with every value of its kind, alone."""
    wordings: list[Words | Pattern] = [*map(words_of, QUERY_WORDS), *map(Pattern, PATTERNS)]
    terms: list[Node] = [Text(value) for value in wordings]
    terms += [Field((name,), value) for name in TEXT_FIELDS for value in (*wordings, Exists())]
    number_values: list[Value] = [*(number_value(end) for end in ENDS if end is not None), *_spans(ENDS)]
    terms += [Field((name,), value) for name in NUMBER_FIELDS for value in number_values]
    time_values: list[Value] = [*MOMENTS, *_spans((None, *MOMENTS))]
    terms += [Field((name,), value) for name in ("time", "received") for value in time_values]
    return terms + _each_area()


def _spans(ends: Sequence[Bound]) -> list[Span]:
    return [Span(*each) for each in product(ends, ends, (True, False), (True, False))]


def _each_area() -> list[Node]:
    near = product(
        (0.0, 33.4, -89.0, 89.0, 90.0, -90.0), (36.0, 180.0, -180.0), (0.0, 1.0, 60.0, 9e3, 20_100.0)
    )
    within = product((-90.0, 33.4), (-180.0, 36.0, 170.0), (33.5, 90.0), (-170.0, 36.3, 180.0))
    return [*(Near(*each) for each in near), *(Within(*each) for each in within)]


def test_sql_and_predicate_agree_on_every_condition(many: list[tuple[Sample, Search]]) -> None:
    found = 0
    for term in _each_term():
        sample, search = many[1]
        agree(term, sample, search)
        agree(Not(term), sample, search)
        found += bool(search.count(term, 1))
    assert found > 400, "most conditions are met by some event"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=events, queries=st.lists(trees, min_size=1, max_size=8), indexed=st.integers(0, 8))
def test_sql_and_predicate_agree_on_any_events(
    rows: list[tuple[object, ...]], queries: list[Node], indexed: int, folder: Path
) -> None:
    path = cleared(folder)
    sample = Sample(path, rows, indexed)
    search = Search(path, sample.read, lambda: NOW_S)
    try:
        for query in queries:
            agree(query, sample, search)
    finally:
        search.close()


def test_wide_and_deep_queries_fit_into_sqlite(folder: Path) -> None:
    path = cleared(folder)
    row = ("map", "message", '{"a":"port"}', "e-1", True, "", 0.0, None)
    sample = Sample(path, [row] * 3, 2)
    search = Search(path, sample.read, lambda: NOW_S)
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

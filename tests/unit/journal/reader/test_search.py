"""Words beside a condition that zones know of: the same events, found where zones say that they can be."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, batch, event, read
from watchfloor.core.query.parser import parse
from watchfloor.journal.index import SLICE_EVENTS, Index
from watchfloor.journal.reader.search import END, Search
from watchfloor.journal.writer.book import Book

ZONES = 7
SEVERITIES = (1, 1, 5, 2, 5, 5, 3)  # of all events in each zone
EVENTS = ZONES * SLICE_EVENTS
QUERIES: dict[str, Callable[[int], bool]] = {
    "closure severity:5": lambda severity: severity == 5,
    "closure severity:>=3": lambda severity: severity >= 3,
    "closure severity:>3": lambda severity: severity > 3,
    "closure severity:<=2": lambda severity: severity <= 2,
    "closure severity:>5": lambda severity: severity > 5,
    '"port 77" severity:1': lambda severity: severity == 1,
}


def data(number: int) -> str:
    severity = SEVERITIES[(number - 1) // SLICE_EVENTS]
    title = f"Port {number % 100}: closure"
    place = {"lat": 33.5, "lon": 36.3}
    return json.dumps({"type": "strike", "title": title, "time": AT_S, "severity": severity, "to": place})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "a.watchfloor"
    book = Book(path)
    book.write([batch([event(seq, data=data(seq)) for seq in range(1, EVENTS + 1)])])
    index = Index(book.connection, read)
    while index.step(book.last_id):
        pass
    book.close()
    return path


@pytest.fixture
def search(path: Path) -> Iterator[Search]:
    search = Search(path, read, lambda: AT_S)
    yield search
    search.close()


def expected(query: str) -> list[int]:
    wanted = QUERIES[query]
    return [
        number
        for number in range(1, EVENTS + 1)
        if wanted(SEVERITIES[(number - 1) // SLICE_EVENTS]) and ("77" not in query or number % 100 == 77)
    ]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(("low", "high"), [(0, END), (SLICE_EVENTS + 7, EVENTS - 9), (EVENTS, END)])
@pytest.mark.parametrize("limit", [1, 3 * SLICE_EVENTS // 2, EVENTS])
def test_they_are_found_in_order_from_either_end(
    search: Search, query: str, low: int, high: int, limit: int
) -> None:
    within = [position for position in expected(query) if low < position < high]
    tree = parse(query)
    assert search.positions(tree, low, high, limit, newest=False) == within[:limit]
    assert search.positions(tree, low, high, limit, newest=True) == within[::-1][:limit]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("at_most", [None, 1, SLICE_EVENTS + 1, EVENTS])
def test_they_are_counted_as_far_as_asked(search: Search, query: str, at_most: int | None) -> None:
    count = len(expected(query))
    assert search.count(parse(query), at_most) == (count if at_most is None else min(count, at_most))


def steps(search: Search, query: str) -> int:
    """Instructions of SQLite's machine: a row that is looked at takes several."""
    taken = 0

    def step() -> bool:
        nonlocal taken
        taken += 1
        return False

    search.connection.set_progress_handler(step, 1)
    search.positions(parse(query), 0, END, EVENTS, newest=True)
    return taken


@pytest.mark.parametrize("query", ["closure severity:>5", "severity:>5", "closure source:Nobody"])
def test_what_no_zone_has_is_looked_for_in_none(search: Search, query: str) -> None:
    assert steps(search, query) < EVENTS


def test_zones_between_those_that_have_it_are_passed_over(search: Search) -> None:
    """The first two zones and the last, of seven."""
    assert steps(search, "closure (severity:1 OR severity:3)") < steps(search, "closure severity:>0") * 2 / 3


@pytest.mark.parametrize("query", ["rank:>1", "_exists_:rank", "rank:7 severity:>2", 'rank:"high up"'])
def test_a_name_that_no_event_has_is_looked_for_in_none(search: Search, query: str) -> None:
    assert steps(search, query) < EVENTS


def test_what_few_have_under_a_name_is_found_and_so_is_what_most_have(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    texts = [
        json.dumps({"rank": number} if number % 1000 == 7 else {"value": number}) for number in range(6_000)
    ]
    book.write([batch([event(seq, data=text) for seq, text in enumerate(texts)][1:])])
    Index(book.connection, read).finish(book.last_id)
    book.close()
    search = Search(path, read, lambda: AT_S)
    found = {
        query: search.positions(parse(query), 0, END, 6_000, newest=False)
        for query in ("rank:>2000", "_exists_:rank", "data.value:[5000 TO 5008]", "id:map-599*")
    }
    search.close()
    assert found == {
        "rank:>2000": [2007, 3007, 4007, 5007],
        "_exists_:rank": [7, 1007, 2007, 3007, 4007, 5007],
        "data.value:[5000 TO 5008]": [number for number in range(5000, 5009) if number != 5007],
        "id:map-599*": [599, *range(5990, 6000)],
    }

"""What the newest events of a journal are made of: the fields and values that a query could name."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections import Counter

from watchfloor.core.event import Event
from watchfloor.core.query import suggestion
from watchfloor.core.query.field import FIELDS, json_path
from watchfloor.core.query.outline import leaves
from watchfloor.core.query.tree import All
from watchfloor.journal.reader.search import END, Search

_SAMPLE_READINGS = 5_000
_SAMPLE_EVENTS = 200
_READ_COLUMNS = {
    "type": "kind",
    "source": "source",
    "place": "place",
    "from": "from_place",
    "metric": "metric",
}


def values(search: Search, field: str) -> list[tuple[str, int]]:
    """The values that a field has in the newest events, and how often."""
    column = _READ_COLUMNS.get(field)
    connection = search.connection
    if field == "channel":
        return [(name, seq) for name, seq in connection.execute("SELECT name, last_seq FROM channel")]
    counted: Counter[str] = Counter()
    if column is not None or field == "severity":
        sql = (
            f"SELECT {column or field}, count(*) FROM"
            f" (SELECT {column or field} FROM reading ORDER BY event DESC LIMIT {_SAMPLE_READINGS})"
            f" WHERE {column or field} <> '' GROUP BY 1"
        )
        for value, count in connection.execute(sql):
            counted[f"{value:g}" if isinstance(value, float) else value] += count
    if field in FIELDS and field != "type":
        return list(counted.items())
    path = ".".join(json_path(tuple(field.split("."))))
    for event in _newest(search):
        if field == "type":
            counted[event.type] += 1
            continue
        counted.update(
            value for name, value in leaves(event) if name == path and len(value) <= suggestion.LONGEST
        )
    return list(counted.items())


def paths(search: Search) -> list[str]:
    """The paths in the JSON of the newest events, the most frequent first."""
    counted = Counter(path for event in _newest(search) for path, _ in leaves(event))
    return [path for path, _ in counted.most_common(500)]


def _newest(search: Search) -> list[Event]:
    return [row.event for row in search.rows(search.positions(All(), 0, END, _SAMPLE_EVENTS, newest=True))]

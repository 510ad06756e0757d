"""What the newest events of a journal are made of: the fields and values that a query could name."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections import Counter

from watchfloor.core.event import Event
from watchfloor.core.query.field import FIELDS, json_path
from watchfloor.core.query.outline import leaves
from watchfloor.core.query.suggestion import LONGEST
from watchfloor.core.query.tree import All
from watchfloor.journal.reader.search import END, Search

_SAMPLE_READINGS = 5_000
_SAMPLE_EVENTS = 200
_COLUMNS = {
    "type": ("type", "kind"),  # as the server calls it, and as the profile does: a query means both
    "severity": ("severity",),
    "source": ("source",),
    "place": ("place",),
    "from": ("from_place",),
    "metric": ("metric",),
}


def values(search: Search, field: str) -> list[tuple[str, int]]:
    """The values that a field has in the newest events, and how often."""
    if field == "channel":
        return list(search.connection.execute("SELECT name, last_seq FROM channel"))
    if field == "type":  # the newest are there before an index knows of them
        return list((_read(search, field) | Counter(event.type for event in _newest(search))).items())
    if field in _COLUMNS:
        return list(_read(search, field).items())
    if field in FIELDS:
        return []
    path = ".".join(json_path(tuple(field.split("."))))
    found = (leaf for event in _newest(search) for leaf in leaves(event))
    return list(Counter(value for name, value in found if name == path and len(value) <= LONGEST).items())


def _read(search: Search, field: str) -> Counter[str]:
    newest = f"SELECT {', '.join(_COLUMNS[field])} FROM reading ORDER BY event DESC LIMIT {_SAMPLE_READINGS}"
    counted: Counter[str] = Counter()
    for row in search.connection.execute(newest):
        counted.update({f"{value:g}" if isinstance(value, float) else value for value in row if value})
    return counted


def paths(search: Search) -> list[str]:
    """The paths in the JSON of the newest events, the most frequent first."""
    counted = Counter(path for event in _newest(search) for path, _ in leaves(event))
    return [path for path, _ in counted.most_common(500)]


def _newest(search: Search) -> list[Event]:
    return [row.event for row in search.rows(search.positions(All(), 0, END, _SAMPLE_EVENTS, newest=True))]

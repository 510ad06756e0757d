"""Queries over one read-only connection: which events, how many. No threads here."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.query.predicate import Read, Subject, Test, distance_km, predicate
from watchfloor.core.query.sql import HOLDS, Plan, plan
from watchfloor.core.query.tree import All, Node
from watchfloor.journal import file
from watchfloor.journal.reader.stretch import rarer, stretches
from watchfloor.journal.row import Row, stored

_PAGE_BYTES = 32 << 20
END = 1 << 62  # beyond every position
_TAIL = f"e.id > ? AND e.id < ? AND {HOLDS.format(0)}"


class Search:
    """Finds positions, newest or oldest first, in what is indexed and in what is not yet."""

    def __init__(self, path: Path, read: Read, clock: Callable[[], float]) -> None:
        self.path = path
        self._file = _identity(path)
        self.connection = file.open_read(path)
        self._read = read
        self._clock = clock
        self._plan: Plan | None = None
        self._tests: list[Test] = []
        self._channels: dict[int, str] = {}
        functions: tuple[tuple[str, Any, int], ...] = (
            ("holds", self._holds, 9),
            ("test", self._test, 2),
            ("look", self._look, 3),
            ("any_of", self._any_of, 2),
            ("near", _near, 5),
        )
        for name, function, arguments in functions:
            self.connection.create_scalar_function(name, function, arguments, deterministic=True)

    def _holds(
        self,
        number: int,
        channel: int,
        seq: int,
        received_us: int,
        own_id: int,
        type_: str,
        mark: str,
        event_id: str,
        data: str,
    ) -> bool:
        event = Event(
            self._channels[channel], seq, received_us / 1e6, type_, data, event_id, bool(own_id), mark
        )
        return self._tests[number](Subject(event, self._read))

    def _test(self, number: int, text: str | None) -> bool:
        return bool(text) and self._plan is not None and self._plan.tests[number](text or "")

    def _look(self, number: int, type_: str, data: str) -> bool:
        return self._plan is not None and self._plan.looks[number](type_, data)

    def _any_of(self, number: int, names: str | None) -> bool:
        """Whether a zone's names have one that fits; where they were too many to name, one might."""
        return names is None or any(self._test(number, name) for name in msgspec.json.decode(names))

    def _prepare(self, tree: Node) -> tuple[Plan, int]:
        """Work out the plan; how far the indexes go."""
        rows: Any = self.connection.execute("SELECT id, name FROM channel")
        self._channels = dict(rows)
        self._plan = rarer(self.connection, plan(tree, self._clock()))
        self._tests = [predicate(part, self._clock) for part in self._plan.subtrees]
        return self._plan, int(self.connection.execute("SELECT indexed FROM progress").get)

    def positions(self, tree: Node, low: int, high: int, limit: int, *, newest: bool) -> list[int]:
        """Positions between `low` and `high`, both excluded, of events that meet the query."""
        if isinstance(tree, All):
            return self._all(
                f"SELECT id FROM event WHERE id > ? AND id < ? ORDER BY id {_order(newest)} LIMIT ?",
                (low, high, limit),
            )
        found: list[int] = []
        with self.connection:
            plan_, indexed = self._prepare(tree)
            parts = [self._tail, self._indexed] if newest else [self._indexed, self._tail]
            for part in parts:
                if len(found) < limit:
                    found += part(plan_, tree, indexed, (low, high), limit - len(found), newest)
        return found

    def _all(self, sql: str, parameters: tuple[object, ...]) -> list[int]:
        """The first column of all rows, handed over at once."""
        text = self.connection.execute(f"SELECT json_group_array(id) FROM ({sql})", parameters).get
        found: list[int] = msgspec.json.decode(text)
        return found

    def _tail(
        self, _: Plan, tree: Node, indexed: int, span: tuple[int, int], limit: int, newest: bool
    ) -> list[int]:
        """What the indexes do not hold yet is looked at one by one."""
        low, high = max(span[0], indexed), span[1]
        tests, self._tests = self._tests, [predicate(tree, self._clock)]
        try:
            return self._all(
                f"SELECT e.id AS id FROM event AS e WHERE {_TAIL} ORDER BY e.id {_order(newest)} LIMIT ?",
                (low, high, limit),
            )
        finally:
            self._tests = tests

    def _indexed(
        self, plan_: Plan, _: Node, indexed: int, span: tuple[int, int], limit: int, newest: bool
    ) -> list[int]:
        parts = stretches(self.connection, plan_, span[0], min(span[1], indexed + 1))
        order = _order(newest)
        found: list[int] = []
        for low, high in reversed(parts) if newest else parts:
            if len(found) < limit:
                sql, parameters, key = _from(plan_, low, high)
                ordering = f"{key} {order}" if key != "z.first" else f"z.first {order}, r.event {order}"
                found += self._all(
                    f"SELECT r.event AS id {sql} ORDER BY {ordering} LIMIT ?",
                    (*parameters, limit - len(found)),
                )
        return found

    def rows(self, positions: list[int]) -> list[Row]:
        """These events, fewer if they are very large: what comes next in the search is never left out."""
        chosen = positions
        wanted = msgspec.json.encode(positions).decode()
        size = self.connection.execute(
            "SELECT sum(octet_length(data)) FROM event WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).get
        if (size or 0) > _PAGE_BYTES:
            chosen = self._fitting(positions)
            wanted = msgspec.json.encode(chosen).decode()
        found = stored(self.connection, "e.id IN (SELECT value FROM json_each(?))", (wanted,))
        return [Row(each.id, each.event) for each in found]

    def _fitting(self, positions: list[int]) -> list[int]:
        fitting: list[int] = []
        size_bytes = 0
        for position in positions:
            size_bytes += self.connection.execute(
                "SELECT octet_length(data) FROM event WHERE id = ?", (position,)
            ).get
            if fitting and size_bytes > _PAGE_BYTES:
                break
            fitting.append(position)
        return fitting

    def count(self, tree: Node, at_most: int | None) -> int:
        """How many events meet the query; counting ends at `at_most`."""
        if isinstance(tree, All):
            return self.total()
        limit = -1 if at_most is None else at_most
        with self.connection:
            plan_, indexed = self._prepare(tree)
            count = self._count_indexed(plan_, indexed, limit)
            if at_most is None or count < at_most:
                self._tests = [predicate(tree, self._clock)]
                left = limit if at_most is None else at_most - count
                count += self._number(f"SELECT 1 FROM event AS e WHERE {_TAIL} LIMIT ?", (indexed, END, left))
        return count

    def _count_indexed(self, plan_: Plan, indexed: int, limit: int) -> int:
        count = 0
        for low, high in stretches(self.connection, plan_, 0, indexed + 1):
            sql, parameters, _ = _from(plan_, low, high)
            left = limit if limit < 0 else limit - count
            count += self._number(f"SELECT 1 {sql} LIMIT ?", (*parameters, left))
        return count

    def _number(self, sql: str, parameters: tuple[object, ...]) -> int:
        return int(self.connection.execute(f"SELECT count(*) FROM ({sql})", parameters).get)

    def total(self) -> int:
        """All events in the file, without counting them."""
        return int(
            self.connection.execute(
                "SELECT coalesce((SELECT sum(last_seq) FROM channel), 0)"
                " - coalesce((SELECT sum(events) FROM dropped), 0)"
            ).get
        )

    def complete(self) -> bool:
        """Whether the indexes and what is not indexed yet make up all events: then no match was missed."""
        with self.connection:
            seen = self._number_of_seen()
            total = self.total()
        return seen == total

    def _number_of_seen(self) -> int:
        return int(
            self.connection.execute(
                "SELECT (SELECT count(*) FROM reading) + (SELECT count(*) FROM event WHERE id >"
                " (SELECT indexed FROM progress) AND id < ?)",
                (END,),
            ).get
        )

    def at(self, time_s: float) -> int | None:
        """The position of the first event received at or after a time; None when all were before it.

        Events lie in the order of their receipt, so this halves its way there; where the clock was set
        back, or recordings were imported, it finds one such place.
        """
        wanted_us = int(time_s * 1_000_000)
        last = self.connection.execute("SELECT max(id) FROM event").get
        low, high, found = 1, last or 0, None
        while low <= high:
            middle = (low + high) // 2
            row: Any = self.connection.execute(
                "SELECT id, received_us FROM event WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
            ).fetchone()
            id_, received_us = row
            if received_us >= wanted_us:
                found, high = id_, middle - 1
            else:
                low = id_ + 1
        return found

    @property
    def is_left_behind(self) -> bool:
        """Whether another file has come under the name: a damaged one was set aside."""
        now = _identity(self.path)
        return now is not None and now != self._file

    def anew(self) -> "Search":
        """The same, on the file that now has the name."""
        fresh = Search(self.path, self._read, self._clock)
        self.close()
        return fresh

    def close(self) -> None:
        self.connection.close(True)

    def known(self, error: Exception) -> Exception:
        return file.known(error, self.path)


def _from(plan_: Plan, low: int, high: int) -> tuple[str, tuple[object, ...], str]:
    """Where to look and on what condition, its parameters, and the key to order by."""
    event = " CROSS JOIN event AS e ON e.id = r.event" if plan_.needs_event else ""
    span = "r.event > ? AND r.event < ?"
    if plan_.words:
        return (
            f"FROM words AS w CROSS JOIN reading AS r ON r.event = w.rowid{event}"
            f" WHERE w.text MATCH ? AND w.rowid > ? AND w.rowid < ? AND {plan_.where}",
            (plan_.words, low, high, *plan_.parameters),
            "w.rowid",
        )
    if plan_.zones:
        return (
            f"FROM zone AS z CROSS JOIN reading AS r ON r.event BETWEEN z.first AND z.last{event}"
            f" WHERE z.last > ? AND z.first < ? AND {plan_.zones} AND {span} AND {plan_.where}",
            (low, high, *plan_.zone_parameters, low, high, *plan_.parameters),
            "z.first",
        )
    return (
        f"FROM reading AS r{event} WHERE {span} AND {plan_.where}",
        (low, high, *plan_.parameters),
        "r.event",
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _order(newest: bool) -> str:
    return "DESC" if newest else "ASC"


def _near(lat: float, lon: float, other_lat: float | None, other_lon: float | None, radius_km: float) -> bool:
    if other_lat is None or other_lon is None:
        return False
    return distance_km(lat, lon, other_lat, other_lon) <= radius_km

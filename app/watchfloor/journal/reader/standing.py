"""How the channels stood at a position of the journal: their states and their ledgers. No threads here."""

from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.core.happening import StateChanged
from watchfloor.journal.reader import chronicle
from watchfloor.journal.writer.segment import SEGMENT_EVENTS

MOST_STATES = 100_000  # are looked at; a channel that has none among them is said to have none
MOST_LEDGERS = 20_000
_decode = msgspec.json.Decoder(Totals).decode


def states(connection: apsw.Connection, position: int) -> dict[str, StateChanged]:
    """The last state of each channel before the event after this position, where there is one."""
    channels = int(connection.execute("SELECT count(*) FROM channel").get)
    found: dict[str, StateChanged] = {}
    for body, name in connection.execute(
        "SELECT h.body, c.name FROM happening AS h JOIN channel AS c ON c.id = h.channel"
        " WHERE h.kind = 'state' AND h.after_id <= ? ORDER BY h.after_id DESC, h.id DESC LIMIT ?",
        (position, MOST_STATES),
    ):
        changed = chronicle.decoded("state", body, name)
        if isinstance(changed, StateChanged):
            found.setdefault(changed.channel, changed)
        if len(found) == channels:
            break
    return found


def ledgers(connection: apsw.Connection, position: int) -> dict[str, Totals]:
    """Each channel's ledger after its last commit that ends at this position or before; else an empty one."""
    beyond = _first_segment(connection, position + 1)
    rows: Any = connection.execute("SELECT id, name FROM channel")
    return {name: _ledger(connection, channel, beyond, position) for channel, name in rows.fetchall()}


def _ledger(connection: apsw.Connection, channel: int, beyond: int, position: int) -> Totals:
    rows: Any = connection.execute(
        "SELECT totals FROM segment WHERE channel = ? AND id < ? AND first_id + count - 1 <= ?"
        " ORDER BY id DESC LIMIT 1",
        (channel, beyond, position),
    )
    row = rows.fetchone()
    return Totals() if row is None else _decode(row[0])


def commits(connection: apsw.Connection, low: int, high: int) -> list[tuple[int, str, Totals]]:
    """The ledgers after commits that end between two positions, each with the last position it brought.

    One that brought no event ends where the one before it did; it counts to what comes after that.
    """
    rows: Any = connection.execute(
        "SELECT s.first_id + s.count - 1 AS last, c.name, s.totals"
        " FROM segment AS s JOIN channel AS c ON c.id = s.channel"
        " WHERE s.id >= ? AND s.first_id <= ? AND last <= ? AND s.first_id + s.count > ? - (s.count = 0)"
        " ORDER BY s.id LIMIT ?",
        (_first_segment(connection, low - SEGMENT_EVENTS), high + 1, high, low, MOST_LEDGERS),
    )
    return [(last, name, _decode(totals)) for last, name, totals in rows]


def _first_segment(connection: apsw.Connection, position: int) -> int:
    """The id of the first commit that begins at a position or after it: they lie in the order of both."""
    low, high = 1, int(connection.execute("SELECT coalesce(max(id), 0) FROM segment").get) + 1
    while low < high:
        middle = (low + high) // 2
        rows: Any = connection.execute(
            "SELECT id, first_id FROM segment WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
        )
        id_, first_id = rows.fetchone()
        if first_id >= position:
            high = middle
        else:
            low = id_ + 1
    return low

"""What befell the channels, and what a person has pinned, as the log's views ask for it. No threads here."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Event
from watchfloor.core.happening import AlertRaised, AnyHappening, Warned
from watchfloor.core.log.story import KINDS, Plot
from watchfloor.journal.row import stored

MOST_PINS = 10_000
MOST_BEFELL = 100_000
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(KINDS))
_decode: msgspec.json.Decoder[AnyHappening] = msgspec.json.Decoder(AnyHappening)


class Stories(msgspec.Struct):
    """Rows of the log besides events: (position of the event before, id), in the order of their ids.

    `last_id` is the last that was looked at, row or not.
    """

    rows: list[tuple[int, int]]
    last_id: int


class Pinned(msgspec.Struct):
    """An event that a person keeps, and what they wrote to it."""

    position: int
    at_s: float
    note: str
    event: Event


def first(connection: apsw.Connection) -> int:
    """The position from which on the journal is whole; what stands before it is pinned."""
    return int(connection.execute("SELECT coalesce(min(first_id), 1) FROM segment WHERE count > 0").get)


def story_rows(connection: apsw.Connection, plot: Plot, after_id: int, up_to: int) -> Stories:
    """Where rows stand that are later than the id `after_id`, up to a position."""
    found: Any = connection.execute(
        "SELECT h.after_id, h.id, h.kind, c.name, CASE h.kind WHEN 'state' THEN h.body->>'state' END"
        " FROM happening AS h JOIN channel AS c ON c.id = h.channel"
        f" WHERE h.id > ? AND h.after_id <= ? AND h.kind IN ({_KINDS}) ORDER BY h.id",
        (after_id, up_to),
    )
    rows, last_id = [], after_id
    for after, id_, kind, channel, state in found:
        last_id = id_
        if kind != "state" or plot.tells_state(channel, state or ""):
            rows.append((after, id_))
    return Stories(rows, last_id)


def story_page(connection: apsw.Connection, low: int, high: int) -> list[tuple[int, AnyHappening]]:
    """What befell the channels, by id, from `low` up to before `high`."""
    rows: Any = connection.execute(
        "SELECT h.id, h.kind, h.body, c.name FROM happening AS h JOIN channel AS c ON c.id = h.channel"
        f" WHERE h.id >= ? AND h.id < ? AND h.kind IN ({_KINDS}) ORDER BY h.id",
        (low, high),
    )
    return [(id_, decoded(kind, body, name)) for id_, kind, body, name in rows]


def befell(connection: apsw.Connection, low: int, high: int) -> list[tuple[int, AnyHappening]]:
    """What befell the channels after events from `low` up to `high`, each with the position of that event."""
    rows: Any = connection.execute(
        "SELECT h.after_id, h.kind, h.body, c.name FROM happening AS h JOIN channel AS c ON c.id = h.channel"
        " WHERE h.after_id BETWEEN ? AND ? ORDER BY h.after_id DESC, h.id DESC LIMIT ?",
        (low, high, MOST_BEFELL),
    ).fetchall()
    return [(after, decoded(kind, body, name)) for after, kind, body, name in reversed(rows)]


def alerts(connection: apsw.Connection, limit: int) -> list[AlertRaised]:
    """The last alerts, the oldest first."""
    rows: Any = connection.execute(
        "SELECT h.kind, h.body, c.name FROM happening AS h JOIN channel AS c ON c.id = h.channel"
        " WHERE h.kind = 'alert' ORDER BY h.id DESC LIMIT ?",
        (limit,),
    )
    found = [decoded(kind, body, name) for kind, body, name in rows]
    return [alert for alert in reversed(found) if isinstance(alert, AlertRaised)]


def pinned(connection: apsw.Connection) -> list[Pinned]:
    """All pins, by position."""
    rows: Any = connection.execute(
        "SELECT event, at_us, note FROM pin ORDER BY event DESC LIMIT ?", (MOST_PINS,)
    )
    pins = {position: (at_us / 1_000_000, note) for position, at_us, note in rows}
    wanted = msgspec.json.encode(list(pins)).decode()
    events = stored(connection, "e.id IN (SELECT value FROM json_each(?))", (wanted,))
    return [Pinned(each.id, *pins[each.id], each.event) for each in events]


def position(connection: apsw.Connection, channel: str, seq: int) -> int | None:
    """Where an event is in the file; None where it is not, or no longer."""
    found: int | None = (
        connection.execute(
            "SELECT e.id FROM channel AS c CROSS JOIN segment AS s ON s.channel = c.id"
            " CROSS JOIN event AS e ON e.id = s.first_id + (? - s.first_seq)"
            " WHERE c.name = ? AND s.first_seq <= ? AND s.first_seq + s.count > ? AND e.seq = ?"
            " ORDER BY s.id DESC LIMIT 1",
            (seq, channel, seq, seq, seq),
        ).get
        # A pinned event outlives its segment.
        or connection.execute(
            "SELECT e.id FROM pin AS p JOIN event AS e ON e.id = p.event"
            " JOIN channel AS c ON c.id = e.channel WHERE c.name = ? AND e.seq = ?",
            (channel, seq),
        ).get
    )
    return found


def decoded(kind: str, body: str, channel: str) -> AnyHappening:
    """A happening, of the channel as it is called now; one of another version is shown as it stands."""
    try:
        found = _decode.decode(body)
    except msgspec.DecodeError:
        return Warned(channel=channel, at_s=0.0, code=kind, message=body)
    found.channel = channel
    return found

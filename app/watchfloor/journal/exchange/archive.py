"""All that a journal holds, as far as it takes to recognise it."""

from array import array
from typing import Any

import apsw

from watchfloor.core.ledger.memory import content_hash
from watchfloor.core.ledger.recall import Archive, moment_key


def archives(connection: apsw.Connection, only: str | None = None) -> dict[str, Archive]:
    """One for each channel, or for one `only`, made in one walk through the file: some seconds for a million
    events."""
    rows: Any = connection.execute("SELECT id, name FROM channel WHERE name = ?1 OR ?1 IS NULL", (only,))
    names: dict[int, str] = dict(rows.fetchall())
    keys = {id_: array("q") for id_ in names}
    contents = {id_: array("q") for id_ in names}
    events: Any = connection.cursor().execute(
        "SELECT channel, own_id AND event_id <> '', event_id, received_us, type, data FROM event"
    )
    for channel, own_id, event_id, received_us, type_, data in events:
        if channel not in names:
            continue
        keys[channel].append(hash(event_id) if own_id else moment_key(received_us / 1_000_000))
        contents[channel].append(content_hash(type_, data))
    return {name: Archive(keys[id_], contents[id_]) for id_, name in names.items()}

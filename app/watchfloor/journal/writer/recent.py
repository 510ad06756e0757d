"""The last events of a channel as the file has them: what its ledger remembers after a restart."""

import apsw

RECENT_EVENTS = 4_096
RECENT_BYTES = 16 << 20


def recent(connection: apsw.Connection, channel: int) -> tuple[tuple[str, str, str], ...]:
    """Id, type and data of the last events that brought ids of their own, oldest first, within the bounds."""
    found: list[tuple[str, str, str]] = []
    size_bytes = 0
    for first_id, last_id in connection.cursor().execute(
        "SELECT first_id, first_id + count - 1 FROM segment WHERE channel = ? AND count > 0 ORDER BY id DESC",
        (channel,),
    ):
        if not isinstance(last_id, int) or not isinstance(first_id, int):
            raise apsw.CorruptError("a commit's row is not what was written")
        for id_, type_, data in connection.cursor().execute(
            "SELECT event_id, type, data FROM event WHERE id BETWEEN ? AND ? AND own_id AND channel = ?"
            " ORDER BY id DESC",
            (first_id, last_id, channel),
        ):
            size_bytes += len(data)
            if len(found) == RECENT_EVENTS or size_bytes > RECENT_BYTES:
                return tuple(reversed(found))
            found.append((id_, type_, data))
    return tuple(reversed(found))

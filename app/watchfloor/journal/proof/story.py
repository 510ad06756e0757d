"""What befell the channels: each row is of its commit, of its channel, and stands where it happened."""

from collections.abc import Iterator
from typing import Any

import apsw
import msgspec


class Told(msgspec.Struct):
    """What a row's body says of itself, whatever else it is."""

    kind: str
    after_seq: int = 0
    after: str = ""
    before: str = ""
    missing: Any = 0


class Line(msgspec.Struct, array_like=True):
    channel: int
    after_id: int
    kind: str
    body: str

    def told(self) -> Told | None:
        """None: that cannot be read."""
        try:
            return _decode(self.body)
        except msgspec.DecodeError:
            return None

    def is_in_place(self, told: Told, first_id: int, first_seq: int, last_id: int) -> bool:
        """Whether it stands behind the event that its body names, or as near to it as its commit allows."""
        named = first_id - first_seq + told.after_seq
        return self.after_id == min(named, last_id) or named < self.after_id < first_id


_decode = msgspec.json.Decoder(Told).decode


def lines(connection: apsw.Connection, segment: int) -> Iterator[Line | None]:
    """The rows of one commit, in their order; None for one that cannot be read."""
    rows: Any = connection.cursor().execute(
        "SELECT channel, after_id, kind, body FROM happening WHERE segment = ? ORDER BY id", (segment,)
    )
    for row in rows:
        try:
            yield msgspec.convert(row, Line)
        except msgspec.ValidationError:
            yield None


def strays(connection: apsw.Connection) -> int:
    """How many rows belong to no commit."""
    return int(
        connection.execute("SELECT count(*) FROM happening WHERE segment NOT IN (SELECT id FROM segment)").get
    )

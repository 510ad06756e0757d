"""What a packed row begins with, and what it says of itself there."""

import msgspec

# Received and monotonic microseconds, then one number: own id, and the lengths of mark, type and id.
HEAD = "%017d%017d%d%02d%08d%08d"
AT_TEXT = 17 + 17 + 19 + 1


class Shape(msgspec.Struct, frozen=True, gc=False):
    """What a row says of itself besides its times, id and data."""

    own_id: bool
    type: str
    mark: str
    id_bytes: int

    @property
    def id_at(self) -> int:
        """Where in the row its id begins, as SQL counts."""
        return AT_TEXT + len(self.type.encode()) + len(self.mark.encode())

    @property
    def parameters(self) -> tuple[object, ...]:
        """What statements for rows of one shape ask for."""
        return self.own_id, self.type, self.mark, self.id_at, self.id_bytes

    def head(self, received_us: int, monotonic_us: int) -> str:
        """What a row of this shape begins with, up to its id."""
        lengths = (len(self.mark.encode()), len(self.type.encode()), self.id_bytes)
        return HEAD % (received_us, monotonic_us, self.own_id, *lengths) + self.type + self.mark

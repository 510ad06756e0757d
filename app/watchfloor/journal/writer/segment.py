"""What one commit adds to one channel, before it is written."""

from collections.abc import Iterable

import msgspec

from watchfloor.core.event import Totals
from watchfloor.core.happening import Happening
from watchfloor.journal.packing import Run
from watchfloor.journal.roll import Rows

SEGMENT_EVENTS = 1_000

encode = msgspec.json.Encoder(order="deterministic").encode


class Account(msgspec.Struct):
    """Where one channel stands: the row of `channel`, in memory."""

    id: int
    name: str
    last_event_id: str
    last_seq: int
    totals: Totals
    head: bytes


class Segment(msgspec.Struct):
    """What one commit adds to one channel, or a part of it. `runs` are known of the whole only."""

    account: Account
    first_id: int
    first_seq: int
    packed: Rows
    runs: list[Run]
    last_event_id: str
    totals: Totals
    happenings: list[Happening]

    @property
    def shift(self) -> int:
        """An event's position in the file less its number in its channel."""
        return self.first_id - self.first_seq

    def parts(self) -> list["Segment"]:
        """A burst in parts, each with a digest of its own: one damaged page then leaves little unproven."""
        if len(self.packed) <= SEGMENT_EVENTS:
            return [self]
        parts = [
            msgspec.structs.replace(
                self,
                first_id=self.first_id + begin,
                first_seq=self.first_seq + begin,
                packed=self.packed[begin : begin + SEGMENT_EVENTS],
                runs=[],
                happenings=[],
            )
            for begin in range(0, len(self.packed), SEGMENT_EVENTS)
        ]
        parts[-1].happenings = self.happenings
        return parts

    def after_id(self, happening: Happening) -> int:
        """The position of the event that a happening follows; the end of earlier commits at the earliest."""
        last_id = self.first_id + len(self.packed) - 1
        earliest = self.first_id - (self.first_seq - self.account.last_seq)
        return min(max(self.first_id - self.first_seq + happening.after_seq, earliest), last_id)


class Leaf(msgspec.Struct):
    """What a segment says besides its events, in the words of the file."""

    totals: bytes
    bodies: list[bytes]
    ledger: bytes


def leaf(segment: Segment) -> Leaf:
    totals = encode(segment.totals)
    bodies = [encode(happening) for happening in segment.happenings]
    return Leaf(totals, bodies, ledger_bytes(segment.first_seq, segment.last_event_id, totals, bodies))


def ledger_bytes(first_seq: int, last_event_id: str, totals: bytes, happenings: Iterable[bytes]) -> bytes:
    """All that a segment says besides its events, for its digest."""
    return b"\n".join((b"%d" % first_seq, last_event_id.encode(errors="replace"), totals, *happenings))


def kind_of(happening: Happening) -> str:
    return str(msgspec.structs.asdict(happening).get("kind") or happening.__struct_config__.tag)

"""What travels from the socket to the pixel, in batches."""

import msgspec

from watchfloor.core.happening import Happening


class Totals(msgspec.Struct, frozen=True, gc=False):
    """A channel's ledger at one moment: received = stored + duplicates + sum(refused)."""

    received: int = 0
    stored: int = 0
    duplicates: int = 0
    refused: dict[str, int] = {}
    missing: int | None = None  # None: not provable

    @property
    def balanced(self) -> bool:
        return self.received == self.stored + self.duplicates + sum(self.refused.values())


class Event(msgspec.Struct, gc=False):
    """One event as received. `data` is the server's text, exactly.

    `id` is the stream's last event id at this event (the standard's `lastEventId`); `own_id` tells
    whether this event brought it. `mark` is "" or, where the ledger has something to say of this
    event, "altered" (a known id with other content), "late" (older than its predecessor).
    """

    channel: str
    seq: int  # 1, 2, 3… for each channel of a journal, going on after a restart
    received_at_s: float  # wall clock, Unix seconds
    type: str
    data: str
    id: str = ""
    own_id: bool = False
    mark: str = ""


class Batch(msgspec.Struct, gc=False):
    """All that one network read brought to one channel, already judged by its ledger.

    The journal commits a batch whole: `last_event_id` is the id to resume from once `events` are
    on disk. `totals` is the ledger after this batch.
    """

    channel: str
    received_at_s: float
    monotonic_s: float
    events: list[Event]
    last_event_id: str
    totals: Totals
    happenings: list[Happening] = []
    comments: list[str] = []
    comment_places: list[int] = []  # for each comment, how many of `events` came before it

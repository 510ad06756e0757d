"""One channel while its commits go by, and the rows that tell of it. A row of other types is refused."""

import msgspec

from watchfloor.core.event import Totals
from watchfloor.journal.packing import NO_DIGEST
from watchfloor.journal.proof.result import ChannelAudit


class ChannelRow(msgspec.Struct, array_like=True):
    id: int
    name: str
    last_event_id: str
    last_seq: int
    totals: str
    head: bytes


class DroppedRow(msgspec.Struct, array_like=True):
    channel: int
    reason: str
    first_seq: int
    last_seq: int
    events: int
    anchor: bytes


class Account(msgspec.Struct):
    """Where the proof of a channel stands."""

    audit: ChannelAudit
    row: ChannelRow
    chain: bytes = NO_DIGEST
    due_seq: int = 1
    seen_last_event_id: str = ""
    seen_totals: Totals = Totals()
    holes: dict[int, int] = {}  # first seq of a hole known to damage → its last seq
    commits: int = 0
    salvaged: bool = False

    def breaks(self, sentence: str) -> None:
        self.audit.breaks(sentence)

    def drop(self, dropped: DroppedRow) -> None:
        """What is known to be gone: by retention from the beginning, or lost to damage anywhere."""
        if dropped.reason == "retention":
            self.chain, self.due_seq = dropped.anchor, dropped.last_seq + 1
            self.audit.dropped += dropped.events
        else:
            self.salvaged = True
            self.holes[dropped.first_seq] = dropped.last_seq
            self.audit.damaged += dropped.events

    def pass_holes(self) -> None:
        while self.due_seq in self.holes:
            self.due_seq = self.holes.pop(self.due_seq) + 1

    def end(self) -> None:
        """What the channel's own row says is where its last commit ended."""
        audit, row = self.audit, self.row
        self.pass_holes()
        if self.chain != row.head or (
            self.commits
            and (self.seen_totals != audit.totals or self.seen_last_event_id != row.last_event_id)
        ):
            self.breaks("its last commit is not the one that the channel ended with")
        if self.due_seq <= row.last_seq:
            self.breaks(f"events {self.due_seq:,} to {row.last_seq:,} are missing at its end")
        elif self.due_seq > row.last_seq + 1:
            self.breaks(f"its last event is said to be {row.last_seq:,}, and is {self.due_seq - 1:,}")
        for first, last in self.holes.items():
            if last >= self.due_seq:
                self.breaks(f"events {first:,} to {last:,} are said to be lost, but were never there")
        kept = audit.counted + audit.dropped + audit.pinned
        if kept != audit.totals.stored:
            self.breaks(f"its ledger says {audit.totals.stored:,} stored, its rows {kept:,}")
        if not audit.balanced:
            self.breaks("its ledger does not balance")

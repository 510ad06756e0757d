"""What a salvaged file says of events that are not in it: dropped by retention, or lost to damage."""

from typing import Any

import apsw
import msgspec

from watchfloor.journal import packing
from watchfloor.journal.salvage.evidence import Evidence
from watchfloor.journal.salvage.wreck import Channel, Wreck
from watchfloor.journal.writer.book import DAMAGED

Row = tuple[Any, ...]


class Gone:
    """Fills `dropped` in the new file, and counts in each channel what it lost."""

    def __init__(self, connection: apsw.Connection, wreck: Wreck, now_s: float) -> None:
        self._connection = connection
        self._wreck = wreck
        self._now_us = packing.microseconds(now_s)

    def begin_after_retention(self, evidence: Evidence) -> None:
        """What retention had dropped does not come back from pages that were freed."""
        for key, row in list(self._wreck.dropped.items()):
            channel = self._wreck.channels.get(row[1])
            believed = self._believed(row, channel, evidence) if channel is not None else None
            if channel is None or believed is None:
                del self._wreck.dropped[key]
                continue
            self._wreck.dropped[key] = believed
            self._connection.execute("INSERT OR REPLACE INTO dropped VALUES (?,?,?,?,?,?,?,?)", believed)
            _, _, reason, _, _, last_seq, _, anchor = believed
            if reason == "retention":
                channel.chain, channel.due_seq = anchor, last_seq + 1
                self._connection.execute(
                    "DELETE FROM event WHERE channel = ? AND seq <= ? AND id NOT IN"
                    " (SELECT value FROM json_each(?))",
                    (channel.id, last_seq, msgspec.json.encode(list(self._wreck.pins)).decode()),
                )

    def _believed(self, row: Row, channel: Channel, evidence: Evidence) -> Row | None:
        """How far retention has come is where the chain goes on; what it says itself is a number alone.

        None: it would be beyond all that the channel ever had, so that the row says nothing.
        """
        id_, channel_id, reason, at_us, first_seq, last_seq, events, anchor = row
        if reason == "retention":
            last_seq = evidence.end_of_dropped(channel_id, anchor) or last_seq
        if channel.last_seq and last_seq > channel.last_seq:
            return None
        return id_, channel_id, reason, at_us, first_seq, last_seq, events, anchor

    def miss_pins(self) -> None:
        """Of what retention passed by, all that was neither dropped nor lost before was pinned."""
        rows = self._wreck.dropped.values()
        for _, id_, reason, _, first_seq, last_seq, events, anchor in rows:
            channel = self._wreck.channels.get(id_)
            if reason != "retention" or channel is None:
                continue
            known = sum(
                row[6]
                for row in rows
                if row[1:3] == (id_, DAMAGED) and first_seq <= row[4] and row[5] <= last_seq
            )
            pinned = "SELECT count(*) FROM event WHERE channel = ? AND seq <= ?"
            here = int(self._connection.execute(pinned, (id_, last_seq)).get)
            lost = last_seq - first_seq + 1 - events - known - here
            if lost > 0:  # which ones they were, nobody knows any more
                self._tell(channel, last_seq, last_seq, lost, anchor)

    def skip_to(self, channel: Channel, seq: int) -> None:
        """Between what was kept and `seq`, events are lost: say so in the file."""
        lost = seq - channel.due_seq
        if lost <= 0 or self._skipped_before(channel, seq):
            return
        self._tell(channel, channel.due_seq, seq - 1, lost, channel.chain)
        channel.due_seq = seq

    def _skipped_before(self, channel: Channel, seq: int) -> bool:
        """Whether an earlier salvage told of exactly this hole."""
        for _, channel_id, reason, _, first_seq, last_seq, *_ in self._wreck.dropped.values():
            if (channel_id, reason, first_seq, last_seq) == (channel.id, DAMAGED, channel.due_seq, seq - 1):
                channel.due_seq = seq
                return True
        return False

    def excuse_room(self, channel: Channel) -> None:
        """Positions are empty, though no number of a channel is missing: that came of the damage too."""
        self._tell(channel, channel.due_seq, channel.due_seq - 1, 0, channel.chain)

    def end(self, channel: Channel) -> None:
        """A row that tells of the loss of what never was, behind the channel's end, is a mishap itself."""
        self._connection.execute(
            "DELETE FROM dropped WHERE channel = ? AND reason = ? AND last_seq >= ?",
            (channel.id, DAMAGED, channel.due_seq),
        )

    def _tell(self, channel: Channel, first_seq: int, last_seq: int, events: int, chain: bytes) -> None:
        row: Row = (channel.id, DAMAGED, self._now_us, first_seq, last_seq, events, chain)
        self._connection.execute(
            "INSERT INTO dropped(channel, reason, at_us, first_seq, last_seq, events, anchor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        channel.lost += events

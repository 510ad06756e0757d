"""What a salvaged file says of events that are not in it: dropped by retention, or lost to damage."""

from typing import Any

import apsw
import msgspec

from watchfloor.journal import packing
from watchfloor.journal.salvage.wreck import Channel, Wreck
from watchfloor.journal.writer.book import DAMAGED


class Gone:
    """Fills `dropped` in the new file, and counts in each channel what it lost."""

    def __init__(self, connection: apsw.Connection, wreck: Wreck, now_s: float) -> None:
        self._connection = connection
        self._wreck = wreck
        self._now_us = packing.microseconds(now_s)

    def begin_after_retention(self) -> None:
        """What retention had dropped does not come back from pages that were freed."""
        for row in self._wreck.dropped.values():
            _, channel_id, reason, *_, last_seq, _, anchor = row
            channel = self._wreck.channels.get(channel_id)
            if channel is None:
                continue
            self._connection.execute("INSERT OR REPLACE INTO dropped VALUES (?,?,?,?,?,?,?,?)", row)
            if reason == "retention":
                channel.chain, channel.due_seq = anchor, last_seq + 1
                self._connection.execute(
                    "DELETE FROM event WHERE channel = ? AND seq <= ? AND id NOT IN"
                    " (SELECT value FROM json_each(?))",
                    (channel_id, last_seq, msgspec.json.encode(list(self._wreck.pins)).decode()),
                )

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
        row: tuple[Any, ...] = (channel.id, DAMAGED, self._now_us, first_seq, last_seq, events, chain)
        self._connection.execute(
            "INSERT INTO dropped(channel, reason, at_us, first_seq, last_seq, events, anchor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        channel.lost += events

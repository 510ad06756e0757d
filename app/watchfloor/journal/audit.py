"""Proof of a journal from its rows alone: nothing missing, nothing doubled, nothing changed by hand.

What is proven: each channel's events are numbered without a hole; each commit's digest is made of
exactly these rows, and chained to the one before; commits stand side by side; the ledger balances, and its
"stored" is what can be counted here and what is known to have been dropped; the story stands where it
happened; the indexes hold every event.
"""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from pathlib import Path
from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.journal import file, packing
from watchfloor.journal.proof import commit, index, story
from watchfloor.journal.proof.account import Account, ChannelRow, DroppedRow
from watchfloor.journal.proof.form import form
from watchfloor.journal.proof.result import MAX_BROKEN, Audit, ChannelAudit
from watchfloor.journal.row import EVENT_COLUMNS, CommitRow, packed_row

_decode_totals = msgspec.json.Decoder(Totals).decode


def audit(path: Path) -> Audit:
    """Read every row once, in constant memory."""
    connection = file.open_read(path)
    try:
        return _Auditor(connection).run()
    except file.READ_ERRORS as error:
        raise file.known(error, path) from error
    finally:
        connection.close(True)


class _Auditor:
    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._accounts: dict[int, Account] = {}
        self._broken: list[str] = []
        self._due_id: int | None = None  # the position at which the next commit begins
        self._indexed: int | None = None
        self._due_readings = 0

    def run(self) -> Audit:
        with self._connection:
            found = form(self._connection)
            self._broken += [*found.wrong, *found.foreign][:MAX_BROKEN]
            if not found.wrong:
                self._prove()
        return Audit([account.audit for account in self._accounts.values()], self._broken)

    def _prove(self) -> None:
        self._indexed = index.reached(self._connection)
        self._read_channels()
        self._check_names()
        self._read_dropped()
        for row in self._connection.cursor().execute(
            "SELECT id, channel, first_id, first_seq, count, last_event_id, totals, digest, chain"
            " FROM segment ORDER BY id"
        ):
            self._check_commit(row)
        self._check_ends()
        self._check_pins()
        self._check_strays()
        self._check_indexes()

    def _break(self, sentence: str) -> None:
        if len(self._broken) < MAX_BROKEN:
            self._broken.append(sentence)

    def _read_channels(self) -> None:
        for row in self._connection.execute(
            "SELECT id, name, last_event_id, last_seq, totals, head FROM channel ORDER BY id"
        ):
            try:
                channel = msgspec.convert(row, ChannelRow)
                result = ChannelAudit(channel.name, _decode_totals(channel.totals))
            except msgspec.DecodeError as error:
                self._break(f"The row of channel {row[0]} cannot be read: {error}.")
            else:
                self._accounts[channel.id] = Account(result, channel)

    def _check_names(self) -> None:
        """Each channel's name stands in the file twice."""
        for (id_,) in self._connection.execute(
            "SELECT coalesce(c.id, n.channel) FROM channel AS c FULL JOIN name AS n ON n.channel = c.id"
            " WHERE (c.name, c.url, c.profile) IS NOT (n.name, n.url, n.profile)"
        ):
            if id_ in self._accounts:
                self._accounts[id_].breaks("its name, address or profile was changed in one of two places")
            else:
                self._break(f"Channel {id_} has a name, but no row of its own.")

    def _read_dropped(self) -> None:
        for row in self._connection.execute(
            "SELECT channel, reason, first_seq, last_seq, events, anchor FROM dropped ORDER BY id"
        ):
            try:
                dropped = msgspec.convert(row, DroppedRow)
            except msgspec.ValidationError:
                self._break("A row that tells what was dropped cannot be read.")
                continue
            if dropped.channel in self._accounts:
                self._accounts[dropped.channel].drop(dropped)
            else:
                self._break(
                    f"What was dropped of channel {dropped.channel} is told, but the channel is not here."
                )

    def _check_commit(self, row: tuple[Any, ...]) -> None:
        try:
            found = msgspec.convert(row, CommitRow)
        except msgspec.ValidationError:
            self._break(f"Commit {row[0]} cannot be read: something stands in it that was never written.")
            return
        self._check_position(found)
        account = self._accounts.get(found.channel)
        if account is None:
            self._break(f"Commit {found.id} belongs to a channel that is not in the file.")
        else:
            commit.prove(self._connection, account, found)

    def _check_position(self, found: CommitRow) -> None:
        """Commits stand side by side; between them is room only where events were lost to damage."""
        due, begin = self._due_id, found.first_id
        has_room = any(account.salvaged for account in self._accounts.values())
        if due is not None and (begin < due or (begin > due and not has_room)):
            self._break(
                f"Commit {found.id} begins at position {begin:,}, where {due:,} was due: "
                "a commit was removed or moved."
            )
        self._due_id = found.last_id + 1
        if self._indexed is not None:
            self._due_readings += max(0, min(self._indexed, found.last_id) - begin + 1)

    def _check_ends(self) -> None:
        rows: Any = self._connection.execute(
            "SELECT e.channel, count(*), sum(e.id <= ?) FROM pin JOIN event AS e ON e.id = pin.event"
            " WHERE e.id < (SELECT coalesce(min(first_id), 0) FROM segment) GROUP BY 1",
            (self._indexed or 0,),
        )
        for channel, pinned, indexed in rows:
            self._due_readings += indexed
            if channel in self._accounts:
                self._accounts[channel].audit.pinned = pinned
        for account in self._accounts.values():
            account.end()

    def _check_pins(self) -> None:
        for row in self._connection.cursor().execute(
            f"SELECT digest, {', '.join('event.' + name for name in EVENT_COLUMNS.split(', '))}"
            " FROM pin LEFT JOIN event ON event.id = pin.event"
        ):
            if row[1] is None:
                self._break("A pinned event is missing.")
            elif not _is_pinned(row) and row[2] in self._accounts:
                self._accounts[row[2]].breaks(f"the pinned event {row[3]} was changed")

    def _check_strays(self) -> None:
        """Rows that no commit wrote."""
        total = int(self._connection.execute("SELECT count(*) FROM event").get)
        known = sum(account.audit.counted + account.audit.pinned for account in self._accounts.values())
        if total > known:
            self._break(f"{total - known:,} events are in the file that no commit wrote.")
        lines = story.strays(self._connection)
        if lines:
            self._break(f"{lines:,} lines of the story are in the file that no commit wrote.")

    def _check_indexes(self) -> None:
        if self._indexed is None:
            self._break("How far the search indexes go is not said.")
        elif index.faults(self._connection, self._due_readings):
            self._break(
                "The search indexes do not say what the events say: a filter may miss some. "
                "An export without a filter has all."
            )


def _is_pinned(row: Any) -> bool:
    try:
        return packing.proves(row[0], b"", [packed_row(row[1:])])
    except commit.NO_ROW:
        return False

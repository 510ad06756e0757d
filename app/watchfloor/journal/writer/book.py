"""The journal's writing side without threads: what is committed is committed whole, or not at all."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

import apsw
import msgspec

from watchfloor.core.error import BugError
from watchfloor.core.event import Batch, Totals
from watchfloor.core.ledger.ledger import Past
from watchfloor.journal import file, packing
from watchfloor.journal.packing import NO_DIGEST, Packed, Run
from watchfloor.journal.roll import Part, parts_of, piled
from watchfloor.journal.writer.forerunner import Forerunner, Log
from watchfloor.journal.writer.insertion import insert
from watchfloor.journal.writer.recent import recent
from watchfloor.journal.writer.seal import Sealer
from watchfloor.journal.writer.segment import Account, Leaf, Segment, encode, kind_of, leaf
from watchfloor.journal.writer.transaction import transaction

DAMAGED = "damaged"

# What no commit ever wrote, in pages that are in order: nobody could read on behind it.
_STRANGE = """
SELECT 1 FROM event WHERE channel NOT IN (SELECT id FROM channel) OR 'blob' IN (typeof(data), typeof(type),
    typeof(event_id), typeof(mark)) OR typeof(seq) <> 'integer' OR typeof(received_us) <> 'integer' LIMIT 1"""

_decode_totals = msgspec.json.Decoder(Totals).decode


class Book:
    """One writing connection. `write` commits batches of any channels in one transaction."""

    def __init__(self, path: Path, *, durable: bool = False) -> None:
        self.path = path
        self._durable = durable
        self.losses: dict[str, int] = {}  # by channel, until its ledger is told
        self.connection = file.open_write(path, durable=durable)
        self._sealer = Sealer()
        try:
            self.read_accounts()
            self._forerunner = Forerunner(Log(path))
        except file.READ_ERRORS as error:
            self.connection.close(True)
            raise file.known(error, path) from error

    def read_accounts(self) -> None:
        """As the file has them: again, where a transaction around several commits was undone."""
        self.accounts = {
            name: Account(id_, name, last_event_id, last_seq, _decode_totals(totals), head)
            for id_, name, last_event_id, last_seq, totals, head in self.connection.execute(
                "SELECT id, name, last_event_id, last_seq, totals, head FROM channel"
            )
        }
        newest = int(self.connection.execute("SELECT coalesce(max(id), 0) FROM event").get)
        committed = self.connection.execute(
            "SELECT coalesce((SELECT first_id + count - 1 FROM segment ORDER BY id DESC LIMIT 1), 0)"
        ).get
        self.last_id = max(newest, int(committed))
        self._in_line = self.last_id == newest  # else rows at the end are lost: their places stay empty
        self.last_segment = int(self.connection.execute("SELECT coalesce(max(id), 0) FROM segment").get)

    def check(self, size_bytes: int) -> None:
        """Look through all pages, if the file is not larger than this; raises where one is damaged."""
        try:
            if self.path.stat().st_size > size_bytes:
                return
            found = self.connection.execute("PRAGMA quick_check(1)").get
            strange = self.connection.execute(_STRANGE).get
        except file.READ_ERRORS as error:
            raise file.known(error, self.path) from error
        if found != "ok" or strange:
            raise file.known(apsw.CorruptError(str(found)), self.path)

    def size_bytes(self) -> int:
        """How large the file is, whatever SQLite's own log has yet to carry over into it."""
        pages = int(self.connection.pragma("page_count"))
        return pages * int(self.connection.pragma("page_size"))

    def close(self) -> None:
        """Leave one file that is whole by itself, as far as the disk allows it now."""
        self._forerunner.close()
        with contextlib.suppress(apsw.Error):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close(True)
        self._sealer.close()

    def register(self, channel: str, url: str = "", profile: str = "") -> str:
        """Make the channel known, with where it comes from and what reads its events; where it came from."""
        name = (packing.whole(channel),)
        with transaction(self.connection):
            self._account(channel)
            before = str(self.connection.execute("SELECT url FROM channel WHERE name = ?", name).get)
            for table in ("channel", "name"):
                self.connection.execute(
                    f"UPDATE {table} SET url = ?, profile = ? WHERE name = ?",  # noqa: S608 - one of two
                    (url, profile, *name),
                )
        return before

    def _account(self, channel: str) -> Account:
        account = self.accounts.get(channel)
        if account is None:
            totals = encode(Totals()).decode()
            self.connection.execute(
                "INSERT INTO channel(name, totals, head) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (packing.whole(channel), totals, NO_DIGEST),
            )
            name = (packing.whole(channel),)
            id_ = int(self.connection.execute("SELECT id FROM channel WHERE name = ?", name).get)
            self.connection.execute(
                "INSERT INTO name(channel, name, url, profile) VALUES (?, ?, '', '') ON CONFLICT DO NOTHING",
                (id_, *name),
            )
            account = self.accounts[channel] = Account(id_, channel, "", 0, Totals(), NO_DIGEST)
        return account

    def write(self, batches: Sequence[Batch]) -> None:
        """Commit batches of events; `write_packed` is the same for those that are packed already."""
        self.write_packed([packing.pack(batch) for batch in batches])

    def write_packed(self, batches: Sequence[Packed]) -> None:
        """Commit all of them with their ledgers and ids, or raise and leave the file as it was."""
        known = dict(self.accounts)
        try:
            with transaction(self.connection):
                whole = self._segments(batches)
                segments = [part for segment in whole for part in segment.parts()]
                leaves = [leaf(segment) for segment in segments]
                digests = self._sealer.begin(
                    [(each.ledger, segment.packed) for each, segment in zip(leaves, segments, strict=True)]
                )
                insert(self.connection, [each for each in whole if each.packed], in_line=self._in_line)
                self._insert(segments, leaves, digests.result())
        except BaseException:
            self.accounts = known
            raise
        for segment in segments:
            account = segment.account
            account.last_event_id = segment.last_event_id
            account.last_seq += len(segment.packed)
            account.totals = segment.totals
            account.head = self._heads[account.id]
            self.last_id += len(segment.packed)
        self.last_segment += len(segments)
        if not self._durable:  # else it is on the disk already
            self._forerunner.run(sum(batch.size_bytes for batch in batches))

    def _segments(self, batches: Sequence[Packed]) -> list[Segment]:
        """One segment for each channel, so that a channel's events stand together in the file."""
        grouped: dict[str, list[Packed]] = {}
        for batch in batches:
            grouped.setdefault(batch.channel, []).append(batch)
        next_id = self.last_id + 1
        segments = []
        for channel, group in grouped.items():
            segment = self._segment(self._account(channel), group, next_id)
            next_id += len(segment.packed)
            segments.append(segment)
        return segments

    def _segment(self, account: Account, group: list[Packed], first_id: int) -> Segment:
        first_seq = account.last_seq + 1
        parts: list[Part] = []
        runs: list[Run] = []
        due_seq = first_seq
        for batch in group:
            if batch.rows and batch.first_seq != due_seq:
                raise BugError(
                    f"The journal was given event {batch.first_seq} of {account.name!r} where"
                    f" {due_seq} was due."
                )
            due_seq += len(batch.rows)
            parts += parts_of(batch.rows)
            runs += batch.runs
        last = group[-1]
        return Segment(
            account,
            first_id,
            first_seq,
            piled(parts),
            runs,
            last.last_event_id,
            self._without_losses(account.name, last.totals),
            [happening for batch in group for happening in batch.happenings],
        )

    def _without_losses(self, channel: str, totals: Totals) -> Totals:
        """A ledger that was counting while the file was salvaged does not know what was lost in it."""
        lost = self.losses.get(channel, 0)
        if not lost:
            return totals
        refused = totals.refused | {DAMAGED: totals.refused.get(DAMAGED, 0) + lost}
        return msgspec.structs.replace(totals, stored=totals.stored - lost, refused=refused)

    def _insert(self, segments: list[Segment], leaves: list[Leaf], digests: list[bytes]) -> None:
        rows, happenings = [], []
        self._heads: dict[int, bytes] = {}
        for number, (segment, said, digest) in enumerate(
            zip(segments, leaves, digests, strict=True), self.last_segment + 1
        ):
            account = segment.account
            head = packing.chain(self._heads.get(account.id, account.head), digest)
            self._heads[account.id] = head
            rows.append(
                (
                    number,
                    account.id,
                    segment.first_id,
                    segment.first_seq,
                    len(segment.packed),
                    segment.last_event_id,
                    said.totals.decode(),
                    digest.hex(),
                    head.hex(),
                )
            )
            happenings += [
                (account.id, number, segment.after_id(happening), kind_of(happening), body.decode())
                for happening, body in zip(segment.happenings, said.bodies, strict=True)
            ]
        self._insert_ledger(rows, happenings)

    def _insert_ledger(
        self, rows: Sequence[tuple[object, ...]], happenings: Sequence[tuple[object, ...]]
    ) -> None:
        parameter = (encode(rows).decode(),)
        self.connection.execute(
            "INSERT INTO segment SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5,"
            " value->>6, unhex(value->>7), unhex(value->>8) FROM json_each(?)",
            parameter,
        )
        self.connection.execute(
            "UPDATE channel SET last_event_id = v->>5, last_seq = (v->>3) + (v->>4) - 1,"
            " totals = v->>6, head = unhex(v->>8)"
            " FROM (SELECT value AS v, max(value->>0) FROM json_each(?) GROUP BY value->>1)"
            " WHERE channel.id = v->>1",
            parameter,
        )
        if happenings:
            self.connection.execute(
                "INSERT INTO happening(channel, segment, after_id, kind, body)"
                " SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?)",
                (encode(happenings).decode(),),
            )

    def past(self, channel: str, connection: apsw.Connection | None = None) -> Past:
        """Where a channel stood at its last commit, with the last events that brought ids of their own.

        Another thread than the writing one brings a connection of its own.
        """
        account = self.accounts.get(channel)
        if account is None:
            return Past()
        last = recent(connection or self.connection, account.id)
        return Past(account.last_event_id, account.last_seq, account.totals, last)

"""Channels of another journal brought over: events, story, ledger, pins and proof, as they are there.

What proves a commit says nothing of its place in a file, so its digest and its chain hold in the new one:
only positions, and the numbers of channels and commits, are given anew.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.core.text.name import free_name
from watchfloor.journal.packing import NO_DIGEST
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.joining import Joining, broken_off
from watchfloor.journal.writer.renaming import Names, give_name
from watchfloor.journal.writer.segment import Account
from watchfloor.journal.writer.transaction import transaction

Wanted = Callable[[str, str], bool]  # by a channel's name and address

_decode_totals = msgspec.json.Decoder(Totals).decode

_CHANNEL = (
    "SELECT id, name, url, profile, last_event_id, last_seq, totals, head FROM came.channel ORDER BY id"
)
# The plus keeps SQLite from sorting all commits in memory: as they stand in the file is their order.
_COMMITS = """
SELECT id, channel, first_id, first_seq, count, last_event_id, totals, digest, chain
FROM came.segment WHERE +channel IN (SELECT value FROM json_each(?)) ORDER BY id"""
_EVENTS = """
INSERT INTO event SELECT id + ?, ?, seq, received_us, monotonic_us, own_id, type, mark, event_id, data
FROM came.event WHERE id BETWEEN ? AND ? AND channel = ? ORDER BY id"""
_STORY = """
INSERT INTO happening(channel, segment, after_id, kind, body)
SELECT ?, ?, after_id + ?, kind, body FROM came.happening WHERE segment = ? ORDER BY id"""
_PINS = "INSERT INTO pin SELECT event + ?, at_us, note, digest FROM came.pin WHERE event BETWEEN ? AND ?"
_DROPPED = """
INSERT INTO dropped(channel, reason, at_us, first_seq, last_seq, events, anchor)
SELECT ?, reason, at_us, first_seq, last_seq, events, anchor
FROM came.dropped WHERE channel = ? ORDER BY id"""
# Pinned events of which retention has dropped all that stood around them.
_ALONE = "SELECT id FROM came.event WHERE channel = ? AND id < (SELECT min(first_id) FROM came.segment)"


class Came(msgspec.Struct, array_like=True):
    """A channel as the other journal has it."""

    id: int
    name: str
    url: str
    profile: str
    last_event_id: str
    last_seq: int
    totals: str
    head: bytes


class Carried(msgspec.Struct, frozen=True):
    """What came over: so many `events`, of these `channels` with their last numbers.

    `renamed`: what was here under such a name is called otherwise now. `left`: pinned events without a place.
    """

    channels: dict[str, int] = {}
    events: int = 0
    renamed: Names = []
    left: int = 0


def carry(book: Book, source: Path, wanted: Wanted, stopped: Callable[[], bool]) -> Carried:
    """Bring over the channels that are `wanted`, in one transaction; raises, and then nothing has changed.

    Of a channel that has come before nothing comes again. To what is here of the same feed it is joined;
    another feed's channel of that name gets a number and keeps all. `source` must be sound, and nobody else
    may be writing to it.
    """
    connection = book.connection
    with _attached(connection, source):
        carriage = Carriage(book, stopped)
        try:
            with transaction(connection):
                carriage.run(wanted)
                carriage.settle()
                carriage.join()
        except BaseException:
            book.read_accounts()
            raise
    return carriage.carried


@contextlib.contextmanager
def _attached(connection: apsw.Connection, source: Path) -> Iterator[None]:
    """The other file as `came`. What is committed is on the disk: that file may be removed then."""
    synchronous = int(connection.pragma("synchronous"))
    connection.execute("ATTACH ? AS came", (str(source),))
    try:
        connection.pragma("synchronous", "full")
        yield
    finally:
        connection.pragma("synchronous", synchronous)
        connection.execute("DETACH came")


class Carriage:
    """Works within one transaction of `book`, which learns of it by `settle`, once that is committed."""

    def __init__(self, book: Book, stopped: Callable[[], bool]) -> None:
        self._book = book
        self._connection = book.connection
        self._stopped = stopped
        self._channels: dict[int, Account] = {}  # by their number in the other file
        self._joined: list[Came] = []
        self._renamed: Names = []
        self._last_id = book.last_id
        self._last_segment = book.last_segment
        self._events = self._left = 0

    def run(self, wanted: Wanted) -> None:
        rows: Any = self._connection.execute(_CHANNEL).fetchall()
        known = [msgspec.convert(row, Came) for row in rows]
        self._taken = {*self._book.accounts, *(came.name for came in known)}
        for came in known:
            if came.head == NO_DIGEST or not wanted(came.name, came.url) or self._is_here(came):
                continue
            if self._is_of_same_feed(came):
                self._joined.append(came)
            else:
                self._begin(came)
        if not self._channels:
            return
        self._carry_alone()
        self._has_pins = bool(self._connection.execute("SELECT 1 FROM came.pin LIMIT 1").get)
        numbers = msgspec.json.encode(list(self._channels)).decode()
        for commit in self._connection.cursor().execute(_COMMITS, (numbers,)):
            if self._stopped():
                raise broken_off()
            self._carry_commit(*commit)

    def settle(self) -> None:
        """The book goes on behind it."""
        book = self._book
        for old, new in self._renamed:
            account = book.accounts.pop(old)
            account.name = new
            book.accounts[new] = account
        accounts = {account.name: account for account in self._channels.values()}
        book.accounts.update(accounts)
        book.last_id, book.last_segment = self._last_id, self._last_segment

    def join(self) -> None:
        for came in self._joined:
            joining = Joining(self._book, came.name, came.id, came.head.hex())
            if not joining.was_done:
                self._events += joining.run(_decode_totals(came.totals), self._stopped)

    @property
    def carried(self) -> Carried:
        names = [account.name for account in self._channels.values()]
        names += [came.name for came in self._joined]
        numbers = {name: self._book.accounts[name].last_seq for name in names}
        return Carried(numbers, self._events, self._renamed, self._left)

    # -- channels

    def _is_here(self, came: Came) -> bool:
        """Whether all of it came before, whatever has come behind it since."""
        ends = "SELECT 1 FROM segment WHERE channel = ? AND chain = ? LIMIT 1"
        known = self._book.accounts.get(came.name)
        return known is not None and bool(self._connection.execute(ends, (known.id, came.head)).get)

    def _is_of_same_feed(self, came: Came) -> bool:
        """Something has come from that address, or of an import, into the channel of that name."""
        known = self._book.accounts.get(came.name)
        if known is None or known.head == NO_DIGEST:
            return False
        url = self._connection.execute("SELECT url FROM channel WHERE id = ?", (known.id,)).get
        return url in ("", came.url)

    def _begin(self, came: Came) -> None:
        """The channel, in the place of one of its name that has nothing yet."""
        known = self._book.accounts.get(came.name)
        if known is not None and known.head != NO_DIGEST:
            self._displace(known)
        elif known is not None:
            self._connection.execute("DELETE FROM channel WHERE id = ?", (known.id,))
            self._connection.execute("DELETE FROM name WHERE channel = ?", (known.id,))
        self._connection.execute(
            "INSERT INTO channel(name, url, profile, last_event_id, last_seq, totals, head)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            msgspec.structs.astuple(came)[1:],
        )
        number = self._connection.last_insert_rowid()
        self._connection.execute(
            "INSERT INTO name(channel, name, url, profile) VALUES (?, ?, ?, ?)",
            (number, came.name, came.url, came.profile),
        )
        self._connection.execute(_DROPPED, (number, came.id))
        totals = _decode_totals(came.totals)
        self._channels[came.id] = Account(
            number, came.name, came.last_event_id, came.last_seq, totals, came.head
        )

    def _displace(self, known: Account) -> None:
        other = free_name(known.name, self._taken)
        self._taken.add(other)
        give_name(self._book, known.id, other)
        self._renamed.append((known.name, other))

    # -- what is in them

    def _carry_commit(
        self, id_: int, channel: int, first_id: int, first_seq: int, count: int, *rest: object
    ) -> None:
        number = self._channels[channel].id
        self._last_segment += 1
        shift = self._last_id + 1 - first_id
        self._connection.execute(
            "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._last_segment, number, first_id + shift, first_seq, count, *rest),
        )
        span = (first_id, first_id + count - 1)
        if count:
            self._connection.execute(_EVENTS, (shift, number, *span, channel))
            self._events += self._connection.changes()
        self._connection.execute(_STORY, (number, self._last_segment, shift, id_))
        if self._has_pins and count:
            self._connection.execute(_PINS, (shift, *span))
        self._last_id += count

    def _carry_alone(self) -> None:
        """Their place is before all commits: there is one only in a file without any."""
        has_room = self._last_segment == 0
        for channel, account in self._channels.items():
            alone: Any = self._connection.execute(_ALONE, (channel,)).fetchall()
            for (id_,) in alone:
                if has_room:
                    self._last_id += 1
                    shift = self._last_id - id_
                    self._connection.execute(_EVENTS, (shift, account.id, id_, id_, channel))
                    self._connection.execute(_PINS, (shift, id_, id_))
                    self._events += 1
                else:
                    self._leave(account)

    def _leave(self, account: Account) -> None:
        """Here it is one more of those that were dropped."""
        self._connection.execute(
            "UPDATE dropped SET events = events + 1 WHERE channel = ? AND reason = 'retention'", (account.id,)
        )
        self._left += 1

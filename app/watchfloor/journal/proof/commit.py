"""One commit of a channel: its events, ledger and story against its digest, and that against the others."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

from collections.abc import Iterator

import apsw
import msgspec

from watchfloor.core.event import Totals
from watchfloor.journal import packing
from watchfloor.journal.proof import story
from watchfloor.journal.proof.account import Account
from watchfloor.journal.proof.result import Gap
from watchfloor.journal.row import EVENT_COLUMNS, CommitRow, packed_row
from watchfloor.journal.writer.segment import ledger_bytes

# What a row raises in which something stands that was never written there.
NO_ROW = (UnicodeDecodeError, TypeError, AttributeError, ValueError, OverflowError)
_decode_totals = msgspec.json.Decoder(Totals).decode


def prove(connection: apsw.Connection, account: Account, commit: CommitRow) -> None:
    """Hold a commit against its digest and the one before it; the account goes on behind it."""
    account.commits += 1
    _check_order(account, commit)
    packed = _rows_of(connection, account, commit)
    bodies = list(_story(connection, account, commit))
    ledger = ledger_bytes(commit.first_seq, commit.last_event_id, commit.totals.encode(), bodies)
    if packed is not None and not packing.proves(commit.digest, ledger, packed):
        account.breaks(
            f"commit {commit.id} (events {commit.first_seq:,} to {commit.last_seq:,}) does not match its "
            "digest: a row or its ledger was changed"
        )
    if packing.chain(account.chain, commit.digest) != commit.chain:
        account.breaks(f"commit {commit.id} does not follow from the one before it: a commit was removed")
    account.chain = commit.chain
    account.due_seq = commit.last_seq + 1
    account.seen_last_event_id = commit.last_event_id
    _check_ledger(account, commit)


def _check_order(account: Account, commit: CommitRow) -> None:
    account.pass_holes()
    if commit.first_seq > account.due_seq:
        account.breaks(
            f"events {account.due_seq:,} to {commit.first_seq - 1:,} are missing before commit {commit.id}"
        )
    elif commit.first_seq < account.due_seq:
        account.breaks(
            f"commit {commit.id} begins with event {commit.first_seq:,}, where {account.due_seq:,} was due"
        )


def _rows_of(connection: apsw.Connection, account: Account, commit: CommitRow) -> list[bytes] | None:
    """The rows as they were inserted; None where they are not all there."""
    try:
        packed = list(_packed(connection, commit))
    except NO_ROW:
        account.audit.counted += _there(connection, commit)
        account.breaks(
            f"a row of commit {commit.id} holds bytes that are no text, or what was never written there: "
            "the file is damaged"
        )
        return None
    account.audit.counted += len(packed)
    if len(packed) == commit.count:
        return packed
    account.breaks(
        f"commit {commit.id} wrote {commit.count:,} events (numbers {commit.first_seq:,} to "
        f"{commit.last_seq:,}), {len(packed):,} of them are here: rows were removed or added"
    )
    return None


def _packed(connection: apsw.Connection, commit: CommitRow) -> Iterator[bytes]:
    shift = commit.first_id - commit.first_seq
    for row in connection.cursor().execute(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE id BETWEEN ? AND ? ORDER BY id",
        (commit.first_id, commit.last_id),
    ):
        if row[1] == commit.channel and row[0] - row[2] == shift:
            yield packed_row(row)


def _there(connection: apsw.Connection, commit: CommitRow) -> int:
    """How many rows stand where a commit wrote."""
    span = (commit.first_id, commit.last_id)
    return int(connection.execute("SELECT count(*) FROM event WHERE id BETWEEN ? AND ?", span).get)


def _story(connection: apsw.Connection, account: Account, commit: CommitRow) -> Iterator[bytes]:
    """The bodies of what befell the channel, each looked at as it goes by."""
    for line in story.lines(connection, commit.id):
        told = line.told() if line is not None else None
        if line is None or told is None:
            account.breaks(f"a line of commit {commit.id}'s story cannot be read")
            continue
        # Where events were lost, their lines stand where there was room.
        in_place = account.audit.damaged or line.is_in_place(
            told, commit.first_id, commit.first_seq, commit.last_id
        )
        if line.kind != told.kind or line.channel != commit.channel or not in_place:
            account.breaks(f"a line of commit {commit.id}'s story was moved, or called something else")
        if told.kind == "gap" and isinstance(told.missing, int):
            account.audit.gaps.append(Gap(told.after, told.before, told.missing))
        yield line.body.encode()


def _check_ledger(account: Account, commit: CommitRow) -> None:
    try:
        account.seen_totals = _decode_totals(commit.totals)
    except msgspec.DecodeError:
        account.breaks(f"the ledger of commit {commit.id} cannot be read")
        return
    if not account.seen_totals.balanced:
        account.breaks(f"the ledger of commit {commit.id} does not balance")

"""The rows of a commit into the file, with as few statements as their shapes allow."""

from collections.abc import Sequence

import apsw

from watchfloor.journal import packing
from watchfloor.journal.roll import INSERT_ROLL, Pile, Roll
from watchfloor.journal.writer.segment import Segment

_FEW_CHANNELS = 8
_FEW_SHAPES = 8


def insert(connection: apsw.Connection, segments: Sequence[Segment], *, in_line: bool) -> None:
    """One statement or more for each channel if they are few, else one for all.

    `in_line`: the first row's position is just the next one.
    """
    if len(segments) <= _FEW_CHANNELS:
        for segment in segments:
            _insert_channel(connection, segment, in_line=in_line)
        return
    rows = [
        row
        for segment in segments
        for row in packing.placed(segment.packed, segment.account.id, segment.shift)
    ]
    connection.execute(packing.INSERT_CHANNELS, (segments[0].first_id - 1, apsw.carray(tuple(rows))))


def _insert_channel(connection: apsw.Connection, segment: Segment, *, in_line: bool) -> None:
    """One statement for each roll; of other rows for each stretch of one shape if they are few, else one for
    all."""
    rows, before = segment.packed, segment.first_id - 1
    if not isinstance(rows, Pile):
        _insert_shapes(connection, segment, rows, in_line=in_line)
        return
    for part in rows.parts:
        if isinstance(part, Roll):
            _insert_roll(connection, segment, part, before, in_line=in_line)
        else:
            _insert_rows(connection, segment, part, before)
        before += len(part)


def _insert_shapes(
    connection: apsw.Connection, segment: Segment, packed: list[bytes], *, in_line: bool
) -> None:
    runs = packing.merged(segment.runs)
    if len(runs) > _FEW_SHAPES:
        _insert_rows(connection, segment, packed, segment.first_id - 1)
        return
    at = 0
    for run in runs:
        rows, before = tuple(packed[at : at + run.rows]), segment.first_id - 1 + at
        parameters = (*_of(segment, before, apsw.carray(rows)), *run.shape.parameters, in_line)
        connection.execute(packing.INSERT_SHAPE, parameters)
        at += run.rows


def _insert_rows(connection: apsw.Connection, segment: Segment, rows: list[bytes], before: int) -> None:
    connection.execute(packing.INSERT_ONE_CHANNEL, _of(segment, before, apsw.carray(tuple(rows))))


def _insert_roll(
    connection: apsw.Connection, segment: Segment, roll: Roll, before: int, *, in_line: bool
) -> None:
    times = (roll.received_us, roll.monotonic_us)
    parameters = (*_of(segment, before, roll.octets), *roll.shape.parameters, in_line)
    connection.execute(INSERT_ROLL, (*parameters, apsw.carray(roll.spans), *times))


def _of(segment: Segment, before: int, rows: object) -> tuple[object, ...]:
    """The first parameters of all statements: the position before the first row, the rows, and whose they
    are."""
    return before, rows, segment.account.id, segment.shift

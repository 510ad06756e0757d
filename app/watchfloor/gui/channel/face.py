"""What of a channel is seen in the list: while that stays as it is, nothing is drawn."""

from math import isnan, nan
from typing import NamedTuple

from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import Status
from watchfloor.gui.instant import Instant

SPARK_S = 2.0  # so often a line over a minute moves by time alone


class Face(NamedTuple):
    status: Status
    words: str
    rate: float  # as far as it is told
    listening: bool
    spark: tuple[float, ...]
    unread: int
    insecure: bool
    colour: str


def face_of(row: ChannelRow, at: Instant) -> Face:
    # One and the same NaN is equal to itself; any two are not.
    known_s = at.wall_s - at.wall_s % SPARK_S
    spark = tuple(nan if isnan(value) else value for value in row.spark(known_s))
    rate = round(row.rate(at.wall_s), 1)
    words = row.words(at.monotonic_s)
    return Face(row.status, words, rate, row.listening, spark, row.unread, row.insecure, row.colour)

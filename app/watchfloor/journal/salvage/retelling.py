"""The story of a salvaged commit: each line where it happened, whatever became of its row."""

from typing import Any

from watchfloor.core.happening import Warned
from watchfloor.journal.proof.story import Line
from watchfloor.journal.salvage.wreck import Channel
from watchfloor.journal.writer.segment import encode

Happening = tuple[Any, ...]  # id, channel, segment, after_id, kind, body


def retold(
    rows: list[Happening], channel: Channel, first_id: int, first_seq: int, last_id: int, now_s: float
) -> list[tuple[int, str, str]]:
    """(after_id, kind, body) of each line. What its body says is proven; the rest follows from it."""
    told = []
    for row in rows:
        _, channel_id, _, after_id, kind, body = row
        line = Line(channel_id, after_id, kind, body)
        said = line.told()
        if said is None:
            line = _unreadable(channel, first_seq, now_s)
            said = line.told()
        if said is None:
            continue
        place = line.after_id
        if not line.is_in_place(said, first_id, first_seq, last_id):
            place = max(first_id - 1, min(first_id - first_seq + said.after_seq, last_id))
        told.append((place, said.kind, line.body))
    return told


def _unreadable(channel: Channel, first_seq: int, now_s: float) -> Line:
    """What stands in the place of a line that nobody can read any more."""
    warning = Warned(
        channel=channel.name,
        at_s=now_s,
        after_seq=first_seq - 1,
        code="salvaged",
        message="The journal was damaged: what is told here could not be read.",
    )
    return Line(channel.id, -1, "warned", encode(warning).decode())
